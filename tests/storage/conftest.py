"""A migrated SQLite file for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, migrate


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'naql.sqlite3'}"


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    """An empty database of this version's schema."""
    await migrate(url)
    database = await Database.open(url)
    yield database
    await database.close()
