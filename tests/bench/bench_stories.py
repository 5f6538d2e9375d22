"""Articles into stories: how well, on composed news, and what an article costs: `python -m tests.bench.bench_stories [EARLIER]`.

The wires (tests/jobs/newswire.py) are of other seeds than those that the weights were fitted on. The cost is taken with 10,000
articles of the last two days in the database (or as many as asked for) against the same with none, in the processor's time: what
else runs here does not count.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from itertools import accumulate
from pathlib import Path

from jobs import likeness as judged
from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.lexicon import ensure_lexicon
from jobs.analysis.model import ArticleText
from jobs.collect_statements import known_story, store, think
from jobs.decide import new_statements
from jobs.grouping import group_waiting
from storage import articles, likeness, stories
from storage.database import WriteSession
from storage.records import FeedItem
from tests.bench import retold
from tests.bench.running import require, show
from tests.jobs.grouping import group, pairwise, stored
from tests.jobs.newswire import START, Piece, wire
from tests.jobs.support import config, database
from tests.storage.samples import SAYING, add_source

SEEDS = (11, 12, 13, 14, 15, 16)
FLOOR, COST_MS = 0.95, 5.0
WORDS = 60_000
SAMPLE = 300
EVENTS, WEEK = 1000, timedelta(days=7)


def run(earlier: int = 10_000) -> None:
    """Prints both tables."""
    with tempfile.TemporaryDirectory() as folder:
        analyser = Analyser(ensure_lexicon(Path(folder)), shipped_catalogue())
        rows = [asyncio.run(scored(seed, wire(seed), analyser, new(Path(folder) / f"wire-{seed}"))) for seed in SEEDS]
        mean = sum(row[-1] for row in rows) / len(rows)
        shown = [(*row[:3], *(f"{100 * score:.1f}" for score in row[3:])) for row in rows]
        columns = ("seed", "articles", "events", "precision", "recall", "F1")
        show("stories, pairwise", columns, [*shown, ("mean", "", "", "", "", f"{100 * mean:.1f}")])
        pool = retold.read()
        if pool:
            real = [
                asyncio.run(scored(seed, retold.retold(pool, seed), analyser, new(Path(folder) / f"pool-{seed}")))
                for seed in (1, 2)
            ]
            show("real articles, retold", columns, [(*row[:3], *(f"{100 * score:.1f}" for score in row[3:])) for row in real])
        bulk = asyncio.run(in_bulk(analyser, new(Path(folder) / "bulk")))
        costs = [asyncio.run(cost(number, analyser, new(Path(folder) / f"cost-{number}"))) for number in (0, earlier)]
    show("milliseconds of the processor an article", ("earlier articles", "marks, profile", "story found", "kept"), costs)
    show("an archive's stories in their own pass (jobs.grouping)", ("articles", "ms of the processor each", "F1"), [bulk])
    require(mean >= FLOOR, f"a mean F1 of {100 * mean:.1f}, less than {100 * FLOOR:.0f}")
    most = sum(float(part) for part in costs[-1][1:])
    require(most <= COST_MS, f"{most:.1f} ms an article, more than {COST_MS}")


def new(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def scored(seed: int, pieces: list[Piece], analyser: Analyser, folder: Path) -> tuple[int, int, int, float, float, float]:
    """Seed, articles with a statement, their events, precision, recall, F1."""
    found = (await group(pieces, analyser, folder)).stories
    told = [(piece.event, story) for piece, story in zip(pieces, found, strict=True) if story is not None]
    scores = pairwise([event for event, _ in told], [story for _, story in told])
    return seed, len(told), len({event for event, _ in told}), scores.precision, scores.recall, scores.f1


async def cost(earlier: int, analyser: Analyser, folder: Path) -> tuple[str, str, str, str]:
    """How many articles were there, and the milliseconds of the three steps of a further one."""
    zone = config(folder).zone
    spent = [0.0, 0.0, 0.0]
    async with database(folder) as db, db.write() as s:
        await fill(s, earlier)
        for number, piece in enumerate(wire(17)[:SAMPLE]):
            article = await stored(s, piece, number)
            analysis = analyser.analyse(ArticleText(article.title, article.body, piece.at.astimezone(zone).date()))
            said = new_statements(analysis, analyser.catalogue, None)
            begun = time.process_time()
            marks = judged.marks_of(analysis.text, said, piece.at)
            profile = judged.profile_of(analysis.title, analysis.text, said, piece.at)
            made = time.process_time()
            story = await known_story(s, marks, profile)
            found = time.process_time()
            await likeness.remember(s, article.id, marks, profile)
            kept = time.process_time()
            await stories.join(s, story or await stories.create(s, piece.at, piece.at), article.id, piece.at, piece.at)
            for step, seconds in enumerate((made - begun, found - made, kept - found)):
                spent[step] += seconds
    first, second, third = (f"{seconds / SAMPLE * 1000:.2f}" for seconds in spent)
    return f"{earlier:,}", first, second, third


async def in_bulk(analyser: Analyser, folder: Path) -> tuple[int, str, str]:
    """Articles of three wires that were left waiting, what finding the story of one cost, F1."""
    settings = config(folder)
    wires = [
        replace(p, event=place * EVENTS + p.event, at=p.at + place * WEEK)
        for place, seed in enumerate(SEEDS[:3])
        for p in wire(seed)
    ]
    pieces = sorted(wires, key=lambda piece: piece.at)
    later = START + timedelta(days=30)
    async with database(folder) as db:
        async with db.write() as s:
            left = [await stored(s, piece, number) for number, piece in enumerate(pieces)]
            for article, piece in zip(left, pieces, strict=True):
                await store(s, article, think(analyser, article, settings.zone, piece.at), later, 0, later=True)
        begun = time.process_time()
        number = await group_waiting(db, lambda: later, 0)
        spent = time.process_time() - begun
        async with db.read() as r:
            kept = [await articles.get(r, article.id) for article in left]
    told = [(p.event, one.story_id) for p, one in zip(pieces, kept, strict=True) if one is not None and one.story_id is not None]
    f1 = pairwise([event for event, _ in told], [story for _, story in told]).f1
    return number, f"{spent / number * 1000:.2f}", f"{100 * f1:.1f}"


async def fill(s: WriteSession, number: int) -> None:
    """So many other articles of these days, each a story of its own: words of a language's frequencies, 200 to an article."""
    chance = random.Random(1)
    words = [f"واژه{rank}" for rank in range(WORDS)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(WORDS)))
    source = await add_source(s, "earlier")
    for place in range(number):
        at = START + timedelta(minutes=chance.randrange(-600, 2400))
        drawn = chance.choices(words, cum_weights=weights, k=200)
        body = " ".join(f". {word}" if spot % 20 == 0 else word for spot, word in enumerate(drawn))
        key = f"https://earlier.example/{place}"
        article = await articles.found(s, source, FeedItem(key, key, "نمونه", at), at)
        assert article is not None
        await stories.join(s, await stories.create(s, at, at), article, at, at)
        speaker = [replace(SAYING, person=None, speaker_name=f"گوینده{chance.randrange(3000)}")]
        await likeness.remember(s, article, judged.marks_of(body, speaker, at), judged.profile_of("نمونه", body, speaker, at))


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
