"""Pages that are no articles: listings, home pages, challenges, errors.

The address speaks first: WIPO's has a known grammar. Then what the page calls itself, and how much text it holds.
"""

import re
from urllib.parse import urlsplit

from wipo_scraper.article import NotAnArticle
from wipo_scraper.extraction import frame
from wipo_scraper.extraction.front import Front
from wipo_scraper.extraction.page import Page, PageBlock
from wipo_scraper.site import Address

SHORTEST = 40  # characters of text below which nothing is an article
SHORT = 600  # characters below which a page must look like an article in other ways

_ERROR = re.compile(
    r"""\W*(?:
    (?:error\s*)?(?:40[034]|410|429|50[0-4])\b | (?:page|file)?\s?not\ found | access\ denied | forbidden | bad\ gateway
    | just\ a\ moment | attention\ required | are\ you\ (?:a\ )?(?:human|robot) | robot\ check | security\ check
    | verify(?:ing)?\ (?:that\ )?you\ are\ human | checking\ your\ browser | request\ rejected | service\ unavailable
    | internal\ server\ error | the\ page\ you\ (?:requested|are\ looking\ for)
    | page\ introuvable | página\ no\ encontrada | página\ não\ encontrada | страница\ не\ найдена
    | 找不到页面 | 页面不存在 | الصفحة\ غير\ موجودة | ページが見つかりません
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ROW_CODE = re.compile(r"\((?:PR|UPD|MA)/\d{4}/\d+\)\s*$")


def refuse(address: Address, page: Page, title: str | None, front: Front, body: list[PageBlock]) -> None:
    """Raise NotAnArticle with the reason if the page is no article."""
    size = sum(len(block.text) for block in body)
    if address.is_excluded:
        raise NotAnArticle("address of no news")
    for name in (page.title, title or ""):
        if _ERROR.match(name) and size < SHORT:
            raise NotAnArticle("error or challenge page")
    if _is_listing(page, body, size) and not address.is_article:
        raise NotAnArticle("listing")
    if size < SHORTEST:
        raise NotAnArticle("no text")
    if title and frame.is_listing_title(title):
        raise NotAnArticle("listing")
    if sum(1 for block in page.blocks if _ROW_CODE.search(block.text)) >= 2:
        raise NotAnArticle("listing")
    if address.is_wipo and not address.is_article and (front.date is None or size < SHORT):
        raise NotAnArticle("address of no article")
    if urlsplit(address.url).path in ("", "/", "/index.html", "/index.php"):
        raise NotAnArticle("home page")


def _is_listing(page: Page, body: list[PageBlock], size: int) -> bool:
    """Many teasers and little text beside them."""
    teasers = sum(1 for box in page.boxes if box.teaser)
    return teasers >= 5 and size < SHORT and len(body) < 8
