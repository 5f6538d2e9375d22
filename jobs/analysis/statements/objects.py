"""Content before the verb that ends with or holds «را»: «Y را رد کرد»، «Y را Z دانست»."""

from __future__ import annotations

from dataclasses import replace

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.noun_phrase import Candidate
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.cues import Cue
from jobs.analysis.statements.extent import marker, speech_end, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.object_start import object_start
from jobs.analysis.statements.passage import key
from jobs.analysis.statements.sentence import THESE, Sentence, back_over_adverbs, closes, made
from jobs.analysis.statements.syntax import finite, has_verb
from jobs.analysis.statements.wordlists import listed

_BLAMED = frozenset(
    key(word) for word in "مسئول مسوول مسئولان عامل عوامل مقصر مقصران علت دلیل شریک مسبب مسببان بانی بانیان".split()
)
_ALOUD = frozenset("با از به".split())
"""«شعر را با صدای بلند خواند» reads aloud and labels nothing."""
_SHORT = 5


def object_(s: Sentence, cue: Cue, *, coordinated: bool = False) -> Finding | None:
    """«Y را رد کرد»، «Y را محکوم کرد»."""
    if "object" not in cue.verb.frames or not (coordinated or closes(s.passage, cue)):
        return None
    how = marker(s.passage, cue.end)[0]
    if not coordinated and (how == ":" or (how == "که" and cue.verb.act is Act.ACCUSES)):
        return None  # «X را متهم کرد که Y»
    if cue.negative and not cue.verb.negates and not (cue.verb.act is Act.CONFIRMS and cue.present):
        return None  # «تاریخ آن را اعلام نکرد»
    words = s.passage.words
    ra = _last_ra(words, s.floor, cue.start)
    if ra is None or not _goes_with(words, ra, cue) or _might(words, s.floor, ra, cue):
        return None
    start, subject = object_start(s, ra)
    tail = words[ra + 1 : back_over_adverbs(words, cue.start)]
    calls = cue.verb.name.startswith(_CALLS)
    if calls and (tail[:1] != ["به"] or _a_place(tail)):
        return None  # «او را به تهران دعوت کرد» invites
    charged = ("به" in tail[:1] and (calls or cue.verb.act in (Act.ACCUSES, Act.CONDEMNS))) or len(tail) > 4
    content = trim(s.passage, start, cue.start if charged else ra)
    vague = content is not None and words[content[0]] in THESE and content[1] - content[0] <= 2 and not cue.verb.negates
    if content is None or content[1] - content[0] < 2 or vague or words[content[0]] in _POSITIONS:
        return None
    if cue.verb.negates and content[1] - content[0] == 2 and words[content[0]] in THESE and not coordinated:
        told, first = marker(s.passage, cue.end)
        if told == "که":  # «این ادعا را رد کرد که Y»
            content = trim(s.passage, first, speech_end(s.passage, first, "که", s.later, s.cast)) or content
    return with_subject(made(s, cue, content, Kind.PARAPHRASE, "object"), subject, unclear=s.left.dropped)


def _a_place(tail: list[str]) -> bool:
    """Whether somebody is called to a place or an event, not to do something."""
    return len(tail) < _LEAST or tail[1] in _EVENTS or tail[1] in vocabulary().countries


_LEAST = 2
_CALLS = ("دعوت", "فرا")
_EVENTS = listed("invited_to")


def label(s: Sentence, cue: Cue, *, coordinated: bool = False) -> Finding | None:
    """«Y را Z دانست»، «Y را Z توصیف کرد»."""
    how = marker(s.passage, cue.end)[0]
    if "label" not in cue.verb.frames or (not coordinated and how == ":") or how == "؟":
        return None
    if not (coordinated or closes(s.passage, cue)):
        return None
    words = s.passage.words
    ra = _last_ra(words, s.floor, cue.start)
    if how == "که" and "clause" in cue.verb.frames and not coordinated and not _called(words, ra, cue):
        return None
    if "clause" in cue.verb.frames and (cue.negative or cue.verb.name in _PASSIVE):
        return None  # «دلیل آن را ذکر نکرد»، «Y عنوان شد»
    if ra is None or ra + 1 >= cue.start or (cue.verb.name == "خواند" and words[ra + 1] in _ALOUD and cue.start - ra <= _SHORT):
        return None
    if cue.verb.name == "معرفی کرد" and words[ra + 1] not in _BLAMED:
        return None  # «X را (به‌عنوان جانشین) معرفی کرد» appoints and labels nothing
    if not _goes_with(words, ra, cue) or (cue.verb.name == "دانست" and cue.present and how == "که"):
        return None  # «می‌داند که» knows
    first = ra
    while (earlier := _last_ra(words, s.floor, first)) is not None and not has_verb(words, earlier, ra):
        first = earlier
    start, subject = object_start(s, first)
    told = how == "که" and not coordinated
    if "clause" in cue.verb.frames and _nothing(words, start, first) and not _called(words, first, cue):
        return None
    end = speech_end(s.passage, cue.end + 1, "که", s.later, s.cast) if told else cue.start
    act = _shown(words, first, cue)
    made_here = made(s, cue, trim(s.passage, start, end), Kind.PARAPHRASE, "label", act=act)
    return with_subject(made_here, subject, unclear=s.left.dropped)


def parted(s: Sentence, cue: Cue) -> Finding | None:
    """«به انتقاد از Y پرداخت»، «X را متهم به Y کرد»، «مدعی Y شد»: the light verb stands behind what its noun takes."""
    if cue.closed is None or not closes(s.passage, replace(cue, end=cue.closed[1])):
        return None
    start, subject = cue.end, None
    if "parted-object" in cue.verb.frames:
        ra = _last_ra(s.passage.words, s.floor, cue.start)
        if ra is None or not _goes_with(s.passage.words, ra, cue):
            return None
        start, subject = object_start(s, ra)
    content = trim(s.passage, start, cue.closed[0])
    return with_subject(made(s, cue, content, Kind.PARAPHRASE, "parted"), subject, unclear=s.left.dropped)


def _shown(words: list[str], ra: int, cue: Cue) -> Act:
    """«آمادگی خود را برای Y اعلام کرد» announces; «Y را Z اعلام کرد» labels."""
    own = words[ra - 1] == "خود" and "clause" in cue.verb.frames
    return (Act.ANNOUNCES if cue.verb.name.startswith("اعلام") else Act.SAYS) if own else Act.LABELS


def _nothing(words: list[str], start: int, ra: int) -> bool:
    """«توضیحاتی را درباره آن بیان کرد», «این مطلب را در نشست عنوان کرد»: what was said is not told."""
    return words[start] in _SPOKEN or (words[start] in THESE and words[start + 1] in noun_table().empty and start + 2 == ra)


def _might(words: list[str], floor: int, ra: int, cue: Cue) -> bool:
    """«نمی‌توان Y را رد کرد»: nobody has done it."""
    k = next((k for k in range(ra - 1, max(floor, ra - _CLAUSE) - 1, -1) if words[k] in _MODAL or finite(words[k])), -1)
    return k >= 0 and words[k] in _COULD and not cue.present


_CLAUSE = 40
_COULD = frozenset("میتوان نمیتوان بتوان نتوان".split())
_POSITIONS = listed("positions")
_SPOKEN = listed("spoken_things")
_PASSIVE = frozenset(("عنوان شد", "ذکر شد", "تصریح شد", "خاطرنشان شد", "خاطر نشان شد"))


def _called(words: list[str], ra: int | None, cue: Cue) -> bool:
    """«این را Z عنوان کرد که …»: between «را» and the verb stands what it is called, so «که» only goes on with that."""
    return ra is not None and 0 < cue.start - ra - 1 <= _NAME and words[ra + 1] not in _BEHIND_RA


_NAME = 6
_BEHIND_RA = listed("behind_object")


def _goes_with(words: list[str], ra: int, cue: Cue) -> bool:
    """Whether «را» belongs to the verb: no other verb and no «می‌توان» stands between."""
    first = ra + 1
    if "که" in words[first : cue.start]:  # «Y را، که … است، محکوم کرد»
        relative = words.index("که", first)
        first = next((k for k in range(cue.start - 1, relative, -1) if words[k] in _PAUSES), cue.start)
    return not any((finite(w) and w[-1] != "ه" and w not in _NOUNS) or w in _MODAL for w in words[first : cue.start])


_NOUNS = frozenset("ساخت پرداخت گشت برد".split())
"""Past stems that are nouns as well: «آمادگی خود را برای ساخت پل اعلام کرد»."""
_MODAL = listed("future")
_PAUSES = frozenset("،-–—")


def _last_ra(words: list[str], a: int, z: int) -> int | None:
    return next((k for k in range(z - 1, a, -1) if words[k] == "را"), None)


def with_subject(finding: Finding | None, subject: Candidate | None, *, unclear: bool) -> Finding | None:
    if finding is None:
        return None
    if subject is None:
        return replace(finding, unclear=finding.subject is None and unclear)
    return replace(finding, subject=subject)
