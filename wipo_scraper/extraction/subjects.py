"""Who is the subject of a reporting word."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.tokens import Token

_DASHES = frozenset("–—-―")
PERSONAL = frozenset({"person", "role", "pronoun"})
_PHRASE = 8  # words of a source without a name
_INSERTED = 8  # words between commas, between a verb and its subject
_FAR = 9  # words between a verb and a subject after it
_REFERRING = frozenset({"person", "role", "pronoun", "organization", "document", "group"})


class Subjects:
    """Finds the subjects of the reporting words of one block."""

    def __init__(self, text: str, tokens: list[Token], mentions: list[Mention], lex: Lexicon) -> None:
        self.text = text
        self.tokens = tokens
        self.mentions = mentions
        self.lex = lex
        self.english = lex.data.code == "en"
        self.romance = lex.script == "latin" and not self.english
        self.owner: list[Mention | None] = [None] * len(tokens)
        for mention in mentions:
            for at in range(mention.first, mention.last):
                self.owner[at] = mention

    def _subject(self, at: int, found: list[Report]) -> Mention | None:
        before = self._before(at)
        if self.lex.data.attribution.order == "verb_first":
            return self._after(at, _FAR) or before or self._clause_subject(at, found)
        tokens = self.tokens
        opened = (
            at == 0 or tokens[at - 1].region >= 0 or tokens[at - 1].text in {",", "،"} or tokens[at - 1].text in _DASHES
        )
        if self.english:
            so = at > 0 and tokens[at - 1].first and tokens[at - 1].flags & lx.CONJUNCTION  # "So says Smith"
            inverted = self._after(at, 1) if opened or so or tokens[at].first else None
            return before or inverted or self._clause_subject(at, found)
        if self.romance and at and tokens[at - 1].text == ",":
            if self._beside_commas(at):
                return self._after(at, 1)
            inverted = self._after(at, 1)
            if inverted is not None and inverted.kind == "pronoun":
                return inverted
        return before or self._after(at, _FAR) or self._clause_subject(at, found)

    def _before(self, at: int) -> Mention | None:
        """The subject directly before the verb, an insertion between commas or dashes allowed."""
        tokens = self.tokens
        end = at - 1
        while end >= 0 and tokens[end].flags & lx.AUXILIARY and self.owner[end] is None:
            end -= 1
        if end < 0 or tokens[end].region >= 0 or tokens[end].sentence != tokens[at].sentence:
            return None
        owner = self.owner[end]
        if owner is not None and self._can_speak(owner):
            agent = bool(owner.first) and tokens[owner.first - 1].low in {*self.lex.agents, *self.lex.similes}
            return owner if agent or not owner.governed else self._head_before(owner)
        if tokens[end].flags & lx.RELATIVE:
            antecedent = self.owner[end - 1] if end else None
            if antecedent is None and end > 1 and tokens[end - 1].text in {",", "،"}:
                antecedent = self.owner[end - 2]
            return antecedent if antecedent is not None and self._can_speak(antecedent) else None
        if tokens[end].text in {",", ")", "،"} or tokens[end].text in _DASHES:
            return self._before_insertion(end)
        return None

    def _can_speak(self, mention: Mention) -> bool:
        return mention.kind in _REFERRING

    def _head_before(self, governed: Mention) -> Mention | None:
        """The head of a phrase that ends in a governed mention: "the lawyer in the case of X"."""
        for mention in reversed(self.mentions):
            if mention.last <= governed.first and mention.sentence == governed.sentence and not mention.governed:
                between = self.tokens[mention.last : governed.first]
                if any(token.text in {",", "،", ";"} or token.region >= 0 for token in between):
                    return None
                return mention if self._can_speak(mention) else None
        return None

    def _before_insertion(self, end: int) -> Mention | None:
        sentence = self.tokens[end].sentence
        other: Mention | None = None
        for mention in reversed(self.mentions):
            if mention.first > end or mention.sentence != sentence:
                continue
            if mention.last > end or mention.governed or not self._can_speak(mention):
                continue
            between = self.tokens[mention.last : end]
            if any(token.region >= 0 for token in between[:1] + between[2:]):  # a title set off may stand there
                break
            opener = self.tokens[mention.core or mention.last]
            if opener.text in {",", "(", "،"} or opener.text in _DASHES:
                if mention.kind in PERSONAL:
                    return mention
                other = other or mention
        return other

    def _clause_subject(self, at: int, found: list[Report]) -> Mention | None:
        """The nearest free mention before the verb in its clause, or the subject of the verb it is joined to."""
        tokens, sentence = self.tokens, self.tokens[at].sentence
        end = at - 1
        while end >= 0 and tokens[end].flags & lx.AUXILIARY and self.owner[end] is None:
            end -= 1
        joined = self._joined_before(end) if self.lex.data.attribution.pro_drop else end
        if joined < end:
            return self._first_free(sentence, joined)
        sequel = end >= 0 and tokens[end].text == "," and tokens[end + 1].low in self.lex.sequels
        if end >= 0 and (tokens[end].flags & lx.CONJUNCTION or sequel) and tokens[end].sentence == sentence:
            for report in reversed(found):
                if report.sentence == sentence and report.subject is not None:
                    return report.subject
            return self._first_free(sentence, end)
        position = end
        while position >= 0 and tokens[position].sentence == sentence:
            token, owner = tokens[position], self.owner[position]
            if token.flags & lx.RELATIVE and position and self.owner[position - 1] is not None:
                position -= 1  # "The study that we publish today finds"
                continue
            if token.region >= 0 or token.text in {",", ";", ":", "،"} or token.flags & (lx.RELATIVE | lx.CONJUNCTION):
                return None
            if owner is not None and not owner.governed and self._can_speak(owner):
                return owner
            position = owner.first - 1 if owner is not None else position - 1
        return None

    def _joined_before(self, end: int) -> int:
        """Where "and" and a phrase stand before a verb: "e em seu parecer anotou"; `end` where they do not."""
        position = end
        while position > 0 and end - position < _PHRASE and self.tokens[position].text[0].isalpha():
            token, before = self.tokens[position], self.tokens[position - 1]
            if token.flags & lx.PREPOSITION and before.flags & lx.CONJUNCTION and not before.flags & lx.RELATIVE:
                return position - 1
            position -= 1
        return end

    def _first_free(self, sentence: int, end: int) -> Mention | None:
        for mention in self.mentions:
            if (
                mention.sentence == sentence
                and mention.last <= end
                and not mention.governed
                and self._can_speak(mention)
            ):
                return mention
        return None

    def _main_subject(self, at: int, found: list[Report]) -> Mention | None:
        sentence = self.tokens[at].sentence
        for report in reversed(found):
            if report.sentence == sentence and report.subject is not None and report.strength != "according":
                return report.subject
        return self._first_free(sentence, at)

    def _after(self, at: int, reach: int) -> Mention | None:
        """The subject after the verb: within some words, before any comma or clause."""
        tokens = self.tokens
        position, left = at + 1, reach
        while position < len(tokens) and left > 0:
            token, owner = tokens[position], self.owner[position]
            if token.sentence != tokens[at].sentence or token.region >= 0:
                return None
            if owner is not None:
                if not owner.governed and owner.kind in {"person", "role", "pronoun", "group"}:
                    return owner
                if not owner.governed and position == at + 1:
                    return owner
                position = owner.last
                left -= 1
                continue
            if token.text == "," and self._set_off(position):  # "a prévenu, de son côté, le préfet"
                position += 3
                continue
            if token.text == "," and (subject := self._after_insertion(position)) and self._follows_region(at):
                return subject
            if token.flags & (lx.RELATIVE | lx.CONJUNCTION) or token.text in {",", ":", ";", "،", "."}:
                return None
            left -= not token.flags & lx.AUXILIARY
            position += 1
        return None

    def _after_insertion(self, comma: int) -> Mention | None:
        """Who is named after words between commas: "a raconté, sous les rires, la potière"."""
        last = min(comma + _INSERTED + 2, len(self.tokens) - 1)
        for position in range(comma + 1, last):
            token, owner = self.tokens[position], self.owner[position]
            if token.region >= 0 or token.text in {":", ";", "."} or (owner is not None and owner.kind == "person"):
                return None
            if token.text == ",":
                owner = self.owner[position + 1]
                named = owner is not None and owner.first == position + 1 and owner.kind in {"person", "role"}
                return owner if named and position > comma + 1 else None
        return None

    def _set_off(self, at: int) -> bool:
        """Whether an adverb between commas starts at a comma."""
        tokens = self.tokens
        return at + 2 < len(tokens) and bool(tokens[at + 1].flags & lx.AUXILIARY) and tokens[at + 2].text == ","

    def _mention_at(self, at: int) -> Mention | None:
        for position in range(at, min(at + 2, len(self.tokens))):
            owner = self.owner[position]
            if owner is not None and owner.first >= at - 1:
                return owner
        return None

    def _source_after(self, at: int) -> Mention | None:
        owner = self.owner[at]
        if owner is not None and owner.first == at and owner.last > at + 1:
            return owner
        return self._mention_at(at + 1)

    def _noun_after(self, at: int) -> Mention | None:
        """A subject that the lexicon does not know after the verb: "dijo un vigilante"."""
        tokens, first = self.tokens, at + 1
        if first >= len(tokens) or tokens[first].region >= 0:
            return None
        bare = not self.lex.articles and tokens[first].text[0].isalpha() and not tokens[first].flags & ~lx.FUNCTION
        if not bare and (not tokens[first].flags & lx.ARTICLE or tokens[first].flags & lx.CONJUNCTION):
            return None
        last = first + 1
        while (
            last < len(tokens) and last - first < _PHRASE and tokens[last].text[0].isalnum() and tokens[last].region < 0
        ):
            if tokens[last].flags & (lx.CUE | lx.RELATIVE | lx.CONJUNCTION):
                break
            last += 1
        verbal = tokens[first].flags & lx.AUXILIARY and (last == first + 1 or tokens[first + 1].flags & lx.PREPOSITION)
        if last == first + 1 or verbal or not self._follows_region(at):
            return None
        mention = Mention("group", first, last, tokens[first].start, tokens[last - 1].end, sentence=tokens[at].sentence)
        if tokens[first].gender is not None or tokens[first].low.endswith("’"):  # a single person: "une bijoutière"
            mention.kind, mention.gender, mention.role_key = "role", tokens[first].gender, tokens[first + 1].low
            mention.definite = not self.lex.indefinite & {tokens[first].low, tokens[first + 1].low}
        return mention

    def _after_region(self, at: int) -> bool:
        return any(token.region >= 0 for token in self.tokens[max(0, at - 2) : at])

    def _follows_region(self, at: int) -> bool:
        """Whether only auxiliaries and a comma stand between marked words and the verb."""
        position = at - 1
        while position >= 0 and (
            self.tokens[position].flags & lx.AUXILIARY or not self.tokens[position].text[0].isalnum()
        ):
            if self.tokens[position].region >= 0:
                return True
            position -= 1
        return False

    def _beside_commas(self, at: int) -> bool:
        """Whether the verb alone stands between commas: "El Tratado, señaló, permite …"."""
        tokens = self.tokens
        return 0 < at < len(tokens) - 1 and tokens[at - 1].text == "," and tokens[at + 1].text == ","

    def _noun_before(self, at: int) -> Mention | None:
        """The same before the verb, at the opening of the clause: "El árbitro reconoció"."""
        tokens, first = self.tokens, at
        while (
            first
            and tokens[first - 1].sentence == tokens[at].sentence
            and tokens[first - 1].text[0].isalnum()
            and tokens[first - 1].region < 0
        ):
            first -= 1
            if tokens[first].flags & (lx.RELATIVE | lx.CONJUNCTION):
                first += 1
                break
        if at - first < 2 or not tokens[first].flags & lx.ARTICLE or tokens[first].flags & lx.PREPOSITION & ~lx.ARTICLE:
            return None
        if tokens[first + 1].flags & (lx.CLOSED | lx.CUE):
            return None
        return Mention("group", first, at, tokens[first].start, tokens[at - 1].end, sentence=tokens[at].sentence)

    def _written(self, at: int) -> Mention | None:
        """What a verb without a person is said of: "В докладе сказано", "lê-se no relatório"."""
        sentence = self.tokens[at].sentence
        near = [m for m in self.mentions if m.sentence == sentence and m.kind in {"document", "organization"}]
        documents = [mention for mention in near if mention.kind == "document"] or near
        return min(documents, key=lambda mention: abs(mention.first - at), default=None)

    def _document_after(self, at: int) -> Mention | None:
        """ "peut-on lire dans la Déclaration", "говорится в докладе"."""
        for position in range(at + 1, min(at + 4, len(self.tokens))):
            owner = self.owner[position]
            if owner is not None:
                return owner if owner.kind == "document" and owner.governed else None
        return None

    def _phrase_before(self, at: int) -> Mention | None:
        """A source that the lexicon does not know, between marks and verb: "one of the exhibitors said"."""
        first = at
        while (
            first
            and self.tokens[first - 1].text[0].isalnum()
            and at - first < _PHRASE
            and self.tokens[first - 1].region < 0
        ):
            first -= 1
        if first == at or not first or not self._after_region(first + 1):
            return None
        start, end = self.tokens[first].start, self.tokens[at - 1].end
        return Mention("group", first, at, start, end, sentence=self.tokens[at].sentence)

    def _explained_after(self, at: int) -> Mention | None:
        """Who explains a noun that the lexicon does not know: "a juicio del ponente, Luis Rivas,"."""
        position = at + 1
        while position < len(self.tokens) and position - at < _FAR:
            token, owner = self.tokens[position], self.owner[position]
            if owner is not None and owner.kind == "person":
                return owner
            if owner is not None or token.region >= 0 or token.flags & (lx.RELATIVE | lx.CUE):
                return None
            if token.text != "," and not token.text[0].isalpha():
                return None
            position += 1
        return None

    def _phrase_after(self, at: int) -> Mention | None:
        """The same after "according to"."""
        last = at + 1
        while (
            last < len(self.tokens)
            and self.tokens[last].text[0].isalnum()
            and last - at <= _PHRASE
            and self.tokens[last].region < 0
        ):
            last += 1
        if last == at + 1:
            return None
        start, end = self.tokens[at + 1].start, self.tokens[last - 1].end
        return Mention("group", at + 1, last, start, end, sentence=self.tokens[at].sentence)
