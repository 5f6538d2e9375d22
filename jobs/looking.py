"""When an article's page is looked at again, and what is believed of what a look sees. Pure.

A captcha, a login page or a site in the middle of a move looks like a text that was taken back, and those who were sent its
statements would be told so. So what takes back most of a text, or the page itself, has to be seen twice.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from jobs.analysis.fold import fold

GAPS = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=18))
"""Looks are 1, 6 and 24 hours after the text came: corrections come soon or not at all."""
CONFIRM_AFTER = timedelta(minutes=30)
RECENT = timedelta(days=2)
GONE = "gone"
_KEPT = 0.5
_LEAST = 15
"""Letters of a sentence that is worth comparing."""
_HOMES = frozenset({"", "fa", "index.html", "404", "error", "fa/404"})
_END = re.compile(r"[.!؟?؛:\n]+")


def first_look(published_at: datetime | None, now: datetime) -> datetime | None:
    """When a page that was fetched now is looked at first; None for what is old already (an archive)."""
    return now + GAPS[0] if published_at is None or now - published_at < RECENT else None


def next_look(looks: int, now: datetime) -> datetime | None:
    """When the look after `looks` ones is; None after the last."""
    return now + GAPS[looks] if looks < len(GAPS) else None


def is_home(url: str) -> bool:
    """Is it the first page of a site, and no article's?"""
    parts = urlsplit(url)
    return parts.path.strip("/") in _HOMES and not parts.query


def same_text(old: str, new: str) -> bool:
    """Do both say the same, white space and spellings of a letter aside?"""
    return _squeezed(old) == _squeezed(new)


def fingerprint(text: str) -> str:
    """What a doubtful text is known by until it is seen again: 64 hex digits."""
    return hashlib.sha256(_squeezed(text).encode()).hexdigest()


def is_surprising(old: str, new: str) -> bool:
    """Is less than half of what `old` says left in `new`?"""
    whole = _squeezed(new)
    sentences = [squeezed for part in _END.split(old) if len(squeezed := _squeezed(part)) >= _LEAST]
    kept = sum(len(sentence) for sentence in sentences if sentence in whole)
    return kept < _KEPT * sum(map(len, sentences))


def _squeezed(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
