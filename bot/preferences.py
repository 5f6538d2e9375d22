"""An address's choices, pure: what may be chosen on each page of /settings, and what choosing it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.texts.settings import ZONES
from storage.records import ChatKind, ChatSettings


class Topic(StrEnum):
    """The pages. A value, once shipped, keeps its meaning: it stands in the buttons of old messages."""

    MAIN = "m"
    ALERTS = "al"
    TIMES = "bt"
    DAYS = "bd"
    ZONE = "tz"
    QUIET = "q"
    CAP = "cap"
    LENGTH = "len"
    DIGITS = "dig"
    SOURCES = "src"
    DELETION = "del"
    PAUSE = "pz"
    LESS = "les"


TIMES = tuple(
    time(hour, minute)
    for hour, minute in (
        *((6, 0), (7, 0), (7, 30), (8, 0), (9, 0), (10, 0), (12, 0), (13, 0)),
        *((14, 0), (16, 0), (17, 0), (18, 0), (19, 0), (20, 0), (21, 0), (22, 0)),
    )
)
MOST_TIMES = 4
WEEK = (5, 6, 0, 1, 2, 3, 4)
"""Days as they follow one another here: Saturday first."""
QUIET_FROM = tuple(time(hour) for hour in (20, 21, 22, 23, 0, 1))
QUIET_TO = tuple(time(hour) for hour in (5, 6, 7, 8, 9, 10))
CAPS = (1, 3, 5, 10, 20, 40)
LENGTHS = ("short", "normal", "long")
DIGITS = ("persian", "latin")
DELETIONS = (12, 24, 47)
PAUSES = {"1": timedelta(days=1), "3": timedelta(days=3), "7": timedelta(days=7)}
FOREVER = datetime(2999, 1, 1, tzinfo=UTC)
"""A pause without an end of its own."""
OFF, DEFAULT, EMPTY, OPEN = "off", "def", "e", "open"


class CannotError(ValueError):
    """A choice that is not to be had; `topic` says on which page."""

    def __init__(self, topic: Topic) -> None:
        super().__init__(str(topic))
        self.topic = topic


def clock_code(at: time) -> str:
    """«0730»: a time of day without the separator of callback data."""
    return f"{at.hour:02}{at.minute:02}"


def chosen(settings: ChatSettings, topic: Topic, value: str, now: datetime, sources: Sequence[int] = ()) -> ChatSettings | None:
    """The settings with one choice made; toggles turn round. None where the value is of no version we know.

    `sources` are the ids of all publishers there are.

    Raises:
        CannotError: a fifth time for briefings; the last source turned off.
    """
    if topic is Topic.SOURCES:
        return _sources(settings, value, sources)
    if topic is Topic.PAUSE:
        return _pause(settings, value, now)
    choose = _CHOICES.get(topic)
    return choose(settings, value) if choose else None


def _times(settings: ChatSettings, value: str) -> ChatSettings | None:
    if value == EMPTY:
        return replace(settings, empty_briefings=not settings.empty_briefings)
    at = _clock(value, TIMES + settings.briefing_times)
    if at is None:
        return None
    times = set(settings.briefing_times) ^ {at}
    if len(times) > MOST_TIMES:
        raise CannotError(Topic.TIMES)
    return replace(settings, briefing_times=tuple(sorted(times)))


def _days(settings: ChatSettings, value: str) -> ChatSettings | None:
    if value not in map(str, WEEK):
        return None
    return replace(settings, briefing_days=tuple(sorted(set(settings.briefing_days) ^ {int(value)})))


def _zone(settings: ChatSettings, value: str) -> ChatSettings | None:
    return replace(settings, timezone=value) if value in ZONES else None


def _quiet(settings: ChatSettings, value: str) -> ChatSettings | None:
    """«off», or «f2300» and «t0700»: where it begins and where it ends; with the one chosen, the other has its usual time."""
    if value == OFF:
        return replace(settings, quiet_from=None, quiet_to=None)
    begins, ends = settings.quiet_from or time(23), settings.quiet_to or time(7)
    at = _clock(value[1:], QUIET_FROM if value[:1] == "f" else QUIET_TO)
    if at is None or value[:1] not in ("f", "t"):
        return None
    return (
        replace(settings, quiet_from=at, quiet_to=ends) if value[0] == "f" else replace(settings, quiet_from=begins, quiet_to=at)
    )


def _cap(settings: ChatSettings, value: str) -> ChatSettings | None:
    if value != DEFAULT and value not in map(str, CAPS):
        return None
    return replace(settings, alerts_per_day=None if value == DEFAULT else int(value))


def _length(settings: ChatSettings, value: str) -> ChatSettings | None:
    return replace(settings, length=value) if value in LENGTHS else None


def _digits(settings: ChatSettings, value: str) -> ChatSettings | None:
    return replace(settings, digits=value) if value in DIGITS else None


def _sources(settings: ChatSettings, value: str, known: Sequence[int]) -> ChatSettings | None:
    if value not in map(str, known):
        return None
    off = (set(settings.sources_off) & set(known)) ^ {int(value)}
    if len(off) >= len(known):
        raise CannotError(Topic.SOURCES)
    return replace(settings, sources_off=tuple(sorted(off)))


def _deletion(settings: ChatSettings, value: str) -> ChatSettings | None:
    if value != OFF and value not in map(str, DELETIONS):
        return None
    return replace(settings, delete_after_h=None if value == OFF else int(value))


def _pause(settings: ChatSettings, value: str, now: datetime) -> ChatSettings | None:
    if value == OFF:
        return replace(settings, paused_until=None)
    if value == OPEN:
        return replace(settings, paused_until=FOREVER)
    return replace(settings, paused_until=now + PAUSES[value]) if value in PAUSES else None


def _less(settings: ChatSettings, value: str) -> ChatSettings | None:
    """The place of what is not to be hushed any more."""
    if value not in map(str, range(len(settings.hushed))):
        return None
    return replace(settings, hushed=settings.hushed[: int(value)] + settings.hushed[int(value) + 1 :])


_CHOICES: dict[Topic, Callable[[ChatSettings, str], ChatSettings | None]] = {
    Topic.TIMES: _times,
    Topic.DAYS: _days,
    Topic.ZONE: _zone,
    Topic.QUIET: _quiet,
    Topic.CAP: _cap,
    Topic.LENGTH: _length,
    Topic.DIGITS: _digits,
    Topic.DELETION: _deletion,
    Topic.LESS: _less,
}


def _clock(code: str, among: Sequence[time]) -> time | None:
    return next((at for at in among if clock_code(at) == code), None)


def is_paused(settings: ChatSettings, now: datetime) -> bool:
    return settings.paused_until is not None and now < settings.paused_until


def usual_cap(kind: ChatKind) -> int:
    """How many alerts a day an address gets that chose no cap of its own (jobs.matching holds the same)."""
    return 5 if kind is ChatKind.GROUP else 10
