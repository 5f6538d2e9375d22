"""Flood limits: the counting by itself, and the server's answers with them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.limits import BURST, GROUP, OVERALL, FloodLimits
from bot.sandbox.server import Sandbox, running_sandbox
from tests.bot.sandbox.scene import Bot


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def refused(limits: FloodLimits, chat: int, count: int = 1, *, paid: bool = False) -> int:
    """The `retry_after` that is answered; 0 where the messages pass."""
    try:
        limits.take(chat, count, paid=paid)
    except ApiError as error:
        return error.parameters["retry_after"]
    return 0


def test_thirty_a_second_overall(clock: Clock) -> None:
    """The thirty-first in any second is refused; a second later thirty pass again."""
    limits = FloodLimits(clock)
    assert [refused(limits, chat) for chat in range(1, OVERALL + 2)] == [0] * OVERALL + [1]
    clock.now += 1.0
    assert [refused(limits, chat) for chat in range(100, 100 + OVERALL + 1)] == [0] * OVERALL + [1]


def test_no_second_holds_more_than_thirty(clock: Clock) -> None:
    """The window slides: fifteen late in one second and fifteen early in the next are thirty."""
    limits = FloodLimits(clock)
    taken = []
    for step in range(200):
        clock.now = 1000 + step * 0.05
        taken += [clock.now for chat in range(3) if not refused(limits, step * 10 + chat + 1)]
    assert max(sum(start <= at < start + 1.0 for at in taken) for start in taken) == OVERALL


def test_one_a_second_in_a_chat_after_a_short_burst(clock: Clock) -> None:
    """The burst passes, then one each second; other chats are not concerned."""
    limits = FloodLimits(clock)
    assert [refused(limits, 1) for _ in range(BURST + 1)] == [0] * BURST + [1]
    assert refused(limits, 2) == 0
    clock.now += 1.0
    assert [refused(limits, 1), refused(limits, 1)] == [0, 1]


def test_twenty_a_minute_in_a_group(clock: Clock) -> None:
    """`retry_after` says when the first of the twenty is a minute old."""
    limits = FloodLimits(clock)
    for _ in range(GROUP):
        assert refused(limits, -5) == 0
        clock.now += 1.0
    assert refused(limits, -5) == 60 - GROUP
    assert refused(limits, 5) == 0
    clock.now += 60 - GROUP
    assert refused(limits, -5) == 0


def test_paid_broadcasts_pass_faster(clock: Clock) -> None:
    """Up to a thousand a second."""
    limits = FloodLimits(clock)
    assert all(refused(limits, chat, paid=True) == 0 for chat in range(1, 1001))
    assert refused(limits, 2000, paid=True) == 1


def test_what_is_refused_does_not_count(clock: Clock) -> None:
    """Asking again and again does not prolong the wait."""
    limits = FloodLimits(clock)
    for _ in range(BURST + 50):
        refused(limits, 1)
    clock.now += 1.0
    assert refused(limits, 1) == 0


@pytest.fixture
async def limited() -> AsyncIterator[Sandbox]:
    async with running_sandbox(limits=True) as running:
        yield running


async def test_the_answer_to_a_flood(limited: Sandbox) -> None:
    """429, its words, `retry_after` in the body and as a header; edits and answers stay free."""
    bot = Bot(limited)
    answers = [await bot.call("sendMessage", chat_id=limited.chat_id, text=str(n)) for n in range(BURST + 1)]
    assert [a.status for a in answers] == [200] * BURST + [429]
    refusal = answers[-1]
    assert refusal.description == "Too Many Requests: retry after 1"
    assert refusal.body["parameters"] == {"retry_after": 1}
    assert refusal.headers["Retry-After"] == "1"
    number = answers[0].result["message_id"]
    assert (await bot.call("editMessageText", chat_id=limited.chat_id, message_id=number, text="نو")).status == 200
    assert (await bot.call("sendChatAction", chat_id=limited.chat_id, action="typing")).status == 200
    limited.advance(1)
    assert (await bot.call("sendMessage", chat_id=limited.chat_id, text="x")).status == 200


async def test_an_album_counts_as_so_many_messages(limited: Sandbox) -> None:
    """Ten pictures are ten messages: the burst is gone."""
    bot = Bot(limited)
    await bot.call("copyMessages", chat_id=limited.chat_id, from_chat_id=limited.chat_id, message_ids=list(range(1, 11)))
    assert (await bot.call("sendMessage", chat_id=limited.chat_id, text="x")).status == 429


async def test_without_limits_nothing_is_refused(sandbox: Sandbox, bot: Bot) -> None:
    """The default."""
    assert {(await bot.call("sendMessage", chat_id=sandbox.chat_id, text="x")).status for _ in range(100)} == {200}
