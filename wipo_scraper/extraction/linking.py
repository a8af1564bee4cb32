"""Which reporting clause a marked quotation belongs to."""

from dataclasses import dataclass, replace

from wipo_scraper.article import Method
from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.decoys import inner_words, is_name
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.marks import Region
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.tokens import Token

_STOPS = frozenset(".!?…。！？؟")
_LEADS = frozenset({":", "：", ",", "،", "，", "-", "–", "—", "―", ""})
_SHORTEST = 3  # words of a partial quotation
_SHORTEST_SIGNS = 5  # the same in scripts without spaces
_QUALIFIED = 10  # words between "qualified" and the marks
_WEAK_REACH = 4  # words between a weak verb and its marks
_PERSONAL = frozenset({"person", "role", "pronoun"})
_SUBJECTS = frozenset({"person", "role", "pronoun", "organization", "document", "group"})
_VERB_REACH = 6  # words between the marks and the subject of an unknown verb
_COLONS = frozenset({":", "："})
_DASHES = frozenset("–—―-")
_OPENING = 5  # words of a sentence that tells who it was
_JOINED = 4  # words between a role and the name that a second role precedes
_FAR_VERB = 45  # words between the marks and the verb of the person named after them
_GENERIC = 6  # words of a source without name: "one of the exhibitors"
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


class Linker:
    """Links the marked regions of one block."""

    def __init__(self, reading: Reading, lex: Lexicon) -> None:
        self.reading = reading
        self.lex = lex
        self.tokens = reading.tokens
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
        inside = any(m.first <= at < m.last and m.kind == "person" for m in self.reading.mentions)
        name = inside or is_name(self.reading.text, self.tokens, at, region, self.lex)
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
        return self.lex.cased and right is not None and not _personal(right.subject) and self._before(at) not in _LEADS

    def _region(self, at: int) -> Region:
        return self.reading.regions[self.tokens[at].region]

    def _beside(self, at: int, after: int, region: Region, sides: _Sides, *, partial: bool) -> Link | None:
        """The link to a clause that stands right before or after the marks."""
        colon = self._before(at) in _COLONS
        left, right = sides.left, sides.right
        if left and colon and left.subject is None and not left.implied and left.strength != "according":
            head = self._head_of(at)
            return Link(region, at, self._method(left, "colon"), left, head, partial)
        asked = left is not None and partial and self._in_relative(left, at)
        if left and (colon or asked or (sides.beside_left and not sides.beside_right)):
            return Link(region, at, self._method(left, "colon" if colon else "before"), left, left.subject, partial)
        if right is None or not sides.beside_right:
            guessed = self._unknown_verb(at, after, self.reading.text[region.inner_start : region.inner_end])
            if guessed is not None and not (left and sides.beside_left):
                return Link(region, at, "after", guessed, guessed.subject, partial)
            return None
        return Link(region, at, self._method(right, "after"), right, right.subject, partial)

    def _in_relative(self, left: Report, at: int) -> bool:
        """`To Roy, who wanted to know what it costs “…”, she said`: whether their clause ends with the marks."""
        led = left.cue_first and self.tokens[left.cue_first - 1].flags & lx.RELATIVE and _personal(left.subject)
        return bool(led) and at + 1 < len(self.tokens) and self.tokens[at + 1].text == ","

    def _method(self, report: Report, method: Method) -> Method:
        return _METHODS.get(report.strength, method)

    def _before(self, at: int) -> str:
        return self.tokens[at - 1].text if at else ""

    def _partial(self, at: int, inner: str) -> bool:
        first = next((c for c in inner if c.isalnum()), "")
        if self.lex.cased and first.islower():
            return True
        return not (self.tokens[at].first or self._before(at) in _LEADS)

    # The clause on either side

    def _left(self, at: int, stop: int) -> tuple[Report | None, bool]:
        """The report before the marks in their sentence, and whether it leads straight to them."""
        sentence = self.tokens[at].sentence
        infinitive = self._before(at) == "to"  # "said the company wanted to “be part of it”"
        for report in reversed(self.reading.reports):
            if report.cue_last > at or report.cue_first <= stop or report.sentence != sentence:
                continue
            if report.subject is None and report.strength == "speaking" and self._relative(report):
                continue
            if report.strength == "participle" and self._beside_another(report, at, stop):
                continue
            told = report.strength == "weak" and (infinitive or not _personal(report.subject))
            told = told or self._of_clause(report)
            if told and self._told_before(report, stop):
                continue
            end = max(report.cue_last, report.last if report.last <= at else report.cue_last)
            between = self.tokens[end:at]
            if any(token.text == ";" for token in between):
                return None, False
            distance = sum(token.text[0].isalnum() for token in between)
            clause = any(
                token.low in self.lex.complementizers
                for token in self.tokens[report.cue_last : report.cue_last + _WEAK_REACH]
            )
            if report.strength in {"weak", "act"} and not (
                clause
                or (
                    distance <= _WEAK_REACH and not any(t.flags & lx.CONJUNCTION or t.text == "," for t in between[:-1])
                )
                or self._before(at) in _COLONS
                or self._qualifies(report, at, distance)
                or self._calls(report, between)
            ):
                continue
            beside = distance == 0 or self._before(at) in _COLONS
            return self._opinion(report) or report, beside
        return None, False

    def _of_clause(self, report: Report) -> bool:
        """ "added that his Government expects “…”": whether an organization is the subject of what is said."""
        subject = report.subject
        if report.strength != "speaking" or subject is None or subject.kind not in {"organization", "group"}:
            return False
        return bool(subject.first) and self.tokens[subject.first - 1].low in self.lex.complementizers

    def _relative(self, report: Report) -> bool:
        """ "with a smile that suggested otherwise": nobody speaks."""
        return bool(report.cue_first and self.tokens[report.cue_first - 1].flags & lx.RELATIVE)

    def _beside_another(self, report: Report, at: int, stop: int) -> bool:
        """Whether a participle with its object only goes with a verb: "“Esto”, dice señalando la tela, “no …”"."""
        object_follows = self.tokens[report.cue_last].text[0].isalpha() and self._before(at) == ","
        verbs = (r for r in self.reading.reports if stop < r.cue_first < report.cue_first and r.strength == "speaking")
        plain_object = not any(t.low in self.lex.complementizers for t in self.tokens[report.cue_last : at])
        return object_follows and plain_object and next(verbs, None) is not None

    def _told_before(self, report: Report, stop: int) -> bool:
        """Whether somebody says what the report says."""
        return any(
            r.sentence == report.sentence
            and stop < r.cue_first < report.cue_first
            and r.strength == "speaking"
            and (_personal(r.subject) or r.implied)
            for r in self.reading.reports
        )

    def _opinion(self, report: Report) -> Report | None:
        """ "Para ele, o tema pede “…”": who is named at the head of the sentence, if the verb has no source."""
        if report.strength == "according" or (report.subject is not None and report.subject.kind != "group"):
            return None
        heads = (r for r in self.reading.reports if r.sentence == report.sentence and r.strength == "according")
        return next((r for r in heads if r.cue_first < report.cue_first and self.tokens[r.cue_first].first), None)

    def _qualifies(self, report: Report, at: int, distance: int) -> bool:
        """Whether the object stands between verb and marks: "a qualifié la redevance actuelle de “…”"."""
        return (
            self.tokens[report.cue_first].low in self.lex.qualifying
            and self._before(at).lower() in self.lex.data.attribution.qualifies
            and distance <= _QUALIFIED
        )

    def _calls(self, report: Report, between: list[Token]) -> bool:
        """Whether only the object stands between verb and marks: "called the handling of the news “cold …”"."""
        return (
            self.tokens[report.cue_first].low in self.lex.calling
            and len(between) <= _QUALIFIED
            and all(plain(token) and not token.flags & (lx.CUE | lx.WEAK | lx.RELATIVE) for token in between)
        )

    def _right(self, at: int, stop: int, inner: str) -> tuple[Report | None, bool]:
        """The report after the marks, and whether it follows at once."""
        sentence = self.tokens[at].sentence
        for report in self.reading.reports:
            if report.first <= at or report.cue_first >= stop:
                continue
            if self._goes_on(at, report):
                return None, False
            if report.sentence > sentence:
                if report.sentence == sentence + 1 and self._own_sentence(at, stop, report, inner):
                    return report, True
                return None, False
            head = self._head_after(at, report, inner)
            if head is not None:
                return replace(report, subject=head, first=head.first), True
            between = self.tokens[at + 1 : report.first]
            described = inner[-1:] in "，。！？" and self._describes(between)
            distance = sum(
                token.text[0].isalnum() and not token.flags & lx.AUXILIARY for token in between if not described
            )
            straight = (
                inner[-1:] in {",", "?", "!"}
                and distance <= _GENERIC
                and report.subject is not None
                and not any(t.text in {",", ";"} or t.flags & (lx.CONJUNCTION | lx.RELATIVE) for t in between)
            )
            words = [n for n, token in enumerate(between) if token.text[0].isalnum()]
            if distance == 0 and words and any(token.text == "," for token in between[words[0] :]):
                return report, False  # "“busy” again, Smith said": the clause goes on after the marks
            after_marks = self.tokens[at + 1].text
            quoting = (
                self.lex.script == "kana" and after_marks.startswith(("と", "って", "、")) and report.cue_first > at
            )
            led_on = not self.lex.spaced and inner[-1:] in {",", "，"} and report.subject is not None
            open_end = quoting or led_on
            bare = report.subject is None and not report.implied and report.strength == "speaking"
            if (
                bare
                and distance == 0
                and any(
                    r.subject is not None and r.sentence == sentence and report.last <= r.first and r.cue_first < stop
                    for r in self.reading.reports
                )
            ):
                continue
            dashed = self.lex.script == "cyrillic" and report.subject is not None and _behind_dash(between)
            if distance == 0 or open_end or dashed or (straight and report.strength == "speaking"):
                return report, True
            if (
                report.strength in {"speaking", "according"}
                and report.subject is not None
                and any(t.text in {",", "，", "–", "—"} for t in between)
            ):
                return report, False
            if distance > 1 and report.strength == "weak":
                continue
        return None, False

    def _goes_on(self, at: int, report: Report) -> bool:
        """Whether "and", written together with the verb, opens a new clause after the marks: "“…”، ونصحت"."""
        verb = self.tokens[report.cue_first]
        joined = (
            self.lex.script == "arabic" and verb.low.startswith(("و", "ف")) and self.lex.without_prefix(verb.low)[1]
        )
        return bool(joined) and verb.low not in self.lex.words and self.tokens[at + 1].text in {"،", ","}

    def _describes(self, words: list[Token]) -> bool:
        """Whether words between marks and source only say who that is: "“…。”从业九年的制片人…说"."""
        clause = all(token.text[0].isalnum() and not token.flags & (lx.CUE | lx.ACT) for token in words)
        return self.lex.script == "han" and clause and len(words) > 1 and bool(words[-1].flags & lx.RELATIVE)

    def _head_after(self, at: int, report: Report, inner: str) -> Mention | None:
        """Who is named straight after the comma says it, however far the verb: `“…,” Smith, … , told us`."""
        if inner[-1:] != "," or report.strength not in {"speaking", "weak"} or report.cue_first - at > _FAR_VERB:
            return None
        head = next((m for m in self.reading.mentions if m.first > at and m.kind in {"person", "role"}), None)
        if head is not None and not all(t.cap or t.text in {"’s", "'s"} for t in self.tokens[at + 1 : head.first]):
            return None  # only the organization of the person can stand between: "NASA’s Steve Clarke"
        if head is None or head is report.subject or (report.subject is not None and report.subject.kind == "pronoun"):
            return None
        if head.kind == "role":  # "JPL scientist and study co-author Michael Malaska"
            head = next(
                (m for m in self.reading.mentions if m.kind == "person" and 0 < m.first - head.last <= _JOINED), head
            )
        return head if report.cue_first >= head.last else None

    def _unknown_verb(self, at: int, stop: int, inner: str) -> Report | None:
        """`“…,” deadpanned Smith`: between the comma of a quotation and a person any word is a verb of speaking."""
        follows = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        if inner[-1:] not in {",", "،"} and follows not in {",", "،", "–", "—", "-"}:
            return None
        subject = next((m for m in self.reading.mentions if at < m.first < stop and m.kind in _PERSONAL), None)
        if subject is not None and subject.first == at + 1 and self._verb_after(subject) and inner[-1:] == ",":
            verb = self.tokens[subject.last]
            first, last = subject.last, subject.last + 1
            return Report("weak", subject.first, last, first, last, verb.start, verb.end, verb.sentence, subject)
        if (
            subject is None
            or subject.first - at > _VERB_REACH
            or self.tokens[subject.first].sentence != self.tokens[at].sentence
        ):
            return None
        words = [n for n in range(at + 1, subject.first) if self.tokens[n].text[0].isalnum()]
        verbs = [n for n in words if not self.tokens[n].flags & lx.AUXILIARY]
        if (
            len(verbs) != 1
            or self.tokens[verbs[0]].flags & ~(lx.CUE | lx.WEAK | lx.ACT | lx.TITLE | lx.EVENT)
            or self.tokens[verbs[0]].cap
        ):
            return None
        verb = self.tokens[verbs[0]]
        return Report(
            "weak", verbs[0], subject.last, verbs[0], verbs[0] + 1, verb.start, verb.end, verb.sentence, subject
        )

    def _verb_after(self, subject: Mention) -> bool:
        """`“…,” he corrected her`: whether an unknown word in lower case follows the subject."""
        if subject.last >= len(self.tokens) or self.lex.data.code != "en":
            return False
        verb = self.tokens[subject.last]
        return plain(verb) and not verb.cap and not verb.flags & ~(lx.CUE | lx.WEAK | lx.ACT | lx.TITLE | lx.EVENT)

    def _revealed(self, mention: Mention | None) -> Mention | None:
        """Whose "a voice from the back" was, by the next sentence: "Era la de Luis Rivas, de 14 años"."""
        if mention is None or not (mention.kind == "group" or (mention.kind == "role" and not mention.definite)):
            return None
        opening = [n for n, t in enumerate(self.tokens) if t.sentence == mention.sentence + 1][:_OPENING]
        if not opening or not any(self.tokens[n].low in self.lex.passives for n in opening[:2]):
            return None
        return next((m for m in self.reading.mentions if m.kind == "person" and m.first in opening), None)

    def _straight_subject(self, at: int, inner: str) -> Mention | None:
        """`The report “urges States to act”`: the subject, and the quotation goes on with its verb."""
        if not inner[:1].islower():
            return None
        return next((m for m in self.reading.mentions if m.last == at and not m.governed and m.kind in _SUBJECTS), None)

    def _own_sentence(self, at: int, stop: int, report: Report, inner: str) -> bool:
        """`“Why?” Smith asked.`: a sentence of its own that only attributes what stands before it."""
        if any(token.text[0].isalnum() for token in self.tokens[at + 1 : report.first]):
            return False
        if report.subject is None or report.strength not in {"speaking", "weak"} or self._partial(at, inner):
            return False
        rest = [token for token in self.tokens[report.last :] if token.sentence == report.sentence]
        if any(token.region >= 0 or token.text == ":" for token in rest):
            return False
        limit = _TAIL if inner[-1:] in "?!…？！" else 1
        return sum(token.text[0].isalnum() for token in rest) <= limit and (
            inner[-1:] in "?!…？！" or stop > len(self.tokens) - 1
        )

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
                and _personal(report.subject)
                and report.strength != "weak"
            ):
                return report.subject
        for mention in self.reading.mentions:
            if mention.sentence == sentence and mention.last <= at and not mention.governed and _personal(mention):
                return mention
        return None

    def _head_of(self, at: int) -> Mention | None:
        """Who is spoken of in the sentence that leads to a colon: its subject, else the last one named."""
        sentence = self.tokens[at].sentence
        experiencer = self._experiencer(sentence, at)
        if experiencer is not None:
            return experiencer
        named = (m for m in reversed(self.reading.mentions) if m.sentence == sentence and m.last <= at)
        return self._subject_of(sentence, at) or next((m for m in named if m.kind == "person"), None)

    def _experiencer(self, sentence: int, at: int) -> Mention | None:
        """Whom something concerns who speaks after a colon: "A ella la crítica no le importa: “…”"."""
        opening = next(n for n, token in enumerate(self.tokens) if token.sentence == sentence)
        if self.tokens[opening].low not in {"a", "al"} or not any(t.low == "le" for t in self.tokens[opening:at]):
            return None
        mention = next((m for m in self.reading.mentions if m.first >= opening), None)
        return mention if _personal(mention) and mention is not None and mention.first <= opening + 1 else None

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


def _behind_dash(between: list[Token]) -> bool:
    """Whether a dash and a plain phrase stand there: "– не без гордости"."""
    dash = next((n for n, token in enumerate(between[:2]) if token.text in _DASHES), None)
    rest = between[dash + 1 :] if dash is not None else ()
    return bool(rest) and not any(t.text in {",", ";", ":"} or t.flags & (lx.CONJUNCTION | lx.RELATIVE) for t in rest)


def _personal(mention: Mention | None) -> bool:
    return mention is not None and mention.kind in _PERSONAL


def plain(token: Token) -> bool:
    """Whether the token is a word outside marks."""
    return token.region < 0 and token.text[0].isalnum()
