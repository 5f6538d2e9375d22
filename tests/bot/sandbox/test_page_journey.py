"""The whole subscriber journey on the chat page, with the product behind it: nothing is replaced.

With `NAQL_PICTURES` set to a folder the pictures of the documentation are taken there.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot import texts
from bot.cli.compose import open_parts
from bot.cli.sandboxed import BRISK, look_again, never_quiet
from bot.cli.serving import running_service
from bot.sandbox.newsroom import Newsroom, running_newsroom
from bot.sandbox.server import Sandbox, running_sandbox
from bot.texts import settings
from jobs.fetch import Limits
from storage import sources
from storage.config import load
from storage.database import Database
from tests.bot.sandbox.browsing import DESKTOP, PHONE, Background, browser, missing_browser
from tests.bot.sandbox.looking import ChatPage

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing_browser()), reason=missing_browser() or "a browser is here")]


@dataclass(frozen=True)
class Product:
    sandbox: Sandbox
    newsroom: Newsroom
    db: Database


@asynccontextmanager
async def running_product(folder: Path, lexicon_dir: Path) -> AsyncIterator[Product]:
    """Newsroom, local Telegram and the service, on temporary data."""
    async with running_newsroom() as newsroom, running_sandbox(newsroom=newsroom) as sandbox:
        config = load(
            {
                "BOT_TOKEN": sandbox.token,
                "TELEGRAM_API_URL": sandbox.url,
                "DATA_DIR": str(folder),
                "FETCH_ALLOW_PRIVATE": "on",
                "STORY_WAIT_S": "0",
                "WEB_PORT": "0",
            }
        )
        async with open_parts(config, lexicon_dir=lexicon_dir, publishers=False) as parts:
            async with parts.db.write() as session:
                for source in newsroom.sources():
                    await sources.add(session, source)
            newsroom.told = partial(look_again, parts)
            async with running_service(parts, pace=BRISK, limits=Limits(host_interval_s=0.0)):
                yield Product(sandbox, newsroom, parts.db)


def take_pictures(page: ChatPage, name: str, query: str) -> None:
    """At phone and desktop width, dark and light, where pictures are asked for."""
    folder = os.environ.get("NAQL_PICTURES")
    if not folder:
        return
    for width, size in (("phone", PHONE), ("desktop", DESKTOP)):
        for theme in ("light", "dark"):
            page.open(query, size=size, theme=theme)
            page.picture(Path(folder) / f"{name}-{width}-{theme}.png")
    page.open(query, size=DESKTOP, theme="light")


def publish_in_panel(page: ChatPage, newsroom: Newsroom, slug: str) -> None:
    """Press «انتشار» of one article in the newsroom panel."""

    def press() -> bool:
        buttons = page.all(f"[data-slug='{slug}'] .acts button")
        if buttons and buttons[0].text == "انتشار":
            page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", buttons[0])
            buttons[0].click()
        return newsroom.find(slug) is not None

    page.until(press)


def set_the_zone(page: ChatPage, query: str) -> None:
    """Open the settings, choose another time zone, and see it there."""
    page.write("/settings")
    page.wait_bubble("منطقهٔ زمانی: تهران")
    take_pictures(page, "settings", query)
    page.press(settings.ZONE)
    page.press("کابل")
    page.until(lambda: any(key.text == "✓ کابل" for key in page.all(".key")))
    page.press(settings.BACK)
    page.wait_bubble("منطقهٔ زمانی: کابل")


def test_start_follow_alert_ask_page_through_unfollow(tmp_path: Path, lexicon_dir: Path) -> None:
    """A newcomer starts, follows a country with alerts, gets an article's digest, asks, turns pages, sets the zone, unfollows."""
    servers = Background(running_product(tmp_path, lexicon_dir))
    with servers as product, browser() as driver:
        reza = servers.run(product.sandbox.newcomer("رضا"))
        query = f"?person={reza.id}"
        page = ChatPage(driver, product.sandbox.url).open(query, size=DESKTOP)

        page.find("#big-button").click()
        page.wait_bubble("نقل خبرهای فارسی را می‌خواند")
        take_pictures(page, "start", query)
        servers.run(never_quiet(product.db, reza.id))
        page.press("ترکیه")
        page.press(texts.ALERT_TOO)
        page.until(lambda: any(texts.NO_ALERT in key.text for key in page.all(".key")))

        page.find("#newsroom-open").click()
        publish_in_panel(page, product.newsroom, "chambers-meeting")
        alert = page.wait_bubble("کارادنیزلی")
        assert "خبرگزاری نمونه" in alert.text
        assert page.all(".message .quote")
        take_pictures(page, "alert", query)

        if not page.find("#newsroom").is_displayed():
            page.find("#newsroom-open").click()
        for slug in ("power-exchange", "border-market-statement"):
            publish_in_panel(page, product.newsroom, slug)
        page.wait_bubble("آذرنوش")
        page.wait_bubble("گون")
        page.write("ترکیه")
        page.wait_bubble("نقل از")
        take_pictures(page, "answer", query)
        before = page.bubbles()[-1]
        page.press(texts.OLDER)
        page.until(lambda: page.bubbles()[-1] != before)
        assert "نقل از" in page.bubbles()[-1]

        set_the_zone(page, query)
        before = page.bubbles()[-1]

        page.write("/follows")
        page.until(lambda: page.bubbles()[-1] != before and "ترکیه" in page.all(".message")[-1].text)
        take_pictures(page, "follows", query)
        page.press("۱")
        page.press("برداشتن")
        page.wait_bubble(texts.UNFOLLOWED.rsplit(">", 1)[1].strip())
        assert page.complaints() == []
