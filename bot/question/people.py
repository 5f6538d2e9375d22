"""Whom a name means that several people share."""

from __future__ import annotations

from bot.question.model import QuestionContext
from bot.question.segments import Segment
from bot.question.vocabulary import data
from bot.question.words import key_of


def person_of(segment: Segment, context: QuestionContext) -> tuple[str | None, tuple[str, ...]]:
    """Whom a name means and others who share it; None where it cannot be told.

    In this order: the one of exactly that name, whom the archive quotes most, whom the surname usually means, the only one of
    them in office.
    """
    slugs = segment.values
    if len(slugs) == 1:
        return slugs[0], ()
    key = key_of(segment.text)
    full = [slug for slug in slugs if key_of(context.catalogue.people[slug].name) == key]
    if len(full) == 1:
        return full[0], ()
    meant = next((slug for name, slug in data("meant.toml")["surnames"].items() if key_of(name) == key and slug in slugs), None)
    chosen = (context.most_quoted(slugs) if context.most_quoted else None) or meant
    if chosen is None:
        today = context.now.astimezone(context.zone).date()
        serving = [slug for slug in slugs if any(held.maybe_on(today) for held in context.catalogue.people[slug].held)]
        chosen = serving[0] if len(serving) == 1 else None
    if chosen is None:
        alone = [slug for slug in slugs if key in map(key_of, context.catalogue.people[slug].alone)]
        chosen = alone[0] if len(alone) == 1 else None
    return chosen, tuple(slug for slug in slugs if slug != chosen)
