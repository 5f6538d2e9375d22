"""Collecting, from due sources to what followers are owed: the shell that puts the steps together.

    due sources → conditional GET → feed → found → page → fetched → analysed, story → matched
                                               due looks → the page again → changed ↗  or gone

Every arrow ends in a state of the database: a crash anywhere leaves work that is due again, once, and nothing half done. The
steps run side by side, so that articles of a quick publisher are stored while a slow one is still being waited for.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jobs.analysis.analyser import Analyser
from jobs.collect_again import AgainReport, look_again
from jobs.collect_pages import PageReport, fetch_pages
from jobs.collect_sources import Shop, SourceReport, check_sources
from jobs.collect_statements import AnalysisReport, analyse_fetched
from jobs.fetch import Fetcher
from jobs.match import match_due
from jobs.workers import Workers
from storage.config import Config
from storage.database import Database

log = logging.getLogger(__name__)

BUDGET_S = 60.0
PAGES = 200
LOOKS = 100
ARTICLES = 50
_PAUSE_S = 0.2


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What one run did."""

    sources: tuple[SourceReport, ...]
    pages: PageReport
    analysis: AnalysisReport
    owed: int
    again: AgainReport = field(default_factory=AgainReport)

    @property
    def found(self) -> int:
        return sum(report.found for report in self.sources)

    @property
    def failed(self) -> tuple[SourceReport, ...]:
        return tuple(report for report in self.sources if report.error)


async def collect(
    db: Database,
    fetcher: Fetcher,
    analyser: Analyser,
    clock: Callable[[], datetime],
    config: Config,
    *,
    only: Sequence[str] | None = None,
    budget_s: float | None = BUDGET_S,
) -> CollectReport:
    """Does what is due now and gives a report.

    `only`: slugs of sources to check, due or not. After `budget_s` seconds no new page or article is begun (the rest stays due
    for the next run); None: until nothing is due.
    """
    workers = Workers()
    shop = Shop(db, fetcher, workers, clock, config)
    ends = time.monotonic() + budget_s if budget_s is not None else float("inf")
    checking = asyncio.create_task(check_sources(shop, only))

    def more() -> bool:
        return time.monotonic() < ends

    fetching = asyncio.create_task(_fetch_until_done(shop, checking, more))
    looking = asyncio.create_task(_look_until_done(shop, more))
    thinking = asyncio.create_task(_analyse_until_done(shop, analyser, (fetching, looking), more))
    tasks: tuple[asyncio.Task[object], ...] = (checking, fetching, looking, thinking)
    try:
        reports, pages, again, (analysis, owed) = await asyncio.gather(checking, fetching, looking, thinking)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(workers.close)
    return CollectReport(reports, pages, analysis, owed, again)


async def _fetch_until_done(shop: Shop, checking: asyncio.Task[tuple[SourceReport, ...]], more: Callable[[], bool]) -> PageReport:
    """Pages, as long as there are due ones or sources are still being checked."""
    report = PageReport()
    while more():
        last_look = checking.done()
        done = await fetch_pages(shop, PAGES, more)
        report += done
        if done == PageReport():
            if last_look:
                break
            await asyncio.wait({checking}, timeout=_PAUSE_S)
    return report


async def _look_until_done(shop: Shop, more: Callable[[], bool]) -> AgainReport:
    """Second looks, as long as some are due."""
    report = AgainReport()
    while more():
        done = await look_again(shop, LOOKS, more)
        report += done
        if done == AgainReport():
            break
    return report


async def _analyse_until_done(
    shop: Shop, analyser: Analyser, coming: Sequence[asyncio.Task[Any]], more: Callable[[], bool]
) -> tuple[AnalysisReport, int]:
    """Analyses and matching, as long as there are fetched articles or texts are still coming."""
    report, owed = AnalysisReport(), 0
    while more():
        last_look = all(task.done() for task in coming)
        done = await analyse_fetched(shop, analyser, ARTICLES, more)
        report += done
        owed += await match_due(shop.db, shop.clock)
        if done == AnalysisReport():
            if last_look:
                break
            await asyncio.wait(coming, timeout=_PAUSE_S)
    return report, owed
