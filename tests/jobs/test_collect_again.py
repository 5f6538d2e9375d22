"""Pages looked at again: changes and withdrawals are noticed without the feed saying so, politely, and not believed too soon."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from jobs.collect_again import AgainReport
from storage import articles, chats, looks, outbox, statements, subscriptions
from storage.records import Address, Article, ArticleState, ChatKind, Delivery, DeliveryKind, Follow
from storage.schema import article_revisions
from tests.jobs.test_collect import TEXT, Bench, Killed, Site, _die_at, analyser, bench, page, running

__all__ = ["analyser", "bench"]  # fixtures

READER = Address(5)
TITLE = "خبر نمونهٔ یکم"
LOGIN = page("ورود", "برای خواندن این خبر نخست باید وارد حساب کاربری خود در این پایگاه شوید و رمز را بنویسید.")


async def _sent(bench: Bench, site: Site, text: str = TEXT) -> None:
    """One article, and a reader who was sent an alert of it."""
    site.publish("1", TITLE, text)
    await bench.add(site)
    async with bench.db.write() as s:
        await chats.ensure(s, READER, ChatKind.PRIVATE, bench.clock())
        await subscriptions.follow(s, READER, Follow(phrase="حقابه", phrase_tokens="حقابه"), bench.clock(), alerts=True)
    await bench.collect()
    async with bench.db.write() as s:
        (alert,) = await outbox.claim(s, bench.clock(), 10, 60, "test")
        await outbox.sent(s, alert.id, 77, bench.clock())


async def _again(bench: Bench, **later: float) -> AgainReport:
    bench.clock.forward(**later)
    return (await bench.collect()).again


async def _article(bench: Bench, site: Site) -> Article:
    async with bench.db.read() as r:
        found = await articles.by_url(r, f"{site.url}/news/1")
    assert found is not None
    return found


async def _corrections(bench: Bench) -> list[Delivery]:
    async with bench.db.read() as r:
        return [d for d in await outbox.of_address(r, READER, 20) if d.kind is DeliveryKind.CORRECTION]


async def test_a_page_is_looked_at_three_times_with_conditional_requests(bench: Bench) -> None:
    """After 1, 6 and 24 hours; a page that is the same costs a 304, and after the third look it is left alone."""
    async with running(Site(page_etags=True)) as site:
        site.publish("1", TITLE)
        await bench.add(site)
        assert (await bench.collect()).again.seen == 0
        assert await _again(bench, minutes=59) == AgainReport()
        for hours in (1, 5, 18):
            site.asked.clear()
            assert await _again(bench, hours=hours, minutes=1) == AgainReport(same=1)
            assert "304" in site.asked
        assert await _again(bench, days=3) == AgainReport()


async def test_a_statement_taken_out_is_told_though_the_title_stays(bench: Bench) -> None:
    """The text changes under the same title: a revision is kept, and the reader who was sent the statement is told, once."""
    async with running(Site()) as site:
        await _sent(bench, site)
        kept = TEXT.partition("وی افزود")[2]
        shorter = f"پریسا کوه‌زاد، معاون سازمان آب در نشست خبری امروز گفت{kept}"
        site.pages["/news/1"] = (200, page(TITLE, shorter))
        assert (await _again(bench, hours=1, minutes=1)).doubtful + (await _again(bench, minutes=31)).changed >= 1
        article = await _article(bench, site)
        assert (article.state, article.title) == (ArticleState.ANALYSED, TITLE)
        assert "چهل درصد" not in article.body
        told = await _corrections(bench)
        assert [(d.payload["change"], d.payload["message_id"]) for d in told] == [("withdrawn", 77)]
        await _again(bench, hours=6)
        assert len(await _corrections(bench)) == 1
    async with bench.db.read() as r:
        (revision,) = await r.rows(select(article_revisions.c.title, article_revisions.c.body))
    assert (revision.title, "چهل درصد" in revision.body) == (TITLE, True)


async def test_a_text_that_grows_brings_its_statements_and_no_new_alert(bench: Bench) -> None:
    """A sentence more in a story that was sent: stored at the next look, silently."""
    async with running(Site()) as site:
        await _sent(bench, site)
        more = TEXT + " وی گفت: «این جمله تازه است و پس از انتشار به متن افزوده شد.»"
        site.pages["/news/1"] = (200, page(TITLE, more))
        assert await _again(bench, hours=1, minutes=1) == AgainReport(changed=1)
        article = await _article(bench, site)
    assert "این جمله تازه است" in article.body
    async with bench.db.read() as r:
        assert len(await statements.of_article(r, article.id)) >= 2
        kinds = [d.kind for d in await outbox.of_address(r, READER, 20)]
    assert kinds.count(DeliveryKind.ALERT) == 1
    assert DeliveryKind.CORRECTION not in kinds


async def test_a_login_page_is_no_withdrawal(bench: Bench) -> None:
    """A page that says something else for a while takes nothing back; the article and its reader do not hear of it."""
    async with running(Site()) as site:
        await _sent(bench, site)
        before = site.pages["/news/1"]
        site.pages["/news/1"] = (200, LOGIN)
        assert await _again(bench, hours=1, minutes=1) == AgainReport(doubtful=1)
        site.pages["/news/1"] = before
        assert await _again(bench, minutes=31) == AgainReport(same=1)
        assert "چهل درصد" in (await _article(bench, site)).body
    assert await _corrections(bench) == []


async def test_a_page_that_vanished_is_marked_and_told(bench: Bench) -> None:
    """404 twice, half an hour apart: gone; its text stays with us, and who was sent its story is told whose it was, once."""
    async with running(Site()) as site:
        await _sent(bench, site)
        site.pages.clear()
        assert await _again(bench, hours=1, minutes=1) == AgainReport(doubtful=1)
        assert await _corrections(bench) == []
        assert await _again(bench, minutes=31) == AgainReport(gone=1)
        article = await _article(bench, site)
        assert await _again(bench, days=1) == AgainReport()
    assert article.state is ArticleState.GONE
    assert "چهل درصد" in article.body
    told = await _corrections(bench)
    assert [(d.payload["change"], d.payload["before"]) for d in told] == [("vanished", "نمونه")]


async def test_a_page_that_leads_home_is_gone(bench: Bench) -> None:
    """Houses send who asks for what they took down to their home page: the same as 404, seen twice."""
    async with running(Site()) as site:
        await _sent(bench, site)
        site.pages["/"] = (200, page("خانه", "تازه‌ترین خبرهای نمونهٔ امروز در این صفحه آمده است و هر دم چیز دیگری است."))
        site.pages["/news/1"] = (302, b"/")
        assert await _again(bench, hours=1, minutes=1) == AgainReport(doubtful=1)
        assert await _again(bench, minutes=31) == AgainReport(gone=1)
        assert "چهل درصد" in (await _article(bench, site)).body
    assert [d.payload["change"] for d in await _corrections(bench)] == ["vanished"]


async def test_a_site_that_moved_took_nothing_back(bench: Bench) -> None:
    """All pages of a host answer 404 at once: that is the site's trouble, and nobody is told that it withdrew its news."""
    async with running(Site()) as site:
        for number in range(4):
            site.publish(str(number), f"خبر نمونهٔ {number}", TEXT.replace("چهل", ("چهل", "پنجاه", "شصت", "هفتاد")[number]))
        await bench.add(site)
        await bench.collect()
        site.pages.clear()
        for hours in (1, 5, 18):
            assert (await _again(bench, hours=hours, minutes=1)).gone == 0
    assert (await _article(bench, site)).state is ArticleState.ANALYSED


async def test_a_changed_title_with_a_login_page_waits(bench: Bench) -> None:
    """The feed says that the article changed, and its page is another text: looked at once more before it is believed."""
    async with running(Site()) as site:
        await _sent(bench, site)
        site.publish("1", TITLE + " (تکمیلی)")
        whole = site.pages["/news/1"]
        site.pages["/news/1"] = (200, LOGIN)
        bench.clock.forward(minutes=40)
        assert (await bench.collect()).pages.failed == 1
        site.pages["/news/1"] = whole
        bench.clock.forward(minutes=2)
        assert (await bench.collect()).pages.fetched == 1
        article = await _article(bench, site)
    assert (article.title, "چهل درصد" in article.body) == (TITLE + " (تکمیلی)", True)
    assert await _corrections(bench) == []


async def test_a_page_that_is_not_to_be_had_leaves_the_text_that_is_here(bench: Bench) -> None:
    """The title changed and the page fails for ever: the old text holds, the feed's summary does not take its place."""
    async with running(Site()) as site:
        await _sent(bench, site)
        site.publish("1", TITLE + " (تکمیلی)")
        site.pages["/news/1"] = (503, b"")
        for _ in range(8):
            await _again(bench, hours=7)
        article = await _article(bench, site)
    assert (article.state, article.summary_only) == (ArticleState.ANALYSED, False)
    assert "چهل درصد" in article.body
    assert await _corrections(bench) == []


async def test_a_text_in_the_feed_is_compared_at_each_reading(bench: Bench) -> None:
    """A feed that has whole articles is asked for none of their pages; another text under the same title is taken from it."""
    async with running(Site()) as site:
        long = TEXT + " " + "این متن نمونه است و تنها برای آزمودن نوشته شده است. " * 40
        site.publish("1", TITLE)
        feed = site.feed.decode()
        encoded = (
            '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[{}]]></content:encoded></item>'
        )
        site.feed = feed.replace("</item>", encoded.format(long)).encode()
        await bench.add(site)
        assert (await bench.collect()).pages.from_feed == 1
        site.feed = feed.replace("</item>", encoded.format(long.replace("چهل", "پنجاه"))).encode()
        site.etag = '"another"'
        bench.clock.forward(hours=2)
        report = await bench.collect()
        assert (report.sources[0].changed, report.pages.from_feed, report.again.seen) == (1, 1, 0)
        assert "پنجاه درصد" in (await _article(bench, site)).body
        assert not [path for path in site.asked if path.startswith("/news")]


async def test_two_processes_look_once(bench: Bench) -> None:
    """A look is claimed by a conditional update: of two that find it due, one has it."""
    async with running(Site()) as site:
        site.publish("1", TITLE)
        await bench.add(site)
        await bench.collect()
    bench.clock.forward(hours=1, minutes=1)
    async with bench.db.read() as r:
        (due,) = await looks.due(r, bench.clock(), 10)
    async with bench.db.write() as s:
        assert await looks.claim(s, due.article.id, bench.clock(), 60)
        assert not await looks.claim(s, due.article.id, bench.clock(), 60)
    async with bench.db.read() as r:
        assert await looks.due(r, bench.clock(), 10) == ()


async def test_a_retitled_article_that_vanished_is_told_too(bench: Bench) -> None:
    """The feed still lists it under another title, its page answers 404 twice: gone, and told once."""
    async with running(Site()) as site:
        await _sent(bench, site)
        site.publish("1", TITLE + " (تکمیلی)")
        site.pages.clear()
        gone = 0
        for minutes in (40, 2, 200):
            bench.clock.forward(minutes=minutes)
            gone += (await bench.collect()).pages.gone
    assert gone == 1
    assert [d.payload["change"] for d in await _corrections(bench)] == ["vanished"]


@pytest.mark.parametrize("step", range(1, 8))
async def test_a_crash_while_looking_loses_nothing_and_tells_nobody_twice(bench: Bench, step: int) -> None:
    """The process dies at its n-th transaction of a second look; after the leases the change is stored and told, once."""
    rest = "\n" + "این جملهٔ نمونه تنها برای آزمودن نوشته شده و کسی آن را نگفته است. " * 8
    async with running(Site()) as site:
        await _sent(bench, site, TEXT + rest)
        shorter = f"پریسا کوه‌زاد، معاون سازمان آب در نشست خبری امروز گفت{TEXT.partition('وی افزود')[2]}"
        site.pages["/news/1"] = (200, page(TITLE, shorter + rest))
        bench.clock.forward(hours=1, minutes=1)
        undo = _die_at(bench.db, step)
        try:
            await bench.collect()
        except (Killed, BaseExceptionGroup):
            pass
        finally:
            undo()
        for _ in range(3):
            await _again(bench, minutes=15)
        article = await _article(bench, site)
    assert (article.state, article.revision, "چهل درصد" in article.body) == (ArticleState.ANALYSED, 1, False)
    assert [d.payload["change"] for d in await _corrections(bench)] == ["withdrawn"]
