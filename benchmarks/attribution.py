"""Who said what: our attribution beside textacy's direct quotations, on pages in English.

    python -m pip install --no-deps --require-hashes -r requirements-peers.txt
    python -m spacy download en_core_web_sm
    python -m benchmarks.attribution [--model NAME_OR_PATH]

The pages are the English fixtures and tests/independent/news. Counted are quotations in marks of five words and more:
the F1 of spans with the right words; of those also given to the right person, a surname being enough; the same with
every pronoun taken as right, since textacy resolves none; paragraphs a second of CPU time. Where no person is named,
every answer is right but the name of somebody else who is quoted on the page.

textacy gets the paragraphs of our record one by one, since it gives up a text with an odd number of marks, and its
time is that of spaCy and its own rules; ours is that of the whole record from the page's bytes. What is not installed
is named and left out.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import metadata

from rich.console import Console
from rich.table import Table

from benchmarks import corpora
from benchmarks.corpora import Sample
from benchmarks.measures import plain, same, same_person
from tests.fixture_scores import Tally, spans, take
from wipo_scraper import extract

IN_MARKS = ("direct", "partial", "continued", "marked")
ENOUGH = 5  # words
PRONOUNS = ("he", "she", "they", "it", "i", "we")
COLUMNS = ("quotes found", "rightly attributed", "pronouns taken as right", "paragraphs a second")

Said = list[tuple[str, str]]  # the words, and who said them; empty if nobody is named
Tool = Callable[[Sample, list[str]], Said]


@dataclass
class Result:
    """One tool on one set."""

    quotes: Tally = field(default_factory=Tally)
    attributed: Tally = field(default_factory=Tally)
    resolved: Tally = field(default_factory=Tally)  # the same, every pronoun taken as right
    paragraphs: int = 0
    seconds: float = 0.0

    def add(self, sample: Sample, said: Said) -> None:
        """Compare what a tool found on a page with its labels."""
        found = [(words, who) for words, who in said if _long(words)]
        people = {quote["speaker"] for quote in sample.quotes} - {None}
        labels = [(words, quote) for quote in sample.quotes for words in quote["spans"]]
        marked = [(words, quote["speaker"]) for words, quote in labels if quote["kind"] in IN_MARKS and _long(words)]
        for words, speaker in marked:
            who = take(found, words, same)
            self.quotes.compare(words, words, None if who is None else words, same)
            for tally, excused in ((self.attributed, ()), (self.resolved, PRONOUNS)):
                if who is None:
                    tally.miss(words)
                elif who.casefold() in excused or _right(who, speaker, people):
                    tally.hit()
                else:
                    tally.wrong(f"{words}: {who}")
        others = [words for words, quote in labels if quote["kind"] not in IN_MARKS]
        aside = plain("\n".join([sample.neutral, *others]))
        for words, _ in found:
            if plain(words) not in aside:
                for tally in (self.quotes, self.attributed, self.resolved):
                    tally.extra(words)


def _long(words: str) -> bool:
    return len(words.split()) >= ENOUGH


def _right(who: str, speaker: str | None, people: set[str]) -> bool:
    """The surname is enough, unless that is the whole name of somebody else on the page."""
    if speaker is None:
        return not any(same_person(who, name) for name in people)
    surname = who.split()[-1:] or [""]
    return same_person(surname[0], speaker) and not any(same(who, name) for name in people - {speaker})


def ours(sample: Sample, _paragraphs: list[str]) -> Said:
    """The quotes in marks of the record."""
    article = extract(sample.page, sample.url, content_type="text/html")
    return [(words, quote.speaker or "") for words, quote in spans(article) if quote.kind in IN_MARKS]


def textacy(model: str) -> Tool:
    """Its direct quotations, over a spaCy pipeline of that name or in that folder."""
    import spacy
    from textacy.extract.triples import direct_quotations

    pipeline = spacy.load(model, disable=["ner"])

    def run(_sample: Sample, paragraphs: list[str]) -> Said:
        said = []
        for document in pipeline.pipe(paragraphs):
            try:
                triples = list(direct_quotations(document))
            except ValueError:  # an odd number of marks
                continue
            said += [(quote.content.text, " ".join(word.text for word in quote.speaker)) for quote in triples]
        return said

    return run


def tools(model: str) -> Iterator[tuple[str, Tool]]:
    """Each tool by name and version."""
    yield "wipo-scraper", ours
    try:
        yield f"textacy {metadata.version('textacy')}, spaCy {metadata.version('spacy')}", textacy(model)
    except (metadata.PackageNotFoundError, OSError) as reason:
        Console().print(f"textacy is left out: {reason}")


def measure(samples: list[Sample], tool: Tool) -> Result:
    """Run one tool over the pages."""
    result = Result()
    for sample in samples:
        article = extract(sample.page, sample.url, content_type="text/html")
        paragraphs = [article.text[block.start : block.end] for block in article.blocks]
        begin = time.process_time()
        said = tool(sample, paragraphs)
        result.seconds += time.process_time() - begin
        result.paragraphs += len(paragraphs)
        result.add(sample, said)
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="en_core_web_sm", help="spaCy's model, by name or folder (%(default)s)")
    model, console = parser.parse_args().model, Console(width=120)
    sets = {
        "English fixtures": [sample for sample in corpora.fixtures() if sample.language == "en"],
        "independent news": list(corpora.folder(corpora.INDEPENDENT / "news")),
    }
    measured = list(tools(model))
    for name, samples in sets.items():
        table = Table("tool", *COLUMNS, title=f"{name}: {len(samples)} pages")
        for tool_name, tool in measured:
            result = measure(samples, tool)
            figures = [f"{tally.scores()['f1']:.3f}" for tally in (result.quotes, result.attributed, result.resolved)]
            table.add_row(tool_name, *figures, f"{result.paragraphs / result.seconds:,.0f}")
        console.print(table)


if __name__ == "__main__":
    main()
