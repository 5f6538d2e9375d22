"""A noun phrase before a word of saying, read as a pronoun, a name, an office, or a body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from jobs.analysis.model import Span
from jobs.analysis.speakers.boundary import (
    ANYBODY,
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
)
from jobs.analysis.speakers.naming import LINKS, MARKS, NAME_LIMIT, bare, name_after
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.syntax import finite
from jobs.analysis.statements.verbs import cue_table
from jobs.analysis.statements.wordlists import listed

_SOME = listed("partitives")
_BOTH_SIDES = frozenset(("طرف", "طرفین"))
_STATES = frozenset(("کشور", "کشورها"))
_PEOPLE = ("ان", "ها", "های")
_NUMBERS = listed("numbers")
_SAID = listed("said_before_name")
_DOCUMENTS = listed("document_heads")
_PUBLIC_RELATIONS = ("روابط", "عمومی")
_PAPERS = listed("papers")
_MOST = frozenset("عمده اکثر اغلب بیشتر اکثریت".split())
_CROWDS = listed("crowds")
_MANNERS = listed("manners_of_documents")
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
    words = passage.words
    a, z = _edges(words, a, z)
    if a >= z:
        return None
    if words[a] in _DOCUMENTS and (told := _told_end(words, a, z)):  # «گزارش دیگری حاکی است X»
        a = told
    if is_holy(words, a, z):
        return Candidate(Reference.BODY, (a, z), role=(a, z), weak=True)  # saints are told of, and say nothing new
    if (of := partitive_end(words, a)) and of < z:
        return _some_of(passage, a, of, z)
    if words[a] in _SAID and a + 1 < z:
        a += 1
    if words[a] in _MANNERS and a + 1 < z:  # «پیام تسلیت X», «بیانیه پایانی X», «سخنان اخیر X»
        a += 1
    return _pointing(words, a, z) or _split(passage, a, z)


def _pointing(words: list[str], a: int, z: int) -> Candidate | None:
    """A pronoun, «طرفین», «این مقام», «مقام یادشده», «بسیاری»: what only points to somebody."""
    v, first = vocabulary(), words[a]
    if first in v.pronouns and z - a <= 2:
        return Candidate(Reference.PRONOUN, (a, z))
    if z - a == 1 and first in _SOME and first != "یکی":  # «بسیاری معتقدند»
        return Candidate(Reference.BODY, (a, z), role=(a, z), indefinite=True)
    both = first in _NUMBERS and z - a == 2 and words[z - 1] in _STATES  # «دو کشور»
    if (first in v.plural_pronouns and z - a <= 2) or words[z - 1] in _BOTH_SIDES or both:
        return Candidate(Reference.PLURAL, (a, z))
    if first in v.demonstratives and a + 1 < z:
        return Candidate(Reference.DEMONSTRATIVE, (a, z), role=(a + 1, z))
    if not _AFORESAID.isdisjoint(words[a + 1 : z]):
        return Candidate(Reference.DEMONSTRATIVE, (a, z), role=(a, z))
    return None


def _told_end(words: list[str], a: int, z: int) -> int:
    """Behind «حاکی است (که)» inside the tokens `a` to `z`; 0 where it is not there or nothing is behind it."""
    k = next((k for k in range(a + 1, z - 2) if words[k] == "حاکی" and words[k + 1] == "است"), 0)
    return k + 2 if k else 0


_AFORESAID = frozenset(("یادشده", "مذکور", "فوق", "مزبور"))


def _edges(words: list[str], a: int, z: int) -> Span:
    """The stretch without links and adverbs at both ends; «یک منبع دیگر» keeps its last word."""
    adverbs = vocabulary().adverbs
    while a < z and (words[a] in LINKS or words[a] in adverbs):
        a += 1
    another = a < z and (words[a] in _NUMBERS or words[a] == "یک")
    while z > a and (words[z - 1] in LINKS or words[z - 1] in adverbs or words[z - 1] == ":"):
        if (another and words[z - 1] == "دیگر") or (z - a == 2 and words[z - 1] == "ولی" and words[a] in vocabulary().given):
            break  # «آراس ولی» is a name
        z -= 1
    return a, z


def partitive_end(words: list[str], a: int) -> int:
    """Behind «یکی از», «یکی دیگر از», «بسیاری از», «حدود ۱۵۰ تن از» at `a`, or 0."""
    if words[a] not in _SOME:
        return _counted(words, a)
    k = a + 1 + (words[a + 1 : a + 2] == ["دیگر"])
    return k + 1 if words[k : k + 1] == ["از"] else 0


def _counted(words: list[str], a: int) -> int:
    """Behind «۱۵۰ تن از» at `a`, or 0."""
    k = a + (words[a] in ("حدود", "قریب"))
    number = words[k : k + 1] and (words[k].isdigit() or words[k] in _NUMBERS)
    return k + 3 if number and words[k + 1 : k + 2] and words[k + 1] in _HEADS and words[k + 2 : k + 3] == ["از"] else 0


_HEADS = frozenset(("تن", "نفر"))


def _some_of(passage: Passage, a: int, of: int, z: int) -> Candidate | None:
    """«یکی از مقامات X»: what it is part of does not speak, and the phrase is kept whole; a name behind it is a name."""
    of += of + 1 < z and passage.words[of] in vocabulary().demonstratives  # «برخی از این مقامات»
    if passage.words[of] in vocabulary().plural_pronouns:  # «یکی از آنها»
        return Candidate(Reference.ROLE, (a, z), role=bare(passage.words, a, z), indefinite=True)
    whole = _split(passage, of, z)
    if whole is None or whole.weak:
        return whole
    if whole.name is not None and whole.role is not None and whole.role[0] == of:
        return replace(whole, span=(a, z))
    people = whole.reference is Reference.NAME or is_group(passage.words[of])
    one = Reference.ROLE if passage.words[a] == "یکی" else Reference.BODY
    reference = one if people else whole.reference
    return Candidate(reference, (a, z), role=bare(passage.words, a, z), indefinite=True)


def _quoted_name(words: list[str], a: int, z: int) -> int:
    """Behind the mark that closes «نام» at `a`, or 0."""
    if words[a] not in ("«", "“", '"') or z - a < 3 or words[a + 1] in vocabulary().body_heads:
        return 0
    close = next((k for k in range(a + 1, min(z, a + NAME_LIMIT + 2)) if words[k] in ("»", "”", '"')), 0)
    return close + 1 if close and namelike(words, a + 1, close) else 0


def _split(passage: Passage, a: int, z: int) -> Candidate | None:
    v, words = vocabulary(), passage.words
    whole, z = z, phrase_limit(words, a, z)
    if words[a] in v.nameless or (z == a + 1 < whole and words[z] in ANYBODY):  # «تمام کسانی», «کمتر کسی»
        return Candidate(Reference.BODY, (a, z), role=(a, z), weak=True)
    indefinite = _is_indefinite(words, a, z)
    head = a + 1 if indefinite and words[a] not in _SOMEONE else a
    if head >= z:
        return None
    if (close := _quoted_name(words, head, z)) and (name := (strip_titles(words, head, close), close - 1))[0] < name[1]:
        role = bare(words, close, z)
        if is_office(passage, *role):
            return Candidate(Reference.NAME, (a, z), name=name, role=role)
        return Candidate(Reference.NAME, (a, close), name=name)
    told = is_clause(words, head, z)
    if words[head] in _MOST and head + 1 < z and (words[head + 1] in v.role_heads or words[head + 1] in v.body_heads):
        return Candidate(Reference.BODY, (a, z), role=bare(words, a, z), indefinite=True, weak=told)
    if words[head] in v.role_heads or (words[head].endswith("ترین") and words[head + 1 : head + 2] == ["مقام"]):
        return _by_office(passage, (a, head, z), indefinite=indefinite, told=told)
    if head + 1 < z and words[head] in _DOCUMENTS:
        start = head + 1 + (words[head + 1] in _MANNERS and head + 2 < z)
        nameless = start + 1 < z and words[start + 1] in v.demonstratives  # «بیانیه مطبوعاتی این نشست»
        return Candidate(Reference.BODY, (a, z), role=bare(words, start, z), indefinite=indefinite, weak=nameless)
    speaks = words[head] in v.body_heads or words[head] in v.countries or tuple(words[head : head + 2]) == _PUBLIC_RELATIONS
    if words[head] in _PAPERS and (person := _through_paper(words, head, z)) is not None:
        return person
    if speaks or words[head] in v.mute:
        role = bare(words, a, published(words, head, _whose(words, head, z)))
        return Candidate(Reference.BODY, (a, z), role=role, indefinite=indefinite, weak=told or not speaks)
    return _by_name(passage, a, head, z, indefinite)


def _by_office(passage: Passage, at: tuple[int, int, int], *, indefinite: bool, told: bool) -> Candidate:
    """«سمت», «سمت نام»; `at`: where the phrase begins, its first word behind «یک», its end."""
    words, (a, head, z) = passage.words, at
    if told and (end := _verb_inside(words, head, z)):
        z, told = end, False
    after = name_after(passage, head, z)
    if after is None:
        reference = Reference.BODY if told else Reference.ROLE
        return Candidate(reference, (a, z), role=bare(words, a, z), indefinite=indefinite, weak=told)
    return Candidate(Reference.NAME, (a, z), name=bare(words, *after), role=bare(words, head, after[0]))


def _verb_inside(words: list[str], head: int, z: int) -> int:
    """«سخنگوی X تکذیب کرده (و می‌گوید)»: behind the office, where the first of two verbs stands right behind it; else 0."""
    k = next((k for k in range(head + 2, z) if finite(words[k])), 0)
    return k - 1 if k > head + 2 and k == z - 1 and words[k - 1] in cue_table().nouns else 0


def _is_indefinite(words: list[str], a: int, z: int) -> bool:
    """Whether «یک», «برخی», or a number before people or bodies opens the phrase."""
    v = vocabulary()
    number = words[a] in _NUMBERS or words[a].isdigit()
    counted = number and a + 1 < z and (words[a + 1] in v.body_heads or words[a + 1] in v.role_heads)
    return counted or words[a] in ("یک", "یکی", "برخی", "بعضی") or words[a] in _SOMEONE


_SOMEONE = listed("someone")


def _by_name(passage: Passage, a: int, head: int, z: int, indefinite: bool) -> Candidate | None:
    """«نام سمت», «نام», «نام و نام»; a body that nothing speaks for where it is too long for a name or has a verb."""
    v, words = vocabulary(), passage.words
    heads = (k for k in range(head + 1, z) if words[k] in v.role_heads and words[k] not in v.given)
    k = next((k for k in heads if not _surname(words, k, z)), z)
    begin = strip_titles(words, head, k)
    last = k == z - 1 or (k == z - 2 and words[k + 1] in MARKS)
    if last and begin < k and words[begin] in v.given and (k == begin + 1 or words[k] in _SURNAMES):  # «محمد محقق»
        k = z
    k = next((j for j in range(head + 1, k) if partitive_end(words, j)), k)  # «نام یکی از فرزندان X»
    while k < z and words[k - 1] == "یک":
        k -= 1
    if k < z and words[k - 1] == "و":  # «نام و مشاورانش» are two
        k = z
    some = words[a] in _SOME and z == head + 1 and words[head].endswith("ان")  # «برخی مورخان»
    if some or words[head] in _CROWDS or (words[head] not in v.given and is_group(words[head])):  # «صادرکنندگان این قطعنامه»
        role, told = bare(words, a, z), is_clause(words, head, z)
        return Candidate(Reference.BODY, (a, z), role=role, indefinite=indefinite, weak=told)
    first = strip_titles(words, head, k)
    if first < k and (first > head or words[first] in v.given):
        k, z = next(((j, j) for j in range(first + 1 + (words[first] in v.given), k) if opens_object(passage, j)), (k, z))
    begin, end = bare(words, head, k)
    name = (behind_title(words, strip_titles(words, begin, end), end), end)
    if name[0] >= name[1] or name[1] - name[0] > NAME_LIMIT or is_no_name(passage, *name):
        if z - a > _BODY_LIMIT:
            return None
        people = words[head].endswith(_PEOPLE) and not v.countries.isdisjoint(words[head + 1 : z])  # «جوانان X»
        weak = not people or is_clause(words, head, z)
        return Candidate(Reference.BODY, (a, z), role=bare(words, a, z), indefinite=indefinite, weak=weak)
    outlet = not v.outlets.isdisjoint(words[slice(*name)])  # «نسیم آنلاین»
    if outlet or words[a] in ("برخی", "بعضی"):
        weak = not outlet and is_clause(words, a, z)
        return Candidate(Reference.BODY, (a, z), role=bare(words, a, z), indefinite=indefinite, weak=weak)
    if words[a] == "یک" and k == z and words[name[0]] not in v.given:  # «یک مدرس دانشگاه» is somebody, and no name
        return Candidate(Reference.ROLE, (a, z), role=bare(words, a, z), indefinite=True)
    return Candidate(Reference.NAME, (a, z), name=name, role=bare(words, k, z) if k < z else None)


def _through_paper(words: list[str], head: int, z: int) -> Candidate | None:
    """«(به نقل از) روزنامه X سید نام نامی | سمت»: the person whom the paper only quotes, where no comma parts the two."""
    v = vocabulary()
    k = next((k for k in range(head + 2, z - 2) if words[k] in v.given or words[k] in v.titles), z)
    office = next((j for j in range(k + 2, min(z, k + NAME_LIMIT)) if words[j] in v.role_heads and words[j] not in v.given), z)
    a = strip_titles(words, k, office)
    if office == z or office - a < 2 or not namelike(words, a, office):
        return None
    return Candidate(Reference.NAME, (k, z), name=(a, office), role=bare(words, office, z))


def _whose(words: list[str], head: int, z: int) -> int:
    """«دولت نام نام | سمت»: where a body is called after a person whose office follows, it ends behind the name."""
    v = vocabulary()
    named = (k for k in range(head + 3, z) if words[k] in v.role_heads and (words[k - 2] in v.given or words[k - 3] in v.given))
    return next((k for k in named if namelike(words, k - 2, k)), z)


def _surname(words: list[str], k: int, z: int) -> bool:
    """«خطیب زاده»: an office's word that begins a surname."""
    return k + 1 < z and words[k + 1] in _ENDINGS


_ENDINGS = listed("surname_ends")
