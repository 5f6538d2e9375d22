"""Roles, what is awaited, newsrooms when their group moves, bans, the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import admins, audit, bans, chats, newsrooms, outbox
from storage.database import Database
from storage.office_records import DraftState, HouseStyle, Newsroom, Role
from storage.records import Address, ChatKind, ChatState, DeliveryKind, DeliveryState, NewDelivery
from tests.storage.samples import NOW

CHANNEL, EDITORS = Address(-1001), Address(-77)


async def test_appointed_and_dismissed(db: Database) -> None:
    """A role is given, changed and taken; an owner cannot be made here."""
    async with db.write() as s:
        assert await admins.appoint(s, 5, Role.VIEWER, "ویدا", 1, NOW) is Role.STRANGER
        assert await admins.appoint(s, 5, Role.EDITOR, "ویدا", 1, NOW) is Role.VIEWER
        assert [(a.user_id, a.role) for a in await admins.appointed(s)] == [(5, Role.EDITOR)]
        with pytest.raises(ValueError, match="OWNER"):
            await admins.appoint(s, 5, Role.OWNER, "ویدا", 1, NOW)
        assert await admins.dismiss(s, 5)
        assert not await admins.dismiss(s, 5)
        assert await admins.role_of(s, 5) is Role.STRANGER


async def test_what_was_asked_long_ago_is_not_awaited(db: Database) -> None:
    """An answer is taken for an hour; the newest question is the one that is answered."""
    async with db.write() as s:
        await admins.expect(s, 5, 5, {"do": "a"}, NOW)
        await admins.expect(s, 5, 5, {"do": "b"}, NOW)
        assert await admins.expected(s, 5, 5, NOW + timedelta(minutes=59)) == {"do": "b"}
        assert await admins.expected(s, 5, 5, NOW + timedelta(minutes=61)) is None
        assert await admins.expected(s, 5, 6, NOW) is None


async def held(db: Database) -> int:
    async with db.write() as s:
        await chats.ensure(s, CHANNEL, ChatKind.CHANNEL, NOW)
        await chats.ensure(s, EDITORS, ChatKind.GROUP, NOW)
        await newsrooms.found(s, Newsroom(CHANNEL.chat_id, EDITORS, HouseStyle(), 1), "نمونه", NOW)
        new = NewDelivery(CHANNEL, DeliveryKind.ALERT, "alert:1", {"follows": [1]}, NOW, 20)
        number = await outbox.owe(s, new, NOW)
        assert number is not None
        await newsrooms.drafted(s, number, EDITORS.chat_id, NOW)
    return number


async def test_the_editors_group_becomes_a_supergroup(db: Database) -> None:
    """Its newsroom and the drafts in it follow it to the new id."""
    number = await held(db)
    async with db.write() as s:
        await chats.migrate(s, EDITORS.chat_id, -100777)
        room, draft = await newsrooms.get(s, CHANNEL.chat_id), await newsrooms.draft(s, number)
        assert room is not None
        assert draft is not None
        assert room.editors.chat_id == draft.editors_id == -100777


async def test_held_decided_once(db: Database) -> None:
    """Nothing claims what is held; the first decision counts; a closed newsroom cancels what waits."""
    number = await held(db)
    async with db.write() as s:
        assert await outbox.claim(s, NOW, 9, 60, "w") == ()
        assert await newsrooms.rewrite(s, number, "نمونه")
        assert await newsrooms.decide(s, number, DraftState.PUBLISHED, 5, "ویدا", NOW)
        assert not await newsrooms.decide(s, number, DraftState.REJECTED, 6, "بهرام", NOW)
        assert not await newsrooms.rewrite(s, number, "دیر")
        (claimed,) = await outbox.claim(s, NOW, 9, 60, "w")
        assert claimed.payload["edited"] == "نمونه"
        await outbox.owe(s, NewDelivery(CHANNEL, DeliveryKind.ALERT, "alert:2", {}, NOW, 20), NOW)
        assert await newsrooms.remove(s, CHANNEL.chat_id)
        gone = await outbox.get_by_key(s, CHANNEL, "alert:2")
        assert gone is not None
        assert gone.state is DeliveryState.CANCELLED
        await outbox.owe(s, NewDelivery(CHANNEL, DeliveryKind.ALERT, "alert:3", {}, NOW, 20), NOW)
        fresh = await outbox.get_by_key(s, CHANNEL, "alert:3")
        assert fresh is not None
        assert fresh.state is DeliveryState.PENDING


async def test_banned_and_opened(db: Database) -> None:
    """What waits is cancelled, a chat that never wrote can be closed, /start does not open it, opening does."""
    async with db.write() as s:
        await chats.ensure(s, Address(5), ChatKind.PRIVATE, NOW)
        await outbox.owe(s, NewDelivery(Address(5), DeliveryKind.ALERT, "alert:1", {}, NOW, 20), NOW)
        assert await bans.ban(s, 5, "نمونه", NOW)
        assert not await bans.ban(s, 5, "نمونه", NOW)
        assert await bans.ban(s, 6, "نمونه", NOW)
        await chats.wake(s, 5)
        assert await bans.is_banned(s, 5)
        assert await outbox.claim(s, NOW, 9, 60, "w") == ()
        assert await bans.banned(s, 9) == ((5, "نمونه"), (6, "نمونه"))
        assert await bans.unban(s, 5) == "نمونه"
        assert await bans.unban(s, 5) is None
        chat = await chats.get(s, Address(5))
        assert chat is not None
        assert chat.state is ChatState.ACTIVE


async def test_the_audit_only_grows(db: Database) -> None:
    """Entries come newest first with who, what and from–to; the module has nothing that changes or deletes one."""
    async with db.write() as s:
        for action in ("hide", "show"):
            await audit.note(s, 5, action, "statement:1", NOW, {"from": "a", "to": "b"})
        newest, oldest = await audit.latest(s, 9)
    assert (newest.action, oldest.action, newest.admin_id, newest.detail) == ("show", "hide", 5, {"from": "a", "to": "b"})
    assert {name for name in vars(audit) if not name.startswith("_")} & {"update", "delete", "change", "remove"} == set()
