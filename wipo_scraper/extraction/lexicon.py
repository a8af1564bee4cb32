"""A language's words compiled for reading: each word or phrase with its classes, found by one look-up."""

import re
from dataclasses import dataclass, field
from functools import cache

from wipo_scraper.extraction.languages import language
from wipo_scraper.extraction.languages.speech import Speech, speech

# Word classes, as bits.
CUE = 1 << 0  # finite reporting verb
WEAK = 1 << 1  # reporting verb only beside marks
PARTICIPLE = 1 << 2
ACCORDING = 1 << 3
AUXILIARY = 1 << 4
HONORIFIC = 1 << 5
ROLE = 1 << 6
MODIFIER = 1 << 7
PLURAL = 1 << 8
ARTICLE = 1 << 9
PREPOSITION = 1 << 10
RELATIVE = 1 << 11
CONJUNCTION = 1 << 12
FUNCTION = 1 << 13
ORGANIZATION = 1 << 14
DOCUMENT = 1 << 15
PLACE = 1 << 16
DEMONYM = 1 << 17
NOT_NAME = 1 << 18
PRONOUN = 1 << 19
POSSESSIVE = 1 << 20
ACT = 1 << 21
TITLE = 1 << 22
EVENT = 1 << 23
FIRST_PERSON = 1 << 24
KIN = 1 << 25
PARTICLE = 1 << 26
SUFFIX = 1 << 27
STATEMENT = 1 << 28
LINK = 1 << 29
OWN_WORDS = 1 << 30
OBLIQUE = 1 << 31
OPINION = 1 << 32
GIVEN = 1 << 33
NAMING = 1 << 34

NOUN = HONORIFIC | ROLE | MODIFIER | PLURAL | ORGANIZATION | DOCUMENT | PLACE | DEMONYM | NOT_NAME
CLOSED = ARTICLE | PREPOSITION | RELATIVE | CONJUNCTION | FUNCTION | PRONOUN | POSSESSIVE | AUXILIARY


_ARABIC_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")
_FOLD = str.maketrans({"'": "’", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا"})


def fold(word: str, script: str) -> str:
    """The form under which a word is looked up."""
    low = word.lower().translate(_FOLD)
    return _ARABIC_SIGNS.sub("", low) if script == "arabic" else low


@dataclass(slots=True)
class Entry:
    """What the lexicon knows of a word or phrase."""

    flags: int = 0
    gender: str | None = None  # m, f; n for things, p for plural
    act: str | None = None


Phrase = tuple[tuple[str, ...], Entry]  # the words after the first one, and what is known of the whole

_NOTHING = Entry()
MOST_KNOWN = 50_000  # words kept of a language; some ten megabytes
SENTENCE_ENDS = frozenset(".!?…؟")


@dataclass(slots=True)
class Word:
    """A word as it is written, with all that is known of it by itself."""

    text: str
    low: str
    flags: int
    gender: str | None
    act: str | None
    cap: bool  # written as a name
    ending: int  # class by its ending, where the lexicon gives none
    stops: bool  # can end a sentence
    phrases: dict[str, list[Phrase]] | None  # that start with it, by their second word, the longest first


@dataclass(slots=True)
class Lexicon:
    """Look-up of words and phrases of one language."""

    data: Speech
    words: dict[str, Entry] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    known: dict[str, Word] = field(default_factory=dict)  # looked up before, as written, with the space before it
    token: re.Pattern[str] = field(default=re.compile(""))
    piece: re.Pattern[str] = field(default=re.compile(""))  # a token and the space before it
    script: str = "latin"
    spaced: bool = True  # spaces stand between words
    cased: bool = True  # the script tells names by a capital
    portfolios: frozenset[str] = frozenset()
    nominatives: dict[str, str] = field(default_factory=dict)
    passives: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    similes: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    calling: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    titles: dict[str, str] = field(default_factory=dict)
    sequels: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    complementizers: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    qualifying: frozenset[str] = frozenset()
    anyone: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    epithets: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    ages: tuple[str, ...] = ()
    persons_relative: frozenset[str] = frozenset()

    @property
    def first_person_endings(self) -> tuple[str, ...]:
        """Endings of verbs in the first person."""
        return self.data.pronouns.first_person_endings

    @property
    def articles(self) -> bool:
        """Whether the language has articles: without one a role is not a known one."""
        return self.cased and bool(self.data.grammar.articles)

    @property
    def adverbs(self) -> tuple[str, ...]:
        """Endings of adverbs."""
        return self.data.attribution.adverb_endings

    @property
    def verb_endings(self) -> tuple[str, ...]:
        """Endings of verbs, where they show the gender."""
        attribution = self.data.attribution
        return (*attribution.feminine_endings, *attribution.masculine_endings, *attribution.plural_endings)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Letters written together with the next word."""
        return self.data.grammar.prefixes

    def look_up(self, piece: str) -> Word:
        """What is known of a word as written; kept for the next time, for a bounded number of words."""
        text = piece.lstrip()
        low = fold(text, self.script)
        entry, options = self.words.get(low), self.phrases.get(low)
        if entry is None and options is None and self.prefixes and len(low) > 2:
            stem, cut = self.without_prefix(low)
            if cut:
                entry, options = self.words.get(stem), self.phrases.get(stem)
        if entry is None and options is None and "-" in low and text[0].islower():
            entry = self._joined_role(low)
        entry = entry or _NOTHING
        ending = 0
        if not entry.flags and len(low) > 4:
            if self.first_person_endings and low.endswith(self.first_person_endings):
                ending = FIRST_PERSON
            elif self.adverbs and low.endswith(self.adverbs) and not text[0].isupper():
                ending = AUXILIARY
        phrases: dict[str, list[Phrase]] = {}
        for rest, phrase in options or ():
            phrases.setdefault(rest[0], []).append((rest, phrase))
        stops = text in SENTENCE_ENDS
        word = Word(
            text, low, entry.flags, entry.gender, entry.act, _capital(text), ending, stops, phrases=phrases or None
        )
        if len(self.known) >= MOST_KNOWN:
            self.known.clear()
        self.known[piece] = word
        return word

    def _joined_role(self, low: str) -> Entry | None:
        """ "инженер-механик", "auteure-compositrice": a role made of two nouns of which one is known."""
        parts = (self.words.get(part) for part in low.split("-"))
        return next((Entry(ROLE, entry.gender) for entry in parts if entry is not None and entry.flags & ROLE), None)

    def telling(self, cue: str) -> bool:
        """Whether the object of the verb is the person spoken to."""
        return cue in self.data.attribution.telling

    def replying(self, cue: str) -> bool:
        """Whether the verb answers somebody else."""
        return fold(cue, self.script) in self.data.attribution.replies

    def takes_object(self, cue: str) -> bool:
        """Whether what follows the verb can as well be its object as its subject."""
        return cue in self.objects or self.without_prefix(cue)[0] in self.objects

    def without_prefix(self, word: str) -> tuple[str, int]:
        """The known word that is left when a prefix is taken off, and the prefix' length; 0 if there is none."""
        for prefix in self.prefixes:
            if word.startswith(prefix):
                for stem in (word[len(prefix) :], "ال" + word[len(prefix) :]):
                    entry = self.words.get(stem)
                    if entry and prefix.endswith("ال") and (not entry.flags & NOUN or entry.flags & (TITLE | EVENT)):
                        continue  # no verb has the article, nor a noun before a title
                    small = entry is not None and entry.flags & CLOSED
                    shortest = 2 if prefix == "و" and (small or entry is None) else 3  # "وما", "ومن جهته"
                    known = entry is not None or stem in self.phrases
                    if known and (not small or prefix == "و") and len(stem) >= shortest:
                        return stem, len(prefix)
        return word, 0

    def add(self, phrases: tuple[str, ...], flags: int, gender: str | None = None, act: str | None = None) -> None:
        """Enter words or phrases under a class."""
        for phrase in phrases:
            parts = self._parts(phrase)
            if not parts:
                continue
            entry = self._entry(parts)
            entry.flags |= flags
            entry.gender = entry.gender or gender
            entry.act = entry.act or act

    def _parts(self, phrase: str) -> tuple[str, ...]:
        if self.script in {"han", "kana"}:
            return (phrase.lower(),)
        if phrase.endswith(("’", "'")):  # an elided word is one only before another word
            return self._parts(phrase + "x")[:-1]
        return tuple(fold(match.group(), self.script) for match in self.token.finditer(phrase))

    def find(self, phrase: str) -> Entry | None:
        """What is known of a whole phrase."""
        first, *rest = [fold(match.group(), self.script) for match in self.token.finditer(phrase)] or [""]
        if not rest:
            return self.words.get(first)
        return next((entry for option, entry in self.phrases.get(first, ()) if list(option) == rest), None)

    def _entry(self, parts: tuple[str, ...]) -> Entry:
        if len(parts) == 1:
            return self.words.setdefault(parts[0], Entry())
        options = self.phrases.setdefault(parts[0], [])
        for rest, entry in options:
            if rest == parts[1:]:
                return entry
        entry = Entry()
        options.append((parts[1:], entry))
        return entry


_ELIDED_NAME = re.compile(r"[^\W\d_A-ZÀ-ÞА-Я]{1,4}[’'][A-ZÀ-ÞА-Я]")


def _capital(word: str) -> bool:
    """Whether a word is written as a name: "Daren", "el-Houda", "d’Ávila"."""
    return (
        word[0].isupper()
        or _ELIDED_NAME.match(word) is not None
        or (
            word[0].isalpha()
            and "-" in word
            and word.rsplit("-", 1)[1][:1].isupper()
            and len(word.split("-", maxsplit=1)[0]) < 4
        )
    )


def _pattern(data: Speech) -> re.Pattern[str]:
    grammar = data.grammar
    clitics = "|".join(re.escape(clitic) for clitic in sorted(grammar.clitics, key=len, reverse=True))
    elisions = "|".join(re.escape(e.rstrip("’'")) for e in sorted(grammar.elisions, key=len, reverse=True))
    word = r"\w[\w\u064b-\u065f\u0670\u0640]*+" if grammar.prefixes else r"\w++"
    options = [
        rf"{word}(?![.’'-])",  # most words: none of the other forms need be tried
        rf"(?i:{clitics})\b" if clitics else "",
        rf"\b(?i:{elisions})[’'](?=\w)" if elisions else "",
        r"(?:[A-ZА-Я]\.){2,}",  # H.E., U.S.
        _dotted(data),
        r"\b[A-ZА-ЯÀ-Þ]\.[ªº]?(?=[ \u00a0]?-?[A-ZА-ЯÀ-Þ])",  # initials
        r"[’']s\b" if data.code == "en" else "",
        r"\w[\w\u064b-\u065f\u0670\u0640]*(?:-\w[\w\u064b-\u065f\u0670\u0640]*)*" if grammar.prefixes else "",
        r"\w+(?:" + (rf"(?!(?i:{clitics})\b)" if clitics else "") + r"(?:[’'](?!s\b)|-)\w+)*",
        r"[^\w\s]",
    ]
    return re.compile("|".join(option for option in options if option))


def _dotted(data: Speech) -> str:
    """Abbreviations whose full stop ends no sentence."""
    names = data.names
    words = {
        word
        for phrase in (*names.masculine, *names.feminine, *names.neutral, *names.suffixes, *names.particles)
        for word in phrase.split()
        if word.endswith(".")
    }
    forms = sorted({form for word in words for form in (word, word.lower(), word.capitalize())}, key=len, reverse=True)
    return r"\b(?:" + "|".join(re.escape(word) for word in forms) + r")(?=\s|$|[A-Z])" if forms else ""


@cache
def lexicon(code: str) -> Lexicon:
    """The compiled lexicon of a language."""
    data = speech(code)
    token = _pattern(data)
    script = language(code).text.script
    lex = Lexicon(data, token=token, piece=re.compile(rf"\s*+(?:{token.pattern})"), script=script)
    lex.spaced, lex.cased = script not in {"han", "kana"}, script in {"latin", "cyrillic"}
    attribution, names, roles, pronouns = data.attribution, data.names, data.roles, data.pronouns
    lex.add(attribution.speaking, CUE)
    lex.add(attribution.beside_marks, WEAK)
    lex.add(attribution.participles, PARTICIPLE)
    lex.add(attribution.according_to, ACCORDING)
    lex.add(attribution.auxiliaries, AUXILIARY)
    lex.add(attribution.opinion, OPINION)
    lex.add(attribution.statements, STATEMENT)
    lex.add(attribution.own_words_masculine, OWN_WORDS, "m")
    lex.add(attribution.own_words_feminine, OWN_WORDS, "f")
    for act in ("presented", "opened", "closed", "chaired", "moderated", "announced", "addressed"):
        lex.add(getattr(data.acts, act), ACT, act=act)
    lex.add(names.masculine, HONORIFIC, "m")
    lex.add(names.feminine, HONORIFIC, "f")
    lex.add(names.neutral, HONORIFIC)
    lex.add(names.particles, PARTICLE)
    lex.add(names.suffixes, SUFFIX)
    lex.add(names.not_names, NOT_NAME)
    lex.add(names.given, GIVEN)
    lex.add(names.naming, NAMING)
    lex.add(roles.masculine, ROLE, "m")
    lex.add(roles.feminine, ROLE, "f")
    lex.add(roles.neutral, ROLE)
    lex.add(roles.oblique, ROLE | OBLIQUE)
    lex.add(roles.plural, PLURAL, "p")
    lex.add(roles.modifiers, MODIFIER)
    lex.add(roles.links, LINK)
    lex.add(roles.kin, KIN)
    lex.add(pronouns.masculine, PRONOUN, "m")
    lex.add(pronouns.feminine, PRONOUN, "f")
    lex.add(pronouns.plural, PRONOUN, "p")
    lex.add(pronouns.neutral, PRONOUN, "n")
    lex.add(pronouns.speaker, PRONOUN, "1")
    lex.add(pronouns.possessive_masculine, POSSESSIVE, "m")
    lex.add(pronouns.possessive_feminine, POSSESSIVE, "f")
    lex.add(pronouns.possessive_neutral, POSSESSIVE, "n")
    lex.add(pronouns.possessive_plural, POSSESSIVE, "p")
    lex.add(pronouns.first_person, FIRST_PERSON)
    lex.add(data.sources.organizations, ORGANIZATION)
    lex.add(data.sources.documents, DOCUMENT)
    lex.add(data.decoys.titles, TITLE)
    lex.add(data.decoys.events, EVENT)
    lex.add(data.grammar.masculine_articles, ARTICLE, "m")
    lex.add(data.grammar.feminine_articles, ARTICLE, "f")
    lex.add(data.grammar.articles, ARTICLE)
    lex.add(data.grammar.prepositions, PREPOSITION)
    lex.add(data.grammar.relatives, RELATIVE)
    lex.add(data.grammar.conjunctions, CONJUNCTION)
    lex.add(data.grammar.function, FUNCTION)
    lex.add(data.grammar.compounds, 0)
    lex.add(data.places.countries, PLACE)
    lex.add(data.places.demonyms, DEMONYM)
    lex.portfolios = frozenset(fold(role, lex.script) for role in roles.portfolios)
    lex.nominatives = dict(pair.split(" → ", 1) for pair in names.nominatives)
    lex.passives = frozenset(attribution.passives)
    lex.sections = frozenset(roles.sections)
    lex.employers = frozenset(roles.employers)
    lex.persons_relative = frozenset(data.grammar.persons_relative)
    lex.epithets = frozenset(fold(role, lex.script) for role in roles.epithets)
    lex.ages = roles.ages or ("\0",)
    lex.posts = frozenset(fold(role, lex.script) for role in roles.posts)
    lex.impersonal = frozenset(fold(verb, lex.script) for verb in attribution.impersonal)
    lex.qualifying = frozenset(attribution.qualifying)
    lex.anyone = frozenset(roles.anyone)
    lex.bodies = frozenset(roles.bodies)
    lex.indefinite = frozenset(data.grammar.indefinite)
    lex.complementizers = frozenset(fold(word, lex.script) for word in data.grammar.complementizers)
    lex.objects = frozenset(fold(verb, lex.script) for verb in attribution.objects)
    lex.family = frozenset(roles.family)
    lex.leads = frozenset(roles.leads)
    lex.agents = frozenset(attribution.agents)
    lex.calling = frozenset(attribution.calling)
    lex.answers = frozenset(attribution.answers)
    lex.asking = frozenset(attribution.asking)
    lex.titles = dict(pair.split(" → ", 1) for pair in names.titles)
    lex.similes = frozenset(attribution.similes)
    lex.sequels = frozenset(attribution.sequels)
    for options in lex.phrases.values():
        options.sort(key=lambda option: len(option[0]), reverse=True)
    return lex
