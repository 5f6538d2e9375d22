"""The storm and the crash test, scaled; in full in `make prove` (tests/bench/prove_delivery.py)."""

from __future__ import annotations

from pathlib import Path

from tests.bench.crash import crash
from tests.bench.storm import storm


async def test_everybody_gets_what_is_owed_through_a_storm(tmp_path: Path) -> None:
    """429s, 500s, resets before and after, lost answers, 403s, migrations: each delivery exactly once, in doubt at most twice,
    or with a recorded reason; and the server never saw more than it permits."""
    outcome = await storm(tmp_path, 280, groups=4)
    assert outcome.wrong == ()
    assert outcome.most_overall <= 30
    assert outcome.most_in_a_chat <= 3
    assert outcome.most_in_a_group <= 20
    assert len(outcome.faults) >= 6


async def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    """SIGKILL at random moments: none lost, and at most as many doubled as were on their way."""
    toll = await crash(tmp_path, 240, 4, rate=120)
    assert (toll.lost, toll.more) == (0, 0)
    assert toll.doubled <= toll.in_flight
    assert toll.once + toll.doubled + toll.uncertain >= toll.deliveries
