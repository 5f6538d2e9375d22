"""One `naql run` at a time for each data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import NaqlError

LOCK = "naql.lock"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Within, no other process is within for the same folder. The lock is the operating system's: it goes with the process, also
    with one that is killed, and the file may stay.

    Raises:
        NaqlError: another process holds it.
    """
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode(errors="replace").strip()
            process = f", process {holder}" if holder else ""
            remedy = "End it first, or set DATA_DIR to another folder for this one"
            raise NaqlError(f"naql runs already on {folder}{process}", remedy) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
