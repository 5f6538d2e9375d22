"""The sample subscriber of `naql run --sandbox`: whatever the hour, the first digests come at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.sandboxed import begin_following, running_trial
from jobs.timing import quiet_until
from storage import chats
from storage.config import load
from storage.records import Address, ChatSettings


async def test_no_hour_holds_its_alerts(tmp_path: Path, lexicon_dir: Path) -> None:
    """Somebody else's alerts would wait at some hour of the day; those of the sample subscriber at none."""
    day = [datetime(2026, 11, 25, tzinfo=UTC) + timedelta(hours=hour) for hour in range(24)]
    async with running_trial(load({"DATA_DIR": str(lexicon_dir)}), tmp_path, 0) as trial:
        await begin_following(trial)
        async with trial.db.read() as session:
            chat = await chats.get(session, Address(trial.sandbox.chat_id))
    assert chat is not None
    assert any(quiet_until(ChatSettings(), now) for now in day)
    assert not any(quiet_until(chat.settings, now) for now in day)
