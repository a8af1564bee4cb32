"""Reporting clauses of Chinese: the subject opens its clause, the occasion stands between it and the verb."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.reports import Finder
from wipo_scraper.extraction.tokens import Token

_COMMAS = frozenset("，,；;：:。！？!?")
_AGENTS = frozenset({"由", "经"})
_OPINIONS = frozenset({"看来", "眼中", "眼里"})  # "在她看来"
_ADDRESSED = frozenset({"接受", "回答", "答复", "回应", "面对"})  # "接受记者采访时表示"
_INSIDE = frozenset({"中", "里", "上", "内", "时"})
_DISCUSSIONS = ("讨论", "圆桌", "座谈", "对话", "访谈", "辩论", "问答")
_PERSONAL = frozenset({"person", "role", "pronoun"})


class ChineseFinder(Finder):
    """Finds the reporting clauses of one Chinese block."""

    def _is_cue(self, at: int, token: Token) -> bool:
        if not super()._is_cue(at, token):
            return False
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if token.text in _OPINIONS:
            near = self._adjacent(at)
            return near is not None and near.first > 0 and self.tokens[near.first - 1].text == "在"
        if token.flags & lx.ACCORDING:
            return before is None or before.end < token.start or not before.text[-1].isalnum() or bool(before.flags)
        if before is not None and before.region < 0 and before.flags & lx.ARTICLE and before.end == token.start:
            return False  # "这一建议"
        return after is None or after.text != "的" or self._relative(at) is not None  # "提到的书"

    def _relative(self, at: int) -> Mention | None:
        """Whom a clause before 的 describes: "主持讨论的社区干事"."""
        owner = self.owner[at + 2] if at + 2 < len(self.tokens) and self.tokens[at].flags & lx.ACT else None
        return owner if owner is not None and owner.kind in {"person", "role"} and owner.first == at + 2 else None

    def _report(self, at: int, token: Token, found: list[Report]) -> Report | None:
        report = super()._report(at, token, found)
        if report is not None and report.act == "chaired":
            first, _ = self._clause(at)
            if any(word in self.text[self.tokens[first].start : token.end] for word in _DISCUSSIONS):
                report.act = "moderated"
        return report

    def _subject(self, at: int, found: list[Report]) -> Mention | None:
        if at + 1 < len(self.tokens) and self.tokens[at + 1].text == "的":
            return self._relative(at)
        near = self._adjacent(at)
        clause = self._clause(at)
        if near is not None and near.kind in _PERSONAL:
            return near
        subject = self._head(clause) or near
        if subject is not None:
            return subject
        sentence = self.tokens[at].sentence
        for report in reversed(found):
            if report.sentence == sentence and report.subject is not None:
                return report.subject
        return self._earlier(clause, at)

    def _source_after(self, at: int) -> Mention | None:
        found = super()._source_after(at)
        if found is None or found.kind != "organization":
            return found
        for mention in self.mentions:  # "按照协会发布的《指引》": the document
            between = self.tokens[found.last : mention.first]
            if mention.first <= found.first or not between or between[-1].text != "的":
                continue
            if any(token.text in _COMMAS or token.region >= 0 for token in between):
                break
            return mention if mention.kind == "document" else found
        return found

    def _adjacent(self, at: int) -> Mention | None:
        """The mention right before the verb and its adverbs."""
        end = at - 1
        while end >= 0 and self.owner[end] is None and (self.tokens[end].flags & lx.AUXILIARY or self._title(end)):
            end -= 1
        owner = self.owner[end] if end >= 0 and self.tokens[end].sentence == self.tokens[at].sentence else None
        if owner is None or not self._can_speak(owner):
            return None
        before = self.tokens[owner.first - 1].text if owner.first else ""
        if before in _ADDRESSED:
            return None
        agent = before in _AGENTS or (before == "在" and self.tokens[at].text in _OPINIONS)
        return owner if agent or not owner.governed else None

    def _title(self, at: int) -> bool:
        """Whether marked words are the name of what stands before them: "调查“……”显示"."""
        token = self.tokens[at]
        if token.region < 0 or not at:
            return False
        noun = self.tokens[at - 1].flags & (lx.DOCUMENT | lx.TITLE | lx.EVENT)
        return bool(noun) and self.text[token.end - 2] not in _COMMAS

    def _clause(self, at: int) -> tuple[int, int]:
        """The words of the clause before a verb."""
        start = at
        sentence = self.tokens[at].sentence
        while start and self.tokens[start - 1].sentence == sentence:
            before, owner = self.tokens[start - 1], self.owner[start - 1]
            if (before.region >= 0 and not self._title(start - 1)) or (before.text in _COMMAS and owner is None):
                break
            start -= 1
        return start, at

    def _head(self, clause: tuple[int, int]) -> Mention | None:
        """The first mention of a clause that does not only describe the next one: "气象台发布的预警信息"."""
        first, last = clause
        inside = [m for m in self.mentions if first <= m.first and m.last <= last]
        heads = [m for m in inside if self.tokens[m.last].text not in _INSIDE] or inside
        for number, mention in enumerate(heads):
            if mention.governed or not self._can_speak(mention):
                continue
            following = heads[number + 1] if number + 1 < len(heads) else None
            described = following is not None and following.first and self.tokens[following.first - 1].text == "的"
            if described or (following is not None and self.tokens[mention.last].text == "的"):
                continue
            return mention
        return None

    def _earlier(self, clause: tuple[int, int], at: int) -> Mention | None:
        """The subject of the clauses before: "…作主题报告，介绍了…"."""
        sentence = self.tokens[at].sentence
        start = clause[0] - 1
        while start > 0 and self.tokens[start].sentence == sentence:
            if self.tokens[start].region >= 0:
                return None
            clause = self._clause(start)
            subject = self._head(clause)
            if subject is not None:
                return subject
            start = clause[0] - 1
        return None
