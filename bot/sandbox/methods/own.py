"""The bot itself: its name, its commands."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.table import method
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import World


@method("getMe")
def get_me(world: World, p: Params) -> JsonDict:
    return world.bot.shape() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


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


def _scope(p: Params) -> JsonDict | None:
    scope = p.json("scope")
    if scope is not None and not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    return scope
