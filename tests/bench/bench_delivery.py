"""Sending, in one run: our request beside PTB's over httpx."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.request import AiohttpRequest
from tests.bench.running import require, show
from tests.bench.telegram import running_telegram

FLOOR = 1.2
"""Our request is at least so many times as fast as PTB's with many in flight, or it is not worth its lines."""


def run() -> None:
    """Prints requests a second for both, at once and at 80 ms from the server.

    Raises:
        Violation: ours is not faster where it matters.
    """
    rows = []
    ratios = {}
    for latency in (0.0, 0.08):
        for at_once in (1, 50, 256):
            ours = asyncio.run(_rate(_ours, at_once, latency))
            theirs = asyncio.run(_rate(_theirs, at_once, latency))
            ratios[latency, at_once] = ours / theirs
            rows.append([f"{latency * 1000:.0f} ms", at_once, f"{ours:.0f}", f"{theirs:.0f}", f"{ours / theirs:.2f}"])
    show("Messages a second, limiter aside", ["latency", "at once", "naql (aiohttp)", "PTB (httpx)", "ratio"], rows)
    for case in ((0.0, 50), (0.08, 256)):
        require(ratios[case] >= FLOOR, f"only {ratios[case]:.2f} times PTB's with {case[1]} at once")


def _ours(at_once: int) -> BaseRequest:
    return AiohttpRequest(connections=at_once, pool_timeout=30, read_timeout=30)


def _theirs(at_once: int) -> BaseRequest:
    return HTTPXRequest(connection_pool_size=at_once, pool_timeout=30, read_timeout=30, connect_timeout=30)


async def _rate(make: Callable[[int], BaseRequest], at_once: int, latency: float, seconds: float = 3.0) -> float:
    async with running_telegram(latency) as telegram:
        bot = Bot(telegram.token, f"{telegram.url}/bot", request=make(at_once), get_updates_request=HTTPXRequest())
        async with bot:
            await _for(0.5, at_once, bot)  # connections made, code warm
            return await _for(seconds, at_once, bot) / seconds


async def _for(seconds: float, at_once: int, bot: Bot) -> int:
    end = time.monotonic() + seconds
    done = 0

    async def sender(number: int) -> None:
        nonlocal done
        while time.monotonic() < end:
            try:
                await bot.send_message(number, "<b>نمونه</b>", parse_mode="HTML")
            except TelegramError:
                continue
            done += 1

    senders: list[Awaitable[None]] = [sender(number) for number in range(at_once)]
    await asyncio.gather(*senders)
    return done
