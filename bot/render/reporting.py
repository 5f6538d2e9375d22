"""Reports of wrong quotations as messages: which one, in what, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.render.rendered import Rendered, rendered
from bot.render.story import View, attribution, attribution_html, quoted
from bot.render.writing import escape, line, number
from bot.texts import following
from storage import statements
from storage.database import ReadSession
from storage.records import ReportState, ReportWhat, Statement

CHOICES = 8
"""Quotations of a story among which the wrong one is chosen."""
SHOWN = 90
QUOTATION = 400

WHATS = {
    ReportWhat.SPEAKER: following.REPORT_SPEAKER,
    ReportWhat.TEXT: following.REPORT_TEXT,
    ReportWhat.SUBJECT: following.REPORT_SUBJECT,
    ReportWhat.OLD: following.REPORT_OLD,
}


def which_html(told: Sequence[Statement], view: View) -> str:
    """The quotations of a story, numbered as their buttons."""
    lines = [following.REPORT_WHICH]
    for at, statement in enumerate(told, 1):
        who = attribution(statement, view, occasion=False)
        name = f"<b>{number(at, view.digits)}. {escape(line(who.name))}</b>{escape(who.rest)}:"
        lines.append(f"{name} {quoted(statement.text, SHOWN)}")
    return "\n".join(lines)


async def render_outcome(session: ReadSession, payload: Mapping[str, object], view: View) -> Rendered | None:
    """What became of a report, for whoever told of it (payload: `storage.reports.resolve`)."""
    statement = await statements.get(session, int(str(payload["statement_id"])))
    mended = payload.get("outcome") == ReportState.MENDED
    if statement is None or statement.hidden:
        return rendered(following.REPORT_GONE, None, silent=True)
    head = following.REPORT_MENDED if mended else following.REPORT_KEPT
    said = f"{attribution_html(attribution(statement, view))}\n<blockquote>{quoted(statement.text, QUOTATION)}</blockquote>"
    return rendered(f"{head}\n{said}", None, silent=True)
