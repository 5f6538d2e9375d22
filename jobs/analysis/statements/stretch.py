"""Where stretches of a sentence end: a noun phrase, a time, a bracket, an adjunct."""

from __future__ import annotations

from jobs.analysis.speakers.offices import role_end
from jobs.analysis.speakers.vocabulary import Vocabulary, phrase_end, vocabulary
from jobs.analysis.statements.passage import key
from jobs.analysis.statements.wordlists import listed

PAUSES = frozenset("،؛:-–—ـ")
_OPEN = {"«": "»", "“": "”", '"': '"', "'": "'", "[": "["}
_ENDS = frozenset(("که", "را", "تا", ".", "؟", "!"))
_PARTITIVES = listed("partitives")
_ONE = frozenset(("یک", "دو", "سه"))
_CLAUSE_ENDS = listed("clause_ends")
_EVENTS = listed("dated_events")
_SEATED = listed("seated")
_SURNAME_ENDS = listed("surname_ends")
_GOVERNING = listed("governing")


def subject_end(words: list[str], i: int, c: int) -> int:
    """The token behind the noun phrase that begins at `i`; `i` itself where nothing stands between it and `c`."""
    v = vocabulary()
    if i < c and words[i] in v.pronouns:
        return i + 1
    k = i
    while k < c:
        after = _over(words, v, i, k, c)
        if after is None:
            return k
        k = after
    return c


def _over(words: list[str], v: Vocabulary, i: int, k: int, c: int) -> int | None:
    """The token behind what stands at `k` and belongs to the phrase from `i`; None where the phrase ends."""
    word = words[k]
    if word in _OPEN:
        close = next((j for j in range(k + 1, min(c, k + 12)) if words[j] == _OPEN[word]), -1)
        object_ = k > i and words[close + 1 : close + 2] == ["را"] and words[k - 1] not in ("و", "یا")  # «X «Y» را Z دانست»
        return close + 1 if close > 0 and not object_ else None
    if word == "(":
        return closing(words, k, c)
    if k > i and ((word in v.phrases and phrase_end(words, k) > k) or _dated(words, k, c)):
        return None
    if word == "دیگر" and (words[k - 1] in _PARTITIVES or words[i] in _ONE):
        return k + 1
    if word == "،" and _listed(words, i, k, c):
        return k + 1
    if word in ("-", "–") and (close := _dashed(words, k, c)):
        return close
    if word in PAUSES or word in _ENDS:
        return None
    if k > i and (word in v.time or word in v.adverbs):
        return k + 1 if _timeless(words, v, i, k) else None
    if word in v.stoppers:
        return _governed(words, i, k, c)
    return k + 1


def _dated(words: list[str], k: int, c: int) -> bool:
    """«X ۲۹ دی اعلام کرد»: a day and its month."""
    return words[k].isdigit() and k + 1 < c and words[k + 1] in vocabulary().time and words[k - 1] not in _EVENTS


def _timeless(words: list[str], v: Vocabulary, i: int, k: int) -> bool:
    """Whether a word of time or an adverb at `k` is part of a name or office: «امام جمعه», «حوادث ۱۱ سپتامبر»."""
    word = words[k]
    if word == "ولی" and words[k + 1 : k + 2] and words[k + 1] in _SURNAME_ENDS and words[k - 1] in v.given:
        return True  # «نام ولی زاده»
    if word == "دی" and _of_a_name(words, k):
        return True
    if word == "ولی":  # «آراس ولی», «نماینده ولی فقیه»
        return (k == i + 1 and words[i] in v.given) or words[k + 1 : k + 2] == ["فقیه"]
    if word in v.adverbs and word != "و":
        return False
    if word == "جمعه" and words[k - 1] in ("امام", "نماز"):
        return True
    if k > i + 1 and words[k - 1].isdigit() and words[k - 2] in _EVENTS:
        return True
    return word not in v.time or words[k - 1] == "و" or word in v.given or _surname(words, i, k)


def _of_a_name(words: list[str], k: int) -> bool:
    """«نام دی نام»: a particle, and no month."""
    behind = words[k + 1 : k + 2]
    return k > 0 and not words[k - 1].isdigit() and words[k - 1].isalpha() and behind != ["ماه"] and "".join(behind).isalpha()


def _surname(words: list[str], i: int, k: int) -> bool:
    """«نام X مهر»: the name of a month with no day before it and no year or «ماه» behind it, which ends a personal name."""
    if words[k] not in _MONTH_NAMES or words[k - 1].isdigit() or k - i > _LONGEST:
        return False
    behind = words[k + 1 : k + 2]
    return behind != ["ماه"] and not "".join(behind).isdigit() and any(word in vocabulary().given for word in words[i : k - 1])


_MONTH_NAMES = frozenset(map(key, ("مهر", "آبان", "آذر", "دی", "بهمن", "تیر")))
_LONGEST = 4


def _governed(words: list[str], i: int, k: int, c: int) -> int | None:
    """Behind a preposition that belongs to the phrase: «یکی از …», «نماینده تهران در مجلس», «ستاد مبارزه با …»."""
    if k == i:
        return None
    if words[k] == "از" and (words[k - 1] in _PARTITIVES or (words[k - 1] == "دیگر" and words[k - 2] in _PARTITIVES)):
        return k + 1
    if words[k] == "از" and words[k - 1] in ("تن", "نفر") and words[k - 2].isdigit():
        return k + 1
    if (words[k] == "در" and _keeps_in(words, i, k, c)) or _takes(words, k):
        return k + 2
    return None


def _takes(words: list[str], k: int) -> bool:
    """Whether the word before the preposition at `k` takes it: «نزدیک به», «مقیم در»."""
    return words[k - 1] in _GOVERNING and (words[k - 1] != "مقیم" or words[k] == "در")


def _dashed(words: list[str], k: int, c: int) -> int:
    """Behind the dash that closes «- چاپ لندن -»; 0 where none does."""
    return next((j + 1 for j in range(k + 2, min(c, k + 5)) if words[j] == words[k]), 0)


def _listed(words: list[str], i: int, k: int, c: int) -> bool:
    """Whether the comma at `k` parts the fields of one office: «وزیر تعاون، کار و رفاه»، «نماینده تبریز، آذرشهر و اسکو»."""
    v = vocabulary()
    if not any(word in v.role_heads for word in words[i:k]):
        return False
    for j in range(k + 1, min(c, k + 5)):
        word = words[j]
        if word == "و":
            return j > k + 1
        if word == "،" and j > k + 1:
            return _listed(words, i, j, c)
        if word in v.stoppers or word in v.role_heads or word in v.adverbs or word in v.given or not word[0].isalpha():
            return False
    return False


def _keeps_in(words: list[str], i: int, k: int, c: int) -> bool:
    """Whether «در» at `k` belongs to the office before it («نماینده تهران در مجلس»)."""
    v = vocabulary()
    for h in range(k - 1, i - 1, -1):
        if words[h] in v.role_heads:
            if role_end(words[:c], h) > k:
                return True
            break
    head = words[i + 1] if words[i] == "یک" else words[i]
    return head in _SEATED and k > i + 1 and not v.countries.isdisjoint(words[k + 1 : min(c, k + 2)])  # «سفارت ایران در روسیه»


def adjunct_end(words: list[str], i: int, c: int) -> int:
    """Behind the comma that closes the adjunct at `i`, or `c`."""
    pause = next_pause(words, i, c)
    return pause + 1 if pause < c else c


def next_pause(words: list[str], i: int, c: int) -> int:
    """The next comma or dash outside brackets and short quotations, or `c`."""
    k = i
    while k < c:
        if words[k] == "(":
            k = closing(words, k, c)
            continue
        if words[k] in PAUSES:
            return k
        k += 1
    return c


def closing(words: list[str], i: int, c: int) -> int:
    """Behind the bracket opened at `i`, or behind the mark itself where none closes near by."""
    for k in range(i + 1, min(c, i + 40)):
        if words[k] == ")":
            return k + 1
    return i + 1


def time_end(words: list[str], i: int, c: int) -> int:
    """Behind the words of time that begin at `i`."""
    v = vocabulary()
    k = i + 1
    while k < c and (words[k] in v.time or words[k] in v.time_mod or words[k].isdigit() or words[k] in ("/", "و", "به", "وقت")):
        k += 1
    if k < c and words[k] == "(":
        k = closing(words, k, c)
    return k


def is_clause(words: list[str], i: int, end: int, c: int) -> bool:
    """Whether a comma-parted stretch is a clause with its own verb, not a noun phrase."""
    return end > i + 1 and words[end - 1] in _CLAUSE_ENDS and end < c
