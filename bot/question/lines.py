"""The line that an answer begins with: how the question was understood, in plain Persian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import texts
from bot.question.asked import Asked
from bot.question.model import QuestionKind, Understood
from bot.question.vocabulary import data
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.topics import NAMES
from storage.records import NAME, shown_by

_AND = " و "
_TOPICS = {"military": "امور نظامی", "nuclear": "موضوع هسته‌ای", "judiciary": "امور قضایی", "labour-welfare": "کار و رفاه"}
"""Names of topics behind «دربارهٔ», where the topic's own name is an adjective."""


def line_of(understood: Understood, catalogue: Catalogue, publishers: Mapping[str, str]) -> str:
    """«حسن روحانی دربارهٔ ترکیه، به گزارش مهر»; `publishers` are Persian names by slug."""
    if understood.card:
        return name_of(understood.card, catalogue)
    said = _said(
        () if understood.either else understood.speakers,
        () if understood.quote else subjects_of(understood, catalogue),
        _Frame(understood.former, understood.act, understood.source),
        catalogue,
        publishers,
    )
    return said or (texts.EVERYBODY if understood.kind is QuestionKind.ASK and not understood.ask_back else "")


def line_of_asked(asked: Asked, catalogue: Catalogue, publishers: Mapping[str, str]) -> str:
    """The same for a question that a button has turned, narrowed or widened."""
    query = asked.query
    subjects = [
        *asked.phrases,
        *(_TOPICS.get(topic) or NAMES.get(topic, topic) for topic in query.topics),
        *map(catalogue.name_of, (*query.people, *query.countries)),
    ]
    frame = _Frame(asked.former, asked.act, query.source)
    return _said(query.speakers, subjects, frame, catalogue, publishers) or texts.EVERYBODY


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around who and about what."""

    former: bool
    act: str | None
    source: str | None


def _said(
    speakers: Sequence[str], subjects: Sequence[str], frame: _Frame, catalogue: Catalogue, publishers: Mapping[str, str]
) -> str:
    who = _AND.join(name_of(slug, catalogue) for slug in speakers)
    if frame.former:
        who = texts.FORMERLY.format(role=who)
    about = _AND.join(subjects)
    parts = [" ".join(part for part in (who, texts.ABOUT.format(what=about) if about else "") if part)]
    if frame.act:
        parts.append(str(data("acts.toml")[frame.act]["noun"]))
    if frame.source:
        parts.append(texts.AS_REPORTED.format(source=publishers.get(frame.source, frame.source)))
    return texts.LIST_COMMA.join(part for part in parts if part)


def name_of(slug: str, catalogue: Catalogue) -> str:
    """The Persian name of a speaker: a state speaks through its officials."""
    if slug in catalogue.countries:
        return texts.BY_OFFICIALS.format(country=catalogue.name_of(slug))
    return shown_by(slug) if slug.startswith(NAME) else catalogue.name_of(slug)


def subjects_of(understood: Understood, catalogue: Catalogue) -> Sequence[str]:
    """The names of what is asked about; a topic that a phrase implies is not said beside it."""
    about = understood.about
    implied = {topic for phrase in about.phrases for topic in phrase.topics}
    return [
        *(phrase.text for phrase in about.phrases),
        *(_TOPICS.get(topic) or NAMES.get(topic, topic) for topic in about.topics if topic not in implied),
        *map(catalogue.name_of, (*about.people, *about.countries)),
    ]
