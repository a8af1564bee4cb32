"""The language of the text, not of the address or of the markup."""

import pytest

from tests.pages import html, read

SENTENCES = {
    "en": "The harbour office has decided that the ferries will run by a single clock that was built by two of them.",
    "fr": "Le bureau du port a décidé que les bacs suivront une seule horloge, qui est l’œuvre de deux apprentis.",
    "es": "La oficina del puerto ha decidido que los barcos se guíen por un solo reloj, obra de dos aprendices.",
    "pt": "O escritório do porto decidiu que as balsas vão seguir um só relógio, que foi feito por dois aprendizes.",
    "ru": "Управление порта решило, что паромы будут ходить по одним часам, которые собрали два ученика мастера.",
    "zh": "港务局决定,从明年春天起,所有渡轮将按照同一座时钟运行,这座时钟由两名学徒用旧零件制成,至今走得很准。",
    "ar": "قرر مكتب الميناء أن تعمل العبارات وفق ساعة واحدة صنعها متدربان من أجزاء ساعات قديمة في المدينة.",
    "ja": "港湾事務所は、来春から船を一つの時計に合わせて運航することを決めました。",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_each_language(language: str) -> None:
    article = read(html(f"<html lang=de-DE><h1>1911</h1><p>{SENTENCES[language]}</p><p>{SENTENCES[language]}</p>"))
    assert article.language == language


def test_the_address_keeps_its_own_language() -> None:
    page = html(f"<h1>A clock</h1><p>{SENTENCES['en']}</p><p>{SENTENCES['en']}</p>")
    article = read(page, url="https://www.wipo.int/zh/web/office-singapore/w/news/2021/news_0012")
    assert (article.url_language, article.language) == ("zh", "en")
