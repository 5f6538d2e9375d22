"""Where a name, an office or a body ends that ran on into the object of its sentence: «نام | همه کسانی را …»."""

from __future__ import annotations

import re
from functools import lru_cache

from jobs.analysis.letters import ZWNJ
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.syntax import finite
from jobs.analysis.statements.wordlists import listed


def phrase_limit(words: list[str], a: int, z: int) -> int:
    """Where a name, an office or a body ends that ran on into the object: at «همه», «کسانی», «هرگونه», behind the country that
    closes it («وزارت خارجه X | جنجال‌سازی»); `z` where it did not."""
    v = vocabulary()
    for k in range(a + 1, z):
        if (words[k] in v.nameless or words[k] in _SOME) and words[k - 1] not in _JOINING and words[k - 1] not in v.body_heads:
            return k
        if words[k] in _WHEN:
            return k
        if words[k] in _PRAYERS:
            return k - (words[k - 1] in _OPENERS)  # «X «دامت برکاته»»
        if words[k] in v.acts and k > a + 2:
            return k - 1  # «عضو مجلس X | ساقط شدن …»
        state = words[a] in v.countries or (k > a + 1 and words[a] in v.body_heads)
        if state and words[k - 1] in v.countries and _foreign_to_bodies(words, k):
            return k
    return z


_WHEN = frozenset(("وقتی", "هنگامیکه", "زمانیکه"))
"""«X | وقتی … گفت»."""
_PRAYERS = listed("prayers")
_OPENERS = frozenset('«"“(')


def _foreign_to_bodies(words: list[str], k: int) -> bool:
    v, word = vocabulary(), words[k]
    mark = not word[0].isalnum()
    return not (
        mark
        or word in _BEHIND_COUNTRY
        or word in v.countries
        or word in v.role_heads
        or word in v.body_heads
        or word in v.given
        or word in v.titles
        or word in v.adverbs
    )


_BEHIND_COUNTRY = frozenset("و در اسلامی مستقر موسوم وابسته به".split())
CALLED_AFTER = frozenset(("ابن", "امام", "حضرت"))
"""Before a given name inside an office: whom a university or a hospital is called after."""
ANYBODY = frozenset(("کسی", "کسانی"))
_SOME = frozenset(("برخی", "بعضی", "شماری", "تعدادی"))
_JOINING = frozenset(("و", "از", "با", "در", "به", "بر", "برای", "«", "،", "یک", "این"))


def opens_object(passage: Passage, k: int) -> bool:
    """Whether the word at `k` is in no personal name and begins an object behind one: «نام | همکاری‌های …», «نام | ادعای …»."""
    v, word = vocabulary(), passage.words[k]
    mute = (word in v.mute and word not in v.given and word not in _HONOURS) or word in _NUMBERS
    numbered = word in _NUMBERED and passage.words[k + 1 : k + 2] == ["شماره"]  # «نام فرد شماره دو X»
    # folded, «خامنه‌ای» would end like a plural
    return mute or numbered or (word.endswith("های") and passage.slice(k, k + 1).endswith(f"{ZWNJ}های"))


_NUMBERED = frozenset(("فرد", "مرد", "نفر"))
_NUMBERS = listed("numbers")
_HONOURS = frozenset(map(key, ("آقا", "خان", "اصل", "امید", "پیروزی")))
"""They stand inside names too («مرتضی آقا نام», «نام نام اصل»)."""


def is_no_name(passage: Passage, a: int, z: int) -> bool:
    """Whether a word of the tokens `a` to `z` is in nobody's name: a verb, a country, a pronoun, a plural, an infinitive."""
    words, never = passage.words, _never_named()
    return any(
        word in never
        or (word[0] == "ن" and finite(word))
        or word.isdigit()
        or (word.endswith("ترین") and len(word) > _SHORTEST)
        or _PLURAL_VERB.match(word)
        or (word.endswith(("ها", "های")) and passage.slice(k, k + 1).endswith((f"{ZWNJ}ها", f"{ZWNJ}های")))
        for k, word in enumerate(words[a:z], a)
    )


@lru_cache(maxsize=1)
def _never_named() -> frozenset[str]:
    v = vocabulary()
    return _VERBS | v.countries | v.unnamed | v.plural_pronouns | v.acts | {"نه"}


_SHORTEST = 5
_VERBS = listed("clause_ends")
_PLURAL_VERB = re.compile(r"(?:ن?می\w{2,}ند|\w+ه(?:اند|است|ایم))\Z")
_GROUP = re.compile(
    r"\w+(?:ندگان|گران|داران|کاران|مندان|جویان|مداران|خواهان|طلبان|نشینان|نظران|گذاران|شناسان|نگاران|نویسان|پیشگان|فروشان|پردازان"
    r"|سازان|دانان|الفان|افقان|دعیان|رسنل|ماندگان|یافتگان|شدگان|وندان|ارکنان)\Z"
)


def is_group(word: str) -> bool:
    """Whether a word means people by what they do: «صادرکنندگان», «قانونگذاران», «مخالفان»."""
    return _GROUP.match(word) is not None


def ends_body(word: str) -> bool:
    """Whether no paper's or party's name goes on with this word: an infinitive, a noun that cannot speak, «برخی»."""
    v = vocabulary()
    return (
        word in v.mute
        or word in v.nameless
        or word in _SOME
        or word in _ISSUED
        or (_INFINITIVE.match(word) is not None and word not in _TOWNS)
    )


_ISSUED = frozenset(("منتشر", "صادر", "آماده"))
_INFINITIVE = re.compile(r"\w{2,}(?:تن|دن)\Z")
_TOWNS = frozenset(("لندن", "اردن", "لادن", "بایدن", "متن", "تمدن"))


def is_office(passage: Passage, a: int, z: int) -> bool:
    """Whether the tokens `a` to `z` behind a name are an office («یک سناتور»، «امیر X»), and not an object or a stray word."""
    v, words = vocabulary(), passage.words
    if a >= z or opens_object(passage, a):
        return False
    first = a + 1 if words[a] == "یک" and a + 1 < z else a
    return words[first] in v.role_heads or not v.countries.isdisjoint(words[a:z])


def whose(words: list[str], a: int, k: int) -> bool:
    """Whether the office from `a` to `k` is one beside somebody, whose name follows: «همسر | نام», «نماینده آیت‌الله | نام»."""
    titles = vocabulary().titles
    if k == a + 1 and words[k] in titles and words[a] in _DEPUTIES:
        return True
    return all(word in _RELATIVES or word in titles for word in words[a:k])


_RELATIVES = listed("relatives")
_DEPUTIES = frozenset(("نماینده", "سخنگوی", "جانشین", "شاگرد"))


def is_clause(words: list[str], a: int, z: int) -> bool:
    """Whether a verb stands in the phrase: «خریداران مبلغی پرداخت می‌کنند» is nobody."""
    return any(finite(word) and word not in _NO_VERBS for word in words[a:z])


_NO_VERBS = frozenset(("کرد", "اند"))
"""«رهبر کرد عراق», «X اند Y»: a people, a company, and verbs elsewhere."""


def is_holy(words: list[str], a: int, z: int) -> bool:
    """«نام(ع)»: saints are told of, and say nothing new; a body called after one speaks («ستاد نام(ع)»)."""
    v = vocabulary()
    if words[a] in v.body_heads or (words[a] in v.role_heads and words[a] not in _RELATIVES and words[a] not in _OF_SAINTS):
        return False
    near = range(a, min(z + 1, len(words) - 1))
    return not _HOLY.isdisjoint(words[a:z]) or any(words[k] == "(" and words[k + 1] in _BLESSED for k in near)


_OF_SAINTS = frozenset(("امام", "یاران", "شاگردان", "رهبر", "شاهد", "شاه"))
_HOLY = frozenset(("علیهالسلام", "سلامالله", "علیها"))
_BLESSED = frozenset(("ع", "س", "ص", "عج"))


def published(words: list[str], head: int, z: int) -> int:
    """«روزنامه نام | چاپ لندن»: a paper's name ends before where it is printed; without a name that is all there is."""
    return next((k for k in range(head + 2, z) if words[k] == "چاپ"), z) if words[head] in _PAPERS else z


_PAPERS = listed("papers")


def behind_title(words: list[str], a: int, z: int) -> int:
    """Behind the last «آیت‌الله», «دکتر», «سردار» inside `words[a:z]`, or a word that goes before a name («سیاسی | نام»): what
    stands before is no part of the name; else `a`."""
    v = vocabulary()
    title = next((k for k in range(z - 2, a, -1) if words[k] in _ADDRESSES), -1)
    if title > a:
        return next((k for k in range(title + 1, z) if words[k] not in v.titles), a)
    given = next((k for k in range(a, z - 1) if words[k] in v.given), a)
    return (
        given if given > a and any(word in v.unnamed or word in v.mute or word in _ADJECTIVES for word in words[a:given]) else a
    )


_ADJECTIVES = frozenset("سیاسی نظامی نظارتی فرهنگی اقتصادی امنیتی خبری تشکیلاتی".split())
_ADDRESSES = listed("addresses")


def namelike(words: list[str], a: int, z: int) -> bool:
    """Whether no word of `words[a:z]` speaks against a personal name."""
    named = words[a:z]
    return a < z and _nameless().isdisjoint(named) and not any(map(str.isdigit, named))


@lru_cache(maxsize=1)
def _nameless() -> frozenset[str]:
    """What is in no personal name."""
    v = vocabulary()
    heads = (v.role_heads - v.given) | v.body_heads
    return heads | v.mute | v.stoppers | v.countries | v.acts | v.pronouns | _PRAYERS | _LINKS | {"و", ":"}


def strip_titles(words: list[str], a: int, z: int) -> int:
    """The first token of `words[a:z]` that is not a title of address; `z` where all are."""
    titles = vocabulary().titles
    while a < z and (words[a] in titles or words[a] in _MARKS):
        a += 1
    return a


_LINKS = frozenset("،-–ـ")
_MARKS = frozenset("«»\"'“”‘’()[]")
