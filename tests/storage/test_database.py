"""Opening, migrating, sessions, and what is said when it cannot be done."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import StatementError

from storage import migrations, sources
from storage.database import Database, make_engine, migrate
from storage.errors import DatabaseError
from storage.schema import metadata, stories
from tests.storage.samples import NOW, SOURCE


async def test_the_migrations_make_exactly_the_schema(url: str) -> None:
    """From empty to head there is no difference left between the database and the tables of schema.py."""
    await migrate(url)
    engine = make_engine(url)

    def differences(connection: Connection) -> list[object]:
        own = lambda name, kind, _: not (kind == "table" and str(name).startswith("statement_index"))  # noqa: E731 (one use)
        context = MigrationContext.configure(connection, opts={"include_name": own, "compare_type": True})
        return list(compare_metadata(context, metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(migrations.current) == migrations.head()
    await engine.dispose()


async def test_migrating_again_changes_nothing(url: str) -> None:
    """A second run keeps the data and is quick to find nothing to do."""
    await migrate(url)
    database = await Database.open(url)
    async with database.write() as s:
        await sources.add(s, SOURCE)
    await database.close()
    await migrate(url)
    database = await Database.open(url)
    async with database.read() as r:
        assert await sources.get(r, SOURCE.slug) is not None
    await database.close()


async def test_a_new_directory_is_made(tmp_path: Path) -> None:
    """The first start makes the data directory."""
    await migrate(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'deep' / 'naql.sqlite3'}")
    assert (tmp_path / "new" / "deep" / "naql.sqlite3").is_file()


async def problem(url: str, *, opening: bool = True) -> DatabaseError:
    """The error that opening or migrating gives."""
    with pytest.raises(DatabaseError) as caught:
        await (Database.open(url) if opening else migrate(url))
    return caught.value


async def test_no_schema(url: str) -> None:
    """An empty database is told how to be migrated."""
    error = await problem(url)
    assert "not there" in error.problem
    assert error.remedy == "Run: naql migrate"


async def test_an_older_schema(url: str) -> None:
    """So is one of a former version."""
    await migrate(url)
    with sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.close()
    error = await problem(url)
    assert "older" in error.problem
    assert error.remedy == "Run: naql migrate"


@pytest.mark.parametrize("opening", [True, False])
async def test_a_newer_schema(url: str, opening: bool) -> None:
    """A database of a later version is left alone."""
    await migrate(url)
    with sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    error = await problem(url, opening=opening)
    assert "newer" in error.problem
    assert "9999" in error.problem
    assert "Update naql" in error.remedy


@pytest.mark.parametrize("opening", [True, False])
async def test_what_cannot_be_reached(tmp_path: Path, opening: bool) -> None:
    """A path that cannot be made, a file that is no database, a database in memory: each names itself and a remedy."""
    (tmp_path / "file").write_text("یک فایل دیگر، نه پایگاه داده " * 50, encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "naql.sqlite3"):
        error = await problem(f"sqlite+aiosqlite:///{place}", opening=opening)
        assert str(place) in error.problem
        assert "DATA_DIR" in error.remedy
    assert "lost" in (await problem("sqlite+aiosqlite://", opening=opening)).problem


async def test_an_unknown_engine_and_a_hidden_password() -> None:
    """An address of an engine that is not there is an error of ours, and no password is printed."""
    error = await problem("nosuch+engine://user:geheim@host/db")
    assert "geheim" not in str(error)


async def test_a_failed_transaction_leaves_nothing(db: Database) -> None:
    """An exception rolls everything back."""

    async def half_way() -> None:
        async with db.write() as s:
            await sources.add(s, SOURCE)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await half_way()
    async with db.read() as r:
        assert await sources.list_all(r) == ()


async def test_many_writers_wait_for_each_other(url: str, db: Database) -> None:
    """Writers of one process and of two come one after the other; none fails and nothing is lost."""
    other = await Database.open(url)

    async def one(database: Database, number: int) -> None:
        async with database.write() as s:
            known = await s.rows(select(stories.c.id))
            await s.insert(insert(stories).values(id=len(known) + 1, first_at=NOW, last_at=NOW, ready_at=NOW))
            assert number >= 0

    await asyncio.gather(*(one(database, number) for number in range(20) for database in (db, other)))
    async with db.read() as r:
        assert len(await r.rows(select(stories.c.id))) == 40
    await other.close()


async def test_a_reader_sees_one_state(db: Database) -> None:
    """What is written while a session reads is not in it."""
    async with db.read() as r:
        assert await sources.list_all(r) == ()
        async with db.write() as s:
            await sources.add(s, SOURCE)
        assert await sources.list_all(r) == ()
    async with db.read() as r:
        assert len(await sources.list_all(r)) == 1


async def test_times_come_back_as_they_went(db: Database) -> None:
    """Microseconds and zones are kept as one moment in UTC; a time without a zone is refused."""
    moment = datetime(1969, 7, 20, 20, 17, 40, 123456, tzinfo=timezone(timedelta(hours=3, minutes=30)))
    row = {"id": 1, "first_at": moment, "last_at": moment, "ready_at": moment}
    async with db.write() as s:
        await s.insert(insert(stories).values(**row))
        stored = await s.scalar(select(stories.c.first_at))
        assert (stored, stored.tzinfo) == (moment, UTC)
        with pytest.raises(StatementError, match="without a zone"):
            await s.scalar(select(stories.c.id).where(stories.c.first_at == datetime(2025, 1, 1)))  # noqa: DTZ001 (on purpose)
