"""`scrapy crawl news` against the served sample site: what it finds, writes and records; the same from its archive."""

import json
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.scrapy_process import ALL_LANGUAGES, Result, counts, crawl, report, rows
from tests.site.build import build
from wipo_scraper import Record
from wipo_scraper.site import address

OWN_TO_A_RUN = {"fetched_at", "run", "http", "warc"}


@pytest.fixture(scope="module")
def live(site: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    directory = tmp_path_factory.mktemp("live")
    return directory, crawl(directory, "-a", ALL_LANGUAGES, site=site)


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records}


def test_it_finds_every_article_once(live: tuple[Path, Result]) -> None:
    directory, result = live
    assert (result.status, result.out) == (0, ""), result.err
    found = [record["id"] for record in rows(directory)]
    assert sorted(found) == sorted(address(f"https://www.wipo.int{story.path}").id for story in build().stories)


def test_every_row_is_a_record(live: tuple[Path, Result]) -> None:
    for row in rows(live[0]):
        Record.model_validate(row)


def test_pages_that_cannot_be_read_are_failures_with_a_reason(live: tuple[Path, Result]) -> None:
    failures = {row["url"]: row for row in rows(live[0], "failures") if row["kind"] == "article"}
    dead = failures["https://www.wipo.int/pressroom/en/articles/2015/article_0092.html"]
    assert dead == {**dead, "reason": "status 404", "status": 404, "tries": 1, "final": True}
    challenged = failures["https://www.wipo.int/pressroom/en/articles/2019/article_0091.html"]
    assert (challenged["status"], challenged["final"]) == (200, False)


def test_a_redirect_is_an_alias(live: tuple[Path, Result]) -> None:
    moved = [story for story in build().stories if story.moved_from]
    assert moved
    aliases = {alias for record in rows(live[0]) for alias in record["aliases"]}
    assert {f"https://www.wipo.int{story.moved_from}" for story in moved} <= aliases


def test_nothing_is_lost_between_request_and_result(live: tuple[Path, Result]) -> None:
    found = counts(live[0])
    ended = sum(found.get(f"articles/{end}", 0) for end in ("written", "duplicate", "out_of_range"))
    assert found["requests/article"] == ended + found["failures/article"]


def test_the_report_vouches_for_the_files(live: tuple[Path, Result]) -> None:
    directory, result = live
    document = report(directory)
    assert (document["verdict"], document["status"]) == ("complete", 0)
    assert document["reason"] in result.err
    files = {Path(file["file"]).parts[0]: file for file in document["files"]}
    assert files["articles"]["rows"] == len(rows(directory))
    assert files["failures"]["rows"] == len(rows(directory, "failures"))
    assert (directory / "news" / files["warc"]["file"]).stat().st_size == files["warc"]["bytes"]
    assert sum(stream["records"] for stream in document["coverage"]) == len(rows(directory))
    assert not list(directory.rglob("*.part"))


def test_the_warc_holds_the_whole_exchange(live: tuple[Path, Result]) -> None:
    (path,) = (live[0] / "news" / "warc").iterdir()
    with path.open("rb") as stream:
        kinds, answers, info = [], {}, ""
        archive = ArchiveIterator(stream, check_digests=True)
        for record in archive:
            kinds.append(record.rec_type)
            if record.rec_type == "warcinfo":
                info = record.raw_stream.read().decode()
            if record.rec_type == "response":
                answers[record.rec_headers.get_header("WARC-Target-URI")] = (archive.offset, record.http_headers)
    assert "The pages are not those of https://www.wipo.int" in info
    assert kinds.count("request") == kinds.count("response") == counts(live[0])["warc/exchanges"]
    assert "https://www.wipo.int/robots.txt" in answers
    assert {status.get_statuscode() for _, status in answers.values()} >= {"200", "301", "404"}
    for record in rows(live[0]):
        assert record["warc"]["file"] == path.name
        assert record["warc"]["offset"] in {offset for offset, _ in answers.values()}
    page = answers[rows(live[0])[0]["url"]][1]
    assert page.get_header("Content-Encoding") == "gzip", "the body is kept as it came over the wire"


def test_a_replay_gives_the_same_records_twice_and_those_of_the_crawl(
    live: tuple[Path, Result], tmp_path: Path
) -> None:
    archive = live[0] / "news" / "warc"
    for name in ("first", "second"):
        assert crawl(tmp_path / name, "-a", f"replay={archive}", "-a", ALL_LANGUAGES).status == 0
    first, second = (next((tmp_path / name / "news" / "articles").iterdir()) for name in ("first", "second"))
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes())
    assert not list((tmp_path / "first" / "news" / "warc").iterdir())
    crawled, replayed = by_id(rows(live[0])), by_id(rows(tmp_path / "first"))
    assert crawled.keys() == replayed.keys()
    for key, record in crawled.items():
        assert {name for name in record if record[name] != replayed[key][name]} <= OWN_TO_A_RUN, key


def test_a_replay_reads_articles_that_no_listing_leads_to(site: str, tmp_path: Path) -> None:
    story = next(story for story in build().stories if "news_00" in story.path)
    assert crawl(tmp_path / "one", "-a", f"urls=https://www.wipo.int{story.path}", site=site).status == 0
    assert crawl(tmp_path / "replay", "-a", f"replay={tmp_path / 'one' / 'news' / 'warc'}").status == 0
    assert list(by_id(rows(tmp_path / "replay"))) == list(by_id(rows(tmp_path / "one")))


def test_dates_bound_what_is_written(site: str, tmp_path: Path) -> None:
    bounds = ("-a", "since=2014-01-01", "-a", "until=2016-12-31", "-a", "streams=press-releases")
    assert crawl(tmp_path, *bounds, site=site).status == 0
    dates = [record["date"] for record in rows(tmp_path) if record["date"]]
    assert dates
    assert min(dates) >= "2014"
    assert max(dates) <= "2016-12-31"
    assert counts(tmp_path)["articles/out_of_range"] > 0


def test_languages_and_streams_narrow_the_crawl(site: str, tmp_path: Path) -> None:
    assert crawl(tmp_path, "-a", "languages=fr", "-a", "streams=madrid,director-general", site=site).status == 0
    assert {record["url_language"] for record in rows(tmp_path)} == {"fr"}
    assert {record["stream"] for record in rows(tmp_path)} == {"madrid", "director-general"}


def test_a_limit_is_the_number_of_records(site: str, tmp_path: Path) -> None:
    result = crawl(tmp_path, "-a", "limit=3", site=site)
    assert (result.status, len(rows(tmp_path))) == (0, 3)
    assert report(tmp_path)["verdict"] == "limited"


def test_addresses_given_are_visited_and_no_others(site: str, tmp_path: Path) -> None:
    story = next(story for story in build().stories if "news_00" in story.path)
    (tmp_path / "urls.txt").write_text(f"# one page\nhttp://wipo.int{story.path}?utm_source=x\n")
    assert crawl(tmp_path / "data", "-a", f"urls={tmp_path / 'urls.txt'}", site=site).status == 0
    (record,) = rows(tmp_path / "data")
    assert record["aliases"] == [f"http://wipo.int{story.path}?utm_source=x"]
    assert counts(tmp_path / "data")["requests/article"] == 1


def test_scrapys_own_feed_is_written_whole(site: str, tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text("yesterday")
    assert crawl(tmp_path / "data", "-a", "streams=pct", "-O", feed, site=site).status == 0
    assert json.loads(feed.read_text("utf-8")) == rows(tmp_path / "data")
    assert not list(tmp_path.glob("*.part"))
