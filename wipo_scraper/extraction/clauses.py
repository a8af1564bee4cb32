"""The reporting clauses on either side of a marked region."""

from dataclasses import replace

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.tokens import Token

_LEADS = frozenset({":", "：", ",", "،", "，", "-", "–", "—", "―", ""})
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


class Clauses:
    """Finds the clauses before and after the marked regions of one block."""

    def __init__(self, reading: Reading, lex: Lexicon) -> None:
        self.reading = reading
        self.lex = lex
        self.tokens = reading.tokens

    def _before(self, at: int) -> str:
        return self.tokens[at - 1].text if at else ""

    def _partial(self, at: int, inner: str) -> bool:
        first = next((c for c in inner if c.isalnum()), "")
        if self.lex.cased and first.islower():
            return True
        return not (self.tokens[at].first or self._before(at) in _LEADS)

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
            told = report.strength == "weak" and (infinitive or not personal(report.subject))
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
            and (personal(r.subject) or r.implied)
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


def _behind_dash(between: list[Token]) -> bool:
    """Whether a dash and a plain phrase stand there: "– не без гордости"."""
    dash = next((n for n, token in enumerate(between[:2]) if token.text in _DASHES), None)
    rest = between[dash + 1 :] if dash is not None else ()
    return bool(rest) and not any(t.text in {",", ";", ":"} or t.flags & (lx.CONJUNCTION | lx.RELATIVE) for t in rest)


def personal(mention: Mention | None) -> bool:
    """Whether a phrase names or points to a person."""
    return mention is not None and mention.kind in _PERSONAL


def plain(token: Token) -> bool:
    """Whether the token is a word outside marks."""
    return token.region < 0 and token.text[0].isalnum()
