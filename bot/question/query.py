"""From what was understood to what the storage is asked."""

from __future__ import annotations

from datetime import UTC

from bot.question.model import Phrase, Understood
from jobs.analysis.fold import query_tokens
from storage.records import Query


def to_query(understood: Understood) -> Query:
    """The storage's query for a question.

    A phrase says more than the topics it implies: those are left out, so that a statement that has the words is found whatever
    its topic was taken for. A phrase with other names is one string with the names parted by «|». A country that is wanted as
    speaker and as subject is asked for as subject.
    """
    about = understood.about
    implied = {topic for phrase in about.phrases for topic in phrase.topics}
    return Query(
        speakers=() if understood.either else understood.speakers,
        countries=about.countries,
        topics=tuple(topic for topic in about.topics if topic not in implied),
        people=about.people,
        phrases=tuple(tokens for tokens in map(phrase_tokens, about.phrases) if tokens),
        since=understood.since.astimezone(UTC) if understood.since else None,
        until=understood.until.astimezone(UTC) if understood.until else None,
        source=understood.source,
        acts=understood.acts,
        oldest_first=understood.oldest_first,
    )


def phrase_tokens(phrase: Phrase) -> str:
    """Folded tokens of the phrase and of its other names, the names parted by «|»."""
    names = (" ".join(query_tokens(name)) for name in (phrase.text, *phrase.also))
    return "|".join(name for name in names if name)
