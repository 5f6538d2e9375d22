"""An article that is analysed again does not lose what readers reported about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jobs import likeness
from jobs.collect_statements import Thought, store
from storage import articles, chats, mending, outbox, reports, statements
from storage.database import Database, WriteSession
from storage.records import Address, ChatKind, DeliveryKind, NewStatement, ReportState, ReportWhat
from tests.storage.samples import NOW, SAYING, add_source, add_story

READER, OTHER = Address(5), Address(-6, 2)


async def reported(s: WriteSession) -> tuple[int, int]:
    """A statement that two chats say is wrong; gives its id and its article's."""
    story = await add_story(s, await add_source(s), "a")
    (said,) = await statements.of_story(s, story)
    await chats.ensure(s, READER, ChatKind.PRIVATE, NOW)
    await chats.ensure(s, OTHER, ChatKind.GROUP, NOW)
    await reports.add(s, READER, said.id, ReportWhat.SPEAKER, NOW)
    await reports.add(s, OTHER, said.id, ReportWhat.OLD, NOW)
    return said.id, said.article_id


async def analyse_again(s: WriteSession, article_id: int, found: Sequence[NewStatement]) -> None:
    article = await articles.get(s, article_id)
    assert article is not None
    text = " ".join(new.text for new in found)
    marks = likeness.marks_of(text, found, NOW) if found else None
    profile = likeness.profile_of("نمونه", text, found, NOW) if found else None
    await store(s, article, Thought(NOW, True, tuple(found), marks, profile), NOW, 0)


@pytest.mark.parametrize("hidden", [False, True])
async def test_the_same_words_are_still_reported(db: Database, hidden: bool) -> None:
    """Open and settled reports stand at the statement of the same words, also at one that editors took out; nobody is told."""
    async with db.write() as s:
        statement, article = await reported(s)
        await reports.resolve(s, statement, ReportState.KEPT, NOW)
        await reports.add(s, READER, statement, ReportWhat.TEXT, NOW)
        if hidden:
            await mending.hide(s, statement, True)
        before = len(await outbox.of_address(s, READER, 10))
        other = replace(SAYING, position=1, text="جملهٔ نمونهٔ دیگری پیش از آن", tokens="جمله نمونه دیگری")
        await analyse_again(s, article, (replace(other, position=0), replace(SAYING, position=1)))
        now = await reports.open_ones(s, 10)
        assert [(one.address, one.what, one.at) for one in now] == [(READER, ReportWhat.TEXT, NOW)]
        said = await statements.get(s, now[0].statement_id)
        assert said is not None
        assert (said.text, said.hidden) == (SAYING.text, hidden)
        kept = [one.what for one in await reports.of_statement(s, said.id) if one.state is ReportState.KEPT]
        assert sorted(kept) == [ReportWhat.OLD, ReportWhat.SPEAKER]
        assert len(await outbox.of_address(s, READER, 10)) == before


@pytest.mark.parametrize("empty", [False, True])
async def test_words_that_are_gone_are_mended(db: Database, empty: bool) -> None:
    """Each chat that told of them hears the outcome once; what it reports later is answered too."""
    async with db.write() as s:
        _, article = await reported(s)
        found = () if empty else (replace(SAYING, text="جملهٔ نمونهٔ درست", tokens="جمله نمونه درست"),)
        await analyse_again(s, article, found)
        assert await reports.count_open(s) == 0
        for address in (READER, OTHER):
            (notice,) = await outbox.of_address(s, address, 10)
            assert (notice.kind, notice.payload["outcome"]) == (DeliveryKind.NOTICE, "mended")
        await analyse_again(s, article, found)
        assert len(await outbox.of_address(s, READER, 10)) == 1
        if not empty:
            (said,) = await statements.of_article(s, article)
            later = NOW.replace(year=NOW.year + 1)
            await reports.add(s, READER, said.id, ReportWhat.TEXT, later)
            await reports.resolve(s, said.id, ReportState.KEPT, later)
            assert len(await outbox.of_address(s, READER, 10)) == 2
