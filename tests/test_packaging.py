"""The wheel: nothing of common name in site-packages, and the commands work from it."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.scrapy_process import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_everything_inside_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"wipo_scraper"}
    assert {"wipo_scraper/spiders/news.py", "wipo_scraper/pipelines/write.py", "wipo_scraper/py.typed"} <= set(names)
    assert {"wipo_scraper/report/templates/index.html", "wipo_scraper/report/static/report.js"} <= set(names)


def test_the_installed_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = tmp_path / "venv" / "lib" / version / "site-packages"
    with zipfile.ZipFile(wheel) as package:
        package.extractall(packages)
    # What the wheel depends on comes from this environment, without the editable install of the checkout.
    dependencies = tmp_path / "dependencies"
    dependencies.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "wipo_scraper" not in entry.name:
            (dependencies / entry.name).symlink_to(entry)
    (packages / "dependencies.pth").write_text(f"{dependencies}\n")
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "wipo_scraper.settings"}
    environment.pop("PYTHONPATH", None)

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
