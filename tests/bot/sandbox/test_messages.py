"""What messages look like: markup, entities, lengths, encodings of a request, edits, copies, topics."""

from __future__ import annotations

import json

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.scene import Bot, Scene, png

LENGTHS = (("س" * 4096, 4096), ("😀" * 4096, 4096), ("<b>" + "س" * 4096 + "</b>", 4096), ("&lt;" * 4096, 4096))


@pytest.mark.parametrize("name", ["sendMessage", "sendmessage", "SENDMESSAGE", "SendMessage"])
async def test_method_names_in_any_case(sandbox: Sandbox, bot: Bot, name: str) -> None:
    """As Telegram takes them."""
    assert (await bot.call(name, chat_id=sandbox.chat_id, text="سلام")).result["text"] == "سلام"


@pytest.mark.parametrize("way", ["json", "form", "multipart", "query", "get"])
async def test_parameters_come_in_every_encoding(sandbox: Sandbox, bot: Bot, way: str) -> None:
    """JSON, URL-encoded, multipart, in the address of a POST or GET; structures as JSON text outside a JSON body."""
    markup = {"inline_keyboard": [[{"text": "الف", "callback_data": "a"}]]}
    flat = {"chat_id": str(sandbox.chat_id), "text": "سلام", "reply_markup": json.dumps(markup)}
    if way == "json":
        answer = await bot.call("sendMessage", chat_id=sandbox.chat_id, text="سلام", reply_markup=markup)
    elif way == "form":
        answer = await bot.form("sendMessage", flat)
    elif way == "multipart":
        data = aiohttp.FormData(default_to_multipart=True)
        for name, value in flat.items():
            data.add_field(name, value)
        answer = await bot.form("sendMessage", data)
    elif way == "query":
        async with sandbox.session.post(f"{sandbox.url}/bot{sandbox.token}/sendMessage", params=flat) as response:
            assert (await response.json())["result"]["reply_markup"] == markup
        return
    else:
        answer = await bot.get("sendMessage", **flat)
    assert answer.result["text"] == "سلام"
    assert answer.result["reply_markup"] == markup


@pytest.mark.parametrize(("text", "length"), LENGTHS, ids=["Persian", "emoji", "tags", "escapes"])
async def test_4096_code_points_pass_after_parsing(sandbox: Sandbox, bot: Bot, text: str, length: int) -> None:
    """Neither tags nor escapes nor UTF-16 units count."""
    sent = (await bot.call("sendMessage", chat_id=sandbox.chat_id, text=text, parse_mode="HTML")).result
    assert len(sent["text"]) == length


async def test_entities_are_counted_in_utf16_units(sandbox: Sandbox, bot: Bot) -> None:
    """An emoji before bold counts two."""
    sent = (await bot.call("sendMessage", chat_id=sandbox.chat_id, text="😀<b>س</b>", parse_mode="HTML")).result
    assert sent["entities"] == [{"type": "bold", "offset": 2, "length": 1}]


MARKUPS = (
    ("<blockquote>س</blockquote>", "HTML", "blockquote"),
    ("<blockquote expandable>س</blockquote>", "HTML", "expandable_blockquote"),
    ("<tg-spoiler>س</tg-spoiler>", "HTML", "spoiler"),
    ('<a href="https://example.org/">س</a>', "HTML", "text_link"),
    ("<u>س</u>", "html", "underline"),
    ('<pre><code class="language-py">x</code></pre>', "HTML", "pre"),
    ("*س*", "MarkdownV2", "bold"),
    ("_س_", "Markdown", "italic"),
    ("#ترکیه", "", "hashtag"),
    ("/start", "", "bot_command"),
    ("https://example.org/a", "", "url"),
    ("a@example.org", "", "email"),
    ("@naql_sandbox_bot", "", "mention"),
)


@pytest.mark.parametrize(("text", "mode", "kind"), MARKUPS, ids=[kind for _, _, kind in MARKUPS])
async def test_markup_becomes_entities(sandbox: Sandbox, bot: Bot, text: str, mode: str, kind: str) -> None:
    """By Telegram's own parser; links, tags and commands are found without markup."""
    sent = (await bot.call("sendMessage", chat_id=sandbox.chat_id, text=text, parse_mode=mode)).result
    assert [e["type"] for e in sent["entities"]] == [kind]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("  سلام \n", "سلام"),
        ("الف\r\nب", "الف\nب"),
        ("\u202aالف\u202c", "الف"),
        ("الف\u2028ب", "الفب"),
        ("م\u200cر\u200fس", "م\u200cر\u200fس"),
    ],
    ids=["outer space", "CRLF", "embeddings", "line separator", "ZWNJ and RLM stay"],
)
async def test_text_is_cleaned_as_telegram_cleans_it(sandbox: Sandbox, bot: Bot, sent: str, shown: str) -> None:
    """What remains is what clients show."""
    assert (await bot.call("sendMessage", chat_id=sandbox.chat_id, text=sent)).result["text"] == shown


async def test_cleaning_moves_entities_along(sandbox: Sandbox, bot: Bot) -> None:
    """A dropped character before a bold word does not shift the bold."""
    sent = (await bot.call("sendMessage", chat_id=sandbox.chat_id, text="  \u202aالف <b>ب</b> ", parse_mode="HTML")).result
    assert (sent["text"], sent["entities"]) == ("الف ب", [{"type": "bold", "offset": 4, "length": 1}])


async def test_data_of_64_bytes_passes(sandbox: Sandbox, bot: Bot) -> None:
    """The limit is in bytes: 32 Persian letters."""
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "س" * 32}]]}
    assert (await bot.call("sendMessage", chat_id=sandbox.chat_id, text="x", reply_markup=markup)).status == 200


async def test_an_edit_without_markup_takes_the_keyboard_away(scene: Scene) -> None:
    """And is dated."""
    edited = (
        await scene.bot.call("editMessageText", **scene.fill({"chat_id": "<chat>", "message_id": "<sent>", "text": "نو"}))
    ).result
    assert edited["text"] == "نو"
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]


async def test_a_keyboard_is_edited_alone(scene: Scene) -> None:
    """The text stays and no edit date is set."""
    markup = {"inline_keyboard": [[{"text": "کمتر", "callback_data": "less"}]]}
    head = scene.fill({"chat_id": "<chat>", "message_id": "<sent>"})
    edited = (await scene.bot.call("editMessageReplyMarkup", **head, reply_markup=markup)).result
    assert (edited["text"], edited["reply_markup"]) == ("نمونه", markup)
    assert "edit_date" not in edited


async def test_the_same_text_with_other_markup_is_a_change(scene: Scene) -> None:
    """Not "not modified": the keyboard differs."""
    head = scene.fill({"chat_id": "<chat>", "message_id": "<sent>"})
    assert (await scene.bot.call("editMessageText", **head, text="نمونه")).status == 200
    assert (await scene.bot.call("editMessageText", **head, text="نمونه")).status == 400
    assert (await scene.bot.call("editMessageText", **head, text="<b>نمونه</b>", parse_mode="HTML")).status == 200


async def test_a_reply_shows_what_it_answers(scene: Scene) -> None:
    """And may be sent although that is gone."""
    head = scene.fill({"chat_id": "<chat>", "text": "پاسخ"})
    sent = (await scene.bot.call("sendMessage", **head, reply_parameters={"message_id": scene.ids["said"]})).result
    assert sent["reply_to_message"]["text"] == "سلام"
    lone = {"message_id": 9999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in (await scene.bot.call("sendMessage", **head, reply_parameters=lone)).result


async def test_copy_and_forward(scene: Scene) -> None:
    """A forward names its origin, a copy does not; neither takes the keyboard along."""
    params = scene.fill({"chat_id": "<super>", "from_chat_id": "<chat>", "message_id": "<said>"})
    forwarded = (await scene.bot.call("forwardMessage", **params)).result
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "سارا"
    copied = (await scene.bot.call("copyMessage", **params)).result
    assert set(copied) == {"message_id"}
    kept = (await scene.bot.call("forwardMessage", **(params | {"message_id": scene.ids["sent"]}))).result
    assert "reply_markup" not in kept


async def test_own_messages_are_deleted_within_48_hours(scene: Scene, sandbox: Sandbox) -> None:
    """Later they stay; as an administrator the bot deletes any."""
    message = (await scene.bot.call("sendMessage", chat_id=scene.ids["chat"], text="x")).result["message_id"]
    sandbox.advance(48 * 3600 + 1)
    refused = await scene.bot.call("deleteMessage", chat_id=scene.ids["chat"], message_id=message)
    assert refused.description == "Bad Request: message can't be deleted for everyone"
    assert (await scene.bot.call("deleteMessage", chat_id=scene.ids["super"], message_id=scene.ids["in_super"])).result is True


async def test_a_picture_is_measured_and_comes_back(sandbox: Sandbox, bot: Bot) -> None:
    """Uploaded by multipart, sent again by file_id, downloaded by getFile."""
    data = aiohttp.FormData({"chat_id": str(sandbox.chat_id), "caption": "<b>نمودار</b>", "parse_mode": "HTML"})
    data.add_field("photo", png(30, 20), filename="a.png", content_type="image/png")
    sent = (await bot.form("sendPhoto", data)).result
    photo = sent["photo"][-1]
    assert (photo["width"], photo["height"], sent["caption"]) == (30, 20, "نمودار")
    assert (await bot.call("sendPhoto", chat_id=sandbox.chat_id, photo=photo["file_id"])).status == 200
    path = (await bot.call("getFile", file_id=photo["file_id"])).result["file_path"]
    async with sandbox.session.get(f"{sandbox.url}/file/bot{sandbox.token}/{path}") as response:
        assert await response.read() == png(30, 20)


async def test_a_file_may_be_attached_under_a_name_of_its_own(sandbox: Sandbox, bot: Bot) -> None:
    """`attach://name`, as libraries send albums."""
    data = aiohttp.FormData({"chat_id": str(sandbox.chat_id)})
    data.add_field("media", json.dumps([{"type": "photo", "media": f"attach://p{n}"} for n in (1, 2)]))
    for number in (1, 2):
        data.add_field(f"p{number}", png(), filename="a.png", content_type="image/png")
    album = (await bot.form("sendMediaGroup", data)).result
    assert len({m["media_group_id"] for m in album}) == 1


async def test_topics_of_a_forum(scene: Scene) -> None:
    """Messages stand in their topic; a closed one refuses nobody with the right to manage it."""
    chat = scene.ids["forum"]
    topic = (await scene.bot.call("createForumTopic", chat_id=chat, name="آب")).result
    thread = topic["message_thread_id"]
    sent = (await scene.bot.call("sendMessage", chat_id=chat, text="x", message_thread_id=thread)).result
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert (await scene.bot.call("closeForumTopic", chat_id=chat, message_thread_id=thread)).result is True
    assert (await scene.bot.call("deleteForumTopic", chat_id=chat, message_thread_id=thread)).result is True
    assert (await scene.bot.call("sendMessage", chat_id=chat, text="x", message_thread_id=thread)).status == 400


async def test_a_channel_is_known_by_its_name_and_posts_have_no_sender(scene: Scene) -> None:
    """`sender_chat` stands in the place of `from`."""
    post = (await scene.bot.call("sendMessage", chat_id="@nemoone_channel", text="x")).result
    assert "from" not in post
    assert post["sender_chat"]["id"] == scene.ids["channel"]


async def test_pinned_messages(scene: Scene) -> None:
    """The last pinned one is the chat's."""
    head = scene.fill({"chat_id": "<super>", "message_id": "<in_super>"})
    assert (await scene.bot.call("pinChatMessage", **head)).result is True
    assert (await scene.bot.call("getChat", chat_id=head["chat_id"])).result["pinned_message"]["message_id"] == head["message_id"]
    assert (await scene.bot.call("unpinAllChatMessages", chat_id=head["chat_id"])).result is True
    assert "pinned_message" not in (await scene.bot.call("getChat", chat_id=head["chat_id"])).result


async def test_broken_json_is_refused(sandbox: Sandbox, bot: Bot) -> None:
    """With 400, not with a broken connection."""
    for body in (b"{", b"[1]", b'"x"'):
        address = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
        async with sandbox.session.post(address, data=body, headers={"Content-Type": "application/json"}) as response:
            assert response.status == 400
