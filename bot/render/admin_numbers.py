"""The numbers of an installation as a message. What is under ten about readers reads «کمتر از ده»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.render.admin_push import duration, when
from bot.render.story import View
from bot.render.writing import digits, escape, line, number
from bot.texts import admin as words
from storage.numbers import ChatNumbers, Lag
from storage.records import DeliveryState

FEW = 10


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that /numbers says. `deliveries` of the last day, `statements` of the last seven days, sizes in bytes."""

    chats: ChatNumbers
    follows: Mapping[str, int]
    deliveries: Mapping[DeliveryState, int]
    lag: Lag | None
    statements: int
    failing: int
    unanswered: tuple[str, ...]
    size: int
    free: int


def numbers_html(numbers: Numbers, view: View) -> str:
    """One line a matter."""
    kinds = [f"{words.KINDS[kind]} {_few(count, view)}" for kind, count in numbers.chats.by_kind.items()]
    states = [
        f"{words.CHAT_STATES[state]} {_few(count, view)}"
        for state, count in numbers.chats.by_state.items()
        if state != "active" and state in words.CHAT_STATES
    ]
    week, month = (_few(count, view) for count in numbers.chats.fresh)
    follows = [f"{words.FOLLOW_KINDS[kind]} {_few(numbers.follows.get(kind, 0), view)}" for kind in words.FOLLOW_KINDS]
    sent = [
        f"{words.DELIVERY_STATES[state]} {number(count, view.digits)}"
        for state, count in sorted(numbers.deliveries.items())
        if state in words.DELIVERY_STATES
    ]
    lines = [
        words.NUMBERS_HEAD,
        words.N_CHATS.format(what=words.COMMA.join(kinds) or words.NOTHING),
        *([words.N_AWAY.format(what=words.COMMA.join(states))] if states else []),
        words.N_FRESH.format(week=week, month=month),
        words.N_FOLLOWS.format(what=words.COMMA.join(follows)),
        words.N_DELIVERIES.format(what=words.COMMA.join(sent) or words.NOTHING),
        _lag(numbers.lag, view),
        words.N_STATEMENTS.format(count=_rounded(numbers.statements / 7, view)),
        words.N_FAILING.format(count=number(numbers.failing, view.digits)),
        words.N_STORAGE.format(size=_megabytes(numbers.size, view), free=_megabytes(numbers.free, view)),
    ]
    if numbers.unanswered:
        lines += [words.N_UNANSWERED, *(f"• {escape(question)}" for question in numbers.unanswered)]
    return "\n".join(lines)


def _few(count: int, view: View) -> str:
    return words.FEW if 0 < count < FEW else number(count, view.digits)


def _lag(lag: Lag | None, view: View) -> str:
    if lag is None:
        return words.N_LAG_NONE
    return words.N_LAG.format(median=duration(lag.median, view.digits), p95=duration(lag.p95, view.digits))


def _megabytes(size: int, view: View) -> str:
    return words.MEGABYTES.format(count=_rounded(size / 1_000_000, view))


def _rounded(value: float, view: View) -> str:
    """Whole, and under ten with one decimal place."""
    return digits(f"{value:.1f}".replace(".", "٫") if 0 < value < FEW else str(round(value)), view.digits)


def trouble_html(payload: Mapping[str, object], view: View) -> str:
    """What is wrong with the installation, or that it is over (jobs.care)."""
    since = when(datetime.fromisoformat(str(payload["since"])), view)
    detail = digits(escape(line(str(payload.get("detail", "")))), view.digits)
    if payload.get("over"):
        return words.TROUBLE_OVER.format(what=words.TROUBLE_NAMES[str(payload["what"])].format(detail=detail))
    return words.TROUBLES[str(payload["what"])].format(since=since, detail=detail)
