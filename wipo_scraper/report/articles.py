"""What the reading page shows of one article: its text cut where a quote, a name or a cue begins or ends."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from wipo_scraper.article import Block, Image, Quote, Record
from wipo_scraper.extraction.fragments import fragment_link
from wipo_scraper.report.sources import SourceKey

Piece = str | dict[str, Any]
"""Words without a mark, or `text` with what it is: `quote` (its index), the `cue` or the name (`names`) of a quote, a
`speaker` (index) who is meant."""

_OPENING = 180  # characters of a text that a list shows


class Mark(NamedTuple):
    """A stretch of text and what it is."""

    start: int
    end: int
    what: str
    number: int


def article_view(record: Record, versions: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the article as the reading page takes it; `versions` are the language and id of all versions."""
    marks = sorted(_marks(record))
    order = {speaker.id: index for index, speaker in enumerate(record.speakers)}
    return {
        **record.model_dump(
            mode="json",
            include={
                "id", "url", "title", "date", "language", "stream", "mode", "place", "reference", "authors", "evidence",
                "links", "translations", "fetched_at", "revision", "extractor", "content_hash",
            },
        ),
        "versions": versions,
        "blocks": [[block.kind, _pieces(record.text, block, marks)] for block in record.blocks],
        "speakers": [
            speaker.model_dump(mode="json", exclude={"mentions"})
            | {"key": str(SourceKey("person", speaker.person or speaker.name))}
            for speaker in record.speakers
        ],
        "quotes": [_quote(record.url, quote, order) for quote in record.quotes],
        "images": [_image(record, index, image) for index, image in enumerate(record.images)],
    }  # fmt: skip


def row_view(record: Record) -> list[Any]:
    """Return what a list of results shows of an article."""
    opening = shorten(record.text)
    names = list(dict.fromkeys(quote.speaker for quote in record.quotes if quote.speaker))
    return [record.id, record.title, record.language, record.date, opening, names[:4], len(record.quotes)]


def shorten(text: str) -> str:
    """Return the beginning of a text, cut at a blank if there is one near."""
    if len(text) <= _OPENING:
        return text.replace("\n\n", " ")
    head = text[:_OPENING].replace("\n\n", " ")
    whole = head.rpartition(" ")[0]
    return f"{whole if len(whole) > _OPENING - 30 else head} …"


def _quote(url: str, quote: Quote, order: dict[str, int]) -> dict[str, Any]:
    return {
        "id": quote.id,
        "text": quote.text,
        "speaker": order.get(quote.speaker_id or ""),
        "source": quote.source,
        "source_kind": quote.source_kind,
        "kind": quote.kind,
        "method": quote.method,
        "confidence": quote.confidence,
        "cue": quote.cue and quote.cue.text,
        "mention": quote.mention and quote.mention.text,
        "link": fragment_link(url, quote),
    }


def _image(record: Record, index: int, image: Image) -> dict[str, Any]:
    view = image.model_dump(mode="json", exclude={"caption"})
    caption = image.caption or ""
    marks = [
        Mark(at, at + len(words), "quote", number)
        for number, quote in enumerate(record.quotes)
        if quote.image == index
        for words in quote.text.split("\n\n")
        if (at := caption.find(words)) >= 0
    ]
    return view | {"caption": _pieces(caption, Block(start=0, end=len(caption), kind="side"), sorted(marks))}


def _marks(record: Record) -> Iterator[Mark]:
    for index, quote in enumerate(record.quotes):
        yield from (Mark(span.start, span.end, "quote", index) for span in quote.spans)
        if quote.cue:
            yield Mark(quote.cue.start, quote.cue.end, "cue", index)
        if quote.mention:
            yield Mark(quote.mention.start, quote.mention.end, "names", index)
    for index, speaker in enumerate(record.speakers):
        yield from (Mark(span.start, span.end, "speaker", index) for span in speaker.mentions)


def _pieces(text: str, block: Block, marks: Iterable[Mark]) -> list[Piece]:
    inside = [mark for mark in marks if mark.start < block.end and mark.end > block.start]
    ends = {end for mark in inside for end in (mark.start, mark.end) if block.start < end < block.end}
    cuts = [block.start, *sorted(ends), block.end]
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        what = {mark.what: mark.number for mark in inside if mark.start <= start and mark.end >= end}
        pieces.append({"text": text[start:end], **what} if what else text[start:end])
    return pieces
