"""A statement that several outlets tell is one statement: the fullest wording is shown, the others are kept beside it. Pure.

Statements of different speakers, of different days, of which one is denied, or with other numbers are never one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from functools import cache, lru_cache
from typing import NamedTuple

from jobs.analysis.common import common_words
from jobs.analysis.fold import fold
from jobs.analysis.model import SpeakerKind
from jobs.analysis.summary.choosing import Said, says_nothing
from jobs.analysis.summary.keys import only_helps, stems
from storage.records import Statement

_SAME_SPEECH = timedelta(hours=12)
_TEHRAN = timezone(timedelta(hours=3, minutes=30))
_CONTAINED = 0.75
_SAME_FORM = 4
_LEAST_WORDS = 3
_AN_OUTLET = 0.03  # what each further publisher adds to the weight: what many carry is what was said
_NUMBER = re.compile(r"\d+")
_DENIALS = frozenset({"denies", "rejects"})


@dataclass(frozen=True, slots=True)
class Telling:
    """`shown` is the fullest wording, under the fullest name, office and occasion that anybody gives; `others` the rest, as
    they came. A statement that one outlet tells has no others."""

    shown: Statement
    others: tuple[Statement, ...] = ()

    @property
    def all(self) -> tuple[Statement, ...]:
        return (self.shown, *self.others)

    @property
    def outlets(self) -> tuple[tuple[str, str], ...]:
        """(publisher's name, article's address), each publisher once, the shown one first."""
        found: dict[str, str] = {}
        for one in self.all:
            found.setdefault(one.source_name, one.url)
        return tuple(found.items())

    @property
    def worded_otherwise(self) -> tuple[Statement, ...]:
        """The others whose words are not the shown ones, or a part of them."""
        words = _wording(self.shown.text).squeezed
        return tuple(one for one in self.others if _wording(one.text).squeezed not in words)


def tellings(statements: Iterable[Statement]) -> tuple[Telling, ...]:
    """The visible statements, each once, in the order of their first telling; without those that say nothing as they stand,
    unless there is nothing else."""
    visible = [one for one in statements if not one.hidden]
    listed = [one for one in visible if not says_nothing(said_of(one))] or visible
    places = {one.id: place for place, one in enumerate(listed)}
    groups: list[list[Statement]] = []
    by_voice: defaultdict[str, list[list[Statement]]] = defaultdict(list)
    for one in sorted(listed, key=lambda said: (-len(said.text.split()), -said.weight, said.id)):
        near = by_voice[_voice(one)]
        group = next((group for group in near if _same(group[0], one)), None)
        if group is None:
            group = []
            near.append(group)
            groups.append(group)
        group.append(one)
    groups.sort(key=lambda group: min(places[one.id] for one in group))
    roles = _roles(visible)
    return tuple(_telling(group, places, roles) for group in groups)


def said_of(statement: Statement) -> Said:
    """A statement as `jobs.analysis.summary.choosing` looks at it."""
    return Said(
        text=statement.text,
        who=speaker_key(statement),
        name=statement.speaker_name,
        role=statement.speaker_role,
        speaker_kind=statement.speaker_kind,
        person=statement.person,
        occasion=statement.occasion,
        kind=statement.kind,
        act=statement.act,
        negated=statement.negated,
        weight=statement.weight,
        place=statement.id,
    )


def speaker_key(statement: Statement) -> str:
    """The same for the same speaker."""
    return statement.person or statement.speaker_name or statement.speaker_role or ""


def telling_of(statement_id: int, found: Sequence[Telling]) -> Telling | None:
    """The telling to which a statement belongs."""
    return next((one for one in found if any(said.id == statement_id for said in one.all)), None)


def once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The visible statements, each in its fullest wording only."""
    return tuple(one.shown for one in tellings(statements))


def _roles(statements: Sequence[Statement]) -> dict[tuple[int, str], str]:
    """What each speaker of a story is called first beside their name: an article says it once, not at every statement."""
    found: dict[tuple[int, str], str] = {}
    for one in statements:
        if one.speaker_role and one.speaker_name:
            found.setdefault((one.story_id or 0, speaker_key(one)), one.speaker_role)
    return found


def _telling(group: Sequence[Statement], places: dict[int, int], roles: Mapping[tuple[int, str], str]) -> Telling:
    first, *others = group
    names = [one.speaker_name for one in group if one.speaker_name]
    shown = replace(
        first,
        speaker_name=max(names, key=lambda name: len(name.split()), default=None),
        speaker_role=next((one.speaker_role for one in group if one.speaker_role), None)
        or roles.get((first.story_id or 0, speaker_key(first))),
        person=first.person or next((one.person for one in group if one.person), None),
        office=first.office or next((one.office for one in group if one.office), None),
        occasion=first.occasion or next((one.occasion for one in group if one.occasion), None),
        weight=min(1.0, max(one.weight for one in group) + _AN_OUTLET * (len({one.source_name for one in group}) - 1)),
    )
    return Telling(shown, tuple(sorted(others, key=lambda one: places[one.id])))


def _voice(statement: Statement) -> str:
    """The last name, or the role: speakers of whom these differ are not compared at all."""
    return _folded(statement.speaker_name or statement.speaker_role or "").rpartition(" ")[2]


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    return fold(name)


def _same(full: Statement, other: Statement) -> bool:
    return (
        _one_speaker(full, other)
        and _one_day(full, other)
        and _denied(full) == _denied(other)
        and full.coerced == other.coerced
        and _one_wording(full.text, other.text)
    )


def _one_speaker(one: Statement, other: Statement) -> bool:
    """The same slug; names of which one is part of the other; of two without a name the same role. Nobody who is anonymous."""
    if SpeakerKind.ANONYMOUS in (one.speaker_kind, other.speaker_kind):
        return one.article_id == other.article_id and one.speaker_role == other.speaker_role
    if one.person and other.person:
        return one.person == other.person
    if one.speaker_name and other.speaker_name:
        mine, theirs = _folded(one.speaker_name).split(" "), _folded(other.speaker_name).split(" ")
        return mine[-len(theirs) :] == theirs or theirs[-len(mine) :] == mine
    return bool(one.speaker_role and other.speaker_role) and _folded(one.speaker_role or "") == _folded(other.speaker_role or "")


def _one_day(one: Statement, other: Statement) -> bool:
    """Told on the same day, or within hours over midnight: what is said again the next day is said again."""
    if abs(one.said_at - other.said_at) > _SAME_SPEECH:
        return False
    days = {said.said_at.astimezone(_TEHRAN).date() for said in (one, other)}
    return len(days) == 1 or abs(one.said_at - other.said_at) <= _SAME_SPEECH / 2


def _denied(statement: Statement) -> bool:
    return statement.negated or statement.act in _DENIALS


class _Wording(NamedTuple):
    words: frozenset[str]
    numbers: frozenset[str]
    squeezed: str


@lru_cache(maxsize=4096)
def _wording(text: str) -> _Wording:
    """What two texts are compared by; kept, since a story's statements are compared with each other."""
    folded = fold(text)
    squeezed = "".join(letter for letter in folded if letter.isalnum())
    return _Wording(frozenset(stems(folded)), frozenset(_NUMBER.findall(folded)), squeezed)


def _one_wording(full: str, other: str) -> bool:
    """Whether the longer says all that the shorter says: its words, but for common ones and other forms of the same, and every
    number. A word more that is a name («در بم», «در طبس») is another statement."""
    long, short = _wording(full), _wording(other)
    if short.squeezed in long.squeezed and len(short.words) >= _LEAST_WORDS - 1:
        return True
    if len(short.words) < _LEAST_WORDS or not short.numbers <= long.numbers:
        return False
    missing = short.words - long.words
    if len(missing) > (1 - _CONTAINED) * len(short.words):
        return False
    forms = {word[:_SAME_FORM] for word in long.words}
    return all(_tells_nothing(word) or (len(word) > _SAME_FORM and word[:_SAME_FORM] in forms) for word in missing)


def _tells_nothing(stem: str) -> bool:
    """A common word, or a form of a verb that only helps another («شده‌اند»)."""
    return stem in _common() or only_helps(stem)


@cache
def _common() -> frozenset[str]:
    """The stems of the commonest words of Persian."""
    return frozenset(stem for word in common_words() for stem in stems(word))
