"""The headline: the article's own, among section names, kickers, hidden twins and the <title> with its suffix.

Every block above the text that could be one is weighed: its element, its names, its likeness to what the head declares,
its distance from the text. Where no block will do, what the head declares serves.
"""

import json
import re

from wipo_scraper.article import EvidenceSource, Source
from wipo_scraper.extraction import frame
from wipo_scraper.extraction.body import is_running_text
from wipo_scraper.extraction.dates import dates_in
from wipo_scraper.extraction.images import is_file_name
from wipo_scraper.extraction.page import Page, PageBlock, is_linked, width

LONGEST = 300  # characters
MOST_SITE_WORDS = 4  # of a name after the last dash of <title>
MOST_SITE_SIGNS = 9  # of the same in Chinese
REACH = 15  # blocks above the text among which a headline without heading markup is looked for
ENOUGH = 2.5  # weight that a block must reach
OVER_DATELINE = 2.6  # weight of a line without heading markup right above a dateline
LONGEST_DATELINE = 100  # characters
LIKELY = 0.9  # weight that is enough where the head only names the site
RENDITION_LINES = 4  # of a text rendition among which the headline stands

_CODE = re.compile(r"\s*[(\[]?(?<![A-Z])[A-Z]{2,4}/\d{4}/\d{1,4}[)\]]?\s*$")
_BAR = re.compile(r"\s*[|»•_]\s*")
_CODE_INSIDE = re.compile(r"(?<![A-Z])[A-Z]{2,4}/\d{4}/\d{1,4}")
_CRUMB = re.compile(r"\S\s*[>»›|]\s*\S")
_DASH = re.compile(r"\s+[-–—·:]\s+")
_SIGN = re.compile(r"[\W_]+")
_JSON_HEADLINE = re.compile(r'"headline"\s*:\s*("(?:[^"\\]|\\.){8,300}")')
_HEADING_WEIGHT = {1: 4.0, 2: 2.0, 3: 1.2}


def find_headline(page: Page, text_start: PageBlock | None) -> tuple[str | None, PageBlock | None, Source | None]:
    """The headline, the block that shows it (None where only the head names it), and the evidence."""
    if page.plain:
        return _in_rendition(page)
    declared = _declared(page)
    keys = [_key(form) for text, _ in declared for form in (text, _without_site(text, "")) if form]
    site_name = _key(page.meta.get("og:site_name", ""))
    best: PageBlock | None = None
    most = 0.0
    for block in page.blocks:
        if not _may_be(block, text_start):
            continue
        weight = _weight(block, keys, site_name, text_start, over_dateline=_is_dateline(page.blocks, block.order + 1))
        if weight > most:
            best, most = block, weight
    if best is not None and (most >= ENOUGH or (most >= LIKELY and not _is_about(declared, page))):
        source: EvidenceSource = "heading" if best.level else "headline_element"
        return _clean(best.text), best, Source(from_=source, text=best.text)
    for text, source in declared:
        title = _without_site(text, site_name) if source == "title_element" else _clean(text)
        if title:
            shown = next(
                (b for b in page.blocks if len(b.text) < LONGEST and _key(_clean(b.text)) == _key(title)), None
            )
            return title, shown, Source(from_=source, text=text)
    return None, None, None


def _is_about(declared: list[tuple[str, EvidenceSource]], page: Page) -> bool:
    """Whether what the head declares is about the text, not about the site: its longer words occur there."""
    text = _key(
        "".join(block.text for block in page.blocks[:60] if is_running_text(block.text) and not is_linked(block))
    )
    for declaration, _ in declared:
        title = _without_site(declaration, "")
        words = [word.casefold() for word in re.findall(r"\w{4,}", title or "")]
        if words and sum(1 for word in words if word[:8] in text) * 2 > len(words):
            return True
    return False


def _declared(page: Page) -> list[tuple[str, EvidenceSource]]:
    """What the head calls the page, the most telling first."""
    found: list[tuple[str, EvidenceSource]] = []
    if page.meta.get("og:title"):
        found.append((page.meta["og:title"], "open_graph"))
    for raw in page.json_ld:
        if match := _JSON_HEADLINE.search(raw):
            try:
                found.append((" ".join(json.loads(match[1]).split()), "json_ld"))
            except ValueError:
                continue
            break
    if page.title:
        found.append((page.title, "title_element"))
    return found


def _may_be(block: PageBlock, text_start: PageBlock | None) -> bool:
    text = block.text
    if block.level != 1 and text_start is not None and block.order > text_start.order:
        return False
    if not block.level and block.role != "headline":
        if text_start is None or not 0 < text_start.order - block.order <= REACH or is_linked(block):
            return False
        if not (block.bold or (block.kind == "paragraph" and block.role in ("", "kicker"))):
            return False
    if len(text) > LONGEST:
        return False
    return len(text) > 25 or not (frame.is_kicker(text) or frame.closes_article(text))


def _is_dateline(blocks: list[PageBlock], order: int) -> bool:
    """Whether the block gives nothing but a date, with a place or a code."""
    if order >= len(blocks) or len(blocks[order].text) > LONGEST_DATELINE:
        return False
    text = blocks[order].text
    coded = _CODE_INSIDE.search(text) is not None
    return any(coded or text[: date.start].rstrip().endswith((",", "،", "，")) for date in dates_in(text))


def _is_crumb(text: str) -> bool:
    """ "Home > Press room > Releases"."""
    return len(_CRUMB.findall(text)) > 1


def _weight(
    block: PageBlock, keys: list[str], site_name: str, text_start: PageBlock | None, *, over_dateline: bool
) -> float:
    key = _key(_clean(block.text))
    if not key or key == site_name or frame.is_kicker(block.text):
        return 0.0
    weight = _HEADING_WEIGHT.get(block.level, 0.0) + (1.5 if block.role == "headline" else 0.0)
    if not block.level:
        weight += 1.5 * block.bold
        if dates_in(block.text) or (is_running_text(block.text) and block.text.endswith((".", "。"))):
            return 0.0
        if over_dateline and not _is_crumb(block.text):
            weight += OVER_DATELINE
    weight += max((_likeness(key, other) for other in keys), default=0.0)
    if is_linked(block):
        weight -= 1.5
    if len(block.text) < 15:
        weight -= 1.0
    if text_start is not None:
        distance = text_start.order - block.order
        weight -= 5.0 if distance < 0 else min(distance, 30) * 0.05
    return weight


def _likeness(key: str, other: str) -> float:
    """How much a block says what the head says, up to 5."""
    if key == other:
        return 5.0
    if len(key) > 8 and key in other:
        return 1.0 + 3.5 * len(key) / len(other)
    if len(other) > 12 and other in key:
        return 3.0 * len(other) / len(key)
    return 0.0


def _in_rendition(page: Page) -> tuple[str | None, PageBlock | None, Source | None]:
    """The first line that is neither section name, banner, date nor text."""
    lines = [block for block in page.blocks if not frame.is_kicker(block.text)][:RENDITION_LINES]
    for index, block in enumerate(lines):
        text = block.text
        if _is_banner(text):
            continue
        if dates_in(text[:40]) and len(text) < 60:
            break
        if (is_running_text(text) and text.rstrip('"”»’)」』').endswith((".", "。", "؟", "!", "！"))) or len(
            text
        ) > LONGEST:
            if index:
                break
            continue
        if is_running_text(text) and re.search(r"[.!?]\s+\S", text):
            break
        if not is_file_name(text):
            return _clean(text), block, Source(from_="text", text=text)
    return None, None, None


def _is_banner(text: str) -> bool:
    """A sentence about a time in office: "X led the organization from October 1, 2008 to September 30, 2020."."""
    return len(text) < LONGEST and text.rstrip()[-1:] in ".。" and len(dates_in(text)) > 1


def _without_site(title: str, site_name: str) -> str | None:
    """<title> without the names of site and section. A dash in the headline itself stays."""
    parts = [part for part in _BAR.split(_clean(title)) if not _is_site(part, site_name)]
    if not parts:
        return None
    text = max(parts, key=len)
    dashes = list(_DASH.finditer(text))
    if dashes:
        first, last = text[: dashes[0].start()], text[dashes[-1].end() :]
        if _is_site(last, site_name) or _is_short(last):
            text = text[: dashes[-1].start()]
        elif _is_site(first, site_name):
            text = text[dashes[0].end() :]
    return None if _is_site(text, site_name) else _clean(text)


def _is_short(name: str) -> bool:
    return len(name.split()) <= MOST_SITE_WORDS and (" " in name or width(name) <= 3 * MOST_SITE_SIGNS)


def _is_site(text: str, site_name: str) -> bool:
    return not text.strip() or frame.is_kicker(text) or _key(text) == site_name


def _key(text: str) -> str:
    return _SIGN.sub("", text).casefold()


def _clean(text: str) -> str:
    return _CODE.sub("", text).strip()
