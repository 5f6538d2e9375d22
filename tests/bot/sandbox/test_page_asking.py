"""Asking on the chat page, with the product over an invented archive behind it: answers, pages, a story, checks, inline mode.

With `NAQL_PICTURES` set to a folder the pictures of the documentation are taken there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.texts import asking as texts
from tests.bot.asking import open_asking
from tests.bot.sandbox.browsing import DESKTOP, PHONE, Background, browser, missing_browser, show_as
from tests.bot.sandbox.looking import ChatPage

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing_browser()), reason=missing_browser() or "a browser is here")]


def take(page: ChatPage, name: str) -> None:
    """A picture as a phone shows it, where pictures are asked for; the conversation stays as it is."""
    folder = os.environ.get("NAQL_PICTURES")
    if not folder:
        return
    show_as(page.driver, PHONE, "light")
    page.until(lambda: page.driver.execute_script("return document.getAnimations().every(a => a.playState !== 'running')"))
    page.picture(Path(folder) / f"{name}.png")
    show_as(page.driver, DESKTOP, "light")


def changed(page: ChatPage, before: str) -> str:
    """The last message's text, once it is another than before."""
    page.until(lambda: page.bubbles()[-1] != before)
    return page.bubbles()[-1]


def test_asking_on_the_page(tmp_path: Path, lexicon_dir: Path) -> None:
    """A question, its facets, its way back, somebody's page, a story's two sides, a quotation, nothing found, inline results."""
    servers = Background(open_asking(tmp_path, lexicon_dir))
    with servers as asking, browser() as driver:
        page = ChatPage(driver, asking.sandbox.url).open(f"?person={asking.person.id}", size=DESKTOP)
        page.write("کوهیار درباره ترکیه چی گفت")
        page.wait_bubble("سهراب کوهیار دربارهٔ ترکیه")
        take(page, "asking-answer")
        page.press(texts.ALL_SAID)
        page.until(lambda: "۵ نقل از ۵ خبر" in page.bubbles()[-1])
        before = page.bubbles()[-1]
        page.press(texts.NARROW)
        page.until(lambda: any(texts.BACK in key.text for key in page.all(".key")))
        take(page, "asking-facets")
        page.press(texts.BACK)
        page.until(lambda: page.bubbles()[-1] == before and any("قدیمی‌تر" in key.text for key in page.all(".key")))
        page.press("صفحهٔ سهراب کوهیار")
        page.wait_bubble("۵ نقل از او")
        take(page, "asking-person")

        page.write("دنیزاوغلو")
        page.wait_bubble("امره دنیزاوغلو\nهمهٔ زمان‌ها")
        page.press("نقل ۱")
        page.wait_bubble("یک نقل")
        page.press(texts.WHOLE_STORY)
        page.wait_bubble("دو سوی خبر")
        take(page, "asking-story")

        page.write("کوهیار گفت: «حقابهٔ هیرمند امسال رسیده است»")
        page.wait_bubble("گویندهٔ این نقل، پریسا کوه‌زاد است")
        take(page, "asking-check")
        page.write("کوهیار دربارهٔ یمن هفتهٔ گذشته")
        page.wait_bubble(texts.NEAREST)
        take(page, "asking-nothing")

        field = page.find("#input")
        field.send_keys("@naql_sandbox_bot کوهیار ترکیه")
        page.until(lambda: "بازار مرزی" in page.find("body").text and page.all(".suggestion, .result, [data-result]"))
        take(page, "asking-inline")
        assert page.complaints() == []
