"""Titles and houses beside a name: they tell who is meant, and nobody else («موسوی فرمانده هوافضا», «سخنگوی سازمان … X»)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.question.segments import STATES, Segment
from bot.question.words import key_of, named
from jobs.analysis.catalogue import Catalogue

NAMED = frozenset(("person", "office", "former-office", "body"))
_MILITARY = frozenset(map(key_of, ("سردار", "سرلشکر", "سرتیپ", "امیر", "امیر سرلشکر", "دریادار", "سپهبد")))
_ARMED = "irgc|army|armed|quds|navy|basij|khatam|police|defence"
_WHEN = frozenset(map(key_of, ("بعد", "پس", "قبل", "پیش")))


def holders_by_name(segments: Sequence[Segment], catalogue: Catalogue, is_word: Callable[[str], bool]) -> list[Segment]:
    """A name right before an office or an official of a body is its holder's («زمیر فرمانده ارتش …», «برنیا رئیس موساد»), in
    full where the catalogue has a holder of that name. `is_word` tells words that mean something from names."""
    found: list[Segment] = []
    for segment in segments:
        before = found[-1] if found else None
        titled = segment.kind in ("office", "former-office", "name") or _is_official_of(segment)
        beside = before is not None and before.kind == "unknown" and before.last == segment.first and " " not in before.text
        if before is None or not titled or not beside or is_word(key_of(before.text)):
            found.append(segment)
            continue
        holders = _holders_called(before.text, segment.values, catalogue)
        kind, values = ("person", holders) if holders else ("name", (named(before.text),))
        found[-1] = replace(before, kind=kind, last=segment.last, values=values)
    return found


def _holders_called(name: str, offices: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Who held one of the offices and has this word in his name."""
    held = (slug for office in offices if office in catalogue.offices for slug, _ in catalogue.terms_of(office))
    return tuple(dict.fromkeys(slug for slug in held if key_of(name) in map(key_of, catalogue.people[slug].name.split())))


def without_titles(segments: Sequence[Segment]) -> list[Segment]:
    """Without the office right behind a name, and whose it is («متقی وزیر خارجه طالبان»), unless something is done to it."""
    found: list[Segment] = []
    titled = -1
    for at, segment in enumerate(segments):
        before = found[-1] if found else None
        beside = before is not None and before.kind == "person" and before.last == segment.first
        behind = segments[at + 1].text if at + 1 < len(segments) else ""
        office = segment.kind in ("office", "former-office") and behind not in ("را", "رو")
        if before is not None and beside and (office or (titled == segment.first and segment.kind in ("body", *STATES))):
            found[-1] = replace(before, last=segment.last)
            titled = segment.last
        else:
            found.append(segment)
    return found


def told_apart(segments: Sequence[Segment], catalogue: Catalogue) -> list[Segment]:
    """Without the «name» right behind a person, which tells which of those who share a name is meant («موسوی فرمانده هوافضا»)."""
    found: list[Segment] = []
    for segment in segments:
        before = found[-1] if found else None
        if before is not None and segment.kind == "person" and before.last == segment.first and _is_house(before, found):
            found[-1] = replace(segment, first=before.first)  # «سخنگوی سازمان … X»
            continue
        if before is not None and before.kind == "person" and before.last == segment.first and _is_official_of(segment):
            found[-1] = replace(before, last=segment.last)  # «X دبیر شورای …»
            continue
        if before is not None and segment.kind == "person" and key_of(before.text) in _MILITARY:
            soldiers = tuple(slug for slug in segment.values if _is_soldier(slug, catalogue))
            segment = replace(segment, values=soldiers or segment.values)
        if before is None or before.kind != "person" or segment.kind != "name" or before.last != segment.first:
            found.append(segment)
            continue
        holders = tuple(slug for slug in before.values if _has_held(slug, segment.text, catalogue))
        found[-1] = replace(before, last=segment.last, values=holders or before.values)
    return found


def _has_held(slug: str, role: str, catalogue: Catalogue) -> bool:
    """Whether somebody has held an office whose name has every word of `role`."""
    words = set(map(key_of, role.split()))
    offices = (catalogue.offices[held.office] for held in catalogue.people[slug].held if held.office in catalogue.offices)
    return any(words <= set(map(key_of, name.split())) for office in offices for name in (office.name, *office.forms))


def _is_official_of(segment: Segment) -> bool:
    """Whether the segment is a body with an official of it before its name."""
    return segment.kind == "body" and segment.last - segment.first > len(segment.text.split())


def _is_soldier(slug: str, catalogue: Catalogue) -> bool:
    return any(re.search(_ARMED, held.office) for held in catalogue.people[slug].held)


def _is_house(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether a body is only where the one behind it is from; «دولت X» is X's government."""
    spoken_of = any(opens(other, segments) and other.kind != "word" for other in segments)
    return segment.kind == "body" and not spoken_of and segment.values[0] != "body:ir-government"


def opens(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether the word leads to a subject itself; «از» behind «بعد» and «پیش» does not."""
    if segment.kind == "toward":
        when = any(other.last == segment.first and key_of(other.text) in _WHEN for other in segments)
        return not when and any(other.kind in (*NAMED, *STATES) and other.last <= segment.first for other in segments)
    return segment.kind in ("about", "reaction", "by", "word")
