"""What is left after a kill or a power cut, and what the next run makes of it."""

import gzip
from pathlib import Path

import pytest

from wipo_scraper.storage.directory import DataDirectory
from wipo_scraper.storage.recovery import recover, whole_members

NAME = "20240301T120000000Z"
ROWS = b'{"id":"a","warc":null}\n{"id":"b","warc":null}\n'


def killed(tmp_path: Path, **files: bytes) -> Path:
    """Make the directory of a run that ended without a report."""
    DataDirectory(tmp_path, "live").close()
    news = tmp_path / "news"
    names = {"articles": f"{NAME}.jsonl.part", "failures": f"{NAME}.jsonl.part", "warc": f"{NAME}.warc.gz"}
    for part, content in files.items():
        (news / part / names[part]).write_bytes(content)
    return news


@pytest.mark.parametrize(
    "torn",
    [b'{"id":"c"', b'{"id":"c"}', b"\0" * 4096, b"\xff\xfe garbage\n" + ROWS, b"[1]\n", b""],
    ids=["half a row", "no line end", "NUL block", "garbage", "no object", "nothing"],
)
@pytest.mark.parametrize("part", ["articles", "failures"])
def test_rows_are_kept_up_to_the_first_that_is_not_whole(part: str, torn: bytes, tmp_path: Path) -> None:
    news = killed(tmp_path, **{part: ROWS + torn})
    assert recover(news, "live") == [NAME]
    assert (news / part / f"{NAME}.jsonl").read_bytes() == ROWS
    aside = news / part / f"{NAME}.jsonl.torn"
    assert (aside.read_bytes() if aside.exists() else b"") == torn
    assert not list(news.rglob("*.part"))
    assert recover(news, "live") == [], "once"


def test_an_archive_is_cut_to_its_last_whole_record(tmp_path: Path) -> None:
    members = [gzip.compress(text) for text in (b"one", b"two", b"three")]
    whole = b"".join(members[:2])
    for cut in range(1, len(members[2])):
        path = tmp_path / "a.warc.gz"
        path.write_bytes(whole + members[2][:cut])
        assert whole_members(path) == len(whole)
    (tmp_path / "a.warc.gz").write_bytes(whole + b"\0" * 999)
    assert whole_members(tmp_path / "a.warc.gz") == len(whole)
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members))
    assert whole_members(tmp_path / "a.warc.gz") == len(b"".join(members))


def test_a_large_archive_is_measured_across_reads(tmp_path: Path) -> None:
    import random

    noise = random.Random(7).randbytes(3 << 20)
    member = gzip.compress(noise)
    (tmp_path / "a.warc.gz").write_bytes(member * 2 + member[:-1])
    assert whole_members(tmp_path / "a.warc.gz") == 2 * len(member)
