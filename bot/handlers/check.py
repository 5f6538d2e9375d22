"""A quotation to check: the statements near to it are looked for and compared word by word."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.handlers.common import Context, reply, services, view_of
from bot.question import Understood
from bot.quotation import Candidate, check, probes
from bot.render.checking import checked_html
from storage import articles, search, sources
from storage.records import Address, Query, Statement

CANDIDATES = 200


async def answer_check(update: Update, context: Context, address: Address, understood: Understood) -> None:
    """Answers whether the archive has the quotation; without one, asks for it."""
    if not understood.quote:
        await reply(update, texts.CHECK_WHAT, to_question=True)
        return
    async with services(context).db.read() as session:
        lines = probes(understood.quote)
        found = await search.latest(session, Query(phrases=("|".join(lines),)), CANDIDATES) if lines else ()
        start = await articles.archive_start(session)
        number = len(await sources.list_all(session))
        view = await view_of(session, address, context)
    candidates = [Candidate(statement.id, statement.text, _slugs(statement)) for statement in found]
    checked = check(
        understood.quote, candidates, [slug for slug in understood.speakers if ":" not in slug and not slug.isupper()]
    )
    statement = next((one for one in found if checked.candidate and one.id == checked.candidate.id), None)
    await reply(update, checked_html(checked, statement, number, start, view), to_question=True)


def _slugs(statement: Statement) -> tuple[str, ...]:
    """Under what the statement's speaker may be asked for."""
    return tuple(slug for slug in (statement.person, statement.speaker_country) if slug)
