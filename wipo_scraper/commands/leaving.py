"""Leaving a command early: one line that says why, and the exit status."""

import sys
from typing import NoReturn

USAGE = 2


def leave(command: str, message: str, status: int = USAGE) -> NoReturn:
    """Say why the command cannot go on and end it."""
    sys.stderr.write(f"scrapy {command}: {message}\n")
    raise SystemExit(status)
