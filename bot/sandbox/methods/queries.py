"""Answers to taps and inline queries."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import QUERY_TOO_OLD, bad_request
from bot.sandbox.methods.table import method
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.updates import LIFETIME
from bot.sandbox.world import World

ANSWER_LIMIT, RESULT_LIMIT, CACHE_LIMIT = 200, 50, 86_400


@method("answerCallbackQuery")
def answer_callback_query(world: World, p: Params) -> bool:
    query = _open_query(world, p.text("callback_query_id"), "callback_query")
    if len(p.text("text")) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query["answer"] = {"text": p.text("text"), "show_alert": p.boolean("show_alert"), "url": p.text("url")}
    world.changed(query["from_id"], {"event": "answer", "query_id": query["id"], **query["answer"]})
    return True


@method("answerInlineQuery")
def answer_inline_query(world: World, p: Params) -> bool:
    results = p.json("results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results JSON object")
    if len(results) > RESULT_LIMIT:
        raise bad_request("too many inline query results specified")
    seen: set[str] = set()
    for result in results:
        _check_result(result, seen)
    cache_time = p.integer("cache_time", 300)
    query = _open_query(world, p.text("inline_query_id"), "inline_query")
    query["answer"] = {
        "results": results,
        "cache_time": max(0, min(cache_time, CACHE_LIMIT)),
        "is_personal": p.boolean("is_personal"),
        "next_offset": p.text("next_offset"),
        "button": p.json("button"),
    }
    world.changed(query["from_id"], {"event": "inline", "query_id": query["id"], **query["answer"]})
    return True


def _check_result(result: Any, seen: set[str]) -> None:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: Inline query result must be an object")
    number = str(result.get("id", ""))
    if not 1 <= len(number.encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if number in seen:
        raise bad_request("RESULT_ID_DUPLICATE")
    seen.add(number)


def _open_query(world: World, query_id: str, kind: str) -> JsonDict:
    query = world.queries.get(query_id)
    if query is None or query["kind"] != kind or "answer" in query:
        raise bad_request(QUERY_TOO_OLD)
    if world.clock() >= query["asked_at"] + LIFETIME[kind]:
        raise bad_request(QUERY_TOO_OLD)
    return query
