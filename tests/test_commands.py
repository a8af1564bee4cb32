"""`scrapy extract` and `scrapy schema` as processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.scrapy_process import ROOT, crawl, rows, scrapy
from tests.site.build import build

URL = "https://www.wipo.int/pressroom/en/articles/2024/article_0007.html"
PAGE = (
    "<html lang=en><body><h1>Weavers Register Their First Mark</h1><p>Geneva, May 6, 2024</p>"
    "<p>The weavers of the upper valley have registered their first collective mark, the office said today.</p>"
    "<p>They sell blankets in eleven countries and were copied in most of them, a clerk found last year.</p>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_extract_prints_the_article_of_a_file(page: Path) -> None:
    result = scrapy("extract", page, "--url", URL)
    article = json.loads(result.out)
    assert (result.status, result.err) == (0, "")
    assert article["title"] == "Weavers Register Their First Mark"
    assert article["date"] == "2024-05-06"
    assert article["id"] == URL.removeprefix("https://")


def test_extract_reads_standard_input_alike(page: Path) -> None:
    from_file = scrapy("extract", page, "--url", URL)
    assert scrapy("extract", "-", "--url", URL, stdin=PAGE.encode()).out == from_file.out


def test_extract_asks_the_site_for_an_address(site: str) -> None:
    story = build().stories[0]
    result = scrapy("extract", f"https://www.wipo.int{story.path}", "-s", f"SITE={site}", "-s", "DOWNLOAD_DELAY=0")
    assert (result.status, result.err) == (0, "")
    assert json.loads(result.out)["url"].endswith(story.path)


def test_extract_obeys_robots_txt(site: str) -> None:
    result = scrapy("extract", "https://www.wipo.int/search/page.html", "-s", f"SITE={site}", "-s", "DOWNLOAD_DELAY=0")
    assert (result.status, result.out) == (4, "")
    assert "Forbidden by robots.txt" in result.err


def test_extract_explains_in_words(page: Path) -> None:
    result = scrapy("extract", page, "--url", URL, "--explain")
    assert result.status == 0
    assert "date  2024-05-06  <- " in result.out
    assert "May 6, 2024" in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give one page"),
        (("page.html",), "--url: give the page's address"),
        (("no-such-page.html", "--url", URL), "no-such-page.html: No such file"),
        (("-", "--url", "page"), "--url: not an address: 'page'"),
    ],
)
def test_extract_says_what_is_missing(arguments: tuple[str, ...], said: str) -> None:
    result = scrapy("extract", *arguments)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert said in result.err


def test_extract_tells_a_page_that_is_no_article() -> None:
    result = scrapy("extract", "-", "--url", URL, stdin=b"<html><body></body></html>")
    assert (result.status, result.out) == (65, "")
    assert "no article" in result.err


def test_the_schema_fits_what_a_crawl_writes(site: str, tmp_path: Path) -> None:
    schema = json.loads(scrapy("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert crawl(tmp_path, "-a", "streams=magazine", site=site).status == 0
    validator = jsonschema.Draft202012Validator(schema)
    records = rows(tmp_path)
    assert records
    for record in records:
        validator.validate(record)
        assert record.keys() == set(schema["required"]) == schema["properties"].keys()


def test_scrapys_own_commands_work(site: str) -> None:
    assert scrapy("list").out == "news\n"
    assert scrapy("check").status == 0
    shell = scrapy(
        "shell",
        "-c",
        "response.status",
        f"https://www.wipo.int{build().stories[0].path}",
        "-s",
        f"SITE={site}",
        "-s",
        "DOWNLOAD_DELAY=0",
    )
    assert (shell.status, shell.out) == (0, "200\n")


def test_the_live_check_shows_what_was_read_and_keeps_nothing(site: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.live_check", "--site", site]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert done.returncode == 0, done.stderr
    assert "20 records" in done.stderr
    assert "press-releases" in done.stdout
    assert "speakers" in done.stdout
    assert list(tmp_path.iterdir()) == []
