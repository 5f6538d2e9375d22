"""Whether an office may be another word for somebody whom the article knows under others."""

from __future__ import annotations

from jobs.analysis.speakers.cast import Member, Words
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.wordlists import listed

_VAGUE = listed("vague")
COMMON = listed("common_in_offices")
"""Words that every office may have."""
_LEADER = (("مقام", "معظم"), ("مقام", "عظمای"), ("رهبر", "معظم"), ("رهبر", "انقلاب"))
"""Called so is one alone, who is named by name or not at all."""
_NAMELESS = listed("nameless_sources")
"""Who is told of so is never named later: «یک منبع ایرانی»."""
_SOURCES = frozenset(("منبع", "منبعی", "مقامی", "منابع"))
_LEADERS = ("خامنه", "خمینی")


def shares(member: Member, role: Words) -> bool:
    """Whether an office of the member has more in common with `role` than words that every office has."""
    known = {word for held in member.roles for word in held[1:]}
    return bool(known & set(role[1:]) - COMMON)


def of_another_state(member: Member, role: Words) -> bool:
    """«سخنگوی کاخ سفید» is nobody who holds an office of another state only."""
    countries = vocabulary().countries
    told, held = countries & set(role), {word for known in member.roles for word in countries & set(known)}
    return bool(told and held) and told.isdisjoint(held)


def other_office(role: Words, member: Member) -> bool:
    """Whether both offices are told exactly, and differ: a spokesman is not the minister."""
    heads = vocabulary().role_heads - _VAGUE
    held = {known[0] for known in member.roles}
    return role[0] in heads and bool(held) and held <= heads and role[0] not in held


def another_names(role: Words, name: Words) -> bool:
    """Whether an office cannot be the one of the next name: the leader's of the revolution, or «یک منبع آگاه»."""
    if not _SOURCES.isdisjoint(role[:2]) or not _NAMELESS.isdisjoint(role):
        return True
    return role[:2] in _LEADER and not any(word.startswith(_LEADERS) for word in name)
