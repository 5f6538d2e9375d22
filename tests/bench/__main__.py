"""`python -m tests.bench [NAME…]`: every bench_*.py (or those named), each a table; exit code 1 where a floor is violated."""

from __future__ import annotations

import sys

from tests.bench.running import run_all

if __name__ == "__main__":
    sys.exit(run_all("bench", sys.argv[1:]))
