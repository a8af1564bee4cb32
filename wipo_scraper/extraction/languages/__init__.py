"""What is known of each language: one data file a language, read once, when it is first needed.

A section of a file is one frozen dataclass here. A key that the dataclass does not have is an error, and so is a
missing one that has no default.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar

_T = TypeVar("_T")

CODES = ("en", "fr", "es", "ru", "zh", "ar", "pt", "ja")


@dataclass(frozen=True, slots=True)
class Text:
    """How the language is told from others."""

    script: str  # latin, cyrillic, arabic, han, kana
    function_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """How dates are written."""

    months: tuple[tuple[str, ...], ...]  # twelve, each: every form of the name
    before: tuple[str, ...]  # weekdays and labels: words before a date that name no place
    updated: tuple[str, ...]  # words before a date that is not the date of publication
    seat: tuple[str, ...] = ()  # names of WIPO's seat: alone on a line beside a date, the place of a dateline


@dataclass(frozen=True, slots=True)
class Credits:
    """How the owner of an image is named."""

    labels: tuple[str, ...]  # before a colon: "Photo: …"
    phrases: tuple[str, ...] = ()  # open a credit by themselves: "Courtesy of …"
    captions: tuple[str, ...] = ()  # label of a caption: "Legenda: …"


@dataclass(frozen=True, slots=True)
class Listing:
    """How a page that is no article is named."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page's frame."""

    kickers: tuple[str, ...]  # section names that stand above or in place of a headline
    related: tuple[str, ...]  # headings of lists of other items
    contact: tuple[str, ...]  # openings of contact blocks
    share: tuple[str, ...]  # sharing, printing, comments, newsletters
    media: tuple[str, ...]  # openings of lines that lead to a video, a text, a photo stream
    about: tuple[str, ...]  # headings of the publisher's blurb about itself
    byline: tuple[str, ...]  # words before the author
    listing: Listing


@dataclass(frozen=True, slots=True)
class Language:
    """One data file."""

    code: str
    text: Text
    dates: Dates
    credits: Credits
    page: Words


def _frozen(value: object) -> object:
    """Lists to tuples, all the way down."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value


def _part(kind: type[_T], table: dict[str, Any], **nested: object) -> _T:
    return kind(**{key: _frozen(value) for key, value in table.items()} | nested)


@cache
def language(code: str) -> Language:
    """The data of one of `CODES`; KeyError for any other."""
    if code not in CODES:
        raise KeyError(code)
    data = tomllib.loads(resources.files(__name__).joinpath(f"{code}.toml").read_text("utf-8"))
    page = data["page"]
    return Language(
        code=code,
        text=_part(Text, data["text"]),
        dates=_part(Dates, data["dates"]),
        credits=_part(Credits, data["credits"]),
        page=_part(Words, page, listing=_part(Listing, page["listing"])),
    )


@cache
def languages() -> tuple[Language, ...]:
    """All of them, in the order of `CODES`."""
    return tuple(language(code) for code in CODES)
