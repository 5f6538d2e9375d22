"""What stands before a word of saying: whose sentence it is, on what occasion, by which outlet's report."""

from __future__ import annotations

from dataclasses import dataclass

from jobs.analysis.model import Span
from jobs.analysis.speakers.cast import role_end
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, namelike, read
from jobs.analysis.speakers.vocabulary import phrase_end, vocabulary
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.syntax import finite

_PAUSES = frozenset("،؛:-–—ـ")
_OPEN = frozenset("([«\"“'")
_REPORTS = frozenset("گزارش نقل نوشته گفته".split())
_OCCASIONS = frozenset(
    "گفتگو گفتوگو گفت مصاحبه دیدار نشست جمع مراسم جلسه سخنرانی کنفرانس نشستی مصاحبهای سخنانی دادگاه بازداشت اعترافات همایش اجتماع بیانیهای پیامی یادداشتی توییتی".split()
)
_PARTITIVES = frozenset("یکی برخی بعضی گروهی شماری جمعی تعدادی بسیاری عدهای".split())
_FINITE = frozenset(
    "شد شدند است بود بودند کرد کردند داد دادند داشت دارد دارند رفت آمد گرفت یافت میشود میکند میدهد نیست هستند کرده شده گردید نمود رسید پرداخت باشد باشند شود شوند کند کنند"
    " میکنند میشوند میگیرد میآید خواهد برد بردند گشت ساخت آورد خواند پیوست نشست".split()
)


@dataclass(frozen=True, slots=True)
class Left:
    """`subject`: the candidate whose sentence it is; `occasion` and `via`: token spans; `cut`: where the part behind the
    subject begins; `object`: the clause begins with «… را», so its subject is dropped."""

    subject: Candidate | None
    cut: int
    occasion: Span | None = None
    via: Span | None = None
    dropped: bool = False


def parse(passage: Passage, a: int, c: int) -> Left:
    """The tokens `a` to `c` (the cue's first) read as adjuncts and a subject, in the clause nearest to the cue that has one."""
    words = passage.words
    if c - a > 3 and words[c - 1] == "که" and not finite(words[c - 2]):
        start = next((k + 1 for k in range(c - 2, a, -1) if words[k] in _PAUSES or words[k] in vocabulary().stoppers), a)
        relative = _parse(passage, start, c - 1)
        if relative.subject is not None and plain_subject(passage, relative.subject):
            return relative
    for k in range(c - 1, a + 2, -1):
        word = words[k]
        if word == _THAT and k + 1 < c:
            return _parse(passage, k + 1, c)
        if word == "که" and finite(words[k - 1]) and words[k - 1] not in ("باشد", "شود"):
            left = _parse(passage, k + 1, c)
            if left.subject is not None:
                return left
            break
        if (word in _JOINTS) and finite(words[k - 1]) and not passage.inside[k]:
            left = _parse(passage, k + 1, c)
            if left.subject is not None and plain_subject(passage, left.subject):
                return left
    return _parse(passage, a, c)


_THAT = key("آنکه")
_JOINTS = frozenset("و ، ؛ اما ولی".split())


def plain_subject(passage: Passage, subject: Candidate) -> bool:
    """Whether a noun phrase is surely somebody: a pronoun, an office, or a name beside one."""
    if subject.reference is Reference.NAME:
        return subject.role is not None or (
            subject.name is not None and any(w in vocabulary().given for w in passage.words[subject.name[0] : subject.name[1]])
        )
    return subject.reference in (Reference.PRONOUN, Reference.ROLE)


def _parse(passage: Passage, a: int, c: int) -> Left:
    v, words = vocabulary(), passage.words
    occasion: Span | None = None
    via: Span | None = None
    i = _byline_end(words, a, c)
    if i > a:
        via = (a, i)
    while i < c:
        word = words[i]
        if word in v.phrases and (end := phrase_end(words, i)) > i:
            i = end
        elif word in _PAUSES or word in v.adverbs or word in _SKIPPED or word.isdigit():
            i += 1
        elif word == "(":
            i = _closing(words, i, c)
        elif _is_report(words, i):
            via = (i, _report_end(words, i, c))
            i = via[1]
        elif word in v.time and not (word in v.given and i + 1 < c and words[i + 1] in v.given):
            i = _time_end(words, i, c)
        elif word in v.stoppers and not (word in ("به",) and i + 1 < c and words[i + 1] in v.role_heads and i == a and False):
            end = _adjunct_end(words, i, c)
            if word in ("در", "طی", "با", "هنگام") and _OCCASIONS & set(words[i + 1 : i + 4]):
                occasion = occasion or (i, end)
            i = end
        else:
            end = subject_end(words, i, c)
            if end < c and words[end] == "که" and words[i] in _AS:
                i = end + 1
                continue
            if end < c and words[end] == "را":
                return Left(None, i, occasion, via, dropped=True)
            if _is_clause(words, i, end, c):
                i = max(_next_pause(words, i, c), i + 1)
                continue
            candidate = read(passage, i, end)
            if candidate is None:
                i = max(end, i + 1)
                continue
            candidate, end = _with_apposition(passage, candidate, end, c)
            if (quoted := _quoted(passage, candidate, end, c)) is not None:
                via, (candidate, end) = candidate.span, quoted
            occasion = occasion or _occasion_after(words, end, c)
            return Left(candidate, end, occasion, via)
    return _embedded(passage, a, c, occasion, via)


def _embedded(passage: Passage, a: int, c: int, occasion: Span | None, via: Span | None) -> Left:
    """«در جلسه امروز هیأت دولت رئیس سازمان X …»: an office behind an adjunct that no comma closes."""
    v, words = vocabulary(), passage.words
    for k in range(a + 2, c):
        start = next((j + 1 for j in range(k - 1, a, -1) if words[j] in _PAUSES), a)
        if k < start + 2:
            continue
        if (
            words[k] in v.role_heads
            and words[k - 1] not in v.stoppers
            and words[k - 1] not in v.role_heads
            and words[k - 1] not in _TAKES
        ):
            if words[k - 1] in ("و", "نخست", "یک", "این") or (words[start:k] and _TAKES & set(words[start:k])):
                break
            end = subject_end(words, k, c)
            candidate = read(passage, k, end)
            if candidate is not None and candidate.reference in (Reference.ROLE, Reference.NAME):
                return Left(candidate, end, occasion, via)
            break
    return Left(None, c, occasion, via)


_TAKES = frozenset("دیدار ملاقات حضور سخنان اظهارات گفتگو گفتوگو گفت نامه پیام دعوت دستور سفر استقبال سوال جمع حکم رد به".split())
_SKIPPED = frozenset(("که", "تا", ")", "]", "»", ".", "*", "•"))
_AS = frozenset(key(w) for w in "آن‌طور آن‌گونه همان‌طور همان‌گونه چنان این‌گونه به‌طوری".split())


_DASHES = frozenset("-–—ـ")


def _byline_end(words: list[str], a: int, c: int) -> int:
    """Behind «فارس:», «خبرگزاری میزان-», «سرویس ترکیه -» at a sentence's beginning; `a` where there is none."""
    v = vocabulary()
    if a >= c:
        return a
    if words[a] not in v.bylines:
        if a == 0:
            if words[1:2] and words[1] in _DASHES and words[2:4] and (words[2] in v.agencies or words[2] in v.bylines):
                return min(4 if words[3] in _DASHES else 3, c)
            colon = next((k for k in range(1, min(5, c)) if words[k] == ":"), 0)
            if colon and c - colon > 3 and not any(finite(word) or word in v.stoppers for word in words[:colon]):
                return colon + 1
        return a
    if words[a + 1 : a + 2] == ["/"]:
        return min(a + 3, c)
    for k in range(a + 1, min(c, a + 7)):
        if words[k] in (":", "-", "–", "—", "ـ"):
            return k + 1
    return a


def subject_end(words: list[str], i: int, c: int) -> int:
    """The token behind the noun phrase that begins at `i`."""
    v = vocabulary()
    if words[i] in v.pronouns:
        return i + 1
    k = i
    depth = 0
    while k < c:
        word = words[k]
        if word in _OPEN and depth == 0 and word != "(":
            closer = {"«": "»", "“": "”"}.get(word, word)
            close = next((j for j in range(k + 1, min(c, k + 12)) if words[j] == closer), -1)
            if close > 0:
                k = close + 1
                continue
            return k
        if word == "(":
            k = _closing(words, k, c)
            continue
        if word == "،" and _listed(words, i, k, c):
            k += 1
            continue
        if word in ("-", "–") and (close := _dashed(words, k, c)):
            k = close
            continue
        if word in _PAUSES or word in ("که", "را", ".", "؟", "!"):
            return k
        if word == "جمعه" and k > i and words[k - 1] in ("امام", "نماز"):
            k += 1
            continue
        if k > i + 1 and word in v.time and words[k - 1].isdigit() and words[k - 2] in _EVENTS:
            k += 1
            continue
        if k > i and word in v.time and words[k - 1] not in ("و",) and word not in v.given:
            return k
        if k > i and word in v.adverbs and word != "و":
            return k
        if word in v.stoppers:
            if word == "از" and words[k - 1] in _PARTITIVES and k > i:
                k += 1
                continue
            if k > i and word == "در" and _keeps_in(words, i, k, c):
                k += 2
                continue
            if k > i and words[k - 1] in _GOVERNING:
                k += 2
                continue
            return k
        k += 1
    return c


_EVENTS = frozenset("حوادث حادثه حملات حمله وقایع انفجارهای".split())
_GOVERNING = frozenset(
    "مبارزه مقابله نزدیک وابسته منسوب موسوم متعلق مستقر تحقیقات تحقیق نظارت مقیم حاضر مخالف حامی شرکتکنندگان شرکتکننده".split()
)
"""Words that take a preposition of their own inside an office: «مقامات نزدیک به …»، «ستاد مبارزه با …»."""


def _dashed(words: list[str], k: int, c: int) -> int:
    """Behind the dash that closes «- چاپ لندن -»; 0 where none does."""
    return next((j + 1 for j in range(k + 2, min(c, k + 5)) if words[j] == words[k]), 0)


def _listed(words: list[str], i: int, k: int, c: int) -> bool:
    """Whether the comma at `k` parts the fields of one office: «وزیر تعاون، کار و رفاه»، «نماینده تبریز، آذرشهر و اسکو»."""
    v = vocabulary()
    if words[i] not in v.role_heads and not (i + 1 < k and words[i] in ("یک", "این") and words[i + 1] in v.role_heads):
        if not any(word in v.role_heads for word in words[i + 1 : k]):
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
            return role_end(words[:c], h) > k
    return False


def _quoted(passage: Passage, candidate: Candidate, end: int, c: int) -> tuple[Candidate, int] | None:
    """«منابع X به نقل از نام سمت …»: who is quoted speaks, not who quotes; an outlet quoted is only the way the news took."""
    words = passage.words
    if candidate.reference not in (Reference.BODY, Reference.ROLE) or tuple(words[end : end + 3]) != ("به", "نقل", "از"):
        return None
    stop = subject_end(words, end + 3, c)
    named = read(passage, end + 3, stop)
    if named is None or named.weak or named.reference not in (Reference.NAME, Reference.ROLE, Reference.BODY):
        return None
    if named.reference is Reference.NAME and not (plain_subject(passage, named) or words[stop : stop + 1] == ["،"]):
        return None
    return _with_apposition(passage, named, stop, c)


def _with_apposition(passage: Passage, candidate: Candidate, end: int, c: int) -> tuple[Candidate, int]:
    """«نام، سمت،» and «سمت، نام،» as one candidate."""
    v, words = vocabulary(), passage.words
    if end + 1 >= c or words[end] not in ("،", "-", "–", "ـ"):
        return candidate, end
    k = end + 1
    if words[k] in ("یک", "این") and k + 1 < c:
        k += 1
    if candidate.reference in (Reference.NAME,) and candidate.role is None and words[k] in v.role_heads:
        stop = subject_end(words, k, c)
        joined = Candidate(Reference.NAME, (candidate.span[0], stop), name=candidate.name, role=(k, stop))
        return joined, stop
    if candidate.reference is Reference.ROLE and words[k] not in v.stoppers and words[k] not in v.time:
        stop = subject_end(words, k, c)
        if 2 <= stop - k <= 6 and namelike(words, k, stop) and (words[k] in v.given or words[k] in v.titles or words[k] == "«"):
            name = read(passage, k, stop)
            if name is not None and name.name is not None:
                return Candidate(Reference.NAME, (candidate.span[0], stop), name=name.name, role=candidate.role), stop
    return candidate, end


def _is_report(words: list[str], i: int) -> bool:
    if words[i] == "به" and i + 1 < len(words) and words[i + 1] in ("گزارش", "نقل", "نوشته"):
        return True
    if words[i] in ("بنابر", "براساس", "طبق", "برپایه") and i + 1 < len(words) and words[i + 1] == "گزارش":
        return True
    return words[i] in ("بنا", "بر") and "گزارش" in words[i + 1 : i + 3]


def _report_end(words: list[str], i: int, c: int) -> int:
    """Behind «به گزارش …،»: the comma, or else the last agency's name near by."""
    v = vocabulary()
    pause = _next_pause(words, i, min(c, i + 40))
    agency = max((k for k in range(i + 1, min(c, i + 14)) if words[k] in v.agencies), default=-1)
    if pause < min(c, i + 40):
        if words[pause] in "-–—ـ":
            again = _next_pause(words, pause + 1, min(c, pause + 6))
            if again < min(c, pause + 6):
                return again + 1
        return pause + 1
    if agency > 0:
        return agency + 1
    named = (k for k in range(i + 2, min(c, i + 10)) if words[k] in ("برخی", "یک", "بعضی", "شماری") or words[k] in v.role_heads)
    return next(named, min(c, i + 3))


def _adjunct_end(words: list[str], i: int, c: int) -> int:
    pause = _next_pause(words, i, c)
    return pause + 1 if pause < c else c


def _next_pause(words: list[str], i: int, c: int) -> int:
    """The next comma or dash outside brackets and short quotations, or `c`."""
    k = i
    while k < c:
        if words[k] == "(":
            k = _closing(words, k, c)
            continue
        if words[k] in _PAUSES:
            return k
        k += 1
    return c


def _closing(words: list[str], i: int, c: int) -> int:
    for k in range(i + 1, min(c, i + 40)):
        if words[k] == ")":
            return k + 1
    return i + 1


def _time_end(words: list[str], i: int, c: int) -> int:
    v = vocabulary()
    k = i + 1
    while k < c and (words[k] in v.time or words[k] in v.time_mod or words[k].isdigit() or words[k] in ("/", "و", "به", "وقت")):
        if words[k] == "(":
            break
        k += 1
    if k < c and words[k] == "(":
        k = _closing(words, k, c)
    return k


def _is_clause(words: list[str], i: int, end: int, c: int) -> bool:
    """Whether a comma-parted stretch is a clause with its own verb, not a noun phrase."""
    return end > i + 1 and words[end - 1] in _FINITE and end < c


def _occasion_after(words: list[str], end: int, c: int) -> Span | None:
    for k in range(end, min(c, end + 12)):
        if words[k] in ("در", "طی", "با") and _OCCASIONS & set(words[k + 1 : k + 4]):
            stop = k + 1
            while (stop < c and words[stop] not in _PAUSES and words[stop] not in ("با", "ضمن")) or (
                stop < k + 5 and stop < c and words[stop] == "با"
            ):
                stop += 1
            return k, stop
    return None
