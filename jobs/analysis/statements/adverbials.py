"""Adverbials that no comma closes, of the few shapes whose end can be told: «در این دیدار», «طی پیامی», «در روزهای گذشته»."""

from __future__ import annotations

from jobs.analysis.speakers.offices import role_end
from jobs.analysis.speakers.vocabulary import phrase_end, vocabulary
from jobs.analysis.statements.occasion import OCCASIONS
from jobs.analysis.statements.stretch import time_end
from jobs.analysis.statements.wordlists import listed

_OPENING = frozenset(("در", "طی", "با"))
_THESE = frozenset(("این", "همین"))
_SOME = listed("some_speech")
_SUCH = frozenset("توییتری کوتاه جداگانه رسمی مشترک تند جدید تازه مشابه خبری تلفنی سیاسی مطبوعاتی تلویزیونی".split())
_SPANS = frozenset("روز روزهای هفته هفتههای ماه ماههای سال سالهای ساعت ساعات ساعتهای".split())
_PARTS = frozenset("پایان ابتدا ادامه واکنش پاسخ مقابل".split())
_NEAR = 6
"""Tokens: how far behind its preposition the noun that closes an adverbial may stand."""


def adverbial_end(words: list[str], k: int, limit: int) -> int:
    """The token behind the adverbial that begins at `k`; `k` where none does, or none whose end is sure."""
    v, word = vocabulary(), words[k]
    if word in v.phrases and (end := phrase_end(words, k)) > k:
        if end - k == 3 and words[k + 1] in _PARTS and words[end - 1] not in _THESE:
            end -= 1  # «در ادامه | اظهارات X را»
        part = end - k == 2 and words[k + 1] in _PARTS
        own = words[end + 1 : end + 2] == ["خود"]  # «در ادامه یادداشت خود»
        if not part or not (own or words[end] in OCCASIONS or words[end] in _THESE or words[end] in v.stoppers):
            return end  # «در پایان | Y را», but «در پایان نشست Y را»
    if word not in _OPENING or k + 2 >= limit:
        return k
    if words[k + 1] in _SPANS and words[k + 2] in v.time_mod:
        return time_end(words, k + 2, limit)
    if words[k + 1] in _THESE:
        return _behind_this(words, k, limit) if word != "با" else k
    some = next((j for j in range(k + 1, min(limit, k + _NEAR)) if words[j] in _SOME), -1)
    if some > 0:
        return some + 1 + (words[some + 1] in _SUCH)  # «در پیامی Y را», «در پاسخ به سوالی Y را»
    many = words[k + 1] == "جمع" and words[k + 2].endswith(("ان", "ها"))
    if many and (words[k + 3] in v.countries or words[k + 3] in v.body_heads or words[k + 3] in v.demonstratives):
        return k + 3  # «در جمع خبرنگاران | کشور X را»
    return _behind_whom(words, k, limit)


def _behind_this(words: list[str], k: int, limit: int) -> int:
    """«در این گفتگوی تلفنی»: one noun, with its adjective where it is joined to one."""
    joined = words[k + 2][-1] == "ی" and len(words[k + 2]) > _JOINED and words[k + 3] not in vocabulary().stoppers
    return k + 3 + joined if k + 3 + joined < limit else k


_JOINED = 4


def _behind_whom(words: list[str], k: int, limit: int) -> int:
    """«در گفتگوی تلفنی با سمت | Y را»: an office ends where another noun begins that is none."""
    if words[k + 1] not in OCCASIONS and words[k + 1][:-1] not in OCCASIONS:
        return k
    v = vocabulary()
    whom = next((j for j in range(k + 2, min(limit, k + _NEAR)) if words[j - 1] == "با" and words[j] in v.role_heads), -1)
    if whom < 0:
        return k
    end = role_end(words, whom)
    return end if end < limit and words[end - 1] in v.countries and words[end] not in ("و", "،") else k
