"""One service for all conversations; each has people of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.conversations.talking import Talk, open_talk, refused


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def house(tmp_path_factory: pytest.TempPathFactory, lexicon_dir: Path) -> AsyncIterator[Talk]:
    """The running service over the sample archive."""
    async with open_talk(tmp_path_factory.mktemp("conversations"), lexicon_dir) as talk:
        yield talk


@pytest_asyncio.fixture(loop_scope="package")
async def talk(house: Talk) -> AsyncIterator[Talk]:
    """Somebody who has started the bot, in private; afterwards nothing that the bot sent was refused."""
    house.sandbox.record.clear()
    person = await house.sandbox.newcomer("نیلوفر")
    house.sandbox.world.users[person.id].started = True
    yield replace(house, person=person)
    assert refused(house) == []
