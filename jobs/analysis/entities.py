"""People, offices, bodies and countries in a text; who a name or a role is; what a reader means by what they typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from rapidfuzz import fuzz, process

from jobs.analysis.catalogue import Body, Catalogue
from jobs.analysis.fold import Squeezed, fold
from jobs.analysis.letters import ZWNJ
from jobs.analysis.matcher import Hit, Matcher, one_alef, squeeze_phrase, squeezed_of
from jobs.analysis.names import GIVEN_NAMES, widest, without_sayyid, without_titles
from jobs.analysis.roles import HOME, Roles

MentionKind = Literal["person", "office", "body", "country"]

_SURNAMES = frozenset("ایرانی سوری عراقی هندی مصری یمنی بحرینی افغان افغانی آذربایجانی یونانی اردنی چینی رومانیایی".split())
"""Demonyms that are surnames too: behind a given name they name nobody's country."""
_REMEMBERED = 4096
_BRUSSELS = squeeze_phrase("بروکسل")[0]
_LIST_MARKS = frozenset(["،", ",", "و", "،و", "-"])
_PLURALS = ("ها", "های", "هایی", "هاي")


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
class Sense:
    """What a phrase of the catalogue means. `kind` is a mention's kind; "short": a name that is shared or common; "weak": a
    homograph that needs one of the squeezed words `after` before it; "nothing". Behind one of `unless` it means nothing."""

    kind: str
    slug: str
    country: str | None = None
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Entities:
    """The catalogue as an index over text. Building it takes a while; keep one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._matcher = Matcher(_phrases(catalogue))
        self._roles = Roles(catalogue)
        # News repeats its speakers: what a name, an office, a country is called is worked out once.
        self._resolved = lru_cache(_REMEMBERED)(self._resolve)
        self.country_of = lru_cache(_REMEMBERED)(self._country_of)
        """The country of a slug, or the one that a role names («وزیر خارجه ترکیه», «رئیس جمهور کشورمان»)."""
        self.read_role = lru_cache(_REMEMBERED)(self._roles.read)
        """The role as an office of the catalogue, its country aside; None where it is none."""

    def find(self, text: str | Squeezed, known: Collection[str] = ()) -> list[Mention]:
        """Every mention in the text, in its order, none overlapping another.

        A short name («روحانی») counts where the text, or `known` (slugs of the article around it), has its person in full and
        nobody else of that name. An office is found with the country beside it.
        """
        squeezed = squeezed_of(text)
        hits = self._matcher.longest(squeezed)
        people = set(known)
        people.update(sense.slug for hit in hits for sense in hit.values if sense.kind == "person")
        return list(self._mentions(squeezed, hits, people))

    def countries(self, text: str | Squeezed) -> tuple[str, ...]:
        """ISO codes of the countries that the text names, in order of first mention."""
        return countries_of(self.find(text))

    def resolve(self, name: str | None, role: str | None, on: date | None, country: str | None = HOME) -> str | None:
        """The catalogue's slug of a speaker, only where it is sure.

        A name must be a full name of one person, or a short name that means one person alone, or one that the office of `role`
        confirms on the day. A name that the catalogue does not know is nobody, whatever the role: the article knows better who
        holds it. Without a name, `role` gives the one holder on the day `on`; without a day nobody. `country` is what a role
        that names no country is of (`frame.Frame` tells it for an article); None: unclear, so such a role alone is nobody.
        """
        return self._resolved(name, role, on, country)

    def _resolve(self, name: str | None, role: str | None, on: date | None, country: str | None) -> str | None:
        if not name:
            return self._roles.holder(role, on, country) if role and on else None
        senses = self._senses(name)
        full = {sense.slug for sense in senses if sense.kind == "person"}
        short = {sense.slug for sense in senses if sense.kind == "short"}
        sure = {slug for slug in full if not self.catalogue.people[slug].common}
        if len(full) == 1 and sure:
            person = full.pop()
            return None if self._roles.speaks_against(person, role, on, country) else person
        confirmed = self._roles.confirmed(full | short, role, on, country)
        return confirmed.pop() if len(confirmed) == 1 else None

    def office_of(self, role: str, country: str | None = HOME) -> str | None:
        """Slug of the office that a role names as a whole («وزیر خارجه ترکیه»), None where it is none of the catalogue's."""
        parsed = self._roles.parse(role, country)
        return parsed.office if parsed else None

    def _country_of(self, who: str) -> str | None:
        known = self.catalogue.country_of(who)
        if known or ":" in who:
            return known
        named = self.countries(who)
        return named[0] if named else self._roles.country_of(who)

    def lookup(self, typed: str) -> tuple[str, ...]:
        """Slugs of everybody and everything that is called what was typed; several where it is ambiguous, () where unknown."""
        senses = self._senses(typed)
        found = [sense.slug for sense in senses if sense.kind != "nothing"]
        if not found and (office := self.office_of(typed)):
            found = [office]
        return tuple(dict.fromkeys(found))

    def suggest(self, typed: str, limit: int = 3) -> tuple[str, ...]:
        """Slugs whose names are close to what was typed, the closest first; () where nothing is."""
        wanted = squeeze_phrase(without_titles(typed))[0]
        if len(wanted) < 3:
            return ()
        found = process.extract(wanted, self._close_names(), scorer=fuzz.ratio, limit=limit * 4, score_cutoff=74)
        return tuple(dict.fromkeys(slug for _, _, (slug, _) in found))[:limit]

    def _senses(self, name: str) -> tuple[Sense, ...]:
        """What a name as a whole may mean, its titles aside."""
        return self._matcher.exact(without_sayyid(without_titles(name))) or self._matcher.exact(name)

    def _close_names(self) -> dict[tuple[str, int], str]:
        """(slug, n) → n-th squeezed name; made at the first wrong spelling and kept."""
        if not hasattr(self, "_names"):
            self._names = {
                (person.slug, n): squeeze_phrase(name)[0]
                for person in self.catalogue.people.values()
                for n, name in enumerate((person.name, *person.spellings, *person.short, *person.alone))
            } | {
                (body.slug, n): squeeze_phrase(name)[0]
                for body in self.catalogue.bodies.values()
                for n, name in enumerate((body.name, *body.forms))
            }
        return self._names

    def _mentions(self, squeezed: Squeezed, hits: Sequence[Hit[Sense]], people: set[str]) -> Iterator[Mention]:
        given, last = squeezed.given, 0
        for place, hit in enumerate(hits):
            sense = _meant(hit, squeezed, people) or _listed(hits, place, squeezed)
            if sense is None:
                continue
            start, end = squeezed.original(hit.start, hit.end)
            inside, last = last != start - 1 and _inside_a_word(given, start, end, sense.kind), end
            if inside:
                continue
            kind = "person" if sense.kind == "short" else "country" if sense.kind == "weak" else sense.kind
            yield Mention(start, end, cast(MentionKind, kind), sense.slug, given[start:end], sense.country)


def _inside_a_word(given: str, start: int, end: int, kind: str) -> bool:
    """Whether a half-space makes the name a part of another word: «صورت‌مجلس», «خوش‌یمن», «هاشمی‌طبا», «آژانس‌های» are none, while
    «ایران‌هراسی» and «سعودی‌اش» name a country."""
    if start and given[start - 1] == ZWNJ and " " not in given[start:end] and ZWNJ not in given[start:end]:
        return True
    if kind == "country" or given[end : end + 1] != ZWNJ:
        return False
    return kind != "body" or given.startswith(_PLURALS, end + 1)


def _meant(hit: Hit[Sense], squeezed: Squeezed, people: set[str]) -> Sense | None:
    """The one sense that a hit has here; None where it means nothing or could mean several."""
    if len(hit.values) == 1:
        sense = hit.values[0]
        if sense.kind in ("country", "person", "body") and not sense.unless:
            return sense
    fitting = [sense for sense in hit.values if _fits(sense, hit, squeezed, people)]
    best = [sense for sense in fitting if sense.kind == "short"] or fitting
    if len({sense.slug for sense in best}) == 1:
        return best[0]
    bodies = [sense for sense in best if sense.kind == "body"]
    return bodies[0] if len(bodies) == 1 and len({sense.country for sense in best}) == 1 else None


def _fits(sense: Sense, hit: Hit[Sense], squeezed: Squeezed, people: set[str]) -> bool:
    if sense.kind == "short":
        return sense.slug in people
    if sense.kind == "weak":
        return one_alef(squeezed.text[max(0, hit.start - 24) : hit.start]).endswith(sense.after)
    if sense.unless:
        return not one_alef(squeezed.text[max(0, hit.start - 12) : hit.start]).endswith(sense.unless)
    return sense.kind != "nothing"


def _listed(hits: Sequence[Hit[Sense]], place: int, squeezed: Squeezed) -> Sense | None:
    """A homograph in a list of countries: «سنگال، مالی و نیجر»."""
    hit = hits[place]
    weak = next((sense for sense in hit.values if sense.kind == "weak"), None)
    if weak is None or place == 0 or place + 1 == len(hits):
        return None
    before, behind = hits[place - 1], hits[place + 1]
    between = (squeezed.text[before.end : hit.start], squeezed.text[hit.end : behind.start])
    countries = all(one.values[0].kind in ("country", "weak") for one in (before, behind))
    return weak if countries and all(text in _LIST_MARKS for text in between) else None


def countries_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """ISO codes of the countries that the mentions name, in order, each once."""
    mentions = [mention for mention in mentions if mention.country]
    found = dict.fromkeys(cast(str, mention.country) for mention in mentions)
    if "EU" in found and all(squeeze_phrase(m.surface)[0] == _BRUSSELS for m in mentions if m.country == "BE"):
        found.pop("BE", None)  # where the Union is named, its seat stands for it
    return tuple(found)


def _phrases(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    """Every phrase of the catalogue with its sense. Offices are not among them: they are found by their form beside a country."""
    for person in catalogue.people.values():
        sense = Sense("person", person.slug)
        for name in (person.name, *person.spellings):
            yield without_sayyid(name), sense
        for name in person.alone:
            yield widest(name), sense
        for name in person.short:
            yield widest(name), Sense("short", person.slug)
    for body in catalogue.bodies.values():
        for form in (body.name, *body.forms):
            yield form, Sense("body", body.slug, body.country if body.seat or _names_country(form, body, catalogue) else None)
    for country in catalogue.countries.values():
        weak = {word for word, _ in country.weak}
        names = [name for name in (country.name, *country.names, *country.seats) if name not in weak]
        yield from _country_phrases(country.code, names, country.adjectives)
        for word, before in country.weak:
            yield word, Sense("weak", country.code, country.code, tuple(squeeze_phrase(phrase)[0] for phrase in before))
    for phrase in catalogue.names_nothing:
        yield phrase, Sense("nothing", "")


def _names_country(form: str, body: Body, catalogue: Catalogue) -> bool:
    """Whether the name of a body has its country's in it: «حزب‌الله لبنان»."""
    country = catalogue.countries.get(body.country or "")
    words = f" {fold(form.replace(ZWNJ, ' '))} "
    names = (country.name, *country.names, *country.adjectives, *country.seats) if country else ()
    return any(f" {fold(name)} " in words for name in names)


def _country_phrases(code: str, names: Iterable[str], adjectives: Iterable[str]) -> Iterator[tuple[str, Sense]]:
    sense = Sense("country", code, code)
    nothing = Sense("nothing", "")
    for name in names:
        yield name, sense
        yield f"خبرگزاری {name}", nothing
        yield f"خبرگزاری رسمی {name}", nothing
    for adjective in adjectives:
        yield adjective, Sense("country", code, code, unless=GIVEN_NAMES) if adjective in _SURNAMES else sense
        for plural in _PLURALS:
            yield adjective + plural, sense
        if fold(adjective)[-1] in "یک":
            yield adjective + "ان", sense
        yield f"{adjective} زبان", nothing
