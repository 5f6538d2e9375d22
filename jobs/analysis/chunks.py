"""A line is repaired chunk by chunk: what stands between two spaces, remembered, and joined to its neighbours."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobs.analysis.letters import PERSIAN, PERSIAN_DIGITS, ZWNJ
from jobs.analysis.morphology import Mender
from jobs.analysis.phrases import Joiner

_PERSIAN_LETTERS = frozenset(PERSIAN)
_RUN = re.compile(f"[{PERSIAN}{ZWNJ}]+|[^{PERSIAN}{ZWNJ}]+")
_FIRST_WORD = re.compile(f"[{PERSIAN}{ZWNJ}]+")
_LAST_WORD = re.compile(f"[{PERSIAN}{ZWNJ}]+\\Z")
_LATIN = re.compile("[A-Za-z]")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|[A-Za-z]\.(?:com|ir|org|net|info)\b|[A-Za-z0-9]/[A-Za-z0-9]")
_GLUED_SIGN = re.compile(f"(?:\\A|(?<=[{PERSIAN}»)\\]]))([.!؟،؛:…,;?]+)(?=[{PERSIAN}«(\\[])")
_GLUED_MARK = re.compile(f"(?<=[{PERSIAN}])(?=[«(\\[])|(?<=[»)\\]])(?=[{PERSIAN}])")
_ABBREVIATION = re.compile(f"(?<![{PERSIAN}])(?:[{PERSIAN}]{{1,2}}\\.)+(?=[{PERSIAN}]{{1,2}}(?![{PERSIAN}]))")
_CLOSING_MARK = re.compile(r"(?:[.،؛:؟!…]{1,4}|[»)\]}]+[.،؛:؟!]*)(?=\Z|[^\W\d_]|[\s«(])")
_OPENING_MARKS = "«([{"
_SIGNS = {",": "،", ";": "؛", "?": "؟"}

_LONGEST_CACHED = 64
_LONGEST_WORD = 40

_AFTER, _SECOND, _FIRST, _CLOSING, _OPENING, _ALONE = 1, 2, 4, 8, 16, 32
"""Bits of a role: an ending of the chunk before; a later part of a phrase; the beginning of one; marks first; marks last; may
become one with a neighbour whatever that is (else it begins a phrase, and a later part of one must stand behind it)."""


def _class(wanted: int, never: int = 0) -> bytes:
    """The sets of bits that have all of `wanted` and none of `never`, as a class of a pattern of bytes."""
    return b"[" + b"".join(b"\\x%02x" % bits for bits in range(64) if bits & wanted and not bits & never) + b"]"


_MAY_JOIN = re.compile(_class(_ALONE) + b"|" + _class(_FIRST, _ALONE) + b"(?=" + _class(_SECOND) + b")")
"""Where chunks of a line may become one: half of all words have a role and one in forty is joined, so most are passed over."""
_MOST_PAIRS = 100_000


class _Role(NamedTuple):
    """How a repaired chunk may be joined to its neighbours: what it can be, its first and last word, whether it is one word."""

    bits: int
    first: str
    last: str
    single: bool


class _Bits(dict[str, int]):
    """The bits of the chunks that are remembered; what is too long for that is joined to nothing."""

    def __missing__(self, chunk: str) -> int:
        return 0


class Chunks(dict[str, str]):
    """Repaired chunks by the chunk as given. `_roles` has those that may become one with a neighbour.

    Nothing is ever taken out: who uses one takes a new one (`fresh`) when it has grown too large, so a line is never repaired
    with half of what was known of it.
    """

    def __init__(self, mender: Mender, joiner: Joiner) -> None:
        super().__init__()
        self._bits = _Bits()
        self._roles: dict[str, _Role] = {}
        self._apart: set[tuple[str, str]] = set()
        """Chunks as given that make no phrase with the one behind them, whatever follows."""
        self._words: dict[str, str] = {}
        self._mender = mender
        self._joiner = joiner

    def fresh(self) -> Chunks:
        """The same, with nothing remembered."""
        return Chunks(self._mender, self._joiner)

    def __missing__(self, chunk: str) -> str:
        made = self._repaired(chunk)
        if len(chunk) > _LONGEST_CACHED:
            return made
        role = self._role(made)
        bits = role.bits
        if bits:
            self._roles[chunk] = role
            if bits & (_AFTER | _OPENING) or (bits & _FIRST and self._joiner.is_imperfect(role.last)):
                bits |= _ALONE
        self._bits[chunk] = bits
        self[chunk] = made
        return made

    def line(self, given: list[str]) -> str:
        """The chunks of a line repaired, one space between them, but for those that are one word."""
        made = list(map(self.__getitem__, given))
        bits = bytes(map(self._bits.__getitem__, given))
        apart = self._apart
        found = (match.start() for match in _MAY_JOIN.finditer(bits))
        marked = [at for at in found if bits[at] & _ALONE or (given[at], given[at + 1]) not in apart]
        if not marked:
            return " ".join(made)
        roles = self._roles
        between: dict[int, str] = {}
        for at in marked:
            role = roles[given[at]]
            if role.bits & _AFTER and at and at - 1 not in between:
                glue = "" if role.bits & _CLOSING else self._glue_before(made[at - 1], role.first)
                if glue != " ":
                    between[at - 1] = glue
            ends_name = role.last == "الله" and at - 1 in between  # «آیت‌الله | اکبر …»
            if role.bits & _FIRST and at not in between and at + 1 < len(made) and not ends_name:
                behind = roles.get(given[at + 1], _NO_ROLE)
                if behind.bits & _SECOND or self._joiner.is_imperfect(role.last):
                    between.update(self._phrase(at, role.last, behind, made))
                    self._remember(given, at, role, behind)
            if role.bits & _OPENING and at + 1 < len(made):
                between[at] = ""
        for at in sorted(between, reverse=True):
            made[at] += between[at] + made.pop(at + 1)
        return " ".join(made)

    def _remember(self, given: list[str], at: int, first: _Role, second: _Role) -> None:
        """Remembers two chunks that never make a phrase."""
        if second is not _NO_ROLE and self._joiner.parts(first.last, second.first):
            if len(self._apart) > _MOST_PAIRS:
                self._apart.clear()
            self._apart.add((given[at], given[at + 1]))

    def _glue_before(self, before: str, ending: str) -> str:
        stem = _LAST_WORD.search(before[-_LONGEST_WORD:])
        return " " if stem is None else self._joiner.before(stem.group(), ending)

    def _phrase(self, at: int, first: str, second: _Role, made: list[str]) -> dict[int, str]:
        """What to put behind the chunks from `at` on where they make one word of two or three."""
        if second is _NO_ROLE:
            word = _FIRST_WORD.match(made[at + 1])
            return {at: ZWNJ} if word is not None and self._joiner.behind(first, word.group(), "") else {}
        third = ""
        if second.single and at + 2 < len(made):
            word = _FIRST_WORD.match(made[at + 2])
            third = word.group() if word is not None else ""
        reach = self._joiner.behind(first, second.first, third)
        if reach == 2:
            # «گفت‌وگو»: no half-space stands behind the و inside a word.
            return {at: ZWNJ, at + 1: "" if second.first == "و" else ZWNJ}
        return {at: ZWNJ} if reach else {}

    def _role(self, made: str) -> _Role:
        if not made or len(made) > _LONGEST_CACHED:
            return _NO_ROLE
        bits = 0
        if _FIRST_WORD.fullmatch(made):
            joiner = self._joiner
            bits = _AFTER * joiner.is_ending(made) | _SECOND * joiner.is_second(made) | _FIRST * joiner.is_first(made)
            return _Role(bits, made, made, True) if bits else _NO_ROLE
        first, last = _FIRST_WORD.match(made), _LAST_WORD.search(made)
        if first is not None:
            bits |= _AFTER if self._joiner.is_ending(first.group()) else 0
            bits |= _SECOND if self._joiner.is_second(first.group()) else 0
        if last is not None and self._joiner.is_first(last.group()):
            bits |= _FIRST
        if _CLOSING_MARK.match(made):
            bits |= _AFTER | _CLOSING
        if made[-1] in _OPENING_MARKS:
            bits |= _OPENING
        single = first is not None and first.end() == len(made)
        return _Role(bits, first.group() if first else "", last.group() if last else "", single)

    def _repaired(self, chunk: str) -> str:
        chunk = chunk.strip(ZWNJ)
        if _FIRST_WORD.fullmatch(chunk):
            return self._run(chunk)
        latin = _LATIN.search(chunk) is not None
        if latin and _ADDRESS.search(chunk):
            return chunk
        made = "".join(self._run(run) if run[0] in _PERSIAN_LETTERS or run[0] == ZWNJ else run for run in _RUN.findall(chunk))
        made = _signs_apart(made)
        return made if latin else made.translate(PERSIAN_DIGITS)

    def _run(self, run: str) -> str:
        word = run.strip(ZWNJ)
        if len(word) > _LONGEST_WORD:
            return word
        made = self._words.get(word)
        if made is None:
            made = self._words[word] = self._mender.mended(word)
        return made


_NO_ROLE = _Role(0, "", "", False)


def _signs_apart(chunk: str) -> str:
    """`chunk` with Persian signs after Persian letters, and a space where a sign has glued two words together."""
    if chunk[-1:] in _SIGNS and chunk[-2:-1] in _PERSIAN_LETTERS:
        chunk = chunk[:-1] + _SIGNS[chunk[-1]]
    if _GLUED_SIGN.search(chunk):
        kept = [match.span() for match in _ABBREVIATION.finditer(chunk)]
        chunk = _GLUED_SIGN.sub(lambda match: _sign_and_space(match, kept), chunk)
    return _GLUED_MARK.sub(" ", chunk)


def _sign_and_space(match: re.Match[str], kept: list[tuple[int, int]]) -> str:
    if any(start <= match.start() < end for start, end in kept):
        return match.group()
    return _SIGNS.get(match.group(), match.group()) + " "
