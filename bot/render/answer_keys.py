"""The buttons under an answer: turn the page, narrow, widen, turn by into about, follow exactly this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.callbacks import Verb, fits
from bot.question.asked import Asked, Dimension, Part, follow_of, is_state
from bot.render.answer import PER_PAGE, as_told
from bot.render.keyboards import button, keyboard
from bot.render.story import View
from bot.render.writing import digits, number
from bot.texts import asking
from storage.records import NAME, Page, found_by
from storage.search import COUNTED

_CODES = {dimension.value[0]: dimension for dimension in Dimension}
TOP_FACETS = 2
_WIDE_LABEL = 34
_PARTS = {
    Part.PERIOD: asking.ALL_TIMES,
    Part.ACT: asking.ANY_ACT,
    Part.SOURCE: asking.ANY_SOURCE,
    Part.PHRASES: asking.ANY_PHRASE,
    Part.TOPICS: asking.ANY_TOPIC,
    Part.PEOPLE: asking.ANY_PERSON,
    Part.COUNTRIES: asking.ANY_COUNTRY,
    Part.SPEAKERS: asking.ANYBODY,
    Part.SUBJECT: asking.ALL_SAID,
    Part.ALL: asking.EVER_SAID,
    Part.WORDS: asking.AS_WORDS,
}


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the answer leads beside its own pages; every number is a total that is there. `turn`: the label and its total."""

    wider: tuple[tuple[Part, int], ...] = ()
    turn: tuple[str, int] | None = None


def dimension_of(code: str) -> Dimension | None:
    """The facet that a button's data name."""
    return _CODES.get(code)


def answer_keyboard(kept: int, asked: Asked, page: Page, offset: int, moves: Moves, view: View) -> InlineKeyboardMarkup | None:
    """Under an answer with statements; `kept` is the number under which the question is remembered."""
    page = as_told(page)
    turn = [button(texts.NEWER, Verb.PAGE, kept, max(0, offset - PER_PAGE))] if offset else []
    last = min(page.total, COUNTED) if asked.query.best_first else page.total
    turn += [button(texts.OLDER, Verb.PAGE, kept, offset + PER_PAGE)] if offset + PER_PAGE < last else []
    turn = [InlineKeyboardButton(_turn_label(key.text, asked), callback_data=key.callback_data) for key in turn]
    single = [
        button(asking.STATEMENT_NUMBER.format(number=number(at, view.digits)), Verb.STATEMENT, statement.id)
        for at, statement in enumerate(page.statements, offset + 1)
    ]
    rows = [turn, single, _top_facets(kept, page, view), *_moves(kept, moves, view), *_others(kept, asked, view)]
    return keyboard(*rows, *_further(kept, asked, page, view), _follow(kept, asked, view))


def nothing_keyboard(kept: int, asked: Asked, moves: Moves, view: View) -> InlineKeyboardMarkup | None:
    """Under an answer that found nothing: the nearest that exist."""
    known = not asked.loose and not any(slug.startswith(NAME) for slug in asked.query.speakers)
    follow = _follow(kept, asked, view) if known else []  # words that nobody has said may be no name and no subject at all
    slug = page_of(asked)
    there = slug in view.naming.catalogue.people or slug in view.naming.catalogue.offices  # offices and holders are known anyway
    page = (
        [button(asking.PAGE.format(name=page_name(slug, view)), Verb.PROFILE, slug)] if there and fits(Verb.PROFILE, slug) else []
    )
    return keyboard(*_moves(kept, moves, view), *_others(kept, asked, view), page, follow)


def facets_keyboard(
    kept: int, page: Page, dimension: Dimension, view: View, names: Mapping[str, str]
) -> InlineKeyboardMarkup | None:
    """The values of one facet with their numbers, and the other facets; `names` are publishers by slug."""
    there = [d for d in Dimension if page.facets.get(d)]
    tabs = [button(asking.DIMENSIONS[d], Verb.FACETS, kept, d.value[0]) for d in there if d is not dimension]
    values = [
        button(_counted(facet_name(dimension, value, view, names), count, view), Verb.NARROW, kept, dimension.value[0], value)
        for value, count in page.facets.get(dimension, ())
        if fits(Verb.NARROW, kept, dimension.value[0], value)
    ]
    return keyboard(*_in_twos(values), tabs, [button(asking.BACK, Verb.PAGE, kept, 0)])


def facet_name(dimension: Dimension, value: str, view: View, names: Mapping[str, str]) -> str:
    """What a facet's value is called."""
    match dimension:
        case Dimension.TOPIC:
            return view.naming.topic(value)
        case Dimension.MONTH:
            year, _, month = value.partition("-")
            return digits(f"{texts.MONTHS[int(month) - 1]} {year}", view.digits)
        case Dimension.OUTLET:
            return names.get(value, value)
        case Dimension.COUNTRY | Dimension.SPEAKER:
            return view.naming.who(value)


def page_of(asked: Asked) -> str:
    """Whose page belongs to this answer: the one speaker's, else the one subject's; empty where there is none."""
    query = asked.query
    several = (asked.speaker, *query.people, *query.countries, *(f"topic:{topic}" for topic in query.topics))
    return next((slug for slug in several if slug), "")


def page_name(slug: str, view: View) -> str:
    """What the page of this slug is called."""
    kind, _, value = slug.partition(":")
    return view.naming.topic(value) if kind == "topic" else view.naming.who(slug)


def turn_label(asked: Asked, view: View) -> str:
    """What the button says that leads to `asked`, a question turned from by to about or back."""
    if asked.speaker:
        name = view.naming.who(asked.speaker)
        name = texts.BY_OFFICIALS.format(country=name) if is_state(asked.speaker) else name
        return asking.SAID_BY.format(name=name)
    subject = next(iter((*asked.query.people, *asked.query.countries)), "")
    return asking.ABOUT_THEM.format(name=view.naming.who(subject))


def _top_facets(kept: int, page: Page, view: View) -> list[InlineKeyboardButton]:
    """The largest topic or country first, two in all, as the answer's own buttons."""
    found = [(d, value, count) for d in (Dimension.TOPIC, Dimension.COUNTRY) for value, count in page.facets.get(d, ())]
    found.sort(key=lambda facet: -facet[2])
    return [
        button(_counted(facet_name(d, value, view, {}), count, view), Verb.NARROW, kept, d.value[0], value)
        for d, value, count in found[:TOP_FACETS]
    ]


def _moves(kept: int, moves: Moves, view: View) -> list[list[InlineKeyboardButton]]:
    wider = [button(_counted(_PARTS[part], total, view), Verb.WIDEN, kept, part) for part, total in moves.wider]
    turn = [button(_counted(*moves.turn, view), Verb.TURN, kept)] if moves.turn else []
    return _in_twos([*wider, *turn])


def _others(kept: int, asked: Asked, view: View) -> list[list[InlineKeyboardButton]]:
    """Others of the same name, should another have been meant."""
    others = [slug for slug in asked.others[:4] if fits(Verb.OTHER, kept, found_by(slug))]
    return _in_twos([button(view.naming.who(slug), Verb.OTHER, kept, found_by(slug)) for slug in others])


def _further(kept: int, asked: Asked, page: Page, view: View) -> list[list[InlineKeyboardButton]]:
    facet = next((d for d in Dimension if page.facets.get(d)), None)
    found = [button(asking.NARROW, Verb.FACETS, kept, facet.value[0])] if facet else []
    if page.total > PER_PAGE:
        label = asking.NEWEST_FIRST if asked.query.best_first else asking.BEST_FIRST
        found.append(button(label, Verb.ORDER, kept))
    found.append(button(asking.FILE_OF_RESULTS, Verb.CSV, kept))
    slug = page_of(asked)
    if slug and fits(Verb.PROFILE, slug):
        found.append(button(asking.PAGE.format(name=page_name(slug, view)), Verb.PROFILE, slug))
    return _in_twos(found)


def _follow(kept: int, asked: Asked, view: View) -> list[InlineKeyboardButton]:
    follow = follow_of(asked)
    return [button(texts.FOLLOW_WHAT.format(what=view.naming.follow(follow)), Verb.FOLLOW_ASKED, kept)] if follow else []


def _counted(name: str, count: int, view: View) -> str:
    return asking.COUNTED.format(name=name, count=number(count, view.digits))


def _in_twos(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Two in a row where both are short enough to be read there."""
    rows: list[list[InlineKeyboardButton]] = []
    for key in buttons:
        if rows and len(rows[-1]) == 1 and len(rows[-1][0].text) + len(key.text) <= _WIDE_LABEL:
            rows[-1].append(key)
        else:
            rows.append([key])
    return rows


def _turn_label(text: str, asked: Asked) -> str:
    """«قدیمی‌تر» leads on where the newest are first, «تازه‌تر» where the oldest are; else there is a next page."""
    if asked.query.best_first:
        return asking.NEXT_PAGE if text == texts.OLDER else asking.FORMER_PAGE
    if asked.query.oldest_first:
        return texts.NEWER if text == texts.OLDER else texts.OLDER
    return text
