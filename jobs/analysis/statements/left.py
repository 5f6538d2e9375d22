"""What stands before a word of saying: whose sentence it is, on what occasion, by which outlet's report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from jobs.analysis.model import Span
from jobs.analysis.speakers.boundary import namelike
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.speakers.offices import name_before, role_end
from jobs.analysis.speakers.vocabulary import phrase_end, vocabulary
from jobs.analysis.statements.bylines import byline_end, is_report, report_end
from jobs.analysis.statements.occasion import OCCASIONS, occasion_after
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.several import with_others
from jobs.analysis.statements.stretch import PAUSES, adjunct_end, closing, is_clause, next_pause, subject_end, time_end
from jobs.analysis.statements.syntax import complement, finite
from jobs.analysis.statements.wordlists import listed

_MEETING = frozenset(("در", "طی", "با", "هنگام"))


@dataclass(frozen=True, slots=True)
class Left:
    """`subject`: whose sentence it is; `occasion`, `via`: token spans; `cut`: where the part behind the subject begins;
    `dropped`: the clause begins with «… را»."""

    subject: Candidate | None
    cut: int
    occasion: Span | None = None
    via: Span | None = None
    dropped: bool = False
    nested: int = -1  # where the clause begins that the verb is nested in («X پس از آنکه Y گفت …»); what is before it is X's


@lru_cache(maxsize=256)  # asked again of a place by whoever else wants to know its subject
def parse(passage: Passage, a: int, c: int) -> Left:
    """The tokens `a` to `c` (the cue's first) read as adjuncts and a subject, in the clause nearest to the cue that has one."""
    words, introducing = passage.words, vocabulary().introducing
    if (relative := _relative(passage, a, c)) is not None:
        return relative
    for k in range(c - 1, a + 2, -1):
        word = words[k]
        if word in _NESTING and (of := complement(words, k, c)) > a:
            return _parse(passage, a, of)
        if word in _NESTING and (nested := _nested(passage, k, c)) is not None:
            return nested
        if word == "که" and finite(words[k - 1]) and words[k - 1] not in ("باشد", "شود"):
            left = _parse(passage, k + 1, c)
            if left.subject is not None:
                return left
            break
        if (word in _JOINTS) and finite(words[k - 1]) and not passage.inside[k]:
            left = _parse(passage, k + 1, c, hidden=word != "و")
            if left.subject is not None and can_speak(passage, left.subject):
                return left
        if k + 3 < c and words[k + 1] in introducing and (run_on := _run_on(passage, k, c)) is not None:
            return run_on
    return _parse(passage, a, c)


def _nested(passage: Passage, k: int, c: int) -> Left | None:
    """Behind «پس از آنکه», «با بیان اینکه», «به این سوال که» at `k`: the clause whose verb is at `c`."""
    words = passage.words
    if (words[k] == _THAT or (words[k] == _THIS_THAT and words[k - 1] in ("از", "پی"))) and k + 1 < c:
        return replace(_parse(passage, k + 1, c), nested=k)
    told = words[k] == _THIS_THAT or (words[k] == "که" and words[k - 1] in _SAID_THINGS)
    if told and not any(map(finite, words[k + 1 : c])):
        left = _parse(passage, k + 1, c, hidden=False)
        if left.subject is not None and not left.subject.weak:
            return replace(left, nested=k)
    return None


def _relative(passage: Passage, a: int, c: int) -> Left | None:
    """«… از سوی X که اعلام کرد»: X is the subject of the verb behind «که»."""
    words = passage.words
    if c - a <= 3 or words[c - 1] != "که" or finite(words[c - 2]):
        return None
    start = next((k + 1 for k in range(c - 2, a, -1) if words[k] in PAUSES or words[k] in vocabulary().stoppers), a)
    v = vocabulary()
    for k in range(start, c - 1):
        if k == start or words[k] in v.body_heads or words[k] in v.role_heads:  # «آمار مرکز X که …»: X's figures
            left = _parse(passage, k, c - 1)
            if left.subject is not None and can_speak(passage, left.subject):
                return replace(left, nested=start)
    left = _parse(passage, start, c - 1)
    bare = left.subject is not None and _bare_name(words, left.subject, c)
    return replace(left, nested=start) if bare else None


def _bare_name(words: list[str], subject: Candidate, c: int) -> bool:
    """«صحبت‌های X که گفته بود»: a noun right before «که» that is no conjunction («در حالی که»)."""
    return subject.reference is Reference.NAME and subject.span[1] == c - 1 and words[c - 2] not in _CONJUNCTIONS


_CONJUNCTIONS = listed("before_that")
_WHILES = frozenset(("حال", "وجود", "دیگر", "زمینه", "رابطه", "راستا"))


def _run_on(passage: Passage, k: int, c: int) -> Left | None:
    """A full stop was forgotten: a verb at `k`, or «با این حال», with a name and an office right behind it."""
    words = passage.words
    if words[k][-1] == "ه" or (not finite(words[k]) and not (words[k] in _WHILES and phrase_end(words, k - 2) == k + 1)):
        return None
    left = _parse(passage, k + 1, c)
    subject = left.subject
    return left if subject is not None and subject.span[0] == k + 1 and subject.role is not None else None


def can_speak(passage: Passage, subject: Candidate) -> bool:
    """Whether a noun phrase is surely somebody or a body."""
    return plain_subject(passage, subject) or (subject.reference is Reference.BODY and not subject.weak)


_THAT, _THIS_THAT = key("آنکه"), key("اینکه")
_NESTING = frozenset((_THAT, _THIS_THAT, "که"))
_SAID_THINGS = listed("said_things")
_JOINTS, _CROWD = frozenset("و ، ؛ اما ولی".split()), listed("many")


def plain_subject(passage: Passage, subject: Candidate) -> bool:
    """Whether a noun phrase is surely somebody: a pronoun, an office, or a name beside one."""
    if subject.reference is Reference.NAME:
        return subject.role is not None or (
            subject.name is not None and any(w in vocabulary().given for w in passage.words[subject.name[0] : subject.name[1]])
        )
    return subject.reference in (Reference.PRONOUN, Reference.ROLE)


def _parse(passage: Passage, a: int, c: int, *, hidden: bool = True) -> Left:
    """One clause: adjuncts are passed over until a noun phrase stands that no preposition governs; where none does, one may
    be `hidden` behind an adjunct that no comma closes."""
    words = passage.words
    occasion: Span | None = None
    i = byline_end(words, a, c)
    via: Span | None = (a, i) if i > a else None
    while i < c:
        after = _passed(words, i, c)
        if after > i:
            if words[i] in _MEETING and OCCASIONS & set(words[i + 1 : i + 4]) and words[i] in vocabulary().stoppers:
                occasion = occasion or (i, after)
            if is_report(words, i):
                via = (i, after)
            i = after
            continue
        end = subject_end(words, i, c)
        if end < c and words[end] == "که" and words[i] in _AS:
            i = end + 1
        elif end < c and words[end] == "را":
            return Left(None, i, occasion, via, dropped=True)
        elif is_clause(words, i, end, c):
            i = max(next_pause(words, i, c), i + 1)
        elif (candidate := read(passage, i, end)) is None:
            i = max(end, i + 1)
        else:
            return _found(passage, candidate, end, c, occasion, via)
    return _embedded(passage, a, c, occasion, via) if hidden else Left(None, c, occasion, via)


def _found(passage: Passage, candidate: Candidate, end: int, c: int, occasion: Span | None, via: Span | None) -> Left:
    """A subject with its apposition, or the one whom it quotes, and the occasion behind it."""
    last = candidate.span[1]
    if last < end and passage.words[last][0].isalnum() and passage.words[last] not in vocabulary().adverbs:
        end = last  # it had run on into the object
    candidate, end = with_apposition(passage, candidate, end, c)
    candidate, end = with_others(passage, candidate, end, c)
    if (quoted := _quoted(passage, candidate, end, c)) is not None:
        via, (candidate, end) = candidate.span, quoted
    return Left(candidate, end, occasion or occasion_after(passage.words, end, c), via)


def _passed(words: list[str], i: int, c: int) -> int:
    """Behind the adjunct, adverbial, time or mark that begins at `i`; `i` where a noun phrase does."""
    v, word = vocabulary(), words[i]
    if word in ("در", "طی") and i + 2 < c and words[i + 1] in _TIMES and words[i + 2] in v.time_mod:
        return time_end(words, i + 2, c)  # «در روزهای گذشته X …»
    if word in v.phrases and (end := phrase_end(words, i)) > i:
        return end
    if word in PAUSES or word in v.adverbs or word in _SKIPPED or (word.isdigit() and words[i + 1] not in v.role_heads):
        return i + 1
    if word == "(":
        return closing(words, i, c)
    if is_report(words, i):
        return report_end(words, i, c)
    if word in v.time and not (word in v.given and i + 1 < c and words[i + 1] in v.given):
        return time_end(words, i, c)
    return adjunct_end(words, i, c) if word in v.stoppers else i


def _embedded(passage: Passage, a: int, c: int, occasion: Span | None, via: Span | None) -> Left:
    """«در جلسه امروز هیأت دولت رئیس سازمان X …»: an office behind an adjunct that no comma closes."""
    v, words = vocabulary(), passage.words
    governed = a
    for k in (k for k in range(a + 2, c) if k >= governed):
        ago = words[k - 1] == "پیش" and words[k - 2] in v.time  # «چندی پیش X …»
        if words[k] in v.role_heads and words[k - 1] in v.stoppers and not ago:
            governed = role_end(words[:c], k)  # an office of a preposition, with every office inside it
        start = next((j + 1 for j in range(k - 1, a, -1) if words[j] in PAUSES), a)
        if k < start + 2:
            continue
        if (
            (words[k] in v.role_heads or (words[k] in _MANY and words[k + 1 : k + 2] == ["از"]))
            and (ago or words[k - 1] not in v.stoppers)
            and words[k - 1] not in v.role_heads
            and words[k - 1] not in _TAKES
        ):
            if words[k - 1] in ("و", "نخست", "یک", "این") or (words[start:k] and _TAKES & set(words[start:k])):
                break
            end = subject_end(words, k, c)
            candidate = read(passage, _named_before(words, start, k), end)
            if candidate is not None and (candidate.reference in (Reference.ROLE, Reference.NAME) or words[k] in _MANY):
                return Left(candidate, end, occasion, via)
            break
    return Left(None, c, occasion, via)


def _named_before(words: list[str], a: int, k: int) -> int:
    """Where a name directly before the office at `k` begins («… آقای نام سمت»), or `k`."""
    v = vocabulary()
    if (before := name_before(words, k)) is not None:
        first = before[0]
        while first > a and words[first - 1] in v.titles:
            first -= 1
        return first if first > a else k
    title = next((j for j in range(k - 1, max(a, k - 4), -1) if words[j] in v.titles), -1)
    return title if title > a and namelike(words, title + 1, k) else k


_TAKES = listed("takes_office")
_MANY = listed("partitives")
_SOURCES = frozenset(("منابع", "منبع", "رسانهها"))
_TIMES = frozenset("روزهای روز هفتههای هفته ماههای ماه سالهای سال ساعات ساعتهای".split())
_SKIPPED = frozenset(("که", "تا", ")", "]", "»", ".", "*", "•"))
_AS = listed("as_that")


def _quoted(passage: Passage, candidate: Candidate, end: int, c: int) -> tuple[Candidate, int] | None:
    """«منابع X به نقل از نام سمت …»: who is quoted speaks, not who quotes; an outlet quoted is only the way the news took."""
    words = passage.words
    if candidate.reference in (Reference.PRONOUN, Reference.PLURAL):
        return None
    of = next((k + 2 for k in range(end, min(c, end + 12)) if words[k : k + 3] == ["به", "نقل", "از"]), 0)
    if not of:
        return None
    stop = subject_end(words, of + 1, c)
    named = read(passage, of + 1, stop)
    if (
        named is None
        or named.weak
        or (named.role and words[named.role[1] - 1] in _SOURCES)
        or named.reference in (Reference.PLURAL, Reference.DEMONSTRATIVE)
    ):
        return None
    known = plain_subject(passage, named) or words[stop : stop + 1] == ["،"]
    if named.reference is Reference.NAME and not known and not vocabulary().agencies.isdisjoint(words[of + 1 : stop]):
        return None
    return with_apposition(passage, named, stop, c)


def with_apposition(passage: Passage, candidate: Candidate, end: int, c: int) -> tuple[Candidate, int]:
    """«نام، سمت،» and «سمت، نام،» as one candidate."""
    v, words = vocabulary(), passage.words
    if end + 1 >= c or words[end] not in ("،", "-", "–", "ـ"):
        return candidate, end
    k = end + 1
    if words[k] in ("یک", "این") and k + 1 < c:
        k += 1
    if candidate.reference is Reference.NAME and candidate.role is None and words[k] in v.role_heads and words[k] not in _CROWD:
        stop = subject_end(words, k, c)
        joined = Candidate(Reference.NAME, (candidate.span[0], stop), name=candidate.name, role=(k, stop))
        return joined, stop
    if candidate.reference is Reference.ROLE and words[k] not in v.stoppers and words[k] not in v.time:
        stop = subject_end(words, k, c)
        if 2 <= stop - k <= 6 and namelike(words, k, stop) and (words[k] in v.given or words[k] in v.titles or words[k] == "«"):
            name = read(passage, k, stop)
            if name is not None and name.name is not None:
                return Candidate(Reference.NAME, (candidate.span[0], stop), name=name.name, role=candidate.role), stop
    return candidate, end
