"""Scores of quotes and speakers on the labelled pages, language by language.

python -m tests.fixture_scores            print the scores and every miss
python -m tests.fixture_scores --write    store the scores as the baseline of the gate
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from wipo_scraper import Article, extract
from wipo_scraper.article import Quote, Speaker

FIXTURES = Path(__file__).parent / "fixtures"
BASELINE = FIXTURES / "baseline.json"


def squeeze(text: str) -> str:
    """White space, of whatever kind, is one blank."""
    return " ".join(text.split())


def _equal(a: str, b: str) -> bool:
    return squeeze(a) == squeeze(b)


def _overlapping(a: str, b: str) -> bool:
    a, b = squeeze(a).casefold(), squeeze(b).casefold()
    return a in b or b in a


Same = Callable[[str, str], bool]
DETAILS: dict[str, Same] = {"honorific": _equal, "role": _overlapping, "affiliation": _overlapping}


@dataclass(frozen=True)
class Fixture:
    """A page and what a careful reader finds on it."""

    language: str
    case: str

    def __str__(self) -> str:
        return f"{self.language}/{self.case}"

    @property
    def directory(self) -> Path:
        return FIXTURES / self.language / self.case

    @property
    def expected(self) -> dict[str, Any]:
        return _expected(self)

    @property
    def article(self) -> Article:
        return _article(self)


def fixtures() -> list[Fixture]:
    found = sorted(path.parent for path in FIXTURES.glob("*/*/expected.json"))
    return [Fixture(directory.parent.name, directory.name) for directory in found]


@cache
def _expected(fixture: Fixture) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((fixture.directory / "expected.json").read_text("utf-8"))
    return labels


@cache
def _article(fixture: Fixture) -> Article:
    return extract((fixture.directory / "page.html").read_bytes(), fixture.expected["url"], content_type="text/html")


@dataclass
class Tally:
    """Right, spurious and missed items of one measure, and a line for everything that is not right."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    def hit(self) -> None:
        self.right += 1

    def extra(self, line: str) -> None:
        self.spurious += 1
        self.misses.append(f"spurious {line}")

    def miss(self, line: str) -> None:
        self.missed += 1
        self.misses.append(f"missed {line}")

    def wrong(self, line: str) -> None:
        """Found but wrong: one item too many and one too few."""
        self.spurious += 1
        self.missed += 1
        self.misses.append(f"wrong {line}")

    def compare(self, line: str, want: str | None, got: str | None, same: Same) -> None:
        """One value, which may be absent on either side; absent on both it counts for nothing."""
        if want and got:
            if same(want, got):
                self.hit()
            else:
                self.wrong(f"{line}: {got!r} for {want!r}")
        elif want:
            self.miss(f"{line}: {want!r}")
        elif got:
            self.extra(f"{line}: {got!r}")

    def scores(self) -> dict[str, float]:
        precision = self.right / (self.right + self.spurious) if self.right + self.spurious else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


@dataclass
class Scores:
    """The measures of one language."""

    quotes: Tally = field(default_factory=Tally)  # spans with both ends right
    attribution: Tally = field(default_factory=Tally)  # spans found and given to the right source
    speakers: Tally = field(default_factory=Tally)  # persons by their full name
    details: Tally = field(default_factory=Tally)  # honorific, role and affiliation
    acts: Tally = field(default_factory=Tally)  # acts that clearly hold

    def measures(self) -> dict[str, Tally]:
        return vars(self)

    def add(self, fixture: Fixture) -> None:
        self._add_quotes(fixture)
        self._add_speakers(fixture)

    def _add_quotes(self, fixture: Fixture) -> None:
        found = [(span, _source(quote.speaker, quote.source_kind)) for span, quote in spans(fixture.article)]
        for quote in fixture.expected["quotes"]:
            source = _source(quote["speaker"], quote["source_kind"])
            same = _overlapping if quote["kind"] == "interview" else _equal
            for span in quote["spans"]:
                hit = take(found, span, same)
                line = f"{fixture}: {span!r} of {source}"
                if hit is None:
                    self.quotes.miss(line)
                    self.attribution.miss(line)
                    continue
                self.quotes.hit()
                if hit == source:
                    self.attribution.hit()
                else:
                    self.attribution.wrong(f"{line}: given to {hit}")
        neutral = squeeze(" ".join(fixture.expected.get("neutral", [])))
        for span, source in found:
            if squeeze(span) not in neutral:
                self.quotes.extra(f"{fixture}: {span!r} of {source}")
                self.attribution.extra(f"{fixture}: {span!r} of {source}")

    def _add_speakers(self, fixture: Fixture) -> None:
        found = {squeeze(speaker.name): speaker for speaker in fixture.article.speakers}
        for expected in fixture.expected["speakers"]:
            speaker = found.pop(squeeze(expected["name"]), None)
            line = f"{fixture}: {expected['name']}"
            if speaker is None:
                self.speakers.miss(line)
            else:
                self.speakers.hit()
            self._add_details(line, expected, speaker)
            acts = speaker.acts if speaker else []
            for act in expected["acts"]:
                if act in acts:
                    self.acts.hit()
                else:
                    self.acts.miss(f"{line}, {act}")
        for speaker in found.values():
            self.speakers.extra(f"{fixture}: {speaker.name}")

    def _add_details(self, line: str, expected: dict[str, str | None], speaker: Speaker | None) -> None:
        for key in (key for key in DETAILS if key in expected):
            self.details.compare(f"{line}, {key}", expected[key], getattr(speaker, key, None), DETAILS[key])


def score(pages: Iterable[Fixture]) -> dict[str, Scores]:
    languages: dict[str, Scores] = {}
    for fixture in pages:
        languages.setdefault(fixture.language, Scores()).add(fixture)
    return languages


def spans(article: Article) -> Iterable[tuple[str, Quote]]:
    """Every stretch of quoted words, with its quote."""
    for quote in article.quotes:
        words = [article.text[span.start : span.end] for span in quote.spans]
        for span in words or quote.text.split("\n\n"):
            yield span, quote


def _source(speaker: str | None, kind: str) -> str:
    """The person, or what kind of source it is where no person is named."""
    return squeeze(speaker) if speaker else f"<{kind}>"


def take(found: list[tuple[str, str]], words: str, same: Same) -> str | None:
    """The source of the first span found with these words; each span serves once."""
    for index, (span, source) in enumerate(found):
        if same(span, words):
            del found[index]
            return source
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="store the scores as the baseline")
    arguments = parser.parse_args()
    languages = score(fixtures())
    baseline = {
        language: {name: tally.scores() for name, tally in scores.measures().items()}
        for language, scores in languages.items()
    }
    for language, scores in languages.items():
        for name, tally in scores.measures().items():
            values = "  ".join(f"{key} {value:.3f}" for key, value in tally.scores().items())
            sys.stdout.write(f"{language} {name:<12} {values}\n")
            sys.stdout.writelines(f"    {line}\n" for line in tally.misses)
    if arguments.write:
        BASELINE.write_text(json.dumps(baseline, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
