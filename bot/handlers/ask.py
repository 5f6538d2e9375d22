"""A typed question: understood, looked up, answered on pages that turn in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers import follow as following
from bot.handlers import start
from bot.handlers.check import answer_check
from bot.handlers.common import Context, address_of, edit, reply, services, view_of
from bot.question import AskBack, QuestionContext, QuestionKind, Understood, to_query, understand
from bot.render.answer import PER_PAGE, Asked, answer_html, statements_html
from bot.render.keyboards import button, follow_buttons, keyboard
from bot.render.story import View
from bot.render.writing import escape
from storage import articles, questions, search, sources
from storage.database import ReadSession
from storage.records import Address, Aspect, Follow, Page, Query

CHOICES = 5
TYPED = 60


async def ask(update: Update, context: Context) -> None:
    """Answers a message in one's own words; says what was not understood."""
    message, address = update.effective_message, address_of(update)
    if message is None or address is None:
        return
    text = message.text or message.caption or ""
    understood = await _understand(text, address, context)
    if understood.kind is QuestionKind.GREETING:
        await start.greeting(update, context)
    elif understood.ask_back and understood.candidates:
        await _ask_back(update, context, understood)
    elif understood.ask_back is AskBack.CALENDAR:
        await reply(update, texts.CALENDAR, to_question=True)
    elif understood.kind is QuestionKind.NONE:
        if text.strip():
            await reply(update, escape(texts.NOT_UNDERSTOOD.format(text=text.strip()[:TYPED])), to_question=True)
    elif understood.kind is QuestionKind.CHECK and not understood.about.topics and not understood.about.countries:
        await answer_check(update, context, address, understood)
    else:
        await _answer(update, context, address, understood)


async def _understand(text: str, address: Address, context: Context) -> Understood:
    parts = services(context)
    async with parts.db.read() as session:
        view = await view_of(session, address, context)
        publishers = {source.name: source.slug for source in await sources.list_all(session)}
    return understand(text, QuestionContext(parts.clock(), view.zone, parts.catalogue, publishers, lexicon=parts.lexicon))


async def _ask_back(update: Update, context: Context, understood: Understood) -> None:
    """«کدام …؟»: the question stays, each button answers it for one of the candidates."""
    naming = services(context).naming
    rows = []
    async with services(context).db.write() as session:
        address = address_of(update)
        assert address is not None
        for slug in understood.candidates[:CHOICES]:
            chosen = _chosen(understood, slug)
            number = await questions.remember(session, address, _payload(chosen, naming.who(slug), ""), services(context).clock())
            rows.append([button(naming.who(slug), Verb.PAGE, number, 0)])
    await reply(update, escape(texts.WHICH_ONE.format(name=understood.unsure)), keyboard(*rows), to_question=True)


def _chosen(understood: Understood, slug: str) -> Query:
    """The question with one of the candidates in the place of the words that were not sure."""
    query = to_query(understood)
    if understood.ask_back is AskBack.MEANT and understood.speakers + understood.about.people + understood.about.countries:
        return query
    if understood.speakers and not understood.former:
        return replace(query, people=(*query.people, slug))
    return replace(query, speakers=(slug,))


async def _answer(update: Update, context: Context, address: Address, understood: Understood) -> None:
    query = to_query(understood)
    async with services(context).db.write() as session:
        payload = _payload(query, understood.understood, understood.period)
        number = await questions.remember(session, address, payload, services(context).clock())
    html, buttons = await _page(context, address, number, payload, 0)
    await reply(update, html, buttons, to_question=True)


def _payload(query: Query, understood: str, period: str) -> dict[str, Any]:
    return {"query": questions.query_to_json(query), "understood": understood, "period": period}


async def tapped_page(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Another page of an answer, in place; an answer that is too old to be remembered says so."""
    address = address_of(update)
    if address is None or len(args) != 2 or not all(arg.isdecimal() for arg in args):
        await reply(update, texts.OLD_BUTTON)
        return
    async with services(context).db.read() as session:
        payload = await questions.recall(session, int(args[0]), address)
    if payload is None:
        await reply(update, texts.OLD_BUTTON)
        return
    await edit(update, *await _page(context, address, int(args[0]), payload, int(args[1])))


async def _page(
    context: Context, address: Address, number: int, payload: dict[str, Any], offset: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    query = questions.query_from_json(payload["query"])
    async with services(context).db.read() as session:
        page = await search.find(session, query, PER_PAGE, offset)
        start_of_archive = await articles.archive_start(session)
        view = await view_of(session, address, context)
    head = Asked(
        payload["understood"],
        payload["period"] or texts.ANSWER_ALL_TIME,
        query.oldest_first,
        one_speaker=len(query.speakers) == 1 and not query.speakers[0].isupper() and ":" not in query.speakers[0],
    )
    return answer_html(head, page, offset, start_of_archive, view), _keyboard(number, query, page, offset, view)


def _keyboard(number: int, query: Query, page: Page, offset: int, view: View) -> InlineKeyboardMarkup | None:
    turn = [button(texts.NEWER, Verb.PAGE, number, max(0, offset - PER_PAGE))] if offset else []
    turn += [button(texts.OLDER, Verb.PAGE, number, offset + PER_PAGE)] if offset + PER_PAGE < page.total else []
    rows = follow_buttons(_follows(query), view.naming)
    labelled = [[button(texts.FOLLOW_WHAT.format(what=row[0].text), Verb.FOLLOW, *_args(row[0].callback_data))] for row in rows]
    return keyboard(turn, *labelled)


def _args(data: object) -> tuple[str, ...]:
    from bot.callbacks import decode

    action = decode(str(data))
    return action.args if action else ()


def _follows(query: Query) -> list[Follow]:
    """The follow that is exactly this question, then its speaker alone."""
    speaker = query.speakers[0] if len(query.speakers) == 1 else ""
    state = speaker if speaker.isupper() else ""
    who = "" if state else speaker
    country = query.countries[0] if query.countries else state
    if state and not query.countries:
        exact = Follow(country=state, country_as=Aspect.BY)
    else:
        exact = Follow(who=who or None, country=country or None, topic=query.topics[0] if query.topics else None)
    found = [exact] if exact.key else []
    if who and exact != Follow(who=who):
        found.append(Follow(who=who))
    if not found and query.people:
        found.append(Follow(who=query.people[0], who_as=Aspect.ABOUT))
    return found


async def latest(update: Update, context: Context) -> None:
    """/latest: the newest statements about what this address follows, of everybody where it follows nothing."""
    address = address_of(update)
    if address is None:
        return
    async with services(context).db.read() as session:
        page = await _latest(session, address)
        view = await view_of(session, address, context)
    html = statements_html(texts.LATEST_HEAD, page, view) if page else escape(texts.ARCHIVE_EMPTY)
    await reply(update, html)


async def _latest(session: ReadSession, address: Address) -> Sequence[Any]:
    from storage import subscriptions

    kept = await subscriptions.of(session, address)
    found = {}
    for query in [following.query_of(s.follow) for s in kept[:20]] or [Query()]:
        for statement in (await search.find(session, query, 5, 0)).statements:
            found[statement.id] = statement
    return sorted(found.values(), key=lambda s: (s.said_at, s.id), reverse=True)[:5]


async def not_text(update: Update, context: Context) -> None:
    """A voice message, a picture without words: please write."""
    await reply(update, texts.ONLY_TEXT)
