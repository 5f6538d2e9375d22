"""What the buttons of a question asked back ask: a candidate in the place of the words that were not sure. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.question.asked import Asked, asked_of
from bot.question.model import AskBack, Understood
from jobs.analysis.catalogue import Catalogue, Person
from jobs.analysis.fold import query_tokens
from storage.records import Query, shown_by


def chosen(understood: Understood, slug: str) -> Asked:
    """The question with one of the candidates in the place of the words that were not sure."""
    asked = replace(asked_of(understood), former=False)
    query = asked.query
    if understood.ask_back is AskBack.MEANT and slug in (*query.speakers, *query.people, *query.countries):
        return asked
    if understood.spoken_of or (understood.speakers and not understood.former):
        return replace(asked, query=replace(query, people=(*query.people, slug)))
    return replace(asked, query=replace(query, speakers=(slug,)))


def as_words(asked: Asked, catalogue: Catalogue) -> Asked | None:
    """Who was to speak, looked for as words instead, in the same time; None where no single one was named."""
    slug = asked.speaker
    if not slug or slug in catalogue.countries:
        return None
    entry = catalogue.people.get(slug) or catalogue.offices.get(slug) or catalogue.bodies.get(slug)
    name = shown_by(slug) if entry is None else entry.name
    other = entry.short if isinstance(entry, Person) else entry.forms if entry else ()
    forms = dict.fromkeys(" ".join(query_tokens(form)) for form in (name, *other))
    query = Query(phrases=("|".join(form for form in forms if form),), since=asked.query.since, until=asked.query.until)
    return Asked(query, (name,), period=asked.period) if query.phrases[0] else None


def as_phrase(understood: Understood, tokens: str) -> Asked:
    """The question with the unsure word taken as it stands («نه، همین عبارت»): searched, and nobody's name."""
    asked = asked_of(understood)

    def without(slugs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(slug for slug in slugs if slug not in understood.candidates)

    query = asked.query
    query = replace(
        query,
        speakers=without(query.speakers),
        people=without(query.people),
        countries=without(query.countries),
        phrases=(*query.phrases, tokens),
    )
    return replace(asked, query=query, phrases=(*asked.phrases, understood.unsure))
