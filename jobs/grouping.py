"""Stories of many articles at once: a pass of its own over what an archive left waiting, in the order in which it was told.

Reading an archive in only stores statements. This pass finds their stories by the same judgement as for an article that comes in
(jobs.likeness), but what it compares with is kept in memory, for two days around. Each part is a transaction of its own; an
article without a story is one that still waits, so a pass that was killed goes on where it was. Two passes take turns where the
database lets one write at a time (SQLite); elsewhere the first to give an article a story is right;
the other's may stay empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from jobs.likeness import WINDOW, story_of
from storage import grouping
from storage.database import Database, WriteSession
from storage.grouping import Kept
from storage.likeness import FORMULA, OF_A_STORY
from storage.records import Profile

PART = 250
_JUDGED = 6


async def group_waiting(
    db: Database, clock: Callable[[], datetime], wait_s: int, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Finds the story of every article that waits for one; gives their number. `progress` is told (done, of all)."""
    async with db.read() as r:
        waiting = await grouping.waiting(r)
    window, done = Window(), 0
    for begin in range(0, len(waiting), PART):
        part = waiting[begin : begin + PART]
        async with db.write() as s:
            done += await _group(s, window, part, clock(), wait_s)
        progress(begin + len(part), len(waiting))
    return done


async def _group(s: WriteSession, window: Window, part: tuple[tuple[int, datetime], ...], now: datetime, wait_s: int) -> int:
    """One part, read and written in one transaction: what another pass grouped meanwhile is known and left alone."""
    there = await grouping.stories_between(s, part[0][1] - WINDOW, part[-1][1] + WINDOW)
    window.keep(there)
    new = [article for article, story in there.items() if story is not None and article not in window]
    for one in await grouping.kept(s, new):
        window.add(one, there[one.article_id] or 0)
    mine = [article for article, _ in part if there.get(article, 0) is None]
    fresh: dict[int, datetime] = {}
    found: list[tuple[int, Kept]] = []
    for one in sorted(await grouping.kept(s, mine), key=lambda kept: (kept.at, kept.article_id)):
        story = window.story_of(one)
        if story is None:
            story = -1 - len(fresh)  # its number is known when it is made
            fresh[story] = one.at
        window.add(one, story)
        found.append((story, one))
    made = await grouping.create(s, list(fresh.values()), now + timedelta(seconds=wait_s))
    numbers = dict(zip(fresh, made, strict=True))
    window.rename(numbers)
    await grouping.join(s, [(numbers.get(story, story), one.article_id, one.at) for story, one in found], now)
    return len(found)


class Window:
    """The articles of two days around, found by their marks. Pure, no database."""

    def __init__(self) -> None:
        self._stories: dict[int, int] = {}
        self._articles: dict[int, Kept] = {}
        self._by_mark: defaultdict[int, list[int]] = defaultdict(list)
        self._of_story: defaultdict[int, list[Kept]] = defaultdict(list)

    def __contains__(self, article_id: int) -> bool:
        return article_id in self._articles

    def keep(self, stories: dict[int, int | None]) -> None:
        """What is not among these articles, or tells another story by now, is forgotten."""
        gone = [article for article, story in self._stories.items() if stories.get(article) != story]
        for article in gone:
            one, story = self._articles.pop(article), self._stories.pop(article)
            self._of_story[story].remove(one)
            for mark in one.marks:
                self._by_mark[mark].remove(article)
                if not self._by_mark[mark]:
                    del self._by_mark[mark]
            if not self._of_story[story]:
                del self._of_story[story]

    def add(self, one: Kept, story: int) -> None:
        """The article tells the story."""
        self._articles[one.article_id] = one
        self._stories[one.article_id] = story
        self._of_story[story].append(one)
        for mark in one.marks:
            self._by_mark[mark].append(one.article_id)

    def rename(self, numbers: dict[int, int]) -> None:
        """Stories by the numbers that they were given meanwhile."""
        for old, new in numbers.items():
            members = self._of_story.pop(old)
            self._of_story[new] = members
            self._stories.update(dict.fromkeys((one.article_id for one in members), new))

    def story_of(self, one: Kept) -> int | None:
        """The story that the article tells, by the judgement of `jobs.likeness`; None: one of its own."""
        worth: defaultdict[int, int] = defaultdict(int)
        for mark in one.marks:
            members = self._by_mark.get(mark, ())
            if len(members) <= FORMULA:  # what more have is a formula
                for article in members:
                    worth[article] += self._articles[article].marks[mark]
        best: dict[int, int] = {}
        for article, shared in worth.items():
            if abs(self._articles[article].at - one.at) <= WINDOW:
                story = self._stories[article]
                best[story] = max(best.get(story, 0), shared)
        near = sorted(best, key=lambda story: (best[story], story), reverse=True)[:_JUDGED]
        return story_of(one.profile, {story: self._told(story) for story in near})

    def _told(self, story: int) -> tuple[Profile, ...]:
        """The latest of a story's articles, as they are judged."""
        latest = sorted(self._of_story[story], key=lambda one: one.at, reverse=True)[:OF_A_STORY]
        return tuple(one.profile for one in latest)
