"""How far a speech goes: to the paragraph's end, to the sentence's end, or to where the next one begins."""

from __future__ import annotations

from functools import lru_cache

from jobs.analysis.model import Span
from jobs.analysis.speakers.cast import Cast
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.asides import aside
from jobs.analysis.statements.cues import Cue, Later
from jobs.analysis.statements.left import can_speak, parse, plain_subject
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.syntax import finite, sentence_end, sentence_start
from jobs.analysis.statements.wordlists import listed

_JOINERS = frozenset("و اما ولی".split())
_TRIM_END = frozenset(".،!؛:,/")
_TRIM_START = frozenset(":،؛.-–")


@lru_cache(maxsize=256)  # every rule asks it of the same cue
def marker(passage: Passage, end: int) -> tuple[str, int]:
    """What follows a cue that ends before `end`: («:»|«که»|««»|«،»|«و»|"" , the content's first token)."""
    words = passage.words
    i = end
    if i < len(words) and words[i] == "(":
        close = next((k for k in range(i, min(i + 12, len(words))) if words[k] == ")"), -1)
        i = close + 1 if close > 0 else i
    word = words[i] if i < len(words) else "."
    if word == ":":
        i += 1
        if i < len(words) and words[i] == "که":
            i += 1
        return ":", i
    if word == "که":
        i += 1
        if i < len(words) and words[i] == ":":
            return ":", i + 1
        return "که", i
    if word in ("«", '"', "“", "'"):
        return ("«", i) if passage.closing(i) - i > 6 else ("", i)
    if word in ("،", "؛"):
        if i + 1 < len(words) and words[i + 1] == "که":
            return "که", i + 2
        return "،", i + 1
    if word in _JOINERS or word in (".", "!", "؟", ")", "»"):
        return word, i + 1
    return "", i


def speech_end(passage: Passage, start: int, how: str, later: Later, cast: Cast) -> int:
    """The token behind the speech that begins at `start` under the marker `how`."""
    words = passage.words
    quote = passage.closing(start)
    if quote > start + 6 and (how in (":", "«") or quote >= len(words) - 2):
        nxt = words[quote + 1] if quote + 1 < len(words) else "."
        if (
            nxt in ".،؛!؟،"
            or nxt in _JOINERS
            or quote >= len(words) - 1
            or passage.is_stop(quote)
            or any(c.start == quote + 1 for c in later.before(quote + 2))
        ):
            return min(quote + 1, len(words))
    limit = len(words) if how in (":", "«", "document") else sentence_end(passage, start)
    first_end = sentence_end(passage, start)
    for cue in later.before(limit):
        if cue.start <= start:
            continue
        if cue.start < first_end:
            cut = _joined(passage, start, cue, how) or _judged(passage, start, cue)
            if cut is not None:
                return cut
            continue
        begin = sentence_start(passage, cue.start)
        if begin > start + 1 and cue.start - begin <= 1 and words[begin - 1] == "؟":
            begin = sentence_start(passage, begin - 1)  # «وی در پاسخ به این پرسش که …؟ گفت»
        if begin > start and _own_sentence(passage, begin, cue, how, cast):
            limit = min(limit, begin)
            break
    if how in ("که", "") and (cut := _contrast(passage, start, limit)) is not None:
        return cut
    return min(limit, aside(passage, start, limit))


def _contrast(passage: Passage, start: int, limit: int) -> int | None:
    """«با وجود آنکه X گفته بود که A، اما …»، «همان‌طور که X گفت A ولی …»: A ends before the main clause."""
    words = passage.words
    begin = sentence_start(passage, start)
    opening = words[begin : min(start, begin + _OPENING)] + words[max(begin, start - _OPENING) : start]
    if _CONCESSIVE.isdisjoint(opening) and not ("همان" in opening and opening[opening.index("همان") + 1 :][:1] in _SO):
        return None
    for k in range(start + 2, min(limit, start + _NEAR)):
        if words[k] in _BUT:
            return k - 1 if words[k - 1] == "،" else k
    return None


_CONCESSIVE = listed("concessive")
_SO = (["طور"], ["گونه"], ["طوری"])
_OPENING = 24
"""Tokens: how far into a sentence a conjunction may open it."""


def trim(passage: Passage, a: int, z: int) -> Span | None:
    """Content without closing marks and without quotation marks that enclose it whole; None where nothing is left."""
    words = passage.words
    while a < z and words[a] in _TRIM_START:
        a += 1
    while z > a and words[z - 1] in _TRIM_END and not (words[z - 1] == "." and z >= 2 and words[z - 2] == "."):
        z -= 1
    while z > a and words[z - 1] == "»" and not passage.is_closing(z - 1):
        z -= 1
        while z > a and words[z - 1] in _TRIM_END:
            z -= 1
    closed = passage.closing(a)
    if closed >= z - 1 > a:
        a, z = a + 1, min(z, closed)
        while z > a and words[z - 1] in _TRIM_END:
            z -= 1
    return (a, z) if a < z else None


def _joined(passage: Passage, start: int, cue: Cue, how: str) -> int | None:
    """Where a later verb in the same sentence goes on with the same speaker: «گفت که A و افزود که B»."""
    words, v = passage.words, vocabulary()
    what, _ = marker(passage, cue.end)
    if what not in (":", "که", "«") and not (what == "" and how != ":" and not cue.bare):
        return None
    if how == ":" and what != ":":
        return None
    if how != ":" and what == "" and (whom := _asked(words, start, cue)) is not None:
        return whom
    k = cue.start
    while k > start and (words[k - 1] in v.adverbs and words[k - 1] not in _JOINERS):
        k -= 1
    if k > start and words[k - 1] in _JOINERS and k - 1 > start:
        return k - 1
    if how != ":":
        return (
            _answered(passage, start, cue)
            or _with_adjunct(passage, start, cue)
            or _main_clause(passage, start, cue)
            or (k - 1 if what == ":" and words[k - 1] == "،" and finite(words[k - 2]) else None)
            or (cue.start if what == ":" and finite(words[cue.start - 1]) and "که" not in words[start : cue.start] else None)
        )
    return None


def _judged(passage: Passage, start: int, cue: Cue) -> int | None:
    """«گفت A است و B را Z خواند.»: where the speaker's judgement of B begins, which closes the sentence."""
    words = passage.words
    if not cue.verb.frames & _JUDGING or cue.present or cue.bare or cue.negative or marker(passage, cue.end)[0] not in (".", "و"):
        return None
    k = next((k for k in range(cue.start - 1, max(start + 1, cue.start - _NEAR), -1) if finite(words[k])), -1)
    v = vocabulary()
    if (
        k < 0
        or k + 2 >= len(words)
        or not _FUTURE.isdisjoint(words[k : cue.start])
        or any(words[k + 2] in who for who in (v.titles, v.given, v.role_heads))
    ):
        return None  # «و نمی‌توان آن را Z دانست», «و سردار X آن را Z دانست»
    if words[k + 1] != "و" or ("wish" not in cue.verb.frames and "را" not in words[k : cue.start]):
        return None
    return k + 1


_FUTURE = listed("future")
_JUDGING = frozenset(("label", "wish"))


def _asked(words: list[str], start: int, cue: Cue) -> int | None:
    """«… که A است و از X خواست B کند»: where the demand begins."""
    if "demand" not in cue.verb.frames:
        return None
    of = next((k for k in range(cue.start - 1, max(start, cue.start - _ADVERBIAL), -1) if words[k] == "از"), -1)
    joined = of > start + 1 and words[of - 1] == "و" and finite(words[of - 2])
    return of - 1 if joined and not any(map(finite, words[of : cue.start])) else None


def _answered(passage: Passage, start: int, cue: Cue) -> int | None:
    """«X می‌گوید A، اما Y گفت B»: where somebody else answers in the same sentence."""
    words = passage.words
    for k in range(cue.start - 2, max(start, cue.start - _ADVERBIAL), -1):
        if finite(words[k]):
            return None
        if words[k] in _BUT and (words[k - 1] == "،" or finite(words[k - 1])):
            other = parse(passage, k + 1, cue.start).subject
            told = other is not None and can_speak(passage, other) and other.reference is not Reference.PRONOUN
            return k - (words[k - 1] == "،") if told else None
    return None


_BUT = frozenset(("اما", "ولی", "لیکن"))


def _with_adjunct(passage: Passage, start: int, cue: Cue) -> int | None:
    """«… که A و با بیان اینکه B، گفت که C»: where an adjunct of saying opens the second verb's part."""
    words, table = passage.words, noun_table()
    for k in range(max(start, cue.start - _NEAR), cue.start):
        if words[k] == "و" and words[k + 1] in ("با", "ضمن") and finite(words[k - 1]):
            found = table.that.at(words, k + 1) or table.with_.at(words, k + 1)
            if found is not None and k + 1 + len(found.words) < cue.start:
                return k
    return None


def _main_clause(passage: Passage, start: int, cue: Cue) -> int | None:
    """«X پس از آنکه Y گفت A، روز شنبه گفت که B»: A ends where the main clause goes on."""
    words = passage.words
    begin = sentence_start(passage, start)
    nested = _THAT in words[begin:start] or any(
        words[k] == _THIS_THAT and words[k - 1] in ("از", "پی") for k in range(begin + 1, start)
    )
    if not nested:
        return None
    last = next((k for k in range(cue.start - 1, start, -1) if finite(words[k])), -1)
    return last + 1 if last > 0 and cue.start - last < _ADVERBIAL else None


_THAT, _THIS_THAT = key("آنکه"), key("اینکه")
_ADVERBIAL = 16
"""Tokens: how long the adverbials between a subordinate clause and the main verb may be."""
_NEAR = 60
"""Tokens: how far before its verb an adjunct may begin."""


def _own_sentence(passage: Passage, begin: int, cue: Cue, how: str, cast: Cast) -> bool:
    """Whether the sentence at `begin` is the reporter's again, with a speaker of its own."""
    what, _ = marker(passage, cue.end)
    if what not in (":", "«", "که") and cue.verb.frames <= _MARKED and not cue.verb.of:
        return False  # «وی پسر را از آب بیرون می‌آورد»
    left = parse(passage, begin, cue.start)
    if left.via is not None:
        return True
    marked = what in (":", "«")
    if how == "document":
        return marked
    if left.subject is None:
        known = left.dropped and any(cast.exact(tuple(passage.words[begin : begin + size])) for size in (4, 3, 2, 1))
        return marked and (known or (cue.start - begin <= 8 and not left.dropped))
    if _tells(passage.words, left.subject):
        return True
    if left.subject.reference is Reference.PRONOUN:
        return passage.words[left.subject.span[0]] == "وی" or marked or (how != ":" and not cue.present)
    if marked or (how == ":" and cue.present):
        return marked
    lasting = passage.words[cue.end - 1].startswith("می")  # «مردم می‌گفتند که …»
    if not lasting and (what == "که" or _demands(passage, left.subject, cue)) and _opens_report(passage, begin, left.subject):
        return True
    return _speaks_here(passage, left.subject, what, how, cast)


_MARKED = frozenset(("clause-colon", "clause-marked"))


def _tells(words: list[str], subject: Candidate) -> bool:
    """«سمت با تأکید بر …», «نام ضمن اشاره به …»: only the reporter writes so."""
    a = subject.span[1]
    return not subject.weak and words[a] in ("با", "ضمن") and words[a + 1] in _TELLING


_TELLING = listed("telling")


def _demands(passage: Passage, subject: Candidate, cue: Cue) -> bool:
    """«سمت از X خواست تا …»: told without «که»."""
    words = passage.words
    also = words[subject.span[1]] in ("هم", "نیز")
    return "demand" in cue.verb.frames and words[cue.end : cue.end + 1] == ["تا"] and not also


def _opens_report(passage: Passage, begin: int, subject: Candidate) -> bool:
    """«مقامات X گفته‌اند که …»: the sentence begins with an office or a body, told in full."""
    a, z = subject.span
    if subject.weak or subject.indefinite or a - begin > _OPENS:
        return False
    if subject.reference is Reference.BODY:
        return passage.words[a] in vocabulary().body_heads and passage.words[z] not in ("هم", "نیز")
    return subject.reference is Reference.ROLE and plain_subject(passage, subject)


_OPENS = 2  # words, at most, before the subject with which a sentence begins: «همچنین», «در ادامه»


def _speaks_here(passage: Passage, subject: Candidate, what: str, how: str, cast: Cast) -> bool:
    """Whether somebody who speaks without a colon is one of the article, or is brought in with name and office."""
    words = passage.words
    if subject.name is not None:
        a, z = subject.name
        introduced = subject.role is not None or words[a] in vocabulary().given or a > subject.span[0]
        return (what == "که" and introduced) or cast.named(tuple(words[a:z])) is not None
    if subject.role is None:
        return False
    return how != ":" or bool(cast.holding(tuple(words[slice(*subject.role)])))
