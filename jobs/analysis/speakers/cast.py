"""The people and bodies of one article: every name and office it gives, put together as entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.wordlists import listed

Words = tuple[str, ...]
Shown = Callable[[], str]
"""How the article spells something, asked for only where it is new."""


_OURS = frozenset("کشورمان ایران جمهوری اسلامی".split())
_REACH = 200
"""Members: how many of the latest are looked at; an article has a dozen, only a book has more."""
_ABROAD_TOO = frozenset(("وزارت", "دولت", "مجلس", "پارلمان", "ستاد", "کمیسیون", "شورای", "هیات", "سازمان"))
"""Every state has these: an office of one of them without a country is ours."""
_UNIQUE = listed("highest") | frozenset(("رییسجمهور", "رییسجمهوری", "پاپ"))
_THIS_STATE = frozenset(("این", "کشور"))
_FORMER = frozenset("سابق پیشین اسبق وقت منتخب".split())


@dataclass(slots=True)
class Member:
    """One speaker of the article. `name` is the fullest seen; `roles` as the article says them, first seen first; `last` the
    order of their latest statement, -1 before the first."""

    name: Words = ()
    shown: str = ""
    roles: dict[Words, str] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    body: bool = False
    last: int = -1
    guessed: dict[Words, float] = field(default_factory=dict)
    """Roles that nobody says are this member's: how sure it was when they were first taken for it."""
    trust: float = 0.0
    """The surest evidence that this is somebody, 0 to 1."""

    @property
    def role(self) -> str | None:
        return next(iter(self.roles.values()), None)

    def called(self, words: Words) -> bool:
        """Whether these words are the name or a part of it that it may be called by."""
        return _joined(words) in self.forms


class Cast:
    """The entries of one article, found by name or by role."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._heard: set[Words] | None = None
        self._listen: Callable[[], set[Words]] = set

    def listen(self, listen: Callable[[], set[Words]]) -> None:
        """Gives the way to the subjects that stand clear elsewhere; it is gone only where an object must be parted from one."""
        self._listen = listen

    def named(self, name: Words) -> Member | None:
        """The member that `name` (whole or a part of it) belongs to; the one who spoke last where several do."""
        joined = _joined(name)
        members = self.members[-_REACH:]
        fits = [m for m in members if m.name and joined in m.forms]
        if not fits and len(name) > 1:
            fits = [m for m in members if m.name and (_within(name, m.name) or _within(m.name, name))]
        if not fits:
            fits = [m for m in members if m.name and _joined(m.name) in _parts(name)]
        return max(fits, key=lambda m: (m.last, len(m.name))) if fits else None

    def body_called(self, name: Words) -> Member | None:
        """The body of whose name these words are a part: «کیودو» of «خبرگزاری کیودو ژاپن»; the one who spoke last."""
        size = len(name)
        fits = [
            m
            for m in self.members[-_REACH:]
            if m.body and not m.name and any(name == r[k : k + size] for r in m.roles if (k := _proper(r)))
        ]
        return max(fits, key=lambda m: m.last) if fits else None

    def called(self, words: Words) -> bool:
        """Whether somebody of the cast is called just this, in full or by surname."""
        joined = _joined(words)
        return any(m.name and joined in m.forms and m.name[-1] == words[-1] for m in self.members[-_REACH:])

    def exact(self, words: Words) -> bool:
        """Whether these words are just a name, a part of one, or an office of the cast."""
        joined = _joined(words)
        if self._heard is None:
            self._heard = self._listen()
        return words in self._heard or any(joined in m.forms or words in m.roles for m in self.members[-_REACH:])

    def holding(self, role: Words) -> list[Member]:
        """The members of whom the article says this role, or one that does not contradict it; best first."""
        members = self.members[-_REACH:]
        exact = [m for m in members if role in m.roles]
        if exact or not role or role[0] in _NUMBERS or role[0].isdigit():
            return exact
        return [m for m in members if any(compatible(role, known) for known in m.roles)]

    def baptise(self, member: Member, name: Words, shown: str) -> None:
        """Gives a member that was only an office a name."""
        member.name, member.shown = name, shown
        member.forms |= _parts(name)

    def foreign(self, member: Member, role: Words) -> bool:
        """Whether `role` names no country and every fitting role of the member is of a foreign one."""
        countries = vocabulary().countries - _OURS
        if len(meaning(role)) > 2 and role[1] not in _ABROAD_TOO:
            return False
        return not countries & set(role) and all(countries & set(known) for known in member.roles if compatible(role, known))

    def add(self, name: Words, shown: Shown, role: Words = (), role_shown: Shown = str, *, body: bool = False) -> Member:
        """The member for a name, a role, or both, made where it is new and enriched where it is not."""
        member = self.named(name) if name else next((m for m in self.members[-_REACH:] if role in m.roles), None)
        if member is None:
            member = Member(body=body)
            self.members.append(member)
        if len(name) > len(member.name) and not _same(name, member.name):
            self.baptise(member, name, shown())
        if role and role not in member.roles and not (name and several(role[0])):  # «نام و نام، رؤسای جمهور X و Y»
            member.roles[role] = role_shown()
            self._second(member, role)
        return member

    def namesake(self, surname: Words, role: Words, role_shown: Shown) -> Member | None:
        """Which of several people of one surname the office tells; None where only one is called so, or none holds it."""
        fits = [m for m in self.members[-_REACH:] if m.name and m.called(surname)]
        held = (m for m in fits if any(compatible(role, known) or compatible(known, role) for known in m.roles))
        member = next(held, None) if len(fits) > 1 else None
        if member is not None:
            member.roles.setdefault(role, role_shown())
        return member

    def apart(self, name: Words, shown: Shown, role: Words, role_shown: Shown) -> Member:
        """The namesake of a member who holds another office."""
        member = next((m for m in self.members[-_REACH:] if m.name == name and role in m.roles), None)
        if member is None:
            member = Member(roles={role: role_shown()})
            self.baptise(member, name, shown())
            self.members.append(member)
        return member

    @staticmethod
    def _second(member: Member, role: Words) -> None:
        """«معاون X و رئیس Y»: who is called by both offices is called by the second alone too."""
        heads = vocabulary().role_heads
        k = next((k for k in range(2, len(role) - 2) if role[k] == "و" and role[k + 1] in heads), 0)
        shown = member.roles[role].split(" و ")
        if k and len(shown) == 2 and not several(role[k + 1]):
            member.roles.setdefault(role[k + 1 :], shown[1])


def several(word: str) -> bool:
    """Whether an office that begins with this word is held by many: «اعضای», «دیپلماتها»."""
    return word in _MANY or word in _SOME or word in _NUMBERS or word.isdigit() or word.endswith(("ها", "های", "هایی"))


_BROKEN = {"منابع": "منبع", "رسانهها": "رسانه", "جراید": "جریده", "اعضای": "عضو", "وزرای": "وزیر"}


def singular(word: str) -> str:
    """«منابع» as «منبع», «رسانه‌ها» as «رسانه», as far as the common endings go."""
    if word in _BROKEN:
        return _BROKEN[word]
    for ending in ("های", "ها", "ان", "ات"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word


_MANY = listed("many")
_SOME = listed("partitives") - {"یکی"}
_NUMBERS = frozenset("دو سه چهار پنج شش هفت هشت نه ده چند چندین".split())


def _proper(role: Words) -> int:
    """Where the proper name of a body begins: behind «روزنامه», «شبکه تلویزیونی»; 0 for a committee or a ministry."""
    if role[0] not in _NAMED_BODIES:
        return 0
    k = 1
    while k + 1 < len(role) and (role[k] in _KINDS or role[k] in _NAMED_BODIES or role[k][-1] == "ی"):
        k += 1
    return k


_NAMED_BODIES = listed("papers") | listed("named_bodies")
_KINDS = listed("kinds_of_bodies")


_MISSIONS = listed("missions")


@lru_cache(maxsize=8192)  # news repeats its offices
def compatible(one: Words, other: Words) -> bool:
    """Whether `one` can be the known role `other`: the same first word, and the words of the shorter all in the longer."""
    a, b = meaning(one), meaning(other)
    if not a or not b or a[0] != b[0] or (_FORMER & set(a)) != (_FORMER & set(b)):
        return False
    ours_a, ours_b = bool(_OURS & set(one)), bool(_OURS & set(other))
    countries = vocabulary().countries - _OURS
    ca, cb = countries & set(a), countries & set(b)
    if a[0] in _UNIQUE and ((cb and _THIS_STATE.issubset(one)) or (ca and _THIS_STATE.issubset(other))):
        return False  # which state «این کشور» is, the office does not say
    seat = ca == cb and a[0] in _MISSIONS  # «سفارت ایران در روسیه»
    if (ca and cb and ca != cb) or (not seat and ((ca and ours_b) or (cb and ours_a))):
        return False
    if len(b) == 1 < len(a) and b[0] not in _UNIQUE:
        return False  # who was only «وکیل» so far is not every «وکیل مدافع X»
    vague = len(a) == 1 < min(len(b), len(one)) and a[0] in vocabulary().role_heads - _UNIQUE
    if vague and not (ours_a and ours_b):
        return False  # «نماینده ایران» is not every «نماینده مردم X»
    if a[0] in _NAMED_BODIES:
        ca, cb = frozenset(), frozenset()  # a paper or an agency may be called after a state: two states, two agencies
    bodies = vocabulary().body_heads
    if len(a) > 1 < len(b) and a[1] != b[1] and a[1] in bodies and b[1] in bodies:
        return False  # who heads a committee of the parliament does not head the parliament
    short, long = sorted((set(a) - ca, set(b) - cb), key=len)
    return short <= long


def meaning(role: Words) -> Words:
    """An office without its fillers, compounds as one word: what two wordings of it are compared by."""
    joined = (
        " ".join(role).replace("رییس جمهوری", "رییسجمهور").replace("رییس جمهور", "رییسجمهور").replace("نخست وزیر", "نخستوزیر")
    )
    joined = (
        joined.replace("رییسجمهوری", "رییسجمهور")
        .replace("امور خارجه", "خارجه")
        .replace("امورخارجه", "خارجه")
        .replace("قوه مقننه", "مجلس")
        .replace("مدیر کل", "مدیرکل")
        .replace("دبیر کل", "دبیرکل")
        .replace("امامجمعه", "امام جمعه")
        .replace("دبیرشورای", "دبیر شورای")
        .replace("دستگاه قضایی", "قوه قضاییه")
        .replace("دستگاه قضا", "قوه قضاییه")
    )
    dropped = ("یک", "این", "محترم", "و", "امور", "مردم", "جدید", "فعلی", "شهر", "در")
    return tuple(w for w in joined.split() if w not in dropped and w not in _OURS)


_TITLES_TOO = frozenset(("الله", "سید"))


def _same(name: Words, known: Words) -> bool:
    """Whether a longer name is the known one with a title written apart: «سید حسن نصر الله», «سیدحسن نصرالله»."""
    return not _TITLES_TOO.isdisjoint(name) and "".join(name) == "".join(known)


def _joined(name: Words) -> str:
    return "".join(map(_without_article, name))


def _without_article(word: str) -> str:
    """«الجعفری» is also called «جعفری»."""
    return word[2:] if word.startswith("ال") and len(word) > _ARTICLE else word


_ARTICLE = 5
"""Letters: «الهی», «الیاس» and «الهام» have no article."""


def _within(short: Words, long: Words) -> bool:
    """Whether a longer name is the shorter with words put in between («احمد الف»، «احمد بن ب الف»)."""
    return 1 < len(short) < len(long) and short[-1] == long[-1] and short[0] == long[0] and set(short) <= set(long)


@lru_cache(maxsize=4096)
def _parts(name: Words) -> frozenset[str]:
    """Every run of words of a name, joined: what it may be called by. A first name alone is none of them."""
    if "و" in name:  # «نام و نام» are two, and neither is both
        return frozenset((_joined(name),))
    words = tuple(map(_without_article, name))
    size = len(words)
    found = {"".join(words[a:z]) for a in range(size) for z in range(a + 1, size + 1)}
    if size > 1 and words[0] != words[-1]:
        found.discard(words[0])
    return frozenset(found)
