"""What names cost: entities and topics of an average article, and the same with 50,000 people more in the catalogue."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from time import process_time

from jobs.analysis.catalogue import Catalogue, Person, shipped_catalogue
from jobs.analysis.entities import Entities
from jobs.analysis.fold import squeeze
from jobs.analysis.topics import Topics

_WORDS = (
    "رئیس سازمان نمونه در گفت‌وگو با خبرنگار ما درباره بودجه و کشورهای منطقه از جمله ترکیه و عراق گفت دولت و مجلس باید برای کار "
    "مردم آن استان برنامه تازه‌ای بنویسند که تورم را پایین بیاورد و به صادرات کمک کند تا وضع بهتر شود"
).split()
_SYLLABLES = "با را نو شا کو مه سی دا ری تا فر هو لا گو زا پی نا وی سو ما".split()
_ARTICLES, _LENGTH = 200, 2834


def articles() -> list[str]:
    """Sample texts as long as an average article, the same at every run."""
    chance = random.Random(1404)
    return [" ".join(chance.choices(_WORDS, k=_LENGTH // 5))[:_LENGTH] for _ in range(_ARTICLES)]


def crowded(people: int) -> Catalogue:
    """The shipped catalogue and as many invented people."""
    chance = random.Random(1404)
    shipped = shipped_catalogue()
    crowd = {}
    for number in range(people):
        name = f"{''.join(chance.choices(_SYLLABLES, k=3))} {''.join(chance.choices(_SYLLABLES, k=4))}"
        crowd[f"sample-{number}"] = Person(f"sample-{number}", name, "IR")
    return replace(shipped, people={**shipped.people, **crowd})


def cost(entities: Entities, topics: Topics | None, texts: list[str]) -> float:
    """Milliseconds of processor time for one article, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        start = process_time()
        for text in texts:
            squeezed = squeeze(text)
            entities.find(squeezed)
            if topics:
                topics.of_article("", squeezed)
        best = min(best, process_time() - start)
    return best / len(texts) * 1000


def memory(people: int) -> float:
    """Megabytes that a process with so many more people holds (Linux: a child's `ru_maxrss` would begin at its parent's)."""
    code = (
        "import re;from tests.bench.bench_entities import crowded;from jobs.analysis.entities import Entities;"
        f"e=Entities(crowded({people}));print(int(re.search(r'VmRSS:\\s+(\\d+)',open('/proc/self/status').read())[1])/1024)"
    )
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def run() -> None:
    """Prints the table."""
    texts, topics = articles(), Topics()
    few, many = Entities(shipped_catalogue()), Entities(crowded(50_000))
    base, both = cost(few, None, texts), cost(few, topics, texts)
    full = cost(many, None, texts)
    print(f"entities of an article of {_LENGTH} characters   {base:.3f} ms")
    print(f"entities and topics                        {both:.3f} ms")
    print(f"entities, 50,000 people more               {full:.3f} ms   {full / base:.2f} times")
    print(f"memory, 50,000 people more                 +{memory(50_000) - memory(0):.0f} MB")


if __name__ == "__main__":
    run()
