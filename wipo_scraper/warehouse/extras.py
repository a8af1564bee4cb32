"""Libraries that only some uses need: the extras in pyproject.toml."""

from importlib import import_module
from typing import Any


class MissingExtraError(Exception):
    """A library of an extra is not installed; the message says how to install it."""


def need(library: str, extra: str) -> Any:
    """Return the library. Raises MissingExtraError."""
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"{library} is missing: pip install 'wipo-scraper[{extra}]'") from error
