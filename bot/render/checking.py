"""The answer to a quotation: found as it is, nearly, or not found. Never that it is true or false."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import texts
from bot.digests import Shown
from bot.quotation import Checked, Difference, Match
from bot.render.story import View, attribution, quoted, source_link
from bot.render.writing import day, escape, line, number
from bot.texts import asking
from storage.records import Statement

SHOWN_DIFFERENCES = 4
QUOTATION = 700
SEVERAL, SEVERAL_QUOTATION = 4, 320


def checked_html(
    checked: Checked,
    statement: Statement | None,
    sources: int,
    archive_start: datetime | None,
    view: View,
    near: Statement | None = None,
) -> str:
    """The message: what was found, who said it, when and where, and the words in which the two part.

    `near`: where nothing was found, the statement of the one to whom it was attributed that is most like it.
    """
    if checked.too_short:
        return texts.CHECK_SHORT
    if checked.match is Match.NONE or statement is None:
        lines = [_not_found(sources, archive_start, view)]
        return "\n".join([*lines, "", asking.NEAREST_OF_THEM, *_shown(near, view)] if near else lines)
    parts = [_head(checked)]
    if checked.attributed is False and (statement.person or statement.speaker_name):  # «found» alone would mislead
        parts.append(f"<b>{texts.CHECK_OTHER_SPEAKER.format(name=escape(line(attribution(statement, view).name)))}</b>")
    parts += ["", *_shown(statement, view)]
    notes = [_difference(found) for found in checked.differences[:SHOWN_DIFFERENCES]]
    return "\n".join([*parts, *(["", *notes] if notes else [])])


def several_html(
    total: int, found: Sequence[tuple[Checked, Statement]], sources: int, archive_start: datetime | None, view: View
) -> str:
    """A post of several sentences: how many of them were found and how many only nearly, and each of those with what it differs
    in; first those that differ, which a long post would hide behind the others."""
    if not found:
        return _not_found(sources, archive_start, view)
    near = [pair for pair in found if pair[0].match is Match.NEAR]
    template = asking.CHECKED_SEVERAL_NEAR if near else asking.CHECKED_SEVERAL
    numbers = {"total": total, "found": len(found), "near": len(near)}
    parts = [template.format_map({name: number(value, view.digits) for name, value in numbers.items()})]
    for checked, statement in sorted(found, key=lambda pair: pair[0].match is not Match.NEAR)[:SEVERAL]:
        parts += ["", _head(checked), *_shown(statement, view, SEVERAL_QUOTATION)]
        parts += [_difference(one) for one in checked.differences[:SHOWN_DIFFERENCES]]
    return "\n".join([*parts, "", asking.NOT_FALSE])


def ours_html(total: int, gone: Sequence[Shown], moved: Sequence[tuple[Shown, str]]) -> str:
    """A message of ours that came back: the same as the archive, or what changed since."""
    if not total:
        return asking.OURS_NOTHING
    if not gone and not moved:
        return asking.OURS_SAME
    lines = [asking.OURS_GONE.format(text=_brief(one.text)) for one in gone]
    lines += [asking.OURS_NOW.format(text=_brief(one.text), name=escape(line(name))) for one, name in moved]
    return "\n".join([asking.OURS_CHANGED, *lines])


def _brief(text: str) -> str:
    return quoted(text, 120)


def _shown(statement: Statement, view: View, limit: int = QUOTATION) -> list[str]:
    """Who, the words, and where they stand."""
    quotation = f"<blockquote>{quoted(statement.text, limit)}</blockquote>"
    return [_who(statement, view), quotation, source_link(statement.source_name, statement.url)]


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
