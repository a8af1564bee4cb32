"""Quotes in captions."""

from wipo_scraper.extraction.discourse import Discourse
from wipo_scraper.extraction.drafts import Draft
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.linking import Linker
from wipo_scraper.extraction.reading import Reading


def caption_quotes(captions: list[Reading], discourse: Discourse, lex: Lexicon, known: set[str]) -> list[Draft]:
    """Direct speech in captions; `known` holds the words of the body's quotes, which a caption may repeat."""
    drafts: list[Draft] = []
    for index, caption in enumerate(captions):
        if not caption.regions:
            continue
        discourse.read(caption)
        for link in Linker(caption, lex).links():
            region = link.region
            words = caption.text[region.inner_start : region.inner_end]
            if (link.report is None and link.mention is None) or words in known:
                continue
            person = caption.persons.get(link.mention.first) if link.mention else None
            draft = Draft([], "caption", "caption", image=index, words=words)
            draft.attribute(caption, link.mention, link.report, person)
            if person is not None:
                person.add_act("quoted")
            drafts.append(draft)
    return drafts
