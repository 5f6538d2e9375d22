"""What several test packages share: the lexicon, compiled once for the whole run and kept between runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import record
from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.lexicon import Lexicon, ensure_lexicon
from tests.bot.spec import REFUSED_FORM, specification, violations

ON_PURPOSE = ("tests/bot/sandbox/", "tests/bot/test_delivery_refusals.py")
"""Tests that send badly made requests on purpose."""
OF_THE_PRODUCT = ("journey", "page_following", "page_asking")
"""Among them those in which only the product sends."""


@pytest.fixture(autouse=True)
def _requests_are_well_formed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every request that the bot sends in any test is as the Bot API's specification has it, its markup as Telegram's parser."""
    spec, found = specification(), list[str]()
    if request.node.nodeid.startswith(ON_PURPOSE) and not any(name in request.node.nodeid for name in OF_THE_PRODUCT):
        yield
        return

    def watch(sent: record.Request) -> None:
        found.extend(violations(spec, sent.method, sent.params) if spec is not None else ())
        if any(words in sent.description for words in REFUSED_FORM):
            found.append(f"{sent.description}: {sent.method} {sent.params}")

    record.observers.append(watch)
    yield
    record.observers.remove(watch)
    assert found == []


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
