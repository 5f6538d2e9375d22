"""The full name of one whom the article names in full only elsewhere: without an office beside it, or in the headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jobs.analysis.model import Span
from jobs.analysis.speakers.another_word import another_names
from jobs.analysis.speakers.cast import Cast, Member, Words, several
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage, key

_MEMBERS = 200
_BEFORE = 3
"""Words: how many given names and patronyms may stand before a surname."""


def complete(told: Sequence[Member], cast: Cast, passages: Sequence[Passage]) -> None:
    """Gives the speakers `told` who are known by a surname only the name that stands elsewhere in the `passages`."""
    short = [m for m in {id(m): m for m in told}.values() if not m.body and needs_more(m.name)]
    wanted = {m.name[0] for m in short}
    having: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages if wanted else ():
        for word in wanted.intersection(passage.words):
            having[word].append(passage)
    for member in short:
        found = fuller(member.name, having[member.name[0]])
        if found is None and len(member.name) == 1:
            found = _vali(member.name, having[member.name[0]])
        if found is not None:
            passage, span = found
            name = tuple(passage.words[span[0] : span[1]])
            if not any(m is not member and m.name == name and m.roles and member.roles for m in cast.members[-_MEMBERS:]):
                cast.baptise(member, name, passage.spelt(*span))


_NO_NAME = 0.5
_SOMEBODY = frozenset(("یک", "یکی", "برخی", "بعضی", "دو", "سه"))


def name_the_lead(told: Sequence[Member], cast: Cast) -> None:
    """The office that opens the article is the one person's who speaks by name and has none: «سخنگوی X … . نام گفت …».

    `told`: the speakers in the order of their statements.
    """
    people = {id(m): m for m in told if m.name and not m.body and m.trust > _NO_NAME}
    offices = {id(m): m for m in told if not m.name and not m.body}
    if len(people) != 1 or len(offices) != 1 or id(told[0]) not in offices:
        return
    (person,), (office,) = people.values(), offices.values()
    role = next(iter(office.roles), ())
    if not person.roles and role and not another_names(role, person.name) and role[0] not in _SOMEBODY and not several(role[0]):
        person.roles.update(office.roles)
        cast.baptise(office, person.name, person.shown)


_PARLIAMENT = frozenset("مجلس شورای اسلامی خبرگان رهبری".split())
_OF_PARLIAMENT = frozenset(("کمیسیون", "فراکسیون"))
_LEAST_BODY = 3


def name_the_bodies(told: Sequence[Member], passages: Sequence[Passage]) -> None:
    """«کمیسیون X» is «کمیسیون X مجلس» where the article calls it so elsewhere."""
    for member in {id(m): m for m in told if m.body and not m.name}.values():
        role = next(iter(member.roles), ())
        if len(role) >= _LEAST_BODY and role[0] in _OF_PARLIAMENT and _PARLIAMENT.isdisjoint(role):
            passage, (a, z) = max((_of_parliament(role, p) for p in passages), key=lambda found: found[1][1] - found[1][0])
            if a < z:
                member.roles = {tuple(passage.words[a:z]): passage.shown(a, z), **member.roles}


def _of_parliament(role: Words, passage: Passage) -> tuple[Passage, Span]:
    """Where a passage has the body with its parliament; an empty span where it has not."""
    words, size = passage.words, len(role)
    for a in passage.where({role[0]}):
        z = a + size
        if tuple(words[a:z]) == role and words[z : z + 1] == ["مجلس"]:
            while z < len(words) and words[z] in _PARLIAMENT:
                z += 1
            return passage, (a, z)
    return passage, (0, 0)


def needs_more(name: Words) -> bool:
    """Whether a name has no given name in it: «رحمانی», «خضری»; «عبدالله» alone may be a surname."""
    return len(name) == 1 or (len(name) == 2 and name[0] not in vocabulary().given)


def fuller(name: Words, passages: Sequence[Passage]) -> tuple[Passage, Span] | None:
    """Where the article has this name with a given name before it; None where it never does, or has two people of that name."""
    best: tuple[Passage, Span] | None = None
    seen: set[Words] = set()
    for passage in passages:
        for span in _longer(name, passage):
            words = tuple(passage.words[span[0] : span[1]])
            seen.add(words)
            if best is None or span[1] - span[0] > best[1][1] - best[1][0]:
                best = passage, span
    if best is None:
        return None
    whole = set(best[0].words[best[1][0] : best[1][1]])
    return best if all(set(words) <= whole for words in seen) else None


_VALI = key("ولی")


def _vali(name: Words, passages: Sequence[Passage]) -> tuple[Passage, Span] | None:
    """«ولی نام» where the surname stands for the first time: a given name, for nobody is brought in with «but»."""
    for passage in passages:
        at = next(iter(passage.where({name[0]})), 0)
        if at:
            return (passage, (at - 1, at + 1)) if passage.words[at - 1] == _VALI else None
        if passage.words[:1] == [name[0]]:
            return None
    return None


def _ends_name(words: list[str], at: int) -> bool:
    """«محمود عباس، رئیس …», «محمود عباس در …»: no name goes on behind `at`."""
    v, after = vocabulary(), words[at + 1] if at + 1 < len(words) else "."
    return not after[0].isalnum() or after in v.role_heads or after in v.stoppers


def _longer(name: Words, passage: Passage) -> Iterator[Span]:
    words, size = passage.words, len(name)
    given = vocabulary().given
    at = -1
    while True:
        try:
            at = words.index(name[0], at + 1)
        except ValueError:
            return
        if tuple(words[at : at + size]) != name:
            continue
        if size == 1 and name[0] in given and words[max(at - 1, 0) : at] != [name[0]] and not _ends_name(words, at):
            continue  # a given name alone is a surname too only where a name ends with it, or it is written twice
        first = at
        while first and at - first < _BEFORE and words[first - 1] in given:
            first -= 1
        if first < at:
            yield first, at + size
