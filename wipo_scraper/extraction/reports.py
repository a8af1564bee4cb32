"""Reporting clauses: each reporting word of a block with its source."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.report import Report, Strength
from wipo_scraper.extraction.subjects import PERSONAL, Subjects
from wipo_scraper.extraction.tokens import Token

_CUES = lx.CUE | lx.WEAK | lx.PARTICIPLE | lx.ACCORDING | lx.ACT | lx.OWN_WORDS | lx.OPINION

_STRENGTHS: tuple[tuple[int, Strength], ...] = (
    (lx.CUE, "speaking"),
    (lx.PARTICIPLE, "participle"),
    (lx.ACT, "act"),
    (~0, "weak"),
)


class Finder(Subjects):
    """Finds the reporting clauses of one block."""

    def reports(self) -> list[Report]:
        """All reporting clauses, in the order of their reporting words."""
        found: list[Report] = []
        for at, token in enumerate(self.tokens):
            if token.flags & _CUES and self._is_cue(at, token):
                report = self._report(at, token, found)
                if report is not None:
                    found.append(report)
        self._share(found)
        return found

    def _is_cue(self, at: int, token: Token) -> bool:
        if token.region >= 0:
            return False
        owner = self.owner[at]
        if owner is not None and not (owner.first == at and token.flags & (lx.ACCORDING | lx.OWN_WORDS | lx.OPINION)):
            return False
        if token.flags & (lx.ACCORDING | lx.OWN_WORDS | lx.OPINION):
            return True
        if token.cap and not token.first and self.lex.cased and not self._after_region(at):
            return False
        before = self.tokens[at - 1] if at else None
        if token.flags & lx.ACT and self._agentive(token):
            return True
        if before is None or before.region >= 0:
            return True
        if self.lex.script != "latin":
            return True
        if before.text in {"’s", "'s"}:
            return False
        nounish = before.flags & (lx.ARTICLE | lx.POSSESSIVE | lx.PREPOSITION | lx.LINK)
        return not (nounish and not before.flags & (lx.AUXILIARY | lx.PRONOUN | lx.RELATIVE | lx.CONJUNCTION))

    def _report(self, at: int, token: Token, found: list[Report]) -> Report | None:
        if token.flags & (lx.OWN_WORDS | lx.OPINION | lx.ACCORDING):
            phrase = self._by_phrase(at, token)
            if phrase is not None or not token.flags & (lx.CUE | lx.WEAK | lx.PARTICIPLE | lx.ACT):
                return phrase
        strength = next(strength for flag, strength in _STRENGTHS if token.flags & flag)
        if strength == "participle":
            report = self._make(strength, at, self._main_subject(at, found))
            self._imply(report, token, found)
            return report
        if token.low in self.lex.impersonal:
            return self._make(strength, at, self._written(at))
        if self._has_agent(at, token):
            return self._make(strength, at, self._mention_at(at + 1))
        if self._passive(at):
            agent = next(
                (k for k in range(at + 1, min(at + 4, len(self.tokens))) if self.tokens[k].low in self.lex.agents), None
            )
            return self._make(strength, at, self._mention_at(agent + 1)) if agent else None
        subject = self._subject(at, found)
        if subject is None:
            subject = self._document_after(at) or (
                self._phrase_before(at) if strength == "speaking" and self.lex.cased else None
            )
        report = self._make(strength, at, subject)
        if subject is None and (self.lex.data.attribution.pro_drop or self.romance):
            report.subject = self._noun_after(at) or (None if self._beside_commas(at) else self._noun_before(at))
        self._imply(report, token, found)
        return report

    def _imply(self, report: Report, token: Token, found: list[Report]) -> None:
        """A verb without a subject is said of the one spoken of; its form, or an earlier verb's, tells the gender."""
        report.gender = self._verb_gender(token)
        if report.subject is None and self.lex.data.attribution.pro_drop:
            report.implied = True
            earlier = next((r for r in reversed(found) if r.sentence == report.sentence and r.implied), None)
            report.gender = report.gender or (earlier.gender if earlier else None)

    def _by_phrase(self, at: int, token: Token) -> Report | None:
        """ "according to X", "по её словам", "Pour M. X, …"."""
        if token.flags & lx.OWN_WORDS:
            own = Mention("pronoun", at, at + 1, token.start, token.end, gender=token.gender, sentence=token.sentence)
            return self._make("according", at, own)
        if token.flags & lx.ACCORDING:
            source = self._source_after(at) or self._explained_after(at) or self._phrase_after(at)
            return self._make("according", at, source)
        source = self._mention_at(at + 1)
        named = source is not None and source.kind in PERSONAL and source.first <= at + 2
        opens = token.first or (at > 0 and self.tokens[at - 1].first and self.tokens[at - 1].flags & lx.CLOSED)
        return self._make("according", at, source) if named and opens else None

    def _make(self, strength: Strength, at: int, subject: Mention | None) -> Report:
        token = self.tokens[at]
        first = min(at, subject.first) if subject else at
        last = max(at + 1, subject.last) if subject else at + 1
        report = Report(strength, first, last, at, at + 1, token.start, token.end, token.sentence, subject)
        report.act = token.act  # type: ignore[assignment]
        return report

    # Forms of the verb

    def _passive(self, at: int) -> bool:
        end = at - 1
        while end >= 0 and self.tokens[end].flags & lx.AUXILIARY and self.tokens[end].low not in self.lex.passives:
            end -= 1
        return end >= 0 and self.tokens[end].low in self.lex.passives and self.owner[end] is None

    def _agentive(self, token: Token) -> bool:
        return bool(token.flags & lx.ACT) and token.text.rsplit(" ", 1)[-1].lower() in {*self.lex.agents, "from"}

    def _has_agent(self, at: int, token: Token) -> bool:
        """ "opened by Smith", not "opened by calling Smith"."""
        following = self.tokens[at + 1 : at + 2]
        return self._agentive(token) and not any(t.flags & (lx.PARTICIPLE | lx.CUE | lx.WEAK) for t in following)

    def _verb_gender(self, token: Token) -> str | None:
        attribution = self.lex.data.attribution
        for gender, endings in (
            ("f", attribution.feminine_endings), ("p", attribution.plural_endings), ("m", attribution.masculine_endings)
        ):  # fmt: skip
            if endings and token.low.endswith(endings):
                return gender
        return None

    def _share(self, found: list[Report]) -> None:
        """A participle that opens the sentence takes the subject of the verb that follows."""
        for index, report in enumerate(found):
            if report.strength == "participle" and report.subject is None:
                for later in found[index + 1 :]:
                    if later.sentence == report.sentence and later.subject is not None:
                        report.subject = later.subject
                        break
