"""The clock of a chat: quiet hours and briefings across midnight, zones and changes of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs import timing
from storage.records import ChatSettings

TEHRAN, BERLIN = ZoneInfo("Asia/Tehran"), ZoneInfo("Europe/Berlin")
ZONES = ["Asia/Tehran", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kabul", "Pacific/Apia"]
DEFAULT = ChatSettings()
IN_BERLIN = replace(DEFAULT, timezone="Europe/Berlin")


def moments(settings: ChatSettings, after: datetime, until: datetime) -> list[str]:
    """The briefings of a period by the chat's own clock."""
    zone = timing.zone(settings)
    return [f"{at.astimezone(zone):%a %H:%M}" for at in timing.briefing_moments(settings, after, until)]


def test_the_week_of_the_default() -> None:
    """Two a day, on Friday only the evening one."""
    begin = datetime(2025, 10, 9, 0, 0, tzinfo=TEHRAN)  # a Thursday
    assert moments(DEFAULT, begin, begin + timedelta(days=3)) == ["Thu 07:30", "Thu 21:00", "Fri 21:00", "Sat 07:30", "Sat 21:00"]


def test_days_of_choice() -> None:
    """Only the days that were chosen (Monday 0)."""
    begin = datetime(2025, 10, 6, 0, 0, tzinfo=TEHRAN)
    chosen = replace(DEFAULT, briefing_days=(1, 4), briefing_times=(time(8, 0),))
    assert moments(chosen, begin, begin + timedelta(days=7)) == ["Tue 08:00", "Fri 08:00"]


@pytest.mark.parametrize(
    ("clock", "ends"),
    [
        ("22:59", None),
        ("23:00", "07:00"),
        ("23:59", "07:00"),
        ("00:00", "07:00"),
        ("06:59", "07:00"),
        ("07:00", None),
        ("12:00", None),
    ],
)
def test_quiet_hours_over_midnight(clock: str, ends: str | None) -> None:
    """From 23 to 7: the end is the next seven o'clock."""
    now = datetime.combine(datetime(2025, 10, 7, tzinfo=UTC).date(), time.fromisoformat(clock), TEHRAN)
    found = timing.quiet_until(DEFAULT, now)
    assert (found and f"{found.astimezone(TEHRAN):%H:%M}") == ends
    assert found is None or timedelta(0) < found - now <= timedelta(hours=8)


def test_quiet_hours_within_a_day_and_none() -> None:
    """Quiet hours may lie within a day; one that is not set, or of no length, is none."""
    siesta = replace(DEFAULT, quiet_from=time(13, 0), quiet_to=time(15, 0))
    noon = datetime(2025, 10, 7, 14, 0, tzinfo=TEHRAN)
    assert timing.quiet_until(siesta, noon) == datetime(2025, 10, 7, 15, 0, tzinfo=TEHRAN)
    assert timing.quiet_until(siesta, noon + timedelta(hours=1)) is None
    assert timing.quiet_until(replace(siesta, quiet_to=None), noon) is None
    assert timing.quiet_until(replace(siesta, quiet_to=time(13, 0)), noon) is None


def test_the_clocks_go_forward() -> None:
    """A time that the night of the change skips comes when the clocks have moved on; the day still has one of each."""
    settings = replace(IN_BERLIN, briefing_times=(time(2, 30), time(8, 0)))
    begin = datetime(2025, 3, 29, 22, 0, tzinfo=BERLIN)
    assert moments(settings, begin, begin + timedelta(hours=12)) == ["Sun 03:30", "Sun 08:00"]


def test_the_clocks_go_back() -> None:
    """A time that comes twice brings one briefing, the first time."""
    settings = replace(IN_BERLIN, briefing_times=(time(2, 30), time(8, 0)))
    begin = datetime(2025, 10, 25, 22, 0, tzinfo=BERLIN)
    assert moments(settings, begin, begin + timedelta(hours=14)) == ["Sun 02:30", "Sun 08:00"]
    [first, _] = timing.briefing_moments(settings, begin, begin + timedelta(hours=14))
    assert first == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


def test_quiet_hours_in_the_night_that_has_an_hour_twice() -> None:
    """In the second of two hours the end that lies ahead counts."""
    settings = replace(IN_BERLIN, quiet_from=time(23, 0), quiet_to=time(2, 30))
    second = datetime(2025, 10, 26, 1, 15, tzinfo=UTC)  # 02:15 for the second time
    assert timing.quiet_until(settings, second) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


def test_tehran_has_no_changes() -> None:
    """Since 2022 Iran keeps one time: 7:30 is 4:00 UTC in winter and summer."""
    for month in (1, 4, 7, 10):
        begin = datetime(2025, month, 20, 0, 0, tzinfo=UTC)  # no Friday
        assert next(timing.briefing_moments(DEFAULT, begin, begin + timedelta(days=1))) == begin + timedelta(hours=4)


def test_a_pause_swallows_its_briefings() -> None:
    """Nothing falls due in a pause; the first one behind it is the next."""
    begin = datetime(2025, 10, 7, 0, 0, tzinfo=TEHRAN)
    settings = replace(DEFAULT, paused_until=begin + timedelta(days=1, hours=7, minutes=30))
    assert moments(settings, begin, begin + timedelta(days=2)) == ["Wed 07:30", "Wed 21:00"]
    assert timing.next_briefing(settings, begin) == begin + timedelta(days=1, hours=7, minutes=30)


def test_the_last_of_several_that_fell_due() -> None:
    """After an outage over two briefings the later stands for both; where none fell due there is none."""
    begin = datetime(2025, 10, 7, 6, 0, tzinfo=TEHRAN)
    assert timing.last_briefing(DEFAULT, begin, begin + timedelta(hours=16)) == datetime(2025, 10, 7, 21, 0, tzinfo=TEHRAN)
    assert timing.last_briefing(DEFAULT, begin, begin + timedelta(hours=1)) is None


def test_no_times_no_briefing() -> None:
    """A chat that wants none has no next one."""
    assert timing.next_briefing(replace(DEFAULT, briefing_times=()), datetime(2025, 1, 1, tzinfo=UTC)) is None
    assert timing.next_briefing(replace(DEFAULT, briefing_days=()), datetime(2025, 1, 1, tzinfo=UTC)) is None


@given(
    after=st.integers(0, 3 * 366 * 86400).map(lambda second: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=second)),
    zone=st.sampled_from(ZONES),
    times=st.sets(st.times(), min_size=1, max_size=3),
    days=st.sets(st.integers(0, 6), min_size=1),
)
def test_the_next_one_is_the_first_ahead(after: datetime, zone: str, times: set[time], days: set[int]) -> None:
    """In every zone and at every moment: the next briefing lies ahead, none lies between, and it is the last of its period."""
    settings = ChatSettings(timezone=zone, briefing_times=tuple(times), briefing_days=tuple(days))
    found = timing.next_briefing(settings, after)
    assert found is not None
    assert after < found <= after + timedelta(days=8)
    assert list(timing.briefing_moments(settings, after, found)) == [found]
    assert timing.last_briefing(settings, after, found) == found
