"""The constructions: each a named rule that turns a word of saying into content.

A rule is `(Sentence, Cue) -> Finding | None`. `RULES` holds them in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from jobs.analysis.model import Act, Kind, Span
from jobs.analysis.speakers.cast import Cast, role_end
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.cues import Cue, Later
from jobs.analysis.statements.extent import marker, speech_end, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import Left, subject_end
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.syntax import has_verb, sentence_end

_NOT_OF = frozenset(
    "پس پیش قبل بعد یکی برخی بعضی بیش کمتر بیشتر اعم عبارت ناشی حاکی خارج غیر فارغ گروهی شماری جمعی تعدادی".split()
)
_OBJECT_HEADS = frozenset(
    key(w)
    for w in "این آن ادعا ادعای ادعاهای اظهارات اظهار سخنان گفته‌های گفته هرگونه هر گزارش گزارش‌های خبر اخبار اتهام اتهامات حمله حملات اقدام اقدامات سیاست سیاست‌های انتقادات انتقاد تصمیم"
    " احتمال وجود حضور دخالت نقش موضع مواضع رفتار نتیجه نتایج شرایط وضعیت روابط هدف اهداف علت دلیل نسبت پیشنهاد طرح برنامه تحریم تحریم‌های برجام توافق جنایت جنایات نقض شایعات شایعه مطالب مذاکره مذاکرات تحولات سفر خروج شکایت شهادت کشتار ترور بازداشت برگزاری انتشار عملکرد ابراز".split()
)
_REACH = 120
"""Tokens: how far a clause is looked into."""
_THIS = frozenset("این آن همین".split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a rule may look at: the passage, the part before the cue read, and the cues that follow."""

    passage: Passage
    number: int
    floor: int
    left: Left
    later: Later
    cast: Cast


Rule = Callable[[Sentence, Cue], Finding | None]


def made(
    s: Sentence, cue: Cue, content: Span | None, kind: Kind, rule: str, *, act: Act | None = None, marked: bool = False
) -> Finding | None:
    """A finding of `rule`, or None without content."""
    if content is None:
        return None
    verb = cue.verb
    excused = cue.negative and verb.negates
    return Finding(
        passage=s.number,
        content=content,
        cue=(cue.start, cue.end),
        kind=kind,
        act=act or (Act.SAYS if excused else verb.act),
        rule=rule,
        negated=verb.negates != (cue.negative and kind is Kind.PARAPHRASE),
        subject=s.left.subject,
        marked=marked,
        continues=verb.continues,
        occasion=s.left.occasion,
        via=s.left.via,
    )


_CLAUSES = frozenset(("clause", "clause-marked", "clause-colon", "demand"))


def clause(s: Sentence, cue: Cue) -> Finding | None:
    """«گفت: Y»، «گفت که Y»، «گفت، Y»، «گفت Y»."""
    frames = cue.verb.frames
    if not frames & _CLAUSES or cue.negative:
        return None
    if cue.verb.subjects and not cue.verb.subjects & set(s.passage.words[max(s.floor, cue.start - 20) : cue.start]):
        return None
    how, start = marker(s.passage, cue.end)
    told = how == "که" and s.left.subject is not None and not s.left.subject.weak
    if "clause-colon" in frames and how not in (":", "«") and not told:
        return None
    if how in ("", "،") and ("clause" not in frames or not _bare_clause(s.passage, start)):
        return None
    if how in ("", "،") and "را" in s.passage.words[max(s.floor, cue.start - 2) : cue.start]:
        return None
    if how not in (":", "که", "«", "", "،"):
        return None
    if cue.bare and how not in (":", "که", "«", "،") and not _perfect(s, cue):
        return None
    end = speech_end(s.passage, start, how, s.later, s.cast)
    content = trim(s.passage, start, end)
    quoted = content is not None and s.passage.closing(start) >= end - 2 and content[0] == start + 1
    return made(s, cue, content, Kind.DIRECT if quoted else Kind.REPORTED, "clause", marked=how in (":", "«"))


def _perfect(s: Sentence, cue: Cue) -> bool:
    """«X گفته Y»: a perfect without its auxiliary, behind somebody who can speak and before a clause."""
    words, subject = s.passage.words, s.left.subject
    if subject is None or subject.weak or subject.span[1] > cue.start or cue.end >= len(words):
        return False
    return words[cue.end] not in _PASSIVE and not words[cue.end].startswith("شد") and subject.reference is not Reference.BODY


_PASSIVE = frozenset(key(w) for w in "است اند بود ها های هایی ی می‌شود نمی‌شود میشود گردید".split())


def demand(s: Sentence, cue: Cue) -> Finding | None:
    """«از X خواست تا Y»، «از X خواست Y»."""
    if "demand" not in cue.verb.frames or cue.negative:
        return None
    words = s.passage.words
    if cue.end < len(words) and words[cue.end] == "تا":
        start = cue.end + 1
    elif cue.verb.name != "خواست" and marker(s.passage, cue.end)[0] == "" and _bare_clause(s.passage, cue.end):
        start = cue.end
    elif cue.verb.name == "خواست" and "از" in words[s.floor : cue.start] and marker(s.passage, cue.end)[0] == "":
        start = cue.end
    else:
        return None
    end = speech_end(s.passage, start, "که", s.later, s.cast)
    return made(s, cue, trim(s.passage, start, end), Kind.PARAPHRASE, "demand")


def _closes(passage: Passage, cue: Cue) -> bool:
    """Whether a clause ends with this verb: what goes on behind it without a joint was a subordinate clause."""
    i = cue.end
    if i >= len(passage.words) or passage.is_stop(i):
        return True
    word = passage.words[i]
    return not word[0].isalnum() or word in _AFTER or word in vocabulary().adverbs


_AFTER = frozenset("و اما ولی که تا زیرا چون چرا لیکن ولیکن بلکه درحالیکه".split())


def preposition(s: Sentence, cue: Cue, *, coordinated: bool = False) -> Finding | None:
    """«از Y خبر داد»، «بر Y تأکید کرد»، «نسبت به Y هشدار داد»."""
    words = s.passage.words
    how = marker(s.passage, cue.end)[0]
    if cue.negative or (not coordinated and "clause" in cue.verb.frames and how in (":", "«")) or not (coordinated or _closes(s.passage, cue)):
        return None
    for of in cue.verb.of:
        k = _find(words, of, _behind_adjuncts(s.passage, s.left.cut, cue.start, of), cue.start)
        if k is None:
            continue
        a, z = k + len(of), _back_over_adverbs(words, cue.start)
        if z <= a or (words[a] in _THIS and words[a + 1] in noun_table().empty):
            return None
        if how == "که" and "clause" in cue.verb.frames:
            if words[a] in _THIS or z - a < 2 or has_verb(words, a, z):
                return None
            z = sentence_end(s.passage, cue.end)
        return made(s, cue, trim(s.passage, a, z), Kind.PARAPHRASE, "preposition")
    return None


def object_(s: Sentence, cue: Cue, *, coordinated: bool = False) -> Finding | None:
    """«Y را رد کرد»، «Y را محکوم کرد»."""
    if "object" not in cue.verb.frames or not (coordinated or _closes(s.passage, cue)):
        return None
    words = s.passage.words
    ra = _last_ra(words, s.floor, cue.start)
    if ra is None:
        return None
    start, subject = _object_start(s, ra)
    tail = words[ra + 1 : cue.start]
    charged = "به" in tail[:1] and cue.verb.act in (Act.ACCUSES, Act.CONDEMNS) or len(tail) > 4
    content = trim(s.passage, start, cue.start if charged else ra)
    if content is None or (words[content[0]] in _THIS and content[1] - content[0] <= 2):
        return None
    return _with_subject(made(s, cue, content, Kind.PARAPHRASE, "object"), subject, unclear=s.left.dropped)


def label(s: Sentence, cue: Cue, *, coordinated: bool = False) -> Finding | None:
    """«Y را Z دانست»، «Y را Z توصیف کرد»."""
    how = marker(s.passage, cue.end)[0]
    if "label" not in cue.verb.frames or (
        not coordinated and (how == ":" or (how == "که" and "clause" in cue.verb.frames))
    ):
        return None
    if not (coordinated or _closes(s.passage, cue)):
        return None
    words = s.passage.words
    ra = _last_ra(words, s.floor, cue.start)
    if ra is None or ra + 1 >= cue.start:
        return None
    first = ra
    while (earlier := _last_ra(words, s.floor, first)) is not None and not has_verb(words, earlier, ra):
        first = earlier
    start, subject = _object_start(s, first)
    told = how == "که" and not coordinated
    end = speech_end(s.passage, cue.end + 1, "که", s.later, s.cast) if told else cue.start
    return _with_subject(made(s, cue, trim(s.passage, start, end), Kind.PARAPHRASE, "label"), subject, unclear=s.left.dropped)


def wish(s: Sentence, cue: Cue) -> Finding | None:
    """«خواستار Y شد»."""
    if "wish" not in cue.verb.frames:
        return None
    words = s.passage.words
    limit = sentence_end(s.passage, cue.end)
    close = next((k for k in range(cue.end, min(limit, cue.end + 70)) if words[k] in _WISH_ENDS), None)
    if close is None:
        return None
    if close == cue.end:
        ra = cue.start - 1
        if ra <= s.floor or words[ra] != "را":
            return None
        start, subject = _object_start(s, ra)
        return _with_subject(made(s, cue, trim(s.passage, start, ra), Kind.PARAPHRASE, "wish"), subject, unclear=s.left.dropped)
    if words[cue.end] in _THIS and close - cue.end <= 2 and marker(s.passage, close + 1)[0] == "که":
        start = marker(s.passage, close + 1)[1]
        end = speech_end(s.passage, start, "که", s.later, s.cast)
        return made(s, Cue(cue.start, close + 1, cue.verb), trim(s.passage, start, end), Kind.REPORTED, "wish")
    return made(s, cue, trim(s.passage, cue.end, close), Kind.PARAPHRASE, "wish")


_WISH_ENDS = frozenset(key(w) for w in "شد شدند شده شده‌است شده‌اند است بود بودند گردید گشت هستند میشود می‌شود می‌شوند".split())

RULES: tuple[Rule, ...] = (wish, label, object_, preposition, demand, clause)


def _bare_clause(passage: Passage, start: int) -> bool:
    """Whether a clause with its own verb follows directly."""
    words = passage.words
    end = sentence_end(passage, start)
    return end - start >= 3 and words[start] not in ("و", "اما", "ولی", ")", "»") and has_verb(words, start, min(end, start + _REACH))


def _find(words: list[str], of: tuple[str, ...], a: int, z: int) -> int | None:
    size = len(of)
    for k in range(a, z - size + 1):
        if words[k] == of[0] and tuple(words[k : k + size]) == of and (k == 0 or words[k - 1] not in _NOT_OF):
            if k + size < z and words[k + size] not in _NOT_BEHIND:
                return k
    return None


_NOT_BEHIND = frozenset("اعضای جمله سوی طریق ابتدا زمان طرف جانب قبل پیش این‌رو هماکنون اینرو".split())


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


def _back_over_adverbs(words: list[str], z: int) -> int:
    v = vocabulary()
    while z and (
        words[z - 1] in v.adverbs
        and words[z - 1] not in ("خود", "هم", "و")
        or words[z - 1] in ("شدت", "صمیمانه", "رسما")
        or words[z - 1] == "به"
    ):
        z -= 1
    return z


def _last_ra(words: list[str], a: int, z: int) -> int | None:
    return next((k for k in range(z - 1, a, -1) if words[k] == "را"), None)


def _with_subject(finding: Finding | None, subject: Candidate | None, *, unclear: bool) -> Finding | None:
    if finding is None:
        return None
    if subject is None:
        return replace(finding, unclear=finding.subject is None and unclear)
    return replace(finding, subject=subject)


def _object_start(s: Sentence, ra: int) -> tuple[int, Candidate | None]:
    """Where the object that ends at «را» begins, and the subject where it had to be parted from the object."""
    words, v = s.passage.words, vocabulary()
    i = s.left.cut
    if not s.left.dropped:
        subject = s.left.subject
        cut = (
            split_subject(s, subject.span[0], subject.span[1], known=True)
            if subject is not None and subject.span[0] >= s.floor
            else None
        )
        if subject is not None and cut is not None:
            return _skip_adjuncts(words, cut, ra), read(s.passage, subject.span[0], cut)
        return _skip_adjuncts(words, i, ra), None
    cut = split_subject(s, i, ra)
    if cut is None:
        return i, None
    return _skip_adjuncts(words, cut, ra), read(s.passage, i, cut)


def _skip_adjuncts(words: list[str], i: int, ra: int) -> int:
    v = vocabulary()
    k = i
    while k < ra:
        word = words[k]
        if word in v.adverbs or word in ("،", "که", "»") or word in v.time and word not in v.given:
            k += 1
        elif word in v.stoppers:
            pause = next((j for j in range(k, ra) if words[j] == "،"), None)
            one = next((j for j in range(k, ra) if words[j] == "یکی" and words[j + 1] == "از"), None)
            adverb = one or next(
                (j for j in range(k, ra) if words[j] in v.adverbs or words[j] in _OBJECT_HEADS or words[j] == "یکی"), None
            )
            if pause is not None and not has_verb(words, pause, ra):
                k = pause + 1
                if words[k] in v.role_heads:
                    k = role_end(words, k)
            elif adverb is not None and adverb > k + 1:
                k = adverb + (words[adverb] in v.adverbs)
            else:
                return k
        else:
            return k
    return i


def split_subject(s: Sentence, i: int, ra: int, *, known: bool = False) -> int | None:
    """The boundary between a subject and the object directly behind it."""
    words, v = s.passage.words, vocabulary()
    if words[i] in v.pronouns:
        return i + 1
    for k in range(min(ra - 1, i + 14), i, -1):
        run = tuple(words[i:k])
        if s.cast.exact(run):
            return k
    if known and words[i] not in v.role_heads and words[i] not in v.body_heads:
        return i + 1 if words[i] in v.countries and words[i + 1] not in ("و", "را") and i + 1 < ra else None
    end = min(ra, subject_end(words, i, ra))
    for k in range(i + 1, end):
        if words[k] == "یکی" and words[k + 1 : k + 2] == ["از"]:
            return k
        if words[k] in _OBJECT_HEADS and words[k - 1] != "و":
            return k
        if words[k - 1] in v.countries and k - i >= 2:
            return k
    if words[i] in v.countries:
        return i + 1
    return None
