"""Words that nothing explains: a slip of a known name, the name of somebody whom the catalogue has not, or a phrase to search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.question.asking import Parts, phrase_of
from bot.question.model import AskBack, Phrase, QuestionContext, Understood
from bot.question.people import person_of
from bot.question.segments import Segment
from bot.question.tidy import Tidier
from bot.question.vocabulary import Lexis
from bot.question.words import key_of, named

CONJUGATED = re.compile("ن?می(?!دان|وه|ان|هن|زان|راث|لیون|لیارد|ناب|نا|ز|خ|ل|گو|ش$).{2,}(?:م|یم|ید|ین|ند|ن|ه|د|ی)")
"""Spoken verbs («میسازه», «نمی‌کنیم»); the words shut out are nouns."""

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
            return self._told(found, parts, segments)
        heard = list(parts.speakers)
        for segment in parts.open_unknown:
            slug = self._slip(segment) if found.ask_back is None else None
            if slug is not None:
                found = self._meant(found, slug, segment, speaks=not found.speakers)
            elif _is_predicate(segment, segments) and (found.speakers or found.about) and not _is_claim(segment, segments, parts):
                continue
            elif _is_joined(segment, segments, parts, heard) or (self._speaks(segment, segments, parts) and not found.speakers):
                heard.append(segment)
                found = replace(found, speakers=(*found.speakers, named(segment.text)))
            else:
                phrase = phrase_of(_one_of(segment, segments))
                found = replace(found, about=replace(found.about, phrases=(*found.about.phrases, phrase)))
        for segment in parts.about:
            if segment.kind == "unknown" and CONJUGATED.fullmatch(key_of(segment.text)):
                found = replace(found, about=replace(found.about, phrases=_without(found, segment)))
                continue
            slug = self._slip(segment) if segment.kind == "unknown" and found.ask_back is None else None
            if slug is not None:
                found = replace(found, about=replace(found.about, phrases=_without(found, segment)))
                found = self._meant(found, slug, segment, speaks=False)
        return found

    def _told(self, found: Understood, parts: Parts, segments: Sequence[Segment]) -> Understood:
        """A quotation with the one to whom it is given, where that is a name («کوهیار گفته: «…»»)."""
        given = [one for one in parts.open_unknown if "say" in parts.kinds and self._speaks(one, segments, parts)]
        return replace(found, speakers=(named(given[0].text),)) if len(given) == 1 and not found.speakers else found

    def _speaks(self, segment: Segment, segments: Sequence[Segment], parts: Parts) -> bool:
        """Whether the words are the name of who speaks; behind a bare act («هشدار فائو») a word that means nothing else is."""
        town = any(sense.role == "seat" for sense in self.lexis.get(key_of(segment.text)))
        if town or any(letter.isdigit() for letter in segment.text):
            return False
        if _names_somebody(segment, segments, parts):
            return True
        behind_deed = any(other.last == segment.first and other.kind in ("act", "reaction") for other in segments)
        return behind_deed and not parts.who and not self.tidier.is_ordinary(key_of(segment.text.split()[-1]))

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


def _one_of(segment: Segment, segments: Sequence[Segment]) -> Segment:
    """The word without the ending of «a», where it was asked which («چه مهلتی»)."""
    asked = any(other.last == segment.first and other.kind == "what" for other in segments)
    bare = asked and " " not in segment.text and len(segment.text) > 4 and segment.text.endswith("ی")
    return replace(segment, text=segment.text[:-1]) if bare else segment


def _without(found: Understood, segment: Segment) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in found.about.phrases if phrase.text != segment.text)


def _is_predicate(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether the word is part of a verb («شرکت می‌کند», «حمایت کرد»): what somebody is asked to have done, not what about."""
    if CONJUGATED.fullmatch(key_of(segment.text)):
        return True
    if any(other.last == segment.first and other.kind == "what" for other in segments):
        return False  # «چه مهلتی داد»
    return " " not in segment.text and any(s.first == segment.last and s.kind == "verb" for s in segments)


def _is_claim(segment: Segment, segments: Sequence[Segment], parts: Parts) -> bool:
    """Whether the word is part of what somebody is asked to have claimed («کی گفت بنزین گران نمیشه»), and no verb by itself."""
    claimed = parts.who or any(other.kind in ("say", "really") and other.last <= segment.first for other in segments)
    return claimed and not CONJUGATED.fullmatch(key_of(segment.text))


def _is_joined(segment: Segment, segments: Sequence[Segment], parts: Parts, heard: Sequence[Segment]) -> bool:
    """Whether «و» joins the words to somebody who speaks («مکرون و شولتز»)."""
    at = next(index for index, other in enumerate(segments) if other.first == segment.first)
    return at > 1 and segments[at - 1].text == "و" and segments[at - 2] in heard and not parts.who


def _names_somebody(segment: Segment, segments: Sequence[Segment], parts: Parts) -> bool:
    """Whether the words stand where a speaker stands: beside words of saying, or right before «درباره»."""
    if parts.who:
        return False
    beside = {other.kind for other in segments if segment.first in (other.last, other.first) or other.first == segment.last}
    before_about = any(other.first == segment.last and other.kind == "about" and other.text for other in segments)
    return before_about or (bool(parts.kinds & {"say", "word", "difference"}) and bool(beside & _BESIDE_A_SPEAKER))
