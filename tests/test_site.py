"""The sample site is sound: its pages hold what its labels say, and a crawl can reach them all."""

import gzip
import re
import urllib.error
import urllib.request
from collections import Counter
from urllib.parse import urljoin

import pytest
from parsel import Selector
from warcio.archiveiterator import ArchiveIterator

from tests.site import build, listings, render, synthetic
from tests.site.build import Answer, Site, canonical
from tests.site.expected import Expected, expected
from tests.site.markup import blocks, inline, plain, split_credit
from tests.site.record import SAMPLE
from tests.site.server import Handler, Request, SiteServer

SITE = build.build()
EXPECTED = expected(SITE.stories)
PAGES = [pytest.param(want, id=path) for path, want in EXPECTED.items()]


def words(text: str) -> str:
    return " ".join(text.split())


def shown(site: Site, want: Expected) -> str:
    """All text of a page, white space collapsed."""
    body = site.answer(want.path).body.decode(render.charset(want.story))
    return words("".join(Selector(body).xpath("//text()").getall()))


def test_there_are_enough_articles_in_every_language_of_the_united_nations() -> None:
    count = Counter(story.lang for story in SITE.stories)
    assert count.total() >= 70
    assert count["en"] >= 40
    assert all(count[lang] >= 4 for lang in ("fr", "es", "ru", "zh", "ar"))


def test_every_template_is_in_use() -> None:
    assert {story.template for story in SITE.stories} == {
        "opencms",
        "liferay",
        "tables",
        "magazine_old",
        "magazine_new",
    }


@pytest.mark.parametrize("want", PAGES)
def test_page_prints_what_its_labels_say(want: Expected) -> None:
    text = shown(SITE, want)
    story = want.story
    printed = [block for _, block in want.blocks] + [*story.date_lines, *want.neutral, *want.chrome]
    if "no_headline" not in story.trap:
        printed.append(want.title)
    for line in printed:
        assert words(line).replace("| ", "") in text.replace("| ", ""), line
    for image in want.images:
        assert plain(image.caption or "") in text
        assert (image.credit or "") in text


@pytest.mark.parametrize("want", PAGES)
def test_labels_stand_in_the_body(want: Expected) -> None:
    captions = [image.caption or "" for image in want.images]
    names = " ".join((want.text, *captions, want.title, *want.neutral))
    for quote in want.quotes:
        for span in quote.spans:
            assert any(span in text for text in (captions if quote.kind == "caption" else (want.text,))), span
        assert quote.speaker is None or quote.speaker in {speaker.name for speaker in want.speakers}, quote
        assert quote.speaker is None or quote.source_kind == "person", quote
    for speaker in want.speakers:
        for word in f"{speaker.name} {speaker.honorific or ''}".replace("-", " ").split():
            assert stem(word, want.language) in names, speaker
    assert want.reference is None or any(want.reference in line for line in want.story.date_lines)
    assert want.place is None or any(
        want.place.casefold() in line.casefold() for line in (*want.story.date_lines, want.text)
    )
    assert want.date is None or any(want.date[:4] in line for line in want.story.date_lines), want.date


def stem(word: str, language: str) -> str:
    """A word without the ending that a sentence may change."""
    return word[:-2] if language == "ru" and len(word) > 4 else word


def test_versions_of_a_story_agree_on_quotes_and_speakers() -> None:
    shapes: dict[str, set[tuple[int, int]]] = {}
    for want in EXPECTED.values():
        shapes.setdefault(want.story.key, set()).add((len(want.quotes), len(want.speakers)))
    assert {key: found for key, found in shapes.items() if len(found) > 1} == {}


def crawl(site: Site, start: str) -> set[str]:
    """Targets that a walk over a listing and its further pages leads to, redirects followed."""
    found, queue, seen = set(), [start], set()
    while queue:
        target = queue.pop()
        answer = site.answer(target)
        while answer.status == 301:
            target = answer.headers["Location"]
            answer = site.answer(target)
        if canonical(target) in seen or answer.status != 200:
            continue
        seen.add(canonical(target))
        if "rss" in target:
            links = re.findall(r"<link>(.*?)</link>", answer.body.decode())
        else:
            page = Selector(body=answer.body)
            base = page.xpath("//base/@href").get(f"https://www.wipo.int{target}")
            links = [urljoin(base, href) for href in page.xpath("//a/@href").getall()]
        for link in links:
            if "page=" in link:
                queue.append(link)
            else:
                end = site.answer(link)
                found.add(canonical(end.headers["Location"] if end.status == 301 else link))
    return found


@pytest.mark.parametrize("want", PAGES)
def test_article_is_reached_from_each_of_its_listings(want: Expected) -> None:
    for listing in listings.listings_of(want.story):
        linked = {SITE.answer(target).body for target in crawl(SITE, listing)}
        assert SITE.answer(want.path).body in linked, listing


def test_feeds_lead_to_the_newest_press_releases() -> None:
    for lang in ("en", "fr", "es", "ru", "zh", "ar"):
        newest = max(
            (s for s in SITE.stories if s.path.startswith(f"/pressroom/{lang}/articles/")), key=lambda story: story.day
        )
        assert newest.path in crawl(SITE, f"/pressroom/{lang}/rss.xml")


def test_pages_have_the_size_of_real_ones() -> None:
    for story in SITE.stories:
        assert 30_000 < len(SITE.answer(story.path).body) < 160_000, story.path


def test_pages_compress_so_well_that_the_recorded_crawl_stays_under_a_megabyte() -> None:
    bodies = {SITE.answer(target).body for target in SITE.targets}
    assert sum(len(gzip.compress(body)) for body in bodies) < 900_000


def test_pages_of_one_template_differ_in_their_markup() -> None:
    looks = Counter(str(render.look("opencms", story.path)) for story in SITE.stories if story.template == "opencms")
    assert len(looks) > 0.7 * looks.total()


def test_building_is_deterministic() -> None:
    again = build.build()
    assert {target: again.answer(target) for target in again.targets} == {
        target: SITE.answer(target) for target in SITE.targets
    }


def fetch(url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request; nothing is followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    request = urllib.request.Request(
        url, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.build_opener(Stay).open(request) as response:
            return response.status, dict(response.headers), response.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_server_answers_as_the_site_says(site: str) -> None:
    story = next(story for story in SITE.stories if story.template == "opencms")
    status, headers, body = fetch(site + story.path)
    assert (status, body) == (200, SITE.answer(story.path).body)
    assert headers["Content-Type"] == "text/html;charset=UTF-8"
    assert fetch(f"{site}{story.path}?utm_source=mail")[2] == body
    assert fetch(f"{site}/pressroom/en/articles/2015/article_0092.html")[0] == 404


def test_server_answers_head_without_a_body(site: str) -> None:
    status, headers, body = fetch(site + "/portal/en/news/", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(SITE.answer("/portal/en/news/").body)


def test_server_compresses_when_asked(site: str) -> None:
    _, headers, body = fetch(site + "/portal/en/news/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == SITE.answer("/portal/en/news/").body


def test_server_answers_conditional_requests(site: str) -> None:
    _, headers, _ = fetch(site + "/portal/en/news/")
    assert fetch(site + "/portal/en/news/", If_None_Match=headers["ETag"])[0] == 304
    assert fetch(site + "/portal/en/news/", If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert fetch(site + "/portal/en/news/", If_None_Match='"other"')[0] == 200


def test_server_redirects(site: str) -> None:
    status, headers, _ = fetch(site + "/portal/en/news.html")
    assert (status, headers["Location"]) == (301, "/portal/en/news/")


def test_server_lets_a_fault_answer_first_and_remembers_requests() -> None:
    def busy_once(handler: Handler, request: Request) -> bool:
        if len(handler.server.requests) > 1:
            return False
        handler.send(Answer(503, {"Retry-After": "1"}, b"busy"))
        return True

    with SiteServer(SITE, fault=busy_once) as server:
        assert fetch(server.url + "/robots.txt")[0] == 503
        assert fetch(server.url + "/robots.txt", User_Agent="patient")[0] == 200
        assert [request.target for request in server.requests] == ["/robots.txt", "/robots.txt"]
        assert server.requests[1].headers["user-agent"] == "patient"


def test_site_of_synthetic_articles_is_built_and_linked() -> None:
    large = build.build(synthetic.stories(700))
    entries = {listing for story in large.stories for listing in listings.listings_of(story)[:1]}
    linked = set().union(*(crawl(large, entry) for entry in entries))
    assert {story.path for story in large.stories} <= linked | {f"/en{target}" for target in linked}


def test_markup_of_a_body() -> None:
    assert [block.kind for block in blocks("One\nline.\n\n> A\n>\n> B\n\n- a\n\nQ: Why?\n\nA: So.\n\n%% Video")] == [
        "paragraph", "block_quote", "list", "question", "answer", "chrome",
    ]  # fmt: skip
    assert inline("an *old* [**rule**](/x?a=1&b=2) & more") == (
        'an <em>old</em> <a href="/x?a=1&amp;b=2"><strong>rule</strong></a> &amp; more'
    )
    assert plain("an *old* [**rule**](/x)") == "an old rule"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A boat (Photo: WIPO/Ro)", ("A boat", "(Photo: WIPO/Ro)", "WIPO/Ro")),
        ("(Image : OMPI/Rue)", ("", "(Image : OMPI/Rue)", "OMPI/Rue")),
        (
            "Photo: Ana Liu / Alamy Stock Photo",
            ("", "Photo: Ana Liu / Alamy Stock Photo", "Ana Liu / Alamy Stock Photo"),
        ),
        ("船（图片：WIPO/Ro）", ("船", "（图片：WIPO/Ro）", "WIPO/Ro")),
        ("A boat (left) and a pier", ("A boat (left) and a pier", "", "")),
    ],
)
def test_credit_is_split_from_its_caption(text: str, parts: tuple[str, str, str]) -> None:
    assert split_credit(text) == parts


def recorded() -> dict[str, tuple[int, bytes]]:
    """Status and body of every answer in the bundled sample."""
    found = {}
    with SAMPLE.open("rb") as stream:
        for item in ArchiveIterator(stream):
            if item.rec_type == "response":
                status = int(item.http_headers.get_statuscode())
                found[item.rec_headers["WARC-Target-URI"]] = (status, item.content_stream().read())
    return found


def test_bundled_sample_holds_every_article_as_the_site_serves_it_now() -> None:
    """If this fails the site has changed since the sample was recorded: run `make sample`."""
    answers = recorded()
    for url, (status, body) in answers.items():
        now = SITE.answer(url)
        assert (status, body) == (now.status, now.body), url
    assert {SITE.answer(story.path).body for story in SITE.stories} <= {body for _, body in answers.values()}


def test_bundled_sample_is_small_and_says_that_its_pages_are_invented() -> None:
    assert SAMPLE.stat().st_size < 1_000_000
    with SAMPLE.open("rb") as stream:
        first = next(iter(ArchiveIterator(stream)))
        assert first.rec_type == "warcinfo"
        assert b"all texts and people are made up" in first.content_stream().read()
