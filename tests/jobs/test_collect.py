"""Collecting end to end: real HTTP on loopback, a real database, the real analysis."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest
from aiohttp import web

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.lexicon import ensure_lexicon
from jobs.collect import CollectReport, collect
from jobs.fetch import Fetcher, Limits
from storage import articles, chats, outbox, sources, statements, subscriptions
from storage.database import Database
from storage.records import Address, ArticleState, ChatKind, DeliveryKind, Follow, NewSource, SourceState
from tests.jobs.support import REAL, Clock, config, database

ADMIN = 7000
TEXT = (
    "به گزارش خبرگزاری نمونه، پریسا کوه‌زاد، معاون سازمان آب در نشست خبری امروز گفت: «از حقابهٔ امسال چهل درصد رسیده و مذاکره "
    "ادامه دارد.» وی افزود: «همکاری‌های بین‌المللی ما می‌توانند تا پایان سال دو برابر شوند.»"
)


@dataclass
class Site:
    """A publisher on loopback: `feed` and `pages` are what it serves now; `asked` is what it was asked for."""

    url: str = ""
    feed: bytes = b""
    etag: str = ""
    status: int = 200
    pages: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    page_etags: bool = False

    def publish(self, slug: str, title: str, text: str = TEXT) -> None:
        self.pages[f"/news/{slug}"] = (200, page(title, text))
        self.items[slug] = title
        listed = "".join(
            f"<item><title>{name}</title><link>\n  {self.url}/news/{known}\n </link><guid>{known}</guid>"
            "<description>خلاصهٔ نمونه</description><pubDate>Wed, 01 Apr 2026 11:00:00 +0330</pubDate></item>"
            for known, name in self.items.items()
        )
        self.feed = f"<rss version='2.0'><channel><title>نمونه</title>{listed}</channel></rss>".encode()
        self.etag = f'"{len(self.feed)}"'

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/feed":
            if self.etag and request.headers.get("If-None-Match") == self.etag:
                return web.Response(status=304, headers={"ETag": self.etag})
            headers = {"ETag": self.etag} if self.etag else {}
            return web.Response(body=self.feed, status=self.status, content_type="application/rss+xml", headers=headers)
        status, body = self.pages.get(request.path, (404, b""))
        if status == 302:
            return web.Response(status=status, headers={"Location": body.decode()})
        if self.page_etags and body:
            etag = f'"{hash(body)}"'
            if request.headers.get("If-None-Match") == etag:
                self.asked.append("304")
                return web.Response(status=304, headers={"ETag": etag})
            return web.Response(body=body, status=status, content_type="text/html", charset="utf-8", headers={"ETag": etag})
        return web.Response(body=body, status=status, content_type="text/html", charset="utf-8")


def page(title: str, text: str) -> bytes:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
    head = f"<html><head><title>{title} | نمونه</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{shown}</article></body></html>".encode()


@asynccontextmanager
async def running(site: Site) -> AsyncIterator[Site]:
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", site.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        await runner.cleanup()


@dataclass
class Bench:
    """A database, a fetcher and a clock: what collect is run with."""

    db: Database
    fetcher: Fetcher
    analyser: Analyser
    clock: Clock
    folder: Path
    keep_pages: bool = False

    async def collect(self, **more: object) -> CollectReport:
        settings = config(self.folder, fetch_allow_private=True, admin_ids=(ADMIN,), keep_pages=self.keep_pages)
        return await collect(self.db, self.fetcher, self.analyser, self.clock, settings, **more)  # type: ignore[arg-type]  # keywords

    async def add(self, site: Site, slug: str = "sample", path: str = "/feed") -> int:
        async with self.db.write() as s:
            return (await sources.add(s, NewSource(slug, "نمونه", site.url + "/", site.url + path))).id


@pytest.fixture(scope="module")
def analyser(tmp_path_factory: pytest.TempPathFactory) -> Analyser:
    return Analyser(ensure_lexicon(tmp_path_factory.mktemp("lexicon")), shipped_catalogue())


@pytest.fixture
async def bench(tmp_path: Path, analyser: Analyser) -> AsyncIterator[Bench]:
    limits = Limits(connect_s=1, total_s=2, host_interval_s=0)
    settings = config(tmp_path, fetch_allow_private=True)
    async with database(tmp_path) as db, Fetcher(settings, limits=limits) as fetcher:
        yield Bench(db, fetcher, analyser, Clock(), tmp_path)


async def test_from_a_feed_to_what_a_follower_is_owed(bench: Bench) -> None:
    """A feed's article becomes statements with their speaker, offsets into the stored body, and an alert for who follows her."""
    async with running(Site()) as site:
        site.publish("1", "پریسا کوه‌زاد: از حقابهٔ امسال چهل درصد رسیده")
        await bench.add(site)
        async with bench.db.write() as s:
            await chats.ensure(s, Address(5), ChatKind.PRIVATE, bench.clock())
            await subscriptions.follow(s, Address(5), Follow(phrase="حقابه", phrase_tokens="حقابه"), bench.clock(), alerts=True)
        report = await bench.collect()
    assert (report.found, report.pages.fetched, report.analysis.analysed) == (1, 1, 1)
    async with bench.db.read() as r:
        article = await articles.by_url(r, f"{site.url}/news/1")
        assert article is not None
        assert article.state is ArticleState.ANALYSED
        assert "همکاری‌های بین‌المللی ما می‌توانند" in article.body
        found = await statements.of_article(r, article.id)
        counts = await outbox.counts(r)
    assert {statement.speaker_name for statement in found} == {"پریسا کوه‌زاد"}
    assert any("از حقابه" in article.body[start:end] for statement in found for start, end in statement.content)
    assert sum(counts.values()) == 1


async def test_what_is_known_is_asked_for_and_stored_once(bench: Bench) -> None:
    """A second run with nothing new is one conditional GET; nothing is fetched, stored or owed twice."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونهٔ یکم")
        await bench.add(site)
        await bench.collect()
        site.asked.clear()
        bench.clock.forward(minutes=30)
        report = await bench.collect()
        assert [path for path in site.asked if path != "/robots.txt"] == ["/feed"]
    assert report.found == 0
    assert report.sources[0].unchanged


async def test_an_edited_article_is_updated_kept_as_a_revision_and_not_new(bench: Bench) -> None:
    """Another title under the same GUID: one article, its new title and text, the old ones as a revision."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونهٔ یکم")
        await bench.add(site)
        await bench.collect()
        site.publish("1", "خبر نمونهٔ یکم (تکمیلی)", TEXT + " وی گفت: «این جمله تازه است و پس از انتشار به متن افزوده شد.»")
        bench.clock.forward(hours=2)
        report = await bench.collect()
    assert report.found == 0
    assert report.sources[0].changed == 1
    async with bench.db.read() as r:
        article = await articles.by_url(r, f"{site.url}/news/1")
    assert article is not None
    assert article.title == "خبر نمونهٔ یکم (تکمیلی)"
    assert "تازه است" in article.body
    assert article.revision >= 1


async def test_those_who_were_sent_a_statement_are_told_when_it_is_taken_back(bench: Bench) -> None:
    """The alert was sent; then the publisher takes the statement out of the text: a reply is owed, once."""
    reader = Address(5)
    async with running(Site()) as site:
        site.publish("1", "خبر نمونهٔ یکم")
        await bench.add(site)
        async with bench.db.write() as s:
            await chats.ensure(s, reader, ChatKind.PRIVATE, bench.clock())
            await subscriptions.follow(s, reader, Follow(phrase="حقابه", phrase_tokens="حقابه"), bench.clock(), alerts=True)
        await bench.collect()
        async with bench.db.write() as s:
            (alert,) = await outbox.claim(s, bench.clock(), 10, 60, "test")
            await outbox.sent(s, alert.id, 77, bench.clock())
        kept = TEXT.partition("وی افزود")[2]
        site.publish("1", "خبر نمونهٔ یکم (اصلاح‌شده)", f"پریسا کوه‌زاد، معاون سازمان آب در نشست خبری امروز گفت{kept}")
        bench.clock.forward(hours=2)
        await bench.collect()
        bench.clock.forward(minutes=2)  # most of the text went: the page is looked at once more before that is believed
        await bench.collect()
    async with bench.db.read() as r:
        owed = [d for d in await outbox.of_address(r, reader, 20) if d.kind is DeliveryKind.CORRECTION]
    assert [(d.payload["change"], d.payload["message_id"]) for d in owed] == [("withdrawn", 77)]
    assert owed[0].payload["before"] == "پریسا کوه‌زاد"


async def test_a_source_that_fails_is_recorded_and_stops_nobody(bench: Bench) -> None:
    """One feed answers 500, one is no feed, one cannot be reached; the fourth is read all the same."""
    async with running(Site()) as good, running(Site(status=500)) as bad, running(Site()) as odd:
        good.publish("1", "خبر نمونه")
        odd.feed = b"<html><body>please log in</body></html>"
        for slug, site in (("good", good), ("bad", bad), ("odd", odd)):
            await bench.add(site, slug)
        async with bench.db.write() as s:
            await sources.add(s, NewSource("gone", "رفته", "http://127.0.0.1:1/", "http://127.0.0.1:1009/feed"))
        report = await bench.collect()
    assert report.found == 1
    assert {source.slug for source in report.failed} == {"bad", "odd", "gone"}
    async with bench.db.read() as r:
        stored = {source.slug: source for source in await sources.list_all(r)}
    assert "500" in (stored["bad"].last_error or "")
    assert "not seen from this server" in (stored["gone"].last_error or "")
    assert stored["bad"].next_check_at is not None
    assert stored["bad"].state is SourceState.ACTIVE
    assert stored["good"].failures == 0


async def test_admins_are_told_once_of_a_day_of_failures_and_of_its_end(bench: Bench) -> None:
    """A source failing for a day is told of once, however often it goes on failing; its return is told of once."""
    async with bench.db.write() as s:
        await chats.ensure(s, Address(ADMIN), ChatKind.PRIVATE, bench.clock())
    async with running(Site(status=500)) as site:
        await bench.add(site)
        for _ in range(12):
            await bench.collect()
            bench.clock.forward(hours=7)
        told = await _notices(bench)
        async with bench.db.read() as r:
            (source,) = await sources.list_all(r)
        assert [notice["notice"] for notice in told] == ["source-failing"]
        assert "500" in str(told[0]["reason"])
        assert source.failures >= 10
        site.status = 200
        site.publish("1", "خبر نمونه")
        bench.clock.forward(hours=7)
        await bench.collect()
        bench.clock.forward(hours=7)
        await bench.collect()
        assert [notice["notice"] for notice in await _notices(bench)] == ["source-failing", "source-back"]


async def _notices(bench: Bench) -> list[dict[str, object]]:
    async with bench.db.read() as r:
        return [delivery.payload for delivery in reversed(await outbox.of_address(r, Address(ADMIN), 50))]


async def test_a_page_that_fails_is_tried_again_and_then_told_from_the_feed(bench: Bench) -> None:
    """A page with an error is due again later; after its second failure the feed's summary stands in, marked so."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        site.pages["/news/1"] = (503, b"")
        await bench.add(site)
        assert (await bench.collect()).pages.failed == 1
        bench.clock.forward(minutes=10)
        assert (await bench.collect()).pages.from_feed == 1
    async with bench.db.read() as r:
        article = await articles.by_url(r, f"{site.url}/news/1")
    assert article is not None
    assert article.summary_only
    assert article.body == "خلاصهٔ نمونه"


async def test_a_page_that_vanished_is_gone(bench: Bench) -> None:
    """404 twice: the publisher took it back; nothing is made of its summary."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        site.pages.clear()
        await bench.add(site)
        await bench.collect()
        bench.clock.forward(minutes=10)
        assert (await bench.collect()).pages.gone == 1


async def test_a_page_that_leads_home_is_gone_and_the_home_page_is_no_article(bench: Bench) -> None:
    """Taken down before it was read: the home page that its address leads to is not stored as its text."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        site.pages["/"] = (200, page("خانه", TEXT))
        site.pages["/news/1"] = (302, b"/")
        await bench.add(site)
        assert (await bench.collect()).pages.failed == 1
        bench.clock.forward(minutes=10)
        assert (await bench.collect()).pages.gone == 1


async def test_a_home_page_leads_to_its_feed_which_is_remembered(bench: Bench) -> None:
    """A source that only knows a home page finds the feed that the page declares, and asks it the next time."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        site.pages["/"] = (200, b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head></html>")
        await bench.add(site, path="/")
        assert (await bench.collect()).found == 1
        async with bench.db.read() as r:
            source = await sources.get(r, "sample")
        assert source is not None
        assert source.feed_url == f"{site.url}/feed"


async def test_pages_are_kept_where_that_is_asked_for(bench: Bench) -> None:
    """KEEP_PAGES keeps each page as fetched, gzipped, in the data directory."""
    bench.keep_pages = True
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        await bench.add(site)
        await bench.collect()
    assert len(list((bench.folder / "pages").rglob("*.html.gz"))) == 1


class Killed(BaseException):
    """A crash: nothing catches it."""


@pytest.mark.parametrize("step", range(1, 13))
async def test_a_crash_at_any_moment_loses_nothing_and_doubles_nothing(bench: Bench, step: int) -> None:
    """The process dies at its n-th transaction; the next run, after the leases, ends where an undisturbed one would."""
    async with running(Site()) as site:
        for number in range(2):
            site.publish(str(number), f"خبر نمونهٔ {number}", TEXT.replace("چهل", ("چهل", "پنجاه")[number]))
        await bench.add(site)
        undo = _die_at(bench.db, step)
        try:
            await bench.collect()
        except (Killed, BaseExceptionGroup):
            pass
        finally:
            undo()
        bench.clock.forward(hours=1)
        await bench.collect()
    async with bench.db.read() as r:
        stored = [await articles.by_url(r, f"{site.url}/news/{number}") for number in range(2)]
        counts = [len(await statements.of_article(r, article.id)) for article in stored if article]
    assert [article.state for article in stored if article] == [ArticleState.ANALYSED] * 2
    assert len(counts) == 2
    assert all(counts)


def _die_at(db: Database, step: int) -> Callable[[], None]:
    """From the n-th write on, nothing is committed any more: as after a kill."""
    honest, seen = db.write, 0

    @asynccontextmanager
    async def dying() -> AsyncIterator[object]:
        nonlocal seen
        seen += 1
        async with honest() as session:
            yield session
            if seen >= step:
                raise Killed

    db.write = dying  # type: ignore[method-assign,assignment]  # the one place where a kill can be simulated in-process
    return lambda: setattr(db, "write", honest)


async def test_the_real_feed_and_page_go_through_without_loss(bench: Bench) -> None:
    """A real agency's feed: a hundred items, white space inside <link>, Persian letters in addresses; and its page."""
    if not REAL.is_dir():
        pytest.skip("../shared/real is not here")
    async with running(Site()) as site:
        feed = (REAL / "tabnak_allnews_20180721.rss.xml").read_bytes()
        site.feed = feed.replace(b"http://www.tabnak.ir/", f"{site.url}/".encode())
        await bench.add(site)
        served = (REAL / "tabnak_article_818242_2018.html").read_bytes()
        assert (await bench.collect(budget_s=0.0)).found == 100
        async with bench.db.read() as r:
            due = await articles.due(r, bench.clock(), 200)
        assert len({article.url for article in due}) == 100
        assert sum("%D" in article.url for article in due) > 70
        site.pages[unquote(due[0].url.removeprefix(site.url))] = (200, served)
        assert (await bench.collect()).pages.fetched == 1
        async with bench.db.read() as r:
            article = await articles.get(r, due[0].id)
    assert article is not None
    assert article.state is ArticleState.ANALYSED
    assert article.body.count("\u200c") > 80
    assert article.body.startswith("تحولات در گذر است")


async def test_a_source_removed_while_it_is_read_stays_removed(bench: Bench) -> None:
    """Its address turns out to have moved; that is kept, and wakes nobody."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        site.pages["/"] = (200, b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head></html>")
        await bench.add(site, path="/")
        async with bench.db.write() as s:
            await sources.set_state(s, "sample", SourceState.REMOVED)
        await bench.collect(only=["sample"])
        async with bench.db.read() as r:
            source = await sources.get(r, "sample")
            assert not await sources.list_all(r)
            assert await sources.list_all(r, removed=True) == (source,)
    assert source is not None
    assert (source.feed_url, source.state) == (f"{site.url}/feed", SourceState.REMOVED)


async def test_another_address_of_a_source_is_asked_without_the_former_ones_validators(bench: Bench) -> None:
    """Else it might say that nothing has changed since the other was read."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        source_id = await bench.add(site)
        await bench.collect()
        async with bench.db.write() as s:
            await sources.failed(s, source_id, bench.clock(), "no answer", bench.clock())
        async with bench.db.read() as r:
            before = await sources.get(r, "sample")
        await bench.add(site, path="/other")
        async with bench.db.read() as r:
            source = await sources.get(r, "sample")
    assert before is not None
    assert (before.etag, before.failures) == (site.etag, 1)
    assert source is not None
    assert (source.etag, source.last_modified, source.failures) == (None, None, 0)
