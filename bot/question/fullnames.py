"""Full names of which the catalogue knows only a part: «عباس کشت‌کار» is not whoever is called «عباس» alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from bot.question.segments import Segment
from bot.question.tidy import Tidier
from bot.question.unknown import CONJUGATED
from bot.question.words import Word, key_of
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.speakers.vocabulary import vocabulary

_TIMES = frozenset(("بهمن", "آذر", "بهار"))
_BEFORE_TIMES = frozenset(("در", "ماه", "طی", "تا"))
HONOURS = frozenset(("سید", "سیده"))
"""Before a name they say nothing of who is meant."""


def in_full(segments: Sequence[Segment], tidier: Tidier, catalogue: Catalogue) -> list[Segment]:
    """The segments with each full name in one, with the values of the part that is known.

    Where the whole is no name of any of them, `called` has it as typed: it may well be somebody else. A given name counts as
    part of the last name behind it; a last name that is a given name too, with the unknown word behind it. Where that word means
    something by itself («عباس استعفا»), both stay as they are and only `perhaps` has the two: there may be somebody of that name.
    """
    found: list[Segment] = []
    for segment in segments:
        before = found[-1] if found else None
        if before is None or before.last != segment.first:
            found.append(segment)
        elif segment.kind == "person" and not segment.called and before.kind in ("unknown", "person"):
            found[-1:] = _with_given(before, segment, catalogue)
        elif segment.kind == "unknown" and before.kind == "person" and not before.called:
            found[-1:] = _with_last(before, segment, tidier)
        else:
            found.append(segment)
    return found


def _with_given(before: Segment, person: Segment, catalogue: Catalogue) -> list[Segment]:
    """A person behind words of which the last may be their given names."""
    words = before.text.split()
    if before.kind == "person" and len(words) > 1:
        return [before, person]
    given = len(words)
    while given and is_given(words[given - 1]):
        given -= 1
    if given == len(words):
        return [before, person]
    first, names = before.first + given, [word for word in words[given:] if key_of(word) not in HONOURS]
    rest = [replace(before, last=first, text=" ".join(words[:given]))] if given else []
    same = _of_name("".join([*names, person.text]), person, catalogue) if names else person.values
    called = "" if same else " ".join([*names, person.text])
    return [*rest, replace(person, first=first, values=same or person.values, called=called)]


def _of_name(name: str, person: Segment, catalogue: Catalogue) -> tuple[str, ...]:
    """Those of the people meant who are called exactly this."""
    key = key_of(name)
    people = [catalogue.people[slug] for slug in person.values]
    return tuple(one.slug for one in people if key in map(key_of, (one.name, *one.spellings, *one.short, *one.alone)))


def _with_last(person: Segment, behind: Segment, tidier: Tidier) -> list[Segment]:
    """A person before a word that may be the last name of somebody else; a slip of a known full name is that one's."""
    word, *rest = behind.text.split()
    if " " in person.text or not is_given(person.text) or CONJUGATED.fullmatch(key_of(word)):
        return [person, behind]
    if tidier.means_something(key_of(word)):
        return [replace(person, perhaps=f"{person.text} {word}"), behind]
    first = behind.first + 1
    others = [replace(behind, first=first, text=" ".join(rest))] if rest else []
    near = [key for key in tidier.near(key_of(word)) if tidier.lexis.get(key_of(person.text) + key)]
    meant = tuple(s.value for key in near[:1] for s in tidier.lexis.get(key_of(person.text) + key) if s.role == "person")
    return [replace(person, last=first, values=meant or person.values, called=f"{person.text} {word}"), *others]


def given_names(words: Sequence[Word], tidier: Tidier) -> frozenset[int]:
    """The words of time that are given names («بهمن»), where an unknown word behind may be the last name and none before says
    that a time is meant."""
    return frozenset(
        at
        for at, (word, behind) in enumerate(pairwise(words))
        if (is_given(word.text) or word.key in _TIMES) and tidier.is_time(word.key)
        if at == 0 or not (words[at - 1].key in _BEFORE_TIMES or tidier.is_time(words[at - 1].key))
        if tidier.explains_nothing(behind.key) and not CONJUGATED.fullmatch(behind.key)
    )


def is_given(word: str) -> bool:
    return key_of(word) in _given()


@cache
def _given() -> frozenset[str]:
    return frozenset(map(key_of, vocabulary().given))
