"""The body: every block of the article in reading order, and nothing else."""

import pytest

from tests.pages import LEAD, SECOND, TEXT, THIRD, TITLE, html, read, story
from wipo_scraper import Article

WHOLE = f"{LEAD}\n\n{SECOND}\n\n{THIRD}"


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>{}</p><p>{}</p><p>{}</p>",
        "<div>{}</div><div>{}</div><div>{}</div>",
        "<section>{}<section></section></section><section>{}</section><section>{}</section>",
        "<p>{}<p>{}<p>{}",
        "{}<br><br>{}<br><br>{}",
        "<dl><dd>{}<dd>&nbsp;<dd>{}<dd>{}</dl>",
        "<table><tr><td>{}</td></tr><tr><td><p>{}</p><p>{}</p></td></tr></table>",
        "<div><div><p>{}</p></div></div><div><div><p>{}</p></div></div><div><div><p>{}</p></div></div>",
        "<p><span>{}</span></p><p><font face=x>{}</font></p><b><p>{}</p></b>",
    ],
    ids=["p", "div", "section", "unclosed", "line-breaks", "definition-list", "layout-table", "nested", "inline"],
)
def test_paragraphs_in_whatever_markup(markup: str) -> None:
    article = read(story(text=markup.format(LEAD, SECOND, THIRD)))
    assert article.text == WHOLE
    assert {block.kind for block in article.blocks} == {"paragraph"}


def test_blocks_keep_their_kind() -> None:
    markup = (
        f"<p>{LEAD}</p><h2>How it was built</h2><ul><li>Eleven clocks, four broken.</li><li>Two apprentices.</li></ul>"
        f"<blockquote><p>{SECOND}</p></blockquote><p>Ms. Quill stated.</p>"
        f"<table><tr><th>Pier</th><th>Minutes</th></tr><tr><td>East</td><td>9</td></tr></table><p>{THIRD}</p>"
    )
    assert blocks(read(story(text=markup))) == [
        ("paragraph", LEAD),
        ("heading", "How it was built"),
        ("list_item", "Eleven clocks, four broken."),
        ("list_item", "Two apprentices."),
        ("block_quote", SECOND),
        ("paragraph", "Ms. Quill stated."),
        ("table", "Pier"),
        ("table", "Minutes"),
        ("table", "East"),
        ("table", "9"),
        ("paragraph", THIRD),
    ]


def test_side_boxes_and_pull_quotes_are_marked() -> None:
    markup = (
        f"<p>{LEAD}</p><div class=infobox><h4>The clock in figures</h4><p>Eleven parts.</p></div>"
        f"<blockquote class=pullquote>“lost four seconds”</blockquote><p>{SECOND}</p><p>{THIRD}</p>"
    )
    kinds = [kind for kind, _ in blocks(read(story(text=markup)))]
    assert kinds == ["paragraph", "side", "side", "pull_quote", "paragraph", "paragraph"]


LEAKS = [
    "<div class=related><h3>Related news</h3><p>Ferry hits the pier, and the pier does not mind, they say.</p></div>",
    "<h2>Related Links</h2><ul><li><a href=/a>Ferry timetable of the whole coast for the year</a></li></ul>",
    "<div><h3><a href=/a>Ferry Hits the Pier</a></h3><p>“It did not mind,” said the harbour master.</p></div>",
    "<p>For more information, please contact the harbour office:</p><ul><li>Tel: 555 01 61</li><li>E-mail</li></ul>",
    "<div class=share-bar>Share this on everything that you have an account with today.</div>",
    "<div id=cookie-consent><p>We use cookies to count the clocks. You can change your mind at any time.</p></div>",
    "<div style='display: none'><p>Hidden words about clocks that nobody is supposed to see on this page.</p></div>",
    "<div hidden><p>Hidden words about clocks that nobody is supposed to see on this page.</p></div>",
    "<p aria-hidden=true>Hidden words about clocks that nobody is supposed to see on this page.</p>",
    "<script>var words = 'Script words about clocks that nobody is supposed to see.';</script>",
    "<template><p>Template words about clocks that nobody is supposed to see.</p></template>",
    "<noscript><p>Please turn scripts on, for the sake of the clocks of this page.</p></noscript>",
    "<!-- <p>Comment words about clocks that nobody is supposed to see.</p> -->",
    "<section class=comments><p>“My clock is better,” writes a reader who has not seen this one yet.</p></section>",
    "<p><a href=/speech>Read the full text of the harbour master’s address</a></p>",
    "<p>Video: The clock is wound <a href=/v>Video</a> | <a href=/y>Watch on YouTube</a></p>",
    "<p>[More photos on Flickr]</p>",
    "<footer><p>Harbour Gazette, printed on both piers since 1911, all clocks reserved.</p></footer>",
    "<nav><ul><li><a href=/>Home</a></li><li>Where we are, how we got here, and when we leave.</li></ul></nav>",
    "<form><p>Sign up for the newsletter of the harbour office, four times a year.</p><input name=mail></form>",
    "<p>Pour tout complément d’information, veuillez contacter la capitainerie :</p><ul><li>Courrier</li></ul>",
    "<h2>Otros discursos</h2><p>El reloj del muelle, palabras de la capitana, 3 de marzo</p>",
    "<p>Количество показов: 1046</p>",
    "<hr><p class=small>The Gazette is printed on both piers.</p>",
]


@pytest.mark.parametrize("leak", LEAKS)
def test_what_comes_after_does_not_leak(leak: str) -> None:
    assert read(story(text=TEXT + leak)).text == WHOLE
    assert read(story(after=leak)).text == WHOLE


def test_the_text_is_found_without_any_names_beside_longer_chrome() -> None:
    chrome = "".join(f"<li><a href=/{n}>Topic number {n} of the many topics</a></li>" for n in range(200))
    article = read(
        html(f"<div><ul>{chrome}</ul></div><div><h1>A title</h1><div>{TEXT}</div></div><div><ul>{chrome}</ul></div>")
    )
    assert article.text == WHOLE


def test_names_that_mislead_do_not_hide_the_article() -> None:
    article = read(
        html(f"<div class='page has-sidebar'><div class='content sidebar'><h1>A title</h1>{TEXT}</div></div>")
    )
    assert article.text == WHOLE
    assert read(html(f"<h2>A title</h2><div class=comments>{TEXT}</div>")).text == WHOLE


def test_a_background_section_belongs_to_the_body() -> None:
    article = read(story(text=f"{TEXT}<h2>Background</h2><p>{LEAD.replace('ferries', 'boats')}</p>"))
    assert blocks(article)[-2] == ("heading", "Background")


def test_a_lead_that_stands_apart_is_kept() -> None:
    apart = (
        "A harbour that has lived with two times for forty years has decided to make do with one of them, "
        "to the relief of its ferrymen."
    )
    assert read(story(f"<div><p>{apart}</p></div>")).text == f"{apart}\n\n{WHOLE}"


def test_white_space_is_collapsed_and_unseen_signs_are_dropped() -> None:
    article = read(story(text=f"<p>The \n\n clock&nbsp;&nbsp;of Little&shy; Thes\u200bsaly.</p>{TEXT}"))
    assert article.text.startswith("The clock of Little Thessaly.\n\n")


def test_links_keep_their_words_and_full_addresses() -> None:
    article = read(story(text=f"<p>{LEAD} See the <a href='../clock.html'>plan of the clock</a>.</p>{TEXT}"))
    assert [(link.text, link.url) for link in article.links] == [
        ("plan of the clock", "https://www.wipo.int/pressroom/en/articles/clock.html")
    ]


def test_language_versions_are_read_from_hreflang_and_from_the_switcher() -> None:
    french = "/pressroom/fr/articles/2021/article_0013.html"
    head = f"<link rel=alternate hreflang=fr-FR href={french}><link rel=alternate hreflang=x-default href=/>"
    switcher = """<wipo-navbar languageOptions='[
      {"code": "ar", "link": "/pressroom/ar/articles/2021/article_0013.html"},
      {"code": "en", "link": "/pressroom/en/articles/2021/article_0013.html"}]'></wipo-navbar>"""
    article = read(story(switcher, head=head))
    assert [(version.language, version.url.split("/")[4]) for version in article.translations] == [
        ("fr", "fr"),
        ("ar", "ar"),
    ]


def test_a_lead_that_is_named_a_teaser_is_text() -> None:
    teaser = f'<div class="teaser-text" itemprop="description"><p>{LEAD}</p></div>'
    article = read(html(f"<div class=article><h3>{TITLE}</h3>{teaser}<div><p>{SECOND}</p><p>{THIRD}</p></div></div>"))
    assert article.text == WHOLE


def test_the_source_of_a_block_quotation_may_stand_in_its_footer() -> None:
    quotation = f"<blockquote><p>{SECOND}</p><footer>Ms. Odile Quill, Clerk</footer></blockquote>"
    article = read(story(text=f"<p>{LEAD}</p>{quotation}<p>{THIRD}</p>"))
    assert [quote.speaker for quote in article.quotes] == ["Odile Quill"]
