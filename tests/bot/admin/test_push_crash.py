"""A push survives its process: killed at random moments it reaches every chat once, over real HTTP."""

from __future__ import annotations

from pathlib import Path

from storage.office_records import PushState
from tests.bench.push_crash import push_through

PATIENCE_S = 90


async def test_killed_paused_and_resumed(tmp_path: Path) -> None:
    """No chat gets it twice but where nobody could know whether it had arrived; nothing leaves while it is paused."""
    passed = await push_through(tmp_path, 150, 1, rate=100, patience_s=PATIENCE_S)
    assert passed.wrong == ()
    assert passed.state is PushState.DONE
    assert passed.sent_while_paused == 0
    assert passed.held_while_paused > 0
    assert passed.counts.blocked == 3
    assert passed.counts.sent + passed.counts.uncertain == 147
    assert passed.counts.doubted >= passed.doubled_in_doubt
    assert passed.closest_edits_s >= 3.0


async def test_killed_and_cancelled(tmp_path: Path) -> None:
    """What had not left does not leave; sent, blocked and cancelled add up to all that were owed."""
    passed = await push_through(tmp_path, 150, 0, rate=100, cancel_after=0.4, patience_s=PATIENCE_S)
    counts = passed.counts
    assert passed.wrong == ()
    assert passed.state is PushState.CANCELLED
    dropped = sum(counts.dropped.values())
    assert dropped > 0
    assert counts.sent + counts.uncertain + counts.blocked + dropped + sum(counts.failed.values()) == 150


async def test_killed_while_it_tells_how_far_it_is(tmp_path: Path) -> None:
    """The id of the progress message was never kept: the push goes on, and its end is told in another message."""
    passed = await push_through(tmp_path, 20, 0, rate=100, pause_s=0.1, kill_telling=True, patience_s=PATIENCE_S)
    assert passed.wrong == ()
    assert passed.state is PushState.DONE
    assert passed.counts.sent + passed.counts.uncertain == 19
