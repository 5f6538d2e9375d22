"""Briefings as golden messages: rendered from a database, as they are when they are sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.render.briefing import render_briefing, render_further
from bot.render.rendered import Rendered, rendered
from bot.render.writing import number
from storage import chats, sources, statements, stories, subscriptions
from storage.database import WriteSession
from storage.records import (
    Address,
    ChatKind,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Follow,
    NewSource,
    NewStatement,
)
from tests.bot.samples import NOW
from tests.bot.situations import AGENCY, DAILY, SITE, view
from tests.storage.samples import SAYING, add_story

READER = Address(1001)
TODAY = NOW.date()
SINCE = datetime(2025, 10, 7, 4, 0, tzinfo=NOW.tzinfo)
OUTLETS = {"agency": AGENCY, "daily": DAILY, "site": SITE}
MADE: dict[str, Callable[[WriteSession], Awaitable[Rendered]]] = {}


def situation(make: Callable[[WriteSession], Awaitable[Rendered]]) -> Callable[[WriteSession], Awaitable[Rendered]]:
    MADE[make.__name__.replace("_", "-")] = make
    return make


@dataclass(frozen=True, slots=True)
class Told:
    """A story in the database as an item of a payload."""

    story: int
    statement: int


def saying(name: str, role: str | None, text: str, **fields: Any) -> NewStatement:
    values: dict[str, Any] = {"person": None, "office": None, "speaker_name": name, "speaker_role": role, "text": text, **fields}
    return replace(SAYING, speaker_country=values.pop("speaker_country", None), **values)


GATE = saying(
    "امره دنیزاوغلو", "سخنگوی وزارت بازرگانی ترکیه", "گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند", countries=("TR",)
)
DENIAL = saying("سهراب کوهیار", "معاون گمرک", "توقف کامیون‌ها به دلیل بدهی", act="denies", negated=True, countries=("TR",))
WATER = saying("پریسا کوه‌زاد", "معاون سازمان آب", "از حقابهٔ امسال ۴۰٪ رسیده و مذاکره ادامه دارد")
NOBODY = saying("نامشخص", None, "هیأت ایرانی تا پایان ماه به کابل می‌رود", speaker_kind="anonymous")
DUST = saying("داریوش سپنتا", "هواشناس", "غلظت PM2.5 تا پنجشنبه بالا می‌ماند", act="warns", countries=())


async def tell(s: WriteSession, key: str, one: NewStatement, *outlets: str, at: datetime = NOW) -> Told:
    """The statement as these outlets tell it, one story."""
    story: int | None = None
    for slug in outlets or ("agency",):
        known = await sources.get(s, slug)
        source = known or await sources.add(
            s, NewSource(slug, OUTLETS[slug], f"https://{slug}.example", f"https://{slug}.example/rss")
        )
        story = await add_story(s, source.id, f"{key}-{slug}", one, at=at, story_id=story)
    assert story is not None
    found = await stories.get(s, story)
    assert found is not None
    return Told(story, found.statements[0].id)


async def follows(s: WriteSession, kind: ChatKind = ChatKind.PRIVATE) -> dict[str, int]:
    """What the reader follows, by a name of ours."""
    await chats.ensure(s, READER, kind, SINCE)
    wanted = {
        "TR": Follow(country="TR"),
        "water": Follow(phrase="آب هیرمند", phrase_tokens="آب هیرمند"),
        "air": Follow(topic="environment-water"),
    }
    return {name: (await subscriptions.follow(s, READER, what, SINCE))[0].id for name, what in wanted.items()}


def item(told: Told, follow: int, day: date = TODAY, **more: Any) -> dict[str, Any]:
    return {"story": told.story, "statement": told.statement, "follow": follow, "outlets": 1, "day": day.isoformat(), **more}


def delivery(items: list[dict[str, Any]], **fields: Any) -> Delivery:
    payload: dict[str, Any] = {
        "slot": "evening",
        "since": SINCE.isoformat(),
        "until": (SINCE + timedelta(hours=13, minutes=30)).isoformat(),
        "stories": len(items),
        "speakers": len(items),
        "rest": 0,
        "held": 0,
        "items": items,
        "further": [],
        **fields,
    }
    return Delivery(7, READER, DeliveryKind.BRIEFING, "briefing:x", payload, NOW, 40, DeliveryState.CLAIMED, 1, NOW)


async def render(s: WriteSession, one: Delivery) -> Rendered:
    chat = await chats.get(s, READER)
    assert chat is not None
    found = await render_briefing(s, one, chat, view())
    assert found is not None
    return found


@situation
async def an_evening(s: WriteSession) -> Rendered:
    by = await follows(s)
    gate = await tell(s, "gate", GATE, "agency", "daily", "site")
    denial, water = await tell(s, "denial", DENIAL, "daily"), await tell(s, "water", WATER, "site", "agency")
    nobody, dust = await tell(s, "nobody", NOBODY, "site"), await tell(s, "dust", DUST)
    shown = [
        item(gate, by["TR"]),
        item(denial, by["TR"]),
        item(water, by["water"]),
        item(nobody, by["water"]),
        item(dust, by["air"]),
    ]
    more = [item(gate, by["TR"])]
    return await render(s, delivery(shown, stories=12, rest=7, further=more))


@situation
async def all_by_unnamed_sources(s: WriteSession) -> Rendered:
    by = await follows(s)
    return await render(s, delivery([item(await tell(s, "nobody", NOBODY), by["TR"])], speakers=0))


@situation
async def a_morning(s: WriteSession) -> Rendered:
    by = await follows(s)
    return await render(s, delivery([item(await tell(s, "water", WATER), by["water"])], slot="morning"))


@situation
async def days_of_an_outage(s: WriteSession) -> Rendered:
    by = await follows(s)
    days = [NOW.date() - timedelta(days=back) for back in (3, 2, 1)]
    told = [await tell(s, f"t{n}", one) for n, one in enumerate((GATE, WATER, DUST))]
    items = [item(one, by["TR"], day) for one, day in zip(told, days, strict=True)]
    return await render(s, delivery(items, slot="outage", since=(NOW - timedelta(days=4)).isoformat()))


@situation
async def a_denial_since_the_alert(s: WriteSession) -> Rendered:
    by = await follows(s)
    denial, water = await tell(s, "denial", DENIAL), await tell(s, "water", WATER)
    return await render(s, delivery([item(denial, by["TR"], note="denied"), item(water, by["water"])]))


@situation
async def vanished_since_the_alert(s: WriteSession) -> Rendered:
    await follows(s)
    gate = await tell(s, "gate", GATE)
    wrong = {"change": "vanished", "text": "گمرک بازرگان", "before": AGENCY, "after": ""}
    return await render(s, delivery([{**item(gate, 0, note="corrected", correction=wrong), "statement": 0}], speakers=0))


@situation
async def a_correction_since_the_alert(s: WriteSession) -> Rendered:
    by = await follows(s)
    gate, water = await tell(s, "gate", GATE), await tell(s, "water", WATER)
    wrong = {"change": "speaker", "text": GATE.text, "before": "سهراب کوهیار", "after": "امره دنیزاوغلو"}
    first = {**item(gate, 0, note="corrected", correction=wrong), "statement": 0}
    return await render(s, delivery([first, item(water, by["water"])]))


@situation
async def a_briefing_of_nothing(s: WriteSession) -> Rendered:
    await follows(s)
    return await render(s, delivery([]))


@situation
async def a_channels_briefing(s: WriteSession) -> Rendered:
    by = await follows(s, ChatKind.CHANNEL)
    shown = [item(await tell(s, "gate", GATE), by["TR"])]
    return await render(s, delivery(shown, stories=4, rest=3, further=shown))


@situation
async def one_hidden_since(s: WriteSession) -> Rendered:
    by = await follows(s)
    gate, water = await tell(s, "gate", GATE), await tell(s, "water", WATER)
    await statements.hide(s, gate.statement)
    return await render(s, delivery([item(gate, by["TR"]), item(water, by["water"])], speakers=1))


@situation
async def the_rest_of_a_briefing(s: WriteSession) -> Rendered:
    by = await follows(s)
    told = [
        await tell(s, f"f{n}", replace(WATER, text=f"چاه شمارهٔ {number(n + 1)} به شبکه پیوست و آب آن آشامیدنی است"))
        for n in range(9)
    ]
    rest = [item(one, by["water"]) for one in told]
    one = delivery([item(told[0], by["water"])] * 5, rest=9, further=rest)
    chat = await chats.get(s, READER)
    assert chat is not None
    found = await render_further(s, one, chat, view(), 0)
    assert found is not None
    return rendered(*found)
