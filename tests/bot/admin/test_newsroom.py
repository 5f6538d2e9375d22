"""A channel's newsroom over HTTP: drafts to the editors' group, published, rewritten, rejected, scheduled; house style."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.render.house import hashtags, style_lines, style_of
from bot.sandbox.people import Message
from bot.texts import admin as words
from bot.texts import pushing
from storage import chats, newsrooms, outbox, pushes, subscriptions
from storage.office_records import Audience, AudienceKind, DraftState, HouseStyle, Newsroom
from storage.records import Address, ChatKind, ChatSettings, DeliveryState, Follow
from tests.bot import samples
from tests.bot.admin.hall import Hall, saying

SAID = saying("گذرگاه مرزی از فردا باز است", countries=("TR",))
BUTTONS = {words.PUBLISH, words.REWRITE, words.REJECT, words.SCHEDULE}


@dataclass(frozen=True, slots=True)
class Room:
    """A channel that follows Turkey, with a group of editors."""

    channel: int
    editors: int
    follow: int


@pytest.fixture
async def room(hall: Hall) -> Room:
    channel = await hall.owner.create_chat("channel", "کانال نمونه")
    editors = await hall.owner.create_chat("supergroup", "ویراستاران نمونه")
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        await chats.ensure(session, Address(channel), ChatKind.CHANNEL, now)
        await chats.ensure(session, Address(editors), ChatKind.GROUP, now)
        await chats.set_settings(session, Address(channel), ChatSettings(quiet_from=None))
        followed, _ = await subscriptions.follow(session, Address(channel), Follow(country="TR"), now, alerts=True)
        await newsrooms.found(session, Newsroom(channel, Address(editors), HouseStyle(), hall.owner.id), "کانال نمونه", now)
    return Room(channel, editors, followed.id)


async def draft(hall: Hall, room: Room, after: int = 0) -> Message:
    return await hall.owner.wait_for(lambda m: set(m.buttons) >= BUTTONS, chat_id=room.editors, after=after)


async def published(hall: Hall, room: Room) -> list[str]:
    return [m.text for m in await hall.owner.messages(room.channel) if m.from_bot]


async def test_nothing_is_published_without_an_editor(hall: Hall, room: Room) -> None:
    """A story that a channel follows comes to its editors as it would look; a strange member cannot publish it, an administrator
    of the group can, and who did it is written under it."""
    await hall.story(SAID)
    shown = await draft(hall, room)
    assert shown.text.startswith(words.DRAFT_HEAD.format(title="کانال نمونه"))
    assert SAID.text in shown.text
    assert "#پریسا_کوه_زاد" in shown.text
    assert await published(hall, room) == []

    await hall.stranger.join(room.editors)
    await hall.stranger.tap(shown, words.PUBLISH)
    assert await published(hall, room) == []

    await hall.owner.promote(room.editors, user_id=hall.stranger.id)
    await hall.stranger.tap(shown, words.PUBLISH)
    post = await hall.owner.wait_for(lambda m: SAID.text in m.text, chat_id=room.channel)
    assert post.text.endswith("#پریسا_کوه_زاد #ترکیه")
    done = await hall.owner.wait_for(lambda m: m.id == shown.id and m.edited, chat_id=room.editors)
    assert f"{words.DRAFT_STATES['published']}: نیما" in done.text
    assert done.buttons == ()
    await hall.forge(hall.editor, await hall.answer(hall.editor, "/admin"), "dp", 1)
    assert len(await published(hall, room)) == 1
    (entry, *_) = await hall.audit()
    assert (entry.action, entry.admin_id) == ("draft-publish", hall.stranger.id)


async def test_rewritten_then_published(hall: Hall, room: Room) -> None:
    """The editors' own words go out in place of what was rendered, whatever looks like markup in them."""
    await hall.story(SAID)
    shown = await draft(hall, room)
    await hall.owner.tap(shown, words.REWRITE)
    asked = await hall.owner.wait_for(lambda m: m.text == words.DRAFT_ASK, chat_id=room.editors)
    await hall.owner.write("متن <b>ما</b> & شما", chat_id=room.editors, reply_to=asked.id)
    again = await hall.owner.wait_for(lambda m: m.id == shown.id and "متن <b>ما</b> & شما" in m.text, chat_id=room.editors)
    await hall.owner.tap(again, words.PUBLISH)
    await hall.owner.wait_for(lambda m: m.text == "متن <b>ما</b> & شما", chat_id=room.channel)


async def test_only_a_reply_is_the_new_text(hall: Hall, room: Room) -> None:
    """What an editor says to the others meanwhile is no text of the draft; the same text twice is none the worse; one that fills
    a message is published whole and shown with its beginning."""
    await hall.story(SAID)
    shown = await draft(hall, room)
    await hall.owner.promote(room.editors)
    for text in ("متن ما", "متن ما", "متن " * 1000):
        await hall.owner.tap(shown, words.REWRITE)
        asked = await hall.owner.wait_for(lambda m: m.text == words.DRAFT_ASK, chat_id=room.editors, after=last(hall, room))
        await hall.owner.write("سلام به همه", chat_id=room.editors)
        await hall.owner.write(text, chat_id=room.editors, reply_to=asked.id)
    cut = await hall.owner.wait_for(lambda m: m.id == shown.id and words.DRAFT_CUT in m.text, chat_id=room.editors)
    assert "سلام" not in cut.text
    await hall.owner.tap(cut, words.PUBLISH)
    await hall.owner.wait_for(lambda m: m.text == ("متن " * 1000).strip(), chat_id=room.channel)
    assert [m for m in await hall.owner.messages(room.editors) if "این بار نشد" in m.text] == []
    assert [e.action for e in await hall.audit()] == ["draft-publish", "draft-edit", "draft-edit", "draft-edit"]


def last(hall: Hall, room: Room) -> int:
    """The number of the newest message in the editors' group."""
    return max(hall.sandbox.world.chats[room.editors].messages)


async def test_other_editors_take_over_what_waits(hall: Hall, room: Room) -> None:
    """A channel that gets other editors: what waits is shown to these, and those of before publish nothing any more."""
    await hall.story(SAID)
    shown = await draft(hall, room)
    await hall.stranger.join(room.editors)
    await hall.owner.promote(room.editors, user_id=hall.stranger.id)
    others = await hall.owner.create_chat("supergroup", "ویراستاران دیگر")
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        await chats.ensure(session, Address(others), ChatKind.GROUP, now)
        await newsrooms.found(session, Newsroom(room.channel, Address(others), HouseStyle(), hall.owner.id), "کانال نمونه", now)
    await hall.stranger.tap(shown, words.PUBLISH)
    theirs = await hall.owner.wait_for(lambda m: set(m.buttons) >= BUTTONS, chat_id=others)
    assert await published(hall, room) == []
    await hall.owner.tap(theirs, words.PUBLISH)
    await hall.owner.wait_for(lambda m: SAID.text in m.text, chat_id=room.channel)


async def test_what_has_left_is_not_rejected(hall: Hall, room: Room) -> None:
    """A scheduled draft that is rejected a moment too late stays as it was decided: nobody is written under what they did not."""
    await hall.story(SAID)
    await draft(hall, room)
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        (row,) = await outbox.of_address(session, Address(room.channel), 5)
        assert await newsrooms.decide(session, row.id, DraftState.SCHEDULED, 1, "نخستین", now, now - timedelta(seconds=1))
    async with hall.parts.db.write() as session:
        assert not await newsrooms.decide(session, row.id, DraftState.REJECTED, 2, "دومین", now)
        decided = await newsrooms.draft(session, row.id)
    assert decided is not None
    assert (decided.state, decided.name) == (DraftState.SCHEDULED, "نخستین")


async def test_rejected_and_scheduled(hall: Hall, room: Room) -> None:
    """A rejected draft is never sent; a scheduled one waits for its time and can still be rejected."""
    await hall.story(SAID)
    shown = await draft(hall, room)
    await hall.owner.tap(shown, words.SCHEDULE)
    asked = await hall.owner.wait_for(lambda m: m.text == words.DRAFT_WHEN, chat_id=room.editors)
    await hall.owner.write("فردا ۷:۳۰", chat_id=room.editors, reply_to=asked.id)
    waits = await hall.owner.wait_for(
        lambda m: m.id == shown.id and words.DRAFT_STATES["scheduled"] in m.text, chat_id=room.editors
    )
    assert "ساعت ۷:۳۰" in waits.text
    await hall.owner.tap(waits, words.REJECT)
    await hall.owner.wait_for(lambda m: m.id == shown.id and words.DRAFT_STATES["rejected"] in m.text, chat_id=room.editors)
    async with hall.parts.db.read() as session:
        (row,) = await outbox.of_address(session, Address(room.channel), 5)
    assert (row.state, row.reason) == (DeliveryState.CANCELLED, f"rejected by {hall.owner.id}")
    assert [e.action for e in await hall.audit()] == ["draft-reject", "draft-schedule"]


async def test_an_owner_sets_it_up_and_frees_a_follow(hall: Hall, room: Room) -> None:
    """Editors, house style and what goes by itself are an owner's; an automatic follow is published at once, in that style."""
    listed = await hall.answer(hall.owner, "/newsroom", lambda m: "کانال نمونه" in m.buttons)
    await hall.owner.tap(listed, "کانال نمونه")
    card = await hall.owner.wait_for(lambda m: words.STYLE in m.buttons)
    assert "ویراستاران نمونه" in card.text
    await hall.owner.tap(card, words.STYLE)
    await hall.told(hall.owner, "شیوه‌نامه را به همین شکل")
    style = "ارقام: لاتین\nهشتگ: خاموش\nامضا: <i>نمونه</i>\nنام TR: جمهوری ترکیه"
    await hall.answer(hall.owner, style, lambda m: "جمهوری ترکیه" in m.text)
    async with hall.parts.db.read() as session:
        kept = await newsrooms.get(session, room.channel)
    assert kept is not None
    assert kept.style == HouseStyle({"TR": "جمهوری ترکیه"}, "latin", False, "<i>نمونه</i>")
    await hall.forge(hall.owner, card, "nf", room.channel, room.follow)
    await hall.owner.wait_for(lambda m: any(b.startswith("✓") for b in m.buttons))
    await hall.story(SAID)
    post = await hall.owner.wait_for(lambda m: SAID.text in m.text, chat_id=room.channel)
    assert "جمهوری ترکیه" in post.text
    assert post.text.endswith("<i>نمونه</i>")
    viewer = await hall.answer(hall.editor, "/newsroom", lambda m: "کانال نمونه" in m.buttons)
    await hall.editor.tap(viewer, "کانال نمونه")
    card = await hall.editor.wait_for(lambda m: words.BACK in m.buttons)
    assert words.STYLE not in card.buttons


def test_a_style_is_read_as_it_is_shown() -> None:
    """What the card shows can be sent back; what is no style is refused."""
    style = HouseStyle({"parisa-kuhzad": "خانم کوه‌زاد"}, "latin", False, "کانال نمونه")
    assert style_of(style_lines(style)) == style
    assert style_of(style_lines(HouseStyle())) == HouseStyle()
    assert style_of("رنگ: سبز") is None
    assert style_of("ارقام: رومی") is None


def test_hashtags_are_typed_with_underscores() -> None:
    """Names of several words become one tag each; signs leave nothing behind."""
    told = samples.story(samples.statement(1, "نمونه", name="پریسا «کوه‌زاد»"))
    assert hashtags(told, samples.view()) == ["#پریسا_کوه_زاد", "#ترکیه"]


async def test_an_older_group_is_some_taps_away(hall: Hall, room: Room) -> None:
    """Of more groups than one message has buttons for, the older ones are on the next page; topics are no groups of their own."""
    now = datetime.now(UTC)
    async with hall.parts.db.write() as session:
        for number in range(12):
            await chats.ensure(session, Address(-2000 - number), ChatKind.GROUP, now + timedelta(minutes=number))
            await chats.ensure(session, Address(-2000 - number, 7), ChatKind.GROUP, now + timedelta(minutes=number))
    card = await hall.forge_and_wait(hall.owner, "nc", room.channel)
    assert "ویراستاران نمونه" not in card.buttons
    await hall.owner.tap(card, words.FURTHER)
    older = await hall.owner.wait_for(lambda m: m.id == card.id and "ویراستاران نمونه" in m.buttons)
    assert set(older.buttons) == {"ویراستاران نمونه", words.PREVIOUS, words.BACK}


async def test_a_channels_administrator_sets_up_their_own_newsroom(hall: Hall) -> None:
    """Somebody without a role here connects a channel and gives it editors from the groups that they administer, no others."""
    person = hall.stranger
    foreign = await hall.owner.create_chat("supergroup", "گروه دیگران")
    own = await person.create_chat("supergroup", "ویراستاران خودی")
    channel = await person.create_chat("channel", "کانال خودی")
    added = await person.wait_for(lambda m: "وصل کردن" in m.buttons)
    await person.tap(added, "وصل کردن")
    desk = await person.wait_for(lambda m: words.MENU["newsroom"] in m.buttons)
    await person.tap(desk, words.MENU["newsroom"])
    card = await person.wait_for(lambda m: words.CHOOSE_EDITORS in m.buttons)
    await person.tap(card, words.CHOOSE_EDITORS)
    which = await person.wait_for(lambda m: "ویراستاران خودی" in m.buttons)
    assert "گروه دیگران" not in which.buttons
    await hall.forge(person, which, "no", channel, foreign)
    await person.tap(which, "ویراستاران خودی")
    await person.wait_for(lambda m: "ویراستاران: ویراستاران خودی" in m.text)
    async with hall.parts.db.read() as session:
        kept = await newsrooms.get(session, channel)
    assert kept is not None
    assert kept.editors.chat_id == own
    other = await hall.answer(hall.viewer, "/start")
    await hall.forge(hall.viewer, other, "nx", channel)
    async with hall.parts.db.read() as session:
        assert await newsrooms.get(session, channel) is not None


async def test_a_push_waits_for_the_editors_of_a_channel_too(hall: Hall, room: Room) -> None:
    """What goes to all goes to such a channel only when its editors publish it; the report says that it waits there."""
    owner = hall.owner
    async with hall.parts.db.write() as session:
        push = await pushes.draft(session, owner.id, {"html": "پیام <b>نمونه</b>"}, datetime.now(UTC))
        await pushes.change(session, push, audience=Audience(AudienceKind.CHANNELS))
        await pushes.confirm(session, push, datetime.now(UTC))
    shown = await draft(hall, room)
    report = await hall.told(owner, "گزارش پیام همگانی")
    assert pushing.PUSH_HELD.format(count="۱") in report.text
    assert await published(hall, room) == []
    await owner.tap(shown, words.PUBLISH)
    await owner.wait_for(lambda m: m.text == "پیام نمونه", chat_id=room.channel)
