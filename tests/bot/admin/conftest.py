"""The product, running, for each conversation with an admin."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.admin.hall import Hall, open_hall


@pytest.fixture
async def hall(tmp_path: Path, lexicon_dir: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path, lexicon_dir) as found:
        yield found
