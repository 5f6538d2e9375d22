"""What the buttons of a question asked back ask: a candidate in the place of the words that were not sure. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.question.asked import Asked, asked_of
from bot.question.model import AskBack, Understood


def chosen(understood: Understood, slug: str) -> Asked:
    """The question with one of the candidates in the place of the words that were not sure."""
    asked = replace(asked_of(understood), former=False)
    query = asked.query
    if understood.ask_back is AskBack.MEANT and slug in (*query.speakers, *query.people, *query.countries):
        return asked
    if understood.speakers and not understood.former:
        return replace(asked, query=replace(query, people=(*query.people, slug)))
    return replace(asked, query=replace(query, speakers=(slug,)))


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
