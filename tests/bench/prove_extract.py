"""20,000 mutated feeds and pages: no crash, none takes longer than two seconds."""

from __future__ import annotations

import time

from tests.jobs import mutations

COUNT = 20_000
LIMIT_S = 2.0


def run() -> None:
    """Reads them all, prints one line, fails at the first crash or at the end if any was slow."""
    began = time.perf_counter()
    slow = list(mutations.run(COUNT, seed=1000, limit_s=LIMIT_S))
    print(f"{COUNT} mutated feeds and pages in {time.perf_counter() - began:.0f} s: no crash, {len(slow)} over {LIMIT_S:g} s")
    for one in slow[:5]:
        print(f"  {one.name} seed {one.seed}: {one.seconds:.2f} s")
    assert not slow
