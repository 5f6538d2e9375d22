"""The answer to a quotation: found as it is, nearly, or not found. Never that it is true or false."""

from __future__ import annotations

from datetime import datetime

from bot import texts
from bot.quotation import Checked, Difference, Match
from bot.render.story import View, attribution, quoted, source_link
from bot.render.writing import day, escape, line, number
from storage.records import Statement

SHOWN_DIFFERENCES = 4
QUOTATION = 700


def checked_html(checked: Checked, statement: Statement | None, sources: int, archive_start: datetime | None, view: View) -> str:
    """The message: what was found, who said it, when and where, and the words in which the two part."""
    if checked.too_short:
        return texts.CHECK_SHORT
    if checked.match is Match.NONE or statement is None:
        return _not_found(sources, archive_start, view)
    parts = [_head(checked), "", _who(statement, view), f"<blockquote>{quoted(statement.text, QUOTATION)}</blockquote>"]
    parts.append(source_link(statement.source_name, statement.url))
    notes = [_difference(found) for found in checked.differences[:SHOWN_DIFFERENCES]]
    if checked.attributed is False and statement.person:
        notes.append(texts.CHECK_OTHER_SPEAKER.format(name=escape(line(attribution(statement, view).name))))
    return "\n".join([*parts, *(["", *notes] if notes else [])])


def _head(checked: Checked) -> str:
    if checked.match is Match.NEAR:
        return texts.CHECK_NEAR
    if checked.omitted:
        return texts.CHECK_OMITTED
    return texts.CHECK_WHOLE if checked.whole else texts.CHECK_PART


def _who(statement: Statement, view: View) -> str:
    who = attribution(statement, view)
    when = f"{texts.LIST_COMMA}{day(statement.said_at, view.zone, view.now, view.digits)}" if statement.dated else ""
    return f"<b>{escape(line(who.name))}</b>{escape(who.rest)}{escape(when)}:"


def _difference(found: Difference) -> str:
    template = (
        texts.CHECK_OTHER_WORD if found.said and found.quoted else texts.CHECK_ADDED if found.quoted else texts.CHECK_MISSING
    )
    return template.format(said=escape(line(found.said)), quoted=escape(line(found.quoted)))


def _not_found(sources: int, start: datetime | None, view: View) -> str:
    if start is None:
        return texts.CHECK_EMPTY
    return texts.CHECK_NONE.format(sources=number(sources, view.digits), date=day(start, view.zone, view.now, view.digits))
