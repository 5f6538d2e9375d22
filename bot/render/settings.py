"""/settings as messages: the main page with all choices as they stand, and a page of buttons for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import preferences as prefs
from bot.callbacks import Verb
from bot.preferences import Topic, clock_code
from bot.render.keyboards import button, keyboard
from bot.render.settings_values import DIGITS, LENGTHS, Desk, value_of
from bot.render.writing import escape, hour, line
from bot.texts import settings as words
from storage.records import ChatKind

SOURCES_A_PAGE = 12
Rows = list[list[InlineKeyboardButton]]


def page(desk: Desk, topic: Topic, offset: int = 0) -> tuple[str, InlineKeyboardMarkup | None]:
    """One page: its words (HTML) and its buttons."""
    if topic is Topic.MAIN:
        return _main_html(desk), _main_keyboard(desk)
    back = [button(words.BACK, Verb.SETTINGS, Topic.MAIN)]
    rows = _source_rows(desk, offset) if topic is Topic.SOURCES else _ROWS[topic](desk)
    return _ask(desk, topic), keyboard(*rows, back)


_NAMES = {
    Topic.ALERTS: words.ALERTS,
    Topic.TIMES: words.TIMES,
    Topic.DAYS: words.DAYS,
    Topic.ZONE: words.ZONE,
    Topic.QUIET: words.QUIET,
    Topic.CAP: words.CAP,
    Topic.LENGTH: words.LENGTH,
    Topic.DIGITS: words.DIGITS,
    Topic.SOURCES: words.SOURCES,
    Topic.DELETION: words.DELETION,
    Topic.PAUSE: words.PAUSE,
}


def _main_html(desk: Desk) -> str:
    head = words.HEAD_OF_CHANNEL if desk.chat.kind is ChatKind.CHANNEL else words.HEAD
    lines = [head, ""]
    lines += [escape(line(words.LINE.format(name=name, value=value_of(desk, topic)))) for topic, name in _NAMES.items()]
    return "\n".join(lines)


def _main_keyboard(desk: Desk) -> InlineKeyboardMarkup | None:
    taps = [button(name, Verb.SETTINGS, topic) for topic, name in _NAMES.items()]
    if desk.chat.settings.hushed:
        taps.append(button(words.LESS, Verb.SETTINGS, Topic.LESS))
    rows = [taps[at : at + 2] for at in range(0, len(taps), 2)]
    channel = desk.chat.kind is ChatKind.CHANNEL  # there the page stands in the place of the channel's desk
    return keyboard(*rows, [button(words.BACK, Verb.CONNECT) if channel else button(words.CLOSE, Verb.CLOSE)])


def _ask(desk: Desk, topic: Topic) -> str:
    asked = {
        Topic.ALERTS: words.ASK_ALERTS,
        Topic.TIMES: words.ASK_TIMES,
        Topic.DAYS: words.ASK_DAYS,
        Topic.ZONE: words.ASK_ZONE,
        Topic.QUIET: words.ASK_QUIET,
        Topic.CAP: words.ASK_CAP,
        Topic.LENGTH: words.ASK_LENGTH,
        Topic.DIGITS: words.ASK_DIGITS,
        Topic.SOURCES: words.ASK_SOURCES,
        Topic.DELETION: words.ASK_DELETION,
        Topic.PAUSE: words.ASK_PAUSE,
        Topic.LESS: words.ASK_LESS,
    }[topic]
    here = hour(desk.view.now, desk.view.zone, desk.view.digits)
    return asked.format(value=value_of(desk, topic), most=desk.count(prefs.MOST_TIMES), hour=here)


def _alert_rows() -> Rows:
    return [
        [_to(Topic.ALERTS, words.ALERTS_ALL_ON, "on"), _to(Topic.ALERTS, words.ALERTS_ALL_OFF, "off")],
        [button(words.OPEN_LIST, Verb.FOLLOWS)],
    ]


def _time_rows(desk: Desk) -> Rows:
    taken = desk.chosen.briefing_times
    taps = [_to(Topic.TIMES, desk.clock(at), clock_code(at), at in taken) for at in sorted({*prefs.TIMES, *taken})]
    return [*_by(taps, 4), [_to(Topic.TIMES, words.EMPTY_BRIEFINGS, prefs.EMPTY, desk.chosen.empty_briefings)]]


def _day_rows(desk: Desk) -> Rows:
    days = desk.chosen.briefing_days
    return _by([_to(Topic.DAYS, words.DAY_NAMES[one], str(one), one in days) for one in prefs.WEEK], 2)


def _zone_rows(desk: Desk) -> Rows:
    here = desk.chosen.timezone
    return _by([_to(Topic.ZONE, name, zone, zone == here) for zone, name in words.ZONES.items()], 2)


def _cap_rows(desk: Desk) -> Rows:
    cap = desk.chosen.alerts_per_day
    usual = words.CAP_DEFAULT.format(count=desk.count(prefs.usual_cap(desk.chat.kind)))
    taps = [_to(Topic.CAP, desk.count(one), str(one), one == cap) for one in prefs.CAPS]
    return [*_by(taps, 3), [_to(Topic.CAP, usual, prefs.DEFAULT, cap is None)]]


def _length_rows(desk: Desk) -> Rows:
    return [[_to(Topic.LENGTH, name, length, length == desk.chosen.length) for length, name in LENGTHS.items()]]


def _digit_rows(desk: Desk) -> Rows:
    return [[_to(Topic.DIGITS, name, kind, kind == desk.chosen.digits) for kind, name in DIGITS.items()]]


def _deletion_rows(desk: Desk) -> Rows:
    now = desk.chosen.delete_after_h
    off = [_to(Topic.DELETION, words.OFF, prefs.OFF, now is None)]
    return [off, *([_to(Topic.DELETION, words.HOURS.format(count=desk.count(h)), str(h), h == now)] for h in prefs.DELETIONS)]


def _to(topic: Topic, label: str, value: str, is_chosen: bool = False, offset: int = 0) -> InlineKeyboardButton:
    shown = words.CHOSEN.format(label=label) if is_chosen else label
    return button(shown, Verb.SETTINGS, topic, value, *([offset] if offset else []))


def _by(taps: Sequence[InlineKeyboardButton], width: int) -> Rows:
    return [list(taps[at : at + width]) for at in range(0, len(taps), width)]


def _quiet_rows(desk: Desk) -> Rows:
    chosen = desk.chat.settings
    begins = [
        _to(Topic.QUIET, words.QUIET_FROM.format(hour=desk.count(at.hour)), f"f{clock_code(at)}", at == chosen.quiet_from)
        for at in prefs.QUIET_FROM
    ]
    ends = [
        _to(Topic.QUIET, words.QUIET_TO.format(hour=desk.count(at.hour)), f"t{clock_code(at)}", at == chosen.quiet_to)
        for at in prefs.QUIET_TO
    ]
    return [*_by(begins, 3), *_by(ends, 3), [_to(Topic.QUIET, words.OFF, prefs.OFF, chosen.quiet_from is None)]]


def _source_rows(desk: Desk, offset: int) -> Rows:
    off = set(desk.chat.settings.sources_off)
    offset = offset if offset < len(desk.sources) else 0
    shown = desk.sources[offset : offset + SOURCES_A_PAGE]
    taps = [_to(Topic.SOURCES, source.name, str(source.id), source.id not in off, offset) for source in shown]
    turns = [_turn(words.PREVIOUS, max(0, offset - SOURCES_A_PAGE))] if offset else []
    turns += [_turn(words.NEXT, offset + SOURCES_A_PAGE)] if offset + SOURCES_A_PAGE < len(desk.sources) else []
    return [*_by(taps, 2), turns]


def _turn(label: str, offset: int) -> InlineKeyboardButton:
    return button(label, Verb.SETTINGS, Topic.SOURCES, "", offset)


def _pause_rows(desk: Desk) -> Rows:
    resume = [[_to(Topic.PAUSE, words.RESUME, prefs.OFF)]] if prefs.is_paused(desk.chat.settings, desk.view.now) else []
    lengths = zip(prefs.PAUSES, (words.PAUSE_DAY, words.PAUSE_THREE, words.PAUSE_WEEK), strict=True)
    taps = [_to(Topic.PAUSE, label, value) for value, label in lengths]
    return [*resume, *_by([*taps, _to(Topic.PAUSE, words.PAUSE_OPEN, prefs.OPEN)], 2)]


def _less_rows(desk: Desk) -> Rows:
    naming = desk.view.naming
    rows = []
    for place, hushed in enumerate(desk.chat.settings.hushed):
        kind, value = hushed[:2], hushed[2:]
        name = naming.topic(value) if kind == "t:" else naming.who(value) if value in naming.catalogue.people else value
        rows.append([_to(Topic.LESS, name, str(place))])
    return rows


_ROWS: dict[Topic, Callable[[Desk], Rows]] = {
    Topic.ALERTS: lambda _: _alert_rows(),
    Topic.TIMES: _time_rows,
    Topic.DAYS: _day_rows,
    Topic.ZONE: _zone_rows,
    Topic.QUIET: _quiet_rows,
    Topic.CAP: _cap_rows,
    Topic.LENGTH: _length_rows,
    Topic.DIGITS: _digit_rows,
    Topic.DELETION: _deletion_rows,
    Topic.PAUSE: _pause_rows,
    Topic.LESS: _less_rows,
}
