"""An address's choices as they stand, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from bot import preferences as prefs
from bot.preferences import Topic
from bot.render.story import View
from bot.render.writing import day, digits, hour, number
from bot.texts import settings as words
from storage.records import Chat, ChatSettings, Source, Subscription


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages of one address are made of."""

    chat: Chat
    view: View
    follows: tuple[Subscription, ...]
    sources: tuple[Source, ...]

    @property
    def chosen(self) -> ChatSettings:
        return self.chat.settings

    def clock(self, at: time) -> str:
        return digits(f"{at.hour}:{at.minute:02}", self.view.digits)

    def count(self, value: int) -> str:
        return number(value, self.view.digits)


def value_of(desk: Desk, topic: Topic) -> str:
    """A choice as it stands, in a few words."""
    return _VALUES[topic](desk) if topic in _VALUES else ""


def _alerts(desk: Desk) -> str:
    if not desk.follows:
        return words.NO_FOLLOWS
    on = sum(follow.alerts and not follow.muted for follow in desk.follows)
    return words.ALERTS_OF.format(on=desk.count(on), all=desk.count(len(desk.follows)))


def _times(desk: Desk) -> str:
    return words.LIST_AND.join(map(desk.clock, desk.chosen.briefing_times)) or words.NONE


def _days(desk: Desk) -> str:
    days = [words.DAY_NAMES[one] for one in prefs.WEEK if one in desk.chosen.briefing_days]
    return words.EVERY_DAY if len(days) == len(prefs.WEEK) else words.LIST_AND.join(days) or words.NONE


def _zone(desk: Desk) -> str:
    return words.ZONES.get(desk.chosen.timezone, desk.chosen.timezone)


def _quiet(desk: Desk) -> str:
    begins, ends = desk.chosen.quiet_from, desk.chosen.quiet_to
    if begins is None or ends is None:
        return words.OFF
    return words.FROM_TO.format(since=desk.clock(begins), until=desk.clock(ends))


def _cap(desk: Desk) -> str:
    cap = desk.chosen.alerts_per_day
    return words.A_DAY.format(count=desk.count(prefs.usual_cap(desk.chat.kind) if cap is None else cap))


def _sources(desk: Desk) -> str:
    off = len(set(desk.chosen.sources_off) & {source.id for source in desk.sources})
    return words.ALL_BUT.format(count=desk.count(off)) if off else words.ALL_SOURCES


def _deletion(desk: Desk) -> str:
    hours = desk.chosen.delete_after_h
    return words.OFF if hours is None else words.HOURS.format(count=desk.count(hours))


LENGTHS = dict(zip(prefs.LENGTHS, (words.SHORT, words.NORMAL, words.LONG), strict=True))
DIGITS = dict(zip(prefs.DIGITS, (words.PERSIAN, words.LATIN), strict=True))


def _paused(desk: Desk) -> str:
    until, view = desk.chat.settings.paused_until, desk.view
    if until is None or not prefs.is_paused(desk.chat.settings, view.now):
        return words.NOT_PAUSED
    if until >= prefs.FOREVER:
        return words.UNTIL_RESUMED
    return words.UNTIL.format(day=day(until, view.zone, view.now, view.digits), hour=hour(until, view.zone, view.digits))


_VALUES: dict[Topic, Callable[[Desk], str]] = {
    Topic.ALERTS: _alerts,
    Topic.TIMES: _times,
    Topic.DAYS: _days,
    Topic.ZONE: _zone,
    Topic.QUIET: _quiet,
    Topic.CAP: _cap,
    Topic.LENGTH: lambda desk: LENGTHS[desk.chosen.length],
    Topic.DIGITS: lambda desk: DIGITS[desk.chosen.digits],
    Topic.SOURCES: _sources,
    Topic.DELETION: _deletion,
    Topic.PAUSE: _paused,
}
