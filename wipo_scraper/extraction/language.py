"""The language of the text: by its script, then by its function words."""

import re
from functools import cache

from wipo_scraper.extraction.languages import languages

SAMPLE = 1500  # characters that are enough
LEAST_SHARE = 0.1  # of the words; in running text a quarter and more are function words

_WORD = re.compile(r"[^\W\d_]+’?")
_KANA = re.compile(r"[\u3041-\u30fa]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str | None:
    """BCP 47 primary tag of one of the known languages; None where nothing speaks for any."""
    sample = text[:SAMPLE]
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    if foreign * 10 > len(sample):
        counts = {name: len(script.findall(sample)) for name, script in _SCRIPTS}
        # A Chinese or Japanese sign carries about as much as five Latin letters.
        most = max(counts, key=lambda name: counts[name] * (5 if name in ("han", "kana") else 1))
        if most in ("han", "kana"):
            return "ja" if counts["kana"] * 10 > counts["han"] else "zh"
        if most in ("cyrillic", "arabic") and counts[most]:
            return "ru" if most == "cyrillic" else "ar"
    words = _WORD.findall(sample.lower().replace("'", "’"))
    owners = _owners()
    found = dict.fromkeys(_latin(), 0.0)
    for word in words:
        codes = owners.get(word, ())
        for code in codes:
            found[code] += 1 / len(codes)
    best = max(found, key=lambda code: found[code])
    return best if found[best] > LEAST_SHARE * len(words) else None


_SCRIPTS = (("latin", _LATIN), ("cyrillic", _CYRILLIC), ("arabic", _ARABIC), ("han", _HAN), ("kana", _KANA))


@cache
def _latin() -> tuple[str, ...]:
    return tuple(known.code for known in languages() if known.text.script == "latin")


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    """Each function word of a Latin script, and the languages that have it."""
    owners: dict[str, tuple[str, ...]] = {}
    for known in languages():
        if known.text.script == "latin":
            for word in known.text.function_words:
                owners[word] = (*owners.get(word, ()), known.code)
    return owners
