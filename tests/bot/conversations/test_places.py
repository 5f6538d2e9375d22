"""Groups, forum topics and channels: who may change what, when the bot answers, where it posts, how a channel is connected."""

from __future__ import annotations

import asyncio

import pytest

from bot import texts
from bot.sandbox.people import Message
from bot.texts import following as words
from bot.texts import settings
from storage.records import ChatKind, ChatState
from tests.bot.conversations.talking import Talk

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_group_is_greeted_and_only_its_admins_change_it(talk: Talk) -> None:
    """Added to a group the bot says how it works; a member may look and ask, only administrators follow, set and forget."""
    group = talk.there(await talk.person.create_chat("supergroup", "گروه نمونه"))
    await group.told(words.GROUP_HELLO[:20])
    member = group.of(await talk.sandbox.newcomer("بابک"))
    await member.person.join(group.chat_id)

    await member.say("/settings", texts.ADMINS_ONLY)
    await member.say("/follow ترکیه", texts.ADMINS_ONLY)
    assert (await member.say("/start", words.GROUP_HELLO[:20])).buttons == ()
    assert "ترکیه" in (await group.say("/start", words.GROUP_HELLO[:20])).buttons
    await group.say("/follow ترکیه", "ترکیه دنبال شد")
    listed = await member.say("/follows", "۱. ترکیه")
    assert listed.text.startswith("دنبال‌های گروه نمونه")
    item = await member.tapped(listed, "۱", "ترکیه")
    assert (await member.tap(item, words.REMOVE)).text == texts.ADMINS_ONLY
    assert len(await group.follows()) == 1
    page = await group.say("/settings", f"{settings.TIMES}: ۲۱:۰۰")
    assert (await member.tap(page, settings.ZONE)).text == texts.ADMINS_ONLY
    await group.tapped(page, settings.ZONE, settings.ZONE)
    await talk.person.promote(group.chat_id, user_id=member.person.id)
    await member.tapped(item, words.REMOVE, "دیگر دنبال نمی‌شود")
    assert (await group.chat()).kind is ChatKind.GROUP


async def test_in_a_group_it_answers_only_when_addressed(talk: Talk) -> None:
    """Talk among people is left alone, also where the bot sees all of it; by its name or in reply to it, it answers, and words
    stand for commands there too."""
    group = talk.there(await talk.person.create_chat("supergroup", "گروه نمونه"))
    hello = await group.told(words.GROUP_HELLO[:20])
    await talk.person.promote(group.chat_id)
    await group.write("کوهیار چه گفت")
    await group.write("تنظیمات")
    asked = await group.write(f"@{talk.sandbox.world.bot.username} کوهیار چه گفت")
    answer = await group.told("سهراب کوهیار", after=hello.id)
    assert answer.raw["reply_to_message"]["message_id"] == asked.id
    assert answer.id == asked.id + 1
    assert not any("دنبال کردن" in label for label in answer.buttons)
    older = await group.tapped(answer, "قدیمی‌تر", "۵ از ۵")
    member = group.of(await talk.sandbox.newcomer("بابک"))
    await member.person.join(group.chat_id)
    assert (await member.tap(older, words.REMOVE_ANSWER)).text == words.NOT_YOURS
    assert _visible_lines(answer) <= 6
    await group.say("لیست", words.FOLLOWS_EMPTY_HERE, reply_to=answer)
    theirs = await member.say(f"@{talk.sandbox.world.bot.username} کوه‌زاد", "پریسا کوه‌زاد")
    await member.tap(theirs, words.REMOVE_ANSWER)
    assert theirs.id not in [message.id for message in await talk.person.messages(group.chat_id)]
    await group.say(f"دنبال کن ترکیه @{talk.sandbox.world.bot.username}", "ترکیه دنبال شد")


def _visible_lines(message: Message) -> int:
    """Lines until the fold is opened, of which three are shown."""
    folds = [one for one in message.raw["entities"] if one["type"] == "expandable_blockquote"]
    units = message.text.encode("utf-16-le")
    within = sum(
        units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le").count("\n") + 1 for one in folds
    )
    return message.text.count("\n") + 1 - within + 3 * len(folds)


async def test_a_forum_topic_is_an_address_of_its_own(talk: Talk) -> None:
    """What is followed in a topic is of that topic, and digests and answers come into it; the general topic has none of it."""
    forum = talk.there(await talk.person.create_chat("supergroup", "انجمن نمونه", is_forum=True))
    await talk.person.promote(forum.chat_id)
    topic = talk.there(forum.chat_id, await talk.person.create_topic(forum.chat_id, "اقتصاد"))
    followed = await topic.say("/follow ترکیه", "ترکیه دنبال شد")
    assert followed.raw["message_thread_id"] == topic.thread
    assert len(await topic.follows()) == 1
    assert await forum.follows() == ()
    alert = await topic.alert(1, ChatKind.GROUP)
    assert alert.raw["message_thread_id"] == topic.thread
    more = await topic.tapped(alert, words.MORE)
    await topic.tap(more, words.WRONG)
    asked = await topic.told(words.REPORT_WHICH, after=alert.id)
    assert asked.raw["message_thread_id"] == topic.thread
    plain = await forum.say("/follows", words.FOLLOWS_EMPTY_HERE)
    assert "message_thread_id" not in plain.raw


async def test_a_channel_is_connected_and_looked_after_from_private(talk: Talk) -> None:
    """Made administrator of a channel the bot asks in private; one tap connects; buttons and typed answers there act for the
    channel; its posts carry addresses only; a command in it leads to its desk."""
    channel = talk.there(await talk.person.create_chat("channel", "کانال <b>&نمونه"))
    offer = await talk.told("کانال <b>&نمونه")
    desk = await talk.tapped(offer, words.CHANNEL_CONNECT, "وصل شد")
    assert {"ترکیه", words.CHANNEL_FOLLOWS, words.CHANNEL_SETTINGS} <= set(desk.buttons)
    await talk.tap(desk, "ترکیه")
    followed = await talk.told("ترکیه دنبال شد", after=desk.id)
    await talk.tap(followed, texts.ALERT_TOO)
    await talk.say("کوه‌زاد دربارهٔ افغانستان", "پریسا کوه‌زاد دربارهٔ افغانستان دنبال شد", reply_to=desk)
    assert [one.alerts for one in await channel.follows()] == [True, False]
    assert await talk.follows() == ()

    listed = await talk.tapped(desk, words.CHANNEL_FOLLOWS, "۲. پریسا")
    item = await talk.tapped(listed, "۲", "افغانستان")
    await talk.tapped(item, words.MUTE, words.ITEM_MUTED)
    assert (await channel.follows())[1].muted
    listed = await talk.tapped(item, words.BACK, "دنبال‌های کانال <b>&نمونه")
    await talk.tapped(listed, words.BACK, "وصل شد")
    page = await talk.tapped(await _desk_again(talk, channel), words.CHANNEL_SETTINGS, "تنظیمات کانال")
    page = await talk.tapped(page, settings.LENGTH, settings.LENGTH)
    page = await talk.tapped(page, settings.SHORT)
    page = await talk.tapped(page, settings.BACK, "تنظیمات کانال")
    await talk.tapped(page, settings.BACK, "وصل شد")
    assert ((await channel.chat()).settings.length, (await channel.chat()).kind) == ("short", ChatKind.CHANNEL)

    which = await talk.say("رودباری", "کدام رودباری؟", reply_to=desk)
    await talk.tap(which, "بهرام رودباری")
    await talk.told("بهرام رودباری دنبال شد", after=which.id)
    assert len(await channel.follows()) == 3

    post = await channel.alert(1, ChatKind.CHANNEL)
    assert post.rows
    assert all(key.url and not key.data for row in post.rows for key in row)
    assert any(key.url.endswith("?start=s_1") for row in post.rows for key in row)
    told = await channel.say("/settings", words.ONLY_PRIVATE)
    assert f"start=m_{-channel.chat_id}" in told.rows[0][0].url

    leave = await talk.tapped(await _desk_again(talk, channel), words.CHANNEL_LEAVE, words.CHANNEL_LEAVE_ASK)
    await talk.tapped(leave, texts.FORGET_CONFIRM, texts.FORGOTTEN[:8])
    assert await channel.follows() == ()


async def _desk_again(talk: Talk, channel: Talk) -> Message:
    start = await talk.person.start(f"m_{-channel.chat_id}")
    return await talk.told("وصل شد", after=start.id)


async def test_a_channel_of_somebody_else(talk: Talk) -> None:
    """Whoever is no administrator of a channel does nothing for it: not by its link, a forwarded number, or an answer; a channel
    where the bot may not write cannot be connected."""
    channel = talk.there(await talk.person.create_chat("channel", "کانال نمونه"))
    offer = await talk.told("کانال نمونه")
    data = next(key.data for row in offer.rows for key in row)
    stranger = talk.of(await talk.sandbox.newcomer("نیما"))
    start = await stranger.person.start(f"m_{-channel.chat_id}")
    await stranger.told(words.CHANNEL_NOT_YOURS, after=start.id)
    await stranger.forge("جعلی", {"وصل": data})
    forged = await stranger.told("جعلی")
    assert (await stranger.tap(forged, "وصل")).text == words.CHANNEL_NOT_YOURS
    await stranger.say("ترکیه", words.CHANNEL_NOT_YOURS, reply_to=forged)
    await talk.person.set_member(channel.chat_id, "administrator", rights=["can_manage_chat"])
    await talk.tapped(offer, words.CHANNEL_CONNECT, words.CHANNEL_GONE[:10])
    assert await channel.follows() == ()


async def test_thrown_out_and_let_in_again(talk: Talk) -> None:
    """Thrown out of a group the chat sleeps with everything kept; let in again it wakes."""
    group = talk.there(await talk.person.create_chat("supergroup", "گروه نمونه"))
    await group.say("/follow ترکیه", "ترکیه دنبال شد")
    await talk.person.set_member(group.chat_id, "kicked")
    await talk.person.set_member(group.chat_id, "member")
    await group.say("/follows", "ترکیه")
    assert (await group.chat()).state is ChatState.ACTIVE


async def test_a_group_becomes_a_supergroup(talk: Talk) -> None:
    """What a group follows and chose is the supergroup's; old buttons of the group are not needed for it."""
    group = talk.there(await talk.person.create_chat("group", "گروه نمونه"))
    await group.say("/follow ترکیه", "ترکیه دنبال شد")
    moved = talk.there(await talk.person.migrate(group.chat_id))
    listed = await moved.say("/follows", "۱. ترکیه")
    await moved.tapped(await moved.tapped(listed, "۱", "ترکیه"), words.MUTE, words.ITEM_MUTED)


async def test_blocked_and_let_in_again(talk: Talk) -> None:
    """Somebody who blocks the bot is left in peace with everything kept, and hears from it again after unblocking it."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    await talk.person.block()
    for _ in range(200):
        if (await talk.chat()).state is ChatState.ASLEEP:
            break
        await asyncio.sleep(0.02)
    assert (await talk.chat()).state is ChatState.ASLEEP
    await talk.person.unblock()
    await talk.say("/follows", "ترکیه")
    assert (await talk.chat()).state is ChatState.ACTIVE
