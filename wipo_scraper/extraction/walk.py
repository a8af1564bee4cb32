"""The blocks of a news report in reading order: each quotation with its source, and who speaks without being quoted."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.discourse import Discourse
from wipo_scraper.extraction.drafts import Draft
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.linking import Link, Linker
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.modes import Interview, Turn
from wipo_scraper.extraction.persons import Person
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.unmarked import Passage, passages

_PERSONAL = frozenset({"person", "role", "pronoun"})
_CLOSING = ' ”"»“’)'
_STOPS = frozenset(".!?…")
_QUESTION = frozenset("?？؟")
_AROUND = ' “”"«»„‘’.,;:!?…'


class Walk:
    """Goes through the blocks once."""

    def __init__(
        self, readings: list[Reading], discourse: Discourse, lex: Lexicon, interview: Interview | None, *, speech: bool
    ) -> None:
        self.interview = interview
        self.speech = speech
        self.readings = readings
        self.discourse = discourse
        self.lex = lex
        self.found: list[Draft] = []
        self.last_quoted = -2  # number of the last block with a quotation

    def drafts(self) -> list[Draft]:
        """All quotes of the body in order."""
        turns = self.interview.blocks() if self.interview else set()
        answers = {turn.first: turn for turn in self.interview.answers} if self.interview else {}
        quiet = turns if self.interview else set(range(len(self.readings))) if self.speech else set()
        unmarked = {p.first: p for p in passages(self.readings, self.lex) if not quiet & set(range(p.first, p.last))}
        skip = -1
        for number, reading in enumerate(self.readings):
            if number <= skip:
                continue
            if number in answers:
                self._answer(answers[number])
            if number in turns:
                continue
            passage = unmarked.get(number)
            if passage is not None:
                self._passage(passage)
                skip = passage.last - 1
                continue
            self._block(number, reading)
        return self.found

    # Marked quotations

    def _block(self, number: int, reading: Reading) -> None:
        linker = Linker(reading, self.lex)
        links = linker.links() if reading.regions and self._speaks(number, reading) else []
        self.discourse.read(reading)
        alone = bool(links) and linker.only_marked()
        for link in links:
            self._quote(number, reading, link, alone=alone)
        self._acts(reading)

    def _sentence(self, reading: Reading) -> bool:
        """Whether a paragraph of quotation alone is a sentence: a heading in marks has no stop."""
        return reading.text.rstrip(_CLOSING)[-1:] in _STOPS or not self.lex.cased or not reading.regions[-1].closed

    def _speaks(self, number: int, reading: Reading) -> bool:
        """Whether quotations of the block count: not in headings, side boxes, pull quotes that repeat the text."""
        if reading.kind in {"heading", "side", "table"}:
            return False
        if reading.kind != "pull_quote":
            return True
        words = reading.text.strip(_AROUND)
        return not any(words in other.text for n, other in enumerate(self.readings) if n != number)

    def _quote(self, number: int, reading: Reading, link: Link, *, alone: bool) -> None:
        span = (reading.start + link.region.inner_start, reading.start + link.region.inner_end)
        if link.joined and self.found:
            self.found[-1].spans.append(span)
            self.last_quoted = number
            return
        if self.speech and not self._of_others(link):
            return
        if alone and not self._sentence(reading):
            return
        draft = Draft([span], "partial" if link.partial else "direct", link.method, closed=link.region.closed)
        if alone:
            self._bare(number, draft)
        elif link.mention is None and link.report is None:
            self._floating(number, reading, draft)
        else:
            person = self._person(number, reading, link)
            draft.attribute(reading, link.mention, link.report, person)
            draft.sure = link.mention is not None and link.mention.kind in {"person", "role"}
        self._note(number, draft)

    @staticmethod
    def _of_others(link: Link) -> bool:
        """In a speech only the words of others are quotes."""
        if link.mention is None:
            return link.report is not None and link.report.implied
        return link.mention.gender != "1"

    def _note(self, number: int, draft: Draft) -> None:
        self.found.append(draft)
        self.last_quoted = number
        self.discourse.spoke(draft.person)
        if draft.person is not None:
            draft.person.add_act("quoted")

    def _person(self, number: int, reading: Reading, link: Link) -> Person | None:
        if link.mention is not None:
            if link.report is not None and link.mention.kind == "pronoun" and link.mention.gender in {"m", "f"}:
                other = self._answering(number, reading, link.mention, link.report)
                if other is not None:
                    return other
            place = reading.start + link.mention.start
            if link.mention.first in reading.persons:
                person = reading.persons[link.mention.first]
            else:
                person = self.discourse.resolve(link.mention, place)
            return person or self._introduced(number, link.mention, place)
        if link.report is not None and link.report.implied:
            return self._implied(reading, link.report)
        return None

    def _answering(self, number: int, reading: Reading, mention: Mention, report: Report) -> Person | None:
        """Whom a pronoun means beside a quotation that answers another one, or a question."""
        if any(m.kind in _PERSONAL and m.first < mention.first and not m.governed for m in reading.mentions):
            return None
        cue = reading.text[report.cue_start : report.cue_end]
        if self.lex.replying(cue) and self.last_quoted == number - 1:
            return self.discourse.other(mention.gender)
        asker = self._asker(number)
        other = self.discourse.by_gender(mention.gender, but=asker) if asker is not None else None
        return other if other is not None and asker is not None and asker.gender != mention.gender else None

    def _asker(self, number: int) -> Person | None:
        """Who asked something in the block before."""
        before = self.readings[number - 1] if number else None
        if before is None or not self.lex.asking:
            return None
        if self.last_quoted == number - 1 and self.found and self.found[-1].spans:
            end = self.found[-1].spans[-1][1] - before.start
            return self.found[-1].person if before.text[end - 1 : end] == "?" else None
        report = before.reports[-1] if before.reports else None
        if report is None or report.subject is None or before.tokens[report.cue_first].low not in self.lex.asking:
            return None
        if any(not token.flags & lx.AUXILIARY for token in before.tokens[report.subject.last : report.cue_first]):
            return None  # "Roy laughed when asked whether …"
        return before.persons.get(report.subject.first)

    def _implied(self, reading: Reading, report: Report) -> Person | None:
        """The subject that a verb leaves out: that of the clause before it, else whoever was spoken of last."""
        if self._of_document(reading, report):
            return None
        for earlier in reversed(reading.reports):
            subject = earlier.subject
            if subject is None or earlier.cue_first >= report.cue_first:
                continue
            person = reading.persons.get(subject.first)
            known = person.gender if person is not None else subject.gender
            agrees = report.gender is None or known == report.gender or (known is None and report.gender != "p")
            if agrees and (person is not None or subject.kind == "role"):
                return person
        if self.speech:  # its giver speaks of others
            return self.discourse.latest(report.gender, reading.start + report.cue_start)
        return self.discourse.by_gender(report.gender)

    @staticmethod
    def _of_document(reading: Reading, report: Report) -> bool:
        """Whether a document is spoken of: "El pliego se leyó en voz alta. Establece que “…”"."""
        here = [m for m in reading.mentions if m.sentence == report.sentence and m.last <= report.cue_first]
        before = [m for m in reading.mentions if m.sentence == report.sentence - 1]
        subjects = [m for m in here if not m.governed] or [m for m in before if not m.governed]
        first = next(iter(subjects), None)
        opens = first is not None and reading.tokens[first.first].first
        return opens and first is not None and first.kind == "document"

    def _introduced(self, number: int, mention: Mention, place: int) -> Person | None:
        """Whose role stands before the name: in the next paragraph, or in a caption."""
        following = self.readings[min(number + 1, len(self.readings) - 1)]
        final = self.readings[-1]
        if self._answered(self.readings[number], mention):
            return None
        soon, captions = following.start + len(following.text), final.start + len(final.text)
        return self.discourse.people.introduced(mention, place, soon, captions)

    def _answered(self, reading: Reading, mention: Mention) -> bool:
        """Whether somebody else replies later in the block: "…?” asked the host. “…,” replied Ms. Roy"."""
        later = (report for report in reading.reports if report.cue_start > mention.start)
        return any(self.lex.replying(reading.text[report.cue_start : report.cue_end]) for report in later)

    def _bare(self, number: int, draft: Draft) -> None:
        """A paragraph that is nothing but quotation."""
        previous = self.readings[number - 1] if number else None
        if previous is not None and previous.text.rstrip().endswith((":", "：")):
            mention = last_source(previous)
            if mention is not None:
                draft.method = "block_before"
                person = previous.persons.get(mention.first) or self.discourse.resolve(
                    mention, previous.start + mention.start
                )
                draft.attribute(previous, mention, None, person)
                return
        if self.last_quoted == number - 1 and self.found:
            draft.kind, draft.method = "continued", "continuation"
            before = self.found[-1]
            if (self._asked(before) or self._replied(number)) and (other := self.discourse.partner()) is not None:
                draft.method = "floating"
                draft.person, draft.source, draft.source_kind = other, other.name, "person"
                return
            draft.person, draft.source, draft.source_kind = before.person, before.source, before.source_kind
            return
        if self._ahead(number, draft) or (previous is not None and self._reported(previous, draft)):
            return
        draft.kind, draft.method = "continued", "floating"
        self._last_speaker(draft)

    def _reported(self, previous: Reading, draft: Draft) -> bool:
        """Who is said to speak in the last sentence before the quotation: "The keeper admitted that it leaks."."""
        last = previous.tokens[-1].sentence if previous.tokens else 0
        for report in reversed(previous.reports):
            if report.sentence == last and report.strength == "speaking" and report.subject is not None:
                person = previous.persons.get(report.subject.first)
                if person is None:
                    return False
                draft.method = "block_before"
                draft.attribute(previous, report.subject, report, person)
                return True
        return False

    def _replied(self, number: int) -> bool:
        """Whether the last two paragraphs were an exchange that ended in a reply: the next one goes back."""
        before = self.readings[number - 1]
        exchange = len(self.found) > 1 and self.readings[number - 2].start <= self.found[-2].spans[0][0] < before.start
        cue = self.found[-1].cue
        word = before.text[cue[0] - before.start : cue[1] - before.start] if cue and cue[0] >= before.start else ""
        return exchange and bool(word) and self.lex.replying(word)

    def _asked(self, draft: Draft) -> bool:
        """Whether a quotation is a question that its speaker closes: the next one answers it."""
        last = self.readings[self.last_quoted]
        if not draft.spans or not draft.closed:
            return False
        end = draft.spans[-1][1] - last.start
        return 0 < end <= len(last.text) and last.text[end - 1] in _QUESTION

    def _ahead(self, number: int, draft: Draft) -> bool:
        """The source named in the next paragraph: "The words were those of X", or anyone before somebody has spoken."""
        if number + 1 >= len(self.readings):
            return False
        following = self.readings[number + 1]
        for report in following.reports:
            early = report.sentence == 0 and not any(
                region.start < following.tokens[report.first].start for region in following.regions
            )
            if not early or report.subject is None:
                continue
            formula = following.text.lower().startswith(self.lex.data.attribution.formulas or ("\0",))
            if (
                report.strength == "according"
                or formula
                or (
                    self.discourse.speaker is None
                    and report.strength != "weak"
                    and report.subject.kind in {"person", "role"}
                )
            ):
                person = self.discourse.resolve(report.subject, following.start + report.subject.start)
                draft.method = "block_after"
                draft.attribute(following, report.subject, report, person)
                return True
        return False

    def _floating(self, number: int, reading: Reading, draft: Draft) -> None:
        del reading
        if not self._ahead(number, draft):
            draft.method = "floating"
            self._last_speaker(draft)

    def _last_speaker(self, draft: Draft) -> None:
        person = self.discourse.speaker or self.discourse.by_gender(None)
        if person is not None:
            draft.person, draft.source, draft.source_kind = person, person.name, "person"

    # Interviews

    def _answer(self, turn: Turn) -> None:
        spans = [
            (reading.start, reading.start + len(reading.text)) for reading in self.readings[turn.first : turn.last]
        ]
        spans[0] = (spans[0][0] + turn.offset, spans[0][1])
        draft = Draft(spans, "interview", "interview")
        person = self._answerer(turn)
        if person is not None:
            draft.person, draft.source, draft.source_kind = person, person.name, "person"
            person.add_act("interviewed")
            if turn.label:
                draft.mention = (spans[0][0] - turn.offset, spans[0][0] - turn.offset + len(turn.label))
        self.found.append(draft)

    def _answerer(self, turn: Turn) -> Person | None:
        """The person of the label, else the one whom the introduction and the title are about."""
        reading = self.readings[turn.first]
        for mention in reading.mentions:
            if mention.kind == "person" and mention.end <= turn.offset:
                person = self.discourse.resolve(mention, reading.start + mention.start)
                if person is not None:
                    return person
        start = self.readings[self.interview.start].start if self.interview else 0
        named = [p for p in self.discourse.people.persons if p.seen and p.seen[0] < start and self._plausible(p)]
        return max(named, key=lambda p: (len(p.seen) + (p.known or p.voiced), -p.seen[0]), default=None)

    @staticmethod
    def _plausible(person: Person) -> bool:
        return person.known or len(person.key) > 1

    # Quotations without marks

    def _passage(self, passage: Passage) -> None:
        number = passage.first
        readings = self.readings[passage.first : passage.last]
        draft = Draft([(r.start, r.start + len(r.text)) for r in readings], "block", passage.method)
        host = self.readings[passage.host] if passage.host is not None else None
        if host is not None and passage.mention is not None:
            if passage.host is not None and passage.host > number:
                self.discourse.read(host)
            person = host.persons.get(passage.mention.first) or self.discourse.resolve(
                passage.mention, host.start + passage.mention.start
            )
            draft.attribute(host, passage.mention, passage.report, person)
        elif host is not None and passage.report is not None:
            draft.attribute(host, None, passage.report, self._implied(host, passage.report))
        else:
            self._last_speaker(draft)
        self._note(passage.last - 1, draft)

    # Speaking without being quoted

    def _acts(self, reading: Reading) -> None:
        for report in reading.reports:
            if report.strength == "weak" or report.subject is None:
                continue
            if reading.kind == "list_item" and report.strength == "act" and report.subject.first >= report.cue_last:
                continue  # "a talk by X": a list of what there was
            person = reading.persons.get(report.subject.first)
            if person is None or (report.subject.kind == "pronoun" and report.subject.gender not in {"m", "f"}):
                continue
            if not self._is_person(person, report.subject):
                continue
            person.add_act(report.act or "stated")

    def _is_person(self, person: Person, mention: Mention) -> bool:
        return person.known or len(person.key) > 1 or mention.kind != "person"


def last_source(reading: Reading) -> Mention | None:
    """The last person who speaks in a block, else the first one named."""
    for report in reversed(reading.reports):
        if report.subject is not None and report.subject.kind in {"person", "role", "pronoun"}:
            return report.subject
    return next((m for m in reading.mentions if m.kind in {"person", "role"} and not m.governed), None)
