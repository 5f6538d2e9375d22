"""What a word beside a name makes of it: somebody else («معاون وزیر نفت»), or what is spoken about («بازداشت نرگس محمدی»).

Works on the segments of a question (data/relations.toml), before it is told who speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from bot.question.segments import STATES, Segment
from bot.question.titles import NAMED, holders_by_name, opens, told_apart, without_titles
from bot.question.vocabulary import data
from bot.question.words import key_of, named
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.speakers.vocabulary import vocabulary

_PLACE = frozenset(("unknown", "seat", "subject", "topic", "country", "body", "adjective", "nation"))
_BECAME = frozenset(map(key_of, ("شد", "شده", "شدن", "شدند", "میشه", "می‌شود", "نشد", "نشده", "بشه", "بشود", "خواهد شد")))
_TELLS = frozenset(("say", "word", "reaction", "act", "about"))
_MOST_WORDS = 3


def related(segments: Sequence[Segment], catalogue: Catalogue, is_word: Callable[[str], bool]) -> list[Segment]:
    """The segments with those who are only named beside somebody, and with what happened to somebody as the subject. `is_word`
    tells words that mean something from names."""
    posts = holders_by_name(_posts(_others(_fates_apart(segments))), catalogue, is_word)
    acting = _objects_first(told_apart(without_titles(posts), catalogue))
    found = _between(_happenings(_becomings(_addressing(_plain_deeds(acting)))))
    return [replace(segment, kind="unknown", values=()) if segment.kind == "compound" else segment for segment in found]


def _others(segments: Sequence[Segment]) -> list[Segment]:
    """«معاون وزیر نفت» is not the minister: one segment of kind «name»; where a name follows, only that («وزیر … X»)."""
    found: list[Segment] = []
    for segment in segments:
        words = _ending(found[-1], "others") if found and found[-1].last == segment.first else 0
        if not words or segment.kind not in NAMED:
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
            while name.kind == "name" and at < len(segments) and _goes_on(name, segments, at):
                name = _name(name, segments[at])
                at += 1
            found += [*kept, name]
            continue
        found.append(segment)
        at += 1
    return _without_titles(found)


def _goes_on(name: Segment, segments: Sequence[Segment], at: int) -> bool:
    """Whether a segment is still part of the name of a post before it."""
    beside = segments[at].first == name.last and segments[at].kind in (*_PLACE, "office", "former-office")
    return beside and not _is_became(segments, at)


def _post_in(segment: Segment, beside: Segment | None) -> tuple[list[Segment], Segment] | None:
    """The post of a segment as a name, and what stands before it: «… استاندار» + «تهران», or «استاندار خوزستان» by itself."""
    if beside is not None and (number := _ending(segment, "posts")):
        kept, post = _split(segment, number)
        if beside.kind == "body":
            return kept, replace(beside, first=post.first)  # a body speaks through its own
        return None if beside.kind in ("country", "adjective", "nation") else (kept, _called(post))
    return _post_within(segment) if segment.kind == "unknown" else None


def _post_within(segment: Segment) -> tuple[list[Segment], Segment] | None:
    """The post in words that nothing explains, up to what became of its holder («شهردار استانبول بازداشت شد»)."""
    words = segment.text.split()
    for at in range(len(words) - 1):
        for number in range(min(_MOST_WORDS, len(words) - at - 1), 0, -1):
            if key_of("".join(words[at : at + number])) in _keys("posts"):
                kept, post = _split(segment, len(words) - at)
                return kept, _called(post)
    return None


def _fates_apart(segments: Sequence[Segment]) -> list[Segment]:
    """What became of somebody («بازداشت» before «شد») apart from the words before it."""
    found: list[Segment] = []
    for at, segment in enumerate(segments):
        if segment.kind == "unknown" and _is_became(segments, at):
            kept, fate = _split(segment, _ending(segment, "became"))
            found += [*kept, fate]
        else:
            found.append(segment)
    return found


def _plain_deeds(segments: Sequence[Segment]) -> list[Segment]:
    """Without the one word between a deed and whose it was: it only says how («انتقاد تند X»)."""
    found = list(segments)
    for at in range(len(found) - 2):
        deed, how, who = found[at : at + 3]
        beside = deed.last == how.first and how.last == who.first and " " not in how.text
        if beside and how.kind == "unknown" and deed.kind in ("act", "reaction", "word") and who.kind in NAMED:
            found[at + 1] = replace(how, kind="drop")
    return found


def _addressing(segments: Sequence[Segment]) -> list[Segment]:
    """A full name that the catalogue has not, before «به» and somebody, speaks («حمید رسایی به ظریف»)."""
    if any(segment.kind in NAMED or segment.kind == "name" for segment in segments[:1]):
        return list(segments)
    found = list(segments)
    for at in range(len(found) - 2):
        segment, to, whom = found[at : at + 3]
        if segment.kind == "unknown" and to.kind == "toward" and whom.kind in NAMED and _is_full_name(segment.text):
            found[at] = _called(segment)
    return found


def _is_full_name(text: str) -> bool:
    """Whether two or three words begin with a given name."""
    words = text.split()
    return 1 < len(words) <= _MOST_WORDS and key_of(words[0]) in _given()


def _becomings(segments: Sequence[Segment]) -> list[Segment]:
    """Whoever something became of is spoken about, unless the question asks what somebody said («چرا رئیسی کشته شد»)."""
    kinds = {segment.kind for segment in segments}
    if kinds & _TELLS:
        return list(segments)
    passive = any(_is_became(segments, at) for at in range(len(segments)))
    if not passive and "why" not in kinds:
        return list(segments)
    at = next((at for at, segment in enumerate(segments) if segment.kind in ("person", "name")), None)
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
        titles = _titles_at_end(found, segment)
        before = found[-1 - titles] if len(found) > titles else None
        ends = found[-titles].first if titles else segment.first
        beside = before is not None and before.last == ends and segment.kind in ("person", "office", "former-office")
        opened = any(opens(other, found) for other in found)
        if before is not None and beside and not opened and (words := _ending(before, "happened")):
            kept, event = _split(before, words)
            found[len(found) - 1 - titles :] = [*kept, _marker(event), event, _marker(segment)]
        found.append(segment)
    return found


def _between(segments: Sequence[Segment]) -> list[Segment]:
    """Behind what is between states stand the states, unless somebody is already spoken about."""
    for at, segment in enumerate(segments[:-3]):
        first, and_, second = segments[at + 1 : at + 4]
        pair = first.kind in STATES and and_.text == "و" and second.kind in STATES
        if pair and first.first == segment.last and _ending(segment, "between"):
            opened = any(opens(other, segments) for other in segments[:at])
            return list(segments) if opened else [*segments[:at], _marker(segment), *segments[at:]]
    return list(segments)


def _titles_at_end(segments: Sequence[Segment], person: Segment) -> int:
    """How many segments right before a person say nothing («کشته شدن سردار …»)."""
    number, first = 0, person.first
    while number < len(segments) and segments[-1 - number].kind == "drop" and segments[-1 - number].last == first:
        first = segments[-1 - number].first
        number += 1
    return number


def _marker(segment: Segment) -> Segment:
    """A «درباره» of no words before a segment."""
    return Segment("about", segment.first, segment.first, "")


def _without_titles(segments: Sequence[Segment]) -> list[Segment]:
    """Without the «name» right before a person: it is who he is («معاون وزیر خارجه تخت‌روانچی»)."""
    ends = {segment.first for segment in segments if segment.kind == "person"}
    return [segment for segment in segments if segment.kind != "name" or segment.last not in ends]


def _objects_first(segments: Sequence[Segment]) -> list[Segment]:
    """What stands before «را» is what about, where who did something to it stands behind («طرح ترامپ رو حماس قبول کرد؟»)."""
    at = next((at for at, segment in enumerate(segments) if segment.text in ("را", "رو")), 0)
    before, behind = segments[:at], segments[at + 1 :]
    first = next((n for n, segment in enumerate(before) if segment.kind in NAMED), at)
    opened = any(opens(segment, segments) or segment.kind in ("latest", "say") for segment in before[:first])
    does = (
        behind[:1] and behind[0].kind in ("person", "office", "body", "name") and any(s.kind in ("verb", "act") for s in behind)
    )
    if not at or opened or not does:
        return list(segments)
    by = Segment("by", behind[0].first, behind[0].first, "")
    return [_marker(before[0]), *before, segments[at], by, *behind]


def _called(segment: Segment) -> Segment:
    return replace(segment, kind="name", values=(named(segment.text),))


def _name(relation: Segment, segment: Segment) -> Segment:
    text = f"{relation.text} {segment.text}"
    return Segment("name", relation.first, segment.last, text, (named(text),))


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
def _given() -> frozenset[str]:
    return frozenset(map(key_of, vocabulary().given))


@cache
def _keys(table: str) -> frozenset[str]:
    return frozenset(map(key_of, data("relations.toml")[table]))
