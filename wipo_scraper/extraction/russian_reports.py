"""Reporting clauses in Russian: what stands after marks and a dash reports, whatever its verb."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.reports import Finder
from wipo_scraper.extraction.subjects import PERSONAL
from wipo_scraper.extraction.tokens import Token

DASHES = frozenset("–—―-")
_REACH = 9  # words between the dash and the source
_NO_VERB = lx.PREPOSITION | lx.AUXILIARY | lx.FUNCTION | lx.CONJUNCTION | lx.RELATIVE | lx.PRONOUN
_OPEN = frozenset(",?!…")  # before the dash: inside the marks or after them


class RussianFinder(Finder):
    """Finds the reporting clauses of one Russian block."""

    def reports(self) -> list[Report]:
        """All reporting clauses; those with an unknown verb stand between a dash and a person."""
        found = super().reports()
        known = {report.cue_first for report in found if report.subject is not None}
        for at, token in enumerate(self.tokens):
            report = self._after_dash(at) if token.region >= 0 else None
            if report is not None and known.isdisjoint(range(at + 1, report.last)):
                found = [other for other in found if not at < other.cue_first < report.last]
                found.append(report)
        return sorted(found, key=lambda report: report.cue_first)

    def _after_dash(self, at: int) -> Report | None:
        """ "«…», – разводит руками Анна Бек": the first word that can be a verb, and the person after it."""
        tokens, dash = self.tokens, at + 1
        opened = self.text[: tokens[at].end].rstrip('»“”"')[-1:] in _OPEN
        if dash < len(tokens) and tokens[dash].text == ",":
            opened, dash = True, dash + 1
        if not opened or dash >= len(tokens) or tokens[dash].text not in DASHES:
            return None
        verb: int | None = None
        position = dash + 1
        while position < min(dash + _REACH, len(tokens)):
            token, owner = tokens[position], self.owner[position]
            if token.region >= 0 or token.sentence != tokens[at].sentence or token.flags & lx.RELATIVE:
                return None
            if owner is not None and owner.kind in PERSONAL and not owner.governed:
                return self._unknown(verb, owner, token) if verb is not None else None
            if not token.text[0].isalpha() or (token.flags & lx.CONJUNCTION and not token.flags & lx.AUXILIARY):
                return None
            verb = position if verb is None and owner is None and not token.flags & _NO_VERB else verb
            position = owner.last if owner is not None else position + 1
        return None

    def _unknown(self, verb: int, subject: Mention, token: Token) -> Report:
        cue = self.tokens[verb]
        last = max(subject.last, verb + 1)
        return Report("speaking", verb, last, verb, verb + 1, cue.start, cue.end, token.sentence, subject)

    def _is_cue(self, at: int, token: Token) -> bool:
        """ "Соавтором выступил Ян Бек": who serves as something does not speak."""
        if token.low in {"выступил", "выступила"}:
            head = next(word for word in self.tokens if word.sentence == token.sentence)
            if head.low.endswith(("ом", "ем")) and not head.flags & ~(lx.ROLE | lx.OBLIQUE) and head is not token:
                return False
        return super()._is_cue(at, token)

    def _subject(self, at: int, found: list[Report]) -> Mention | None:
        """ "Делегация, подчеркнул Рауф Гаджиев, настояла": between commas the subject follows its verb."""
        if at and self.tokens[at - 1].text == ",":
            inner = self._after(at, 1)
            if inner is not None and inner.last < len(self.tokens) and self.tokens[inner.last].text == ",":
                return inner
        subject = super()._subject(at, found)
        if subject is not None and subject.kind == "person" and subject.last == subject.first + 1 == at:
            inner = self._after(at, 1)  # "Выставку открыла посол Анна Бек": an object with the capital of a sentence
            opens = self.tokens[subject.first].first and not subject.role and not subject.honorific
            subject = inner if opens and inner is not None and inner.role else subject
        return subject

    def _source_after(self, at: int) -> Mention | None:
        """ "как отметил в беседе с журналистами Рауф Гаджиев": the verb’s subject, with words between."""
        source = super()._source_after(at)
        return source or (self._after(at, _REACH) if self.tokens[at].low.startswith("как ") else None)
