"""Where an export is made: a folder beside its target, so that the target is the old one or the new one, whole.

TARGET.part/product     the export in the making; renamed to TARGET when it is safe on disk
TARGET.part/staging     what it is made from
TARGET.part/old         the folder that it replaces, for the moment between two renames
"""

import fcntl
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from wipo_scraper.storage.lines import sync_directory

DESCRIPTOR = "datapackage.json"


class TargetError(Exception):
    """The target is something that an export must not replace; the message names it."""


class TargetBusyError(Exception):
    """Another export writes to the target."""


class Workshop:
    """Makes one export. On leaving without `publish`, the target is as before.

    Raises TargetError, TargetBusyError and OSError.
    """

    def __init__(self, target: Path, *, folder: bool) -> None:
        self.target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would replace a link's target
        self._folder = folder
        self._room = self.target.with_name(f"{self.target.name}.part")
        self.product = self._room / "product"
        self.staging = self._room / "staging"
        self._old = self._room / "old"

    @property
    def descriptor(self) -> Path:
        """Where the data package of the product is described: in a folder, or beside a file."""
        return self.product / DESCRIPTOR if self._folder else self.product.with_name(DESCRIPTOR)

    def __enter__(self) -> Self:
        self._room.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self._room, os.O_RDONLY)
        try:
            self._take_lock()
            if self._old.exists() and not self.target.exists():
                self._old.rename(self.target)  # an export was killed between its two renames
            self._check_target()
            self._clear()
        except BaseException:
            os.close(self._lock)
            raise
        self.staging.mkdir()
        if self._folder:
            self.product.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()
        self._room.rmdir()
        os.close(self._lock)

    def publish(self) -> None:
        """Make the product safe on disk and give it the target's name."""
        for path in [self.descriptor, self.product, *self.product.rglob("*")]:
            _sync(path)
        if self._folder and self.target.exists():
            self.target.rename(self._old)
        self.product.rename(self.target)
        if not self._folder:
            self.descriptor.rename(self.target.with_name(f"{self.target.name}.{DESCRIPTOR}"))
        sync_directory(self.target.parent)

    def _take_lock(self) -> None:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TargetBusyError(f"another export writes to {self.target}") from None

    def _check_target(self) -> None:
        if not self.target.exists():
            return
        if self._folder != self.target.is_dir():
            raise TargetError(f"{self.target} is a {'file' if self._folder else 'folder'}: give another name")
        if self._folder and any(self.target.iterdir()) and not (self.target / DESCRIPTOR).exists():
            raise TargetError(f"{self.target} holds something else than an export: give a new or empty folder")

    def _clear(self) -> None:
        for path in (self.product, self.staging, self._old):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        self.product.with_name(DESCRIPTOR).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
