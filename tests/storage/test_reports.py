"""Reports: told once, listed, settled once, and whoever told of it hears of it once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage import chats, outbox, reports, statements
from storage.database import Database, WriteSession
from storage.records import Address, ChatKind, DeliveryKind, ReportState, ReportWhat
from tests.storage.samples import NOW, READER, add_source, add_story

OTHER = Address(-2002, 7)


async def told(s: WriteSession) -> int:
    """A statement that two addresses may report; gives its id."""
    story = await add_story(s, await add_source(s), "a")
    await chats.ensure(s, READER, ChatKind.PRIVATE, NOW)
    await chats.ensure(s, OTHER, ChatKind.GROUP, NOW)
    return (await statements.of_story(s, story))[0].id


async def test_a_report_is_kept_once(db: Database) -> None:
    """The same report of the same chat is one; another thing that is wrong, and another chat, are further ones; oldest first."""
    async with db.write() as s:
        statement = await told(s)
        assert await reports.add(s, READER, statement, ReportWhat.SPEAKER, NOW)
        assert not await reports.add(s, READER, statement, ReportWhat.SPEAKER, NOW + timedelta(hours=1))
        assert await reports.add(s, READER, statement, ReportWhat.OLD, NOW)
        assert await reports.add(s, OTHER, statement, ReportWhat.SPEAKER, NOW)
        assert [(r.address, r.what) for r in await reports.open_ones(s, 10)] == [
            (READER, ReportWhat.SPEAKER),
            (READER, ReportWhat.OLD),
            (OTHER, ReportWhat.SPEAKER),
        ]
        assert await reports.count_open(s) == 3
        assert [r.what for r in await reports.open_ones(s, 1, offset=1)] == [ReportWhat.OLD]


async def test_the_outcome_is_told_once(db: Database) -> None:
    """Settling closes all reports of a statement and owes every address one notice, in its topic; doing it again owes nothing."""
    async with db.write() as s:
        statement = await told(s)
        for address, what in ((READER, ReportWhat.SPEAKER), (READER, ReportWhat.OLD), (OTHER, ReportWhat.TEXT)):
            await reports.add(s, address, statement, what, NOW)
        settled = await reports.resolve(s, statement, ReportState.MENDED, NOW)
        assert {report.address for report in settled} == {READER, OTHER}
        assert await reports.resolve(s, statement, ReportState.KEPT, NOW) == ()
        assert await reports.open_ones(s, 10) == ()
        assert {report.state for report in await reports.of_statement(s, statement)} == {ReportState.MENDED}
        for address in (READER, OTHER):
            (notice,) = await outbox.of_address(s, address, 10)
            assert notice.kind is DeliveryKind.NOTICE
            assert notice.payload == {"notice": "report", "outcome": "mended", "statement_id": statement}


async def test_a_report_goes_with_its_chat(db: Database) -> None:
    """/forget takes a chat's reports along; a report of nothing is refused."""
    async with db.write() as s:
        statement = await told(s)
        await reports.add(s, READER, statement, ReportWhat.TEXT, NOW)
        report = (await reports.open_ones(s, 1))[0]
        assert await reports.get(s, report.id) == report
        await chats.forget(s, READER.chat_id)
        assert await reports.get(s, report.id) is None
    with pytest.raises(IntegrityError):
        async with db.write() as s:
            await reports.add(s, OTHER, 1, ReportWhat.TEXT, NOW)
