"""Answers from a large archive: `python -m tests.bench.bench_search [STATEMENTS]` (a million by default).

A temporary SQLite file is filled with synthetic statements from a seed (speakers, countries, topics and words as uneven as news
are), then each kind of question is asked many times. Prints the time of `search.find` with its counts and facets.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jobs.analysis.topics import NAMES
from storage import search, terms
from storage.database import Database, migrate
from storage.records import Query
from storage.statements import first_id, month_of

START = datetime(2017, 1, 1, tzinfo=UTC)
STATEMENTS_OF_ARTICLE = 4
SPEAKERS = [f"speaker-{n}" for n in range(5000)]
COUNTRIES = [
    "IR",
    "US",
    "TR",
    "SY",
    "IQ",
    "RU",
    "IL",
    "AF",
    "CN",
    "DE",
    "FR",
    "GB",
    "SA",
    "YE",
    "LB",
    "PK",
    "UA",
    "QA",
    "OM",
    "EG",
]
TOPICS = list(NAMES)[:20]
HOLDERS = 20
"""So many of the most quoted speakers hold an office each, under which their statements are found too."""
WORDS = [f"واژه{n}" for n in range(30_000)]
ROUNDS = 40

_ARTICLE = """INSERT INTO articles (id, source_id, key, url, title, state, published_at, found_at, story_id, body)
              VALUES (?, ?, ?, ?, 'نمونه', 'analysed', ?, ?, ?, '')"""
_STATEMENT = """INSERT INTO statements (id, article_id, source_id, story_id, position, said_at, dated, month, kind, act, negated,
                coerced, alert, confidence, weight, speaker_kind, person, speaker_country, countries, topics, people)
                VALUES (?, ?, ?, ?, ?, ?, 1, ?, 'direct', 'says', 0, 0, 0, 0.9, 0.5, 'person', ?, ?, ?, ?, '')"""
_TEXT = """INSERT INTO statement_texts (statement_id, text, content, speaker_name, tokens) VALUES (?, ?, '[[0, 90]]', ?, ?)"""


def run(number: int = 1_000_000) -> None:
    """Fills the archive and prints the table."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "archive.sqlite3"
        begun = time.perf_counter()
        asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
        fill(path, number)
        size = path.stat().st_size / 1e9
        print(f"{number:,} statements from a seed: {time.perf_counter() - begun:.0f} s, {size:.2f} GB")
        asyncio.run(ask(f"sqlite+aiosqlite:///{path}"))


def fill(path: Path, number: int) -> None:
    """Writes the archive as `storage.statements` would, in large batches."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144;")
    connection.execute("BEGIN")
    for source in range(1, 13):
        connection.execute(
            "INSERT INTO sources (id, slug, name, home_url, feed_url, timezone, route, state, interval_s) "
            "VALUES (?, ?, ?, '', '', 'Asia/Tehran', 'direct', 'active', 600)",
            (source, f"house-{source}", f"خبرگزاری نمونهٔ {source}"),
        )
    connection.execute("INSERT INTO stories (id, first_at, last_at, ready_at) VALUES (1, 0, 0, 0)")
    connection.execute("PRAGMA foreign_keys = OFF")
    counts: Counter[str] = Counter()
    rows = synthetic(number, counts)
    while batch := list(itertools.islice(rows, 20_000)):
        connection.executemany(_ARTICLE, [row[0] for row in batch if row[0]])
        connection.executemany(_STATEMENT, [row[1] for row in batch])
        connection.executemany(_TEXT, [row[2] for row in batch])
        tokens = [(row[2][0], row[2][3]) for row in batch]
        connection.executemany("INSERT INTO statement_index (rowid, tokens) VALUES (?, ?)", tokens)
    connection.executemany("INSERT INTO term_counts (term, statements) VALUES (?, ?)", counts.items())
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def synthetic(number: int, counts: Counter[str]) -> Iterator[tuple[Any, Any, Any]]:
    """Rows of an article (where one begins), a statement and its text, in the order of time."""
    chance = random.Random(1)
    speakers = _uneven(SPEAKERS, 1.0)
    words, countries, topics = _uneven(WORDS, 0.9), _uneven(COUNTRIES, 1.2), _uneven(TOPICS, 0.7)
    offices = {SPEAKERS[n]: office_of(n) for n in range(HOLDERS)}
    step = timedelta(days=8 * 365) / (number / STATEMENTS_OF_ARTICLE)
    for article in range(1, number // STATEMENTS_OF_ARTICLE + 1):
        at = START + article * step
        micros, month, source = int(at.timestamp() * 1e6), month_of(at), chance.randrange(1, 13)
        story = article // 2 + 1
        base = first_id(at)
        head = (article, source, str(article), f"https://house.example/{article}", micros, micros, story)
        for position in range(STATEMENTS_OF_ARTICLE):
            speaker = chance.choices(SPEAKERS, cum_weights=speakers)[0]
            about = sorted(set(chance.choices(COUNTRIES, cum_weights=countries, k=2)))
            of = sorted(set(chance.choices(TOPICS, cum_weights=topics, k=2)))
            said = chance.choices(WORDS, cum_weights=words, k=20)
            found = [terms.term("s", speaker), terms.term("s", about[0]), terms.term("o", source)]
            found += [terms.term("c", c) for c in about] + [terms.term("t", t) for t in of]
            if speaker in offices:
                found.append(terms.term("s", offices[speaker]))
            counts.update((*found, terms.ALL))
            number_ = base + position
            narrow = (number_, article, source, story, position, micros, month, speaker, about[0], " ".join(about), " ".join(of))
            line = " ".join(said)
            yield head if position == 0 else None, narrow, (number_, line, speaker, " ".join(found) + " " + line)


def office_of(number: int) -> str:
    """The slug of the office that this speaker holds."""
    return f"office:sample-{number}"


def _uneven(values: list[str], power: float) -> list[float]:
    """Cumulated weights of Zipf's law."""
    return list(itertools.accumulate(1 / (rank + 1) ** power for rank in range(len(values))))


def questions() -> dict[str, list[Query]]:
    """Forty questions of each kind, from the most to the least frequent values."""
    end = START + timedelta(days=8 * 365)
    week, year = timedelta(days=7), timedelta(days=365)
    several = [SPEAKERS[int(n**1.7)] for n in range(ROUNDS)]
    country = [COUNTRIES[n % len(COUNTRIES)] for n in range(ROUNDS)]
    word = [WORDS[int(n**2.2)] for n in range(ROUNDS)]
    numbers = range(ROUNDS)
    return {
        "speaker": [Query(speakers=(several[n],)) for n in numbers],
        "state speaks": [Query(speakers=(country[n],)) for n in numbers],
        "about a country": [Query(countries=(country[n],)) for n in numbers],
        "topic": [Query(topics=(TOPICS[n % 20],)) for n in numbers],
        "speaker, country": [Query(speakers=(several[n],), countries=(country[n % 5],)) for n in numbers],
        "country, topic": [Query(countries=(country[n],), topics=(TOPICS[n % 20],)) for n in numbers],
        "country, last week": [Query(countries=(country[n],), since=end - week) for n in numbers],
        "topic, a year": [Query(topics=(TOPICS[n % 20],), since=end - 3 * year, until=end - 2 * year) for n in numbers],
        "word": [Query(phrases=(word[n],)) for n in numbers],
        "two words": [Query(phrases=(f"{word[n]} {word[n // 2]}",)) for n in numbers],
        "speaker, word": [Query(speakers=(several[n],), phrases=(word[n],)) for n in numbers],
        "source, country": [Query(source=f"house-{n % 12 + 1}", countries=(country[n],)) for n in numbers],
        "oldest first": [Query(topics=(TOPICS[n % 20],), phrases=(word[n],), oldest_first=True) for n in numbers],
        "everything": [Query() for _ in numbers],
    }


async def ask(url: str) -> None:
    """Asks everything and prints median and 95th percentile of each kind."""
    db = await Database.open(url)
    async with db.read() as r:
        await search.find(r, Query(topics=(TOPICS[1],)), 5)  # connections and plans are made once
    print(f"{'question':<22}{'p50 ms':>9}{'p95 ms':>9}{'largest total':>15}")
    for kind, asked in questions().items():
        times, totals = [], []
        for query in asked:
            begun = time.perf_counter()
            async with db.read() as r:
                page = await search.find(r, query, 3)
            times.append((time.perf_counter() - begun) * 1000)
            totals.append(page.total)
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{kind:<22}{statistics.median(times):>9.1f}{p95:>9.1f}{max(totals):>15,}")
    await db.close()


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
