"""The schema's history (Alembic), inside the package so that an installed wheel can bring its database up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from storage.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_HERE = Path(__file__).parent


def head() -> str:
    """The newest revision that this version knows."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    assert revision is not None
    return revision


def current(connection: Connection) -> str | None:
    """The revision of the database, None where it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def check(connection: Connection, url: str) -> None:
    """Raises a DatabaseError unless the database's schema is this version's."""
    revision = current(connection)
    if revision == head():
        return
    _refuse_newer(revision, url)
    raise DatabaseError(f"The schema of {url} is {'older than this version' if revision else 'not there'}", "Run: naql migrate")


def upgrade(connection: Connection, url: str) -> None:
    """Brings the schema to this version's, in the connection's transaction."""
    _refuse_newer(current(connection), url)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_newer(revision: str | None, url: str) -> None:
    if revision is None:
        return
    try:
        ScriptDirectory.from_config(_config()).get_revision(revision)
    except CommandError as error:
        raise DatabaseError(
            f"The schema of {url} is newer than this version of naql (revision {revision})",
            "Update naql, or use another database",
        ) from error


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


__all__ = ["check", "current", "head", "upgrade"]
