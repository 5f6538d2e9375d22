"""Adjuncts that carry content of their own: «با بیان اینکه Y»، «با انتقاد از N»، «به گفتهٔ X، Y»."""

from __future__ import annotations

import re

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.extent import trim
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.syntax import finite, has_verb
from jobs.analysis.statements.wordlists import listed

PAUSES = frozenset("،؛")
_EMPTY = 3
_REACH = 120
"""Tokens: how far a clause is looked into."""


class Adjunct:
    """A content-bearing adjunct before a main verb: tokens `start` to `end`, its findings' content inside."""

    __slots__ = ("act", "content", "end", "kind", "negates", "rule", "start")

    def __init__(
        self, start: int, end: int, content: tuple[int, int] | None, act: Act, rule: str, kind: Kind, negates: bool
    ) -> None:
        self.start, self.end, self.content, self.act, self.rule, self.kind, self.negates = (
            start,
            end,
            content,
            act,
            rule,
            kind,
            negates,
        )


def find_adjuncts(passage: Passage, a: int, c: int, of: str = "") -> list[Adjunct]:
    """The adjuncts with content among the tokens `a` to `c`, in order."""
    words = passage.words
    found: list[Adjunct] = []
    heads = _heads(passage, a, c)
    if not _INFINITIVES.isdisjoint(words[a:c]):
        heads = sorted(heads + _infinitives(passage, a, c, heads))
    for n, (start, first, rule, act, negates) in enumerate(heads):
        limit = heads[n + 1][0] if n + 1 < len(heads) else c
        end = that_end(passage, first, limit, n + 1 < len(heads)) if rule == "that" else with_end(passage, first, limit)
        if rule == "with" and n + 1 == len(heads):
            end = _before_asked(words, first, end, c)
            if end == c and of == "بر":
                end = next((k for k in range(c - 1, first, -1) if words[k] == of), end)
        if found and start < found[-1].end:
            continue
        found.append(_adjunct(passage, start, first, end, rule, act, negates))
    return found


def _heads(passage: Passage, a: int, c: int) -> list[tuple[int, int, str, Act, bool]]:
    """(start, first token of the content, rule, act, negates) of every phrase that opens an adjunct."""
    table, words, inside = noun_table(), passage.words, passage.inside
    heads: list[tuple[int, int, str, Act, bool]] = []
    # before a question mark stands what the speaker was asked
    asked = next((k for k in range(c - 1, a - 1, -1) if words[k] == "؟"), a)
    for i in [k for k, word in enumerate(words[a:c], a) if word in table.joiners]:
        if inside[i] or (heads and i < heads[-1][1]):
            continue
        if (noun := table.that.at(words, i)) is not None:
            heads.append((i, i + len(noun.words), "that", noun.act, noun.negates))
            continue
        if words[i] == "و" and words[i + 1] in table.needs and _insisted(words, a, i):
            heads.append((i, i + 2, "with", Act.DEMANDS, False))
            continue
        noun = table.with_.at(words, i) if i >= asked else None
        if noun is not None and noun.act is Act.CONFIRMS and words[i + len(noun.words)] not in _CONFIRMED:
            continue  # «با تأیید شورا»: with its consent
        if noun is not None and (heads or (words[i] != "و" and i + len(noun.words) < c)):
            heads.append((i, i + len(noun.words), "with", noun.act, noun.negates))
    return heads


def _insisted(words: list[str], a: int, i: int) -> bool:
    """«با تأکید بر N و ضرورت M»: whether «تأکید بر» governs what stands at `i`."""
    on = next((k for k in range(i - 1, max(a, i - _GOVERNED), -1) if words[k] == "بر" and words[k - 1] == "تاکید"), -1)
    return on > 0 and not has_verb(words, on, i) and "،" not in words[on:i]


_GOVERNED = 20
_CONFIRMED = listed("object_heads")


def _infinitives(
    passage: Passage, a: int, c: int, heads: list[tuple[int, int, str, Act, bool]]
) -> list[tuple[int, int, str, Act, bool]]:
    """«ضمن سرنوشت‌ساز دانستن N»، «با بی‌نظیر توصیف کردن N»."""
    words = passage.words
    found = []
    for k in range(a + 2, c):
        if words[k] in _LABELLING or (words[k] == "کردن" and words[k - 1] in _DESCRIBING):
            start = next((j for j in range(k - 1, max(a, k - 7) - 1, -1) if words[j] in ("با", "ضمن")), None)
            if start is not None and "و" not in words[start:k] and not any(s <= start < f for s, f, *_ in heads):
                found.append((start, start + 1, "with", Act.LABELS, False))
    return found


_LABELLING = frozenset("دانستن خواندن نامیدن برشمردن".split())
_INFINITIVES = _LABELLING | {"کردن"}
_DESCRIBING = frozenset("توصیف ارزیابی عنوان قلمداد تلقی ذکر معرفی".split())


def _before_asked(words: list[str], first: int, end: int, c: int) -> int:
    """«با تأکید بر N از X خواست»: whom is asked is no part of N."""
    if end == c and c < len(words) and words[c].startswith(("خواست", "درخواست")):
        return next((k for k in range(end - 1, max(first, end - 10), -1) if words[k] == "از"), end)
    return end


def _adjunct(passage: Passage, start: int, first: int, end: int, rule: str, act: Act, negates: bool) -> Adjunct:
    table, words = noun_table(), passage.words
    content = trim(passage, first, end)
    if rule == "with":
        if content and words[first - 1] in table.needs:
            content = (first - 1, content[1])
        if content and words[content[0]] in ("این", "همین", "آن") and words[content[0] + 1] in table.empty:
            content = None
        elif content and words[content[0]] in table.empty and content[1] - content[0] <= _EMPTY and not negates:
            content = None  # «ضمن اعلام مطلب یاد شده»
        return Adjunct(start, end, content, act, "with-noun", Kind.PARAPHRASE, negates)
    quoted = content is not None and content[0] > first and words[content[0] - 1] in ("«", '"', "“")
    return Adjunct(start, end, content, act, "with-that", Kind.DIRECT if quoted else Kind.REPORTED, negates)


def _may_close(word: str) -> bool:
    """«ببندد،»: a subjunctive before the comma; there are too many nouns of this form to ask for it elsewhere."""
    return word[0] == "ب" and word[-1] == "د" and len(word) > 3 and word not in _NOUNS


_NOUNS = frozenset("بازدید برخورد بنیاد بغداد بهبود بعید براورد بامداد باید بلند برومند بهمند".split())
_PARTICIPLE = re.compile(r"\w{2,}(?<!ن)(?<!گذش)(?<!رش)[دت]ه\Z")
"""«پی برده»: a perfect without its auxiliary, before the comma."""


def that_end(passage: Passage, first: int, limit: int, followed: bool) -> int:
    """A clause ends at the comma behind its verb, where only a subject and adjuncts are left, or behind its last verb."""
    words = passage.words
    closed = passage.closing(first)
    if 0 <= closed < limit:
        return closed + 1
    best = -1
    for k in range(first, limit):
        if words[k] in PAUSES and not has_verb(words, k + 1, limit):
            if words[k] == "؛" and not PAUSES.isdisjoint(words[k + 1 : limit]):
                continue
            if finite(words[k - 1]) or _may_close(words[k - 1]) or words[k - 1] in ("»", '"', ")"):
                return k
            if best < 0 or (k == limit - 1 and _PARTICIPLE.match(words[k - 1])):
                best = k
    if followed:
        end = limit
        while end > first and words[end - 1] in ("،", "و"):
            end -= 1
        return end
    if limit > first and words[limit - 1] in PAUSES and (best == limit - 1 or "؛" in words[first:limit]):
        return limit - 1
    last = next((k for k in range(limit - 1, first, -1) if finite(words[k])), -1)
    return last + 1 if last > 0 else (best if best > 0 else limit)


def with_end(passage: Passage, first: int, limit: int) -> int:
    """Behind the noun phrase of an adjunct that begins at `first`."""
    words = passage.words
    if words[first] in ("این", "همین", "آن") and words[first + 1 : first + 2] and words[first + 1] in noun_table().empty:
        return min(first + 2, limit)
    table = noun_table()
    limit = _before_this(words, first, limit)
    for k in range(first, limit):
        if words[k] in PAUSES and not _lists(words, k, limit):
            return k
        if words[k] == "و" and k > first and words[k + 1] in table.acts and words[k + 2] in ("در", "نسبت", "از", "درباره", "به"):
            return k
    end = limit
    while end > first and words[end - 1] in ("،", "و"):
        end -= 1
    return end


def _before_this(words: list[str], first: int, limit: int) -> int:
    """«با انتقاد از N | آن را Z خواند», «… | این رفتار را Z خواند»: where the main verb's object begins that means N."""
    ra = next((k for k in range(first + 2, limit) if words[k] == "را"), -1)
    for k in range(ra - 1, max(first, ra - _OBJECT), -1):
        if (words[k] in ("این", "همین") and words[k + 1] not in _OWNERS) or (words[k] == "آن" and k + 1 == ra):
            return limit if words[k - 1] in vocabulary().stoppers or words[k - 1] == "و" else k
    return limit


_OBJECT = 5
_OWNERS = frozenset("کشور شهر استان منطقه سازمان نهاد گروه حزب رژیم دولت وزارتخانه شرکت".split())
"""«آمادگی این کشور را»: what a noun before belongs to."""


def _lists(words: list[str], k: int, limit: int) -> bool:
    """Whether the comma at `k` only parts the items of a list («الف، ب و پ»)."""
    v = vocabulary()
    nxt = words[k + 1 : k + 2]
    if not nxt or nxt[0] in v.stoppers or nxt[0] in v.role_heads or nxt[0] in v.adverbs:
        return False
    for j in range(k + 1, min(limit, k + 6)):
        if words[j] in PAUSES:
            return False
        if words[j] == "و":
            return any(words[x] in PAUSES for x in range(j, limit)) is not False
    return False
