"""The third step of collecting: fetched articles → analysis → statements, story and what followers are owed. A shell.

Everything that an article brings is stored in one transaction with its new state, so a crash leaves either nothing or all of it.
The analysis runs in the worker thread (see `jobs.workers`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from jobs import decide, likeness
from jobs.analysis.analyser import Analyser
from jobs.analysis.model import ArticleText
from jobs.changes import correction
from jobs.collect_sources import Shop
from jobs.match import correct_story
from storage import articles, by_hand, reports, statements, stories
from storage import likeness as likeness_
from storage.database import ReadSession, WriteSession
from storage.records import Article, Marks, NewStatement, Profile

log = logging.getLogger(__name__)

LEASE_S = 300
ATTEMPTS = 3
_RETRY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    analysed: int = 0
    statements: int = 0
    failed: int = 0

    def __add__(self, other: AnalysisReport) -> AnalysisReport:
        return AnalysisReport(self.analysed + other.analysed, self.statements + other.statements, self.failed + other.failed)


@dataclass(frozen=True, slots=True)
class Thought:
    """What the analysis of an article comes to. `marks`, `profile`: None where there is no statement, so no story."""

    said_at: datetime
    dated: bool
    statements: tuple[NewStatement, ...]
    marks: Marks | None
    profile: Profile | None


async def analyse_fetched(shop: Shop, analyser: Analyser, limit: int, more: Callable[[], bool]) -> AnalysisReport:
    """Analyse up to `limit` fetched articles, the newest first; none is begun once `more()` is false."""
    async with shop.db.read() as r:
        due = await articles.to_analyse(r, shop.clock(), limit)
    report = AnalysisReport()
    for article in due:
        if not more():
            break
        report += await _analyse(shop, analyser, article)
    return report


async def _analyse(shop: Shop, analyser: Analyser, article: Article) -> AnalysisReport:
    async with shop.db.write() as s:
        if not await articles.claim(s, article.id, shop.clock(), LEASE_S):
            return AnalysisReport()
    try:
        thought = await shop.workers.run(think, analyser, article, shop.config.zone, shop.clock())
        async with shop.db.write() as s:
            await store(s, article, thought, shop.clock(), shop.config.story_wait_s)
    except Exception as error:
        log.exception("article %d cannot be analysed", article.id)
        retry_at = shop.clock() + _RETRY if article.attempts + 1 < ATTEMPTS else None
        async with shop.db.write() as s:
            await articles.failed(s, article.id, f"{type(error).__name__}: {error}"[:500], retry_at)
        return AnalysisReport(failed=1)
    return AnalysisReport(analysed=1, statements=len(thought.statements))


def think(analyser: Analyser, article: Article, zone: ZoneInfo, now: datetime) -> Thought:
    """Everything about an article that needs no database: pure and CPU-bound, for the worker thread."""
    said_at, dated = decide.said_at(article.published_at, now)
    on = said_at.astimezone(zone).date() if dated else None
    analysis = analyser.analyse(ArticleText(article.title, article.body, on, article.agency))
    found = decide.new_statements(analysis, analyser.catalogue, on)
    if not found:
        return Thought(said_at, dated, found, None, None)
    marks = likeness.marks_of(analysis.text, found, said_at)
    return Thought(said_at, dated, found, marks, likeness.profile_of(analysis.title, analysis.text, found, said_at))


async def store(
    s: WriteSession, article: Article, thought: Thought, now: datetime, story_wait_s: int, *, later: bool = False
) -> int | None:
    """Stores what an article brings and gives its story (None: no statement, or `later`: jobs.grouping finds it). Analysed again,
    it keeps its story, and those who were sent what it takes back are told. What editors changed by hand holds, and what readers
    reported is still reported."""
    story_id = article.story_id
    changes = await by_hand.of_article(s, article.id)
    thought = replace(thought, statements=tuple(by_hand.applied(new, changes) for new in thought.statements))
    had = await statements.of_article(s, article.id) if story_id is not None else ()
    taken_back = correction(had, thought.statements, article.body)
    reported = await reports.of_article(s, article.id) if story_id is not None else ()
    now_said: dict[str, int] = {}
    if not thought.statements or thought.marks is None or thought.profile is None:
        await statements.remove_of(s, article.id)
    else:
        if story_id is None and not later:
            story_id = await known_story(s, thought.marks, thought.profile)
            ready_at = now + timedelta(seconds=story_wait_s)
            story_id = await stories.create(s, thought.said_at, ready_at) if story_id is None else story_id
        added = await statements.add(s, article.id, story_id, thought.said_at, thought.dated, thought.statements)
        for number, new in zip(added, thought.statements, strict=True):
            now_said.setdefault(new.text, number)
            if by_hand.is_hidden(new, changes):
                await statements.hide(s, number)
        if story_id is not None:
            await stories.join(s, story_id, article.id, thought.said_at, now)
        await likeness_.remember(s, article.id, thought.marks, thought.profile)
    await reports.carry_over(s, reported, now_said, now)
    await articles.analysed(s, article.id, story_id)
    if taken_back and story_id is not None:
        await correct_story(s, story_id, taken_back, now)
    return story_id


async def known_story(s: ReadSession, marks: Marks, profile: Profile) -> int | None:
    """The story that tells the same event as an article, None where it is the first to tell it."""
    near = await likeness_.alike(s, marks, profile.at, likeness.WINDOW)
    return likeness.story_of(profile, await likeness_.profiles(s, near)) if near else None
