"""How near a text is to what a careful reader wants of it; shared by the benchmarks and the tests' scores."""

import re
from collections import Counter

RUN = 4  # words in a shingle
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[\W_]+")


def shingles(text: str, language: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their number."""
    words = [sign for sign in text if not sign.isspace()] if language in ("zh", "ja") else _WORD.findall(text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))) if words else Counter()


def body_score(text: str, body: str, neutral: str, language: str) -> tuple[float, float]:
    """Precision and recall of a text against the body; neutral blocks count for neither."""
    want = shingles(body, language)
    have = shingles(text, language) - (shingles(neutral, language) - want)
    right = sum((want & have).values())
    if not have:
        return float(not want), float(not want)
    return right / sum(have.values()), right / sum(want.values()) if want else 1.0


def plain(text: str | None) -> str:
    """A text without case, marks and white space."""
    return _SIGN.sub("", text or "").casefold()


def same(a: str | None, b: str | None) -> bool:
    """Equal but for case, marks and white space."""
    return plain(a) == plain(b)


def same_in(words: str, text: str) -> bool:
    """Whether a string stands in a text, white space apart."""
    return " ".join(words.split()) in " ".join(text.split())


def same_person(a: str, b: str) -> bool:
    """One name is part of the other and both end alike; or nobody is named on either side."""
    one, other = _WORD.findall(a.casefold()), _WORD.findall(b.casefold())
    return one[-1:] == other[-1:] and (set(one) <= set(other) or set(other) <= set(one))
