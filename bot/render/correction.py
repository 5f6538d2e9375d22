"""What was wrong with a message that had been sent, in one line."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.render.writing import escape


def correction_html(payload: Mapping[str, object]) -> str | None:
    """What a publisher took back of what was sent (jobs.changes), or that it took down the whole article; None for a change that
    this version does not know."""
    if payload.get("change") == "vanished":
        source, who = escape(str(payload.get("before", ""))), escape(str(payload.get("who") or ""))
        return texts.VANISHED_OF.format(source=source, who=who) if who else texts.VANISHED.format(source=source)
    form = texts.CHANGES.get(str(payload.get("change")))
    if form is None:
        return None
    said = {name: escape(str(payload.get(name, ""))) for name in ("text", "before", "after")}
    return texts.CORRECTION.format(what=form.format(**said))
