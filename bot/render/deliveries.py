"""A delivery of the outbox as the message it is, rendered when it is sent: never stale, and nothing to keep in two places."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot import texts
from bot.links import story_payload
from bot.render.admin_cards import render_reported
from bot.render.admin_numbers import trouble_html
from bot.render.admin_push import render_push, report_html
from bot.render.briefing import render_briefing
from bot.render.correction import correction_html
from bot.render.drafts import render_draft
from bot.render.house import house_view, in_house_style
from bot.render.keyboards import held_keyboard, story_keyboard
from bot.render.naming import Naming
from bot.render.rendered import Rendered, rendered
from bot.render.reporting import render_outcome
from bot.render.story import View, held_html, story_html
from bot.render.writing import day, escape, number
from storage import chats, newsrooms, pushes, stories
from storage.database import ReadSession
from storage.office_records import HouseStyle
from storage.records import Chat, ChatKind, Delivery, DeliveryKind, Story

Renderer = Callable[[ReadSession, Delivery], Awaitable[Rendered | None]]


def renderer(naming: Naming, clock: Callable[[], datetime], bot_url: str = "") -> Renderer:
    """What renders deliveries for `bot.delivery` (payloads: docs/delivery.md); None: there is nothing to say any more. `bot_url`
    opens the private chat with the bot: from a channel's post, which has no other buttons, it leads to the story."""

    async def render(session: ReadSession, delivery: Delivery) -> Rendered | None:
        chat = await chats.get(session, delivery.address)
        if chat is None:
            return None
        view = View(naming, chat.settings, clock())
        if delivery.kind is DeliveryKind.DRAFT:
            return await render_draft(session, int(str(delivery.payload["draft"])), view, render)
        room = await newsrooms.get(session, delivery.address.chat_id) if chat.kind is ChatKind.CHANNEL else None
        if room is None:
            return await _message(session, delivery, chat, view, bot_url)
        view = house_view(view, room.style)
        return await _housed(session, delivery, await _message(session, delivery, chat, view, bot_url), view, room.style)

    return render


async def _housed(
    session: ReadSession, delivery: Delivery, message: Rendered | None, view: View, style: HouseStyle
) -> Rendered | None:
    """In a channel's house style; what its editors wrote themselves stands as they wrote it."""
    if message is not None and isinstance(edited := delivery.payload.get("edited"), str):
        return replace(rendered(edited, message.keyboard, silent=message.silent), carries=message.carries)
    if message is None or delivery.kind not in (DeliveryKind.ALERT, DeliveryKind.EDIT, DeliveryKind.BRIEFING):
        return message
    listed = delivery.payload.get("stories")
    told = await stories.get(session, listed[0]) if isinstance(listed, list) and len(listed) == 1 else None
    return in_house_style(message, told, view, style)


async def _message(session: ReadSession, delivery: Delivery, chat: Chat, view: View, bot_url: str) -> Rendered | None:
    match delivery.kind:
        case DeliveryKind.EDIT if "slot" in delivery.payload:
            return await render_briefing(session, delivery, chat, view)
        case DeliveryKind.ALERT | DeliveryKind.EDIT:
            return await _alert(session, delivery, chat, view, bot_url)
        case DeliveryKind.BRIEFING:
            return await render_briefing(session, delivery, chat, view)
        case DeliveryKind.NOTICE if delivery.payload.get("notice") == "report":
            return await render_outcome(session, delivery.payload, view)
        case DeliveryKind.PUSH:
            return await render_push(session, delivery, chat, view)
        case DeliveryKind.NOTICE if delivery.payload.get("notice") == "reported":
            return await render_reported(session, delivery.payload, view)
        case DeliveryKind.NOTICE if "push" in delivery.payload:
            return await _push_report(session, delivery.payload, view)
        case DeliveryKind.NOTICE:
            return _notice(delivery.payload, view)
        case DeliveryKind.CORRECTION:
            return _correction(delivery.payload)
        case _:
            return None


async def _alert(session: ReadSession, delivery: Delivery, chat: Chat, view: View, bot_url: str) -> Rendered | None:
    """One story; several where they were held through the quiet hours and merged."""
    listed = delivery.payload.get("stories")
    ids = [value for value in listed if isinstance(value, int)] if isinstance(listed, list) else []
    found = [story for story in [await stories.get(session, number) for number in ids] if story is not None and _says(story)]
    if not found:
        return None
    if len(found) > 1:
        keys = held_keyboard(found, view.digits) if chat.kind is not ChatKind.CHANNEL else None
        return rendered(held_html(found, view), keys)
    link = f"{bot_url}?start={story_payload(found[0].id)}" if bot_url else ""
    keyboard = story_keyboard(found[0], view.digits, callbacks=chat.kind is not ChatKind.CHANNEL, link=link)
    added_at = found[0].last_at if delivery.kind is DeliveryKind.EDIT and found[0].last_at > found[0].first_at else None
    return rendered(story_html(found[0], view, added_at).html, keyboard)


async def _push_report(session: ReadSession, payload: Mapping[str, object], view: View) -> Rendered | None:
    push = await pushes.get(session, int(str(payload["push"])))
    if push is None:
        return None
    counts, rest = await pushes.counts(session, push), await pushes.rest(session, push, view.now)
    return rendered(report_html(push, counts, view, rest), None)


def _says(story: Story) -> bool:
    return any(not statement.hidden for statement in story.statements)


def _correction(payload: Mapping[str, object]) -> Rendered | None:
    html = correction_html(payload)
    # A briefing comes without a sound, and so does what was wrong in it.
    return rendered(html, None, silent="briefing" in payload) if html is not None else None


def _notice(payload: Mapping[str, object], view: View) -> Rendered | None:
    match payload.get("notice"):
        case "cap":
            text = texts.CAP_REACHED.format(cap=number(int(str(payload["cap"])), view.digits))
        case "source-failing":
            since = day(datetime.fromisoformat(str(payload["since"])), view.zone, view.now, view.digits)
            name, reason = escape(str(payload["name"])), escape(str(payload["reason"]))
            text = texts.SOURCE_FAILING.format(name=name, since=since, reason=reason)
        case "source-back":
            text = texts.SOURCE_BACK.format(name=escape(str(payload["name"])))
        case "trouble":
            text = trouble_html(payload, view)
        case "sources-unseen":
            listed = payload.get("names")
            names = texts.LIST_COMMA.join(map(str, listed)) if isinstance(listed, list) else ""
            text = texts.SOURCES_UNSEEN.format(names=escape(names), reason=escape(str(payload["reason"])))
        case _:
            return None
    return rendered(text, None, silent=True)
