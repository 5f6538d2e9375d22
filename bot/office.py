"""What the admins' handlers need beyond the database: given by the composition root, since handlers import no jobs.

The values here are what those callables take and give.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.render.rendered import Rendered
from storage.database import ReadSession, WriteSession
from storage.records import Article, Candidate, Delivery, Statement


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A feed that was found at an address, not stored. `titles`: its newest items'."""

    slug: str
    name: str
    home_url: str
    feed_url: str
    items: int
    newest: datetime | None
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """How far the walk through an archive is. `total` None: not known."""

    found: int
    done: int
    total: int | None
    at: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules find at a statement's place in its article: the rule's name and the steps to its speaker."""

    rule: str
    why: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Office:
    """The callables. Where one meets bad input or an unreachable publisher it raises a `NaqlError` that a person can read.

    `correct` owes everybody who was sent the story the correction, in the session's transaction; `render` is what a delivery
    says; `look_now` checks a feed at once (number of new articles, what is wrong); `fill` walks an archive back to a day and
    gives the number of articles noted; `last_runs`: when each job last ended well; `reload` takes up the edited catalogue.
    """

    correct: Callable[[WriteSession, int, Mapping[str, object], datetime], Awaitable[int]]
    render: Callable[[ReadSession, Delivery], Awaitable[Rendered | None]]
    find_source: Callable[[str], Awaitable[FoundSource]]
    check_source: Callable[[str], Awaitable[Sequence[str]]]
    look_now: Callable[[str], Awaitable[tuple[int, str | None]]]
    fill: Callable[[str, date, Callable[[Filling], None]], Awaitable[int]]
    explain: Callable[[Article, Statement], Awaitable[Finding | None]]
    propose: Callable[[WriteSession, datetime], Awaitable[int]]
    accept: Callable[[WriteSession, Candidate, str], Awaitable[bool]]
    merge: Callable[[WriteSession, Candidate, str], Awaitable[bool]]
    last_runs: Callable[[], Mapping[str, datetime]]
    reload: Callable[[], Awaitable[None]]
