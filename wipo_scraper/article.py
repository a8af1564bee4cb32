"""The record: what one news page says, and what the crawl adds to it.

Every key is always present; what a page does not give is null or an empty list. Offsets count Unicode code
points of `text`, start included, end excluded. The JSON Schema of `Record` is the contract with everybody who
loads the output; `SCHEMA_VERSION` changes with it.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Mode = Literal["news", "interview", "speech"]
Precision = Literal["day", "month", "year"]
BlockKind = Literal[
    "paragraph",
    "heading",
    "list_item",
    "block_quote",
    "pull_quote",
    "question",
    "answer",
    "table",
    "side",
]
QuoteKind = Literal["direct", "partial", "block", "continued", "interview", "caption"]
SourceKind = Literal["person", "organization", "document", "unknown"]
Act = Literal[
    "quoted",
    "stated",
    "presented",
    "opened",
    "closed",
    "chaired",
    "moderated",
    "announced",
    "interviewed",
    "addressed",
]
Method = Literal[
    "after",
    "before",
    "split",
    "colon",
    "according_to",
    "participle",
    "same_block",
    "continuation",
    "block_after",
    "block_before",
    "interview",
    "caption",
    "floating",
    "none",
]
EvidenceSource = Literal[
    "heading",
    "headline_element",
    "dateline",
    "near_headline",
    "time_element",
    "meta",
    "json_ld",
    "title_element",
    "open_graph",
    "text",
    "url",
]
Reason = Literal["new", "page", "extractor"]

_EXACT = 2**53 - 1
"""The largest integer that every JSON reader keeps exact."""

Offset = Annotated[int, Field(ge=0, le=_EXACT, description="Code points from the start of the article's text.")]


class Model(BaseModel):
    """Closed: an unknown key is an error. Dumped by alias, so that `from` can be a key."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)


class Span(Model):
    """A stretch of the article's text, `text[start:end]`."""

    start: Offset
    end: Offset


class Fragment(Span):
    """A stretch of the article's text together with its words."""

    text: str = Field(description="The words at this place.")


class Block(Span):
    """One block of the body and its kind."""

    kind: BlockKind = Field(description="What the block is on the page.")


class Speaker(Model):
    """A person who is quoted, or reported as speaking, in the article."""

    id: str = Field(pattern=r"^s[1-9]\d*$", description="Key within the article: s1, s2, … in order of appearance.")
    person: str | None = Field(description="Key of a known office holder of WIPO, the same in all languages.")
    name: str = Field(min_length=1, description="The fullest form on the page, without honorific.")
    honorific: str | None = Field(description="As printed before the name: 'H.E. Prof.', 'Mme', 'г-н'.")
    role: str | None = Field(description="Office or function as printed.")
    affiliation: str | None = Field(description="Organization or country the role belongs to, as printed.")
    acts: list[Act] = Field(description="What the article reports the person doing as a speaker.")
    mentions: list[Span] = Field(description="Every place in the text that means this person.")


class Quote(Model):
    """One entry of direct speech."""

    id: str = Field(description="Stable over revisions: from the article's id, the words and their ordinal.")
    text: str = Field(min_length=1, description="The spans joined by a blank line.")
    spans: list[Span] = Field(description="Where the words stand; empty for a quote in a caption.")
    speaker: str | None = Field(
        description="The name as in `speakers`; null if the source is no person or not resolved."
    )
    speaker_id: str | None = Field(description="The speaker's id in `speakers`.")
    source: str | None = Field(description="Who or what is quoted, as named on the page.")
    source_kind: SourceKind = Field(description="Whether the source is a person, an organization or a document.")
    mention: Fragment | None = Field(description="The words that name the source beside the quote.")
    cue: Fragment | None = Field(description="The reporting words: 'said', 'a déclaré', '指出'.")
    kind: QuoteKind = Field(description="The form of the quote on the page.")
    method: Method = Field(description="The rule that found the source.")
    confidence: float = Field(ge=0, le=1, description="How far the entry can be trusted, 0 to 1.")
    image: int | None = Field(ge=0, le=_EXACT, description="Index in `images` for a quote in a caption.")


class Image(Model):
    """An image of the article itself."""

    url: str | None = Field(description="Absolute address; null in a text rendition.")
    alt: str | None = Field(description="The alt text as given.")
    caption: str | None = Field(description="The caption without the credit.")
    credit: str | None = Field(description="Right holder or photographer as printed, without label and brackets.")
    credit_text: str | None = Field(description="The credit with label and brackets, as printed.")


class Link(Model):
    """A link in the body."""

    text: str = Field(description="The linked words.")
    url: str = Field(description="Absolute address.")


class Translation(Model):
    """Another language version of the article, as the page states it."""

    language: str = Field(description="BCP 47 primary tag of the version.")
    url: str = Field(description="Absolute address of the version.")


class Source(Model):
    """Where on the page a field was read, and the words it was read from."""

    from_: EvidenceSource = Field(alias="from", description="The part of the page.")
    text: str = Field(description="The words as printed there.")


class Evidence(Model):
    """The ground for each field of the page's head."""

    title: Source | None = Field(default=None, description="Ground of the title.")
    date: Source | None = Field(default=None, description="Ground of the date.")
    place: Source | None = Field(default=None, description="Ground of the place.")
    reference: Source | None = Field(default=None, description="Ground of the reference.")


class Article(Model):
    """What one page says. Pure function of its bytes and address."""

    schema_version: str = Field(description="Version of this record's schema.")
    extractor: str = Field(description="Version of the program that read the page.")
    id: str = Field(description="Key of the article: its canonical address without scheme.")
    story: str = Field(description="The id with * for the language: the same for all language versions.")
    url: str = Field(description="Canonical address.")
    stream: str | None = Field(description="Key of the news stream the address belongs to.")
    mode: Mode = Field(description="News report, interview or speech.")
    url_language: str | None = Field(description="Language of the address.")
    language: str | None = Field(description="Language of the text (BCP 47 primary tag).")
    translations: list[Translation] = Field(description="Other language versions that the page links to.")
    title: str | None = Field(description="The headline a reader sees.")
    date: str | None = Field(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="Date of publication, ISO 8601, cut to what the page states."
    )
    date_precision: Precision | None = Field(description="How much of the date the page states.")
    place: str | None = Field(description="Place in the dateline, as printed.")
    reference: str | None = Field(description="Release code in the dateline: PR/2024/922.")
    authors: list[str] = Field(description="Names in the byline.")
    text: str = Field(description="The body's blocks, joined by a blank line.")
    blocks: list[Block] = Field(description="The body's blocks in reading order.")
    speakers: list[Speaker] = Field(description="Everyone who speaks in the article, in order of appearance.")
    quotes: list[Quote] = Field(description="All direct speech, in order of appearance.")
    images: list[Image] = Field(description="The article's own images.")
    links: list[Link] = Field(description="Links in the body.")
    evidence: Evidence = Field(description="Where title, date, place and reference were read.")


class Http(Model):
    """The answer that carried the page."""

    status: int = Field(ge=100, le=599, description="Status code.")
    etag: str | None = Field(description="ETag header.")
    last_modified: str | None = Field(description="Last-Modified header.")


class Warc(Model):
    """The response record in the archive."""

    file: str = Field(description="File name, relative to the directory of archives.")
    offset: int = Field(ge=0, le=_EXACT, description="Byte offset of the record's gzip member.")


class Record(Article):
    """An article as a crawl writes it: one line of an articles file."""

    fetched_at: str = Field(
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$", description="When the page was fetched, UTC."
    )
    run: str = Field(description="The run that wrote the record.")
    revision: int = Field(ge=1, le=_EXACT, description="1 for the first record of an id, then counting up.")
    reason: Reason = Field(description="Why this revision exists: new article, changed page, changed extractor.")
    page_hash: str = Field(pattern=r"^sha256:[0-9a-f]{64}$", description="Hash of the page's bytes.")
    content_hash: str = Field(pattern=r"^sha256:[0-9a-f]{64}$", description="Hash of what the page says.")
    http: Http = Field(description="The answer that carried the page.")
    warc: Warc | None = Field(description="Where the exchange is archived.")
    aliases: list[str] = Field(description="Other addresses under which the article was seen.")


def record_schema() -> dict[str, Any]:
    """JSON Schema of `Record` (draft 2020-12): the contract with everybody who loads the output."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "version": SCHEMA_VERSION,
        **Record.model_json_schema(mode="serialization"),
    }


class NotAnArticle(ValueError):  # noqa: N818 - a name that others rely on
    """Raised for a listing, a home page, an error or challenge page: `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
