"""A typed question: understood, asked back about, or answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers import follow as following
from bot.handlers import pages, start, wish
from bot.handlers.answers import keep, send_answer
from bot.handlers.charting import heard_chart
from bot.handlers.check import answer_check, answer_if_said, answer_link, asks_to_check, check_message
from bot.handlers.common import Context, address_of, is_private, reply, services, view_of, words_to_us
from bot.handlers.fairness import too_fast
from bot.handlers.unanswered import note_unanswered
from bot.handlers.understanding import understood_as
from bot.question import AskBack, QuestionKind, Understood, intake
from bot.question.asked import asked_of
from bot.question.choices import as_phrase, chosen
from bot.question.words import words_of
from bot.render.answer import statements_html
from bot.render.keyboards import button, keyboard
from bot.render.pages import term_line
from bot.render.writing import day, escape
from bot.texts import asking
from jobs.analysis.fold import query_tokens
from storage import search
from storage.database import ReadSession
from storage.records import Address, Query

CHOICES = 5
SENTENCE = 8
"""Words from which on what asks nothing may be a quotation."""
TYPED = 60


async def ask(update: Update, context: Context) -> None:
    """Answers a message in one's own words; says what was not understood."""
    message, address = update.effective_message, address_of(update)
    if message is None or address is None or await too_fast(update, context):
        return
    text = words_to_us(update, context)
    if message.forward_origin is not None or asks_to_check(message, text):
        await check_message(update, context, address)
    elif not await wish.heard_wish(update, context):
        await answer_words(update, context, address, text)


async def answer_words(update: Update, context: Context, address: Address, text: str) -> None:
    """Answers words that are a question, a quotation, a link, a greeting or nothing."""
    if await heard_chart(update, context, address, text):
        return
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        understood = await understood_as(session, text, view, context)
    if understood.kind is QuestionKind.GREETING:
        await start.greeting(update, context)
    elif understood.link and (understood.kind is QuestionKind.NONE or _only_checks(understood)):
        await answer_link(update, context, address, understood.link)
    elif understood.ask_back and understood.candidates:
        await _ask_back(update, context, address, understood)
    elif understood.ask_back is AskBack.CALENDAR:
        await reply(update, texts.CALENDAR, to_question=True)
    elif understood.kind is QuestionKind.NONE:
        await _no_question(update, context, address, text)
    elif understood.card:
        await pages.send_page(update, context, address, understood.card)
    elif understood.kind is QuestionKind.CHECK and (understood.quote or _only_checks(understood)):
        await answer_check(update, context, address, understood)
    elif not (_is_sentence(understood) and await answer_if_said(update, context, address, text)):
        await send_answer(update, context, address, asked_of(understood), view)


def _is_sentence(understood: Understood) -> bool:
    """Whether what was taken for a question may as well be a statement pasted as it is, some of whose words name somebody."""
    return len(words_of(understood.question)) >= SENTENCE and not set("؟?") & set(understood.question)


def _only_checks(understood: Understood) -> bool:
    """Whether it asks whether something was said, and names nothing that could be looked up («اینو گفته؟»)."""
    return understood.kind is QuestionKind.CHECK and not understood.about


async def _no_question(update: Update, context: Context, address: Address, text: str) -> None:
    """Thanks and laughter get nothing; what tells of its writer is told what naql answers; the rest was not understood."""
    words = words_of(text)
    letters = [word for word in words if not word.key.isdecimal()]
    if intake.is_private(words) or (words and not letters and len("".join(word.key for word in words)) > TYPED // 10):
        await reply(update, asking.ONLY_NEWS, to_question=True)
    elif letters and intake.look(text).social != "noise":
        await reply(update, escape(texts.NOT_UNDERSTOOD.format(text=text.strip()[:TYPED])), to_question=True)
        await note_unanswered(update, context, address)


async def _ask_back(update: Update, context: Context, address: Address, understood: Understood) -> None:
    """«کدام …؟» or «منظورتان … است؟»: the question stays, each button answers it for one of the candidates."""
    naming = services(context).naming
    slugs = understood.candidates[:CHOICES]
    numbers = [await keep(context, address, chosen(understood, slug)) for slug in slugs]
    if understood.ask_back is AskBack.MEANT:
        name = naming.who(slugs[0])
        template = asking.MEANT_OFFICE if slugs[0].startswith("office:") else asking.MEANT
        rows = [[button(asking.YES, Verb.PAGE, numbers[0], 0)]]
        tokens = " ".join(query_tokens(understood.unsure))
        if tokens:
            rows[0].append(button(asking.NO_AS_PHRASE, Verb.PAGE, await keep(context, address, as_phrase(understood, tokens)), 0))
        await reply(update, escape(template.format(text=understood.unsure, name=name)), keyboard(*rows), to_question=True)
        return
    lines = [escape(texts.WHICH_ONE.format(name=understood.unsure))]
    async with services(context).db.read() as session:
        of = understood.speakers[0] if understood.former and understood.speakers else ""
        lines += [escape(await _candidate(session, slug, of, address, context)) for slug in slugs]
    rows = [[button(naming.who(slug), Verb.PAGE, number, 0)] for slug, number in zip(slugs, numbers, strict=True)]
    await reply(update, "\n".join(lines), keyboard(*rows), to_question=True)


async def _candidate(session: ReadSession, slug: str, of: str, address: Address, context: Context) -> str:
    """«محمدعلی نمونه، رئیس سازمان آب، آخرین نقل ۱۲ مهر»: by what one tells those of a name apart; of several who held the office
    `of`, when each did."""
    view = await view_of(session, address, context)
    last = await search.latest(session, Query(speakers=(slug,)), 1)
    catalogue = services(context).catalogue
    held = next((term for person, term in catalogue.terms_of(of) if person == slug), None) if of else None
    office = "" if held else pages.office_line(slug, catalogue)
    name = term_line(held, view.naming.who(slug), view) if held else view.naming.who(slug)
    said = asking.LAST_QUOTED.format(date=day(last[0].said_at, view.zone, view.now, view.digits)) if last else asking.NEVER_QUOTED
    return texts.LIST_COMMA.join(part for part in (name, office, said) if part)


async def latest(update: Update, context: Context) -> None:
    """/latest: the newest statements about what this address follows, of everybody where it follows nothing."""
    address = address_of(update)
    if address is None:
        return
    async with services(context).db.read() as session:
        page = await _latest(session, address)
        view = await view_of(session, address, context)
    html = statements_html(texts.LATEST_HEAD, page, view) if page else escape(texts.ARCHIVE_EMPTY)
    await reply(update, html, to_question=not is_private(update))


async def _latest(session: ReadSession, address: Address) -> Sequence[Any]:
    from storage import subscriptions

    kept = await subscriptions.of(session, address)
    found = {}
    for query in [following.query_of(s.follow) for s in kept[:20]] or [Query()]:
        for statement in (await search.find(session, query, 5, 0)).statements:
            found[statement.id] = statement
    return sorted(found.values(), key=lambda s: (s.said_at, s.id), reverse=True)[:5]


async def not_text(update: Update, context: Context) -> None:
    """A voice message, a picture or a file without words: what can be done with it."""
    message = update.effective_message
    if message is None:
        return
    told = asking.PICTURE if message.photo or message.video else asking.VOICE if message.voice else asking.FILE
    await reply(update, told, to_question=True)
