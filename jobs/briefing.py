"""What a briefing says, pure: which stories of a period, in which order, for whom.

A briefing has a few items, each one statement of one story, under the follow that brought it. What an alert brought to the
address is not repeated; what was over the cap or too late for an alert comes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jobs import timing
from jobs.matching import EDIT_LIFE
from storage.records import ChatSettings, Delivery, DeliveryKind, DeliveryState, Heard

ITEMS = {"short": 3, "normal": 5, "long": 7}
_OF_ONE_SPEAKER = 2
_OUTAGE = 2
_ARRIVING = {DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENT, DeliveryState.UNCERTAIN}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a briefing: a statement of a story, the follow under which it stands, how many outlets tell the story."""

    story: int
    statement: int
    follow: int
    outlets: int
    day: date


@dataclass(frozen=True, slots=True)
class Briefing:
    """`stories` and `speakers` count everything that came in, `items` is what is shown, `held` how much had been held back."""

    slot: str
    since: datetime
    until: datetime
    stories: int
    speakers: int
    held: int
    items: tuple[Item, ...]

    def payload(self) -> dict[str, object]:
        """As the delivery keeps it (docs/delivery.md)."""
        return {
            "slot": self.slot,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "stories": self.stories,
            "speakers": self.speakers,
            "rest": self.stories - len(self.items),
            "held": self.held,
            "items": [
                {
                    "story": item.story,
                    "statement": item.statement,
                    "follow": item.follow,
                    "outlets": item.outlets,
                    "day": item.day.isoformat(),
                }
                for item in self.items
            ],
        }


def slot_of(settings: ChatSettings, at: datetime, missed: int) -> str:
    """`outage` where more than a day of briefings fell out before it, else `morning` or `evening` by the chat's clock."""
    if missed > _OUTAGE:
        return "outage"
    return "morning" if at.astimezone(timing.zone(settings)).hour < 12 else "evening"


def fresh(heard: Iterable[Heard], alerts: Sequence[Delivery]) -> tuple[Heard, ...]:
    """What no alert brought or is about to bring; a story that went on after its alert's edits had ended is fresh again."""
    told: dict[int, datetime | None] = {}
    for alert in alerts:
        if alert.kind is DeliveryKind.ALERT and alert.state in _ARRIVING:
            for story in stories_of(alert):
                told[story] = alert.sent_at
    found = []
    for one in heard:
        if one.story_id not in told:
            found.append(one)
        else:
            sent_at = told[one.story_id]
            if sent_at is not None and one.joined_at > sent_at + EDIT_LIFE:
                found.append(one)
    return tuple(found)


def held_back(alerts: Sequence[Delivery], since: datetime) -> frozenset[int]:
    """The stories of alerts that were over the cap or came too late, since `since`."""
    settled = [a for a in alerts if a.state is DeliveryState.EXPIRED and a.sent_at is not None and a.sent_at > since]
    return frozenset(story for alert in settled for story in stories_of(alert))


def stories_of(alert: Delivery) -> tuple[int, ...]:
    """The stories that an alert tells."""
    stories = alert.payload.get("stories")
    return tuple(stories) if isinstance(stories, list) else ()


def choose(heard: Sequence[Heard], outlets: dict[int, int], held: frozenset[int], settings: ChatSettings) -> tuple[Item, ...]:
    """The items to show, at most as many as the chat's length allows, grouped by follow, days apart where there are several.

    Every follow in turn gives its best story; the best is what was held back, then what most outlets tell, then the weight of
    the statement. An anonymous source is never first, and no speaker fills the list.
    """
    queues = _queues(heard, outlets, held)
    limit = ITEMS.get(settings.length, ITEMS["normal"])
    chosen: list[Heard] = []
    spoken: dict[str, int] = {}
    seen: set[int] = set()
    for strict in (True, False):  # a second round takes what the limit on one speaker left out
        while len(chosen) < limit:
            before = len(chosen)
            for queue in queues.values():
                one = next((h for h in queue if _fits(h, seen, spoken, strict)), None)
                if one is not None and len(chosen) < limit:
                    chosen.append(one)
                    seen.add(one.story_id)
                    spoken[one.speaker] = spoken.get(one.speaker, 0) + 1
            if len(chosen) == before:
                break
    return _in_groups(chosen, outlets, settings)


def _queues(heard: Sequence[Heard], outlets: dict[int, int], held: frozenset[int]) -> dict[int, list[Heard]]:
    """The best statement of each story, by follow, the best story first."""
    best: dict[tuple[int, int], Heard] = {}
    for one in heard:
        key = (one.subscription_id, one.story_id)
        known = best.get(key)
        if known is None or _rank(one) > _rank(known):
            best[key] = one
    queues: dict[int, list[Heard]] = {}
    for one in sorted(best.values(), key=lambda h: (h.story_id in held, outlets.get(h.story_id, 1), _rank(h)), reverse=True):
        queues.setdefault(one.subscription_id, []).append(one)
    return dict(sorted(queues.items()))


def _rank(one: Heard) -> tuple[bool, float, int]:
    return (not one.anonymous, one.weight, -one.statement_id)


def _fits(one: Heard, seen: set[int], spoken: dict[str, int], strict: bool) -> bool:
    if one.story_id in seen:
        return False
    return not strict or not one.speaker or spoken.get(one.speaker, 0) < _OF_ONE_SPEAKER


def _in_groups(chosen: Sequence[Heard], outlets: dict[int, int], settings: ChatSettings) -> tuple[Item, ...]:
    def day(one: Heard) -> date:
        return timing.local_date(settings, one.joined_at)

    order = {one.subscription_id: number for number, one in reversed(list(enumerate(chosen)))}
    named = {one.subscription_id for one in chosen if not one.anonymous}
    shown = sorted(chosen, key=lambda h: (h.subscription_id not in named, order[h.subscription_id], h.anonymous))
    return tuple(Item(h.story_id, h.statement_id, h.subscription_id, outlets.get(h.story_id, 1), day(h)) for h in shown)
