"""What an address says: canonical form, id, story, stream, language, and whether it is a news item."""

import pytest

from wipo_scraper import site

ARTICLES = [
    # address, id without host, stream, language
    ("/pressroom/en/prdocs/2003/wipo_pr_2003_352.html", None, "press-releases", "en"),
    ("/pressroom/ru/prdocs/2004/wipo_upd_2004_231.html", None, "press-releases", "ru"),
    ("/pressroom/zh/articles/2022/article_0013.html", None, "press-releases", "zh"),
    ("/pressroom/es/documents/pr_2012_715_messages.html", None, "press-releases", "es"),
    ("/pressroom/en/news/2018/news_0007.html", None, "pressroom-news", "en"),
    ("/pressroom/en/stories/ip_and_film.html", None, "stories", "en"),
    ("/portal/ar/news/2019/article_0012.html", None, "ip-news", "ar"),
    ("/about-wipo/ja/dg_tang/news/2023/news_0008.html", None, "director-general", "ja"),
    ("/about-wipo/es/dg_gurry/news/2013/news_0033.html", None, "director-general", "es"),
    ("/about-wipo/en/dgo/speeches/a_53_dg_speech.html", None, "speeches", "en"),
    ("/about-wipo/ja/offices/japan/news/2020/news_0055.html", None, "offices", "ja"),
    ("/about-ip/en/frontier_technologies/news/2022/news_0001.html", None, "frontier-technologies", "en"),
    ("/pct/en/news/2022/news_0039.html", None, "pct", "en"),
    ("/lisbon/en/news/2012/news_0003.html", None, "lisbon", "en"),
    ("/sme/en/newsletter/2013/news_0008.html", None, "sme", "en"),
    ("/tk/en/news/tk/2021/news_0020.html", None, "traditional-knowledge", "en"),
    ("/dc2013/ar/news/2013/news_0008.html", None, "diplomatic-conferences", "ar"),
    ("/wipo_magazine/en/2019/si/article_0007.html", None, "magazine", "en"),
    ("/wipo_magazine_digital/ar/2022/article_0001.html", None, "magazine", "ar"),
    ("/fr/web/hague-system/w/news/2025/a-b", None, "hague", "fr"),
    ("/web/hague-system/w/news/2025/a-b", "/en/web/hague-system/w/news/2025/a-b", "hague", "en"),
    ("/zh/web/office-singapore/w/news/2021/news_0012", None, "offices", "zh"),
    ("/fr/web/director-general/w/daren-tang/news/2025/a-visit", None, "director-general", "fr"),
    ("/es/web/director-general/w/daren-tang/speeches/2025/a-speech", None, "speeches", "es"),
    ("/en/web/director-general/daren-tang/speeches/a-65-speech", None, "speeches", "en"),
    ("/en/web/wipo-magazine/articles/a-title-40079", "/en/web/wipo-magazine/articles/40079", "magazine", "en"),
    (
        "/en/web/wipo-magazine/article-details/?assetRef=40079&title=a-title",
        "/en/web/wipo-magazine/articles/40079",
        "magazine",
        "en",
    ),
    ("/ru/web/some-new-site/w/news/2026/a-b", None, None, "ru"),
]


@pytest.mark.parametrize(("path", "identity", "stream", "language"), ARTICLES)
def test_news_items_are_known_by_their_address(
    path: str, identity: str | None, stream: str | None, language: str
) -> None:
    found = site.address(f"https://www.wipo.int{path}")
    assert found.is_article
    assert (found.id, found.stream, found.language) == (f"www.wipo.int{identity or path}", stream, language)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/portal/en/",
        "/pressroom/en/articles/archive.html?page=3",
        "/pressroom/en/articles/2020/index.html",
        "/en/web/office-russia/news",
        "/en/web/office-russia/w/news/2024",
        "/wipo_magazine/en/2011/03/",
        "/pressroom/en/stories/index.html",
        "/about-wipo/en/dg_tang/speeches/index.html",
        "/edocs/mdocs/govbody/en/2020/news_0001.html",
        "/wipolex/en/news/2020/news_0001.html",
    ],
)
def test_other_pages_are_no_news_items(path: str) -> None:
    assert not site.address(f"https://www.wipo.int{path}").is_article


@pytest.mark.parametrize(
    "alias",
    [
        "http://www.wipo.int/pressroom/fr/articles/2014/article_0013.html",
        "https://wipo.int:80/pressroom/fr/articles/2014/article_0013.html#top",
        "http://www.ompi.org/pressroom/fr/articles/2014/article_0013.html",
        "https://world-intellectual-property-organization.com/pressroom/fr/articles/2014/article_0013.html",
        "https://www.wipo.int/pressroom/fr/articles/2014/article_0013.html?utm_source=x&fbclid=y",
        "https://www.wipo.int//pressroom/./fr/articles/2014/article_0013.html;jsessionid=F00",
        "http://webarchive.library.unt.edu/web/20141204000000/http://www.wipo.int/pressroom/fr/articles/2014/article_0013.html",
        "https://web.archive.org/web/20150101000000id_/wipo.int/pressroom/fr/articles/2014/article_0013.html",
    ],
)
def test_one_page_has_one_id_whatever_its_addresses(alias: str) -> None:
    assert site.address(alias) == site.address("https://www.wipo.int/pressroom/fr/articles/2014/article_0013.html")


def test_language_versions_share_a_story() -> None:
    english = site.address("https://www.wipo.int/web/hague-system/w/news/2025/a-b")
    french = site.address("https://www.wipo.int/fr/web/hague-system/w/news/2025/a-b")
    assert english.story == french.story == "www.wipo.int/*/web/hague-system/w/news/2025/a-b"
    assert english.id != french.id


def test_a_page_is_asked_for_under_the_path_it_was_linked_by() -> None:
    found = site.address("http://wipo.int/web/hague-system/w/news/2025/a-b?utm_source=x")
    assert found.visit == "https://www.wipo.int/web/hague-system/w/news/2025/a-b"
    assert found.url == "https://www.wipo.int/en/web/hague-system/w/news/2025/a-b"


def test_wipo_green_stays_on_the_host_that_serves_it() -> None:
    found = site.address("https://www3.wipo.int/wipogreen/en/news/2023/news_0023.html")
    assert found.visit == "https://www3.wipo.int/wipogreen/en/news/2023/news_0023.html"
    assert (found.id, found.stream) == ("www.wipo.int/wipogreen/en/news/2023/news_0023.html", "green")


def test_other_hosts_keep_theirs() -> None:
    found = site.address("http://news.example.org:8080/fr-CH/2024/a.html?b=1&utm_source=x")
    assert found.id == "news.example.org:8080/fr-CH/2024/a.html?b=1"
    assert (found.url, found.language, found.stream) == (f"https://{found.id}", "fr", None)
    assert not found.is_wipo


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "/pressroom/en/", "https://", "http://[half"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"not an http address|Invalid IPv6 URL"):
        site.address(url)


@pytest.mark.parametrize(
    "path", ["/designdb/en/", "/export/sites/www/a.pdf", "/documents/d/x/y.pdf", "/amc/en/domains/x", "/wipolex/ar/"]
)
def test_excluded_areas(path: str) -> None:
    assert site.address(f"https://www.wipo.int{path}").is_excluded


def test_the_entries_of_a_stream_belong_to_it() -> None:
    for stream in site.STREAMS.values():
        assert stream.entries, stream.key
        for entry in site.entry_points(stream, ("fr",), range(2020, 2021)):
            assert site.address(entry.url).stream == stream.key or entry.kind == "feed", entry.url


def test_year_archives_newest_first_within_the_years_asked_for() -> None:
    points = site.entry_points(site.STREAMS["press-releases"], ("zh",), range(2005, 2009))
    years = [point.url for point in points if point.kind == "years"]
    assert years == [f"https://www.wipo.int/pressroom/zh/articles/{year}/index.html" for year in (2008, 2007)]


@pytest.mark.parametrize(
    ("link", "is_next"),
    [
        ("/pressroom/en/articles/archive.html?page=2", True),
        ("/pressroom/en/articles/archive.html", False),  # itself
        ("/pressroom/en/articles/archive.html?sort=title", False),
        ("/pressroom/fr/articles/archive.html?page=2", False),
        ("/pressroom/en/articles/2021/index.html", True),
        ("/pressroom/en/articles/2021/article_0013.html", False),
        ("/portal/en/news/2021/", False),  # another stream
        ("/about-wipo/en/", False),
    ],
)
def test_how_a_listing_goes_on(link: str, is_next: bool) -> None:
    listing = "https://www.wipo.int/pressroom/en/articles/archive.html"
    assert site.is_next_listing(f"https://www.wipo.int{link}", listing) is is_next
