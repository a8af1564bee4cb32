"""A reporting clause."""

from dataclasses import dataclass
from typing import Literal

from wipo_scraper.article import Act
from wipo_scraper.extraction.mention import Mention

Strength = Literal["speaking", "weak", "participle", "according", "act"]


@dataclass(slots=True)
class Report:
    """A reporting word and its source. Offsets count in the block, `first` and `last` words, last excluded."""

    strength: Strength
    first: int
    last: int
    cue_first: int
    cue_last: int
    cue_start: int
    cue_end: int
    sentence: int
    subject: Mention | None = None
    implied: bool = False  # the language leaves the subject out: the one spoken of last
    gender: str | None = None  # that the verb shows
    act: Act | None = None
