"""The last check before a record is written: does it keep to the schema?"""

from typing import Any

from pydantic import ValidationError

from wipo_scraper.article import Record


def find_fault(record: dict[str, Any]) -> str | None:
    """Return what breaks the record's schema, None if nothing does."""
    try:
        Record.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return f"invalid record: {'.'.join(map(str, first['loc']))}: {first['msg']}"
    return None
