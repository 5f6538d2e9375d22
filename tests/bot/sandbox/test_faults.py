"""Faults on demand: what the bot sees and what really happened."""

from __future__ import annotations

import aiohttp
import pytest

from bot.sandbox.faults import Fault, Faults, Rule
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.scene import Bot


async def texts(sandbox: Sandbox) -> list[str]:
    return [m.text for m in await sandbox.person.messages()]


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (Fault.TOO_MANY, 429, "Too Many Requests: retry after 7"),
        (Fault.SERVER_ERROR, 500, "Internal Server Error"),
        (Fault.BAD_GATEWAY, 502, "Bad Gateway"),
    ],
)
async def test_refusals_do_nothing(sandbox: Sandbox, bot: Bot, fault: Fault, status: int, words: str) -> None:
    """As often as the rule says, then all is well."""
    sandbox.faults.add(Rule(fault, method="sendMessage", times=2, seconds=7))
    answers = [await bot.call("sendMessage", chat_id=sandbox.chat_id, text=str(n)) for n in range(3)]
    assert [a.status for a in answers] == [status, status, 200]
    assert answers[0].description == words
    assert await texts(sandbox) == ["2"]


@pytest.mark.parametrize(("fault", "done"), [(Fault.RESET_BEFORE, []), (Fault.RESET_AFTER, ["x"])])
async def test_resets_before_and_after_acceptance(sandbox: Sandbox, bot: Bot, fault: Fault, done: list[str]) -> None:
    """The client sees the same; only the record and the chat tell whether it was done."""
    sandbox.faults.add(Rule(fault, method="sendmessage", times=1))
    with pytest.raises(aiohttp.ClientConnectionError):
        await bot.call("sendMessage", chat_id=sandbox.chat_id, text="x")
    assert await texts(sandbox) == done
    assert [(r.status, r.fault) for r in sandbox.record.of("sendMessage")] == [(0, fault.value)]


async def test_accepted_but_timed_out(sandbox: Sandbox, bot: Bot) -> None:
    """The message is there, the answer never comes."""
    sandbox.faults.add(Rule(Fault.TIMEOUT, method="sendMessage", times=1))
    with pytest.raises(TimeoutError):
        async with sandbox.session.post(
            f"{sandbox.url}/bot{sandbox.token}/sendMessage",
            json={"chat_id": sandbox.chat_id, "text": "x"},
            timeout=aiohttp.ClientTimeout(total=2.0),
        ):
            pass
    assert await texts(sandbox) == ["x"]


async def test_latency_only_delays(sandbox: Sandbox, bot: Bot) -> None:
    """And is told in the record."""
    sandbox.faults.add(Rule(Fault.LATENCY, seconds=0.05))
    assert (await bot.call("getMe")).status == 200
    assert [(r.status, r.fault) for r in sandbox.record.of()] == [(200, "latency")]


async def test_rules_by_chat_and_after_so_many(sandbox: Sandbox, bot: Bot) -> None:
    """`chat_id` and `skip` choose; other requests pass."""
    other = await sandbox.newcomer("نادر")
    await other.start()
    sandbox.faults.add(Rule(Fault.BAD_GATEWAY, chat_id=other.id, skip=1, times=1))
    statuses = [
        (await bot.call("sendMessage", chat_id=who, text="x")).status for who in (sandbox.chat_id, other.id, other.id, other.id)
    ]
    assert statuses == [200, 200, 502, 200]


def test_random_faults_follow_their_seed() -> None:
    """The same seed and requests give the same faults; about as many as the chance says."""

    def drawn(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add(Rule(Fault.SERVER_ERROR, chance=0.3))
        return [faults.choose("sendmessage", 1) is not None for _ in range(1000)]

    assert drawn(7) == drawn(7) != drawn(8)
    assert 250 < sum(drawn(7)) < 350


async def test_faults_are_switched_over_http(sandbox: Sandbox, bot: Bot) -> None:
    """For bots in other processes; a rule that cannot be read is refused."""
    async with sandbox.session.post(f"{sandbox.url}/sandbox/faults", json={"fault": "502", "method": "getMe"}) as response:
        assert response.status == 200
    assert (await bot.call("getMe")).status == 502
    async with sandbox.session.delete(f"{sandbox.url}/sandbox/faults") as response:
        assert response.status == 200
    assert (await bot.call("getMe")).status == 200
    async with sandbox.session.post(f"{sandbox.url}/sandbox/faults", json={"fault": "rain"}) as response:
        assert response.status == 400
    async with sandbox.session.get(f"{sandbox.url}/sandbox/requests", params={"method": "getMe"}) as response:
        assert [r["status"] for r in await response.json()] == [502, 200]
