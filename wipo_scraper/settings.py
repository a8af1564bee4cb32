"""Settings of the project. Each can be given on the command line: `scrapy crawl news -s NAME=VALUE`."""

from importlib.util import find_spec

from wipo_scraper import __version__

# In a checkout spiders and pipelines stand at the top; the wheel carries them inside the package.
_ROOM = "wipo_scraper." if find_spec("wipo_scraper.spiders") else ""

BOT_NAME = "wipo-scraper"
SPIDER_MODULES = [f"{_ROOM}spiders"]
NEWSPIDER_MODULE = f"{_ROOM}spiders"
COMMANDS_MODULE = "wipo_scraper.commands"

# Where the news comes from and goes to.
SITE = "https://www.wipo.int"  # or a server that plays it
DATA_DIR = "data"
WARC_ENABLED = True

# Politeness: one request at a time, seconds apart, as robots.txt allows, and an address to complain to.
CONTACT = ""  # an e-mail or web address, shown in the User-Agent
USER_AGENT = f"wipo-scraper/{__version__}"
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # records keep their order; Scrapy starts so many tasks with every answer
DOWNLOAD_DELAY = 3.0  # seconds
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 3.0  # seconds
AUTOTHROTTLE_MAX_DELAY = 120.0  # seconds
RETRY_TIMES = 3
RETRY_BACKOFF = 15.0  # seconds to wait after 429 and 503 without Retry-After, doubled with each try
RETRY_AFTER_MAX = 600.0  # seconds; a site that asks to wait longer ends the run (exit status 75)
DOWNLOAD_TIMEOUT = 60  # seconds
REDIRECT_MAX_TIMES = 5  # one after the other
LISTING_PAGES = 500  # of one entry point; a listing that goes on is a failure

# Caution: no page is larger, no certificate goes unchecked, no other scheme and no remote control is open.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "wipo_scraper.crawling.handlers.SiteHandler",
    "https": "wipo_scraper.crawling.handlers.SiteHandler",
    "data": None,
    "ftp": None,
    "s3": None,
}
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Listings are walked to their end when that was last done longer ago than this; missing ones are tried again.
FULL_WALK_DAYS = 30

# When a run is given up (exit status 4).
FAILURES_IN_A_ROW = 20  # pages that could not be fetched, one after the other
FAILURES_FLOOR = 5  # failures are too many from this number on …
FAILURES_SHARE = 0.2  # … if they are more than this share of the pages asked for

DOWNLOADER_MIDDLEWARES = {
    "wipo_scraper.crawling.boundaries.RobotsGuard": 540,  # after retries
    "wipo_scraper.crawling.politeness.Politeness": 560,  # before retries
    "wipo_scraper.crawling.wholeness.WholePages": 585,  # after decompression
    "wipo_scraper.crawling.wholeness.WholeData": 595,  # before decompression
    "wipo_scraper.crawling.boundaries.RedirectGuard": 610,  # before redirects
}
EXTENSIONS = {
    "wipo_scraper.crawling.recorder.WarcRecorder": 100,
    "wipo_scraper.crawling.progress.ProgressLine": 200,
}
ITEM_PIPELINES = {
    f"{_ROOM}pipelines.validate.ValidateRecord": 100,
    f"{_ROOM}pipelines.duplicates.DropDuplicates": 200,
    f"{_ROOM}pipelines.revisions.KeepNewAndChanged": 250,
    f"{_ROOM}pipelines.limit.StopAtLimit": 300,
    f"{_ROOM}pipelines.write.WriteLines": 400,
}

# Scrapy's own feeds (-O FILE): the file is replaced when the new one is whole.
FEED_STORAGES = {
    "": "wipo_scraper.storage.feeds.WholeFileStorage",
    "file": "wipo_scraper.storage.feeds.WholeFileStorage",
}
FEED_EXPORT_ENCODING = "utf-8"

LOG_LEVEL = "INFO"
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
