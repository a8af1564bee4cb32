"""What the README shows is what the program gives."""

import json
import re
from pathlib import Path
from typing import Any

from tests.scrapy_process import rows

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def shows(part: Any, whole: Any) -> bool:
    """Whether a value is the whole with keys and list members left out."""
    if isinstance(part, dict):
        return all(key in whole and shows(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return all(any(shows(member, candidate) for candidate in whole) for member in part)
    return bool(part == whole)


def test_the_record_that_the_readme_shows_is_in_the_sample(sample: Path) -> None:
    block = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert block is not None
    shown = json.loads(block[1])
    record = next(row for row in rows(sample) if row["id"] == shown["id"])
    for key, value in shown.items():
        assert shows(value, record[key]), f"{key}: README shows {value!r}, the record has {record[key]!r}"


def test_every_page_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    missing = [link for link in links if not (Path(__file__).parent.parent / link).exists()]
    assert missing == []
