"""Sources, articles and stories: what is due, who holds it, what was learnt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from storage import articles, sources, statements, stories
from storage.database import Database
from storage.records import ArticleState, FeedItem, SourceState
from storage.schema import article_revisions
from tests.storage.samples import NOW, SAYING, SOURCE, add_article, add_source, add_story

MINUTE = timedelta(minutes=1)


async def test_a_new_source_is_due_and_claimed_once(db: Database) -> None:
    """A claim lasts until its lease ends; what was checked is due at its next time."""
    async with db.write() as s:
        source = await sources.add(s, SOURCE)
        assert [found.slug for found in await sources.due(s, NOW, 5)] == [SOURCE.slug]
        assert await sources.claim(s, source.id, NOW, 60)
        assert not await sources.claim(s, source.id, NOW, 60)
        assert await sources.due(s, NOW, 5) == ()
        assert await sources.claim(s, source.id, NOW + MINUTE, 60)
        fields = {"etag": '"1"', "last_modified": None, "interval_s": 300, "last_item_at": NOW}
        await sources.checked(s, source.id, NOW, next_check_at=NOW + 5 * MINUTE, **fields)  # type: ignore[arg-type]  # names
        assert await sources.due(s, NOW + 4 * MINUTE, 5) == ()
        [again] = await sources.due(s, NOW + 5 * MINUTE, 5)
        assert (again.etag, again.interval_s, again.last_item_at, again.failures) == ('"1"', 300, NOW, 0)


async def test_failures_are_counted_and_forgotten(db: Database) -> None:
    """Since when it fails and why; it is never given up; a success forgets it."""
    async with db.write() as s:
        source = await sources.add(s, SOURCE)
        for minute in range(3):
            at = NOW + minute * MINUTE
            await sources.failed(s, source.id, at, f"reason {minute}", at + MINUTE)
        failing = await sources.get(s, SOURCE.slug)
        assert failing is not None
        assert (failing.failures, failing.failing_since, failing.last_error) == (3, NOW, "reason 2")
        assert failing.state is SourceState.ACTIVE
        await sources.checked(
            s, source.id, NOW, etag=None, last_modified=None, next_check_at=NOW, interval_s=60, last_item_at=None
        )
        healed = await sources.get(s, SOURCE.slug)
        assert healed is not None
        assert (healed.failures, healed.failing_since, healed.last_error) == (0, None, None)


async def test_the_shipped_list_leaves_an_operators_choices_alone(db: Database) -> None:
    """What is new is added; what was removed or changed by hand stays so; adding by hand brings it back."""
    async with db.write() as s:
        assert await sources.sync(s, [SOURCE, replace(SOURCE, slug="two")]) == 2
        assert await sources.set_state(s, "two", SourceState.REMOVED)
        assert not await sources.set_state(s, "unknown", SourceState.PAUSED)
        await sources.add(s, replace(SOURCE, feed_url="https://nemune.example/other"))
        shipped = [SOURCE, replace(SOURCE, slug="two"), replace(SOURCE, slug="three")]
        assert await sources.sync(s, shipped) == 1
        assert {source.slug for source in await sources.list_all(s)} == {"nemune", "three"}
        kept = await sources.get(s, "nemune")
        assert kept is not None
        assert kept.feed_url.endswith("other")
        await sources.add(s, replace(SOURCE, slug="two"))
        assert len(await sources.list_all(s)) == 3


async def test_paused_sources_are_not_due(db: Database) -> None:
    """A paused one waits; woken it is due at once."""
    async with db.write() as s:
        source = await sources.add(s, SOURCE)
        await sources.set_state(s, SOURCE.slug, SourceState.PAUSED)
        assert await sources.due(s, NOW, 5) == ()
        assert not await sources.claim(s, source.id, NOW, 60)
        await sources.set_state(s, SOURCE.slug, SourceState.ACTIVE)
        assert len(await sources.due(s, NOW, 5)) == 1


async def test_an_article_goes_its_way(db: Database) -> None:
    """found → fetched → analysed, due in between, claimed for a lease; the same key of a source is known."""
    item = FeedItem("guid", "https://nemune.example/1", "نمونه", None, "خلاصه", "متن")
    async with db.write() as s:
        source = await add_source(s)
        number = await articles.found(s, source, item, NOW)
        assert number is not None
        assert await articles.found(s, source, replace(item, title="دیگر"), NOW) is None
        assert await articles.found(s, await add_source(s, "other"), item, NOW) is not None
        assert await articles.item(s, number) == item
        assert await articles.claim(s, number, NOW, 60)
        assert not await articles.claim(s, number, NOW, 60)
        assert len(await articles.due(s, NOW, 5)) == 1
        assert len(await articles.due(s, NOW + MINUTE, 5)) == 2
        await articles.failed(s, number, "timed out", NOW + 2 * MINUTE)
        await articles.fetched(
            s, number, title="نمونه", body="متن", published_at=NOW, agency="نمونه", now=NOW, summary_only=False
        )
        [waiting] = await articles.to_analyse(s, NOW, 5)
        assert (waiting.id, waiting.body, waiting.error, waiting.attempts) == (number, "متن", None, 0)
        await articles.analysed(s, number, None)
        assert await articles.to_analyse(s, NOW, 5) == ()
        done = await articles.by_url(s, item.url)
        assert done is not None
        assert done.state in {ArticleState.ANALYSED, ArticleState.FOUND}


async def test_given_up_and_gone(db: Database) -> None:
    """After the last attempt, or gone at its publisher, an article is not due any more."""
    async with db.write() as s:
        source = await add_source(s)
        first, second = await add_article(s, source, "a"), await add_article(s, source, "b")
        await articles.failed(s, first, "no text", None)
        await articles.set_state(s, second, ArticleState.GONE)
        assert await articles.to_analyse(s, NOW + timedelta(days=9), 5) == ()
        failed = await articles.get(s, first)
        assert failed is not None
        assert (failed.state, failed.error) == (ArticleState.FAILED, "no text")


async def test_a_changed_article_keeps_what_it_said(db: Database) -> None:
    """Another text is a new revision and the old one is kept; the same text is none."""
    async with db.write() as s:
        number = await add_article(s, await add_source(s), "a")
        for body in ("متن نمونه", "متن دیگر", "متن دیگر"):
            await articles.fetched(
                s, number, title="نمونه", body=body, published_at=NOW, agency=None, now=NOW, summary_only=False
            )
        article = await articles.get(s, number)
        assert article is not None
        assert (article.revision, article.body) == (1, "متن دیگر")
        kept = await s.rows(select(article_revisions.c.revision, article_revisions.c.body))
        assert [tuple(row) for row in kept] == [(0, "متن نمونه")]


async def test_the_newest_articles_first(db: Database) -> None:
    """After an outage the news of today is read before that of yesterday."""
    async with db.write() as s:
        source = await add_source(s)
        for key, hours in (("old", 30), ("new", 1), ("middle", 10)):
            await articles.found(s, source, FeedItem(key, key, key, NOW - hours * 60 * MINUTE), NOW)
        assert [article.key for article in await articles.due(s, NOW, 5)] == ["new", "middle", "old"]


async def test_a_story_has_its_statements_and_sources(db: Database) -> None:
    """Statements and sources in the order of publication; countries and topics the most frequent first; gone when hidden."""
    async with db.write() as s:
        one, two = await add_source(s, "one"), await add_source(s, "two")
        story = await add_story(s, one, "a", SAYING, replace(SAYING, countries=("TR", "AF")))
        await add_story(s, two, "b", at=NOW + MINUTE, story_id=story)
        found = await stories.get(s, story)
        assert found is not None
        assert [source[0] for source in found.sources] == ["خبرگزاری one", "خبرگزاری two"]
        assert [statement.source_name for statement in found.statements] == ["خبرگزاری one"] * 2 + ["خبرگزاری two"]
        assert (found.countries, found.last_at, found.revision) == (("AF", "TR"), NOW + MINUTE, 2)
        assert await stories.outlets(s, [story, 99]) == {story: 2}
        await statements.hide(s, found.statements[0].id)
        left = await stories.get(s, story)
        assert left is not None
        assert left.statements == found.statements[1:]
        assert await stories.get(s, 99) is None


async def test_a_story_that_grew_while_it_was_matched_stays_due(db: Database) -> None:
    """Matching marks the revision that it saw; what joined meanwhile keeps the story due."""
    async with db.write() as s:
        source = await add_source(s)
        story = await add_story(s, source, "a")
        assert await stories.claim(s, story, NOW, 60)
        assert not await stories.claim(s, story, NOW, 60)
        await add_story(s, source, "b", story_id=story)
        await stories.matched(s, story, 1)
        assert await stories.due(s, NOW, 5) == (story,)
        await stories.matched(s, story, 2)
        assert await stories.due(s, NOW + timedelta(days=1), 5) == ()


async def test_how_far_the_archive_reaches(db: Database) -> None:
    """The oldest visible statement, whenever it was stored."""
    async with db.write() as s:
        assert await articles.archive_start(s) is None
        source = await add_source(s)
        await add_story(s, source, "a")
        await add_story(s, source, "b", at=NOW - timedelta(days=900))
        assert await articles.archive_start(s) == NOW - timedelta(days=900)
