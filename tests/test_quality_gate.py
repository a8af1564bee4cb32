"""Given the labelled pages, quotes and speakers are found no worse than the stored baseline, in every language."""

import json

import pytest

from tests.fixture_scores import BASELINE, Fixture, fixtures, score

PAGES: dict[str, list[Fixture]] = {}
for page in fixtures():
    PAGES.setdefault(page.language, []).append(page)

STORED = json.loads(BASELINE.read_text("utf-8"))


@pytest.mark.parametrize("language", sorted(PAGES))
def test_no_score_falls_below_the_baseline(language: str) -> None:
    scores = score(PAGES[language])[language]
    for name, tally in scores.measures().items():
        now, stored = tally.scores()["f1"], STORED[language][name]["f1"]
        misses = "\n  ".join(tally.misses)
        assert now >= stored, f"{language}: F1 of {name} fell from {stored} to {now}:\n  {misses}"


def test_every_language_with_pages_has_a_baseline() -> None:
    assert sorted(STORED) == sorted(PAGES), "run `python -m tests.fixture_scores --write`"
