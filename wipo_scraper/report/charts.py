"""Charts as SVG, drawn when the report is built (Vega-Lite).

Colours are stand-ins that static/report.css replaces by the reader's light or dark ones.
"""

from collections.abc import Callable
from typing import Any

from lxml import etree

from wipo_scraper.report.tables import Figure
from wipo_scraper.warehouse.extras import need

INK, QUIET, LINE, ACCENT = "#101010", "#202020", "#303030", "#404040"
_FONT = "system-ui, sans-serif"
_WIDE, _NARROW = 900, 320  # pixels of the plot
_ROW = 36  # pixels of a bar and its label
_MOST = 12  # bars of a chart; its data has all of them
_LABEL = 190  # pixels of a name before its years


def draw(figure: Figure) -> str:
    """Return a figure's chart as an SVG element. Raises MissingExtraError."""
    chart = _CHARTS[figure.name](need("altair", "report"), figure)
    axis = {
        "labelColor": QUIET, "labelFont": _FONT, "labelFontSize": 12, "gridColor": LINE, "domain": False,
        "ticks": False, "labelPadding": 6,
    }  # fmt: skip
    config = {
        "aria": False, "background": None, "padding": {"left": 0, "right": 0, "top": 5, "bottom": 5}, "font": _FONT,
        "view": {"stroke": None}, "axis": axis,
        "bar": {"color": ACCENT}, "circle": {"color": ACCENT, "opacity": 1}, "text": {"color": QUIET, "fontSize": 12},
    }  # fmt: skip
    return _as_one_image(need("vl_convert", "report").vegalite_to_svg(chart.to_dict() | {"config": config}))


def _as_one_image(svg: str) -> str:
    """Drop what names single marks to assistive technology: the page describes the chart as a whole."""
    root = etree.fromstring(svg)
    for element in root.iter():
        for name in ("role", "aria-roledescription", "aria-hidden"):
            element.attrib.pop(name, "")
    return str(etree.tostring(root, encoding="unicode"))


def _rows(altair: Any, figure: Figure, most: int | None = None) -> Any:
    """Return the rows as objects, each with its number: two rows may have the same name."""
    rows = enumerate(figure.rows[:most])
    return altair.Data(values=[dict(zip(figure.columns, row, strict=True)) | {"number": at} for at, row in rows])


def _months(altair: Any, figure: Figure) -> Any:
    years = int(figure.rows[-1][0][:4]) - int(figure.rows[0][0][:4]) + 1
    ticks = {"interval": "year", "step": 1 + years // 12}
    return (
        altair.Chart(_rows(altair, figure), width=_WIDE, height=150)
        .mark_bar(width=max(1.5, 0.7 * _WIDE / (12 * years)))
        .encode(
            altair.X("yearmonth(month):T", title=None, axis=altair.Axis(grid=False, format="%Y", tickCount=ticks)),
            altair.Y("articles:Q", title=None, axis=altair.Axis(tickCount=4, format=",d", tickMinStep=1)),
        )
    )


def _bars(altair: Any, figure: Figure, format_: str) -> Any:
    """Draw bars in the order of the rows, the label and the value above each: so they fit a phone."""
    name, value = figure.columns[:2]
    height = _ROW * min(len(figure.rows), _MOST)
    base = altair.Chart(_rows(altair, figure, _MOST), width=_NARROW, height=height).encode(
        altair.Y("number:O", axis=None)
    )
    labels = base.mark_text(align="left", x=0, dy=-10, limit=_NARROW - 60, color=INK).encode(altair.Text(f"{name}:N"))
    values = base.mark_text(align="right", x=_NARROW, dy=-10).encode(altair.Text(f"{value}:Q", format=format_))
    bars = base.mark_bar(height=5, cornerRadius=2.5, yOffset=5).encode(
        altair.X(f"{value}:Q", axis=None, scale=altair.Scale(nice=False))
    )
    return bars + labels + values


def _counts(altair: Any, figure: Figure) -> Any:
    return _bars(altair, figure, ",")


def _shares(altair: Any, figure: Figure) -> Any:
    return _bars(altair, figure, ".0%")


def _years(altair: Any, figure: Figure) -> Any:
    names = list(dict.fromkeys(row[0] for row in figure.rows))
    label = altair.Axis(labelLimit=_LABEL - 10, labelColor=INK, labelAlign="left", labelPadding=_LABEL)
    year = altair.Axis(format="d", tickMinStep=1, labelFlush=False)
    return (
        altair.Chart(_rows(altair, figure), width=_WIDE - _LABEL, height=32 * len(names))
        .mark_circle()
        .encode(
            altair.X("year:Q", title=None, axis=year, scale=altair.Scale(zero=False)),
            altair.Y("name:N", sort=None, title=None, axis=label),
            altair.Size("stories:Q", legend=None, scale=altair.Scale(range=[20, 420], zero=True)),
        )
    )


_CHARTS: dict[str, Callable[[Any, Figure], Any]] = {
    "months": _months,
    "streams": _counts,
    "languages": _counts,
    "people": _counts,
    "people-by-year": _years,
    "organizations": _counts,
    "organizations-by-year": _years,
    "coverage": _shares,
    "agreement": _shares,
}
