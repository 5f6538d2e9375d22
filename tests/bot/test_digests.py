"""What a message of ours quoted is read back from its entities."""

from __future__ import annotations

from telegram import MessageEntity

from bot.digests import Shown, is_named, shown_in

BOLD, BLOCK, FOLD = MessageEntity.BOLD, MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE


def _entities(*parts: tuple[str, str]) -> dict[MessageEntity, str]:
    """Entities over these pieces of text, one behind the other; those inside a folded block stand where they stand in it."""
    found: dict[MessageEntity, str] = {}
    at = 0
    for kind, text in parts:
        found[MessageEntity(kind, at, len(text))] = text
        if kind == FOLD:
            for line in text.splitlines():
                label, colon, _ = line.partition(":")
                if colon:
                    found[MessageEntity(BOLD, at + text.index(line), len(label) + 1)] = f"{label}:"
        at += len(text) + 1
    return found


def test_blocks_are_named_by_the_bold_words_before_them() -> None:
    """One statement for each block, under the nearest bold words."""
    shown = shown_in(_entities((BOLD, "سهراب کوهیار"), (BLOCK, "سد پر است"), (BOLD, "پریسا کوه‌زاد"), (BLOCK, "سد خالی است")))
    assert shown == (Shown("سهراب کوهیار", "سد پر است"), Shown("پریسا کوه‌زاد", "سد خالی است"))


def test_a_folded_list_is_read_line_by_line() -> None:
    """The label of the list is no statement; each bold name is one."""
    shown = shown_in(
        _entities((BOLD, "سهراب"), (BLOCK, "سد پر است"), (FOLD, "دو نقل دیگر\nکوهیار: آب هست\nکوه‌زاد، رد کرد: آب نیست"))
    )
    assert [one.text for one in shown] == ["سد پر است", "آب هست", "آب نیست"]
    assert shown[2].name == "کوه‌زاد، رد کرد"


def test_a_date_names_nobody() -> None:
    """The heads of an answer about one speaker are dates: they agree with every name."""
    assert is_named(Shown("سه‌شنبه ۳ آذر", "سد پر است"), "سهراب کوهیار")
    assert is_named(Shown("سهراب کوهیار", "سد پر است"), "سهراب کوهیار")
    assert not is_named(Shown("پریسا کوه‌زاد", "سد پر است"), "سهراب کوهیار")
