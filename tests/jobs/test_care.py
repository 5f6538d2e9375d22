"""What owners are warned of: once, and once more when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from jobs.care import Disk, Watched, care, what_is_wrong
from storage import chats, outbox
from storage.database import Database
from storage.office_records import Trouble
from storage.records import Address, ChatKind, DeliveryKind, NewDelivery
from tests.storage.samples import NOW

WELL = Watched(NOW, {"match": (timedelta(seconds=5), NOW)}, Disk(50_000_000_000, 100_000_000_000))
OWNER = 9


def names(watched: Watched, minutes: float = 0, **known: Trouble) -> list[str]:
    return [one.name for one in what_is_wrong(watched, known, NOW + timedelta(minutes=minutes))]


def test_each_trouble_and_none() -> None:
    """A lag over ten minutes, a disk nearly full, a job that has not run: each is named; a young or well one is not."""
    assert names(WELL) == []
    assert names(replace(WELL, lagging_since=NOW), 9) == []
    assert names(replace(WELL, lagging_since=NOW), 11) == ["outbox"]
    assert names(replace(WELL, disk=Disk(4_000_000_000, 100_000_000_000))) == ["disk"]
    assert names(replace(WELL, disk=Disk(600_000_000, 10_000_000_000))) == []
    assert names(WELL, 16) == ["job:match"]
    assert names(replace(WELL, jobs={"prune": (timedelta(hours=1), None)}), 16) == []
    assert names(replace(WELL, jobs={"prune": (timedelta(hours=1), None)}), 181) == ["job:prune"]


def test_the_disk_is_mended_well_above_the_limit() -> None:
    """What was told of stays told until there is clearly room again."""
    edge = replace(WELL, disk=Disk(5_500_000_000, 100_000_000_000))
    assert names(edge) == []
    assert names(edge, disk=Trouble("disk", NOW, NOW)) == ["disk"]


async def test_told_once_and_when_it_is_over(db: Database) -> None:
    """Whoever looks and however often, the owner gets one warning and one all-clear."""
    late = NOW + timedelta(minutes=20)
    for at in (late, late + timedelta(minutes=1), late + timedelta(minutes=2)):
        await care(db, WELL, at, [OWNER])
    well = replace(WELL, jobs={"match": (timedelta(seconds=5), late + timedelta(minutes=3))})
    for _ in range(2):
        await care(db, well, late + timedelta(minutes=3), [OWNER])
    async with db.read() as r:
        told = [(d.payload["what"], d.payload.get("over", False)) for d in await outbox.of_address(r, Address(OWNER), 9)]
    assert told[::-1] == [("job", False), ("job", True)]


async def test_the_outbox_lags(db: Database) -> None:
    """The delivery that waits longest is looked up; what a push has waiting does not count."""
    async with db.write() as s:
        await chats.ensure(s, Address(1), ChatKind.PRIVATE, NOW)
        await outbox.owe(s, NewDelivery(Address(1), DeliveryKind.PUSH, "push:1", {}, NOW, 60), NOW)
    later = NOW + timedelta(minutes=12)
    well = replace(WELL, jobs={})
    assert await care(db, well, later, [OWNER]) == 0
    async with db.write() as s:
        await outbox.owe(s, NewDelivery(Address(1), DeliveryKind.ALERT, "alert:1", {}, NOW, 20), NOW)
    assert await care(db, well, later, [OWNER]) == 1
