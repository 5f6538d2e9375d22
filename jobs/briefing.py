"""What a briefing says, pure: which stories of a period, in which order, for whom.

A briefing has a few items, each one statement of one story, under the follow that brought it. What an alert brought to the
address is not repeated; what was over the cap or too late for an alert comes here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jobs import timing
from jobs.matching import EDIT_LIFE
from storage.records import ChatSettings, Delivery, DeliveryKind, DeliveryState, Heard

ITEMS = {"short": 3, "normal": 5, "long": 7}
FURTHER = 200
"""So many stories behind «… خبر دیگر»; what is over is not counted, it is found by asking."""
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
    note: str = ""
    """`denied` or `corrected`, where an alert had brought it; it stands first."""
    correction: Mapping[str, object] | None = None
    """What was corrected, as the reply to the alert said it (jobs.changes)."""

    def payload(self) -> dict[str, object]:
        """As the delivery keeps it; what an item has not is left out."""
        kept: dict[str, object] = {"story": self.story, "statement": self.statement, "follow": self.follow}
        kept |= {"outlets": self.outlets, "day": self.day.isoformat()}
        kept |= {"note": self.note} if self.note else {}
        return kept | ({"correction": dict(self.correction)} if self.correction else {})


@dataclass(frozen=True, slots=True)
class Briefing:
    """`items` is what is shown, `further` what a tap shows of the rest; `stories` and `speakers` count both, `held` how much had
    been held back."""

    slot: str
    since: datetime
    until: datetime
    stories: int
    speakers: int
    held: int
    items: tuple[Item, ...]
    further: tuple[Item, ...] = ()

    def payload(self) -> dict[str, object]:
        """As the delivery keeps it (docs/delivery.md)."""
        return {
            "slot": self.slot,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "stories": self.stories,
            "speakers": self.speakers,
            "rest": len(self.further),
            "held": self.held,
            "items": [item.payload() for item in self.items],
            "further": [item.payload() for item in self.further],
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


def denied(heard: Iterable[Heard], alerts: Sequence[Delivery]) -> tuple[Heard, ...]:
    """What denies or rejects since then what an alert had brought; of each story the weightiest."""
    sent: dict[int, datetime] = {}
    for alert in alerts:
        if alert.kind is DeliveryKind.ALERT and alert.state is DeliveryState.SENT and alert.sent_at is not None:
            sent |= dict.fromkeys(stories_of(alert), alert.sent_at)
    found: dict[int, Heard] = {}
    for one in heard:
        later = one.story_id in sent and one.joined_at > sent[one.story_id]
        if later and one.denial and not one.anonymous and (one.story_id not in found or _rank(one) > _rank(found[one.story_id])):
            found[one.story_id] = one
    return tuple(found.values())


def corrected(deliveries: Iterable[Delivery], since: datetime) -> dict[int, Mapping[str, object]]:
    """The stories of which the address was told since then that an alert had been wrong, and what was said; the last of each."""
    found: dict[int, Mapping[str, object]] = {}
    told = [d for d in deliveries if d.kind is DeliveryKind.CORRECTION and d.state in _ARRIVING and d.created_at > since]
    told = [d for d in told if "briefing" not in d.payload]  # what a briefing had said was answered there
    for delivery in sorted(told, key=lambda d: d.id):
        if delivery.story_id is not None:
            found[delivery.story_id] = {name: delivery.payload.get(name, "") for name in ("change", "text", "before", "after")}
    return found


def held_back(alerts: Sequence[Delivery], since: datetime) -> frozenset[int]:
    """The stories of alerts that were over the cap or came too late, since `since`."""
    settled = [a for a in alerts if a.state is DeliveryState.EXPIRED and a.sent_at is not None and a.sent_at > since]
    return frozenset(story for alert in settled for story in stories_of(alert))


def stories_of(alert: Delivery) -> tuple[int, ...]:
    """The stories that an alert tells."""
    stories = alert.payload.get("stories")
    return tuple(stories) if isinstance(stories, list) else ()


def choose(
    heard: Sequence[Heard],
    outlets: dict[int, int],
    held: frozenset[int],
    settings: ChatSettings,
    *,
    by_day: bool = False,
    room: int | None = None,
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The items to show (`room`, or as many as the chat's length allows), and up to `FURTHER` that come after them.

    Every follow in turn gives its best story (`by_day`: every day, and the days stand in their order); the best is what was held
    back, then what most outlets tell, then the weight of the statement. An anonymous source is never first, and no speaker fills
    the list. Of what the address wants less, a story is only among those that come after, unless there is nothing else.
    """
    limit = room if room is not None else limit_of(settings, by_day=by_day)
    queues = _queues(heard, outlets, held, settings, by_day=by_day)
    loud = {key: kept for key, queue in queues.items() if (kept := [one for one in queue if not is_hushed(one, settings)])}
    shown = _taken(loud or queues, limit, set())
    rest = _taken(queues, FURTHER, {one.story_id for one in shown})
    grouped = _by_days if by_day else _in_groups
    return grouped(shown, outlets, settings), grouped(rest, outlets, settings)


def is_hushed(one: Heard, settings: ChatSettings) -> bool:
    """Whether the address wants less of its speaker or of one of its topics (jobs.matching holds the same for alerts)."""
    return f"w:{one.speaker}" in settings.hushed or any(f"t:{topic}" in settings.hushed for topic in one.topics)


def limit_of(settings: ChatSettings, *, by_day: bool = False) -> int:
    """How many items the address's briefing shows."""
    return ITEMS["long"] if by_day else ITEMS.get(settings.length, ITEMS["normal"])


def _taken(queues: Mapping[Hashable, Sequence[Heard]], limit: int, seen: set[int]) -> list[Heard]:
    """The best of each queue in turn, until there are so many."""
    chosen: list[Heard] = []
    spoken: dict[str, int] = {}
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
    return chosen


def _queues(
    heard: Sequence[Heard], outlets: dict[int, int], held: frozenset[int], settings: ChatSettings, *, by_day: bool
) -> dict[Hashable, list[Heard]]:
    """The best statement of each story, by follow or by day, the best story first."""

    def queue_of(one: Heard) -> int:
        return timing.local_date(settings, one.joined_at).toordinal() if by_day else one.subscription_id

    best: dict[tuple[int, int], Heard] = {}
    for one in heard:
        key = (queue_of(one), one.story_id)
        known = best.get(key)
        if known is None or _preference(one, settings) > _preference(known, settings):
            best[key] = one
    queues: dict[int, list[Heard]] = {}
    for one in sorted(best.values(), key=lambda h: (h.story_id in held, outlets.get(h.story_id, 1), _rank(h)), reverse=True):
        queues.setdefault(queue_of(one), []).append(one)
    return dict(sorted(queues.items()))


def _preference(one: Heard, settings: ChatSettings) -> tuple[bool, tuple[bool, float, int]]:
    """Which statement of a story is shown: none of those the address wants less of, if there is another."""
    return (not is_hushed(one, settings), _rank(one))


def _rank(one: Heard) -> tuple[bool, float, int]:
    return (not one.anonymous, one.weight, -one.statement_id)


def _fits(one: Heard, seen: set[int], spoken: dict[str, int], strict: bool) -> bool:
    if one.story_id in seen:
        return False
    return not strict or not one.speaker or spoken.get(one.speaker, 0) < _OF_ONE_SPEAKER


def _in_groups(chosen: Sequence[Heard], outlets: dict[int, int], settings: ChatSettings) -> tuple[Item, ...]:
    order = {one.subscription_id: number for number, one in reversed(list(enumerate(chosen)))}
    named = {one.subscription_id for one in chosen if not one.anonymous}
    shown = sorted(chosen, key=lambda h: (h.subscription_id not in named, order[h.subscription_id], h.anonymous))
    return tuple(item_of(one, outlets, settings) for one in shown)


def _by_days(chosen: Sequence[Heard], outlets: dict[int, int], settings: ChatSettings) -> tuple[Item, ...]:
    shown = sorted(chosen, key=lambda h: (timing.local_date(settings, h.joined_at), h.anonymous))
    return tuple(item_of(one, outlets, settings) for one in shown)


def item_of(one: Heard, outlets: dict[int, int], settings: ChatSettings, note: str = "") -> Item:
    """What was heard as an item."""
    day = timing.local_date(settings, one.joined_at)
    return Item(one.story_id, one.statement_id, one.subscription_id, outlets.get(one.story_id, 1), day, note)
