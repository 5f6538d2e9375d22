"""Where the half-spaces of a word belong: the lexicon first, then the endings and beginnings that Persian puts on any word."""

from __future__ import annotations

from jobs.analysis.letters import ZWNJ
from jobs.analysis.lexicon import Lexicon

NEVER_JOINS = frozenset("اآأإدذرزژوؤ")
"""Letters that do not join the next one: after them no half-space is written before an ending, so none is ever lost."""

PLURALS = tuple(
    sorted(["ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "هایند", "هاست", "هایشون"], key=len)[::-1]
)
COMPARATIVES = (f"ترین{ZWNJ}های", f"ترین{ZWNJ}ها", "ترین", "ترها", "تری", "تر")
AFTER_HEH = ("ای", "اند", "ایم", "اید", "ام", "ات", "اش", "ایی")
"""What follows a silent ه: the participle's endings, the indefinite ی, the possessives."""

_ATTACHED = ("هایشان", "یشان", "شان", "مان", "تان", "یان", "یند", "ان", "یی", "ی", "م", "ت", "ش", "ند")
"""Endings that are written onto a compound without a half-space («سرمایه‌گذاران»، «گفت‌وگویی»)."""

_BOUND_FIRST = ("نمی", "بی", "هم", "پیش", "نیمه", "شبه", "فوق", "غیر", "فرا", "ضد", "پسا", "چند", "تک", "خوش", "کم", "پر", "به")
_PREVERBS = ("بر", "در", "باز", "فرا", "فرو", "وا", "ور")
_FUSED_BAND = 11


class Mender:
    """Puts half-spaces into single words. Pure: the same word gives the same answer."""

    def __init__(self, lexicon: Lexicon, kept: frozenset[str], bound: tuple[str, ...]) -> None:
        self._lexicon = lexicon
        self._kept = kept
        self._bound = bound

    def mended(self, word: str) -> str:
        """`word` (Persian letters, perhaps with half-spaces of its own) with every half-space that belongs there."""
        if ZWNJ not in word:
            return self._whole(word) or word
        whole = self._whole(word.replace(ZWNJ, ""))
        if whole is not None and _agrees(word, whole):
            return whole
        return ZWNJ.join((self._whole(part) or part) if len(part) > 3 else part for part in word.split(ZWNJ))

    def _whole(self, word: str) -> str | None:
        """The half-spaced form of a word in one piece; None where it has none."""
        if word in self._kept or len(word) < 4:
            return None
        found = self._lexicon.half_spaced(word)
        if found is not None:
            return found
        return self._with_ending(word) or self._with_beginning(word) or self._compound(word)

    def _with_ending(self, word: str) -> str | None:
        for ending in PLURALS:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if ending == "های" and (found := self._heh_or_plural(stem)):
                    return found
                return self._joined(stem, ending)
        for ending in COMPARATIVES:
            if word.endswith(ending.replace(ZWNJ, "")):
                stem = word[: -len(ending.replace(ZWNJ, ""))]
                known = self._lexicon.word(stem)
                whole = self._lexicon.word(word)
                if (known is None or not (known.adjective or len(ending) > 2)) and self._lexicon.half_spaced(stem) is None:
                    break
                if whole is not None and whole.tagged and ending in ("تر", "تری"):
                    break
                return self._joined(stem, ending)
        for ending in AFTER_HEH:
            if word.endswith("ه" + ending) and len(word) > len(ending) + 2:
                stem = word[: -len(ending)]
                whole = self._lexicon.word(word)
                if (whole is None or not whole.tagged) and self._is_word(stem):
                    return self._joined(stem, ending)
        return self._attached(word)

    def _attached(self, word: str) -> str | None:
        if self._is_common(word):
            return None
        for ending in _ATTACHED:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if stem in self._kept:
                    continue
                found = self._lexicon.half_spaced(stem) if len(stem) > 3 else None
                if found is not None:
                    return found + ending
        return None

    def _heh_or_plural(self, stem: str) -> str | None:
        """For «Xهای»: «Xه‌ای» where that is by far the commoner word of the two, else None (the plural «X‌های»)."""
        singular, adjectival = self._lexicon.word(stem), self._lexicon.word(stem + "ه")
        if adjectival is None:
            return None
        with_heh = self._lexicon.half_spaced(stem + "های")
        if with_heh is not None:
            return with_heh
        if singular is None or adjectival.band - singular.band >= 3:
            return stem + "ه" + ZWNJ + "ای"
        return None

    def _joined(self, stem: str, ending: str) -> str | None:
        mended = self._whole(stem) or stem
        if stem[-1:] in NEVER_JOINS:
            return mended + ending if mended != stem else None
        if len(stem) < 2:
            return None
        if mended == stem and len(stem) < 3 and not self._is_word(stem):
            return None
        return mended + ZWNJ + ending

    def _with_beginning(self, word: str) -> str | None:
        if self._is_common(word):
            return None
        for preverb in _PREVERBS:
            if word.startswith(preverb):
                verb = self._lexicon.half_spaced(word[len(preverb) :])
                if verb is not None and verb.startswith(("می" + ZWNJ, "نمی" + ZWNJ)):
                    return preverb + verb
        if word.startswith(("می", "نمی")):
            for ending in ("شان", "مان", "تان", "ش", "م", "ت"):
                if word.endswith(ending) and (verb := self._lexicon.half_spaced(word[: -len(ending)])) is not None:
                    return verb + ending
        for beginning in _BOUND_FIRST:
            if word.startswith(beginning) and beginning[-1] not in NEVER_JOINS:
                rest = word[len(beginning) :]
                if len(rest) >= 3 and self._is_common(rest):
                    return beginning + ZWNJ + rest
        return None

    def _compound(self, word: str) -> str | None:
        if self._is_common(word):
            return None
        for last in self._bound:
            if word.endswith(last):
                first = word[: -len(last)]
                if len(first) >= 2 and first[-1] not in NEVER_JOINS and self._is_word(first):
                    return first + ZWNJ + last
        return None

    def _is_word(self, word: str) -> bool:
        known = self._lexicon.word(word)
        return known is not None and (known.band > 0 or known.tagged or known.verb)

    def _is_common(self, word: str) -> bool:
        known = self._lexicon.word(word)
        return known is not None and (known.tagged or known.verb or known.band >= 9)


def _agrees(given: str, mended: str) -> bool:
    """Whether every half-space of `given` is one of `mended`."""
    return _places(given) <= _places(mended)


def _places(word: str) -> set[int]:
    places, letters = set(), 0
    for character in word:
        if character == ZWNJ:
            places.add(letters)
        else:
            letters += 1
    return places
