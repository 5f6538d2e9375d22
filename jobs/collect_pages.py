"""The second step of collecting: found articles → their pages → texts, stored as fetched. A shell.

A page is claimed for a lease before it is asked for; the claim counts the attempts. Hosts are asked in parallel, the pages of one
host one after another. What cannot be had is taken from the feed (its content, else its summary), and is marked so.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from jobs import looking
from jobs.collect_again import PAGES as PAGE_TYPES
from jobs.collect_again import vanish
from jobs.collect_sources import FULL_TEXT, Shop, has_full_text
from jobs.extract import PageText, extract_page
from jobs.fetch import FetchError, Response, Trouble
from jobs.fetch.url import host_of
from jobs.publishers import hint_of
from storage import articles, looks, sources
from storage.records import Article, FeedItem, Source

log = logging.getLogger(__name__)

LEASE_S = 180
RETRY_S = (60, 300, 1800, 7200, 21600)
"""Pauses after each failed attempt; a network that is down for an evening loses nothing."""
SUMMARY_AFTER = 2
"""Attempts after which the feed's summary stands in for the page: news of this hour is worth more than the page tomorrow."""
UNLIKE = "its page has become another text; looking once more before that is believed"


@dataclass(frozen=True, slots=True)
class PageReport:
    fetched: int = 0
    from_feed: int = 0
    failed: int = 0
    gone: int = 0

    def __add__(self, other: PageReport) -> PageReport:
        return PageReport(
            self.fetched + other.fetched, self.from_feed + other.from_feed, self.failed + other.failed, self.gone + other.gone
        )


async def fetch_pages(shop: Shop, limit: int, more: Callable[[], bool]) -> PageReport:
    """Fetch up to `limit` due pages. No page is begun once `more()` is false; those not begun stay due."""
    async with shop.db.read() as r:
        due = await articles.due(r, shop.clock(), limit)
        by_id = {source.id: source for source in await sources.list_all(r)} if due else {}
    by_host: dict[str, list[Article]] = defaultdict(list)
    for article in due:
        by_host[host_of(article.url)].append(article)
    reports = await asyncio.gather(*(_of_host(shop, listed, by_id, more) for listed in by_host.values()))
    return sum(reports, PageReport())


async def _of_host(shop: Shop, listed: list[Article], by_id: dict[int, Source], more: Callable[[], bool]) -> PageReport:
    report = PageReport()
    for article in listed:
        if not more():
            break
        report += await _fetch(shop, article, by_id.get(article.source_id))
    return report


async def _fetch(shop: Shop, article: Article, source: Source | None) -> PageReport:
    """One page, to the end or to its next attempt."""
    async with shop.db.write() as s:
        if not await articles.claim(s, article.id, shop.clock(), LEASE_S):
            return PageReport()
        item = await articles.item(s, article.id)
    if item is None or source is None:
        return await _settle(shop, article, source, None, FetchError(Trouble.CONTENT, "its source was removed"), final=True)
    if has_full_text(item):
        page = PageText(article.title, item.content, item.published_at)
        return await _store(shop, article, page, item, PageReport(from_feed=1))
    try:
        response = await shop.fetcher.get(article.url, route=source.route, accept=PAGE_TYPES)
        if looking.is_home(response.url) and not looking.is_home(article.url):
            raise FetchError(Trouble.STATUS, "its page leads to the home page: it was taken down", status=404)
        page = await shop.workers.run(
            extract_page, response.body, response.url, response.content_type, ZoneInfo(source.timezone), hint_of(source.slug)
        )
        if shop.config.keep_pages:
            await asyncio.to_thread(keep_page, shop.config.data_dir, article.id, shop.clock(), response)
        if not page.text:
            raise FetchError(Trouble.CONTENT, "no article text was found on the page")
        if article.body and not article.attempts and looking.is_surprising(article.body, page.text):
            return await _settle(shop, article, source, None, FetchError(Trouble.STATUS, UNLIKE), final=False)
        return await _store(shop, article, page, item, PageReport(fetched=1), response=response)
    except FetchError as error:
        final = error.trouble in {Trouble.CONTENT, Trouble.ROBOTS, Trouble.SCHEME}
        return await _settle(shop, article, source, item, error, final=final)
    except Exception as error:
        log.exception("article %d", article.id)
        return await _settle(shop, article, source, item, error, final=False)


async def _store(
    shop: Shop,
    article: Article,
    page: PageText,
    item: FeedItem,
    report: PageReport,
    *,
    summary: bool = False,
    response: Response | None = None,
) -> PageReport:
    """The text is here. The feed's title and time win over the page's: they are what the item is known and compared by.

    A text of the page (`response`), or a summary in its stead, is looked at again; a feed's own is compared at each reading.
    """
    now = shop.clock()
    published = item.published_at or page.published_at
    again = looking.first_look(published, now) if response is not None or summary else None
    etag, modified = (response.etag, response.last_modified) if response is not None else (None, None)
    async with shop.db.write() as s:
        await articles.fetched(
            s,
            article.id,
            title=article.title or page.title,
            body=page.text,
            published_at=published if published is None or published <= now + timedelta(minutes=10) else None,
            agency=page.agency,
            now=now,
            summary_only=summary,
        )
        await looks.plan(s, article.id, again, etag=etag, last_modified=modified)
    return report


async def _settle(
    shop: Shop, article: Article, source: Source | None, item: FeedItem | None, error: Exception, *, final: bool
) -> PageReport:
    """A page that did not come: gone, taken from the feed, tried again later, or given up with the reason."""
    now = shop.clock()
    attempts = article.attempts + 1
    if isinstance(error, FetchError) and error.is_gone and attempts >= SUMMARY_AFTER:
        if source is not None:
            await vanish(shop, article, source)
        return PageReport(gone=1)
    if article.body and (final or attempts > len(RETRY_S)):  # its title changed and its page is not to be had: the old text holds
        async with shop.db.write() as s:
            await articles.analysed(s, article.id, article.story_id)
        return PageReport(failed=1)
    text = (item.content or item.summary) if item and not article.body else ""
    if text and item and (final or attempts >= SUMMARY_AFTER):
        short = text == item.summary or len(text) < FULL_TEXT
        return await _store(
            shop, article, PageText(item.title, text, item.published_at), item, PageReport(from_feed=1), summary=short
        )
    retry_at = None if final or attempts > len(RETRY_S) else now + timedelta(seconds=_pause_s(error, attempts))
    async with shop.db.write() as s:
        await articles.failed(s, article.id, str(error)[:500], retry_at)
    return PageReport(failed=1)


def _pause_s(error: Exception, attempts: int) -> float:
    asked = error.retry_after_s if isinstance(error, FetchError) else None
    return max(RETRY_S[attempts - 1], asked or 0)


def keep_page(data_dir: Path, article_id: int, now: datetime, response: Response) -> Path:
    """The page as fetched, gzipped, under DATA_DIR/pages/YYYY-MM/ID.html.gz (KEEP_PAGES)."""
    folder = data_dir / "pages" / f"{now:%Y-%m}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{article_id}.html.gz"
    part = path.with_suffix(".part")
    part.write_bytes(gzip.compress(response.body, 6, mtime=0))
    part.replace(path)
    return path
