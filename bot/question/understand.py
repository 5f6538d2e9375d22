"""From the words of a question to what it asks for."""

from __future__ import annotations

from bot.question.model import About, QuestionContext, QuestionKind, Understood
from bot.question.vocabulary import vocabulary
from bot.question.words import words_of


def understand(question: str, context: QuestionContext) -> Understood:
    """What `question` asks for; never raises, whatever is typed."""
    names = vocabulary(context.catalogue, context.publishers)
    words = words_of(question)
    speakers: list[str] = []
    countries: list[str] = []
    at = 0
    while at < len(words):
        found = next(iter(names.at(words, at)), None)
        if found is None:
            at += 1
            continue
        speakers.extend(slug for slug in found.of("person", "body")[:1] if slug not in speakers)
        countries.extend(code for code in found.of("country", "seat")[:1] if code not in countries)
        at = found.last
    if not speakers and not countries:
        return Understood(question)
    catalogue = context.catalogue
    line = " و ".join(map(catalogue.name_of, speakers))
    if countries:
        line = f"{line} دربارهٔ {' و '.join(map(catalogue.name_of, countries))}".strip()
    return Understood(
        question,
        QuestionKind.ASK,
        speakers=tuple(speakers) or tuple(countries[:1]),
        about=About(countries=tuple(countries)),
        either=not speakers,
        understood=line,
    )
