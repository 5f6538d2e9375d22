"""A whole story: all its statements and outlets, and both sides where one answered the other."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.callbacks import Verb, fits
from bot.render.answer import statements_html
from bot.render.citing import citation
from bot.render.keyboards import button, copy_button, keyboard
from bot.render.story import View, attribution, attribution_html, quoted, source_link
from bot.render.tellings import once, speaker_key, tellings
from bot.render.writing import day, escape, line, number
from bot.texts import asking, following
from jobs.analysis.fold import fold, query_tokens
from jobs.analysis.summary import shorten
from storage.records import Statement, Story

PER_PAGE = 4
SIDE, FIRST_SAID = 260, 160
"""Characters shown of each side, and of what was denied."""
OUTLETS = 12
_ANSWERS = frozenset(("denies", "rejects"))
_SHARED = 0.3
_LETTERS = 3

Side = tuple[Statement, Statement]
"""A statement and the one of another speaker that answers it."""


def sides(statements: Sequence[Statement]) -> Side | None:
    """What was said and who answered it, where one of a story's speakers answered another; None where nobody did.

    An answer names the other speaker and was said not before him; or it denies or rejects what shares its words.
    """
    for answer in statements:
        others = [s for s in statements if speaker_key(s) != speaker_key(answer) and speaker_key(s) and s.id < answer.id]
        if not speaker_key(answer):
            continue
        named = [s for s in others if s.person and s.person in answer.people]
        if named:
            return max(named, key=lambda s: s.weight), answer
        if answer.act in _ANSWERS or answer.negated:
            alike = [s for s in others if _shared(s.text, answer.text) >= _SHARED]
            if alike:
                return max(alike, key=lambda s: _shared(s.text, answer.text)), answer
    return None


def denied(answer: Statement, statements: Sequence[Statement]) -> Statement | None:
    """Who first said what `answer` denies or rejects, of these statements; None where nobody of them did."""
    if answer.act not in _ANSWERS and not answer.negated:
        return None
    others = [s for s in statements if not s.hidden and speaker_key(s) and speaker_key(s) != speaker_key(answer)]
    others = [s for s in others if s.act not in _ANSWERS and not s.negated]
    alike = [s for s in others if s.said_at <= answer.said_at and _shared(s.text, answer.text) >= _SHARED]
    return min(alike, key=lambda s: (s.said_at, s.id), default=None)


def first_said(statement: Statement, view: View) -> str:
    """One line for what somebody said before another denied it: by whom, when, by whose report."""
    piece = shorten(statement.text, FIRST_SAID)
    return asking.FIRST_SAID.format(
        name=attribution(statement, view).name,
        date=day(statement.said_at, view.zone, view.now, view.digits),
        source=statement.source_name,
        text=f"{piece.text} {texts.ELLIPSIS}" if piece.cut else piece.text,
    )


def story_page_html(story: Story, offset: int, view: View) -> str:
    """One page of a story: its outlets, both sides on the first page, then the statements in the order of time, each once with
    the publishers that tell it and how else they word it."""
    told = tellings(story.statements)
    outlets = dict(story.sources)
    links = [source_link(name, url) for name, url in list(outlets.items())[:OUTLETS]]
    counts = asking.STATEMENTS_OF_STORY.format(count=number(len(told), view.digits), sources=number(len(outlets), view.digits))
    head = [f"<b>{escape(counts)}</b>", texts.LIST_COMMA.join(links)]
    both = sides([one.shown for one in told]) if offset == 0 else None
    if both:
        head += ["", asking.BOTH_SIDES]
        for statement in both:
            head += [attribution_html(attribution(statement, view)), f"<blockquote>{quoted(statement.text, SIDE)}</blockquote>"]
    return statements_html("\n".join(head), (), view, told=told[offset : offset + PER_PAGE])


def story_page_keyboard(story: Story, offset: int, view: View) -> InlineKeyboardMarkup | None:
    """The rest of the story, each of the shown statements, and following."""
    told = once(story.statements)
    shown = told[offset : offset + PER_PAGE]
    turn = [button(asking.FORMER_PAGE, Verb.STORY_PAGE, story.id, max(0, offset - PER_PAGE))] if offset else []
    rest = len(told) - offset - PER_PAGE
    turn += [button(asking.NEXT_PAGE, Verb.STORY_PAGE, story.id, offset + PER_PAGE)] if rest > 0 else []
    single = [
        button(asking.STATEMENT_NUMBER.format(number=number(at, view.digits)), Verb.STATEMENT, statement.id)
        for at, statement in enumerate(shown, offset + 1)
    ]
    return keyboard(turn, single, [button(texts.FOLLOW, Verb.FOLLOW_FROM_STORY, story.id)])


def statement_html(statement: Statement, view: View) -> str:
    """One statement in full, as far as a message holds it."""
    return statements_html(f"<b>{escape(line(asking.ONE_STATEMENT))}</b>", [statement], view, whole=True)


def statement_keyboard(statement: Statement, view: View) -> InlineKeyboardMarkup | None:
    """What its speaker said before, its story, its speaker's page, the text at the publisher, copy, and that it is wrong."""
    before = [button(asking.BEFORE, Verb.BEFORE, statement.id)] if statement.person or statement.speaker_name else []
    story = [button(asking.WHOLE_STORY, Verb.STORY, statement.story_id)] if statement.story_id else []
    who = statement.person or (f"name:{fold(statement.speaker_name)}" if statement.speaker_name else "")
    name = view.naming.who(who) if statement.person else statement.speaker_name
    page = [button(asking.PAGE.format(name=name), Verb.PROFILE, who)] if who and fits(Verb.PROFILE, who) else []
    link = statement.url.startswith(("http://", "https://"))
    source = [InlineKeyboardButton(asking.TEXT_AT.format(source=statement.source_name), url=statement.url)] if link else []
    if statement.source_id:
        source.append(button(asking.PAGE.format(name=statement.source_name), Verb.PROFILE, f"source:{statement.source_id}"))
    copy = copy_button(citation(statement, view), statement.story_id or 0, statement.id)
    further = [copy, button(following.WRONG, Verb.REPORT, statement.id, "q")]
    return keyboard(before, [*story, *page], source, further)


def _shared(one: str, other: str) -> float:
    """The part of the shorter one's longer words that the other has too."""
    left = {word for word in query_tokens(one) if len(word) > _LETTERS}
    right = {word for word in query_tokens(other) if len(word) > _LETTERS}
    return len(left & right) / max(1, min(len(left), len(right)))
