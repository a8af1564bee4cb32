"""Run files and archives on disk."""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.torture import small_disk
from wipo_scraper.storage.archives import ArchiveError, ArchiveIndex, read_content
from wipo_scraper.storage.directory import DataDirectory, DirectoryBusyError, OriginError
from wipo_scraper.storage.lines import LinesFile, OutputError, read_rows
from wipo_scraper.storage.names import run_name, run_time
from wipo_scraper.storage.warc import WarcFile

PAGE = "https://www.wipo.int/pressroom/en/articles/2024/article_0007.html"
DAY = datetime(2024, 3, 1, 12, tzinfo=UTC)


def test_a_lines_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    file = LinesFile(tmp_path / "a.jsonl")
    assert list(tmp_path.iterdir()) == []
    file.write({"text": "日内瓦"})
    file.write({"text": "b"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl.part"]
    assert list(read_rows(tmp_path / "a.jsonl.part")) == [{"text": "日内瓦"}, {"text": "b"}], (
        "rows do not wait in memory"
    )
    file.commit()
    file.commit()
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
    assert (tmp_path / "a.jsonl").read_text("utf-8") == '{"text":"日内瓦"}\n{"text":"b"}\n'


def test_a_file_that_cannot_be_made_names_itself(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"gone/a\.jsonl\.part: No such file or directory"):
        LinesFile(tmp_path / "gone" / "a.jsonl").write({})


def test_run_names_sort_by_time_and_never_repeat(tmp_path: Path) -> None:
    directory = DataDirectory(tmp_path, "live")
    names = []
    for clock in (DAY, DAY, DAY - timedelta(days=1), DAY + timedelta(hours=1)):
        run = directory.start_run(clock)
        run.articles.write({})
        run.articles.commit()
        names.append(run.name)
    assert names[0] == "20240301T120000000Z"
    assert names == sorted(set(names))


def test_a_run_name_tells_its_time() -> None:
    assert run_time(run_name(DAY + timedelta(milliseconds=7))) == DAY + timedelta(milliseconds=7)


def test_one_run_holds_a_directory(tmp_path: Path) -> None:
    first = DataDirectory(tmp_path, "live")
    with pytest.raises(DirectoryBusyError):
        DataDirectory(tmp_path, "live")
    first.close()
    DataDirectory(tmp_path, "live").close()


def test_a_directory_has_one_origin(tmp_path: Path) -> None:
    DataDirectory(tmp_path, "live").close()
    with pytest.raises(OriginError, match="holds news of live, not of archive sample"):
        DataDirectory(tmp_path, "archive sample")


def archive(path: Path, *captures: tuple[str, datetime, str, bytes]) -> Path:
    """Write a WARC of captures (address, time, status line, body)."""
    file = WarcFile(path, {"software": "test"})
    for url, date, status, body in captures:
        file.write(url, date, ("GET / HTTP/1.1", [("Host", "www.wipo.int")]), (status, [("X-Test", "yes")]), body)
    file.close()
    return path


def content(index: ArchiveIndex, url: str) -> bytes:
    found = index.find(url)
    assert found is not None
    return read_content(found.place).body


def test_the_newest_success_stands_for_a_page(tmp_path: Path) -> None:
    archive(
        tmp_path / "b.warc.gz",
        (PAGE, DAY + timedelta(days=1), "200 OK", b"second"),
        (PAGE, DAY, "200 OK", b"first"),
        (PAGE, DAY + timedelta(days=2), "503 Service Unavailable", b"busy"),
        (PAGE, DAY + timedelta(days=3), "304 Not Modified", b""),
    )
    index = ArchiveIndex(tmp_path)
    assert content(index, PAGE) == b"second"
    assert index.newest == DAY + timedelta(days=3)


def test_a_page_is_found_under_any_of_its_addresses(tmp_path: Path) -> None:
    index = ArchiveIndex(archive(tmp_path / "a.warc.gz", (PAGE, DAY, "200 OK", b"page")))
    assert content(index, PAGE.replace("https://www.", "http://") + "?utm_source=x") == b"page"
    assert index.find(PAGE.replace("0007", "0008")) is None


def test_plain_packed_and_nested_archives_read_alike(tmp_path: Path) -> None:
    original = archive(tmp_path / "a.warc.gz", (PAGE, DAY, "200 OK", b"page " * 99))
    expected = content(ArchiveIndex(original), PAGE)
    for name, compression in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)):
        folder = tmp_path / name / "deep"
        folder.mkdir(parents=True)
        with zipfile.ZipFile(folder / "a.wacz", "w", compression) as package:
            package.write(original, "archive/data.warc.gz")
        index = ArchiveIndex(tmp_path / name)
        assert content(index, PAGE) == expected
        found = index.find(PAGE)
        assert found is not None
        assert found.place.name == "deep/a.wacz#archive/data.warc.gz"


def test_a_revisit_of_the_same_content_leads_to_it(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.warc.gz", (PAGE, DAY, "200 OK", b"one"), (PAGE, DAY + timedelta(days=1), "200 OK", b"two")
    )
    with path.open("rb") as stream:
        from warcio.archiveiterator import ArchiveIterator

        digest = next(
            record.rec_headers.get_header("WARC-Payload-Digest")
            for record in ArchiveIterator(stream)
            if record.rec_type == "response"
        )
    with path.open("ab") as stream:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
        writer.write_record(
            writer.create_revisit_record(
                PAGE,
                digest,
                PAGE,
                "2024-03-01T12:00:00Z",
                http_headers=StatusAndHeaders("200 OK", [], protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2024-03-09T12:00:00Z"},
            )
        )
    assert content(ArchiveIndex(path), PAGE) == b"one"


def test_what_is_no_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no WARC or WACZ file"):
        ArchiveIndex(tmp_path)
    (tmp_path / "a.warc.gz").write_bytes(b"no archive at all")
    with pytest.raises(ArchiveError, match=r"a\.warc\.gz"):
        ArchiveIndex(tmp_path / "a.warc.gz")


def _fill(lines: LinesFile) -> None:
    for number in range(20):
        lines.write({"number": number, "padding": "x" * 1700})


def test_a_row_that_a_full_disk_tears_is_taken_back(tmp_path: Path) -> None:
    try:
        with small_disk(tmp_path / "disk", "12k") as disk:
            lines = LinesFile(disk / "rows.jsonl")
            with pytest.raises(OutputError, match="No space left on device"):
                _fill(lines)
            lines.commit()
            numbers = [row["number"] for row in read_rows(disk / "rows.jsonl")]
    except PermissionError as error:
        pytest.skip(str(error))
    assert numbers == list(range(lines.rows))
    assert 0 < lines.rows < 20
