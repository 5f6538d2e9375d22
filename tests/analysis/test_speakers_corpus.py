"""Each rule about speakers beside its corpus: who must come out of our own invented sentences, and where nobody may."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import Catalogue, Country, Held, Office, Person
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.model import ArticleText

_CORPUS = Path(__file__).parents[1] / "corpus" / "speakers"
_OFFICE = "office:ir-energy-minister"


def _examples(kind: str) -> list[Any]:
    found = []
    for path in sorted(_CORPUS.glob("*.toml")):
        for number, example in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get(kind, ()), 1):
            found.append(pytest.param(example, id=f"{path.stem}-{number}"))
    return found


@pytest.fixture(scope="module")
def analyser(lexicon: Lexicon) -> Analyser:
    """An analyser whose catalogue knows two invented ministers and two countries."""
    people = {
        "sample-minister": Person(
            "sample-minister", "بهرام نمونه‌ای", "IR", short=("نمونه‌ای",), held=(Held(_OFFICE, since="2020-01-01"),)
        ),
        "sample-former": Person(
            "sample-former", "نسرین خیالی", "IR", short=("خیالی",), held=(Held(_OFFICE, "2013-01-01", "2020-01-01"),)
        ),
    }
    countries = {
        "IR": Country("IR", "ایران", ("ایران",), ("ایرانی",)),
        "FR": Country("FR", "فرانسه", ("فرانسه",), ("فرانسوی",)),
    }
    offices = {_OFFICE: Office(_OFFICE, "وزیر نیرو", "IR", ("وزیر نیرو",))}
    return Analyser(lexicon, Catalogue(people, offices, {}, countries))


@pytest.mark.parametrize("example", _examples("match"))
def test_who_must_be_found_is_found(analyser: Analyser, example: dict[str, Any]) -> None:
    """The name, or else the office, of the speaker of every statement, "" where nobody is named.

    Where the example says so: which statements may be alerts.
    """
    article = ArticleText(example.get("title", ""), example["text"], example.get("date"))
    found = analyser.analyse(article).statements
    assert [(s.speaker.name or s.speaker.role) if s.speaker else "" for s in found] == example["who"]
    if "alert" in example:
        assert [s.alert for s in found] == example["alert"]


@pytest.mark.parametrize("example", _examples("none"))
def test_who_is_nobody_is_not_named(analyser: Analyser, example: dict[str, Any]) -> None:
    """Noun phrases that look like somebody and are not, and speakers that the text leaves open, are left out."""
    found = analyser.analyse(ArticleText(example.get("title", ""), example["text"], example.get("date"))).statements
    assert [s.speaker.name or s.speaker.role for s in found if s.speaker] == example.get("but", [])


def test_every_corpus_has_both_sides() -> None:
    """What a rule must find and what it must leave alone both have sentences."""
    for path in _CORPUS.glob("*.toml"):
        corpus = tomllib.loads(path.read_text(encoding="utf-8"))
        assert corpus["match"], path.stem
        assert corpus["none"], path.stem
