"""The article's own images; caption and credit told apart."""

import pytest

from tests.pages import LEAD, SECOND, TEXT, THIRD, html, read, story
from wipo_scraper import Article

FIGURE = "<figure><img src=/images/clock_845.jpg alt=clock_845><figcaption>{}</figcaption></figure>"


def with_caption(caption: str) -> Article:
    return read(story(text=f"<p>{LEAD}</p>{FIGURE.format(caption)}<p>{SECOND}</p><p>{THIRD}</p>"))


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("The clock at noon (Image: WIPO/Berglund)", "The clock at noon", "WIPO/Berglund"),
        ("(Photo: WIPO/Berglund)", None, "WIPO/Berglund"),
        ("Image: WIPO/Martin-Oba", None, "WIPO/Martin-Oba"),
        ("(Photo: florin77/iStock/Getty Images Plus)", None, "florin77/iStock/Getty Images Plus"),
        (
            "Photo: antonia, lindqvist / iStock / Getty Images Plus",
            None,
            "antonia, lindqvist / iStock / Getty Images Plus",
        ),
        ("The clock. (Photo: Courtesy of the Harbour Office)", "The clock.", "Courtesy of the Harbour Office"),
        ("The clock (Credit - Dhillon Oyelaran)", "The clock", "Dhillon Oyelaran"),
        ("L’horloge à midi (Image : OMPI/Ani Gobelet)", "L’horloge à midi", "OMPI/Ani Gobelet"),
        ("El reloj al mediodía<br>Foto OMPI: M. Berrio", "El reloj al mediodía", "M. Berrio"),
        ("El reloj al mediodía (Foto: OMPI/Berrio)", "El reloj al mediodía", "OMPI/Berrio"),
        ("Часы в полдень (Фото: ВОИС)", "Часы в полдень", "ВОИС"),
        ("Часы в полдень (фото из архива О. Брандт)", "Часы в полдень", "из архива О. Брандт"),
        ("El reloj. Cortesía de O. Brandt", "El reloj.", "Cortesía de O. Brandt"),
        ("El reloj (Captura de pantalla: OMPI)", "El reloj", "OMPI"),
        ("正午的时钟 (图片:WIPO/E. Ferran)", "正午的时钟", "WIPO/E. Ferran"),
        ("图：产权组织中国办事处", None, "产权组织中国办事处"),
        ("图/周未央", None, "周未央"),
        ("الساعة (الصورة: WIPO/Rashid)", "الساعة", "WIPO/Rashid"),
        (
            "Legenda: O relógio ao meio-dia. Foto: © Samara Chamoun/OMPI",
            "O relógio ao meio-dia.",
            "© Samara Chamoun/OMPI",
        ),
        ("The clock at noon. Photo by Odile Brandt", "The clock at noon.", "Odile Brandt"),
        ("The clock at noon © Odile Brandt", "The clock at noon", "Odile Brandt"),
        ("The clock at noon. (Odile Brandt/River Times)", "The clock at noon.", "Odile Brandt/River Times"),
        ("The clock at noon. (AP Photo/Odile Brandt)", "The clock at noon.", "AP Photo/Odile Brandt"),
        ("The clock at noon. REUTERS/Odile Brandt", "The clock at noon.", "REUTERS/Odile Brandt"),
        ("Odile Brandt via Getty Images", None, "Odile Brandt via Getty Images"),
        (
            "The clock at noon<br>Photo: Odile Brandt / Alamy Stock Photo",
            "The clock at noon",
            "Odile Brandt / Alamy Stock Photo",
        ),
        ("The clock at noon <span class=credit>Odile Brandt</span>", "The clock at noon", "Odile Brandt"),
        ("The clock at noon", "The clock at noon", None),
        ("The clock (left) and its makers", "The clock (left) and its makers", None),
        ("Two clocks: one late, one early", "Two clocks: one late, one early", None),
    ],
)
def test_caption_and_credit(printed: str, caption: str | None, credit: str | None) -> None:
    article = with_caption(printed)
    assert [(image.caption, image.credit) for image in article.images] == [(caption, credit)]
    assert article.text == f"{LEAD}\n\n{SECOND}\n\n{THIRD}", "captions and credits are no part of the text"


def test_an_address_is_absolute_and_a_file_name_is_no_caption() -> None:
    (image,) = with_caption("").images
    assert (image.url, image.alt, image.caption) == ("https://www.wipo.int/images/clock_845.jpg", "clock_845", None)


def test_the_base_element_counts() -> None:
    page = html(f"<h1>T</h1><p>{LEAD}</p><img src=clock.jpg>{TEXT}", head="<base href='https://cdn.example.org/a/'>")
    assert [image.url for image in read(page).images] == ["https://cdn.example.org/a/clock.jpg"]


@pytest.mark.parametrize(
    "element",
    [
        "<div><img src=/i/clock.jpg><p class=caption>The clock at noon (Photo: Odile Brandt)</p></div>",
        "<p><img src=/i/clock.jpg><br><small>The clock at noon (Photo: Odile Brandt)</small></p>",
        "<table><tr><td><img src=/i/clock.jpg><tr><td><small>The clock at noon<br>Photo: Odile Brandt</small></table>",
        "<dl><dt><img src=/i/clock.jpg></dt><dd>The clock at noon (Photo : Odile Brandt)</dd></dl>",
        "<img src=/i/clock.jpg><p>The clock at noon (Photo: Odile Brandt)</p>",
        "<figure><img src=/i/clock.jpg><figcaption>The clock at noon</figcaption></figure><p>Photo: Odile Brandt</p>",
    ],
    ids=["div", "line-break", "table", "definition-list", "next-paragraph", "credit-after-figure"],
)
def test_the_layouts_of_a_caption(element: str) -> None:
    article = read(story(text=f"<p>{LEAD}</p>{element}<p>{SECOND}</p><p>{THIRD}</p>"))
    assert [(image.caption, image.credit) for image in article.images] == [("The clock at noon", "Odile Brandt")]
    assert "clock at noon" not in article.text


@pytest.mark.parametrize(
    "element",
    [
        "<img src=/shared/images/icon/new/pdf.svg alt='PDF, The clock'>",
        "<img src=/images/logo-wipo.png>",
        "<img src=/i/pixel.gif width=1 height=1>",
        "<img src=/i/arrow.gif>",
        "<img src=/i/face.jpg width=40 height=40>",
        "<div class=related><img src=/i/other.jpg></div>",
        "<div><h3><a href=/x>Another Story</a></h3><img src=/i/other.jpg></div>",
        "<div style='display:none'><img src=/i/other.jpg></div>",
    ],
)
def test_ornaments_and_pictures_of_other_items_are_left_out(element: str) -> None:
    assert read(story(text=f"<p>{LEAD}</p>{element}<p>{SECOND}</p><p>{THIRD}</p>")).images == []


def test_a_lazy_image_is_read_from_where_its_address_waits() -> None:
    element = "<img src='data:image/gif;base64,R0lGOD' data-src=/i/clock.jpg>"
    assert [image.url for image in read(story(text=f"<p>{LEAD}</p>{element}{TEXT}")).images] == [
        "https://www.wipo.int/i/clock.jpg"
    ]


def test_the_foot_of_an_image_is_its_caption() -> None:
    foot = "<div><img src=/images/clock.jpg><div class=media__foot><p>The clock at noon</p></div></div>"
    article = read(story(text=f"<p>{LEAD}</p>{foot}<p>{SECOND}</p><p>{THIRD}</p>"))
    assert [image.caption for image in article.images] == ["The clock at noon"]


def test_in_a_rendition_an_image_is_its_credit() -> None:
    page = (
        f"Two Piers Agree on the Time\n\n{LEAD}\n\nharbour-20241303-960j\n(Image: WIPO/Berglund)\n\n{SECOND}\n\n{THIRD}"
    )
    article = read(page, content_type="text/plain")
    assert [(image.url, image.alt, image.credit) for image in article.images] == [
        (None, "harbour-20241303-960j", "WIPO/Berglund")
    ]
    assert article.text == f"{LEAD}\n\n{SECOND}\n\n{THIRD}"


def test_in_a_rendition_a_line_between_file_name_and_credit_is_the_caption() -> None:
    image = ["harbour-20241303-01", "The clock (center) at noon", "(Photo: WIPO/Brandt)"]
    article = read("\n".join(["Two Piers Agree", LEAD, *image, SECOND, THIRD]), content_type="text/plain")
    assert [(image.alt, image.caption, image.credit) for image in article.images] == [
        ("harbour-20241303-01", "The clock (center) at noon", "WIPO/Brandt")
    ]
    assert article.text == f"{LEAD}\n\n{SECOND}\n\n{THIRD}"


def test_in_a_rendition_a_line_that_is_no_sentence_before_a_credit_in_brackets_is_the_caption() -> None:
    image = ["The clock at noon, seen from the pier", "(Photo: WIPO/Brandt)"]
    article = read("\n".join(["Two Piers Agree", LEAD, *image, SECOND, THIRD]), content_type="text/plain")
    assert [(found.caption, found.credit) for found in article.images] == [(image[0], "WIPO/Brandt")]
    assert article.text == f"{LEAD}\n\n{SECOND}\n\n{THIRD}"
