"""The shapes of Japanese: names before an honorific or an office, phrases before は and が."""

import re
from dataclasses import dataclass
from functools import cache

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon

KANJI, KATAKANA, HIRAGANA = "一-龯々〆", "ァ-ヴー", "ぁ-ん"
NOUN = f"{KANJI}{KATAKANA}A-Za-z0-9０-９&.ー"
JOINTS = "・＝="
_LONGEST_GIVEN = 3  # signs of a given name in kanji
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the title after it. Offsets count in the block."""

    start: int
    end: int
    name: str
    title: str
    field: str = ""  # of the office, between name and title: "産業" of "産業大臣"
    honorific: bool = False
    owner: str | None = None  # "WIPO" between name and title


class JapaneseNames:
    """Finds names and phrases of one language."""

    def __init__(self, lex: Lexicon) -> None:
        data = lex.data
        names, roles = data.names, data.roles
        self.honorifics = frozenset((*names.neutral, *names.masculine, *names.feminine))
        self.offices = frozenset(roles.neutral)
        self.trades = roles.endings
        self.nobody = frozenset(names.not_names)
        self.nouns = tuple(word for word in names.not_names if len(word) > 1)
        self.families = frozenset(names.surnames.split())
        self.fields = tuple(sorted(roles.modifiers, key=len, reverse=True))
        self.organizations, self.documents = data.sources.organizations, data.sources.documents
        honorific, office = either(self.honorifics), either(self.offices)
        part = f"[{KATAKANA}]{{2,}}"
        joined = f"(?:{part}|[A-Z]\\.)(?:[{JOINTS}](?:[{KATAKANA}]+|[A-Z]\\.?))+"
        foreign = f"{joined}|(?<![{KANJI}{KATAKANA}]){part}"
        given = f"[{KANJI}]{{1,4}}(?:[{HIRAGANA}]{{2,4}}[{KANJI}]?|[{KATAKANA}]{{2,6}})"
        title = rf"(?P<field>[{KANJI}]{{0,8}}?)(?P<title>{office})|(?P<honorific>{honorific})"
        self.foreign = re.compile(rf"(?P<name>{foreign})(?:[ \u3000](?P<owner>[A-Z]+))?(?:{title})(?![{KANJI}])")
        self.native = re.compile(rf"(?P<name>{given}|[{KANJI}]{{2,7}})(?P<honorific>{honorific})(?![{KANJI}])")
        self.held = re.compile(rf"(?P<run>[{KANJI}]{{1,14}}?)(?P<title>{office})(?![{KANJI}])")
        self.plain = re.compile(rf"{part}(?:[{JOINTS}][{KATAKANA}]+)+(?=[はがも、])")
        self.topic = re.compile(
            rf"(?P<phrase>[{NOUN}{JOINTS}]{{1,24}})(?P<one>の一人|の1人)?(?=(?:（[^）]*）)?(?:は|が|も|によると|によれば|からは))"
        )

    def named(self, masked: str) -> list[Named]:
        """All names with a title, and foreign names that open a statement without one."""
        found: list[Named] = []
        for pattern, read in ((self.foreign, self._foreign), (self.native, self._native), (self.held, self._held)):
            for match in pattern.finditer(masked):
                named = read(match)
                if named is not None and not any(n.start < named.end and named.start < n.end for n in found):
                    found.append(named)
        for match in self.plain.finditer(masked):
            if not any(n.start < match.end() and match.start() < n.end for n in found):
                found.append(Named(match.start(), match.end(), match.group(), ""))
        return sorted(found, key=lambda named: named.start)

    def _foreign(self, match: re.Match[str]) -> Named | None:
        name, field = match.group("name"), match.group("field") or ""
        if name in self.nobody or name.endswith(self.trades):
            return None
        title = match.group("title") or match.group("honorific")
        return Named(
            match.start(), match.end(), name, title, field, match.group("honorific") is not None, match.group("owner")
        )

    def _native(self, match: re.Match[str]) -> Named | None:
        name, start = match.group("name"), match.start()
        trade = next((len(name) - n for n in range(2, len(name) - 1) if name[:n].endswith(self.trades)), 0)
        if trade and name[-trade:][:2] in self.families:  # "漆芸家江尻真帆氏"
            start, name = start + len(name) - trade, name[-trade:]
        if name in self.nobody or name.endswith((*self.nouns, *self.organizations)):
            return None
        return Named(start, match.end(), name, match.group("honorific"), honorific=True)

    def _held(self, match: re.Match[str]) -> Named | None:
        """ "長谷部千景課長", "山田太郎外務大臣": a name before an office, its field between them."""
        run, title, field = match.group("run"), match.group("title"), ""
        for word in self.fields:
            if run.endswith(word):
                run, field = run[: -len(word)], word + field
                break
        family = next((n for n in (3, 2, 1) if run[:n] in self.families), 0)
        full = family and family < len(run) <= family + _LONGEST_GIVEN
        if not run or run in self.nobody or run.endswith(self.organizations) or not (full or run in self.families):
            return None
        return Named(match.start(), match.end(), run, title, field)


@cache
def either(words: frozenset[str] | tuple[str, ...]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def japanese_names(lex_code: str) -> JapaneseNames:
    """The finder of a language."""
    return JapaneseNames(lx.lexicon(lex_code))
