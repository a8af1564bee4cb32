"""Place and reference, as the dateline prints them; authors, as the byline names them."""

import pytest

from tests.pages import LEAD, TEXT, read, story


@pytest.mark.parametrize(
    ("front", "place", "reference", "date"),
    [
        ("<p>Geneva, July 9, 2024<br>PR/2024/922</p>", "Geneva", "PR/2024/922", "2024-07-09"),
        ("<p>Geneva,<br>September 26, 2007<br>PR/2007/520</p>", "Geneva", "PR/2007/520", "2007-09-26"),
        ("<p>Geneva,</p><p>September 26, 2007</p><p>UPD/2007/12</p>", "Geneva", "UPD/2007/12", "2007-09-26"),
        ("<p><b>Geneva, July 4, 2003</b><br>Press Releases PR/2003/352</p>", "Geneva", "PR/2003/352", "2003-07-04"),
        ("<p>Genève, 14 juillet 2022<br>PR/2022/891</p>", "Genève", "PR/2022/891", "2022-07-14"),
        ("<p>Женева,<br>Thu Jun 30 13:00:00 CEST 2016<br>PR/2016/792</p>", "Женева", "PR/2016/792", "2016-06-30"),
        ("<p>日内瓦,<br>Thu Jul 14 09:29:00 CEST 2022<br>PR/2022/891</p>", "日内瓦", "PR/2022/891", "2022-07-14"),
        ("<p>جنيف<br>22-09-2014<br>PR/2014/766</p>", "جنيف", "PR/2014/766", "2014-09-22"),
        ("<p>September 29, 2023</p><p>Geneva</p>", "Geneva", None, "2023-09-29"),
        ("<p>29.09.2023</p><p>Brill, September 29, 2023</p>", "Brill", None, "2023-09-29"),
        ("<p>Geneva, February 3, 1999<br>Press Release PR/99/155</p>", "Geneva", "PR/99/155", "1999-02-03"),
        ("<p>Monday, July 8, 2024</p>", None, None, "2024-07-08"),
        ("<p>Published: July 8, 2024</p>", None, None, "2024-07-08"),
    ],
)
def test_datelines(front: str, place: str | None, reference: str | None, date: str) -> None:
    article = read(story(front))
    assert (article.place, article.reference, article.date) == (place, reference, date)
    assert article.text.startswith(LEAD), "the dateline is no part of the text"


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Ljubljana – ", "Ljubljana"),
        ("BERNE – ", "BERNE"),
        ("Port Vila, Vanuatu — ", "Port Vila"),
        ("GENEVA (Meridian) — ", "GENEVA"),
    ],
)
def test_a_dateline_at_the_head_of_the_first_paragraph_stays_in_the_text(opening: str, place: str) -> None:
    article = read(story(text=f"<p>{opening}{LEAD}</p>{TEXT}"))
    assert article.place == place
    assert article.text.startswith(opening)


def test_a_sentence_with_a_dash_has_no_place() -> None:
    assert (
        read(story(text=f"<p>Nine minutes – no more – lay between the piers of the harbour. {LEAD}</p>{TEXT}")).place
        is None
    )


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Marta Lindqvist-Oba, Publications Division, WIPO", ["Marta Lindqvist-Oba"]),
        ("By Tomas Quist and Freya Aas", ["Tomas Quist", "Freya Aas"]),
        ("Par Côme Delatour-Mulas", ["Côme Delatour-Mulas"]),
        ("撰文：季伯宁，传播司", ["季伯宁"]),
    ],
)
def test_bylines(byline: str, authors: list[str]) -> None:
    article = read(story(f"<p>{byline}</p>"))
    assert article.authors == authors
    assert byline not in article.text
