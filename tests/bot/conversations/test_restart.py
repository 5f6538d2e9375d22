"""Buttons survive a restart: everything that they mean is in the database or in themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot import texts
from bot.cli.compose import open_parts
from bot.cli.serving import running_service
from bot.render.naming import Naming
from bot.sandbox.server import running_sandbox
from bot.texts import following as words
from bot.texts import settings
from tests.bot.asking import SAID, seed
from tests.bot.conversations.talking import QUIET, Hasty, Talk, config_for
from tests.bot.questions import invented


async def test_buttons_of_yesterday(tmp_path: Path, lexicon_dir: Path) -> None:
    """The service ends and another begins: alerts, the list, settings, a kept phrase and a digest's buttons go on working."""
    async with (
        running_sandbox() as sandbox,
        open_parts(config_for(sandbox, tmp_path), lexicon_dir=lexicon_dir, publishers=False) as parts,
    ):
        parts = replace(parts, catalogue=invented(), naming=Naming(invented()))
        async with parts.db.write() as session:
            await seed(session, SAID)
        talk = Talk(sandbox, parts, sandbox.person)
        async with running_service(parts, web=False, pace=QUIET, limiter=Hasty()):
            followed = await talk.say("دنبال کن ترکیه", "ترکیه دنبال شد")
            meant = await talk.say("دنبال کن دنیزاوقلی", "منظورتان")
            listed = await talk.say("/follows", words.LIST_HINT)
            page = await talk.say("/settings", "تنظیمات")
            digest = await talk.alert(1)
        async with running_service(parts, web=False, pace=QUIET, limiter=Hasty()):
            assert (await talk.tap(followed, texts.ALERT_TOO)).text == words.TOLD_ALERTS_ON
            await talk.tap(meant, words.NO_THE_PHRASE)
            await talk.told("دنیزاوقلی دنبال شد", after=digest.id)
            await talk.tapped(await talk.tapped(page, settings.ZONE, settings.ZONE), "کابل")
            await talk.tapped(listed, "۱", words.ITEM_ALERTS)
            await talk.tapped(digest, words.MORE)
        assert (await talk.chat()).settings.timezone == "Asia/Kabul"
