"""Japanese: a name stands before its honorific or role, the source before は or が, the verb at the end of the sentence."""

import re
from dataclasses import dataclass
from functools import cache

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon, lexicon
from wipo_scraper.extraction.marks import Region
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.reports import Report, Strength
from wipo_scraper.extraction.tokens import Token

_KANJI, _KATAKANA, _HIRAGANA = "一-龯々", "ァ-ヶー", "ぁ-ん"
_MARKED = "〓"  # stands for the marked regions while the rest is read
_NEAR = 3  # words between a verb and the name that it describes
_STOPS = frozenset("。！？!?")
_TOPIC = re.compile(r"(?:（[^）]{1,12}）|\([^)]{1,12}\))?(?:は|が|も|によると|によれば|からは|では)")
_ORGANIZATION_PART = re.compile(rf"(?P<before>[{_KANJI}{_KATAKANA}A-Za-z0-9]{{1,20}})の$")


@dataclass(slots=True)
class _Patterns:
    named: re.Pattern[str]
    source: re.Pattern[str]
    cue: re.Pattern[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    data = lexicon("ja").data
    titles = _either([*data.names.neutral, *data.names.feminine, *data.roles.neutral])
    foreign = f"[{_KATAKANA}]+(?:[・＝=][{_KATAKANA}]+)*"
    native = f"[{_KANJI}]{{1,4}}(?:[{_KATAKANA}]{{1,5}}|[{_HIRAGANA}]{{2,3}}[{_KANJI}]?|[{_KANJI}]{{1,3}}?)?"
    pronouns = [*data.pronouns.masculine, *data.pronouns.feminine, *data.pronouns.plural, *data.pronouns.speaker]
    sources = [*data.roles.neutral, *pronouns, *data.sources.organizations, *data.sources.documents]
    verbs = [*data.attribution.speaking, *data.attribution.beside_marks]
    acts = [*data.acts.presented, *data.acts.opened, *data.acts.chaired, *data.acts.addressed]
    return _Patterns(
        re.compile(rf"(?P<name>{foreign}|{native}?)(?P<title>{titles})(?![{_KANJI}])"),
        re.compile(_either(sources)),
        re.compile(_either([*verbs, *acts])),
    )


def read_japanese(text: str, regions: list[Region], lex: Lexicon) -> tuple[list[Token], list[Mention], list[Report]]:
    """The words, mentions and reporting clauses of a block."""
    masked = text
    for region in regions:
        masked = masked[: region.start] + _MARKED * (region.end - region.start) + masked[region.end :]
    spans = _spans(masked, lex)
    tokens = _tokens(text, masked, regions, spans, lex)
    mentions = [
        mention for mention in (_mention(masked, token, number, lex) for number, token in enumerate(tokens)) if mention
    ]
    return tokens, mentions, _reports(masked, tokens, mentions, lex)


def _spans(masked: str, lex: Lexicon) -> list[tuple[int, int]]:
    """Names with their titles, other sources and verbs: the stretches that become one word each."""
    patterns, taken = _patterns(), [False] * len(masked)
    found: list[tuple[int, int]] = []
    for pattern in (
        patterns.named,
        patterns.cue,
        patterns.source,
        re.compile(_either([*lex.data.decoys.titles, *lex.data.decoys.events])),
    ):
        for match in pattern.finditer(masked):
            if not any(taken[match.start() : match.end()]) and match.group():
                found.append(match.span())
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(found)


def _tokens(text: str, masked: str, regions: list[Region], spans: list[tuple[int, int]], lex: Lexicon) -> list[Token]:
    starts = dict(spans)
    marked = {region.start: (region.end, index) for index, region in enumerate(regions)}
    tokens: list[Token] = []
    position, sentence, opening = 0, 0, True
    while position < len(text):
        if position in marked:
            end, index = marked[position]
            tokens.append(
                Token("\0", "\0", position, end, 0, None, None, sentence, cap=False, first=opening, region=index)
            )
            position, opening = end, False
            continue
        end = starts.get(position, position + 1)
        if position not in starts:
            while (
                text[position].isalpha()
                and end < len(text)
                and text[end].isalpha()
                and end not in starts
                and end not in marked
            ):
                end += 1
        word = masked[position:end]
        if not word.isspace():
            entry = lex.words.get(word.lower())
            flags, gender, act = (entry.flags, entry.gender, entry.act) if entry else (0, None, None)
            tokens.append(Token(word, word, position, end, flags, gender, act, sentence, cap=False, first=opening))
            opening = False
        if word in _STOPS:
            sentence, opening = sentence + 1, True
        position = end
    return tokens


def _mention(masked: str, token: Token, number: int, lex: Lexicon) -> Mention | None:
    if token.region >= 0:
        return None
    match = _patterns().named.fullmatch(token.text)
    if match and match.group("name") and match.group("name") != "同" and not token.flags & lx.ROLE:
        return _person(masked, token, number, match, lex)
    base = Mention("role", number, number + 1, token.start, token.end, sentence=token.sentence)
    if token.text.startswith("同") and (token.flags & lx.PRONOUN or match):
        base.kind, base.gender = "pronoun", "same"
    elif token.flags & lx.PRONOUN:
        base.kind, base.gender = "pronoun", token.gender
    elif token.flags & lx.ROLE:
        base.role = base.role_key = token.text
    elif token.flags & lx.DOCUMENT:
        base.kind = "document"
    elif token.flags & lx.ORGANIZATION:
        base.kind = "organization"
    else:
        return None
    return base


def _person(masked: str, token: Token, number: int, match: re.Match[str], lex: Lexicon) -> Mention:
    name, title = match.group("name"), match.group("title")
    mention = Mention("person", number, number + 1, token.start, token.end, name=name, sentence=token.sentence)
    mention.name_start = token.start
    before = _ORGANIZATION_PART.search(masked, max(0, token.start - 22), token.start)
    described = before.group("before") if before else None
    if title in lex.data.roles.neutral:
        mention.role = mention.role_key = title
        mention.affiliation = described
    else:
        mention.honorific = title
        if described and described.endswith(lex.data.roles.endings):
            mention.role, mention.role_key = described, described
    return mention


def _reports(masked: str, tokens: list[Token], mentions: list[Mention], lex: Lexicon) -> list[Report]:
    found: list[Report] = []
    for at, token in enumerate(tokens):
        if token.region >= 0 or not token.flags & (lx.CUE | lx.WEAK | lx.ACT):
            continue
        topics = [m for m in mentions if m.sentence == token.sentence and m.last <= at and _TOPIC.match(masked, m.end)]
        subject = topics[-1] if topics else next((m for m in mentions if at < m.first <= at + _NEAR), None)
        marked_between = subject is not None and any(t.region >= 0 for t in tokens[subject.last : at])
        first = at if subject is None or marked_between or subject.first > at else subject.first
        strength: Strength = "speaking" if token.flags & lx.CUE else "weak" if token.flags & lx.WEAK else "act"
        act = token.act if strength == "act" else None
        report = Report(strength, first, at + 1, at, at + 1, token.start, token.end, token.sentence, subject, act=act)  # type: ignore[arg-type]
        report.implied = subject is None
        found.append(report)
    return found
