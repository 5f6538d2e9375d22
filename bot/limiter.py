"""Telegram's limits, kept by us, in place of PTB's AIORateLimiter (which lets 59 out in the first second, knows no priority and
stops everybody for one chat's flood).

Never more than 30 messages in any second overall, 1,000 with paid broadcast; one a second in a chat, with short bursts; 20 a
minute in a group. Answers to people go first, then alerts, briefings, pushes; within a priority the chats take turns.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.errors import FloodError, NotSentError, NotSentInTimeError, flood_seconds
from bot.line import Line, Waiter
from bot.pacing import ChatLimits

RATE, SLACK_S, LIMIT = 29.0, 0.015, 30
"""floor((1 + 0.015) * 29) + 1 = 30 in any second, with 19 ms to spare for what the way to the server does to the distances."""
PAID_RATE, PAID_SLACK_S, PAID_LIMIT = 970.0, 0.02, 990
FLOODS_FOR_ALL = 3
"""Telegram does not say whom a 429 concerns. So many chats in a row, with no success between: all of us."""
_KNOWN_CHATS = 10_000

Result = bool | JSONDict | list[JSONDict]
Sending = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Turn:
    """How a request is to be sent; `rate_limit_args` of the bot's methods. Without it: an answer to a person.

    `priority`: lower goes first (`storage.records.Priority`; 0 for answers). `patience`: seconds it waits for its turn at most,
    then `NotSentInTimeError`. `insists`: a 429 that ends within the patience is waited for and sent again; else `RetryAfter` is
    raised. `sending` is awaited when its turn has come, just before it leaves: what it raises keeps it from leaving.
    """

    priority: int = 0
    patience: float = 60.0
    insists: bool = True
    sending: Sending | None = None


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a request counts as: of which chat (`key`), for how many messages, on the paid line or not."""

    key: object
    cost: int
    paid: bool
    paced: bool
    group: bool


class PriorityLimiter(BaseRateLimiter[Turn]):
    """The limits of one bot. `clock` gives seconds that only grow, `sleep` waits that many."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        rate: float = RATE,
        paid_rate: float = PAID_RATE,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._lines = {
            False: Line(rate, SLACK_S, max(LIMIT, math.ceil(rate))),
            True: Line(paid_rate, PAID_SLACK_S, max(PAID_LIMIT, math.ceil(paid_rate))),
        }
        self._limits: dict[object, ChatLimits] = {}
        self._timers: dict[Line, tuple[float, asyncio.Task[None]]] = {}
        self._floods: dict[object, float] = {}

    async def initialize(self) -> None:
        """Nothing to do; works again after `shutdown`."""

    async def shutdown(self) -> None:
        """Turns away whoever waits (`NotSentError`)."""
        timers = [task for _, task in self._timers.values()]
        self._timers.clear()
        for task in timers:
            task.cancel()
        await asyncio.gather(*timers, return_exceptions=True)
        for line in self._lines.values():
            for waiter in line.everybody():
                _refuse(waiter, NotSentError("The limiter is shut down"))

    @property
    def waiting(self) -> int:
        """How many messages wait for their turn."""
        return sum(len(line) for line in self._lines.values())

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Turn | None,
    ) -> Result:
        """Sends the request when its turn has come.

        Raises:
            NotSentInTimeError: its turn did not come within its patience.
            RetryAfter: Telegram wants a longer wait than that; the chat is left alone for as long.
        """
        how = rate_limit_args or Turn()
        deadline = self._clock() + how.patience
        kind = _kind(endpoint, data)
        while True:
            await self._turn(kind, how, deadline)
            try:
                result = await self._send(kind, callback, args, kwargs)
            except RetryAfter as error:
                seconds = flood_seconds(error)
                self._flooded(kind, seconds)
                if not how.insists or self._clock() + seconds > deadline:
                    raise
            else:
                self._floods.clear()
                return result

    async def _turn(self, kind: _Kind, how: Turn, deadline: float) -> None:
        """Waits in line, then tells who wants to know."""
        limits = self._limits_of(kind)
        now = self._clock()
        if not kind.cost:  # answers to taps, questions about chats: no message, only held back where a 429 said so
            if limits.blocked_until > deadline:
                raise FloodError(math.ceil(limits.blocked_until - now))
            if limits.blocked_until > now:
                await self._sleep(limits.blocked_until - now)
            return
        line = self._lines[kind.paid]
        blocked = max(limits.blocked_until, line.blocked_until)
        if blocked > deadline:
            raise FloodError(math.ceil(blocked - now))
        waiter = Waiter(kind.key, how.priority, kind.cost, deadline, asyncio.get_running_loop().create_future())
        line.join(waiter, limits, now)
        self._advance(line)
        await waiter.turn
        if how.sending is not None:
            await how.sending()

    async def _send(self, kind: _Kind, callback: Callable[..., Awaitable[Result]], args: Any, kwargs: dict[str, Any]) -> Result:
        """Passes the gate and calls. Between the turn and here `sending` took its time; the gate keeps those that it held up
        from leaving together."""
        if not kind.cost:
            return await callback(*args, **kwargs)
        line = self._lines[kind.paid]
        async with line.door:
            while (wait := max(line.gate.wait(now := self._clock()), line.window.wait(now))) > 0:
                await self._sleep(wait)
            line.gate.take(now, kind.cost)
            line.window.left(kind.cost)
        try:
            return await callback(*args, **kwargs)
        finally:
            line.window.came_back(now, self._clock(), kind.cost)

    def _advance(self, line: Line) -> None:
        go, late, again = line.advance(self._clock())
        for waiter in late:
            _refuse(waiter, NotSentInTimeError("Its turn did not come in time"))
        for waiter in go:
            waiter.turn.set_result(None)
        if again is not None:
            self._look_again(line, again)

    def _look_again(self, line: Line, at: float) -> None:
        known = self._timers.get(line)
        if known is not None:
            if known[0] <= at:
                return
            known[1].cancel()
        self._timers[line] = (at, asyncio.get_running_loop().create_task(self._timer(line, at)))

    async def _timer(self, line: Line, at: float) -> None:
        await self._sleep(max(0.0, at - self._clock()))
        self._timers.pop(line, None)
        self._advance(line)

    def _flooded(self, kind: _Kind, seconds: float) -> None:
        """Telegram wants us to wait: the chat does; everybody, once several chats in a row heard the same."""
        now = self._clock()
        until = now + seconds
        limits = self._limits_of(kind)
        limits.blocked_until = max(limits.blocked_until, until)
        line = self._lines[kind.paid]
        for waiter in line.of(kind.key):
            if waiter.deadline < until:
                _refuse(waiter, FloodError(math.ceil(seconds)))
        if kind.cost:
            self._floods[kind.key] = until
            if len(self._floods) >= FLOODS_FOR_ALL:
                line.blocked_until = max(line.blocked_until, *self._floods.values())
                self._floods.clear()

    def _limits_of(self, kind: _Kind) -> ChatLimits:
        found = self._limits.get(kind.key)
        if found is None:
            if len(self._limits) >= _KNOWN_CHATS:
                now = self._clock()
                # Chats with somebody in line keep theirs: their queue holds the same object.
                busy = {key for line in self._lines.values() for key in line.chats()}
                self._limits = {k: v for k, v in self._limits.items() if k in busy or not v.idle(now)}
            found = self._limits[kind.key] = ChatLimits(paced=kind.paced, group=kind.group)
        return found


_MESSAGES = ("send", "copy", "forward", "edit")


def _kind(endpoint: str, data: dict[str, Any]) -> _Kind:
    name, chat = endpoint.lower(), data.get("chat_id")
    message = name.startswith(_MESSAGES) and name != "sendchataction" and not name.startswith("editforum")
    deletion = name.startswith("deletemessage")
    if not message and not deletion:
        return _Kind((name, chat), 0, paid=False, paced=False, group=False)
    paid = bool(data.get("allow_paid_broadcast"))
    if chat is None or deletion:  # an inline message is in no chat of ours; deletions do not count as messages of the chat
        return _Kind((name, chat), 1, paid=paid, paced=False, group=False)
    many = data.get("media") if name == "sendmediagroup" else data.get("message_ids")
    cost = max(1, len(many)) if isinstance(many, (list, tuple)) else 1
    return _Kind(chat, cost, paid=paid, paced=True, group=str(chat).startswith(("-", "@")))


def _refuse(waiter: Waiter, error: Exception) -> None:
    if not waiter.turn.done():
        waiter.turn.set_exception(error)
