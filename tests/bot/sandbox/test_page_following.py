"""What a subscriber does on the chat page, with the product over an invented archive behind it.

With `NAQL_PICTURES` set to a folder the pictures of the documentation are taken there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot import texts
from bot.texts import following as words
from bot.texts import settings
from tests.bot.conversations.talking import Talk, open_talk
from tests.bot.sandbox.browsing import DESKTOP, PHONE, Background, browser, missing_browser, show_as
from tests.bot.sandbox.looking import ChatPage

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing_browser()), reason=missing_browser() or "a browser is here")]


def take(page: ChatPage, name: str, theme: str = "light") -> None:
    """A picture as a phone shows it, where pictures are asked for; the conversation stays as it is."""
    folder = os.environ.get("NAQL_PICTURES")
    if not folder:
        return
    page.until(lambda: not page.all(".toast"))
    show_as(page.driver, PHONE, theme)
    page.until(lambda: page.driver.execute_script("return document.getAnimations().every(a => a.playState !== 'running')"))
    page.picture(Path(folder) / f"following-{name}.png")
    show_as(page.driver, DESKTOP, "light")


def key(page: ChatPage, label: str) -> None:
    """Waits for a button that says exactly this."""
    page.until(lambda: any(one.text.strip() == label for one in page.all(".key")))


async def group_of(talk: Talk) -> int:
    return await talk.person.create_chat("supergroup", "تحریریهٔ نمونه")


async def channel_of(talk: Talk) -> int:
    return await talk.person.create_chat("channel", "کانال نمونه")


def test_a_subscriber_on_the_page(tmp_path: Path, lexicon_dir: Path) -> None:
    """Following by typing, asked back, the list, a digest's further buttons, a report, settings, a group, a channel."""
    servers = Background(open_talk(tmp_path, lexicon_dir))
    with servers as talk, browser() as driver:
        page = ChatPage(driver, talk.sandbox.url).open(f"?person={talk.person.id}", size=DESKTOP)
        _follow(page)
        _digest(page, servers, talk)
        _settings(page)
        _elsewhere(page, servers, talk)
        assert page.complaints() == []


def _follow(page: ChatPage) -> None:
    page.write("/start")
    page.wait_bubble(texts.START_FOOT)
    take(page, "start")
    page.write("دنبال کن کوهیار دربارهٔ ترکیه")
    page.wait_bubble("سهراب کوهیار دربارهٔ ترکیه دنبال شد")
    take(page, "followed")
    page.write("دنبال کن «آب سد نمونه»")
    page.wait_bubble("آب سد نمونه دنبال شد")
    page.write("دنبال کن رودباری")
    page.wait_bubble("کدام رودباری؟")
    page.write("دنبال کن دنیزاوقلی")
    page.wait_bubble("منظورتان امره دنیزاوغلو است؟")
    take(page, "asked-back")
    page.press(words.YES)
    page.wait_bubble("امره دنیزاوغلو دنبال شد")
    page.write("/follows")
    page.wait_bubble(words.LIST_HINT)
    take(page, "list")
    page.press("۳")
    page.wait_bubble(words.ITEM_BRIEFINGS)
    page.press(texts.ALERT_TOO)
    page.wait_bubble(words.ITEM_ALERTS)
    take(page, "item", "dark")


def _digest(page: ChatPage, servers: Background[Talk], talk: Talk) -> None:
    servers.run(talk.alert(1))
    page.wait_bubble("بازار مرزی با ایران")
    page.press(words.MORE)
    key(page, words.WRONG)
    take(page, "more")
    page.press(words.LESS)
    key(page, words.LESS_BRIEFING)
    take(page, "less", "dark")
    page.press(words.LESS_SPEAKER)
    key(page, words.MORE)
    page.press(words.MORE)
    key(page, words.WRONG)
    page.press(words.WRONG)
    page.wait_bubble(words.REPORT_WHICH)
    page.press("۲")
    key(page, words.REPORT_SPEAKER)
    take(page, "report")
    page.press(words.REPORT_SPEAKER)
    page.wait_bubble(words.REPORT_TAKEN)


def _settings(page: ChatPage) -> None:
    page.write("تنظیمات")
    page.wait_bubble("ساعت سکوت: ۲۳:۰۰ تا ۷:۰۰")
    take(page, "settings")
    page.press(settings.TIMES)
    key(page, "۱۸:۰۰")
    page.press("۱۸:۰۰")
    key(page, "✓ ۱۸:۰۰")
    take(page, "times", "dark")
    page.press(settings.BACK)
    page.wait_bubble("۷:۳۰، ۱۸:۰۰، ۲۱:۰۰")
    page.press(settings.SOURCES)
    key(page, "✓ روزنامهٔ نمونه")
    take(page, "sources")


def _elsewhere(page: ChatPage, servers: Background[Talk], talk: Talk) -> None:
    servers.run(channel_of(talk))
    page.wait_bubble("کانال نمونه")
    page.press(words.CHANNEL_CONNECT)
    page.wait_bubble("وصل شد")
    take(page, "channel")
    group = servers.run(group_of(talk))
    page.open(f"?person={talk.person.id}&chat={group}", size=DESKTOP)
    page.wait_bubble(words.GROUP_HELLO[:20])
    page.write(f"@{talk.sandbox.world.bot.username} کوهیار چه گفت")
    page.wait_bubble("۵ نقل از ۵ خبر")
    page.write("/follow ترکیه")
    page.wait_bubble("ترکیه دنبال شد")
    take(page, "group")
