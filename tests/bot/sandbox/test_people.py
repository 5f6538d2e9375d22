"""The people's side: what the bot hears of what people do."""

from __future__ import annotations

import pytest

from bot.sandbox.people import SandboxRefusal
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.scene import Bot, Scene

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def _tapped(scene: Scene, sandbox: Sandbox) -> str:
    message = next(m for m in await sandbox.person.messages() if m.id == scene.ids["sent"])
    return (await sandbox.person.tap(message, "بیشتر…", wait=0)).query_id


async def test_a_tap_brings_its_message_and_data(scene: Scene, sandbox: Sandbox) -> None:
    """The answer reaches the person."""
    query_id = await _tapped(scene, sandbox)
    query = (await scene.bot.updates())[-1]["callback_query"]
    assert (query["id"], query["data"], query["message"]["message_id"]) == (query_id, "more", scene.ids["sent"])
    assert (await scene.bot.call("answerCallbackQuery", callback_query_id=query_id, text="همین")).result is True


async def test_a_tap_is_answered_once(scene: Scene, sandbox: Sandbox) -> None:
    """The second answer is too late."""
    query_id = await _tapped(scene, sandbox)
    await scene.bot.call("answerCallbackQuery", callback_query_id=query_id)
    assert (await scene.bot.call("answerCallbackQuery", callback_query_id=query_id)).description == TOO_OLD


async def test_a_tap_is_answered_in_time(scene: Scene, sandbox: Sandbox) -> None:
    """After 150 seconds nobody waits any more."""
    query_id = await _tapped(scene, sandbox)
    sandbox.advance(151)
    assert (await scene.bot.call("answerCallbackQuery", callback_query_id=query_id)).description == TOO_OLD


async def test_a_long_notice_is_refused(scene: Scene, sandbox: Sandbox) -> None:
    """Over 200 letters."""
    query_id = await _tapped(scene, sandbox)
    refused = await scene.bot.call("answerCallbackQuery", callback_query_id=query_id, text="س" * 201)
    assert refused.description == "Bad Request: MESSAGE_TOO_LONG"


async def test_inline_mode(sandbox: Sandbox, bot: Bot) -> None:
    """Query, answer, the chosen result as the person's message, an edit by its inline identifier."""
    query_id, none = await sandbox.person.query_inline("ترکیه", wait=0)
    assert none == []
    query = (await bot.updates())[-1]["inline_query"]
    assert (query["id"], query["query"], query["chat_type"]) == (query_id, "ترکیه", "sender")
    markup = {"inline_keyboard": [[{"text": "بیشتر", "callback_data": "m"}]]}
    content = {"message_text": "<b>گفته</b>", "parse_mode": "HTML"}
    article = {"type": "article", "id": "1", "title": "گفته", "input_message_content": content, "reply_markup": markup}
    assert (await bot.call("answerInlineQuery", inline_query_id=query_id, results=[article] * 1)).result is True
    assert (await bot.call("answerInlineQuery", inline_query_id=query_id, results=[])).description == TOO_OLD
    sent = await sandbox.person.choose_inline(query_id, "1")
    assert (sent.text, sent.sender_id) == ("گفته", sandbox.person.id)
    await sandbox.person.tap(sent, "بیشتر", wait=0)
    tapped = (await bot.updates())[-1]["callback_query"]
    assert "message" not in tapped
    edited = await bot.call("editMessageText", inline_message_id=tapped["inline_message_id"], text="نو")
    assert edited.result is True


async def test_fifty_inline_results_pass(sandbox: Sandbox, bot: Bot) -> None:
    """Fifty-one do not (see the table of refusals)."""
    query_id, _ = await sandbox.person.query_inline("", wait=0)
    content = {"message_text": "x"}
    results = [{"type": "article", "id": str(n), "title": "x", "input_message_content": content} for n in range(50)]
    assert (await bot.call("answerInlineQuery", inline_query_id=query_id, results=results)).result is True


async def test_blocking_is_told_and_writing_unblocks(sandbox: Sandbox, bot: Bot) -> None:
    """`my_chat_member` with kicked and member."""
    await sandbox.person.block()
    change = (await bot.updates())[-1]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    await sandbox.person.write("برگشتم")
    assert (await bot.call("sendMessage", chat_id=sandbox.chat_id, text="x")).status == 200


async def test_a_deep_link_starts_with_its_payload(sandbox: Sandbox, bot: Bot) -> None:
    """`/start payload`, as a command."""
    nader = await sandbox.newcomer("نادر")
    await nader.start("s1")
    message = (await bot.updates())[-1]["message"]
    assert message["text"] == "/start s1"
    assert message["entities"][0] == {"type": "bot_command", "offset": 0, "length": 6}
    assert (await bot.call("sendMessage", chat_id=nader.id, text="x")).status == 200


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("سلام", False),
        ("/latest", True),
        ("/latest@naql_sandbox_bot", True),
        ("/latest@other_bot", False),
        ("@naql_sandbox_bot ترکیه", True),
    ],
)
async def test_privacy_mode_in_groups(scene: Scene, sandbox: Sandbox, text: str, seen: bool) -> None:
    """Without being an administrator the bot sees commands, mentions and replies to itself."""
    await sandbox.person.write(text, chat_id=int(scene.ids["plain"]))
    assert bool(await scene.bot.updates()) is seen


async def test_a_reply_to_the_bot_is_seen(scene: Scene, sandbox: Sandbox) -> None:
    """Even in privacy mode."""
    sent = (await scene.bot.call("sendMessage", chat_id=scene.ids["plain"], text="x")).result
    await sandbox.person.write("چرا", chat_id=int(scene.ids["plain"]), reply_to=sent["message_id"])
    assert len(await scene.bot.updates()) == 1


async def test_an_administrator_sees_all(scene: Scene, sandbox: Sandbox) -> None:
    """Privacy mode does not hold for it."""
    await sandbox.person.write("سلام", chat_id=int(scene.ids["super"]))
    assert len(await scene.bot.updates()) == 1


async def test_migration_is_told_in_both_chats(scene: Scene, sandbox: Sandbox) -> None:
    """`migrate_to_chat_id` in the old group, `migrate_from_chat_id` in the new one."""
    old = int(scene.ids["group"])
    new = await sandbox.person.migrate(old)
    messages = [u["message"] for u in await scene.bot.updates()]
    assert messages[0]["migrate_to_chat_id"] == new
    assert messages[1]["migrate_from_chat_id"] == old


async def test_members_and_what_the_bot_does_with_them(scene: Scene) -> None:
    """Counts, seats, banning, restricting, promoting."""
    call, head = scene.bot.call, scene.fill({"chat_id": "<super>", "user_id": "<navid>"})
    assert (await call("getChatMemberCount", chat_id=head["chat_id"])).result == 3
    assert {m["status"] for m in (await call("getChatAdministrators", chat_id=head["chat_id"])).result} == {
        "creator",
        "administrator",
    }
    for method, extra, status in (
        ("promoteChatMember", {"can_pin_messages": True}, "administrator"),
        ("promoteChatMember", {}, "member"),
        ("restrictChatMember", {"permissions": {"can_send_messages": False}}, "restricted"),
        ("banChatMember", {}, "kicked"),
        ("unbanChatMember", {}, "left"),
    ):
        assert (await call(method, **head, **extra)).result is True
        assert (await call("getChatMember", **head)).result["status"] == status


async def test_leaving(scene: Scene) -> None:
    """The bot goes by itself; then it is no member."""
    assert (await scene.bot.call("leaveChat", chat_id=scene.ids["group"])).result is True
    refused = await scene.bot.call("sendMessage", chat_id=scene.ids["group"], text="x")
    assert refused.description == "Forbidden: bot is not a member of the group chat"


async def test_editing_ones_message_is_told(sandbox: Sandbox, bot: Bot) -> None:
    """As `edited_message`."""
    message = await sandbox.person.write("ترکیع")
    await sandbox.person.edit(message, "ترکیه")
    assert (await bot.updates())[-1]["edited_message"]["text"] == "ترکیه"


async def test_a_person_only_taps_what_is_there(scene: Scene, sandbox: Sandbox) -> None:
    """A keyboard that was taken away cannot be tapped any more."""
    message = next(m for m in await sandbox.person.messages() if m.id == scene.ids["sent"])
    await scene.bot.call("editMessageText", chat_id=sandbox.chat_id, message_id=message.id, text="نو")
    with pytest.raises(SandboxRefusal):
        await sandbox.person.tap(message, "بیشتر…")


async def test_the_command_menu_is_the_narrowest_that_is_set(sandbox: Sandbox, bot: Bot) -> None:
    """A chat's own, else that of its kind, else the default."""
    shown = []
    for scope in ({"type": "default"}, {"type": "all_private_chats"}, {"type": "chat", "chat_id": sandbox.chat_id}):
        commands = [{"command": scope["type"], "description": "x"}]
        assert (await bot.call("setMyCommands", commands=commands, scope=scope)).result is True
        assert (await bot.call("getMyCommands", scope=scope)).result == commands
        async with sandbox.session.get(f"{sandbox.url}/people/{sandbox.person.id}/chats/{sandbox.chat_id}") as response:
            shown.append((await response.json())["chat"]["commands"][0]["command"])
    assert shown == ["default", "all_private_chats", "chat"]


async def test_the_menu_of_a_group_is_another_for_its_administrators(sandbox: Sandbox, bot: Bot) -> None:
    """They see theirs, members the group's; a channel has none."""
    member = await sandbox.newcomer("نیما")
    group, channel = await sandbox.person.create_chat("supergroup", "گروه"), await sandbox.person.create_chat("channel", "کانال")
    await member.join(group)
    for scope in ("default", "all_group_chats", "all_chat_administrators"):
        await bot.call("setMyCommands", commands=[{"command": scope, "description": "x"}], scope={"type": scope})
    seen = []
    for person, chat_id in ((sandbox.person, group), (member, group), (sandbox.person, channel)):
        async with sandbox.session.get(f"{sandbox.url}/people/{person.id}/chats/{chat_id}") as response:
            seen.append([one["command"] for one in (await response.json())["chat"]["commands"]])
    assert seen == [["all_chat_administrators"], ["all_group_chats"], []]


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Content-Type": "text/plain"}],
    ids=lambda h: next(iter(h)),
)
async def test_pages_from_elsewhere_cannot_act_as_a_person(sandbox: Sandbox, headers: dict[str, str]) -> None:
    """Another Host or Origin, or a form that a foreign page could post, is refused."""
    address = f"{sandbox.url}/people/{sandbox.person.id}/write"
    sent = {"Content-Type": "application/json"} | headers
    async with sandbox.session.post(address, data=b'{"text": "x"}', headers=sent) as response:
        assert response.status in (403, 415)
    assert await sandbox.person.messages() == []
