"""Sample rows about invented people and houses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from storage import articles, sources, statements, stories
from storage.database import WriteSession
from storage.records import Address, FeedItem, NewSource, NewStatement

NOW = datetime(2025, 10, 7, 9, 0, tzinfo=UTC)
"""A Tuesday, 12:30 in Tehran."""
READER = Address(1001)
SOURCE = NewSource("nemune", "خبرگزاری نمونه", "https://nemune.example", "https://nemune.example/rss")
SAYING = NewStatement(
    position=0,
    content=((0, 30),),
    text="حقابهٔ امسال هیرمند رسیده است",
    cue=None,
    kind="direct",
    act="says",
    negated=False,
    confidence=0.9,
    alert=True,
    speaker_name="پریسا کوه‌زاد",
    speaker_role="معاون سازمان آب",
    speaker_kind="person",
    person="parisa-kuhzad",
    speaker_country="IR",
    occasion=None,
    via=None,
    coerced=False,
    countries=("AF",),
    topics=("environment-water",),
    people=("sohrab-kuhyar",),
    tokens="حقابه امسال هیرمند رسیده است",
    weight=0.8,
    office="office:water-deputy",
)


async def add_source(s: WriteSession, slug: str = "nemune") -> int:
    """The id of a sample source."""
    return (await sources.add(s, replace(SOURCE, slug=slug, name=f"خبرگزاری {slug}"))).id


async def add_article(s: WriteSession, source_id: int, key: str, now: datetime = NOW) -> int:
    """A found and fetched sample article."""
    item = FeedItem(key, f"https://nemune.example/{key}", "نمونه", now)
    article_id = await articles.found(s, source_id, item, now)
    assert article_id is not None
    await articles.fetched(
        s, article_id, title="نمونه", body="متن نمونه", published_at=now, agency=None, now=now, summary_only=False
    )
    return article_id


async def add_story(
    s: WriteSession, source_id: int, key: str, *said: NewStatement, at: datetime = NOW, story_id: int | None = None
) -> int:
    """A story (a new one, or one more article of `story_id`) with these statements, ready at `at`; gives the story's id."""
    article_id = await add_article(s, source_id, key, at)
    story = await stories.create(s, at, at) if story_id is None else story_id
    numbered = [replace(statement, position=number) for number, statement in enumerate(said or (SAYING,))]
    await statements.add(s, article_id, story, at, True, numbered)
    await articles.analysed(s, article_id, story)
    await stories.join(s, story, article_id, at, at)
    return story
