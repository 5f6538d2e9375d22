"""The chat page in a real Chromium, with a bot that is a few HTTP requests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.keys import Keys

from bot.sandbox.newsroom import Newsroom, running_newsroom
from bot.sandbox.server import Sandbox, running_sandbox
from tests.bot.sandbox.browsing import DESKTOP, PHONE, Background, browser, missing_browser
from tests.bot.sandbox.looking import ChatPage
from tests.bot.sandbox.scene import Answer, Bot, png

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing_browser()), reason=missing_browser() or "a browser is here")]

LINES = "سطر فارسی\nA line of Latin letters\n۲۴ عدد در آغاز\n2.5% IAEA"
QUOTED = (
    "<b>آرمان راستین‌پور</b>، رییس اتاق نمونه:\n<blockquote>گفتهٔ نمونه</blockquote>\n"
    "<blockquote expandable>یک\nدو\nسه\nچهار\nپنج</blockquote>\nایران"
)


@dataclass(frozen=True)
class Stage:
    """Servers in their thread, a browser, and a bot."""

    servers: Background[tuple[Sandbox, Newsroom]]
    sandbox: Sandbox
    newsroom: Newsroom
    driver: WebDriver

    def call(self, method: str, /, **params: object) -> Answer:
        return self.servers.run(Bot(self.sandbox).call(method, **params))

    def page(self, query: str = "", size: tuple[int, int] = DESKTOP, theme: str = "light") -> ChatPage:
        return ChatPage(self.driver, self.sandbox.url).open(query, size=size, theme=theme)


@asynccontextmanager
async def both() -> AsyncIterator[tuple[Sandbox, Newsroom]]:
    async with running_newsroom() as newsroom, running_sandbox(newsroom=newsroom) as sandbox:
        yield sandbox, newsroom


@pytest.fixture(scope="module")
def driver() -> Iterator[WebDriver]:
    with browser() as opened:
        yield opened


@pytest.fixture
def stage(driver: WebDriver) -> Iterator[Stage]:
    servers = Background(both())
    with servers as (sandbox, newsroom):
        yield Stage(servers, sandbox, newsroom, driver)
        driver.get("about:blank")


def test_it_says_that_it_is_not_telegram_and_complains_of_nothing(stage: Stage) -> None:
    """At phone and desktop width, in both schemes: a clean console, nothing from elsewhere, nothing too wide."""
    for size in (PHONE, DESKTOP):
        for theme in ("light", "dark"):
            page = stage.page(size=size, theme=theme)
            assert "تلگرام نیست" in page.driver.find_element("tag name", "body").text
            assert page.driver.execute_script("return document.documentElement.dataset.theme") == theme
            assert page.driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
            origins = "return performance.getEntriesByType('resource').map(r => new URL(r.name).host)"
            assert set(page.driver.execute_script(origins)) <= {stage.sandbox.url.removeprefix("http://")}
            assert page.complaints() == []


def test_messages_appear_and_change_without_reloading(stage: Stage) -> None:
    """Sent, edited in place, deleted."""
    page = stage.page()
    number = stage.call("sendMessage", chat_id=stage.sandbox.chat_id, text="نخست").result["message_id"]
    page.wait_bubble("نخست")
    stage.call("editMessageText", chat_id=stage.sandbox.chat_id, message_id=number, text="دیگر")
    assert "ویرایش‌شده" in page.wait_bubble("دیگر").text
    assert page.bubbles() == ["دیگر"]
    stage.call("deleteMessage", chat_id=stage.sandbox.chat_id, message_id=number)
    page.until(lambda: page.bubbles() == [])


def test_each_line_takes_the_direction_of_its_first_strong_letter(stage: Stage) -> None:
    """Persian lines lie at the right edge of the bubble, Latin ones at the left, in one message."""
    stage.call("sendMessage", chat_id=stage.sandbox.chat_id, text=LINES)
    page = stage.page()
    page.wait_bubble("سطر فارسی")
    script = """
      const text = document.querySelector('.message .text'); const box = text.getBoundingClientRect();
      const node = text.firstChild; const range = document.createRange(); let at = 0;
      return node.data.split('\\n').map(line => {
        range.setStart(node, at); range.setEnd(node, at + line.length); at += line.length + 1;
        const r = range.getBoundingClientRect();
        return Math.abs(r.right - box.right) < Math.abs(r.left - box.left) ? 'right' : 'left';
      });"""
    longest, *_ = page.driver.execute_script(script)
    assert longest == "right"
    assert page.driver.execute_script(script) == ["right", "left", "right", "left"]


def test_quotations_fold(stage: Stage) -> None:
    """A quotation is a block; an expandable one shows three lines until it is opened, by mouse or keyboard."""
    stage.call("sendMessage", chat_id=stage.sandbox.chat_id, text=QUOTED, parse_mode="HTML")
    page = stage.page()
    page.until(lambda: len(page.all(".quote")) == 2)
    quote = page.until(lambda: page.find(".quote.expandable.folded"))
    folded = quote.size["height"]
    page.find(".fold").send_keys(Keys.ENTER)
    assert quote.size["height"] > folded * 1.4
    assert page.find(".fold").get_attribute("aria-expanded") == "true"


def test_keyboards_run_left_to_right_and_taps_are_answered(stage: Stage) -> None:
    """The first button of a row is the leftmost; the bot's notice is shown; what it edits changes in place."""
    row = [{"text": "دو", "callback_data": "2"}, {"text": "یک", "callback_data": "1"}]
    sent = stage.call(
        "sendMessage", chat_id=stage.sandbox.chat_id, text="برگزینید", reply_markup={"inline_keyboard": [row]}
    ).result
    page = stage.page()
    page.until(lambda: len(page.all(".key")) == 2)
    left, right = page.all(".key")
    assert (left.text, right.text) == ("دو", "یک")
    assert left.location["x"] < right.location["x"]
    page.press("یک")
    query = stage.servers.run(Bot(stage.sandbox).updates(timeout=5))[-1]["callback_query"]
    assert query["data"] == "1"
    stage.call("editMessageReplyMarkup", chat_id=stage.sandbox.chat_id, message_id=sent["message_id"])
    stage.call("answerCallbackQuery", callback_query_id=query["id"], text="رسید")
    page.until(lambda: "رسید" in page.find("#toasts").text)
    assert page.all(".key") == []


def test_pictures_and_documents(stage: Stage) -> None:
    """A picture is shown, a document can be taken."""

    async def send() -> None:
        bot = Bot(stage.sandbox)
        for method, field, name, kind, data in (
            ("sendPhoto", "photo", "a.png", "image/png", png(120, 80)),
            ("sendDocument", "document", "نمونه.csv", "text/csv", b"a,b"),
        ):
            form = aiohttp.FormData({"chat_id": str(stage.sandbox.chat_id)}, quote_fields=False)
            form.add_field(field, data, filename=name, content_type=kind)
            assert (await bot.form(method, form)).status == 200

    page = stage.page()
    stage.servers.run(send())
    image = page.until(lambda: page.find(".photo"))
    page.until(lambda: page.driver.execute_script("return arguments[0].naturalWidth", image) == 120)
    assert page.find(".document").get_attribute("download") == "نمونه.csv"


def test_the_command_menu_by_keyboard(stage: Stage) -> None:
    """A slash opens it, arrows choose, Enter sends."""
    commands = [{"command": "start", "description": "شروع"}, {"command": "latest", "description": "تازه‌ترین نقل‌ها"}]
    stage.call("setMyCommands", commands=commands)
    page = stage.page()
    page.find("#input").send_keys("/")
    page.until(lambda: len(page.all(".suggestion")) == 2)
    page.find("#input").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    page.wait_bubble("/latest")


def test_inline_mode(stage: Stage) -> None:
    """Typing the bot's name asks it; choosing a result sends it."""
    page = stage.page()
    page.find("#input").send_keys("@naql_sandbox_bot ترکیه")
    query = stage.servers.run(Bot(stage.sandbox).updates(timeout=10))[-1]["inline_query"]
    article = {
        "type": "article",
        "id": "1",
        "title": "گفته‌ای",
        "description": "سخنگو",
        "input_message_content": {"message_text": "گفتهٔ یکم"},
    }
    stage.call("answerInlineQuery", inline_query_id=query["id"], results=[article])
    page.until(lambda: "گفته‌ای" in page.find("#suggestions").text)
    page.find("#input").send_keys(Keys.ENTER)
    assert "naql_sandbox_bot" in page.wait_bubble("گفتهٔ یکم").text


def test_two_people_in_two_tabs(stage: Stage) -> None:
    """Each sees their own private chat; in a group both see all at once."""
    nader = stage.servers.run(stage.sandbox.newcomer("نادر"))
    group = stage.servers.run(stage.sandbox.person.create_chat("group", "گروه نمونه"))
    stage.servers.run(nader.join(group))
    first = stage.page(f"?person={stage.sandbox.person.id}&chat={group}")
    tab = stage.driver.current_window_handle
    stage.driver.switch_to.new_window("tab")
    second = stage.page(f"?person={nader.id}&chat={group}")
    second.write("سلام از نادر")
    second.wait_bubble("سلام از نادر")
    stage.driver.close()
    stage.driver.switch_to.window(tab)
    assert "نادر" in first.wait_bubble("سلام از نادر").text
    first.find(f"[data-chat='{stage.sandbox.person.id}']").click()
    first.until(lambda: first.bubbles() == [])


def test_a_newcomer_presses_start_and_may_block(stage: Stage) -> None:
    """Before the start there is no field to write in; after blocking there is a button to unblock."""
    nader = stage.servers.run(stage.sandbox.newcomer("نادر"))
    page = stage.page(f"?person={nader.id}&start=s1", size=PHONE)
    assert not page.find("#form").is_displayed()
    page.find("#big-button").click()
    page.wait_bubble("/start s1")
    page.until(lambda: page.find("#form").is_displayed())
    page.find("#chat-menu").click()
    page.find(".popup .danger").click()
    page.until(lambda: page.find("#big-button").is_displayed() and "رفع انسداد" in page.find("#big-button").text)
    assert stage.call("sendMessage", chat_id=nader.id, text="x").status == 403


def press_in_panel(page: ChatPage, slug: str, label: str, state: str) -> None:
    """Press a button of an article and wait for its new state."""

    def click() -> bool:
        buttons = page.all(f"[data-slug='{slug}'] button")
        found = next((button for button in buttons if button.text == label), None)
        if found is not None:
            found.click()
        return found is not None

    page.until(click)
    page.until(lambda: state in page.find(f"[data-slug='{slug}'] .state").text)


def test_the_newsroom_panel(stage: Stage) -> None:
    """One button lets an article appear at its publisher; it can be corrected and withdrawn."""
    page = stage.page()
    slug = stage.newsroom.waiting[0]
    page.find("#newsroom-open").click()
    page.until(lambda: page.find(".newsroom .next").is_displayed())
    page.find(".newsroom .next").click()
    press_in_panel(page, slug, "اصلاح", "ویرایش‌شده")
    press_in_panel(page, slug, "برداشتن", "برداشته‌شده")
    published = stage.newsroom.find(slug)
    assert published is not None
    assert published.withdrawn
    assert page.complaints() == []


def test_on_a_phone_the_list_and_the_conversation_take_turns(stage: Stage) -> None:
    """Back shows the list, a tap on a chat shows it again."""
    page = stage.page(size=PHONE)
    assert not page.find("#chat-list").is_displayed()
    page.find("#back").click()
    page.until(lambda: page.find("#chat-list").is_displayed())
    assert not page.find("#messages").is_displayed()
    page.find(".chat-item").click()
    page.until(lambda: page.find("#input").is_displayed())
