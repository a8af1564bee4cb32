"""The arguments of `scrapy crawl news`, read once and checked."""

from atexit import register
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit

from wipo_scraper import site

SAMPLE = "sample"
LIVE = f"https://{site.HOST}"
_FIRST_YEAR = 1996  # of the oldest press releases
_SCRAPYD_JOB = "_job"  # what scrapyd adds to every spider's arguments


class ArgumentError(ValueError):
    """An argument or setting makes no sense; the message names it."""


@dataclass(frozen=True)
class Arguments:
    """What to visit and what to keep. See the spider for what each means."""

    since: date | None = None
    until: date | None = None
    languages: tuple[str, ...] = ("en",)
    streams: tuple[str, ...] = tuple(site.STREAMS)
    limit: int | None = None
    urls: tuple[str, ...] = ()
    recheck_days: int = 30
    replay: Path | None = None
    given: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, given: dict[str, str]) -> "Arguments":
        """Read the arguments as given on the command line. Raises ArgumentError."""
        readers = {
            "since": _read_date,
            "until": _read_date,
            "languages": lambda name, value: _read_keys(name, value, site.LANGUAGES),
            "streams": lambda name, value: _read_keys(name, value, tuple(site.STREAMS)),
            "limit": _read_count,
            "urls": _read_urls,
            "recheck_days": _read_days,
            "replay": _read_archive,
        }
        values: dict[str, Any] = {}
        given = {name: value for name, value in given.items() if name != _SCRAPYD_JOB}
        for name, value in given.items():
            if name not in readers:
                raise ArgumentError(f"{name}: no such argument; there are {', '.join(readers)}")
            values[name] = readers[name](name, value.strip())
        arguments = cls(**values, given=dict(given))
        if arguments.since and arguments.until and arguments.since > arguments.until:
            raise ArgumentError(f"until: {arguments.until} is before since={arguments.since}")
        return arguments

    @property
    def wants_all_streams(self) -> bool:
        """Tell whether the streams are not narrowed, so that items of unlisted streams are wanted too."""
        return "streams" not in self.given

    def wants_date(self, published: str | None) -> bool:
        """Tell whether a record's date is in range. A month counts as its first day; undated records are wanted."""
        if published is None:
            return True
        day = date.fromisoformat(f"{published}-01-01"[:10])
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def wants(self, address: site.Address) -> bool:
        """Tell whether an address is an article to visit."""
        return (
            address.is_article
            and address.language in self.languages
            and (address.stream in self.streams if address.stream else self.wants_all_streams)
        )

    @property
    def scope(self) -> dict[str, Any]:
        """Return what decides which articles a walk deals with; a run that deals with no more can rely on it."""
        return {
            "languages": sorted(self.languages),
            "streams": sorted(self.streams),
            "all_streams": self.wants_all_streams,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }

    def is_covered_by(self, scope: dict[str, Any]) -> bool:
        """Tell whether an earlier run of that scope dealt with all that these arguments want."""
        own = self.scope
        return (
            set(own["languages"]) <= set(scope["languages"])
            and set(own["streams"]) <= set(scope["streams"])
            and (scope["all_streams"] or not own["all_streams"])
            and (scope["since"] is None or (own["since"] or "") >= scope["since"])
            and (scope["until"] is None or (own["until"] or "9999") <= scope["until"])
        )

    def years(self, today: date) -> range:
        """Return the years that can hold wanted articles."""
        first = self.since.year if self.since else 0
        last = self.until.year if self.until else today.year
        return range(max(first, _FIRST_YEAR), min(last, today.year) + 1)


def read_site(value: str) -> str:
    """Read the setting SITE: the address of a server, without path. Raises ArgumentError."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ArgumentError(f"SITE: not the address of a server: {value!r}")
    return f"{parts.scheme}://{parts.netloc}"


def help_on(name: str) -> str:
    """Return the list of values of an argument that takes keys."""
    if name == "languages":
        return "\n".join(site.LANGUAGES)
    width = max(map(len, site.STREAMS))
    return "\n".join(f"{stream.key:<{width}}  {stream.title}" for stream in site.STREAMS.values())


def _read_date(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ArgumentError(f"{name}: not a date like 2024-01-31: {value!r}") from None


def _read_count(name: str, value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ArgumentError(f"{name}: not a number of records: {value!r}")
    return int(value)


def _read_days(name: str, value: str) -> int:
    if not value.isdecimal():
        raise ArgumentError(f"{name}: not a number of days: {value!r}")
    return int(value)


def _read_keys(name: str, value: str, known: tuple[str, ...]) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(key.strip() for key in value.split(",") if key.strip()))
    unknown = [key for key in keys if key not in known]
    if unknown or not keys:
        raise ArgumentError(f"{name}: unknown: {', '.join(unknown) or 'nothing given'}; {name}=help lists them")
    return keys


def _read_urls(name: str, value: str) -> tuple[str, ...]:
    path = Path(value)
    if "://" not in value:
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ArgumentError(f"{name}: neither addresses nor a readable file: {value!r} ({error})") from None
        urls = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    else:
        urls = [url.strip() for url in value.split(",") if url.strip()]
    if not urls:
        raise ArgumentError(f"{name}: no address in {value!r}")
    for url in urls:
        try:
            address = site.address(url)
        except ValueError:
            raise ArgumentError(f"{name}: not an address: {url!r}") from None
        if not address.is_wipo or address.is_excluded:
            raise ArgumentError(f"{name}: not a page of {site.HOST} that may be visited: {url}")
    return tuple(dict.fromkeys(urls))


def _sample() -> Path:
    """Return the folder of the bundled sample, copied out of the package where that is a zip file (scrapyd)."""
    folder = resources.files("wipo_scraper") / "sample"
    if isinstance(folder, Path):
        return folder
    copy = Path(mkdtemp())
    register(rmtree, copy)
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


def _read_archive(name: str, value: str) -> Path:
    if value == SAMPLE:
        return _sample()
    path = Path(value)
    if not path.exists():
        raise ArgumentError(f"{name}: no such file or folder: {value!r}")
    return path.resolve()
