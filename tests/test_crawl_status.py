"""How a crawl ends: one clear line and an exit status for everything that can go wrong."""

import fcntl
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.scrapy_process import ROOT, crawl, report, rows, scrapy, start_scrapy
from tests.torture import small_disk
from wipo_scraper.crawling.report import COVERED, Coverage

Reply = tuple[int, str, bytes]
ROBOTS = (200, "text/plain", b"User-agent: *\nDisallow:\n")
MISSING = (404, "text/html", b"<h1>Not found</h1>")
LISTING = "/portal/en/news/"


@contextmanager
def serve(answer: Callable[[str], Reply]) -> Iterator[str]:
    """Serve on loopback what a function of the path says."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content_type, body = answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def listing(count: int) -> Reply:
    links = "".join(f'<a href="/portal/en/news/2019/article_{n:04}.html">{n}</a>' for n in range(count))
    return 200, "text/html", f"<html><body>{links}</body></html>".encode()


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("colour=red", "colour: no such argument"),
        ("since=yesterday", "since: not a date"),
        ("until=2024-02-30", "until: not a date"),
        ("languages=en,tlh", "languages: unknown: tlh"),
        ("streams=gossip", "streams: unknown: gossip"),
        ("streams=", "streams: unknown: nothing given"),
        ("limit=0", "limit: not a number of records"),
        ("limit=many", "limit: not a number of records"),
        ("urls=https://example.org/a", "urls: not a page of www.wipo.int"),
        ("urls=https://www.wipo.int/edocs/a.html", "urls: not a page of www.wipo.int"),
        ("urls=no-such-file.txt", "urls: neither addresses nor a readable file"),
        ("replay=no-such-file.warc.gz", "replay: no such file or folder"),
        ("replay=docs", "no WARC or WACZ file at"),
    ],
)
def test_an_argument_that_makes_no_sense_gets_one_line_that_names_it(argument: str, said: str, tmp_path: Path) -> None:
    result = crawl(tmp_path, "-a", argument)
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert said in result.err
    assert not (tmp_path / "news").exists()


def test_a_range_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    result = crawl(tmp_path, "-a", "since=2024-02-01", "-a", "until=2024-01-31")
    assert (result.status, result.err) == (2, "scrapy crawl: until: 2024-01-31 is before since=2024-02-01\n")


def test_a_site_that_is_no_server_is_refused(tmp_path: Path) -> None:
    assert (
        crawl(tmp_path, site="127.0.0.1:80").err == "scrapy crawl: SITE: not the address of a server: '127.0.0.1:80'\n"
    )


@pytest.mark.parametrize(("name", "among"), [("streams", "frontier-technologies"), ("languages", "zh")])
def test_help_lists_what_an_argument_takes(name: str, among: str) -> None:
    result = scrapy("crawl", "news", "-a", f"{name}=help")
    assert result.status == 0
    assert among in [line.split()[0] for line in result.out.splitlines()]


def test_a_directory_of_another_origin_is_refused(site: str, tmp_path: Path) -> None:
    assert crawl(tmp_path, "-a", "streams=pct", site=site).status == 0
    result = crawl(tmp_path, "-a", "streams=pct", site="http://127.0.0.1:9")
    assert result.status == 2
    assert f"holds news of {site}, not of http://127.0.0.1:9" in result.err
    assert len(list((tmp_path / "news" / "runs").iterdir())) == 1


def test_a_directory_that_cannot_be_used_is_an_output_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    result = crawl(tmp_path / "file", "-a", "streams=pct")
    assert (result.status, result.err.count("\n")) == (3, 1)
    assert str(tmp_path / "file") in result.err


def test_a_disk_that_may_only_be_read_is_an_output_failure(tmp_path: Path) -> None:
    try:
        with small_disk(tmp_path / "disk", "1m") as disk:
            (disk / "data").mkdir()
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            result = crawl(disk / "data", "-a", "streams=pct")
    except PermissionError as error:
        pytest.skip(str(error))
    assert (result.status, result.err.count("\n")) == (3, 1)
    assert "Read-only file system" in result.err


def test_a_setting_that_names_nothing_keeps_the_crawl_from_starting(tmp_path: Path) -> None:
    result = crawl(tmp_path, "-s", 'ITEM_PIPELINES={"no.such.Pipeline": 1}', site="http://127.0.0.1:9")
    (log,) = (tmp_path / "news" / "logs").iterdir()
    assert (result.status, result.err) == (1, f"The crawl could not start. See {log}\n")
    assert "No module named 'no'" in log.read_text("utf-8")


def test_a_second_run_beside_the_first_is_turned_away(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    with (tmp_path / "news" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = crawl(tmp_path, "-a", "streams=pct")
    assert (result.status, result.err) == (75, f"scrapy crawl: another run holds {tmp_path}\n")


@pytest.mark.parametrize(("archive", "named"), [("True", ".warc.gz"), ("False", ".jsonl")])
def test_a_file_that_cannot_grow_is_an_output_failure(archive: str, named: str, site: str, tmp_path: Path) -> None:
    settings = ("-s", f"SITE={site}", "-s", f"DATA_DIR={tmp_path}", "-s", f"WARC_ENABLED={archive}")
    command = shlex.join([sys.executable, "-m", "scrapy", "crawl", "news", *settings])
    done = subprocess.run(["bash", "-c", f"ulimit -f 30; {command}"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, "output_failed" in done.stderr) == (3, True)
    assert named in done.stderr


def test_no_server_is_an_unreachable_site(tmp_path: Path) -> None:
    result = crawl(tmp_path, "-a", "streams=pct", "-s", "RETRY_TIMES=0", site="http://127.0.0.1:9")
    assert result.status == 4
    assert report(tmp_path)["verdict"] == "robots_unreachable"
    assert rows(tmp_path) == []


def test_robots_txt_that_fails_stops_the_crawl_before_any_page(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(path: str) -> Reply:
        asked.append(path)
        return 503, "text/plain", b"later"

    with serve(answer) as url:
        result = crawl(tmp_path, "-a", "streams=ip-news", "-s", "RETRY_TIMES=1", site=url)
    assert (result.status, report(tmp_path)["verdict"]) == (4, "robots_unreachable")
    assert asked == ["/robots.txt", "/robots.txt"]


def test_robots_txt_that_denies_everything(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(path: str) -> Reply:
        asked.append(path)
        return 200, "text/plain", b"User-agent: *\nDisallow: /\n"

    with serve(answer) as url:
        result = crawl(tmp_path, "-a", "streams=ip-news", site=url)
    assert (result.status, report(tmp_path)["verdict"]) == (4, "robots_denied")
    assert asked == ["/robots.txt"]
    assert {row["reason"] for row in rows(tmp_path, "failures")} == {"Forbidden by robots.txt"}


def test_too_many_pages_that_fail(tmp_path: Path) -> None:
    def answer(path: str) -> Reply:
        return {"/robots.txt": ROBOTS, LISTING: listing(9)}.get(path, MISSING)

    with serve(answer) as url:
        result = crawl(tmp_path, "-a", "streams=ip-news", site=url)
    assert (result.status, report(tmp_path)["verdict"]) == (4, "too_many_failures")
    assert len(rows(tmp_path, "failures")) == 10


def test_a_listing_that_leads_nowhere_is_no_nothing_new(tmp_path: Path) -> None:
    def answer(path: str) -> Reply:
        return {"/robots.txt": ROBOTS, LISTING: listing(0)}.get(path, MISSING)

    with serve(answer) as url:
        result = crawl(tmp_path, "-a", "streams=ip-news", site=url)
    assert (result.status, report(tmp_path)["verdict"]) == (65, "unexpected_pages")
    assert f"No address of an article on https://www.wipo.int{LISTING}" in result.err


def test_a_stream_without_dates_is_a_changed_site(tmp_path: Path) -> None:
    page = (
        b"<html><body><h1>A headline of this page</h1><p>"
        + b"Some words of an article without a date. " * 9
        + b"</p></body></html>"
    )
    pages = {f"/portal/en/news/2019/article_{n:04}.html": (200, "text/html", page) for n in range(20)}

    def answer(path: str) -> Reply:
        return {"/robots.txt": ROBOTS, LISTING: listing(20), **pages}.get(path, MISSING)

    with serve(answer) as url:
        result = crawl(tmp_path, "-a", "streams=ip-news", site=url)
    assert (result.status, len(rows(tmp_path))) == (65, 20)
    assert "No date in the last records of ip-news" in result.err


def test_a_stream_is_judged_by_its_last_fifty_records_from_twenty_on() -> None:
    whole: dict[str, object] = {**dict.fromkeys(COVERED, "given"), "images": []}
    undated = whole | {"date": None}
    for records, missing in (
        ([undated] * 19, []),
        ([undated] * 20, ["date"]),
        ([whole] + [undated] * 49, []),
        ([whole] + [undated] * 50, ["date"]),
        ([undated] * 50 + [whole], []),
    ):
        coverage = Coverage()
        for record in records:
            coverage.add(record)
        assert coverage.missing() == missing, len(records)


def test_a_redirect_out_of_the_site_is_a_failure_and_nobody_else_is_asked(tmp_path: Path) -> None:
    asked: list[str] = []

    def elsewhere(path: str) -> Reply:
        asked.append(path)
        return MISSING

    class Redirecting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = {"/robots.txt": ROBOTS, LISTING: listing(1)}.get(self.path, (302, "text/html", b""))
            self.send_response(body[0])
            if body[0] == 302:
                self.send_header("Location", f"{other}/stolen")
            self.send_header("Content-Type", body[1])
            self.send_header("Content-Length", str(len(body[2])))
            self.end_headers()
            self.wfile.write(body[2])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Nothing."""

    with serve(elsewhere) as other, ThreadingHTTPServer(("127.0.0.1", 0), Redirecting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        crawl(tmp_path, "-a", "streams=ip-news", site=f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
    reasons = [row["reason"] for row in rows(tmp_path, "failures") if row["kind"] == "article"]
    assert reasons == [f"redirected out of the site: {other}/stolen"]
    assert asked == []


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_with_its_files_whole(number: signal.Signals, status: int, tmp_path: Path) -> None:
    served = threading.Event()
    release = threading.Event()

    def answer(path: str) -> Reply:
        if path.endswith("article_0005.html"):
            served.set()
            release.wait(20)
        page = (
            b"<html><body><h1>A headline of this page</h1><p>"
            + b"Some words of an article. " * 20
            + b"</p></body></html>"
        )
        return {"/robots.txt": ROBOTS, LISTING: listing(9)}.get(
            path, (200, "text/html", page) if "article_" in path else MISSING
        )

    with serve(answer) as url:
        process = start_scrapy(
            "crawl", "news", "-a", "streams=ip-news", "-s", f"SITE={url}", "-s", f"DATA_DIR={tmp_path}"
        )
        assert served.wait(30)
        process.send_signal(number)
        release.set()
        _, err = process.communicate(timeout=30)
    assert process.returncode == status, err.decode()
    document = report(tmp_path)
    assert document["status"] == status
    assert not list(tmp_path.rglob("*.part"))
    assert next(file["rows"] for file in document["files"] if file["file"].startswith("articles")) == len(
        rows(tmp_path)
    )


def test_quiet_says_nothing_when_all_is_well(site: str, tmp_path: Path) -> None:
    result = crawl(tmp_path, "-a", "streams=pct", "--quiet", site=site)
    assert (result.status, result.out, result.err) == (0, "", "")


def test_quiet_speaks_when_something_is_wrong(tmp_path: Path) -> None:
    result = crawl(tmp_path, "-a", "streams=pct", "-s", "RETRY_TIMES=0", "--quiet", site="http://127.0.0.1:9")
    assert (result.status, "robots_unreachable" in result.err) == (4, True)


def test_a_terminal_shows_progress_and_a_table(site: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", "streams=ip-news"]
    settings = ["-s", f"SITE={site}", "-s", f"DATA_DIR={tmp_path}"]
    script = f"import pty, sys; sys.exit(pty.spawn({[*command, *settings]!r}) >> 8)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL)
    text = done.stdout.decode()
    assert done.returncode == 0, text
    assert "pages queued" in text
    assert "credits" in text, "the table of streams"
    assert "complete" in text
