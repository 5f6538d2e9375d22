"""The first step of collecting: due sources → conditional GET → feed → items stored as found. A shell.

A source is claimed for a lease before it is asked, and what its feed says is stored in one transaction with the news of when to
ask again: a crash between the two leaves it due, and items are unique by source and key.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from jobs.extract import Feed, FeedError, parse_feed
from jobs.extract.discover import feeds_of_page
from jobs.extract.sitemap import is_sitemap, items_of_sitemap
from jobs.fetch import Fetcher, FetchError, Response, Trouble, freshness
from jobs.notices import notice_health
from jobs.publishers import hint_of, of_source
from jobs.workers import Workers
from storage import articles, sources
from storage.config import Config
from storage.database import Database, WriteSession
from storage.records import Article, ArticleState, FeedItem, Source

log = logging.getLogger(__name__)

BATCH = 500
LEASE_S = 180
FULL_TEXT = 1500
"""A feed's content of so many characters is the article itself; its page is not asked for."""
_AHEAD = timedelta(minutes=10)
_FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What one check brought. `found`: new articles; `changed`: known ones whose title, or text in the feed, is another now."""

    slug: str
    found: int = 0
    changed: int = 0
    unchanged: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Shop:
    """What every step of collecting works with."""

    db: Database
    fetcher: Fetcher
    workers: Workers
    clock: Callable[[], datetime]
    config: Config


async def check_sources(shop: Shop, only: Sequence[str] | None = None) -> tuple[SourceReport, ...]:
    """Check every source that is due (of `only` where given: those at once, due or not), all at the same time.

    What one of them does, however it fails, is its own affair.
    """
    async with shop.db.read() as r:
        if only is None:
            due = await sources.due(r, shop.clock(), BATCH)
        else:
            found = [await sources.get(r, slug) for slug in only]
            due = tuple(source for source in found if source is not None)
    reports = await asyncio.gather(*(_check(shop, source, claim=only is None) for source in due))
    done = tuple(report for report in reports if report is not None)
    if any(report.error or source.failing_since for report, source in zip(reports, due, strict=True) if report):
        await notice_health(shop.db, shop.clock(), shop.config.admin_ids, due)
    return done


async def _check(shop: Shop, source: Source, *, claim: bool) -> SourceReport | None:
    """One source; None where another process holds it."""
    try:
        if claim:
            async with shop.db.write() as s:
                if not await sources.claim(s, source.id, shop.clock(), LEASE_S):
                    return None
        response = await shop.fetcher.get(
            source.feed_url, etag=source.etag, last_modified=source.last_modified, route=source.route, accept=_FEEDS
        )
        if response.status == 304:
            return await _unchanged(shop, source, response)
        feed = await _feed(shop, source, response)
        return await _store(shop, source, response, feed)
    except (FetchError, FeedError) as error:
        return await _failed(shop, source, error)
    except Exception as error:
        log.exception("source %s", source.slug)
        return await _failed(shop, source, error)


async def _feed(shop: Shop, source: Source, response: Response) -> Feed:
    """The feed of `response`; where the address gives a page instead, the feed that the page names, which is remembered."""
    zone = ZoneInfo(source.timezone)
    body, url, kind = response.body, response.url, response.content_type
    if is_sitemap(body):
        return await shop.workers.run(items_of_sitemap, body, url, kind, zone)
    try:
        return await shop.workers.run(parse_feed, body, url, kind, zone)
    except FeedError:
        candidates = await shop.workers.run(feeds_of_page, body, url, kind)
        for candidate in candidates[:4]:
            try:
                found = await shop.fetcher.get(candidate, route=source.route, accept=_FEEDS)
                feed = await shop.workers.run(parse_feed, found.body, found.url, found.content_type, zone)
            except (FetchError, FeedError):
                continue
            log.info("source %s: its feed is at %s", source.slug, candidate)
            await _move(shop, source, candidate)
            return feed
        raise


async def _move(shop: Shop, source: Source, feed_url: str) -> None:
    async with shop.db.write() as s:
        await sources.move(s, source.id, feed_url)


async def _unchanged(shop: Shop, source: Source, response: Response) -> SourceReport:
    now = shop.clock()
    seconds = freshness.next_interval_s(source.interval_s, (), 0, response.headers, None)
    async with shop.db.write() as s:
        await _checked(
            s, source, now, seconds, response.etag or source.etag, response.last_modified or source.last_modified, None
        )
    return SourceReport(source.slug, unchanged=True)


async def _store(shop: Shop, source: Source, response: Response, feed: Feed) -> SourceReport:
    now = shop.clock()
    items = [_dated(item, now, source) for item in feed.items]
    published = [item.published_at for item in items if item.published_at]
    moved = response.moved_to
    async with shop.db.read() as r:
        known = await articles.known(r, source.id, [item.key for item in items])
    fresh = [item for item in items if item.key not in known]
    changed = [(known[item.key].id, item) for item in items if _edited(known.get(item.key), item)]
    async with shop.db.write() as s:
        # The feed is newest first; stored oldest first, the ids are in the order of publication.
        found = [await articles.found(s, source.id, item, now) for item in reversed(fresh)]
        for article_id, item in changed:
            await articles.refetch(s, article_id, item.title, now, item.content if has_full_text(item) else "")
        count = sum(article_id is not None for article_id in found)
        seconds = freshness.next_interval_s(source.interval_s, published, count, response.headers, feed.ttl_s)
        await _checked(s, source, now, seconds, response.etag, response.last_modified, max(published, default=None))
    if moved and moved != source.feed_url:
        await _move(shop, source, moved)
    return SourceReport(source.slug, count, len(changed))


async def _checked(
    s: WriteSession,
    source: Source,
    now: datetime,
    seconds: int,
    etag: str | None,
    modified: str | None,
    last_item: datetime | None,
) -> None:
    await sources.checked(
        s,
        source.id,
        now,
        etag=etag,
        last_modified=modified,
        next_check_at=now + timedelta(seconds=freshness.spread(seconds, source.slug)),
        interval_s=seconds,
        last_item_at=last_item,
    )


async def _failed(shop: Shop, source: Source, error: Exception) -> SourceReport:
    now = shop.clock()
    after = error.retry_after_s if isinstance(error, FetchError) else None
    seconds = freshness.backoff_s(source.failures + 1, source.interval_s, after)
    reason = _reason(error)
    async with shop.db.write() as s:
        await sources.failed(s, source.id, now, reason, now + timedelta(seconds=freshness.spread(seconds, source.slug)))
    log.info("source %s failed: %s", source.slug, reason)
    return SourceReport(source.slug, error=reason)


def _reason(error: Exception) -> str:
    """The line kept with the source. What is the network's fault begins so: unreachable from here is not broken."""
    if isinstance(error, FetchError):
        seen = "not seen from this server: " if error.of_the_network and error.trouble is not Trouble.FILTERED else ""
        return f"{seen}{error}"[:500]
    return str(error)[:500] if isinstance(error, FeedError) else f"{type(error).__name__}: {error}"[:500]


def _dated(item: FeedItem, now: datetime, source: Source) -> FeedItem:
    """An item that claims to come from the future: a local time called GMT is put right, anything else has no date."""
    at = item.published_at
    if at is None:
        return item
    publisher = of_source(source.slug)
    local = at - (at.astimezone(ZoneInfo(source.timezone)).utcoffset() or timedelta(0))
    if publisher and hint_of(source.slug).naive_gmt:
        return replace(item, published_at=local)
    if at <= now + _AHEAD:
        return item
    return replace(item, published_at=local if local <= now + _AHEAD else None)


def has_full_text(item: FeedItem) -> bool:
    """Is the article itself in the feed?"""
    return len(item.content) >= FULL_TEXT and not item.content.rstrip().endswith(("…", "..."))


def _edited(known: Article | None, item: FeedItem) -> bool:
    """Has the publisher changed an article whose text is here: its title, or its text where the feed has all of it?
    (Hidden and failed ones are left alone.)"""
    if known is None or not item.title or known.state not in {ArticleState.FETCHED, ArticleState.ANALYSED}:
        return False
    return _differ(known.title, item.title) or (has_full_text(item) and _differ(known.body, item.content))


def _differ(old: str, new: str) -> bool:
    return old.split() != new.split()
