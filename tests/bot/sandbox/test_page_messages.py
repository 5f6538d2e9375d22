"""Golden messages looked at on the chat page: they run from right to left and nothing of them is cut.

With `NAQL_PICTURES` set to a folder the pictures of the documentation are taken there.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.render.rendered import Rendered
from storage.database import Database, migrate
from tests.bot.briefing_situations import MADE
from tests.bot.other_situations import SITUATIONS
from tests.bot.sandbox.browsing import PHONE, Background, browser, missing_browser
from tests.bot.sandbox.looking import ChatPage
from tests.bot.sandbox.scene import Bot
from tests.bot.sandbox.test_page import both

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing_browser()), reason=missing_browser() or "a browser is here")]

ALERTS = ("two-speakers-and-a-fold", "one-statement-of-three-outlets", "latin-names", "many-countries", "numbers-and-percent")
BRIEFINGS = ("an-evening", "days-of-an-outage", "a-correction-since-the-alert")
LOOKED = """
const found = [];
for (const text of document.querySelectorAll('.message .text')) {
  const box = text.getBoundingClientRect(), range = document.createRange();
  range.selectNodeContents(text);
  for (const rect of range.getClientRects())
    if (rect.left < -1 || rect.right > innerWidth + 1) found.push('out of sight: ' + text.innerText.slice(0, 40));
  const turned = getComputedStyle(text).direction !== 'rtl' && text.getAttribute('dir') !== 'auto';
  if (turned) found.push('left: ' + text.innerText.slice(0, 40));
  if (text.scrollWidth > text.clientWidth + 1) found.push('cut: ' + text.innerText.slice(0, 40));
}
for (const key of document.querySelectorAll('.message .key'))
  if (key.scrollWidth > key.clientWidth + 1) found.push('key cut: ' + key.innerText);
return found;
"""


async def made(folder: Path, name: str) -> Rendered:
    """A briefing of the golden ones."""
    url = f"sqlite+aiosqlite:///{folder / name}.sqlite3"
    await migrate(url)
    db = await Database.open(url)
    try:
        async with db.write() as s:
            return await MADE[name](s)
    finally:
        await db.close()


def test_messages_as_a_phone_shows_them(tmp_path: Path) -> None:
    """Every message of the golden ones in light, a choice in dark: in sight, uncut, with its words as they were sent."""
    messages = {name: make() for name, make in SITUATIONS.items()}
    messages |= {name: asyncio.run(made(tmp_path, name)) for name in BRIEFINGS}
    servers = Background(both())
    with servers as (sandbox, _), browser() as driver:
        page = ChatPage(driver, sandbox.url).open(size=PHONE, theme="light")
        for name, message in messages.items():
            keys = message.keyboard.to_dict() if message.keyboard else {}
            answer = servers.run(
                Bot(sandbox).call(
                    "sendMessage",
                    chat_id=sandbox.chat_id,
                    text=message.html,
                    parse_mode="HTML",
                    reply_markup=keys,
                    link_preview_options={"is_disabled": True},
                )
            )
            assert answer.body["ok"], (name, answer.description)
            wait(page, answer.result["text"])
            if name in ALERTS + BRIEFINGS:
                take(page, name)
        assert driver.execute_script(LOOKED) == []
        assert page.complaints() == []


def wait(page: ChatPage, text: str) -> None:
    """Until the page shows the message last."""
    first = text.split("\n")[0].strip("\u200f")
    page.until(lambda: first in page.bubbles()[-1])


def take(page: ChatPage, name: str) -> None:
    """A picture, where pictures are asked for."""
    if folder := os.environ.get("NAQL_PICTURES"):
        page.until(lambda: page.driver.execute_script("return document.getAnimations().every(a => a.playState !== 'running')"))
        page.picture(Path(folder) / f"message-{name}.png")
