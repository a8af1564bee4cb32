"""Bytes to text as browsers decode, and better where they would show mojibake."""

import pytest

from tests.pages import html, read

WORDS = {
    "en": "The clock of “Little Thessaly” – naïve, café – keeps the time of the harbour and of the town.",
    "ru": "Часы порта показывают одно время для всех, и это не мешает паромам опаздывать на девять минут.",
    "zh": "这座时钟由两名学徒制成,在港口的两个码头上指示同一个时间,乘客对此感到高兴。",
    "ar": "هذه الساعة التي في الميناء من صنع متدربين على يد صانع قديم في المدينة.",
}


def page(words: str, meta: str = "") -> str:
    return html(f"<h1>1911</h1><p>{words}</p><p>{words}</p>", head=meta)


@pytest.mark.parametrize(
    ("language", "charset"),
    [
        ("en", "windows-1252"),
        ("ru", "windows-1251"),
        ("ru", "koi8-r"),
        ("zh", "gb18030"),
        ("zh", "gbk"),
        ("ar", "windows-1256"),
        ("en", "utf-16"),
    ],
)
def test_the_http_header_names_the_charset(language: str, charset: str) -> None:
    data = page(WORDS[language]).encode(charset)
    assert WORDS[language] in read(data, content_type=f"text/html; charset={charset}").text


@pytest.mark.parametrize(
    ("language", "encoding", "label"),
    [
        ("en", "windows-1252", "iso-8859-1"),
        ("ru", "windows-1251", "windows-1251"),
        ("ru", "koi8-r", "koi8-r"),
        ("zh", "gbk", "gb2312"),
        ("ar", "windows-1256", "windows-1256"),
    ],
)
def test_the_page_declares_it_by_the_label_that_browsers_read(language: str, encoding: str, label: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    assert WORDS[language] in read(page(WORDS[language], meta).encode(encoding)).text


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("en", "windows-1252"), ("ru", "windows-1251"), ("ru", "koi8-r"), ("zh", "gb18030"), ("ar", "windows-1256")],
)
@pytest.mark.parametrize("meta", ["", "<meta charset=utf-8>"], ids=["undeclared", "declared-wrong"])
def test_legacy_bytes_are_recognized_without_or_against_the_declaration(
    language: str, encoding: str, meta: str
) -> None:
    assert WORDS[language] in read(page(WORDS[language], meta).encode(encoding)).text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "gb2312"])
def test_utf8_is_utf8_whatever_is_declared(declared: str) -> None:
    data = page(WORDS["ru"], f"<meta charset={declared}>").encode()
    assert WORDS["ru"] in read(data).text
    assert WORDS["ru"] in read(data, content_type=f"text/html; charset={declared}").text


def test_a_byte_order_mark_comes_first() -> None:
    assert (
        WORDS["ru"] in read(b"\xef\xbb\xbf" + page(WORDS["ru"]).encode(), content_type="text/html; charset=koi8-r").text
    )
    assert WORDS["ru"] in read(page(WORDS["ru"]).encode("utf-16"), content_type="text/html; charset=koi8-r").text


def test_a_text_cut_in_the_middle_of_a_sign_is_still_utf8() -> None:
    article = read(page(WORDS["ru"]).encode().rpartition(b"</p>")[0][:-1], content_type="text/html")
    assert WORDS["ru"] in article.text


def test_no_charset_is_believed_that_puts_arabic_letters_into_spanish_words() -> None:
    words = "La señora Núñez explicó en Málaga que el próximo año habrá más niños aquí y que también vendrán sus tíos."
    assert words in read(page(words).encode("windows-1252")).text
