"""Pages with what a careful reader finds on them, in the three layouts in which they are kept."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
INDEPENDENT = Path(__file__).parent.parent / "tests" / "independent"


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled page. `title` and `date` are None where they are not labelled."""

    name: str
    url: str
    page: bytes
    body: str
    language: str = "en"
    has_head: bool = False  # title and date are labelled
    title: str | None = None
    date: str | None = None
    neutral: str = ""  # may be in the text or not
    not_body: list[str] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)  # spans, speaker, kind


def fixtures() -> Iterator[Sample]:
    """The labelled pages of the test suite."""
    for path in sorted(FIXTURES.glob("*/*/page.html")):
        yield _labelled(path, json.loads((path.parent / "expected.json").read_text("utf-8")))


def independent() -> Iterator[Sample]:
    """The pages of the test suite that were written without sight of the extractor; not their text renditions."""
    for directory in sorted(path for path in INDEPENDENT.iterdir() if path.is_dir()):
        yield from folder(directory)


def folder(directory: Path) -> Iterator[Sample]:
    """A folder of NAME.html, each with NAME.json: url, title, date, language, body, not_body."""
    for label in sorted(directory.glob("*.json")):
        gold = json.loads(label.read_text("utf-8"))
        page = label.with_suffix(".html")
        if isinstance(gold, dict) and "body" in gold and page.exists():
            yield _labelled(page, gold)


def article_extraction(directory: Path) -> Iterator[Sample]:
    """The article-extraction-benchmark: ID.html.gz, and ground-truth.json with url and articleBody for each ID."""
    for key, gold in json.loads((directory / "ground-truth.json").read_text("utf-8")).items():
        page = gzip.decompress((directory / f"{key}.html.gz").read_bytes())
        yield Sample(key, gold["url"], page, gold["articleBody"])


def _labelled(path: Path, gold: dict[str, Any]) -> Sample:
    return Sample(
        name=str(path),
        url=gold["url"],
        page=path.read_bytes(),
        body="\n".join(gold["body"]),
        language=gold.get("language") or "en",
        has_head=True,
        title=gold.get("title"),
        date=gold.get("date"),
        neutral="\n".join([*gold.get("neutral", []), *gold.get("body_optional", []), *gold.get("pull_quotes", [])]),
        not_body=gold.get("not_body", []),
        quotes=gold.get("quotes", []),
    )
