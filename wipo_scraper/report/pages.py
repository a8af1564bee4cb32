"""The pages, from templates/: everything in them is escaped."""

from pathlib import Path
from typing import Any

from wipo_scraper import __version__
from wipo_scraper.report.charts import draw
from wipo_scraper.report.collect import Collection
from wipo_scraper.report.overview import LastRun
from wipo_scraper.report.tables import Figure, language_name
from wipo_scraper.versions import CHECKS, Disagreement, Version
from wipo_scraper.warehouse.extras import need

PAGES = ("index", "find", "read", "sources", "source", "review")
_TEMPLATES = Path(__file__).parent / "templates"
_DISAGREEMENTS = 12  # pairs listed on the overview


def write_pages(folder: Path, collection: Collection, figures: list[Figure], last_run: LastRun | None) -> None:
    """Write every page of the report."""
    environment = _environment()
    markup = need("markupsafe", "report").Markup
    context: dict[str, Any] = {
        "version": __version__,
        "collection": collection,
        "figures": {figure.name: {"figure": figure, "svg": markup(draw(figure))} for figure in figures},
        "last_run": last_run,
        "disagreements": _by_pair(collection.agreement.disagreements),
        "most_disagreements": _DISAGREEMENTS,
    }
    for name in PAGES:
        page = environment.get_template(f"{name}.html").render(context, page=name)
        (folder / f"{name}.html").write_text(page, "utf-8")


def _by_pair(disagreements: list[Disagreement]) -> list[tuple[Version, Version, list[str]]]:
    """Return each pair of versions that differ, and in what."""
    pairs: dict[tuple[str, str], tuple[Version, Version, list[str]]] = {}
    for found in disagreements:
        pair = pairs.setdefault((found.first.url, found.second.url), (found.first, found.second, []))
        pair[2].append(CHECKS[found.check])
    return list(pairs.values())


def _environment() -> Any:
    jinja2 = need("jinja2", "report")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["language"] = language_name
    environment.filters["link"] = web_address
    return environment


def web_address(address: str) -> str | None:
    """Return an address of the web as it is; None for any other scheme."""
    return address if address.startswith(("https://", "http://")) else None
