"""Why the analysis says what it says: each finding with its rule, its stretch, and the steps to its speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jobs.analysis.model import Analysis, Statement
from jobs.analysis.rows import statement_row

_RLM = "\u200f"
_WIDTH = 160


def explain_row(analysis: Analysis, body: str) -> dict[str, Any]:
    """Everything as JSON: the row of each statement with its text, cue, rule, occasion, outlet and reasons; and the debris."""
    return {
        "title": analysis.title,
        "statements": [_statement(statement, body) for statement in analysis.statements],
        "debris": [{"span": list(found.span), "reason": found.reason} for found in analysis.debris],
        "countries": list(analysis.countries),
        "topics": list(analysis.topics),
    }


def explain_lines(analysis: Analysis) -> Iterator[str]:
    """The same for a terminal: one finding a line, right-to-left marks around Persian so that Latin words keep their place."""
    if not analysis.statements:
        yield f"{_RLM}گفته‌ای پیدا نشد."
    for number, statement in enumerate(analysis.statements, 1):
        speaker = statement.speaker
        who = "، ".join(part for part in (speaker.name, speaker.role) if part) if speaker else "(گوینده نامطمئن)"
        text = " ".join(statement.text.split())
        shown = text if len(text) <= _WIDTH else text[: _WIDTH - 1].rsplit(" ", 1)[0] + "…"
        flags = " ".join(flag for flag, on in (("negated", statement.negated), ("alert", statement.alert)) if on)
        yield f"{_RLM}{number}. {who}{_RLM}: {shown}{_RLM}"
        yield (
            f"     rule={statement.rule} kind={statement.kind} act={statement.act} at={_spans(statement)} "
            f"sure={statement.confidence:.2f} {flags}".rstrip()
        )
        yield f"     why: {'; '.join(statement.why)}"


def _spans(statement: Statement) -> str:
    return "+".join(f"{start}-{end}" for start, end in statement.content)


def _statement(statement: Statement, body: str) -> dict[str, Any]:
    return {
        **statement_row(statement),
        "rule": statement.rule,
        "why": list(statement.why),
        "text": statement.text,
        "cue_text": body[statement.cue[0] : statement.cue[1]] if statement.cue else None,
        "occasion": statement.occasion,
        "via": statement.via,
        "coerced": statement.coerced,
    }
