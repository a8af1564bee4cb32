"""Words in marks that are no quotation: titles, themes, terms, brands, scare words."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.marks import Region
from wipo_scraper.extraction.tokens import Token

_STOPS = frozenset(".!?…。！？؟")
_AFTER_PHRASE = lx.PREPOSITION | lx.LINK | lx.CONJUNCTION | lx.RELATIVE | lx.AUXILIARY | lx.CUE | lx.FUNCTION
_PHRASE = 3  # words
_CALL_REACH = 4  # words between "called" and the marks
_COPULAS_BACK = 6  # words between "the theme of the Forum" and its marks


def inner_words(text: str, region: Region, lex: Lexicon) -> list[str]:
    """The words between the marks."""
    inner = text[region.inner_start : region.inner_end]
    if not lex.spaced:
        return [sign for sign in inner if sign.isalnum()]
    return [match.group() for match in lex.token.finditer(inner) if match.group()[0].isalnum()]


def is_name(text: str, tokens: list[Token], at: int, region: Region, lex: Lexicon) -> bool:
    """Whether the marked region at a word is the name of something."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    inner = text[region.inner_start : region.inner_end]
    ended = inner[-1:] in _STOPS
    if after is not None and after.flags & lx.EVENT and not ended and not inner.endswith(","):
        return True
    if before is None:
        return False
    if before.flags & lx.TITLE and not before.flags & lx.CUE and before.text not in {":", ","}:
        return not _described(tokens, at, inner, lex)
    if before.text == "," and at > 1 and tokens[at - 2].flags & (lx.TITLE | lx.DOCUMENT) and not ended:
        # "Our last survey, “Names on the Plate”, shows …"
        return after is not None and after.text == "," and inner[:1].isupper()
    if before.flags & lx.ARTICLE and not before.flags & (lx.RELATIVE | lx.CONJUNCTION) and not ended:
        return _noun_like(inner, after)
    if lex.cased and _title_case(inner, lex) and before.text != ":" and not ended:
        return True
    return not next((sign for sign in inner if sign.isalpha()), "").islower() and _named_by_clause(tokens, at, lex)


def _noun_like(inner: str, after: Token | None) -> bool:
    """After an article: a name or a term, unless it is a phrase in lower case that no noun follows."""
    first = next((sign for sign in inner if sign.isalpha()), "")
    joined = after is not None and after.text[0].isalpha() and not after.flags & _AFTER_PHRASE
    return not first.islower() or joined or len(inner.split()) < _PHRASE


def _described(tokens: list[Token], at: int, inner: str, lex: Lexicon) -> bool:
    """ "called the show “a bank robbery in reverse”", "that the treaty “is an alphabet”": a title has a capital."""
    first = next((sign for sign in inner if sign.isalpha()), "")
    if lex.cased and first.islower() and len(inner.split()) > _PHRASE:
        return True
    return first.islower() and any(
        (token.flags & lx.WEAK or token.low in lex.complementizers) and token.region < 0
        for token in tokens[max(0, at - _CALL_REACH) : at]
    )


def _title_case(inner: str, lex: Lexicon) -> bool:
    words = [match.group() for match in lex.token.finditer(inner) if match.group()[0].isalpha()]
    long = [word for word in words if len(word) > 3] or words
    return len(words) > 1 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _named_by_clause(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """ "The theme of this Forum is “…”": a title noun as subject of the words before the marks."""
    before = tokens[at - 1]
    if not (before.flags & lx.AUXILIARY) or before.flags & lx.CUE or before.low in lex.complementizers:
        return False
    sentence = tokens[at].sentence
    for token in reversed(tokens[max(0, at - 1 - _COPULAS_BACK) : at - 1]):
        if token.sentence != sentence or token.flags & (lx.CUE | lx.PRONOUN):
            return False
        if token.flags & lx.TITLE:
            return True
    return False
