"""`python -m tests.bench.prove [NAME…]`: every prove_*.py (or those named) in full; exit code 1 where a property is violated."""

from __future__ import annotations

import sys

from tests.bench.running import run_all

if __name__ == "__main__":
    sys.exit(run_all("prove", sys.argv[1:]))
