"""What an owner does on the chat page, with the product behind it.

With `NAQL_PICTURES` set to a folder the pictures of the documentation are taken there.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.texts import admin as words
from bot.texts import pushing
from storage import chats, newsrooms, reports, search, sources, subscriptions
from storage.office_records import HouseStyle, Newsroom
from storage.records import Address, ChatKind, ChatSettings, Follow, Query, ReportWhat
from tests.bot.admin.hall import Hall, open_hall, saying
from tests.bot.sandbox.browsing import DESKTOP, PHONE, Background, browser, missing_browser, show_as
from tests.bot.sandbox.looking import ChatPage
from tests.storage.samples import SOURCE

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing_browser()), reason=missing_browser() or "a browser is here")]

SAID = (
    saying("حقابهٔ امسال هیرمند رسیده و مذاکره ادامه دارد", countries=("AF",)),
    saying(
        "گذرگاه مرزی از فردا شبانه‌روزی باز است",
        speaker_name="سهراب کوهیار",
        person="sohrab-kuhyar",
        speaker_role="معاون گمرک",
        office=None,
        countries=("TR",),
    ),
)


def take(page: ChatPage, name: str, theme: str = "light") -> None:
    """A picture as a phone shows it, where pictures are asked for."""
    folder = os.environ.get("NAQL_PICTURES")
    if folder:
        page.until(lambda: not page.all(".toast"))
        show_as(page.driver, PHONE, theme)
        page.picture(Path(folder) / f"admin-{name}.png")
        show_as(page.driver, DESKTOP, "light")


async def _prepare(hall: Hall) -> tuple[int, int]:
    """A story that was reported, and a channel with editors that follows it."""
    owner, now = hall.owner, datetime.now(UTC)
    channel = await owner.create_chat("channel", "کانال نمونه")
    editors = await owner.create_chat("supergroup", "ویراستاران نمونه")
    async with hall.parts.db.write() as session:
        await chats.ensure(session, Address(channel), ChatKind.CHANNEL, now)
        await chats.ensure(session, Address(editors), ChatKind.GROUP, now)
        await chats.set_settings(session, Address(channel), ChatSettings(quiet_from=None))
        await subscriptions.follow(session, Address(channel), Follow(country="TR"), now, alerts=True)
        style = HouseStyle(signature="کانال نمونه")
        await newsrooms.found(session, Newsroom(channel, Address(editors), style, owner.id), "کانال نمونه", now)
    await hall.story(*SAID)
    async with hall.parts.db.write() as session:
        found = await search.find(session, Query(countries=("AF",)), 1, 0)
        await reports.add(session, Address(hall.stranger.id), found.statements[0].id, ReportWhat.SPEAKER, now)
        await sources.add(session, SOURCE)
    return channel, editors


def test_an_owner_on_the_page(tmp_path: Path, lexicon_dir: Path) -> None:
    """The panel, a push from its text to its report, a report mended in two taps, a draft published, numbers, the audit."""
    servers = Background(open_hall(tmp_path, lexicon_dir))
    with servers as hall, browser() as driver:
        _, editors = servers.run(_prepare(hall))
        page = ChatPage(driver, hall.sandbox.url).open(f"?person={hall.owner.id}", size=DESKTOP)
        _push(page)
        _report(page)
        _others(page)
        page.open(f"?person={hall.owner.id}&chat={editors}", size=DESKTOP)
        page.wait_bubble(words.DRAFT_HEAD.format(title="کانال نمونه"))
        take(page, "draft")
        page.press(words.PUBLISH)
        page.wait_bubble(words.DRAFT_STATES["published"])
        take(page, "draft-published")
        assert page.complaints() == []


def _push(page: ChatPage) -> None:
    page.write("/admin")
    page.wait_bubble("نقش شما")
    take(page, "panel")
    page.write("/push")
    page.wait_bubble("چه چیزی فرستاده شود")
    page.press(pushing.PUSH_TEXT)
    page.wait_bubble(pushing.PUSH_TEXT_ASK)
    page.write("از فردا مرور صبح ساعت ۷:۰۰ می‌آید.")
    page.wait_bubble(pushing.PUSH_WHOM)
    page.press(pushing.AUDIENCE["all"])
    page.wait_bubble(pushing.PUSH_WHEN)
    page.press(pushing.PUSH_NOW)
    page.wait_bubble("پیش‌نمایش بالا")
    take(page, "preview")
    page.press(pushing.PUSH_SEND)
    page.wait_bubble("گزارش پیام همگانی")
    page.wait_bubble(pushing.PUSH_STATES["done"])
    take(page, "push-report", "dark")


def _report(page: ChatPage) -> None:
    page.write("/reports")
    page.wait_bubble("نادرست است در")
    take(page, "report")
    page.press(words.SPEAKER)
    page.wait_bubble(words.SPEAKER_ASK)
    take(page, "speaker")
    page.press("سهراب کوهیار")
    page.wait_bubble(words.DONE)


def _others(page: ChatPage) -> None:
    page.write("/sources")
    page.wait_bubble("منبع‌ها")
    page.press("۱")
    page.wait_bubble("مسیر:")
    take(page, "source")
    page.write("/newsroom")
    page.wait_bubble("تحریریه‌ها")
    page.press("کانال نمونه")
    page.wait_bubble("ویراستاران:")
    take(page, "newsroom")
    page.write("/numbers")
    page.wait_bubble("گفت‌وگوهای فعال")
    page.press(words.CHART_STATEMENTS)
    page.until(lambda: page.all(".message img"))
    take(page, "numbers")
    page.write("/audit")
    page.wait_bubble("چه کسی چه کرد")
    take(page, "audit")
