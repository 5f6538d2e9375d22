"""An archive on the first day: a publisher's archive pages and sitemaps walked politely, back to a date. A shell.

The walk only notes which articles there are (found); their pages are then fetched by `collect`, news before backlog. Where it has
got to is kept in a small file in DATA_DIR, so that it goes on there when it is started again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from jobs.extract.archive import items_of_list
from jobs.extract.sitemap import Listed, is_sitemap, parse_sitemap
from jobs.fetch import Fetcher, FetchError
from jobs.publishers import Archive
from storage import articles
from storage.config import Config
from storage.database import Database
from storage.errors import InputError
from storage.records import FeedItem, Source

MAX_PAGES = 200
"""Pages of one day's list; a list that never ends is broken."""
MAX_SITEMAPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """Told after each step: how far the walk is, of how much (days, then sitemaps), and what was new."""

    done: int
    total: int
    found: int
    at: str


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk works with."""

    db: Database
    fetcher: Fetcher
    config: Config
    clock: Callable[[], datetime]
    progress: Callable[[Step], None]


async def fill(walk: Walk, source: Source, archive: Archive, since: date) -> int:
    """Note every article of `source` since that day that its archive names; gives the number of new ones.

    Raises:
        InputError: nothing is known of this publisher's archive, and its robots.txt names no sitemap.
        FetchError: the publisher, or all of its sitemaps, cannot be had from here.
    """
    sitemaps = archive.sitemaps or await walk.fetcher.sitemaps(source.home_url, source.route)
    if not archive.pages and not sitemaps:
        await _expect_reachable(walk, source)
        raise InputError(
            f"nothing is known of the archive of {source.slug}",
            "Its robots.txt names no sitemap; give an archive with naql backfill",
        )
    found = await _walk_days(walk, source, archive, since) if archive.pages else 0
    if not found and sitemaps:
        found = await _walk_sitemaps(walk, source, sitemaps, since)
    return found


async def _expect_reachable(walk: Walk, source: Source) -> None:
    """A robots.txt that could not be had names nothing either: then it is the network that is told of, not the archive."""
    try:
        await walk.fetcher.get(source.home_url, route=source.route)
    except FetchError as error:
        if error.of_the_network:
            raise


async def _walk_days(walk: Walk, source: Source, archive: Archive, since: date) -> int:
    """Day after day backwards, page after page of each; a day that was walked to its end is not walked again."""
    today = walk.clock().astimezone(ZoneInfo(source.timezone)).date()
    memory = Memory(walk.config.data_dir / "fill" / f"{source.slug}.json")
    days = [today - timedelta(days=back) for back in range((today - since).days + 1)]
    found = 0
    for number, day in enumerate(days, start=1):
        new = 0 if memory.knows(day) else await _walk_day(walk, source, archive, day)
        if day != today:
            memory.note(day)
        found += new
        walk.progress(Step(number, len(days), found, day.isoformat()))
    return found


async def _walk_day(walk: Walk, source: Source, archive: Archive, day: date) -> int:
    """The lists of one day until a page brings nothing that the day's pages have not had."""
    found, seen = 0, set[str]()
    for page in range(1, MAX_PAGES + 1):
        try:
            response = await walk.fetcher.get(page_address(archive.pages, day, page), route=source.route)
        except FetchError as error:
            if error.is_gone or page > 1:
                break
            raise
        noon = datetime.combine(day, time(12), ZoneInfo(source.timezone)).astimezone(UTC)
        listed = items_of_list(response.body, response.url, archive.item, response.content_type)
        fresh = [FeedItem(item.key, item.url, item.title, min(noon, walk.clock())) for item in listed if item.key not in seen]
        if not fresh:
            break
        seen.update(item.key for item in fresh)
        found += await _note(walk, source, fresh)
    return found


async def _walk_sitemaps(walk: Walk, source: Source, sitemaps: Sequence[str], since: date) -> int:
    """The sitemaps and those that they name, the newest first; what changed before `since` is left out. One that fails is
    passed over; where none can be had, that is told."""
    queue, seen, found = list(sitemaps), set(sitemaps), 0
    trouble: FetchError | None = None
    had = 0
    oldest = datetime.combine(since, time(), UTC)
    done = 0
    while queue and done < MAX_SITEMAPS:
        address = queue.pop(0)
        done += 1
        try:
            response = await walk.fetcher.get(address, route=source.route, max_bytes=20_000_000)
        except FetchError as error:
            trouble = error
            continue
        had += 1
        listed = parse_sitemap(response.body, response.url) if is_sitemap(response.body) else ()
        recent = [entry for entry in listed if entry.at is None or entry.at >= oldest]
        inner = [entry.url for entry in _newest(recent) if entry.is_sitemap and entry.url not in seen]
        seen.update(inner)
        queue.extend(inner)
        items = [FeedItem(e.url.partition(":")[2], e.url, e.title, e.at) for e in _newest(recent) if not e.is_sitemap]
        found += await _note(walk, source, items)
        walk.progress(Step(done, done + len(queue), found, address))
    if trouble is not None and not had:
        raise trouble
    return found


def _newest(listed: Sequence[Listed]) -> list[Listed]:
    return sorted(listed, key=lambda entry: entry.at.timestamp() if entry.at else 0.0, reverse=True)


async def _note(walk: Walk, source: Source, items: Sequence[FeedItem]) -> int:
    found = 0
    for batch in _parts(items):
        async with walk.db.write() as s:
            for item in batch:
                found += await articles.found(s, source.id, item, walk.clock()) is not None
    return found


def _parts(items: Sequence[FeedItem]) -> Iterator[Sequence[FeedItem]]:
    for start in range(0, len(items), 500):
        yield items[start : start + 500]


def page_address(template: str, day: date, page: int) -> str:
    """The address of one page of one day's list: {year} {month} {day} are Jalali, {page} counts from 1."""
    jalali = JalaliDate(day)  # type: ignore[no-untyped-call]  # the package has no types here
    return template.format(year=jalali.year, month=jalali.month, day=jalali.day, page=page)


class Memory:
    """The days that were walked to their end, in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._days = set(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._days = set()

    def knows(self, day: date) -> bool:
        return day.isoformat() in self._days

    def note(self, day: date) -> None:
        """Keeps the day. The file is replaced whole, so that a crash leaves the old or the new one."""
        self._days.add(day.isoformat())
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(sorted(self._days)), encoding="utf-8")
        part.replace(self._path)


def parse_since(text: str | None, today: date) -> date:
    """The day that `--since` names (ISO or Jalali); a year ago where it names none.

    Raises:
        InputError: it is no day, or one to come.
    """
    if text is None:
        return today - timedelta(days=365)
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip())
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) for part in match.groups())
        jalali = 1300 <= year < 1500
        found = JalaliDate(year, month, day).to_gregorian() if jalali else date(year, month, day)  # type: ignore[no-untyped-call]  # no types
    except ValueError:
        raise InputError(f"--since {text} is no day", "Write 2025-03-21 or 1404-01-01") from None
    if found > today:
        raise InputError(f"--since {text} is still to come")
    return date(found.year, found.month, found.day)
