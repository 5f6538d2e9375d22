"""Names and texts that mean harm or break layouts: all that is shown stays whole and text, and Telegram takes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot import texts
from bot.sandbox.people import Message
from bot.texts import following as words
from jobs.analysis.fold import index_tokens
from storage import articles, sources, statements, stories
from storage.records import Address, FeedItem, NewSource
from tests.bot.asking import Said, new
from tests.bot.conversations.talking import Talk

pytestmark = pytest.mark.asyncio(loop_scope="package")

HOSTILE = {
    "markup": "<b>سهراب</b> &amp; <a href='x'>پیوند</a>",
    "unclosed": "<blockquote expandable>«&lt;» & <i",
    "direction": "\u202eوارونه\u202c \u2067IAEA\u2069 \u200f\u200f۲۰-۲۲",
    "long": "نمونه " * 800,
    "one word": "ن" * 4096,
    "emoji": "👩‍👩‍👧‍👦🇮🇷🇹🇷 نمونه 🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 20,
    "zero width": "نمو\u200b\u200d\ufeffنه\u200c\u200c \u2060متن",
    "markdown": "_نمونه_ *متن* [پیوند](tg://user?id=1) `کد` ||پنهان|| ~خط~",
    "controls": "نمونه\x00\x07\x1f:\u2028متن\nخط\tدیگر",
}


async def tell(talk: Talk, words_: str) -> int:
    """A stored story of the hostile words: as the statement, its speaker, its occasion and its publisher; gives its id."""
    now = datetime.now(UTC)
    async with talk.parts.db.write() as session:
        slug = f"hostile{now.timestamp():.6f}".replace(".", "")
        home = "https://نمونه.example/?a=1&b=<'\">"
        source = (await sources.add(session, NewSource(slug, words_[:80], home, f"https://{slug}.example/rss"))).id
        url = f'https://{slug}.example/1?x="><&y=«»'
        article = await articles.found(session, source, FeedItem(url, url, words_[:200], now), now)
        assert article is not None
        body = words_.replace("\x00", "")
        await articles.fetched(
            session, article, title="نمونه", body=body, published_at=now, agency=None, now=now, summary_only=False
        )
        story = await stories.create(session, now, now)
        plain = Said("", words_[:200], body, ("TR",), ("trade",))
        said = replace(
            new(plain),
            person=None,
            speaker_role=words_[:200],
            occasion=words_[:200],
            tokens=" ".join(index_tokens(body)),
        )
        await statements.add(session, article, story, now, True, [said, replace(said, position=1, act="denies")])
        await articles.analysed(session, article, story)
        await stories.join(session, story, article, now, now)
        return story


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_story(talk: Talk, kind: str) -> None:
    """Its digest, its copy, its report and what can be followed of it arrive whole, none longer than Telegram takes."""
    story = await tell(talk, HOSTILE[kind])
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    digest = await talk.alert(story)
    assert all(len(message.text) <= 4096 for message in await talk.person.messages())
    assert any(entity["type"] == "blockquote" for entity in digest.raw["entities"])
    more = await talk.tapped(digest, words.MORE)
    assert len(next(key.copy or key.data for row in more.rows for key in row if key.text == words.COPY)) <= 256
    await talk.tap(more, words.WRONG)
    which = await talk.told(words.REPORT_WHICH, after=digest.id)
    await talk.tapped(await talk.tapped(which, "۱", words.REPORT_ASK), words.REPORT_TEXT, words.REPORT_TAKEN[:5])
    back = await talk.tapped(digest, words.BACK)
    await talk.tap(back, texts.FOLLOW)
    offer = await talk.told(texts.CHOOSE_FOLLOW, after=which.id)
    speaker = offer.rows[0][0]
    await talk.tap(offer, speaker.text)
    await talk.told("دنبال شد", after=offer.id)
    listed = await talk.say("/follows", words.LIST_HEAD[3:-4])
    await talk.tapped(listed, "۲", words.ITEM_BRIEFINGS)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_message(talk: Talk, kind: str) -> None:
    """Typed as a question, a wish to follow or a phrase it is answered or left alone, and what comes back is text."""
    typed = HOSTILE[kind].replace("\x00", "")[:4000]
    await talk.write(typed)
    await talk.write(f"/follow {typed}"[:4000])
    await talk.write(f"دنبال کن «{typed[:70]}»")
    await talk.write(f"دنبال نکن {typed[:150]}")
    await talk.say("/follows", "")
    last: Message = await talk.say("/help", "پرسیدن")
    assert all(len(message.text) <= 4096 for message in await talk.person.messages() if message.id <= last.id)
    for kept in await talk.follows():
        assert kept.address == Address(talk.person.id)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_story_in_a_group(talk: Talk, kind: str) -> None:
    """In a group whose name means harm too: what is folded there stays whole and text, the list carries the group's name."""
    await tell(talk, HOSTILE[kind])
    title = HOSTILE[kind].replace("\x00", "")[:100]
    group = talk.there(await talk.person.create_chat("supergroup", title))
    await group.say("/follow ترکیه", "ترکیه دنبال شد")
    await group.say("/latest", "تازه‌ترین نقل‌ها")
    answer = await group.say(f"@{talk.sandbox.world.bot.username} ترکیه", "ترکیه")
    assert any(entity["type"] == "expandable_blockquote" for entity in answer.raw["entities"])
    assert len(answer.text) <= 4096
    await group.say("/follows", "۱. ترکیه")
