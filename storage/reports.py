"""«نقل نادرست است»: what readers say is wrong, and what became of it, which is told to whoever reported it (an outbox notice)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from storage import outbox
from storage.database import ReadSession, WriteSession
from storage.expressions import insert_new
from storage.records import Address, DeliveryKind, NewDelivery, Priority, Report, ReportState, ReportWhat
from storage.schema import reports

_R = reports.c


async def add(s: WriteSession, address: Address, statement_id: int, what: ReportWhat, now: datetime) -> bool:
    """Keeps a report of an address that `chats.ensure` made. False: the chat has told the same of this statement before.

    Raises:
        IntegrityError: there is no such statement, or no such chat.
    """
    values = {
        "statement_id": statement_id,
        "chat_id": address.chat_id,
        "thread_id": address.thread_id,
        "what": what,
        "state": ReportState.OPEN,
        "at": now,
    }
    return await s.run(insert_new(s.dialect, reports).values(**values)) == 1


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


def _notices(settled: Sequence[Report], outcome: ReportState, now: datetime) -> list[NewDelivery]:
    newest = {report.address: report for report in settled}
    return [
        NewDelivery(
            address,
            DeliveryKind.NOTICE,
            f"report:{report.id}",
            {"notice": "report", "outcome": str(outcome), "statement_id": report.statement_id},
            now,
            Priority.NOTICE,
        )
        for address, report in newest.items()
    ]


def _report(row: Row[Any]) -> Report:
    address = Address(row.chat_id, row.thread_id)
    return Report(row.id, row.statement_id, address, ReportWhat(row.what), ReportState(row.state), row.at)
