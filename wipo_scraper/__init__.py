"""One news page in, one article out: title, date, speakers, quotes and image credits."""

from wipo_scraper.article import Article, NotAnArticle, Record
from wipo_scraper.extraction import extract
from wipo_scraper.warehouse.corpus import load

__all__ = ["Article", "NotAnArticle", "Record", "__version__", "extract", "load"]
__version__ = "0.1.0"
