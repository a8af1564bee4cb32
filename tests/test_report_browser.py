"""Given the report of the sample in a real browser, a reader finds, reads, compares and reviews."""

import json
import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser import DESKTOP, PHONE, Visit, needs_chromium, open_browser, serve_folder, visit
from tests.scrapy_process import ROOT, rows
from wipo_scraper.report.build import build_report

pytestmark = needs_chromium
GAMES = "www.wipo.int/about-wipo/{}/dg_tang/news/2024/news_0039.html"
READ = "read.html#a={}"
BESIDE = f"{READ.format(GAMES.format('en'))}&with={GAMES.format('ar')}"
PAGES = ("index.html", "find.html#q=archive", READ.format(GAMES.format("en")), "sources.html",
         "source.html#s=person%3AIlse+Marantaveld", "review.html")  # fmt: skip


@pytest.fixture(scope="module")
def report(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("report") / "report"
    build_report(sample, target)
    return target


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(params=["from disk", "over http"])
def base(request: pytest.FixtureRequest, report: Path) -> Iterator[str]:
    if request.param == "from disk":
        yield f"{report.as_uri()}/"
    else:
        with serve_folder(report) as address:
            yield address


@pytest.fixture(params=[(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def window(request: pytest.FixtureRequest, browser: Browser, base: str) -> Iterator[Visit]:
    viewport, scheme = request.param
    with visit(browser, base, viewport=viewport, color_scheme=scheme, has_touch=viewport is PHONE) as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser, report: Path) -> Iterator[Visit]:
    with visit(browser, f"{report.as_uri()}/") as opened:
        yield opened


def found(window: Visit) -> int:
    return int(window.page.locator("#count").inner_text().split()[0].replace(",", ""))


def test_a_reader_searches_filters_opens_an_article_and_follows_a_quote(window: Visit) -> None:
    page = window.page
    window.go("index.html")
    page.get_by_label("Search all articles").fill("workshop")
    page.get_by_role("button", name="Find").click()
    window.shows()
    everywhere = found(window)
    if page.viewport_size == PHONE:
        page.get_by_text("Narrow down").click()
    page.get_by_role("checkbox", name="News of the Director General").check()
    page.get_by_role("checkbox", name="Ilse Marantaveld").check()
    expect(page.locator("#count")).not_to_have_text(f"{everywhere} articles")
    assert 0 < found(window) < everywhere
    assert "q=workshop" in page.url
    assert "stream=" in page.url
    page.get_by_role("link", name="Director General Opens Workshop").click()
    window.shows(GAMES.format("en"))
    quote = page.locator("a.quote", has_text="I sent him a free copy,").first
    quote.click()
    note = page.locator("#note")
    expect(note).to_contain_text("Tainá Prado-Yamamoto")
    expect(note).to_contain_text("a clause after the marks")
    live = note.get_by_role("link", name="The words on the live page").get_attribute("href")
    assert live.startswith(f"https://{GAMES.format('en')}#:~:text=I%20sent%20him")
    note.get_by_role("link", name="Tainá Prado-Yamamoto").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tainá Prado-Yamamoto")
    page.get_by_role("link", name="I sent him a free copy,").click()
    window.shows(GAMES.format("en"))
    expect(page.locator("a.quote:focus")).to_contain_text("I sent him a free copy,")


def test_a_reader_switches_and_compares_language_versions(window: Visit) -> None:
    page = window.page
    window.go(READ.format(GAMES.format("en")))
    versions = page.get_by_role("navigation", name="Language versions")
    versions.get_by_role("link", name="Arabic").first.click()
    window.shows(GAMES.format("ar"))
    expect(page.locator(".body").first).to_have_attribute("dir", "rtl")
    versions.get_by_role("link", name="English").last.click()
    expect(page.locator(".row.titles h2")).to_have_count(2)
    page.locator("a.quote").first.click()
    assert page.locator("a.lit").evaluate_all("them => new Set(them.map(each => each.dataset.article)).size") == 2


def test_aligned_quotes_begin_at_the_same_height(desk: Visit) -> None:
    desk.go(f"{READ.format(GAMES.format('en'))}&with={GAMES.format('fr')}")
    tops = desk.page.locator(".row:not(.titles)").evaluate_all(
        "rows => rows.map(row => [...row.children].map(body => body.getBoundingClientRect().top))"
    )
    assert len(tops) > 3
    assert all(left == right for left, right in tops)


def test_a_reader_marks_what_is_right_and_wrong_and_saves_the_marks(window: Visit, sample: Path) -> None:
    page = window.page
    window.go(READ.format(GAMES.format("en")))
    page.get_by_role("button", name="Review").click()
    page.locator("a.quote").first.click()
    note = page.locator("#note")
    note.get_by_role("group", name="The quoted words").get_by_role("button", name="Right").click()
    note.get_by_role("group", name="Who says them").get_by_role("button", name="Wrong").click()
    page.keyboard.press("Escape")
    page.get_by_role("group", name="A speaker").first.get_by_role("button", name="Right").click()
    window.go("review.html")
    expect(page.locator("#count")).to_contain_text("3 marks")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the marks").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    record = next(row for row in rows(sample) if row["id"] == GAMES.format("en"))
    quote = record["quotes"][0]
    assert download.value.suggested_filename == "marks.json"
    assert [(mark["what"], mark["key"], mark["words"], mark["right"]) for mark in saved["marks"]] == [
        ("quote", quote["id"], quote["text"], True),
        ("attribution", quote["id"], quote["source"], False),
        ("speaker", "s1", record["speakers"][0]["name"], True),
    ]


def plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M").lower()


@pytest.mark.parametrize(
    "query", ["medellín", "MEDELLIN", "archiv", "Женев", "مارانتافيلد", "马兰塔", "マランタ", "unheard"]
)
def test_a_search_finds_the_articles_that_hold_the_words(query: str, desk: Visit, sample: Path) -> None:
    def holds(row: dict[str, Any]) -> bool:
        captions = [image["caption"] or "" for image in row["images"]]
        names = [speaker["name"] for speaker in row["speakers"]]
        text = plain("\n".join([row["title"], row["text"], row["reference"] or "", *captions, *names]))
        return all(
            word in text if ord(word[0]) > 0x3000 else re.search(rf"\b{word}", text) for word in plain(query).split()
        )

    expected = sum(map(holds, rows(sample)))
    desk.go(f"find.html#q={query}")
    assert expected or query == "unheard"
    assert found(desk) == expected


def test_dates_and_languages_narrow_a_search(desk: Visit, sample: Path) -> None:
    desk.go("find.html#from=2024&to=2024-09&lang=en,fr")
    expected = [
        row for row in rows(sample) if row["language"] in ("en", "fr") and "2024" <= (row["date"] or "") < "2024-10"
    ]
    assert found(desk) == len(expected) > 0


def test_everything_is_reached_by_keyboard(desk: Visit) -> None:
    desk.go(READ.format(GAMES.format("en")))
    page = desk.page
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className.split(' ')[0] || document.activeElement.tagName"))
        if page.locator("a.quote:focus").count():
            break
    assert {"skip", "mark", "chip", "quote"} <= reached
    expect(page.locator("#note")).to_contain_text("Found by")
    page.keyboard.press("Escape")
    expect(page.locator("#note")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, BESIDE])
def test_axe_finds_no_serious_violation(address: str, scheme: str, browser: Browser, report: Path) -> None:
    with visit(browser, f"{report.as_uri()}/", color_scheme=scheme) as window:
        window.go(address)
        if address.startswith("read"):
            window.page.locator("a.quote").first.click()
        violations = Axe().run(window.page, options={"preload": False}).response["violations"]
        serious = [
            f"{it['id']}: {node['html']} {node['failureSummary']}"
            for it in violations
            if it["impact"] in ("serious", "critical")
            for node in it["nodes"]
        ]
        assert serious == []


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_a_phone(address: str, browser: Browser, report: Path) -> None:
    with visit(browser, f"{report.as_uri()}/", viewport=PHONE) as window:
        window.go(address)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_first_view_is_small(browser: Browser, report: Path) -> None:
    sizes: list[int] = []
    with serve_folder(report) as address, visit(browser, address) as window:
        window.page.on("response", lambda response: sizes.append(len(response.body())))
        window.go("index.html")
        window.page.wait_for_load_state("networkidle")
    assert 20_000 < sum(sizes) < 300_000


def test_motion_and_print_are_respected(browser: Browser, report: Path) -> None:
    with visit(browser, f"{report.as_uri()}/", reduced_motion="reduce") as window:
        window.go(READ.format(GAMES.format("en")))
        style = "getComputedStyle(document.querySelector('{}')).{}"
        assert window.page.evaluate(style.format("a.quote", "transitionDuration")) == "0s"
        window.page.emulate_media(media="print")
        assert window.page.evaluate(style.format(".top nav", "display")) == "none"
        assert window.page.evaluate(style.format(".body", "display")) == "block"


def test_screenshots_for_the_docs(browser: Browser, report: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Taken on every run; kept in docs/images with `--screenshots`."""
    folder = ROOT / "docs" / "images" if pytestconfig.getoption("--screenshots") else tmp_path
    folder.mkdir(exist_ok=True)
    read = READ.format(GAMES.format("en"))
    shots = {"overview": ("index.html", "light"), "read": (read, "light"), "versions": (BESIDE, "dark")}
    for name, (address, scheme) in shots.items():
        with visit(browser, f"{report.as_uri()}/", viewport=DESKTOP, color_scheme=scheme) as window:
            window.go(address)
            if name != "overview":
                window.page.locator("a.quote", has_text="the cheapest factory").click()
                window.page.mouse.move(0, 0)
            devtools = window.context.new_cdp_session(window.page)
            taken = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": 80})["data"]
            (folder / f"{name}.webp").write_bytes(b64decode(taken))
    sizes = [(folder / f"{name}.webp").stat().st_size for name in shots]
    assert min(sizes) > 10_000
    assert sum(sizes) < 300_000
