"""A story as a message: who first, the article's words in the quotation, countries, publishers and date at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import texts
from bot.render.naming import Naming
from bot.render.writing import day, digits, escape, flag, hour, line, number, number_word, visible_length
from jobs.analysis.model import UNKNOWN_SPEAKER, SpeakerKind
from jobs.analysis.summary import Attribution, attribution_of, shorten
from storage.records import ChatSettings, Statement, Story

MESSAGE = {"short": 500, "normal": 900, "long": 2400}
"""Visible characters of a whole message by the chat's choice of length."""
BEFORE_FOLD = {"short": 260, "normal": 400, "long": 700}
MOST_LEADING = 2
MOST_FOLDED = 5


@dataclass(frozen=True, slots=True)
class View:
    """Who reads: what every rendering needs to know beside the thing itself."""

    naming: Naming
    settings: ChatSettings
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.timezone)

    @property
    def digits(self) -> str:
        return self.settings.digits


@dataclass(frozen=True, slots=True)
class StoryText:
    """The HTML of a story and how many of its statements it shows."""

    html: str
    shown: int
    total: int


def attribution(statement: Statement, view: View, *, occasion: bool = True) -> Attribution:
    """Who speaks, in the catalogue's words where the person is in it; the publisher stands in for an anonymous source."""
    name, role = statement.speaker_name, statement.speaker_role
    if statement.person:
        name = view.naming.who(statement.person)
        role = view.naming.office(statement.person, statement.said_at.astimezone(view.zone).date()) or role
    if statement.speaker_kind == SpeakerKind.ANONYMOUS or name == UNKNOWN_SPEAKER:
        name, role = texts.ANONYMOUS_SOURCE, texts.ANONYMOUS_OF.format(source=statement.source_name)
    return attribution_of(
        name=name,
        role=role,
        occasion=statement.occasion if occasion else None,
        act=statement.act,
        kind=statement.kind,
        negated=statement.negated,
        unknown=texts.UNKNOWN_SPEAKER,
    )


def attribution_html(who: Attribution) -> str:
    return f"<b>{escape(line(who.name))}</b>{escape(who.rest)}:"


def order(statements: Sequence[Statement]) -> list[Statement]:
    """The weightiest first; whoever is not sure or anonymous never leads."""

    def rank(statement: Statement) -> tuple[bool, bool, float, int]:
        named = statement.speaker_name is not None or statement.speaker_role is not None
        return (not named, statement.speaker_kind == SpeakerKind.ANONYMOUS, -statement.weight, statement.id)

    return sorted((s for s in statements if not s.hidden), key=rank)


def leading(statements: Sequence[Statement]) -> list[Statement]:
    """The key statement of each of the first two speakers."""
    best: dict[str, Statement] = {}
    for statement in order(statements):
        best.setdefault(speaker_key(statement), statement)
    return list(best.values())[:MOST_LEADING]


def speaker_key(statement: Statement) -> str:
    return statement.person or statement.speaker_name or statement.speaker_role or ""


def story_html(story: Story, view: View) -> StoryText:
    """The message of one story, at most `MESSAGE` visible characters unless its own two lines alone are longer."""
    statements = order(story.statements)
    lead = leading(statements)
    room = BEFORE_FOLD[view.settings.length]
    parts: list[str] = []
    for statement in lead:
        text = quoted(statement.text, max(90, room // (len(lead) - lead.index(statement))))
        room -= visible_length(text)
        parts += [attribution_html(attribution(statement, view)), f"<blockquote>{text}</blockquote>"]
    foot = _foot(story, view)
    spare = MESSAGE[view.settings.length] - visible_length("\n".join(parts)) - visible_length(foot)
    rest = [statement for statement in statements if statement not in lead]
    folded = _folded(rest, spare, view)
    if folded:
        parts.append(f"<blockquote expandable><b>{_more_label(len(rest), view)}</b>\n" + "\n".join(folded) + "</blockquote>")
    return StoryText("\n".join([*parts, foot]), len(lead) + len(folded), len(statements))


def _more_label(count: int, view: View) -> str:
    return texts.MORE_STATEMENTS.format(count=number_word(count, view.digits))


def quoted(text: str, limit: int) -> str:
    """The article's words as HTML, cut at a clause boundary, the ellipsis outside them."""
    piece = shorten(text, limit)
    return escape(line(piece.text)) + (f" {texts.ELLIPSIS}" if piece.cut else "")


def _folded(rest: Sequence[Statement], spare: int, view: View) -> list[str]:
    lines: list[str] = []
    for statement in rest[:MOST_FOLDED]:
        who = attribution(statement, view, occasion=False)
        label = f"{who.name}{texts.LIST_COMMA}{who.verb}" if who.verb else who.name
        text = f"<b>{escape(line(label))}:</b> {quoted(statement.text, 220)}"
        spare -= visible_length(text) + 1
        if spare < 0:
            break
        lines.append(text)
    return lines


def _foot(story: Story, view: View) -> str:
    lines: list[str] = []
    if story.countries:
        names = texts.LIST_COMMA.join(view.naming.country(code) for code in story.countries[:6])
        flags = " ".join(filter(None, (flag(code) for code in story.countries[:6])))
        lines.append(f"{escape(names)} {flags}".rstrip())
    lines.append(_sources(story, view))
    return "\n".join(lines)


def _sources(story: Story, view: View) -> str:
    """«رکنا و ۳ منبع دیگر، دوشنبه ۱۰ مهر، ساعت ۱۹:۲۰», the first publisher's name being the link."""
    if not story.sources:
        return ""
    name, url = story.sources[0]
    linked = source_link(name, url)
    others = len({source for source, _ in story.sources}) - 1
    text = texts.AND_MORE_SOURCES.format(source=linked, count=number(others, view.digits)) if others > 0 else linked
    dated = next((s for s in story.statements if s.dated), None)
    if dated is None:
        return text
    when = f"{day(dated.said_at, view.zone, view.now, view.digits)}، {texts.AT_HOUR.format(time=hour(dated.said_at, view.zone))}"
    return f"{text}، {digits(when, view.digits)}"


def source_link(name: str, url: str) -> str:
    shown = escape(line(name))
    return f'<a href="{escape(url).replace(chr(34), "%22")}">{shown}</a>' if url.startswith(("http://", "https://")) else shown


def held_html(told: Sequence[Story], view: View) -> str:
    """Several stories in one message, for what was held through the quiet hours: who and the key statement of each."""
    parts = [texts.HELD_HEAD]
    room = MESSAGE["long"]
    for story in told:
        statement = leading(story.statements)[0]
        text = quoted(statement.text, 200)
        source = source_link(statement.source_name, statement.url)
        block = f"\n{attribution_html(attribution(statement, view))}\n<blockquote>{text}</blockquote>\n{source}"
        room -= visible_length(block)
        if room < 0:
            break
        parts.append(block)
    return "\n".join(parts)
