"""People, offices, bodies and countries in a text; who a name or a role is; what a reader means by what they typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rapidfuzz import fuzz, process

from jobs.analysis.catalogue import Catalogue
from jobs.analysis.fold import Squeezed, fold
from jobs.analysis.matcher import Hit, Matcher, squeezed_of

MentionKind = Literal["person", "office", "body", "country"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `slug` is a catalogue slug, or the ISO code for a country; `country` the state that the words name,
    None where they name none («طالبان» names no state, «کرملین» names Russia)."""

    start: int
    end: int
    kind: MentionKind
    slug: str
    surface: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a phrase of the catalogue means. `kind` is a mention's kind, "short" for a short name or "nothing"."""

    kind: str
    slug: str
    country: str | None = None


class Entities:
    """The catalogue as an index over text. Building it takes a while; keep one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._matcher = Matcher(_phrases(catalogue))

    def find(self, text: str | Squeezed) -> list[Mention]:
        """Every mention in the normalised text, in order, none overlapping another of its kind."""
        squeezed = squeezed_of(text)
        return list(self._mentions(squeezed, _longest(self._matcher.hits(squeezed))))

    def countries(self, text: str | Squeezed) -> tuple[str, ...]:
        """ISO codes of the countries that the text names, in order of first mention."""
        return countries_of(self.find(text))

    def resolve(self, name: str | None, role: str | None, on: date | None, country: str | None = None) -> str | None:
        """The catalogue's slug of a speaker, only where it is sure. `country` is what a role without one is of."""
        del role, on, country
        senses = self._matcher.exact(name) if name else ()
        people = {sense.slug for sense in senses if sense.kind == "person"}
        return people.pop() if len(people) == 1 else None

    def country_of(self, who: str) -> str | None:
        """The country of a slug, or the one that a role names («وزیر خارجه ترکیه»)."""
        known = self.catalogue.country_of(who)
        return known or next(iter(self.countries(who)), None)

    def lookup(self, typed: str) -> tuple[str, ...]:
        """Slugs of everybody and everything that is called what was typed; several where it is ambiguous."""
        return tuple(dict.fromkeys(sense.slug for sense in self._matcher.exact(typed) if sense.kind != "nothing"))

    def suggest(self, typed: str, limit: int = 3) -> tuple[str, ...]:
        """Slugs whose names are close to what was typed, the closest first."""
        names = {person.slug: fold(person.name) for person in self.catalogue.people.values()}
        found = process.extract(fold(typed), names, scorer=fuzz.WRatio, limit=limit, score_cutoff=80)
        return tuple(slug for _, _, slug in found)

    def _mentions(self, squeezed: Squeezed, hits: Iterable[Hit[_Sense]]) -> Iterator[Mention]:
        for hit in hits:
            start, end = squeezed.original(hit.start, hit.end)
            for sense in hit.values:
                if sense.kind in ("person", "office", "body", "country"):
                    yield Mention(start, end, sense.kind, sense.slug, "", sense.country)  # type: ignore[arg-type]  # checked above


def countries_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """ISO codes of the countries that the mentions name, in order, each once."""
    return tuple(dict.fromkeys(mention.country for mention in mentions if mention.country))


def _longest(hits: Iterable[Hit[_Sense]]) -> Iterator[Hit[_Sense]]:
    """The leftmost longest of overlapping hits."""
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            end = hit.end
            yield hit


def _phrases(catalogue: Catalogue) -> Iterator[tuple[str, _Sense]]:
    for person in catalogue.people.values():
        for name in (person.name, *person.spellings, *person.alone):
            yield name, _Sense("person", person.slug)
        for name in person.short:
            yield name, _Sense("short", person.slug)
    for body in catalogue.bodies.values():
        for form in (body.name, *body.forms):
            yield form, _Sense("body", body.slug, body.country if body.seat else None)
    for country in catalogue.countries.values():
        for form in (country.name, *country.names, *country.adjectives, *country.seats):
            yield form, _Sense("country", country.code, country.code)
    for phrase in catalogue.names_nothing:
        yield phrase, _Sense("nothing", "")
