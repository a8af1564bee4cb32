"""Mutated pages: nothing but NotAnArticle may come out, and every record is sound.

    python -m benchmarks.fuzz [--runs 100000] [--seed 1] [--corpus DIR]

Seeds are the labelled pages of the test suite. An input that leads to a record of a new shape joins the corpus and is
mutated further; with --corpus it is kept there for the next time. An input that fails is written to DIR/failures, and
the status is 1.
"""

import argparse
import hashlib
import random
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpora import FIXTURES
from tests.invariants import check
from wipo_scraper import Article, NotAnArticle, extract

ADDRESS = "https://www.wipo.int/pressroom/en/articles/2021/article_0013.html"
CONTENT_TYPES = ("text/html", "text/html; charset=utf-8", "text/html; charset=gb2312", "text/plain", None)
LONGEST = 6_000  # bytes of an input: enough for every rule, and thousands of runs a minute
SLOWEST = 2.0  # CPU seconds for one input
MARKUP = (
    "<div> </div> <p> </p> <b> <h1> <h2> <a\thref=/x> </a> <br> <img\tsrc=/a.jpg> <figure> <figcaption> "
    "<table> <tr> <td> <li> <blockquote> <script> </script> <style> <!-- --> <title> <![CDATA[ <form> "
    "<base\thref=http://[::1> <span\tclass=credit> class=hidden\t style='display:none' &nbsp; &#0; &#xD800; &amp"
)
PHRASES = (
    '“|”|"|«|»|「|」|‘|’| said |Mr. Quill said: |(Photo: X/Y)|©|March 15, 2024|2024-02-31|Geneva, |PR/2024/922|'
    "Related news|٢٦ مايو ٢٠٢٢|2022年7月14日|她说：| a déclaré M. Quill| – сказал он."
    "|\u202e|\u00ad|\0|\x1e|http://[::1|Q: |–|。"
)
TOKENS = [token.encode() for token in MARKUP.split(" ") + PHRASES.split("|")]


def mutate(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """One to eight small changes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(changed))
        until = min(len(changed), at + chance.choice((1, 4, 30, 300)))
        match chance.randint(0, 6):
            case 0:
                del changed[at:until]
            case 1:
                changed[at:at] = changed[at:until] * chance.choice((1, 2, 20))
            case 2:
                changed[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 40))
            case 3:
                other = chance.choice(others)
                begin = chance.randint(0, len(other))
                changed[at:at] = other[begin : begin + chance.choice((20, 200, 2000))]
            case 4:
                changed[at:until] = chance.randbytes(until - at)
            case 5:
                del changed[at:]
            case 6 if at < until:
                changed[at] ^= 1 << chance.randint(0, 7)
            case _:
                changed[at:at] = chance.choice(TOKENS)
    return bytes(changed[:LONGEST])


def shape(found: Article | str) -> str:
    """What tells one kind of result from another."""
    if isinstance(found, str):
        return found
    kinds = ",".join(sorted({block.kind for block in found.blocks}))
    quotes = ",".join(sorted({f"{quote.kind}/{quote.method}" for quote in found.quotes}))
    sources = [
        source.from_ if source else "" for source in (found.evidence.title, found.evidence.date, found.evidence.place)
    ]
    images = sum(1 for image in found.images if image.credit)
    numbers = [min(images, 3), min(len(found.speakers), 4), bool(found.authors)]
    return f"{found.language} {found.mode} {kinds} {quotes} {sources} {numbers}"


def attempt(data: bytes, content_type: str | None) -> Article | str:
    """A sound record, or why there is none. Raises whatever must not be raised."""
    begin = time.process_time()
    try:
        found: Article | str = extract(data, ADDRESS, content_type=content_type)
    except NotAnArticle as refusal:
        found = refusal.reason
    assert time.process_time() - begin < SLOWEST, "too slow"
    if isinstance(found, Article):
        check(found)
    return found


def seeds(directory: Path | None) -> list[bytes]:
    """The labelled pages, and what earlier runs kept."""
    pages = [path.read_bytes()[:LONGEST] for path in sorted(FIXTURES.glob("*/*/page.html"))]
    kept = [path.read_bytes() for path in sorted(directory.glob("*.bin"))] if directory else []
    return pages + kept


def write(directory: Path, data: bytes) -> Path:
    """Keep an input under a name made of its bytes."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{hashlib.sha256(data).hexdigest()[:16]}.bin"
    path.write_bytes(data)
    return path


def main(arguments: Iterable[str] | None = None) -> int:
    """Run; 0 if nothing failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="where inputs with new shapes are kept from run to run")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    corpus = seeds(options.corpus)
    shapes: set[str] = set()
    failures = 0
    begin = time.process_time()
    for run in range(1, options.runs + 1):
        data = mutate(chance.choice(corpus), corpus, chance)
        content_type = chance.choice(CONTENT_TYPES)
        try:
            found = shape(attempt(data, content_type))
        except Exception:  # noqa: BLE001 - this is what is looked for
            failures += 1
            path = write((options.corpus or Path(__file__).parent / "out") / "failures", data)
            print(f"{path} as {content_type}:\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
            continue
        if found not in shapes:
            shapes.add(found)
            corpus.append(data)
            if options.corpus:
                write(options.corpus, data)
        if run % 10_000 == 0:
            rate = run / (time.process_time() - begin)
            print(f"{run:,} runs, {len(corpus):,} inputs, {failures} failures, {rate:,.0f} a second", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
