"""Which two offices nobody holds at once: what keeps one speaker's words from being laid to another's account."""

from __future__ import annotations

from jobs.analysis.speakers.cast import Words, compatible, meaning
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.wordlists import listed

_VAGUE = listed("vague")
_ALONE = listed("held_once")
"""Offices of which nobody holds two: two ministers are two people."""
_FORMER = listed("former")
_BRANCHES = tuple(listed(branch) for branch in ("of_parliament", "of_government", "of_justice", "of_forces"))


def exclusive(one: Words, other: Words) -> bool:
    """Whether whoever holds the one office does not hold the other at the same time."""
    a, b = meaning(one), meaning(other)
    if len(a) < 2 or len(b) < 2 or compatible(one, other) or compatible(other, one) or _FORMER & {*a, *b}:
        return False
    if a[0] == b[0]:
        return _of_two_houses(a, b)
    return {a[0], b[0]} <= _ALONE or _of_one_house(a, b) or _of_two_branches(one, other)


def _of_two_houses(a: Words, b: Words) -> bool:
    """«وزیر نفت»، «وزیر راه»; «رئیس کمیسیون صنایع»، «رئیس کمیسیون آموزش»: one word more or less is another wording only."""
    if a[0] not in _ALONE and (a[0] in _VAGUE or a[1] != b[1] or a[1] not in vocabulary().body_heads):
        return False
    least = 1 if a[0] in _ALONE or a[1] in _MANY_OF_A_KIND else 2
    return len(set(a) - set(b)) >= least <= len(set(b) - set(a))


_MANY_OF_A_KIND = frozenset(("کمیسیون", "کمیته"))


def _of_one_house(a: Words, b: Words) -> bool:
    """«وزیر خارجه X»، «سخنگوی وزارت خارجه X»: two posts of one ministry."""
    heads = vocabulary().role_heads - _VAGUE
    house, other = set(a[1:]) - _HOUSES, set(b[1:]) - _HOUSES
    return a[0] in heads and b[0] in heads and bool(house) and house == other and bool(_HOUSES & {*a, *b})


_HOUSES = listed("houses")


def _of_two_branches(one: Words, other: Words) -> bool:
    a, b = _branches(one), _branches(other)
    return len(a) == 1 == len(b) and a != b


def _branches(role: Words) -> set[int]:
    found = {n for n, branch in enumerate(_BRANCHES) if branch & set(role)}
    if role[:2] == ("نماینده", "مردم"):
        found.add(0)
    council = any(word == "شورای" and "شهر" in role[k + 1 : k + 3] for k, word in enumerate(role))
    return found | {len(_BRANCHES)} if council else found
