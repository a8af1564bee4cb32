"""Stories and listings to HTML: the templates, and how pages of one template differ from each other."""

import codecs
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

from tests.site import chrome
from tests.site.markup import inline, plain
from tests.site.story import Story

LOCALES = {
    "en": "en-US", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU",
    "zh": "zh-CN", "ar": "ar-SA", "ja": "ja-JP", "pt": "pt-BR",
}  # fmt: skip
SECTIONS = {
    "hague-system": "Hague System",
    "madrid-system": "Madrid System",
    "lisbon-system": "Lisbon System",
    "frontier-technologies": "Frontier Technologies",
    "global-innovation-index": "Global Innovation Index",
    "director-general": "Director General",
    "wipo-magazine": "WIPO Magazine",
    "ip-statistics": "IP Statistics",
    "marrakesh-treaty": "Marrakesh Treaty",
    "office-singapore": "WIPO Singapore Office",
}
_TABLE_CHARSETS = {"ru": ("windows-1251", "koi8-r"), "ar": ("windows-1256",), "zh": ("gb2312",)}
_LOOKS: dict[str, dict[str, Sequence[str]]] = {
    "opencms": {
        "container": ("article", "article", "article", "plain"),
        "paragraph": ("p",),
        "lead": ("lead", "lead", ""),
        "heading": ("h2", "h3"),
        "date": ("dateline", "lines", "time", "div"),
        "date_place": ("below", "below", "below", "above"),
        "figure": ("figure", "box", "paragraph"),
        "credit": ("inline", "line"),
        "quote": ("blockquote", "blockquote", "div", "indent"),
        "pull": ("aside", "blockquote"),
        "question": ("strong", "h3"),
        "side": ("after", "after", "before"),
        "hidden": ("tight", "spaced"),
        "letters": ("raw", "entities"),
        "spaces": ("plain", "plain", "hard"),
        "filler": ("", "", "empty"),
        "links": ("list", "paragraphs"),
    },
    "liferay": {
        "paragraph": ("p", "div", "span"),
        "lead": ("",),
        "heading": ("h3", "h2"),
        "headline": ("h1", "h1", "span"),
        "date": ("span", "time"),
        "figure": ("media", "media", "figure"),
        "credit": ("inline", "line"),
        "quote": ("blockquote", "div"),
        "pull": ("aside", "div"),
        "question": ("strong", "h3"),
        "teaser": ("none", "none", "repeated"),
        "letters": ("raw",),
        "spaces": ("plain", "plain", "hard"),
        "filler": ("", "", "empty"),
        "links": ("list", "paragraphs"),
    },
    "tables": {
        "paragraph": ("p", "font", "br"),
        "lead": ("",),
        "heading": ("b",),
        "headline": ("plain", "font"),
        "date_place": ("below", "below", "above"),
        "figure": ("table", "paragraph"),
        "credit": ("inline",),
        "quote": ("blockquote", "indent"),
        "pull": ("blockquote",),
        "question": ("strong",),
        "letters": ("raw", "entities"),
        "spaces": ("plain", "hard"),
        "filler": ("", "anchor", "empty"),
        "links": ("paragraphs",),
    },
}
_LOOKS["magazine_old"] = _LOOKS["opencms"] | {
    "lead": ("lead",),
    "date": ("lines", "time"),
    "date_place": ("below", "above"),
}
_LOOKS["magazine_new"] = _LOOKS["liferay"] | {"teaser": ("none",), "pull": ("div", "aside")}
_ENTITIES = str.maketrans(
    {"“": "&ldquo;", "”": "&rdquo;", "’": "&rsquo;", "–": "&ndash;", "é": "&eacute;", "\xa0": "&nbsp;"}
)


_HARD_SPACES = re.compile(r"(?<=\b(?:Mr|Ms|Dr)\.) | (?=[;!?»–]\s)|(?<=г-н) |(?<=г-жа) ")


@dataclass(frozen=True)
class Related:
    """An item beside or below another article, or a row of a listing."""

    title: str
    href: str
    date: str
    lead: str


def choose(path: str, name: str, options: Sequence[str]) -> str:
    """One of the options, always the same for an address."""
    digest = hashlib.sha256(f"{name} {path}".encode()).digest()
    return options[int.from_bytes(digest[:4]) % len(options)]


def look(template: str, path: str) -> SimpleNamespace:
    """How the page at an address writes what its template leaves open."""
    options = {"date": ("dateline",), "date_place": ("below",), "hidden": ("tight",), "letters": ("raw",)} | _LOOKS[
        template
    ]
    return SimpleNamespace(**{name: choose(path, name, values) for name, values in options.items()})


def charset(story: Story) -> str:
    """The charset that the page's bytes are in."""
    if story.template != "tables":
        return "utf-8"
    return story.charset or choose(story.path, "charset", _TABLE_CHARSETS.get(story.lang, ("windows-1252",)))


def declared_charset(story: Story) -> str:
    """The charset that the page states: pages in windows-1252 called themselves iso-8859-1."""
    return {"windows-1252": "iso-8859-1"}.get(charset(story), charset(story))


def _number(value: str) -> int:
    return 10000 + int.from_bytes(hashlib.sha256(value.encode()).digest()[:3]) % 80000


def _shorten(text: str, length: int = 150) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def _is_contact_detail(line: str) -> bool:
    return plain(line).startswith(("Tel", "Fax", "E-mail", "Tél", "Correo", "Тел", "电话", "传真", "هاتف", "الهاتف"))


def _is_contact_intro(line: str) -> bool:
    return line.rstrip().endswith((":", "\uff1a", "*")) or len(line) > 110


def _is_dated(line: str) -> bool:
    return any(letter.isdigit() for letter in line) and "/" not in line


def _line_link(index: int) -> str:
    return ("https://www.flickr.com/photos/wipo/", "https://www.youtube.com/wipo")[index % 2]


@cache
def environment() -> jinja2.Environment:
    """The templates, with what they call."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters |= {"inline": inline, "number": _number, "shorten": _shorten, "line_link": _line_link}
    env.tests |= {"contact_detail": _is_contact_detail, "contact_intro": _is_contact_intro, "dated": _is_dated}
    env.globals |= {
        "navigation": chrome.navigation,
        "style_sheet": chrome.style_sheet,
        "import_map": chrome.import_map,
        "language_options": chrome.language_options,
    }
    return env


def frame(path: str, lang: str, *, title: str, year: int, versions: dict[str, str]) -> dict[str, Any]:
    """What every page's chrome needs."""
    section = path_section(path)
    return {
        "path": path,
        "lang": lang,
        "rtl": lang in chrome.RIGHT_TO_LEFT,
        "locale": LOCALES.get(lang, "en-US"),
        "title": title,
        "year": year,
        "versions": versions,
        "section": section,
        "section_name": SECTIONS.get(section, section.replace("-", " ").title()),
        "words": chrome.labels(lang),
        "crumbs": [(chrome.labels(lang)["news_events"], f"/portal/{lang}/news/")],
        "former": False,
    }


def path_section(path: str) -> str:
    """The section of an old address, the site of a new one."""
    return (path.split("/web/", 1)[1] if "/web/" in path else path[1:]).split("/", maxsplit=1)[0]


def article(story: Story, versions: dict[str, str], related: list[Related]) -> bytes:
    """The page of a story."""
    style = look(story.template, story.path)
    values = frame(story.path, story.lang, title=story.title, year=max(story.day.year, 2004), versions=versions)
    values |= {
        "story": story,
        "look": style,
        "related": related,
        "headline": "no_headline" not in story.trap,
        "former": story.template == "opencms"
        and story.day.isoformat() < "2020-10"
        and choose(story.path, "f", "yn") == "y",
        "declared": declared_charset(story),
        "document_title": _document_title(story, values["words"]),
    }
    page = environment().get_template(f"{story.template}.html").render(values)
    head, body = page.split("<body", 1)
    if style.spaces == "hard":
        body = _HARD_SPACES.sub("&nbsp;", body)
    if style.letters == "entities":
        body = body.translate(_ENTITIES)
    page = f"{head}<body{body}"
    return page.encode(charset(story), "xmlcharrefreplace")


def _document_title(story: Story, words: dict[str, Any]) -> str:
    """Title element of the table pages: the release's code or the headline."""
    code = f"{words['press_releases']} {story.reference}"
    return choose(story.path, "title", (code, story.title)) if story.reference else story.title


def content_type(story: Story) -> str:
    """The Content-Type header of a story's page; some table pages leave the charset to the page itself."""
    name = charset(story)
    if name == "utf-8":
        return "text/html;charset=UTF-8"
    codecs.lookup(name)
    return choose(story.path, "header", ("text/html", f"text/html; charset={declared_charset(story)}"))
