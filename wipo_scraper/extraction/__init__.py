"""The recipe: one page in, one article out."""

from wipo_scraper.article import Article


def extract(content: bytes | str, url: str, *, content_type: str | None = None) -> Article:
    """Placeholder until the parts stand."""
    raise NotImplementedError
