"""Given pages written without sight of the extractor, no figure of any language is below the stored baseline."""

import json

import pytest

from tests.independent_scores import BASELINE, IndependentPage, pages, score, sizes

STORED = json.loads(BASELINE.read_text("utf-8"))
GROUPS: dict[str, list[IndependentPage]] = {}
for found in pages():
    GROUPS.setdefault(found.group, []).append(found)


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_no_figure_falls_below_the_baseline(group: str) -> None:
    scores = score(GROUPS[group])[group]
    figures, stored = scores.figures(), STORED["scores"][group]
    fallen = [
        f"{name} from {stored[name]} to {figures.get(name)}:\n  " + "\n  ".join(scores.misses(name))
        for name in stored
        if figures.get(name, 0.0) < stored[name]
    ]
    assert not fallen, f"{group}: fell\n" + "\n".join(fallen)


def test_every_set_is_there_with_all_its_pages() -> None:
    assert sizes() == STORED["pages"], "run `python -m tests.independent_scores --write`"


def test_every_group_has_a_baseline() -> None:
    assert sorted(STORED["scores"]) == sorted(GROUPS), "run `python -m tests.independent_scores --write`"


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_labels_are_words_of_the_page(group: str) -> None:
    for page in GROUPS[group]:
        captions = [image["caption"] or "" for image in page.expected["images"]]
        text = "\n".join([*page.expected["body"], *captions])
        absent = [span for quote in page.expected["quotes"] for span in quote["spans"] if span not in text]
        assert not absent, f"{page}: {absent} not in the labelled text"
        named = {speaker["name"] for speaker in page.expected["speakers"]}
        strangers = {quote["speaker"] for quote in page.expected["quotes"]} - named - {None}
        assert not strangers, f"{page}: {strangers} quoted but not among the speakers"
