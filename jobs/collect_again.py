"""Beside the steps of collecting: pages that were read are looked at again, so that changes and withdrawals are noticed. A shell.

1, 6 and 24 hours after its text came (`jobs.looking`), with conditional requests, hosts in parallel and the pages of one host one
after the other. A changed text becomes a revision and is due to be analysed; what it takes back of what was sent is told by that
step. A page that is gone is marked, and those who were sent its story are told. What is startling has to be seen twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jobs import looking
from jobs.collect_sources import Shop
from jobs.extract import PageText, extract_page
from jobs.fetch import FetchError, Response, Trouble
from jobs.fetch.url import host_of
from jobs.match import correct_story
from jobs.publishers import hint_of
from storage import articles, looks, sources
from storage.database import WriteSession
from storage.looks import Look
from storage.records import Article, Source

log = logging.getLogger(__name__)

LEASE_S = 600
MANY = 3
"""So many pages of one host gone in one round, and none alive: the site has moved or broken; nothing was taken back."""
PAGES = "text/html, application/xhtml+xml, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class AgainReport:
    """`doubtful`: what is to be seen once more before it is believed."""

    same: int = 0
    changed: int = 0
    gone: int = 0
    doubtful: int = 0
    failed: int = 0

    @property
    def seen(self) -> int:
        """All looks."""
        return self.same + self.changed + self.gone + self.doubtful + self.failed

    def __add__(self, other: AgainReport) -> AgainReport:
        return AgainReport(
            self.same + other.same,
            self.changed + other.changed,
            self.gone + other.gone,
            self.doubtful + other.doubtful,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look saw: the page (`text` and `response`), nothing new (`response` alone), or an error."""

    look: Look
    source: Source
    response: Response | None = None
    text: PageText | None = None
    error: Exception | None = None

    @property
    def is_gone(self) -> bool:
        """404, 410, or sent on to the home page, as many houses do with what they took down."""
        if self.response is not None:
            return looking.is_home(self.response.url) and not looking.is_home(self.look.article.url)
        return isinstance(self.error, FetchError) and self.error.is_gone

    @property
    def is_there(self) -> bool:
        return self.response is not None and not self.is_gone


async def look_again(shop: Shop, limit: int, more: Callable[[], bool]) -> AgainReport:
    """Look at up to `limit` pages whose look is due. None is begun once `more()` is false; those not begun stay due."""
    async with shop.db.read() as r:
        due = await looks.due(r, shop.clock(), limit)
        by_id = {source.id: source for source in await sources.list_all(r)} if due else {}
    by_host: dict[str, list[Look]] = defaultdict(list)
    for look in due:
        by_host[host_of(look.article.url)].append(look)
    reports = await asyncio.gather(*(_of_host(shop, listed, by_id, more) for listed in by_host.values()))
    return sum(reports, AgainReport())


async def _of_host(shop: Shop, listed: list[Look], by_id: dict[int, Source], more: Callable[[], bool]) -> AgainReport:
    """All pages first, then what comes of them: whether one is gone depends on whether its neighbours are there."""
    seen = []
    for look in listed:
        if not more():
            break
        found = await _look(shop, look, by_id.get(look.article.source_id))
        if found is not None:
            seen.append(found)
    vanished = sum(one.is_gone for one in seen)
    moved = vanished >= MANY and not any(one.is_there for one in seen)
    report = AgainReport()
    for one in seen:
        report += await _settle(shop, one, believe_gone=not moved)
    return report


async def _look(shop: Shop, look: Look, source: Source | None) -> _Seen | None:
    """One conditional request; None where another process has the look, or the source was removed."""
    article = look.article
    async with shop.db.write() as s:
        if not await looks.claim(s, article.id, shop.clock(), LEASE_S):
            return None
        if source is None:
            await looks.plan(s, article.id, None)
            return None
    try:
        response = await shop.fetcher.get(
            article.url, etag=look.etag, last_modified=look.last_modified, route=source.route, accept=PAGES
        )
        if response.status == 304:
            return _Seen(look, source, response)
        zone, hint = ZoneInfo(source.timezone), hint_of(source.slug)
        text = await shop.workers.run(extract_page, response.body, response.url, response.content_type, zone, hint)
        return _Seen(look, source, response, text)
    except FetchError as error:
        return _Seen(look, source, error=error)
    except Exception as error:
        log.exception("article %d cannot be looked at", article.id)
        return _Seen(look, source, error=error)


async def _settle(shop: Shop, seen: _Seen, *, believe_gone: bool) -> AgainReport:
    """Stores what came of one look, and when the next is."""
    article, doubt = seen.look.article, seen.look.doubt
    if seen.is_gone and believe_gone:
        if doubt != looking.GONE:
            return await _doubt(shop, seen, looking.GONE)
        return AgainReport(gone=int(await vanish(shop, article, seen.source)))
    if seen.is_gone or seen.error is not None or (seen.text is not None and not seen.text.text):
        forbidden = isinstance(seen.error, FetchError) and seen.error.trouble is Trouble.ROBOTS
        return await _plan(shop, seen, AgainReport(failed=1), last=forbidden)
    if seen.text is None or looking.same_text(article.body, seen.text.text):
        return await _plan(shop, seen, AgainReport(same=1))
    if not article.summary_only and looking.is_surprising(article.body, seen.text.text):
        mark = looking.fingerprint(seen.text.text)
        if doubt != mark:
            return await _doubt(shop, seen, mark)
    return await _plan(shop, seen, AgainReport(changed=1))


async def _doubt(shop: Shop, seen: _Seen, what: str) -> AgainReport:
    """To be seen once more before it is believed. The first doubt does not count as a look; the next ones do, so that a page
    that shows something else each time is not asked for ever."""
    look, now = seen.look, shop.clock()
    looked = look.looks if look.doubt is None else look.looks + 1
    at = now + looking.CONFIRM_AFTER if look.doubt is None else looking.next_look(looked, now)
    async with shop.db.write() as s:
        # Without the page's validators: a 304 would say that the doubtful page is still the same.
        await looks.looked(s, look.article.id, at, looked, etag=None, last_modified=None, doubt=what)
    return AgainReport(doubtful=1)


async def _plan(shop: Shop, seen: _Seen, report: AgainReport, *, last: bool = False) -> AgainReport:
    """The look is over: the text where it is another one, and the next look."""
    look, now, response = seen.look, shop.clock(), seen.response
    looked = look.looks + 1
    at = None if last else looking.next_look(looked, now)
    etag = (response.etag if response else None) or look.etag
    modified = (response.last_modified if response else None) or look.last_modified
    async with shop.db.write() as s:
        if report.changed and seen.text is not None:
            await _store(s, look.article, seen.text, shop)
        await looks.looked(s, look.article.id, at, looked, etag=etag, last_modified=modified, doubt=None)
    return report


async def _store(s: WriteSession, article: Article, page: PageText, shop: Shop) -> None:
    log.info("article %d was changed by its publisher", article.id)
    await articles.fetched(
        s,
        article.id,
        title=article.title or page.title,
        body=page.text,
        published_at=article.published_at,
        agency=page.agency or article.agency,
        now=shop.clock(),
        summary_only=False,
    )


async def vanish(shop: Shop, article: Article, source: Source) -> bool:
    """`take_down` in a transaction of its own."""
    async with shop.db.write() as s:
        return await take_down(s, article, source, shop.clock())


async def take_down(s: WriteSession, article: Article, source: Source, now: datetime) -> bool:
    """The publisher took the article down: it is marked, and those who were sent its story are told, once."""
    if not await looks.gone(s, article.id, now):
        return False
    log.info("article %d is gone at its publisher", article.id)
    if article.story_id is not None:
        told = {"change": "vanished", "text": article.title, "before": source.name, "after": ""}
        await correct_story(s, article.story_id, told, now)
    return True
