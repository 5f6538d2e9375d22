"""Quotations checked: a sentence, a forwarded post, a link, a message of ours. What is found is shown; never that it is true."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import ForceReply, InlineKeyboardMarkup, Message, MessageOriginUser, Update

from bot import texts
from bot.digests import Shown, is_named, shown_in
from bot.handlers.common import NO_PREVIEW, Context, address_of, reply, services, view_of
from bot.handlers.fairness import too_fast
from bot.handlers.known import Known, known
from bot.handlers.understanding import understood_as
from bot.question import Understood, intake
from bot.question.words import words_of
from bot.quotation import SHORTEST, Candidate, Checked, Match, attributed, check, nearest, probes, quotes_in, telling_words, whole
from bot.render.answer import statements_html
from bot.render.checking import checked_html, ours_html, several_html
from bot.render.keyboards import keyboard
from bot.render.story import View, attribution
from bot.render.story_page import statement_keyboard, story_page_html, story_page_keyboard
from bot.texts import asking
from jobs.analysis.fold import fold
from storage import articles, search, stories, terms
from storage.database import ReadSession
from storage.records import Address, Query, Statement

WHOLE = 40
CANDIDATES = 100
NEAREST_AMONG = 60
_LINK_COST = 3.0


async def check_command(update: Update, context: Context) -> None:
    """/check: what follows it, else the message to which it replies, else asks for the quotation."""
    message, address = update.effective_message, address_of(update)
    if message is None or address is None or await too_fast(update, context):
        return
    typed = (message.text or "").partition(" ")[2].strip()
    if typed:
        await _check_text(update, context, address, typed)
    elif message.reply_to_message is not None:
        await _check_that(update, context, address, message.reply_to_message)
    else:
        await message.reply_text(
            texts.CHECK_WHAT, reply_markup=ForceReply(input_field_placeholder=asking.PLACEHOLDER), link_preview_options=NO_PREVIEW
        )


def asks_to_check(message: Message, text: str) -> bool:
    """Whether a reply asks about the message to which it replies, or answers our asking for a quotation."""
    before = message.reply_to_message
    if before is None:
        return False
    return before.text == texts.CHECK_WHAT or fold(text).strip(" ؟?!.") in {fold(words) for words in asking.CHECK_WORDS}


async def check_message(update: Update, context: Context, address: Address) -> None:
    """Checks a forwarded message, the message to which a question replies, or what was sent when we asked for it."""
    message = update.effective_message
    assert message is not None
    before = message.reply_to_message
    if message.forward_origin is None and before is not None and before.text != texts.CHECK_WHAT:
        await _check_that(update, context, address, before)
    else:
        await _check_that(update, context, address, message)


async def _check_that(update: Update, context: Context, address: Address, message: Message) -> None:
    text = message.text or message.caption or ""
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    shown = shown_in(entities)
    origin = message.forward_origin
    from_us = isinstance(origin, MessageOriginUser) and origin.sender_user.id == context.bot.id
    written_by_us = origin is None and message.from_user is not None and message.from_user.id == context.bot.id
    if from_us or written_by_us:
        await _check_ours(update, context, address, shown)
    elif not text.strip():
        await reply(update, asking.PICTURE, to_question=True)
    elif shown:
        quotes = [one.text for one in shown]
        await _check_several(update, context, address, quotes, head=asking.NOT_OURS if origin is not None else "")
    else:
        await _check_text(update, context, address, text)


async def _check_text(update: Update, context: Context, address: Address, text: str) -> None:
    seen = intake.look(text)
    if seen.link and len(words_of(seen.rest)) <= SHORTEST:
        await answer_link(update, context, address, seen.link)
        return
    quotes = quotes_in(text) or (text,)
    if len(quotes) > 1:
        await _check_several(update, context, address, quotes)
        return
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        head, quote = attributed(quotes[0])
        speakers = (await understood_as(session, head, view, context)).speakers if head else ()
        html, keys = await _answer(session, quote, speakers, view, await known(session, context))
    await reply(update, html, keys, to_question=True)


async def answer_check(update: Update, context: Context, address: Address, understood: Understood) -> None:
    """Answers whether the archive has the quotation, and by whom; without one, asks for it."""
    if not understood.quote:
        await reply(update, texts.CHECK_WHAT, to_question=True)
        return
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        html, keys = await _answer(session, understood.quote, understood.speakers, view, await known(session, context))
    await reply(update, html, keys, to_question=True)


async def answer_if_said(update: Update, context: Context, address: Address, text: str) -> bool:
    """Answers as to a quotation where the archive has the sentence or one nearly the same; whether it did."""
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        checked, statement = await in_archive(session, text, ())
    if statement is None:
        return False
    html = checked_html(checked, statement, 0, None, view)
    await reply(update, html, statement_keyboard(statement, view), to_question=True)
    return True


async def answer_link(update: Update, context: Context, address: Address, link: str) -> None:
    """What a news page says by whom: from the archive where it is there, else read now and kept nowhere."""
    url = link if link.startswith(("http://", "https://")) else f"https://{link}"
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        article = await articles.by_url(session, url)
        story = await stories.get(session, article.story_id) if article and article.story_id else None
    if story is not None and story.statements:
        html = f"{asking.LINK_KNOWN}\n{story_page_html(story, 0, view)}"
        await reply(update, html, story_page_keyboard(story, 0, view), to_question=True)
        return
    read = services(context).read_link
    if read is None or await too_fast(update, context, _LINK_COST):
        return
    found = await read(url)
    if found is None:
        await reply(update, asking.LINK_UNREAD, to_question=True)
    elif not found:
        await reply(update, asking.LINK_NOTHING, to_question=True)
    else:
        await reply(update, statements_html(asking.LINK_READ, found, view), to_question=True)


async def _check_ours(update: Update, context: Context, address: Address, shown: Sequence[Shown]) -> None:
    """A message of ours: whether the archive still has its statements so, with the story as it is now one tap away."""
    gone: list[Shown] = []
    moved: list[tuple[Shown, str]] = []
    first: Statement | None = None
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        for one in shown:
            checked, statement = await in_archive(session, one.text, ())
            if checked.match is not Match.EXACT or statement is None:
                gone.append(one)
                continue
            first = first or statement
            name = attribution(statement, view).name
            if not is_named(one, name):
                moved.append((one, name))
    keys = statement_keyboard(first, view) if first else keyboard()
    await reply(update, ours_html(len(shown), gone, moved), keys, to_question=True)


async def _check_several(update: Update, context: Context, address: Address, quotes: Sequence[str], *, head: str = "") -> None:
    found: list[tuple[Checked, Statement]] = []
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        for quote in quotes:
            checked, statement = await in_archive(session, quote, ())
            if statement is not None:
                found.append((checked, statement))
        archive = await known(session, context)
    html = several_html(len(quotes), found, len(archive.publishers), archive.start, view)
    await reply(update, f"{head}\n\n{html}" if head else html, to_question=True)


async def in_archive(session: ReadSession, quote: str, speakers: Sequence[str]) -> tuple[Checked, Statement | None]:
    """The quotation against the statements of the archive that have all of its words, and the newest that share some of them."""
    lines = probes(quote)
    same = await search.latest(session, Query(phrases=(whole(quote),)), WHOLE) if lines else ()
    some = await search.latest(session, Query(phrases=("|".join(lines),)), CANDIDATES) if lines and not same else ()
    found = (*same, *some)
    keys = await search.speakers_of(session, [one.id for one in found]) if speakers else {}
    candidates = [Candidate(one.id, one.text, keys.get(one.id, ())) for one in found]
    checked = check(quote, candidates, [term for slug in speakers for term in terms.by(slug)])
    return checked, next((one for one in found if checked.candidate and one.id == checked.candidate.id), None)


async def _answer(
    session: ReadSession, quote: str, speakers: Sequence[str], view: View, archive: Known
) -> tuple[str, InlineKeyboardMarkup | None]:
    """The answer to one quotation, attributed to `speakers` or to nobody."""
    checked, statement = await in_archive(session, quote, speakers)
    near = None
    if checked.match is Match.NONE and speakers and not checked.too_short:
        near = await _near(session, quote, speakers)
    html = checked_html(checked, statement, len(archive.publishers), archive.start, view, near)
    found = statement or near
    return html, statement_keyboard(found, view) if found else None


async def _near(session: ReadSession, quote: str, speakers: Sequence[str]) -> Statement | None:
    """The statement by these that is most like a quotation of theirs that was not found."""
    words = telling_words(quote)
    if not words:
        return None
    found = await search.latest(session, Query(speakers=tuple(speakers), phrases=("|".join(words),)), NEAREST_AMONG)
    best = nearest(quote, [Candidate(one.id, one.text) for one in found])
    return next((one for one in found if best and one.id == best.id), None)
