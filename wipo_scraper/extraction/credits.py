"""Caption and credit told apart.

A credit is named by a label ("Photo: …", in any language), by a phrase ("Courtesy of …", "Photo by …"), by a sign (©) or
by an agency at the end. It is kept as printed, without its label and brackets.
"""

import re
from dataclasses import dataclass
from functools import cache

from wipo_scraper.extraction.languages import languages

AGENCIES = (
    "AAP", "Adobe Stock", "AFP", "Agence France-Presse", "Alamy", "Anadolu", "ANSA", "AP", "AP Photo", "Associated Press",
    "Belga", "Bloomberg", "Corbis", "Depositphotos", "Dreamstime", "dpa", "EFE", "EPA", "EPA-EFE", "Flickr", "Getty Images",
    "Getty", "Imago", "Instagram", "iStock", "iStockphoto", "Keystone", "Kyodo", "Magnum Photos", "NASA", "NurPhoto", "PA",
    "PA Images", "PA Wire", "Pexels", "Pixabay", "Press Association", "PTI", "Reuters", "Rex Features", "Ritzau", "Science Photo Library",
    "Shutterstock", "SIPA", "Sputnik", "TASS", "UN Photo", "Unsplash", "UPI", "VCG", "Wikimedia Commons", "Wikipedia", "Xinhua", "ZUMA Press",
    "USA TODAY Sports", "Kevin/Flickr", "新华社", "视觉中国", "РИА Новости", "ТАСС",
)  # fmt: skip
LONGEST_CREDIT = 160


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption's parts; each None where it is not given."""

    text: str | None
    credit: str | None = None
    printed: str | None = None  # the credit with label and brackets


def _alternatives(words: set[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to name a credit: its expression, with the group `credit`, and the words of which a text must have one."""

    pattern: re.Pattern[str]
    needs: tuple[str, ...]


@cache
def _forms() -> tuple[_Form, ...]:
    """Every form, the surest first."""
    data = [known.credits for known in languages()]
    label = _alternatives({word for one in data for word in one.labels})
    phrases = {word for one in data for word in one.phrases}
    phrase = _alternatives(phrases)
    agency = _alternatives(set(AGENCIES))
    agencies = tuple(sorted({word.split()[0].lower() for word in AGENCIES}))
    openings = tuple(sorted(word.lower() for word in phrases))
    begin = r"(?:^|(?<=[.。!?…)”»\"\s·|]))"
    forms = (
        (
            rf"[(\[（【]\s*(?:{label})\s*[:：\-–—]\s*(?P<credit>[^\[\]【】]+?)\s*[)\]）】](?=\s*[.。]?\s*$|\s)",
            ("(", "[", "（", "【"),
        ),
        (rf"[(\[（【]\s*(?P<credit>(?:{phrase})\s[^\[\]【】]+?)\s*[)\]）】]\s*$", openings),
        (rf"{begin}(?:{label})\s*[:：]\s*(?P<credit>[^|:：]+?)\s*(?:\||$)", (":", "：")),
        (
            rf"{begin}(?:photos?|images?|pictures?|photographs?|illustrations?)\s+(?:by|via|courtesy\s+of|courtesy)\s+"
            r"(?P<credit>[^|.]+(?:\.\S[^|.]*)*)\.?\s*$",
            ("photo", "image", "picture", "illustration"),
        ),
        (rf"{begin}(?P<credit>(?:{phrase})(?:\s|(?<=[由供]))[^|.]+)\.?\s*$", openings),
        (
            r"[(\[（]?\s*(?:©|\(c\)|Ⓒ|copyright)\s*(?P<credit>[^()（）|©]{2,80}?)\s*[)\]）]?\s*\.?$",
            ("©", "(c)", "ⓒ", "copyright"),
        ),
        (rf"[(\[（]\s*(?P<credit>[^()（）]*\b(?:{agency})\b[^()（）]*)\s*[)\]）]\.?\s*$", ("(", "[", "（")),
        (
            rf"(?:^|(?<=[.!?”\"]\s)|(?<=\s[|–—]\s))(?P<credit>[^.!?|]{{0,60}}?(?:/|,|\bvia\b|\bfor\b)?\s*\b(?:{agency}))\.?\s*$",
            agencies,
        ),
        (rf"(?:^|\s)[—–-]\s(?P<credit>[^.]{{2,60}}(?:/|,)\s*(?:{agency}))\.?\s*$", ("-", "–", "—")),
    )
    return tuple(_Form(re.compile(pattern, re.IGNORECASE), needs) for pattern, needs in forms)


@cache
def _caption_label() -> re.Pattern[str]:
    return re.compile(
        rf"^\s*(?:{_alternatives({word for known in languages() for word in known.credits.captions})})\s*[:：]\s*",
        re.IGNORECASE,
    )


@cache
def _label_alone() -> re.Pattern[str]:
    labels = _alternatives({word for known in languages() for word in known.credits.labels})
    return re.compile(
        rf"^[(\[（【]?\s*(?:{labels})\s*[:：\-–—]\s*|^[(\[（]?\s*(?:©|\(c\)|photos?\s+by|images?\s+by)\s*",
        re.IGNORECASE,
    )


def split_credit(text: str) -> Caption:
    """Tell the credit in a caption from the rest. A text without one is all caption."""
    lowered = text.lower()
    for form in _forms():
        if not any(word in lowered for word in form.needs):
            continue
        match = form.pattern.search(text)
        if match is not None and len(match["credit"]) <= LONGEST_CREDIT:
            rest = f"{text[: match.start()].rstrip(' ·|–—-')} {text[match.end() :]}".strip(" |·")
            rest = "" if rest in (".", "。") else rest
            return Caption(_without_label(rest), match["credit"].strip(" ,;"), match[0].strip(" |"))
    return Caption(_without_label(text))


def whole_credit(text: str) -> Caption:
    """A text that is known to be a credit, because its element is named so."""
    found = split_credit(text)
    if found.credit and not found.text:
        return found
    return Caption(None, _label_alone().sub("", text).strip(" )]）】"), text)


def _without_label(text: str) -> str | None:
    return _caption_label().sub("", text).strip() or None
