"""What an edited article takes back of what it had said. Pure.

Only what is certain counts, because those who were sent the statement are told: the same words with another speaker, the same
words turned into their contrary, words that are no more in the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from jobs.analysis.fold import fold
from storage.records import NewStatement, Statement

_DENIALS = frozenset({"denies", "rejects"})
_SHOWN = 200


def correction(old: Sequence[Statement], new: Sequence[NewStatement], body: str) -> dict[str, object] | None:
    """The weightiest change between the statements that an article had and has, as the payload of a correction.

    {"change": "speaker" | "contrary" | "withdrawn", "text": the words as they were sent, "before", "after": names}; None where
    nothing was taken back. `body` is the article's text now.
    """
    words = _squeezed(body)
    by_text = {_squeezed(statement.text): statement for statement in new}
    for statement in sorted(old, key=lambda one: -one.weight):
        key = _squeezed(statement.text)
        now = by_text.get(key)
        if now is None:
            if key and key not in words:
                return _payload("withdrawn", statement, None)
        elif _turned(statement, now):
            return _payload("contrary", statement, now)
        elif _other_speaker(statement.speaker_name, now.speaker_name):
            return _payload("speaker", statement, now)
    return None


def _turned(old: Statement, new: NewStatement) -> bool:
    return (old.negated or old.act in _DENIALS) != (new.negated or new.act in _DENIALS)


def _other_speaker(old: str | None, new: str | None) -> bool:
    """A fuller or shorter form of a name is no other speaker."""
    if not old or not new:
        return False
    before, after = set(fold(old).split()), set(fold(new).split())
    return not before & after


def _payload(change: str, old: Statement, new: NewStatement | None) -> dict[str, object]:
    text = old.text if len(old.text) <= _SHOWN else old.text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    after = new.speaker_name if new else None
    return {"change": change, "text": text, "before": old.speaker_name or old.speaker_role or "", "after": after or ""}


def _squeezed(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
