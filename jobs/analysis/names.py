"""How names are spelt: the places where a name may be written apart, and the titles of address that are not part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobs.analysis.fold import fold
from jobs.analysis.letters import ZWNJ

_GIVEN = (
    "محمد علی حسن حسین رضا مهدی جواد باقر صادق کاظم تقی نقی هادی اکبر اصغر امیر احمد محمود حمید سعید عباس قاسم "
    "یوسف ابراهیم اسماعیل غلام قلی عبد نور شکر فتح نصر حبیب عزت روح اسد ید عین ذبیح حجت آیت سیف ضیا علا جلال "
    "جمال کمال شمس بدر نظام تاج شهاب صدر معین محی امین پور میر شاه خان داد بخش حیدر یار مراد ناصر منصور مصطفی "
    "مرتضی مجتبی سید صالح طاهر ولی فضل لطف فرج خیر نعمت رحمت قدرت هدایت ابو ام"
)
_HEADS = tuple(sorted({fold(name) for name in _GIVEN.split()}, key=len, reverse=True))
_TAILS = frozenset(
    {*_HEADS, *(fold(word) for word in "الله الدین اله الهی اللهی الرضا الحسین الحسن زاده نژاد پور فر فرد نیا خواه دوست".split())}
)
GIVEN_NAMES = tuple(
    fold(name)
    for name in "محمد علی حسن حسین رضا مهدی جواد باقر صادق کاظم تقی هادی اکبر اصغر امیر احمد محمود حمید سعید عباس قاسم "
    "یوسف ابراهیم علیرضا محمدرضا حمیدرضا غلامرضا امیرحسین محسن مجید بهروز بهزاد فرهاد شهرام بهرام مریم زهرا "
    "فاطمه نوراله عبدالله مصطفی مرتضی مجتبی حیدر".split()
)
"""Frequent given names, folded."""
_TITLES = (
    "سید سیده حضرت دکتر مهندس حجت‌الاسلام والمسلمین حجت الاسلام و المسلمین آیت‌الله العظمی سردار امیر سرتیپ سرلشکر سرلشگر "
    "دریادار دریابان سپهبد سرهنگ سرگرد پاسدار خلبان ارتشبد ژنرال شیخ حاج حاجی آقای آقا خانم شهید ملا مولوی لرد "
    "سر پروفسور استاد جناب ناخدا امام شاهزاده بانو مرحوم دوم بسیجی قاضی علامه کاردینال پرزیدنت سناتور جنرال "
    "الله آیت حجت اسلام"
)
_TITLE_WORDS = frozenset(fold(word) for word in _TITLES.replace(ZWNJ, " ").split()) | {"حجتالاسلام", "ایتالله", "آیتالله"}
_NOT_ALONE = frozenset({"و", "الله", "اسلام"})


def widest(name: str) -> str:
    """A name with a space wherever one may be written: «محمدجواد ظریف» gives «محمد جواد ظریف», «نصرالله» «نصر الله»."""
    return " ".join(" ".join(_apart(word)) for word in re.split(rf"[\s{ZWNJ}-]+", name) if word)


def _apart(word: str) -> Iterable[str]:
    folded = fold(word)
    if len(folded) == len(word):
        for head in _HEADS:
            if folded.startswith(head) and folded[len(head) :] in _TAILS:
                return word[: len(head)], word[len(head) :]
    return (word,)


def without_titles(name: str) -> str:
    """A name without the titles of address before it; the name as given where nothing would be left."""
    words = name.split()
    first = 0
    while first < len(words) - 1 and fold(words[first]).replace(ZWNJ, "") in _TITLE_WORDS | _NOT_ALONE:
        first += 1
    return " ".join(words[first:])


def without_sayyid(name: str) -> str:
    """A name at its widest, without a leading «سید»: the press writes both, and the name inside the longer form is found too."""
    wide = widest(name)
    bare = wide.removeprefix("سید ").removeprefix("سیده ")
    return bare if " " in bare else wide
