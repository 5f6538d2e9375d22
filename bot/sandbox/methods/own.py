"""The bot itself: its name, its commands, its menu."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.table import METHODS, Method, method
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import ADMIN_RIGHTS, World


@method("getMe")
def get_me(world: World, _p: Params) -> JsonDict:
    return world.bot.shape() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


@method("logOut")
def log_out(_world: World, _p: Params) -> bool:
    """A local server is never logged in elsewhere."""
    return True


@method("close")
def close(_world: World, _p: Params) -> bool:
    return True


@method("setMyCommands")
def set_my_commands(world: World, p: Params) -> bool:
    world.commands.put(_scope(p), p.text("language_code"), p.json("commands"))
    world.changed(0, {"event": "commands"})
    return True


@method("getMyCommands")
def get_my_commands(world: World, p: Params) -> list[JsonDict]:
    return world.commands.get(_scope(p), p.text("language_code"))


@method("deleteMyCommands")
def delete_my_commands(world: World, p: Params) -> bool:
    world.commands.drop(_scope(p), p.text("language_code"))
    world.changed(0, {"event": "commands"})
    return True


def _text_pair(noun: str, field: str, limit: int, refusal: str) -> None:
    """Register setMy… and getMy… for a text of the bot, kept per language."""

    def put(world: World, p: Params) -> bool:
        if len(p.text(field)) > limit:
            raise bad_request(refusal)
        world.descriptions[f"{field}:{p.text('language_code')}"] = p.text(field)
        return True

    def get(world: World, p: Params) -> JsonDict:
        default = world.bot.first_name if field == "name" else ""
        own = world.descriptions.get(f"{field}:{p.text('language_code')}", "")
        return {field: own or world.descriptions.get(f"{field}:", "") or default}

    pair: tuple[tuple[str, Method], ...] = ((f"setMy{noun}", put), (f"getMy{noun}", get))
    for name, function in pair:
        METHODS[name.lower()] = function


_text_pair("Name", "name", 64, "bot name is too long")
_text_pair("Description", "description", 512, "bot description is too long")
_text_pair("ShortDescription", "short_description", 120, "bot short description is too long")


@method("setChatMenuButton")
def set_chat_menu_button(world: World, p: Params) -> bool:
    button = p.json("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("MenuButton has unsupported type")
    world.menu_buttons[p.integer("chat_id")] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, p: Params) -> JsonDict:
    return world.menu_buttons.get(p.integer("chat_id")) or world.menu_buttons.get(0) or {"type": "commands"}


@method("setMyDefaultAdministratorRights")
def set_my_default_administrator_rights(world: World, p: Params) -> bool:
    rights = p.json("rights") or {}
    world.default_rights["channels" if p.boolean("for_channels") else "groups"] = rights
    return True


@method("getMyDefaultAdministratorRights")
def get_my_default_administrator_rights(world: World, p: Params) -> JsonDict:
    given = world.default_rights.get("channels" if p.boolean("for_channels") else "groups", {})
    return rights_shape(lambda right: bool(given.get(right)))


def rights_shape(has: Callable[[str], bool]) -> JsonDict:
    """The Bot API's ChatAdministratorRights."""
    shaped: JsonDict = {right: has(right) for right in ADMIN_RIGHTS}
    return shaped | {
        "is_anonymous": False,
        "can_post_stories": False,
        "can_edit_stories": False,
        "can_delete_stories": False,
    }


def _scope(p: Params) -> JsonDict | None:
    scope = p.json("scope")
    if scope is not None and not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: Expected an Object")
    return scope
