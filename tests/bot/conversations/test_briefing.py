"""The buttons under a briefing: its stories, the rest, its times, what it is made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot import texts
from bot.callbacks import Verb, encode
from bot.sandbox.people import Message
from bot.texts import following, settings
from storage import chats, outbox, stories
from storage.records import ChatKind, DeliveryKind, NewDelivery, Priority
from tests.bot.conversations.talking import Talk

pytestmark = pytest.mark.asyncio(loop_scope="package")
SHOWN, REST = (1,), (2, 3)


async def briefed(talk: Talk) -> Message:
    """An evening's briefing of the sample stories: one shown, two behind the button."""
    now, last = datetime.now(UTC), await talk.last_id()
    follow = (await talk.follows())[0].id
    async with talk.parts.db.write() as session:
        items = []
        for number in (*SHOWN, *REST):
            story = await stories.get(session, number)
            assert story is not None
            item = {"story": number, "statement": story.statements[0].id, "follow": follow, "outlets": 1}
            items.append({**item, "day": now.date().isoformat()})
        payload: dict[str, object] = {
            "slot": "evening",
            "since": (now - timedelta(hours=1)).isoformat(),
            "until": now.isoformat(),
            "stories": len(items),
            "speakers": 2,
            "rest": len(REST),
            "items": items[: len(SHOWN)],
            "further": items[len(SHOWN) :],
        }
        await chats.ensure(session, talk.address, ChatKind.PRIVATE, now)
        new = NewDelivery(talk.address, DeliveryKind.BRIEFING, f"briefing:{now.isoformat()}", payload, now, Priority.BRIEFING)
        assert await outbox.owe(session, new, now) is not None
    return await talk.told("مرور شب", after=last)


async def test_the_rest_is_one_tap_away(talk: Talk) -> None:
    """«۲ خبر دیگر» sends the others, numbered on; a number sends that story; the briefing itself stays."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    first = await briefed(talk)
    assert "۱." in first.text
    assert "۲." not in first.text
    await talk.tap(first, texts.BRIEFING_MORE.format(count="۲"))
    rest = await talk.told("۲.", after=first.id)
    assert "۳." in rest.text
    assert set(rest.buttons) == {"۲", "۳"}
    await talk.tap(rest, "۳")
    told = await talk.told("", after=rest.id)
    assert {texts.FOLLOW, following.MORE} <= set(told.buttons)
    assert (await talk.now(first)).text == first.text


async def test_times_and_follows_open_beside_it(talk: Talk) -> None:
    """Each comes as a message of its own."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    first = await briefed(talk)
    await talk.tap(first, settings.TIMES)
    times = await talk.told(settings.TIMES, after=first.id)
    await talk.tap(first, following.LIST_BUTTON)
    await talk.told("ترکیه", after=times.id)
    assert (await talk.now(first)).text == first.text


@pytest.mark.parametrize(
    "args", [("more", 1, 0), ("more", 999999, 0), ("more",), ("more", "x", 0), ("story", 99999), ("other",), ()]
)
async def test_forged_buttons_are_old(talk: Talk, args: tuple[str | int, ...]) -> None:
    """A delivery of another chat, one that is gone, data that are not whole: the button says that it is old."""
    await talk.forge("نمونه", {"دکمه": encode(Verb.BRIEFING, *args)})
    forged = await talk.told("نمونه")
    await talk.tap(forged, "دکمه")
    await talk.told(texts.OLD_BUTTON, after=forged.id)
