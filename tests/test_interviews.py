"""Given these turns, expect these questions and answers, or no interview."""

import pytest

from tests.speech_cases import read, said
from wipo_scraper.article import BlockKind

INTRODUCTION = "Odile Varga-Holt, who mends nets in Brill, has kept the register of boats for thirty years."
QUESTIONS = [
    "When did you begin to count?",
    "Who asked you to?",
    "What do you count with?",
    "And the boats that sink?",
    "Will you ever stop?",
]
ANSWERS = [
    "When my father stopped. I was nine and I had a good pencil.",
    "Nobody. I asked myself, and I said yes.",
    "With my eyes, and I write on the wall of our shed.",
    "I count them twice, once for the sea.",
    "I shall stop when the tide does.",
]


def turns(*, kind: BlockKind = "paragraph", label: str = "", answer: str = "") -> list[str | tuple[BlockKind, str]]:
    pairs = zip(QUESTIONS, ANSWERS, strict=True)
    return [part for question, words in pairs for part in ((kind, f"{label}{question}"), f"{answer}{words}")]


@pytest.mark.parametrize(
    "paragraphs",
    [turns(), turns(kind="heading"), turns(label="Brill Times: ", answer="O. Varga-Holt: ")],
    ids=["plain", "headings", "labels"],
)
def test_turns_make_an_interview(paragraphs: list[str | tuple[BlockKind, str]]) -> None:
    found = read(INTRODUCTION, *paragraphs)
    assert found.mode == "interview"
    assert said(found) == [(answer, "Odile Varga-Holt") for answer in ANSWERS]


def test_two_headings_that_ask_make_no_interview() -> None:
    found = read(
        "Thirty breweries file together from now on.",
        ("heading", "What does this mean for you?"),
        "We file for all of you, and our fees are lower.",
        ("heading", "Questions or comments?"),
        "Write to us, and we answer.",
    )
    assert found.mode == "news"


def test_a_label_that_stands_once_and_answers_nothing_is_none() -> None:
    found = read("Author: Brill Times", INTRODUCTION, *turns(label="Q: ", answer="A: "))
    assert [text for text, _ in said(found)] == ANSWERS


def test_the_interviewed_is_who_is_known_and_named_most() -> None:
    introduction = "In Great Brill, net mender Odile Varga-Holt counts boats. Mayor Aurel Costin said he trusts her."
    found = read(introduction, *turns(), "Odile Varga-Holt will publish her wall in spring.")
    assert {speaker for _, speaker in said(found)} == {"Odile Varga-Holt"}
