"""Whether a quotation is what somebody said: word for word, nearly, or not found. Pure; never a verdict about truth.

Spelling is not wording: letters of other keyboards, half-spaces, punctuation and harakat make no difference. Every word does: a
quotation with one word more, less or other is near, and the difference is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate

from rapidfuzz import fuzz

from jobs.analysis.fold import fold, query_tokens
from jobs.analysis.segment import sentences

SHORTEST = 3
"""Words: what is shorter is said by everybody and cannot be checked."""

_NEAR = 0.75
"""Of the words of the quotation or of the stretch it resembles, whichever is longer: the part that must be the same."""
_CLAUSE = 3
"""Words one behind the other in the place of as many others: another sentence that begins or ends alike, not nearly the same."""
_LIKELY = 65.0
"""Of 100: how like a statement's letters must be before its words are compared."""
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u200c\u064b-\u0655\u0670\u0640](?=[^\W_])|(?<=\d)[.,٫٬/](?=\d))*[\u064b-\u0655\u0670]*")
_EZAFE = re.compile(r"(?<=ه)[\u200c ]ی(?!\w)")
"""«خانه‌ی» is «خانهٔ»."""
_GAP = re.compile(r"\s*(?:…|\.{2,}|\[…\]|\(…\))\s*")
_COMMON = frozenset(
    "و در به از که این آن را با برای است بود شد می نمی ها های هم یا تا بر یک ما او وی نیز باید خود هر شده کرد".split()
)
_PROBES = 6
_COMPARED = 24
_ROUGH = str.maketrans("يكۀة", "یکهه", "\u200c\u0654\u0640،.؛:!؟«»")
"""Another keyboard's letters made ours, half-spaces and marks taken out: enough to see which statements may be meant."""
MOST_QUOTES = 8
_HEAD = 12
"""Words before a colon that may still be somebody's name and office."""
_ALIKE = 45.0
_SAID = re.compile(
    r"(?P<head>[^.!؟?:]{3,90}?)\s(?:گفته است|گفته?|می[\u200c ]?گوید|نوشت|اعلام کرد|اظهار (?:کرد|داشت)|ت[اأ]کید کرد|افزود)"
    r"(?:\s*:|\s+که)?\s+(?P<quote>.+)",
    re.DOTALL,
)
_QUOTED = re.compile(r"«([^«»]+)»|\"([^\"]+)\"|“([^“”]+)”")


class Match(StrEnum):
    """exact: these very words, in this order; near: with a difference; none: not among the candidates."""

    EXACT = "exact"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be the one quoted. `speakers` are the slugs it stands under (person, office, body, `name:…`)."""

    id: int
    text: str
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where the two part: what the statement `said` and what stands in the quotation, either may be empty."""

    said: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The result. `candidate` is the statement that is the same or nearest, None where there is none.

    `whole`: the quotation is all of the statement and not a part of it. `omitted`: something is left out at a «…» of it.
    `attributed`: the statement is by the speaker whom the quotation names; None where it names nobody. `too_short`: nothing was
    looked for.
    """

    match: Match
    candidate: Candidate | None = None
    differences: tuple[Difference, ...] = ()
    whole: bool = False
    omitted: bool = False
    attributed: bool | None = None
    too_short: bool = False


def check(quote: str, candidates: Sequence[Candidate], speakers: Sequence[str] = ()) -> Checked:
    """Compares a quotation with statements; `speakers` are the slugs to whom it is attributed, empty where to nobody.

    The best of the candidates counts: exact before near, by the named speaker before others, whole before in part, then in the
    order given.
    """
    quoted = [_Words(part) for part in _GAP.split(_bare(quote)) if _WORD.search(part)]
    if sum(len(part.words) for part in quoted) < SHORTEST:
        return Checked(Match.NONE, too_short=True)
    best, best_rank = Checked(Match.NONE), (0.0, False, False)
    for candidate in _likeliest(quote, candidates):
        checked, likeness = _compare(quoted, _Words(candidate.text), candidate)
        if checked is None:
            continue
        by_them = bool(set(speakers) & set(candidate.speakers))
        rank = (likeness, by_them, checked.whole)
        if rank > best_rank:
            attributed = by_them if speakers else None
            best, best_rank = _attributed(checked, attributed), rank
    return best


def probes(quote: str) -> tuple[str, ...]:
    """Lines of folded tokens, of which a statement near to the quotation has at least one, the most telling first.

    For the storage: `Query(phrases=("|".join(probes(quote)),))` finds the candidates.
    """
    words = [word for word in query_tokens(quote) if word not in _COMMON and len(word) > 1]
    size = 3 if len(words) > 6 else 2 if len(words) > 2 else 1
    lines = {" ".join(words[at : at + size]): at for at in range(max(len(words) - size + 1, 0))}
    telling = sorted(lines, key=lambda line: (-len(line), lines[line]))
    return tuple(telling[:_PROBES])


def quotes_in(text: str) -> tuple[str, ...]:
    """What in a post can be checked, at most `MOST_QUOTES`: what stands in quotation marks, else what follows «X گفت:», else its
    sentences."""
    marked = [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]
    found = [quote for quote in marked if len(_WORD.findall(quote)) > SHORTEST]
    if not found:
        for start, end in sentences(text):
            head, colon, tail = text[start:end].partition(":")
            behind = colon and len(_WORD.findall(tail)) > SHORTEST and len(_WORD.findall(head)) <= _HEAD
            found.append(tail if behind else text[start:end])
        found = [quote for quote in found if len(_WORD.findall(quote)) > SHORTEST]
    return tuple(dict.fromkeys(quote.strip() for quote in found))[:MOST_QUOTES]


def attributed(text: str) -> tuple[str, str]:
    """«X گفت …» as the words before the quotation and the quotation; ("", text) where nobody is named before it."""
    found = _SAID.match(text)
    if found is None or len(_WORD.findall(found["quote"])) <= SHORTEST:
        return "", text
    return found["head"].strip(), found["quote"].strip()


def nearest(quote: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """Of statements by the one to whom a quotation is attributed, the one most like it; None where none is like it at all."""
    said = " ".join(query_tokens(quote))
    scored = [(fuzz.token_set_ratio(said, " ".join(query_tokens(one.text))), one) for one in candidates]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= _ALIKE else None


def whole(quote: str) -> str:
    """The folded words of a quotation: `Query(phrases=(whole(quote),))` finds the statements that have every one of them."""
    return " ".join(dict.fromkeys(word for part in _GAP.split(_bare(quote)) for word in query_tokens(part)))


def telling_words(quote: str) -> tuple[str, ...]:
    """The words of a quotation that few statements have, for finding the nearest by one speaker."""
    return tuple(dict.fromkeys(word for word in query_tokens(quote) if word not in _COMMON and len(word) > 2))


def _likeliest(quote: str, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates that are worth comparing word by word, in the order given; a rough look tells, in which spelling counts."""
    if len(candidates) <= _COMPARED:
        return candidates
    rough = _bare(quote).translate(_ROUGH)
    likeness = [fuzz.token_set_ratio(rough, one.text.translate(_ROUGH)) for one in candidates]
    kept = sorted(range(len(candidates)), key=lambda at: -likeness[at])[:_COMPARED]
    return [candidates[at] for at in sorted(kept)]


class _Words:
    """The words of a text, folded, and their letters without spaces with the places where words begin and end."""

    def __init__(self, text: str) -> None:
        self.shown = [match.group() for match in _WORD.finditer(_EZAFE.sub("ٔ", text))]
        self.words = [_folded(word) for word in self.shown]
        self.letters = "".join(self.words)
        self.edges = set(accumulate(map(len, self.words), initial=0))

    def find(self, other: _Words, start: int = 0) -> int:
        """Where the letters of `other` stand, from `start` on and between word edges; -1 where they do not."""
        at = self.letters.find(other.letters, start)
        while at >= 0 and not (at in self.edges and at + len(other.letters) in self.edges):
            at = self.letters.find(other.letters, at + 1)
        return at


def _compare(quoted: Sequence[_Words], said: _Words, candidate: Candidate) -> tuple[Checked | None, float]:
    """What the quotation is to one statement, and how like they are (1 and more: exact)."""
    if _in_order(quoted, said):
        whole = len(quoted) == 1 and quoted[0].letters == said.letters
        return Checked(Match.EXACT, candidate, whole=whole, omitted=len(quoted) > 1), 2.0
    if len(said.words) > SHORTEST and (at := _holder(quoted, said)) is not None:
        before, after = at
        return Checked(Match.NEAR, candidate, tuple(Difference("", words) for words in (before, after) if words)), _NEAR
    words = [word for part in quoted for word in part.words]
    shown = [word for part in quoted for word in part.shown]
    if not said.words or fuzz.partial_ratio("".join(words), said.letters) < _LIKELY:
        return None, 0.0
    likeness, differences = _differences(words, shown, said)
    if likeness < _NEAR or any(_is_another_clause(one) for one in differences):
        return None, 0.0
    return Checked(Match.NEAR, candidate, differences), min(likeness, 1.0)


def _holder(quoted: Sequence[_Words], said: _Words) -> tuple[str, str] | None:
    """What stands before and behind the whole statement in the one part of a quotation that holds it; None where none does."""
    for part in quoted:
        at = part.find(said)
        if at >= 0:
            begins = [index for index, edge in enumerate(sorted(part.edges)) if edge in (at, at + len(said.letters))]
            return " ".join(part.shown[: begins[0]]), " ".join(part.shown[begins[-1] :])
    return None


def _in_order(quoted: Sequence[_Words], said: _Words) -> bool:
    """Whether every part stands in the statement, each behind the one before."""
    at = 0
    for part in quoted:
        found = said.find(part, at)
        if found < 0:
            return False
        at = found + len(part.letters)
    return True


def _differences(words: list[str], shown: list[str], said: _Words) -> tuple[float, tuple[Difference, ...]]:
    """How much of the quotation and of the stretch of the statement it resembles is the same, and where they part."""
    blocks = [block for block in SequenceMatcher(None, words, said.words, autojunk=False).get_matching_blocks() if block.size]
    same = sum(block.size for block in blocks)
    if same < 2:
        return 0.0, ()
    first, last = blocks[0], blocks[-1]
    begin = max(first.b - first.a, 0)
    end = min(last.b + last.size + (len(words) - last.a - last.size), len(said.words))
    steps = SequenceMatcher(None, words, said.words[begin:end], autojunk=False).get_opcodes()
    found = []
    for tag, a, b, c, d in steps:
        if tag != "equal" and "".join(words[a:b]) != "".join(said.words[begin + c : begin + d]):
            found.append(Difference(" ".join(said.shown[begin + c : begin + d]), " ".join(shown[a:b])))
    return same / max(len(words), end - begin), tuple(found)


def _is_another_clause(difference: Difference) -> bool:
    """Whether so many words stand in the place of so many others that something else is said there."""
    return min(len(_WORD.findall(difference.said)), len(_WORD.findall(difference.quoted))) >= _CLAUSE


def _attributed(checked: Checked, attributed: bool | None) -> Checked:
    return Checked(checked.match, checked.candidate, checked.differences, checked.whole, checked.omitted, attributed)


def _bare(quote: str) -> str:
    """The quotation without the marks that stand around it."""
    return quote.strip().strip("«»\"“”'").strip()


def _folded(word: str) -> str:
    return fold(word).replace("آ", "ا")
