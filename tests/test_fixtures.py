"""Given a labelled page, the record's head, body and images are what a careful reader finds there."""

import pytest

from tests.fixture_scores import Fixture, fixtures, squeeze

HEAD = ("title", "date", "language", "mode", "place", "reference")


def labelled(*fields: str) -> list[object]:
    """A parameter set for each page and each of the fields that is labelled on it."""
    return [
        pytest.param(page, name, id=f"{page}-{name}") for page in fixtures() for name in fields if name in page.expected
    ]


@pytest.mark.parametrize(("page", "name"), labelled(*HEAD))
def test_head(page: Fixture, name: str) -> None:
    got, expected = getattr(page.article, name), page.expected[name]
    assert got == expected, f"{page} {name}: got {got!r}, expected {expected!r}"


@pytest.mark.parametrize(("page", "name"), labelled("body"))
def test_body_is_every_block_of_the_article_in_order(page: Fixture, name: str) -> None:
    article, expected = page.article, [squeeze(block) for block in page.expected[name]]
    blocks = [
        squeeze(article.text[block.start : block.end])
        for block in article.blocks
        if block.kind not in ("pull_quote", "side")
    ]
    neutral = {squeeze(block) for block in page.expected.get("neutral", [])} - set(expected)
    got = [block for block in blocks if block not in neutral]
    spurious, missed = [b for b in got if b not in expected], [b for b in expected if b not in got]
    assert got == expected, f"{page} {name}: spurious {spurious}, missed {missed}"


@pytest.mark.parametrize(("page", "name"), labelled("not_body"))
def test_nothing_else_is_in_the_text(page: Fixture, name: str) -> None:
    text = squeeze(page.article.text)
    leaked = [words for words in page.expected[name] if squeeze(words) in text]
    assert not leaked, f"{page} {name}: {leaked} in the text"


@pytest.mark.parametrize(("page", "name"), labelled("images"))
def test_images_with_caption_and_credit(page: Fixture, name: str) -> None:
    got = [{"caption": image.caption, "credit": image.credit} for image in page.article.images]
    expected = page.expected[name]
    assert got == expected, f"{page} {name}: got {got}, expected {expected}"


@pytest.mark.parametrize("page", fixtures(), ids=str)
def test_labels_are_words_of_the_page(page: Fixture) -> None:
    """A label that is not there, letter for letter, would hold the extractor to nothing."""
    body = "\n\n".join(page.expected["body"])
    captions = "\n\n".join(image["caption"] or "" for image in page.expected["images"])
    for quote in page.expected["quotes"]:
        place = captions if quote["kind"] == "caption" else body
        absent = [span for span in quote["spans"] if span not in place]
        assert not absent, f"{page}: {absent} not in the labelled text"
    names = {speaker["name"] for speaker in page.expected["speakers"]}
    strangers = {quote["speaker"] for quote in page.expected["quotes"]} - names - {None}
    assert not strangers, f"{page}: {strangers} quoted but not among the speakers"
