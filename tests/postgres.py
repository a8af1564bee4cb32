"""A PostgreSQL server on loopback, in a folder of its own, for as long as a test needs it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _programs() -> Path | None:
    """Where initdb and pg_ctl are; Debian keeps them off the PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server and yield its address; skip the test where PostgreSQL is absent."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if user and user not in {it.pw_name for it in pwd.getpwall()}:
        pytest.skip("PostgreSQL needs a user other than root")
    folder = Path(tempfile.mkdtemp(prefix="wipo-postgres-"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run([programs / program, *arguments], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
    run("initdb", "-D", f"{folder}/data", "-U", "loader", "--auth=trust", "--encoding=UTF8", "--no-sync")
    try:
        run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield f"postgresql://loader:unused@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder)
