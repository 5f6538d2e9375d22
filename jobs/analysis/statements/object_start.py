"""Where an object begins: behind the subject, adjuncts and adverbs that no comma parts from it («X | Y را رد کرد»)."""

from __future__ import annotations

import re
from dataclasses import replace

from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.speakers.offices import role_end
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.adverbials import adverbial_end
from jobs.analysis.statements.sentence import Sentence
from jobs.analysis.statements.stretch import subject_end
from jobs.analysis.statements.syntax import DONE, finite, has_verb
from jobs.analysis.statements.wordlists import listed

_OBJECT_HEADS = listed("object_heads") | listed("spoken_things")
_SAID = listed("said_objects")
"""With these an object surely begins."""
_INFINITIVE = re.compile(r"\w{2,}(?:تن|دن)\Z")
_TOWNS = frozenset("لندن اردن معدن بدن".split())
_SHORT = 5


def object_start(s: Sentence, ra: int) -> tuple[int, Candidate | None]:
    """Where the object that ends at «را» begins, and the subject where it had to be parted from the object."""
    start, subject = _start(s, ra)
    if start + 1 < ra and s.passage.words[start] in vocabulary().pronouns:  # «اتهامی که وی آن را رد می‌کند»
        return start + 1, read(s.passage, start, start + 1)
    return start, subject


def _start(s: Sentence, ra: int) -> tuple[int, Candidate | None]:
    words = s.passage.words
    i = s.left.cut
    if (joint := _joint(words, i, ra)) is not None:
        return _skip_adjuncts(words, joint, ra), _after_but(s, joint, ra) if words[joint - 1] in _BUT else None
    if not s.left.dropped:
        subject = s.left.subject
        fused = subject is not None and subject.span[0] >= s.floor and words[subject.span[1]] not in ("،", "-", "»")
        if subject is not None and fused:
            a, z = subject.span
            if (said := _said(words, a, z)) is not None:
                return said, read(s.passage, a, said)
            # «نام سمت»: only the latter may have grown into the object
            first = subject.role[0] if subject.role and subject.name and subject.role[0] >= subject.name[1] else a
            cut = split_subject(s, first, z, known=True)
            if cut is not None:
                apart = replace(subject, span=(a, cut), role=(first, cut)) if first > a else read(s.passage, a, cut)
                return _skip_adjuncts(words, cut, ra), apart
        return _skip_adjuncts(words, i, ra), None
    cut = split_subject(s, i, ra)
    if cut is None or cut >= ra:
        v = vocabulary()
        this = words[i] in v.demonstratives and i + 2 < ra and (words[i + 1] in v.role_heads or words[i + 1] in v.body_heads)
        return i, Candidate(Reference.DEMONSTRATIVE, (i, i + 2), role=(i + 1, i + 2)) if this else None
    return _skip_adjuncts(words, cut, ra), read(s.passage, i, cut)


def _joint(words: list[str], i: int, ra: int) -> int | None:
    """Behind the last «و» or «اما» that follows a verb before the object: «… واکنش نشان داد و آن را … خواند»."""
    for k in range(ra - 1, i, -1):
        if words[k] in _RELATIVE:
            return None
        if (words[k] == "و" or words[k] in _BUT) and finite(words[k - 1]) and (words[k - 1][-1] != "ه" or words[k - 1] in DONE):
            return k + 1 if k + 1 < ra else None
        if words[k] == "و" and words[k - 1] in _ELIDED and k + 1 < ra and not _GOVERNS.isdisjoint(words[i : k - 1]):
            return k + 1  # «بر X تأکید و آن را … خواند»
    return None


_ELIDED = listed("elided")
_GOVERNS = frozenset("بر از به نسبت را".split())
_ISSUING = frozenset("انتشار صدور ارسال ارایه".split())


def _after_but(s: Sentence, k: int, ra: int) -> Candidate:
    """Who stands behind «اما»: somebody else, named only where the object can be parted from them."""
    cut = split_subject(s, k, ra)
    found = read(s.passage, k, cut) if cut is not None and cut < ra else None
    return found or Candidate(Reference.BODY, (k, k + 1), role=(k, k + 1), weak=True)


_RELATIVE = frozenset(("که", "»"))
_BUT = frozenset(("اما", "ولی", "لیکن"))


def _skip_adjuncts(words: list[str], i: int, ra: int) -> int:
    v = vocabulary()
    k = i
    while k < ra:
        word = words[k]
        if word in v.adverbs or word in _MANNER or word in ("،", "که", "»") or (word in v.time and word not in v.given):
            k += 1
        elif word == "در" and words[k + 2 : k + 3] == ["با"] and words[k + 3] in v.agencies:
            k += 4  # «در گفت‌وگو با مهر Y را …»
        elif word == "با" and words[k + 1] in _ISSUING and words[k + 2][-1] == "ی":
            k += 3  # «با انتشار بیانیه‌ای Y را …»
        elif k < (known := adverbial_end(words, k, ra)) < ra:
            k = known
        elif word in v.stoppers and (behind := _behind(words, k, ra)) is not None:
            k = behind
        else:
            return k
    return i


def _behind(words: list[str], k: int, ra: int) -> int | None:
    """Where the adjunct that a preposition at `k` opens is over, with no comma or one; None where it does not end before `ra`."""
    v = vocabulary()
    pause = next((j for j in range(k, ra) if words[j] == "،"), None)
    one = next((j for j in range(k, ra) if words[j] == "یکی" and words[j + 1] == "از" and words[j - 1] not in v.stoppers), None)
    adverb = one or next((j for j in range(k, ra) if _parts(words, j) or words[j] in _OBJECT_HEADS or words[j] == "یکی"), None)
    also = next((j for j in range(k + 2, ra) if words[j] == "همچنین" and words[j - 1] != "و"), None)
    if also is not None and (pause is None or also < pause):
        return also + 1  # «X در سفر خود همچنین Y را …»
    if words[k] == "به" and adverb is not None and _infinitive(words, k, adverb):
        return None  # «X به دست آوردن Y را رد کرد»
    if pause is not None and (_short(words, k, pause) or not has_verb(words, pause, ra)):
        past = role_end(words, pause + 1) if words[pause + 1] in v.role_heads else pause + 1
        return past if past < ra else pause + 1
    return adverb + _parts(words, adverb) if adverb is not None and adverb > k + 1 else None


def _parts(words: list[str], k: int) -> bool:
    """Whether the word at `k` stands between an adjunct and an object and belongs to neither: an adverb, «دیروز»."""
    return (words[k] in vocabulary().adverbs and words[k] != "و") or words[k] in _DAYS


def _infinitive(words: list[str], a: int, z: int) -> bool:
    return any(words[j] not in _TOWNS and _INFINITIVE.match(words[j]) is not None for j in range(a, z))


def _short(words: list[str], k: int, pause: int) -> bool:
    """«در ادامه،»: an adjunct of a few words with nothing nested in it."""
    return pause - k < _SHORT and "که" not in words[k:pause]


_MANNER = frozenset("فورا شدیدا قویا صریحا قاطعانه مرتبا مصرانه اکیدا تلویحا".split())
_DAYS = frozenset("دیروز امروز دیشب امشب پریروز".split())


def split_subject(s: Sentence, i: int, ra: int, *, known: bool = False) -> int | None:
    """The boundary between a subject and the object directly behind it."""
    words, v = s.passage.words, vocabulary()
    if words[i] in v.pronouns:
        return i + 1
    if (
        words[i] in v.role_heads
        and (comma := role_end(words, i)) + 1 < ra
        and words[comma] == "،"
        and _no_apposition(words[comma + 1])
    ):
        return comma  # «رئیس جمهور، Y را ستود»
    whole = known and ra - i > 1 and s.cast.exact(tuple(words[i:ra]))
    for k in range(min(ra - 1, i + 14), i, -1):
        if not whole and words[k] != "،" and s.cast.exact(tuple(words[i:k])):
            behind = role_end(words, k) if words[k] in v.role_heads and words[i] not in v.role_heads else k  # «نام سمت»
            return behind if behind < ra else k
    if known and words[i] in v.countries:
        k = i + 2 if words[i + 1 : i + 2] in (["شمالی"], ["جنوبی"]) else i + 1
        return k if k < ra and words[k] not in ("و", "را") else None
    end = min(ra, subject_end(words, i, ra))
    for k in range(i + 1, end):
        of_country = words[k - 1] in v.countries and k - i >= 2 and words[k] not in ("در", "و")
        if of_country or (words[k - 1] != "و" and _begins_object(words, i, k)):
            return k
    return i + 1 if words[i] in v.countries else None


def _no_apposition(word: str) -> bool:
    v = vocabulary()
    return word not in v.role_heads and word not in v.body_heads and word not in v.given and word not in v.titles and word != "«"


def _said(words: list[str], a: int, z: int) -> int | None:
    """Where among the tokens `a` to `z` a thing said begins («ادعای», «اخبار»): no name or office goes on with it."""
    return next((k for k in range(a + 1, z) if words[k] in _SAID), None)


def _begins_object(words: list[str], i: int, k: int) -> bool:
    if k - 1 > i and words[k - 1] in vocabulary().body_heads:
        return False  # «عضو کمیسیون برنامه و بودجه»
    if words[k] in _OBJECT_HEADS or (words[k] == "یکی" and words[k + 1 : k + 2] == ["از"]):
        return True
    return k > i + 1 and words[k] not in _TOWNS and _INFINITIVE.match(words[k]) is not None
