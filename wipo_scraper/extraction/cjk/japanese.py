"""Japanese: a name stands before its honorific or office, the source before は or が, the verb at the end."""

import re
from functools import cache

from wipo_scraper.article import Act
from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.cjk.japanese_names import (
    HIRAGANA,
    JOINTS,
    KANJI,
    KATAKANA,
    NOUN,
    Named,
    either,
    japanese_names,
)
from wipo_scraper.extraction.lexicon import Entry, Lexicon
from wipo_scraper.extraction.marks import Region
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.report import Report, Strength
from wipo_scraper.extraction.tokens import Token

_MARKED = "〓"  # stands for the marked regions while the rest is read
_STOPS = frozenset("。！？!?")
_PLAIN = Entry()
_TOPIC = re.compile(r"(?:（[^）]{1,12}）|\([^)]{1,12}\))?(?:は|が|も|によると|によれば|からは|では)")
_ACCORDING = re.compile(r"(?:（[^）]{1,12}）)?(?:によると|によれば)")
_PHRASE = rf"(?:[A-Z][A-Za-z0-9&.]*[ \u00a0])*[{NOUN}{JOINTS}]{{2,20}}"
_BEFORE = re.compile(rf"(?:(?P<owner>{_PHRASE})の)?(?P<phrase>{_PHRASE}?)(?P<link>の|、)?$")
_CLAUSE = 60  # signs before a name that can describe it
_COPULA = re.compile(r"です|だ|である|であり")

_WORD = re.compile(rf"[{KANJI}]+|[{KATAKANA}{JOINTS}]+|[{HIRAGANA}]+|[A-Za-z0-9０-９.,%&-]+|\s+|.")
_MODERATING, _CHAIRING = ("司会", "進行", "モデレーター"), ("議長", "座長")
_HELD = "務め"
_PERSONAL = frozenset({"person", "role", "pronoun"})
_SAME = "同"


def read_japanese(text: str, regions: list[Region], lex: Lexicon) -> tuple[list[Token], list[Mention], list[Report]]:
    """The words, mentions and reporting clauses of a block."""
    reader = _Reader(text, regions, lex)
    return reader.tokens, reader.mentions, reader.reports()


@cache
def _words(code: str) -> re.Pattern[str]:
    """Verbs, pronouns and the nouns beside names of things."""
    data = lx.lexicon(code).data
    acts, attribution, pronouns = data.acts, data.attribution, data.pronouns
    words = (
        *attribution.speaking, *attribution.beside_marks, *acts.presented, *acts.opened, *acts.closed, *acts.chaired,
        *acts.moderated, *acts.announced, *acts.addressed, *pronouns.masculine, *pronouns.feminine, *pronouns.plural,
        *pronouns.speaker, *pronouns.first_person, _HELD,
    )  # fmt: skip
    titles = either(data.decoys.titles)
    return re.compile(f"(?:{titles})(?={_MARKED})|{_bounded(words)}")


def _bounded(words: tuple[str, ...]) -> str:
    """Any of the words; none of a single kanji inside a longer word: "話し" in "電話し"."""
    short = tuple(word for word in words if not re.match(f"[{KANJI}]{{2}}", word))
    whole = tuple(word for word in short if re.fullmatch(f"[{KANJI}]", word))
    verbs = tuple(word for word in short if word not in whole)
    long = tuple(word for word in words if word not in short)
    return f"{either(long)}|(?<![{KANJI}])(?:{either(verbs)})|(?<![{KANJI}])(?:{either(whole)})(?![{KANJI}])"


@cache
def _names_of_things(code: str) -> re.Pattern[str]:
    """What follows marked words that are a name: a particle, a noun for an event."""
    return re.compile(either(lx.lexicon(code).data.decoys.events))


class _Reader:
    """Reads one block."""

    def __init__(self, text: str, regions: list[Region], lex: Lexicon) -> None:
        self.text, self.lex = text, lex
        self.names = japanese_names(lex.data.code)
        pieces, position = [], 0
        for region in regions:
            pieces += [text[position : region.start], _MARKED * (region.end - region.start)]
            position = region.end
        self.masked = "".join([*pieces, text[position:]])
        named = {name.start: name for name in self.names.named(self.masked)}
        phrases = self._phrases(named)
        self.tokens: list[Token] = []
        self.mentions: list[Mention] = []
        self._cut(regions, named, phrases)
        self._complete()

    # Words

    def _phrases(self, named: dict[int, Named]) -> dict[int, Mention]:
        """Other sources by their place: what stands before は or が, by its last noun."""
        taken = [(name.start, name.end) for name in named.values()]
        found: dict[int, Mention] = {}
        for match in self.names.topic.finditer(self.masked):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            mention = self._source(match.group("phrase"), start, end, one=match.group("one") is not None)
            if mention is not None:
                found[start] = mention
        return found

    def _source(self, phrase: str, start: int, end: int, *, one: bool) -> Mention | None:
        mention = Mention("role", 0, 0, start, end, definite=not one)
        entry = self.lex.words.get(phrase)
        if phrase.startswith(_SAME) and (phrase[1:] in self.names.offices or phrase[1:] in self.names.honorifics):
            mention.kind, mention.gender = "pronoun", "same"
        elif entry is not None and entry.flags & lx.PRONOUN:
            mention.kind, mention.gender = "pronoun", entry.gender
        elif phrase.endswith(self.names.documents):
            mention.kind = "document"
        elif one or phrase.endswith((*self.names.offices, *self.names.trades)):
            mention.role = phrase
            office = (word for word in self.names.offices if phrase.endswith(word))
            mention.role_key = max(office, key=len, default=phrase)
        elif phrase.endswith(self.names.organizations):
            mention.kind = "organization"
        else:
            return None
        return mention

    def _cut(self, regions: list[Region], named: dict[int, Named], phrases: dict[int, Mention]) -> None:
        position, sentence, opening = 0, 0, True
        marked = {region.start: (region.end, index) for index, region in enumerate(regions)}
        words, things = _words(self.lex.data.code), _names_of_things(self.lex.data.code)
        spans = {m.start(): m.end() for m in words.finditer(self.masked)}
        stops = sorted({*marked, *named, *phrases, *spans, len(self.masked)})
        following = iter(stops)
        stop = next(following)
        while position < len(self.masked):
            while stop <= position:
                stop = next(following)
            number = len(self.tokens)
            entry, region = _PLAIN, -1
            if position in marked:
                end, region = marked[position]
            elif position in named:
                end = named[position].end
                self.mentions.append(self._person(named[position], number, sentence))
            elif position in phrases:
                mention = phrases[position]
                mention.first, mention.last, mention.sentence = number, number + 1, sentence
                end = mention.end
                entry = self.lex.words.get(self.masked[position:end], _PLAIN) if mention.kind == "pronoun" else _PLAIN
                self.mentions.append(mention)
            else:
                thing = things.match(self.masked, position) if self.tokens and self.tokens[-1].region >= 0 else None
                word = _WORD.match(self.masked, position, stop)
                end = thing.end() if thing else spans.get(position) or (word.end() if word else position + 1)
                entry = self.lex.words.get(self.masked[position:end].lower(), _PLAIN)
            word_text = "\0" if region >= 0 else self.masked[position:end]
            if not word_text.isspace():
                self.tokens.append(
                    Token(
                        word_text, word_text, position, end, entry.flags, entry.gender, entry.act, sentence,
                        cap=False, first=opening, region=region,
                    )
                )  # fmt: skip
                opening = False
            if word_text in _STOPS:
                sentence, opening = sentence + 1, True
            position = end

    # Persons

    def _person(self, named: Named, number: int, sentence: int) -> Mention:
        mention = Mention("person", number, number + 1, named.start, named.end, name=named.name, sentence=sentence)
        mention.name_start = named.start
        joined = any(joint in named.name for joint in JOINTS)
        mention.explained = joined
        role, affiliation = self._described(named.start)
        if named.honorific:
            mention.honorific, mention.role, mention.affiliation = named.title, role, affiliation
            mention.gender = "f" if named.title in self.lex.data.names.feminine else None
        elif named.title:
            held = joined or len(named.name) > _SURNAME or bool(affiliation or named.owner)
            mention.role = named.field + named.title if held else None
            mention.affiliation = affiliation or named.owner
            mention.role_key, mention.explained = named.title, True
        if mention.role and mention.role_key is None:
            office = (word for word in self.names.offices if mention.role.endswith(word))
            mention.role_key = max(office, key=len, default=mention.role)
        return mention

    def _trade(self, phrase: str) -> bool:
        return phrase.endswith((*self.names.offices, *self.names.trades))

    def _described(self, start: int) -> tuple[str | None, str | None]:
        """Role and organization before a name: "Bagasse Blue社の創業者、…", "ノルウェーの文化担当副大臣…"."""
        match = _BEFORE.search(self.masked, max(0, start - _CLAUSE), start)
        if match is None:
            return None, None
        phrase, owner, link = match.group("phrase"), match.group("owner"), match.group("link")
        if self._trade(phrase):
            cuts = range(len(phrase) - _SHORTEST_ROLE, 1, -1)
            organization = next((phrase[:n] for n in cuts if self._body(phrase[:n]) and self._trade(phrase[n:])), None)
            role = phrase[len(organization) :] if organization else phrase
            return role, organization or (owner if owner and (self._body(owner) or self._land(owner)) else None)
        if link == "の" and (self._body(phrase) or self._land(phrase)):
            return None, phrase
        return None, None

    def _body(self, phrase: str) -> bool:
        """Whether a phrase names an organization."""
        return phrase.endswith(self.names.organizations) or (phrase.isascii() and phrase[:1].isupper())

    def _land(self, phrase: str) -> bool:
        entry = self.lex.words.get(phrase)
        return entry is not None and bool(entry.flags & lx.PLACE)

    def _complete(self) -> None:
        """ "…工房の代表は、…氏です": the role is the predicate's."""
        for role, person in zip(self.mentions, self.mentions[1:], strict=False):
            if (
                (role.kind, person.kind) == ("role", "person")
                and role.sentence == person.sentence
                and person.role is None
                and _COPULA.match(self.masked, person.end)
                and self.masked[role.end : person.start] in {"は", "は、", "が"}
            ):
                _, owner = self._described(role.start)
                person.role, person.role_key, person.affiliation = role.role, role.role_key, owner or person.affiliation
                person.explained = True

    # Reporting clauses

    def reports(self) -> list[Report]:
        """All reporting clauses, in the order of their verbs."""
        found: list[Report] = []
        for at, token in enumerate(self.tokens):
            if token.region >= 0 or not (token.flags & (lx.CUE | lx.WEAK | lx.ACT) or token.text == _HELD):
                continue
            held = self._held(at) if token.text == _HELD else None
            if (token.text == _HELD and held is None) or _PASSIVE.match(self.masked, token.end):
                continue
            follows = self._describes(at)
            subject = follows if follows is not None else None if self._attributive(at) else self._subject(at)
            if subject is None and self._attributive(at):
                continue
            found.append(self._report(at, token, subject, held))
        found += self._unknown_verbs(found)
        for mention in self.mentions:
            if _ACCORDING.match(self.masked, mention.end):
                token = self.tokens[mention.first]
                first, last, end = mention.first, mention.last, mention.end
                found.append(Report("according", first, last, first, last, end, end + 4, token.sentence, mention))
        return sorted(found, key=lambda report: report.cue_start)

    def _unknown_verbs(self, found: list[Report]) -> list[Report]:
        """ "……さんは「……」と喜んだ": what somebody does with と after marked words is speaking."""
        places = [at for at, token in enumerate(self.tokens) if token.region >= 0]
        known = [report.cue_first for report in found]
        reports: list[Report] = []
        for number, at in enumerate(places):
            stop = places[number + 1] if number + 1 < len(places) else len(self.tokens)
            mark = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            marked = self.tokens[at]
            if mark is None or mark.flags & lx.EVENT or not mark.text.startswith("と") or at + 2 == stop:
                continue
            same = [n for n in known if at < n < stop and self.tokens[n].sentence == marked.sentence]
            subject = self._subject(at)
            if not same and subject is not None and marked.end - marked.start > _SHORTEST_QUOTED:
                report = self._report(at + 1, mark, subject, None)
                report.strength = "weak"
                reports.append(report)
        return reports

    def _report(self, at: int, token: Token, subject: Mention | None, held: Act | None) -> Report:
        strength: Strength = "speaking" if token.flags & lx.CUE else "weak" if token.flags & lx.WEAK else "act"
        apart = subject is not None and any(t.region >= 0 for t in self.tokens[subject.last : at])
        first, last = at, at + 1
        if subject is not None and not apart:
            first, last = min(at, subject.first), max(at + 1, subject.last)
        act: Act | None = held or (token.act if token.flags & lx.ACT else None)  # type: ignore[assignment]
        report = Report(strength, first, last, at, at + 1, token.start, token.end, token.sentence, subject, act=act)
        report.implied = subject is None
        return report

    def _held(self, at: int) -> Act | None:
        """What somebody "served as" in a sentence."""
        sentence = self.tokens[at].sentence
        start = next(t.start for t in self.tokens if t.sentence == sentence)
        before = self.masked[start : self.tokens[at].start]
        if any(word in before for word in _MODERATING):
            return "moderated"
        return "chaired" if any(word in before for word in _CHAIRING) else None

    def _attributive(self, at: int) -> bool:
        """Whether a verb describes the noun after it: "講演した事務局長"."""
        return _ATTRIBUTIVE.match(self.masked, self.tokens[at].end) is not None

    def _describes(self, at: int) -> Mention | None:
        """Who said what stands before a verb that describes him: "「……」と述べた市長"."""
        match = _ATTRIBUTIVE.match(self.masked, self.tokens[at].end)
        quoted = any(token.region >= 0 for token in self.tokens[max(0, at - 3) : at])
        if match is None or not quoted:
            return None
        described = _DESCRIBED.match(self.masked, match.end())
        places = {match.end(), described.end() if described else match.end()}
        return next((m for m in self.mentions if m.start in places and m.kind in _PERSONAL), None)

    def _subject(self, at: int) -> Mention | None:
        """Who is spoken of before a verb: the last one set off by は, else by が; rather a person."""
        sentence = self.tokens[at].sentence
        topics = [
            m for m in self.mentions
            if m.sentence == sentence and m.last <= at and (_TOPIC.match(self.masked, m.end) or self._listed(m))
        ]  # fmt: skip
        persons = [m for m in topics if m.kind in _PERSONAL]
        main = [m for m in persons if not self.masked.startswith("が", m.end)]  # が: of a clause inside
        others = [m for m in topics if m.kind != "document"] or topics
        return next((options[-1] for options in (main, persons, others) if options), None)

    def _listed(self, mention: Mention) -> bool:
        """ "…氏、" at the head of a clause stands for the topic only with a comma after it and nothing before."""
        return mention.first == 0 and self.masked[mention.end : mention.end + 1] == "、" and mention.kind == "person"


_SURNAME = 3  # signs
_SHORTEST_ROLE = 2
_SHORTEST_QUOTED = 7  # signs with their marks
_DESCRIBED = re.compile(f"{_PHRASE}の")
_PASSIVE = re.compile("られ")
_ATTRIBUTIVE = re.compile(rf"(?:た|る|ている|ていた|ました)?(?=[{KANJI}{KATAKANA}])")
