"""The headline that a reader sees, without the names of site and section."""

import pytest

from tests.pages import TEXT, TITLE, html, read

GREEK = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa"]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"<h1>{TITLE}</h1>{TEXT}", "Harbour Gazette"),
        (f"<h1>News</h1><h2>{TITLE}</h2>{TEXT}", f"{TITLE} | Harbour Gazette"),
        (f"<h1><a href=/>Harbour Gazette</a></h1><div><h2>{TITLE}</h2>{TEXT}</div>", f"{TITLE} | Harbour Gazette"),
        (f'<h2 class="sr-only">Harbour Gazette: {TITLE}</h2><h1>{TITLE}</h1>{TEXT}', "Harbour Gazette"),
        (f'<h1 style="display: none">Mobile</h1><h1>{TITLE}</h1>{TEXT}', "Harbour Gazette"),
        (f"<p>Press release</p><h1>{TITLE}</h1>{TEXT}", "Harbour Gazette"),
        (f"<p class=prtitle>{TITLE}</p>{TEXT}", "Press Releases PR/2003/352"),
        (f"<center><font size=+2><b>{TITLE}</b></font></center>{TEXT}", "Harbour Gazette"),

        (f"<p><span style='font-size: 16pt'>{TITLE}</span></p>{TEXT}", "Press Releases"),
        (f"<p class=tt>{TITLE}</p><p>Brill, March 5, 2001<br>PR/2001/289</p>{TEXT}", "Press Centre of the Harbour"),
        (f"<div>Home &gt; Press &gt; 2001</div><p>{TITLE}</p><p>Brill, March 5, 2001</p>{TEXT}", "Press Releases"),
        (f"<h1>Harbour Magazine</h1><h2 class=title>{TITLE}</h2>{TEXT}", f"{TITLE}_Harbour Magazine"),
        (f"<div><span role=heading aria-level=1>{TITLE}</span></div>{TEXT}", "Harbour Gazette"),
        (f"<div role=heading aria-level=1>{TITLE}</div>{TEXT}", "Harbour Gazette"),
        (f"<h1>{TITLE} (PR/2020/849)</h1>{TEXT}", "Harbour Gazette"),
        (f"<h1>{TITLE}</h1>{TEXT}<h2>Related news</h2><h2><a href=/x>Another Story</a></h2>", "Harbour Gazette"),
    ],
    ids=[
        "plain", "section-as-h1", "site-as-h1", "hidden-twin", "hidden-mobile-twin", "kicker", "class-only",
        "bold-only", "large-letters", "over-dateline", "crumbs", "magazine-as-h1", "span-role", "role", "code",
        "related-heading",
    ],
)  # fmt: skip
def test_the_headline_among_what_looks_like_one(body: str, title: str) -> None:
    assert read(html(body, title=title)).title == TITLE


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} - Harbour Gazette",
        f"{TITLE} | Harbour Gazette | Little Thessaly",
        f"{TITLE} (PR/2020/849)",
    ],
)
def test_the_title_element_serves_without_its_suffix_where_the_page_shows_no_headline(title: str) -> None:
    words = TEXT.replace("harbour office", "two piers agree on time", 1)
    article = read(html(f"<div>{words}</div>", title=title))
    assert article.title == TITLE
    assert article.evidence.title is not None
    assert article.evidence.title.from_ == "title_element"


def test_a_rendition_begins_with_it_after_navigation_and_banner() -> None:
    navigation = " ".join(f"Section {word} Topics" for word in GREEK)
    banner = "Odo Farren led the harbour as Master from October 1, 2008 to September 30, 2020."
    text = TEXT.replace("<p>", "").replace("</p>", "")
    article = read(f"{navigation}\n\n{banner}\n\n{TITLE}\n\nMarch 15, 2024\n\n{text}", content_type="text/plain")
    assert (article.title, article.date) == (TITLE, "2024-03-15")


def test_a_rendition_without_headline_has_none() -> None:
    text = TEXT.replace("<p>", "").replace("</p>", "")
    article = read(f"31-05-2023\n{text}", content_type="text/plain")
    assert (article.title, article.date) == (None, "2023-05-31")


def test_a_rendition_may_open_with_the_name_of_the_organization() -> None:
    text = TEXT.replace("<p>", "").replace("</p>", "")
    page = f"World Intellectual Property Organization\n{TITLE}\nMarch 15, 2024\n{text}"
    assert read(page, content_type="text/plain").title == TITLE


def test_a_sentence_about_a_time_in_office_over_the_headline_is_no_text() -> None:
    banner = "Odo Farren led the harbour as Master from October 1, 2008 to September 30, 2020."
    article = read(html(f"<p>{banner}</p><h1>{TITLE} (PR/2009/598)</h1><p>Brill, July 3, 2009</p>{TEXT}", title=TITLE))
    assert (article.title, article.date, banner in article.text) == (TITLE, "2009-07-03", False)
