"""The collector's half of a two-legged set-up: collect without analysis, and write the texts as lines of JSON. A shell.

An article is marked as handed over after its line is on the disk. A crash between the two writes the line once more; the other
side knows an article by source and key and takes it once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TextIO

from jobs.collect_pages import PageReport, fetch_pages
from jobs.collect_sources import Shop, check_sources
from jobs.fetch import Fetcher
from jobs.handover import write_row
from jobs.workers import Workers
from storage import articles, sources
from storage.config import Config
from storage.database import Database

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
    finally:
        workers.close()
    return await _write_fetched(db, clock, out)


async def _write_fetched(db: Database, clock: Callable[[], datetime], out: TextIO) -> int:
    count = 0
    while True:
        async with db.read() as r:
            fetched = await articles.to_analyse(r, clock(), _BATCH)
            by_id = {source.id: source for source in await sources.list_all(r)}
        if not fetched:
            return count
        for article in fetched:
            source = by_id.get(article.source_id)
            if source is not None:
                out.write(write_row(article, source) + "\n")
                count += 1
        out.flush()
        with suppress(OSError):  # a pipe or a terminal has no disk
            os.fsync(out.fileno())
        async with db.write() as s:
            for article in fetched:
                await articles.analysed(s, article.id, None)
