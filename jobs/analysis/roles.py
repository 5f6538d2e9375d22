"""Offices named without a person: which office a role is, and who held it on the day of the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jobs.analysis.catalogue import Catalogue, Held, first_day, last_day
from jobs.analysis.fold import fold
from jobs.analysis.letters import ZWNJ
from jobs.analysis.matcher import squeeze_phrase

HOME = "IR"
"""The country of an office that a reader or an article names without one, unless the text around says otherwise."""

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A role read word by word: whose office it may be. `form` is its squeezed form, `offices` those of that form by country,
    `nation` the country that the role itself names, "" where it names none."""

    form: str
    offices: Mapping[str | None, str]
    nation: str
    state: str = ""

    @property
    def needs_country(self) -> bool:
        """Whether only the text around can tell the country («رئیس جمهور»; «شهردار تهران» is one office alone)."""
        return not self.nation and None not in self.offices and len(self.offices) > 1

    def office(self, country: str | None) -> str | None:
        """The office, where the role names no country that of `country`, else the only one of that form."""
        if self.nation:
            return self.offices.get(self.nation)
        office = self.offices.get(country) or self.offices.get(None)
        return office or (next(iter(self.offices.values())) if len(self.offices) == 1 else None)


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

    def read(self, role: str) -> Reading | None:
        """The role as an office of the catalogue; None where words are left over."""
        words = [word for word in fold(role.replace(ZWNJ, " ").replace("-", " ")).replace("آ", "ا").split() if word]
        state, words = _state(words)
        for end in range(len(words), 0, -1):
            form = "".join(words[:end])
            offices = self._forms.get(form)
            if offices is None:
                continue
            more, rest = _state(words[end:])
            nation = self._nation(rest)
            if nation is not None:
                return Reading(form, offices, nation, state or more)
        return None

    def parse(self, role: str, country: str | None = HOME) -> Role | None:
        """The office that the role names as a whole; None where words are left over, or no office of that country is known."""
        reading = self.read(role)
        office = reading.office(country) if reading else None
        return Role(office, reading.state) if reading and office else None

    def _nation(self, words: list[str]) -> str | None:
        """The country that the words after an office name: "" for none, None where they are something else."""
        words = [word for word in words if word not in _FILLERS]
        if not words:
            return ""
        if set(words) <= _OURS:
            return HOME
        return self._nations.get("".join(words))

    def country_of(self, role: str) -> str | None:
        """Iran where the role says «کشورمان»."""
        return HOME if "کشورمان" in role else None

    def holder(self, role: str, on: date, country: str | None = HOME) -> str | None:
        """The one person who surely held the office of the role on that day."""
        parsed = self.parse(role, country)
        if parsed is None or parsed.state == "former":
            return None
        terms = self._catalogue.terms_of(parsed.office)
        if parsed.state == "elect":
            people = {slug for slug, held in terms if _elect(held, on)}
        else:
            maybe = [(slug, held) for slug, held in terms if held.maybe_on(on)]
            people = {
                slug for slug, held in maybe if self._catalogue.surely(held, on) and held.acting == (parsed.state == "acting")
            }
            if len(maybe) != len(people):
                return None
        return people.pop() if len(people) == 1 else None

    def confirmed(self, people: Iterable[str], role: str | None, on: date | None, country: str | None) -> set[str]:
        """Those of `people` who held the office of the role: on the day, before it where the role says so, ever without a day.

        Where the role names no country the name tells it («غنی، رئیس جمهور»); where that leaves several it is `country`.
        """
        reading = self.read(role) if role else None
        if reading is None:
            return set()
        offices = set(reading.offices.values()) if reading.needs_country else {reading.office(country)}
        found = self._served(set(people), offices, reading.state, on)
        return found if len(found) < 2 else self._served(found, {reading.office(country)}, reading.state, on)

    def _served(self, people: set[str], offices: Collection[str | None], state: str, on: date | None) -> set[str]:
        """Those of `people` with a term in one of the offices that fits the state and the day."""
        found = ((slug, held) for slug in people for held in self._catalogue.people[slug].held if held.office in offices)
        if on is None:
            return {slug for slug, _ in found}
        if state == "former":
            return {slug for slug, held in found if held.until and last_day(held.until) <= on}
        if state == "elect":
            return {slug for slug, held in found if _elect(held, on)}
        return {slug for slug, held in found if held.maybe_on(on)}

    def speaks_against(self, person: str, role: str | None, on: date | None, country: str | None) -> bool:
        """Whether the role says that the bearer of the name is not `person`: a player, an unnamed source, an official of a town
        (unless the name is a rare one), or the holder of an office that somebody else held that day and `person` never did."""
        words = fold((role or "").replace(ZWNJ, " ")).split()
        if not words:
            return False
        if words[0] in _OTHER_TRADES or words[:2] in _UNNAMED:
            return True
        reading = self.read(role or "")
        if reading is None or (reading.office(country) is None and not reading.needs_country):
            rare = bool(self._catalogue.people[person].alone)
            return not rare and "تهران" not in words and not _LOCAL.isdisjoint(words)
        office = reading.office(country)
        meant = reading.offices.values() if reading.needs_country else (office,)
        if on is None or any(held.office in meant for held in self._catalogue.people[person].held):
            return False
        return office is not None and reading.state == "" and bool(self._catalogue.holders(office, on))


def _elect(held: Held, on: date) -> bool:
    return held.since is not None and on < first_day(held.since) <= on + _ELECT_WITHIN


def _state(words: list[str]) -> tuple[str, list[str]]:
    """What the words say about when («سابق», «منتخب», «سرپرست»), and the words without it."""
    for state, marks in (("former", _FORMER), ("elect", _ELECT), ("acting", _ACTING)):
        if not marks.isdisjoint(words):
            return state, [word for word in words if word not in marks]
    return "", words
