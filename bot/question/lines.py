"""The line that an answer begins with: how the question was understood, in plain Persian."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts
from bot.question.model import QuestionKind, Understood
from bot.question.vocabulary import data
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.topics import NAMES

_AND = " و "
_TOPICS = {"military": "امور نظامی", "nuclear": "موضوع هسته‌ای", "judiciary": "امور قضایی", "labour-welfare": "کار و رفاه"}
"""Names of topics behind «دربارهٔ», where the topic's own name is an adjective."""


def line_of(understood: Understood, catalogue: Catalogue, publishers: dict[str, str]) -> str:
    """«حسن روحانی دربارهٔ ترکیه، به گزارش مهر»; `publishers` are Persian names by slug."""
    who = _AND.join(name_of(slug, catalogue) for slug in understood.speakers) if not understood.either else ""
    if understood.former:
        who = texts.FORMERLY.format(role=who)
    about = "" if understood.quote else _AND.join(subjects_of(understood, catalogue))
    if understood.card:
        return name_of(understood.card, catalogue)
    parts = [" ".join(part for part in (who, texts.ABOUT.format(what=about) if about else "") if part)]
    if understood.act:
        parts.append(str(data("acts.toml")[understood.act]["noun"]))
    if understood.source:
        parts.append(texts.AS_REPORTED.format(source=publishers.get(understood.source, understood.source)))
    said = texts.LIST_COMMA.join(part for part in parts if part)
    return said or (texts.EVERYBODY if understood.kind is QuestionKind.ASK and not understood.ask_back else "")


def name_of(slug: str, catalogue: Catalogue) -> str:
    """The Persian name of a speaker: a state speaks through its officials."""
    if slug in catalogue.countries:
        return texts.BY_OFFICIALS.format(country=catalogue.name_of(slug))
    return slug.removeprefix("name:") if slug.startswith("name:") else catalogue.name_of(slug)


def subjects_of(understood: Understood, catalogue: Catalogue) -> Sequence[str]:
    """The names of what is asked about; a topic that a phrase implies is not said beside it."""
    about = understood.about
    implied = {topic for phrase in about.phrases for topic in phrase.topics}
    return [
        *(phrase.text for phrase in about.phrases),
        *(_TOPICS.get(topic) or NAMES.get(topic, topic) for topic in about.topics if topic not in implied),
        *map(catalogue.name_of, (*about.people, *about.countries)),
    ]
