"""A story as a message: who first, the article's words in the quotation, countries, publishers and date at the foot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import texts
from bot.render.naming import Naming
from bot.render.tellings import once, said_of, speaker_key
from bot.render.writing import day, digits, escape, flag, hour, line, number, number_word, visible_length
from jobs.analysis.model import UNKNOWN_SPEAKER, SpeakerKind
from jobs.analysis.summary import Attribution, attribution_of, choosing, shorten
from storage.records import ChatSettings, Statement, Story

MESSAGE = {"short": 500, "normal": 900, "long": 2400}
"""Visible characters of a whole message by the chat's choice of length."""
BEFORE_FOLD = {"short": 260, "normal": 400, "long": 700}
_PERSIAN = frozenset({"IR", "AF", "TJ"})
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
        on, today = (moment.astimezone(view.zone).date() for moment in (statement.said_at, view.now))
        role = view.naming.office_then(statement.person, on, today) or role
    if statement.speaker_kind == SpeakerKind.ANONYMOUS or name == UNKNOWN_SPEAKER:
        name, role = texts.ANONYMOUS_SOURCE, texts.ANONYMOUS_OF.format(source=statement.source_name)
    elif statement.coerced:  # what somebody says in custody or court is the outlet's statement about them
        name, role = texts.AS_REPORTED.format(source=statement.source_name), texts.LIST_COMMA.join(filter(None, (name, role)))
    return attribution_of(
        name=name,
        role=role,
        occasion=choosing.placing(statement.occasion, statement.text) if occasion else None,
        act=statement.act,
        negated=statement.negated,
        unknown=texts.UNKNOWN_SPEAKER,
    )


def attribution_html(who: Attribution) -> str:
    return f"<b>{escape(line(who.name))}</b>{escape(who.rest)}:"


def order(statements: Sequence[Statement]) -> list[Statement]:
    """The visible ones, the weightiest first; what may not lead stands behind all others, however weighty."""
    return choosing.order([s for s in statements if not s.hidden], said_of)


def leading(statements: Sequence[Statement]) -> list[Statement]:
    """The key statement of the first speaker, and of a second one where that may lead too; each in its fullest wording."""
    return choosing.leading([s for s in once(statements) if not s.hidden], said_of)


def story_html(story: Story, view: View, added_at: datetime | None = None) -> StoryText:
    """The message of one story, at most `MESSAGE` visible characters unless its own two lines alone are longer. Each statement
    once, however many outlets tell it. `added_at`: when the last of it came, where the message is an edited one."""
    statements = order(once(story.statements))
    lead = leading(statements)
    room = BEFORE_FOLD[view.settings.length]
    parts: list[str] = []
    for statement in lead:
        text = quoted(statement.text, max(90, room // (len(lead) - lead.index(statement))))
        room -= visible_length(text)
        parts += [attribution_html(attribution(statement, view)), f"<blockquote>{text}</blockquote>"]
    foot = _foot(story, view, translated=bool(lead) and _translated(lead[0]), added_at=added_at)
    spare = MESSAGE[view.settings.length] - visible_length("\n".join(parts)) - visible_length(foot)
    rest = [statement for statement in statements if statement not in lead]
    folded = _folded(rest, {speaker_key(one) for one in lead}, spare, view)
    if folded:
        label = texts.MORE_STATEMENTS.format(count=number_word(len(folded), view.digits))
        parts.append(f"<blockquote expandable><b>{label}</b>\n" + "\n".join(folded) + "</blockquote>")
    return StoryText("\n".join([*parts, foot]), len(lead) + len(folded), len(statements))


def quoted(text: str, limit: int) -> str:
    """The article's words as HTML, cut at a clause boundary, the ellipsis outside them."""
    piece = shorten(text, limit)
    return escape(line(piece.text)) + (f" {texts.ELLIPSIS}" if piece.cut else "")


def _folded(rest: Sequence[Statement], leaders: Collection[str], spare: int, view: View) -> list[str]:
    """The other statements, each behind its speaker's name; with its occasion where it needs that and nothing above has it."""
    lines: list[str] = []
    for statement in rest[:MOST_FOLDED]:
        alone = speaker_key(statement) not in leaders and choosing.leans(statement.text)
        who = attribution(statement, view, occasion=alone)
        source = who.role if statement.speaker_kind == SpeakerKind.ANONYMOUS else ""
        label = str(Attribution(who.name, source, who.occasion, who.verb))
        text = f"<b>{escape(line(label))}:</b> {quoted(statement.text, 220)}"
        spare -= visible_length(text) + 1
        if spare < 0:
            break
        lines.append(text)
    return lines


def _foot(story: Story, view: View, *, translated: bool, added_at: datetime | None) -> str:
    lines: list[str] = []
    if story.countries:
        names = texts.LIST_COMMA.join(view.naming.country(code) for code in story.countries[:6])
        flags = " ".join(filter(None, (flag(code) for code in story.countries[:6])))
        lines.append(f"{escape(names)} {flags}".rstrip())
    lines.append(_sources(story, view, translated=translated, added_at=added_at))
    return "\n".join(lines)


def _sources(story: Story, view: View, *, translated: bool, added_at: datetime | None) -> str:
    """«رکنا و ۳ منبع دیگر، دوشنبه ۱۰ مهر، ساعت ۱۹:۲۰», the first publisher's name being the link."""
    if not story.sources:
        return ""
    text = sources_html(story.sources, view)
    if translated:
        text = texts.AS_TOLD_BY.format(source=text)
    dated = next((s for s in story.statements if s.dated), None)
    parts = [text]
    if dated is not None:
        parts += [day(dated.said_at, view.zone, view.now), texts.AT_HOUR.format(time=hour(dated.said_at, view.zone))]
    if added_at is not None and dated is not None and hour(added_at, view.zone) != hour(dated.said_at, view.zone):
        parts.append(texts.LAST_ADDED.format(time=hour(added_at, view.zone)))
    return texts.LIST_COMMA.join([text, *(digits(part, view.digits) for part in parts[1:])])


def sources_html(outlets: Sequence[tuple[str, str]], view: View) -> str:
    """«رکنا و ۳ منبع دیگر»: the first of these (name, address) as a link, the other publishers as their number."""
    linked = source_link(*outlets[0])
    others = len({name for name, _ in outlets}) - 1
    return texts.AND_MORE_SOURCES.format(source=linked, count=number(others, view.digits)) if others > 0 else linked


def _translated(statement: Statement) -> bool:
    """Whether the words are a publisher's translation: a speaker for a state where Persian is not spoken."""
    return statement.speaker_country is not None and statement.speaker_country not in _PERSIAN


def source_link(name: str, url: str) -> str:
    shown = escape(line(name))
    return f'<a href="{escape(url).replace(chr(34), "%22")}">{shown}</a>' if url.startswith(("http://", "https://")) else shown


def held_html(told: Sequence[Story], view: View) -> str:
    """Several stories in one message, for what was held through the quiet hours: who and the key statement of each, numbered as
    their buttons are (`keyboards.held_keyboard`); what has no room is counted."""
    parts = [texts.HELD_HEAD]
    room = MESSAGE["long"]
    for place, story in enumerate(told):
        statement = leading(story.statements)[0]
        who = attribution(statement, view)
        name = f"<b>{number(place + 1, view.digits)}. {escape(line(who.name))}</b>{escape(who.rest)}:"
        text = f"<blockquote>{quoted(statement.text, 200)}</blockquote>"
        block = f"\n{name}\n{text}\n{sources_html(story.sources, view) if story.sources else ''}".rstrip("\n")
        room -= visible_length(block)
        if room < 0:
            parts += ["", texts.BRIEFING_MORE.format(count=number(len(told) - place, view.digits))]
            break
        parts.append(block)
    return "\n".join(parts)
