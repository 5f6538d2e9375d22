"""A line is repaired chunk by chunk: what stands between two spaces, remembered, and joined to its neighbours."""

from __future__ import annotations

import re

from jobs.analysis.letters import PERSIAN_DIGITS, ZWNJ
from jobs.analysis.morphology import Mender
from jobs.analysis.phrases import Joiner

_PERSIAN = "آاأإٱبپتثجچحخدذرزژسشصضطظعغفقکگلمنوؤهةۀیئء\u0654"
_PERSIAN_LETTERS = frozenset(_PERSIAN)
_RUN = re.compile(f"[{_PERSIAN}{ZWNJ}]+|[^{_PERSIAN}{ZWNJ}]+")
_FIRST_WORD = re.compile(f"[{_PERSIAN}{ZWNJ}]+")
_LAST_WORD = re.compile(f"[{_PERSIAN}{ZWNJ}]+\\Z")
_LATIN = re.compile("[A-Za-z]")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|[A-Za-z]\.(?:com|ir|org|net|info)\b|[A-Za-z0-9]/[A-Za-z0-9]")
_GLUED_SIGN = re.compile(f"(?<=[{_PERSIAN}»)\\]])([.!؟،؛:…,;?]+)(?=[{_PERSIAN}«(\\[])")
_GLUED_MARK = re.compile(f"(?<=[{_PERSIAN}])(?=[«(\\[])|(?<=[»)\\]])(?=[{_PERSIAN}])")
_ABBREVIATION = re.compile(f"(?<![{_PERSIAN}])(?:[{_PERSIAN}]{{1,2}}\\.)+(?=[{_PERSIAN}]{{1,2}}(?![{_PERSIAN}]))")
_CLOSING_MARK = re.compile(r"(?:[.،؛:؟!…]{1,4}|[»)\]}]+[.،؛:؟!]*)(?=\Z|[^\W\d_]|[«(])")
_OPENING_MARKS = "«([{"
_SIGNS = {",": "،", ";": "؛", "?": "؟"}

_CACHE_SIZE = 200_000
_LONGEST_CACHED = 64
_LONGEST_WORD = 40

_AFTER, _SECOND, _FIRST, _CLOSING, _OPENING = 1, 2, 4, 8, 16
"""A chunk may join the one before it as an ending; be a later part of a phrase; begin one; end or begin with marks."""


class Chunks(dict[str, str]):
    """Repaired chunks by the chunk as given; `roles` has those that may become one with a neighbour."""

    def __init__(self, mender: Mender, joiner: Joiner) -> None:
        super().__init__()
        self.roles: dict[str, int] = {}
        self._mender = mender
        self._joiner = joiner

    def __missing__(self, chunk: str) -> str:
        made = self._repaired(chunk)
        if len(chunk) > _LONGEST_CACHED:
            return made
        if len(self) >= _CACHE_SIZE:
            self.clear()
            self.roles.clear()
        role = self._role(made)
        if role:
            self.roles[chunk] = role
        self[chunk] = made
        return made

    def join(self, made: list[str], given: list[str], marked: list[int]) -> None:
        """Put half-spaces between those of the chunks `made` that are one word; `marked` are the places that may be."""
        roles = self.roles
        between: dict[int, str] = {}
        for at in marked:
            role = roles.get(given[at], 0)
            if role & _AFTER and at and at - 1 not in between:
                glue = self._glue_before(made, at, role)
                if glue != " ":
                    between[at - 1] = glue
            if role & _FIRST and at + 1 < len(made) and roles.get(given[at + 1], 0) & _SECOND and at not in between:
                reach = self._reach(made, at)
                for step in range(reach):
                    # «گفت‌وگو»: nothing stands behind the و inside a word.
                    between[at + step] = "" if step and made[at + step] == "و" else ZWNJ
            if role & _OPENING and at + 1 < len(made):
                between[at] = ""
        for at in sorted(between, reverse=True):
            made[at : at + 2] = [made[at] + between[at] + made[at + 1]]

    def _glue_before(self, made: list[str], at: int, role: int) -> str:
        if role & _CLOSING:
            return ""
        stem = _LAST_WORD.search(made[at - 1][-_LONGEST_WORD:])
        ending = _FIRST_WORD.match(made[at])
        if stem is None or ending is None:
            return " "
        return self._joiner.before(stem.group(), ending.group())

    def _reach(self, made: list[str], at: int) -> int:
        first = _LAST_WORD.search(made[at])
        if first is None:
            return 0
        following = []
        for chunk in made[at + 1 : at + 3]:
            word = _FIRST_WORD.match(chunk)
            if word is None:
                break
            following.append(word.group())
            if word.end() != len(chunk):
                break
        return self._joiner.behind(first.group(), following)

    def _role(self, made: str) -> int:
        """How a repaired chunk may be joined: bits of what its first word, its last word and its marks allow."""
        role = 0
        if len(made) > _LONGEST_CACHED:
            return 0
        first, last = _FIRST_WORD.match(made), _LAST_WORD.search(made)
        if first is not None:
            role |= _AFTER if self._joiner.is_ending(first.group()) else 0
            role |= _SECOND if self._joiner.is_second(first.group()) else 0
        if last is not None and self._joiner.is_first(last.group()):
            role |= _FIRST
        if _CLOSING_MARK.match(made):
            role |= _AFTER | _CLOSING
        if made and made[-1] in _OPENING_MARKS:
            role |= _OPENING
        return role

    def _repaired(self, chunk: str) -> str:
        chunk = chunk.strip(ZWNJ)
        latin = _LATIN.search(chunk) is not None
        if latin and _ADDRESS.search(chunk):
            return chunk
        made = "".join(self._run(run) if run[0] in _PERSIAN_LETTERS or run[0] == ZWNJ else run for run in _RUN.findall(chunk))
        made = _signs_apart(made)
        return made if latin else made.translate(PERSIAN_DIGITS)

    def _run(self, run: str) -> str:
        word = run.strip(ZWNJ)
        return self._mender.mended(word) if len(word) <= _LONGEST_WORD else word


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
