"""Given a page of the sample site, the record says what the story's labels say, and no worse than the stored baseline.

The baseline names the fields of single pages in which the record is known to differ.
"""

import json

import pytest

from tests.sample_scores import BASELINE, EXPECTED, differences, scores
from tests.site.expected import Expected

PAGES = [pytest.param(want, id=path) for path, want in EXPECTED.items()]
STORED = json.loads(BASELINE.read_text("utf-8"))


@pytest.mark.parametrize("want", PAGES)
def test_record_says_what_the_labels_say(want: Expected) -> None:
    known = STORED["gaps"].get(want.path, [])
    assert {name: pair for name, pair in differences(want).items() if name not in known} == {}


@pytest.mark.parametrize("language", sorted({want.language for want in EXPECTED.values()}))
def test_quotes_and_speakers_are_found_no_worse_than_before(language: str) -> None:
    measures = scores()[language].measures()
    for name, stored in STORED["scores"][language].items():
        now = measures[name].scores()["f1"]
        misses = "\n  ".join(measures[name].misses)
        assert now >= stored["f1"], f"{language}: F1 of {name} fell from {stored['f1']} to {now}:\n  {misses}"
