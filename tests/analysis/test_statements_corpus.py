"""Each rule beside its corpus: what must be found in our own invented sentences, and where nothing may be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.model import ArticleText, Statement
from jobs.analysis.statements.rules import RULES

_CORPUS = Path(__file__).parents[1] / "corpus"
_OTHER_RULES = frozenset(
    "with-that with-noun told-words source document anonymous opened text turn answer lead quotation continued".split()
)


def _examples(kind: str) -> list[Any]:
    found = []
    for path in sorted(_CORPUS.glob("*.toml")):
        for number, example in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get(kind, ()), 1):
            found.append(pytest.param(path.stem, example, id=f"{path.stem}-{number}"))
    return found


@pytest.fixture(scope="module")
def analyser(lexicon: Lexicon) -> Analyser:
    """An analyser whose catalogue knows nobody: the rules stand alone."""
    return Analyser(lexicon, Catalogue())


@pytest.mark.parametrize(("rule", "example"), _examples("match"))
def test_what_must_be_found_is_found(analyser: Analyser, rule: str, example: dict[str, Any]) -> None:
    """Content, speaker, act, kind and negation of every statement in the sentence, and no other statement."""
    body = example["text"]
    found = analyser.analyse(ArticleText(example.get("title", ""), body)).statements
    assert [_content(body, statement) for statement in found] == [wanted["content"] for wanted in example["found"]]
    for statement, wanted in zip(found, example["found"], strict=True):
        assert {name: _value(statement, name) for name in wanted if name != "content"} == {
            name: value for name, value in wanted.items() if name != "content"
        }
    assert rule in {statement.rule for statement in found}


@pytest.mark.parametrize(("rule", "example"), _examples("none"))
def test_what_is_no_statement_is_left_alone(analyser: Analyser, rule: str, example: dict[str, Any]) -> None:
    """Sentences that look like the construction and are none give nothing under its rule."""
    article = ArticleText(example.get("title", ""), example["text"])
    assert [s.text for s in analyser.analyse(article).statements if s.rule == rule] == []


def test_every_rule_has_its_corpus() -> None:
    """A rule without sentences that must and must not match cannot be added."""
    names = {rule.__name__.rstrip("_") for rule in RULES} | _OTHER_RULES
    for name in names:
        corpus = tomllib.loads((_CORPUS / f"{name}.toml").read_text(encoding="utf-8"))
        assert corpus["match"], name
        assert corpus["none"], name
    assert names <= {path.stem for path in _CORPUS.glob("*.toml")}


def _content(body: str, statement: Statement) -> str:
    return " ".join(body[start:end] for start, end in statement.content)


def _value(statement: Statement, name: str) -> object:
    if name == "speaker":
        return (statement.speaker.name or statement.speaker.role) if statement.speaker else None
    value = getattr(statement, name)
    return getattr(value, "value", value)
