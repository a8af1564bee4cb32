"""What holds for every record, whatever the page."""

from wipo_scraper import Article


def check(article: Article) -> None:
    """Raise AssertionError with the rule that does not hold."""
    text = article.text
    blocks = [text[block.start : block.end] for block in article.blocks]
    assert "\n\n".join(blocks) == text, "the blocks, joined by a blank line, are the text"
    assert all(block and block == " ".join(block.split()) for block in blocks), (
        "no empty block, no white space to collapse"
    )
    assert not any(sign < " " and sign != "\n" for sign in text), "no control characters"
    for quote in article.quotes:
        spans = [text[span.start : span.end] for span in quote.spans]
        assert all(spans), "no empty span"
        assert not spans or "\n\n".join(spans) == quote.text, "a quote is its spans"
        assert bool(spans) != (quote.image is not None), "a quote stands in the text or in a caption"
        for fragment in (quote.mention, quote.cue):
            assert fragment is None or not spans or text[fragment.start : fragment.end] == fragment.text, (
                "fragments are exact"
            )
    speakers = {speaker.id: speaker.name for speaker in article.speakers}
    assert len(speakers) == len(article.speakers), "a speaker's id is his own"
    assert all(quote.speaker_id is None or speakers[quote.speaker_id] == quote.speaker for quote in article.quotes)
    for speaker in article.speakers:
        assert all(span.start < span.end <= len(text) for span in speaker.mentions), "mentions lie in the text"
    assert (article.date is None) == (article.date_precision is None) == (article.evidence.date is None)
    assert (article.title is None) == (article.evidence.title is None)
    assert all(image.url is None or ":" in image.url for image in article.images), "addresses are absolute"
