"""The table of questions (tests/corpus/questions.jsonl): what a reader means by each, and what is understood."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli.ask import Answer, row_of
from bot.question import QuestionContext, understand
from bot.question.words import key_of
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.lexicon import Lexicon
from jobs.publishers import shipped

TABLE = Path(__file__).parents[1] / "corpus" / "questions.jsonl"
NOW = datetime.fromisoformat("2025-10-07T18:00:00+03:30")


def _rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]


def table_context() -> QuestionContext:
    """The moment of the table, over what is shipped."""
    publishers = {publisher.name: publisher.slug for publisher in shipped()}
    return QuestionContext(NOW, ZoneInfo("Asia/Tehran"), shipped_catalogue(), publishers)


def _plain(value: Any) -> Any:
    """Order and spelling of what is asked for do not count."""
    if isinstance(value, dict):
        return {name: sorted(map(key_of, inner)) for name, inner in value.items()}
    return sorted(value) if isinstance(value, list) else value


def _differs(row: dict[str, Any], context: QuestionContext) -> list[str]:
    got = row_of(Answer(understand(row["question"], context), None))
    return [name for name, value in row.items() if name != "group" and _plain(got[name]) != _plain(value)]


def test_the_table_is_understood(lexicon: Lexicon) -> None:
    """Of at least 150 questions 95 % are understood in every field; so is each group of them to 90 %."""
    context = replace(table_context(), lexicon=lexicon)
    rows = _rows()
    wrong = {row["question"]: (row["group"], differs) for row in rows if (differs := _differs(row, context))}
    asked, missed = Counter(row["group"] for row in rows), Counter(group for group, _ in wrong.values())
    assert len(rows) >= 150
    assert len(wrong) <= 0.05 * len(rows), wrong
    assert all(missed[group] <= 0.1 * number for group, number in asked.items()), wrong
