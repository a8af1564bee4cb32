"""The wheel: nothing of common name in site-packages, and the commands work from it, unpacked or as scrapyd's egg."""

import json
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.scrapy_process import report, rows
from tests.wheels import build_wheel, make_environment, outside


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_everything_inside_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"wipo_scraper"}
    assert {"wipo_scraper/spiders/news.py", "wipo_scraper/pipelines/write.py", "wipo_scraper/py.typed"} <= set(names)


def test_the_installed_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    python, packages = make_environment(tmp_path)
    with zipfile.ZipFile(wheel) as package:
        package.extractall(packages)
    environment = outside() | {"SCRAPY_SETTINGS_MODULE": "wipo_scraper.settings"}

    def scrapy(*arguments: str) -> str:
        command = [str(python), "-m", "scrapy", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert scrapy("list") == "news\n"
    assert "frontier-technologies" in scrapy("crawl", "news", "-a", "streams=help")
    where = subprocess.run(
        [str(python), "-c", "import wipo_scraper; print(wipo_scraper.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(packages))


Call = Callable[..., dict[str, Any]]


@pytest.fixture
def scrapyd(tmp_path: Path) -> Iterator[Call]:
    """A scrapyd on loopback, in an environment without the checkout; called by the name of its service."""
    python, _ = make_environment(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "scrapyd.conf").write_text(f"[scrapyd]\nhttp_port = {port}\npoll_interval = 0.2\nmax_proc = 1\n")

    def call(service: str, **values: str | bytes) -> dict[str, Any]:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/{service}.json")
        if any(isinstance(value, bytes) for value in values.values()):
            request.add_header("Content-Type", "multipart/form-data; boundary=part")
            request.data = b"".join(_part(name, value) for name, value in values.items()) + b"--part--\r\n"
        elif service == "schedule":
            request.data = urlencode(values).encode()
        else:
            request.full_url += f"?{urlencode(values)}"
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    with (tmp_path / "scrapyd.log").open("wb") as log:
        server = subprocess.Popen(
            [python, "-W", "ignore", "-m", "scrapyd"], cwd=tmp_path, env=outside(), stdout=log, stderr=log
        )
        try:
            _wait_for(lambda: server.poll() is not None or _listens(port))
            yield call
        finally:
            server.terminate()
            server.wait(30)


def test_a_scrapyd_runs_the_wheel_as_its_egg(wheel: Path, scrapyd: Call, tmp_path: Path) -> None:
    added = scrapyd("addversion", project="wipo", version="1", egg=wheel.read_bytes())
    assert (added["status"], added["spiders"]) == ("ok", 1), added
    data = tmp_path / "data"
    job = scrapyd("schedule", project="wipo", spider="news", replay="sample", setting=f"DATA_DIR={data}")
    assert job["status"] == "ok", job
    _wait_for(lambda: bool(scrapyd("listjobs", project="wipo")["finished"]))
    assert report(data)["verdict"] == "complete"
    assert report(data)["origin"] == "archive sample"
    assert len(rows(data)) > 50
    assert {row["warc"]["file"] for row in rows(data)} == {"sample.warc.gz"}


def _part(name: str, value: str | bytes) -> bytes:
    content = value if isinstance(value, bytes) else value.encode()
    file = f'; filename="{name}"' if isinstance(value, bytes) else ""
    return f'--part\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(condition: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
