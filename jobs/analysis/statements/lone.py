"""Adjuncts of saying beside a verb that is none: «X با اعلام اینکه A، از B خودداری کرد»، «در این نامه ضمن رد A، آمده است: B»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jobs.analysis.model import Act, Kind, Span
from jobs.analysis.statements.adjuncts import PAUSES, with_end
from jobs.analysis.statements.extent import trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import can_speak, parse
from jobs.analysis.statements.nouns import Noun, noun_table
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.syntax import finite, has_verb, sentence_end, sentence_start

_OPENERS = frozenset((key("با"), key("ضمن")))
_REACH = 120
"""Tokens: how far a clause is looked into."""
_HELD = frozenset((Act.CRITICISES, Act.REJECTS, Act.DENIES, Act.CONDEMNS, Act.WARNS, Act.WORRIES, Act.REGRETS, Act.ACCUSES))
_CONDITIONS = frozenset("شود شوند کند کنند دهد دهند باشد باشند".split())
_QUALIFIED = "صلاحیت"
"""«با رد صلاحیت X»: an act of a council."""


def lone_adjuncts(passage: Passage, number: int, found: Sequence[Finding]) -> list[Finding]:
    """What stands in adjuncts that no finding of `found` has taken, each with the subject of its sentence."""
    table, words, inside = noun_table(), passage.words, passage.inside
    more: list[Finding] = []
    for i in passage.where(_OPENERS):
        if inside[i]:
            continue
        that = table.that.at(words, i)
        noun = that or table.with_.at(words, i)
        if noun is None or (that is None and noun.act not in _HELD):
            continue
        first = i + len(noun.words)
        if first >= len(words) or any(f.cue[0] <= first < f.content[1] or f.content[0] <= i < f.content[1] for f in found):
            continue
        made = _made(passage, number, i, noun, found, clause=that is not None)
        more += [made] if made is not None else []
    return more


def _made(passage: Passage, number: int, i: int, noun: Noun, found: Sequence[Finding], *, clause: bool) -> Finding | None:
    begin, first = sentence_start(passage, i), i + len(noun.words)
    limit = min(sentence_end(passage, i), i + _REACH)
    main = min((f.cue[0] for f in found if first < f.cue[0] < limit), default=limit)
    content = _clause(passage, first, main, main < limit) if clause else _phrase(passage, first, limit)
    if content is None or i - begin > _REACH:
        return None
    kind = Kind.REPORTED if clause else Kind.PARAPHRASE
    written = next((f for f in found if f.rule == "document" and begin <= f.cue[0] and f.content[0] >= content[1]), None)
    if written is not None and sentence_start(passage, written.cue[0]) == begin:
        return replace(written, content=content, cue=(i, first), kind=kind, act=noun.act, negated=noun.negates)
    left = parse(passage, begin, i)
    if left.subject is None or not can_speak(passage, left.subject):
        return None
    rule = "with-that" if clause else "with-noun"
    return Finding(
        number, content, (i, first), kind, noun.act, rule, negated=noun.negates, subject=left.subject, marked=True, via=left.via
    )


def _clause(passage: Passage, first: int, limit: int, followed: bool) -> Span | None:
    """«A، …»: up to the comma behind its verb where another verb follows, else to the sentence's end."""
    words = passage.words
    for k in range(first + 1, limit):
        if words[k] in PAUSES and finite(words[k - 1]):
            if words[k - 1] in _CONDITIONS and "باید" not in words[first:k]:
                continue  # «هرچه رخ دهد، …»
            return trim(passage, first, k) if followed or has_verb(words, k + 1, limit) else None
    return trim(passage, first, limit) if finite(words[limit - 1]) and not PAUSES & set(words[first:limit]) else None


def _phrase(passage: Passage, first: int, limit: int) -> Span | None:
    words, end = passage.words, with_end(passage, first, limit)
    closed = first + 1 < end < limit and words[end] in PAUSES and has_verb(words, end + 1, limit)
    vague = words[first] in ("این", "آن", "همین") and end - first <= 2
    return trim(passage, first, end) if closed and not vague and not words[first].startswith(_QUALIFIED) else None
