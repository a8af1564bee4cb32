"""Interviews and speeches: what a page is, and which of its blocks are questions and answers."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.page import PageBlock
from wipo_scraper.extraction.reading import Reading

_LABEL = re.compile(
    r"^(?P<label>[^:：?？!.。]{1,40}(?:\([^)]{1,120}\)|[^:：?？!。]{0,30})?)[\s\u00a0]?[:：][\s\u00a0]*(?=\S)"
)
_STOP_LABEL = re.compile(r"^(?P<label>[^\W\d_]{1,9})\.\s+(?=\S)")
_LONGEST_LABEL = 170  # characters, the colon included
_QUESTION_ENDS = ("?", "？", "؟", "…", "?»", "? »", "?”", '?"')
_FEWEST_LABELS = 3
_FEWEST_QUESTIONS = 2
_LONGEST_QUESTION = 90  # words
_TURNS_SHARE = 0.3  # of the paragraphs, that are questions
_FIRST_PERSON_SHARE = 0.34  # of the answers, that speak in the first person
_NAMED_SHARE = 0.2  # the same where the page says that it is an interview, or sets the questions in bold


@dataclass(slots=True)
class Turn:
    """An answer: blocks `first` to `last` (excluded), its words starting at `offset` in the first one."""

    first: int
    last: int
    offset: int
    label: str | None = None


@dataclass(slots=True)
class Interview:
    """The questions and answers of an interview, by block number."""

    questions: list[int] = field(default_factory=list)
    answers: list[Turn] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first block that belongs to a turn."""
        return min([*self.questions, *(turn.first for turn in self.answers)])

    def blocks(self) -> set[int]:
        """All blocks that belong to a turn."""
        return set(self.questions) | {n for turn in self.answers for n in range(turn.first, turn.last)}


def find_interview(blocks: list[PageBlock], readings: list[Reading], title: str, lex: Lexicon) -> Interview | None:
    """The turns of an interview; None if the page is none."""
    return _labelled(blocks, readings, lex) or _by_questions(blocks, readings, title, lex)


def _ends_as_question(text: str) -> bool:
    return text.rstrip(' »”")\u00a0').endswith(("?", "？", "؟", "か。", "ください。"))


def _labelled(blocks: list[PageBlock], readings: list[Reading], lex: Lexicon) -> Interview | None:
    labels: dict[int, tuple[str, int]] = {}
    for number, block in enumerate(blocks):
        if block.kind in {"heading", "list_item"}:
            continue
        opening = block.text[:_LONGEST_LABEL]
        colon = ":" in opening or "：" in opening
        match = (_LABEL.match(opening) if colon else None) or _STOP_LABEL.match(opening)
        known = (match is not None and match.re is _LABEL) or (
            match is not None and _known_label(match.group("label"), lex)
        )
        if match and known and _label_like(match.group("label"), lex):
            labels[number] = (match.group("label").strip(), match.end())
    counts: dict[str, list[int]] = {}
    for number, (label, _) in labels.items():
        counts.setdefault(_short(label), []).append(number)
    known_questions = {word.lower() for word in lex.data.modes.questions}
    known_answers = {word.lower() for word in lex.data.modes.answers}
    asking = {
        label
        for label, numbers in counts.items()
        if label.lower() in known_questions
        or (
            label.lower() not in known_answers
            and len(numbers) > 1
            and sum(_ends_as_question(blocks[n].text) for n in numbers) > len(numbers) / 2
        )
    }
    answering = {
        label
        for label, numbers in counts.items()
        if label not in asking
        and (label.lower() in known_answers or len(numbers) > 1 or _answers(numbers[0], labels, asking))
    }
    turns = [n for n, (label, _) in labels.items() if _short(label) in asking | answering]
    if not asking or not answering or len(turns) < _FEWEST_LABELS:
        return None
    interview = Interview()
    for position, number in enumerate(turns):
        label, offset = labels[number]
        following = turns[position + 1] if position + 1 < len(turns) else None
        if _short(label) in asking:
            interview.questions.append(number)
        else:
            last = _end(blocks, readings, number + 1, following)
            interview.answers.append(Turn(number, last, offset, label))
    return interview if interview.answers else None


def _answers(number: int, labels: dict[int, tuple[str, int]], asking: set[str]) -> bool:
    """Whether the label before the one of a block asks: somebody answers it, under this label only once."""
    before = [n for n in labels if n < number]
    return bool(before) and _short(labels[max(before)][0]) in asking


def _short(label: str) -> str:
    return re.sub(r"\s*[(（].*$", "", label).strip()


def _known_label(label: str, lex: Lexicon) -> bool:
    return label.lower() in {word.lower() for word in (*lex.data.modes.questions, *lex.data.modes.answers)}


def _label_like(label: str, lex: Lexicon) -> bool:
    short = _short(label)
    if _known_label(short, lex):
        return True
    words = short.split()
    return len(words) <= 5 and (not lex.cased or all(word[0].isupper() or len(word) < 4 for word in words))


def _end(blocks: list[PageBlock], readings: list[Reading], start: int, following: int | None) -> int:
    """Where an answer ends: at the next turn or heading; the last one goes on while it speaks in the first person."""
    end = start
    limit = following if following is not None else len(blocks)
    while end < limit and blocks[end].kind in {"paragraph", "block_quote", "list_item"}:
        if following is None and not _first_person(readings[end]):
            break
        end += 1
    return end


def _first_person(reading: Reading) -> bool:
    return any(token.flags & lx.FIRST_PERSON for token in reading.tokens)


def _by_questions(blocks: list[PageBlock], readings: list[Reading], title: str, lex: Lexicon) -> Interview | None:
    """Questions set off by their type: headings, bold paragraphs; or plain ones where the title says interview."""
    first = next((n for n, b in enumerate(blocks) if _ends_as_question(b.text)), 0)
    opening = " ".join([title, *(block.text for block in blocks[:first])]).lower()
    named = any(word in opening for word in lex.data.modes.interview_titles)
    set_off = [
        n for n, b in enumerate(blocks) if (b.kind == "heading" or b.bold) and len(b.text.split()) <= _LONGEST_QUESTION
    ]
    asked = [n for n in set_off if blocks[n].text.rstrip().endswith(_QUESTION_ENDS)]
    if len(asked) < _FEWEST_QUESTIONS or len(asked) < len(set_off) / 2:
        asked = [
            n
            for n, block in enumerate(blocks)
            if block.kind == "paragraph"
            and _ends_as_question(block.text)
            and len(block.text.split()) <= _LONGEST_QUESTION / 2
            and n + 1 < len(blocks) and not readings[n].regions
        ]  # fmt: skip
        if len(asked) < _FEWEST_QUESTIONS + 1 or not (named or _in_turn(asked, blocks)):
            return None
    else:  # what is set in bold between the questions asks too, whatever its last mark
        asked = [n for n in set_off if n in asked or (n > asked[0] and blocks[n].kind == "paragraph")]
    interview = Interview(questions=asked)
    for position, number in enumerate(asked):
        following = asked[position + 1] if position + 1 < len(asked) else None
        last = _end(blocks, readings, number + 1, following)
        if following is None and last == number + 1 < len(blocks) and blocks[last].kind == "paragraph":
            last += 1
        if last > number + 1:
            interview.answers.append(Turn(number + 1, last, 0))
    speaking = sum(any(_first_person(readings[n]) for n in range(t.first, t.last)) for t in interview.answers)
    share = speaking / len(interview.answers) if interview.answers else 0
    plain = all(blocks[number].kind == "heading" for number in asked) or not blocks[asked[0]].bold
    if plain and not named and len(asked) <= _FEWEST_QUESTIONS:
        return None  # "What does this mean for you?" over a part of an article
    return interview if share >= (_NAMED_SHARE if named or not plain else _FIRST_PERSON_SHARE) else None


def _in_turn(asked: list[int], blocks: list[PageBlock]) -> bool:
    """Whether short questions and what stands between them take turns, as nothing but an interview does."""
    if len(asked) <= _FEWEST_LABELS or any(after - before < 2 for before, after in pairwise(asked)):
        return False
    return len(asked) >= _TURNS_SHARE * sum(block.kind == "paragraph" for block in blocks[asked[0] :])


def is_speech(title: str, url: str, readings: list[Reading], lex: Lexicon) -> bool:
    """Whether the page prints a speech: says so, or is named so and speaks in the first person."""
    modes = lex.data.modes
    ends = [reading.text.lower() for reading in (*readings[:3], *readings[-2:])]
    if any(mark in text for mark in modes.speech_marks for text in ends):
        return True
    paragraphs = [reading for reading in readings if reading.kind == "paragraph"]
    if len(paragraphs) < _FEWEST_LABELS:
        return False
    share = sum(_first_person(reading) for reading in paragraphs) / len(paragraphs)
    greeted = any(text.startswith(modes.salutations) for text in ends[:2])
    named = "/speeches/" in url or any(word in title.lower() for word in modes.speech_titles)
    return (named and (greeted or share >= _FIRST_PERSON_SHARE)) or (greeted and share >= 2 * _FIRST_PERSON_SHARE)
