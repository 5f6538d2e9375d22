"""Archives and handed-over articles (JSONL, perhaps gzipped) into the database: resumable, in order, each article once."""

from __future__ import annotations

import asyncio
import gzip
import io
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from jobs.analysis.analyser import Analyser
from jobs.collect_again import take_down
from jobs.collect_statements import Thought, store, think
from jobs.grouping import group_waiting
from jobs.handover import Row, read_row
from jobs.likeness import WINDOW
from storage import articles, sources
from storage.config import Config
from storage.database import Database, WriteSession
from storage.errors import InputError, NaqlError
from storage.records import Article, ArticleState, Source, SourceState

BATCH = 200
LEASE_S = 300
_analyser: Analyser | None = None
"""The analyser of a worker process, made once in it."""


@dataclass(frozen=True, slots=True)
class BackfillReport:
    """`new` includes texts that their publisher changed. `busy`: stored, and being analysed by another process (or by one that
    died: then they are free again in five minutes). `bad`: lines that cannot be read, `first_error` tells the first of them."""

    read: int = 0
    new: int = 0
    known: int = 0
    busy: int = 0
    bad: int = 0
    first_error: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """What backfill works with. `progress` is told (lines read, bytes read) after each batch, `grouped` (articles whose story was
    found, of how many) after each part of the pass that finds the stories."""

    db: Database
    config: Config
    clock: Callable[[], datetime]
    make_analyser: Callable[[], Analyser]
    progress: Callable[[int, int], None]
    grouped: Callable[[int, int], None] = lambda _done, _all: None


async def backfill(filling: Filling, path: Path, workers: int = 1) -> BackfillReport:
    """Every article of the file that is not known yet: stored, analysed, then the stories found (jobs.grouping), those of an
    earlier run that was killed too.

    Several processes may be given the same file: an article is claimed for a lease by whoever stores it. After a crash the file
    is given again: what is known is passed over quickly, what was left in the middle is taken up when its lease has ended.

    Raises:
        InputError: the file cannot be read.
        NaqlError: a worker process died.
    """
    report = BackfillReport()
    with _pool(filling, workers) as pool:
        for number, (rows, bad, error, position) in enumerate(_batches(path)):
            try:
                new, busy = await _store_batch(filling, pool, rows)
            except BrokenProcessPool as broken:
                raise NaqlError("A worker process died (no memory?)", "Give the file again with fewer --workers") from broken
            first = report.first_error or (f"line {number * BATCH + 1} ff.: {error}" if error else "")
            known = report.known + len(rows) - new - busy
            read = report.read + len(rows) + bad
            report = BackfillReport(read, report.new + new, known, report.busy + busy, report.bad + bad, first)
            filling.progress(report.read, position)
    await group_waiting(filling.db, filling.clock, filling.config.story_wait_s, filling.grouped)
    return report


def _pool(filling: Filling, workers: int) -> Executor:
    """One worker is a thread with this process's analyser; more are processes, each with its own (spawned: this one has threads,
    and what they hold would be held for ever in a fork)."""
    if workers > 1:
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, spawn, initializer=_prepare, initargs=(filling.make_analyser,))
    return ThreadPoolExecutor(1, initializer=_prepare, initargs=(filling.make_analyser,))


def _prepare(make: Callable[[], Analyser]) -> None:
    global _analyser
    _analyser = make()


def _think(article: Article, config: Config, now: datetime) -> Thought:
    assert _analyser is not None
    return think(_analyser, article, config.zone, now)


async def _store_batch(filling: Filling, pool: Executor, rows: list[Row]) -> tuple[int, int]:
    """(stored and analysed, in another's hands). Stored first and claimed, then analysed outside of any transaction, then their
    statements stored: a service that runs beside this is never kept waiting."""
    now = filling.clock()
    busy = 0
    fresh: list[Article] = []
    async with filling.db.write() as s:
        for row in rows:
            found = await _take(s, row, now) if not row.gone else None
            busy += found is _BUSY
            if isinstance(found, Article):
                fresh.append(found)
    loop = asyncio.get_running_loop()
    thinking = [loop.run_in_executor(pool, _think, article, filling.config, now) for article in fresh]
    thoughts = await asyncio.gather(*thinking)
    async with filling.db.write() as s:
        for article, thought in zip(fresh, thoughts, strict=True):
            later = thought.said_at < now - WINDOW  # news that is fresh tells its followers at once
            await store(s, article, thought, now, filling.config.story_wait_s, later=later)
        for row in rows:
            if row.gone:
                await _take_down(s, row, now)
    return len(fresh), busy


_BUSY = "busy"


async def _take(s: WriteSession, row: Row, now: datetime) -> Article | str | None:
    """The row as an article with its text, claimed; None where there is nothing to do about it, `_BUSY` where another process
    has it in hand."""
    source = await _source(s, row)
    article_id = await articles.found(s, source.id, row.item, now)
    if article_id is None:
        known = (await articles.known(s, source.id, [row.item.key]))[row.item.key]
        if not _is_edit(row, known):
            if known.state is not ArticleState.FETCHED:
                return None
            return known if await articles.claim(s, known.id, now, LEASE_S) else _BUSY
        article_id = known.id
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
    return await articles.get(s, article_id)


async def _take_down(s: WriteSession, row: Row, now: datetime) -> None:
    source = await sources.get(s, row.source.slug)
    known = (await articles.known(s, source.id, [row.item.key])).get(row.item.key) if source is not None else None
    if source is not None and known is not None:
        await take_down(s, known, source, now)


def _is_edit(row: Row, known: Article) -> bool:
    """Has the publisher changed it since it was handed over? (Equal ids of two archives are no edits, a summary is no better
    text.)"""
    if not row.handed or (row.summary_only and not known.summary_only):
        return False
    if known.state not in {ArticleState.FETCHED, ArticleState.ANALYSED}:
        return False
    return (known.title.split(), known.body.split()) != (row.item.title.split(), row.body.split())


async def _source(s: WriteSession, row: Row) -> Source:
    source = await sources.get(s, row.source.slug)
    if source is None:
        source = await sources.add(s, row.source)
        # Where nothing says how to read it further, a source that only came with an archive is not asked for.
        if row.source.feed_url == row.source.home_url:
            await sources.set_state(s, source.slug, SourceState.PAUSED)
    return source


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
