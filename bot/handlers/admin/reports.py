"""/reports: what readers say is wrong, one after the other, mended in two taps or found right."""

from __future__ import annotations

from bot.handlers.admin.access import Args, Desk, number_of, tap
from bot.render.admin_cards import report_rows, statement_card
from bot.render.writing import number
from bot.texts import admin as words
from storage import articles, reports, statements
from storage.office_records import Role
from storage.records import ReportState


async def first(desk: Desk, args: Args) -> None:
    """The oldest open report."""
    await _show(desk, 0)


async def nth(desk: Desk, args: Args) -> None:
    await _show(desk, max(0, number_of(args) or 0))


async def _show(desk: Desk, offset: int) -> None:
    """The report, its statement, its article and what the rules find there now."""
    async with desk.parts.db.read() as session:
        waiting = await reports.count_open(session)
        found = await reports.open_ones(session, 1, offset if offset < waiting else 0)
        statement = await statements.get(session, found[0].statement_id) if found else None
        article = await articles.get(session, statement.article_id) if statement else None
        told = await reports.of_statement(session, statement.id) if statement else ()
    if statement is None:
        await desk.turn(words.REPORTS_NONE)
        return
    finding = await desk.office.explain(article, statement) if article else None
    opened = [report for report in told if report.state is ReportState.OPEN]
    view = await desk.view()
    card = statement_card(statement, article, view, finding, opened)
    head = words.REPORTS_HEAD.format(count=number(waiting, view.digits))
    rows = report_rows(statement) if desk.role >= Role.EDITOR else []
    turns = [tap(words.NEXT, "rv", offset + 1)] if waiting > 1 else []
    await desk.turn(f"{head}\n\n{card}", *rows, turns)


async def kept(desk: Desk, args: Args) -> None:
    """The statement is right: whoever reported it is told so."""
    statement_id = number_of(args)
    if statement_id is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        settled = await reports.resolve(session, statement_id, ReportState.KEPT, desk.now)
        if settled:
            await desk.note(session, "report", f"statement:{statement_id}", {"to": ReportState.KEPT})
    if not settled:  # another admin was faster
        await desk.say(words.OVER)
        return
    desk.parts.wake_delivery()
    await _show(desk, 0)
