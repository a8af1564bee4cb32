"""A story's language version, as its content file says."""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.site.markup import Block, blocks, plain

CONTENT = Path(__file__).parent / "content"
TEMPLATES = ("opencms", "liferay", "tables", "magazine_old", "magazine_new")
KEYS = {
    "template", "path", "title", "date", "date_lines", "place", "reference", "language", "mode", "kicker", "byline",
    "authors", "teaser", "trap", "quotes", "speakers", "charset", "moved_from", "listed_date",
}  # fmt: skip


@dataclass(frozen=True)
class Quote:
    """A labelled quotation."""

    spans: tuple[str, ...]
    speaker: str | None = None
    kind: str = "direct"
    source_kind: str = "person"


@dataclass(frozen=True)
class Speaker:
    """A labelled speaker."""

    name: str
    honorific: str | None = None
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True)
class Story:
    """One language version of a story: what the page prints and what a record of it must say."""

    key: str
    lang: str
    template: str
    path: str
    title: str
    body: str
    date: str | None = None
    date_lines: tuple[str, ...] = ()
    place: str | None = None
    reference: str | None = None
    language: str = ""
    mode: str = "news"
    kicker: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    teaser: str = ""
    trap: frozenset[str] = frozenset()
    charset: str = ""
    moved_from: str = ""
    listed_date: str = ""
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    source: str = field(default="", compare=False)

    @cached_property
    def blocks(self) -> list[Block]:
        """The body's blocks."""
        return blocks(self.body)

    @property
    def day(self) -> dt.date:
        """The date to sort and stamp by; a story without a date gets one from its address."""
        text = self.date or self.listed_date
        if not text:
            year = re.search(r"/((?:19|20)\d{2})/", self.path)
            text = year[1] if year else "2020"
        parts = [int(part) for part in text.split("-")]
        return dt.date(*[*parts, 1, 1][:3])

    @property
    def lead(self) -> str:
        """What a listing shows under the title: the teaser or the first paragraph."""
        texts = [block.text for block in self.blocks if block.kind in ("paragraph", "answer", "turn")]
        return plain(self.teaser or (texts[0] if texts else ""))


def parse(text: str, key: str, lang: str, source: str) -> Story:
    """A story from its content file's text. Raises ValueError for a slip in the front matter."""
    match = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", text, re.DOTALL)
    if match is None:
        raise ValueError(f"{source}: no front matter")
    front: dict[str, Any] = tomllib.loads(match[1])
    if unknown := front.keys() - KEYS:
        raise ValueError(f"{source}: unknown keys {sorted(unknown)}")
    if front["template"] not in TEMPLATES:
        raise ValueError(f"{source}: no template {front['template']}")
    front["path"] = front["path"].replace("{lang}", lang)
    front["quotes"] = tuple(Quote(**{**q, "spans": tuple(q["spans"])}) for q in front.get("quotes", ()))
    front["speakers"] = tuple(Speaker(**s) for s in front.get("speakers", ()))
    front["date_lines"] = tuple(front.get("date_lines", ()))
    front["authors"] = tuple(front.get("authors", ()))
    front["trap"] = frozenset(front.get("trap", ()))
    front.setdefault("language", lang)
    return Story(key=key, lang=lang, body=match[2], source=source, **front)


def load(content: Path = CONTENT) -> list[Story]:
    """All stories of a content directory, in a fixed order."""
    return [
        parse(file.read_text(encoding="utf-8"), file.parent.name, file.stem, str(file.relative_to(content)))
        for file in sorted(content.glob("*/*.md"))
    ]
