"""A briefing as a message: the period's most important stories for this address, under what it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot import texts
from bot.callbacks import Verb
from bot.render.keyboards import button, keyboard
from bot.render.rendered import Rendered, rendered
from bot.render.story import View, attribution, quoted, source_link
from bot.render.writing import day, escape, hour, line, number
from storage import stories, subscriptions
from storage.database import ReadSession
from storage.records import Chat, ChatKind, Delivery, Statement, Story

QUOTATION = 140
HEADS = {"morning": texts.BRIEFING_MORNING, "evening": texts.BRIEFING_EVENING, "outage": texts.BRIEFING_OUTAGE}


@dataclass(frozen=True, slots=True)
class Line:
    """One item with everything it is made of."""

    group: str
    story: Story
    statement: Statement
    outlets: int


async def render_briefing(session: ReadSession, delivery: Delivery, chat: Chat, view: View) -> Rendered | None:
    """The briefing that the delivery's payload describes (docs/delivery.md); None where all of it is gone meanwhile."""
    lines = await _lines(session, delivery.payload, chat, view)
    counted = delivery.payload
    if not lines and _count(counted, "stories"):
        return None
    if not lines:
        return rendered(escape(texts.BRIEFING_EMPTY), None, silent=True)
    parts = [f"<b>{escape(_head(counted, view))}</b>", escape(_counts(counted, view))]
    numbered = list(enumerate(lines, 1))
    for group, members in groupby(numbered, key=lambda item: item[1].group):
        parts += ["", *([f"<b>{escape(group)}</b>"] if group else [])]
        parts.append("\n\n".join(_item(index, item, view) for index, item in members))
    if _count(counted, "rest") > 0:
        parts += ["", escape(texts.BRIEFING_MORE.format(count=number(_count(counted, "rest"), view.digits)))]
    taps = [button(number(index, view.digits), Verb.STORY, item.story.id) for index, item in numbered]
    return rendered("\n".join(parts), keyboard(taps) if chat.kind is not ChatKind.CHANNEL else None, silent=True)


async def _lines(session: ReadSession, payload: Mapping[str, object], chat: Chat, view: View) -> list[Line]:
    listed = payload.get("items")
    names = {s.id: view.naming.follow(s.follow) for s in await subscriptions.of(session, chat.address)}
    lines: list[Line] = []
    for item in listed if isinstance(listed, list) else []:
        story = await stories.get(session, int(item["story"]))
        statement = (
            next((s for s in story.statements if s.id == int(item["statement"]) and not s.hidden), None) if story else None
        )
        if story and statement:
            lines.append(Line(names.get(int(item["follow"]), ""), story, statement, int(item["outlets"])))
    return sorted(lines, key=lambda entry: _first_place(entry.group, lines))


def _first_place(group: str, lines: Sequence[Line]) -> int:
    """Items of one follow stand together, at the place of their first."""
    return next(index for index, entry in enumerate(lines) if entry.group == group)


def _item(index: int, item: Line, view: View) -> str:
    who = attribution(item.statement, view, occasion=False)
    source = source_link(item.statement.source_name, item.statement.url)
    if item.outlets > 1:
        source = texts.AND_MORE_SOURCES.format(source=source, count=number(item.outlets - 1, view.digits))
    name = f"<b>{number(index, view.digits)}. {escape(line(who.name))}</b>{escape(who.rest)}:"
    return f"{name}\n{quoted(item.statement.text, QUOTATION)}\n<i>{source}</i>"


def _head(payload: Mapping[str, object], view: View) -> str:
    template = HEADS.get(str(payload.get("slot")), texts.BRIEFING_NOW)
    return template.format(day=day(view.now, view.zone, view.now, view.digits))


def _counts(payload: Mapping[str, object], view: View) -> str:
    counts = texts.BRIEFING_COUNT.format(
        stories=number(_count(payload, "stories"), view.digits), speakers=number(_count(payload, "speakers"), view.digits)
    )
    since, until = (datetime.fromisoformat(str(payload[name])) for name in ("since", "until"))
    if since.astimezone(view.zone).date() != until.astimezone(view.zone).date():
        return counts
    period = texts.FROM_TO.format(since=hour(since, view.zone, view.digits), until=hour(until, view.zone, view.digits))
    return f"{counts}{texts.LIST_COMMA}{period}"


def _count(payload: Mapping[str, object], name: str) -> int:
    value = payload.get(name)
    return value if isinstance(value, int) else 0
