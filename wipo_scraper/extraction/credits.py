"""Caption and credit told apart.

A credit is named by a label ("Photo: …", in any language), by a phrase ("Courtesy of …", "Photo by …"), by a sign (©)
or by an agency at the end. It is kept as printed, without its label and brackets.
"""

import re
from dataclasses import dataclass
from functools import cache

from wipo_scraper.extraction.languages import languages

_AGENCIES = """
    AAP, Adobe Stock, AFP, Agence France-Presse, Alamy, Anadolu, ANSA, AP, AP Photo, Associated Press, Belga,
    Bloomberg, Corbis, Depositphotos, Dreamstime, dpa, EFE, EPA, EPA-EFE, Flickr, Getty Images, Getty, Imago,
    Instagram, iStock, iStockphoto, Keystone, Kyodo, Magnum Photos, NASA, NurPhoto, PA, PA Images, PA Wire,
    Pexels, Pixabay, Press Association, PTI, Reuters, Rex Features, Ritzau, Science Photo Library, Shutterstock,
    SIPA, Sputnik, TASS, UN Photo, Unsplash, UPI, VCG, Wikimedia Commons, Wikipedia, Xinhua, ZUMA Press, USA
    TODAY Sports, 新华社, 视觉中国, РИА Новости, ТАСС
"""
AGENCIES = tuple(" ".join(name.split()) for name in _AGENCIES.split(","))
LONGEST_CREDIT = 160  # characters
MOST_WORDS = 20

_RESERVED = re.compile(r"\.?\s*all rights reserved\.?\s*$", re.IGNORECASE)
_SENTENCES = re.compile(r"[a-zа-я]{3}[.!?]\s+\S+\s+\S")


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
    """A way to name a credit: its expression, with the group `credit`, and what a text must have for it to be tried."""

    pattern: re.Pattern[str]
    needs: str


@cache
def _labels_by() -> set[str]:
    """Labels that need no colon: "Photo by", "Foto de"."""
    labels = {label for known in languages() for label in known.credits.labels}
    return {
        label
        for label in labels
        if " " in label and label.split()[-1] in ("by", "via", "of", "courtesy", "de", "par", "por")
    }


@cache
def _needs() -> dict[str, tuple[str, ...]]:
    """What is looked for in a text in lower case before an expression is tried."""
    return {
        "bracket": ("(", "[", "（", "【"),
        "colon": (":", "：", "...", "…", "/", "／"),
        "maker": tuple(sorted({word for known in languages() for word in known.credits.makers})),
        "ending": tuple(sorted({word for known in languages() for word in known.credits.endings})),
        "phrase": tuple(sorted({word.lower() for known in languages() for word in known.credits.phrases})),
        "by": tuple(sorted({label.split()[0].lower() for label in _labels_by()})),
        "sign": ("©", "(c)", "ⓒ", "copyright"),
        "agency": tuple(sorted({word.split()[0].lower() for word in AGENCIES})),
    }


@cache
def _forms() -> tuple[_Form, ...]:
    """Every form, the surest first."""
    data = [known.credits for known in languages()]
    label = _alternatives({word for one in data for word in one.labels})
    phrase = _alternatives({word for one in data for word in one.phrases})
    by = _alternatives(_labels_by())
    agency = _alternatives(set(AGENCIES))
    maker = _alternatives({word for one in data for word in one.makers})
    ending = _alternatives({word for one in data for word in one.endings})
    begin = r"(?:^|(?<=[.。!?…)”»\"\s·|｜]))"
    end = r"\.?\s*$"
    sign = r"©|\(c\)|Ⓒ|copyright(?=\s*[:©(\d]|\s+(?-i:[A-ZÀ-ÞА-Я]))"  # "the register of copyright works" is no credit
    forms = (
        (
            "bracket",
            rf"[(\[（【]\s*(?:{label})\s*[:：\-–—]\s*(?P<credit>[^\[\]【】]+?)\s*[)\]）】](?=\s*[.。]?\s*$|\s)",
        ),
        ("bracket", rf"[(（]\s*(?:{label})\s+(?P<credit>(?-i:[A-ZÀ-ÞА-Я])[^()（）]+)\s*[)）]{end}"),
        ("phrase", rf"[(（]\s*(?:{label})\s+(?P<credit>(?:{phrase})\s[^()（）]+)\s*[)）]{end}"),
        (
            "bracket",
            r"[(（]\s*(?P<credit>(?-i:[A-ZÀ-ÞА-Я])[^()（）/\d]{2,40}/\s?(?-i:[A-ZÀ-ÞА-Я])[^()（）/\d]{1,40})\s*[)）]\s*\.?\s*$",
        ),
        ("phrase", rf"[(\[（【]\s*(?P<credit>(?:{phrase})(?:\s|(?<=[由供]))[^\[\]【】]+?)\s*[)\]）】]\s*$"),
        ("maker", rf"(?:[(\[]|(?<=[|–—-])\s)\s*(?:{maker})\s+(?P<credit>[^()\[\]|.:]+?)\s*[)\]]?{end}"),
        (
            "ending",
            rf"[(\[（【]\s*(?P<credit>[^()\[\]（）【】。]{{2,30}}?)\s*[/／]?\s*(?:{ending})\s*[)\]）】]\s*[.。]?\s*$",
        ),
        ("ending", rf"{begin}(?P<credit>[^()（）。|｜\s]{{2,8}}?)\s*[/／]?\s*(?:{ending})\s*[.。]?\s*$"),
        ("colon", rf"{begin}(?:{label})\s*(?:[:：]|\.{{3}}|…|(?<=[图摄影片])[/／])\s*(?P<credit>[^|:：]+?)\s*(?:\||$)"),
        ("colon", rf"^(?:{label})\s+(?-i:[A-ZА-Я]{{2,6}})\s*[:：]\s*(?P<credit>[^|:：]+?)\s*$"),  # "Foto OMPI: X"
        ("by", rf"{begin}(?:{by})\s+(?P<credit>[^|.:]+(?:\.\S[^|.]*|(?<=\b\w)\.[^|.]*)*){end}"),
        ("phrase", rf"{begin}(?P<credit>(?:{phrase})(?:\s|(?<=[由供]))[^|.]+(?:(?<=\b\w)\.[^|.]*)*){end}"),
        ("sign", rf"[(\[（]?\s*(?:{sign})\s*(?P<credit>[^()（）|©]{{2,80}}?)\s*[)\]）]?\s*{end}"),
        ("agency", rf"[(\[（]\s*(?P<credit>[^()（）]*\b(?:{agency})\b[^()（）]*)\s*[)\]）]{end}"),
        (
            "agency",
            rf"(?:^|(?<=[.!?”\"]\s)|(?<=\s[|–—]\s))(?P<credit>[^.!?|]{{0,60}}?(?:/|,|\bvia\b|\bfor\b)?\s*\b(?:{agency})){end}",
        ),
        ("agency", rf"(?:^|(?<=[.!?”\"]\s))(?P<credit>(?:{agency})\s?/\s?[^.!?|]{{2,60}}){end}"),
        ("agency", rf"(?:^|\s)[—–-]\s(?P<credit>[^.]{{2,60}}(?:/|,)\s*(?:{agency})){end}"),
    )
    return tuple(_Form(re.compile(pattern, re.IGNORECASE), needs) for needs, pattern in forms)


@cache
def _caption_label() -> re.Pattern[str]:
    return re.compile(
        rf"^\s*(?:{_alternatives({word for known in languages() for word in known.credits.captions})})\s*[:：]\s*",
        re.IGNORECASE,
    )


@cache
def _label_alone() -> re.Pattern[str]:
    labels = _alternatives({word for known in languages() for word in known.credits.labels})
    by = _alternatives(_labels_by())
    return re.compile(rf"^[(\[（【]?\s*(?:(?:{labels})\s*[:：\-–—]|(?:{by})\s|©|\(c\))\s*", re.IGNORECASE)


def split_credit(text: str) -> Caption:
    """Tell the credit in a caption from the rest. A text without one is all caption."""
    text = _RESERVED.sub("", text)
    lowered = text.lower()
    present = {need for need, words in _needs().items() if any(word in lowered for word in words)}
    for form in _forms():
        match = form.pattern.search(text) if form.needs in present else None
        if match is not None and _is_name(match["credit"]):
            rest = f"{text[: match.start()].rstrip(' ·|｜–—-')} {text[match.end() :]}".strip(" |·")
            rest = "" if rest in (".", "。") else rest
            return Caption(_without_label(rest), match["credit"].strip(" ,;"), match[0].strip(" |"))
    return Caption(_without_label(text))


def _is_name(credit: str) -> bool:
    """Whether the words can name a right holder: no sentence, no figure alone."""
    return (
        len(credit) <= LONGEST_CREDIT
        and len(credit.split()) <= MOST_WORDS
        and any(sign.isalpha() for sign in credit)
        and _SENTENCES.search(credit) is None
    )


def whole_credit(text: str) -> Caption:
    """A text that is known to be a credit, because its element is named so."""
    found = split_credit(text)
    if found.credit and not found.text:
        return found
    credit = _label_alone().sub("", text).strip(" ()[]（）【】,;")
    return Caption(None, credit, text) if any(sign.isalpha() for sign in credit) else Caption(None)


def _without_label(text: str) -> str | None:
    text = _caption_label().sub("", text).strip()
    return text if any(sign.isalpha() for sign in text) else None
