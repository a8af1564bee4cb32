"""Charts as SVG, drawn when the report is built (Vega-Lite).

Colours are stand-ins that static/report.css replaces by the reader's light or dark ones.
"""

from collections.abc import Callable
from typing import Any

from wipo_scraper.report.tables import Figure
from wipo_scraper.warehouse.extras import need

INK, QUIET, LINE, ACCENT = "#101010", "#202020", "#303030", "#404040"
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
_WIDE, _NARROW = 900, 320  # pixels of the plot
_ROW = 36  # pixels of a bar and its label
_LABEL = 190  # pixels of a name before its years


def draw(figure: Figure) -> str:
    """Return a figure's chart as an SVG element. Raises MissingExtraError."""
    altair = need("altair", "report")
    chart = _DRAWN[figure.name](altair, figure)
    axis = {
        "labelColor": QUIET, "labelFont": _FONT, "labelFontSize": 12, "titleColor": QUIET, "titleFont": _FONT,
        "titleFontSize": 12, "titleFontWeight": "normal", "gridColor": LINE, "domain": False, "ticks": False,
        "labelPadding": 6,
    }  # fmt: skip
    config = {
        "aria": False, "background": None, "font": _FONT, "view": {"stroke": None}, "axis": axis,
        "bar": {"color": ACCENT}, "circle": {"color": ACCENT, "opacity": 1}, "text": {"color": QUIET, "fontSize": 12},
        "scale": {"bandPaddingInner": 0.35},
    }  # fmt: skip
    svg: str = need("vl_convert", "report").vegalite_to_svg(chart.to_dict() | {"config": config})
    return svg


def _rows(altair: Any, figure: Figure) -> Any:
    return altair.Data(values=[dict(zip(figure.columns, row, strict=True)) for row in figure.rows])


def _by_month(altair: Any, figure: Figure) -> Any:
    return (
        altair.Chart(_rows(altair, figure), width=_WIDE, height=150)
        .mark_bar(width=altair.RelativeBandSize(0.7))
        .encode(
            altair.X("yearmonth(month):T", title=None, axis=altair.Axis(grid=False, format="%Y", tickCount="year")),
            altair.Y("articles:Q", title=None, axis=altair.Axis(tickCount=4, format="d", tickMinStep=1)),
        )
    )


def _bars(altair: Any, figure: Figure, format_: str) -> Any:
    """Draw bars in the order of the rows, the label and the value above each: so they fit a phone."""
    name, value = figure.columns[:2]
    base = altair.Chart(_rows(altair, figure), width=_NARROW, height=_ROW * len(figure.rows)).encode(
        altair.Y(f"{name}:N", sort=None, axis=None)
    )
    labels = base.mark_text(align="left", x=0, dy=-10, limit=_NARROW - 60, color=INK).encode(altair.Text(f"{name}:N"))
    values = base.mark_text(align="right", x=_NARROW, dy=-10).encode(altair.Text(f"{value}:Q", format=format_))
    bars = base.mark_bar(height=5, cornerRadius=2.5, yOffset=5).encode(altair.X(f"{value}:Q", axis=None))
    return bars + labels + values


def _counts(altair: Any, figure: Figure) -> Any:
    return _bars(altair, figure, ",")


def _shares(altair: Any, figure: Figure) -> Any:
    return _bars(altair, figure, ".0%")


def _by_year(altair: Any, figure: Figure) -> Any:
    names = list(dict.fromkeys(row[0] for row in figure.rows))
    return (
        altair.Chart(_rows(altair, figure), width=_WIDE - _LABEL, height=32 * len(names))
        .mark_circle()
        .encode(
            altair.X("year:O", title=None, axis=altair.Axis(labelAngle=0, labelOverlap=True)),
            altair.Y("name:N", sort=None, title=None, axis=altair.Axis(labelLimit=_LABEL, labelColor=INK, grid=True)),
            altair.Size("stories:Q", legend=None, scale=altair.Scale(range=[20, 420], zero=True)),
        )
    )


_DRAWN: dict[str, Callable[[Any, Figure], Any]] = {
    "months": _by_month,
    "streams": _counts,
    "languages": _counts,
    "people": _counts,
    "people-by-year": _by_year,
    "organizations": _counts,
    "coverage": _shares,
    "agreement": _shares,
}
