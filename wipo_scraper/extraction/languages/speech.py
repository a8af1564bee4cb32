"""The part of a language's data that says who speaks: one dataclass a section of the language's file.

Every list holds words or phrases in lower case unless the language writes them otherwise; all inflected forms that
occur in news are listed, so that no rule has to inflect.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Reporting words."""

    order: str  # subject_first or verb_first: where the subject of a plain statement stands
    speaking: Phrases  # finite verbs that report speech, with or without marks
    beside_marks: Phrases  # verbs that report speech only beside a quotation
    participles: Phrases = ()  # "adding", "noting": the subject is that of the clause
    according_to: Phrases = ()  # stand before the source
    auxiliaries: Phrases = ()  # may stand between subject and verb
    passives: Phrases = ()  # forms of "be" before a participle: the subject is not the source
    agents: Phrases = ()  # "by": before the source of a passive
    similes: Phrases = ()  # "as": before the subject of a clause, "as Roy put it"
    sequels: Phrases = ()  # "then": the verb after it has the subject of the one before
    feminine_endings: Phrases = ()  # of verbs, where the verb shows it
    masculine_endings: Phrases = ()
    plural_endings: Phrases = ()
    qualifying: Phrases = ()  # verbs whose object can stand before what it is called
    qualifies: Phrases = ()  # "as", between that object and the marks
    opinion: Phrases = ()  # "pour M. X, …": before the source where they open a sentence
    formulas: Phrases = ()  # "with these words": open a paragraph that attributes what stands before it
    announcing: Phrases = ()  # "as follows": in the last sentence before what is quoted, where no colon shows it
    asking: Phrases = ()  # verbs whose clause is not about the one who asks: "asked whether she …"
    calling: Phrases = ()  # verbs with an object before the marks: "called the plan “…”"
    answers: Phrases = ()  # nouns of what somebody says: "her answer is that “…”"
    replies: Phrases = ()  # verbs of somebody else than the last speaker: "replied"
    objects: Phrases = ()  # verbs that an object can follow where a subject would stand
    telling: Phrases = ()  # verbs with the person spoken to as object: "told"
    impersonal: Phrases = ()  # "it is written": said of a document, not of a person
    pro_drop: bool = False  # whether the verb can stand without its subject
    incises: bool = False  # whether a reporting clause between commas can stand inside the marks
    single_marks: bool = False  # whether ‘ ’ can be the quotation marks of a page
    statements: Phrases = ()  # "statement", "interview": what somebody says something in
    adverb_endings: Phrases = ()
    own_words_masculine: Phrases = ()  # "по его словам": source is the man, the woman spoken of
    own_words_feminine: Phrases = ()


@dataclass(frozen=True, slots=True)
class Acts:
    """Verbs and nouns for speaking without being quoted."""

    presented: Phrases = ()
    opened: Phrases = ()
    closed: Phrases = ()
    chaired: Phrases = ()
    moderated: Phrases = ()
    announced: Phrases = ()
    addressed: Phrases = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What stands in and around names."""

    masculine: Phrases = ()  # honorifics
    feminine: Phrases = ()
    neutral: Phrases = ()
    particles: Phrases = ()
    suffixes: Phrases = ()
    nominatives: Phrases = ()  # "genitive → nominative" of words in names of organizations and countries
    naming: Phrases = ()  # "goes by": before the name of whoever was called by a role
    titles: Phrases = ()  # "sen. → senator": the role that an honorific tells
    headline_endings: Phrases = ()  # of verbs in a headline where every word has a capital
    not_names: Phrases = ()  # written as names, but none of a person
    endings: Phrases = ()  # case endings of names, longest first
    transliteration: str = ""  # signs that write the sounds of foreign names
    given: Phrases = ()  # first names: where no capital shows a name
    surnames: str = ""  # family names of one sign, and of two after a space


@dataclass(frozen=True, slots=True)
class Roles:
    """Nouns for persons by what they do."""

    masculine: Phrases = ()
    feminine: Phrases = ()
    neutral: Phrases = ()
    oblique: Phrases = ()  # the same in other cases than the nominative
    plural: Phrases = ()  # groups: a source, but no person
    modifiers: Phrases = ()
    links: Phrases = ()  # inside a role's complement
    employers: Phrases = ()  # links before the organization that a role belongs to
    sections: Phrases = ()  # the same, only before the name of an organization: "in the Legal Division"
    leads: Phrases = ()  # "who runs": verbs before the organization that a person leads
    offices: Phrases = ()  # openings of roles that belong to a place: "mayor of"; empty if all do
    portfolios: Phrases = ()  # roles whose complement is their field, not their organization: "minister"
    endings: Phrases = ()  # of words for professions
    heads: Phrases = ()  # roles of which the page's organization has one: "the Director General"
    epithets: Phrases = ()  # roles that can stand for whoever was spoken of: "the official", "the singer"
    ages: Phrases = ()  # endings of words that tell somebody by age: "the 42-year-old"
    posts: Phrases = ()  # the same, but only of somebody whose role is not told otherwise
    anyone: Phrases = ()  # nouns for whoever was named last: "the young woman"
    bodies: Phrases = ()  # nouns in lower case for what a role belongs to: "chair of the committee"
    family: Phrases = ()  # relatives: what they are to somebody is no role
    kin: Phrases = ()  # "her mother", "his lawyer": another person than the one spoken of


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Words for persons already named."""

    masculine: Phrases
    feminine: Phrases
    plural: Phrases = ()
    neutral: Phrases = ()
    speaker: Phrases = ()  # the first person as subject
    possessive_masculine: Phrases = ()
    possessive_feminine: Phrases = ()
    possessive_neutral: Phrases = ()
    possessive_plural: Phrases = ()  # where the plural is also said of one person: "their"
    first_person: Phrases = ()
    first_person_endings: Phrases = ()  # of verbs


@dataclass(frozen=True, slots=True)
class Sources:
    """Nouns for sources that are no persons."""

    organizations: Phrases
    documents: Phrases


@dataclass(frozen=True, slots=True)
class Decoys:
    """Nouns beside words in marks that are a name or a term."""

    titles: Phrases  # before the marks
    events: Phrases = ()  # after the marks


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed classes."""

    articles: Phrases = ()
    masculine_articles: Phrases = ()  # those in the singular that show the gender
    feminine_articles: Phrases = ()
    indefinite: Phrases = ()
    compounds: Phrases = ()  # nouns with a role's noun inside: "droit d’auteur"
    prepositions: Phrases = ()
    relatives: Phrases = ()
    complementizers: Phrases = ()  # "that" before what is said
    persons_relative: Phrases = ()  # those that stand for persons only
    conjunctions: Phrases = ()
    function: Phrases = ()  # other words that are no names though they open a sentence
    elisions: Phrases = ()  # written together with the next word: "l’"
    prefixes: Phrases = ()  # letters written together with the next word: Arabic "و"
    clitics: Phrases = ()  # pronouns after a hyphen: "-t-elle"


@dataclass(frozen=True, slots=True)
class Places:
    """Countries and cities, in the form in which they stand after a role, and the words made of them."""

    countries: Phrases = ()
    demonyms: Phrases = ()


@dataclass(frozen=True, slots=True)
class Modes:
    """How interviews and speeches show what they are."""

    interview_titles: Phrases = ()
    speech_titles: Phrases = ()
    speech_marks: Phrases = ()
    salutations: Phrases = ()
    questions: Phrases = ()  # labels
    answers: Phrases = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """All of it."""

    code: str
    attribution: Attribution
    acts: Acts
    names: Names
    roles: Roles
    pronouns: Pronouns
    sources: Sources
    decoys: Decoys
    grammar: Grammar
    places: Places
    modes: Modes


_SECTIONS = {
    "attribution": Attribution,
    "acts": Acts,
    "names": Names,
    "roles": Roles,
    "pronouns": Pronouns,
    "sources": Sources,
    "decoys": Decoys,
    "grammar": Grammar,
    "places": Places,
    "modes": Modes,
}


@cache
def speech(code: str) -> Speech:
    """The data of a language of `languages.CODES`."""
    data = tomllib.loads(resources.files(__package__).joinpath(f"{code}.toml").read_text("utf-8"))
    parts = {
        name: part(
            **{key: tuple(value) if isinstance(value, list) else value for key, value in data.get(name, {}).items()}
        )
        for name, part in _SECTIONS.items()
    }
    return Speech(code=code, **parts)
