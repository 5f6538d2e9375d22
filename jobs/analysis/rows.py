"""The row that `naql analyse` writes for an article: plain values, ready for JSON."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from jobs.analysis.model import Analysis, ArticleText, Speaker, Statement

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def article_of(row: dict[str, Any]) -> ArticleText:
    """An article from a row of an archive; an empty or unreadable date is an unknown one.

    Raises:
        ValueError: the row has no text under "body".
    """
    body = row.get("body")
    if not isinstance(body, str):
        raise ValueError('the row has no text under "body"')
    title, agency = row.get("title"), row.get("agency")
    return ArticleText(
        title=title if isinstance(title, str) else "",
        body=body,
        date=day_of(row.get("date")),
        agency=agency if isinstance(agency, str) else None,
    )


def day_of(value: object) -> date | None:
    """The day that an ISO date or date and time begins with; None for anything else."""
    match = _ISO.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def row_of(identity: object, analysis: Analysis) -> dict[str, Any]:
    """The row of docs/architecture.md for one analysed article."""
    return {
        "id": identity,
        "statements": [statement_row(statement) for statement in analysis.statements],
        "countries": list(analysis.countries),
        "topics": list(analysis.topics),
        "people": list(analysis.people),
        "digest": {"line": analysis.digest.line, "text": analysis.digest.text},
    }


def statement_row(statement: Statement) -> dict[str, Any]:
    """One statement of a row."""
    return {
        "content": [list(span) for span in statement.content],
        "cue": list(statement.cue) if statement.cue else None,
        "kind": statement.kind.value,
        "act": statement.act.value,
        "negated": statement.negated,
        "confidence": statement.confidence,
        "alert": statement.alert,
        "speaker": _speaker_row(statement.speaker),
        "countries": list(statement.countries),
        "topics": list(statement.topics),
    }


def _speaker_row(speaker: Speaker | None) -> dict[str, Any] | None:
    return {"name": speaker.name, "role": speaker.role, "person": speaker.person} if speaker else None
