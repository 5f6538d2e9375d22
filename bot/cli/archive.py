"""An archive analysed by one process or several: chunks of rows in, chunks of rows out, in order.

The workers read and write the JSON; the process that they belong to only hands bytes on. They are forked once the lexicon and the
catalogue are there, so these are in memory once (where the system cannot fork safely each worker makes its own).
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path

from jobs.analysis.analyser import Analyser
from jobs.analysis.rows import article_of, row_of

CHUNK = 64
"""Rows that a worker takes at once: enough to make the passing of them cheap, few enough to keep memory low."""
_AHEAD = 4
"""Chunks for each worker that are on their way: enough that none waits, few enough that a large archive is never in memory."""

Analysed = Callable[[Iterator[bytes]], Iterator[bytes]]
"""Rows in; JSON lines out, `CHUNK` of them at once."""

_analyser: Analyser | None = None


@contextmanager
def analysing(make: Callable[[Path], Analyser], data_dir: Path, jobs: int) -> Iterator[Analysed]:
    """What analyses rows with `jobs` processes. `make` gives the analyser of a process; it is called here first."""
    _prepare(make, data_dir)
    if jobs == 1:
        yield lambda rows: map(_lines, _chunks(rows))
        return
    context = _context()
    gc.collect()
    gc.freeze()  # what is here now stays: a collection in a worker need not touch, and so copy, the shared pages
    given = () if context.get_start_method() == "fork" else (make, data_dir)
    with context.Pool(jobs, initializer=_begin, initargs=given) as pool:
        allowed = threading.Semaphore(jobs * _AHEAD)

        def analysed(rows: Iterator[bytes]) -> Iterator[bytes]:
            for lines in pool.imap(_lines, _held_back(_chunks(rows), allowed)):
                allowed.release()
                yield lines

        yield analysed


def _context() -> BaseContext:
    """Forking is safe where nothing but this thread runs."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _begin(make: Callable[[Path], Analyser] | None = None, data_dir: Path | None = None) -> None:
    """A worker's beginning. Ctrl-C is its parent's affair, who ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if make is not None and data_dir is not None:
        _prepare(make, data_dir)


def _prepare(make: Callable[[Path], Analyser], data_dir: Path) -> None:
    """The analyser of this process."""
    global _analyser
    _analyser = make(data_dir)


def _chunks(rows: Iterator[bytes]) -> Iterator[bytes]:
    while chunk := list(islice(rows, CHUNK)):
        yield b"\n".join(chunk)


def _held_back(chunks: Iterator[bytes], allowed: threading.Semaphore) -> Iterator[bytes]:
    """The chunks, each when it is allowed: a pool by itself would take a whole archive at once."""
    for chunk in chunks:
        allowed.acquire()
        yield chunk


def _lines(chunk: bytes) -> bytes:
    return b"".join(map(_line, filter(bytes.strip, chunk.split(b"\n"))))


def _line(raw: bytes) -> bytes:
    assert _analyser is not None
    identity: object = None
    try:
        row = json.loads(raw)
        if not isinstance(row, dict):
            raise ValueError("the row is not a JSON object")
        identity = row.get("id")
        made = row_of(identity, _analyser.analyse(article_of(row)))
    except Exception as error:  # noqa: BLE001 - one bad row must not end an archive; the row says what was wrong
        made = {"id": identity, "error": f"{type(error).__name__}: {error}"}
    try:
        return (json.dumps(made, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can write and UTF-8 cannot
        return (json.dumps(made) + "\n").encode()
