"""A push as its readers see it, and its progress as its admin does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.render.briefing import render_briefing
from bot.render.keyboards import story_keyboard
from bot.render.naming import Naming
from bot.render.rendered import Rendered, carried, rendered
from bot.render.story import View, story_html
from bot.render.writing import day, escape, hour, line, number
from bot.texts import AT_HOUR, LIST_COMMA, pushing
from bot.texts import admin as words
from storage import pushes, statements, stories
from storage.database import ReadSession
from storage.office_records import Audience, AudienceKind, Push, PushCounts, PushState
from storage.records import Chat, ChatKind, Delivery, Follow

FEW = 10


async def render_push(session: ReadSession, delivery: Delivery, chat: Chat, view: View) -> Rendered | None:
    """What a delivery of a push says. None: it was cancelled, its story is gone, or the chat asked for silence."""
    number_ = delivery.payload.get("push")
    push = await pushes.get(session, number_) if isinstance(number_, int) else None
    if push is None or push.state is PushState.CANCELLED:
        return None
    paused = chat.settings.paused_until
    if paused is not None and view.now < paused:
        return None
    return await push_message(session, push, delivery, chat, view)


async def push_message(session: ReadSession, push: Push, delivery: Delivery, chat: Chat, view: View) -> Rendered | None:
    """The message for one chat, also as a preview."""
    payload = push.payload
    if isinstance(html := payload.get("html"), str):
        return replace(rendered(html, None), carries=carried(payload))
    callbacks = chat.kind is not ChatKind.CHANNEL
    if isinstance(story_id := payload.get("story"), int):
        story = await stories.get(session, story_id)
        if story is None or not story.statements:
            return None
        return rendered(story_html(story, view).html, story_keyboard(story, view.digits, callbacks=callbacks))
    if isinstance(statement_id := payload.get("statement"), int):
        said = await statements.get(session, statement_id)
        story = await stories.get(session, said.story_id) if said and said.story_id and not said.hidden else None
        if said is None or story is None:
            return None
        alone = replace(story, statements=(said,), sources=((said.source_name, said.url),), countries=said.countries)
        return rendered(story_html(alone, view).html, story_keyboard(story, view.digits, callbacks=callbacks))
    if isinstance(briefing := payload.get("briefing"), dict):
        return await render_briefing(session, replace(delivery, payload=briefing), chat, view)
    return None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the progress message says: numbers of one push at one moment."""

    push: Push
    counts: PushCounts
    total: int
    ends_at: datetime | None


def progress_html(standing: Standing, view: View) -> str:
    """The progress message: state, who got it, who did not and why, what is left and until when."""
    push, counts = standing.push, standing.counts
    state = word_of_state(push, view.now)
    head = pushing.PUSH_HEAD.format(id=number(push.id, view.digits), state=state)
    lines = [head, audience_name(push.audience, view.naming), *_numbers(standing, view)]
    waiting = standing.total - push.owed + counts.waiting
    if waiting and push.state is not PushState.CANCELLED and not _few(standing):
        lines.append(pushing.PUSH_REST.format(count=number(waiting, view.digits)))
    if push.not_before > view.now and push.state is PushState.RUNNING:
        lines.append(pushing.PUSH_BEGINS.format(when=when(push.not_before, view)))
    if standing.ends_at is not None:
        lines.append(pushing.PUSH_ENDS.format(when=when(standing.ends_at, view)))
    return "\n".join(lines)


def report_html(push: Push, counts: PushCounts, view: View, rest: int = 0) -> str:
    """The last word about a push. `rest`: chats of its audience that were not owed it before it was cancelled."""
    head = pushing.PUSH_REPORT.format(id=number(push.id, view.digits), state=pushing.PUSH_STATES[push.state])
    lines = [head, audience_name(push.audience, view.naming), *_numbers(Standing(push, counts, push.owed + rest, None), view)]
    if push.settled_at is not None:
        begun = max(push.started_at or push.created_at, push.not_before)
        begun = min(begun, push.settled_at)
        same_day = begun.astimezone(view.zone).date() == push.settled_at.astimezone(view.zone).date()
        until = AT_HOUR.format(time=hour(push.settled_at, view.zone, view.digits)) if same_day else when(push.settled_at, view)
        lines.append(pushing.PUSH_TOOK.format(since=when(begun, view), until=until))
    return "\n".join(lines)


def _few(standing: Standing) -> bool:
    """Whether its numbers might say who reads what."""
    return standing.push.audience.kind is AudienceKind.FOLLOWERS and standing.total < FEW


def _numbers(standing: Standing, view: View) -> list[str]:
    counts = standing.counts
    if _few(standing):
        return [pushing.PUSH_SENT_FEW.format(total=words.FEW)]
    found = [pushing.PUSH_SENT.format(sent=number(counts.sent, view.digits), total=number(standing.total, view.digits))]
    for template, count in (
        (pushing.PUSH_TWICE, counts.doubted),
        (pushing.PUSH_BLOCKED, counts.blocked),
        (pushing.PUSH_UNCERTAIN, counts.uncertain),
        (pushing.PUSH_GONE, counts.gone),
        (pushing.PUSH_HELD, counts.held),
    ):
        if count:
            found.append(template.format(count=number(count, view.digits)))
    dropped = Counter(counts.dropped)
    if standing.push.state is PushState.CANCELLED:  # what was not even owed, with what was taken back
        dropped[pushes.CANCELLED] += standing.total - standing.push.owed
    return [
        *found,
        *_by_reason(pushing.PUSH_FAILED, counts.failed, view),
        *_by_reason(pushing.PUSH_DROPPED, +dropped, view),
    ]


def _by_reason(template: str, reasons: Mapping[str, int], view: View) -> list[str]:
    counted: Counter[str] = Counter()
    for reason, count in reasons.items():
        known = next((said for begins, said in pushing.REASONS.items() if reason.startswith(begins)), reason)
        counted[known] += count
    return [
        template.format(count=number(count, view.digits), reason=escape(line(reason))) for reason, count in counted.most_common(5)
    ]


def word_of_state(push: Push, now: datetime) -> str:
    waits = push.state is PushState.RUNNING and push.not_before > now
    return pushing.PUSH_STATES["scheduled" if waits else push.state]


def audience_name(audience: Audience, naming: Naming) -> str:
    """«همه», «دنبال‌کنندگان ترکیه»; HTML."""
    if audience.kind is not AudienceKind.FOLLOWERS:
        return pushing.AUDIENCE[audience.kind]
    follow = Follow(who=audience.who, country=audience.country, topic=audience.topic)
    return pushing.FOLLOWERS_OF.format(what=escape(naming.follow(follow)))


def audience_count(audience: Audience, size: int, view: View) -> str:
    """How many chats; of followers nobody is told a number under ten, which might say who reads what."""
    hidden = audience.kind is AudienceKind.FOLLOWERS and size < FEW
    return words.FEW if hidden else number(size, view.digits)


def when(at: datetime, view: View) -> str:
    """«سه‌شنبه ۱۵ مهر، ساعت ۱۸:۰۰»."""
    clock = AT_HOUR.format(time=hour(at, view.zone, view.digits))
    return f"{day(at, view.zone, view.now, view.digits)}{LIST_COMMA}{clock}"


def duration(seconds: float, kind: str) -> str:
    """«۴۰ ثانیه», «۱۲ دقیقه», «۱ ساعت و ۳ دقیقه»."""
    whole = max(1, round(seconds))
    if whole < 90:
        return pushing.SECONDS.format(count=number(whole, kind))
    minutes = round(whole / 60)
    if minutes < 60:
        return pushing.MINUTES.format(count=number(minutes, kind))
    return pushing.HOURS_MINUTES.format(hours=number(minutes // 60, kind), minutes=number(minutes % 60, kind))
