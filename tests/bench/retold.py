"""Real articles as other outlets would tell them: copied, cut, reordered, one word in ten exchanged, under other titles.

The labels are sure: whatever is made of one article is of one event. Among sixty of these stand nearly two hundred other articles
of the same days, told once. The articles are read from ../shared, where that is; none of them is in the repository.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from jobs.analysis.segment import sentences
from tests.jobs.newswire import START, Piece

POOL = Path(__file__).parents[2] / "../shared/eval/pool.jsonl.gz"
RETOLD, ONCE = 60, 190
_LEAST_LETTERS = 600
_OUTLETS = tuple(f"نمونهٔ {number}" for number in range(1, 9))


def read() -> list[tuple[str, str]]:
    """(title, body) of the articles that are long enough; empty where there are none."""
    if not POOL.exists():
        return []
    with gzip.open(POOL, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["title"], row["body"]) for row in rows if len(row["body"]) > _LEAST_LETTERS]


def retold(articles: Sequence[tuple[str, str]], seed: int) -> list[Piece]:
    """The pieces of the wire, as they come in; `event` is the label."""
    chance = random.Random(seed)
    chosen = chance.sample(list(articles), RETOLD + ONCE)
    words = [word for _, body in chosen for word in body.split()]
    pieces = []
    for event, (title, body) in enumerate(chosen):
        at = START + timedelta(minutes=chance.randrange(1440))
        outlets = chance.sample(_OUTLETS, chance.randrange(3, 9) if event < RETOLD else 1)
        pieces.append(Piece(event, outlets[0], title, body, at, "whole", ""))
        for outlet in outlets[1:]:
            later = at + timedelta(minutes=chance.randrange(3, 400))
            pieces.append(Piece(event, outlet, *_told_again(title, body, words, chance), later, "retold", ""))
    return sorted(pieces, key=lambda piece: piece.at)


def _told_again(title: str, body: str, words: Sequence[str], chance: random.Random) -> tuple[str, str]:
    said = [body[start:end] for start, end in sentences(body)]
    match chance.choice(("copied", "cut", "half", "reworded", "reordered", "without its lead")):
        case "cut":
            said = said[: max(3, len(said) // 2)]
        case "half":
            said = [sentence for sentence in said if chance.random() < 0.5] or said[:3]
        case "reworded":
            said = [_reworded(sentence, words, chance) for sentence in said]
        case "reordered":
            said[1:] = chance.sample(said[1:], len(said) - 1)
        case "without its lead" if len(said) > 3:
            said = said[1:]
    return (chance.choice(said)[:70] if chance.random() < 0.6 else title), "\n".join(said)


def _reworded(sentence: str, words: Sequence[str], chance: random.Random) -> str:
    return " ".join(word if chance.random() > 0.1 else chance.choice(words) for word in sentence.split(" "))
