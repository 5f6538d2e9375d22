"""A push to 20,000 chats, its process killed five times, paused and resumed; and one that is killed and then cancelled.

At 200 a second, since the pace is `prove_delivery`'s matter: about four minutes.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from storage.office_records import PushState
from tests.bench.push_crash import Passed, push_through
from tests.bench.running import require, show

CHATS, KILLS, RATE = 20_000, 5, 200.0


def run() -> None:
    """Raises `Violation` where a chat got what it is not owed, or the counts are not exact."""
    through = _push(cancel_after=None)
    cancelled = _push(cancel_after=0.5)
    columns = [
        "push",
        "chats",
        "kills",
        "once",
        "twice, in doubt",
        "blocked",
        "uncertain",
        "cancelled",
        "sent while paused",
        "edits",
    ]
    show("Pushes killed on the way", columns, [_row("to the end", through), _row("cancelled", cancelled)])
    require(not through.wrong and not cancelled.wrong, "; ".join((*through.wrong, *cancelled.wrong)[:10]))
    require((through.state, cancelled.state) == (PushState.DONE, PushState.CANCELLED), "not settled")
    require(through.sent_while_paused == 0, f"{through.sent_while_paused} were sent while it was paused")
    require(through.held_while_paused > 0, "nothing was left that the pause could have held")
    counts = through.counts
    require(counts.sent + counts.uncertain + counts.blocked == CHATS, f"{counts}")
    closest = min(through.closest_edits_s, cancelled.closest_edits_s)
    require(closest >= 3, f"the progress message was edited twice in {closest:.2f} s")


def _push(cancel_after: float | None) -> Passed:
    with tempfile.TemporaryDirectory() as directory:
        return asyncio.run(push_through(Path(directory), CHATS, KILLS, rate=RATE, cancel_after=cancel_after, pause_s=10.0))


def _row(name: str, passed: Passed) -> list[object]:
    counts = passed.counts
    doubts = [passed.arrived_once, passed.doubled_in_doubt, counts.blocked, counts.uncertain, sum(counts.dropped.values())]
    return [name, passed.chats, passed.kills, *doubts, passed.sent_while_paused, f"{passed.closest_edits_s:.1f} s apart"]
