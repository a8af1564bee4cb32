"""The date of publication: near the headline or in the dateline first, then what the head says."""

import re
from dataclasses import dataclass
from functools import cache

from wipo_scraper.article import EvidenceSource, Precision, Source
from wipo_scraper.extraction.languages import languages
from wipo_scraper.extraction.page import Page, PageBlock

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "012345678901234567890123456789")


@dataclass(frozen=True, slots=True)
class Found:
    """A date as read."""

    date: str
    precision: Precision
    evidence: Source


@cache
def _months() -> dict[str, int]:
    return {
        name.lower(): number
        for known in languages()
        for number, names in enumerate(known.dates.months, 1)
        for name in names
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(
        re.escape(name)
        for name in sorted(_months(), key=len, reverse=True)
        if not name[0].isdigit() and "月" not in name
    )
    month = rf"(?P<{{0}}>{names})"
    forms = (
        rf"(?:\w{{3}}\s+)(?P<jm>[A-Z][a-z]{{2}})\s+(?P<jd>\d{{1,2}})\s+\d\d:\d\d:\d\d\s+\w+\s+(?P<jy>(?:19|20)\d\d)",
        month.format("am") + r"\.?\s+(?P<ad>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<ay>(?:19|20)\d\d)",
        r"(?P<bd>\d{1,2})(?:\.|er|st|nd|rd|th|º)?\s+(?:de\s+|of\s+)?"
        + month.format("bm")
        + r"\.?(?:/\S+)?\s*,?\s*(?:de\s+|del\s+)?(?P<by>(?:19|20)\d\d)",
        r"(?P<cy>(?:19|20)\d\d)\s*年\s*(?P<cm>\d{1,2})\s*月(?:\s*(?P<cd>\d{1,2})\s*[日号])?",
        r"(?P<dy>(?:19|20)\d\d)[-/.](?P<dm>\d{1,2})[-/.](?P<dd>\d{1,2})",
        r"(?P<ed>\d{1,2})[-/.](?P<em>\d{1,2})[-/.](?P<ey>(?:19|20)\d\d)",
        month.format("fm") + r"\.?,?\s+(?:de\s+|del\s+)?(?P<fy>(?:19|20)\d\d)",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _read(match: re.Match[str]) -> tuple[str, Precision] | None:
    group = {key[1]: value for key, value in match.groupdict().items() if value}
    month = group["m"] if group["m"].isdigit() else str(_months()[group["m"].lower()])
    year, number = int(group["y"]), int(month)
    if not 1 <= number <= 12:
        return None
    if "d" not in group:
        return f"{year:04}-{number:02}", "month"
    day = int(group["d"])
    if not 1 <= day <= 31:
        return None
    return f"{year:04}-{number:02}-{day:02}", "day"


def date_in(text: str) -> tuple[str, Precision, str] | None:
    """The first date in a text: ISO date, precision, the words."""
    if not any(sign.isdigit() for sign in text):
        return None
    text = text.translate(_DIGITS)
    for match in _pattern().finditer(text):
        found = _read(match)
        if found:
            return *found, match[0]
    return None


def find_date(page: Page, headline: PageBlock | None, body: list[PageBlock]) -> Found | None:
    """The date of publication, or None."""
    begin = headline.order if headline else 0
    stop = body[0].order + 1 if body else begin + 8
    for block in page.blocks[begin : max(stop, begin + 4)]:
        if len(block.text) > 120 and block is not (body[0] if body else None):
            continue
        found = date_in(block.text[:120])
        if found and (len(block.text) <= 120 or block.text.find(found[2]) < 40):
            source: EvidenceSource = "near_headline"
            return Found(found[0], found[1], Source(from_=source, text=found[2]))
    for name in (
        "article:published_time",
        "datepublished",
        "og:published_time",
        "date",
        "dc.date",
        "dc.date.issued",
        "pubdate",
    ):
        found = date_in(page.meta.get(name, ""))
        if found:
            return Found(found[0], found[1], Source(from_="meta", text=page.meta[name]))
    for raw in page.json_ld:
        match = re.search(r'"datePublished"\s*:\s*"([^"]+)"', raw)
        if match and (found := date_in(match[1])):
            return Found(found[0], found[1], Source(from_="json_ld", text=match[1]))
    for stamp in page.stamps:
        if found := date_in(stamp.datetime):
            return Found(found[0], found[1], Source(from_="time_element", text=stamp.datetime))
    return None
