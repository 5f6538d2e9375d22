"""Choices of /settings without a bot around them: each value either changes one thing or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preferences import FOREVER, MOST_TIMES, TIMES, CannotError, Topic, chosen, clock_code, is_paused
from bot.texts.settings import ZONES
from storage.records import ChatSettings

NOW = datetime(2025, 10, 7, 9, 0, tzinfo=UTC)
PLAIN = ChatSettings()


@pytest.mark.parametrize(
    ("topic", "value", "field", "becomes"),
    [
        (Topic.TIMES, "1800", "briefing_times", (time(7, 30), time(18), time(21))),
        (Topic.TIMES, "2100", "briefing_times", (time(7, 30),)),
        (Topic.TIMES, "e", "empty_briefings", True),
        (Topic.DAYS, "4", "briefing_days", (0, 1, 2, 3, 5, 6)),
        (Topic.ZONE, "Asia/Kabul", "timezone", "Asia/Kabul"),
        (Topic.QUIET, "f2200", "quiet_from", time(22)),
        (Topic.QUIET, "t0800", "quiet_to", time(8)),
        (Topic.CAP, "3", "alerts_per_day", 3),
        (Topic.LENGTH, "long", "length", "long"),
        (Topic.DIGITS, "latin", "digits", "latin"),
        (Topic.SOURCES, "2", "sources_off", (2,)),
        (Topic.DELETION, "47", "delete_after_h", 47),
        (Topic.PAUSE, "3", "paused_until", NOW + timedelta(days=3)),
        (Topic.PAUSE, "open", "paused_until", FOREVER),
    ],
)
def test_one_choice_changes_one_thing(topic: Topic, value: str, field: str, becomes: object) -> None:
    """The field that the page is about, and no other."""
    changed = chosen(PLAIN, topic, value, NOW, [1, 2, 3])
    assert changed is not None
    assert getattr(changed, field) == becomes
    assert replace(changed, **{field: getattr(PLAIN, field)}) == PLAIN


def test_taken_back() -> None:
    """Toggles turn back; off is off; a pause ends; what was hushed speaks again."""
    set_ = replace(PLAIN, hushed=("w:a", "t:b"), sources_off=(2,), delete_after_h=12, alerts_per_day=1, paused_until=FOREVER)
    assert is_paused(set_, NOW)
    for topic, value, field, becomes in (
        (Topic.LESS, "0", "hushed", ("t:b",)),
        (Topic.SOURCES, "2", "sources_off", ()),
        (Topic.DELETION, "off", "delete_after_h", None),
        (Topic.CAP, "def", "alerts_per_day", None),
        (Topic.PAUSE, "off", "paused_until", None),
        (Topic.QUIET, "off", "quiet_from", None),
    ):
        changed = chosen(set_, topic, value, NOW, [1, 2, 3])
        assert changed is not None
        assert getattr(changed, field) == becomes


def test_what_cannot_be() -> None:
    """A time more than there may be and the last source are refused; what is unknown to the page gives None."""
    full = replace(PLAIN, briefing_times=TIMES[:MOST_TIMES])
    with pytest.raises(CannotError):
        chosen(full, Topic.TIMES, clock_code(TIMES[-1]), NOW)
    with pytest.raises(CannotError):
        chosen(replace(PLAIN, sources_off=(1,)), Topic.SOURCES, "2", NOW, [1, 2])
    assert chosen(PLAIN, Topic.SOURCES, "9", NOW, [1, 2]) is None
    assert chosen(PLAIN, Topic.MAIN, "x", NOW) is None


@given(st.sampled_from(Topic), st.text(max_size=12))
def test_forged_values_never_break_settings(topic: Topic, value: str) -> None:
    """Whatever stands in a button, the settings stay such that a briefing can be reckoned with them."""
    try:
        changed = chosen(PLAIN, topic, value, NOW, [1, 2])
    except CannotError:
        return
    if changed is not None:
        assert changed.timezone in ZONES
        assert set(changed.briefing_days) <= set(range(7))
        assert len(changed.briefing_times) <= MOST_TIMES
        assert changed.delete_after_h in (None, 12, 24, 47)


def test_every_zone_is_one() -> None:
    """Each zone of the list exists, and Tehran is the first."""
    assert [ZoneInfo(name).key for name in ZONES] == list(ZONES)
    assert next(iter(ZONES)) == PLAIN.timezone
