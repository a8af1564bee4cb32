"""Writes what is made from the record's schema: its JSON Schema, kept for each version, and the pages about it."""

import json
from pathlib import Path
from typing import Any

from docs.build_tables import dbt_sources, tables_page
from wipo_scraper.article import SCHEMA_VERSION, record_schema

HERE = Path(__file__).parent
JsonObject = dict[str, Any]

HEAD = """\
# The record, field by field

Version {version} of the schema. One line of an articles file is one record; every key is always present, null or an
empty list where the page gives nothing. Offsets count Unicode code points of `text`, start included, end excluded.
This page is made from the schema (`make docs`); the definitions of the extracted fields, with examples, are in
[fields.md](fields.md). `scrapy schema` prints the schema as JSON Schema (draft 2020-12).
"""


def record_page(of: JsonObject) -> str:
    """The Markdown page: a table for the record, then one for each of its parts."""
    parts = [HEAD.format(version=SCHEMA_VERSION), table("Record", of)]
    parts += [table(name, part) for name, part in of["$defs"].items()]
    return "\n".join(parts)


def table(name: str, part: JsonObject) -> str:
    """One object of the schema as a table of its keys."""
    intro = part.get("description", "").split("\n\n")[0]
    rows = [
        f"| `{key}` | {type_of(value)} | {value.get('description', '')} |" for key, value in part["properties"].items()
    ]
    return "\n".join([f"## {name}", "", intro, "", "| key | type | |", "|---|---|---|", *rows, ""])


def type_of(value: JsonObject) -> str:
    """The type in words: `string or null`, `list of Span`, a closed list of values."""
    if "anyOf" in value:
        return " or ".join(type_of(choice) for choice in value["anyOf"])
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value["enum"])
    if value.get("type") == "array":
        return f"list of {type_of(value['items'])}"
    return str(value["type"])


def main() -> None:
    """Writes the files beside this program, and the example's."""
    of = record_schema()
    text = json.dumps(of, indent=2, ensure_ascii=False) + "\n"
    (HERE / "record.schema.json").write_text(text, "utf-8")
    kept = HERE / "schemas" / f"record-{SCHEMA_VERSION}.json"
    if not kept.exists():  # a version's schema is never rewritten
        kept.write_text(text, "utf-8")
    (HERE / "record.md").write_text(record_page(of), "utf-8")
    (HERE / "tables.md").write_text(tables_page(), "utf-8")
    (HERE.parent / "examples" / "dbt" / "models" / "sources.yml").write_text(dbt_sources(), "utf-8")


if __name__ == "__main__":
    main()
