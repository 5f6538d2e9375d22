"""«نقل نادرست است»: what readers say is wrong, and what became of it, which is told to whoever reported it (an outbox notice)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from storage import outbox
from storage.database import ReadSession, WriteSession
from storage.expressions import insert_new
from storage.records import Address, DeliveryKind, NewDelivery, Priority, Report, ReportState, ReportWhat
from storage.schema import reports, statement_texts, statements

_R = reports.c


@dataclass(frozen=True, slots=True)
class Reported:
    """A report with the words of the statement that it is about."""

    report: Report
    words: str


async def add(s: WriteSession, address: Address, statement_id: int, what: ReportWhat, now: datetime) -> bool:
    """Keeps a report of an address that `chats.ensure` made. False: the chat has told the same of this statement before.

    Raises:
        IntegrityError: there is no such statement, or no such chat.
    """
    return await _insert(s, {"statement_id": statement_id, **_told(address, what, ReportState.OPEN, now)})


async def get(s: ReadSession, report_id: int) -> Report | None:
    row = await s.first(select(reports).where(_R.id == report_id))
    return None if row is None else _report(row)


async def open_ones(s: ReadSession, limit: int, offset: int = 0) -> tuple[Report, ...]:
    """The reports that nobody has settled, the oldest first."""
    query = select(reports).where(_R.state == ReportState.OPEN).order_by(_R.id).limit(limit).offset(offset)
    return tuple(_report(row) for row in await s.rows(query))


async def count_open(s: ReadSession) -> int:
    return int(await s.scalar(select(func.count()).select_from(reports).where(_R.state == ReportState.OPEN)))


async def of_statement(s: ReadSession, statement_id: int) -> tuple[Report, ...]:
    """Every report of a statement, settled ones too, the oldest first."""
    return tuple(_report(row) for row in await s.rows(select(reports).where(_R.statement_id == statement_id).order_by(_R.id)))


async def resolve(s: WriteSession, statement_id: int, outcome: ReportState, now: datetime) -> tuple[Report, ...]:
    """Settles every open report of a statement and owes each address that told of it one notice (payload: `notice` = `report`,
    `outcome`, `statement_id`). Gives the reports settled; () where none was open, so that a second call tells nobody twice.
    """
    waiting = update(reports).where(_R.statement_id == statement_id, _R.state == ReportState.OPEN)
    settled = [_report(row) for row in await s.returning(waiting.values(state=outcome).returning(*reports.c))]
    await outbox.owe_all(s, _notices(settled, outcome, now), now)
    return tuple(sorted(settled, key=lambda report: report.id))


async def of_article(s: ReadSession, article_id: int) -> tuple[Reported, ...]:
    """Every report of an article's statements, of hidden ones too, with their words: to be read before they are replaced."""
    query = (
        select(reports, statement_texts.c.text)
        .join(statements, statements.c.id == _R.statement_id)
        .join(statement_texts, statement_texts.c.statement_id == _R.statement_id)
        .where(statements.c.article_id == article_id)
        .order_by(_R.id)
    )
    return tuple(Reported(_report(row), row.text) for row in await s.rows(query))


async def carry_over(s: WriteSession, before: Sequence[Reported], now_said: Mapping[str, int], now: datetime) -> None:
    """What `of_article` gave, once the article's statements are others (the reports went with the old ones): a report goes to the
    statement of the same words (`now_said`: words → id). Where there is none, what was reported is mended: whoever told of it and
    heard no outcome yet is owed one."""
    gone: list[Report] = []
    for one in before:
        report, number = one.report, now_said.get(one.words)
        if number is not None:
            await _insert(s, {"statement_id": number, **_told(report.address, report.what, report.state, report.at)})
        elif report.state is ReportState.OPEN:
            gone.append(replace(report, state=ReportState.MENDED))
    await outbox.owe_all(s, _notices(gone, ReportState.MENDED, now), now)


def _told(address: Address, what: ReportWhat, state: ReportState, at: datetime) -> dict[str, object]:
    return {"chat_id": address.chat_id, "thread_id": address.thread_id, "what": what, "state": state, "at": at}


async def _insert(s: WriteSession, values: Mapping[str, object]) -> bool:
    return await s.run(insert_new(s.dialect, reports).values(**values)) == 1


def _notices(settled: Sequence[Report], outcome: ReportState, now: datetime) -> list[NewDelivery]:
    newest = {report.address: report for report in settled}
    return [
        NewDelivery(
            address,
            DeliveryKind.NOTICE,
            f"report:{report.id}:{int(report.at.timestamp())}",  # ids of reports that are gone come again
            {"notice": "report", "outcome": str(outcome), "statement_id": report.statement_id},
            now,
            Priority.NOTICE,
        )
        for address, report in newest.items()
    ]


def _report(row: Row[Any]) -> Report:
    address = Address(row.chat_id, row.thread_id)
    return Report(row.id, row.statement_id, address, ReportWhat(row.what), ReportState(row.state), row.at)
