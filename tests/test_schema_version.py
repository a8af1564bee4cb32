"""The record changes only together with its version: docs/schemas keeps every version's schema."""

import json
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.schema_changes import change
from tests.scrapy_process import scrapy
from wipo_scraper.article import SCHEMA_VERSION, record_schema

SNAPSHOTS = Path(__file__).parent.parent / "docs" / "schemas"
KEPT = {
    tuple(map(int, path.stem.removeprefix("record-").split("."))): json.loads(path.read_text("utf-8"))
    for path in SNAPSHOTS.glob("record-*.json")
}
NOW = tuple(map(int, SCHEMA_VERSION.split(".")))


def test_the_schema_of_this_version_is_kept() -> None:
    assert NOW in KEPT, "run `make docs`"
    assert max(KEPT) == NOW


def test_the_record_has_not_changed_under_its_version() -> None:
    needed = change(KEPT[NOW], record_schema())
    assert needed is None, f"the record has changed: raise SCHEMA_VERSION by a {needed} step and run `make docs`"


def test_each_version_is_the_step_that_its_changes_need() -> None:
    versions = sorted([*KEPT, (NOW[0] + 1, 0)])  # the next major version may change anything
    schemas = {**KEPT, (NOW[0] + 1, 0): edited("properties/place", None)}
    for earlier, later in pairwise(versions):
        assert later[0] == earlier[0] + 1 or change(schemas[earlier], schemas[later]) != "major"


def test_scrapy_schema_prints_it() -> None:
    result = scrapy("schema")
    assert result.status == 0, result.err
    assert json.loads(result.out) == record_schema()


def edited(path: str, value: Any) -> dict[str, Any]:
    """The schema with one place changed, added or (None) removed."""
    schema = deepcopy(record_schema())
    *way, last = path.split("/")
    place: Any = schema
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return schema


@pytest.mark.parametrize(
    ("path", "value", "needed"),
    [
        ("properties/title/description", "Other words.", None),
        ("properties/mood", {"type": "string"}, "minor"),
        ("$defs/Quote/properties/tone", {"anyOf": [{"type": "string"}, {"type": "null"}]}, "minor"),
        ("properties/mode/enum", ["news", "interview", "speech", "obituary"], "minor"),
        ("properties/mode/enum", ["news", "interview"], "major"),
        ("properties/place", None, "major"),
        ("$defs/Quote/properties/cue", None, "major"),
        ("properties/revision/type", "string", "major"),
        ("properties/text", {"anyOf": [{"type": "string"}, {"type": "null"}]}, "major"),
        ("properties/date/anyOf", [{"type": "string"}, {"type": "null"}], "major"),
    ],
)
def test_what_kind_of_step_a_change_needs(path: str, value: Any, needed: str | None) -> None:
    assert change(record_schema(), edited(path, value)) == needed
