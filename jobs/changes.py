"""What an edited article takes back of what it had said. Pure.

Only what is certain counts, because those who were sent the statement are told: the same words with another speaker, the same
words turned into their contrary, words that are no more in the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from jobs.analysis.fold import fold
from jobs.analysis.summary.keys import stems
from storage.records import NewStatement, Statement

_DENIALS = frozenset({"denies", "rejects"})
_SHOWN = 200
_CONTAINED = 0.75


def correction(old: Sequence[Statement], new: Sequence[NewStatement], body: str) -> dict[str, object] | None:
    """The weightiest change between the statements that an article had and has, as the payload of a correction.

    {"change": "speaker" | "contrary" | "withdrawn", "text": the words as they were sent, "before", "after": names}; None where
    nothing was taken back. `body` is the article's text now.
    """
    words = _squeezed(body)
    by_text = {_squeezed(statement.text): statement for statement in new}
    gone = [one for one in old if (key := _squeezed(one.text)) and key not in by_text and key not in words]
    for statement in sorted(old, key=lambda one: -one.weight):
        now = by_text.get(_squeezed(statement.text))
        if now is None:
            if statement in gone:
                return _payload("withdrawn", _as_shown(statement, gone), None)
        elif _turned(statement, now):
            return _payload("contrary", statement, now)
        elif _other_speaker(statement.speaker_name, now.speaker_name):
            return _payload("speaker", statement, now)
    return None


def _as_shown(statement: Statement, gone: Sequence[Statement]) -> Statement:
    """The fullest wording of it that is gone too: «آغاز کار شبانه‌روزی» of a lead and the sentence that it sums up were sent as
    one statement, in the words of the sentence."""
    said = set(stems(statement.text))
    fuller = [
        one
        for one in gone
        if (one.person, one.speaker_name) == (statement.person, statement.speaker_name)
        and len(one.text) > len(statement.text)
        and len(said & set(stems(one.text))) >= _CONTAINED * len(said)
    ]
    return max(fuller, key=lambda one: len(one.text), default=statement)


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
