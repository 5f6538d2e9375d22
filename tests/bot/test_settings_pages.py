"""Pages of /settings as messages: every button fits, comes back as a choice, and fits for a channel too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import InlineKeyboardMarkup

from bot.callbacks import LIMIT, Verb, decode, for_channel
from bot.preferences import FOREVER, CannotError, Topic, chosen
from bot.render.naming import Naming
from bot.render.settings import SOURCES_A_PAGE, page
from bot.render.settings_values import Desk
from bot.render.story import View
from bot.texts import settings as words
from storage.records import Address, Chat, ChatKind, ChatSettings, ChatState, Follow, Source, Subscription
from tests.bot.questions import invented

NOW = datetime(2025, 10, 7, 9, 0, tzinfo=UTC)
HERE = Address(5)
SOURCES = tuple(Source(n, f"s{n}", f"خبرگزاری نمونهٔ {n}", "https://x.example", "https://x.example/rss") for n in range(1, 31))
FOLLOWS = (Subscription(1, HERE, Follow(country="TR"), True, False, NOW),)


def desk(kind: ChatKind = ChatKind.PRIVATE, **values: object) -> Desk:
    chosen_ = ChatSettings(**values)  # type: ignore[arg-type]  # each test names real fields
    chat = Chat(HERE, kind, ChatState.ACTIVE, chosen_, NOW)
    return Desk(chat, View(Naming(invented()), chosen_, NOW), FOLLOWS, SOURCES)


def data_of(markup: InlineKeyboardMarkup | None) -> list[str]:
    assert markup is not None
    return [str(one.callback_data) for row in markup.inline_keyboard for one in row]


@pytest.mark.parametrize("topic", Topic)
def test_every_button_is_understood(topic: Topic) -> None:
    """Its data fit into 64 bytes, for a channel too, and what they choose is a choice that there is."""
    full = desk(hushed=("w:sohrab-kuhyar", "w:کسی", "t:economy"), sources_off=(2,), paused_until=FOREVER, delete_after_h=12)
    html, markup = page(full, topic)
    assert html.startswith("<b>")
    for data in data_of(markup):
        assert len(data.encode()) <= LIMIT
        assert for_channel(data, -1_001_500_000_001) is not None
        action = decode(data)
        assert action is not None
        if action.verb is Verb.SETTINGS and len(action.args) > 1 and action.args[1] and topic is not Topic.ALERTS:
            try:
                assert chosen(full.chat.settings, Topic(action.args[0]), action.args[1], NOW, [s.id for s in SOURCES]) is not None
            except CannotError:
                pytest.fail(data)


def test_sources_turn_pages() -> None:
    """Thirty publishers are three pages; a choice on one stays there; those that are off carry no mark."""
    some = desk(sources_off=(1,))
    _, first = page(some, Topic.SOURCES)
    assert first is not None
    labels = [one.text for row in first.inline_keyboard for one in row]
    assert "خبرگزاری نمونهٔ 1" in labels
    assert "✓ خبرگزاری نمونهٔ 2" in labels
    assert words.NEXT in labels
    assert words.PREVIOUS not in labels
    _, second = page(some, Topic.SOURCES, SOURCES_A_PAGE)
    assert all(data.endswith(f":{SOURCES_A_PAGE}") for data in data_of(second) if data.count(":") == 3 and data.split(":")[2])
    _, last = page(some, Topic.SOURCES, 2 * SOURCES_A_PAGE)
    assert len(data_of(last)) == 6 + 2
    _, beyond = page(some, Topic.SOURCES, 999)
    assert data_of(beyond) == data_of(first)


def test_the_main_page_tells_all_choices() -> None:
    """Every choice as it stands; a group has its own cap; nothing chosen is said too."""
    html, _ = page(desk(ChatKind.GROUP, quiet_from=None, briefing_times=(), briefing_days=(4,), digits="latin"), Topic.MAIN)
    for name, value in (
        (words.CAP, "روزی 5"),
        (words.QUIET, words.OFF),
        (words.TIMES, words.NONE),
        (words.DAYS, "جمعه"),
        (words.ALERTS, "برای 1 از 1 دنبال"),
        (words.SOURCES, words.ALL_SOURCES),
    ):
        assert f"{name}: {value}" in html
