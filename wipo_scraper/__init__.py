"""One news page in, one article out: title, date, speakers, quotes and image credits."""

from wipo_scraper.article import Article, NotAnArticle, Record
from wipo_scraper.extraction import extract

__all__ = ["Article", "NotAnArticle", "Record", "__version__", "extract"]
__version__ = "0.1.0"
