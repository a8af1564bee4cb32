"""How much memory this process has needed."""

from pathlib import Path


def peak_mb() -> float:
    """The most memory that this process has held, in MB, by its own high-water mark (Linux).

    What getrusage tells is at least what the process had that forked this one, so it says nothing in a test run.
    """
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(kilobytes) / 1024
