"""The collector's half of a two-legged set-up: collect without analysis, and write the texts as lines of JSON. A shell.

An article is marked as handed over after its line is on the disk. A crash between the two writes the line once more; the other
side knows an article by source and key and takes it once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TextIO

from jobs.collect_again import AgainReport, look_again
from jobs.collect_pages import PageReport, fetch_pages
from jobs.collect_sources import Shop, check_sources
from jobs.fetch import Fetcher
from jobs.handover import write_row
from jobs.workers import Workers
from storage import articles, looks, sources
from storage.config import Config
from storage.database import Database
from storage.records import Article, Source

_BATCH = 200


async def hand_over(
    db: Database,
    fetcher: Fetcher,
    clock: Callable[[], datetime],
    config: Config,
    out: TextIO,
    *,
    only: Sequence[str] | None = None,
) -> int:
    """Collects what is due and writes every fetched article to `out`; gives their number."""
    workers = Workers()
    shop = Shop(db, fetcher, workers, clock, config)
    try:
        await check_sources(shop, only)
        while await fetch_pages(shop, _BATCH, lambda: True) != PageReport():
            pass
        while await look_again(shop, _BATCH, lambda: True) != AgainReport():
            pass
    finally:
        workers.close()
    return await _write_fetched(db, clock, out) + await _write_gone(db, out)


async def _write_fetched(db: Database, clock: Callable[[], datetime], out: TextIO) -> int:
    count = 0
    while True:
        async with db.read() as r:
            fetched = await articles.to_analyse(r, clock(), _BATCH)
            by_id = {source.id: source for source in await sources.list_all(r)}
        if not fetched:
            return count
        count += _write(out, fetched, by_id)
        async with db.write() as s:
            for article in fetched:
                await articles.analysed(s, article.id, None)


async def _write_gone(db: Database, out: TextIO) -> int:
    """What publishers took down, once each."""
    async with db.read() as r:
        gone = await looks.taken_down(r, 10 * _BATCH)
        by_id = {source.id: source for source in await sources.list_all(r)} if gone else {}
    if not gone:
        return 0
    count = _write(out, gone, by_id)
    async with db.write() as s:
        for article in gone:
            await looks.handed_over(s, article.id)
    return count


def _write(out: TextIO, listed: Sequence[Article], by_id: Mapping[int, Source]) -> int:
    """The lines of these articles, on the disk when it returns; gives their number."""
    lines = [write_row(article, by_id[article.source_id]) + "\n" for article in listed if article.source_id in by_id]
    out.writelines(lines)
    out.flush()
    with suppress(OSError):  # a pipe or a terminal has no disk
        os.fsync(out.fileno())
    return len(lines)
