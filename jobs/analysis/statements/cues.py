"""Words of saying in a paragraph: every inflected form of the verbs of `data/cues.toml`, found by its last word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobs.analysis.model import Act
from jobs.analysis.statements.passage import Passage, key, keys
from jobs.analysis.statements.wordlists import listed

_DATA = Path(__file__).parent.parent / "data" / "cues.toml"
_PERFECT = frozenset(key(word) for word in "است اند بود بودند".split())
_FUTURE = listed("future")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying. `light` is the last word's past stem; `of` the prepositions of its noun phrase before the verb."""

    name: str
    act: Act
    frames: frozenset[str]
    of: tuple[tuple[str, ...], ...]
    continues: bool
    negates: bool
    subjects: frozenset[str]
    """Where it is not empty: the verb is one of saying only with one of these nouns in its subject."""


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


@dataclass(frozen=True, slots=True)
class _Form:
    stem: str
    negative: bool
    participle: bool
    present: bool
    needs_mi: bool


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
        elif (cue := _at(table, words, i)) is not None:
            found.append(cue)
    return found


def _at(table: CueTable, words: list[str], i: int) -> Cue | None:
    form = table.forms[words[i]]
    first, end = i, i + 1
    before = words[i - 1] if i else ""
    if before in ("می", "نمی"):
        form = _Form(form.stem, before == "نمی", False, True, False)
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
    for size in (3, 2, 1) if form.stem in table.compounds else ():
        verbs = table.compounds[form.stem]
        verb = verbs.get(tuple(words[first - size : first])) if first >= size else None
        if verb is not None:
            return _coordinated(words, verbs, Cue(first - size, end, verb, form.negative, bare, form.present))
    if form.stem in table.compounds and (split := _split(words, table.compounds[form.stem], first, end)) is not None:
        return Cue(split[0], end, split[1], form.negative, bare, form.present)
    simple = table.simple.get(form.stem)
    return (
        Cue(first, end, simple, form.negative, bare, form.present) if simple is not None and before not in _NOUNS_BEFORE else None
    )


def _split(words: list[str], verbs: dict[tuple[str, ...], Verb], first: int, end: int) -> tuple[int, Verb] | None:
    """«این اطمینان را به مردم داد که Y»: a verb of two words, taken apart; where it begins, and the verb."""
    if words[end : end + 1] not in (["که"], [":"]):
        return None
    ra = next((k for k in range(first - 1, max(first - _APART, 1), -1) if words[k] == "را"), 0)
    if ra < 2 or words[ra - 2] not in ("این", "همین") or (ra + 1 < first and words[ra + 1] != "به"):
        return None
    verb = verbs.get((words[ra - 1],))
    return (ra - 2, verb) if verb is not None and not verb.negates else None


_APART = 8
_BECOMES = tuple(key(word) for word in ("شد", "می‌شود", "نمی‌شود", "می‌شد"))
_POSSIBLE = frozenset(key(word) for word in ("می‌شود", "نمی‌شود"))
"""«می‌شود گفت» is nobody's word, but «… تقسیم می‌شود گفت: Y» is."""
_NOUNS_BEFORE = frozenset("به از نا طبق براساس اساس مطابق این بنابر".split())
"""Behind these «گفته» is a noun."""


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


@dataclass(frozen=True, slots=True)
class CueTable:
    """`forms`: every inflected last word; `compounds`: past stem of the light verb → words before it → verb."""

    forms: dict[str, _Form]
    simple: dict[str, Verb]
    compounds: dict[str, dict[tuple[str, ...], Verb]]
    wishes: dict[str, Verb]
    nouns: frozenset[str]
    """The words directly before a light verb: «اظهار»، «تأکید»."""
    triggers: frozenset[str]
    """Every word at which a cue may end or, for a wish, begin."""


@lru_cache(maxsize=1)
def cue_table() -> CueTable:
    """The table of `data/cues.toml`, read once."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    forms: dict[str, _Form] = {}
    simple: dict[str, Verb] = {}
    compounds: dict[str, dict[tuple[str, ...], Verb]] = {}
    wishes: dict[str, Verb] = {}
    for light in data["light"]:
        stem = key(light["past"])
        if "forms" in light:
            forms |= {key(form): _Form(stem, False, False, True, False) for form in light["forms"]}
        else:
            forms = dict(_inflected(stem, light["past"], light["present"], light.get("bare_present", False))) | forms
    for entry in data["simple"]:
        stem = key(entry["past"])
        forms = dict(_inflected(stem, entry["past"], entry["present"])) | forms
        forms.setdefault("و" + stem, _Form(stem, False, False, False, False))
        simple[stem] = _verb(entry, entry["past"])
    for entry in [*data["compound"], *_feelings(data["with"])]:
        for words in entry["words"]:
            for light in entry["light"]:
                verb = _verb(entry, f"{words} {light}")
                if "wish" in entry["frames"]:
                    wishes[key(words)] = verb
                    continue
                slot = compounds.setdefault(key(light), {})
                parts = keys(words)
                for glued in _glued(words, light):
                    forms.setdefault(glued, _Form(glued, False, False, False, False))
                    simple.setdefault(glued, verb)
                slot[parts] = _merged(slot[parts], verb) if parts in slot else verb
                slot["و" + parts[0], *parts[1:]] = slot[parts]
    nouns = frozenset(parts[-1] for slot in compounds.values() for parts in slot)
    return CueTable(forms, simple, compounds, wishes, nouns, frozenset(forms) | frozenset(wishes))


def _feelings(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """«ابراز نگرانی کرد»، «اعلام همبستگی شدید کرد»: what is shown about something, one entry for each."""
    some: dict[str, list[str]] = data["of_some"]
    for feeling, act in data["feelings"].items():
        if feeling in data["hopes"]:
            continue
        of = [f"of:{word}" for word in (*data["of_all"], *(word for word, which in some.items() if feeling in which))]
        words = [f"{show} {feeling}{how}" for show in _SHOWS for how in _HOW if not (how and " " in feeling)]
        yield {"words": words, "light": ["کرد", "نمود", "داشت"], "act": act, "frames": ["clause-marked", *of]}


_SHOWS = ("ابراز", "اظهار", "اعلام")
_HOW = ("", " شدید", " عمیق", " جدی")


def _glued(words: str, light: str) -> tuple[str, ...]:
    """Spellings without the space: «یادآورشد»، and «معتقدند» for «معتقد هستند»."""
    if light == "است":
        return key(words.split()[-1] + "ند"), key(words.split()[-1] + "اند")
    return (key(words + light),) if " " not in words else ()


def _verb(entry: dict[str, Any], name: str) -> Verb:
    frames: list[str] = entry["frames"]
    return Verb(
        name=name,
        act=Act(entry.get("act", "says")),
        frames=frozenset(frame for frame in frames if not frame.startswith("of:")),
        of=tuple(keys(frame[3:]) for frame in frames if frame.startswith("of:")),
        continues=entry.get("continues", False),
        negates=entry.get("negates", False),
        subjects=frozenset(key(word) for word in entry.get("subjects", ())),
    )


def _merged(one: Verb, other: Verb) -> Verb:
    frames = one.frames | other.frames
    act = one.act if one.act is not Act.SAYS else other.act
    return Verb(
        one.name,
        act,
        frames,
        one.of + other.of,
        one.continues or other.continues,
        one.negates or other.negates,
        one.subjects | other.subjects,
    )


def _inflected(stem: str, past: str, present: str, bare_present: bool = False) -> Iterator[tuple[str, _Form]]:
    """Third person: past, perfect, present, with their negatives; the subjunctive and the future are not statements."""
    for negative, prefix in ((False, ""), (True, "ن")):
        for ending in ("", "ند"):
            yield key(prefix + past + ending), _Form(stem, negative, False, False, False)
            yield key(prefix + "می" + past + ending), _Form(stem, negative, False, False, False)
        yield key(prefix + past + "ه"), _Form(stem, negative, True, False, False)
        for ending in ("است", "اند"):
            yield key(prefix + past + "ه" + ending), _Form(stem, negative, False, False, False)
        for ending in ("د", "ند"):
            yield key(prefix + "می" + present + ending), _Form(stem, negative, False, True, False)
    stripped = present.removesuffix("ی") if len(present) > 3 else present
    for root in {present, stripped}:
        for ending in ("د", "ند"):
            if key(root + ending) not in (stem, stem + "ند"):
                yield key(root + ending), _Form(stem, False, False, True, not bare_present)
            yield key("می" + root + ending), _Form(stem, False, False, True, False)
            yield key("نمی" + root + ending), _Form(stem, True, False, True, False)
