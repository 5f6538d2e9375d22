"""A noun phrase before a word of saying, read as a pronoun, a name, an office, or a body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from jobs.analysis.model import Span
from jobs.analysis.speakers.boundary import (
    ANYBODY,
    CALLED_AFTER,
    behind_title,
    is_clause,
    is_group,
    is_holy,
    is_no_name,
    is_office,
    namelike,
    opens_object,
    phrase_limit,
    published,
    strip_titles,
    whose,
)
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.wordlists import listed

_MARKS = frozenset("«»\"'“”‘’()[]")
_LINKS = frozenset("،-–ـ")
_SOME = listed("partitives")
_ABAD = key("آباد")  # behind a given name it makes a place («علی آباد»)
_BOTH_SIDES = frozenset(("طرف", "طرفین"))
_STATES = frozenset(("کشور", "کشورها"))
_PEOPLE = ("ان", "ها", "های")
_NUMBERS = listed("numbers")
_SAID = listed("said_before_name")
_DOCUMENTS = listed("document_heads")
_PUBLIC_RELATIONS = ("روابط", "عمومی")
_MOST = frozenset("عمده اکثر اغلب بیشتر اکثریت".split())
_CROWDS = listed("crowds")
_MANNERS = listed("manners_of_documents")
_NAME_LIMIT = 6
_BODY_LIMIT = 14
_SURNAMES = listed("surnames_like_offices")


class Reference(StrEnum):
    """How a noun phrase points to somebody."""

    PRONOUN = "pronoun"
    PLURAL = "plural"
    DEMONSTRATIVE = "demonstrative"
    NAME = "name"
    ROLE = "role"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase of one passage: token spans of its name and role parts, and their folded words.

    `indefinite`: «یک مقام»; `weak`: nothing in it says that it is somebody.
    """

    reference: Reference
    span: Span
    name: Span | None = None
    role: Span | None = None
    indefinite: bool = False
    weak: bool = False


def read(passage: Passage, a: int, z: int) -> Candidate | None:
    """The tokens `a` to `z` as a candidate; None where they cannot name a speaker."""
    v, words = vocabulary(), passage.words
    a, z = _edges(words, a, z)
    if a >= z:
        return None
    if is_holy(words, a, z):
        return Candidate(Reference.BODY, (a, z), role=(a, z), weak=True)  # saints are told of, and say nothing new
    if (of := partitive_end(words, a)) and of < z:
        return _some_of(passage, a, of, z)
    if words[a] in _SAID and a + 1 < z:
        a += 1
    if words[a] in _MANNERS and a + 1 < z:  # «پیام تسلیت X», «بیانیه پایانی X», «سخنان اخیر X»
        a += 1
    first = words[a]
    if first in v.pronouns and z - a <= 2:
        return Candidate(Reference.PRONOUN, (a, z))
    both = first in _NUMBERS and z - a == 2 and words[z - 1] in _STATES  # «دو کشور»
    if (first in v.plural_pronouns and z - a <= 2) or words[z - 1] in _BOTH_SIDES or both:
        return Candidate(Reference.PLURAL, (a, z))
    if first in v.demonstratives and a + 1 < z:
        return Candidate(Reference.DEMONSTRATIVE, (a, z), role=(a + 1, z))
    if not _AFORESAID.isdisjoint(words[a + 1 : z]):
        return Candidate(Reference.DEMONSTRATIVE, (a, z), role=(a, z))
    return _split(passage, a, z)


_AFORESAID = frozenset(("یادشده", "مذکور", "فوق", "مزبور"))


def _edges(words: list[str], a: int, z: int) -> Span:
    """The stretch without links and adverbs at both ends; «یک منبع دیگر» keeps its last word."""
    adverbs = vocabulary().adverbs
    while a < z and (words[a] in _LINKS or words[a] in adverbs):
        a += 1
    another = a < z and (words[a] in _NUMBERS or words[a] == "یک")
    while z > a and (words[z - 1] in _LINKS or words[z - 1] in adverbs or words[z - 1] == ":"):
        if (another and words[z - 1] == "دیگر") or (z - a == 2 and words[z - 1] == "ولی" and words[a] in vocabulary().given):
            break  # «آراس ولی» is a name
        z -= 1
    return a, z


def partitive_end(words: list[str], a: int) -> int:
    """Behind «یکی از», «یکی دیگر از», «بسیاری از» at `a`, or 0."""
    if words[a] not in _SOME:
        return 0
    k = a + 1 + (words[a + 1 : a + 2] == ["دیگر"])
    return k + 1 if words[k : k + 1] == ["از"] else 0


def _some_of(passage: Passage, a: int, of: int, z: int) -> Candidate | None:
    """«یکی از مقامات X»: what it is part of does not speak, and the phrase is kept whole; a name behind it is a name."""
    of += of + 1 < z and passage.words[of] in vocabulary().demonstratives  # «برخی از این مقامات»
    if passage.words[of] in vocabulary().plural_pronouns:  # «یکی از آنها»
        return Candidate(Reference.ROLE, (a, z), role=_bare(passage.words, a, z), indefinite=True)
    whole = _split(passage, of, z)
    if whole is None or whole.weak:
        return whole
    if whole.name is not None and whole.role is not None and whole.role[0] == of:
        return replace(whole, span=(a, z))
    people = whole.reference is Reference.NAME or is_group(passage.words[of])
    one = Reference.ROLE if passage.words[a] == "یکی" else Reference.BODY
    reference = one if people else whole.reference
    return Candidate(reference, (a, z), role=_bare(passage.words, a, z), indefinite=True)


def _quoted_name(words: list[str], a: int, z: int) -> int:
    """Behind the mark that closes «نام» at `a`, or 0."""
    if words[a] not in ("«", "“", '"') or z - a < 3 or words[a + 1] in vocabulary().body_heads:
        return 0
    close = next((k for k in range(a + 1, min(z, a + _NAME_LIMIT + 2)) if words[k] in ("»", "”", '"')), 0)
    return close + 1 if close and namelike(words, a + 1, close) else 0


def _split(passage: Passage, a: int, z: int) -> Candidate | None:
    v, words = vocabulary(), passage.words
    whole, z = z, phrase_limit(words, a, z)
    if words[a] in v.nameless or (z == a + 1 < whole and words[z] in ANYBODY):  # «تمام کسانی», «کمتر کسی»
        return Candidate(Reference.BODY, (a, z), role=(a, z), weak=True)
    indefinite = _is_indefinite(words, a, z)
    head = a + 1 if indefinite else a
    if head >= z:
        return None
    if (close := _quoted_name(words, head, z)) and (name := (strip_titles(words, head, close), close - 1))[0] < name[1]:
        role = _bare(words, close, z)
        if is_office(passage, *role):
            return Candidate(Reference.NAME, (a, z), name=name, role=role)
        return Candidate(Reference.NAME, (a, close), name=name)
    told = is_clause(words, head, z)
    if words[head] in _MOST and head + 1 < z and (words[head + 1] in v.role_heads or words[head + 1] in v.body_heads):
        return Candidate(Reference.BODY, (a, z), role=_bare(words, a, z), indefinite=True, weak=told)
    if words[head] in v.role_heads:
        after = name_after(passage, head, z)
        if after is None:
            reference = Reference.BODY if told else Reference.ROLE
            return Candidate(reference, (a, z), role=_bare(words, a, z), indefinite=indefinite, weak=told)
        role = _bare(words, head, after[0])
        return Candidate(Reference.NAME, (a, z), name=_bare(words, *after), role=role)
    if head + 1 < z and words[head] in _DOCUMENTS:
        start = head + 1 + (words[head + 1] in _MANNERS and head + 2 < z)
        return Candidate(Reference.BODY, (a, z), role=_bare(words, start, z), indefinite=indefinite)
    speaks = words[head] in v.body_heads or words[head] in v.countries or tuple(words[head : head + 2]) == _PUBLIC_RELATIONS
    if speaks or words[head] in v.mute:
        role = _bare(words, a, published(words, head, _whose(words, head, z)))
        return Candidate(Reference.BODY, (a, z), role=role, indefinite=indefinite, weak=told or not speaks)
    return _by_name(passage, a, head, z, indefinite)


def _is_indefinite(words: list[str], a: int, z: int) -> bool:
    """Whether «یک», «برخی», or a number before people or bodies opens the phrase."""
    v = vocabulary()
    number = words[a] in _NUMBERS or words[a].isdigit()
    counted = number and a + 1 < z and (words[a + 1] in v.body_heads or words[a + 1] in v.role_heads)
    return counted or words[a] in ("یک", "یکی", "برخی", "بعضی")


def _by_name(passage: Passage, a: int, head: int, z: int, indefinite: bool) -> Candidate | None:
    """«نام سمت», «نام», «نام و نام»; a body that nothing speaks for where it is too long for a name or has a verb."""
    v, words = vocabulary(), passage.words
    heads = (k for k in range(head + 1, z) if words[k] in v.role_heads and words[k] not in v.given)
    k = next((k for k in heads if not _surname(words, k, z)), z)
    begin = strip_titles(words, head, k)
    last = k == z - 1 or (k == z - 2 and words[k + 1] in _MARKS)
    if last and begin < k and words[begin] in v.given and (k == begin + 1 or words[k] in _SURNAMES):  # «محمد محقق»
        k = z
    k = next((j for j in range(head + 1, k) if partitive_end(words, j)), k)  # «نام یکی از فرزندان X»
    while k < z and words[k - 1] == "یک":
        k -= 1
    if k < z and words[k - 1] == "و":  # «نام و مشاورانش» are two
        k = z
    some = words[a] in _SOME and z == head + 1 and words[head].endswith("ان")  # «برخی مورخان»
    if some or words[head] in _CROWDS or (words[head] not in v.given and is_group(words[head])):  # «صادرکنندگان این قطعنامه»
        role, told = _bare(words, a, z), is_clause(words, head, z)
        return Candidate(Reference.BODY, (a, z), role=role, indefinite=indefinite, weak=told)
    first = strip_titles(words, head, k)
    if first < k and (first > head or words[first] in v.given):
        k, z = next(((j, j) for j in range(first + 1 + (words[first] in v.given), k) if opens_object(passage, j)), (k, z))
    begin, end = _bare(words, head, k)
    name = (behind_title(words, strip_titles(words, begin, end), end), end)
    if name[0] >= name[1] or name[1] - name[0] > _NAME_LIMIT or is_no_name(passage, *name):
        if z - a > _BODY_LIMIT:
            return None
        people = words[head].endswith(_PEOPLE) and not v.countries.isdisjoint(words[head + 1 : z])  # «جوانان X»
        weak = not people or is_clause(words, head, z)
        return Candidate(Reference.BODY, (a, z), role=_bare(words, a, z), indefinite=indefinite, weak=weak)
    if not v.outlets.isdisjoint(words[slice(*name)]):  # «نسیم آنلاین»
        return Candidate(Reference.BODY, (a, z), role=_bare(words, a, z), indefinite=indefinite)
    if words[a] == "یک" and k == z and words[name[0]] not in v.given:  # «یک مدرس دانشگاه» is somebody, and no name
        return Candidate(Reference.ROLE, (a, z), role=_bare(words, a, z), indefinite=True)
    return Candidate(Reference.NAME, (a, z), name=name, role=_bare(words, k, z) if k < z else None)


def _whose(words: list[str], head: int, z: int) -> int:
    """«دولت نام نام | سمت»: where a body is called after a person whose office follows, it ends behind the name."""
    v = vocabulary()
    named = (k for k in range(head + 3, z) if words[k] in v.role_heads and (words[k - 2] in v.given or words[k - 3] in v.given))
    return next((k for k in named if namelike(words, k - 2, k)), z)


def _surname(words: list[str], k: int, z: int) -> bool:
    """«خطیب زاده»: an office's word that begins a surname."""
    return k + 1 < z and words[k + 1] in _ENDINGS


_ENDINGS = listed("surname_ends")


def name_after(passage: Passage, head: int, z: int) -> Span | None:
    """The name that follows a role: «نام», behind a comma, behind a title, or from a given name on to the end."""
    v, words = vocabulary(), passage.words
    for k in range(head + 1, z):
        word = words[k]
        if word in ("«", '"', "“", "'") and k + 1 < z:
            close = next((j for j in range(k + 1, z) if words[j] in ("»", '"', "”", "'")), z)
            if words[k - 1] in v.body_heads or (k == head + 1 and close == k + 2 and words[k + 1] not in v.given):
                continue  # «جنبش «X» عراق»: a body's name
            inside = words[k + 1 : close]
            told = any(w in v.role_heads or w in v.acts or w in v.pronouns or w in (":", "و") for w in inside)
            return (k, min(close + 1, z)) if len(inside) <= _NAME_LIMIT and not told and not inside[-1].endswith("ها") else None
        if word in _LINKS and word != "و" and 0 < z - k - 1 <= _NAME_LIMIT and namelike(words, k + 1, z):
            first = words[k + 1]
            closed = words[z : z + 1] == ["،"] or z - k > 3
            return (k + 1, z) if closed or first in v.given or first in v.titles or first in _MARKS else None
        if (
            word in v.titles
            and word != "دوم"
            and k + 1 < z
            and 0 < z - k - 1 <= _NAME_LIMIT
            and namelike(words, strip_titles(words, k, z), z)
        ):
            return None if whose(words, head, k) else (strip_titles(words, k, z), z)
        if word in _DOCUMENTS:
            return None  # «X پیام نام را خواند»
        if word in v.given and (words[k - 1] in v.body_heads or words[k - 1] in CALLED_AFTER):
            continue  # «سازمان پیمان X», «دانشگاه ابن سینا»: the body's name
        if word in v.given and 2 <= z - k <= 4 and namelike(words, k, z) and words[k + 1] != _ABAD:
            return None if whose(words, head, k) else (k, z)
    return None


def _bare(words: list[str], a: int, z: int) -> Span:
    while a < z and (words[a] in _LINKS or words[a] in _MARKS):
        a += 1
    bracket = next((k for k in range(a, z) if words[k] == "("), z)
    z = z if "و" in words[bracket:z] else bracket  # «X (الف) و Y (ب)» is kept whole
    while z > a and (words[z - 1] in _LINKS or words[z - 1] in _MARKS or words[z - 1] == ":"):
        z -= 1
    return a, z
