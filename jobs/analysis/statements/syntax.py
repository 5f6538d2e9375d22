"""Small questions about words: is this a finite verb, where does this stretch end."""

from __future__ import annotations

import re
from bisect import bisect_left

from jobs.analysis.statements.passage import Passage

_VERB = re.compile(
    r"(?:(?:در|بر|باز|فرا|فرو){0,2}ن?می(?!ان|دان(?!ن?د\Z|یم\Z|ستند?\Z)|زان|لیون|لیارد|ز|لاد|نه|هن|راث|ثاق|گو|ر)\w{2,}(?:د|م|ت|ید|ند|رود|شود|ی)"
    r"|(?!ا?رشد\Z|مرشد)\w*(?:شد|شدند|شدهاند|کردهاند|کردند|دادند|بودند|داشتند|گرفتند|یافتند|هستند|هستیم|نیستند|بودهاند|کنند|شوند|دهند|باشند|گیرند|یابند)"
    r"|ب(?!لند\Z|رومند\Z|همند\Z)\w{2,}ند|\w+ه(?:اند|است|ام|ایم)|ن?(?:خواهد|خواهند|خواهیم|باید|کرد|داد|داشت|بود|دارد|دارند|داریم|گرفت|یافت|شود|کند|دهد|باشد|گیرد|یابد|کنیم|شویم|دهیم|باشیم|رسید|رفت|آمد|آورد|برد|گشت|گردید|گردد|نمود|نماید|گذاشت|گفت|افزود|نوشت|پرسید|فرمود|دانست|نامید|افزودند|نوشتند|گفتند|دید|زد|ماند|افتاد|خورد|پرداخت|رسد|آید|رود|برسد|برود|برسند|بیاید)"
    r"|ب(?:گیرد|کند|دهد|شود|ماند|سازد|برد|زند|بیند|داند|گوید|یابد|پردازد|پذیرد|خواهد)"
    r"|ن?(?:شد|کرد|بود|داد|داشت|گرفت|یافت|رفت|گفت|دید|رسید|خواست|توانست|ساخت|گذاشت|پذیرفت|آمد|آورد|ماند|فروخت|دانست|شناخت|نوشت|پرداخت|برداشت|توانست|نشست|کشید)یم"
    r"|ن?(?:کردم|بودم|شدم|دادم|داشتم|گفتم|رفتم|دیدم|گرفتم|خواستم|توانستم|دانستم|فروختم|نوشتم|پرداختم|برداشتم|شناختم|آمدم|آوردم|شنیدم|خریدم|هستم|نیستم|کنم|دارم|خواهم)"
    r"|ن?می(?:رسد|رسند|رسید|رسیدند|رسیم|رساند|رسانند|رود|روند|رفت|رفتند|رویم|ریزد|ریزند|زند|زنند|زد|زدند)"
    r"|ن?(?:کشت|خواست|رفت|آمد|توانست|پذیرفت|ساخت|نشست|دید|آورد|بست|شکست|ریخت|زد|خورد|برد|ماند|رسید|گذاشت|شناخت|پرداخت|کشید|انداخت|گذشت|گشت|دانست|خواند|شنید|فرستاد|ایستاد|جنگید|کوشید|ربود|گریخت)ند"
    r"|ن?(?:توانست|پذیرفت|فرستاد|ایستاد|انداخت|کشاند|رساند)"
    r"|نیامد|نیاورد|نیفتاد|نیابد|نیاید|است|نیست|هست|اند|کرده|شده|بوده|داده|داشته|گرفته|یافته|رفته|آمده|رسیده|نداشته|نکرده|نشده|نبوده)\Z"
)


class _Finite(dict[str, bool]):
    def __missing__(self, word: str) -> bool:
        if len(self) > 100_000:
            self.clear()
        made = _VERB.match(word) is not None
        self[word] = made
        return made


_FINITE = _Finite()


def finite(word: str) -> bool:
    """Whether a folded word looks like a finite verb (or its participle)."""
    return _FINITE[word]


def has_verb(words: list[str], a: int, z: int) -> bool:
    """Whether `words[a:z]` holds a finite verb."""
    return any(_FINITE[word] for word in words[a:z])


def complement(words: list[str], k: int, c: int) -> int:
    """«X از اینکه Y می‌شود انتقاد کرد»، «X از این موضوع که Y …»: where the preposition of the clause with «که» at `k` stands.

    -1 where the verb at `c` is not about that clause: «پس از آنکه Y».
    """
    of = k - 1 if words[k] != "که" else k - 3 if words[k - 2] in ("این", "همین") else 0
    about = of > 0 and words[of] == "از" and words[of - 1] not in _AFTER and has_verb(words, k + 1, c)
    return of if about else -1


_AFTER = frozenset("پس بعد پیش قبل".split())


DONE = frozenset("کرده نموده بوده".split())
"""Participles that close a clause («حمله کرده و آن را …»); «شده» and others may belong to a noun."""


def clause_closed(words: list[str], a: int, k: int) -> bool:
    """Whether a main clause ends before the «و» at `k`: «از خودرو پیاده شد و با مردم ابراز همدردی کرد»."""
    verb = words[k - 1]
    coming = verb == "آمد" and words[k + 1] == "شد"
    return finite(verb) and (verb[-1] != "ه" or verb in DONE) and not coming and "که" not in words[a:k]


def sentence_start(passage: Passage, i: int) -> int:
    """The first token of the sentence in which `i` stands."""
    k = bisect_left(passage.stops, i)
    at = passage.stops[k - 1] + 1 if k else 0
    while at < i and passage.words[at] in ("»", '"', "”", ")"):
        at += 1
    return at


def sentence_end(passage: Passage, i: int) -> int:
    """The token that ends the sentence in which `i` stands, or the passage's length."""
    k = bisect_left(passage.stops, i)
    return passage.stops[k] if k < len(passage.stops) else len(passage.words)
