"""The composition root's parts: settings become a database, an analyser, a fetcher; nothing else reads the environment."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.config import Config, load, read_env_file
from storage.database import Database, migrate
from storage.errors import ConfigError


def now() -> datetime:
    """The present moment, aware, in UTC: the only clock of the product."""
    return datetime.now(UTC)


def configuration(overrides: Mapping[str, str] | None = None) -> Config:
    """The settings of this process: `.env` of the working directory, then the environment, then `overrides`."""
    return load({**read_env_file(Path(".env")), **os.environ, **(overrides or {})})


def prepare_data_dir(path: Path) -> None:
    """Makes the folder.

    Raises:
        ConfigError: it cannot be made or written to.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"DATA_DIR {path} cannot be made ({error.strerror})", "Set DATA_DIR to a folder you may write to") from error
    if not os.access(path, os.W_OK):
        raise ConfigError(f"DATA_DIR {path} cannot be written to", "Set DATA_DIR to a folder you may write to")


def set_up_logging(level: str) -> None:
    """One line an entry on standard error. What libraries log at INFO would print addresses, and Telegram's holds the token."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%H:%M:%S", force=True)
    for noisy in ("httpx", "aiohttp.access", "apscheduler", "telegram.ext", "trafilatura", "htmldate", "alembic"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))


@dataclass(frozen=True, slots=True)
class Store:
    """A migrated, open database and the settings it came from."""

    config: Config
    db: Database


@asynccontextmanager
async def open_store(config: Config) -> AsyncIterator[Store]:
    """Migrates the database to head, opens it, closes it at the end.

    Raises:
        DatabaseError: it cannot be reached, or is newer than this version.
    """
    prepare_data_dir(config.data_dir)
    await migrate(config.database_url)
    db = await Database.open(config.database_url)
    try:
        yield Store(config, db)
    finally:
        await db.close()
