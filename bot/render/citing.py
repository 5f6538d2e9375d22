"""A statement as plain text to copy: never without who said it, what kind of saying it was, and where it stands."""

from __future__ import annotations

from bot.render.story import View, attribution
from bot.render.writing import day, line
from bot.texts import following
from storage.records import Statement


def citation(statement: Statement, view: View) -> str:
    """«name، office، تکذیب کرد: text (publisher، date)», without markup; no date where the publisher gave none."""
    who = attribution(statement, view)
    said = {"who": f"{who.name}{who.rest}", "text": statement.text, "source": statement.source_name}
    if not statement.dated:
        return line(following.CITATION.format(**said))
    date = day(statement.said_at, view.zone, view.now, view.digits)
    return line(following.CITATION_DATED.format(**said, date=date))
