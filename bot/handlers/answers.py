"""An answer in the chat, and the buttons that turn, narrow and widen it in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.handlers.common import Context, address_of, edit, reply, say_old, services, view_of
from bot.handlers.known import known
from bot.handlers.unanswered import note_unanswered
from bot.question.asked import Asked, Part, loosenings, narrowed, reordered, turned, widened, with_speaker
from bot.question.choices import as_words
from bot.question.lines import line_of_asked
from bot.question.model import Note
from bot.render.answer import PER_PAGE, Head, answer_html, counted, nothing_html
from bot.render.answer_keys import Moves, answer_keyboard, dimension_of, facets_keyboard, nothing_keyboard, turn_label
from bot.render.story import View
from bot.render.story_page import denied, first_said
from bot.texts import asking
from jobs.analysis.catalogue import Catalogue
from storage import questions, search, stories
from storage.database import ReadSession
from storage.records import Address, Page, found_by

_FOUND_WIDER = (Part.PERIOD, Part.ACT, Part.SOURCE, Part.SUBJECT, Part.SPEAKERS)
"""What an answer that found something offers to leave out; one that found nothing offers whatever leads to something."""
_MOST_WIDER = 3
_DENIALS = frozenset(("denies", "rejects"))


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that an answer's message is made of. `nearest`: lines of wider questions with their totals, where nothing was
    found."""

    asked: Asked
    page: Page
    offset: int
    head: Head
    moves: Moves
    nearest: tuple[tuple[str, int], ...]
    view: View
    start: datetime | None

    def html(self) -> str:
        if not self.page.statements:
            return nothing_html(self.head, self.nearest, self.start, self.view)
        return answer_html(self.head, self.page, self.offset, self.start, self.view)

    def keyboard(self, kept: int) -> InlineKeyboardMarkup | None:
        if not self.page.statements:
            return nothing_keyboard(kept, self.asked, self.moves, self.view)
        return answer_keyboard(kept, self.asked, self.page, self.offset, self.moves, self.view)


async def send_answer(update: Update, context: Context, address: Address, asked: Asked, view: View) -> None:
    """Answers a question, in reply to it. Words that nothing explains or has are left out where the rest has an answer."""
    if asked.loose:
        async with services(context).db.read() as session:
            asked = await _answerable(session, asked)
    found = await _answer(context, address, asked, 0, view)
    kept = await keep(context, address, asked)
    await reply(update, found.html(), found.keyboard(kept), to_question=True)
    if not found.page.total:
        await note_unanswered(update, context, address)


async def _answerable(session: ReadSession, asked: Asked) -> Asked:
    """The question with as many of its words that nothing explains as still have an answer; as it is where it has one, or none
    has."""
    if await search.count(session, asked.query):
        return asked
    for looser in loosenings(asked):
        if await search.count(session, looser.query):
            return looser
    return asked


async def keep(context: Context, address: Address, asked: Asked) -> int:
    """Remembers a question for buttons; gives its number."""
    async with services(context).db.write() as session:
        return await questions.remember(session, address, asked.to_json(), services(context).clock())


async def kept(context: Context, address: Address | None, number: str) -> Asked | None:
    """The question of that number, if it is remembered and was this address's."""
    if address is None or not number.isdecimal() or len(number) > 15:
        return None
    async with services(context).db.read() as session:
        payload = await questions.recall(session, int(number), address)
    try:
        return Asked.from_json(payload) if payload is not None else None
    except (KeyError, TypeError, ValueError):
        return None  # written by another version


async def tapped_page(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Another page of an answer, in place; an answer that is too old to be remembered says so."""
    address = address_of(update)
    asked = await kept(context, address, args[0]) if len(args) == 2 and args[1].isdecimal() else None
    if asked is None or address is None:
        await say_old(update)
        return
    found = await _answer(context, address, asked, int(args[1]))
    await edit(update, found.html(), found.keyboard(int(args[0])))


async def tapped_facets(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The values of one facet in the place of the answer's buttons; its text stays."""
    address = address_of(update)
    asked = await kept(context, address, args[0]) if len(args) == 2 else None
    dimension = dimension_of(args[1]) if len(args) == 2 else None
    if asked is None or address is None or dimension is None:
        await say_old(update)
        return
    found = await _answer(context, address, asked, 0)
    async with services(context).db.read() as session:
        names = (await known(session, context)).publishers
    await edit(update, found.html(), facets_keyboard(int(args[0]), found.page, dimension, found.view, names))


async def tapped_narrow(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The same question with one value of a facet more."""
    dimension = dimension_of(args[1]) if len(args) == 3 else None
    await _moved(update, context, args[:1], lambda asked: narrowed(asked, dimension, args[2]) if dimension else None)


async def tapped_widen(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The same question with one condition less."""
    part = next((part for part in Part if len(args) == 2 and part == args[1]), None)
    catalogue = services(context).catalogue
    await _moved(update, context, args[:1], lambda asked: _without(asked, part, catalogue) if part else None)


async def tapped_turn(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """By turned into about, or back."""
    await _moved(update, context, args[:1], turned)


async def tapped_order(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The same with the key statements first, or again the newest."""
    await _moved(update, context, args[:1], reordered)


async def tapped_other(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The same asked of another of the same name."""
    other = args[1] if len(args) == 2 else ""

    def move(asked: Asked) -> Asked | None:
        meant = next((slug for slug in asked.others if found_by(slug) == other), None)
        return with_speaker(asked, meant) if meant else None

    await _moved(update, context, args[:1], move)


async def _moved(update: Update, context: Context, args: tuple[str, ...], move: Callable[[Asked], Asked | None]) -> None:
    """The answer to a question that a button has changed, in the place of the one under which it stood."""
    address = address_of(update)
    before = await kept(context, address, args[0]) if args else None
    asked = move(before) if before is not None else None
    if asked is None or address is None:
        await say_old(update)
        return
    found = await _answer(context, address, asked, 0)
    number = await keep(context, address, asked)
    await edit(update, found.html(), found.keyboard(number))


async def _answer(context: Context, address: Address, asked: Asked, offset: int, view: View | None = None) -> Answer:
    catalogue = services(context).catalogue
    async with services(context).db.read() as session:
        view = view or await view_of(session, address, context)
        page = await search.find(session, asked.query, PER_PAGE, offset)
        archive = await known(session, context)
        names, start = archive.publishers, archive.start
        turn = await _turn(session, asked, view)
        wider = await _wider(session, asked, page, catalogue)
        missing = await _silent(session, asked, view)
        denied = await _first_said(session, asked, page, view)
        speakers = await search.who(session, asked.query) if asked.who and page.statements else ()
    nearest = [(_with_period(line_of_asked(one, catalogue, names), one.period), total) for _, one, total in wider]
    head = Head(
        line_of_asked(asked, catalogue, names),
        asked.period,
        _order(asked),
        one_speaker=bool(asked.speaker) and not asked.speaker.isupper() and ":" not in asked.speaker,
        notes=(*_notes(asked, speakers, missing, view), *denied),
    )
    moves = Moves(tuple((part, total) for part, _, total in wider[:_MOST_WIDER]), turn)
    return Answer(asked, page, offset, head, moves, tuple(nearest[:_MOST_WIDER]), view, start)


def _order(asked: Asked) -> str:
    if asked.query.best_first:
        return asking.BEST
    return texts.ANSWER_OLDEST if asked.query.oldest_first else texts.ANSWER_NEWEST


def _with_period(what: str, period: str) -> str:
    return f"{what}{texts.LIST_COMMA}{period}" if period else what


async def _turn(session: ReadSession, asked: Asked, view: View) -> tuple[str, int] | None:
    other = turned(asked)
    total = await search.count(session, other.query) if other else 0
    return (turn_label(other, view), total) if other and total else None


def _without(asked: Asked, part: Part, catalogue: Catalogue) -> Asked | None:
    return as_words(asked, catalogue) if part is Part.WORDS else widened(asked, part)


async def _wider(session: ReadSession, asked: Asked, page: Page, catalogue: Catalogue) -> list[tuple[Part, Asked, int]]:
    """Wider questions that find more than this one, the nearest first."""
    parts = {widened(asked, part): part for part in reversed(Part)}
    if not page.statements:
        known = {one.query: (part, one) for one, part in parts.items() if one}
        near = [(*known[query], total) for query, total in await search.nearest(session, asked.query) if query in known]
        words = as_words(asked, catalogue)
        total = await search.count(session, words.query) if words else 0
        return [*near[: _MOST_WIDER - 1], (Part.WORDS, words, total)] if words and total else near
    found = []
    for part in _FOUND_WIDER:
        one = widened(asked, part)
        if one and not (part is Part.SUBJECT and not asked.query.speakers):
            total = await search.count(session, one.query)
            found += [(part, one, total)] if total > page.total else []
    return found


async def _silent(session: ReadSession, asked: Asked, view: View) -> list[str]:
    """Of several whose statements were to be set beside each other, those who have none."""
    if asked.note is not Note.COMPARISON or len(asked.query.speakers) < 2:
        return []
    alone = {slug: await search.count(session, replace(asked.query, speakers=(slug,))) for slug in asked.query.speakers}
    return [view.naming.who(slug) for slug, total in alone.items() if not total]


async def _first_said(session: ReadSession, asked: Asked, page: Page, view: View) -> list[str]:
    """Where it was asked what was denied: who had said so before, by what the same story tells."""
    if asked.act not in _DENIALS:
        return []
    found: dict[int, str] = {}
    for answer in page.statements:
        story = await stories.get(session, answer.story_id) if answer.story_id else None
        before = denied(answer, story.statements) if story else None
        if before is not None:
            found[before.id] = first_said(before, view)
    return list(found.values())


def _notes(asked: Asked, speakers: Sequence[tuple[str, int]], missing: list[str], view: View) -> tuple[str, ...]:
    found = [asking.NOTES[asked.note]] if asked.note else []
    if asked.left_out:
        found.append(asking.LEFT_OUT.format(words=texts.LIST_COMMA.join(asked.left_out)))
    if missing:
        found.append(asking.NONE_OF.format(names=texts.LIST_COMMA.join(missing)))
    if speakers:
        names = counted([(view.naming.who(slug), count) for slug, count in speakers], view)
        found.append(asking.WHO_SAID.format(names=names))
    return tuple(found)
