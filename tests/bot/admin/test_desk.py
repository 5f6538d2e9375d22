"""Conversations of /sources, /people, /numbers and /bans over HTTP."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.render.admin_people import entry_lines, entry_of
from bot.sandbox.newsroom import running_newsroom
from bot.texts import admin as words
from bot.texts import sources as about
from storage import candidates, chats, outbox, people, sources, unanswered
from storage.records import Address, ChatKind, DeliveryKind, Held, NewDelivery, Person, Priority
from tests.bot.admin.hall import Hall, saying
from tests.storage.samples import add_source, add_story


async def test_a_source_is_added_with_a_preview_checked_paused_and_removed(hall: Hall) -> None:
    """By the address of its page: what would come is shown first; then it is checked, paused, and removed with its statements."""
    editor = hall.editor
    async with running_newsroom() as newsroom:
        feed = newsroom.sources()[0].feed_url
        empty = await hall.answer(editor, "/sources", lambda m: about.SOURCE_ADD in m.buttons)
        await editor.tap(empty, about.SOURCE_ADD)
        await hall.told(editor, about.SOURCE_URL)
        refused = await hall.answer(editor, f"{feed}/nothing.here", lambda m: "نشد" in m.text)
        assert about.SOURCE_ADD not in refused.buttons
        preview = await hall.answer(editor, feed, lambda m: about.SOURCE_ADD in m.buttons)
        assert "خبر در فید:" in preview.text
        await editor.tap(preview, about.SOURCE_ADD)
        card = await editor.wait_for(lambda m: about.SOURCE_CHECK in m.buttons, after=preview.id - 1)
        assert words.DONE in card.text
        await editor.tap(card, about.SOURCE_CHECK)
        await editor.wait_for(lambda m: m.id == card.id and "بررسی شد" in m.text)
        await editor.tap(card, about.SOURCE_TRY)
        await editor.wait_for(lambda m: "feed:" in m.text, after=card.id)
    await editor.tap(card, about.SOURCE_PAUSE)
    card = await editor.wait_for(lambda m: m.id == card.id and about.SOURCE_RESUME in m.buttons)
    assert "وضع: متوقف" in card.text
    viewer = await hall.answer(hall.viewer, "/sources", lambda m: "۱" in m.buttons)
    await hall.viewer.tap(viewer, "۱")
    seen = await hall.viewer.wait_for(lambda m: m.id == viewer.id and "مسیر:" in m.text)
    assert seen.buttons == (words.BACK,)
    await editor.tap(card, about.SOURCE_REMOVE)
    ask = await editor.wait_for(lambda m: about.SOURCE_HIDE_TEXTS in m.buttons, after=card.id - 1)
    await editor.tap(ask, about.SOURCE_HIDE_TEXTS)
    await hall.told(editor, "دیگر خوانده نمی‌شود")
    async with hall.parts.db.read() as session:
        assert await sources.list_all(session) == ()
    assert [e.action for e in await hall.audit()] == ["source-hide", "source-pause", "source-add"]


async def test_an_archive_is_filled_with_progress(hall: Hall) -> None:
    """The walk is told of in one message; a publisher without an archive says so there."""
    async with running_newsroom() as newsroom:
        async with hall.parts.db.write() as session:
            await sources.add(session, replace(newsroom.sources()[0], slug="nemune"))
        card = await hall.forge_and_wait(hall.editor, "sv", "nemune")
        await hall.editor.tap(card, about.SOURCE_FILL)
        ask = await hall.editor.wait_for(lambda m: "۷ روز" in m.buttons, after=card.id - 1)
        await hall.editor.tap(ask, "۷ روز")
        told = await hall.told(hall.editor, "آرشیو", after=card.id)
        await hall.editor.wait_for(lambda m: m.id == told.id and ("نشد" in m.text or "خوانده شد" in m.text))


async def test_a_candidate_is_accepted_merged_and_rejected(hall: Hall) -> None:
    """Names that two publishers give a speaker are proposed with their statements; each way is in the audit and at once known."""
    unknown = {"person": None, "office": None, "speaker_role": None}
    async with hall.parts.db.write() as session:
        first, second = await add_source(session), await add_source(session, "digar")
        now = datetime.now(UTC)
        for name in ("کیوان دیلم", "پریسا کوهزادی", "بهار ناشناسی"):
            for source in (first, second):
                said = saying(f"نمونهٔ {name}", speaker_name=name, **unknown)
                await add_story(session, source, f"{name}{source}", said, at=now)
    editor = hall.editor
    menu = await hall.answer(editor, "/people", lambda m: words.EDIT_ENTRY in m.buttons)
    assert words.CANDIDATES.format(count="۳") in menu.buttons
    async with hall.parts.db.read() as session:
        ids = {one.name: one.id for one in await candidates.open_candidates(session)}
    await editor.tap(menu, words.CANDIDATES.format(count="۳"))
    await editor.wait_for(lambda m: words.ACCEPT in m.buttons)

    await hall.forge(editor, menu, "ca", ids["کیوان دیلم"])
    wrong = await hall.answer(editor, "کیوان")
    assert words.SLUG_WRONG in wrong.text
    card = await hall.answer(editor, "keyvan-deylam", lambda m: words.DONE in m.text)
    assert "keyvan-deylam" in card.text
    await hall.forge(editor, menu, "cm", ids["پریسا کوهزادی"])
    unsure = await hall.answer(editor, "دکتر پریسا کوه‌زاد")
    assert "parisa-kuhzad" in unsure.text
    card = await hall.answer(editor, "parisa-kuhzad", lambda m: words.DONE in m.text)
    assert "پریسا کوهزادی" in card.text
    await hall.forge(editor, menu, "cr", ids["بهار ناشناسی"])
    await hall.told(editor, words.CANDIDATES_NONE)
    assert [e.action for e in await hall.audit()] == ["person-reject", "person-merge", "person-accept"]
    assert "keyvan-deylam" in hall.service.application.bot_data["services"].catalogue.people


async def test_an_entry_is_edited_as_lines(hall: Hall) -> None:
    """Names and offices with dates: the card's lines are sent back changed; what is not understood changes nothing."""
    editor = hall.editor
    menu = await hall.answer(editor, "/people", lambda m: words.EDIT_ENTRY in m.buttons)
    await editor.tap(menu, words.EDIT_ENTRY)
    await hall.told(editor, words.ENTRY_ASK)
    card = await hall.answer(editor, "پریسا کوه‌زاد", lambda m: "parisa-kuhzad" in m.text)
    assert "سمت office:water-deputy: 2020-01-01 تا …" in card.text
    wrong = await hall.answer(editor, "نام: پریسا کوه‌زاد\nرنگ: سبز")
    assert words.ENTRY_WRONG in wrong.text
    lines = card.text.split("\n", 2)[2].replace("تا …", "تا 2024-05-01").replace("املاها: هیچ", "املاها: پریسا <b>کوهزاد</b>")
    done = await hall.answer(editor, lines, lambda m: words.DONE in m.text)
    assert "تا 2024-05-01" in done.text
    assert "<b>کوهزاد</b>" in done.text
    async with hall.parts.db.read() as session:
        entry = await people.get(session, "parisa-kuhzad")
    assert entry is not None
    assert entry.edited
    assert hall.service.application.bot_data["services"].catalogue.people["parisa-kuhzad"].held[0].until == "2024-05-01"


async def test_numbers_and_their_charts(hall: Hall) -> None:
    """What is under ten about readers is not counted; questions that three asked are shown as text; charts come as pictures."""
    await hall.story()
    async with hall.parts.db.write() as session:
        for chat_id in (1, 2, 3):
            await unanswered.note(session, chat_id, "نمونه", "<b>نمونه</b>؟", datetime.now(UTC), "salt")
    shown = await hall.answer(hall.viewer, "/numbers", lambda m: words.CHART_STATEMENTS in m.buttons)
    assert f"شخصی {words.FEW}" in shown.text
    assert "• <b>نمونه</b>؟" in shown.text
    for button in (words.CHART_STATEMENTS, words.CHART_ARTICLES):
        await hall.viewer.tap(shown, button)
        await hall.viewer.wait_for(lambda m, title=button: "photo" in m.raw and m.text == title)  # type: ignore[misc]  # a default binds it
    await hall.viewer.tap(shown, words.CHART_CHATS)
    few = await hall.told(hall.viewer, words.CHART_CHATS, shown.id)
    assert "photo" not in few.raw  # four came today, which is not told apart from none
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        for chat_id in range(100, 110):
            await chats.ensure(session, Address(chat_id), ChatKind.PRIVATE, now)
    await hall.viewer.tap(shown, words.CHART_CHATS)
    await hall.viewer.wait_for(lambda m: "photo" in m.raw and m.text == words.CHART_FEW.format(title=words.CHART_CHATS))


async def test_a_closed_chat_is_not_heard_and_can_still_be_forgotten(hall: Hall) -> None:
    """Banned with a reason, a chat gets no answers but about its own data; opened, it is as before; admins cannot be closed."""
    ban = await hall.answer(hall.owner, "/bans", lambda m: words.BAN in m.buttons)
    await hall.owner.tap(ban, words.BAN)
    await hall.told(hall.owner, "شناسهٔ گفت‌وگو")
    refused = await hall.answer(hall.owner, f"{hall.editor.id} دلیل")
    assert words.BAN_ADMIN in refused.text
    listed = await hall.answer(hall.owner, f"{hall.stranger.id} پیام‌های <b>آزارنده</b>", lambda m: "آزارنده" in m.text)
    assert "<b>آزارنده</b>" in listed.text
    silent = await hall.stranger.write("/help")
    heard = await hall.answer(hall.stranger, "/privacy")
    assert [m.id for m in await hall.stranger.messages() if m.from_bot and m.id > silent.id] == [heard.id]
    await hall.owner.tap(listed, words.UNBAN.format(id=hall.stranger.id))
    await hall.owner.wait_for(lambda m: m.id == listed.id and "آزارنده" not in m.text)
    await hall.answer(hall.stranger, "/help")
    assert [e.action for e in await hall.audit()] == ["unban", "ban"]


def test_an_entry_is_read_as_it_is_shown() -> None:
    """Every line that the card shows is understood; what is none is refused."""
    data = {"short": ["کوه‌زاد"], "alone": [], "common": False}
    entry = Person("parisa-kuhzad", "person", "پریسا کوه‌زاد", ("پریسا کوهزاد", "کوه‌زاد"), "IR", False, data)
    terms = [Held("parisa-kuhzad", "office:water-deputy", "2020-01-01", None, True)]
    assert entry_of(entry_lines(entry, terms), entry) == (entry, terms)
    for wrong in ("", "نام:", "سمت office:x: دیروز تا …", "کشور: ایران"):
        assert entry_of(wrong, entry) is None
    known = entry_lines(entry, ())
    for when, right in (
        ("2013 تا 2013-02", True),
        ("2013-08 تا 2013", True),
        ("2013-08-03 تا 2012", False),
        ("2013-08-03 تا 2013-07-01", False),
        ("2013-13-01 تا …", False),
        ("… تا 2013-02-30", False),
    ):
        assert (entry_of(f"{known}\nسمت office:x: {when}", entry) is not None) is right, when


async def test_two_who_edit_one_entry(hall: Hall) -> None:
    """Who sends lines back on what another changed meanwhile is shown how it is now, and undoes nothing unseen."""
    sent: dict[int, str] = {}
    for person in (hall.editor, hall.owner):
        menu = await hall.answer(person, "/people", lambda m: words.EDIT_ENTRY in m.buttons)
        await person.tap(menu, words.EDIT_ENTRY)
        await hall.told(person, words.ENTRY_ASK)
        card = await hall.answer(person, "parisa-kuhzad", lambda m: "املاها" in m.text)
        sent[person.id] = card.text.split("\n", 2)[2]
    await hall.answer(hall.editor, sent[hall.editor.id].replace("املاها: هیچ", "املاها: پری کوه"), lambda m: words.DONE in m.text)
    now = await hall.answer(hall.owner, sent[hall.owner.id].replace("کشور: IR", "کشور: TR"), lambda m: "املاها" in m.text)
    assert now.text.startswith(words.ENTRY_CHANGED)
    assert "پری کوه" in now.text
    assert "کشور: IR" in now.text
    assert [e.action for e in await hall.audit()] == ["person-edit"]


async def test_two_previews_of_one_site(hall: Hall) -> None:
    """A preview's button adds what that preview showed, once; another admin's feed that got the same slug is not replaced."""
    async with running_newsroom() as newsroom:
        first, second = (source.feed_url for source in newsroom.sources()[:2])
        previews = {}
        for person, feed in ((hall.editor, first), (hall.owner, second)):
            listed = await hall.answer(person, "/sources", lambda m: about.SOURCE_ADD in m.buttons)
            await person.tap(listed, about.SOURCE_ADD)
            await hall.told(person, about.SOURCE_URL)
            previews[person.id] = await hall.answer(person, feed, lambda m: "خبر در فید:" in m.text)
        await hall.editor.tap(previews[hall.editor.id], about.SOURCE_ADD)
        await hall.editor.wait_for(lambda m: about.SOURCE_CHECK in m.buttons)
        await hall.owner.tap(previews[hall.owner.id], about.SOURCE_ADD)
        await hall.told(hall.owner, about.SOURCE_TAKEN)
    async with hall.parts.db.read() as session:
        assert [source.feed_url for source in await sources.list_all(session)] == [first]
    assert [e.action for e in await hall.audit()] == ["source-add"]


async def test_a_trouble_is_told_to_the_owner(hall: Hall) -> None:
    """A warning of each kind, and that it is over, in one sentence each; to the owner alone."""
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        for over in (False, True):
            for what, detail in (("outbox", ""), ("disk", "312"), ("job", "match")):
                payload: dict[str, object] = {"notice": "trouble", "what": what, "since": now.isoformat(), "detail": detail}
                payload |= {"over": True} if over else {}
                key = f"trouble:{what}:{over}"
                new = NewDelivery(Address(hall.owner.id), DeliveryKind.NOTICE, key, payload, now, Priority.NOTICE)
                await outbox.owe(session, new, now)
    hall.service.courier.wake()
    for words_ in ("بیش از ۱۰ دقیقه", "۳۱۲ مگابایت", "کار «\u200fmatch»", "عقب نیست", "باز جا دارد", "باز اجرا می‌شود"):
        await hall.told(hall.owner, words_)


async def test_what_nobody_could_answer_is_counted_and_not_who_asked(hall: Hall) -> None:
    """A question without an answer is in the numbers once three different chats have asked it, however they spell it."""
    question = "زغفرانیه دربارهٔ قلمبه چه گفت؟"
    for person in (hall.stranger, hall.editor):
        await hall.answer(person, question)
    assert question not in (await hall.answer(hall.viewer, "/numbers")).text
    await hall.answer(hall.viewer, question)
    shown = await hall.viewer.wait_for(lambda m: words.CHART_CHATS in m.buttons)
    for _ in range(100):
        shown = await hall.answer(hall.viewer, "/numbers", lambda m: words.CHART_CHATS in m.buttons)
        if question in shown.text:
            break
    assert f"• {question}" in shown.text
