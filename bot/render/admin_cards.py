"""A statement, a story and a report as an editor sees them: with everything that the decision needs."""

from __future__ import annotations

from collections.abc import Sequence

from bot.office import Finding
from bot.render.admin_push import when
from bot.render.reporting import WHATS
from bot.render.story import View, attribution, attribution_html, quoted, source_link
from bot.render.writing import escape, line, number
from bot.texts import admin as words
from jobs.analysis.summary.attribution import act_verbs
from storage.records import Article, Report, Statement

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


def act_word(act: str) -> str:
    """The plain verb of an act; «گفت» for one that is left unsaid."""
    return act_verbs().get(act) or words.SAYS


def _reported(reports: Sequence[Report], view: View) -> str:
    """«گوینده (۲)، متن»: in what it is said to be wrong and how often."""
    counted: dict[str, int] = {}
    for report in reports:
        counted[WHATS[report.what]] = counted.get(WHATS[report.what], 0) + 1
    return words.COMMA.join(f"{what} ({number(times, view.digits)})" if times > 1 else what for what, times in counted.items())
