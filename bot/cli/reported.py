"""«نقل نادرست است» arrives at the owners and editors: the statement, its article, and what the rules find there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from bot.cli.compose import now
from bot.cli.offices import Living, explain
from storage import admins, articles, chats, outbox, reports, statements
from storage.office_records import Role
from storage.records import Address, ChatKind, DeliveryKind, NewDelivery, Priority

_AT_ONCE = 20


async def tell_reports(living: Living) -> int:
    """Owes each owner and editor one message for each statement that is newly reported; gives the number of statements."""
    db = living.parts.db
    async with db.read() as session:
        waiting: dict[int, str] = {}
        for report in await reports.open_ones(session, _AT_ONCE):  # the oldest open one names the matter
            waiting.setdefault(report.statement_id, f"reported:{report.statement_id}:{report.id}")
        editors = [admin.user_id for admin in await admins.appointed(session) if admin.role >= Role.EDITOR] if waiting else []
        team = list(dict.fromkeys((*living.parts.config.admin_ids, *editors)))
        fresh = [
            (statement_id, key)
            for statement_id, key in waiting.items()
            if team and await outbox.get_by_key(session, Address(team[-1]), key) is None
        ]
    for statement_id, key in fresh:
        await _tell(living, statement_id, key, team)
    return len(fresh)


async def _tell(living: Living, statement_id: int, key: str, team: Sequence[int]) -> None:
    async with living.parts.db.read() as session:
        statement = await statements.get(session, statement_id)
        article = await articles.get(session, statement.article_id) if statement else None
    if statement is None or article is None:
        return
    finding = await explain(living, article, statement)
    found = {**asdict(finding), "why": list(finding.why)} if finding else None
    payload: dict[str, object] = {"notice": "reported", "statement": statement_id, "finding": found}
    at = now()
    async with living.parts.db.write() as session:
        for user_id in team:
            await chats.ensure(session, Address(user_id), ChatKind.PRIVATE, at)
            new = NewDelivery(Address(user_id), DeliveryKind.NOTICE, key, payload, at, Priority.NOTICE)
            await outbox.owe(session, new, at)
