"""What a message of ours quoted, read back from its entities, and whether the archive still has it so. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import MessageEntity

from jobs.analysis.fold import fold

_QUOTES = (MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement as a message showed it: the words in the block and the bold name before them (a date, in some answers)."""

    name: str
    text: str


def shown_in(entities: Mapping[MessageEntity, str]) -> tuple[Shown, ...]:
    """The statements that a message shows, in its order; `entities` as `Message.parse_entities` gives them.

    A plain block is one statement, named by the bold words before it; an expandable one is a list of lines «name: words».
    """
    bold = sorted((e for e in entities if e.type == MessageEntity.BOLD), key=lambda e: e.offset)
    blocks = sorted((e for e in entities if e.type in _QUOTES), key=lambda e: e.offset)
    found: list[Shown] = []
    for block in blocks:
        inside = [e for e in bold if block.offset <= e.offset < block.offset + block.length]
        if block.type == MessageEntity.EXPANDABLE_BLOCKQUOTE and inside:
            found += _lines(entities[block], [entities[e] for e in inside])
            continue
        before = [e for e in bold if e.offset < block.offset]
        found.append(Shown(entities[before[-1]] if before else "", entities[block]))
    return tuple(shown for shown in found if shown.text.strip())


def _lines(block: str, labels: list[str]) -> list[Shown]:
    """The lines of a folded list that begin with one of its bold labels."""
    found = []
    for line in block.splitlines():
        said = line.strip("\u200f ")
        label = next((name for name in map(_plain, labels) if name.endswith(":") and said.startswith(name)), None)
        if label is not None:
            found.append(Shown(label.rstrip(": "), said[len(label) :].strip()))
    return found


def _plain(label: str) -> str:
    return label.strip("\u200f ")


def is_named(shown: Shown, name: str) -> bool:
    """Whether the statement still stands under that name; heads that are dates name nobody."""
    label = fold(shown.name)
    return any(character.isdecimal() for character in label) or fold(name) in label or label in fold(name)
