"""Sentences inside a speech that are the reporter's again: «گفتنی است …», «این خبر نمونه است …», a document's next part."""

from __future__ import annotations

from bisect import bisect_right

from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.wordlists import listed

_ASIDES = (
    ("گفتنی", "است"),
    ("شایان", "ذکر"),
    ("لازم", "به", "ذکر"),
    ("یاداوری", "میشود"),
    ("انتهای", "پیام"),
    ("پایان", "پیام"),
    ("به", "گزارش"),
)
_BY, _THIS = frozenset(("بر", "براساس", "طبق", "بنابر", "بنا")), frozenset(("این", "همین"))
_WE = listed("first_person")
_RECENT = 50
"""Tokens: how far back a report is looked for that «این گزارش» may mean."""
_EARLIER = key("پیشتر")


_VIEW = frozenset(("نظر", "تعبیر"))
"""«به نظر من», «به تعبیر امام»: so a speaker goes on."""


def aside(passage: Passage, start: int, limit: int) -> int:
    """The token behind the first sentence among `start` to `limit` with which the reporter speaks again, or `limit`."""
    words = passage.words
    stops = passage.stops
    for k in range(bisect_right(stops, start), len(stops)):
        stop = stops[k]
        if stop >= limit - 2:
            break
        if any(tuple(words[stop + 1 : stop + 1 + len(phrase)]) == phrase for phrase in _ASIDES):
            return stop + 1
        if _of_another(words, stop + 1) or is_colophon(words, stop + 1):
            return stop + 1
        earlier = words[stop + 1 : stop + 4] == ["پیش", "از", "این"] or words[stop + 1] == _EARLIER
        if earlier and not vocabulary().role_heads.isdisjoint(words[stop + 2 : stop + 14]):
            return stop + 1
        if words[stop + 1] == "در" and _of_document(words, stop + 2):
            return stop + 1
        if words[stop + 1] in _BY and words[stop + 1 : stop + 6].count("گزارش") and _THIS & set(words[stop + 2 : stop + 4]):
            if "گزارش" in words[max(start, stop - _RECENT) : stop]:
                continue  # it is the report that the speech is about
            return stop + 1
        noun = noun_table().source.at(words, stop + 1) if words[stop + 1] == "به" else None
        if (
            noun is not None and words[stop + 2] not in _VIEW and words[stop + 1 + len(noun.words)] not in _WE
        ):  # «به عقیده من» goes on with the speech
            return stop + 1
    return limit


def _of_another(words: list[str], k: int) -> bool:
    """«نام، سمت نیز در این نشست …»: a sentence of the reporter's about somebody else who was there."""
    v = vocabulary()
    if words[k] not in v.given and words[k] not in v.titles and words[k] not in v.role_heads:
        return False
    also = next((j for j in range(k + 1, min(k + _NAMED, len(words) - 4)) if words[j] in ("نیز", "هم")), -1)
    return also > 0 and words[also + 1] == "در" and words[also + 2] in ("این", "ادامه") and words[also + 3] in _MEETINGS


_NAMED = 16
_MEETINGS = listed("occasions") | frozenset(("این", "جلسه", "نشست"))


def is_colophon(words: list[str], k: int) -> bool:
    """«این خبر نمونه است …», «انتشار این مطلب به معنی تأیید آن نیست»: what an outlet says of itself."""
    if words[k] in ("انتشار", "بازنشر"):
        return not _MEANS.isdisjoint(words[k : k + _COLOPHON])
    return words[k] == "این" and words[k + 1 : k + 2] != [] and words[k + 1] in _PIECES and words[k + 2 : k + 3] in _SELF


_MEANS = frozenset("معنی معنای منزله".split())
_COLOPHON = 16
_PIECES = frozenset("خبر مطلب گزارش یادداشت متن مقاله نوشته".split())
_SELF = (["نمونه"], ["ساختگی"], ["صرفا"], ["لزوما"], ["بهروزرسانی"], ["تکمیل"])


def _of_document(words: list[str], k: int) -> bool:
    """«در پایان این بیانیه … آمده است»: the document's next part."""
    part = words[k] in _PARTS or words[k] == "این"
    return part and any(
        words[j] == "این" and words[j + 1] in noun_table().documents for j in range(k, min(k + 6, len(words) - 1))
    )


_PARTS = listed("parts")


def recalls(passage: Passage, a: int, z: int) -> bool:
    """«یادآور می‌شود …» from `a` to `z`, at a sentence's beginning: the outlet recalls something itself."""
    return passage.words[z - 1] == "میشود" and (a == 0 or passage.is_stop(a - 1))
