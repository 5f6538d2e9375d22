"""A labelled set for grouping articles into stories: invented news, told by several invented outlets, each in its own way.

`wire(seed)` gives the articles of sixty events in the order in which they come in: copies under other titles, rewritings, cut
pieces, other leads, quotations shortened or told in other words. Half of the events have look-alikes: the same speaker on
another day or, the same day, on another matter; another speaker on the same matter; the same kind of event in another city on the
same day, told in the same sentences.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from persiantools.digits import to_word

START = datetime(2025, 10, 4, 4, 0, tzinfo=UTC)
_DATA = tomllib.loads((Path(__file__).parents[1] / "corpus" / "newswire.toml").read_text(encoding="utf-8"))
_TAILS = ("انتهای پیام/", "کد خبر: {code}", "به کانال ما بپیوندید", "")
_SAID = (
    "{who} گفت: «{fact}.»",
    "وی افزود: {fact}.",
    "{last} گفت که {fact}.",
    "به گفتهٔ {last}، {fact}.",
    "{last} با اشاره به این موضوع تأکید کرد: {fact}.",
    "او همچنین گفت: «{fact}.»",
    "این مقام اظهار کرد: {fact}.",
)
_OPENED = (
    "{lead} {office} {occasion} این خبر را داد.",
    "به گزارش {outlet}، {who}، {office}، {occasion} از این خبر سخن گفت. {lead}",
    "{lead}",
    "{who}، {office}، {occasion} دربارهٔ این موضوع سخن گفت.",
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: its kind of news, the words that only it has, and which of the kind's facts were told."""

    number: int
    family: dict[str, Any]
    slots: dict[str, str]
    facts: tuple[int, ...]
    at: datetime
    like: str = ""
    """How it resembles an earlier event: `day`, `speaker`, `city`, `matter`; empty where it is not made to."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the wire; `event` is the label."""

    event: int
    outlet: str
    title: str
    body: str
    at: datetime
    style: str
    speaker: str


def wire(seed: int, events: int = 60) -> list[Piece]:
    """The articles of so many events, 3 to 8 of each, as they come in; at least 300 for sixty events."""
    chance = random.Random(seed)
    pieces = [piece for event in _events(chance, events) for piece in _told(event, chance)]
    return sorted(pieces, key=lambda piece: piece.at)


def _events(chance: random.Random, wanted: int) -> list[Event]:
    """Two in five events are made after an earlier one, each earlier one serving once; no two others have one speaker."""
    found: list[Event] = []
    models: list[Event] = []
    people = chance.sample(_DATA["people"], len(_DATA["people"]))
    while len(found) < wanted:
        if models and chance.random() < 0.42:
            event = _lookalike(len(found), models.pop(chance.randrange(len(models))), people, chance)
        else:
            event = _event(len(found), people, chance)
            models.append(event)
        found.append(event)
        people = people[1:] + people[:1]
    return found


def _event(number: int, people: list[str], chance: random.Random) -> Event:
    family = chance.choice(_DATA["family"])
    facts = chance.sample(range(len(family["facts"])), 5)
    at = START + timedelta(minutes=chance.randrange(0, 60 * 60))
    return Event(number, family, _slots(family, people[0], chance), tuple(facts), at)


def _slots(family: dict[str, Any], who: str, chance: random.Random) -> dict[str, str]:
    city = chance.choice(_DATA["cities"])
    numbers = {"n": chance.randrange(3, 60), "m": chance.randrange(11, 95), "k": chance.randrange(12, 900)}
    return {
        "city": city,
        "near": chance.choice(_DATA["near"]),
        "who": who,
        "last": who.split()[-1],
        "office": chance.choice(family["offices"]).format(city=city),
        "occasion": chance.choice(family["occasion"]),
        **{name: str(value) for name, value in numbers.items()},
    }


def _lookalike(number: int, model: Event, people: list[str], chance: random.Random) -> Event:
    kind = chance.choice(("day", "speaker", "city", "matter"))
    slots = _slots(model.family, people[0], chance)
    others = [fact for fact in range(len(model.family["facts"])) if fact not in model.facts]
    if kind == "city":  # everything is told in the same words, of another place
        return Event(number, model.family, slots, model.facts, model.at + timedelta(minutes=chance.randrange(-90, 90)), kind)
    if kind == "matter":  # the same speaker speaks of something else some hours later
        family = chance.choice([family for family in _DATA["family"] if family is not model.family])
        own = {name: model.slots[name] for name in ("city", "who", "last")}
        office = {"office": chance.choice(family["offices"]).format(**own)}
        told = tuple(chance.sample(range(len(family["facts"])), 5))
        at = model.at + timedelta(minutes=chance.randrange(60, 400))
        return Event(number, family, _slots(family, people[0], chance) | own | office, told, at, kind)
    facts = (*others[:3], *chance.sample(model.facts, 2))
    same = {"city": model.slots["city"], "near": model.slots["near"]}
    if kind == "speaker":
        offices = [office.format(**same) for office in model.family["offices"]]
        slots |= same | {"office": next(office for office in offices if office != model.slots["office"])}
        return Event(number, model.family, slots, facts, model.at + timedelta(minutes=chance.randrange(60, 300)), kind)
    slots |= same | {name: model.slots[name] for name in ("who", "last", "office")}
    return Event(number, model.family, slots, facts, model.at + timedelta(hours=chance.randrange(22, 40)), kind)


def _told(event: Event, chance: random.Random) -> list[Piece]:
    """The event as three to eight outlets tell it within some hours; the first tells it whole."""
    pieces: list[Piece] = []
    for number, outlet in enumerate(chance.sample(_DATA["outlets"], chance.randrange(3, 9))):
        style = "whole" if number == 0 else chance.choice(("whole", "copy", "short", "rewritten", "other words", "cut"))
        at = event.at + timedelta(minutes=0 if number == 0 else chance.randrange(3, 420))
        if style in ("copy", "cut", "rewritten"):
            pieces.append(_after(chance.choice(pieces), style, outlet, at, event, chance))
        else:
            pieces.append(_composed(event, style, outlet, at, chance))
    return pieces


def _composed(event: Event, style: str, outlet: str, at: datetime, chance: random.Random) -> Piece:
    family, slots = event.family, {**event.slots, "outlet": outlet}
    telling = list(event.facts)
    chance.shuffle(telling)
    telling = telling[: {"short": 2, "other words": 4}.get(style, 5)]
    wordings = [_wording(family["facts"][fact], style, chance).format(**slots) for fact in telling]
    opening = chance.choice(_OPENED[:1] if style == "short" else _OPENED)
    lead = chance.choice(family["leads"]).format(**slots)
    lines = [opening.format(**slots, lead=lead)]
    said = [_SAID[0], *chance.sample(_SAID[1:], len(_SAID) - 1)]
    lines += [form.format(**slots, fact=fact) for form, fact in zip(said, wordings, strict=False)]
    if style != "short":
        lines += chance.sample(family["background"], chance.randrange(0, 3))
    title = chance.choice(family["titles"]).format(**slots)
    return Piece(event.number, outlet, title, _finished(lines, chance), at, style, slots["who"])


def _wording(wordings: list[str], style: str, chance: random.Random) -> str:
    """Mostly the words that were said; outlets that tell it in their own words use others, and some cut at a clause."""
    if style == "other words":
        return chance.choice(wordings[1:])
    wording = wordings[0] if chance.random() < 0.7 else chance.choice(wordings)
    head, _, tail = wording.partition(" و ")
    return head if chance.random() < 0.2 and len(head.split()) >= 5 and tail else wording


def _after(model: Piece, style: str, outlet: str, at: datetime, event: Event, chance: random.Random) -> Piece:
    """An article made of another outlet's: under another title, cut to a part, or with words exchanged."""
    lines = [line for line in model.body.split("\n") if line.strip()]
    if style == "cut":
        lines = lines[:1] + [line for line in lines[1:] if chance.random() < 0.55]
    if style == "copy" and len(lines) > 3:
        del lines[chance.randrange(1, len(lines))]
    if style == "rewritten":
        lines = [_exchanged(line, chance) for line in lines]
        lines[1:] = chance.sample(lines[1:], len(lines) - 1)
    title = chance.choice(event.family["titles"]).format(**event.slots)
    lines = [line.replace(model.outlet, outlet) for line in lines]
    return replace(model, outlet=outlet, title=title, body=_finished(lines, chance), at=max(at, model.at), style=style)


def _exchanged(line: str, chance: random.Random) -> str:
    """Synonyms, numbers in words, and one word in twelve left out."""
    for word, other in _DATA["synonyms"].items():
        if chance.random() < 0.8:
            line = line.replace(word, other)
    line = re.sub(r"\d+", lambda found: str(to_word(int(found.group()))) if chance.random() < 0.4 else found.group(), line)
    words = line.split(" ")
    return " ".join(word for place, word in enumerate(words) if place == 0 or len(word) > 4 or chance.random() > 0.08)


def _finished(lines: list[str], chance: random.Random) -> str:
    tail = chance.choice(_TAILS).format(code=chance.randrange(10**6, 10**7))
    return "\n".join([*lines, tail] if tail else lines)
