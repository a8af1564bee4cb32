"""The records of the sample site against the labels of its stories: what differs on which page, and scores.

python -m tests.sample_scores            print every difference, the scores of quotes and speakers, every miss
python -m tests.sample_scores --write    store differences and scores as the baseline of the gate
"""

import argparse
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.fixture_scores import Fixture, Scores, score
from tests.site.build import build
from tests.site.expected import Expected, Image, expected
from wipo_scraper import Article, extract

BASELINE = Path(__file__).parent / "site" / "baseline.json"
_PLAIN_FIELDS = ("title", "date", "date_precision", "place", "reference", "language", "url_language", "mode")
SITE = build()
EXPECTED = expected(SITE.stories)


@cache
def article(path: str) -> Article:
    """The record of a page, read from the bytes that the site serves."""
    answer = SITE.answer(path)
    return extract(answer.body, EXPECTED[path].url, content_type=answer.headers["Content-Type"])


def differences(want: Expected) -> dict[str, tuple[Any, Any]]:
    """The fields of a page's record that do not say what its labels say: (got, wanted)."""
    got = article(want.path)
    texts = [got.text[block.start : block.end] for block in got.blocks]
    pairs = {name: (getattr(got, name), getattr(want, name)) for name in _PLAIN_FIELDS} | {
        "authors": (got.authors, list(want.authors)),
        "translations": ({version.language: version.url for version in got.translations}, want.translations),
        "body": (
            [text for text in texts if text not in want.neutral],
            [text for _, text in want.blocks if text not in want.neutral],
        ),
        "images": (
            [Image(image.url or "", image.alt, image.caption, image.credit) for image in got.images],
            list(want.images),
        ),
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def gaps() -> dict[str, list[str]]:
    """The fields that differ, by page."""
    return {path: sorted(found) for path, want in EXPECTED.items() if (found := differences(want))}


class SamplePage(Fixture):
    """A page of the sample site in the place of a labelled page; its address is the case."""

    @property
    def expected(self) -> dict[str, Any]:
        return _labels(EXPECTED[self.case])

    @property
    def article(self) -> Article:
        return article(self.case)


@cache
def scores() -> dict[str, Scores]:
    """The scores of each language."""
    return score(SamplePage(want.language, path) for path, want in EXPECTED.items())


def _labels(want: Expected) -> dict[str, Any]:
    return {
        "quotes": [vars(quote) for quote in want.quotes],
        "speakers": [{**vars(speaker), "acts": []} for speaker in want.speakers],
        "neutral": list(want.neutral),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="store the scores as the baseline")
    baseline: dict[str, dict[str, dict[str, float]]] = {}
    write = parser.parse_args().write
    for path, fields in gaps().items():
        sys.stdout.write(f"{path}: {', '.join(fields)}\n")
    for language, found in sorted(scores().items()):
        baseline[language] = {name: tally.scores() for name, tally in found.measures().items() if name != "acts"}
        for name, values in baseline[language].items():
            sys.stdout.write(
                f"{language} {name:<12} {'  '.join(f'{key} {value:.3f}' for key, value in values.items())}\n"
            )
            sys.stdout.writelines(f"    {line}\n" for line in found.measures()[name].misses)
    if write:
        BASELINE.write_text(json.dumps({"gaps": gaps(), "scores": baseline}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
