"""Conversations of /push over HTTP: text, story, briefing; preview, confirmation, progress, report."""

from __future__ import annotations

from bot.texts import admin as words
from tests.bot.admin.hall import Hall


async def to_summary(hall: Hall, audience: str = words.AUDIENCE["all"], text: str = "<b>نمونه</b> & <a") -> int:
    """From /push to the summary with its button; gives the number of the message before it."""
    owner = hall.owner
    menu = await hall.answer(owner, "/push", lambda m: words.PUSH_TEXT in m.buttons)
    await owner.tap(menu, words.PUSH_TEXT)
    await hall.told(owner, words.PUSH_TEXT_ASK)
    whom = await hall.answer(owner, text, lambda m: audience in m.buttons)
    await owner.tap(whom, audience)
    when = await owner.wait_for(lambda m: words.PUSH_NOW in m.buttons)
    await owner.tap(when, words.PUSH_NOW)
    return menu.id


async def test_a_text_to_everybody(hall: Hall) -> None:
    """What looks like markup in an admin's text arrives as typed; the preview is the same message; the report has the counts."""
    text = "<b>نمونه</b> & <a href=x> «گیومه» _زیر_"
    await to_summary(hall, text=text)
    summary = await hall.owner.wait_for(lambda m: words.PUSH_SEND in m.buttons)
    preview = [m for m in await hall.owner.messages() if m.from_bot and m.text == text]
    assert len(preview) == 1
    assert "۴ گفت‌وگو" in summary.text
    tapped = await hall.owner.tap(summary, words.PUSH_SEND)
    assert tapped.text == words.PUSH_STARTED
    report = await hall.told(hall.owner, "گزارش پیام همگانی")
    assert "رسیده: ۴ از ۴" in report.text
    for person in (hall.editor, hall.viewer, hall.stranger):
        assert [m.text for m in await person.messages() if m.from_bot] == [text]
    progress = await hall.owner.wait_for(lambda m: m.id == summary.id and words.PUSH_STATES["done"] in m.text)
    assert progress.buttons == ()
    assert [(e.action, e.subject) for e in await hall.audit()] == [("push", "push:1")]
    again = await hall.forge(hall.owner, progress, "pc", 1)
    assert again is not None
    assert len([m for m in await hall.stranger.messages() if m.from_bot]) == 1
