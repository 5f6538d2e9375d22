"""The constructions: each a named rule that turns a word of saying into content.

A rule is `(Sentence, Cue) -> Finding | None`. `RULES` holds them in the order in which they are tried.
"""

from __future__ import annotations

import re
from dataclasses import replace

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.noun_phrase import Reference
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.asides import recalls
from jobs.analysis.statements.cues import Cue
from jobs.analysis.statements.extent import marker, speech_end, trim
from jobs.analysis.statements.feeling import feeling
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import plain_subject
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.object_start import object_start
from jobs.analysis.statements.objects import label, object_, parted, with_subject
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.sentence import REACH, THESE, Rule, Sentence, back_over_adverbs, closes, made
from jobs.analysis.statements.syntax import clause_closed, finite, has_verb, sentence_end
from jobs.analysis.statements.wordlists import listed

_NOT_OF = listed("not_before_object")
_CLAUSES = frozenset(("clause", "clause-marked", "clause-colon", "demand"))


def clause(s: Sentence, cue: Cue) -> Finding | None:
    """«گفت: Y»، «گفت که Y»، «گفت، Y»، «گفت Y»."""
    frames = cue.verb.frames
    if not frames & _CLAUSES or cue.negative or (s.left.subject is None and recalls(s.passage, cue.start, cue.end)):
        return None
    if cue.verb.subjects and not cue.verb.subjects & set(s.passage.words[max(s.floor, cue.start - 20) : cue.start]):
        return None
    how, start = marker(s.passage, cue.end)
    told = how == "که" and s.left.subject is not None and not s.left.subject.weak
    if "clause-colon" in frames and how not in (":", "«") and not told:
        return None
    bare = "clause" in frames or (how == "،" and _continues(s, cue))
    if how in ("", "،") and not (bare and _bare_clause(s.passage, start)):
        return None
    before = s.passage.words[max(s.floor, cue.start - 2) : cue.start]
    tells = how == "که" and before[-1:] == ["را"] and cue.verb.act in _PLAIN and not _this_one(s, cue)
    if "را" in before and (how in ("", "،") or tells):
        return None  # «خواسته‌ای را مطرح کرد که …»: «که» tells of the thing
    if how in ("", "،") and _what(s.passage.words, max(s.floor, cue.start - 16), cue.start):
        return None  # «درباره آنچه خطر عنوان شده، رایزنی خواهد کرد»
    if how not in (":", "که", "«", "،") and (how != "" or (cue.bare and not _perfect(s, cue))):
        return None
    end = speech_end(s.passage, start, how, s.later, s.cast)
    if how in ("که", "") and _subordinate(s.passage.words, s.floor, cue.start):
        end = _clause_end(s.passage.words, start, end)
    content = trim(s.passage, start, end)
    quoted = content is not None and s.passage.closing(start) >= end - 2 and content[0] == start + 1
    found = made(s, cue, content, Kind.DIRECT if quoted else Kind.REPORTED, "clause", marked=how in (":", "«"))
    return replace(found, anonymous=True) if found is not None and _they_say(s, cue) else found


def _continues(s: Sentence, cue: Cue) -> bool:
    """«وی ادامه داد، Y»; «X به جست‌وجو ادامه می‌دهد، …» says nothing."""
    subject = s.left.subject
    told = cue.verb.continues and not cue.present and subject is not None and plain_subject(s.passage, subject)
    return told and not {"به", "را"} & set(s.passage.words[s.left.cut : cue.start])


def _they_say(s: Sentence, cue: Cue) -> bool:
    """«می‌گویند Y»: nobody in particular says so."""
    words = s.passage.words
    alone = cue.start == 0 or s.passage.is_stop(cue.start - 1) or words[cue.start - 1] in ("و", "همچنین", "البته")
    return s.left.subject is None and alone and words[cue.end - 1] in ("میگویند", "گویند")


def _subordinate(words: list[str], floor: int, c: int) -> bool:
    """Whether the verb at `c` is the one of «پس از آنکه …»."""
    after = next((k for k in range(c - 1, max(floor, c - REACH // 4) - 1, -1) if words[k] in (_THAT, _THIS_THAT)), -1)
    if after < 1 or (words[after] == _THIS_THAT and words[after - 1] not in ("از", "پی")):
        return False
    return not has_verb(words, after, c)


_THAT, _THIS_THAT = key("آنکه"), key("اینکه")


def _clause_end(words: list[str], start: int, end: int) -> int:
    """«پس از آنکه X گفت A، …»: A ends at the comma behind its verb, where the main clause goes on."""
    for k in range(start + 2, end - 1):
        if words[k] == "،" and finite(words[k - 1]) and has_verb(words, k + 1, min(end, k + REACH)):
            return k
    return end


def _what(words: list[str], a: int, c: int) -> bool:
    """Whether the verb at `c` belongs to «آنچه»."""
    at = next((k for k in range(c - 1, a - 1, -1) if words[k] == _WHAT), -1)
    return at >= 0 and not any(map(finite, words[at:c]))


_WHAT = key("آنچه")


def _this_one(s: Sentence, cue: Cue) -> bool:
    """«این نکته را یادآور شد که Y»: here «که» tells what is said."""
    return not THESE.isdisjoint(s.passage.words[max(s.floor, cue.start - 5) : cue.start])


def _perfect(s: Sentence, cue: Cue) -> bool:
    """«X گفته Y»: a perfect without its auxiliary, behind somebody who can speak and before a clause."""
    words, subject = s.passage.words, s.left.subject
    if subject is None or subject.weak or subject.span[1] > cue.start or cue.end >= len(words):
        return False
    also = words[cue.start - 1] in ("نیز", "هم")
    body = words[subject.span[0]] in vocabulary().body_heads and words[cue.start - 1] != "که"
    told = also or body or subject.reference is not Reference.BODY
    return told and words[cue.end] not in _PASSIVE and not words[cue.end].startswith("شد")


_PASSIVE = listed("passive")
_PLAIN = frozenset((Act.SAYS, Act.ANNOUNCES, Act.LABELS))


def demand(s: Sentence, cue: Cue) -> Finding | None:
    """«از X خواست تا Y»، «از X خواست Y»."""
    if "demand" not in cue.verb.frames or cue.negative:
        return None
    words = s.passage.words
    if words[cue.end : cue.end + 1] == ["تا"] or (words[cue.end : cue.end + 1] == ["،"] and _asks(s.passage, s.floor, cue)):
        start = cue.end + 1
    elif marker(s.passage, cue.end)[0] == "" and (
        _bare_clause(s.passage, cue.end) if cue.verb.name != "خواست" else _asks(s.passage, s.floor, cue)
    ):
        start = cue.end
    else:
        return None
    end = speech_end(s.passage, start, "که", s.later, s.cast)
    return made(s, cue, trim(s.passage, start, end), Kind.PARAPHRASE, "demand")


def _asks(passage: Passage, floor: int, cue: Cue) -> bool:
    """«از X خواست Y»: Y has a verb in the subjunctive; «در نتیجه خواست مردم …» is a noun."""
    words = passage.words
    of = next((k for k in range(cue.start - 1, max(floor, cue.start - _WHOM) - 1, -1) if words[k] == "از"), -1)
    asked = (
        of >= 0
        and ("که" in words[of : cue.start] or not has_verb(words, of, cue.start))
        and words[cue.start - 1] not in _NO_ASKING
    )
    end = min(sentence_end(passage, cue.end), cue.end + REACH)
    return asked and any(_SUBJUNCTIVE.match(word) for word in words[cue.end : end])


_WHOM = 30
"""Tokens: how far before the verb those stand who are asked."""
_NO_ASKING = frozenset("نتیجه بنابر طبق به با".split())
_SUBJUNCTIVE = re.compile(
    r"ن?(?:ب\w{2,}(?:د|ند)|(?:کن|شو|ده|باش|نمای|گیر|دار|یاب)(?:د|ند))\Z",
)


def preposition(s: Sentence, cue: Cue, *, coordinated: bool = False) -> Finding | None:
    """«از Y خبر داد»، «بر Y تأکید کرد»، «نسبت به Y هشدار داد»."""
    words = s.passage.words
    how = marker(s.passage, cue.end)[0]
    if (
        cue.negative
        or (not coordinated and "clause" in cue.verb.frames and how in (":", "«"))
        or not (coordinated or closes(s.passage, cue))
    ):
        return None
    for k, of in _places(s, cue):
        a, z = k + len(of), back_over_adverbs(words, cue.start)
        if (told := _that_clause(words, a, z)) is not None:
            return made(s, cue, trim(s.passage, told, z), Kind.REPORTED, "preposition")
        if z <= a or (words[a] in THESE and (z - a == 1 or words[a + 1] in noun_table().empty)):
            return None
        if k and words[k - 1] in _GOVERNED:
            continue
        if z - a == 1 and words[a] in vocabulary().countries and cue.verb.name.startswith("گزارش"):
            continue  # «از عراق گزارش داد، Y»: from where
        if how == "که" and "clause" in cue.verb.frames:
            if words[a] in THESE or z - a < 2 or has_verb(words, a, z) or words[cue.start - 1] == "،":
                return None
            z = sentence_end(s.passage, cue.end)
        return made(s, cue, trim(s.passage, a, z), Kind.PARAPHRASE, "preposition")
    return None


_GOVERNED = frozenset("مربوط متعلق وابسته منجر معطوف منوط موسوم منتهی مشرف مجهز".split())
"""«گزارش مربوط به Y»: the preposition goes with these, not with the verb of saying."""


def _that_clause(words: list[str], a: int, z: int) -> int | None:
    """«از اینکه Y انتقاد کرد»، «از این موضوع که Y ابراز نگرانی کرد»: where Y begins."""
    start = a + 1 if words[a] in (_THAT, _THIS_THAT) else a + 3 if words[a] in THESE and words[a + 2 : a + 3] == ["که"] else z
    return start if start < z and has_verb(words, start, z) else None


def _places(s: Sentence, cue: Cue) -> list[tuple[int, tuple[str, ...]]]:
    """Where the prepositions stand that may govern the content, in order; «به X نسبت به Y اعتراض کرد» protests against Y."""
    words, cut = s.passage.words, s.left.cut
    joint = next((k for k in range(cue.start - 2, cut, -1) if words[k] == "و" and clause_closed(words, cut, k)), cut)
    places = [(_find(words, of, _behind_adjuncts(s.passage, joint, cue.start, of), cue.start), of) for of in cue.verb.of]
    found = sorted(((k, of) for k, of in places if k is not None), key=lambda place: place[0])
    against = found[1:] and found[0][1] == ("به",) and any(of[-1] == "به" and len(of) > 1 for _, of in found[1:])
    return found[1:] if against else found


def wish(s: Sentence, cue: Cue) -> Finding | None:
    """«خواستار Y شد»."""
    if "wish" not in cue.verb.frames:
        return None
    words = s.passage.words
    limit = sentence_end(s.passage, cue.end)
    close = next((k for k in range(cue.end, min(limit, cue.end + 70)) if words[k] in _WISH_ENDS and not _part(words, k)), None)
    if close is None:
        return None
    if close == cue.end:
        ra = cue.start - 1
        if ra <= s.floor or words[ra] != "را":
            return None
        start, subject = object_start(s, ra)
        return with_subject(made(s, cue, trim(s.passage, start, ra), Kind.PARAPHRASE, "wish"), subject, unclear=s.left.dropped)
    if words[cue.end] in THESE and close - cue.end <= 2 and marker(s.passage, close + 1)[0] == "که":
        start = marker(s.passage, close + 1)[1]
        end = speech_end(s.passage, start, "که", s.later, s.cast)
        return made(s, Cue(cue.start, close + 1, cue.verb), trim(s.passage, start, end), Kind.REPORTED, "wish")
    return made(s, cue, trim(s.passage, cue.end, close), Kind.PARAPHRASE, "wish")


def _part(words: list[str], k: int) -> bool:
    """«دیپلمات ربوده شده ایرانی»: a participle that goes on with its noun."""
    after = words[k + 1 : k + 2]
    return words[k] == "شده" and after != [] and after[0].isalpha() and after[0] not in _BEHIND_PERFECT


_BEHIND_PERFECT = frozenset("است اند بود بودند و که تا".split())
_WISH_ENDS = listed("wish_ends")


RULES: tuple[Rule, ...] = (wish, parted, feeling, label, object_, preposition, demand, clause)


def _bare_clause(passage: Passage, start: int) -> bool:
    """Whether a clause with its own verb follows directly."""
    words = passage.words
    end = sentence_end(passage, start)
    return (
        end - start >= 3 and words[start] not in ("و", "اما", "ولی", ")", "»") and has_verb(words, start, min(end, start + REACH))
    )


def _find(words: list[str], of: tuple[str, ...], a: int, z: int) -> int | None:
    size = len(of)
    for k in range(a, z - size + 1):
        if words[k] != of[0] or tuple(words[k : k + size]) != of or (k and words[k - 1] in _NOT_OF):
            continue
        if k + size < z and words[k + size] not in _NOT_BEHIND:
            return k
    return None


_NOT_BEHIND = listed("not_behind_of")


def _behind_adjuncts(passage: Passage, a: int, z: int, of: tuple[str, ...]) -> int:
    """The first token at or behind `a` that is not inside an adjunct closed by a comma."""
    words, v = passage.words, vocabulary()
    k = a
    while k < z:
        if words[k] == of[0] and tuple(words[k : k + len(of)]) == of and words[k - 1] not in _NOT_OF:
            return k
        if words[k] in v.stoppers and words[k] != of[0]:
            pause = next((j for j in range(k, z) if words[j] in ("،",)), None)
            if pause is not None and _find(words, of, pause, z) is not None:
                k = pause
        k += 1
    return a
