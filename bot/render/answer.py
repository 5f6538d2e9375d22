"""A page of statements as a message: how the question was understood, what was found, how far the archive reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from bot import texts
from bot.render.story import View, attribution, quoted, sources_html
from bot.render.tellings import Telling, once, tellings
from bot.render.writing import day, digits, escape, line, number, visible_length
from bot.texts import asking
from storage.records import Page, Statement

PER_PAGE = 3
MESSAGE = 1800
UNDERSTOOD = 300
QUOTATION = 400
OTHER_WORDING, MOST_WORDINGS = 160, 3
LONGEST = 3600
"""Visible characters of a message that shows one statement in full; Telegram takes 4,096."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was asked, for the head of its answer. `understood` is one line of ours, `notes` further ones; `one_speaker` when all
    are by one speaker."""

    understood: str
    period: str = ""
    order: str = texts.ANSWER_NEWEST
    one_speaker: bool = False
    notes: tuple[str, ...] = ()


def answer_html(head: Head, page: Page, offset: int, archive_start: datetime | None, view: View) -> str:
    """The message for one page of an answer, with how far the archive reaches."""
    told, counted = tellings(page.statements), as_told(page)
    top = [f"<b>{escape(line(_short(head.understood)))}</b>", escape(line(_found(head, counted, view)))]
    top += [f"<i>{escape(line(note))}</i>" for note in head.notes]
    fewer = [asking.SHOWN_ONCE] if len(told) < len(page.statements) else []  # fewer than buttons count, or the numbers say
    foot = ["", " ".join([_range(counted, offset, view), *fewer, reach(archive_start, view)])]
    spare = MESSAGE - sum(visible_length(part) for part in (*top, *foot))
    return "\n".join([*top, "", *_groups(told, head, spare, view), *foot])


def as_told(page: Page) -> Page:
    """The page with each statement once, however many outlets tell it, and so counted; where the page is not the whole answer
    the others are not known, and it stays as it is."""
    if len(page.statements) < page.total:
        return page
    shown = once(page.statements)
    return replace(page, statements=shown, total=len(shown))


def nothing_html(head: Head, nearest: Sequence[tuple[str, int]], archive_start: datetime | None, view: View) -> str:
    """What was not found, the nearest questions that have an answer with their numbers, and how far the archive reaches."""
    template = asking.NOTHING_IN if head.period else asking.NOTHING
    lines = [escape(line(template.format(what=_short(head.understood), period=head.period)))]
    lines += [f"<i>{escape(line(note))}</i>" for note in head.notes]
    if nearest:
        lines += ["", asking.NEAREST]
        lines += [
            escape(line(asking.NEAREST_LINE.format(what=_short(what), count=number(count, view.digits))))
            for what, count in nearest
        ]
    return "\n".join([*lines, "", reach(archive_start, view)])


def _short(understood: str) -> str:
    """The line that says how a question was understood, cut where somebody typed a book."""
    return understood if len(understood) <= UNDERSTOOD else understood[:UNDERSTOOD] + texts.ELLIPSIS


def counted(values: Sequence[tuple[str, int]], view: View) -> str:
    """«ترکیه (۳)، عراق (۲)»: names with their numbers."""
    shown = (asking.COUNTED.format(name=name, count=number(count, view.digits)) for name, count in values)
    return texts.LIST_COMMA.join(shown)


def statements_html(
    head: str, statements: Sequence[Statement], view: View, *, whole: bool = False, told: Sequence[Telling] | None = None
) -> str:
    """A short list under a head that is HTML already. `whole`: as much of each as a message holds, not as a list should.
    `told`: the same statements with their other tellings, whose differing words are then shown folded."""
    found = tellings(statements) if told is None else told
    spare = (LONGEST if whole else MESSAGE) - visible_length(head)
    groups = _groups(found, Head(""), spare, view, whole=whole, others=told is not None)
    return "\n".join([head, "", *groups]) if groups else head


def _found(head: Head, page: Page, view: View) -> str:
    count = texts.ANSWER_COUNT.format(count=number(page.total, view.digits), stories=number(page.stories, view.digits))
    return f"{digits(head.period, view.digits) or texts.ANSWER_ALL_TIME}{texts.LIST_COMMA}{head.order}: {count}"


def _range(page: Page, offset: int, view: View) -> str:
    first, last = offset + 1, offset + len(page.statements)
    template = texts.ANSWER_ONE if first == last else texts.ANSWER_RANGE
    return template.format(
        first=number(first, view.digits), last=number(last, view.digits), total=number(page.total, view.digits)
    )


def reach(archive_start: datetime | None, view: View) -> str:
    """How far the archive reaches: without it a reader takes absence for silence."""
    if archive_start is None:
        return texts.ARCHIVE_EMPTY
    return texts.ARCHIVE_STARTS.format(date=day(archive_start, view.zone, view.now, view.digits))


def _groups(
    told: Sequence[Telling], head: Head, spare: int, view: View, *, whole: bool = False, others: bool = False
) -> list[str]:
    """One block per article and speaker: the date and who, the quotations, the publishers."""
    lines: list[str] = []
    share = max(120, min(LONGEST if whole else QUOTATION, spare // max(1, len(told)) - 90))
    for _, group in groupby(told, key=_block_of):
        block = list(group)
        if lines:
            lines.append("")
        lines.append(_head(block[0].shown, head, view))
        for one in block:
            lines.append(f"<blockquote>{quoted(one.shown.text, share)}</blockquote>")
            lines += _other_wordings(one) if others else []
        lines.append(sources_html(list(dict(outlet for one in block for outlet in one.outlets).items()), view))
    return lines


def _block_of(told: Telling) -> tuple[object, ...]:
    said = told.shown
    outlets = frozenset(name for name, _ in told.outlets)
    return said.article_id, said.person, said.speaker_name, said.act, said.negated, outlets


def _other_wordings(told: Telling) -> list[str]:
    """How other publishers word it, folded: the fullest is not thereby the truest."""
    found = {one.source_name: one for one in told.worded_otherwise if one.source_name != told.shown.source_name}
    lines = [
        f"<b>{escape(line(texts.AS_TOLD_BY.format(source=name)))}:</b> {quoted(one.text, OTHER_WORDING)}"
        for name, one in list(found.items())[:MOST_WORDINGS]
    ]
    return ["<blockquote expandable>" + "\n".join(lines) + "</blockquote>"] if lines else []


def _head(statement: Statement, head: Head, view: View) -> str:
    who = attribution(statement, view)
    when = day(statement.said_at, view.zone, view.now, view.digits) if statement.dated else ""
    if not when:
        return f"<b>{escape(line(who.name))}</b>{escape(who.rest)}:"
    # The day stands before the verb, which ends the line.
    if head.one_speaker:
        rest = "".join(f"{texts.LIST_COMMA}{part}" for part in (who.role, who.occasion, who.verb) if part)
        return f"<b>{escape(when)}</b>{escape(rest)}:"
    dated = replace(who, occasion=texts.LIST_COMMA.join(filter(None, (who.occasion, when))))
    return f"<b>{escape(line(who.name))}</b>{escape(dated.rest)}:"
