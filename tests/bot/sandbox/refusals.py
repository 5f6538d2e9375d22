"""What Telegram refuses and in which words: (name, method, parameters, HTTP status, description).

A description that ends with … is compared up to there. "<name>" in parameters stands for an identifier of the scene.
"""

# ruff: noqa: E501 — a table is read row by row

from __future__ import annotations

from typing import Any, TypeAlias

Refusal: TypeAlias = tuple[str, str, dict[str, Any], int, str]
T = {"chat_id": "<chat>", "text": "سلام"}
E = {"chat_id": "<chat>", "message_id": "<sent>"}
BR = "Bad Request: "
NOT_MODIFIED = (
    f"{BR}message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[fields]]}


SENDING: tuple[Refusal, ...] = (
    ("no chat", "sendMessage", {"text": "x"}, 400, f"{BR}chat_id is empty"),
    ("unknown chat", "sendMessage", T | {"chat_id": 424242}, 400, f"{BR}chat not found"),
    ("unknown name", "sendMessage", T | {"chat_id": "@nobody_here"}, 400, f"{BR}chat not found"),
    ("chat_id is no number", "sendMessage", T | {"chat_id": "abc"}, 400, f"{BR}chat not found"),
    ("blocked", "sendMessage", T | {"chat_id": "<blocker>"}, 403, "Forbidden: bot was blocked by the user"),
    ("deleted account", "sendMessage", T | {"chat_id": "<gone>"}, 403, "Forbidden: user is deactivated"),
    ("never started", "sendMessage", T | {"chat_id": "<stranger>"}, 403, "Forbidden: bot can't initiate conversation with a user"),
    ("kicked from a group", "sendMessage", T | {"chat_id": "<kicked_group>"}, 403, "Forbidden: bot was kicked from the group chat"),
    ("kicked from a supergroup", "sendMessage", T | {"chat_id": "<kicked>"}, 403, "Forbidden: bot was kicked from the supergroup chat"),
    ("kicked from a channel", "sendMessage", T | {"chat_id": "<kicked_channel>"}, 403, "Forbidden: bot was kicked from the channel chat"),
    ("left a group", "sendMessage", T | {"chat_id": "<left>"}, 403, "Forbidden: bot is not a member of the group chat"),
    ("no right to post", "sendMessage", T | {"chat_id": "<mute_channel>"}, 400, f"{BR}need administrator rights in the channel chat"),
    ("became a supergroup", "sendMessage", T | {"chat_id": "<old_group>"}, 400, f"{BR}group chat was upgraded to a supergroup chat"),
    ("no text", "sendMessage", {"chat_id": "<chat>"}, 400, f"{BR}message text is empty"),
    ("empty text", "sendMessage", T | {"text": ""}, 400, f"{BR}message text is empty"),
    ("white space", "sendMessage", T | {"text": " \n "}, 400, f"{BR}message text is empty"),
    ("only a tag", "sendMessage", T | {"text": "<b></b>", "parse_mode": "HTML"}, 400, f"{BR}text must be non-empty"),
    ("4097 letters", "sendMessage", T | {"text": "س" * 4097}, 400, f"{BR}message is too long"),
    ("4097 after parsing", "sendMessage", T | {"text": "<b>" + "س" * 4097 + "</b>", "parse_mode": "HTML"}, 400, f"{BR}message is too long"),
    ("unknown parse mode", "sendMessage", T | {"parse_mode": "BBCode"}, 400, f"{BR}unsupported parse_mode"),
    ("topic in a private chat", "sendMessage", T | {"message_thread_id": 5}, 400, f"{BR}message thread not found"),
    ("unknown topic", "sendMessage", T | {"chat_id": "<forum>", "message_thread_id": 99}, 400, f"{BR}message thread not found"),
    ("reply to nothing", "sendMessage", T | {"reply_parameters": {"message_id": 9999}}, 400, f"{BR}message to be replied not found"),
    ("old reply field", "sendMessage", T | {"reply_to_message_id": 9999}, 400, f"{BR}message to be replied not found"),
    ("action unknown", "sendChatAction", {"chat_id": "<chat>", "action": "sing"}, 400, f"{BR}wrong parameter action in request"),
    ("action to a blocker", "sendChatAction", {"chat_id": "<blocker>", "action": "typing"}, 403, "Forbidden: bot was blocked by the user"),
    ("copy of nothing", "copyMessage", {"chat_id": "<chat>", "from_chat_id": "<chat>", "message_id": 9999}, 400, f"{BR}message to copy not found"),
    ("copy from nowhere", "copyMessage", {"chat_id": "<chat>", "from_chat_id": 4242, "message_id": 1}, 400, f"{BR}chat not found"),
    ("forward of nothing", "forwardMessage", {"chat_id": "<chat>", "from_chat_id": "<chat>", "message_id": 9999}, 400, f"{BR}message to forward not found"),
    ("no numbers", "copyMessages", {"chat_id": "<chat>", "from_chat_id": "<chat>", "message_ids": []}, 400, f"{BR}message identifiers are not specified"),
    ("101 numbers", "deleteMessages", {"chat_id": "<chat>", "message_ids": list(range(1, 102))}, 400, f"{BR}too many message identifiers specified"),
    ("contact without a number", "sendContact", {"chat_id": "<chat>", "first_name": "x"}, 400, f"{BR}phone number must be non-empty"),
    ("place without latitude", "sendLocation", {"chat_id": "<chat>", "longitude": 1}, 400, f"{BR}wrong latitude…"),
    ("reaction to nothing", "setMessageReaction", {"chat_id": "<chat>", "message_id": 9999}, 400, f"{BR}message to react not found"),
)  # fmt: skip

MARKUP: tuple[Refusal, ...] = tuple(
    (name, "sendMessage", T | {"text": text, "parse_mode": mode}, 400, f"{BR}can't parse entities: {words}")
    for name, mode, text, words in (
        ("tag left open", "HTML", "<b>س", 'Can\'t find end tag corresponding to start tag "b"'),
        ("end without start", "HTML", "</b>", "Unexpected end tag at byte offset 0"),
        ("unknown tag", "HTML", "<h1>س</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("wrong nesting", "HTML", "<b><i>س</b></i>", "Unmatched end tag at byte offset…"),
        ("byte offsets", "HTML", "سلام <foo>", 'Unsupported start tag "foo" at byte offset 9'),
        ("italic left open", "Markdown", "a _b", "Can't find end of the entity starting at byte offset 2"),
        ("reserved letter", "MarkdownV2", "a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("bold left open", "MarkdownV2", "*a", "Can't find end of Bold entity at byte offset 0"),
    )
)

KEYBOARDS: tuple[Refusal, ...] = tuple(
    (name, "sendMessage", T | {"reply_markup": markup}, 400, f"{BR}{words}")
    for name, markup, words in (
        ("data of 65 bytes", button(text="x", callback_data="d" * 65), "BUTTON_DATA_INVALID"),
        ("data of 33 Persian letters", button(text="x", callback_data="س" * 33), "BUTTON_DATA_INVALID"),
        ("no action", button(text="x"), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ("empty data", button(text="x", callback_data=""), "can't parse inline keyboard button: Text buttons are unallowed…"),
        ("no text", button(callback_data="d"), "can't parse inline keyboard button: …"),
        ("wrong protocol", button(text="x", url="ftp://a.b"), "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol"),
        ("no host", button(text="x", url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        ("copy of 257 letters", button(text="x", copy_text={"text": "س" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        ("markup is a list", [], "object expected as reply markup"),
        ("markup is a word", '"x"', "object expected as reply markup"),
        ("markup is broken JSON", "{", "can't parse reply markup JSON object"),
        ("rows are no lists", {"inline_keyboard": [{"text": "x"}]}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array…'),
        ("unknown markup", {"buttons": []}, "can't parse reply keyboard markup JSON object"),
    )
)  # fmt: skip

EDITING: tuple[Refusal, ...] = (
    ("edit without change", "editMessageText", E | {"text": "نمونه", "reply_markup": button(text="بیشتر…", callback_data="more")}, 400, NOT_MODIFIED),
    ("markup without change", "editMessageReplyMarkup", E | {"reply_markup": button(text="بیشتر…", callback_data="more")}, 400, NOT_MODIFIED),
    ("edit of nothing", "editMessageText", E | {"message_id": 9999, "text": "x"}, 400, f"{BR}message to edit not found"),
    ("edit without number", "editMessageText", {"chat_id": "<chat>", "text": "x"}, 400, f"{BR}message identifier is not specified"),
    ("edit of another's", "editMessageText", E | {"message_id": "<said>", "text": "x"}, 400, f"{BR}message can't be edited"),
    ("edit to nothing", "editMessageText", E | {"text": ""}, 400, f"{BR}message text is empty"),
    ("edit to too much", "editMessageText", E | {"text": "س" * 4097}, 400, f"{BR}message is too long"),
    ("edit with broken markup", "editMessageText", E | {"text": "<b>", "parse_mode": "HTML"}, 400, f"{BR}can't parse entities: …"),
    ("text of a file", "editMessageText", E | {"message_id": "<with_file>", "text": "x"}, 400, f"{BR}there is no text in the message to edit"),
    ("caption of a text", "editMessageCaption", E | {"caption": "x"}, 400, f"{BR}there is no caption in the message to edit"),
    ("caption of 1025", "editMessageCaption", E | {"message_id": "<with_file>", "caption": "س" * 1025}, 400, f"{BR}message caption is too long"),
    ("edit at a blocker's", "editMessageText", E | {"chat_id": "<blocker>", "text": "x"}, 403, "Forbidden: bot was blocked by the user"),
    ("edit in an old group", "editMessageText", E | {"chat_id": "<old_group>", "text": "x"}, 400, f"{BR}group chat was upgraded to a supergroup chat"),
    ("unknown inline message", "editMessageText", {"inline_message_id": "1_2", "text": "x"}, 400, f"{BR}MESSAGE_ID_INVALID"),
    ("delete of nothing", "deleteMessage", E | {"message_id": 9999}, 400, f"{BR}message to delete not found"),
    ("delete without number", "deleteMessage", {"chat_id": "<chat>"}, 400, f"{BR}message identifier is not specified"),
    ("delete another's in a group", "deleteMessage", {"chat_id": "<plain>", "message_id": 1}, 400, f"{BR}message can't be deleted for everyone"),
    ("pin of nothing", "pinChatMessage", E | {"message_id": 9999}, 400, f"{BR}message to pin not found"),
    ("pin without right", "pinChatMessage", {"chat_id": "<group>", "message_id": 1}, 400, f"{BR}not enough rights to manage pinned messages in the chat"),
    ("unpin of nothing", "unpinChatMessage", {"chat_id": "<chat>"}, 400, f"{BR}message to unpin not found"),
)  # fmt: skip

FILES: tuple[Refusal, ...] = (
    ("no picture", "sendPhoto", {"chat_id": "<chat>"}, 400, f"{BR}there is no photo in the request"),
    ("no document", "sendDocument", {"chat_id": "<chat>"}, 400, f"{BR}there is no document in the request"),
    ("unknown file", "sendDocument", {"chat_id": "<chat>", "document": "AAAA"}, 400, f"{BR}wrong file identifier/HTTP URL specified"),
    ("an address", "sendPhoto", {"chat_id": "<chat>", "photo": "https://example.org/a.png"}, 400, f"{BR}failed to get HTTP URL content"),
    ("no picture in it", "sendPhoto", {"chat_id": "<chat>", "photo": "<file>"}, 400, f"{BR}IMAGE_PROCESS_FAILED"),
    ("caption of 1025", "sendDocument", {"chat_id": "<chat>", "document": "<file>", "caption": "س" * 1025}, 400, f"{BR}message caption is too long"),
    ("file at a blocker's", "sendDocument", {"chat_id": "<blocker>", "document": "<file>"}, 403, "Forbidden: bot was blocked by the user"),
    ("file not found", "getFile", {"file_id": "AAAA"}, 400, f"{BR}invalid file_id"),
    ("album of none", "sendMediaGroup", {"chat_id": "<chat>", "media": []}, 400, f"{BR}there are no media to send"),
    ("album of eleven", "sendMediaGroup", {"chat_id": "<chat>", "media": [{"type": "document", "media": "<file>"}] * 11}, 400, f"{BR}too many messages to send as an album"),
    ("album without list", "sendMediaGroup", {"chat_id": "<chat>", "media": {}}, 400, f"{BR}can't parse media JSON object"),
)  # fmt: skip

TOO_OLD = f"{BR}query is too old and response timeout expired or query ID is invalid"
RESULT = {"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "x"}}
QUERIES: tuple[Refusal, ...] = (
    ("unknown tap", "answerCallbackQuery", {"callback_query_id": "1"}, 400, TOO_OLD),
    ("no tap", "answerCallbackQuery", {}, 400, TOO_OLD),
    ("unknown inline query", "answerInlineQuery", {"inline_query_id": "1", "results": []}, 400, TOO_OLD),
    ("51 results", "answerInlineQuery", {"inline_query_id": "1", "results": [RESULT | {"id": str(n)} for n in range(51)]}, 400, f"{BR}too many inline query results specified"),
    ("results are no list", "answerInlineQuery", {"inline_query_id": "1", "results": "x"}, 400, f"{BR}can't parse results JSON object"),
    ("same result twice", "answerInlineQuery", {"inline_query_id": "1", "results": [RESULT, RESULT]}, 400, f"{BR}RESULT_ID_DUPLICATE"),
    ("result without id", "answerInlineQuery", {"inline_query_id": "1", "results": [RESULT | {"id": ""}]}, 400, f"{BR}RESULT_ID_INVALID"),
)  # fmt: skip

OWN: tuple[Refusal, ...] = (
    ("unknown method", "sendTelepathy", {}, 404, "Not Found: method not found"),
    ("command with capitals", "setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, 400, f"{BR}BOT_COMMAND_INVALID"),
    ("command of 33 letters", "setMyCommands", {"commands": [{"command": "c" * 33, "description": "x"}]}, 400, f"{BR}BOT_COMMAND_INVALID"),
    ("description of 257", "setMyCommands", {"commands": [{"command": "c", "description": "س" * 257}]}, 400, f"{BR}BOT_COMMAND_DESCRIPTION_INVALID"),
    ("no description", "setMyCommands", {"commands": [{"command": "c", "description": ""}]}, 400, f"{BR}BOT_COMMAND_DESCRIPTION_INVALID"),
    ("101 commands", "setMyCommands", {"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]}, 400, f"{BR}too many bot commands specified"),
    ("commands are no list", "setMyCommands", {"commands": {"command": "c"}}, 400, f"{BR}expected an Array of BotCommand"),
    ("name of 65 letters", "setMyName", {"name": "س" * 65}, 400, f"{BR}bot name is too long"),
    ("webhook over http", "setWebhook", {"url": "http://127.0.0.1/x"}, 400, f"{BR}bad webhook: An HTTPS URL must be provided for webhook"),
    ("webhook on a wrong port", "setWebhook", {"url": "https://example.org:444/"}, 400, f"{BR}bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("secret with a space", "setWebhook", {"url": "https://example.org/", "secret_token": "a b"}, 400, f"{BR}secret token contains unallowed characters"),
    ("secret of 257", "setWebhook", {"url": "https://example.org/", "secret_token": "a" * 257}, 400, f"{BR}secret token is too long"),
    ("menu button of no kind", "setChatMenuButton", {"menu_button": {"type": "x"}}, 400, f"{BR}MenuButton has unsupported type"),
)  # fmt: skip

CHATS: tuple[Refusal, ...] = (
    ("unknown chat", "getChat", {"chat_id": 4242}, 400, f"{BR}chat not found"),
    ("unknown person", "getChatMember", {"chat_id": "<super>", "user_id": 4242}, 400, f"{BR}user not found"),
    ("no person", "getChatMember", {"chat_id": "<super>"}, 400, f"{BR}invalid user_id specified"),
    ("members of a chat it left", "getChatMember", {"chat_id": "<left>", "user_id": "<sara>"}, 403, "Forbidden: bot is not a member of the group chat"),
    ("administrators of a private chat", "getChatAdministrators", {"chat_id": "<chat>"}, 400, f"{BR}there are no administrators in the private chat"),
    ("leaving a private chat", "leaveChat", {"chat_id": "<chat>"}, 400, f"{BR}chat member status can't be changed in private chats"),
    ("ban without right", "banChatMember", {"chat_id": "<plain>", "user_id": "<navid>"}, 400, f"{BR}not enough rights to restrict/unrestrict chat member"),
    ("ban of the owner", "banChatMember", {"chat_id": "<super>", "user_id": "<sara>"}, 400, f"{BR}can't remove chat owner"),
    ("ban of itself", "banChatMember", {"chat_id": "<super>", "user_id": "<bot>"}, 400, f"{BR}can't restrict self"),
    ("restricting in a basic group", "restrictChatMember", {"chat_id": "<group>", "user_id": "<navid>", "permissions": {}}, 400, f"{BR}not enough rights to restrict/unrestrict chat member"),
    ("title without right", "setChatTitle", {"chat_id": "<group>", "title": "x"}, 400, f"{BR}not enough rights to change chat title"),
    ("empty title", "setChatTitle", {"chat_id": "<super>", "title": " "}, 400, f"{BR}chat title is empty"),
    ("title of 129", "setChatTitle", {"chat_id": "<super>", "title": "س" * 129}, 400, f"{BR}chat title is too long"),
    ("description unchanged", "setChatDescription", {"chat_id": "<super>", "description": ""}, 400, f"{BR}chat description is not modified"),
    ("link without right", "exportChatInviteLink", {"chat_id": "<group>"}, 400, f"{BR}not enough rights to manage chat invite link"),
    ("title of no administrator", "setChatAdministratorCustomTitle", {"chat_id": "<super>", "user_id": "<navid>", "custom_title": "x"}, 400, f"{BR}user is not an administrator"),
    ("topic in no forum", "createForumTopic", {"chat_id": "<super>", "name": "x"}, 400, f"{BR}the chat is not a forum"),
    ("topic without name", "createForumTopic", {"chat_id": "<forum>", "name": ""}, 400, f"{BR}topic name must be non-empty"),
    ("topic of 129", "createForumTopic", {"chat_id": "<forum>", "name": "س" * 129}, 400, f"{BR}topic name is too long"),
    ("topic of a wrong colour", "createForumTopic", {"chat_id": "<forum>", "name": "x", "icon_color": 1}, 400, f"{BR}invalid icon color specified"),
    ("edit of an unknown topic", "editForumTopic", {"chat_id": "<forum>", "message_thread_id": 99, "name": "x"}, 400, f"{BR}message thread not found"),
    ("topic unchanged", "editForumTopic", {"chat_id": "<forum>", "message_thread_id": "<topic>", "name": "اقتصاد"}, 400, f"{BR}TOPIC_NOT_MODIFIED"),
    ("open topic reopened", "reopenForumTopic", {"chat_id": "<forum>", "message_thread_id": "<topic>"}, 400, f"{BR}TOPIC_NOT_MODIFIED"),
)  # fmt: skip

REFUSALS = SENDING + MARKUP + KEYBOARDS + EDITING + FILES + QUERIES + OWN + CHATS
