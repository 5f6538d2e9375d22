"""What the words of a question may mean: names of the catalogue, words of the frame, subjects; found however they are spaced."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any

from bot.question.words import Word, key_of
from jobs.analysis.catalogue import Catalogue

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


class Phrases:
    """Phrases with senses, looked up by the words of a question."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[frozenset[int], tuple[Sense, ...]]] = {}

    def add(self, phrase: str, sense: Sense) -> None:
        """One phrase more, written with its widest spacing (a half-space may be typed as a space too)."""
        parts = [part for part in map(key_of, phrase.replace("\u200c", " ").split()) if part]
        if not parts:
            return
        key = "".join(parts)
        joints = frozenset(accumulate(map(len, parts[:-1])))
        known = self._entries.get(key)
        if known is not None:
            joints |= known[0]
            if sense in known[1]:
                return
        self._entries[key] = (joints, (*(known[1] if known else ()), sense))

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
            if known is not None and known[0].issuperset(joints):
                found.append(Found(first, last + 1, known[1]))
        found.reverse()
        return found


def frame_senses() -> Iterator[tuple[str, Sense]]:
    """The words of the frame (data/frame.toml)."""
    for role, phrases in data("frame.toml").items():
        for phrase in phrases:
            yield phrase, Sense(role)


def catalogue_senses(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    """The names of people, offices, bodies, countries and events."""
    for person in catalogue.people.values():
        for name in (person.name, *person.spellings, *person.short, *person.alone):
            yield name, Sense("person", person.slug)
    for office in catalogue.offices.values():
        for name in (office.name, *office.forms):
            yield name, Sense("office", office.slug)
    for body in catalogue.bodies.values():
        for name in (body.name, *body.forms):
            yield name, Sense("body", body.slug)
    for country in catalogue.countries.values():
        for name in (country.name, *country.names):
            yield name, Sense("country", country.code)
        for seat in country.seats:
            yield seat, Sense("seat", country.code)
        for adjective in country.adjectives:
            yield adjective, Sense("adjective", country.code)
            for ending in ("‌ها", "‌های", "ا", "ان", "هاشون"):
                yield adjective + ending, Sense("nation", country.code)
    for event in catalogue.events.values():
        for name in (event.name, *event.forms):
            yield name, Sense("event", event.slug)


def publisher_senses(publishers: Mapping[str, str]) -> Iterator[tuple[str, Sense]]:
    """The Persian names of publishers."""
    for name, slug in publishers.items():
        yield name, Sense("publisher", slug)


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
    """Topic and other names of every subject by its canonical words; the topic "none" is no topic."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for topic, table in data("subjects.toml").items():
        for entry in table["words"]:
            extra = tuple(name.strip() for name in entry.partition("~")[2].split("|") if name.strip())
            names = subject_forms(entry)
            for forms in names:
                also = tuple(other[0] for other in names if other is not forms)
                found[forms[0]] = (topic, also + extra)
    return found


_KEPT: dict[int, tuple[Catalogue, Mapping[str, str], Phrases]] = {}
_MOST_KEPT = 4


def vocabulary(catalogue: Catalogue, publishers: Mapping[str, str]) -> Phrases:
    """Everything that the words of a question may mean. Built once for a catalogue (some ten milliseconds) and kept."""
    kept = _KEPT.get(id(catalogue))
    if kept is not None and kept[0] is catalogue and kept[1] == publishers:
        return kept[2]
    phrases = Phrases()
    phrases.update(frame_senses())
    phrases.update(subject_senses())
    phrases.update(catalogue_senses(catalogue))
    phrases.update(publisher_senses(publishers))
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)))
    _KEPT[id(catalogue)] = (catalogue, publishers, phrases)
    return phrases
