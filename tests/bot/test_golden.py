"""Golden messages: what the bot says in some forty situations, kept as files and compared letter by letter.

`NAQL_GOLDEN=write pytest tests/bot/test_golden.py` writes them anew; whoever does reads the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.render.rendered import Rendered
from bot.render.writing import RLM, visible_length
from bot.sandbox.markup import formatted
from storage.database import Database, migrate
from tests.bot.briefing_situations import MADE
from tests.bot.other_situations import SITUATIONS

FOLDER = Path(__file__).parents[1] / "golden" / "messages"
MOST = 2500


def kept(message: Rendered) -> str:
    """The message as its file has it: the HTML, then the keyboard's rows as they are read, from right to left."""
    rows = [] if message.keyboard is None else message.keyboard.inline_keyboard
    keys = [" ".join(f"[{key.text}]" for key in reversed(row)) for row in rows]
    silent = ["(silent)"] if message.silent else []
    return "\n".join([message.html, *(["---", *keys] if keys else []), *silent]) + "\n"


def compare(name: str, message: Rendered) -> None:
    path = FOLDER / f"{name}.txt"
    if os.environ.get("NAQL_GOLDEN") == "write":
        path.write_text(kept(message), encoding="utf-8")
    assert path.exists(), f"{path.name} is not kept yet: see the head of this file"
    assert kept(message) == path.read_text(encoding="utf-8")


def check(message: Rendered) -> None:
    """Telegram's own parser takes it and leaves its text alone; it is no longer than is read; no line begins with a flag."""
    text, _ = formatted(message.html, "HTML", None)
    assert text == message.plain.strip()
    assert visible_length(message.html) <= MOST
    assert RLM * 2 not in message.plain
    assert not any(0x1F1E6 <= ord(line[0]) <= 0x1F1FF for line in message.plain.splitlines() if line)


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_a_message_is_as_it_was(name: str) -> None:
    """Letter by letter, and fit for Telegram."""
    message = SITUATIONS[name]()
    check(message)
    compare(name, message)


@pytest.mark.parametrize("name", sorted(MADE))
async def test_a_briefing_is_as_it_was(name: str, tmp_path: Path) -> None:
    """The same, of what a database holds."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'naql.sqlite3'}"
    await migrate(url)
    db = await Database.open(url)
    try:
        async with db.write() as s:
            message = await MADE[name](s)
    finally:
        await db.close()
    check(message)
    compare(name, message)


def test_every_file_is_of_a_situation() -> None:
    """No file is left behind by one that went; there are more than thirty."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SITUATIONS) | set(MADE)
    assert len(SITUATIONS) + len(MADE) >= 30
