"""Bytes to UTF-8, as browsers decode, and a little wiser where they would show mojibake.

Byte order mark, then UTF-8 if the bytes can be nothing else, then the HTTP header, then the page's own declaration,
then the decoding in which the most words make sense. Labels mean what browsers make of them: `iso-8859-1` is
windows-1252, `gb2312` is gb18030.
"""

import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from wipo_scraper.article import NotAnArticle
from wipo_scraper.extraction.languages import languages

FALLBACK = "cp1252"
CANDIDATES = ("cp1252", "cp1251", "koi8-r", "gb18030", "cp1256", "cp932", "euc_jp", "big5")
SAMPLE = 20_000  # bytes that are enough to tell a charset
MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"{\\rtf",
)

_FEED = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL
)
# No word has Latin letters beside Arabic or Cyrillic ones: "reconociَ" is Spanish read as Arabic.
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff\u0600-\u06ff]|[\u0400-\u04ff\u0600-\u06ff][A-Za-z]")
_MARKUP = re.compile(
    rb"<(?:!doctype|!--|\?xml|html|head|body|title|meta|div|p|table|script|article|section|span|h[1-6]|a)\b",
    re.IGNORECASE,
)


def to_utf8(content: bytes | str, content_type: str | None) -> bytes:
    """The content in UTF-8. Raises NotAnArticle for what is no text at all."""
    if isinstance(content, str):
        return content.encode("utf-8", "replace")
    if content.startswith(MAGIC):
        raise NotAnArticle("binary content")
    encoding, bom = read_bom(content)
    if encoding is not None and bom is not None:
        content = content[len(bom) :]
    else:
        encoding = _encoding(content, content_type)
    if encoding == "utf-8":
        return content
    return content.decode(encoding, "replace").encode("utf-8", "replace")


def _encoding(content: bytes, content_type: str | None) -> str:
    if content.isascii() and b"\x1b$" not in content and b"\0" not in content[:SAMPLE]:
        return "utf-8"
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(content)
    if declared is not None and declared.startswith("utf-16"):
        return declared
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        mostly_utf8 = declared in (None, "utf-8") and _damaged(content)
        if mostly_utf8 or declared not in (None, "utf-8"):
            return "utf-8" if mostly_utf8 else declared or FALLBACK
        return _guess(content)
    return "utf-8" if declared != "iso2022_jp" else declared


def _damaged(content: bytes) -> bool:
    """Whether this is UTF-8 with a few broken bytes: a cut at the end, a stray sign from another charset."""
    text = content[:SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 10 < sum(1 for sign in text if sign > "\x7f")


def _guess(content: bytes) -> str:
    """The candidate in which the most function words of a known language are found, and the fewest mixed words."""
    sample = re.sub(rb"<[^>]*>", b" ", content)[:SAMPLE]
    best, score = FALLBACK, 0
    for encoding in CANDIDATES:
        text = sample.decode(encoding, "replace")
        found = _sense(text) - 20 * text.count("\ufffd") - len(_MIXED.findall(text))
        if found > score:
            best, score = encoding, found
    return best


def _sense(text: str) -> int:
    words = re.findall(r"[^\W\d_]+", text.lower())
    most = 0
    for known in languages():
        if known.text.script in ("han", "kana"):
            found = sum(text.count(word) for word in known.text.function_words)
        else:
            vocabulary = set(known.text.function_words)
            found = sum(1 for word in words if word in vocabulary)
        most = max(most, found)
    return most


def is_plain(data: bytes, content_type: str | None) -> bool:
    """Whether the content is a text rendition, by media type or look. Raises NotAnArticle for feeds and files."""
    if _FEED.search(data[:1024]):
        raise NotAnArticle("feed or site map")
    media = (content_type or "").partition(";")[0].strip().lower()
    if media in ("", "application/octet-stream"):
        return _MARKUP.search(data[:4096]) is None
    if media == "text/plain":
        return True
    if "html" in media or "xml" in media:
        return False
    raise NotAnArticle(f"content type {media}")
