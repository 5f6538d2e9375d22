"""Offices named without a person: which office a role is, and who held it on the day of the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jobs.analysis.catalogue import Catalogue, Held, first_day, last_day
from jobs.analysis.fold import fold
from jobs.analysis.letters import ZWNJ
from jobs.analysis.matcher import squeeze_phrase

_FORMER = frozenset("سابق پیشین اسبق قبلی وقت سابقه".split())
_ELECT = frozenset("منتخب".split())
_ACTING = frozenset("سرپرست موقت کفیل".split())
_OURS = frozenset("کشورمان کشور ما".split())
_THIS = frozenset("این آن".split())
_FILLERS = frozenset("محترم کنونی فعلی جدید آقای خانم دکتر دولت".split())
_OTHER_TRADES = frozenset(
    fold(word)
    for word in "مربی سرمربی بازیکن بازیگر کارگردان خواننده نویسنده شاعر مدافع مهاجم دروازه‌بان هافبک کشتی‌گیر ملی‌پوش "
    "داور فوتبالیست آهنگساز نوازنده مجری گوینده عکاس مترجم پزشک راننده کشاورز مدیرعامل".split()
)
_LOCAL = frozenset(
    "شهرستان استان استانداری استاندار فرماندار فرمانداری بخشدار دهیار دانشگاه دانشکده مدیرکل خبرنگار بازپرس امام‌جمعه جمعه رئیسکل "
    "ناحیه منطقه شهر روستا بیمارستان مدرسه باشگاه هیئت فدراسیون تیم مردم".split()
)
_UNNAMED = [["یک", "منبع"], ["یک", "مقام"], ["منبع", "آگاه"]]
_ELECT_WITHIN = timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Role:
    """A role understood. `state`: "" for the holder, "former", "elect" or "acting"."""

    office: str
    state: str = ""


class Roles:
    """The offices of a catalogue as an index over roles."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._forms: defaultdict[str, dict[str | None, str]] = defaultdict(dict)
        for office in catalogue.offices.values():
            for form in office.forms or (office.name,):
                self._forms[squeeze_phrase(form)[0]].setdefault(office.country, office.slug)
        self._longest = max(map(len, self._forms), default=0)
        self._nations: dict[str, str] = {}
        for country in catalogue.countries.values():
            weak = (word for word, _ in country.weak)
            for name in (country.name, *country.names, *country.adjectives, *country.seats, *weak):
                self._nations.setdefault(squeeze_phrase(name)[0], country.code)

    def parse(self, role: str, country: str | None = None) -> Role | None:
        """The office that the role names as a whole; None where words are left over, or the office is of another country."""
        words = [word for word in fold(role.replace(ZWNJ, " ").replace("-", " ")).replace("آ", "ا").split() if word]
        state, words = _state(words)
        for end in range(len(words), 0, -1):
            form = self._forms.get("".join(words[:end]))
            if form is None:
                continue
            rest = words[end:]
            more, rest = _state(rest)
            named = self._nation(rest)
            if named is None:
                continue
            office = form.get(named) if named else self._own(form, country)
            return Role(office, state or more) if office else None
        return None

    def _own(self, form: dict[str | None, str], country: str | None) -> str | None:
        """The office of a form without a country beside it: of `country`, of Iran, or the only one of that form."""
        office = form.get(country or "IR") or form.get(None)
        return office or (next(iter(form.values())) if len(form) == 1 else None)

    def _nation(self, words: list[str]) -> str | None:
        """The country that the words after an office name: "" for none, None where they are something else."""
        words = [word for word in words if word not in _FILLERS]
        if not words:
            return ""
        if set(words) <= _OURS:
            return "IR"
        return self._nations.get("".join(words))

    def country_of(self, role: str) -> str | None:
        """IR where the role says «کشورمان»."""
        return "IR" if "کشورمان" in role else None

    def holder(self, role: str, on: date, country: str | None = None) -> str | None:
        """The one person who surely held the office of the role on that day."""
        parsed = self.parse(role, country)
        if parsed is None or parsed.state == "former":
            return None
        terms = self._catalogue.terms_of(parsed.office)
        if parsed.state == "elect":
            people = {slug for slug, held in terms if _elect(held, on)}
        else:
            maybe = [(slug, held) for slug, held in terms if held.maybe_on(on)]
            people = {slug for slug, held in maybe if self._sure(held, on) and held.acting == (parsed.state == "acting")}
            if len(maybe) != len(people):
                return None
        return people.pop() if len(people) == 1 else None

    def confirmed(self, people: Iterable[str], role: str | None, on: date | None, country: str | None) -> set[str]:
        """Those of `people` who held the office of the role: on the day, before it where the role says so, ever without a day."""
        parsed = self.parse(role, country) if role else None
        if parsed is None:
            return set()
        wanted = set(people)
        terms = [(slug, held) for slug, held in self._catalogue.terms_of(parsed.office) if slug in wanted]
        if on is None:
            return {slug for slug, _ in terms}
        if parsed.state == "former":
            return {slug for slug, held in terms if held.until and last_day(held.until) <= on}
        if parsed.state == "elect":
            return {slug for slug, held in terms if _elect(held, on)}
        return {slug for slug, held in terms if held.maybe_on(on)}

    def speaks_against(self, person: str, role: str | None, on: date | None, country: str | None) -> bool:
        """Whether the role says that the bearer of the name is not `person`: a player, an unnamed source, an official of a town
        (unless the name is a rare one), or the holder of an office that somebody else held that day and `person` never did."""
        words = fold((role or "").replace(ZWNJ, " ")).split()
        if not words:
            return False
        if words[0] in _OTHER_TRADES or words[:2] in _UNNAMED:
            return True
        parsed = self.parse(role or "", country)
        if parsed is None:
            rare = bool(self._catalogue.people[person].alone)
            return not rare and "تهران" not in words and not _LOCAL.isdisjoint(words)
        terms = self._catalogue.terms_of(parsed.office)
        if on is None or any(slug == person for slug, _ in terms):
            return False
        return parsed.state == "" and bool(self._catalogue.holders(parsed.office, on))

    def _sure(self, held: Held, on: date) -> bool:
        known_until = self._catalogue.known_until
        return held.surely_on(on) and (held.until is not None or known_until is None or on <= known_until)


def _elect(held: Held, on: date) -> bool:
    return held.since is not None and on < first_day(held.since) <= on + _ELECT_WITHIN


def _state(words: list[str]) -> tuple[str, list[str]]:
    """What the words say about when («سابق», «منتخب», «سرپرست»), and the words without it."""
    for state, marks in (("former", _FORMER), ("elect", _ELECT), ("acting", _ACTING)):
        if not marks.isdisjoint(words):
            return state, [word for word in words if word not in marks]
    return "", words
