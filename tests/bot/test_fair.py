"""The fair rate of questions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.fair import Fair


def test_what_was_written_earlier_and_is_looked_at_late_fills_nothing() -> None:
    """Questions count by when they were written: one that comes late does not turn the bucket's clock back."""
    fair, now = Fair(burst=1, every_s=3.0), datetime(2025, 10, 7, tzinfo=UTC)
    assert fair.take("chat", now) is None
    assert fair.take("chat", now - timedelta(seconds=60)) is not None
    assert fair.take("chat", now + timedelta(seconds=2)) is not None
    assert fair.take("chat", now + timedelta(seconds=3)) is None
