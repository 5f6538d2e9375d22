"""A moment as an admin types it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.handlers.admin.when import moment

TEHRAN = ZoneInfo("Asia/Tehran")
NOW = datetime(2025, 10, 7, 14, 30, tzinfo=UTC)
"""سه‌شنبه ۱۵ مهر ۱۴۰۴، ۱۸:۰۰"""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("۱۸:۳۰", datetime(2025, 10, 7, 15, 0, tzinfo=UTC)),
        ("ساعت 17:59", datetime(2025, 10, 8, 14, 29, tzinfo=UTC)),
        ("فردا ۷:۳۰", datetime(2025, 10, 8, 4, 0, tzinfo=UTC)),
        ("پس‌فردا ۰:۰۵", datetime(2025, 10, 8, 20, 35, tzinfo=UTC)),
        ("۱۴۰۴/۷/۲۰ ۱۸:۳۰", datetime(2025, 10, 12, 15, 0, tzinfo=UTC)),
        ("2025-10-12 18:30", datetime(2025, 10, 12, 15, 0, tzinfo=UTC)),
        ("امروز ۱۷:۰۰", None),
        ("۲۵:۰۰", None),
        ("۱۴۰۴/۱۳/۲۰ ۱۸:۳۰", None),
        ("۱۴۰۵/۷/۲۰ ۱۸:۳۰", None),
        ("به‌زودی", None),
        ("", None),
    ],
)
def test_moments(typed: str, expected: datetime | None) -> None:
    """A time alone is its next occurrence; days by name and by either calendar; the past and nonsense: none."""
    assert moment(typed, NOW, TEHRAN) == expected
