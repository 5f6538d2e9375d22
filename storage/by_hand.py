"""What editors changed about statements, kept beside them: an article that is analysed again does not undo it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select, update

from storage.database import ReadSession, WriteSession
from storage.records import NewStatement
from storage.schema import by_hand

Changes = Mapping[str, Mapping[str, Any]]
"""Of an article: what was changed, by the hash of the statement's words."""


async def remember(s: WriteSession, article_id: int, words: str, changed: Mapping[str, object]) -> None:
    """Keeps a change about the statement with these words, beside earlier ones."""
    here = (by_hand.c.article_id == article_id) & (by_hand.c.text == _hash(words))
    before = await s.scalar(select(by_hand.c.changes).where(here))
    if before is None:
        await s.run(insert(by_hand).values(article_id=article_id, text=_hash(words), changes=dict(changed)))
    else:
        await s.run(update(by_hand).where(here).values(changes={**before, **changed}))


async def of_article(s: ReadSession, article_id: int) -> Changes:
    """Everything that editors changed about an article's statements."""
    rows = await s.rows(select(by_hand.c.text, by_hand.c.changes).where(by_hand.c.article_id == article_id))
    return {row.text: row.changes for row in rows}


def applied(new: NewStatement, changes: Changes) -> NewStatement:
    """The statement as the editors have it. Pure."""
    changed = changes.get(_hash(new.text))
    if changed is None:
        return new
    if "act" in changed:
        new = replace(new, act=str(changed["act"]), negated=bool(changed["negated"]))
    speaker = changed.get("speaker")
    if speaker is None:
        return new
    name, keys = speaker["name"], tuple(key for key in speaker["keys"] if key != speaker["person"])
    return replace(
        new,
        speaker_name=name,
        speaker_role=None,
        speaker_kind="person" if name else None,
        person=speaker["person"],
        office=None,
        speaker_country=speaker["country"],
        speaker_keys=keys,
    )


def is_hidden(new: NewStatement, changes: Changes) -> bool:
    """Whether the editors took the statement out."""
    return taken_out(new.text, changes)


def taken_out(words: str, changes: Changes) -> bool:
    """The same, by the statement's words."""
    return bool(changes.get(_hash(words), {}).get("hidden"))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
