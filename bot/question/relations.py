"""What a word beside a name makes of it: somebody else («معاون وزیر نفت»), or what is spoken about («بازداشت نرگس محمدی»).

Works on the segments of a question (data/relations.toml), before it is told who speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.question.segments import Segment
from bot.question.vocabulary import data
from bot.question.words import key_of

_NAMED = frozenset(("person", "office", "former-office", "body"))
_PLACE = frozenset(("unknown", "seat", "subject", "topic", "country", "body", "adjective", "nation"))
_BECAME = frozenset(map(key_of, ("شد", "شده", "شدن", "شدند", "میشه", "می‌شود", "نشد", "نشده", "بشه", "بشود", "خواهد شد")))
_TELLS = frozenset(("say", "word", "reaction", "act", "about"))
_WHEN = frozenset(map(key_of, ("بعد", "پس", "قبل", "پیش")))
_MOST_WORDS = 3


def related(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with those who are only named beside somebody, and with what happened to somebody as the subject."""
    found = _happenings(_becomings(_posts(_others(segments))))
    return [replace(segment, kind="unknown", values=()) if segment.kind == "compound" else segment for segment in found]


def _others(segments: Sequence[Segment]) -> list[Segment]:
    """«معاون وزیر نفت» is not the minister: one segment of kind «name»; where a name follows, only that («وزیر … X»)."""
    found: list[Segment] = []
    for segment in segments:
        words = _ending(found[-1], "others") if found and found[-1].last == segment.first else 0
        if not words or segment.kind not in _NAMED:
            found.append(segment)
            continue
        kept, relation = _split(found.pop(), words)
        found.extend(kept)
        found.append(_name(relation, segment))
    return _without_titles(found)


def _posts(segments: Sequence[Segment]) -> list[Segment]:
    """«استاندار خوزستان»: a post that the catalogue has not, with the place or house behind it."""
    found: list[Segment] = []
    at = 0
    while at < len(segments):
        segment = segments[at]
        behind = segments[at + 1] if at + 1 < len(segments) else None
        beside = behind if behind is not None and behind.first == segment.last and behind.kind in _PLACE else None
        if segment.kind in ("unknown", "officials", "compound") and (post := _post_in(segment, beside)):
            kept, name = post
            at += 1 if name.kind == "name" else 2
            while at < len(segments) and segments[at].first == name.last and segments[at].kind in _PLACE and name.kind == "name":
                name = _name(name, segments[at])
                at += 1
            found += [*kept, name]
            continue
        found.append(segment)
        at += 1
    return _without_titles(found)


def _post_in(segment: Segment, beside: Segment | None) -> tuple[list[Segment], Segment] | None:
    """The post of a segment as a name, and what stands before it: «… استاندار» + «تهران», or «استاندار خوزستان» by itself."""
    words = segment.text.split()
    if beside is not None and (number := _ending(segment, "posts")):
        kept, post = _split(segment, number)
        if beside.kind == "body":
            return kept, replace(beside, first=post.first)  # a body speaks through its own
        return None if beside.kind in ("country", "adjective", "nation") else (kept, _called(post))
    if segment.kind != "unknown":
        return None
    for at in range(len(words) - 1):
        for number in range(min(_MOST_WORDS, len(words) - at - 1), 0, -1):
            if key_of("".join(words[at : at + number])) in _keys("posts"):
                kept, post = _split(segment, len(words) - at)
                return kept, _called(post)
    return None


def _becomings(segments: Sequence[Segment]) -> list[Segment]:
    """Whoever something became of is spoken about, unless the question asks what somebody said («چرا رئیسی کشته شد»)."""
    kinds = {segment.kind for segment in segments}
    if kinds & _TELLS:
        return list(segments)
    passive = any(_is_became(segments, at) for at in range(len(segments)))
    if not passive and "why" not in kinds:
        return list(segments)
    at = next((at for at, segment in enumerate(segments) if segment.kind == "person"), None)
    return list(segments) if at is None else [*segments[:at], _marker(segments[at]), *segments[at:]]


def _is_became(segments: Sequence[Segment], at: int) -> bool:
    """Whether the segment is «کشته» with a form of «شدن» behind it."""
    behind = segments[at + 1] if at + 1 < len(segments) else None
    word = _ending(segments[at], "became")
    return bool(word) and behind is not None and key_of(behind.text) in _BECAME


def _happenings(segments: Sequence[Segment]) -> list[Segment]:
    """Behind what happens to people stands whom it happened to."""
    found: list[Segment] = []
    for segment in segments:
        before = found[-1] if found else None
        beside = before is not None and before.last == segment.first and segment.kind in ("person", "office", "former-office")
        opened = any(_opens(other, found) for other in found)
        if before is not None and beside and not opened and (words := _ending(before, "happened")):
            kept, event = _split(found.pop(), words)
            found += [*kept, _marker(event), event]
        found.append(segment)
    return found


def _opens(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether the word leads to a subject itself; «از» behind «بعد» and «پیش» does not."""
    if segment.kind == "toward" and segment.text == "از":
        return not any(other.last == segment.first and key_of(other.text) in _WHEN for other in segments)
    return segment.kind in ("about", "toward", "reaction", "by", "word")


def _marker(segment: Segment) -> Segment:
    """A «درباره» of no words before a segment."""
    return Segment("about", segment.first, segment.first, "")


def _without_titles(segments: Sequence[Segment]) -> list[Segment]:
    """Without the «name» right before a person: it is who he is («معاون وزیر خارجه تخت‌روانچی»)."""
    ends = {segment.first for segment in segments if segment.kind == "person"}
    return [segment for segment in segments if segment.kind != "name" or segment.last not in ends]


def _called(segment: Segment) -> Segment:
    return replace(segment, kind="name", values=(f"name:{segment.text}",))


def _name(relation: Segment, segment: Segment) -> Segment:
    text = f"{relation.text} {segment.text}"
    return Segment("name", relation.first, segment.last, text, (f"name:{text}",))


def _ending(segment: Segment, table: str) -> int:
    """How many words at the end of a segment are one of a table's; 0 where none are."""
    if segment.kind not in ("unknown", "subject", "topic", "drop", "officials", "compound"):
        return 0
    words = segment.text.split()
    sizes = (number for number in range(min(_MOST_WORDS, len(words)), 0, -1))
    return next((number for number in sizes if key_of("".join(words[-number:])) in _keys(table)), 0)


def _split(segment: Segment, words: int) -> tuple[list[Segment], Segment]:
    """The last words of a segment apart from those before, which stay what they were."""
    parts = segment.text.split()
    if words >= len(parts):
        return [], segment
    middle = segment.last - words
    before = replace(segment, last=middle, text=" ".join(parts[:-words]))
    return [before], replace(segment, first=middle, text=" ".join(parts[-words:]))


@cache
def _keys(table: str) -> frozenset[str]:
    return frozenset(map(key_of, data("relations.toml")[table]))
