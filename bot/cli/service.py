"""`naql run` and its single steps: the service, or one step of it once."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer


def run(
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="The local Telegram with a sample newsroom, whatever BOT_TOKEN is.")
    ] = False,
    once: Annotated[bool, typer.Option("--once", help="One journey in the sandbox on temporary data, then end.")] = False,
    port: Annotated[int, typer.Option(help="Port of the sandbox's chat page on 127.0.0.1; 0 takes a free one.")] = 8081,
) -> None:
    """The service: reads the publishers, tells subscribers, answers questions. Without BOT_TOKEN: the sandbox."""
    from bot.cli.compose import configuration, set_up_logging

    config = configuration()
    set_up_logging("warning" if once or sandbox or not config.bot_token else config.log_level)
    if once:
        from bot.cli.sandboxed import journey

        asyncio.run(journey(config))
    elif sandbox or not config.bot_token:
        from bot.cli.sandboxed import try_out

        asyncio.run(try_out(config, port, asked_for=sandbox))
    else:
        asyncio.run(_serve())


async def _serve() -> None:
    from bot.cli.compose import configuration, open_parts, prepare_data_dir
    from bot.cli.serving import HANDS, running_service
    from bot.cli.single import only_one
    from bot.cli.stopping import until_stopped

    config = configuration()
    prepare_data_dir(config.data_dir)
    with only_one(config.data_dir):
        async with open_parts(config) as parts, running_service(parts, pace=HANDS) as service:
            print(f"naql runs as @{service.application.bot.username}; Ctrl-C ends it.", flush=True)
            await until_stopped(service.part_ended)
    print("naql has stopped.", flush=True)


def brief() -> None:
    """Owe the briefings that are due now, once."""
    asyncio.run(_brief())


async def _brief() -> None:
    from bot.cli.compose import configuration, now, open_database
    from jobs import brief as briefing

    async with open_database(configuration()) as db:
        print(f"briefings owed: {await briefing.brief(db, now)}")


def deliver() -> None:
    """Send what the outbox owes now, once."""
    asyncio.run(_deliver())


async def _deliver() -> None:
    from bot.cli.compose import configuration, open_parts
    from bot.cli.serving import deliver_once
    from storage.errors import ConfigError

    config = configuration()
    if not config.bot_token:
        raise ConfigError("BOT_TOKEN is not set", "Set it to the token from @BotFather, or try `naql run --sandbox`")
    async with open_parts(config) as parts:
        print(await deliver_once(parts))


def migrate() -> None:
    """Bring the database to this version's schema."""
    asyncio.run(_migrate())


async def _migrate() -> None:
    from bot.cli.compose import configuration, prepare_data_dir
    from storage.database import migrate as to_head
    from storage.migrations import head

    config = configuration()
    prepare_data_dir(config.data_dir)
    await to_head(config.database_url)
    print(f"The database is at revision {head()}.")
