"""Conversations of /push over HTTP: text, story, briefing; preview, confirmation, progress, report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.render.admin_push import report_html
from bot.texts import admin as words
from bot.texts import pushing
from storage import admins, pushes, subscriptions
from storage.office_records import Audience, AudienceKind, Push, PushCounts, PushState
from storage.pushes import CANCELLED
from storage.records import Address, Follow
from tests.bot import samples
from tests.bot.admin.hall import Hall, saying


async def to_summary(hall: Hall, audience: str = pushing.AUDIENCE["all"], text: str = "<b>نمونه</b> & <a") -> int:
    """From /push to the summary with its button; gives the number of the message before it."""
    owner = hall.owner
    menu = await hall.answer(owner, "/push", lambda m: pushing.PUSH_TEXT in m.buttons)
    await owner.tap(menu, pushing.PUSH_TEXT)
    await hall.told(owner, pushing.PUSH_TEXT_ASK)
    whom = await hall.answer(owner, text, lambda m: audience in m.buttons)
    await owner.tap(whom, audience)
    when = await owner.wait_for(lambda m: pushing.PUSH_NOW in m.buttons)
    await owner.tap(when, pushing.PUSH_NOW)
    return menu.id


async def test_a_text_to_everybody(hall: Hall) -> None:
    """What looks like markup in an admin's text arrives as typed; the preview is the same message; the report has the counts."""
    text = "<b>نمونه</b> & <a href=x> «گیومه» _زیر_"
    await to_summary(hall, text=text)
    summary = await hall.owner.wait_for(lambda m: pushing.PUSH_SEND in m.buttons)
    preview = [m for m in await hall.owner.messages() if m.from_bot and m.text == text]
    assert len(preview) == 1
    assert "۴ گفت‌وگو" in summary.text
    tapped = await hall.owner.tap(summary, pushing.PUSH_SEND)
    assert tapped.text == pushing.PUSH_STARTED
    report = await hall.told(hall.owner, "گزارش پیام همگانی")
    assert "رسیده: ۴ از ۴" in report.text
    for person in (hall.editor, hall.viewer, hall.stranger):
        assert [m.text for m in await person.messages() if m.from_bot] == [text]
    progress = await hall.owner.wait_for(lambda m: m.id == summary.id and pushing.PUSH_STATES["done"] in m.text)
    assert progress.buttons == ()
    assert [(e.action, e.subject) for e in await hall.audit()] == [("push", "push:1")]
    again = await hall.forge(hall.owner, progress, "pc", 1)
    assert again is not None
    assert len([m for m in await hall.stranger.messages() if m.from_bot]) == 1


async def test_a_briefing_to_a_test_list_and_a_story_by_its_words(hall: Hall) -> None:
    """A briefing of the last hours goes to the admins alone; a story is found by words of it, and its preview is the alert."""
    await hall.story()
    owner = hall.owner
    menu = await hall.answer(owner, "/push", lambda m: pushing.PUSH_BRIEFING in m.buttons)
    await owner.tap(menu, pushing.PUSH_BRIEFING)
    hours = await owner.wait_for(lambda m: "۶ ساعت" in m.buttons)
    await owner.tap(hours, "۶ ساعت")
    whom = await owner.wait_for(lambda m: pushing.AUDIENCE["test"] in m.buttons)
    await owner.tap(whom, pushing.AUDIENCE["test"])
    when = await owner.wait_for(lambda m: pushing.PUSH_NOW in m.buttons)
    await owner.tap(when, pushing.PUSH_NOW)
    summary = await owner.wait_for(lambda m: pushing.PUSH_SEND in m.buttons)
    assert "۳ گفت‌وگو" in summary.text
    await owner.tap(summary, pushing.PUSH_SEND)
    got = await hall.viewer.wait_for(lambda m: "هیرمند" in m.text)
    assert "۱ خبر" in got.text
    assert not [m for m in await hall.stranger.messages() if m.from_bot]

    menu = await hall.answer(owner, "/push", lambda m: pushing.PUSH_STORY in m.buttons)
    await owner.tap(menu, pushing.PUSH_STORY)
    await owner.wait_for(lambda m: pushing.PUSH_FIND in m.text, after=summary.id)
    found = await hall.answer(owner, "حقابهٔ هیرمند", lambda m: pushing.PUSH_FIND in m.text)
    await owner.tap(found, "۱")
    whom = await owner.wait_for(lambda m: pushing.AUDIENCE["channels"] in m.buttons, after=found.id - 1)
    await owner.tap(whom, pushing.AUDIENCE["channels"])
    when = await owner.wait_for(lambda m: pushing.PUSH_NOW in m.buttons, after=found.id - 1)
    await owner.tap(when, pushing.PUSH_NOW)
    summary = await owner.wait_for(lambda m: pushing.PUSH_SEND in m.buttons, after=found.id)
    assert pushing.PUSH_EMPTY in summary.text
    await owner.tap(summary, words.CANCEL)
    await hall.told(owner, pushing.PUSH_CANCELLED, after=found.id)


async def test_followers_at_a_time(hall: Hall) -> None:
    """Followers of a country at a time that is typed; so few are not counted, and nothing leaves before."""
    async with hall.parts.db.write() as session:
        await subscriptions.follow(session, Address(hall.stranger.id), Follow(country="TR"), datetime.now(UTC))
    owner = hall.owner
    menu = await hall.answer(owner, "/push", lambda m: pushing.PUSH_TEXT in m.buttons)
    await owner.tap(menu, pushing.PUSH_TEXT)
    await hall.told(owner, pushing.PUSH_TEXT_ASK)
    whom = await hall.answer(owner, "نمونه", lambda m: pushing.AUDIENCE["followers"] in m.buttons)
    await owner.tap(whom, pushing.AUDIENCE["followers"])
    await hall.told(owner, pushing.PUSH_WHO_ASK)
    both = await hall.answer(owner, "ترکیه و افغانستان")
    assert both.text == words.NO_MATTER
    when = await hall.answer(owner, "ترکیه", lambda m: pushing.PUSH_LATER in m.buttons)
    await owner.tap(when, pushing.PUSH_LATER)
    await hall.told(owner, pushing.PUSH_WHEN_ASK)
    wrong = await hall.answer(owner, "به‌زودی")
    assert pushing.PUSH_WHEN_WRONG in wrong.text
    summary = await hall.answer(owner, "فردا ۷:۳۰", lambda m: pushing.PUSH_SEND in m.buttons)
    assert "دنبال‌کنندگان ترکیه، کمتر از ده گفت‌وگو" in summary.text
    assert "ساعت ۷:۳۰" in summary.text
    await owner.tap(summary, pushing.PUSH_SEND)
    waits = await owner.wait_for(lambda m: m.id == summary.id and pushing.PUSH_STATES["scheduled"] in m.text)
    await owner.tap(waits, words.CANCEL)
    report = await hall.told(owner, "گزارش پیام همگانی")
    assert pushing.PUSH_STATES["cancelled"] in report.text
    over = await owner.wait_for(lambda m: m.id == summary.id and pushing.PUSH_STATES["cancelled"] in m.text)
    assert "مانده" not in over.text
    assert not [m for m in await hall.stranger.messages() if m.from_bot]


async def test_followers_of_somebody_outside_the_catalogue(hall: Hall) -> None:
    """Whom a publisher names and the catalogue does not know is found by name, and so are their followers, however spelt."""
    await hall.story(
        saying("بارش کمتر بود", person=None, speaker_name="کیوان دیلم", office=None, speaker_keys=("name:کیوان دیلم",))
    )
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        for person, who in ((hall.stranger, "name:کیوان دیلم"), (hall.viewer, "name:کیوان دیلم|کیوانِ دیلم")):
            await subscriptions.follow(session, Address(person.id), Follow(who=who), now)
        push = await pushes.draft(session, hall.owner.id, {"html": "نمونه"}, now)
        await admins.expect(session, hall.owner.id, hall.owner.id, {"do": "push-who", "push": push}, now)
    await hall.answer(hall.owner, "کیوان دیلم", lambda m: pushing.PUSH_NOW in m.buttons)
    async with hall.parts.db.read() as session:
        drafted = await pushes.get(session, push)
        assert drafted is not None
        assert await pushes.size(session, drafted.audience, now) == 2


async def test_another_admin_pauses_and_cancels_it(hall: Hall) -> None:
    """Whoever may push finds what runs in the list, with its buttons; of so few followers no number is told while it waits; a
    progress message that was deleted comes again."""
    async with hall.parts.db.write() as session:
        await subscriptions.follow(session, Address(hall.stranger.id), Follow(country="TR"), datetime.now(UTC))
        push = await pushes.draft(session, hall.owner.id, {"html": "نمونه"}, datetime.now(UTC))
        await pushes.change(
            session,
            push,
            audience=Audience(AudienceKind.FOLLOWERS, country="TR"),
            not_before=datetime.now(UTC) + timedelta(days=1),
        )
        await pushes.confirm(session, push, datetime.now(UTC))
    waits = await hall.told(hall.owner, pushing.PUSH_STATES["scheduled"])
    assert words.FEW in waits.text
    assert "مانده" not in waits.text
    await hall.service.application.bot.delete_message(hall.owner.id, waits.id)
    menu = await hall.answer(hall.editor, "/push", lambda m: pushing.PUSH_LIST in m.buttons)
    await hall.editor.tap(menu, pushing.PUSH_LIST)
    listed = await hall.told(hall.editor, pushing.PUSH_STATES["scheduled"], menu.id - 1)
    await hall.editor.tap(listed, "توقف ۱")
    listed = await hall.told(hall.editor, pushing.PUSH_STATES["paused"], menu.id - 1)
    await hall.told(hall.owner, pushing.PUSH_STATES["paused"], waits.id)
    await hall.editor.tap(listed, "لغو ۱")
    listed = await hall.told(hall.editor, pushing.PUSH_STATES["cancelled"], menu.id - 1)
    assert listed.buttons == ()
    assert [e.action for e in await hall.audit()] == ["push-cancel", "push-pause"]


async def test_one_statement_by_its_words_to_groups(hall: Hall) -> None:
    """A statement alone is shown with its speaker and its own publisher; a forum's topics are one group."""
    await hall.story(saying("آب سد نمونه پایین آمد"), saying("بارش کمتر بود", person=None, speaker_name="سهراب کوهیار"))
    owner = hall.owner
    group = await owner.create_chat("supergroup", "گروه نمونه")
    menu = await hall.answer(owner, "/push", lambda m: pushing.PUSH_STATEMENT in m.buttons)
    await owner.tap(menu, pushing.PUSH_STATEMENT)
    await hall.told(owner, pushing.PUSH_FIND_WORDS)
    found = await hall.answer(owner, "بارش کمتر", lambda m: pushing.PUSH_FIND in m.text)
    await owner.tap(found, "۱")
    whom = await owner.wait_for(lambda m: pushing.AUDIENCE["groups"] in m.buttons, after=found.id - 1)
    await owner.tap(whom, pushing.AUDIENCE["groups"])
    when = await owner.wait_for(lambda m: pushing.PUSH_NOW in m.buttons, after=found.id - 1)
    await owner.tap(when, pushing.PUSH_NOW)
    summary = await owner.wait_for(lambda m: pushing.PUSH_SEND in m.buttons, after=found.id)
    await owner.tap(summary, pushing.PUSH_SEND)
    post = await owner.wait_for(lambda m: "بارش کمتر بود" in m.text, chat_id=group)
    assert "سهراب کوهیار" in post.text
    assert "آب سد" not in post.text


def test_a_report_says_why_in_words() -> None:
    """What the outbox notes is told in Persian, editors' rejections together; Telegram's own words stand as text."""
    push = Push(7, 1, PushState.DONE, Audience(), {"html": "نمونه"}, samples.NOW, samples.NOW, owed=9)
    dropped = {"rejected by 5": 2, "rejected by 6": 1, "the newsroom was closed": 1}
    html = report_html(push, PushCounts(4, 0, 0, {"Bad Request: <b> & more": 1}, dropped, 0, 0, 0, 2), samples.view())
    assert "۳، ویراستاران کانال رد کردند" in html
    assert "۱، تحریریهٔ کانال بسته شد" in html
    assert pushing.PUSH_TWICE.format(count="۲") in html
    assert "Bad Request: &lt;b&gt; &amp; more" in html
    html = report_html(replace(push, state=PushState.CANCELLED), PushCounts(4, dropped={CANCELLED: 5}), samples.view(), 20)
    assert "رسیده: ۴ از ۲۹" in html
    assert "۲۵، پیام لغو شد" in html
