"""Database, server and bot for tests of delivery."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from telegram.ext import ExtBot

from bot.delivery import deliver
from bot.limiter import Turn
from bot.outcomes import DeliveryReport
from storage import chats
from storage.database import Database
from storage.records import Address, ChatState, Delivery
from tests.bot import post
from tests.bot.front import Fault, Front, running_front


@dataclass(slots=True)
class Office:
    """Database, server and bot, with a clock that can be set forward."""

    db: Database
    front: Front
    bot: ExtBot[Turn]
    ahead: timedelta = timedelta(0)

    def clock(self) -> datetime:
        return post.real_clock() + self.ahead

    async def deliver(self) -> DeliveryReport:
        return await deliver(self.db, self.bot, post.render_sample, self.clock)

    async def state(self, number: int) -> Delivery:
        return await post.delivery(self.db, number)

    async def chat_state(self, address: Address) -> ChatState:
        async with self.db.read() as s:
            chat = await chats.get(s, address)
        assert chat is not None
        return chat.state


def once(fault: Fault, times: int = 1) -> list[Fault]:
    return [fault] * times


def script(front: Front, faults: list[Fault]) -> None:
    """These faults for the next requests, then none."""
    front.faults = lambda _method, _chat, _text: faults.pop(0) if faults else Fault.NONE


@asynccontextmanager
async def open_office(tmp_path: Path) -> AsyncIterator[Office]:
    async with (
        post.open_post(tmp_path) as db,
        running_front() as front,
        post.a_bot(front.url, front.token, read_timeout=0.4) as bot,
    ):
        yield Office(db, front, bot)
