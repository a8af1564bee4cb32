"""What stands around an article on every page: labels by language, navigation, style sheets, import maps."""

import datetime as dt
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "chrome"
_AREAS = (
    "about-ip", "services", "policy", "topics", "audiences", "outreach", "reference", "filing", "amc", "cooperation",
    "about-wipo",
)  # fmt: skip
_PARTS = (
    "alert", "badge", "breadcrumb", "button", "card", "color-picker", "data-provider", "date-picker", "drop-down",
    "empty-state", "form", "icon", "label", "layout", "link", "list", "modal", "multi-select", "navigation-bar",
    "panel", "popover", "shared", "slider", "sticker", "table", "tabs", "time-picker", "toolbar", "tooltip",
)  # fmt: skip
_FOLDERS = ("", "/lib/index")
_ENGLISH_CHROME = ("ja", "pt", "de", "ko")  # served with the English navigation
RIGHT_TO_LEFT = ("ar",)
MENU_LANGUAGES = frozenset({"en", "fr", "es", "ru", "zh", "ar"})


@cache
def labels(lang: str) -> dict[str, Any]:
    """The words of the chrome in a page's language; Japanese and Portuguese pages get the English ones."""
    name = "en" if lang in _ENGLISH_CHROME else lang
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def navigation(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The groups of the menu: (title, [(label, address)])."""
    return [
        (group[0], [(label, f"/{area}/{lang}/") for label in group])
        for group, area in zip(labels(lang)["nav"], _AREAS, strict=True)
    ]


def short_date(day: dt.date, lang: str) -> str:
    """A date as listings print it: Mar 15, 2024."""
    words = labels(lang)
    return str(words["short_date"].format(day=day.day, month=words["months"][day.month - 1], year=day.year))


@cache
def style_sheet(theme: str, widths: int) -> str:
    """A style sheet inside the page with rules for a number of screen widths: as long as those of the real pages."""
    steps = [f"{step / 4:g}rem" for step in range(6)]
    utilities = [
        f".{theme}-{name}-{index}{{{prop}:{step}!important}}"
        for name, prop in (
            ("mt", "margin-top"),
            ("mb", "margin-bottom"),
            ("pt", "padding-top"),
            ("pb", "padding-bottom"),
        )
        for index, step in enumerate(steps)
    ]
    columns = [f".{theme}-col-{n}{{float:left;width:calc({n}*8.333%)}}" for n in range(1, 13)]
    block = "".join((*utilities, *columns))
    return block + "".join(f"@media (min-width:{320 + 64 * n}px){{{block}}}" for n in range(widths))


@cache
def import_map() -> str:
    """The import map of a page of the new site."""
    exports = "/o/frontend-taglib-clay/__liferay__/exports/@clayui$"
    imports = {
        f"@clayui/{part}{folder}": f"{exports}{part}{folder.replace('/', '$')}.js"
        for folder in _FOLDERS
        for part in _PARTS
    }
    return json.dumps({"imports": imports})


def language_options(versions: dict[str, str]) -> str:
    """The value of the navigation bar's languageOptions."""
    return json.dumps([{"code": lang, "link": path} for lang, path in sorted(versions.items())])
