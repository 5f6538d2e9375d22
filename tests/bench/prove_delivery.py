"""Delivery in full: crash, storm, pace, answers beside a heap of briefings, paid broadcast.

`python -m tests.bench.prove_delivery [crash] [storm] [pace] [answers] [paid]` runs the parts that are named; all take about
twenty minutes, most of them the storm's 20,000 messages at Telegram's own pace.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import answers, crash, pace, storm
from tests.bench.running import require, show


def run() -> None:
    """Every part; raises `Violation` at the first that does not hold."""
    for part in PARTS.values():
        part()


def prove_crash() -> None:
    """5,000 deliveries, 50 kills."""
    with tempfile.TemporaryDirectory() as directory:
        toll = asyncio.run(crash.crash(Path(directory), 5000, 50, rate=29))
    columns = ["deliveries", "kills", "on their way", "once", "doubled", "more", "uncertain", "lost"]
    show("SIGKILL at random moments", columns, [[getattr(toll, name) for name in toll.__slots__]])
    require(toll.lost == 0 and toll.more == 0, f"{toll.lost} lost, {toll.more} more than doubled")
    require(toll.doubled <= toll.in_flight, f"{toll.doubled} doubled, {toll.in_flight} were on their way")


def prove_storm() -> None:
    """20,000 deliveries."""
    with tempfile.TemporaryDirectory() as directory:
        outcome = storm.run_storm(Path(directory), 20_000, groups=100)
    show("The storm: what happened to requests", ["fault", "requests"], sorted(outcome.faults.items()))
    show("What became of the deliveries", ["state", "deliveries"], sorted(outcome.states.items()))
    numbers = [("arrived once", outcome.once), ("twice, in doubt", outcome.twice_in_doubt), ("wrong", len(outcome.wrong))]
    numbers += [("most in a second", outcome.most_overall), ("most in 0.9 s in a chat", outcome.most_in_a_chat)]
    numbers += [("most in a minute in a group", outcome.most_in_a_group)]
    show("What the chats and the server saw", ["", "number"], numbers)
    require(not outcome.wrong, "; ".join(outcome.wrong[:10]))
    require(outcome.most_overall <= 30, f"{outcome.most_overall} in a second")
    require(outcome.most_in_a_chat <= 3, f"{outcome.most_in_a_chat} at once in a chat")
    require(outcome.most_in_a_group <= 20, f"{outcome.most_in_a_group} in a minute in a group")


def prove_pace() -> None:
    """A minute of a full outbox, the server in a process of its own."""
    with tempfile.TemporaryDirectory() as directory:
        drained = asyncio.run(pace.drain(Path(directory), waiting=20_000, seconds=60))
    show("Drained at Telegram's pace", pace.COLUMNS, [drained.row()])
    require(drained.per_second >= 0.96 * 30, f"{drained.per_second:.2f} a second")
    require(drained.most_in_a_second <= 30, f"{drained.most_in_a_second} in a second")
    require(drained.core <= 0.25, f"{drained.core:.2f} of a core")


def prove_answers() -> None:
    """Questions while 20,000 briefings drain."""
    with tempfile.TemporaryDirectory() as directory:
        waits = asyncio.run(answers.answers(Path(directory), waiting=20_000, questions=120, every_s=0.5))
    show("Answers while briefings drain", answers.COLUMNS, [waits.row()])
    require(waits.p95 < 1.0, f"p95 {waits.p95:.3f} s")


def prove_paid() -> None:
    """Paid broadcast at 80 ms from the server."""
    with tempfile.TemporaryDirectory() as directory:
        paid = asyncio.run(pace.drain(Path(directory), waiting=20_000, seconds=15, latency=0.08, paid=True))
    plain = [asyncio.run(pace.plain_ptb(at_once, seconds=8, latency=0.08)) for at_once in (50, 256)]
    show("With paid broadcast, 80 ms from the server", pace.COLUMNS, [paid.row(), *(run.row() for run in plain)])
    require(paid.per_second >= 900, f"{paid.per_second:.0f} a second")
    require(paid.most_in_a_second <= 1000, f"{paid.most_in_a_second} in a second")


PARTS: dict[str, Callable[[], None]] = {
    "crash": prove_crash,
    "storm": prove_storm,
    "pace": prove_pace,
    "answers": prove_answers,
    "paid": prove_paid,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
