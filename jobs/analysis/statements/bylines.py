"""Bylines and reports: «فارس:», «به گزارش X به نقل از Y،»: the way the news took, never the speaker."""

from __future__ import annotations

from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.stretch import next_pause
from jobs.analysis.statements.syntax import finite
from jobs.analysis.statements.wordlists import listed

_DESKS = frozenset("سیاسی اقتصادی اجتماعی پارلمانی خبر خارجی بینالملل".split())
_DASHES = frozenset("-–—ـ")


def byline_end(words: list[str], a: int, c: int) -> int:
    """Behind «فارس:», «خبرگزاری میزان-», «سرویس ترکیه -» at a sentence's beginning; `a` where there is none."""
    v = vocabulary()
    if a >= c:
        return a
    if words[a] not in v.bylines:
        return _dateline_end(words, c) if a == 0 else a
    if words[a] == "گروه" and a + 2 < c and words[a + 1] in _DESKS and _somebody(words, a + 2):
        return a + 2
    if words[a + 1 : a + 2] == ["/"]:
        return min(a + 3, c)
    return next((k + 1 for k in range(a + 1, min(c, a + 7)) if words[k] == ":" or words[k] in _DASHES), a)


def _dateline_end(words: list[str], c: int) -> int:
    """Behind «قزوین - ایرنا -» or a section's label («دولت: …») at a paragraph's beginning, or 0."""
    v = vocabulary()
    if words[1:2] and words[1] in _DASHES and words[2:4] and (words[2] in v.agencies or words[2] in v.bylines):
        if words[2] == "خبرگزاری":  # «شهر - خبرگزاری X:»
            return next((k + 1 for k in range(3, min(c, 8)) if words[k] == ":" or words[k] in _DASHES), 3)
        return min(4 if words[3:4] and words[3] in _DASHES else 3, c)
    if (place := _place_end(words, c)) > 0:
        return place
    colon = next((k for k in range(1, min(5, c)) if words[k] == ":"), 0)
    label = colon and c - colon > 3 and not any(finite(word) or word in v.stoppers for word in words[:colon])
    return colon + 1 if label else 0


def _place_end(words: list[str], c: int) -> int:
    """Behind «قزوین-» before an office or a name: a place, unless a second dash makes an apposition of what stands between."""
    v = vocabulary()
    dash = next((k for k in (1, 2) if k + 1 < c and words[k] in _DASHES), 0)
    if not dash or any(w in v.role_heads or w in v.given or w in v.titles or w in v.body_heads for w in words[:dash]):
        return 0
    after = words[dash + 1]
    somebody = after in v.role_heads or after in v.given or after in v.titles or after in ("«", "یک")
    return dash + 1 if somebody and _DASHES.isdisjoint(words[dash + 1 : min(c, dash + 14)]) else 0


def is_report(words: list[str], i: int) -> bool:
    """Whether «به گزارش …», «به نقل از …», «بنا بر گزارش …» begins at `i`."""
    if words[i] == "به" and i + 1 < len(words) and words[i + 1] in ("گزارش", "نقل", "نوشته"):
        return True
    if words[i] in ("بنابر", "براساس", "طبق", "برپایه") and i + 1 < len(words) and words[i + 1] == "گزارش":
        return True
    return words[i] in ("بنا", "بر") and "گزارش" in words[i + 1 : i + 3]


def report_end(words: list[str], i: int, c: int) -> int:
    """Behind «به گزارش …،»: the comma, or else the last agency's name near by."""
    v = vocabulary()
    pause = next_pause(words, i, min(c, i + 40))
    who = next((k for k in range(i + 3, min(pause, i + 12)) if words[k] in _HE and words[k - 1] not in _NOT_HE), 0)
    if who:
        return who  # «به گزارش خبرگزاری X از شهر وی در …»
    if words[i + 3 : i + 4] == ["«"] and words[i + 2] in _PAPERS:
        closed = next((k + 1 for k in range(i + 5, min(c, i + 12)) if words[k] == "»"), c)
        if closed < c and closed < pause and _somebody(words, closed):
            return closed  # «به نوشته روزنامه «X» ژنرال Y …»
    agency = max((k for k in range(i + 1, min(c, i + 14)) if words[k] in v.agencies), default=-1)
    behind = agency + 1
    while agency > 0 and behind < c and words[behind] in ("»", '"', "”"):
        behind += 1
    if 0 < agency < behind < c and words[behind] != "«" and _somebody(words, behind):
        return behind  # «به گزارش "مهر" آیت‌الله X در …،»: no comma parts the agency from who speaks
    if pause < min(c, i + 40):
        if words[pause] in "-–—ـ":
            again = next_pause(words, pause + 1, min(c, pause + 6))
            named = words[again : again + 1] == ["،"] and again + 1 < c and words[again + 1] in v.role_heads  # «- نام، سمت»
            if again < min(c, pause + 6) and not named:
                return again + 1
        return pause + 1
    if agency > 0:
        return min(_agency_end(words, agency), c)
    return next((k for k in range(i + 2, min(c, i + 10)) if _somebody(words, k) and words[k] != "خبرنگار"), min(c, i + 3))


def _agency_end(words: list[str], k: int) -> int:
    """Behind the name of the agency at `k`: «خبرگزاری X» is of one word, but for the few that have more."""
    if words[k] != "خبرگزاری" or k + 1 >= len(words) or _somebody(words, k + 1):
        return k + 1
    k += 1
    while k < len(words) and words[k] in _NAMED_SO:
        k += 1
    last = k - 1 if words[k - 1] in _CLOSED else k
    return last + 2 if words[last + 1 : last + 2] and words[last + 1] in vocabulary().countries else last + 1


_NAMED_SO = frozenset("رسمی دولتی دانشجویان جمهوری صدا و سیما خانه ملت اسلامی رسانهای تحلیلی".split())
_CLOSED = frozenset("سیما ملت اسلامی".split())
"""With these the name of an agency is whole."""


def _somebody(words: list[str], k: int) -> bool:
    """Whether a word can only begin a noun phrase for somebody: an office, a given name, a title, «برخی»."""
    v, word = vocabulary(), words[k]
    return word in v.role_heads or word in v.given or word in v.titles or word in v.demonstratives or word in _SOME or word == "«"


_PAPERS = listed("papers")
_HE = frozenset(("وی", "او"))
_NOT_HE = frozenset(("از", "با", "به", "تی"))
_SOME = frozenset("برخی یک بعضی شماری".split())
