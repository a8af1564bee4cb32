"""The examples of deployment: checked by the tools they are made for, their commands run for real."""

import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from tests.scrapy_process import ROOT, rows
from tests.torture import small_disk

EXAMPLES = ROOT / "examples" / "deploy"
OPT = "/opt/wipo-scraper/bin"
SETTINGS = {"SCRAPY_SETTINGS_MODULE": "wipo_scraper.settings"}


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """A folder that holds what the examples expect in /opt/wipo-scraper/bin."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "scrapy").symlink_to(Path(sys.executable).parent / "scrapy")
    (folder / "python3").symlink_to(sys.executable)
    (folder / "crawl-and-tell").symlink_to(EXAMPLES / "crawl-and-tell")
    return folder


class Monitor(ThreadingHTTPServer):
    """Hears how runs ended."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Listener)
        self.heard: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ping"


class _Listener(BaseHTTPRequestHandler):
    server: Monitor

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Nothing."""


@pytest.fixture
def monitor() -> Iterator[Monitor]:
    with Monitor() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def run(command: str, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line as cron and systemd do: with this environment and nothing else."""
    return subprocess.run(["/bin/sh", "-c", command], env=environment, cwd=folder, capture_output=True, text=True)


def need(tool: str) -> str:
    path = shutil.which(tool) or shutil.which(tool, path=str(Path(sys.executable).parent))
    if path is None:
        pytest.skip(f"{tool} is not installed")
    return path


@pytest.mark.parametrize(("argument", "status"), [("replay=sample", 0), ("colour=red", 2)])
def test_a_monitor_hears_the_exit_status(
    argument: str, status: int, commands: Path, monitor: Monitor, tmp_path: Path
) -> None:
    environment = SETTINGS | {"PATH": f"{commands}:/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data")}
    done = run(f"crawl-and-tell -a {argument}", environment | {"PING_URL": monitor.url}, tmp_path)
    assert done.returncode == status, done.stderr
    assert monitor.heard == [f"/ping/{status}"]


def test_a_monitor_that_is_away_changes_nothing(commands: Path, tmp_path: Path) -> None:
    environment = SETTINGS | {"PATH": f"{commands}:/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data")}
    done = run("crawl-and-tell -a colour=red", environment | {"PING_URL": "http://127.0.0.1:9"}, tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "crawl-and-tell: http://127.0.0.1:9 could not be told"


def test_the_crontab_is_one_and_its_job_runs(commands: Path, monitor: Monitor, tmp_path: Path) -> None:
    text = (EXAMPLES / "crontab").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    variables = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    (job,) = (line for line in lines if not re.match(r"\w+=", line))
    assert len(job.split()[:5]) == 5
    command = job.split(maxsplit=5)[5]
    environment = {"HOME": str(tmp_path), "LOGNAME": "wipo"} | variables
    environment |= {"PATH": variables["PATH"].replace(OPT, str(commands))}
    environment |= {"DATA_DIR": str(tmp_path / "data"), "PING_URL": monitor.url}
    done = run(f"{command} -a replay=sample", environment, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "cron would send mail"
    assert rows(tmp_path / "data")
    assert monitor.heard == ["/ping/0"]
    checked = subprocess.run([need("crontab"), "-n", EXAMPLES / "crontab"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def unit_values(name: str) -> list[str]:
    """The values of a setting of the service."""
    return re.findall(rf"^{name}=(.*)$", (EXAMPLES / "wipo-scraper.service").read_text("utf-8"), re.MULTILINE)


def test_the_command_of_the_service_runs(commands: Path, tmp_path: Path) -> None:
    environment = dict(value.replace("%S", str(tmp_path)).split("=", 1) for value in unit_values("Environment"))
    environment["PATH"] = environment["PATH"].replace(OPT, str(commands))
    (command,) = unit_values("ExecStart")
    arguments = shlex.split(command.replace(OPT, str(commands)))
    done = subprocess.run([*arguments, "-a", "replay=sample"], env=environment, cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path / "wipo-scraper")


def test_systemd_accepts_the_service_and_the_timer(commands: Path, tmp_path: Path) -> None:
    analyze = need("systemd-analyze")
    service = (EXAMPLES / "wipo-scraper.service").read_text("utf-8").replace(OPT, str(commands))
    (tmp_path / "wipo-scraper.service").write_text(service)
    shutil.copy(EXAMPLES / "wipo-scraper.timer", tmp_path)
    units = [tmp_path / "wipo-scraper.service", tmp_path / "wipo-scraper.timer"]
    done = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    secure = [analyze, "security", "--offline=true", "--threshold=20", units[0]]
    done = subprocess.run(secure, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_image_is_built_as_it_should_be() -> None:
    done = subprocess.run([need("hadolint"), EXAMPLES / "Dockerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_image_copies_what_is_there_and_not_ignored() -> None:
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", (EXAMPLES / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    sources = {source for line in copied for source in line.split()}
    let_in = re.findall(r"^!(.*)$", (EXAMPLES / "Dockerfile.dockerignore").read_text("utf-8"), re.MULTILINE)
    assert sources == set(let_in)
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_a_crawl_writes_nowhere_but_to_data_dir(commands: Path, tmp_path: Path) -> None:
    environment = SETTINGS | {"PATH": f"{commands}:/usr/bin:/bin:/usr/sbin:/sbin", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        with small_disk(tmp_path / "data", "50m") as data:
            script = "mount -o remount,bind,ro / && ! touch /file && crawl-and-tell -a replay=sample"
            command = f"unshare --mount /bin/sh -c {shlex.quote(script)}"
            done = run(command, environment | {"DATA_DIR": str(data / "news-data")}, tmp_path)
            assert done.returncode == 0, done.stderr
            assert rows(data / "news-data")
    except PermissionError as error:
        pytest.skip(str(error))


def test_kubernetes_accepts_the_cron_job() -> None:
    check = [need("kubernetes-validate"), "--strict", EXAMPLES / "cronjob.yaml"]
    done = subprocess.run(check, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    _, job = yaml.safe_load_all((EXAMPLES / "cronjob.yaml").read_text("utf-8"))
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert f"USER {pod['securityContext']['runAsUser']}" in (EXAMPLES / "Dockerfile").read_text("utf-8")


def test_airflow_reads_the_dag() -> None:
    pytest.importorskip("airflow", reason="apache-airflow is not installed")
    command = [sys.executable, "-c", "import runpy, sys; print(runpy.run_path(sys.argv[1])['crawl'].dag.dag_id)"]
    done = subprocess.run([*command, EXAMPLES / "airflow_dag.py"], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "wipo_news", done.stderr
