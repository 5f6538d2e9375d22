"""The verbs of saying of `data/cues.toml` in every inflected form, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobs.analysis.model import Act
from jobs.analysis.statements.passage import key, keys

_DATA = Path(__file__).parent.parent / "data" / "cues.toml"


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
class Form:
    """An inflected last word: the past stem, and what its form tells."""

    stem: str
    negative: bool
    participle: bool
    present: bool
    needs_mi: bool


@dataclass(frozen=True, slots=True)
class CueTable:
    """`forms`: every inflected last word; `compounds`: past stem of the light verb → words before it → verb."""

    forms: dict[str, Form]
    simple: dict[str, Verb]
    compounds: dict[str, dict[tuple[str, ...], Verb]]
    wishes: dict[str, Verb]
    parted: dict[str, list[tuple[tuple[str, ...], int, Verb, frozenset[str]]]]
    """The word at which it is looked for → all its words, which of them that is, the verb, its light verbs."""
    nouns: frozenset[str]
    """The words directly before a light verb: «اظهار»، «تأکید»."""
    triggers: frozenset[str]
    """Every word at which a cue may end or, for a wish, begin."""


@lru_cache(maxsize=1)
def cue_table() -> CueTable:
    """The table of `data/cues.toml`, read once."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    forms: dict[str, Form] = {}
    simple: dict[str, Verb] = {}
    compounds: dict[str, dict[tuple[str, ...], Verb]] = {}
    wishes: dict[str, Verb] = {}
    for light in data["light"]:
        stem = key(light["past"])
        if "forms" in light:
            forms |= {key(form): Form(stem, False, False, True, False) for form in light["forms"]}
        else:
            forms = dict(_inflected(stem, light["past"], light["present"], light.get("bare_present", False))) | forms
    for entry in data["simple"]:
        stem = key(entry["past"])
        forms = dict(_inflected(stem, entry["past"], entry["present"])) | forms
        forms.setdefault("و" + stem, Form(stem, False, False, False, False))
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
                    forms.setdefault(glued, Form(glued, False, False, False, False))
                    simple.setdefault(glued, verb)
                slot[parts] = _merged(slot[parts], verb) if parts in slot else verb
                slot["و" + parts[0], *parts[1:]] = slot[parts]
    nouns = frozenset(parts[-1] for slot in compounds.values() for parts in slot)
    parted = _parted_verbs(data["parted"])
    return CueTable(forms, simple, compounds, wishes, parted, nouns, frozenset((*forms, *wishes, *parted)))


def _parted_verbs(entries: list[dict[str, Any]]) -> dict[str, list[tuple[tuple[str, ...], int, Verb, frozenset[str]]]]:
    found: dict[str, list[tuple[tuple[str, ...], int, Verb, frozenset[str]]]] = {}
    for entry in entries:
        at, light = key(entry["at"]), frozenset(map(key, entry["light"]))
        for words in entry["words"]:
            parts = keys(words)
            found.setdefault(at, []).append((parts, parts.index(at), _verb(entry, words), light))
    return found


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


def _inflected(stem: str, past: str, present: str, bare_present: bool = False) -> Iterator[tuple[str, Form]]:
    """Third person: past, perfect, present, with their negatives; the subjunctive and the future are not statements."""
    for negative, prefix in ((False, ""), (True, "ن")):
        for ending in ("", "ند"):
            yield key(prefix + past + ending), Form(stem, negative, False, False, False)
            yield key(prefix + "می" + past + ending), Form(stem, negative, False, False, False)
        yield key(prefix + past + "ه"), Form(stem, negative, True, False, False)
        for ending in ("است", "اند"):
            yield key(prefix + past + "ه" + ending), Form(stem, negative, False, False, False)
        for ending in ("د", "ند"):
            yield key(prefix + "می" + present + ending), Form(stem, negative, False, True, False)
    stripped = present.removesuffix("ی") if len(present) > 3 else present
    for root in {present, stripped}:
        for ending in ("د", "ند"):
            if key(root + ending) not in (stem, stem + "ند"):
                yield key(root + ending), Form(stem, False, False, True, not bare_present)
            yield key("می" + root + ending), Form(stem, False, False, True, False)
            yield key("نمی" + root + ending), Form(stem, True, False, True, False)
