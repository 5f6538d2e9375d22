"""What a briefing shows of what came in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jobs.briefing import FURTHER, ITEMS, Item, choose, corrected, denied, fresh, held_back
from storage.records import Address, ChatSettings, Delivery, DeliveryKind, DeliveryState, Heard

NOW = datetime(2025, 10, 7, 9, 0, tzinfo=UTC)
ONE = Heard(1, 10, 100, 1, 0.5, "parisa-kuhzad", False, NOW)
ALERT = Delivery(
    1, Address(1), DeliveryKind.ALERT, "alert:100", {"stories": [100]}, NOW, 20, DeliveryState.SENT, 1, NOW, None, 5, None, NOW
)
DEFAULT = ChatSettings()


def stories(items: tuple[Item, ...]) -> list[int]:
    """The stories, in the order shown."""
    return [item.story for item in items]


def chosen(found: Sequence[Heard], outlets: dict[int, int], held: frozenset[int], settings: ChatSettings) -> tuple[Item, ...]:
    """What is shown."""
    return choose(found, outlets, held, settings)[0]


def heard(story: int, follow: int = 1, **changes: object) -> Heard:
    """A statement of that story, by a speaker of its own."""
    one = replace(ONE, subscription_id=follow, story_id=story, statement_id=story * 10, speaker=f"s-{story}")
    return replace(one, **changes)  # type: ignore[arg-type]  # names of fields


def test_each_follow_in_turn() -> None:
    """A follow with many stories leaves room for one with few, and items of one follow stand together."""
    many = [heard(number, 1) for number in range(1, 10)]
    items = chosen([*many, heard(50, 2), heard(51, 2)], {}, frozenset(), DEFAULT)
    assert [item.follow for item in items] == [1, 1, 1, 2, 2]


def test_outlets_then_weight() -> None:
    """What most outlets tell comes first, then the heavier statement; what was held back before both."""
    found = [heard(1, weight=0.9), heard(2, weight=0.2), heard(3, weight=0.4), heard(4)]
    assert stories(chosen(found, {2: 5}, frozenset({4}), DEFAULT)) == [4, 2, 1, 3]


def test_the_best_statement_of_a_story() -> None:
    """A story is shown once, by its heaviest statement with a name, though two follows bring it."""
    found = [
        replace(ONE, statement_id=1, weight=0.3),
        replace(ONE, statement_id=2, weight=0.8),
        replace(ONE, statement_id=3, weight=0.9, anonymous=True),
        replace(ONE, statement_id=2, subscription_id=2, weight=0.8),
    ]
    [item] = chosen(found, {100: 3}, frozenset(), DEFAULT)
    assert (item.statement, item.follow, item.outlets) == (2, 1, 3)


def test_an_anonymous_source_is_never_first() -> None:
    """Not even where it is all that its follow brings."""
    items = chosen([heard(1, 1, anonymous=True, speaker=""), heard(2, 2)], {1: 9}, frozenset(), DEFAULT)
    assert stories(items) == [2, 1]


def test_no_speaker_fills_the_list() -> None:
    """At most two of one speaker while others have something to say."""
    same = [replace(heard(n, weight=0.9), speaker="x") for n in range(1, 8)]
    items = chosen([*same, heard(20, weight=0.1), heard(21, weight=0.1)], {}, frozenset(), DEFAULT)
    assert sorted(stories(items))[-2:] == [20, 21]
    assert len(chosen(same, {}, frozenset(), DEFAULT)) == 5


def test_what_alerts_brought() -> None:
    """Left out; after the two hours in which the message follows its story it is new again; what failed was not brought."""
    later = replace(ONE, joined_at=NOW + timedelta(hours=2, seconds=1))
    assert fresh([ONE], [ALERT]) == ()
    assert fresh([ONE, later], [ALERT]) == (later,)
    waiting = replace(ALERT, state=DeliveryState.PENDING, sent_at=None)
    assert fresh([ONE, later], [waiting]) == ()
    for state in (DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.CANCELLED):
        assert fresh([ONE], [replace(ALERT, state=state)]) == (ONE,)


def test_what_was_held_back_since() -> None:
    """Alerts over the cap or too late, settled in the period."""
    kept = replace(ALERT, state=DeliveryState.EXPIRED)
    assert held_back([kept, replace(ALERT, payload={"stories": [7]})], NOW - timedelta(hours=1)) == {100}
    assert held_back([kept], NOW) == frozenset()


@given(
    found=st.lists(
        st.builds(
            Heard,
            st.integers(1, 4),
            st.integers(1, 500),
            st.integers(1, 30),
            st.just(1),
            st.floats(0, 1),
            st.sampled_from(["", "a", "b", "c"]),
            st.booleans(),
            st.just(NOW),
        )
    ),
    length=st.sampled_from(sorted(ITEMS)),
)
def test_every_choice_is_in_order(found: list[Heard], length: str) -> None:
    """Never more than fits, as many as there are, no story twice, each follow's items together."""
    items = chosen(found, {}, frozenset(), replace(DEFAULT, length=length))
    told = stories(items)
    groups = [follow for follow, _ in itertools.groupby(items, key=lambda item: item.follow)]
    assert len(groups) == len(set(groups))
    assert len(told) == len(set(told)) == min(ITEMS[length], len({one.story_id for one in found}))
    assert all(any(h.statement_id == i.statement and h.story_id == i.story for h in found) for i in items)


def test_what_is_not_shown_comes_behind_the_button() -> None:
    """Everything else in the same order of importance, up to so many, nothing twice."""
    found = [heard(number, weight=number / 1000) for number in range(1, FURTHER + 20)]
    shown, further = choose(found, {}, frozenset(), DEFAULT)
    assert len(shown) == ITEMS["normal"]
    assert len(further) == FURTHER
    assert not set(stories(shown)) & set(stories(further))
    assert max(stories(further)) == FURTHER + 14


def test_less_of_this_comes_after_everything_else() -> None:
    """A story that only a speaker tells of whom less is wanted, or of such a topic, is behind the button; one that others tell
    too is told by them; where there is nothing else, it is shown."""
    less = replace(DEFAULT, hushed=("w:s-1", "t:sport"))
    found = [
        heard(1, weight=0.9),
        heard(2, weight=0.1),
        heard(3, weight=0.9, topics=("sport", "economy")),
        heard(4, weight=0.9, speaker="s-1"),
        heard(4, weight=0.2, statement_id=41),
    ]
    shown, further = choose(found, {}, frozenset(), less)
    assert [(item.story, item.statement) for item in shown] == [(4, 41), (2, 20)]
    assert stories(further) == [1, 3]
    assert stories(chosen(found[:1], {}, frozenset(), less)) == [1]


def test_an_outage_is_told_by_day() -> None:
    """Each day gives its best in turn, and the days stand in their order, whatever follow brought it."""
    days = [heard(10 * day + n, follow=1 + n % 2, joined_at=NOW - timedelta(days=3 - day)) for day in range(3) for n in range(5)]
    shown, further = choose(days, {}, frozenset(), DEFAULT, by_day=True)
    assert [item.day.day for item in shown] == [4, 4, 4, 5, 5, 6, 6]
    assert len(further) == 8


def test_what_was_denied_since_the_alert() -> None:
    """The weightiest denial that came after the alert was sent; not one that the alert had, nor an anonymous one."""
    later = NOW + timedelta(minutes=5)
    before = replace(ONE, denial=True)
    found = [
        before,
        replace(ONE, statement_id=11, joined_at=later, denial=True, weight=0.2),
        replace(ONE, statement_id=12, joined_at=later, denial=True, weight=0.4),
        replace(ONE, statement_id=13, joined_at=later),
        replace(ONE, statement_id=14, joined_at=later, denial=True, weight=0.9, anonymous=True),
        replace(ONE, statement_id=15, joined_at=later, denial=True, story_id=101),
    ]
    assert [one.statement_id for one in denied(found, [ALERT])] == [12]
    assert denied(found, [replace(ALERT, state=DeliveryState.PENDING, sent_at=None)]) == ()


def test_what_was_corrected_since() -> None:
    """The last correction of each story that was on its way in the period."""
    told = {"change": "speaker", "text": "آب کم است", "before": "الف", "after": "ب", "of": 1}
    one = replace(ALERT, id=5, kind=DeliveryKind.CORRECTION, payload=told, story_id=100)
    other = replace(one, id=6, payload={**told, "after": "پ"})
    old = replace(one, id=4, story_id=99, created_at=NOW - timedelta(days=1))
    found = corrected([other, one, old, ALERT], NOW - timedelta(hours=1))
    assert found == {100: {"change": "speaker", "text": "آب کم است", "before": "الف", "after": "پ"}}
