"""A crawl that goes on where earlier ones stopped: nothing missed, nothing twice, few requests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scrapy_process import counts, crawl, report, rows
from tests.site.build import Answer, build
from tests.site.server import Handler, Request, SiteServer
from wipo_scraper.site import address

PRESS = ("-a", "streams=press-releases")


@pytest.fixture
def server() -> Iterator[SiteServer]:
    """The sample site on a server of the test's own, which remembers what it was asked."""
    with SiteServer(build()) as running:
        yield running


def contents(directory: Path) -> dict[str, str]:
    """Return the newest content hash by id."""
    return {row["id"]: row["content_hash"] for row in rows(directory)}


@pytest.fixture(scope="module")
def whole(site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a crawl of all English streams from nothing finds."""
    directory = tmp_path_factory.mktemp("whole")
    assert crawl(directory, site=site).status == 0
    return contents(directory)


def asked(server: SiteServer) -> list[str]:
    return [request.target for request in server.requests]


def test_a_second_run_asks_for_little_and_writes_nothing(server: SiteServer, tmp_path: Path) -> None:
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    first = len(server.requests)
    server.requests.clear()
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    assert len(server.requests) < first / 4
    assert len(list((tmp_path / "news" / "articles").iterdir())) == 1
    articles = [target for target in asked(server) if "/article_" in target]
    assert articles == ["/pressroom/en/articles/2019/article_0091.html"], "only the challenge page is tried again"


def test_runs_cut_short_by_a_limit_reach_the_same_records(site: str, whole: dict[str, str], tmp_path: Path) -> None:
    for _ in range(3):
        assert crawl(tmp_path, "-a", "limit=7", site=site).status == 0
    assert len(contents(tmp_path)) == 21
    assert crawl(tmp_path, site=site).status == 0
    assert contents(tmp_path) == whole
    assert len(rows(tmp_path)) == len(whole)
    assert crawl(tmp_path / "replay", "-a", f"replay={tmp_path / 'news' / 'warc'}").status == 0
    assert contents(tmp_path / "replay") == whole, "the archives of all runs together"


def test_a_network_that_goes_away_costs_nothing(server: SiteServer, whole: dict[str, str], tmp_path: Path) -> None:
    def hang_up(handler: Handler, _: Request) -> bool:
        handler.close_connection = len(server.requests) > 30
        return handler.close_connection

    server.fault = hang_up
    gone = ("-s", "RETRY_TIMES=0", "-s", "FAILURES_IN_A_ROW=5")
    assert crawl(tmp_path, *gone, site=server.url).status == 4
    assert report(tmp_path)["verdict"] == "unreachable"
    assert 0 < len(contents(tmp_path)) < len(whole)
    server.fault = None
    assert crawl(tmp_path, site=server.url).status == 0
    assert contents(tmp_path) == whole
    assert len(rows(tmp_path)) == len(whole)


def test_narrow_runs_leave_no_gap(site: str, whole: dict[str, str], tmp_path: Path) -> None:
    assert crawl(tmp_path, "-a", "since=2020-01-01", site=site).status == 0
    assert crawl(tmp_path, "-a", "streams=ip-news,pct", site=site).status == 0
    assert 0 < len(contents(tmp_path)) < len(whole)
    assert crawl(tmp_path, site=site).status == 0
    assert contents(tmp_path) == whole


def test_what_was_out_of_range_is_not_asked_for_again(server: SiteServer, tmp_path: Path) -> None:
    for _ in range(2):
        server.requests.clear()
        assert crawl(tmp_path, *PRESS, "-a", "since=2020-01-01", site=server.url).status == 0
    assert counts(tmp_path)["skipped/out_of_range"] > 0
    assert not [target for target in asked(server) if "/articles/2014/article" in target]


def replace(story_path: str, change: Any) -> Any:
    """Return a fault that answers one page its own way."""

    def fault(handler: Handler, request: Request) -> bool:
        if request.target == story_path:
            handler.send(change(handler.server.site.answer(story_path)))
            return True
        return False

    return fault


RECHECK = (*PRESS, "-a", "recheck_days=20000")
STORY = "/pressroom/en/articles/2016/"


def story_path() -> str:
    return next(story.path for story in build().stories if story.path.startswith(STORY))


def test_an_unchanged_page_costs_a_304_and_yields_nothing(server: SiteServer, tmp_path: Path) -> None:
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    assert crawl(tmp_path, *RECHECK, site=server.url).status == 0
    found = counts(tmp_path)
    assert found["articles/unchanged"] == len(rows(tmp_path))
    assert {"status": 304, "count": found["articles/unchanged"]} in report(tmp_path)["responses"]
    assert len(report(tmp_path)["rechecked"]) == len(rows(tmp_path))


def test_a_changed_page_is_a_new_revision_under_the_old_id(server: SiteServer, tmp_path: Path) -> None:
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0

    def corrected(answer: Answer) -> Answer:
        body = answer.body.replace(b"<p>", b"<p>Correction, with words that were not there before. ", 40)
        return Answer(headers={"Content-Type": answer.headers["Content-Type"]}, body=body)

    server.fault = replace(story_path(), corrected)
    for _ in range(2):
        assert crawl(tmp_path, *RECHECK, site=server.url).status == 0
    page_id = address(f"https://www.wipo.int{story_path()}").id
    revisions = [row for row in rows(tmp_path) if row["id"] == page_id]
    assert [(row["revision"], row["reason"]) for row in revisions] == [(1, "new"), (2, "page")]
    assert "Correction" in revisions[1]["text"]


def test_a_page_that_vanished_is_reported_once(server: SiteServer, tmp_path: Path) -> None:
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    server.fault = replace(story_path(), lambda _: Answer(410, {"Content-Type": "text/html"}, b"gone"))
    assert crawl(tmp_path, *RECHECK, site=server.url).status == 0
    page_id = address(f"https://www.wipo.int{story_path()}").id
    assert [row["id"] for row in report(tmp_path)["gone"]] == [page_id]
    assert crawl(tmp_path, *RECHECK, site=server.url).status == 0
    assert report(tmp_path)["gone"] == []


def test_a_failure_that_is_not_final_is_tried_again(server: SiteServer, tmp_path: Path) -> None:
    server.fault = replace(story_path(), lambda _: Answer(503, {"Content-Type": "text/html"}, b"later"))
    assert crawl(tmp_path, *PRESS, "-s", "RETRY_TIMES=0", site=server.url).status == 0
    page_id = address(f"https://www.wipo.int{story_path()}").id
    assert page_id not in contents(tmp_path)
    server.fault = None
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    assert page_id in contents(tmp_path)


def test_a_final_failure_is_closed(server: SiteServer, tmp_path: Path) -> None:
    for _ in range(2):
        server.requests.clear()
        assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    assert "/pressroom/en/articles/2015/article_0092.html" not in asked(server)


def test_a_known_listing_that_is_gone_is_no_nothing_new(server: SiteServer, tmp_path: Path) -> None:
    listing = "/pressroom/en/articles/archive.html"
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    server.fault = replace(listing, lambda _: Answer(404, {"Content-Type": "text/html"}, b"moved"))
    result = crawl(tmp_path, *PRESS, site=server.url)
    assert (result.status, report(tmp_path)["verdict"]) == (65, "unexpected_pages")
    assert f"A listing that was there is missing: https://www.wipo.int{listing}" in result.err


def test_the_index_may_be_deleted_or_broken(server: SiteServer, tmp_path: Path) -> None:
    assert crawl(tmp_path, *PRESS, site=server.url).status == 0
    index = tmp_path / "news" / "index.sqlite"
    whole = index.read_bytes()
    for broken in (b"", b"no database " * 999, whole[:4096] + bytes(4096) + whole[8192:]):
        index.write_bytes(broken) if broken else index.unlink(missing_ok=True)
        assert crawl(tmp_path, *PRESS, site=server.url).status == 0
        assert "articles/written" not in counts(tmp_path)


def test_an_older_capture_yields_nothing_and_is_counted(site: str, tmp_path: Path) -> None:
    for name in ("old", "new"):
        assert crawl(tmp_path / name, "-a", "streams=pct,madrid", site=site).status == 0
    folder = tmp_path / "archive"
    folder.mkdir()
    both = tmp_path / "both"
    for name in ("new", "old"):
        for path in folder.iterdir():
            path.unlink()
        (warc,) = (tmp_path / name / "news" / "warc").iterdir()
        (folder / "data.warc.gz").write_bytes(warc.read_bytes())
        assert crawl(both, "-a", f"replay={folder}", "-a", "streams=pct,madrid").status == 0
    assert counts(both)["skipped/older_capture"] == len(rows(both)) > 0
