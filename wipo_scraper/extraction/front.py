"""What stands between the headline and the text: date, dateline, byline.

The date is looked for there first: dates in related items, of events in the text and in the footer are not the page's
own. Only then what the head declares, and last what stands right above the headline.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from wipo_scraper.article import EvidenceSource, Source
from wipo_scraper.extraction import frame
from wipo_scraper.extraction.body import is_running_text, text_start
from wipo_scraper.extraction.dates import Date, dates_in
from wipo_scraper.extraction.elements import META_DATES
from wipo_scraper.extraction.languages import languages
from wipo_scraper.extraction.page import Page, PageBlock, is_linked

LONGEST_LINE = 160  # characters of a line that may be a dateline
REACH = 12  # blocks after the headline among which the text begins
MOST_PLACE_WORDS = 4
ABOVE = 4  # blocks above the headline where a date may stand

_REFERENCE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{2,4})/(?:(?:19|20)\d\d/\d{1,4}|(?<=PR/)\d\d/\d{1,4})(?!\d)")
_INLINE = re.compile(
    r"^(?P<place>[^\W\d_][^\d:;.!?\"“”«»()–—|/]{1,38}?)(?:,\s*(?P<date>[^–—|()]{4,30}?))?\s*(?:\([^()]{2,30}\)\s*)?(?:\s[–—-]{1,2}|[–—]|\s[|/])\s+\S"
)
_RESIDUE = re.compile(r"[\W\d_]+")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)/")


@dataclass(slots=True)
class Front:
    """What was read, and the orders of the blocks that it was read from."""

    date: Date | None = None
    date_source: Source | None = None
    place: str | None = None
    place_source: Source | None = None
    reference: str | None = None
    reference_source: Source | None = None
    authors: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: PageBlock


def read_front(page: Page, headline: PageBlock | None, body: list[PageBlock]) -> Front:
    """Read the front matter of a page whose body, dateline perhaps still in it, is known."""
    front = Front()
    start = text_start(body)
    first = headline.order + 1 if headline else 0
    if headline is None and start is not None and not page.plain:
        first = max(0, start.order - ABOVE)
    stop = min(start.order if start else first + REACH, len(page.blocks))
    zone = [block for block in page.blocks[first : max(stop, first)] if not is_linked(block) or _only_date(block)]
    _read_lines(front, _lines(zone), american=_may_be_american(page))
    if start is not None:
        _read_opening(front, page, start)
    if front.date is None:
        _read_declared(front, page)
        if front.date is not None and headline is not None:
            _cut_to_printed(front, page, headline)
    if front.date is None and headline is not None:
        _read_above(front, page, headline)
    if front.date is None and (match := _URL_DATE.search(page.url)):
        _take_date(front, "-".join(match.groups()), "url")
    if front.place is None and front.date is not None:
        _read_other_datelines(front, _lines(zone), front.date)
    _read_bylines(front, zone)
    return front


def _only_date(block: PageBlock) -> bool:
    """Whether a block is a date and nothing else: blogs link it to the article."""
    return len(block.text) <= LONGEST_LINE and any(date.text == block.text.strip() for date in dates_in(block.text))


def _lines(blocks: list[PageBlock]) -> list[_Line]:
    return [
        _Line(text, block) for block in blocks for text in (block.lines or (block.text,)) if len(text) <= LONGEST_LINE
    ]


def _may_be_american(page: Page) -> bool:
    """Whether 3/4/2021 can be the fourth of March: on a page in English that does not say of which country."""
    return page.html_language.lower().replace("_", "-") in ("en", "en-us")


def _cut_to_printed(front: Front, page: Page, headline: PageBlock) -> None:
    """Where the page prints but the month of the declared day above its headline, it states no more."""
    for line in _above(page, headline):
        for date in dates_in(line.text):
            if front.date is not None and date.precision == "month" and front.date.iso.startswith(date.iso):
                front.date = date
                front.date_source = Source(from_="near_headline", text=date.text)
                front.taken.add(line.block.order)
                return


def _above(page: Page, headline: PageBlock) -> list[_Line]:
    blocks = page.blocks[max(0, headline.order - ABOVE) : headline.order]
    return _lines([block for block in blocks if not is_linked(block)])


def _read_above(front: Front, page: Page, headline: PageBlock) -> None:
    """What stands above the headline: the date nearest to it, and the lines around that date."""
    lines = _above(page, headline)
    dated = [n for n, line in enumerate(lines) if any(_is_own_date(line, date) for date in dates_in(line.text))]
    _read_lines(front, lines[dated[-2] + 1 if len(dated) > 1 else 0 :], american=False)


def _read_lines(front: Front, lines: list[_Line], *, american: bool) -> None:
    """Date, place and reference from the lines of a dateline."""
    for index, line in enumerate(lines):
        if front.reference is None and (code := _REFERENCE.search(line.text)):
            front.reference = code[0]
            front.reference_source = Source(from_="dateline", text=line.text)
            front.taken.add(line.block.order)
        if front.date is not None:
            continue
        for date in dates_in(line.text, american=american):
            if not _is_own_date(line, date):
                continue
            front.date = date
            front.taken.add(line.block.order)
            _read_place(front, lines, index, date)
            source: EvidenceSource = "dateline" if front.place or front.reference else "near_headline"
            front.date_source = Source(from_=source, text=date.text)
            break


def _read_other_datelines(front: Front, lines: list[_Line], own: Date) -> None:
    """The place from a line that gives the page's date again: "Geneva, 13 November 2019"."""
    for index, line in enumerate(lines):
        for date in dates_in(line.text):
            if date.iso == own.iso and _is_own_date(line, date):
                _read_place(front, lines, index, date)
        if front.place is not None:
            front.taken.add(line.block.order)
            return


def _is_own_date(line: _Line, date: Date) -> bool:
    """Whether the line says the page's date: little else in it, and nothing about a change."""
    before, after = line.text[: date.start].lower(), line.text[date.end :]
    if any(word in before[-40:] for word in _updated()):
        return False
    rest = len(_RESIDUE.sub("", _REFERENCE.sub("", before + after)))
    if line.block.role in ("date", "byline") or _byline().match(line.text):
        return rest < 100
    return rest < 30 or (rest < 80 and not is_running_text(line.text) and (date.start < 40 or not after.strip(" .)")))


def _read_place(front: Front, lines: list[_Line], index: int, date: Date) -> None:
    line = lines[index]
    before = line.text[: date.start]
    if before.strip():
        if before.rstrip().endswith((",", "،", "、", "，")):
            _take_place(front, before, line.text)
        return
    following = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    if following.lower() in _cities():
        _take_place(front, following, following)
        front.taken.add(lines[index + 1].block.order)
    if index == 0 or front.place:
        return
    previous = lines[index - 1]
    has_comma = previous.text.rstrip().endswith((",", "،", "、", "，"))
    has_code = any(_REFERENCE.search(other.text) for other in lines[index : index + 3])
    if has_comma or has_code or (previous.block is line.block and len(previous.text) < 30):
        _take_place(front, previous.text, previous.text)
        if front.place:
            front.taken.add(previous.block.order)


def _take_place(front: Front, text: str, printed: str) -> None:
    place = text.strip(" ,،、，\t")
    parts = [part.strip() for part in re.split(r"[,،、，|•·]", place) if part.strip()]
    parts = [part for part in parts if part.lower() not in _before()]
    if parts and _is_place(parts[0]):
        front.place = parts[0]
        front.place_source = Source(from_="dateline", text=printed.strip())


def _is_place(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= MOST_PLACE_WORDS
        and len(text) <= 40
        and not any(sign.isdigit() or sign in ":;.!?/" for sign in text)
        and words[0].lower() not in _before()
        and not frame.is_kicker(text)
        and (words[0][0].isupper() or not words[0][0].islower())
        and (words[-1][0].isupper() or not words[-1][0].islower())
    )


def _read_opening(front: Front, page: Page, start: PageBlock) -> None:
    """A dateline at the head of the first paragraph; in renditions also a date glued to it."""
    if page.plain and front.date is None:
        found = dates_in(start.text[:40])
        if found and found[0].start == 0 and start.text[found[0].end : found[0].end + 1].isalpha():
            front.date = found[0]
            front.date_source = Source(from_="near_headline", text=found[0].text)
            start.text = start.text[found[0].end :].lstrip()
    match = _INLINE.match(start.text[:120])
    if match is None:
        return
    dates = dates_in(match["date"] or "")
    if match["date"] and not dates and len(match["date"].split()) > MOST_PLACE_WORDS:
        return
    if front.place is None and _is_place(match["place"].strip()):
        front.place = match["place"].strip()
        front.place_source = Source(from_="dateline", text=start.text[: match.end() - 1].strip())
        if front.date is None and dates:
            front.date = dates[0]
            front.date_source = Source(from_="dateline", text=dates[0].text)


def _read_declared(front: Front, page: Page) -> None:
    """What the head and the markup state for machines."""
    for name in META_DATES:
        if page.meta.get(name) and _take_date(front, page.meta[name], "meta"):
            return
    for raw in page.json_ld:
        if (match := _JSON_DATE.search(raw)) and _take_date(front, match[1], "json_ld"):
            return
    for stamp in page.stamps:
        if stamp.published and _take_date(front, stamp.datetime, "time_element"):
            return
    if len(page.stamps) == 1:
        _take_date(front, page.stamps[0].datetime, "time_element")


def _take_date(front: Front, text: str, source: EvidenceSource) -> bool:
    found = dates_in(text)
    if not found:
        return False
    front.date = found[0]
    front.date_source = Source(from_=source, text=text[:100])
    return True


def _read_bylines(front: Front, zone: list[PageBlock]) -> None:
    for block in zone:
        if len(block.text) < 30 and frame.bare(block.text) in _before():
            front.taken.add(block.order)
        match = _byline().match(block.text) if len(block.text) <= LONGEST_LINE else None
        if (
            match is None
            and block.role == "byline"
            and not front.authors
            and _is_place(_names(block.text)[0] if _names(block.text) else "")
        ):
            front.authors += _names(block.text)
        if match is None or (match[1].isascii() and not match[2][:1].isupper()):
            continue
        if is_running_text(block.text) and block.text.endswith("."):
            continue
        front.taken.add(block.order)
        front.authors += _names(match[2])


def _names(text: str) -> list[str]:
    """The names in a byline, up to the first comma after which comes an office."""
    for date in dates_in(text):
        text = text[: date.start]
        break
    people = re.split(r"[,，、;(|–—]", text, maxsplit=1)[0]
    names = re.split(r"\s+(?:and|et|y|e|и|и́|و|with|&)\s+|和|与", people)
    return [name.strip(" .*") for name in names if 1 < len(name.strip(" .*")) <= 60]


@cache
def _byline() -> re.Pattern[str]:
    words = sorted({word for known in languages() for word in known.page.byline}, key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in words if word[0] < "\u2e80")
    signs = "|".join(re.escape(word) for word in words if word[0] >= "\u2e80")
    return re.compile(rf"\s*((?:{latin})(?=\s|:)\s*:?|(?:{signs})\s*[:：])\s*(\S.*)$")


@cache
def _updated() -> tuple[str, ...]:
    return tuple(word for known in languages() for word in known.dates.updated)


@cache
def _cities() -> frozenset[str]:
    """The names of the city where the organization has its seat: alone on a line they are a place all the same."""
    return frozenset(city.lower() for known in languages() for city in known.dates.seat)


@cache
def _before() -> frozenset[str]:
    return frozenset(word.lower() for known in languages() for word in known.dates.before)
