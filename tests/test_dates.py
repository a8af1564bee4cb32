"""The date of publication: what is printed near the headline, in every form and language; null rather than a guess."""

import pytest

from tests.pages import ELSEWHERE, LEAD, TEXT, html, read, story
from wipo_scraper.extraction.dates import dates_in

FORMS = [
    ("March 15, 2024", "2024-03-15"),
    ("Nov. 1, 2023", "2023-11-01"),
    ("Sept 3rd, 2019", "2019-09-03"),
    ("15 March 2024", "2024-03-15"),
    ("1er juillet 2022", "2022-07-01"),
    ("14 août 2020", "2020-08-14"),
    ("4 de octubre de 2021", "2021-10-04"),
    ("22 de agosto de 2024", "2024-08-22"),
    ("30 сентября 2016 г.", "2016-09-30"),
    ("Июнь 2023 г.", "2023-06"),
    ("December 2013", "2013-12"),
    ("septembre 2019", "2019-09"),
    ("2022年7月14日", "2022-07-14"),
    ("2020年9月", "2020-09"),
    ("2023/03/03", "2023-03-03"),
    ("07-11-2023", "2023-11-07"),
    ("22.09.2014", "2014-09-22"),
    ("26 مايو 2023", "2023-05-26"),
    ("٢٦ مايو ٢٠٢٢", "2022-05-26"),
    ("24 سبتمبر/أيلول 2007", "2007-09-24"),
    ("15 آذار/مارس 2024", "2024-03-15"),
    ("Thu Jun 30 13:00:00 CEST 2016", "2016-06-30"),
    ("Mon Sep 24 13:17:00 CEST 2007", "2007-09-24"),
    ("30.jan.2025", "2025-01-30"),
    ("2019-11-18T23:30:00-05:00", "2019-11-18"),
    ("2020-06", "2020-06"),
]


@pytest.mark.parametrize(("printed", "iso"), FORMS)
def test_every_form_in_which_dates_are_printed(printed: str, iso: str) -> None:
    article = read(story(f"<p>{printed}</p>"))
    assert article.date == iso
    assert article.date_precision == ("day" if len(iso) == 10 else "month")


@pytest.mark.parametrize(
    "words",
    [
        "March 13-14",
        "July 9 to 17, 2024",
        "13-14 March 2024",
        "2022年7月14日至22日",
        "31 February 2020",
        "45-13-2021",
        "2024",
        "PR/2021/884",
    ],
)
def test_ranges_impossible_days_and_figures_are_no_dates(words: str) -> None:
    assert dates_in(words) == []


def test_a_figure_date_that_could_be_read_both_ways_is_no_date() -> None:
    assert dates_in("03/04/2021", american=True) == []
    assert [date.iso for date in dates_in("03/25/2021", american=True)] == ["2021-03-25"]


def test_the_date_near_the_headline_comes_before_what_the_head_declares() -> None:
    head = '<meta property="article:published_time" content="2021-12-24T08:00:00Z">'
    article = read(story("<p>November 9, 2021</p>", head=head))
    assert article.date == "2021-11-09"
    assert article.evidence.date is not None
    assert article.evidence.date.from_ == "near_headline"


def test_the_head_serves_where_the_page_prints_none() -> None:
    head = '<meta property="article:published_time" content="2021-11-09T08:00:00Z">'
    article = read(story(head=head))
    assert (article.date, article.evidence.date.from_) == ("2021-11-09", "meta")


def test_structured_data_serves_too() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-11-09"}</script>'
    assert read(story(head=head)).date == "2021-11-09"


def test_the_day_of_a_change_is_no_date_of_publication() -> None:
    head = (
        '<meta property="article:modified_time" content="2022-01-05">'
        '<script type="application/ld+json">{"dateModified": "2022-01-05"}</script>'
    )
    assert read(story("<p>Last updated: January 5, 2022</p>", head=head)).date is None
    assert read(story("<p>Published November 9, 2021 (updated January 5, 2022)</p>")).date == "2021-11-09"


def test_dates_in_the_text_in_related_items_and_in_the_footer_are_not_the_pages() -> None:
    text = f"<p>{LEAD} The clock was started on March 3, 2021.</p>{TEXT}"
    after = (
        "<h2>Related news</h2><div><h3><a href=/a>Ferry Runs Late</a></h3><p>October 4, 2021</p></div>"
        "<footer>Last modified 2021-12-01 © 2021</footer>"
    )
    article = read(story(after=after, text=text))
    assert (article.date, article.date_precision, article.evidence.date) == (None, None, None)


def test_a_date_above_the_headline_is_found() -> None:
    assert read(html(f"<main><p>June 2012</p><h1>Two Piers Agree on the Time</h1>{TEXT}</main>")).date == "2012-06"


def test_a_footer_that_opens_the_article_holds_its_date() -> None:
    footer = "<footer class=node__meta>September 2021 • <span>Odile Brandt</span></footer>"
    assert read(html(f"<h1>Two Piers Agree on the Time</h1><article>{footer}{TEXT}</article>")).date == "2021-09"


def test_an_element_named_for_its_date_is_read_whatever_else_its_name_says() -> None:
    date = "<div class=news-list-date><time datetime=2024-05-17>17.05.2024</time></div>"
    assert read(html(f"<main>{date}<h1>Two Piers Agree on the Time</h1>{TEXT}</main>")).date == "2024-05-17"


def test_the_address_serves_last() -> None:
    article = read(story(), url="https://news.example.org/2021/11/09/piers")
    assert (article.date, article.evidence.date.from_) == ("2021-11-09", "url")
    assert read(story(), url=ELSEWHERE).date is None


def test_a_date_glued_to_the_text_of_a_rendition_is_cut_off() -> None:
    article = read(f"Two Piers Agree on the Time\nNovember 14, 2019{LEAD}", content_type="text/plain")
    assert article.date == "2019-11-14"
    assert article.text == LEAD


def test_a_month_over_the_headline_is_all_that_the_page_states() -> None:
    head = '<meta property="article:published_time" content="2018-08-20T06:00:00.000Z">'
    page = html(f"<main><p>August 2018/Patents</p><h1>Two Piers</h1>{TEXT}</main>", head=head)
    assert (read(page).date, read(page).date_precision) == ("2018-08", "month")


def test_the_date_nearest_above_the_headline_is_the_page_s_own() -> None:
    above = "<p>In the news<br>Ferry Sinks<br>May 30, 2002</p><p>Press Release PR/2002/317<br>Brill, June 18, 2002</p>"
    article = read(html(f"<main>{above}<h1>Two Piers</h1>{TEXT}</main>"))
    assert (article.date, article.place) == ("2002-06-18", "Brill")


@pytest.mark.parametrize(
    "front",
    [
        '<div class="footer"><time itemprop="datePublished" datetime="2018-11-22">November 22</time></div>',
        '<div class="news-list-date">22.11.2018</div>',
    ],
)
def test_the_date_is_found_in_what_is_named_like_furniture(front: str) -> None:
    assert read(story(front)).date == "2018-11-22"


def test_the_footer_of_an_article_s_head_is_read() -> None:
    page = f"<article><h1>Two Piers</h1><footer><div>November 22, 2018</div></footer>{TEXT}</article>"
    assert read(html(page)).date == "2018-11-22"


def test_figures_that_could_be_read_both_ways_leave_the_date_to_the_head() -> None:
    head = '<meta property="article:published_time" content="2016-02-06T08:00:00Z">'
    assert read(story("<p>02/06/2016</p>", head=head)).date == "2016-02-06"
    assert read(story("<p>02/06/2016</p>")).date is None
