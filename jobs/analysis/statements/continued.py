"""Speech that goes on into paragraphs without a word of saying of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.asides import is_colophon
from jobs.analysis.statements.bylines import is_report
from jobs.analysis.statements.cues import Cue
from jobs.analysis.statements.documents import announced
from jobs.analysis.statements.extent import marker, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import Left, parse, plain_subject
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.syntax import has_verb, sentence_start
from jobs.analysis.statements.wordlists import listed

_BULLETS = frozenset("-–—•*●▪■◾︎")
_WE = listed("first_person")
_FIRST_PERSON = re.compile(
    r"(?:ن?می)?\w{2,}(?:یم|ایم)\Z|ن?می(?!ل|ر)\w+نم\Z"
    r"|ن?(?:می)?(?:کرد|بود|شد|داد|داشت|گفت|رفت|دید|گرفت|خواست|توانست|دانست|نوشت|آمد|شنید|رسید|گذاشت|پذیرفت)م\Z"
)
_NOT_SPEECH = listed("no_speech_begins")
_LEAST = 8
"""Words: a shorter paragraph is a heading."""
_SENTENCE, _SHORT = 12, 4
"""Words: so many that end with a full stop are a sentence, whatever its verb; so few are none."""
_WISHES = listed("wishing")
_REPORT = 4
"""Words: «بر اساس این گزارش»."""


class Continuation:
    """Goes through the passages in order and keeps whether the speech before may go on."""

    def __init__(self, passages: Sequence[Passage], *, talk: bool = False) -> None:
        self._passages, self._talk = passages, talk
        self._answer = False
        """Whether the passage before is part of an answer in a conversation (`talk`)."""
        self._pending: tuple[Cue, Left, int] | None = None
        self._quote = False
        self._spoken = False
        self._goes_on = False
        """Whether a paragraph of the document's text has been seen."""
        self._text: tuple[tuple[int, int], Candidate | None, int] | None = None
        """Where a document's text follows: the colon, the issuer if told there, and the passage."""

    def of(self, number: int, found: Sequence[Finding], *, resumed: bool = False) -> Finding | None:
        """The whole passage as a statement, where the speech before it goes on into it; `resumed`: behind it as well."""
        passage = self._passages[number]
        if self._answer and self._answers(passage) and not (found and (found[0].rule == "turn" or _own(passage, found[0]))):
            return _whole(passage, number, "continued")
        written = self._text is not None and passage.words and not (found and _told(passage, found))
        if not passage.words or (found and not written and (self._pending is None or _own(passage, found[0]))):
            return None
        if self._pending is not None and self._may_follow(passage):
            cue, left, home = self._pending
            return _whole(passage, number, "opened", cue=(cue.start, cue.end), left=left, home=home)
        if self._text is not None and written and self._belongs(passage):
            colon, issuer, home = self._text
            return _whole(passage, number, "text", cue=colon, left=Left(issuer, 0), home=home)
        if self._quote and self._may_follow(passage):
            return _whole(passage, number, "quotation")
        if (
            self._spoken
            and len(passage.words) >= _LEAST
            and passage.is_stop(len(passage.words) - 1)
            and self._may_follow(passage)
            and (_first_person(passage) or (resumed and _timeless(passage)))
        ):
            return _whole(passage, number, "continued")
        return None

    def _belongs(self, passage: Passage) -> bool:
        """Whether a passage is part of the document's text, and no address, verse or signature in it."""
        words, size = passage.words, len(passage.words)
        if (is_colophon(words, 0) if self._quote else _outlet(words)) or "گزارش" in words[1:_REPORT]:
            return False  # «براساس این گزارش»: the outlet's own
        if words[:3] == ["در", "همین", "حال"] or ("وی" in words and not _LIFE.isdisjoint(words)):
            return False  # news of somebody else; the life of who was appointed
        if size >= _LEAST and has_verb(words, 0, size):
            return True
        size -= words[-1] == "»"  # the mark that closes the document
        return passage.is_stop(size - 1) and (size >= _SENTENCE or (size > _SHORT and words[size - 2] in _WISHES))

    def seen(self, number: int, found: Sequence[Finding], cues: Sequence[Cue], goes_on: bool) -> None:
        """Learns how the passage ends; `goes_on`: it was itself a continuation."""
        passage = self._passages[number]
        size = len(passage.words)
        last = cues[-1] if cues else None
        if last is not None and marker(passage, last.end)[0] == ":" and marker(passage, last.end)[1] >= size:
            self._pending = (last, parse(passage, max(sentence_start(passage, last.start), last.start - 150), last.start), number)
        elif not (goes_on and self._pending is not None and _bullet(passage)):
            self._pending = None if not (self._pending and goes_on and self._opens_quote(passage)) else self._pending
        self._goes_on = goes_on or (self._goes_on and self._text is not None)
        self._text = self._written(number, found, goes_on)
        if self._text is None and self._pending is not None:
            self._text = self._announcement(number)
        self._answer = self._talk and ((bool(found) and found[0].rule == "turn") or (goes_on and self._answer))
        ends = found[-1].content[1] if found else 0
        on = goes_on or self._text is not None
        opens = self._opens_quote(passage) and (on or ends > passage.quotes[-1][0])  # what nobody says may be a law's text
        self._quote = opens or (self._quote and on and passage.words.count("»") <= passage.words.count("«"))
        open_ = bool(found) and found[-1].marked and found[-1].kind is not Kind.DIRECT  # a closed quotation is over
        self._spoken = goes_on or (open_ and ends >= size - 3 and passage.words[-1] != ":")

    def _written(
        self, number: int, found: Sequence[Finding], goes_on: bool
    ) -> tuple[tuple[int, int], Candidate | None, int] | None:
        """Where a document's text goes on behind this passage."""
        passage = self._passages[number]
        begun = announced(passage, number)
        goes_on_with_it = self._text is not None or (bool(found) and found[-1].rule == "text")
        if begun is not None and not (begun[1] is None and goes_on_with_it):
            return begun  # «توضیحات زیر اعلام می‌شود:» inside a text begins no other one
        if found and found[-1].rule == "text" and not goes_on:
            return found[-1].cue, found[-1].subject, number
        if self._text is None or (found and not goes_on and found[-1].rule != "document"):
            return None
        words = passage.words
        first = goes_on and self._text[2] == number - 1 and words[0] in ("«", '"')
        closed = first and len(words) - 2 <= passage.closing(0) < len(words)
        over = bool(words) and ((_outlet(words) and not self._quote) or closed or _closes_quote(words))
        return None if over or self._signed(passage) else self._text

    def _announcement(self, number: int) -> tuple[tuple[int, int], Candidate | None, int] | None:
        """«سازمان X اعلام کرد:» at a passage's end: what a body announces is printed whole."""
        assert self._pending is not None
        cue, left, home = self._pending
        body = left.subject is not None and left.subject.reference is Reference.BODY and not left.subject.weak
        return ((cue.start, cue.end), left.subject, home) if body and home == number and cue.verb.name in _ANNOUNCES else None

    def _signed(self, passage: Passage) -> bool:
        """Whether a short line without a verb is a name behind the text: the signature, behind which the outlet speaks again."""
        assert self._text is not None
        _, issuer, home = self._text
        words, size = passage.words, len(passage.words)
        if not 1 < size <= _SIGNATURE or has_verb(words, 0, size) or words[-1] in _STOPS:
            return False
        if issuer is not None and issuer.name is not None and self._passages[home].words[issuer.name[1] - 1] in words:
            return True
        v = vocabulary()
        named = words[0] in v.given or words[0].startswith("سید") or (words[0] in v.titles and words[1] in v.given)
        return named and size <= _NAME and self._goes_on

    @staticmethod
    def _opens_quote(passage: Passage) -> bool:
        if not passage.quotes:
            return False
        opened, closed = passage.quotes[-1]
        return closed >= len(passage.words) and passage.words[opened] in ("«", "“")

    @classmethod
    def _answers(cls, passage: Passage) -> bool:
        """Whether a passage without a label goes on with the answer before it."""
        words = passage.words
        return len(words) >= _LEAST and ":" not in words[1:5] and words[-1] != "؟" and cls._may_follow(passage)

    @staticmethod
    def _may_follow(passage: Passage) -> bool:
        words = passage.words
        return not _outlet(words) and has_verb(words, 0, len(words)) and tuple(words[:2]) != ("به", "گزارش")


def resumptions(passages: Sequence[Passage], cues: Sequence[Sequence[Cue]]) -> list[bool]:
    """Of each passage whether «وی ادامه داد: …» follows, with nothing but passages without a verb of saying between."""
    resumed = [False] * len(passages)
    for n in range(len(passages) - 2, -1, -1):
        following = passages[n + 1]
        if cues[n + 1]:
            first = cues[n + 1][0]
            opens = first.start <= _BEFORE_RESUMING and _ANOTHER.isdisjoint(following.words[: first.start])
            resumed[n] = opens and marker(following, first.end)[0] == ":"
        else:
            resumed[n] = resumed[n + 1] and len(following.words) >= _LEAST
    return resumed


_ANOTHER = frozenset("به همچنین نیز هم دیگر یک این".split())
"""With these somebody else is brought in."""
_BEFORE_RESUMING = 6
"""Words, at most, between «وی» and its verb: «وی در ادامه خاطرنشان کرد:»."""


def _timeless(passage: Passage) -> bool:
    """Whether a passage tells of how things are or ought to be, and no day or meeting: what nobody reports as news."""
    words = passage.words
    if not _REPORTED.isdisjoint(words) or words[0] in vocabulary().bylines:
        return False
    last = next((k for k in range(len(words) - 1, 0, -1) if has_verb(words, k, k + 1)), 0)
    perfect = words[last] == "است" and words[last - 1].endswith("ه")  # «کرده است»
    return not perfect and (words[last] in _PRESENT or words[last].startswith(("می", "نمی")))


_PRESENT = listed("present_ends")
_REPORTED = listed("reported_as_news")


def lead(passages: Sequence[Passage], title: Passage, found: Sequence[Finding]) -> Finding | None:
    """The first paragraph in the first person and without a word of saying, under a headline «X: Y»: who speaks next says it."""
    if not found or ":" not in title.words[1:_LABEL] or not passages or found[0].subject is None:
        return None
    first, said = passages[0], found[0]
    if not 0 < said.home <= 2 or not _LEAST <= len(first.words) <= _LEAD or not first.is_stop(len(first.words) - 1):
        return None
    words = first.words
    told = words[0] in vocabulary().bylines or ":" in words[:_LABEL] or is_report(words, 0)
    if told or _outlet(words) or not _first_person(first):
        return None
    assert said.subject is not None
    return _whole(first, 0, "lead", left=Left(said.subject, 0), home=said.home)


_LEAD = 80
"""Words: a longer paragraph is the reporter's."""
_LABEL = 9
"""Words before the colon of a headline «X: Y»."""


def _own(passage: Passage, first: Finding) -> bool:
    """Whether the passage begins with a sentence that says who speaks in it."""
    return first.subject is not None and first.subject.span[0] < 30 and plain_subject(passage, first.subject)


def _told(passage: Passage, found: Sequence[Finding]) -> bool:
    """«X گفت: …» after a document's text: its words are past, and somebody says them."""
    words = passage.words
    if words[0] == "وی" or found[0].rule == "document" or tuple(words[:3]) in _MEANWHILE:
        return True
    subject = found[0].subject
    if subject is not None and not noun_table().documents.isdisjoint(words[subject.span[0] : subject.span[1]]):
        return found[0].cue[0] < _NEAR  # «این بیانیه می‌افزاید: …»
    return _own(passage, found[0]) and any(f.told_in < 0 and words[max(f.cue[1] - 1, 0)] in _PAST_ENDS for f in found)


_NEAR = 12
_MEANWHILE = frozenset((("در", "همین", "حال"), ("در", "این", "حال"), ("در", "همین", "رابطه"), ("در", "واکنش", "به")))
_LIFE = listed("life")
_ANNOUNCES = frozenset(("اعلام کرد", "منتشر کرد"))
_PAST_ENDS = frozenset("گفت افزود کرد کردند داشت داد شد نوشت گفتند".split())
_SIGNATURE, _NAME = 12, 6
"""Words, at most, of a signature with its office, and of a name alone."""
_STOPS = frozenset(".:؟!،؛")


def _closes_quote(words: list[str]) -> bool:
    """Whether a quotation that began before ends here."""
    plain = '"' in words[-2:] and words.count('"') % 2 == 1
    return plain or ("»" in words[-3:] and words.count("»") > words.count("«"))


def _outlet(words: list[str]) -> bool:
    """«گفتنی است»، «لازم به ذکر است»، «انتهای پیام»; «لازم می‌دانم» is the document's."""
    if is_colophon(words, 0):
        return True
    return words[0] in _NOT_SPEECH and not (words[0] == "لازم" and words[1:2] != ["به"])


def _bullet(passage: Passage) -> bool:
    words = passage.words
    return words[0] in _BULLETS or (words[0].isdigit() and len(words) > 1 and words[1] in ("-", "–", ".", ")", "ـ"))


def _first_person(passage: Passage) -> bool:
    return any(word in _WE or (_FIRST_PERSON.match(word) is not None and has_verb([word], 0, 1)) for word in passage.words)


def _whole(
    passage: Passage, number: int, rule: str, cue: tuple[int, int] = (0, 0), left: Left | None = None, home: int = -1
) -> Finding | None:
    a, z = 0, len(passage.words)
    while a < z and (passage.words[a] in _BULLETS):
        a += 1
    if a == 0 and _bullet(passage):
        a = 2
    content = trim(passage, a, z)
    if content is None:
        return None
    return Finding(
        number,
        content,
        cue,
        Kind.DIRECT if passage.words[0] in ("«", "“") else Kind.REPORTED,
        Act.SAYS,
        rule,
        subject=left.subject if left else None,
        marked=True,
        continues=left is None,
        occasion=left.occasion if left else None,
        via=left.via if left else None,
        told_in=home,
    )
