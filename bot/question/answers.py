"""The parts of a question put together: who, about what, and where the bot has to ask back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.question.asking import Parts, phrase_of, play
from bot.question.model import About, AskBack, Note, Phrase, QuestionContext, QuestionKind, Understood
from bot.question.people import person_of
from bot.question.segments import STATES, Segment
from bot.question.unknown import Guesser
from bot.question.vocabulary import data

_PAST_PERFECT = ("بود", "بودند", "بودن")
_NARROW = frozenset(("مذاکره",))
"""Phrases that stand for their topic only where no country says more («مذاکره با آمریکا» is not all diplomacy)."""


def assemble(empty: Understood, segments: Sequence[Segment], guesser: Guesser, context: QuestionContext) -> Understood:
    """What the segments ask for, without its period."""
    parts = play(segments)
    found = _checked(empty, parts)
    found = _speakers(found, parts, context)
    found = _about(found, parts, context)
    found = guesser.place(found, parts, segments)
    found = _frame(found, parts, segments)
    found = _country_alone(found, segments)
    if found.kind is QuestionKind.NONE and _asks(found):
        found = replace(found, kind=QuestionKind.ASK)
    return found


def _asks(found: Understood) -> bool:
    return bool(found.speakers or found.about or found.ask_back or found.source or found.act)


def _checked(found: Understood, parts: Parts) -> Understood:
    """A quotation, or words that ask whether one is true."""
    asks_this = "this" in parts.kinds and parts.kinds & {"say", "who"}
    if found.quote is not None or asks_this or "really" in parts.kinds:
        phrases = (Phrase(found.quote),) if found.quote else ()
        return replace(found, kind=QuestionKind.CHECK, about=About(phrases=phrases))
    return found


def _speakers(found: Understood, parts: Parts, context: QuestionContext) -> Understood:
    speakers: list[str] = []
    for segment in parts.speakers:
        if segment.kind == "person":
            slug, others = person_of(segment, context)
            if slug is None:
                return _which(found, segment)
            found = _called(found, segment, slug, others)
            speakers.append(slug)
        elif segment.kind == "former-office" and segment.values:
            found = _former(found, segment, context)
            speakers.extend(segment.values[:1])
        elif segment.kind == "office" and len(segment.values) > 1:
            return _which(found, segment)
        elif segment.values:
            speakers.append(segment.values[0])
            found = replace(found, by_date=found.by_date or segment.kind == "office")
    return replace(found, speakers=tuple(dict.fromkeys(speakers)))


def _which(found: Understood, segment: Segment) -> Understood:
    return replace(found, ask_back=AskBack.WHICH, candidates=segment.values, unsure=segment.called or segment.text)


def _called(found: Understood, segment: Segment, slug: str, others: tuple[str, ...]) -> Understood:
    """With the others of the name that was taken; asked back where only a part of what was typed is that name."""
    if segment.called and found.ask_back is None:
        return replace(found, ask_back=AskBack.MEANT, candidates=(slug,), unsure=segment.called)
    return replace(found, alternatives=found.alternatives + others, unsure=found.unsure or segment.perhaps)


def _former(found: Understood, segment: Segment, context: QuestionContext) -> Understood:
    """Who held the office before: one is taken, of several the bot asks which."""
    today = context.now.astimezone(context.zone).date()
    terms = context.catalogue.terms_of(segment.values[0])
    serving = {slug for slug, held in terms if held.maybe_on(today)}
    holders = dict.fromkeys(slug for slug, held in reversed(terms) if held.until is not None and slug not in serving)
    return replace(found, former=True, ask_back=AskBack.WHICH, candidates=tuple(holders), unsure=segment.text)


def _about(found: Understood, parts: Parts, context: QuestionContext) -> Understood:
    if found.kind is QuestionKind.CHECK and found.quote:
        return found
    subject = _Subject(context)
    for segment in parts.about:
        if segment.kind != "person":
            subject.add(segment)
            continue
        slug, others = person_of(segment, context)
        if slug is None:
            found = replace(_which(found, segment), spoken_of=True)
            continue
        subject.people.append(slug)
        found = _called(found, segment, slug, others)
    return replace(found, about=subject.about())


class _Subject:
    """Gathers what is asked about."""

    def __init__(self, context: QuestionContext) -> None:
        self.context = context
        self.countries: list[str] = []
        self.topics: list[str] = []
        self.people: list[str] = []
        self.phrases: list[Phrase] = []

    def add(self, segment: Segment) -> None:
        """One segment that is spoken about, apart from people, who may have to be asked about."""
        if segment.kind in STATES or segment.kind == "state":
            self.countries.extend(segment.values[:1])
        elif segment.kind == "us":
            self.countries.append("IR")
        elif segment.kind == "body" and (country := _seat(segment.values[0], self.context)):
            self.countries.append(country)
        elif segment.kind in ("office", "former-office", "body"):
            self.people.extend(segment.values[:1])
        elif segment.kind == "topic":
            self.topics.extend(segment.values)
        else:
            phrase = phrase_of(segment)
            self.phrases.append(phrase)
            self.topics.extend(phrase.topics)

    def about(self) -> About:
        """All of it, each once."""
        narrow = self.countries and any(phrase.text in _NARROW for phrase in self.phrases)
        topics = [topic for topic in self.topics if not (narrow and topic == "diplomacy")]
        return About(_unique(self.countries), _unique(topics), _unique(self.people), tuple(dict.fromkeys(self.phrases)))


def _seat(slug: str, context: QuestionContext) -> str | None:
    """The country of which a body's name is another name («کاخ سفید»)."""
    body = context.catalogue.bodies[slug]
    return body.country if body.seat else None


def _unique(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _frame(found: Understood, parts: Parts, segments: Sequence[Segment]) -> Understood:
    """Acts, sources, order, cards, and the sentence that an answer to «چرا» and «فرق» begins with."""
    kinds = parts.kinds
    said = [segment.text for segment in segments if segment.kind in ("say", "drop")]
    asked_before = parts.who and "say" in kinds and any(text.split()[-1] in _PAST_PERFECT for text in said)
    title = next((segment for segment in segments if segment.kind == "title"), None)
    if title is not None and not found.speakers and found.ask_back is None:
        found = replace(found, ask_back=AskBack.MEANT, candidates=title.values[:1], unsure=title.text)
    source = next((segment.values[0] for segment in segments if segment.kind == "publisher"), None)
    found = replace(
        found,
        source=source,
        newest="latest" in kinds,
        oldest_first="first" in kinds or asked_before,
        who=parts.who and bool(kinds & {"say", "act"}),
        note=Note.CAUSE
        if "why" in kinds
        else Note.COMPARISON
        if "difference" in kinds
        else Note.VERDICT
        if kinds & {"really", "doubt"}
        else None,
    )
    if parts.acts and found.kind is not QuestionKind.CHECK:
        act = parts.acts[0].values[0]
        if act == "criticises" and "حمله" in parts.acts[0].text and _are_states(found):
            about = replace(found.about, topics=_unique([*found.about.topics, "military"]))
            return _card(replace(found, about=about), parts)
        found = replace(found, act=act, acts=(act, *data("acts.toml")[act]["also"]))
    return _card(found, parts)


def _are_states(found: Understood) -> bool:
    """Whether those who «حمله کرد» have an army rather than an opinion."""
    armed = all(len(slug) == 2 or (slug.startswith("body:") and found.about.countries) for slug in found.speakers)
    return bool(found.speakers) and armed


def _card(found: Understood, parts: Parts) -> Understood:
    """«وزیر خارجه ترکیه کیه؟», «کی وزیر نیرو است؟»: who holds the office, not what he said."""
    alone = len(found.speakers) == 1 and not found.about
    asks = "is" in parts.kinds or (parts.who and any(segment.kind == "office" for segment in parts.speakers))
    if alone and asks and not parts.kinds & {"say", "word", "act"} and found.ask_back is None:
        return replace(found, card=found.speakers[0], by_date=False, who=False)
    return found


def _country_alone(found: Understood, segments: Sequence[Segment]) -> Understood:
    """A country and nothing else is wanted as speaker and as subject."""
    kinds = {segment.kind for segment in segments} - {"drop", "period", "latest", "what"}
    if kinds and kinds <= STATES and len(found.about.countries) == 1 and not found.speakers:
        return replace(found, speakers=found.about.countries, either=True)
    return found
