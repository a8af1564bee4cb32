"""The link from a quote to its words on the live page (text fragments, as browsers read them)."""

from urllib.parse import quote as percent_encode

from wipo_scraper.article import Quote

_WHOLE = 120  # characters of a quotation that is linked word by word; of a longer one its ends are given
_ENDS = 5  # words at either end
_SIGNS = 12  # the same where words are not spaced


def fragment_link(url: str, quote: Quote) -> str:
    """The address of a quote's first span: browsers that know text fragments scroll to it and mark it."""
    words = quote.text.split("\n\n")[0].strip()
    if len(words) <= _WHOLE:
        return f"{_bare(url)}#:~:text={_encode(words)}"
    parts = words.split(" ")
    if len(parts) >= 2 * _ENDS:
        start, end = " ".join(parts[:_ENDS]), " ".join(parts[-_ENDS:])
    else:
        start, end = words[:_SIGNS], words[-_SIGNS:]
    return f"{_bare(url)}#:~:text={_encode(start)},{_encode(end)}"


def _bare(url: str) -> str:
    return url.partition("#")[0]


def _encode(words: str) -> str:
    """Percent-encoded; a hyphen would be read as part of the fragment's syntax."""
    return percent_encode(words, safe="").replace("-", "%2D")
