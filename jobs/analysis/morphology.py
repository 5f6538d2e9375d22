"""Where the half-spaces of a word belong: the lexicon first, then the endings and beginnings that Persian puts on any word."""

from __future__ import annotations

from jobs.analysis.letters import ZWNJ, lookup_key
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.lexicon.lists import lines, words

NEVER_JOINS = frozenset("اآأإدذرزژوؤ")
"""Letters that do not join the next one: after them no half-space is written before an ending, so none is ever lost."""

PLURALS = ("هایشان", "هایمان", "هایتان", "هایشون", "هایند", "هاست", "هایی", "هایم", "هایت", "هایش", "های", "ها")
COMPARATIVES = ("ترین" + ZWNJ + "های", "ترین" + ZWNJ + "ها", "ترین", "ترها", "تری", "تر")
AFTER_HEH = ("ای", "اند", "ایم", "اید", "ام", "ات", "اش", "ایی")
"""What follows a silent ه: the participle's endings, the indefinite ی, the possessives."""

_HAMZA = "\u0654"
_INDEFINITE = "ه" + ZWNJ + "ای"
_OWNERS = ("شان", "مان", "تان")
_AFTER_YEH = ("اش", "ام", "اند")
_ATTACHED = ("یشان", "شان", "مان", "تان", "یان", "ان", "مین", "یی", "ی", "م", "ت", "ش", "ند")
"""Endings that are written onto a compound without a half-space («سرمایه‌گذاران»، «گفت‌وگویی»)."""

_BARE_COMPARATIVES = tuple(ending.replace(ZWNJ, "") for ending in COMPARATIVES)
_BEHIND_HEH = (*("ه" + ending for ending in (*AFTER_HEH, *_OWNERS)), "هی")
_IMPERFECT = ("می" + ZWNJ, "نمی" + ZWNJ)
_BEGINNINGS = ("بی", "هم", "پیش", "نیمه", "شبه", "به")
PREVERBS = ("بر", "در", "باز", "فرا", "فرو", "وا", "ور", "سر", "دربر")
_COMMON_BAND = 9


class Mender:
    """Puts half-spaces into single words. Pure: the same word gives the same answer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._kept = frozenset(map(lookup_key, [*lines("kept.txt"), *lines("fused.txt")]))
        self._kept_with_endings = frozenset(word + ending for word in self._kept for ending in _ATTACHED)
        bound, after_heh = words("bound.txt"), words("bound-heh.txt")
        self._bound, self._bound_after_heh = _by_tail(bound), _by_tail(["ه" + last for last in [*bound, *after_heh]])
        chosen: dict[str, set[str]] = {"heh": set(), "plural": set()}
        for line in lines("heh.txt"):
            kind, *stems = line.split()
            chosen[kind].update(stems)
        self._heh, self._plural = chosen["heh"], chosen["plural"]

    def mended(self, word: str) -> str:
        """`word` (Persian letters, perhaps with half-spaces of its own) with every half-space that belongs there."""
        if word.endswith(_HAMZA):
            # «نامهٔ»: the hamza stands on the last ه and no list writes it.
            return self.mended(word[:-1]) + _HAMZA if len(word) > 1 else word
        if ZWNJ not in word:
            return self._whole(word) or word
        whole = self._whole(word.replace(ZWNJ, ""))
        if whole is not None and _places(word) <= _places(whole):
            return whole
        return ZWNJ.join((self._whole(part) or part) if len(part) > 3 else part for part in word.split(ZWNJ))

    def _whole(self, word: str) -> str | None:
        """The half-spaced form of a word in one piece; None where it has none."""
        key = lookup_key(word)
        if len(word) < 4 or key in self._kept:
            return None
        found = self._lexicon.half_spaced(word)
        if found is not None and not found.endswith(_INDEFINITE):
            return found
        if key in self._kept_with_endings:
            return None
        return (
            self._with_preverb(word)
            or self._with_plural(word)
            or self._with_comparative(word)
            or self._after_heh(word)
            or self._after_yeh(word)
            or self._rarer(word)
            or found
        )

    def _with_preverb(self, word: str) -> str | None:
        if not word.startswith(PREVERBS):
            return None
        for preverb in PREVERBS:
            if word.startswith(preverb):
                rest = word[len(preverb) :]
                verb = self._lexicon.half_spaced(rest)
                if verb is None or self._lexicon.lemma(rest) == rest:
                    continue
                if verb.startswith(_IMPERFECT) or not self._is_common(word):
                    return preverb + verb
        return None

    def _with_plural(self, word: str) -> str | None:
        if not word.endswith(PLURALS):
            return None
        for ending in PLURALS:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if ending == "هاست" and self._lexicon.lemma(stem + "ه") != stem + "ه":
                    return stem + "ه است"
                if ending in ("های", "هایی") and self._is_heh(stem):
                    return (self._whole(stem + "ه") or stem + "ه") + ZWNJ + ending[1:]
                if stem.endswith("های") and len(stem) > 4:
                    # No plural has a plural: «حرفهایها» are the «حرفه‌ای‌ها».
                    return (self._whole(stem[:-2]) or stem[:-2]) + ZWNJ + "ای" + ZWNJ + ending
                return self._joined(stem, ending)
        return None

    def _is_heh(self, stem: str) -> bool:
        """Whether a damaged «Xهای» is «Xه‌ای» and not the plural «X‌های»."""
        if stem in self._heh or stem in self._plural:
            return stem in self._heh
        with_heh = stem + "ه"
        if self._lexicon.half_spaced(with_heh) is not None:
            return self._lexicon.half_spaced(stem) is None and not self._is_word(stem)
        # After ا the ه is sounded («پایگاه»), and takes no «ای».
        longer = self._lexicon.word(with_heh) if stem[-1:] != "ا" else None
        if longer is None or not (longer.band or longer.tagged) or (len(stem) < 3 and longer.band < _COMMON_BAND):
            return False
        shorter = self._lexicon.word(stem)
        if shorter is None and self._lexicon.half_spaced(stem + "های") is not None:
            return True
        if stem[-1:] in NEVER_JOINS:
            return shorter is None or not (shorter.tagged or shorter.band) or longer.band > max(shorter.band, _COMMON_BAND)
        return shorter is None or longer.band >= shorter.band

    def _with_comparative(self, word: str) -> str | None:
        if not word.endswith(_BARE_COMPARATIVES):
            return None
        for ending in COMPARATIVES:
            bare = ending.replace(ZWNJ, "")
            if word.endswith(bare):
                stem = word[: -len(bare)]
                known, whole = self._lexicon.word(stem), self._lexicon.word(word)
                if ending == "ترها":
                    whole = self._lexicon.word(stem + "تر")
                if ending in ("تر", "تری", "ترها") and whole is not None and whole.tagged:
                    return None
                # hazm tags few of the adjectives in ی; «توییتر» is none of them.
                in_yeh = known is not None and known.band > 0 and stem[-1] == "ی" and (whole is None or not whole.band)
                comparable = known is not None and len(stem) > 2 and (known.adjective or in_yeh)
                return self._joined(stem, ending) if comparable or self._lexicon.half_spaced(stem) else None
        return None

    def _after_heh(self, word: str) -> str | None:
        """Endings behind a silent ه: «گفته‌اند»، «خانه‌ام»، «همه‌ی»."""
        whole = self._lexicon.word(word) if word.endswith(_BEHIND_HEH) else None
        if not word.endswith(_BEHIND_HEH) or (whole is not None and whole.tagged):
            return None
        for ending in (*AFTER_HEH, *_OWNERS):
            stem = word[: -len(ending)]
            if not word.endswith("ه" + ending) or len(stem) < 3 or stem[-2] == "ا" or not self._is_word(stem):
                continue
            # «روزهایم» are my days, «متهمان» the accused.
            rival = stem[:-1] if ending.startswith("ای") else word[:-2] if ending in _OWNERS else ""
            if not rival or not self._is_common(rival):
                return (self._whole(stem) or stem) + ZWNJ + ending
        if whole is None and word.endswith("هی") and len(word) > 4 and word[-3] not in "اویلج" and self._is_common(word[:-1]):
            return (self._whole(word[:-1]) or word[:-1]) + ZWNJ + "ی"
        return None

    def _after_yeh(self, word: str) -> str | None:
        """«زندگی‌اش»، «ایرانی‌اند»: behind ی, and «اند» behind any letter that joins."""
        if not word.endswith(_AFTER_YEH):
            return None
        whole = self._lexicon.word(word)
        if whole is not None and (whole.tagged or whole.band or whole.verb):
            return None
        for ending in _AFTER_YEH:
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) > 3 and (stem[-1] == "ی" or ending == "اند"):
                mended, known = self._whole(stem), self._lexicon.word(stem)
                if stem[-1] not in NEVER_JOINS and (mended or (known is not None and known.band >= _COMMON_BAND + 2)):
                    return (mended or stem) + ZWNJ + ending
        return None

    def _rarer(self, word: str) -> str | None:
        """Compounds with endings, bound beginnings and bound last parts: only for a word that is not known otherwise."""
        after_heh = self._with_bound_last(word, self._bound_after_heh, 1)
        if after_heh is not None or self._is_common(word):
            return after_heh
        return self._with_attached(word) or self._with_beginning(word) or self._with_bound_last(word, self._bound, 0)

    def _with_attached(self, word: str) -> str | None:
        if not word.endswith(_ATTACHED):
            return None
        for ending in _ATTACHED:
            if word.endswith(ending):
                found = self._lexicon.half_spaced(word[: -len(ending)])
                if found is not None:
                    return found + ending
        return None

    def _with_beginning(self, word: str) -> str | None:
        if not word.startswith(_BEGINNINGS):
            return None
        for beginning in _BEGINNINGS:
            rest = word[len(beginning) :]
            known = self._lexicon.word(rest) if word.startswith(beginning) and len(rest) >= 4 else None
            if known is None or (known.verb and not known.tagged):
                continue
            # «بیاورد» is a verb: before ا only words that are surely nouns or adjectives.
            if (
                (known.tagged and known.band >= _COMMON_BAND + 2)
                if rest[0] == "ا"
                else (known.tagged or known.band >= _COMMON_BAND)
            ):
                return beginning + ZWNJ + rest
        return None

    def _with_bound_last(self, word: str, lasts: dict[str, list[str]], own: int) -> str | None:
        """`word` parted before one of `lasts` (by their last two letters), `own` letters of which belong to the word before."""
        for last in lasts.get(word[-2:], ()):
            first = word[: len(word) - len(last) + own]
            if not word.endswith(last) or len(first) < 3 or first[-1] in NEVER_JOINS or (own and first[-2] == "ا"):
                continue
            known = self._lexicon.word(first)
            if known is not None and known.tagged and known.band >= _COMMON_BAND:
                return first + ZWNJ + word[len(first) :]
        return None

    def _joined(self, stem: str, ending: str) -> str | None:
        mended = self._whole(stem) or stem
        if stem[-1:] in NEVER_JOINS:
            return mended + ending if mended != stem or self._is_word(stem) else None
        if len(stem) < 2 or (len(stem) == 2 and not self._is_word(stem)):
            return None
        return mended + ZWNJ + ending

    def _is_word(self, word: str) -> bool:
        known = self._lexicon.word(word)
        return known is not None and (known.band > 0 or known.tagged or known.verb)

    def _is_common(self, word: str) -> bool:
        known = self._lexicon.word(word)
        return known is not None and (known.tagged or known.verb or known.band >= _COMMON_BAND)


def _by_tail(lasts: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for last in lasts:
        found.setdefault(last[-2:], []).append(last)
    return found


def _places(word: str) -> set[int]:
    places, letters = set(), 0
    for character in word:
        if character == ZWNJ:
            places.add(letters)
        else:
            letters += 1
    return places
