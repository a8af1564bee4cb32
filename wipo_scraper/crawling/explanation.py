"""An article in words: each field, where it was read, and how each quote found its source."""

from rich.console import Console
from rich.markup import escape

from wipo_scraper.article import Article, Quote


def explain(article: Article, console: Console) -> None:
    """Print an article for a person who wants to check it against the page."""
    console.print(f"[bold]{escape(article.title or '(no headline)')}[/]", highlight=False)
    console.print(f"{article.url}\n", highlight=False, soft_wrap=True)
    evidence = article.evidence
    for name in ("title", "date", "place", "reference"):
        source = getattr(evidence, name)
        read = f"  <- {source.from_}: {source.text!r}" if source else ""
        _line(console, name, f"{getattr(article, name) or '-'}{read}")
    for name in ("mode", "stream", "url_language", "language"):
        _line(console, name, getattr(article, name) or "-")
    _line(console, "authors", "; ".join(article.authors) or "-")
    _line(console, "text", f"{len(article.text)} characters in {len(article.blocks)} blocks")
    for speaker in article.speakers:
        parts = [speaker.honorific, speaker.name, speaker.role, speaker.affiliation]
        known = f" = {speaker.person}" if speaker.person else ""
        _line(console, f"speaker {speaker.id}", f"{', '.join(filter(None, parts))}{known} ({', '.join(speaker.acts)})")
    for quote in article.quotes:
        _line(console, f"quote ({quote.kind})", _describe(quote))
    for image in article.images:
        credit = f"  credit: {image.credit} <- {image.credit_text!r}" if image.credit else "  no credit"
        _line(console, "image", f"{image.url or '-'}  {image.caption or image.alt or ''}{credit}")


def _describe(quote: Quote) -> str:
    cue = f", cue {quote.cue.text!r}" if quote.cue else ""
    mention = f", named {quote.mention.text!r}" if quote.mention else ""
    return (
        f"{quote.source or 'source unknown'} <- {quote.method}{cue}{mention}, confidence {quote.confidence:.2f}\n"
        f"    {quote.text}"
    )


def _line(console: Console, label: str, value: str) -> None:
    console.print(f"[cyan]{label}[/]  {escape(value)}", highlight=False, soft_wrap=True)
