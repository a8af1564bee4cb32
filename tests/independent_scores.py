"""Scores on the pages that were written and labelled without sight of the extractor, language by language.

python -m tests.independent_scores            print the tables, as they stand in docs/, and every miss
python -m tests.independent_scores --write    store the scores as the baseline of the gate

Texts are compared without case, marks and white space. A figure is the F1 of the values found; `body` is the F1 of runs
of four words (of four signs in Chinese), averaged over the pages; `kept out` is the share of the strings that must not
be in the text and are not.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.measures import body_score, plain, same, same_in, same_person
from tests.fixture_scores import DETAILS, Fixture, Tally, spans, take
from wipo_scraper import Article, extract

ROOT = Path(__file__).parent / "independent"
BASELINE = ROOT / "baseline.json"
HEAD = ("title", "date", "place", "reference")
TABLES = {
    "docs/extraction.md": (*HEAD, "body", "kept out", "captions", "credits"),
    "docs/quotes.md": ("quotes", "rightly attributed", "interview answers", "speakers", *DETAILS),
}
_TYPES = {".html": "text/html", ".txt": "text/plain; charset=utf-8"}


class IndependentPage(Fixture):
    """A page of one of the sets; its set and name are the case."""

    @property
    def expected(self) -> dict[str, Any]:
        return _expected(self)

    @property
    def article(self) -> Article:
        return _article(self)

    @property
    def path(self) -> Path:
        """The page itself; HTML or a text rendition."""
        return next(path for suffix in _TYPES if (path := ROOT / f"{self.case}{suffix}").exists())

    @property
    def group(self) -> str:
        """The pages that are scored together: ordinary news apart from pages such as WIPO's."""
        return f"{self.language}, news" if self.case.startswith("news/") else self.language


@cache
def pages() -> list[IndependentPage]:
    """The pages of all sets, in order of language."""
    found = sorted(ROOT.glob("*/*.json"))
    languages = [json.loads(path.read_text("utf-8"))["language"] for path in found]
    cases = [str(path.relative_to(ROOT).with_suffix("")) for path in found]
    return [IndependentPage(*names) for names in sorted(zip(languages, cases, strict=True))]


@cache
def _expected(page: IndependentPage) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((ROOT / f"{page.case}.json").read_text("utf-8"))
    return labels


@cache
def _article(page: IndependentPage) -> Article:
    return extract(page.path.read_bytes(), page.expected["url"], content_type=_TYPES[page.path.suffix])


class Scores:
    """The measures of one group of pages."""

    def __init__(self) -> None:
        names = [name for columns in TABLES.values() for name in columns if name != "body"]
        self.tallies = {name: Tally() for name in names}
        self.bodies: list[float] = []

    def figures(self) -> dict[str, float]:
        """Every measure between 0 and 1, and 1 the best."""
        found = {name: tally.scores()["f1"] for name, tally in self.tallies.items()}
        return found | {"body": round(sum(self.bodies) / len(self.bodies), 4)}

    def misses(self, measure: str) -> list[str]:
        """A line for everything that is not right."""
        return [] if measure == "body" else self.tallies[measure].misses

    def cell(self, measure: str) -> str:
        """A figure for the table; a dash where nothing is labelled and nothing found."""
        tally = self.tallies.get(measure)
        counted = tally is None or tally.right + tally.spurious + tally.missed
        return f"{self.figures()[measure]:.3f}" if counted else "–"

    def add(self, page: IndependentPage) -> None:
        self._add_head_and_body(page)
        self._add_quotes(page)
        self._add_speakers(page)
        for name in ("caption", "credit"):
            self._add_lines(page, name)

    def _add_head_and_body(self, page: IndependentPage) -> None:
        want, got = page.expected, page.article
        for name in HEAD:
            self.tallies[name].compare(f"{page}: {name}", want[name], getattr(got, name), same)
        body, neutral = "\n".join(want["body"]), "\n".join(want["neutral"])
        precision, recall = body_score(got.text, body, neutral, page.language)
        self.bodies.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
        for words in want["not_body"]:
            if same_in(words, got.text) and not same_in(words, f"{body}\n{neutral}"):
                self.tallies["kept out"].wrong(f"{page}: {words!r} is in the text")
            else:
                self.tallies["kept out"].hit()

    def _add_quotes(self, page: IndependentPage) -> None:
        quotes, attributed = self.tallies["quotes"], self.tallies["rightly attributed"]
        found = [(span, quote.speaker or "") for span, quote in spans(page.article)]
        labelled = [(span, label) for label in page.expected["quotes"] for span in label["spans"]]
        for span, label in labelled:
            interview = label["kind"] == "interview"
            hit = take(found, span, _one_in_the_other if interview else same)
            if label.get("ambiguous"):
                continue
            line = f"{page}: {span!r} of {label['speaker']}"
            tally = self.tallies["interview answers"] if interview else attributed
            if hit is None:
                tally.miss(line)
            elif same_person(hit, label["speaker"] or ""):
                tally.hit()
            else:
                tally.wrong(f"{line}: given to {hit or 'nobody'}")
            if not interview:
                quotes.compare(line, span, None if hit is None else span, same)
        neutral = plain(" ".join(page.expected["neutral"]))
        for span, speaker in found:
            if plain(span) not in neutral:
                quotes.extra(f"{page}: {span!r} of {speaker or 'nobody'}")
                attributed.extra(f"{page}: {span!r} of {speaker or 'nobody'}")

    def _add_speakers(self, page: IndependentPage) -> None:
        found = list(page.article.speakers)
        for want in page.expected["speakers"]:
            got = next((speaker for speaker in found if same_person(speaker.name, want["name"])), None)
            if got:
                found.remove(got)
            line = f"{page}: {want['name']}"
            self.tallies["speakers"].compare(line, want["name"], got and got.name, same_person)
            for name, alike in DETAILS.items():
                self.tallies[name].compare(f"{line}, {name}", want[name], getattr(got, name, None), alike)
        for speaker in found:
            self.tallies["speakers"].extra(f"{page}: {speaker.name}")

    def _add_lines(self, page: IndependentPage, name: str) -> None:
        """Captions or credits, whichever image they belong to."""
        tally = self.tallies[f"{name}s"]
        found = [(line, line) for image in page.article.images if (line := getattr(image, name))]
        for line in filter(None, (image[name] for image in page.expected["images"])):
            tally.compare(f"{page}: {name}", line, take(found, line, same), same)
        for line, _ in found:
            tally.extra(f"{page}: {name} {line!r}")


def _one_in_the_other(a: str, b: str) -> bool:
    return plain(a) in plain(b) or plain(b) in plain(a)


def score(of: Iterable[IndependentPage]) -> dict[str, Scores]:
    """The scores by group."""
    groups: dict[str, Scores] = {}
    for page in of:
        groups.setdefault(page.group, Scores()).add(page)
    return groups


def sizes() -> dict[str, int]:
    """The number of pages in each set."""
    return dict(Counter(page.case.split("/")[0] for page in pages()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="store the scores as the baseline")
    write, groups = parser.parse_args().write, score(pages())
    for name, scores in groups.items():
        for measure, tally in scores.tallies.items():
            sys.stdout.writelines(f"{name} {measure}: {line}\n" for line in tally.misses)
    for file, columns in TABLES.items():
        sys.stdout.write(f"\n{file}\n\n| pages | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}\n")
        for name, scores in groups.items():
            sys.stdout.write(f"| {name} | {' | '.join(scores.cell(column) for column in columns)} |\n")
    if write:
        baseline = {"pages": sizes(), "scores": {name: scores.figures() for name, scores in groups.items()}}
        BASELINE.write_text(json.dumps(baseline, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
