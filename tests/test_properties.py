"""Properties that hold for every page that hypothesis can think of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invariants import check
from tests.pages import ADDRESS, LEAD, SECOND, THIRD
from wipo_scraper import Article, NotAnArticle, extract

WORDS = st.one_of(
    st.sampled_from(
        [
            LEAD, SECOND, THIRD, "March 15, 2024", "Geneva, July 9, 2024", "PR/2024/922", "(Photo: WIPO/Berglund)",
            "Related news", "© 2024",
            "“It keeps time,” said Ms. Odile Brandt, Director of Clocks.",
            "“And then some.”", "Ms. Brandt stated.", "Q: Why?", "她说：“很好。”",
            "«Да», – сказал он.", "\u200f\u00ad\u200b", "&nbsp;", "&lt;b&gt;", "<", ">", "&",
        ]
    ),
    st.text(max_size=80),
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "",
        " class=caption",
        " class=credit",
        " class=related",
        " hidden",
        " id=content",
        " style='display:none'",
        " class=byline",
    ]
)
TAGS = (
    "p div span a b i em h1 h2 h3 ul ol li dl dd blockquote figure figcaption table tr td th section article aside "
    "header form time br img hr"
)


@st.composite
def elements(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    tag = draw(st.sampled_from(TAGS.split()))
    end = draw(st.sampled_from([f"</{tag}>", f"</{tag}>", ""]))
    return f"<{tag}{draw(NAMES)} href=/x src=/i/clock.jpg>{draw(children)}{end}"


PAGES = st.recursive(WORDS, lambda children: st.lists(elements(children), max_size=6).map("".join), max_leaves=30)


def attempt(page: str | bytes, content_type: str) -> Article | str:
    try:
        return extract(page, ADDRESS, content_type=content_type)
    except NotAnArticle as refusal:
        return refusal.reason


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_any_markup(body: str) -> None:
    page = f"<title>A clock</title><h1>Two Piers Agree</h1><p>{LEAD}</p>{body}<p>{SECOND}</p>"
    found = attempt(page, "text/html")
    if isinstance(found, Article):
        check(found)
    assert attempt(page.encode("utf-8", "replace"), "text/html; charset=utf-8") == found, (
        "bytes and text say the same, each time"
    )


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for content_type in ("text/html", "text/plain", "application/octet-stream", "text/html; charset=shift_jis"):
        found = attempt(data, content_type)
        if isinstance(found, Article):
            check(found)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_any_rendition(lines: list[str]) -> None:
    found = attempt("\n".join(lines), "text/plain")
    if isinstance(found, Article):
        check(found)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([LEAD, SECOND, THIRD]), min_size=1, max_size=8))
def test_text_has_no_markup(paragraphs: list[str]) -> None:
    found = attempt(
        "<h1>Two Piers</h1>" + "".join(f"<p class='x'><b>{words}</b><!-- c --></p>" for words in paragraphs),
        "text/html",
    )
    assert isinstance(found, Article)
    assert "<" not in found.text
    assert found.text == "\n\n".join(paragraphs)
