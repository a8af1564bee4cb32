"""Quotations without marks: block quotes, and paragraphs closed by a sentence that only attributes them."""

from dataclasses import dataclass

from wipo_scraper.article import Method
from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.tokens import Token

_LONGEST_CLOSING = 30  # words of a paragraph that only attributes
_HEAD = 2  # words before the reporting verb and its source
_TAIL = 12  # words after them
_OCCASION = 8  # words for a person addressed, a place, an occasion
_MOST = 6  # paragraphs of one passage
_PERSONAL = frozenset({"person", "role", "pronoun"})
_SHORTEST = 5  # words of a quoted paragraph


@dataclass(slots=True)
class Passage:
    """Paragraphs `first` to `last` (excluded) that quote without marks, and the block that names the source."""

    first: int
    last: int
    method: Method
    host: int | None = None
    mention: Mention | None = None
    report: Report | None = None


def passages(readings: list[Reading], lex: Lexicon) -> list[Passage]:
    """All passages of quotation without marks."""
    found: list[Passage] = []
    taken = -1
    passage: Passage | None
    for number, reading in enumerate(readings):
        if number <= taken:
            continue
        if reading.kind == "block_quote" and not reading.regions:
            passage = _block_quote(readings, number, lex)
        else:
            passage = _announced(readings, number, lex) or _closed(readings, number, taken, lex)
        if passage is not None:
            found.append(passage)
            taken = max(taken, passage.last - 1)
    return found


def _block_quote(readings: list[Reading], first: int, lex: Lexicon) -> Passage:
    last = first
    while last < len(readings) and readings[last].kind == "block_quote" and not readings[last].regions:
        last += 1
    signature = _signature(readings[last - 1]) if last - 1 > first else None
    if signature is not None:
        return Passage(first, last - 1, "block_after", last - 1, signature)
    signature = _signature(readings[last]) if last < len(readings) else None
    if signature is not None:
        return Passage(first, last, "block_after", last, signature)
    if first and readings[first - 1].text.rstrip().endswith((":", "：")):
        mention, report = _leading_source(readings[first - 1])
        return Passage(first, last, "block_before", first - 1, mention, report)
    if last < len(readings):
        mention, report = _closing_source(readings[last], lex)
        if mention is not None:
            return Passage(first, last, "block_after", last, mention, report)
    if first:
        mention, report = _leading_source(readings[first - 1])
        if mention is not None:
            return Passage(first, last, "block_before", first - 1, mention, report)
    return Passage(first, last, "floating")


def _announced(readings: list[Reading], first: int, lex: Lexicon) -> Passage | None:
    """Plain paragraphs in the first person after one that says who speaks and ends in a colon."""
    if not first or not _announces(readings[first - 1], lex):
        return None
    mention, report = _leading_source(readings[first - 1])
    if mention is None or mention.kind not in _PERSONAL or report is None or report.strength != "speaking":
        return None
    last = first
    while (
        last < len(readings)
        and last - first < _MOST
        and readings[last].kind == "paragraph"
        and not readings[last].regions
    ):
        if not _quotable(readings[last], lex) or not _first_person(readings[last]):
            break
        last += 1
    return Passage(first, last, "block_before", first - 1, mention, report) if last > first else None


def _announces(reading: Reading, lex: Lexicon) -> bool:
    """Whether a paragraph leads to what follows it: by a colon, in Japanese by "as follows"."""
    text = reading.text.rstrip()
    if lex.script == "kana":
        last = text[text.rfind("。", 0, -1) + 1 :]
        return not reading.regions and any(word in last for word in lex.data.attribution.announcing)
    return (lex.cased or not lex.spaced) and text.endswith((":", "："))


def _closed(readings: list[Reading], number: int, taken: int, lex: Lexicon) -> Passage | None:
    """Plain paragraphs before one that only attributes: "Mr. Tang stated."."""
    closing = readings[number]
    if not number or closing.kind not in {"paragraph", "block_quote"} or not only_attributes(closing, lex):
        return None
    mention, report = _closing_source(closing, lex)
    if mention is None:
        return None
    first = number
    while first - 1 > taken and number - first < _MOST and _quotable(readings[first - 1], lex):
        first -= 1
    if first == 0 and number > 1:
        first = 1  # the lead is no quotation
    while first < number - 1 and readings[first].regions and lex.cased and not _first_person(readings[first]):
        first += 1  # what names a title in marks before anybody speaks of himself tells of the event
    quoted = readings[first:number]
    if not any(_first_person(reading) or reading.kind == "block_quote" for reading in quoted) and lex.cased:
        return None
    return Passage(first, number, "block_after", number, mention, report) if first < number else None


def only_attributes(reading: Reading, lex: Lexicon) -> bool:
    """Whether a paragraph is a short sentence of a source and a reporting verb without what is said."""
    if reading.text.lower().startswith(lex.data.attribution.formulas or ("\0",)):
        return True
    if lex.script == "kana":
        return not reading.regions and any(formula in reading.text for formula in lex.data.attribution.formulas)
    if reading.regions or not reading.reports:
        return False
    words = [token for token in reading.tokens if token.text[0].isalnum()]
    if (
        len(words) > _LONGEST_CLOSING
        or reading.tokens[-1].sentence > 1
        or reading.text.rstrip().endswith((":", "：", "?"))
    ):
        return False
    report = next((r for r in reading.reports if r.subject is not None and r.strength in {"speaking", "weak"}), None)
    if report is None or report.subject is None or report.subject.kind not in {"person", "role", "pronoun"}:
        return False
    head = [t for t in reading.tokens[: report.first] if t.text[0].isalnum() and not t.flags & lx.AUXILIARY]
    tail = [t for t in reading.tokens[report.last :] if t.text[0].isalnum()]
    if len(head) > _HEAD or len(tail) > _TAIL:
        return False
    return _no_object(reading.tokens[report.cue_first].low, report, tail, lex)


def _no_object(cue: str, report: Report, tail: list[Token], lex: Lexicon) -> bool:
    """Whether nothing that is said follows: at most a person addressed, a place or an occasion."""
    if not tail:
        return True
    if any(token.low in lex.complementizers or token.flags & lx.CUE for token in tail):
        return False
    if report.subject is not None and report.subject.first > report.cue_first:
        return not tail[0].flags & (lx.CONJUNCTION | lx.RELATIVE) and len(tail) <= _OCCASION
    if tail[0].flags & (lx.PREPOSITION | lx.LINK) and not tail[0].flags & lx.CONJUNCTION:
        return len(tail) <= _OCCASION
    return (
        lex.telling(cue)
        and len(tail) <= _OCCASION
        and not any(t.flags & (lx.CONJUNCTION | lx.RELATIVE | lx.CUE) for t in tail)
    )


def _closing_source(reading: Reading, lex: Lexicon) -> tuple[Mention | None, Report | None]:
    for report in reading.reports:
        if report.subject is not None and report.sentence == 0 and report.subject.kind in {"person", "role", "pronoun"}:
            if reading.regions and reading.regions[0].start < reading.tokens[report.first].start:
                return None, None
            if only_attributes(reading, lex):
                return report.subject, report
    if reading.text.lower().startswith(lex.data.attribution.formulas or ("\0",)):
        return next((m for m in reading.mentions if m.kind in _PERSONAL), None), None
    return None, None


def _leading_source(reading: Reading) -> tuple[Mention | None, Report | None]:
    """The source of the last sentence before a quotation; after a colon any source will do."""
    final = reading.tokens[-1].sentence if reading.tokens else 0
    colon = reading.text.rstrip().endswith((":", "："))
    for report in reversed(reading.reports):
        if report.subject is not None and report.sentence == final and (colon or report.subject.kind in _PERSONAL):
            return report.subject, report
        if report.implied and report.sentence == final and colon and report.strength == "speaking":
            return None, report  # whoever was spoken of: "وكتبت في مقدمته:"
    if colon:
        free = [m for m in reading.mentions if m.sentence == final and not m.governed]
        persons = [m for m in free if m.kind in _PERSONAL]
        return next(iter(reversed(persons)), next(iter(free), None)), None
    return None, None


def _signature(reading: Reading) -> Mention | None:
    """A line that is only a name with its role."""
    mention = next((m for m in reading.mentions if m.kind == "person"), None)
    if mention is None or reading.reports or reading.text.rstrip().endswith((".", "!", "?", "。")) or mention.first > 2:
        return None
    outside = [t for n, t in enumerate(reading.tokens) if t.text[0].isalnum() and not mention.first <= n < mention.last]
    return mention if len(outside) <= _TAIL // 2 else None


def _quotable(reading: Reading, lex: Lexicon) -> bool:
    """Whether a paragraph before an attribution can be what is quoted: nobody is named or reported in it."""
    if reading.kind not in {"paragraph", "block_quote"} or (
        reading.regions and reading.text.startswith(("“", '"', "«"))
    ):
        return False
    words = [token for token in reading.tokens if token.text[0].isalnum()]
    if len(words) < _SHORTEST or reading.text.rstrip().endswith((":", "：")):
        return False
    first_person = _first_person(reading)
    if reading.regions and reading.reports:
        return False
    named = [m for m in reading.mentions if m.kind == "person" and (m.honorific or len((m.name or "").split()) > 1)]
    reported = any(
        r.strength == "speaking"
        and r.subject is not None
        and r.subject.kind in {"person", "role"}
        and not reading.tokens[r.subject.first].flags & lx.FIRST_PERSON  # "my grandmother wrote"
        for r in reading.reports
    )
    offices = lex.cased and any(m.kind == "role" and m.affiliation for m in reading.mentions)
    return not named and not reported and (first_person or not offices)


def _first_person(reading: Reading) -> bool:
    return any(token.flags & lx.FIRST_PERSON for token in reading.tokens)
