"""What a typed wish to follow means, pure: «دنبال کن ظریف دربارهٔ سوریه», «گفته‌های ظریف», «آب هیرمند» in guillemets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.question import AskBack, Understood
from bot.question.fullnames import HONOURS, is_given
from bot.question.model import Phrase
from bot.question.query import phrase_tokens
from bot.texts import ABOUT
from bot.texts import following as texts
from jobs.analysis.fold import fold, query_tokens
from storage.records import NAME, Aspect, Follow, spelt

MOST = 5
"""Follows that one message may ask for."""
LONGEST = 200
_QUOTED = re.compile(r"«([^«»]{2,80})»")
_PHRASE_LENGTH = 60
_NAME_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """`follows`: what was asked for; `others`: the same of others who share the name that was taken. Where the bot has to ask
    back: `candidates` to choose from for the words `unsure` (`misspelt`: nobody is called that), and in `phrase` the same words
    followed as a phrase; the `follows` beside them are sure. `unsure` without candidates: what may be the full name of somebody
    whom only the archive knows."""

    follows: tuple[Follow, ...] = ()
    others: tuple[Follow, ...] = ()
    candidates: tuple[Follow, ...] = ()
    unsure: str = ""
    misspelt: bool = False
    phrase: Follow | None = None


def wish_of(text: str) -> tuple[str, bool] | None:
    """What a message wants to follow, and whether it wants to follow it (else not any more); None for any other message."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        return None
    for words, endings, on in (
        (texts.UNFOLLOW_WORDS, texts.UNFOLLOW_ENDINGS, False),
        (texts.FOLLOW_WORDS, texts.FOLLOW_ENDINGS, True),
    ):
        for word in words:
            if said == word or said.startswith((f"{word} ", f"{word}:", f"{word}«")):
                return said[len(word) :].strip(" :"), on
        for ending in endings:
            if said.endswith(f" {ending}"):
                return said[: -len(ending)].strip(), on
    return None


def wanted(typed: str, understand: Callable[[str], Understood]) -> Wanted:
    """The follows that `typed` asks for.

    What stands alone in guillemets is a phrase of one's own, unless it is a name. A name alone means both what is said by it and
    what is said about it; «گفته‌های …» only the one, «دربارهٔ …» only the other; somebody about something, by and about.
    """
    own = _own_phrases(typed, understand)
    rest = _without(typed, own)
    if not rest:
        return Wanted((_phrase(own),)) if own else Wanted()
    found = understand(rest)
    if found.ask_back is not None and found.candidates:
        return _apart(rest, own, understand) or _asked_back(found, rest, own)
    follows = tuple(f for f in _follows(found, rest, own) if f.key)[:MOST]
    if follows:
        return Wanted(follows, _others(follows, found.alternatives), unsure=found.unsure)
    phrase = _phrase([rest, *own])
    return Wanted((phrase,)) if phrase.phrase_tokens else Wanted()


def _apart(rest: str, own: Sequence[str], understand: Callable[[str], Understood]) -> Wanted | None:
    """Several names, of which one is not sure: the others are followed all the same. None for one, or about something."""
    words = rest.split()
    if texts.AND not in words or own or is_about(rest):
        return None
    names = " ".join("\n" if word == texts.AND else word for word in words).split("\n")
    found = [wanted(name, understand) for name in names if name.strip()]
    unsure = [one for one in found if one.candidates]
    if not unsure or any(follow.phrase for one in found for follow in one.follows):
        return None
    return replace(unsure[0], follows=tuple(follow for one in found for follow in one.follows)[:MOST])


def _others(follows: Sequence[Follow], slugs: Sequence[str]) -> tuple[Follow, ...]:
    """The one follow, of each of the others of that name."""
    return tuple(replace(follows[0], who=slug) for slug in slugs[:MOST]) if len(follows) == 1 and follows[0].who else ()


def _own_phrases(typed: str, understand: Callable[[str], Understood]) -> list[str]:
    """The words in guillemets that name nobody and nothing: «ظریف» is a name, «آب شیرین دریا» a phrase."""
    return [piece for piece in _QUOTED.findall(typed) if not _names(understand(piece))]


def _names(found: Understood) -> bool:
    known = [slug for slug in found.speakers if not slug.startswith(NAME)]
    return bool(known or found.about.people or found.about.countries) and not found.about.phrases


def _without(typed: str, own: Sequence[str]) -> str:
    for piece in own:
        typed = typed.replace(f"«{piece}»", " ")
    return " ".join(typed.replace("«", " ").replace("»", " ").split())


def _asked_back(found: Understood, rest: str, own: Sequence[str]) -> Wanted:
    """Each candidate in the place of the words that were not sure."""
    choices: list[Follow] = []
    for slug in found.candidates[:MOST]:
        chosen = found
        if found.ask_back is AskBack.WHICH and (found.spoken_of or (found.speakers and not found.former)):
            chosen = replace(found, about=replace(found.about, people=(*found.about.people, slug)))
        elif found.ask_back is AskBack.WHICH or not _follows(found, rest, own):
            chosen = replace(found, speakers=(slug,))
        choices += _follows(chosen, rest, own)[:1]
    misspelt = found.ask_back is AskBack.MEANT
    return Wanted((), (), tuple(c for c in choices if c.key), found.unsure, misspelt, _phrase([found.unsure, *own]))


def _follows(found: Understood, rest: str, own: Sequence[str]) -> list[Follow]:
    speakers = () if found.either else found.speakers
    subjects = _subjects(found, rest, own, spoken=bool(speakers))
    if not speakers:
        return [subject for subject in subjects if subject.key]
    said_by = any(rest.startswith(f"{word} ") for word in texts.BY_WORDS)
    aspect = Aspect.BY if said_by or any(subject.key for subject in subjects) else Aspect.ANY
    return [_speaks(slug, aspect, subject) for slug in speakers for subject in subjects]


def _speaks(slug: str, aspect: Aspect, subject: Follow) -> Follow:
    """Somebody about something. A state speaks through its officials: as `country`, or as `who` where another is the subject."""
    state = len(slug) == 2 and slug.isupper()
    if state and subject.country is None:
        return replace(subject, country=slug, country_as=Aspect.BY)
    return replace(subject, who=slug, who_as=Aspect.BY if state else aspect)


def _subjects(found: Understood, rest: str, own: Sequence[str], *, spoken: bool) -> list[Follow]:
    """What is to be spoken about; of several people or countries («ترکیه و سوریه») each."""
    about = found.about
    follow = _phrase(own) if own else _of_phrases(sorted(about.phrases, key=lambda phrase: rest.find(phrase.text)))
    implied = {topic for phrase in about.phrases for topic in phrase.topics}
    topics = [topic for topic in about.topics if topic not in implied]
    several = [replace(follow, topic=topic) for topic in (topics if texts.AND in rest.split() else topics[:1])] or [follow]
    if about.people and spoken:
        several = [replace(one, about=slug) for one in several for slug in about.people]
    elif about.people:
        several = [replace(one, who=slug, who_as=Aspect.ABOUT) for one in several for slug in about.people]
    if about.countries:
        aspect = Aspect.ANY if found.either or _alone(found, rest) else Aspect.ABOUT
        several = [replace(one, country=code, country_as=aspect) for one in several for code in about.countries]
    return several


def _alone(found: Understood, rest: str) -> bool:
    """Whether countries are named and nothing else: each is meant as what it says and what is said about it."""
    about = found.about
    if is_about(rest):
        return False
    return len(about.countries) > 1 and not (found.speakers or about.people or about.topics or about.phrases)


def is_about(rest: str) -> bool:
    """Whether the words say what about."""
    return fold(ABOUT.format(what="")).strip() in fold(rest).split()


def _of_phrases(phrases: Sequence[Phrase]) -> Follow:
    """One phrase with its other names; of several, the words of all."""
    if not phrases:
        return Follow()
    if len(phrases) == 1:
        return Follow(phrase=phrases[0].text, phrase_tokens=phrase_tokens(phrases[0]) or None)
    return _phrase([phrase.text for phrase in phrases])


def _phrase(pieces: Sequence[str]) -> Follow:
    """The words as typed; a follow of nothing where they have none that is indexed."""
    text = " ".join(pieces)[:_PHRASE_LENGTH].strip()
    tokens = " ".join(query_tokens(text))
    return Follow(phrase=text, phrase_tokens=tokens) if tokens else Follow()


def in_person(follow: Follow, means_something: Callable[[str], bool], aspect: Aspect = Aspect.ANY) -> Follow:
    """A phrase that is somebody's full name, followed as that name: it brings what they say and the texts that name them.
    `means_something` tells of a folded word whether it is one of the language."""
    words = [word for word in fold(follow.phrase or "").split() if word not in HONOURS]
    whole = by_name(follow)
    if whole is None or "|" in (follow.phrase_tokens or "") or not 1 < len(words) <= _NAME_LENGTH:
        return follow
    known = sum(map(means_something, words))
    pair = len(words) < _NAME_LENGTH
    named = known < len(words) or pair if is_given(words[0]) else not known  # last names are words of the language too
    if not named or not all(map(str.isalpha, words)):
        return follow
    return Follow(spelt(str(whole.who), str(follow.phrase)), aspect)


def by_name(follow: Follow) -> Follow | None:
    """A phrase of one to four words as somebody's name, for a speaker whom the catalogue does not know."""
    if follow.phrase and not (follow.who or follow.country or follow.topic) and len(follow.phrase.split()) <= 4:
        return Follow(who=f"{NAME}{fold(follow.phrase)}")
    return None
