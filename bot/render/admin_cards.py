"""A statement, a story and a report as an editor sees them: with everything that the decision needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardButton

from bot.callbacks import Verb
from bot.office import Finding
from bot.render.admin_push import when
from bot.render.keyboards import button, keyboard
from bot.render.rendered import Rendered, rendered
from bot.render.reporting import WHATS
from bot.render.story import View, attribution, attribution_html, quoted, source_link
from bot.render.writing import escape, line, number
from bot.texts import admin as words
from jobs.analysis.summary.attribution import act_verbs
from storage import articles, statements
from storage import reports as reports_
from storage.database import ReadSession
from storage.records import Article, Report, ReportState, Statement

QUOTATION = 700


def statement_card(
    statement: Statement, article: Article | None, view: View, finding: Finding | None = None, reports: Sequence[Report] = ()
) -> str:
    """The statement as readers see it, its article, what the rules found, what was reported; HTML."""
    lines = [f"<b>{words.REPORTED.format(what=_reported(reports, view))}</b>"] if reports else []
    lines += [words.HIDDEN] if statement.hidden else []
    lines.append(attribution_html(attribution(statement, view)))
    lines.append(f"<blockquote>{quoted(statement.text, QUOTATION)}</blockquote>")
    lines.append(f"{source_link(statement.source_name, statement.url)}{words.COMMA}{when(statement.said_at, view)}")
    if article is not None:
        lines.append(words.CARD_TITLE.format(title=escape(line(article.title))))
    lines.append(words.CARD_ACT.format(act=act_word(statement.act)))
    if finding is not None:
        lines.append(words.CARD_RULE.format(rule=escape(finding.rule), sure=number(round(finding.confidence * 100), view.digits)))
        lines += [f"\u200f{escape(why)}" for why in finding.why[:6]]
    elif reports:
        lines.append(words.CARD_NO_RULE)
    return "\n".join(lines)


def statement_rows(statement: Statement) -> list[list[InlineKeyboardButton]]:
    """What an editor can do with a statement."""

    def tap(text: str, name: str, *args: int) -> InlineKeyboardButton:
        return button(text, Verb.ADMIN, name, *args)

    hide = tap(words.SHOW if statement.hidden else words.HIDE, "eh", statement.id, int(not statement.hidden))
    rows = [[hide], [tap(words.SPEAKER, "ew", statement.id), tap(words.ACT, "ec", statement.id)]]
    if statement.story_id is not None:
        rows.append([tap(words.STORY, "et", statement.story_id), tap(words.ARTICLE, "eq", statement.article_id)])
    return rows


def report_rows(statement: Statement) -> list[list[InlineKeyboardButton]]:
    """The same for one that is reported: it may be right."""
    return [[button(words.RIGHT, Verb.ADMIN, "rk", statement.id)], *statement_rows(statement)]


async def render_reported(session: ReadSession, payload: Mapping[str, object], view: View) -> Rendered | None:
    """A report as it arrives (bot.cli.reported). None: it was settled meanwhile."""
    statement = await statements.get(session, int(str(payload["statement"])))
    if statement is None:
        return None
    opened = [one for one in await reports_.of_statement(session, statement.id) if one.state is ReportState.OPEN]
    if not opened:
        return None
    article = await articles.get(session, statement.article_id)
    found = payload.get("finding")
    finding = Finding(str(found["rule"]), tuple(found["why"]), float(found["confidence"])) if isinstance(found, dict) else None
    return rendered(statement_card(statement, article, view, finding, opened), keyboard(*report_rows(statement)))


def act_word(act: str) -> str:
    """What editors call an act; «گفت» for one that has no name of its own."""
    return words.ACTS.get(act, words.SAYS)


def shown_word(act: str) -> str:
    """The verb by which readers are shown an act; «گفت» for one that is left unsaid."""
    return act_verbs().get(act) or words.SAYS


def _reported(reports: Sequence[Report], view: View) -> str:
    """«گوینده (۲)، متن»: in what it is said to be wrong and how often."""
    counted: dict[str, int] = {}
    for report in reports:
        counted[WHATS[report.what]] = counted.get(WHATS[report.what], 0) + 1
    return words.COMMA.join(f"{what} ({number(times, view.digits)})" if times > 1 else what for what, times in counted.items())
