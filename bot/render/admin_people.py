"""An entry of the catalogue as an admin reads and writes it: one line a matter, read back as it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.render.admin_push import when
from bot.render.story import View
from bot.render.writing import digits, escape, line, number
from bot.texts import admin as words
from storage.records import Candidate, Held, Person

LONGEST = 3000
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SHORT, _ALONE = "short", "alone"


def candidate_html(one: Candidate, evidence: Sequence[str], view: View) -> str:
    """Who it is said to be, how often seen, and statements that speak for them."""
    role = f"{words.COMMA}{escape(line(one.role))}" if one.role else ""
    seen = words.CANDIDATE_SEEN.format(count=number(one.seen, view.digits), when=when(one.last_at, view))
    return "\n".join([f"<b>{escape(line(one.name))}</b>{role}", seen, *evidence])


def entry_lines(entry: Person, terms: Iterable[Held]) -> str:
    """The entry as lines of plain text."""
    apart = {name for kind in (_SHORT, _ALONE) for name in _names(entry, kind)}
    lines = [f"{words.P_NAME}: {entry.name}", f"{words.P_COUNTRY}: {entry.country or words.NOTHING}"]
    lines.append(
        f"{words.P_SPELLINGS}: {words.COMMA.join(alias for alias in entry.aliases if alias not in apart) or words.NOTHING}"
    )
    if entry.kind == "person":
        lines += [f"{label}: {words.COMMA.join(_names(entry, kind)) or words.NOTHING}" for kind, label in _KINDS.items()]
        lines += [_term(held) for held in terms]
    return "\n".join(lines)


_KINDS = {_SHORT: words.P_SHORT, _ALONE: words.P_ALONE}


def _term(held: Held) -> str:
    acting = f" {words.P_ACTING}" if held.acting else ""
    return f"{words.P_OFFICE} {held.office}: {held.since or '…'} {words.P_UNTIL} {held.until or '…'}{acting}"


def _names(entry: Person, kind: str) -> list[str]:
    value = entry.data.get(kind)
    return [str(name) for name in value] if isinstance(value, list | tuple) else []


def entry_of(typed: str, before: Person) -> tuple[Person, list[Held]] | None:
    """The entry and its terms that lines of that form say; None where one is not understood."""
    lists: dict[str, list[str]] = {words.P_SPELLINGS: [], words.P_SHORT: [], words.P_ALONE: []}
    name, country, terms = "", before.country, []
    for text in filter(None, (part.strip() for part in typed[:LONGEST].splitlines())):
        if text.startswith(f"{words.P_OFFICE} "):
            held = _held(text, before.slug)
            if held is None:
                return None
            terms.append(held)
            continue
        label, colon, value = (part.strip() for part in text.partition(":"))
        value = "" if value == words.NOTHING else value
        if not colon:
            return None
        if label == words.P_NAME and value:
            name = value
        elif label == words.P_COUNTRY and re.fullmatch("[A-Z]{2}|", value):
            country = value or None
        elif label in lists:
            lists[label] = [found for item in re.split("[،,]", value) if (found := item.strip())]
        else:
            return None
    if not name:
        return None
    data = dict(before.data)
    if before.kind == "person":
        data |= {kind: lists[label] for kind, label in _KINDS.items()}
    aliases = tuple(dict.fromkeys(alias for found in lists.values() for alias in found))
    return replace(before, name=name, country=country, aliases=aliases, data=data), terms


def _held(text: str, person: str) -> Held | None:
    """«سمت office:ir-president: 2013-08-03 تا 2021-08-05»."""
    form = rf"{words.P_OFFICE} (\S+): (\S+) {words.P_UNTIL} (\S+?)( {words.P_ACTING})?"
    found = re.fullmatch(form, digits(text, "latin"))
    if found is None:
        return None
    dates = [None if value == "…" else value for value in (found[2], found[3])]
    since, until = dates
    if any(value is not None and not _is_date(value) for value in dates):
        return None
    if since and until and until < since[: len(until)]:  # an end before its beginning; «2024» may be any day of that year
        return None
    return Held(person, found[1], since, until, bool(found[4]))


def _is_date(value: str) -> bool:
    """A year, a month or a day of the calendar: «2013», «2013-08», «2013-08-03»."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - len("2013") :])
    except ValueError:
        return False
    return True
