"""Dates: found by form, in any of the languages, and parsed by dateparser from just the words that were found."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from wipo_scraper.article import Precision
from wipo_scraper.extraction.languages import languages

# Arabic-Indic, Persian and full-width digits, one sign for one sign.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE_BEFORE = re.compile(r"\d\.?\s*(?:[-–—~/]|to|au|al|до|и|至|から)\s*$")
_RANGE_AFTER = re.compile(r"\s*(?:至|から|～|~|[-–—]\s?\d{1,2}\s*日)")


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: what it says and where."""

    iso: str  # cut to what the words state
    precision: Precision
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a date: its pattern, with the groups y, m, d; `language` where the pattern itself tells it."""

    name: str
    pattern: str
    language: str | None = None


def _forms(month: str) -> tuple[_Form, ...]:
    year = r"(?P<y>(?:19|20)\d\d)"
    return (
        _Form(
            "java",
            rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+(?P<m>[A-Z][a-z]{{2}})\s+(?P<d>\d\d?)\s+[\d:]{{8}}\s+[A-Z]+\s+{year}",
            "en",
        ),
        _Form("month first", rf"(?P<m>{month})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?\s*,?\s+{year}"),
        _Form(
            "day first",
            rf"(?P<d>\d\d?)(?:er|st|nd|rd|th|º|ª)?[\s.-]+(?:de\s+|of\s+)?(?P<m>{month})"
            rf"(?:\s*/\s*[^\W\d_]+(?:\s[^\W\d_]+)?)?[\s.,-]+(?:de\s+|del\s+)?{year}",
        ),
        _Form("signs", rf"{year}\s*年\s*(?P<m>\d\d?)\s*月\s*(?P<d>\d\d?)\s*[日号]", "zh"),
        _Form("signs, month", rf"{year}\s*年\s*(?P<m>\d\d?)\s*月", "zh"),
        _Form("year first", rf"{year}(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?!\d)", "en"),
        _Form("figures", rf"(?<![\d/.-])(?P<d>\d\d?)(?P<s>[-/.])(?P<m>\d\d?)(?P=s){year}(?!\d)", "en"),
        _Form("year first, month", rf"(?<![\d/.-]){year}-(?P<m>0[1-9]|1[0-2])(?![\d/.-])", "en"),
        _Form("month", rf"(?P<m>{month})\.?,?\s+(?:de\s+|del\s+)?{year}"),
    )


@cache
def _months() -> dict[str, tuple[int, str, str]]:
    """Every name of a month: its number, the name that dateparser knows, its language."""
    names: dict[str, tuple[int, str, str]] = {}
    for known in languages():
        for number, forms in enumerate(known.dates.months, 1):
            for form in forms:
                names.setdefault(form.lower(), (number, forms[0], known.code))
    return names


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[_Form, ...]]:
    """All forms as one expression; group names carry the number of their form."""
    names = sorted((name for name in _months() if "月" not in name), key=lambda name: (-len(name), name))
    forms = _forms(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, names))})")
    numbered = (
        re.sub(r"\(\?P(<|=)([ymds])", rf"(?P\g<1>\g<2>{index}", form.pattern) for index, form in enumerate(forms)
    )
    return re.compile("|".join(f"(?P<f{index}>{form})" for index, form in enumerate(numbered)), re.IGNORECASE), forms


def dates_in(text: str, *, american: bool = False) -> list[Date]:
    """The dates in a short text. `american`: 3/4/2021 could be either way round, so it is no date."""
    text = text.translate(_DIGITS) if not text.isascii() else text
    if _YEAR.search(text) is None:
        return []
    pattern, forms = _pattern()
    found = []
    for match in pattern.finditer(text):
        index = next(number for number in range(len(forms)) if match[f"f{number}"])
        if _RANGE_BEFORE.search(text, max(0, match.start() - 8), match.start()) or _RANGE_AFTER.match(
            text, match.end()
        ):
            continue
        iso = _read(match, index, forms[index], american=american)
        if iso is not None:
            precision: Precision = "day" if len(iso) == 10 else "month"
            found.append(Date(iso, precision, match[0].strip(), match.start(), match.end()))
    return found


def _read(match: re.Match[str], index: int, form: _Form, *, american: bool) -> str | None:
    parts = match.groupdict()
    year, month, day = parts[f"y{index}"], parts[f"m{index}"], parts.get(f"d{index}")
    if form.name == "figures" and parts[f"s{index}"] == "/":
        if american and int(day or 0) <= 12 and int(month) <= 12 and day != month:
            return None
        if int(month) > 12:
            day, month = month, day or ""
    if month.isdigit():
        return _parse(f"{year}-{month}-{day or 1}", "en", "%Y-%m-%d", 10 if day else 7)
    _, name, language = _months()[month.lower()]
    if day is None:
        return _parse(f"{name} {year}", language, "%B %Y", 7)
    return _parse(f"{day} {name} {year}", form.language or language, "%d %B %Y", 10)


@lru_cache(maxsize=4096)
def _parse(words: str, language: str, form: str, length: int) -> str | None:
    """The words as an ISO date, cut to `length`; None if there is no such day."""
    import dateparser  # noqa: PLC0415 - dear to import, and not every page needs it

    settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "PREFER_DAY_OF_MONTH": "first"}
    date = dateparser.parse(words, languages=[language], date_formats=[form], settings=settings)
    return date.date().isoformat()[:length] if date else None
