"""What in a catalogue cannot be true, or cannot be told apart: for `naql people check`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from jobs.analysis.catalogue import Catalogue, Held, first_day, last_day
from jobs.analysis.matcher import squeeze_phrase
from jobs.analysis.names import widest, without_sayyid


def contradictions(catalogue: Catalogue) -> tuple[str, ...]:
    """One readable line for every contradiction; () for a sound catalogue."""
    return (
        *_broken_terms(catalogue),
        *_shared_offices(catalogue),
        *_shared_aliases(catalogue),
        *_shared_forms(catalogue),
        *_broken_events(catalogue),
    )


def _broken_terms(catalogue: Catalogue) -> Iterator[str]:
    """Terms of offices that do not exist, dates that are none, ends that are not after their beginnings."""
    for person in catalogue.people.values():
        if person.country is not None and person.country not in catalogue.countries:
            yield f"{person.slug}: country {person.country} is unknown"
        for held in person.held:
            if held.office not in catalogue.offices:
                yield f"{person.slug}: office {held.office} is unknown"
            try:
                since, until = held.since or "0001", held.until or "9999"
                backwards = first_day(since) >= last_day(until)
            except ValueError:
                yield f"{person.slug}: {held.office} has a date that is none ({held.since}, {held.until})"
                continue
            if backwards:
                yield f"{person.slug}: {held.office} ends ({held.until}) before it begins ({held.since})"


def _shared_offices(catalogue: Catalogue) -> Iterator[str]:
    """Two who held one office at once for certain, or one twice at once. An acting holder may stand beside another."""
    for office in catalogue.offices:
        terms = [term for term in catalogue.terms_of(office) if not term[1].acting]
        for (one, first), (other, second) in combinations(terms, 2):
            if _overlap(first, second):
                yield f"{office}: held by {one} ({_span(first)}) and {other} ({_span(second)}) at once"


def _overlap(one: Held, other: Held) -> bool:
    """Whether the two surely share a day. A term without a beginning is sure of none."""
    if one.since is None or other.since is None:
        return False
    try:
        begin = max(last_day(one.since), last_day(other.since))
        ends = [first_day(held.until) for held in (one, other) if held.until is not None]
    except ValueError:
        return False
    return not ends or begin < min(ends)


def _span(held: Held) -> str:
    return f"{held.since or '…'}–{held.until or '…'}"


def _shared_aliases(catalogue: Catalogue) -> Iterator[str]:
    """A full name, or a name that is said to mean one person alone, borne by two entries. Short names may be shared."""
    owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for person in catalogue.people.values():
        names = {without_sayyid(name) for name in (person.name, *person.spellings)}
        for name in names | {widest(name) for name in person.alone}:
            owners[squeeze_phrase(name)[0]][person.slug] = name
    for body in catalogue.bodies.values():
        for name in (body.name, *body.forms):
            owners[squeeze_phrase(name)[0]][body.slug] = name
    for bearers in owners.values():
        if len(bearers) > 1:
            yield f"«{next(iter(bearers.values()))}» is a name of {' and '.join(sorted(bearers))}"
    for person in catalogue.people.values():
        for name in person.alone:
            others = [p.slug for p in catalogue.people.values() if p.slug != person.slug and name in p.short]
            if others:
                yield f"«{name}» is said to mean {person.slug} alone, and is a short name of {others[0]}"


def _shared_forms(catalogue: Catalogue) -> Iterator[str]:
    """A form of an office that means two offices of one country."""
    owners: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for office in catalogue.offices.values():
        for form in office.forms:
            owners[squeeze_phrase(form)[0], office.country].add(office.slug)
    for (form, country), slugs in owners.items():
        if len(slugs) > 1:
            yield f"«{form}» of {country or 'no country'} is a form of {' and '.join(sorted(slugs))}"


def _broken_events(catalogue: Catalogue) -> Iterator[str]:
    for event in catalogue.events.values():
        if event.until is not None and first_day(event.since) >= last_day(event.until):
            yield f"{event.slug}: ends ({event.until}) before it begins ({event.since})"
