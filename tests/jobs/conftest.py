"""What the tests of the jobs share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, migrate


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database of the newest schema."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'naql.sqlite3'}"
    await migrate(url)
    database = await Database.open(url)
    yield database
    await database.close()
