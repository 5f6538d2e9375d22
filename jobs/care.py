"""What owners are warned of, once, and told when it is over: the outbox lags, the disk is nearly full, a job does not run.

(Sources that fail for a day are `jobs.notices`.) A trouble is a row as long as it lasts, so neither a restart nor a second
process tells it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import chats, numbers, outbox, troubles
from storage.database import Database, WriteSession
from storage.office_records import Trouble
from storage.records import Address, ChatKind, DeliveryKind, NewDelivery, Priority

LAG = timedelta(minutes=10)
DISK_BYTES, DISK_SHARE = 500_000_000, 0.05
RECOVERED = 1.2
"""So many times the limit must be free again before the disk counts as mended: no notices to and fro at the edge."""
JOB_LATE = timedelta(minutes=15)
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of the disk with the data."""

    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Watched:
    """What there is to be seen at a moment. `jobs`: each job's interval and when it last ended well (None: not since `started`,
    when the process began); `lagging_since`: since when the delivery waits that is due longest."""

    started: datetime
    jobs: Mapping[str, tuple[timedelta, datetime | None]]
    disk: Disk
    lagging_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """One trouble: its name (`outbox`, `disk`, `job:<name>`), since when, and what else is said of it."""

    name: str
    since: datetime
    detail: str = ""


def what_is_wrong(watched: Watched, known: Mapping[str, Trouble], now: datetime) -> tuple[Wrong, ...]:
    """The troubles of this moment. Pure."""
    found = []
    if watched.lagging_since is not None and now - watched.lagging_since > LAG:
        found.append(Wrong("outbox", watched.lagging_since))
    least = max(DISK_BYTES, int(watched.disk.total * DISK_SHARE))
    if watched.disk.free < (least * RECOVERED if "disk" in known else least):
        found.append(Wrong("disk", now, str(watched.disk.free // _MEGABYTE)))
    for name, (every, last) in watched.jobs.items():
        since = last or watched.started
        if now - since > max(JOB_LATE, 3 * every):
            found.append(Wrong(f"job:{name}", since, name))
    return tuple(found)


async def care(db: Database, watched: Watched, now: datetime, owners: Sequence[int]) -> int:
    """Tells the owners what is new and what is over; gives the number of notices owed."""
    async with db.read() as r:
        lagging = await numbers.oldest_due(r, now)
        known = await troubles.known(r)
    watched = Watched(watched.started, watched.jobs, watched.disk, lagging)
    wrong = {one.name: one for one in what_is_wrong(watched, known, now)}
    fresh = [one for name, one in wrong.items() if name not in known]
    over = [one for name, one in known.items() if name not in wrong]
    owed = 0
    if not fresh and not over:
        return owed
    async with db.write() as s:
        for one in fresh:
            await troubles.begins(s, one.name, one.since, now)
            owed += await _tell(s, owners, _payload(one), f"trouble:{one.name}:{one.since:%Y%m%d%H%M%S}", now)
        for trouble in over:
            if await troubles.ends(s, trouble.name):
                payload = {**_payload(Wrong(trouble.name, trouble.since, trouble.name.partition(":")[2])), "over": True}
                owed += await _tell(s, owners, payload, f"trouble-over:{trouble.name}:{trouble.since:%Y%m%d%H%M%S}", now)
    return owed


async def _tell(s: WriteSession, owners: Sequence[int], payload: dict[str, object], key: str, now: datetime) -> int:
    owed = 0
    for owner in owners:
        await chats.ensure(s, Address(owner), ChatKind.PRIVATE, now)
        new = NewDelivery(Address(owner), DeliveryKind.NOTICE, key, payload, now, Priority.NOTICE)
        owed += await outbox.owe(s, new, now) is not None
    return owed


def _payload(one: Wrong) -> dict[str, object]:
    return {"notice": "trouble", "what": one.name.partition(":")[0], "since": one.since.isoformat(), "detail": one.detail}
