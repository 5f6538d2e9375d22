"""The engine and the sessions of one database: SQLite (a file, WAL) or PostgreSQL.

A `ReadSession` can only read; what changes the database takes a `WriteSession`, so that mypy refuses a write from a reader.
Functions of this package take a session first and never commit: the shell that opened the session does.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any, Self

from sqlalchemy import CompoundSelect, Delete, Insert, Row, Select, Update, event, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.errors import DatabaseError

_SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    # In WAL mode NORMAL cannot corrupt; a power cut may take the last commits, and what was sent then is sent once more.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 15000",
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA temp_store = MEMORY",
)

Values = Mapping[str, Any]


class ReadSession:
    """Reads of one transaction: everything in it sees the same state of the database."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._connection.dialect.name

    async def rows(self, query: Select[Any] | CompoundSelect[Any], values: Values | None = None) -> Sequence[Row[Any]]:
        """All rows of `query`."""
        found: Sequence[Row[Any]] = (await self._connection.execute(query, values)).all()
        return found

    async def first(self, query: Select[Any], values: Values | None = None) -> Row[Any] | None:
        """The first row of `query`, None where there is none."""
        found: Row[Any] | None = (await self._connection.execute(query, values)).first()
        return found

    async def scalar(self, query: Select[Any], values: Values | None = None) -> Any:
        """The first column of the first row, None where there is none."""
        return (await self._connection.execute(query, values)).scalar()


class WriteSession(ReadSession):
    """Reads and writes of one transaction."""

    async def run(self, statement: Insert | Update | Delete, values: Values | Sequence[Values] | None = None) -> int:
        """Executes `statement` and gives the number of rows it changed (-1 where the driver does not tell)."""
        return (await self._connection.execute(statement, values)).rowcount

    async def returning(self, statement: Any, values: Values | Sequence[Values] | None = None) -> Sequence[Row[Any]]:
        """The rows that `statement` (with a RETURNING clause) changed."""
        return (await self._connection.execute(statement, values)).all()

    async def insert(self, statement: Insert, values: Values | None = None) -> int:
        """The id of the row that `statement` inserts."""
        key = (await self._connection.execute(statement, values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    async def script(self, sql: str, values: Values | Sequence[Values] | None = None) -> None:
        """Executes what SQLAlchemy has no expression for (the full-text index)."""
        await self._connection.execute(text(sql), values)


class Database:
    """One database. Make it with `await Database.open(url)`; close it when done. Used by one event loop."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        # SQLite has one writer at a time. Waiting here is fair and costs nothing; its own waiting is a loop of sleeps, left
        # for other processes.
        self._one_writer: asyncio.Lock | None = asyncio.Lock() if engine.dialect.name == "sqlite" else None

    @classmethod
    async def open(cls, url: str) -> Self:
        """The database at `url`, reached and found to have the schema of this version.

        Raises:
            DatabaseError: it cannot be reached, or its schema is older or newer than this version's.
        """
        from storage.migrations import check  # late: Alembic is not needed to import this module

        engine = make_engine(url)
        try:
            async with reaching(url, engine) as connection:
                await connection.run_sync(check, shown(url))
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadSession]:
        """A session for reading, rolled back at the end."""
        async with self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                # Its default shows each statement another state; SQLite's reader sees one by itself.
                connection = await connection.execution_options(isolation_level="REPEATABLE READ")
            yield ReadSession(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """A session for writing: committed at the end, rolled back on an exception."""
        async with AsyncExitStack() as stack:
            if self._one_writer is not None:
                await stack.enter_async_context(self._one_writer)
            connection = await stack.enter_async_context(self._engine.connect())
            connection = await connection.execution_options(naql_writes=True)
            await stack.enter_async_context(connection.begin())
            yield WriteSession(connection)

    async def close(self) -> None:
        """Closes every connection."""
        await self._engine.dispose()


def make_engine(url: str) -> AsyncEngine:
    """The engine for `url`, with SQLite set up as this program needs it; nothing is connected yet."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return create_async_engine(parsed, pool_pre_ping=True)
        if parsed.database in {None, "", ":memory:"}:
            raise DatabaseError("A database in memory is lost between two connections", "Give a file: sqlite:///path/to/file")
        engine = create_async_engine(parsed)
    except ImportError as error:
        raise DatabaseError(
            f"DATABASE_URL needs a driver that is not installed ({error.name})",
            f"pip install {error.name}, or write sqlite:///path/to/file",
        ) from error
    except SQLAlchemyError as error:
        raise DatabaseError(f"DATABASE_URL cannot be used ({error})", "Write sqlite:///path/to/file") from error
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN is late and never IMMEDIATE; _begin_sqlite writes it
    cursor = connection.cursor()
    for setting in _SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # IMMEDIATE: a transaction that reads and then writes would otherwise fail with "database is locked" when another wrote
    # in between, without any waiting.
    writes = connection.get_execution_options().get("naql_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def shown(url: str) -> str:
    """`url` as it may be printed: without the password."""
    return make_url(url).render_as_string(hide_password=True)


def prepare_directory(url: str) -> None:
    """Makes the directory of a SQLite file.

    Raises:
        DatabaseError: it cannot be made.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        try:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseError(
                f"{parsed.database} cannot be made ({error.strerror})", "Set DATA_DIR to a directory of yours"
            ) from error


@asynccontextmanager
async def reaching(url: str, engine: AsyncEngine, *, writes: bool = False) -> AsyncIterator[AsyncConnection]:
    """A connection in a transaction; what says that the database cannot be reached becomes a `DatabaseError`."""
    try:
        if engine.dialect.name == "sqlite":
            # First without the driver: when it cannot open a file, its thread outlives the event loop and complains.
            await asyncio.to_thread(_probe_sqlite, str(engine.url.database))
        async with engine.connect() as connection:
            connection = await connection.execution_options(naql_writes=writes)
            async with connection.begin():
                yield connection
    except (DBAPIError, sqlite3.Error, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise DatabaseError(
            f"The database {shown(url)} cannot be used ({cause})", "Check DATABASE_URL, DATA_DIR and that the server runs"
        ) from error


def _probe_sqlite(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA schema_version")


async def migrate(url: str) -> None:
    """Brings the database at `url` to this version's schema; makes a SQLite file and its directory where there is none.

    Raises:
        DatabaseError: it cannot be reached, or its schema is newer than this version's.
    """
    from storage.migrations import upgrade  # late: Alembic is not needed to import this module

    prepare_directory(url)
    engine = make_engine(url)
    try:
        async with reaching(url, engine, writes=True) as connection:
            await connection.run_sync(upgrade, shown(url))
    finally:
        await engine.dispose()
