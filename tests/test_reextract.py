"""`scrapy reextract`: every article in archives, as the crawl would have read it."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.archive_files import DAY, address, page, write_wacz, write_warc
from tests.archive_server import serve_folder
from tests.scrapy_process import ROOT, Result, counts, report, rows, scrapy
from tests.torture import small_disk
from wipo_scraper.reextraction import captures
from wipo_scraper.reextraction.archives import Archive
from wipo_scraper.reextraction.job import reextract
from wipo_scraper.storage.archives import ArchiveError
from wipo_scraper.storage.directory import OriginError
from wipo_scraper.storage.lines import OutputError

SAMPLE = ROOT / "wipo_scraper" / "sample" / "sample.warc.gz"
HOUR = timedelta(hours=1)


def read_into(directory: Path, *paths: str | Path) -> int:
    """Extract in this process; return the status."""
    status: int = reextract([str(path) for path in paths], directory)["status"]
    return status


def command(directory: Path, *arguments: str | Path) -> Result:
    return scrapy("reextract", "-o", directory, *arguments)


def files(directory: Path, part: str = "articles") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((directory / "news" / part).iterdir())}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DATA_DIR with every article of the bundled sample."""
    directory = tmp_path_factory.mktemp("extracted")
    assert read_into(directory, SAMPLE) == 0
    return directory


def test_the_records_are_those_of_the_crawl(sample: Path, extracted: Path) -> None:
    """All keys but the run, and the other addresses: redirects and listings that led to a page are no part of it."""
    left_out = dict.fromkeys(("run", "aliases"))
    by_crawl = {row["id"]: row | left_out for row in rows(sample)}
    assert {row["id"]: row | left_out for row in rows(extracted)} == by_crawl


def test_a_page_that_is_no_article_is_a_failure(extracted: Path) -> None:
    (failure,) = rows(extracted, "failures")
    assert failure["url"] == "https://www.wipo.int/pressroom/en/articles/2019/article_0091.html"
    assert (failure["reason"], failure["final"]) == ("error or challenge page", False)


def test_the_report_has_the_keys_of_the_crawl(sample: Path, extracted: Path) -> None:
    found = report(extracted)
    assert list(found) == list(report(sample))
    assert (found["verdict"], found["origin"], found["quarantined"]) == ("complete", "archives", [])
    assert found["arguments"] == [{"name": "path", "value": str(SAMPLE)}]
    assert sum(row["records"] for row in found["coverage"]) == len(rows(extracted))
    counted = counts(extracted)
    ends = ("articles/written", "articles/unchanged", "failures/article", "captures/not_success", "captures/duplicate")
    assert counted["captures/article"] == sum(counted.get(end, 0) for end in ends)


def test_a_second_start_reads_nothing_and_writes_nothing(extracted: Path) -> None:
    before = files(extracted)
    assert read_into(extracted, SAMPLE) == 0
    assert counts(extracted)["archives/kept"] == 1
    assert "archives/read" not in counts(extracted)
    assert files(extracted) == before
    assert len(rows(extracted, "failures")) == 1, "what is known to have failed is not noted again"


def test_local_workers_write_the_same_bytes(extracted: Path, tmp_path: Path) -> None:
    first, second = write_halves(tmp_path)
    together = tmp_path / "together"
    result = command(together, second, first, "--workers", "2")
    assert (result.status, result.out, result.err.count("\n")) == (0, "", 4)
    serial = tmp_path / "serial"
    assert read_into(serial, first, second) == 0
    assert files(together) == files(serial)
    assert files(together, "failures") == files(serial, "failures")
    assert {row["id"] for row in rows(together)} == {row["id"] for row in rows(extracted)}


def write_halves(folder: Path) -> tuple[Path, Path]:
    """Split the sample into two files."""
    content = SAMPLE.read_bytes()
    with SAMPLE.open("rb") as stream:
        archive = ArchiveIterator(stream)
        offsets = [archive.offset for record in archive if record.rec_type == "response"]
    middle = offsets[len(offsets) // 2]
    first, second = folder / "first.warc.gz", folder / "second.warc.gz"
    first.write_bytes(content[:middle])
    second.write_bytes(content[middle:])
    return first, second


# Readers


def read(path: Path) -> list[captures.Capture]:
    return list(captures.read_captures(Archive(str(path), path.name), captures.Tally()))


@pytest.fixture(params=["fastwarc", "warcio"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each reader of WARC files in turn."""
    if request.param == "fastwarc":
        pytest.importorskip("fastwarc")
    else:
        monkeypatch.setattr(captures, "fastwarc", None)
    return request.param


def test_both_readers_find_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    paths = (SAMPLE, plain, write_wacz(tmp_path / "sample.wacz", SAMPLE, plain))
    fast = [read(path) for path in paths]
    assert [len(found) for found in fast] == [104, 104, 208]
    monkeypatch.setattr(captures, "fastwarc", None)
    assert [read(path) for path in paths] == fast


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SAMPLE.read_bytes()[:200_000], "ends within the record|unexpected|premature|EOF"),
        (b"no archive at all", "Unknown archive format|Invalid WARC"),
        (SAMPLE.read_bytes()[:60_000] + b"torn" * 99 + SAMPLE.read_bytes()[60_396:], "Invalid|Gzip|Error"),
    ],
)
@pytest.mark.usefixtures("reader")
def test_an_archive_that_is_not_whole_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=reason):
        read(path)


@pytest.mark.usefixtures("reader")
def test_what_is_not_ours_is_passed_over_by_its_address(tmp_path: Path) -> None:
    others = (
        "https://example.org/",
        "https://example.org/wipo.int/x",
        "https://www.wipo.int/about-wipo/en/",
        "dns:wipo.int",
    )
    answers = [(url, DAY, b"\x00" * 99) for url in (*others, address(1))]
    tally = captures.Tally()
    path = write_warc(tmp_path / "web.warc.gz", answers)
    found = list(captures.read_captures(Archive(str(path), path.name), tally))
    assert [capture.url for capture in found] == [address(1)]
    assert tally.elsewhere == len(others)


# Revisions


def revisions(directory: Path) -> list[tuple[int, str, str]]:
    return [(row["revision"], row["reason"], row["fetched_at"]) for row in rows(directory)]


def test_a_newer_capture_that_says_something_else_is_a_revision(tmp_path: Path) -> None:
    answers = [
        (address(1), DAY + HOUR, page(1, "We lost count")),
        (address(1), DAY, page(1)),
        (address(1), DAY, page(1)),
    ]
    archive = write_warc(tmp_path / "a.warc.gz", answers)
    assert read_into(tmp_path / "out", archive) == 0
    assert revisions(tmp_path / "out") == [(1, "new", "2024-03-01T12:00:00Z"), (2, "page", "2024-03-01T13:00:00Z")]
    assert counts(tmp_path / "out")["captures/duplicate"] == 1


def test_an_older_capture_yields_nothing_and_is_counted(tmp_path: Path) -> None:
    new = write_warc(tmp_path / "new.warc.gz", [(address(1), DAY + HOUR, page(1, "We lost count"))])
    old = write_warc(tmp_path / "old.warc.gz", [(address(1), DAY, page(1))])
    for archive in (new, old):
        assert read_into(tmp_path / "out", archive) == 0
    assert counts(tmp_path / "out")["articles/older_capture"] == 1
    assert len(rows(tmp_path / "out")) == 1


def test_a_capture_that_says_the_same_moves_the_time_on(tmp_path: Path) -> None:
    for name, hours, said in (("a", 0, "One"), ("b", 3, "One"), ("c", 2, "Two")):
        archive = write_warc(tmp_path / f"{name}.warc.gz", [(address(1), DAY + hours * HOUR, page(1, said))])
        assert read_into(tmp_path / "out", archive) == 0
    assert len(rows(tmp_path / "out")) == 1, "the page said One before and after"


def test_a_revisit_brings_back_the_content_that_it_confirms(tmp_path: Path) -> None:
    first = write_warc(tmp_path / "1.warc.gz", [(address(1), DAY, page(1, "One"))])
    second = write_warc(tmp_path / "2.warc.gz", [(address(1), DAY + HOUR, page(1, "Two"))])
    with first.open("rb") as stream:
        digest = next(it for it in ArchiveIterator(stream) if it.rec_type == "response").rec_headers[
            "WARC-Payload-Digest"
        ]
    with (tmp_path / "0.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
        head = StatusAndHeaders("200 OK", [], protocol="HTTP/1.1")
        dated = {"WARC-Date": "2024-03-01T14:00:00Z"}
        for payload in (digest, "sha1:OF-NO-CAPTURE"):
            writer.write_record(
                writer.create_revisit_record(
                    address(1), payload, address(1), "2024-03-01T12:00:00Z", http_headers=head, warc_headers_dict=dated
                )
            )
    assert read_into(tmp_path / "out", first, second, tmp_path / "0.warc.gz") == 0
    assert [row["quotes"][0]["text"].split()[0].strip(",") for row in rows(tmp_path / "out")] == ["One", "Two", "One"]
    assert revisions(tmp_path / "out")[-1] == (3, "page", "2024-03-01T14:00:00Z")
    assert counts(tmp_path / "out")["captures/unresolved"] == 1


def test_a_page_that_cannot_be_read_is_a_failure_of_its_own(tmp_path: Path) -> None:
    leaflet = "https://www.wipo.int/en/web/hague-system/w/news/2024/a-leaflet"
    for number, (url, content_type, body) in enumerate(
        [
            (address(1), "text/html\r\nContent-Encoding: gzip", gzip.compress(bytes(17 * 1024 * 1024))),
            (leaflet, "application/pdf", b"%PDF-1.7" + bytes(range(32))),
            (address(2), "text/html", b""),
        ]
    ):
        write_warc(tmp_path / "in" / f"{number}.warc.gz", [(url, DAY, body)], content_type=content_type)
    write_warc(tmp_path / "in" / "good.warc.gz", [(address(9), DAY, page(9))])
    assert read_into(tmp_path / "out", tmp_path / "in") == 0
    assert len(rows(tmp_path / "out")) == 1
    reasons = {row["url"]: row["reason"] for row in rows(tmp_path / "out", "failures")}
    assert "exceeded DOWNLOAD_MAXSIZE" in reasons[address(1)]
    assert reasons[leaflet] == "no page: application/pdf"
    assert reasons[address(2)] == "empty page"


# Where archives are


def content(directory: Path) -> dict[str, str]:
    return {row["id"]: row["content_hash"] for row in rows(directory)}


def test_archives_are_read_from_a_web_server(extracted: Path, tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    _, second = write_halves(served)
    write_wacz(served / "second.wacz", second)
    with serve_folder(served) as url:
        addresses = [f"{url}/{name}" for name in ("first.warc.gz", "second.wacz", "missing.warc.gz")]
        result = command(tmp_path / "out", *addresses, "--workers", "0")
        assert result.status == 4
        assert content(tmp_path / "out") == content(extracted)
        assert [row["file"] for row in report(tmp_path / "out")["quarantined"]] == [addresses[2]]
        assert f"not read: {addresses[2]}" in result.err
        assert {row["warc"]["file"] for row in rows(tmp_path / "out")} == {
            addresses[0],
            f"{addresses[1]}#archive/second.warc.gz",
        }
        second.unlink()
        assert read_into(tmp_path / "out", *addresses[:2]) == 0
        assert counts(tmp_path / "out")["archives/kept"] == 2


def test_archives_are_read_from_s3(extracted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs")
    bucket = tmp_path / "news-archives"
    (bucket / "2024").mkdir(parents=True)
    write_halves(bucket / "2024")
    (bucket / "2024" / "notes.txt").write_text("no archive")
    with serve_folder(tmp_path) as url:
        for name, value in (("ENDPOINT_URL", url), ("ACCESS_KEY_ID", "test"), ("SECRET_ACCESS_KEY", "test")):
            monkeypatch.setenv(f"AWS_{name}", value)
        assert read_into(tmp_path / "out", "s3://news-archives/2024/") == 0
    assert content(tmp_path / "out") == content(extracted)


# What makes no sense, and what cannot be


def test_a_full_disk_is_an_output_failure(tmp_path: Path) -> None:
    try:
        with small_disk(tmp_path / "disk", "400k") as disk, pytest.raises(OutputError, match="No space left on device"):
            read_into(disk / "data", SAMPLE)
    except PermissionError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("no-such.warc.gz", "no-such.warc.gz: no such file or folder"),
        ("docs", "no WARC or WACZ file at docs"),
        ("https://127.0.0.1/folder/", "a web server has no folders"),
        ("gopher://127.0.0.1/a.warc.gz", "gopher://127.0.0.1/a.warc.gz: Protocol not known"),
    ],
)
def test_a_path_without_archives_is_named(path: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=said):
        read_into(tmp_path / "out", SAMPLE, path)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "scrapy reextract: PATH: give at least one WARC or WACZ file or folder\n"),
        (("no-such.warc.gz",), "scrapy reextract: no-such.warc.gz: no such file or folder\n"),
        ((SAMPLE, "--workers", "many"), "argument --workers: not a number of processes: 'many'\n"),
        ((SAMPLE, "--workers", "1", "--scheduler", "tcp://h:1"), "not allowed with argument --workers\n"),
    ],
)
def test_bad_arguments_are_named(arguments: tuple[str | Path, ...], said: str, tmp_path: Path) -> None:
    result = command(tmp_path / "out", *arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.endswith(said)


def test_news_of_another_origin_is_not_added_to(sample: Path) -> None:
    with pytest.raises(OriginError, match="holds news of archive sample, not of archives"):
        read_into(sample, SAMPLE)


@pytest.mark.parametrize(("library", "arguments"), [("distributed", []), ("fsspec", ["https://127.0.0.1/a.warc.gz"])])
def test_a_missing_extra_is_named(library: str, arguments: list[str], tmp_path: Path) -> None:
    given: list[Any] = ["scrapy", "reextract", *(arguments or [str(SAMPLE)]), "-o", str(tmp_path / "out")]
    program = f"import sys; sys.modules[{library!r}] = None; from scrapy.cmdline import execute; execute({given})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"scrapy reextract: {library} is missing: pip install 'wipo-scraper[cluster]'\n"
