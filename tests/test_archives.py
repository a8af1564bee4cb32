"""The archives of a crawl: other tools read them, packed or not, and a replay of them gives the crawl's records."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.run_files import write_run
from tests.scrapy_process import Result, counts, crawl, rows, scrapy

NEWS = ("-a", "languages=en,fr", "-a", "streams=press-releases,hague")


@pytest.fixture(scope="module")
def crawled(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DATA_DIR of two runs; the second one finds the young articles unchanged."""
    directory = tmp_path_factory.mktemp("crawled")
    assert crawl(directory, *NEWS, site=site).status == 0
    assert crawl(directory, *NEWS, "-a", "recheck_days=20000", site=site).status == 0
    assert counts(directory)["articles/unchanged"] > 0
    return directory


@pytest.fixture(scope="module")
def packed(crawled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packed") / "news.wacz"
    result = pack(crawled, target)
    assert result.status == 0, result.err
    assert result.err == f"{target}: 2 archives, {len(rows(crawled))} articles\n"
    return target


def pack(data_dir: Path, target: Path) -> Result:
    return scrapy("wacz", data_dir, "-o", target)


def tool(name: str, *arguments: str | Path) -> str:
    """Run a tool of this environment; return what it says."""
    command = [Path(sys.executable).parent / name, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def archives(directory: Path) -> list[Path]:
    return sorted((directory / "news" / "warc").iterdir())


def said(directory: Path) -> dict[str, str]:
    """What the newest revisions of the records say, by id."""
    return {row["id"]: row["content_hash"] for row in rows(directory)}


def test_three_readers_accept_the_archives(crawled: Path) -> None:
    for path in archives(crawled):
        assert "failed" not in tool("warcio", "check", "-v", path)
        tool("fastwarc", "check", "--quiet", "--verify-payloads", path)
        indexed = [json.loads(line.split(" ", 2)[2]) for line in tool("cdxj-indexer", path).splitlines()]
        assert {entry["filename"] for entry in indexed} == {path.name}
        assert len(indexed) > 20


def test_an_unchanged_page_is_a_revisit(crawled: Path) -> None:
    first, second = (
        [json.loads(line.split(" ", 2)[2]) for line in tool("cdxj-indexer", path).splitlines()]
        for path in archives(crawled)
    )
    assert "warc/revisit" not in {entry["mime"] for entry in first}
    revisited = {entry["url"] for entry in second if entry["mime"] == "warc/revisit"}
    assert len(revisited) == counts(crawled)["articles/unchanged"]
    assert revisited <= {entry["url"] for entry in first if entry["status"] == "200"}


def test_a_package_is_what_the_format_asks_for(packed: Path) -> None:
    assert "the passed WACZ is valid" in tool("wacz", "validate", "-f", packed)
    with zipfile.ZipFile(packed) as package:
        described = json.loads(package.read("datapackage.json"))
        header, *pages = map(json.loads, package.read("pages/pages.jsonl").splitlines())
    assert "The pages are not those of https://www.wipo.int." in described["description"]
    assert header["format"] == "json-pages-1.0"
    assert all(page["url"].startswith("https://www.wipo.int/") and page["title"] for page in pages)


@pytest.mark.parametrize("given", ["a file", "a package", "a folder of packages"])
def test_a_replay_gives_the_records_of_the_crawl(given: str, crawled: Path, packed: Path, tmp_path: Path) -> None:
    archive = {
        "a file": archives(crawled)[0],
        "a package": packed,
        "a folder of packages": packed.parent,
    }[given]
    assert crawl(tmp_path, *NEWS, "-a", f"replay={archive}").status == 0
    assert said(tmp_path) == said(crawled)


def test_a_package_leaves_out_a_run_that_goes_on(crawled: Path, tmp_path: Path) -> None:
    first, second = archives(crawled)
    data = tmp_path / "data"
    write_run(data, first.name.partition(".")[0], rows(crawled))
    (data / "news" / "origin.json").write_bytes((crawled / "news" / "origin.json").read_bytes())
    (data / "news" / "warc").mkdir()
    for path in (first, second):
        (data / "news" / "warc" / path.name).write_bytes(
            path.read_bytes()[:-5] if path == second else path.read_bytes()
        )
    result = pack(data, tmp_path / "news.wacz")
    assert (result.status, result.err.count("1 archives")) == (0, 1), result.err
    assert result.err.endswith("1 unfinished left out\n")


def test_a_directory_without_archives_cannot_be_packed(sample: Path, tmp_path: Path) -> None:
    result = pack(sample, tmp_path / "news.wacz")
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert f"{sample} holds no finished archive" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_cannot_be_written_leaves_the_old_one(crawled: Path, tmp_path: Path) -> None:
    result = pack(crawled, tmp_path / "missing" / "news.wacz")
    assert (result.status, result.err.count("\n")) == (3, 1)
    assert "missing/news.wacz: No such file or directory" in result.err
