"""The limiter in simulated time: every figure here is exact and takes no time."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.errors import FloodError, NotSentError, NotSentInTimeError, flood_seconds
from bot.limiter import PriorityLimiter, Turn
from storage.records import Priority
from tests.bot.simulated import SimulatedTime, most_in


class Server:
    """Notes what arrives, and answers 429 to the chats in `flooded` until then."""

    def __init__(self, time: SimulatedTime, way: tuple[float, float] = (0.0, 0.0)) -> None:
        self.time = time
        self.way = way
        self.arrived: list[tuple[float, Any]] = []
        self.flooded: dict[Any, float] = {}
        self.random = random.Random(9)

    async def __call__(self, endpoint: str, data: dict[str, Any]) -> bool:
        await self.time.sleep(self.random.uniform(*self.way))
        try:
            return self._arrive(data)
        finally:
            await self.time.sleep(self.way[0])

    def _arrive(self, data: dict[str, Any]) -> bool:
        until = self.flooded.get(data.get("chat_id"), 0.0)
        if self.time.now < until:
            raise FloodError(max(1, round(until - self.time.now)))
        self.arrived.append((self.time.now, data.get("chat_id")))
        return True

    def times(self, chat: Any = None) -> list[float]:
        return sorted(at for at, to in self.arrived if chat is None or to == chat)


class Bench:
    """A limiter in simulated time before a server."""

    def __init__(self, *, pause: float = 0.0, way: tuple[float, float] = (0.0, 0.0)) -> None:
        self.time = SimulatedTime(pause=pause)
        self.limiter = PriorityLimiter(clock=self.time.clock, sleep=self.time.sleep)
        self.server = Server(self.time, way)

    async def send(self, chat: Any, turn: Turn | None = None, endpoint: str = "sendMessage", **data: Any) -> Any:
        given = {"chat_id": chat, **data}
        return await self.limiter.process_request(self.server, (endpoint, given), {}, endpoint, given, turn)

    async def send_all(self, chats: list[Any], turn: Turn | None = None, **data: Any) -> None:
        await asyncio.gather(*(self.send(chat, turn, **data) for chat in chats))

    def run(self, work: Any) -> Any:
        return self.time.run(work)


PATIENT = Turn(Priority.BRIEFING, patience=1e6)


@pytest.mark.parametrize(
    ("pause", "way"), [(0.0, (0.0, 0.0)), (0.004, (0.0, 0.018)), (0.012, (0.08, 0.095)), (0.0, (0.01, 0.2)), (0.04, (0.0, 0.1))]
)
async def test_never_more_than_thirty_in_any_second(pause: float, way: tuple[float, float]) -> None:
    """Also in the first second, with a loop that is held up and a way to the server that takes now more, now less."""
    bench = Bench(pause=pause, way=way)
    await bench.run(bench.send_all(list(range(1, 601)), PATIENT))
    times = bench.server.times()
    assert len(times) == 600
    assert most_in(times, 1.0) <= 30


async def test_it_is_not_slower_than_it_has_to_be() -> None:
    """At least 96 % of 30 a second, the loop waking 4 ms late each time."""
    bench = Bench(pause=0.004)
    await bench.run(bench.send_all(list(range(1, 1201)), PATIENT))
    times = bench.server.times()
    assert 1199 / (times[-1] - times[0]) >= 0.96 * 30


async def test_one_chat_gets_short_bursts_and_then_one_a_second() -> None:
    """Three at once, then one a second; another chat is not held up by it."""
    bench = Bench()
    await bench.run(bench.send_all([7] * 10 + [8], PATIENT))
    times = bench.server.times(7)
    assert most_in(times, 0.9) == 3
    assert most_in(times[3:], 1.0) == 1
    assert bench.server.times(8)[0] - times[0] < 1


@pytest.mark.parametrize("group", [-4_000_001, -1_001_500_000_001, "@a_channel"])
async def test_a_group_gets_twenty_a_minute(group: Any) -> None:
    """Any minute, not the calendar's."""
    bench = Bench()
    await bench.run(bench.send_all([group] * 70, PATIENT))
    assert most_in(bench.server.times(), 60.0) == 20


async def test_answers_overtake_everything_and_priorities_hold() -> None:
    """A person's question is answered in the next slot, however many briefings wait."""
    bench = Bench()

    async def scenario() -> None:
        tasks = [asyncio.create_task(bench.send(chat, PATIENT)) for chat in range(1, 301)]
        tasks += [asyncio.create_task(bench.send(chat, Turn(Priority.PUSH, 1e6))) for chat in range(501, 521)]
        await bench.time.sleep(2)
        tasks += [asyncio.create_task(bench.send(chat, Turn(Priority.ALERT, 1e6))) for chat in range(601, 606)]
        tasks.append(asyncio.create_task(bench.send(999)))
        await asyncio.gather(*tasks)

    await bench.run(scenario())
    order = [chat for _, chat in bench.server.arrived]
    asked = order.index(999)
    assert order[asked + 1 : asked + 6] == [601, 602, 603, 604, 605]
    assert order[-20:] == list(range(501, 521))


async def test_chats_take_turns_within_a_priority() -> None:
    """One chat with a heap does not make the others wait behind it, though it came first."""
    bench = Bench()
    heap, others = [-5] * 15, list(range(1, 11))
    await bench.run(bench.send_all(heap + others, PATIENT))
    order = [chat for _, chat in bench.server.arrived]
    assert set(others) <= set(order[:12])


async def test_messages_of_one_chat_keep_their_order() -> None:
    """First in, first out within chat and priority."""
    bench = Bench()
    seen: list[int] = []

    async def note(number: int) -> bool:
        seen.append(number)
        return True

    async def one(number: int) -> None:
        await bench.limiter.process_request(note, (number,), {}, "sendMessage", {"chat_id": 3}, PATIENT)

    async def scenario() -> None:
        await asyncio.gather(*(one(number) for number in range(12)))

    await bench.run(scenario())
    assert seen == list(range(12))


async def test_a_flood_wait_is_kept_in_full_and_only_by_its_chat() -> None:
    """A 429 of one chat holds that chat for as long as it says; nobody else notices."""
    bench = Bench()
    bench.server.flooded = {1: bench.time.now + 30}
    start = bench.time.now

    async def scenario() -> None:
        tasks = [asyncio.create_task(bench.send(1, Turn(patience=100)))]
        tasks += [asyncio.create_task(bench.send(chat, PATIENT)) for chat in range(2, 200)]
        await asyncio.gather(*tasks)

    await bench.run(scenario())
    assert bench.server.times(1)[0] >= start + 30
    assert max(at for at, chat in bench.server.arrived if chat != 1) < start + 8


async def test_a_longer_wait_than_the_patience_is_told_at_once() -> None:
    """`RetryAfter` goes to whoever sends, and to whoever sends to this chat before it is over, with what is left of it."""
    bench = Bench()
    bench.server.flooded = {1: bench.time.now + 300}

    async def scenario() -> tuple[RetryAfter, RetryAfter]:
        with pytest.raises(RetryAfter) as first:
            await bench.send(1, Turn(Priority.ALERT, 30, insists=False))
        await bench.time.sleep(100)
        with pytest.raises(RetryAfter) as second:
            await bench.send(1, Turn(Priority.ALERT, 30, insists=False))
        return first.value, second.value

    first, second = await bench.run(scenario())
    assert (flood_seconds(first), flood_seconds(second)) == (300, 200)


async def test_several_chats_flooded_in_a_row_hold_everybody() -> None:
    """Three 429s of different chats with no success between are about us, not about them."""
    bench = Bench()
    start = bench.time.now
    bench.server.flooded = dict.fromkeys([1, 2, 3], start + 10)
    await bench.run(bench.send_all([1, 2, 3, 4, 5, 6], PATIENT))
    assert min(bench.server.times()) >= start + 10


async def test_patience_ends() -> None:
    """Who waited too long is told that nothing was sent."""
    bench = Bench()

    async def scenario() -> list[Any]:
        tasks = [asyncio.create_task(bench.send(chat, PATIENT)) for chat in range(1, 200)]
        await bench.time.sleep(0.1)
        with pytest.raises(NotSentInTimeError):
            await bench.send(999, Turn(Priority.PUSH, patience=2))
        return await asyncio.gather(*tasks)

    await bench.run(scenario())
    assert 999 not in {chat for _, chat in bench.server.arrived}


async def test_paid_broadcast_is_a_line_of_its_own() -> None:
    """Up to 1,000 in any second, the free line beside it unharmed."""
    bench = Bench(pause=0.001)

    async def scenario() -> None:
        await asyncio.gather(
            bench.send_all(list(range(1, 4001)), PATIENT, allow_paid_broadcast=True),
            bench.send_all(list(range(5000, 5060)), PATIENT),
        )

    await bench.run(scenario())
    paid = [at for at, chat in bench.server.arrived if chat < 5000]
    free = [at for at, chat in bench.server.arrived if chat >= 5000]
    assert most_in(paid, 1.0) <= 1000
    assert most_in(free, 1.0) <= 30
    assert 3999 / (paid[-1] - paid[0]) >= 900


async def test_what_is_no_message_does_not_wait() -> None:
    """Answers to taps and questions about a chat go at once; a media group counts as its pictures."""
    bench = Bench()
    start = bench.time.now

    async def scenario() -> None:
        await bench.send(-1, endpoint="sendMediaGroup", media=[1] * 10)
        await asyncio.gather(*(bench.send(None, endpoint="answerCallbackQuery") for _ in range(200)))
        await asyncio.gather(*(bench.send(1, endpoint="sendChatAction") for _ in range(5)))

    await bench.run(scenario())
    assert bench.server.times()[-1] == start
    await bench.run(bench.send(2, PATIENT))
    assert bench.server.times()[-1] >= start + 9 / 30


async def test_what_happens_before_leaving_does_not_bunch_messages() -> None:
    """`sending` is told of each message before it leaves; when it stalls, those it held up still leave at the pace."""
    bench = Bench()
    told: list[float] = []

    async def stall() -> None:
        told.append(bench.time.now)
        await bench.time.sleep(2 if len(told) < 20 else 0)

    await bench.run(bench.send_all(list(range(1, 121)), Turn(Priority.BRIEFING, 1e6, sending=stall)))
    assert len(told) == 120
    assert most_in(bench.server.times(), 1.0) <= 30


async def test_what_sending_raises_keeps_the_message_back() -> None:
    """The outbox may find that the claim is not ours any more."""
    bench = Bench()

    async def no() -> None:
        raise NotSentError("not ours any more")

    with pytest.raises(NotSentError):
        await bench.run(bench.send(1, Turn(sending=no)))
    assert bench.server.arrived == []


async def test_the_cancelled_leave_the_line_and_shutting_down_turns_everybody_away() -> None:
    """Nobody hangs; afterwards it works again."""
    bench = Bench()
    tasks = [asyncio.create_task(bench.send(1, PATIENT)) for _ in range(10)]
    await asyncio.sleep(0.01)
    tasks[5].cancel()
    await asyncio.sleep(0)
    await bench.limiter.shutdown()
    ended = await asyncio.gather(*tasks[3:], return_exceptions=True)
    assert [type(e) for e in ended].count(NotSentError) == 6
    assert bench.limiter.waiting == 0
    for task in tasks:
        task.cancel()
    await bench.limiter.initialize()
    assert await bench.run(bench.send(2))


async def test_forgotten_chats_change_nothing() -> None:
    """Limits of chats long silent are dropped; those of chats that are not, stay."""
    bench = Bench()

    async def scenario() -> None:
        tasks = [asyncio.create_task(bench.send(-1, PATIENT)) for _ in range(25)]
        for chat in range(10_500):
            await bench.send(chat, endpoint="sendChatAction")
        await asyncio.gather(*tasks)

    await bench.run(scenario())
    assert len(bench.server.times(-1)) == 25
    assert most_in(bench.server.times(-1), 60.0) <= 20
    assert len(bench.limiter._limits) <= 10_000
