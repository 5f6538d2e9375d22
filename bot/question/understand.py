"""From a typed question to what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from bot.question import intake
from bot.question.answers import assemble
from bot.question.fullnames import given_names, in_full
from bot.question.latin import is_latin, persian_of
from bot.question.lines import line_of
from bot.question.model import About, AskBack, Note, Phrase, QuestionContext, QuestionKind, Understood
from bot.question.named import Named, closed_words, ends_name
from bot.question.periods import PeriodFound, PeriodReader
from bot.question.reckoning import Calendar, Period
from bot.question.relations import related
from bot.question.segments import Segment, compose, cut
from bot.question.tidy import Tidier
from bot.question.unknown import Guesser
from bot.question.vocabulary import Lexis, lexis_of
from bot.question.words import Word, words_of
from jobs.analysis.lexicon import Lexicon

_LONGEST = 4000
_DAY = timedelta(days=1)
_SENTENCE = 8
_SENTENCE_END = re.compile(r"[؟?!]+|\.(?=\s)")
_TWO = 2
_OFFICE_WORDS = 3
_STORY = 3
_ACTORS = frozenset(("person", "office", "former-office", "body", "state"))
_TO_EACH_OTHER = ("م", "ی", "ید", "ین")
"""Endings of verbs that are about the writer or the one written to."""
_ASKING = frozenset(
    ("say", "what", "who", "why", "is", "about", "latest", "first", "word", "reaction", "difference", "really", "this")
)


def understand(question: str, context: QuestionContext) -> Understood:
    """What `question` asks for; never raises, whatever is typed. A few hundred microseconds."""
    seen = intake.look(question[:_LONGEST])
    if seen.social:
        greets = seen.social == "greeting"
        return Understood(question, QuestionKind.GREETING if greets else QuestionKind.NONE, link=seen.link)
    lexis = lexis_of(context.catalogue, context.publishers)
    tidier = _tidier(lexis, context.lexicon)
    rest = seen.rest
    if is_latin(rest):
        persian = persian_of(rest, tidier.sounds)
        if persian is None and not any(lexis.at([word], 0) for word in words_of(rest)):
            return Understood(question, link=seen.link)
        rest = persian or rest
    words = tidier.tidy(words_of(rest))
    if seen.quote is None and len(words) > intake.LONGEST_QUESTION:
        return _long(question, words, seen.link)
    understood = _asked_last(rest, lambda part: _read(question, tidier.tidy(words_of(part)), None, lexis, tidier, context))
    if understood is None or seen.quote is not None:
        understood = _read(question, words, seen.quote, lexis, tidier, context)
    return replace(understood, link=seen.link, understood=line_of(understood, context.catalogue, _by_slug(context.publishers)))


def _asked_last(message: str, read: Callable[[str], Understood]) -> Understood | None:
    """A message of two sentences of which the second asks what somebody said: the first is what about («X می‌آید؟ Y چه گفت»)."""
    sentences = [part.strip() for part in _SENTENCE_END.split(message) if part.strip()]
    if len(sentences) != _TWO:
        return None
    first, second = map(read, sentences)
    asks = second.kind is QuestionKind.ASK and second.speakers and not (second.about or second.card or second.ask_back)
    if not asks or first.ask_back or not (first.about or first.speakers):
        return None
    states = tuple(slug for slug in first.speakers if len(slug) == _TWO)
    people = tuple(slug for slug in first.speakers if slug not in states and not slug.startswith("name:"))
    about = replace(first.about, countries=_unique(first.about.countries, states), people=_unique(first.about.people, people))
    return replace(second, about=about)


def _unique(*values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for several in values for value in several))


def _long(question: str, words: list[Word], link: str | None) -> Understood:
    """A pasted text is checked; somebody's own story is not."""
    if intake.is_private(words):
        return Understood(question, link=link)
    return Understood(question, QuestionKind.CHECK, quote=question.strip(), link=link)


def _read(
    question: str, words: list[Word], quote: str | None, lexis: Lexis, tidier: Tidier, context: QuestionContext
) -> Understood:
    words = _former_behind(words, lexis)
    calendar = Calendar(context.now, context.zone)
    named = Named(words, lexis, context.catalogue, calendar)
    closed, ends = closed_words(words, lexis) | given_names(words, tidier), ends_name(words, lexis)
    found = PeriodReader(words, calendar, named.event, named.term, closed, ends).find()
    segments = in_full(compose(cut(words, lexis, found), context.catalogue), tidier, context.catalogue)
    segments = related(segments, context.catalogue, tidier.is_ordinary)
    if quote is None and (told := _told(question, words, segments)) is not None:
        return told
    understood = assemble(Understood(question, quote=quote), segments, Guesser(lexis, tidier, context), context)
    return _settled(understood, segments, _joined(found, words), calendar)


def _former_behind(words: list[Word], lexis: Lexis) -> list[Word]:
    """The words with «سابق» behind the office in whose middle it stands («رئیس سابق سازمان آب»)."""
    for at, word in enumerate(words):
        if not any(sense.role == "former" for sense in lexis.get(word.key)):
            continue
        rest = words[:at] + words[at + 1 :]
        for start in range(max(0, at - _OFFICE_WORDS), at):
            ends = [hit.last for hit in lexis.at(rest, start) if any(sense.role == "office" for sense in hit.senses)]
            if ends and ends[0] > at:
                return [*rest[: ends[0]], word, *rest[ends[0] :]]
    return words


def _joined(found: list[PeriodFound], words: list[Word]) -> list[PeriodFound]:
    """Periods that «و» joins made one from the first's beginning to the last's end («دیروز و امروز»)."""
    joined: list[PeriodFound] = []
    for one in found:
        before = joined[-1] if joined else None
        joint = words[before.last].key == "و" if before is not None and before.last < len(words) else False
        beside = before is not None and (
            (before.last + 1 == one.first and joint) or (before.last == one.first and _are_days(before, one))
        )
        if before is not None and beside and before.period and one.period:
            joined[-1] = PeriodFound(before.first, one.last, _span(before.period, one.period))
        else:
            joined.append(one)
    return joined


def _are_days(*found: PeriodFound) -> bool:
    """Whether each is a day or less («دیروز پریروز»)."""
    periods = [one.period for one in found if one.period]
    return len(periods) == len(found) and all(p.since and p.until and p.until - p.since <= _DAY for p in periods)


def _span(one: Period, other: Period) -> Period:
    begins, ends = (one.since, other.since), (one.until, other.until)
    since = None if None in begins else min(moment for moment in begins if moment)
    until = None if None in ends else max(moment for moment in ends if moment)
    return Period(since, until, f"{one.label} و {other.label}")


def _told(question: str, words: list[Word], segments: list[Segment]) -> Understood | None:
    """A message that tells and does not ask: somebody's own story is nothing, a pasted sentence is a quotation to check."""
    if _is_small_talk(segments):
        return Understood(question)
    unknown = sum(segment.last - segment.first for segment in segments if segment.kind == "unknown")
    if intake.is_private(words) and unknown >= _STORY and not any(s.kind in _ACTORS for s in segments):
        return Understood(question)
    asks = "؟" in question or "?" in question or any(segment.kind in _ASKING for segment in segments)
    if len(words) >= _SENTENCE and unknown * 3 >= len(words) and not asks:
        return Understood(question, QuestionKind.CHECK, quote=question.strip(), about=About(phrases=(Phrase(question.strip()),)))
    return None


def _is_small_talk(segments: Sequence[Segment]) -> bool:
    """Whether the writer tells of themselves or of the bot, and of nothing that is known («ببخشید اشتباه فرستادم»)."""
    verbs = [segment.text for segment in segments if segment.kind == "verb"]
    told = any(text.endswith(_TO_EACH_OTHER) and not text.endswith("یم") for text in verbs)
    return told and all(segment.kind in ("unknown", "drop", "verb") for segment in segments)


def _settled(understood: Understood, segments: list[Segment], found: list[PeriodFound], calendar: Calendar) -> Understood:
    """With its period, and what a question without one means."""
    periods = [period.period for period in found if period.period is not None]
    if understood.kind is QuestionKind.NONE and found:
        understood = replace(understood, kind=QuestionKind.ASK)
    if understood.kind is QuestionKind.NONE:
        return understood
    if len(periods) < len(found):
        return replace(understood, ask_back=AskBack.CALENDAR)
    if periods:
        return replace(understood, since=periods[0].since, until=periods[0].until, period=periods[0].label)
    days = _days_without_a_period(understood, segments)
    if days is None:
        return understood
    period = calendar.last(days, "day")
    return replace(understood, since=period.since, until=period.until, period=period.label)


def _days_without_a_period(understood: Understood, segments: list[Segment]) -> int | None:
    """Seven for a country alone and for «چرا»; three for «سپاه تکذیب کرد؟», which asks about what is being said now."""
    if understood.ask_back or understood.card:
        return None
    if understood.either or understood.note is Note.CAUSE:
        return 7
    kinds = {segment.kind for segment in segments} - {"drop", "what", "act"}
    bare = not understood.about and not kinds - {"person", "body", "office", "country", "state"}
    return 3 if understood.act in ("denies", "confirms") and bare and not _asks_what(segments) else None


def _asks_what(segments: list[Segment]) -> bool:
    return any(segment.kind == "what" for segment in segments)


@lru_cache(maxsize=4)
def _tidier(lexis: Lexis, lexicon: Lexicon | None) -> Tidier:
    return Tidier(lexis, lexicon)


def _by_slug(publishers: Mapping[str, str]) -> dict[str, str]:
    return {slug: name for name, slug in reversed(list(publishers.items()))}
