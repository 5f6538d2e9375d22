"""How the same news is found again: shared marks, formulas left out, profiles as they were stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from storage import articles, likeness, statements
from storage.database import Database, WriteSession
from storage.records import FeedItem, Marks, Profile
from tests.storage.samples import NOW, SAYING, add_source, add_story

WITHIN = timedelta(hours=48)
PROFILE = Profile(
    at=NOW,
    sentences=frozenset({-(2**63), 5}),
    words=frozenset({1, 2}),
    head=frozenset({1}),
    shingles=frozenset({2**62}),
    figures=frozenset({(7, 12), (7, 40)}),
    people=frozenset({9}),
)


def marks(*sentences: int, shingles: tuple[int, ...] = (), speakers: tuple[int, ...] = ()) -> Marks:
    return Marks(frozenset(sentences), frozenset(shingles), frozenset(speakers))


async def told(s: WriteSession, source: int, key: str, found_by: Marks, hours: int = 0) -> int:
    """A story of one article."""
    at = NOW + timedelta(hours=hours)
    story = await add_story(s, source, key, SAYING, at=at)
    article = (await statements.of_story(s, story))[0].article_id
    await likeness.remember(s, article, found_by, replace(PROFILE, at=at))
    return story


async def test_stories_that_share_marks(db: Database) -> None:
    """The one that shares most first; a sentence counts more than a shingle, a speaker of the day more than either."""
    async with db.write() as s:
        source = await add_source(s)
        sentence = await told(s, source, "a", marks(1, 2))
        shingle = await told(s, source, "b", marks(3, shingles=(10, 11)))
        speaker = await told(s, source, "c", marks(speakers=(20,)))
        await told(s, source, "d", marks(4))
        asked = marks(1, shingles=(10,), speakers=(20,))
        assert await likeness.alike(s, asked, NOW, WITHIN) == (speaker, sentence, shingle)
        assert await likeness.alike(s, asked, NOW, WITHIN, limit=1) == (speaker,)
        assert await likeness.alike(s, marks(99), NOW, WITHIN) == ()
        assert await likeness.alike(s, marks(), NOW, WITHIN) == ()


async def test_only_what_was_told_about_then(db: Database) -> None:
    """Neither what was told days before nor, when an archive is read, days after."""
    async with db.write() as s:
        source = await add_source(s)
        await told(s, source, "before", marks(1), hours=-49)
        near = await told(s, source, "near", marks(1), hours=40)
        await told(s, source, "after", marks(1), hours=60)
        assert await likeness.alike(s, marks(1), NOW, WITHIN) == (near,)


async def test_formulas_find_nothing(db: Database) -> None:
    """What more than so many articles share is left out."""
    async with db.write() as s:
        source = await add_source(s)
        story = await told(s, source, "a", marks(1))
        rows = [f"extra-{n}" for n in range(likeness.FORMULA)]
        for key in rows[:-1]:
            number = await articles.found(s, source, FeedItem(key, key, key, NOW), NOW)
            assert number is not None
            await likeness.remember(s, number, marks(1), PROFILE)
        assert await likeness.alike(s, marks(1), NOW, WITHIN) == (story,)
        number = await articles.found(s, source, FeedItem("last", "last", "last", NOW), NOW)
        assert number is not None
        await likeness.remember(s, number, marks(1), PROFILE)
        assert await likeness.alike(s, marks(1), NOW, WITHIN) == ()


async def test_profiles_come_back_as_they_were(db: Database) -> None:
    """Every set of hashes, of the latest articles of each story; stored again, the former is forgotten."""
    async with db.write() as s:
        source = await add_source(s)
        story = await told(s, source, "a", marks(1))
        article = (await statements.of_story(s, story))[0].article_id
        await likeness.remember(s, article, marks(2), PROFILE)
        assert await likeness.profiles(s, [story, 99]) == {story: (PROFILE,)}
        assert await likeness.alike(s, marks(1), NOW, WITHIN) == ()


async def test_what_is_old_is_forgotten(db: Database) -> None:
    """Marks and profiles go together."""
    async with db.write() as s:
        source = await add_source(s)
        story = await told(s, source, "a", marks(1, 2, shingles=(10,)))
        assert await likeness.prune(s, NOW - timedelta(minutes=1)) == 0
        assert await likeness.prune(s, NOW + timedelta(minutes=1)) == 3
        assert await likeness.alike(s, marks(1), NOW, WITHIN) == ()
        assert await likeness.profiles(s, [story]) == {}
