"""Words of saying in a paragraph: every inflected form of the verbs of `data/cues.toml`, found by its last word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.syntax import finite
from jobs.analysis.statements.verbs import CueTable, Form, Verb, cue_table
from jobs.analysis.statements.wordlists import listed

_PERFECT = frozenset(key(word) for word in "است اند بود بودند".split())
_FUTURE = listed("future")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb found: tokens `start` up to `end`. `negative`: «ندانست»; `bare`: a participle without its auxiliary («گفته و»)."""

    start: int
    end: int
    verb: Verb
    negative: bool = False
    bare: bool = False
    present: bool = False
    before: Verb | None = None
    """The first of two verbs that share their light one: «عنوان و تصریح کرد»."""
    closed: tuple[int, int] | None = None
    """The light verb where it stands apart, behind what the noun takes: «متهم به Y کرد»."""


class Later:
    """The cues that follow a place, walked only as far as asked."""

    __slots__ = ("_at", "_cues")

    def __init__(self, cues: Sequence[Cue], at: int) -> None:
        self._cues, self._at = cues, at

    def before(self, limit: int) -> Iterator[Cue]:
        """Those that begin before token `limit`."""
        for k in range(self._at, len(self._cues)):
            if self._cues[k].start >= limit:
                return
            yield self._cues[k]


def find_cues(passage: Passage) -> list[Cue]:
    """The words of saying outside quotations, in order; overlapping ones longest first."""
    table = cue_table()
    words, inside = passage.words, passage.inside
    found: list[Cue] = []
    triggers = table.triggers
    for i in passage.where(triggers):
        if inside[i]:
            continue
        if words[i] in table.wishes:
            found.append(Cue(i, i + 1, table.wishes[words[i]]))
        elif words[i] in table.parted:
            found += _parted(table, words, i)
        elif (cue := _at(table, words, i)) is not None:
            found.append(cue)
    return found


def _parted(table: CueTable, words: list[str], i: int) -> list[Cue]:
    """«مدعی Y شد»: the noun at `i` and, with no other verb between them, its light verb."""
    for parts, at, verb, light in table.parted[words[i]]:
        start, end = i - at, i - at + len(parts)
        if start < 0 or tuple(words[start:end]) != parts or (verb.negates and words[i - 1] == "از"):  # «نهی از منکر»
            continue
        for k in range(end, min(len(words), end + _APART * 4)):
            form = table.forms.get(words[k])
            if form is not None and form.stem in light and not form.needs_mi:
                first = k - (words[k - 1] == "می")
                behind = k + 1 + (form.participle and words[k + 1 : k + 2] != [] and words[k + 1] in _PERFECT)
                told = first > end and not form.negative and words[end] != "که"
                return [Cue(start, end, verb, present=form.present, closed=(first, behind))] if told else []
            if finite(words[k]) or words[k] in (".", ":", "؟"):
                break
    return []


def _at(table: CueTable, words: list[str], i: int) -> Cue | None:
    form = table.forms[words[i]]
    first, end = i, i + 1
    before = words[i - 1] if i else ""
    if before in ("می", "نمی"):
        form = Form(form.stem, before == "نمی", False, True, False)
        first -= 1
        before = words[first - 1] if first else ""
    elif form.needs_mi:
        return None
    if (before in _FUTURE and not (before in _POSSIBLE and words[end : end + 1] == [":"])) or (
        first >= 2 and words[first - 2] == "نه"
    ):
        return None
    bare = False
    if form.participle:
        bare = end >= len(words) or words[end] not in _PERFECT
        if bare and end < len(words) and words[end].startswith(_BECOMES):
            return None  # «گفته می‌شود», «اعلام شده»: somebody else's word
        end += not bare
    elif form.stem == "گفت" and _is_talk(words, end):
        return None
    verbs = table.compounds.get(form.stem, _NO_VERBS)
    for size in (3, 2, 1) if verbs and before in table.nouns else ():
        verb = verbs.get(tuple(words[first - size : first])) if first >= size else None
        if verb is not None:
            return _coordinated(words, verbs, Cue(first - size, end, verb, form.negative, bare, form.present))
    if verbs and words[end : end + 1] in _OPENS and (split := _split(words, verbs, first)) is not None:
        return Cue(split[0], end, split[1], form.negative, bare, form.present)
    simple = table.simple.get(form.stem)
    return (
        Cue(first, end, simple, form.negative, bare, form.present)
        if simple is not None
        and not (form.participle and before in _VALUE)
        and (before not in _NOUNS_BEFORE or words[max(first - 3, 0) : first] in _EARLIER)
        else None
    )


_NO_VERBS: dict[tuple[str, ...], Verb] = {}
_OPENS = (["که"], [":"])


def _split(words: list[str], verbs: dict[tuple[str, ...], Verb], first: int) -> tuple[int, Verb] | None:
    """«این اطمینان را به مردم داد که Y»: a verb of two words, taken apart; where it begins, and the verb."""
    ra = next((k for k in range(first - 1, max(first - _APART, 1), -1) if words[k] == "را"), 0)
    if ra < 2 or words[ra - 2] not in ("این", "همین") or (ra + 1 < first and words[ra + 1] != "به"):
        return None
    verb = verbs.get((words[ra - 1],))
    return (ra - 2, verb) if verb is not None and not verb.negates else None


_APART = 8
_VALUE = frozenset((key("ارزش"), key("ارزش‌های"), key("ارزشی")))
"""«ارزش افزوده»."""
_BECOMES = tuple(key(word) for word in ("شد", "می‌شود", "نمی‌شود", "می‌شد"))
_POSSIBLE = frozenset(key(word) for word in ("می‌شود", "نمی‌شود"))
"""«می‌شود گفت» is nobody's word, but «… تقسیم می‌شود گفت: Y» is."""
_NOUNS_BEFORE = frozenset("به از نا طبق براساس اساس مطابق این بنابر".split())
"""Behind these «گفته» is a noun."""
_EARLIER = (["پیش", "از", "این"], ["قبل", "از", "این"], ["پس", "از", "این"], ["بعد", "از", "این"])


def _is_talk(words: list[str], end: int) -> bool:
    """«گفت و گو», «گفت وگو»: talk, not the verb."""
    after = words[end : end + 2]
    return after[:1] != [] and (
        after[0] in _TALK or (after[0] == "و" and after[1:] != [] and after[1].startswith(("گو", "شنود")))
    )


_TALK = frozenset("وگو گو گوی وگوی وشنود".split())


def _coordinated(words: list[str], verbs: dict[tuple[str, ...], Verb], cue: Cue) -> Cue:
    """«عنوان و تصریح کرد»: two verbs that share the light one."""
    i = cue.start
    if i >= 2 and words[i - 1] == "و":
        other = verbs.get((words[i - 2],))
        if other is not None:
            return replace(cue, start=i - 2, before=other)
    return cue
