"""The composition root's parts: settings become a database, an analyser, a fetcher; nothing else reads the environment."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.alone import configuration, make_analyser, prepare_data_dir
from bot.render.naming import Naming
from bot.request import proxy_from
from bot.secrets import keep_secrets_out_of
from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import Catalogue, shipped_catalogue
from jobs.analysis.entities import Entities
from jobs.analysis.lexicon import Lexicon, ensure_lexicon
from jobs.catalogue import load as load_catalogue
from jobs.catalogue import seed
from jobs.publishers import shipped_sources
from storage import sources
from storage.config import Config
from storage.database import Database, migrate

__all__ = [
    "Parts",
    "configuration",
    "edited_catalogue",
    "make_analyser",
    "now",
    "open_database",
    "open_parts",
    "prepare_data_dir",
    "set_up_logging",
    "telegram_proxy",
]


def now() -> datetime:
    """The present moment, aware, in UTC: the only clock of the product."""
    return datetime.now(UTC)


def telegram_proxy(config: Config) -> str:
    """The proxy for Telegram: TELEGRAM_PROXY, else what the environment names, as for other programs; empty for none."""
    return config.telegram_proxy or proxy_from(os.environ, config.telegram_api_url)


def set_up_logging(level: str) -> None:
    """One line an entry on standard error. What libraries say at INFO is not for the operator of this product."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=level.upper(), format=form, datefmt="%H:%M:%S", force=True)
    keep_secrets_out_of(logging.getLogger())
    for noisy in ("httpx", "aiohttp.access", "apscheduler", "telegram.ext", "trafilatura", "htmldate", "alembic", "gensim"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))


@dataclass(frozen=True, slots=True)
class Parts:
    """What every command on the database works with; the analyser is made once a process."""

    config: Config
    db: Database
    catalogue: Catalogue
    entities: Entities
    analyser: Analyser
    naming: Naming
    lexicon: Lexicon


@asynccontextmanager
async def open_database(config: Config) -> AsyncIterator[Database]:
    """Migrates the database to head, opens it, and closes it at the end.

    Raises:
        DatabaseError: it cannot be reached, or is newer than this version.
    """
    prepare_data_dir(config.data_dir)
    await migrate(config.database_url)
    db = await Database.open(config.database_url)
    try:
        yield db
    finally:
        await db.close()


async def edited_catalogue(db: Database) -> Catalogue:
    """The catalogue as admins edited it, what they left alone as this version ships it."""
    shipped = shipped_catalogue()
    async with db.write() as session:
        await seed(session, shipped)
    async with db.read() as reading:
        return await load_catalogue(reading, shipped)


@asynccontextmanager
async def open_parts(config: Config, *, lexicon_dir: Path | None = None, publishers: bool = True) -> AsyncIterator[Parts]:
    """Everything but Telegram and the network. `publishers` puts the shipped ones into the database."""
    async with open_database(config) as db:
        catalogue = await edited_catalogue(db)
        lexicon = ensure_lexicon(lexicon_dir or config.data_dir)
        if publishers:
            async with db.write() as session:
                await sources.sync(session, shipped_sources())
        yield Parts(config, db, catalogue, Entities(catalogue), Analyser(lexicon, catalogue), Naming(catalogue), lexicon)
