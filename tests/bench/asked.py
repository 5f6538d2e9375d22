"""What bench_answering asks, and the invented people of whom it asks; the archive is that of bench_search."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from jobs.analysis.catalogue import Catalogue, Held, Office, Person, shipped_catalogue
from jobs.analysis.topics import NAMES
from tests.bench.bench_search import HOLDERS, SPEAKERS, TOPICS, office_of

ROUNDS = 40
_GIVEN = (
    "آرمان",
    "بهروز",
    "پریسا",
    "ترانه",
    "جمشید",
    "داریوش",
    "رامین",
    "سهراب",
    "شیرین",
    "فرهاد",
    "کامران",
    "مهتاب",
    "نیما",
    "هومن",
)
_BEGIN = (
    "کوه",
    "رود",
    "دشت",
    "سپید",
    "زرین",
    "نیک",
    "مهر",
    "بهار",
    "پاک",
    "روشن",
    "سرو",
    "نور",
    "آذر",
    "تیز",
    "باران",
    "گل",
    "شب",
)
_END = (
    "یار",
    "زاد",
    "پور",
    "وند",
    "مند",
    "دوست",
    "فر",
    "نژاد",
    "پیشه",
    "کار",
    "پرور",
    "گستر",
    "ستا",
    "آرا",
    "خواه",
    "سرا",
    "بان",
)


def name_of(number: int) -> str:
    """An invented name, of no two speakers the same."""
    given = _GIVEN[number % len(_GIVEN)]
    rest, end = divmod(number, len(_END))
    return f"{given} {_BEGIN[rest % len(_BEGIN)]}{_END[end]}{_BEGIN[(rest // len(_BEGIN)) % len(_BEGIN)]}"


def catalogue() -> Catalogue:
    """The shipped countries with the archive's speakers, of whom the first hold offices."""
    held = {n: (Held(office_of(n), "2016-01-01"),) for n in range(HOLDERS)}
    people = [
        Person(slug, name_of(n), "IR", short=(name_of(n).split()[1],), held=held.get(n, ())) for n, slug in enumerate(SPEAKERS)
    ]
    offices = [
        Office(
            office_of(n), f"رئیس سازمان {_BEGIN[n % 17]}{_END[n % 17]}", "IR", (f"رئیس سازمان {_BEGIN[n % 17]}{_END[n % 17]}",)
        )
        for n in range(17)
    ]
    shipped = shipped_catalogue()
    return Catalogue({p.slug: p for p in people}, {o.slug: o for o in offices}, {}, shipped.countries, shipped.events)


def asked() -> dict[str, list[str]]:
    """Forty questions of each kind, from the most quoted speakers to seldom ones, from frequent words to rare ones."""
    who = [name_of(int(n**1.7)) for n in range(ROUNDS)]
    countries = [shipped_catalogue().countries[code].name for code in ("IR", "US", "TR", "SY", "IQ", "RU", "IL", "AF")]
    where = [countries[n % len(countries)] for n in range(ROUNDS)]
    topics = [NAMES[TOPICS[n % len(TOPICS)]] for n in range(ROUNDS)]
    words = [f"واژه{int(n**2.2)}" for n in range(ROUNDS)]
    offices = [f"رئیس سازمان {_BEGIN[n % 17]}{_END[n % 17]}" for n in range(ROUNDS)]
    numbers = range(ROUNDS)
    return {
        "person": [f"{who[n]} چی گفت" for n in numbers],
        "person, country": [f"{who[n]} درباره {where[n]} چی گفته" for n in numbers],
        "person, period": [f"{who[n]} پارسال چی گفت" for n in numbers],
        "office": [f"آخرین حرف‌های {offices[n]}" for n in numbers],
        "country alone": [where[n] for n in numbers],
        "state speaks": [f"موضع {where[n]} درباره تحریم" for n in numbers],
        "topic": [f"درباره {topics[n]} چی گفتن" for n in numbers],
        "topic, period": [f"درباره {topics[n]} هفته گذشته چی گفتن" for n in numbers],
        "phrase": [f"درباره «{words[n]}» چی گفتن" for n in numbers],
        "who said it": [f"کی درباره {topics[n]} حرف زد؟" for n in numbers],
        "nothing found": [f"{who[n]} درباره {where[n]} امروز چی گفت؟ سر واژه{n}گم" for n in numbers],
        "card": [f"{offices[n]} کیه؟" for n in numbers],
    }


def quoted(path: Path) -> list[str]:
    """Sentences to check: parts of statements of the archive, every other one with a word that the statement has not."""
    chance = random.Random(7)
    connection = sqlite3.connect(path)
    ids = [row[0] for row in connection.execute("SELECT id FROM statements ORDER BY id LIMIT 200000")]
    found = []
    for number in range(ROUNDS):
        sql = "SELECT speaker_name, text FROM statement_texts WHERE statement_id = ?"
        _, text = connection.execute(sql, (chance.choice(ids),)).fetchone()
        words = text.split()[:9]
        words[4] = "دیگری" if number % 2 else words[4]
        found.append(f"/check {' '.join(words)}")
    connection.close()
    return found
