"""Which reporting clause a marked quotation belongs to."""

from dataclasses import dataclass

from wipo_scraper.article import Method
from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.clauses import Clauses, personal
from wipo_scraper.extraction.decoys import inner_words, is_name
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.marks import Region
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.report import Report

_STOPS = frozenset(".!?…。！？؟")
_LEADS = frozenset({":", "：", ",", "،", "，", "-", "–", "—", "―", ""})
_SHORTEST = 3  # words of a partial quotation
_SHORTEST_SIGNS = 5  # the same in scripts without spaces
_PERSONAL = frozenset({"person", "role", "pronoun"})
_COLONS = frozenset({":", "："})
_TAIL = 8  # words of a sentence that only attributes
_METHODS: dict[str, Method] = {"according": "according_to", "participle": "participle"}


@dataclass(slots=True)
class Link:
    """A marked region that is a quotation, and what attributes it inside its block."""

    region: Region
    at: int  # word number of the region
    method: Method
    report: Report | None = None
    mention: Mention | None = None
    partial: bool = False
    joined: bool = False  # carries on the entry before it


@dataclass(slots=True)
class _Sides:
    """The reports before and after the marks, and whether each stands right beside them."""

    left: Report | None
    beside_left: bool
    right: Report | None
    beside_right: bool


class Linker(Clauses):
    """Links the marked regions of one block."""

    def __init__(self, reading: Reading, lex: Lexicon) -> None:
        super().__init__(reading, lex)
        self.places = [at for at, token in enumerate(reading.tokens) if token.region >= 0]

    def links(self) -> list[Link]:
        """The quotations of the block in order; names and terms in marks are left out."""
        found: list[Link] = []
        if self.only_marked():
            return [Link(self.reading.regions[self.tokens[at].region], at, "none") for at in self.places]
        for number, at in enumerate(self.places):
            link = self._link(number, at, found)
            if link is not None:
                found.append(link)
        return found

    def only_marked(self) -> bool:
        """Whether the block is nothing but quotation."""
        return bool(self.places) and not any(token.region < 0 and token.text[0].isalnum() for token in self.tokens)

    def _link(self, number: int, at: int, found: list[Link]) -> Link | None:
        region = self.reading.regions[self.tokens[at].region]
        inner = self.reading.text[region.inner_start : region.inner_end]
        words = inner_words(self.reading.text, region, self.lex)
        if not words:
            return None
        if region.start == region.inner_start and number and found and found[-1].at == self.places[number - 1]:
            previous = found[-1]  # an incise stands between them
            return Link(region, at, "split", previous.report, previous.mention, joined=True)
        before = found[-1].at if found else -1  # names in marks between do not part a clause from its quotation
        after = self.places[number + 1] if number + 1 < len(self.places) else len(self.tokens)
        sides = _Sides(*self._left(at, before), *self._right(at, after, inner))
        partial = self._partial(at, inner)
        name = is_name(self.reading.text, self.tokens, at, region, self.lex)
        if self._ruled_out(at, inner, len(words), sides, name=name, partial=partial):
            return None
        link = self._beside(at, after, region, sides, partial=partial)
        if link is None and partial and sides.left is None:
            subject = self._straight_subject(at, inner)
            link = Link(region, at, "before", None, subject, partial) if subject is not None and not name else None
        if link is None and sides.left:
            link = Link(region, at, self._method(sides.left, "before"), sides.left, sides.left.subject, partial)
        if link is None and sides.right:
            return Link(region, at, self._method(sides.right, "after"), sides.right, sides.right.subject, partial)
        if link is None and partial and found and self._shares(at, found[-1]):
            return Link(region, at, found[-1].method, found[-1].report, found[-1].mention, partial, joined=True)
        if link is None:
            return self._without_report(number, at, region, found, partial=partial)
        link.mention = self._revealed(link.mention) or link.mention
        return self._joined(link, found) if link.report is sides.left else link

    def _ruled_out(self, at: int, inner: str, words: int, sides: _Sides, *, name: bool, partial: bool) -> bool:
        """Whether the words in marks are a name, or too few to be a quotation where they stand."""
        colon = self._before(at) in _COLONS
        spoken = sides.beside_right and inner[-1:] in ",.!?，。！？" and not self._called(at, sides.right)
        if name and not spoken and not (sides.beside_left and colon):
            return True
        shortest = _SHORTEST if self.lex.spaced else _SHORTEST_SIGNS
        term = partial and sides.right is not None and sides.right.strength == "weak"  # "“station” means"
        ended = inner[-1:] in "?!." or (colon and self.lex.cased and self._head_of(at) is not None)
        sentence = not partial and ended and self._stands_alone(at, self._region(at))
        beside = (sides.beside_right and not term) or (sides.beside_left and not partial)
        if words < shortest and not sentence and not beside:
            return True
        weak = sides.left is not None and sides.left.strength == "weak" and partial and not sides.beside_right
        return weak and words <= _SHORTEST and self.lex.spaced

    def _shares(self, at: int, previous: Link) -> bool:
        """`said it was “A” and would suspend work “B”`: whether the clause before a quotation leads to the next too."""
        report = previous.report
        if report is None or report.first > previous.at or report.sentence != self.tokens[at].sentence:
            return False
        between = self.tokens[previous.at + 1 : at]
        if report.strength == "weak" or any(token.text in {";", ":"} for token in between):
            return False
        first = between[0] if between else None
        return first is not None and bool(first.text in {",", "،"} or first.flags & lx.CONJUNCTION)

    def _called(self, at: int, right: Report | None) -> bool:
        """`is called “the Big Glaze,” a name …`: whether nobody speaks after a name."""
        return self.lex.cased and right is not None and not personal(right.subject) and self._before(at) not in _LEADS

    def _region(self, at: int) -> Region:
        return self.reading.regions[self.tokens[at].region]

    def _beside(self, at: int, after: int, region: Region, sides: _Sides, *, partial: bool) -> Link | None:
        """The link to a clause that stands right before or after the marks."""
        colon = self._before(at) in _COLONS
        left, right = sides.left, sides.right
        if left and colon and left.subject is None and not left.implied and left.strength != "according":
            head = self._head_of(at)
            return Link(region, at, self._method(left, "colon"), left, head, partial)
        if left and (colon or (sides.beside_left and not sides.beside_right)):
            return Link(region, at, self._method(left, "colon" if colon else "before"), left, left.subject, partial)
        if right is None or not sides.beside_right:
            guessed = self._unknown_verb(at, after, self.reading.text[region.inner_start : region.inner_end])
            if guessed is not None and not (left and sides.beside_left):
                return Link(region, at, "after", guessed, guessed.subject, partial)
            return None
        return Link(region, at, self._method(right, "after"), right, right.subject, partial)

    def _method(self, report: Report, method: Method) -> Method:
        return _METHODS.get(report.strength, method)

    # Without a clause of its own

    def _joined(self, link: Link, found: list[Link]) -> Link:
        """`“A,” she said, “B.”`: two spans of one entry."""
        if found and found[-1].report is link.report and link.report is not None:
            link.joined, link.method = True, "split"
        return link

    def _without_report(self, number: int, at: int, region: Region, found: list[Link], *, partial: bool) -> Link | None:
        before = self._before(at)
        subject = self._subject_of(self.tokens[at].sentence, at)
        head = self._head_of(at) if before in _COLONS else None
        if head is not None:
            return Link(region, at, "colon", None, head, partial)
        owner = self._answer_of(at)
        if owner is not None:
            return Link(region, at, "before", None, owner, partial)
        follows = self._follower(at, region)
        if follows is not None:
            return Link(region, at, "after", None, follows, partial)
        signed = self._signature(at)
        if signed is not None:
            return Link(region, at, "after", None, signed, partial)
        if partial and subject is not None and self._first_person(region):
            return Link(region, at, "same_block", None, subject, partial)
        if partial or not self._stands_alone(at, region):
            return None
        if found:
            previous = found[-1]
            report = previous.report
            close = (
                report is not None and report.first > previous.at and self.tokens[at].sentence - report.sentence <= 1
            )
            if number and previous.at == self.places[number - 1] and close and before not in _COLONS:
                return Link(region, at, "split", report, previous.mention, partial, joined=True)
            subject = self._subject_of(self.tokens[at].sentence - 1, at)
            if subject is None or previous.mention is None:
                return Link(region, at, "same_block", None, previous.mention, partial)
            return Link(region, at, "same_block", None, subject, partial)
        subject = self._subject_of(self.tokens[at].sentence - 1, at)
        if subject is not None:
            return Link(region, at, "same_block", None, subject, partial)
        return Link(region, at, "floating", None, None, partial)

    def _answer_of(self, at: int) -> Mention | None:
        """`Smith’s answer is that “…”`: whose answer it is."""
        last = at - 1
        while last > 0 and (self.tokens[last].low in self.lex.complementizers or self.tokens[last].text in {",", ":"}):
            last -= 1
        if last < 2 or self.tokens[last].low not in self.lex.passives:
            return None
        if self.tokens[last - 1].low not in self.lex.answers or self.tokens[last - 2].text not in {"’s", "'s"}:
            return None
        return next((m for m in self.reading.mentions if m.last == last - 2 and m.kind in _PERSONAL), None)

    def _first_person(self, region: Region) -> bool:
        """ "for “every blade I ever fell on”": somebody's own words even without a verb of speaking."""
        words = inner_words(self.reading.text, region, self.lex)
        entries = (self.lex.words.get(word.lower()) for word in words)
        known = any(entry is not None and entry.flags & lx.FIRST_PERSON for entry in entries)
        return known and len(words) > _SHORTEST and self.lex.spaced

    def _follower(self, at: int, region: Region) -> Mention | None:
        """Where a comma inside the marks leads on, whoever is named next: “……，”他伸出手比划。"""
        inner = self.reading.text[region.inner_start : region.inner_end]
        if self.lex.spaced or inner[-1:] not in {",", "，"}:
            return None
        following = next((m for m in self.reading.mentions if m.first > at and m.kind in _PERSONAL), None)
        same = following is not None and self.tokens[following.first].sentence == self.tokens[at].sentence
        return following if same else None

    def _stands_alone(self, at: int, region: Region) -> bool:
        """Whether the region is a sentence by itself."""
        token = self.tokens[at]
        inner = self.reading.text[region.inner_start : region.inner_end]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        opened = token.first or self._before(at) in _LEADS - {",", "،", "，"}
        ended = inner[-1:] in _STOPS or after is None or after.text in _STOPS or not region.closed
        return opened and ended

    def _subject_of(self, sentence: int, at: int) -> Mention | None:
        """Who is spoken of in a sentence before the marks: the source of a report, else the first free mention."""
        for report in reversed(self.reading.reports):
            if (
                report.sentence == sentence
                and report.cue_first < at
                and personal(report.subject)
                and report.strength != "weak"
            ):
                return report.subject
        for mention in self.reading.mentions:
            if mention.sentence == sentence and mention.last <= at and not mention.governed and personal(mention):
                return mention
        return None

    def _head_of(self, at: int) -> Mention | None:
        """Who is spoken of in the sentence that leads to a colon: its subject, else the last one named."""
        sentence = self.tokens[at].sentence
        named = (m for m in reversed(self.reading.mentions) if m.sentence == sentence and m.last <= at)
        return self._subject_of(sentence, at) or next((m for m in named if m.kind == "person"), None)

    def _signature(self, at: int) -> Mention | None:
        """A name alone after the marks: `“…” – Daren Tang, Director General`."""
        rest = self.tokens[at + 1 :]
        following = next((m for m in self.reading.mentions if m.first > at), None)
        if following is None or following.kind not in {"person", "role"}:
            return None
        if any(token.text[0].isalnum() for token in self.tokens[at + 1 : following.first]):
            return None
        outside = [t for t in rest if t.start >= self.tokens[following.last - 1].end and t.text[0].isalnum()]
        return following if len(outside) <= _TAIL and not any(r.first > at for r in self.reading.reports) else None
