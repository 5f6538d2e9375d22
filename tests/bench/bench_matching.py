"""One story against all follows: `python -m tests.bench.bench_matching [FOLLOWS]` (a hundred thousand by default).

Prints how long the one SQL statement takes for a story that many follow and for one that few do, how long it takes to owe the
alerts in the same transaction, and how long an address's briefing takes to collect. Times are of one run; compare the rows.
"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from jobs.match import match_story
from storage import subscriptions, terms
from storage.database import Database, WriteSession, migrate
from storage.records import Address, Follow
from tests.storage.samples import NOW, SAYING, add_source, add_story

FOLLOWS_OF_A_CHAT = 5
COUNTRIES = ("IR", "TR", "AF", "US", "SY", "IQ")
SETTINGS = {"briefing_times": ["21:00"], "briefing_days": [0], "quiet_from": None, "quiet_to": None, "paused_until": None}


def run(follows: int = 100_000) -> None:
    """Fills a temporary database and prints the table."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "follows.sqlite3"
        url = f"sqlite+aiosqlite:///{path}"
        asyncio.run(migrate(url))
        fill(path, follows)
        asyncio.run(measure(url, follows))


def fill(path: Path, follows: int) -> None:
    """Chats with five follows each, of every kind, all with alerts."""
    chance = random.Random(1)
    with sqlite3.connect(path) as connection:
        for number in range(follows):
            chat = number // FOLLOWS_OF_A_CHAT + 1
            if number % FOLLOWS_OF_A_CHAT == 0:
                row = (chat, json.dumps(SETTINGS))
                connection.execute("INSERT INTO chats VALUES (?, 0, 'private', 'active', NULL, ?, NULL, 0, NULL, NULL)", row)
            what = some_follow(chance)
            clauses = terms.clauses(what)
            connection.execute(
                "INSERT INTO subscriptions (id, chat_id, thread_id, key, who_as, country_as, clauses, match, alerts, muted,"
                " created_at) VALUES (?, ?, 0, ?, 'any', 'any', ?, ?, 1, 0, 0)",
                (number + 1, chat, f"{what.key}#{number}", len(clauses), terms.expression(what)),
            )
            rows = [(number + 1, clause, term) for clause, found in enumerate(clauses) for term in found]
            connection.executemany("INSERT INTO subscription_terms VALUES (?, ?, ?)", rows)
    connection.close()


def some_follow(chance: random.Random) -> Follow:
    """A person, a country, a topic, a phrase of two words, or a person about a country."""
    kind = chance.random()
    if kind < 0.4:
        return Follow(who=f"person-{int(chance.paretovariate(0.8)) % 3000}")
    if kind < 0.6:
        return Follow(country=chance.choice(COUNTRIES))
    if kind < 0.75:
        return Follow(topic=f"topic-{chance.randrange(20)}")
    if kind < 0.9:
        return Follow(phrase="نمونه", phrase_tokens=f"w{chance.randrange(5000)} w{chance.randrange(5000)}")
    return Follow(who=f"person-{chance.randrange(300)}", country="TR")


async def measure(url: str, follows: int) -> None:
    """Asks and prints."""
    db = await Database.open(url)
    print(f"{follows:,} follows")
    async with db.write() as s:
        source = await add_source(s)
        for name, person, countries in (("many follow", "person-1", ("IR", "TR")), ("few follow", "person-2999", ("OM",))):
            story = await story_of(s, source, name, person, countries)
            begun = time.perf_counter()
            found = await subscriptions.matching(s, story)
            asked = time.perf_counter()
            owed = await match_story(s, story, NOW)
            done = time.perf_counter()
            print(f"a story that {name}: {len(found):,} follows found in {(asked - begun) * 1000:.0f} ms; ", end="")
            print(f"{owed:,} alerts owed in {(done - asked) * 1000:.0f} ms, the finding included")
        begun = time.perf_counter()
        for chat in range(1, 101):
            await subscriptions.heard(s, Address(chat), NOW - timedelta(hours=12), NOW)
        print(f"what came in for one address: {(time.perf_counter() - begun) * 10:.1f} ms")
    await db.close()


async def story_of(s: WriteSession, source: int, key: str, person: str, countries: tuple[str, ...]) -> int:
    """A story of fifteen statements."""
    chance = random.Random(2)
    said = [
        replace(
            SAYING,
            person=person,
            office=None,
            speaker_country="OM",
            people=(),
            countries=countries,
            topics=("topic-1", "topic-2"),
            tokens=" ".join(f"w{chance.randrange(5000)}" for _ in range(30)),
        )
        for _ in range(15)
    ]
    return await add_story(s, source, key, *said)


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
