"""The article's own images, with caption and credit told apart."""

import re
from functools import cache
from urllib.parse import urljoin

from wipo_scraper.article import Image
from wipo_scraper.extraction.languages import languages
from wipo_scraper.extraction.page import Page, PageBlock


@cache
def _labels() -> str:
    words = {label for known in languages() for label in known.credits.labels}
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(
        rf"\s*[(\[（【]\s*(?:{_labels()})\s*[:：\-–]\s*(?P<credit>[^()（）]+?)\s*[)\]）】]\s*", re.IGNORECASE
    )


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[.。\s]))(?:{_labels()})\s*[:：]\s*(?:©\s*)?(?P<credit>[^()（）]+?)\s*$", re.IGNORECASE
    )


def split_credit(text: str) -> tuple[str | None, str | None, str | None]:
    """Caption, credit and the credit as printed."""
    match = _bracketed().search(text) or _plain().search(text)
    if match is None:
        return text.strip() or None, None, None
    caption = (text[: match.start()] + " " + text[match.end() :]).strip()
    return caption or None, match["credit"].strip(), match[0].strip()


def find_images(page: Page, body: list[PageBlock], first: int) -> tuple[list[Image], set[int]]:
    """The images, and the orders of blocks that belong to them."""
    if not body:
        return [], set()
    last = body[-1].order + 1
    taken: set[int] = set()
    images: list[Image] = []
    if page.plain:
        for block in page.blocks[first : last + 1]:
            caption, credit, printed = split_credit(block.text)
            if credit and len(block.text) < 300:
                taken.add(block.order)
                images.append(Image(url=None, alt=None, caption=caption, credit=credit, credit_text=printed))
        return images, taken
    for image in page.images:
        if not first <= image.order <= last:
            continue
        caption = credit = printed = None
        for block in page.blocks[image.order : image.order + 2]:
            hint = block.role
            own = split_credit(block.text)
            if hint in ("caption", "credit") or (own[1] and len(block.text) < 300):
                taken.add(block.order)
                caption, credit, printed = caption or own[0], own[1], own[2]
                if credit:
                    break
            else:
                break
        images.append(
            Image(
                url=urljoin(page.base, image.url),
                alt=image.alt or None,
                caption=caption,
                credit=credit,
                credit_text=printed,
            )
        )
    return images, taken
