"""A page of statements as a message: how the question was understood, what was found, how far the archive reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot import texts
from bot.render.story import View, attribution, quoted, source_link
from bot.render.writing import day, escape, line, number, visible_length
from storage.records import Page, Statement

PER_PAGE = 3
MESSAGE = 1800
QUOTATION = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, for the head of its answer. `understood` is one line of ours; `one_speaker` when all are by one speaker."""

    understood: str
    period: str = texts.ANSWER_ALL_TIME
    oldest_first: bool = False
    one_speaker: bool = False


def answer_html(asked: Asked, page: Page, offset: int, archive_start: datetime | None, view: View) -> str:
    """The message for one page of an answer; what was not found is said, and how far the archive reaches."""
    if not page.statements:
        return "\n".join([escape(texts.NOTHING_FOUND.format(what=line(asked.understood))), "", _archive(archive_start, view)])
    head = [f"<b>{escape(line(asked.understood))}</b>", escape(_found(asked, page, view)), ""]
    foot = ["", f"{_range(page, offset, view)} {_archive(archive_start, view)}"]
    spare = MESSAGE - sum(visible_length(part) for part in (*head, *foot))
    return "\n".join([*head, *_groups(page.statements, asked, spare, view), *foot])


def statements_html(head: str, statements: Sequence[Statement], view: View) -> str:
    """A short list under a head that is HTML already: the newest statements of what was followed, or of everybody."""
    groups = _groups(statements, Asked("", one_speaker=False), MESSAGE - visible_length(head), view)
    return "\n".join([head, "", *groups]) if groups else head


def _found(asked: Asked, page: Page, view: View) -> str:
    order = texts.ANSWER_OLDEST if asked.oldest_first else texts.ANSWER_NEWEST
    count = texts.ANSWER_COUNT.format(count=number(page.total, view.digits), stories=number(page.stories, view.digits))
    return f"{asked.period}{texts.LIST_COMMA}{order}: {count}"


def _range(page: Page, offset: int, view: View) -> str:
    first, last = offset + 1, offset + len(page.statements)
    template = texts.ANSWER_ONE if first == last else texts.ANSWER_RANGE
    return template.format(
        first=number(first, view.digits), last=number(last, view.digits), total=number(page.total, view.digits)
    )


def _archive(start: datetime | None, view: View) -> str:
    return texts.ARCHIVE_STARTS.format(date=day(start, view.zone, view.now, view.digits)) if start else texts.ARCHIVE_EMPTY


def _groups(statements: Sequence[Statement], asked: Asked, spare: int, view: View) -> list[str]:
    """One block per article and speaker: the date and who, the quotations, the publisher's link."""
    lines: list[str] = []
    share = max(120, min(QUOTATION, spare // max(1, len(statements)) - 90))
    for _, group in groupby(statements, key=lambda s: (s.article_id, s.person, s.speaker_name, s.act, s.negated)):
        block = list(group)
        if lines:
            lines.append("")
        lines.append(_head(block[0], asked, view))
        lines += [f"<blockquote>{quoted(statement.text, share)}</blockquote>" for statement in block]
        lines.append(source_link(block[0].source_name, block[0].url))
    return lines


def _head(statement: Statement, asked: Asked, view: View) -> str:
    who = attribution(statement, view)
    when = day(statement.said_at, view.zone, view.now, view.digits) if statement.dated else ""
    name = f"<b>{escape(line(who.name))}</b>{escape(who.rest)}"
    if not when:
        return f"{name}:"
    if asked.one_speaker:
        return f"<b>{escape(when)}</b>{escape(who.rest)}:"
    return f"{name}{texts.LIST_COMMA}{escape(when)}:"
