"""Quotation marks of one block: the outermost marked regions, whatever the marks."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„‟«»「」『』＂]|``|''")
_OPENING = frozenset("“„‟«「『") | {"``"}
_CLOSING = frozenset("”»」』") | {"''"}
_PAIR = {"“": "”", "„": "”", "‟": "”", "«": "»", "「": "」", "『": "』", "``": "''"}
_BEFORE_OPENING = frozenset(" \u00a0\u202f\u2009(（[{—–-/'‘،,:：")
_SPACES = " \u00a0\u202f\u2009"

# Single marks, which are apostrophes too: one opens before a word, one closes after a stop or at a word's end.
_SINGLE_OPENING = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?P<mark>[‘'])(?=[^\s’'])(?!\d\ds?\b|n[’'])")
_SINGLE_CLOSING = re.compile(r"(?<=[^\s‘'])[’'](?!\w)")
_CLOSES_SPEECH = re.compile(r"(?<=[,.?!…—–])[’']|[’'](?=[,.;:?!)\]]|$)")
_ELIDED = ("s", "in")  # before an apostrophe: "residents’", "goin’"


@dataclass(slots=True)
class Region:
    """A marked stretch of a block. `start` and `end` hold the marks, `inner_start` and `inner_end` do not."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def has_marks(text: str) -> bool:
    """Whether any quotation mark stands in the text."""
    return _MARK.search(text) is not None


def single_marks(texts: list[str]) -> bool:
    """Whether a page sets direct speech in single marks, as many British papers do."""
    singles = sum(text.count("‘") + text.count(" '") + text.startswith("'") for text in texts)
    doubles = sum(text.count("“") + text.count('"') / 2 for text in texts)
    if doubles >= singles:
        return False
    return any(_CLOSES_SPEECH.match(text, r.inner_end) for text in texts for r in _single_regions(text) if r.closed)


def find_single_regions(text: str) -> list[Region]:
    """The marked regions of a block on a page whose quotation marks are single; double ones stand beside or inside."""
    singles = _single_regions(text)
    doubles = [d for d in find_regions(text) if not any(d.start < s.end and s.start < d.end for s in singles)]
    return sorted(singles + doubles, key=lambda region: region.start)


def _single_regions(text: str) -> list[Region]:
    regions: list[Region] = []
    opening = _SINGLE_OPENING.search(text)
    while opening is not None:
        following = _SINGLE_OPENING.search(text, opening.end())
        closing = _single_closing(text, opening.end(), following.start() if following else len(text))
        if closing is not None:
            regions.append(_region(text, opening.start(), closing + 1, opening.end(), closing, closed=True))
            following = _SINGLE_OPENING.search(text, closing + 1)
        elif following is None and opening.start() == 0:  # goes on in the next paragraph
            regions.append(_region(text, 0, len(text), opening.end(), len(text), closed=False))
        opening = following
    return regions


def _single_closing(text: str, start: int, stop: int) -> int | None:
    """Where single marks close: after a stop, else at the first word's end that is no apostrophe, else at the first."""
    ends = [match.start() for match in _SINGLE_CLOSING.finditer(text, start, stop)]
    sure = (end for end in ends if _CLOSES_SPEECH.match(text, end) or not text.endswith(_ELIDED, start, end))
    return next(sure, ends[0] if ends else None)


def find_regions(text: str) -> list[Region]:
    """The outermost marked regions in order. An opening mark without its closing one runs to the end of the block."""
    regions: list[Region] = []
    stack: list[str] = []
    start = inner = 0
    last_close: re.Match[str] | None = None
    for match in _MARK.finditer(text):
        if _opens(match, text, stack):
            if not stack:
                start, inner, last_close = match.start(), match.end(), None
            stack.append(match.group())
        elif stack:
            _close(stack, match.group())
            last_close = match
            if not stack:
                regions.append(_region(text, start, match.end(), inner, match.start(), closed=True))
    if stack:
        # A nested pair that took the only closing mark: the region ends there if nothing but a stop follows.
        if last_close is not None and not text[last_close.end() :].strip(" .!?…。"):
            regions.append(_region(text, start, last_close.end(), inner, last_close.start(), closed=True))
        else:
            regions.append(_region(text, start, len(text), inner, len(text), closed=False))
    return regions


def _opens(match: re.Match[str], text: str, stack: list[str]) -> bool:
    mark = match.group()
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if mark in _OPENING:
        return not (mark == "“" and bool(stack) and stack[-1] == "„")
    if mark in _CLOSING:
        # A closing mark where only an opening one can stand: set wrongly by the editor.
        return not stack and mark != "''" and (before in _BEFORE_OPENING or before == " ") and after not in _SPACES
    if not stack:
        return True
    # The straight mark opens a nested region only where a closing mark cannot stand.
    return before in _SPACES and after not in _SPACES and stack[-1] not in {'"', "＂"}


def _close(stack: list[str], mark: str) -> None:
    """Close the innermost region that the mark can close, and what is left open inside it."""
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth]
        if _PAIR.get(opener) == mark or opener == mark or (opener == '"' or mark in {'"', "“"}):
            del stack[depth:]
            return
    stack.pop()


def _region(text: str, start: int, end: int, inner_start: int, inner_end: int, *, closed: bool) -> Region:
    while inner_start < inner_end and text[inner_start] in _SPACES:
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1] in _SPACES:
        inner_end -= 1
    return Region(start, end, inner_start, inner_end, closed)
