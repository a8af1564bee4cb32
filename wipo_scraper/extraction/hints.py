"""What the names of an element say: its class and id, as evidence among others.

Names are split into words (`relatedItems`, `related-items`, `related_items` are the same) and looked up; the answer is
cached, since a page repeats its names.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

Hint = Literal[
    "", "chrome", "hidden", "caption", "credit", "byline", "date", "headline", "kicker", "pull_quote", "side", "body"
]


def words(text: str) -> frozenset[str]:
    """A set of words, written as a text."""
    return frozenset(text.split())


LONGEST_NAME = 60  # characters; what is longer was made by a machine

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_STATE = words("has no with without show js is not on using enable enabled disable col row")

_CHROME = words(
    """
    nav navbar navigation navi menu submenu megamenu menubar breadcrumb breadcrumbs crumbs crumb footer foot
    cookie cookies consent gdpr share shares sharing sharebar sharedaddy social socials addthis addtoany
    newsletter newsletters subscribe subscription signup comment comments commentlist disqus livefyre respond
    replies reactions forum related relateds recommend recommended recommendations recirc recirculation outbrain
    taboola sidebar sidebars promo promos promotion advert adverts advertisement advertising ad ads adslot dfp
    sponsor sponsored sponsors popup modal overlay login signin pagination pager paging toolbar trending popular
    mostread teaser teasers widget widgets tags taglist tagcloud upsell masthead topbar ticker carousel playlist
    livechat feedback rating ratings vote poll polls donate donation follow followus printfriendly jumplink
    skiplink prevnext shoutbox partners
    """
)
_EMBED = words("embed embedded embeds inline")  # a post of a social network inside the text
_CHROME_PAIRS = words(
    """
    read-more see-also more-news more-stories more-articles more-from most-read most-popular most-viewed
    most-commented you-may also-like author-bio about-author author-box author-info post-nav post-navigation
    skip-link back-top back-to print-link site-header site-footer global-header page-footer search-form
    search-box search-block lang-switch language-switcher side-bar right-rail left-rail side-rail rail-right
    latest-news news-list next-article previous-article next-post related-news email-alert email-signup sign-up
    social-media entry-meta-footer jp-relatedposts story-tools article-tools
    """
)
_HIDDEN = words(
    """
    hidden sr-only sronly visually-hidden visuallyhidden screen-reader screen-reader-text screen-reader-only
    element-invisible hide-accessible d-none is-hidden display-none assistive-text a11y-hidden u-hidden
    u-visually-hidden hide offscreen off-screen visually-hide aria-hidden
    """
)
_ROLES: tuple[tuple[Hint, frozenset[str]], ...] = (
    ("pull_quote", words("pullquote pullquotes")),
    ("credit", words("credit credits copyright photographer imagecredit photocredit attribution")),
    ("caption", words("caption captions figcaption figcap cap legend cutline legende imagecaption")),
    ("byline", words("byline bylines author authors contributor contributors reporter")),
    ("date", words("date dateline pubdate published timestamp datetime posted time pubtime")),
    ("headline", words("headline headlines")),
    ("kicker", words("kicker eyebrow rubric overline topline category section")),
    (
        "side",
        words(
            """
    infobox encart factbox sidenote callout fact facts aside definition footnote footnotes
    """
        ),
    ),
)
_ROLE_WORDS: dict[str, Hint] = {word: role for role, words in reversed(_ROLES) for word in words}
_OTHER_TITLES = words(
    "site block widget section sub card panel box nav menu list teaser group view region portlet tab sidebar"
)
_ROLE_PAIRS: dict[str, Hint] = {
    "pull-quote": "pull_quote",
    "info-box": "side",
    "fact-box": "side",
    "side-box": "side",
    "side-note": "side",
    "text-box": "side",
}
_BODY_PAIRS = words(
    """
    article-body article-content article-text article-copy story-body story-content story-text entry-content
    post-content post-body post-text body-content body-text content-body news-body news-content news-text
    page-content article-main content-article journal-content article-full full-content field-body text-content
    main-content
    """
)
_BODY = words(
    """
    articlebody storybody postbody entrycontent articlecontent storytext bodytext richtext rte
    """
)


@lru_cache(maxsize=4096)
def hint(names: str) -> Hint:
    """What an element with these class names and id is likely to be; "" when they say nothing."""
    found: Hint = ""
    for name in names.split():
        said = _one(name)
        if said == "hidden":
            return "hidden"
        if said and (not found or said == "body" or (said == "chrome" and found != "body")):
            found = said
    return found


@lru_cache(maxsize=16_384)
def _one(name: str) -> Hint:
    """What one name says."""
    if name.lower() in _HIDDEN:
        return "hidden"
    if len(name) > LONGEST_NAME:
        return ""
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or words[0] in _STATE:
        return ""
    pairs = {f"{first}-{second}" for first, second in pairwise(words)}
    if pairs & _BODY_PAIRS or not _BODY.isdisjoint(words) or "".join(words) in _BODY:
        return "body"
    if not _CHROME.isdisjoint(words) and _EMBED.isdisjoint(words):
        return "chrome"
    if pairs & _CHROME_PAIRS and _EMBED.isdisjoint(words):
        return "date" if words[-1] == "date" else "chrome"  # "news-list-date" dates an item of the plug-in "news list"
    return _role(words, pairs)


def _role(words: list[str], pairs: set[str]) -> Hint:
    for pair in pairs:
        if pair in _ROLE_PAIRS:
            return _ROLE_PAIRS[pair]
    if any(word.endswith("title") and len(word) < 10 for word in words) and _OTHER_TITLES.isdisjoint(words):
        return "headline"
    return next((_ROLE_WORDS[word] for word in words if word in _ROLE_WORDS), "")
