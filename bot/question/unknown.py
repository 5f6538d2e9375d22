"""Words that nothing explains: a slip of a known name, the name of somebody whom the catalogue has not, or a phrase to search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.question.asking import Parts, phrase_of
from bot.question.model import AskBack, QuestionContext, Understood
from bot.question.people import person_of
from bot.question.segments import Segment
from bot.question.tidy import Tidier
from bot.question.vocabulary import Lexis
from bot.question.words import key_of
from jobs.analysis.fold import fold

_BESIDE_A_SPEAKER = frozenset(("about", "say", "what", "word", "period", "latest", "reaction", "drop", "by"))


class Guesser:
    """Places the unknown words of questions over one vocabulary."""

    def __init__(self, lexis: Lexis, tidier: Tidier, context: QuestionContext) -> None:
        self.lexis = lexis
        self.tidier = tidier
        self.context = context

    def place(self, found: Understood, parts: Parts, segments: Sequence[Segment]) -> Understood:
        """The question with its unknown words: where one is a slip, asked back about; else a speaker by name, or a phrase."""
        if found.quote is not None:
            return found
        for segment in parts.open_unknown:
            slug = self._slip(segment) if found.ask_back is None else None
            if slug is not None:
                found = self._meant(found, slug, segment, speaks=not found.speakers)
            elif _is_predicate(segment, segments) and found.speakers and not parts.who:
                continue
            elif _names_somebody(segment, segments, parts) and not found.speakers:
                found = replace(found, speakers=(f"name:{fold(segment.text)}",))
            else:
                found = replace(found, about=replace(found.about, phrases=(*found.about.phrases, phrase_of(segment))))
        for segment in parts.about:
            slug = self._slip(segment) if segment.kind == "unknown" and found.ask_back is None else None
            if slug is not None:
                rest = tuple(phrase for phrase in found.about.phrases if phrase.text != segment.text)
                found = replace(found, about=replace(found.about, phrases=rest))
                found = self._meant(found, slug, segment, speaks=False)
        return found

    def _slip(self, segment: Segment) -> str | None:
        """The slug that a misspelt name was meant for, where there is one."""
        words = segment.text.split()
        near = self.tidier.near(key_of(words[-1])) if len(words) <= 2 else ()
        for key in near[:1]:
            people = tuple(sense.value for sense in self.lexis.get(key) if sense.role == "person")
            if people:
                return person_of(Segment("person", 0, 1, key, people), self.context)[0] or people[0]
            return next((sense.value for sense in self.lexis.get(key) if sense.role == "country"), None)
        return None

    def _meant(self, found: Understood, slug: str, segment: Segment, *, speaks: bool) -> Understood:
        """Asked back, the guess already in its place: «بله» needs no second look."""
        found = replace(found, ask_back=AskBack.MEANT, candidates=(slug,), unsure=segment.text)
        if speaks:
            return replace(found, speakers=(slug,))
        about = found.about
        if slug in self.context.catalogue.countries:
            return replace(found, about=replace(about, countries=(*about.countries, slug)))
        return replace(found, about=replace(about, people=(*about.people, slug)))


def _is_predicate(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether the word is part of a verb («شرکت می‌کند», «حمایت کرد»): what somebody is asked to have done, not what about."""
    claimed = any(other.kind in ("say", "really") and other.last <= segment.first for other in segments)
    return not claimed and " " not in segment.text and any(s.first == segment.last and s.kind == "verb" for s in segments)


def _names_somebody(segment: Segment, segments: Sequence[Segment], parts: Parts) -> bool:
    """Whether the words stand where a speaker stands: beside words of saying, or right before «درباره»."""
    if parts.who:
        return False
    beside = {other.kind for other in segments if segment.first in (other.last, other.first) or other.first == segment.last}
    before_about = any(other.first == segment.last and other.kind == "about" for other in segments)
    return before_about or (bool(parts.kinds & {"say", "word"}) and bool(beside & _BESIDE_A_SPEAKER))
