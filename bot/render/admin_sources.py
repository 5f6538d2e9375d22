"""A source as an admin sees it: how it goes, and what a new one would bring."""

from __future__ import annotations

from bot.office import FoundSource
from bot.render.admin_push import when
from bot.render.story import View
from bot.render.writing import digits, escape, line, number
from bot.texts import admin as words
from bot.texts import pushing
from bot.texts import sources as about
from storage.records import Source, SourceState


def source_line(source: Source, view: View) -> str:
    """Name, state and trouble in a line."""
    parts = [escape(line(source.name))]
    if source.state is SourceState.PAUSED:
        parts.append(about.SOURCE_PAUSED)
    if source.failing_since is not None:
        parts.append(about.SOURCE_FAILING)
    parts.append(when(source.last_item_at, view) if source.last_item_at else about.SOURCE_NO_ITEM)
    return words.COMMA.join(parts)


def source_html(source: Source, a_day: float, view: View) -> str:
    """Last item, items a day, errors, next check, route."""
    last = when(source.last_item_at, view) if source.last_item_at else about.SOURCE_NO_ITEM
    upcoming = when(source.next_check_at, view) if source.next_check_at else pushing.AT_ONCE
    lines = [
        f"<b>{escape(line(source.name))}</b>",
        escape(source.feed_url),
        about.SOURCE_STATE.format(state=about.SOURCE_STATES[source.state]),
        about.SOURCE_LAST.format(when=last),
        about.SOURCE_RATE.format(count=digits(f"{a_day:.1f}".replace(".", "٫"), view.digits)),
        about.SOURCE_NEXT.format(when=upcoming),
        about.SOURCE_ROUTE.format(route=escape(line(source.route))),
    ]
    if source.failing_since is not None:
        reason = escape(line(source.last_error or ""))
        since = when(source.failing_since, view)
        lines.append(about.SOURCE_ERRORS.format(count=number(source.failures, view.digits), since=since, reason=reason))
    return "\n".join(lines)


def found_html(found: FoundSource, view: View) -> str:
    """The preview of a source that is not added yet."""
    newest = when(found.newest, view) if found.newest else about.SOURCE_NO_ITEM
    lines = [
        f"<b>{escape(line(found.name))}</b> ({escape(found.slug)})",
        escape(found.feed_url),
        about.SOURCE_ITEMS.format(count=number(found.items, view.digits)),
        about.SOURCE_LAST.format(when=newest),
        *(f"• {escape(line(title))}" for title in found.titles),
    ]
    return "\n".join(lines)
