"""A running local Telegram, a plain HTTP client of its Bot API, and a scene with chats of all kinds."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import Sandbox, running_sandbox
from tests.bot.sandbox.scene import Bot, Scene, build_scene


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox() as running:
        yield running


@pytest.fixture
def bot(sandbox: Sandbox) -> Bot:
    return Bot(sandbox)


@pytest.fixture
async def scene(sandbox: Sandbox) -> Scene:
    return await build_scene(sandbox)
