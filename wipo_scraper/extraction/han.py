"""Chinese and Japanese: words without spaces. A block is cut along the lexicon; what is left over can be a name.

A name is what stands between a role and a verb, before an honorific, or opens a clause with a family name. Roles take
the organization before them.
"""

import re

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.marks import Region
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.tokens import Token

_STOPS = frozenset("。！？；!?;")
_PLAIN = re.compile(r"[A-Za-z0-9.]+|\s+")
_LONGEST_WORD = 10
_ORGANIZATION = re.compile(
    r"(?:组织|委员会|工会|协会|商会|联盟|基金会|大学|学院|学会|公司|集团|中心|代表团|办事处|办公室|银行|政府|联合会|[局部司署厅院所台社馆团系处庭会室站])$"
)
_SHORT_CUES = frozenset("说称道问答讲")
_DOT = "·•・‧"
_LONGEST_PLAIN = 6  # signs of a name that is not joined by dots
_USUAL = 3
_JOINED = 3  # mentions up to the person whom the first of two roles describes
_STRONG = frozenset("的在对向说称是和与将也则还曾为就把被从让给到等并，：道问答讲同因由又已正")
_LONGEST_NAME = 24
_BOUNDARY = (
    lx.CUE | lx.WEAK | lx.ACT | lx.AUXILIARY | lx.PREPOSITION | lx.FUNCTION | lx.HONORIFIC | lx.ROLE | lx.ARTICLE
    | lx.CONJUNCTION | lx.PRONOUN | lx.PARTICIPLE | lx.LINK | lx.RELATIVE
)  # fmt: skip


def read_han(text: str, regions: list[Region], lex: Lexicon) -> list[Token]:
    """The words of a block: entries of the lexicon, punctuation, and the stretches between them."""
    tokens: list[Token] = []
    sentence, opening, position = 0, True, 0
    for index, region in enumerate([*regions, None]):
        stop = region.start if region else len(text)
        while position < stop:
            token = _next(text, position, stop, lex)
            position = token.end
            if token.text.isspace():
                continue
            token.sentence, token.first = sentence, opening
            opening = False
            _append(tokens, token)
            if token.text in _STOPS:
                sentence, opening = sentence + 1, True
        if region is not None:
            tokens.append(
                Token(
                    "\0",
                    "\0",
                    region.start,
                    region.end,
                    0,
                    None,
                    None,
                    sentence,
                    cap=False,
                    first=opening,
                    region=index,
                )
            )
            opening, position = False, region.end
    return tokens


def _append(tokens: list[Token], token: Token) -> None:
    """Unknown signs side by side are one word."""
    last = tokens[-1] if tokens else None
    joins = last is not None and last.region < 0 and not last.flags and not token.flags and last.end == token.start
    if joins and last is not None and _wordy(last.text[-1]) and _wordy(token.text[0]):
        last.text += token.text
        last.low, last.end = last.text, token.end
    else:
        tokens.append(token)


def _wordy(sign: str) -> bool:
    return sign.isalpha() or sign in _DOT or sign == "-"


def _next(text: str, position: int, stop: int, lex: Lexicon) -> Token:
    foreign = _foreign(text, position, stop, lex)
    if foreign:
        return _token(foreign, position, 0, None)
    plain = _PLAIN.match(text, position, stop)
    if plain:
        entry = lex.words.get(plain.group().lower())
        return _token(plain.group(), position, entry.flags if entry else 0, entry)
    for size in range(min(_LONGEST_WORD, stop - position), 0, -1):
        entry = lex.words.get(text[position : position + size].lower())
        if entry is not None and not (size == 1 and _inside_name(text, position, entry.flags)):
            return _token(text[position : position + size], position, entry.flags, entry)
    return _token(text[position], position, 0, None)


def _foreign(text: str, position: int, stop: int, lex: Lexicon) -> str | None:
    """A foreign name in signs for its sounds, its parts joined by dots, up to the first known word after it."""
    match = lex.foreign.match(text, position, stop) if lex.foreign else None
    if match is None:
        return None
    end = match.end()
    last = max(match.group().rfind(dot) for dot in _DOT) + position + 2
    for cut in range(last, end):
        for size in range(2, 5):
            entry = lex.words.get(text[cut : cut + size])
            if entry is not None and entry.flags & _BOUNDARY:
                return text[position:cut]
    return match.group()


def _inside_name(text: str, position: int, flags: int) -> bool:
    """Whether a sign that can be a verb of speaking stands where no verb can."""
    after = text[position + 1 : position + 2]
    before = text[position - 1 : position] if position else ""
    if (before in _DOT and before) or (after in _DOT and after):
        return True
    return bool(flags & lx.CUE) and after not in '：:，,。“"「《她他它这那其 的了，' and bool(after)


def _token(text: str, start: int, flags: int, entry: lx.Entry | None) -> Token:
    gender = entry.gender if entry else None
    act = entry.act if entry else None
    return Token(text, text, start, start + len(text), flags, gender, act, 0, cap=False, first=False)


class HanReader:
    """Reads the mentions of a Chinese block."""

    def __init__(self, text: str, tokens: list[Token], lex: Lexicon, *, headline: bool = False) -> None:
        del headline
        self.text = text
        self.tokens = tokens
        self.count = len(tokens)
        single, *double = lex.data.names.surnames.split(" ")
        self.portfolios = lex.portfolios
        self.single, self.double = frozenset(single), frozenset(double)

    def mentions(self) -> list[Mention]:
        """All mentions in order."""
        found: list[Mention] = []
        position = 0
        while position < self.count:
            mention = self._at(position, found[-1].last if found else 0)
            if mention is None:
                position += 1
                continue
            mention.sentence = self.tokens[mention.first].sentence
            mention.governed = self._governed(mention.first)
            found.append(mention)
            position = max(mention.last, position + 1)
        self._join(found)
        return found

    def _join(self, found: list[Mention]) -> None:
        """ "现任主席、常驻代表团参赞埃米利奥": the role before the enumeration comma is also the person's."""
        for number, mention in enumerate(found):
            comma = mention.last < self.count and self.tokens[mention.last].text == "、"
            if mention.kind != "role" or not comma:
                continue
            near = found[number + 1 : number + 1 + _JOINED]
            following = next((m for m in near if m.kind == "person" and m.sentence == mention.sentence), None)
            if following is not None and following.role is None:
                following.role, following.role_key = mention.role, mention.role_key
                following.affiliation = following.affiliation or mention.affiliation
            elif following is not None:
                following.other_role = mention.role_key

    def _at(self, at: int, free: int) -> Mention | None:
        token = self.tokens[at]
        if token.region >= 0:
            return None
        if token.flags & lx.ROLE:
            return self._role(at, free)
        if token.flags & lx.HONORIFIC:
            return self._honoured(at, free)
        if token.flags & lx.PRONOUN:
            return Mention("pronoun", at, at + 1, token.start, token.end, gender=token.gender)
        if _wordy(token.text[0]) and (not token.flags or token.flags & lx.PLACE):
            named = self._named(at, free)
            if named is not None:
                return named
        if token.text == "《":
            end = next((n for n in range(at, self.count) if self.tokens[n].text == "》"), at)
            return Mention("document", at, end + 1, token.start, self.tokens[end].end)
        if token.flags & (lx.ORGANIZATION | lx.DOCUMENT | lx.PLURAL):
            if (
                at + 1 < self.count
                and self.tokens[at + 1].flags & (lx.ROLE | lx.ORGANIZATION | lx.DOCUMENT | lx.MODIFIER)
                and not self.tokens[at + 1].flags & lx.CUE
            ):
                return None
            kind = "document" if token.flags & lx.DOCUMENT else "group" if token.flags & lx.PLURAL else "organization"
            first = self._back(at, free)
            return Mention(kind, first, at + 1, self.tokens[first].start, token.end)  # type: ignore[arg-type]
        return None

    def _honoured(self, at: int, free: int) -> Mention | None:
        """An honorific before the name: "代表团大使吉列尔梅·…"."""
        end, name = self._name_after(at + 1)
        if name is None:
            return None
        token, start = self.tokens[at], self.tokens[at + 1].start
        first = self._back(at, free)
        mention = Mention("person", first, end, token.start, start + len(name), name=name, name_start=start)
        mention.honorific, mention.gender = token.text, token.gender
        mention.affiliation = self._affiliation(self.text[self.tokens[first].start : token.start])
        return mention

    # Roles and the names after them

    def _role(self, at: int, free: int) -> Mention | None:
        tokens = self.tokens
        last = at + 1
        while last < self.count and tokens[last].flags & lx.ROLE and tokens[last].start == tokens[last - 1].end:
            last += 1
        first = self._back(at, free)
        role_first = at
        while role_first > first and tokens[role_first - 1].flags & lx.MODIFIER:
            role_first -= 1
        before = self.text[tokens[first].start : tokens[role_first].start] if first < role_first else ""
        role = self.text[tokens[role_first].start : tokens[last - 1].end]
        affiliation = self._affiliation(before)
        if affiliation is None and before and tokens[last - 1].text in self.portfolios:
            affiliation = before
        surname = self._surname_alone(before) if not affiliation else None
        if affiliation is None and before and surname is None and len(before) <= 8:
            role = self._without_place(before) + role
        head = tokens[last - 1]
        if surname is not None:  # "梁局长"
            mention = Mention(
                "person",
                role_first - 1,
                last,
                head.start - len(surname),
                head.end,
                name=surname,
                name_start=head.start - len(surname),
            )
            mention.role, mention.role_key, mention.gender = None, head.text, head.gender
            return mention
        end, name = self._name_after(last)
        if name is not None:
            start = tokens[last].start
            mention = Mention("person", first, end, tokens[first].start, start + len(name), name=name, name_start=start)
            after = end
            if after < self.count and tokens[after].flags & lx.HONORIFIC:
                mention.honorific, mention.gender = tokens[after].text, tokens[after].gender
                mention.end, mention.last = tokens[after].end, after + 1
            mention.gender = mention.gender or head.gender
        else:
            mention = Mention("role", first, last, tokens[first].start, head.end, gender=head.gender)
        mention.role, mention.role_key, mention.affiliation = role, head.text, affiliation
        return mention

    def _back(self, at: int, free: int) -> int:
        """The first word of the noun phrase that ends at a word."""
        first = at
        while first > free and first > 0:
            token = self.tokens[first - 1]
            if token.region >= 0 or token.end != self.tokens[first].start:
                break
            if token.flags & (_BOUNDARY | lx.ACCORDING) & ~lx.ROLE and not token.flags & (
                lx.MODIFIER | lx.ORGANIZATION | lx.PLACE
            ):
                break
            if not (_wordy(token.text[0]) or token.text[0].isalnum()):
                break
            first -= 1
        return first

    def _affiliation(self, before: str) -> str | None:
        found = _ORGANIZATION.search(before) if len(before) > 1 else None
        if found:
            return before
        return None

    def _without_place(self, before: str) -> str:
        return before

    def _surname_alone(self, before: str) -> str | None:
        if before in self.single or before in self.double:
            return before
        return None

    def _name_after(self, at: int) -> tuple[int, str | None]:
        """A name after a role: the stretch up to the next known word, cut at the length that a name can have."""
        if at >= self.count or self.tokens[at].region >= 0 or self.tokens[at].start != self.tokens[at - 1].end:
            return at, None
        end = at
        while end < self.count and self._goes_on(end, at):
            end += 1
        stop = self.tokens[end] if end < self.count else None
        if end == at or (stop is not None and stop.region < 0 and stop.flags & (lx.DOCUMENT | lx.ORGANIZATION)):
            return at, None
        name = self.text[self.tokens[at].start : self.tokens[end - 1].end]
        if not any(dot in name for dot in _DOT) and len(name) > _LONGEST_PLAIN and self._family(name):
            name = name[:_USUAL]  # the verb after it is not in the lexicon
        return (end, name) if self._name_like(name) else (at, None)

    def _goes_on(self, at: int, start: int) -> bool:
        """Whether a word is still part of the name that began before it: single signs of the lexicon can be."""
        token = self.tokens[at]
        if token.region >= 0 or (at > start and token.start != self.tokens[at - 1].end) or not _wordy(token.text[0]):
            return False
        if token.flags & (lx.DOCUMENT | lx.ORGANIZATION) and len(token.text) > 1:
            return False
        if not token.flags & (_BOUNDARY | lx.ACCORDING):
            return True
        return len(token.text) == 1 and token.text not in _STRONG and at > start

    def _family(self, name: str) -> bool:
        return name[:2] in self.double or name[:1] in self.single

    def _name_like(self, name: str) -> bool:
        if any(dot in name for dot in _DOT):
            return len(name) <= _LONGEST_NAME
        return 2 <= len(name) <= _LONGEST_PLAIN and not _ORGANIZATION.search(name)

    # Names without a role before them

    def _named(self, at: int, free: int) -> Mention | None:
        tokens = self.tokens
        token = tokens[at]
        end = at + 1
        while (
            end < self.count
            and tokens[end].region < 0
            and not tokens[end].flags & (_BOUNDARY | lx.ORGANIZATION)
            and _wordy(tokens[end].text[0])
            and tokens[end].start == tokens[end - 1].end
        ):
            end += 1
        name = self.text[token.start : tokens[end - 1].end]
        after = tokens[end] if end < self.count else None
        if after is not None and after.flags & lx.HONORIFIC and after.start == tokens[end - 1].end:
            name = self._tail_name(name)
            if len(name) == 1 and name not in self.single:
                return None
            start = tokens[end - 1].end - len(name)
            mention = Mention(
                "person",
                at,
                end + 1,
                start,
                after.end,
                name=name,
                name_start=start,
                honorific=after.text,
                gender=after.gender,
            )
            return mention
        opens = (
            at == 0
            or token.first
            or tokens[at - 1].region >= 0
            or not _wordy(tokens[at - 1].text[-1])
            or bool(tokens[at - 1].flags & (lx.LINK | lx.AUXILIARY | lx.ACCORDING | lx.PREPOSITION | lx.CONJUNCTION))
        )
        closes = (
            after is None
            or after.flags & (lx.CUE | lx.AUXILIARY | lx.ACT | lx.WEAK | lx.PREPOSITION | lx.FUNCTION)
            or after.text in {"，", ",", "、", "。", "(", "（", "：", ":"}
        )
        dotted = any(dot in name for dot in _DOT)
        family = name[:2] in self.double or name[:1] in self.single
        size = 4 if name[:2] in self.double else 3
        if opens and closes and (dotted or (family and 2 <= len(name) <= size)) and not _ORGANIZATION.search(name):
            mention = Mention("person", at, end, token.start, tokens[end - 1].end, name=name, name_start=token.start)
            mention.explained = dotted or (after is not None and bool(after.flags & lx.CUE))
            return mention
        del free
        return None

    def _tail_name(self, name: str) -> str:
        """The name at the end of a longer stretch."""
        if any(dot in name for dot in _DOT) or len(name) <= 3:
            return name
        for size in (4, 3, 2):
            tail = name[-size:]
            if tail[:2] in self.double or (tail[:1] in self.single and size < 4):
                return tail
        return name

    def _governed(self, first: int) -> bool:
        if not first:
            return False
        before = self.tokens[first - 1]
        return bool(before.flags & lx.PREPOSITION) and before.region < 0
