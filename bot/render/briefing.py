"""A briefing as a message: the period's most important stories for this address, under what it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.callbacks import Verb
from bot.render.correction import correction_html
from bot.render.keyboards import button, keyboard
from bot.render.rendered import Rendered, rendered
from bot.render.story import View, attribution, leading, quoted, sources_html
from bot.render.tellings import Telling, speaker_key, telling_of, tellings
from bot.render.writing import day, digits, escape, hour, line, number
from bot.texts import following
from bot.texts import settings as times
from jobs.analysis.model import SpeakerKind
from jobs.analysis.summary.choosing import leans
from storage import stories, subscriptions
from storage.database import ReadSession
from storage.records import Chat, ChatKind, Delivery, Statement, Story

QUOTATION = 140
PER_PAGE = 7
"""Items of a page behind «… خبر دیگر»: more is not read on a phone."""
OUTAGE = "outage"
HEADS = {"morning": texts.BRIEFING_MORNING, "evening": texts.BRIEFING_EVENING, OUTAGE: texts.BRIEFING_OUTAGE}


@dataclass(frozen=True, slots=True)
class Line:
    """One item with everything it is made of. Of a corrected story no statement is shown; `correction` says what was wrong."""

    group: str
    story: Story
    statement: Statement | None
    outlets: tuple[tuple[str, str], ...]
    correction: Mapping[str, object] | None = None


async def render_briefing(session: ReadSession, delivery: Delivery, chat: Chat, view: View) -> Rendered | None:
    """The briefing that the delivery's payload describes (docs/delivery.md); None where all of it is gone meanwhile."""
    counted = delivery.payload
    lines = await _lines(session, counted, "items", chat, view)
    if not lines and _count(counted, "stories"):
        return None
    if not lines:
        return rendered(escape(texts.BRIEFING_EMPTY), None, silent=True)
    public = chat.kind is ChatKind.CHANNEL
    numbers = _shown(lines) if public else _counted(counted, lines)
    parts = [f"<b>{escape(_head(counted, view))}</b>", escape(_counts(counted, numbers, view)), *_items(lines, 1, view)]
    if public:
        return rendered("\n".join(parts), None, silent=True)
    rest = _count(counted, "rest")
    further = counted.get("further")
    number_of = counted.get("of", delivery.id)  # an edited one is still the one it was
    more = [button(_more(rest, view), Verb.BRIEFING, "more", int(str(number_of)), 0)] if rest > 0 and further else []
    row = [button(times.TIMES, Verb.BRIEFING, "times"), button(following.LIST_BUTTON, Verb.BRIEFING, "follows")]
    return rendered("\n".join(parts), keyboard(_taps(lines, 1, view), more, row), silent=True)


async def render_further(
    session: ReadSession, delivery: Delivery, chat: Chat, view: View, offset: int
) -> tuple[str, InlineKeyboardMarkup | None] | None:
    """A page of what the briefing did not show, numbered on from it; None where nothing of it is left."""
    lines = await _lines(session, delivery.payload, "further", chat, view)
    page = lines[offset : offset + PER_PAGE]
    if not page:
        return None
    listed = delivery.payload.get("items")
    first = (len(listed) if isinstance(listed, list) else 0) + offset + 1
    rest = len(lines) - offset - PER_PAGE
    more = [button(_more(rest, view), Verb.BRIEFING, "more", delivery.id, offset + PER_PAGE)] if rest > 0 else []
    html = "\n".join(_items(page, first, view)).lstrip("\n")
    return html, keyboard(_taps(page, first, view), more)


def _items(lines: Sequence[Line], first: int, view: View) -> list[str]:
    """The items under their heads, numbered from `first`."""
    parts: list[str] = []
    for group, members in groupby(enumerate(lines, first), key=lambda item: item[1].group):
        parts += ["", *([f"<b>{escape(group)}</b>"] if group else [])]
        parts.append("\n\n".join(_item(index, item, view) for index, item in members))
    return parts


def _taps(lines: Sequence[Line], first: int, view: View) -> list[InlineKeyboardButton]:
    return [button(number(index, view.digits), Verb.BRIEFING, "story", item.story.id) for index, item in enumerate(lines, first)]


def _more(rest: int, view: View) -> str:
    return texts.BRIEFING_MORE.format(count=number(rest, view.digits))


async def _lines(session: ReadSession, payload: Mapping[str, object], name: str, chat: Chat, view: View) -> list[Line]:
    listed = payload.get(name)
    names = {s.id: view.naming.follow(s.follow) for s in await subscriptions.of(session, chat.address)}
    by_day = payload.get("slot") == OUTAGE
    lines: list[Line] = []
    for item in listed if isinstance(listed, list) else []:
        story = await stories.get(session, int(item["story"]))
        if story is None:
            continue
        noon = datetime.combine(date.fromisoformat(str(item["day"])), time(12), view.zone)
        group = day(noon, view.zone, view.now, view.digits) if by_day else names.get(int(item["follow"]), "")
        if item.get("note") == "corrected":
            lines.append(Line("", story, None, story.sources, item["correction"]))
            continue
        told = _told(story, int(item["statement"]))
        if told is not None:
            outlets = told.outlets if len(told.outlets) > 1 else ((told.shown.source_name, told.shown.url), *story.sources)
            lines.append(Line("" if item.get("note") else group, story, told.shown, outlets))
    return sorted(lines, key=lambda entry: _first_place(entry.group, lines))


def _told(story: Story, statement: int) -> Telling | None:
    """The statement as it is told now; where it is gone (its article was changed), the story's first; None: nothing is left."""
    found = tellings(story.statements)
    first = leading([one.shown for one in found])
    return telling_of(statement, found) or (telling_of(first[0].id, found) if first else None)


def _first_place(group: str, lines: Sequence[Line]) -> int:
    """Items of one follow stand together, at the place of their first."""
    return next(index for index, entry in enumerate(lines) if entry.group == group)


def _item(index: int, item: Line, view: View) -> str:
    source = f"<i>{sources_html(item.outlets, view)}</i>" if item.outlets else ""
    if item.statement is None:
        said = correction_html(_with_whose(item)) or ""
        return f"<b>{number(index, view.digits)}.</b> {said}\n{source}"
    who = attribution(item.statement, view, occasion=leans(item.statement.text))
    name = f"<b>{number(index, view.digits)}. {escape(line(who.name))}</b>{escape(who.rest)}:"
    quotation = f"{name}\n{quoted(item.statement.text, QUOTATION)}"
    anonymous = item.statement.speaker_kind == SpeakerKind.ANONYMOUS  # its publisher stands in its attribution already
    return quotation if anonymous else f"{quotation}\n{source}"


def _with_whose(item: Line) -> Mapping[str, object]:
    """What was wrong; of an article that vanished with whose words it held, since here nothing else tells which one it was."""
    told = item.correction or {}
    if told.get("change") != "vanished" or told.get("who"):
        return told
    first = leading([one for one in item.story.statements if one.source_name == told.get("before")])
    return {**told, "who": first[0].speaker_name or first[0].speaker_role or "" if first else ""}


def _head(payload: Mapping[str, object], view: View) -> str:
    template = HEADS.get(str(payload.get("slot")), texts.BRIEFING_NOW)
    made = datetime.fromisoformat(str(payload["until"]))
    return template.format(day=day(made, view.zone, view.now, view.digits))


def _counted(payload: Mapping[str, object], lines: Sequence[Line]) -> tuple[int, int]:
    """How many stories and speakers are shown or behind the button; what was hidden since does not count."""
    listed = payload.get("items")
    gone = (len(listed) if isinstance(listed, list) else 0) - len(lines)
    return _count(payload, "stories") - gone, _count(payload, "speakers")


def _shown(lines: Sequence[Line]) -> tuple[int, int]:
    """The same where nothing can be tapped."""
    said = [one.statement for one in lines if one.statement and one.statement.speaker_kind != SpeakerKind.ANONYMOUS]
    return len(lines), len({speaker_key(one) for one in said} - {""})


def _counts(payload: Mapping[str, object], numbers: tuple[int, int], view: View) -> str:
    stories_, speakers = (number(value, view.digits) for value in numbers)
    template = texts.BRIEFING_COUNT if numbers[1] else texts.BRIEFING_STORIES  # all by unnamed sources: «۰ گوینده» says nothing
    counts = template.format(stories=stories_, speakers=speakers)
    since, until = (datetime.fromisoformat(str(payload[name])) for name in ("since", "until"))
    if since.astimezone(view.zone).date() != until.astimezone(view.zone).date():
        return counts
    since_hour, until_hour = (_full_hour(hour(moment, view.zone), view) for moment in (since, until))
    period = texts.FROM_TO.format(since=since_hour, until=until_hour)
    return f"{counts}{texts.LIST_COMMA}{period}"


def _full_hour(at: str, view: View) -> str:
    """«۲۱» for nine in the evening, «۷:۳۰» for half past seven."""
    return digits(at.removesuffix(digits(":00")), view.digits)


def _count(payload: Mapping[str, object], name: str) -> int:
    value = payload.get(name)
    return value if isinstance(value, int) else 0
