"""The digest of one article: one line for lists and notifications, and a plain text of several lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from tomllib import loads

from jobs.analysis.model import UNKNOWN_SPEAKER, Analysis, Digest, SpeakerKind, Statement
from jobs.analysis.summary.attribution import Attribution, attribution_of
from jobs.analysis.summary.clauses import shorten
from jobs.analysis.summary.keys import Piece, rank
from jobs.analysis.summary.line import best_line

BEFORE_FOLD = 400
REST = 500


@cache
def _words() -> dict[str, str]:
    data = loads(resources.files("jobs.analysis.data").joinpath("digest.toml").read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in data["words"].items()}


def summarise(analysis: Analysis) -> Analysis:
    """The analysis with its statements weighed and its digest written."""
    pieces = [Piece(s.text, _who(s), s.paragraph, s.act.value, s.confidence if s.speaker else 0.0) for s in analysis.statements]
    statements = tuple(replace(s, weight=w) for s, w in zip(analysis.statements, rank(pieces, analysis.title), strict=True))
    return replace(
        analysis,
        statements=statements,
        digest=Digest(
            best_line(replace(analysis, statements=statements), introductions(analysis)),
            _text(statements, analysis.text),
        ),
    )


def introductions(analysis: Analysis) -> list[Attribution]:
    """How each statement is introduced, in order."""
    return [_attribution(statement) for statement in analysis.statements]


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    return (speaker.person or speaker.name or speaker.role or "") if speaker else ""


def _attribution(statement: Statement, *, occasion: bool = True) -> Attribution:
    speaker = statement.speaker
    named = speaker is not None and speaker.kind is not SpeakerKind.ANONYMOUS and speaker.name != UNKNOWN_SPEAKER
    return attribution_of(
        name=speaker.name if speaker and named else None,
        role=speaker.role if speaker and named else None,
        occasion=statement.occasion if occasion else None,
        act=statement.act.value,
        kind=statement.kind.value,
        negated=statement.negated,
        unknown=_words()["unknown"],
    )


def _text(statements: Sequence[Statement], text: str) -> str:
    """Each speaker with their key statements, then the others', as the messages of the bot are laid out, in plain text."""
    if not statements:
        return shorten(text.strip().split("\n", 1)[0], BEFORE_FOLD).text
    chosen = _leading(statements)
    lines: list[str] = []
    room = BEFORE_FOLD
    for statement in chosen:
        piece = shorten(statement.text, max(120, room))
        room -= len(piece.text)
        lines += [f"{_attribution(statement)}:", f"┃ {piece.text}" + (f" {_words()['ellipsis']}" if piece.cut else "")]
    others = sorted((s for s in statements if s not in chosen), key=lambda s: -s.weight)
    lines += _others(others)
    return "\n".join(lines)


def _leading(statements: Sequence[Statement]) -> list[Statement]:
    """The weightiest statement of each of the two weightiest speakers, in the order of the article."""
    best: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda s: (s.speaker is None, -s.weight)):
        best.setdefault(_who(statement), statement)
    chosen = list(best.values())[:2]
    return sorted(chosen, key=statements.index)


def _others(others: Sequence[Statement]) -> list[str]:
    lines: list[str] = []
    room = REST
    for statement in others:
        piece = shorten(statement.text, 220)
        if len(piece.text) > room or len(lines) == 5:
            break
        room -= len(piece.text)
        who = _attribution(statement, occasion=False)
        lines.append(f"{replace(who, role='')}: {piece.text}" + (f" {_words()['ellipsis']}" if piece.cut else ""))
    return [f"({len(others)} {_words()['more']})", *lines] if lines else []
