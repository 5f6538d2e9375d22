"""The clock of a chat, pure: quiet hours, days, and the moments of its briefings, in its own time zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.records import ChatSettings

FRIDAY = 4
_SEARCHED_DAYS = 8  # a week and the day after: every choice of days comes round in it


def zone(settings: ChatSettings) -> ZoneInfo:
    """The time zone in which the chat lives."""
    return ZoneInfo(settings.timezone)


def local_date(settings: ChatSettings, at: datetime) -> date:
    """The date of `at` where the chat lives."""
    return at.astimezone(zone(settings)).date()


def quiet_until(settings: ChatSettings, now: datetime) -> datetime | None:
    """When the quiet hours in which `now` falls are over; None outside of them."""
    begins, ends = settings.quiet_from, settings.quiet_to
    if begins is None or ends is None or begins == ends:
        return None
    here = now.astimezone(zone(settings))
    clock = here.time()
    over_midnight = begins > ends
    if not (clock >= begins or clock < ends if over_midnight else begins <= clock < ends):
        return None
    day = here.date() + timedelta(days=1) if over_midnight and clock >= begins else here.date()
    return _moment(settings, day, ends, after=now)


def paused(settings: ChatSettings, now: datetime) -> bool:
    """Whether the chat asked for silence until a date that is not reached."""
    return settings.paused_until is not None and now < settings.paused_until


def briefing_moments(settings: ChatSettings, after: datetime, until: datetime) -> Iterator[datetime]:
    """The moments in (after, until] at which the chat wants its briefing, in order.

    Friday has one, the last of its times. A time that the clocks skip comes when they have moved on; one that comes twice, the
    first time. Nothing falls into a pause.
    """
    day = local_date(settings, after) - timedelta(days=1)
    last = local_date(settings, until)
    while day <= last:
        if day.weekday() in settings.briefing_days:
            for at in _times_of(settings, day):
                moment = _moment(settings, day, at)
                if after < moment <= until and not paused(settings, moment):
                    yield moment
        day += timedelta(days=1)


def next_briefing(settings: ChatSettings, after: datetime) -> datetime | None:
    """The first briefing after `after`; None for a chat that wants none."""
    if not settings.briefing_times or not settings.briefing_days:
        return None
    begin = max(after, settings.paused_until - timedelta(microseconds=1)) if settings.paused_until else after
    return next(briefing_moments(settings, begin, begin + timedelta(days=_SEARCHED_DAYS)), None)


def last_briefing(settings: ChatSettings, after: datetime, now: datetime) -> datetime | None:
    """The latest of the briefings that fell due in (after, now]: it stands for all of them."""
    begin = max(after, now - timedelta(days=_SEARCHED_DAYS))
    return max(briefing_moments(settings, begin, now), default=None)


def _times_of(settings: ChatSettings, day: date) -> list[time]:
    times = sorted(settings.briefing_times)
    return times[-1:] if day.weekday() == FRIDAY else times


def _moment(settings: ChatSettings, day: date, at: time, after: datetime | None = None) -> datetime:
    """That wall-clock time as UTC; of two (the clocks went back) the first, or the one behind `after`."""
    wall = datetime.combine(day, at, zone(settings))
    moment = wall.astimezone(UTC)
    return wall.replace(fold=1).astimezone(UTC) if after is not None and moment <= after else moment
