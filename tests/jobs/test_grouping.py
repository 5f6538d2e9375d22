"""The pass that finds the stories of an archive: as well as one by one, in parts, resumable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from jobs import grouping as pass_
from jobs.analysis.analyser import Analyser
from jobs.collect_statements import store, think
from jobs.grouping import PART, group_waiting
from storage import articles, grouping, likeness, stories
from storage.database import Database
from tests.jobs.grouping import group, pairwise, stored
from tests.jobs.newswire import START, Piece, wire
from tests.jobs.support import config, database
from tests.jobs.test_collect import analyser

__all__ = ["analyser"]  # a fixture
LATER = START + timedelta(days=30)


async def left_waiting(db: Database, pieces: Sequence[Piece], analyser: Analyser, folder: Path) -> list[int]:
    """The pieces as an archive leaves them: statements, marks and profiles, no stories; the ids of the articles."""
    settings, found = config(folder), []
    async with db.write() as s:
        for number, piece in enumerate(pieces):
            article = await stored(s, piece, number)
            thought = think(analyser, article, settings.zone, piece.at)
            assert await store(s, article, thought, LATER, 0, later=True) is None
            found.append(article.id)
    return found


async def told(db: Database, ids: Sequence[int]) -> list[int | None]:
    """The story of each article."""
    async with db.read() as r:
        return [one.story_id for one in [await articles.get(r, number) for number in ids] if one is not None]


async def test_as_well_as_one_by_one(analyser: Analyser, tmp_path: Path) -> None:
    """The same events come out of it, near enough, and the follows are to hear of each story once it is ready."""
    pieces = sorted(wire(11)[:80], key=lambda piece: piece.at)
    (tmp_path / "singly").mkdir()
    singly = (await group(pieces, analyser, tmp_path / "singly")).stories
    async with database(tmp_path) as db:
        ids = await left_waiting(db, pieces, analyser, tmp_path)
        assert set(await told(db, ids)) == {None}
        steps: list[tuple[int, int]] = []
        number = await group_waiting(db, lambda: LATER, 60, lambda *step: steps.append(step))
        found = await told(db, ids)
        async with db.read() as r:
            assert not await stories.due(r, LATER, 1000)
            assert set(await stories.due(r, LATER + timedelta(seconds=61), 1000)) == set(found) - {None}
            one = await stories.get(r, next(story for story in found if story))
    assert one is not None
    assert {statement.story_id for statement in one.statements} == {one.id}
    assert one.revision == found.count(one.id)
    assert [story is None for story in found] == [story is None for story in singly]
    assert number == len(found) - found.count(None)
    assert steps[-1] == (number, number)
    with_story = [(piece.event, story) for piece, story in zip(pieces, found, strict=True) if story is not None]
    assert pairwise([event for event, _ in with_story], [story for _, story in with_story]).f1 > 0.9
    assert pairwise(singly, found).f1 > 0.95


async def test_killed_in_the_middle_it_goes_on(analyser: Analyser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a part had committed stays, nothing is grouped twice, what had none is taken up; tidying leaves alone what waits."""
    monkeypatch.setattr(pass_, "PART", 20)
    pieces = sorted(wire(12)[:60], key=lambda piece: piece.at)
    (tmp_path / "whole").mkdir()
    async with database(tmp_path / "whole") as db:
        ids = await left_waiting(db, pieces, analyser, tmp_path)
        await group_waiting(db, lambda: LATER, 0)
        whole = await told(db, ids)

    def killed(done: int, _: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    async with database(tmp_path) as db:
        ids = await left_waiting(db, pieces, analyser, tmp_path)
        async with db.write() as s:
            assert await likeness.prune(s, LATER) == 0
        with pytest.raises(KeyboardInterrupt):
            await group_waiting(db, lambda: LATER, 0, killed)
        half = await told(db, ids)
        async with db.write() as s:
            assert len(await grouping.waiting(s)) == sum(story is not None for story in whole) - 40
        assert await group_waiting(db, lambda: LATER, 0) == sum(story is not None for story in whole) - 40
        assert await group_waiting(db, lambda: LATER, 0) == 0
        found = await told(db, ids)
    assert sum(story is not None for story in half) == 40
    assert all(before is None or before == after for before, after in zip(half, found, strict=True))
    assert pairwise(whole, found).f1 == 1
    assert PART > 40
