"""What tests of collecting share: settings, a clock that is set, a database in a folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.config import Config, load
from storage.database import Database, migrate

REAL = Path(__file__).parents[2] / "../shared/real"
START = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


def config(data_dir: Path | str = "unused", **changes: object) -> Config:
    """Settings for tests: nothing private is fetched unless asked for, stories are ready at once."""
    base = load({"DATA_DIR": str(data_dir), "STORY_WAIT_S": "0"})
    return replace(base, **changes)  # type: ignore[arg-type]  # field names are checked at run time


@dataclass
class Clock:
    """A clock that stands until it is set."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@asynccontextmanager
async def database(folder: Path) -> AsyncIterator[Database]:
    """A migrated database in `folder`."""
    url = f"sqlite+aiosqlite:///{folder / 'test.sqlite3'}"
    await migrate(url)
    db = await Database.open(url)
    try:
        yield db
    finally:
        await db.close()
