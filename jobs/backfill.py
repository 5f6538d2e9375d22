"""Archives and handed-over articles (JSONL, perhaps gzipped) into the database: resumable, in order, each article once."""

from __future__ import annotations

import asyncio
import gzip
import io
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from jobs.analysis.analyser import Analyser
from jobs.collect_statements import Thought, store, think
from jobs.handover import Row, read_row
from storage import articles, sources
from storage.config import Config
from storage.database import Database, WriteSession
from storage.errors import InputError
from storage.records import Article, SourceState

BATCH = 200
LEASE_S = 900
_analyser: Analyser | None = None
"""The analyser of a worker process, made once in it."""


@dataclass(frozen=True, slots=True)
class BackfillReport:
    """`bad` counts lines that could not be read; the first of them is told in `first_error`."""

    read: int = 0
    new: int = 0
    known: int = 0
    bad: int = 0
    first_error: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """What backfill works with. `progress` is told (lines read, bytes read) after each batch."""

    db: Database
    config: Config
    clock: Callable[[], datetime]
    make_analyser: Callable[[], Analyser]
    progress: Callable[[int, int], None]


async def backfill(filling: Filling, path: Path, workers: int = 1) -> BackfillReport:
    """Every article of the file that is not known yet: stored, analysed, its story found.

    A batch is one transaction: after a crash the file is given again, and what is known is passed over quickly.

    Raises:
        InputError: the file cannot be read.
    """
    report = BackfillReport()
    with _pool(filling, workers) as pool:
        for number, (rows, bad, error, position) in enumerate(_batches(path)):
            new = await _store_batch(filling, pool, rows)
            first = report.first_error or (f"line {number * BATCH + 1} ff.: {error}" if error else "")
            read = report.read + len(rows) + bad
            report = BackfillReport(read, report.new + new, report.known + len(rows) - new, report.bad + bad, first)
            filling.progress(report.read, position)
    return report


def _pool(filling: Filling, workers: int) -> Executor:
    """One worker is a thread with this process's analyser; more are processes, each with its own."""
    if workers > 1:
        return ProcessPoolExecutor(workers, initializer=_prepare, initargs=(filling.make_analyser,))
    return ThreadPoolExecutor(1, initializer=_prepare, initargs=(filling.make_analyser,))


def _prepare(make: Callable[[], Analyser]) -> None:
    global _analyser
    _analyser = make()


def _think(article: Article, config: Config, now: datetime) -> Thought:
    assert _analyser is not None
    return think(_analyser, article, config.zone, now)


async def _store_batch(filling: Filling, pool: Executor, rows: list[Row]) -> int:
    """Stored first and claimed, then analysed outside of any transaction, then their statements stored: a service that runs
    beside this is never kept waiting, and after a crash in between it analyses what is left."""
    now = filling.clock()
    async with filling.db.write() as s:
        fresh = [found for row in rows if (found := await _found(s, row, now)) is not None]
    loop = asyncio.get_running_loop()
    thinking = [loop.run_in_executor(pool, _think, article, filling.config, now) for article in fresh]
    thoughts = await asyncio.gather(*thinking)
    async with filling.db.write() as s:
        for article, thought in zip(fresh, thoughts, strict=True):
            await store(s, article, thought, now, filling.config.story_wait_s)
    return len(fresh)


async def _found(s: WriteSession, row: Row, now: datetime) -> Article | None:
    """The row as an article with its text, None where it is known."""
    source = await sources.get(s, row.source.slug)
    if source is None:
        source = await sources.add(s, row.source)
        # Where nothing says how to read it further, a source that only came with an archive is not asked for.
        if row.source.feed_url == row.source.home_url:
            await sources.set_state(s, source.slug, SourceState.PAUSED)
    article_id = await articles.found(s, source.id, row.item, now)
    if article_id is None:
        return None
    await articles.fetched(
        s,
        article_id,
        title=row.item.title,
        body=row.body,
        published_at=row.item.published_at,
        agency=row.agency,
        now=now,
        summary_only=row.summary_only,
    )
    await articles.claim(s, article_id, now, LEASE_S)
    stored = await articles.get(s, article_id)
    return replace(stored, body=row.body) if stored else None


def _batches(path: Path) -> Iterator[tuple[list[Row], int, str, int]]:
    """(rows, bad lines, the first error, position in the file in bytes) of each batch."""
    with _opened(path) as (lines, position):
        rows: list[Row] = []
        bad, error = 0, ""
        for seen, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    rows.append(read_row(line))
                except InputError as problem:
                    bad, error = bad + 1, error or problem.problem
            if seen % BATCH == 0:
                yield rows, bad, error, position()
                rows, bad, error = [], 0, ""
        if rows or bad:
            yield rows, bad, error, position()


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Iterator[str], Callable[[], int]]]:
    """The file's lines and where in it we are; `-` is standard input, .gz is unzipped."""
    if str(path) == "-":
        yield iter(sys.stdin), lambda: 0
        return
    try:
        raw = path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror})", "Give a JSONL file, perhaps gzipped, or -") from error
    with raw:
        binary: IO[bytes] = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw  # type: ignore[assignment]  # it reads bytes
        text = io.TextIOWrapper(binary, encoding="utf-8", errors="replace")
        try:
            yield _lines(path, text), raw.tell
        finally:
            text.detach()


def _lines(path: Path, text: io.TextIOWrapper) -> Iterator[str]:
    try:
        yield from text
    except (OSError, EOFError) as error:
        raise InputError(f"{path} breaks off ({error})", "What was read is stored; give the whole file again") from error
