"""Given records, the report's files say the same, escaped, and the folder is whole or as before."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser import needs_chromium, open_browser, visit
from tests.run_files import revised, write_run
from tests.scrapy_process import ROOT, rows, scrapy
from wipo_scraper.article import Record
from wipo_scraper.report.articles import article_view
from wipo_scraper.report.build import build_report
from wipo_scraper.report.scripts import statement
from wipo_scraper.report.search import words
from wipo_scraper.warehouse.workshop import TargetError

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\u2028'\"{{7*7}}"
SCRIPT = "javascript:window.hacked=1"


@pytest.fixture(scope="module")
def article(sample: Path) -> dict[str, Any]:
    return next(row for row in rows(sample) if len(row["quotes"]) > 2 and row["images"] and row["links"])


def table(report: Path, name: str) -> list[dict[str, str]]:
    with (report / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_command_builds_the_pages_and_says_where(sample: Path, tmp_path: Path) -> None:
    result = scrapy("report", sample, "-o", tmp_path / "report")
    assert (result.status, result.out) == (0, "")
    assert result.err == f"{tmp_path / 'report' / 'index.html'}: {len(rows(sample))} articles\n"


@pytest.mark.parametrize(
    ("arguments", "named"), [((), "DATA_DIR"), (("missing",), "missing"), (("missing", "more"), "DATA_DIR")]
)
def test_wrong_arguments_are_named(arguments: tuple[str, ...], named: str, tmp_path: Path) -> None:
    result = scrapy("report", *arguments, "-o", tmp_path / "report")
    assert result.status == 2
    assert named in result.err
    assert not (tmp_path / "report").exists()


def test_another_folder_is_not_replaced(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("chapter one")
    with pytest.raises(TargetError, match="something else"):
        build_report(sample, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_figures_count_the_records(sample: Path, tmp_path: Path) -> None:
    build_report(sample, tmp_path / "report")
    records = rows(sample)
    months = {row["month"]: int(row["articles"]) for row in table(tmp_path / "report", "months")}
    assert sum(months.values()) == sum(row["date_precision"] in ("day", "month") for row in records)
    languages = {row["language"]: int(row["articles"]) for row in table(tmp_path / "report", "languages")}
    assert languages["Arabic"] == sum(row["language"] == "ar" for row in records)
    coverage = {row["field"]: int(row["with"]) for row in table(tmp_path / "report", "coverage")}
    assert coverage["quotes"] == sum(bool(row["quotes"]) for row in records)
    people = {row["name"]: row for row in table(tmp_path / "report", "people")}
    stories = {row["story"] for row in records for quote in row["quotes"] if quote["speaker"] == "Tomas Okonjo-Reyes"}
    assert int(people["Tomas Okonjo-Reyes"]["stories"]) == len(stories)


def test_the_newest_revision_is_shown(article: dict[str, Any], tmp_path: Path) -> None:
    write_run(tmp_path / "data", "20260101T000000000Z", [article])
    write_run(tmp_path / "data", "20260102T000000000Z", [revised(article, 2, title="A Newer Title")])
    assert build_report(tmp_path / "data", tmp_path / "report").articles == 1
    (part,) = (tmp_path / "report" / "data" / "articles").iterdir()
    assert "A Newer Title" in part.read_text("utf-8")


def test_a_line_that_is_no_record_is_named(article: dict[str, Any], tmp_path: Path) -> None:
    write_run(tmp_path / "data", "20260101T000000000Z", [article], tail=b"{}\n")
    result = scrapy("report", tmp_path / "data", "-o", tmp_path / "report")
    assert result.status == 0
    assert "20260101T000000000Z.jsonl:2: no record" in result.err
    assert "1 articles; 1 lines are no records" in result.err


def test_a_directory_without_any_article_makes_a_report(tmp_path: Path) -> None:
    (tmp_path / "data" / "news" / "articles").mkdir(parents=True)
    assert build_report(tmp_path / "data", tmp_path / "report").articles == 0
    assert (tmp_path / "report" / "index.html").exists()


def test_the_pieces_of_an_article_are_its_text_and_its_marks(sample: Path) -> None:
    for row in rows(sample):
        view = article_view(Record.model_validate(row), [])
        blocks = ["".join(it if isinstance(it, str) else it["text"] for it in given) for _, given in view["blocks"]]
        assert "\n\n".join(blocks) == row["text"]
        pieces = [it for _, given in view["blocks"] for it in given if not isinstance(it, str)]
        for number, quote in enumerate(row["quotes"]):
            if quote["spans"]:
                quoted = "".join(it["text"] for it in pieces if it.get("quote") == number)
                assert re.sub(r"\s+", "", quoted) == re.sub(r"\s+", "", quote["text"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medellín’s Archives", {"medellin", "s", "archives"}),
        ("ЁЛКА", {"елка"}),
        ("مُحَمَّد كتـــاب", {"محمد", "كتاب"}),
        ("著作権", {"著作", "作権", "権"}),
        ("WIPO展览2024", {"wipo", "展览", "览", "2024"}),
    ],
)
def test_words_are_compared_without_case_and_marks(text: str, expected: set[str]) -> None:
    assert words(text) == expected


def test_a_statement_holds_no_markup_and_is_the_same_value() -> None:
    line = statement("article", HOSTILE, {"title": HOSTILE}).decode()
    assert "<" not in line
    assert "\u2028" not in line
    values = line.removeprefix("report.put(").removesuffix(");\n")
    assert json.loads(f"[{values}]") == ["article", HOSTILE, {"title": HOSTILE}]


def hostile(article: dict[str, Any]) -> dict[str, Any]:
    """An article whose every word and address is an attack."""
    text, end = f"{HOSTILE} said {HOSTILE}", len(HOSTILE)
    said = {"start": end + 1, "end": end + 5, "text": "said"}
    quote = article["quotes"][0] | {
        "text": HOSTILE, "spans": [{"start": 0, "end": end}], "speaker": HOSTILE, "speaker_id": "s1",
        "source": HOSTILE, "source_kind": "person", "cue": said, "mention": said, "image": None,
    }  # fmt: skip
    caption = quote | {
        "id": "c" * 16, "spans": [], "image": 0, "kind": "caption", "source_kind": "organization", "speaker": None,
        "speaker_id": None,
    }  # fmt: skip
    speaker = article["speakers"][0] | {"id": "s1", "person": None, "name": HOSTILE, "role": HOSTILE}
    return article | {
        "id": f"www.wipo.int/{HOSTILE}", "url": SCRIPT, "story": HOSTILE, "title": HOSTILE, "place": HOSTILE,
        "reference": HOSTILE, "authors": [HOSTILE], "stream": HOSTILE, "language": "en", "url_language": "en",
        "text": text, "blocks": [{"kind": "paragraph", "start": 0, "end": len(text)}],
        "speakers": [speaker | {"mentions": [{"start": end + 6, "end": len(text)}]}], "quotes": [quote, caption],
        "images": [{"url": SCRIPT, "alt": HOSTILE, "caption": HOSTILE, "credit": HOSTILE, "credit_text": HOSTILE}],
        "links": [{"text": HOSTILE, "url": SCRIPT}], "translations": [{"language": "fr", "url": SCRIPT}],
        "evidence": {key: {"from": "heading", "text": HOSTILE} for key in ("title", "date", "place", "reference")},
    }  # fmt: skip


@pytest.fixture
def attacked(article: dict[str, Any], tmp_path: Path) -> Path:
    """The report of hostile articles and a hostile run."""
    first = hostile(article)
    second = first | {"id": f"www.wipo.int/fr/{HOSTILE}", "url": f"{SCRIPT}2", "language": "fr", "url_language": "fr"}
    run, news = "20260101T000000000Z", tmp_path / "data" / "news"
    write_run(tmp_path / "data", run, [first, second | {"quotes": first["quotes"][:1]}])
    (news / "failures").mkdir()
    failure = {"url": SCRIPT, "kind": HOSTILE, "reason": HOSTILE}
    (news / "failures" / f"{run}.jsonl").write_text(json.dumps(failure) + "\n")
    told = ("run", "origin", "verdict", "reason", "started", "finished", "requests")
    (news / "runs" / f"{run}.json").write_text(json.dumps(dict.fromkeys(told, HOSTILE) | {"status": 0}))
    build_report(tmp_path / "data", tmp_path / "report")
    return tmp_path / "report"


@needs_chromium
def test_words_of_a_page_cannot_run_as_script(attacked: Path) -> None:
    with open_browser() as browser, visit(browser, f"{attacked.as_uri()}/") as window:
        page = window.page

        def links(within: str) -> list[str]:
            found: list[str] = page.locator(f"{within} a").evaluate_all("all => all.map(it => it.getAttribute('href'))")
            return found

        window.go("find.html#q=window")
        articles = links("#results")
        window.go("sources.html")
        sources = links("#names")
        assert (len(articles), len(sources)) == (2, 2)
        window.go(articles[0])
        beside = f"read.html{links('.versions')[-1]}"
        for address in ("index.html", "find.html#q=hacked", "sources.html", beside, *articles, *sources):
            window.go(address)
            assert "window.hacked=1" in page.locator("main").inner_text(), address
            for quoted in page.locator("a.quote").all():
                quoted.dispatch_event("click")
            assert page.evaluate("window.hacked") is None, address
            assert page.locator("main img, main script").count() == 0, address
            assert [it for it in links("body") if not re.match(r"(https?:|[a-z/-]*\.(html|csv)|#)", it)] == [], address


def test_a_missing_library_is_named_with_the_extra_that_brings_it(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "altair.py").write_text("raise ModuleNotFoundError('No module named altair')")
    result = scrapy("report", sample, "-o", tmp_path / "report", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert result.status == 1
    assert "pip install 'wipo-scraper[report]'" in result.err
