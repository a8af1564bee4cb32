"""How two versions of a JSON Schema differ, in the terms of semantic versioning."""

from collections.abc import Iterator
from typing import Any, Literal

Schema = dict[str, Any]
Fact = tuple[str, str, str]  # place, what is said of it, value

_WORDS = {"title", "description", "default", "version", "$schema", "$defs"}


def change(old: Schema, new: Schema) -> Literal["minor", "major"] | None:
    """Return the least step that tells readers the truth: only new keys and new values of closed lists are minor."""
    before, after = set(_facts(old, old, "")), set(_facts(new, new, ""))
    places = {place for place, _, _ in before}
    added = {(place, said) for place, said, _ in after - before}
    if before - after or any(place in places and said != "enum" for place, said in added):
        return "major"
    return "minor" if added else None


def _facts(part: Schema, schema: Schema, place: str) -> Iterator[Fact]:
    if "$ref" in part:
        yield from _facts(schema["$defs"][part["$ref"].rsplit("/", 1)[-1]], schema, place)
        return
    for key, value in part.items():
        if key == "properties":
            for name, child in value.items():
                yield from _facts(child, schema, f"{place}.{name}")
        elif key == "items":
            yield from _facts(value, schema, f"{place}[]")
        elif key == "anyOf":
            for choice in value:
                yield from _facts(choice, schema, place)
        elif key == "enum":
            yield from ((place, "enum", str(choice)) for choice in value)
        elif key == "required":
            yield from ((f"{place}.{name}", "required", "") for name in value)
        elif key not in _WORDS:
            yield place, key, str(value)
