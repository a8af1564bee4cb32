"""The pages that speak of the record say what the schema says."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from docs.build import record_page
from wipo_scraper.article import Article, Record, record_schema

DOCS = Path(__file__).parent.parent / "docs"


def test_the_published_schema_is_the_schema_of_the_record() -> None:
    published = json.loads((DOCS / "record.schema.json").read_text("utf-8"))
    assert published == record_schema(), "run `make docs`"


def test_the_published_schema_is_valid_json_schema() -> None:
    Draft202012Validator.check_schema(record_schema())


def test_the_page_of_the_record_is_made_from_the_schema() -> None:
    assert (DOCS / "record.md").read_text("utf-8") == record_page(record_schema()), "run `make docs`"


def test_every_key_of_the_record_is_required_and_described() -> None:
    schema = record_schema()
    assert sorted(schema["required"]) == sorted(Record.model_fields)
    for name, part in {"Record": schema, **schema["$defs"]}.items():
        for key, value in part["properties"].items():
            assert "$ref" in value or value.get("description"), f"{name}.{key} has no description"


@pytest.mark.parametrize("field", sorted(Article.model_fields))
def test_the_field_guide_defines_every_field_of_an_article(field: str) -> None:
    assert f"`{field}`" in (DOCS / "fields.md").read_text("utf-8")
