"""The wheel, and environments that have what it depends on but not the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.scrapy_process import ROOT


def build_wheel(folder: Path) -> Path:
    """Build the wheel into a folder."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def make_environment(folder: Path) -> tuple[Path, Path]:
    """Make a virtual environment with this one's packages, without the checkout; return its python and its packages."""
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = folder / "venv" / "lib" / version / "site-packages"
    dependencies = folder / "dependencies"
    dependencies.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "wipo_scraper" not in entry.name:
            (dependencies / entry.name).symlink_to(entry)
    (packages / "dependencies.pth").write_text(f"{dependencies}\n")
    return folder / "venv" / "bin" / "python", packages


def outside() -> dict[str, str]:
    """The environment variables of a process that knows nothing of the checkout."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SCRAPY_SETTINGS_MODULE")}
