"""Nothing that an admin types can break a message: every awaited answer is given hostile texts, and no markup is refused."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.handlers.admin.table import ANSWERS, COMMANDS
from bot.texts import admin as words
from storage import admins, newsrooms, pushes, search
from storage.office_records import HouseStyle, Newsroom
from storage.records import Address, Query
from tests.bot.admin.hall import Hall

HOSTILE = (
    '<b>نمونه</i> & &lt; <a href="x',
    "</blockquote></b>\u202eنمونه\u2028\u200f\u200f",
    "نام: <b>\nکشور: <i>\nامضا: </pre>&amp;",
    "parisa-kuhzad <script>",
)


async def test_hostile_texts_everywhere(hall: Hall) -> None:
    """In each talk: no refusal of markup or length, no error told to the admin, and the audit shows what was typed as text."""
    story = await hall.story()
    channel = await hall.owner.create_chat("channel", "<b>کانال</b> & نمونه")
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        found = await search.find(session, Query(countries=("AF",)), 1, 0)
        push = await pushes.draft(session, hall.owner.id, {"html": "نمونه"}, now)
        room = Newsroom(channel, Address(hall.owner.id), HouseStyle(), hall.owner.id)
        await newsrooms.found(session, room, "<b>کانال</b>", now)
    ids = {"push": push, "into": story, "channel": channel, "draft": 1, "message": 1, "slug": "parisa-kuhzad"}
    for name in ANSWERS:
        for text in HOSTILE:
            payload = {"do": name, **ids, "id": found.statements[0].id, "kind": "statement"}
            async with hall.parts.db.write() as session:
                await admins.expect(session, hall.owner.id, hall.owner.id, payload, now)
            answered = await hall.answer(hall.owner, text)
            if words.SPEAKER_YES in answered.buttons:
                await hall.owner.tap(answered, words.SPEAKER_YES)
                await hall.told(hall.owner, words.DONE, answered.id - 1)
    shown = await hall.answer(hall.owner, "/audit", lambda m: "چه کسی چه کرد" in m.text)
    assert "<b>نمونه</i> &" in shown.text or "<b>" in shown.text
    for command in ("/admins", "/bans", "/newsroom", "/numbers", "/people", "/reports"):
        await hall.answer(hall.owner, command)
    refused = [r for r in hall.sandbox.record.of() if r.status == 400 and "query is too old" not in r.description]
    assert [(r.method, r.description) for r in refused if "parse" in r.description or "too long" in r.description] == []
    assert [m.text for m in await hall.owner.messages() if "این بار نشد" in m.text] == []


async def test_buttons_are_short(hall: Hall) -> None:
    """At most 14 letters where two share a row, 20 alone, in every keyboard of these conversations' starts."""
    await hall.story()
    for command in COMMANDS:
        shown = await hall.answer(hall.owner, f"/{command}")
        for row in shown.rows:
            assert all(len(button.text) <= (20 if len(row) == 1 else 14) for button in row), [b.text for b in row]
