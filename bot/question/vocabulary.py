"""What the words of a question may mean: names of the catalogue, words of the frame, subjects; found however they are spaced."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from typing import Any

from bot.question.verbs import verb_forms
from bot.question.words import Word, key_of
from jobs.analysis.catalogue import Catalogue, Country

NAMES = frozenset(
    ("person", "office", "body", "country", "seat", "adjective", "nation", "event", "topic", "subject", "publisher", "us")
)
"""Roles of what can be asked for, apart from the words of the frame."""

_EZAFE = ("ای", "وی", "هی")
"""Endings of a word that leads on to the next («وزیر نیروی دولت …»); the phrase is known without the last letter."""

_SHORTEST_LED = 3
_PLURALS = ("‌ها", "‌های", "ا", "ان", "‌هاشون")
LONGEST = 7
"""Words in the longest phrase that is looked for."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase: `role` is what it does («person», «about», …), `value` the slug, code or canonical form."""

    role: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Senses of the words [first, last) of a question."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    def of(self, *roles: str) -> tuple[str, ...]:
        """The values of the senses with one of these roles."""
        return tuple(sense.value for sense in self.senses if sense.role in roles)


@cache
def data(name: str) -> dict[str, Any]:
    """A data file of this package, read once."""
    text = resources.files("bot.question").joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


_key_of = lru_cache(maxsize=30_000)(key_of)
"""The same few thousand words stand in all the phrases."""


class Phrases:
    """Phrases with senses, looked up by the words of a question."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[frozenset[int], tuple[Sense, ...]]] = {}
        self.parts: set[str] = set()

    def add(self, phrase: str, sense: Sense) -> None:
        """One phrase more, written with its widest spacing (a half-space may be typed as a space too)."""
        parts = [part for part in map(_key_of, phrase.replace("\u200c", " ").split()) if part]
        if not parts:
            return
        if len(parts) > 3 and "و" in parts[1:-1]:  # «وزیر آموزش پرورش»
            self.add(" ".join(part for part in parts if part != "و"), sense)
        self.parts.update(parts)
        key = "".join(parts)
        joints = frozenset(accumulate(map(len, parts[:-1])))
        known = self._entries.get(key)
        if known is not None:
            joints |= known[0]
        senses = known[1] if known else ()
        self._entries[key] = (joints, senses if sense in senses else (*senses, sense))

    def update(self, pairs: Iterable[tuple[str, Sense]]) -> None:
        """Many phrases more."""
        for phrase, sense in pairs:
            self.add(phrase, sense)

    def keys(self) -> Iterator[str]:
        """All phrases, folded and without spaces."""
        return iter(self._entries)

    def get(self, key: str) -> tuple[Sense, ...]:
        """The senses of one folded phrase; () where it is unknown."""
        known = self._entries.get(key)
        return known[1] if known else ()

    def at(self, words: Sequence[Word], first: int) -> list[Found]:
        """The phrases that begin with `words[first]`, the longest first."""
        key, found = "", []
        joints: list[int] = []
        for last in range(first, min(len(words), first + LONGEST)):
            if key:
                joints.append(len(key))
            key += words[last].key
            known = self._entries.get(key)
            if known is None and len(key) > _SHORTEST_LED and key.endswith(_EZAFE):
                known = self._entries.get(key[:-1])
            if known is not None and known[0].issuperset(joints):
                found.append(Found(first, last + 1, known[1]))
        found.reverse()
        return found


class Lexis(Phrases):
    """Everything that the words of a question may mean. `name_words`: single words by which a person or country is known."""

    def __init__(self, catalogue: Catalogue, publishers: Mapping[str, str]) -> None:
        super().__init__()
        self.update(frame_senses())
        self.update(subject_senses())
        self.update(act_senses())
        self.update(catalogue_senses(catalogue))
        self.update(publisher_senses(publishers))
        self.update(extra_senses(catalogue))
        surnames = (name for person in catalogue.people.values() for name in (*person.short, *person.alone))
        countries = (name for country in catalogue.countries.values() for name in (country.name, *country.names))
        self.name_words = sorted({key_of(name) for name in (*surnames, *countries) if " " not in name})


def act_senses() -> Iterator[tuple[str, Sense]]:
    """What somebody did (data/acts.toml)."""
    for act, table in data("acts.toml").items():
        yield from ((phrase, Sense("act", act)) for phrase in table["words"])


def extra_senses(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    """Titles that may mean somebody (data/meant.toml), and spoken names of countries, bodies and offices (data/names.toml)."""
    yield from ((title, Sense("title", slug)) for title, slug in data("meant.toml")["titles"].items())
    beside = (words for table in data("relations.toml").values() for words in table)
    yield from ((words, Sense("compound")) for words in beside if len(words.replace("\u200c", " ").split()) > 1)
    tables: dict[str, Mapping[str, object]] = {
        "person": catalogue.people,
        "office": catalogue.offices,
        "body": catalogue.bodies,
        "country": catalogue.countries,
    }
    for role, names in data("names.toml").items():
        known = tables.get(role, catalogue.countries)
        for slug, forms in names.items():
            if slug in known:
                yield from ((form, Sense(role, slug)) for form in forms)


_DONE = ("کرد", "کرده", "کردن", "کردند", "می‌کند", "می‌کنه", "میکنن", "می‌کنند", "می‌کنیم", "نکرد", "نکرده", "نمی‌کنه", "نمی‌کند")
"""The forms of «کردن» that a question has behind a noun of doing."""


def frame_senses() -> Iterator[tuple[str, Sense]]:
    """The words of the frame (data/frame.toml)."""
    for role, phrases in data("frame.toml").items():
        if role == "who_nouns":
            yield from ((f"{which} {noun}", Sense("who")) for noun in phrases for which in ("کدام", "کدوم", "چه"))
        elif role in ("past_stems", "present_stems"):
            yield from ((form, Sense("verb")) for stem in phrases for form in verb_forms(stem, past=role == "past_stems"))
        elif role == "doing":
            yield from ((f"{noun} {form}", Sense("verb")) for noun in phrases for form in _DONE)
        else:
            yield from ((phrase, Sense(role)) for phrase in phrases)


def catalogue_senses(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    """The names of people, offices, bodies, countries and events."""
    for person in catalogue.people.values():
        names = (person.name, *person.spellings, *person.short, *person.alone)
        yield from ((name, Sense("person", person.slug)) for name in names)
    yield from _short_ministers(catalogue)
    for office in catalogue.offices.values():
        yield from ((name, Sense("office", office.slug)) for name in (office.name, *office.forms) if "*" not in name)
        country = catalogue.countries.get(office.country or "")
        if country is not None:
            amid = (form for form in office.forms if "*" in form)
            yield from ((form.replace("*", country.name), Sense("office", office.slug)) for form in amid)
    for body in catalogue.bodies.values():
        yield from ((name, Sense("body", body.slug)) for name in (body.name, *body.forms))
    for event in catalogue.events.values():
        yield from ((name, Sense("event", event.slug)) for name in (event.name, *event.forms))
    for country in catalogue.countries.values():
        yield from _country_senses(country)


def _short_ministers(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    """«وزیر میراث»: a minister of Iran by the first word of what the ministry is for, where no other has it."""
    found: dict[str, set[str]] = {}
    for office in catalogue.offices.values():
        if office.country == "IR":
            for name in (office.name, *office.forms):
                words = name.split()
                if len(words) > 2 and words[0] == "وزیر":
                    found.setdefault(" ".join(words[:2]), set()).add(office.slug)
    yield from ((name, Sense("office", slugs.pop())) for name, slugs in found.items() if len(slugs) == 1)


def _country_senses(country: Country) -> Iterator[tuple[str, Sense]]:
    yield from ((name, Sense("country", country.code)) for name in (country.name, *country.names))
    yield from ((seat, Sense("seat", country.code)) for seat in country.seats)
    for adjective in country.adjectives:
        yield adjective, Sense("adjective", country.code)
        yield from ((adjective + ending, Sense("nation", country.code)) for ending in _PLURALS)


def publisher_senses(publishers: Mapping[str, str]) -> Iterator[tuple[str, Sense]]:
    """The Persian names of publishers."""
    for name, slug in publishers.items():
        yield name, Sense("publisher", slug)
        short = name.removesuffix(" فارسی").removesuffix(" آنلاین")
        if " " in short or "\u200c" in short:
            yield short, Sense("publisher", slug)


def subject_senses() -> Iterator[tuple[str, Sense]]:
    """The subjects (data/subjects.toml): «topic» with its id, or «subject» with the canonical words."""
    for topic, table in data("subjects.toml").items():
        for phrase in table["topic"]:
            yield phrase, Sense("topic", topic)
        for entry in table["words"]:
            for forms in subject_forms(entry):
                for form in forms:
                    yield form, Sense("subject", forms[0])


def subject_forms(entry: str) -> list[list[str]]:
    """The names of a subject's entry («a | b = c ~ d» gives [a, b] and [c]), each with its other forms behind it."""
    names = entry.partition("~")[0]
    return [[form.strip() for form in name.split("|")] for name in names.split("=")]


@cache
def subjects() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Topic, and other forms and names, of every subject by its canonical words; the topic "none" is no topic."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for topic, table in data("subjects.toml").items():
        for entry in table["words"]:
            extra = tuple(name.strip() for name in entry.partition("~")[2].split("|") if name.strip())
            names = subject_forms(entry)
            for forms in names:
                also = tuple(form for other in names if other is not forms for form in other)
                found[forms[0]] = (topic, (*forms[1:], *also, *extra))
    return found


_KEPT: dict[int, tuple[Catalogue, Mapping[str, str], Lexis]] = {}
_MOST_KEPT = 4


def lexis_of(catalogue: Catalogue, publishers: Mapping[str, str]) -> Lexis:
    """The vocabulary over a catalogue. Built once (some ten milliseconds) and kept."""
    kept = _KEPT.get(id(catalogue))
    if kept is not None and kept[0] is catalogue and kept[1] == publishers:
        return kept[2]
    lexis = Lexis(catalogue, publishers)
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)))
    _KEPT[id(catalogue)] = (catalogue, publishers, lexis)
    return lexis
