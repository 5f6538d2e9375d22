"""Small things of Persian writing: digits, dates, escaping, and what keeps a line running from right to left."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from bot import texts

RLM = "\u200f"
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
# What Telegram drops or rewrites anyway, and what would break a line's direction.
_DROPPED = re.compile("[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2028\u2029]")


def digits(text: str, kind: str = "persian") -> str:
    """The text with its digits as the chat reads them: `persian` or `latin`."""
    return text.translate(_LATIN if kind == "latin" else _PERSIAN)


def number(value: int, kind: str = "persian") -> str:
    return digits(str(value), kind)


def number_word(value: int, kind: str = "persian") -> str:
    """Up to ten in words, as prose has it; digits above."""
    return texts.NUMBER_WORDS[value] if 0 <= value < len(texts.NUMBER_WORDS) else number(value, kind)


def escape(text: str) -> str:
    """Text for a message of parse mode HTML; characters that Telegram drops are dropped here already."""
    return html.escape(_DROPPED.sub("", text), quote=False)


def line(text: str) -> str:
    """A line that must run from right to left: one U+200F first where its first strong character would turn it."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return text
        if direction == "L":
            return RLM + text
    return text


def day(moment: datetime, zone: ZoneInfo, now: datetime, kind: str = "persian") -> str:
    """«دوشنبه ۱۰ مهر», the year only when it is not this year's: «دوشنبه ۱۰ مهر ۱۳۹۶»."""
    when, this_year = _jalali(moment, zone), _jalali(now, zone).year
    year = "" if when.year == this_year else f" {when.year}"
    return digits(f"{texts.WEEKDAYS[when.weekday()]} {when.day} {texts.MONTHS[when.month - 1]}{year}", kind)


def _jalali(moment: datetime, zone: ZoneInfo) -> JalaliDate:
    return JalaliDate(moment.astimezone(zone).date())  # type: ignore[no-untyped-call]  # persiantools has no types here


def hour(moment: datetime, zone: ZoneInfo, kind: str = "persian") -> str:
    local = moment.astimezone(zone)
    return digits(f"{local.hour}:{local.minute:02}", kind)


def flag(code: str) -> str:
    """The flag of an ISO country, behind a U+200F, since regional indicators run from left to right; empty for others."""
    if len(code) != 2 or not code.isascii() or not code.isalpha() or code.upper() in {"SU"}:
        return ""
    return RLM + "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code.upper())


def visible_length(markup: str) -> int:
    """Code points that Telegram counts: after tags are taken out and entities are resolved."""
    return len(html.unescape(re.sub(r"<[^>]+>", "", markup)))
