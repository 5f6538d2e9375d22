"""A sample newsroom: an RSS feed for each sample publisher and a page for each article, over HTTP on 127.0.0.1.

`async with running_newsroom() as newsroom:` serves it. Articles appear one by one, can be edited, corrected and withdrawn.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiohttp import web

from bot.sandbox.newspaper import feed_xml, page_html
from bot.sandbox.samples import SampleArticle, SamplePublisher, sample_articles, sample_publishers
from storage.records import NewSource

HOST = "127.0.0.1"
SPACING_S = 420  # between the articles that are there from the start


@dataclass(frozen=True, slots=True)
class Published:
    """An article that stands at its publisher; times in seconds since 1970. `withdrawn`: taken off the site again."""

    article: SampleArticle
    published_at: float
    changed_at: float
    withdrawn: bool = False


class NewsroomError(Exception):
    """What was asked for is not possible with this article; the text says why."""


class Newsroom:
    """The state of the sample newsroom. `url` is set once it is served."""

    def __init__(self, clock: Callable[[], float], published: int) -> None:
        self._clock = clock
        self.url = ""
        self.told: Callable[[str], Awaitable[None]] | None = None
        """Told of every change with the publisher's slug, so that a reader need not wait for its next look at the feed."""
        self.publishers: dict[str, SamplePublisher] = {p.slug: p for p in sample_publishers()}
        self.articles: dict[str, SampleArticle] = {a.slug: a for a in sample_articles()}
        self._published: dict[str, Published] = {}
        first = list(self.articles.values())[:published]
        for index, article in enumerate(first):
            at = clock() - SPACING_S * (len(first) - index)
            self._published[article.slug] = Published(article, at, at)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Slugs of the articles that are not published yet, in order."""
        return tuple(slug for slug in self.articles if slug not in self._published)

    @property
    def published(self) -> tuple[Published, ...]:
        """What was published so far, oldest first."""
        return tuple(self._published.values())

    def sources(self) -> tuple[NewSource, ...]:
        """The publishers as sources to collect from."""
        return tuple(NewSource(p.slug, p.name, f"{self.url}/{p.slug}/", self.feed_url(p.slug)) for p in self.publishers.values())

    def feed_url(self, publisher: str) -> str:
        return f"{self.url}/{publisher}/rss.xml"

    def page_url(self, slug: str) -> str:
        return f"{self.url}/{self.articles[slug].publisher}/news/{slug}"

    async def publish(self, slug: str = "") -> Published:
        """Let an article appear (the next one that waits, where none is named).

        Raises:
            NewsroomError: where there is no such article, or it is out already.
        """
        if not slug:
            if not self.waiting:
                raise NewsroomError("every sample article is published already")
            slug = self.waiting[0]
        if slug not in self.articles:
            raise NewsroomError(f"no sample article {slug}")
        if slug in self._published:
            raise NewsroomError(f"{slug} is published already")
        now = self._clock()
        return await self._put(slug, Published(self.articles[slug], now, now))

    async def edit(self, slug: str, body: str = "", title: str = "") -> Published:
        """Change an article's text or title where it stands."""
        old = self._standing(slug)
        article = replace(old.article, body=body or old.article.body, title=title or old.article.title)
        return await self._put(slug, replace(old, article=article, changed_at=self._clock()))

    async def correct(self, slug: str) -> Published:
        """Put the written correction in the article's place; an article without one gets a line that says it was corrected."""
        old = self._standing(slug)
        body = old.article.correction or f"{old.article.body}\n\nاصلاح: این خبر پس از انتشار بازبینی شد."
        return await self._put(slug, replace(old, article=replace(old.article, body=body), changed_at=self._clock()))

    async def withdraw(self, slug: str) -> Published:
        """Take an article off its site: its page answers 410 and the feed drops it."""
        return await self._put(slug, replace(self._standing(slug), withdrawn=True, changed_at=self._clock()))

    def of(self, publisher: str) -> Iterator[Published]:
        """What stands at a publisher, newest first."""
        standing = [p for p in self._published.values() if p.article.publisher == publisher and not p.withdrawn]
        return iter(sorted(standing, key=lambda p: -p.published_at))

    def find(self, slug: str) -> Published | None:
        return self._published.get(slug)

    def _standing(self, slug: str) -> Published:
        found = self._published.get(slug)
        if found is None:
            raise NewsroomError(f"{slug} is not published")
        if found.withdrawn:
            raise NewsroomError(f"{slug} was withdrawn")
        return found

    async def _put(self, slug: str, published: Published) -> Published:
        self._published[slug] = published
        if self.told is not None:
            await self.told(published.article.publisher)
        return published


class _Site:
    """The publishers' web servers: feeds with conditional GET, article pages, and what is gone."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    async def feed(self, request: web.Request) -> web.Response:
        publisher = self._publisher(request)
        items = list(self._newsroom.of(publisher.slug))
        body = feed_xml(publisher, items, self._newsroom.url)
        response = web.Response(body=body, content_type="application/rss+xml", charset="utf-8")
        response.headers["ETag"] = etag = f'"{publisher.slug}-{len(items)}-{max((i.changed_at for i in items), default=0):.3f}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return response

    async def page(self, request: web.Request) -> web.Response:
        publisher = self._publisher(request)
        found = self._newsroom.find(request.match_info["slug"])
        if found is None or found.article.publisher != publisher.slug:
            raise web.HTTPNotFound
        if found.withdrawn:
            raise web.HTTPGone
        return web.Response(text=page_html(publisher, found), content_type="text/html", charset="utf-8")

    async def home(self, request: web.Request) -> web.Response:
        publisher = self._publisher(request)
        links = "".join(
            f'<li><a href="news/{p.article.slug}">{publisher.typed(p.article.title)}</a></li>'
            for p in self._newsroom.of(publisher.slug)
        )
        html = (
            f'<!doctype html><html lang="fa" dir="rtl"><title>{publisher.name}</title><h1>{publisher.name}</h1><ul>{links}</ul>'
        )
        return web.Response(text=html, content_type="text/html", charset="utf-8")

    def _publisher(self, request: web.Request) -> SamplePublisher:
        publisher = self._newsroom.publishers.get(request.match_info["publisher"])
        if publisher is None:
            raise web.HTTPNotFound
        return publisher


@asynccontextmanager
async def running_newsroom(
    port: int = 0, *, published: int = 4, clock: Callable[[], float] = time.time
) -> AsyncIterator[Newsroom]:
    """The newsroom on a port of 127.0.0.1 (0: a free one), with the first `published` articles out already."""
    newsroom = Newsroom(clock, published)
    site = _Site(newsroom)
    app = web.Application()
    app.add_routes(
        [
            web.get("/{publisher}/rss.xml", site.feed),
            web.get("/{publisher}/news/{slug}", site.page),
            web.get("/{publisher}/", site.home),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        newsroom.url = f"http://{HOST}:{runner.addresses[0][1]}"
        yield newsroom
    finally:
        await runner.cleanup()
