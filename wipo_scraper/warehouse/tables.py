"""The four tables that every export and load speaks of: articles, quotes, speakers, images.

Columns and their types come from the record's JSON Schema, so the tables cannot drift from the contract. A few are
added: what joins a row to its article, a real date beside the printed one, and the key to group speakers by.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wipo_scraper.article import record_schema

Row = dict[str, Any]
Schema = dict[str, Any]

CHILDREN = ("quotes", "speakers", "images")
_CONTEXT = ("story", "stream", "language", "date", "date_precision")


@dataclass(frozen=True)
class Column:
    """A column: its name, its values as JSON Schema (references resolved), what it means."""

    name: str
    schema: Schema
    description: str
    nullable: bool

    @property
    def kind(self) -> str:
        """One of text, integer, number, date, timestamp, nested."""
        by_format = {"date": "date", "date-time": "timestamp"}.get(self.schema.get("format", ""))
        by_type = {"string": "text", "integer": "integer", "number": "number", "array": "nested", "object": "nested"}
        return by_format or by_type[self.schema["type"]]


@dataclass(frozen=True)
class Table:
    """A table: its columns and the columns that make its key within the newest revisions."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def key_of(self, *, history: bool) -> tuple[str, ...]:
        """Return the key; with all revisions in the table, the revision is part of it."""
        return (*self.key, "revision") if history else self.key


def _tables() -> dict[str, Table]:
    schema = record_schema()
    parts = schema["$defs"]
    record = {name: _column(name, value, parts) for name, value in schema["properties"].items()}
    record["fetched_at"] = _added("fetched_at", "string", record["fetched_at"].description, format="date-time")
    published = (
        _added(
            "published", "string", "`date` as a date; a month or a year as its first day.", nullable=True, format="date"
        ),
        _added("year", "integer", "Year of `date`.", nullable=True),
    )
    joined = (_added("article_id", "string", "The article's id."), record["revision"])
    context = (*(record[name] for name in _CONTEXT), *published)
    position = _added("position", "integer", "Place among the article's {}, from 0.")
    speaker_key = (
        _added("speaker_key", "string", "What to group a speaker by: `person` if known, else the name.", nullable=True),
        _added("speaker_key_kind", "string", "What the key is: `person` or `name`.", nullable=True),
    )

    def child(name: str, part: str, added: tuple[Column, ...] = ()) -> Table:
        own = tuple(_column(key, value, parts) for key, value in parts[part]["properties"].items())
        place = Column("position", position.schema, position.description.format(name), nullable=False)
        return Table(
            name, parts[part]["description"], (*joined, place, *own, *added, *context), ("article_id", "position")
        )

    articles = tuple(column for name, column in record.items() if name not in CHILDREN)
    person = _column("person", parts["Speaker"]["properties"]["person"], parts)
    tables = (
        Table(
            "articles", "An article as last seen; with history, every revision of it.", (*articles, *published), ("id",)
        ),
        child("quotes", "Quote", (person, *speaker_key)),
        child("speakers", "Speaker", speaker_key),
        child("images", "Image"),
    )
    return {table.name: table for table in tables}


def _column(name: str, value: Schema, parts: dict[str, Schema]) -> Column:
    schema = _resolve(value, parts)
    choices = schema.get("anyOf", [schema])
    nullable = any(choice.get("type") == "null" for choice in choices)
    own = next(choice for choice in choices if choice.get("type") != "null")
    return Column(name, own, value.get("description") or own["description"], nullable)


def _added(name: str, type_: str, description: str, *, nullable: bool = False, **more: str) -> Column:
    return Column(name, {"type": type_, **more}, description, nullable)


def _resolve(value: Schema, parts: dict[str, Schema]) -> Schema:
    if "$ref" in value:
        return _resolve(parts[value["$ref"].rsplit("/", 1)[-1]], parts)
    resolved = dict(value)
    if "anyOf" in value:
        resolved["anyOf"] = [_resolve(choice, parts) for choice in value["anyOf"]]
    if "items" in value:
        resolved["items"] = _resolve(value["items"], parts)
    if "properties" in value:
        resolved["properties"] = {key: _resolve(child, parts) for key, child in value["properties"].items()}
    return resolved


TABLES = _tables()


def publication_day(printed: str | None) -> str | None:
    """Return the first day that a printed date means; null if the calendar has no such day."""
    if printed is None:
        return None
    day = f"{printed}-01-01"[:10] if len(printed) == 4 else f"{printed}-01"[:10]
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def publication_year(printed: str | None) -> int | None:
    """Return the year of a printed date; null if the calendar has no such day."""
    day = publication_day(printed)
    return int(day[:4]) if day else None


def rows_of(record: Row) -> dict[str, list[Row]]:
    """Return a record's rows in each table, in JSON types. Keys unknown to the schema stay with the article."""
    dated = {"published": publication_day(record["date"]), "year": publication_year(record["date"])}
    context = {name: record[name] for name in _CONTEXT} | dated
    people = {speaker["id"]: speaker["person"] for speaker in record["speakers"]}

    def rows(table: str, added: Callable[[Row], Row]) -> list[Row]:
        joined = {"article_id": record["id"], "revision": record["revision"]}
        return [
            {**joined, "position": position, **part, **added(part), **context}
            for position, part in enumerate(record[table])
        ]

    return {
        "articles": [{key: value for key, value in record.items() if key not in CHILDREN} | dated],
        "quotes": rows("quotes", lambda quote: _quoted_speaker(people.get(quote["speaker_id"]), quote["speaker"])),
        "speakers": rows("speakers", lambda speaker: _speaker_key(speaker["person"], speaker["name"])),
        "images": rows("images", lambda _: {}),
    }


def _quoted_speaker(person: str | None, name: str | None) -> Row:
    return {"person": person, **_speaker_key(person, name)}


def _speaker_key(person: str | None, name: str | None) -> Row:
    kind = "person" if person else "name" if name else None
    return {"speaker_key": person or name, "speaker_key_kind": kind}
