"""From marks to fixtures: a reviewed article with its page becomes a labelled case in the layout of tests/fixtures.

Only what a reader vouched for becomes a label. So an article is left out as long as anything in it is not marked, or
a quote is marked as somebody else's without saying whose.
"""

import json
import re
from pathlib import Path
from typing import Any

from wipo_scraper.article import NotAnArticle, Quote, Record
from wipo_scraper.extraction import extract
from wipo_scraper.report.marks import Review
from wipo_scraper.storage.archives import Place, read_body

_NAME = re.compile(r"[^a-z0-9]+")


class UnfitError(Exception):
    """An article makes no fixture; the message says why."""


def write_fixtures(reviewed: Review, data_dir: Path, target: Path) -> tuple[list[Path], list[str]]:
    """Write `page.html` and `expected.json` for each article that makes a fixture, below `target`/<language>/.

    Returns the folders that were written, and for each article that makes none, why. Raises OSError.
    """
    written, left_out = [], []
    for record in reviewed.records.values():
        folder = target / _plain(record.language or "unknown") / _plain(record.id.partition("/")[2])
        try:
            _write(folder, _expected(reviewed, record), _page(record, data_dir))
        except UnfitError as reason:
            left_out.append(f"{record.id}: {reason}")
        else:
            written.append(folder)
    return written, left_out


def _write(folder: Path, expected: dict[str, Any], page: bytes) -> None:
    """Write a fixture. Raises UnfitError where one is already."""
    if folder.exists():
        raise UnfitError(f"{folder} is there already")
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(page)
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _expected(reviewed: Review, record: Record) -> dict[str, Any]:
    """Return the labels that the marks vouch for. Raises UnfitError."""
    marks = {(what, key): right for (article, what, key), right in reviewed.right.items() if article == record.id}
    if not marks.get(("complete", record.content_hash)):
        raise UnfitError("not marked as complete")
    wanted = [("speaker", speaker.id) for speaker in record.speakers] + [("quote", quote.id) for quote in record.quotes]
    quotes = [quote for quote in record.quotes if marks.get(("quote", quote.id))]
    wanted += [("attribution", quote.id) for quote in quotes]
    if missing := [key for key in wanted if key not in marks]:
        raise UnfitError(f"{len(missing)} of {len(wanted)} quotes and speakers are not marked")
    speakers = [speaker for speaker in record.speakers if marks["speaker", speaker.id]]
    known = {speaker.id for speaker in speakers}
    for quote in quotes:
        if not marks["attribution", quote.id]:
            raise UnfitError(f"whose quote this is was not said: {quote.text!r}")
        if quote.speaker_id not in {None, *known}:
            raise UnfitError(f"quoted, but marked as no speaker: {quote.speaker}")
    return {
        "url": record.url,
        "body": [
            record.text[block.start : block.end] for block in record.blocks if block.kind not in ("pull_quote", "side")
        ],
        "neutral": [record.text[block.start : block.end] for block in record.blocks if block.kind == "pull_quote"],
        "not_body": [],
        "quotes": [_quote(record, quote) for quote in quotes],
        "speakers": [{"name": speaker.name, "acts": []} for speaker in speakers],
        "images": [{"caption": image.caption, "credit": image.credit} for image in record.images],
        "cases": ["reviewed"],
    }


def _quote(record: Record, quote: Quote) -> dict[str, Any]:
    spans = [record.text[span.start : span.end] for span in quote.spans]
    return {
        "spans": spans or quote.text.split("\n\n"),
        "speaker": quote.speaker,
        "kind": quote.kind,
        "source_kind": quote.source_kind,
    }


def _page(record: Record, data_dir: Path) -> bytes:
    """Return the archived page that the record was read from. Raises UnfitError."""
    if record.warc is None:
        raise UnfitError("the page was not archived")
    archive = data_dir / "news" / "warc" / record.warc.file
    if not archive.is_file():
        raise UnfitError(f"{archive} is missing")
    page = read_body(Place(archive, None, record.warc.file, record.warc.offset))
    try:
        text = extract(page, record.url, content_type="text/html").text
    except NotAnArticle as error:
        raise UnfitError(f"the archived page is no article: {error.reason}") from error
    if text != record.text:
        raise UnfitError("the page alone, without its HTTP headers or with this extractor, has another text")
    return page


def _plain(name: str) -> str:
    return _NAME.sub("-", name.lower()).strip("-")
