"""The article's own images: between its headline and its end, neither ornaments nor teasers.

A caption stands in the small element around the image, or right after it if it ends in a credit.
"""

import re

from wipo_scraper.article import Image
from wipo_scraper.extraction.body import is_running_text
from wipo_scraper.extraction.credits import LONGEST_CREDIT, Caption, split_credit, whole_credit
from wipo_scraper.extraction.links import absolute
from wipo_scraper.extraction.page import Box, Page, PageBlock, PageImage, is_inside, is_linked

LONGEST_CAPTION = 500  # characters
LOWEST_CAPTION = 4  # blocks below the headline where the caption of an image above it can stand
SMALL = 600  # characters of an element whose name is believed
SMALLEST = 80  # pixels: what is smaller is an ornament
_PART = r"(?:^|[/_.\-])(?:{})(?:[/_.\-\d]|$)"
_ORNAMENT = re.compile(
    _PART.format(
        "icons?|ico|logos?|logotype|spacer|pixel|avatars?|gravatar|sprites?|btn|tracker|transparent|placeholder|dummy|(?:ajax|pre)?loader(?:big)?|"
        "emoji|captcha|1x1|blank|clear|arrows?|arr|bullets?|badges?|medals?"
    )
    + r"|\.svg$|^data:",
    re.IGNORECASE,
)
_PERHAPS_ORNAMENT = re.compile(
    _PART.format("flags?|buttons?|social|share|banners?|ads?|counter|loading|lazy|bg|themes?"),
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"^(?=.*[\d_.])[\w.@%+-]+(?:\.[a-z]{3,4})?$", re.IGNORECASE)


def is_file_name(text: str) -> bool:
    """Whether an alt text is but the name of a file: `frontier-tech-20241303-960j`."""
    return len(text) >= 6 and ("-" in text or "_" in text or "." in text) and _FILE_NAME.match(text) is not None


def find_images(
    page: Page, article: Box | None, headline: PageBlock | None, body: list[PageBlock]
) -> tuple[list[Image], set[int]]:
    """The images in reading order, and the orders of the blocks that are their captions and credits."""
    if not body:
        return [], set()
    if page.plain:
        return _in_rendition(page.blocks[headline.order + 1 if headline else 0 : body[-1].order + 2])
    first = headline.order if headline and headline.order <= body[0].order else max(0, body[0].order - 3)
    last = max(body[-1].order + 1, _last_order(page, article) if article else 0)
    images: list[Image] = []
    taken: set[int] = set()
    seen: set[str] = set()
    for image in page.images:
        if not first <= image.order <= last or not _is_own(image, article):
            continue
        url = absolute(page, image.url)
        if url is None or url in seen:
            continue
        seen.add(url)
        caption, blocks = _caption(page, image, article, taken)
        is_bare = caption.text is None and caption.credit is None
        if is_bare and (image.order > body[-1].order + 1 or _PERHAPS_ORNAMENT.search(image.url.partition("?")[0])):
            continue
        taken.update(blocks)
        images.append(
            Image(
                url=url, alt=image.alt or None, caption=caption.text, credit=caption.credit, credit_text=caption.printed
            )
        )
    return images, taken


def _last_order(page: Page, article: Box) -> int:
    """How far the article's element reaches, behind its last paragraph too."""
    return next((block.order + 1 for block in reversed(page.blocks) if is_inside(block.box, article)), 0)


def _is_own(image: PageImage, article: Box | None) -> bool:
    if 0 < image.width < SMALLEST or 0 < image.height < SMALLEST // 2 or _ORNAMENT.search(image.url.partition("?")[0]):
        return False
    if image.alt.startswith("PDF"):
        return False
    box: Box | None = image.box
    while box is not None and box is not article:
        if box.teaser or (box.hint in ("byline", "chrome") and box.size < SMALL) or box.tag == "aside":
            return False
        box = box.parent
    return True


def _caption(page: Page, image: PageImage, article: Box | None, taken: set[int]) -> tuple[Caption, list[int]]:
    """The caption of an image and the blocks that it takes."""
    blocks = _around(page, image, article)
    if not blocks:
        following = page.blocks[image.order : image.order + 1]
        blocks = [
            block
            for block in following
            if block.role in ("caption", "credit")
            or (block.opens_line and block.box is image.box and len(block.text) < LONGEST_CAPTION)
            or (len(block.text) < 300 and split_credit(block.text).credit and not block.level)
        ]
        if blocks and blocks[0].role == "caption":
            blocks += [block for block in page.blocks[image.order + 1 : image.order + 2] if block.role == "credit"]
        if not blocks and following and following[0].level == 1:
            blocks = _under_headline(page, following[0])
    blocks = [block for block in blocks if block.order not in taken]
    caption = _read(blocks)
    if caption.credit is None and blocks:
        after = page.blocks[blocks[-1].order + 1 : blocks[-1].order + 2]
        if (
            after
            and len(after[0].text) < LONGEST_CREDIT
            and not after[0].level
            and split_credit(after[0].text).text is None
        ):
            blocks.append(after[0])
            caption = _read(blocks)
    return caption, [block.order for block in blocks]


def _under_headline(page: Page, headline: PageBlock) -> list[PageBlock]:
    """The caption of an image above the headline that is set below it."""
    under = page.blocks[headline.order + 1 : headline.order + 1 + LOWEST_CAPTION]
    first = next((block for block in under if block.role == "caption"), None)
    if first is None or any(is_running_text(block.text) for block in under if block.order < first.order):
        return []
    return [first, *(block for block in page.blocks[first.order + 1 : first.order + 2] if block.role == "credit")]


def _around(page: Page, image: PageImage, article: Box | None) -> list[PageBlock]:
    """The texts in the small element around the image."""
    found: Box | None = None
    box: Box | None = image.box
    while box is not None and box is not article and box.images == 1 and box.size < LONGEST_CAPTION:
        if box.tag in ("article", "main", "body") or (box.tag == "p" and box.size):
            break
        if box.size:
            found = box
            break
        box = box.parent
    if found is None:
        return []
    texts = [block for block in page.blocks[max(0, image.order - 2) : image.order + 4] if is_inside(block.box, found)]
    if any(
        block.level or block.role in ("date", "byline", "headline") or (is_linked(block) and len(texts) > 1)
        for block in texts
    ):
        return [block for block in texts if block.role in ("caption", "credit")]
    return texts


def _read(blocks: list[PageBlock]) -> Caption:
    texts: list[str] = []
    credit: Caption | None = None
    for block in blocks:
        for line in block.lines or (block.text,):
            part = whole_credit(line) if block.role == "credit" else split_credit(line)
            if part.credit and credit is None:
                credit = part
            if part.text:
                texts.append(part.text)
    return Caption(" ".join(texts) or None, credit.credit if credit else None, credit.printed if credit else None)


def _in_rendition(blocks: list[PageBlock]) -> tuple[list[Image], set[int]]:
    """In a text rendition an image is its credit, with the alt text or caption on the line before."""
    images: list[Image] = []
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        part = split_credit(block.text) if len(block.text) < LONGEST_CAPTION else Caption(None)
        if (
            part.credit is None
            or not part.printed
            or (part.printed[0] not in "([（【" and part.text and len(part.text) > 150)
        ):
            if is_file_name(block.text):
                taken.add(block.order)
            continue
        caption, above = part.text, index - 1
        named = index > 1 and (is_file_name(blocks[index - 2].text) or part.printed[0] in "([（【")
        if caption is None and named and _is_caption(blocks[index - 1].text):
            caption, above = blocks[index - 1].text, index - 2
            taken.add(blocks[index - 1].order)
        alt = blocks[above].text if above >= 0 and is_file_name(blocks[above].text) else None
        taken.add(block.order)
        images.append(Image(url=None, alt=alt, caption=caption, credit=part.credit, credit_text=part.printed))
    return images, taken


def _is_caption(line: str) -> bool:
    """Whether a line between a file name and a credit can be the caption: no sentence of the text."""
    ended = line.rstrip().endswith((".", "。", ":", "："))
    return len(line) < LONGEST_CAPTION and not ended and not is_file_name(line)
