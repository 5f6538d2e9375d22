"""Offices in a text: where one ends, and the name that stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jobs.analysis.speakers.another_word import another_names
from jobs.analysis.speakers.boundary import CALLED_AFTER, is_clause, namelike, strip_titles, whose
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.syntax import finite
from jobs.analysis.statements.verbs import cue_table
from jobs.analysis.statements.wordlists import listed

_ABAD = key("آباد")
_DOCUMENTS = listed("document_heads")


def scan(passage: Passage) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Token spans (name, role) of every name that stands beside an office anywhere in a passage."""
    v, words = vocabulary(), passage.words
    heads = v.role_heads
    for i in [i for i in passage.where(heads) if not _is_title(words, i)]:
        if i == 0 or (words[i - 1] not in heads and words[i - 1] != "گزارش"):  # «به گزارش خبرنگار X نام …»
            end = role_end(words, i)
            before = name_before(words, i)
            if before is None or another_names(tuple(words[i:end]), tuple(words[slice(*before)])):
                yield from _name_behind(words, i, end)
            elif not _befallen(words, before[0], end):
                yield before, (i, end)


def _name_behind(words: list[str], i: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The name with which the office closes («وزیر خارجه X نام نام»), or that stands in quotation marks behind it."""
    v = vocabulary()
    for k in range(i + 1, min(end, i + 12)):
        if words[k] in _DOCUMENTS:
            return  # «X پیام نام را خواند»
        if (
            words[k] in v.given
            and words[k - 1] not in v.body_heads
            and words[k - 1] not in CALLED_AFTER
            and 2 <= end - k <= 4
            and namelike(words, k, end)
            and words[k + 1] != _ABAD
        ):
            if not whose(words, i, k):  # «همسر نام», «وکیل مدافع نام»: somebody else's name
                yield (k, end), (i, k)
            return
    if end + 2 < len(words) and words[end] == "«" and words[end - 1] not in v.body_heads:
        close = next((j for j in range(end + 1, min(end + 7, len(words))) if words[j] == "»"), 0)
        named = close and not words[close - 1].endswith("ها") and namelike(words, end + 1, close)
        if named and not is_clause(words, end + 1, close):
            yield (end + 1, close), (i, end)


def _befallen(words: list[str], name: int, end: int) -> bool:
    """«در پی درگذشت نام سمت در پیامی …»: the office is whose message it is, not that of whom it befell."""
    message = words[end : end + 1] and words[end] in _WITH and not _MESSAGES.isdisjoint(words[end + 1 : end + 3])
    if not message:
        return False
    return any(words[k] in _AFTER and words[k - 1] in ("در", "به") for k in range(max(name - _NEAR, 1), name))


_WITH = frozenset("در طی با".split())
_AFTER = frozenset("پی مناسبت دنبال".split())
_MESSAGES = listed("some_speech")
_NEAR = 10
"""Tokens between «در پی» and the name."""


def _is_title(words: list[str], i: int) -> bool:
    """«امام حسن»: here the word is no office, unless he leads the prayer of a town."""
    return words[i] == "امام" and words[i + 1 : i + 2] != ["جمعه"]


_MET = listed("what_one_does")
"""«با X رئیس مجلس دیدار کرد», «وزیر خارجه وارد تهران شد»: what the holder of an office does is no part of it."""


def role_end(words: list[str], i: int) -> int:
    """The token behind the last of the role that begins at `i`."""
    v, never = vocabulary(), _never_in_office()
    k = i + 1
    while k < len(words) and k - i < 16 and words[k] not in never:
        word = words[k]
        if word in v.stoppers:
            if (
                word == "در"
                and k + 1 < len(words)
                and (
                    (words[k + 1] in v.inner_after_in and words[i] in _POSTED)
                    or words[i] in _ABROAD
                    or (
                        words[i] in _SOURCED
                        and (words[k + 1] in v.countries or words[k + 1] in _STATE or words[k + 1] in _REGIONS)
                    )
                )
            ):
                if words[k + 1] == "مجلس" or words[k + 1] in v.countries:
                    return _place_end(words, k + 2)
                k += 2
                continue
            if word == "با" and k + 1 < len(words) and words[k - 1] in ("مبارزه", "مقابله"):
                k += 2
                continue
            break
        if (
            word in v.countries
            and k + 1 < len(words)
            and words[k + 1] not in v.role_heads
            and not (words[k + 1] in ("و", "در") or words[k + 1] in v.countries)
        ):
            return k + 1
        if (word == "جمعه" and words[k - 1] in ("امام", "نماز")) or (word == "ولی" and words[k + 1 : k + 2] == ["فقیه"]):
            k += 1
            continue
        if _ends_office(word):
            break
        k += 1
    while i + 1 < k < len(words) and ((finite(words[k]) and words[k - 1] in cue_table().nouns) or words[k] in v.acts):
        k -= 1  # «وزیر X | اعلام کرد», «عضو مجلس X | ساقط شدن …»
    return k


def _ends_office(word: str) -> bool:
    """Whether no office goes on with this word: a time, an adverb, a mark, a verb."""
    return word in _behind_offices() or not word[0].isalnum() or finite(word)


@lru_cache(maxsize=1)
def _never_in_office() -> frozenset[str]:
    return _MET | vocabulary().acts | vocabulary().nameless


@lru_cache(maxsize=1)
def _behind_offices() -> frozenset[str]:
    return vocabulary().time | vocabulary().adverbs | {"را", "که", "تا"}


def _place_end(words: list[str], k: int) -> int:
    """Behind «در مجلس (شورای اسلامی)»: there an office ends."""
    while k < len(words) and words[k] in _PARLIAMENT:
        k += 1
    return k


_PARLIAMENT = frozenset("شورای اسلامی ملی نمایندگان خبرگان رهبری سنا عوام".split())
_ABROAD = listed("abroad")
_POSTED = listed("posted")
_SOURCED = listed("sourced")
_REGIONS = listed("regions")
_STATE = frozenset("وزارت سازمان دولت دفتر".split())


def name_before(words: list[str], i: int) -> tuple[int, int] | None:
    """The name that stands directly before the office at `i`, quoted or with a given name."""
    v = vocabulary()
    z = i
    apart = i > 1 and words[i - 1] == "،" and words[i - 2] == "»"
    z -= apart
    if z and words[z - 1] in ("»", '"', "'"):
        opener = {"»": "«"}.get(words[z - 1], words[z - 1])
        a = next((k for k in range(z - 2, max(z - 8, -1), -1) if words[k] == opener), -1)
        if a >= 0 and z - 1 - a - 1 >= 1 and namelike(words, a + 1, z - 1) and not (apart and words[a + 1] not in v.given):
            return strip_titles(words, a + 1, z - 1), z - 1
        return None
    while z and words[z - 1] in ("یک", "،", "-", "–"):  # «نام، یک سمت»
        z -= 1
    best, never = None, _never_before_office()
    for k in range(z - 1, max(z - 6, -1), -1):
        if words[k] in never or not words[k][0].isalnum():
            break
        if words[k] in v.given and z - k >= 2 and words[k] not in v.titles:
            best = k
    if best is None:
        return _titled(words, z) if z == i else None
    return (best, z) if namelike(words, best, z) else None


def _titled(words: list[str], z: int) -> tuple[int, int] | None:
    """«خانم نام | سمت»: the words between a title of address and an office, where no given name says that they are a name."""
    title = next((k for k in range(z - 2, max(z - 5, -1), -1) if words[k] in _ADDRESSES), -1)
    if title < 0:
        return None
    a, v = strip_titles(words, title, z), vocabulary()
    plain = namelike(words, a, z) and not any(w in v.adverbs or w in v.time or w in v.nameless or finite(w) for w in words[a:z])
    return (a, z) if plain and words[z - 1] not in _HONORIFIC else None


_ADDRESSES = listed("addresses")
_HONORIFIC = frozenset(("محترم", "معزز", "گرامی", "عزیز", "یک", "این"))


@lru_cache(maxsize=1)
def _never_before_office() -> frozenset[str]:
    """What is in no name that stands before an office."""
    v = vocabulary()
    return v.stoppers | (v.role_heads - v.given) | v.body_heads | v.mute
