"""The digest of one article: one line for lists and notifications, and a plain text of several lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from operator import itemgetter
from tomllib import loads

from jobs.analysis.model import Analysis, Digest, Statement
from jobs.analysis.summary.attribution import Attribution, attribution_of
from jobs.analysis.summary.choosing import Said, first_of, leading, leans, placing, said_of, says_nothing, unnamed, who_of
from jobs.analysis.summary.clauses import shorten
from jobs.analysis.summary.keys import Piece, rank
from jobs.analysis.summary.line import best_line

BEFORE_FOLD = 400
REST, MOST_OTHERS = 500, 5
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@cache
def _words() -> dict[str, str]:
    data = loads(resources.files("jobs.analysis.data").joinpath("digest.toml").read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in data["words"].items()}


def summarise(analysis: Analysis) -> Analysis:
    """The analysis with its statements weighed and its digest written."""
    weights = rank([_piece(statement) for statement in analysis.statements], analysis.title)
    statements = tuple(replace(s, weight=w) for s, w in zip(analysis.statements, weights, strict=True))
    weighed = replace(analysis, statements=statements)
    return replace(weighed, digest=Digest(best_line(weighed, introductions(weighed)), _text(statements, analysis.text)))


def _piece(statement: Statement) -> Piece:
    sure = statement.confidence if statement.speaker else 0.0
    return Piece(statement.text, who_of(statement), statement.paragraph, statement.act.value, sure)


def introductions(analysis: Analysis) -> list[Attribution]:
    """How each statement is introduced, in order."""
    return [_attribution(statement) for statement in analysis.statements]


def _attribution(statement: Statement, *, occasion: bool = True) -> Attribution:
    speaker = statement.speaker
    named = speaker is not None and not unnamed(speaker.kind, speaker.name, speaker.role)
    return attribution_of(
        name=speaker.name if speaker and named else None,
        role=speaker.role if speaker and named else None,
        occasion=placing(statement.occasion, statement.text) if occasion else None,
        act=statement.act.value,
        negated=statement.negated,
        unknown=_words()["anonymous" if speaker else "unknown"],
    )


def _text(statements: Sequence[Statement], text: str) -> str:
    """Each speaker with their key statements, then the others', as the messages of the bot are laid out, in plain text."""
    every = [(said_of(statement), statement) for statement in statements]
    told = [one for one in every if not says_nothing(one[0])] or every
    if not told:
        return shorten(text.strip().split("\n", 1)[0], BEFORE_FOLD).text
    chosen = leading(told, itemgetter(0))
    lines: list[str] = []
    room = BEFORE_FOLD
    for _, statement in chosen:
        piece = shorten(statement.text, max(120, room))
        room -= len(piece.text)
        lines += [f"{_attribution(statement)}:", f"┃ {piece.text}" + (f" {_words()['ellipsis']}" if piece.cut else "")]
    leaders = {said.who for said, _ in chosen}
    others = first_of(MOST_OTHERS, [one for one in told if one not in chosen], itemgetter(0))
    return "\n".join(lines + _others(others, leaders))


def _others(others: Sequence[tuple[Said, Statement]], leaders: Collection[str]) -> list[str]:
    """The other statements, each behind its speaker's name; with its occasion where it needs that and nothing above has it."""
    lines: list[str] = []
    room = REST
    for said, statement in others:
        piece = shorten(statement.text, 220)
        if len(piece.text) > room:
            break
        room -= len(piece.text)
        who = _attribution(statement, occasion=said.who not in leaders and leans(statement.text))
        lines.append(f"{replace(who, role='')}: {piece.text}" + (f" {_words()['ellipsis']}" if piece.cut else ""))
    return [f"({str(len(lines)).translate(_DIGITS)} {_words()['more']})", *lines] if lines else []
