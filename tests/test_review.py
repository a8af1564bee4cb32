"""Given what readers marked, `scrapy review` tells the precision and makes fixtures of what was marked in full."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scrapy_process import crawl, rows, scrapy
from wipo_scraper import extract
from wipo_scraper.report.fixtures import write_fixtures
from wipo_scraper.report.marks import MarksError, read_marks, review

RUN = ("-a", "streams=press-releases", "-a", "limit=12")
Row = dict[str, Any]


@pytest.fixture(scope="module")
def data_dir(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crawl of the served sample site, with its archive."""
    directory = tmp_path_factory.mktemp("crawled") / "data"
    result = crawl(directory, *RUN, site=site)
    assert result.status == 0, result.err
    return directory


@pytest.fixture(scope="module")
def article(data_dir: Path) -> Row:
    found = sorted(rows(data_dir), key=lambda row: str(row["id"]))  # a crawl writes in the order of the answers
    return next(row for row in found if len(row["quotes"]) > 2 and row["speakers"])


def mark(article: Row, what: str, key: str, words: str, *, right: bool = True) -> Row:
    return {"article": article["id"], "what": what, "key": key, "words": words, "right": right}


def all_right(article: Row) -> list[Row]:
    """Every mark that a reader can set on an article, all of them right."""
    return [
        mark(article, "complete", article["content_hash"], article["title"]),
        *(mark(article, "speaker", it["id"], it["name"]) for it in article["speakers"]),
        *(mark(article, "quote", it["id"], it["text"]) for it in article["quotes"]),
        *(mark(article, "attribution", it["id"], it["source"] or "") for it in article["quotes"]),
    ]


def saved(tmp_path: Path, marks: list[Row]) -> Path:
    path = tmp_path / "marks.json"
    path.write_text(json.dumps({"format": "wipo-scraper-marks", "version": 1, "marks": marks}), "utf-8")
    return path


def test_precision_is_told_overall_by_language_and_by_method(data_dir: Path, article: Row, tmp_path: Path) -> None:
    marks = all_right(article)
    marks[-1]["right"] = False
    result = scrapy("review", data_dir, saved(tmp_path, marks))
    assert (result.status, result.err) == (0, "")
    count = len(article["quotes"])
    lines = {" ".join(line.split()) for line in result.out.splitlines()}
    share = f"{count - 1} {count} {(count - 1) / count:.3f}"
    assert any(line.startswith(f"the quote is theirs all {share}") for line in lines)
    assert any(line.startswith(f"language {article['language']} {share}") for line in lines)
    method = article["quotes"][-1]["method"]
    of_method = [quote for quote in article["quotes"] if quote["method"] == method]
    assert any(line.startswith(f"method {method} {len(of_method) - 1} {len(of_method)}") for line in lines)


def test_a_mark_on_what_has_changed_is_stale(data_dir: Path, article: Row, tmp_path: Path) -> None:
    marks = [
        mark(article, "quote", article["quotes"][0]["id"], "words of an older record"),
        mark(article | {"id": "www.wipo.int/gone"}, "speaker", "s1", "Nobody"),
    ]
    result = scrapy("review", data_dir, saved(tmp_path, marks))
    assert result.err.count("stale mark: ") == 2
    assert "no longer 'words of an older record'" in result.err
    assert "www.wipo.int/gone: no such article" in result.err
    assert " 1 " not in result.out


def test_an_article_marked_in_full_becomes_a_fixture(data_dir: Path, article: Row, tmp_path: Path) -> None:
    result = scrapy("review", data_dir, saved(tmp_path, all_right(article)), "-o", tmp_path / "fixtures")
    (folder,) = (tmp_path / "fixtures" / "en").iterdir()
    assert str(folder) in result.out
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    page = extract((folder / "page.html").read_bytes(), expected["url"], content_type="text/html")
    assert [quote.speaker for quote in page.quotes] == [quote["speaker"] for quote in expected["quotes"]]
    assert [speaker.name for speaker in page.speakers] == [speaker["name"] for speaker in expected["speakers"]]
    assert "\n\n".join(expected["body"]) in page.text


def test_what_is_marked_as_no_quote_is_left_out_of_the_fixture(data_dir: Path, article: Row, tmp_path: Path) -> None:
    wrong = article["quotes"][0]
    marks = [it for it in all_right(article) if (it["what"], it["key"]) != ("attribution", wrong["id"])]
    for it in marks:
        it["right"] = (it["what"], it["key"]) != ("quote", wrong["id"])
    scrapy("review", data_dir, saved(tmp_path, marks), "-o", tmp_path / "fixtures")
    (labels,) = (tmp_path / "fixtures").rglob("expected.json")
    quotes = json.loads(labels.read_text("utf-8"))["quotes"]
    assert ["\n\n".join(quote["spans"]) for quote in quotes] == [quote["text"] for quote in article["quotes"][1:]]


@pytest.mark.parametrize(
    ("left_out", "wrong", "reason"),
    [
        ("complete", None, "not marked as complete"),
        ("speaker", None, "are not marked"),
        (None, "attribution", "whose quote this is was not said"),
        (None, "speaker", "marked as no speaker"),
    ],
)
def test_nothing_is_guessed_for_a_fixture(
    left_out: str | None, wrong: str | None, reason: str, data_dir: Path, article: Row, tmp_path: Path
) -> None:
    marks = [it | {"right": it["what"] != wrong} for it in all_right(article) if it["what"] != left_out]
    reviewed = review(data_dir, read_marks(saved(tmp_path, marks)))
    written, (told,) = write_fixtures(reviewed, data_dir, tmp_path / "fixtures")
    assert written == []
    assert told.startswith(f"{article['id']}: ")
    assert reason in told
    assert not (tmp_path / "fixtures").exists()


def test_without_the_archived_page_there_is_no_fixture(sample: Path, tmp_path: Path) -> None:
    article = next(row for row in rows(sample) if row["quotes"])
    result = scrapy("review", sample, saved(tmp_path, all_right(article)), "-o", tmp_path / "fixtures")
    assert "sample.warc.gz is missing" in result.err
    assert not (tmp_path / "fixtures").exists()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("not json", "no marks"),
        ('{"format": "wipo-scraper-marks", "version": 2, "marks": []}', "version"),
        ('{"format": "wipo-scraper-marks", "version": 1, "marks": [{"article": "a"}]}', "marks.0"),
    ],
)
def test_a_file_that_holds_no_marks_is_named(content: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "marks.json"
    path.write_text(content)
    with pytest.raises(MarksError, match=named) as error:
        read_marks(path)
    assert str(path) in str(error.value)


def test_marks_that_contradict_each_other_are_refused(data_dir: Path, article: Row, tmp_path: Path) -> None:
    twice = [mark(article, "speaker", "s1", "A. Name"), mark(article, "speaker", "s1", "A. Name", right=False)]
    result = scrapy("review", data_dir, saved(tmp_path, twice))
    assert result.status == 2
    assert "MARKS.json: " in result.err
    assert f"marked twice: {article['id']} speaker s1" in result.err


def test_wrong_arguments_are_named() -> None:
    result = scrapy("review", "data")
    assert (result.status, result.out) == (2, "")
    assert "DATA_DIR and a file of marks" in result.err
