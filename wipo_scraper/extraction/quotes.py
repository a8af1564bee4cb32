"""Who said what: the quotes of a story, their sources, and everyone who speaks in it."""

from dataclasses import dataclass, field

from wipo_scraper.article import Mode, Quote, Speaker
from wipo_scraper.extraction.captions import caption_quotes
from wipo_scraper.extraction.discourse import Discourse, learn_voices
from wipo_scraper.extraction.genders import learn_genders
from wipo_scraper.extraction.languages import CODES
from wipo_scraper.extraction.lexicon import Lexicon, fold, lexicon
from wipo_scraper.extraction.marks import single_marks
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.modes import Interview, find_interview, is_speech
from wipo_scraper.extraction.offices import join_holders
from wipo_scraper.extraction.page import PageBlock
from wipo_scraper.extraction.people import People
from wipo_scraper.extraction.reading import Reading, read_again, read_block
from wipo_scraper.extraction.records import quotes_of, speakers_of
from wipo_scraper.extraction.walk import Walk

_BEFORE_TEXT = -100_000  # place of the title's names: before all others
_LONGEST_LINE = 120  # characters
_SENTENCE = frozenset(".。!！?？:：,，")
_AFTER_TEXT = 100_000_000  # of the captions'


@dataclass(slots=True)
class Story:
    """What attribution reads: the body and what stands around it."""

    blocks: list[PageBlock]  # the body; each `start` is its offset in the article's text
    title: str | None
    date: str | None
    language: str | None
    article_id: str
    url: str
    captions: list[str | None] = field(default_factory=list)  # one an image, in order
    authors: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)  # lines between headline and body


@dataclass(slots=True)
class Attribution:
    """What attribution finds."""

    mode: Mode = "news"
    speakers: list[Speaker] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


def attribute(story: Story) -> Attribution:
    """The quotes and speakers of a story; marks questions and answers of an interview among its blocks."""
    lex = lexicon(story.language if story.language in CODES else "en")
    title_text = story.title or ""
    title, front, readings, captions = _read(story, lex)
    interview = find_interview(story.blocks, readings, title_text, lex)
    speech = interview is None and is_speech(title_text, story.url, readings, lex)
    front = front if speech else []  # the giver of a speech is often named there, and nobody else who speaks
    everything = [title, *front, *readings, *captions]
    people = _register(everything, lex)
    if lex.script in {"arabic", "han"}:
        families = _names(people, lex)
        title = read_again(title, lex, families)
        front, readings, captions = (
            [read_again(reading, lex, families) for reading in part] for part in (front, readings, captions)
        )
        everything = [title, *front, *readings, *captions]
        people = _register(everything, lex)
    if lex.spaced:
        people.complete(title.mentions)
    for reading in everything:
        for mention in reading.mentions:
            if mention.kind == "person" and people.find(mention) is None:
                mention.kind = "organization"  # a capital alone makes no person
    _join_articled(people, readings, lex)
    if "wipo" in story.url:
        join_holders(people, story.date, "\n".join(reading.text for reading in everything))
    _join_head(people, readings, lex)
    learn_voices(readings, people)
    learn_genders(readings, people)
    discourse = Discourse(people)
    discourse.read(title)
    drafts = Walk(readings, discourse, lex, interview, speech=speech).drafts()
    if interview is not None:
        _mark(story.blocks, interview)
    if speech:
        _add_giver(discourse, [title, *front, *_signed(readings), *captions])
    text = "\n\n".join(block.text for block in story.blocks)
    known = {text[start:end] for draft in drafts for start, end in draft.spans}
    drafts += caption_quotes(captions, discourse, lex, known)
    speakers, ids = speakers_of(people, len(text))
    mode: Mode = "interview" if interview else "speech" if speech else "news"
    return Attribution(mode, speakers, quotes_of(drafts, text, story.article_id, ids))


def _read(story: Story, lex: Lexicon) -> tuple[Reading, list[Reading], list[Reading], list[Reading]]:
    """The title, the lines under it, the blocks and the captions."""
    single = lex.data.attribution.single_marks and single_marks([block.text for block in story.blocks])
    title = read_block(story.title or "", _BEFORE_TEXT, "heading", lex)
    front = [read_block(line, _BEFORE_TEXT + 1000 * number, "side", lex) for number, line in enumerate(story.front, 1)]
    readings = [read_block(block.text, block.start, block.kind, lex, single=single) for block in story.blocks]
    captions = [
        read_block(caption or "", _AFTER_TEXT + 1000 * index, "side", lex, single=single or _opens_single(caption, lex))
        for index, caption in enumerate(story.captions)
    ]
    return title, front, readings, captions


def _opens_single(caption: str | None, lex: Lexicon) -> bool:
    """Whether a caption opens with a single mark, as captions do on pages that use double ones."""
    return lex.data.attribution.single_marks and (caption or "")[:1] in {"‘", "'"}


def _names(people: People, lex: Lexicon) -> frozenset[str]:
    """The names that tell a person on this page, where no capital does: family names, in Chinese full names."""
    if lex.script == "han":
        return frozenset(person.name for person in people.persons if len(person.name) > 1)
    return frozenset(person.key[-1] for person in people.persons if len(person.key) > 1)


def _join_head(people: People, readings: list[Reading], lex: Lexicon) -> None:
    """ "The Director General … Mr. Tang": the head of the organization, named in full or not, without the role."""
    heads = tuple(fold(role, lex.script) for role in lex.data.roles.heads)
    for reading in readings:
        for mention in reading.mentions:
            place = reading.start + mention.start
            if heads and mention.kind == "role" and fold(mention.role or "", lex.script).startswith(heads):
                if people.by_role(mention, place) is None:
                    people.introduced(mention, place, _AFTER_TEXT, _AFTER_TEXT)
                return


def _join_articled(people: People, readings: list[Reading], lex: Lexicon) -> None:
    """A family name that opens as an article does, "Le Moal", is taken for an organization where it stands alone."""
    families = {tuple(person.key[-2:]): person.name for person in people.persons if len(person.key) > 2}
    for reading in readings if lex.articles else ():
        for mention in reading.mentions:
            words = reading.text[mention.start : mention.end]
            if mention.kind == "organization" and tuple(people.key(words)) in families and words[0].isupper():
                mention.kind, mention.name = "person", words


def _register(readings: list[Reading], lex: Lexicon) -> People:
    people = People(lex)
    people.register([(_place(reading, m), m) for reading in readings for m in reading.mentions])
    return people


def _place(reading: Reading, mention: Mention) -> int:
    """Where a mention stands; a heading's capitals tell as little as the title's."""
    return reading.start + mention.start if reading.kind != "heading" else _BEFORE_TEXT + mention.start


def _mark(blocks: list[PageBlock], interview: Interview) -> None:
    for number in interview.questions:
        blocks[number].kind = "question"
    for turn in interview.answers:
        for number in range(turn.first, turn.last):
            blocks[number].kind = "answer"


def _signed(readings: list[Reading]) -> list[Reading]:
    """The first block, if it is only a line that names somebody and no sentence."""
    return [r for r in readings[:1] if len(r.text) <= _LONGEST_LINE and not r.reports and r.text[-1] not in _SENTENCE]


def _add_giver(discourse: Discourse, around: list[Reading]) -> None:
    """The giver of a speech is named around it: in the title, under it, in a caption."""
    named = [(reading, m) for reading in around for m in reading.mentions if m.kind in {"person", "role"}]
    for reading, mention in named:
        person = discourse.resolve(mention, reading.start + mention.start)
        if person is not None:
            person.add_act("addressed")
            return
