"""What a message asks for, with what the archive knows: its publishers, and whom of one name it quotes most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.handlers.common import Context, services
from bot.handlers.known import known
from bot.question import About, AskBack, Phrase, QuestionContext, QuestionKind, Understood, understand
from bot.render.story import View
from jobs.analysis.fold import fold
from jobs.analysis.lexicon import Lexicon
from storage import search
from storage.database import ReadSession
from storage.records import NAME, Query, found_by

_LATELY = timedelta(days=180)
"""How far back it counts whom the archive quotes most."""


async def understood_as(session: ReadSession, text: str, view: View, context: Context) -> Understood:
    """What the message asks for. Of several people of one name the one is meant whom the archive quotes most lately."""
    parts = services(context)
    slugs = (await known(session, context)).slugs
    given = QuestionContext(view.now, view.zone, parts.catalogue, slugs, lexicon=parts.lexicon)
    found = await _with_names(session, understand(text, given), parts.lexicon)
    if found.former or not (found.alternatives or found.ask_back is AskBack.WHICH):
        return found
    if found.speakers and found.speakers[0].startswith(NAME):
        return found
    shared = (*found.alternatives, *found.speakers, *found.about.people, *found.candidates)
    quoted = await _counts(session, shared, view.now - _LATELY)
    return understand(text, replace(given, most_quoted=lambda slugs: most_quoted(slugs, quoted)))


async def _with_names(session: ReadSession, found: Understood, lexicon: Lexicon | None) -> Understood:
    """The question with somebody who is not in the catalogue under the name by which the archive knows them.

    A last name alone means the one who is quoted most of those who have it, the others are offered. Words that stand alone, mean
    nothing else and are such a name, mean its bearer. So does a full name of which the catalogue knows only a part.
    """
    if " " in found.unsure and not found.former and found.ask_back is not AskBack.CALENDAR:
        bearers = [slug for slug, _ in await search.named(session, fold(found.unsure))]
        return in_full(found, bearers) if bearers else found
    if any(slug.startswith(NAME) for slug in found.speakers):
        several = [await _bearers(session, slug) if slug.startswith(NAME) else (slug,) for slug in found.speakers]
        if found.quote and len(several) == 1:  # by whom of the name it is matters, and by whom the archive does not know does not
            return replace(found, speakers=several[0] if await _is_known(session, several[0]) else ())
        speakers = tuple(bearers[0] for bearers in several)
        return replace(found, speakers=speakers, alternatives=several[0][1:] if len(several) == 1 else found.alternatives)
    only = found.about.phrases[0] if len(found.about.phrases) == 1 else None
    alone = not (found.speakers or found.about.countries or found.about.topics or found.about.people)
    if only is None or only.topics or only.also or not alone or found.quote or found.kind is not QuestionKind.ASK:
        return found
    if all(is_ordinary(word, lexicon) for word in fold(only.text).split()):
        return found
    slugs = [slug for slug, _ in await search.named(session, fold(only.text))]
    return replace(found, about=About(), speakers=(slugs[0],), alternatives=tuple(slugs[1:])) if slugs else found


async def _bearers(session: ReadSession, slug: str) -> tuple[str, ...]:
    """Whom the archive knows by a name: the one of exactly that name, else all who have it, the most quoted first; the name
    itself where it knows nobody."""
    slugs = tuple(known for known, _ in await search.named(session, found_by(slug).removeprefix(NAME)))
    whole = tuple(known for known in slugs if found_by(known) == found_by(slug))
    return whole or slugs or (slug,)


async def _is_known(session: ReadSession, slugs: Sequence[str]) -> bool:
    return bool(await search.count(session, Query(speakers=tuple(slugs))))


def in_full(found: Understood, bearers: Sequence[str]) -> Understood:
    """The question with the bearers of the full name that was not sure in the place of whoever was taken for them. Somebody
    who is not in the catalogue is spoken about by name."""
    about = replace(found.about, phrases=_without_last(found.about.phrases, found.unsure))
    taken = found.candidates or (*found.speakers, *about.people)
    settled = replace(found, ask_back=None, candidates=(), spoken_of=False, unsure="")
    which = found.ask_back is AskBack.WHICH
    if not found.ask_back and len(taken) > 1:  # which of them is called so is not known
        return found
    if (which and not found.speakers and not found.spoken_of) or set(taken) & set(found.speakers):
        speakers = tuple(bearers[0] if slug in taken else slug for slug in found.speakers) or (bearers[0],)
        return replace(settled, speakers=speakers, alternatives=tuple(bearers[1:]), about=about)
    people = tuple(slug for slug in about.people if slug not in taken)
    return replace(settled, about=replace(about, people=people, phrases=(*about.phrases, Phrase(found.unsure))))


def _without_last(phrases: Sequence[Phrase], name: str) -> tuple[Phrase, ...]:
    """The phrases without the last name that was taken for one of them, or for the beginning of one."""
    last = name.split()[-1]
    rest = [(one, one.text[len(last) :].strip() if f"{one.text} ".startswith(f"{last} ") else one.text) for one in phrases]
    return tuple(replace(one, text=text) for one, text in rest if text)


def is_ordinary(word: str, lexicon: Lexicon | None) -> bool:
    """Whether a word means something by itself, so that it is searched for and is nobody's name."""
    known = lexicon.word(word) if lexicon else None
    return known is not None and (known.tagged or known.verb)


async def _counts(session: ReadSession, slugs: Sequence[str], since: datetime) -> dict[str, int]:
    return {slug: await search.count(session, Query(speakers=(slug,), since=since)) for slug in dict.fromkeys(slugs)}


def most_quoted(slugs: Sequence[str], counts: Mapping[str, int]) -> str | None:
    """The one of these with most quotations; None where none has any, or two have equally many."""
    ranked = sorted(slugs, key=lambda slug: -counts.get(slug, 0))
    first, second = (*(counts.get(slug, 0) for slug in ranked[:2]), 0, 0)[:2]
    return ranked[0] if first > second else None
