"""What several test packages share: the lexicon, compiled once for the whole run and kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.lexicon import Lexicon, ensure_lexicon


@pytest.fixture(scope="session")
def lexicon_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled lexicon; `NAQL_TEST_DATA` names one that outlives the run."""
    folder = Path(os.environ.get("NAQL_TEST_DATA") or tmp_path_factory.mktemp("lexicon"))
    folder.mkdir(parents=True, exist_ok=True)
    ensure_lexicon(folder)
    return folder


@pytest.fixture(scope="session")
def lexicon(lexicon_dir: Path) -> Lexicon:
    return ensure_lexicon(lexicon_dir)


@pytest.fixture(scope="session")
def analyser(lexicon: Lexicon) -> Analyser:
    """The analyser with the shipped catalogue."""
    return Analyser(lexicon, shipped_catalogue())
