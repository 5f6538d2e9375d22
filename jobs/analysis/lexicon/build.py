"""What the lexicon is made of: hazm's words and verbs, conjugated, the lists in `data/`, and the decisions between them.

hazm is imported here and nowhere else, when the lexicon is compiled. Its two releases (0.10.0 for Python 3.11, 0.12.1 for later
ones) carry the same data, so the compiled lexicon is the same everywhere; a test holds its digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobs.analysis.letters import SAME_LETTER, ZWNJ, lookup_key, replace_all
from jobs.analysis.lexicon.lists import lines, words

ADJECTIVE, TAGGED, VERB = 1, 2, 4
"""Bits of a word's class: hazm tags it an adjective; hazm tags it at all; it is a verb's form."""

FUSED_BAND = 11
"""From this frequency band on (about 300,000 occurrences) a compound that is also written in one piece is left so."""

_IMPERFECT = re.compile("ن?می")
_BARE_IMPERFECT = ("می", "نمی")
_SILENT_HEH = re.compile("..[^اوی]ه$")
VERY_COMMON_BAND = 16
"""Two words that each occur 100 million times or more stand beside each other by chance («سال نو»، «پیش روی»)."""

_WORD = re.compile("[آ-یأإؤئۀة\u200c]{2,}")


def key(word: str) -> str:
    """The form under which `word` is looked up: letters folded one to one, half-spaces out."""
    return lookup_key(replace_all(word, SAME_LETTER)).replace(ZWNJ, "")


def entries() -> Iterator[tuple[str, bytes]]:
    """(key, value) pairs; the first byte of a value is its kind.

    `w` band class: a word. `z` positions: where half-spaces stand in the word of that key. `l` lemma.
    `+` (its key is two or three words with spaces): words that are one when they are written apart; their first words stand
    under a tab and the word, their other words under a space and the word.
    """
    bands = _bands()
    classes, compounds = _hazm_words()
    own = lines("compounds.txt")
    phrases = sorted(_apart_spellings([word for word in (*own, *compounds) if ZWNJ in word], bands))
    compounds.update(dict.fromkeys([*lines("shekar-compounds.txt"), *own]))
    forms, lemmas = _verb_forms()
    for form in forms:
        if ZWNJ not in form:
            classes[key(form)] = classes.get(key(form), 0) | VERB
    half_spaced = _half_spaced(own, forms, compounds, bands)
    for bare in sorted({*classes, *bands, *half_spaced, *lemmas}):
        if bare in half_spaced:
            yield bare, b"z" + bytes(_positions(half_spaced[bare]))
        if bare in classes or bare in bands:
            yield bare, b"w" + bytes((bands.get(bare, 0), classes.get(bare, 0)))
        if bare in lemmas:
            yield bare, b"l" + lemmas[bare].encode()
    for phrase in phrases:
        yield phrase, b"+"
    for first in sorted({phrase.partition(" ")[0] for phrase in phrases}):
        yield "\t" + first, b"+"
    for part in sorted({part for phrase in phrases for part in phrase.split(" ")[1:]}):
        yield " " + part, b"+"


def _half_spaced(own: list[str], forms: dict[str, None], compounds: dict[str, None], bands: dict[str, int]) -> dict[str, str]:
    """The form with half-spaces for each key that has one: our own words, then verbs, then the compounds of the lists.

    A compound that is as often written in one piece is left out, except after a silent ه, which joins nothing.
    """
    kept = {key(word) for name in ("kept.txt", "fused.txt") for word in lines(name)}
    found: dict[str, str] = {}
    for word in [*own, *forms]:
        if ZWNJ in word and key(word) not in kept:
            found.setdefault(key(word), word)
    for word in compounds:
        bare, parts = key(word), word.split(ZWNJ)
        if (
            len(parts) < 2
            or bare in kept
            or any(_IMPERFECT.match(part) and (part in _BARE_IMPERFECT or key(part) in found) for part in parts)
        ):
            continue
        if bands.get(bare, 0) < FUSED_BAND or any(_SILENT_HEH.search(part) for part in parts[:-1]):
            found.setdefault(bare, word)
    return found


def _bands() -> dict[str, int]:
    """Frequency bands by key: floor(2·log10 n) for n occurrences in the corpus behind Shekar's vocabulary."""
    bands: dict[str, int] = {}
    for line in lines("shekar-frequency.txt"):
        band, *members = line.split()
        for word in members:
            bands[key(word)] = max(int(band), bands.get(key(word), 0))
    return bands


def _hazm_words() -> tuple[dict[str, int], dict[str, None]]:
    """Classes by key of hazm's words in one piece, and (in their order) those with half-spaces inside."""
    from hazm.utils import words_list

    classes: dict[str, int] = {}
    compounds: dict[str, None] = {}
    for word, _frequency, tags in words_list():
        if _WORD.fullmatch(word) is None:
            continue
        if ZWNJ in word.strip(ZWNJ):
            compounds[word.strip(ZWNJ)] = None
        bits = (ADJECTIVE if {"AJ", "AJC"} & set(tags) else 0) | (TAGGED if tags != ("0",) else 0)
        classes[key(word)] = classes.get(key(word), 0) | bits
    return classes, compounds


def _verb_forms() -> tuple[dict[str, None], dict[str, str]]:
    """Every form of one piece of hazm's verbs and our own, with half-spaces, in order; and each form's lemma by its key."""
    from hazm import Conjugation
    from hazm.utils import verbs_list

    conjugation = Conjugation()
    forms: dict[str, None] = {}
    lemmas: dict[str, str] = {}
    for verb in [*verbs_list(), *lines("verbs.txt")]:
        past, _, present = verb.partition("#")
        if not past or " " in present:
            continue
        found = conjugation.get_all(verb)
        if present.startswith(("ا", "آ")):
            # «بیفتد»، «نیاید»: hazm writes «بافتد»، «نآید».
            rest = present[1:] if present[0] == "ا" else "ا" + present[1:]
            found += [prefix + rest + ending for prefix in ("بی", "نی") for ending in ("م", "ی", "د", "یم", "ید", "ند", "")]
        if present.endswith(("ا", "و")):
            # گو gives «گوند»; the endings that begin with a vowel take a ی before them.
            found = [*found, *conjugation.get_all(f"{past}#{present}ی")]
        for form in found:
            # «نهاده‌ای» is so much rarer than the plural «نهادهای» that the rule for «Xهای» decides by the words' frequency.
            if " " not in form and not form.endswith("ه" + ZWNJ + "ای"):
                forms[form] = None
                lemmas.setdefault(key(form), verb)
    return forms, lemmas


def _positions(word: str) -> list[int]:
    """Before which letters of the bare word its half-spaces stand."""
    places, letters = [], 0
    for character in word:
        if character == ZWNJ:
            places.append(letters)
        else:
            letters += 1
    return places


def _apart_spellings(compounds: list[str], bands: dict[str, int]) -> set[str]:
    """The compounds, spaces for half-spaces, that are one word also when written apart.

    Many compounds of the lists are ordinary phrases when a space stands in them («توسعه یافته»، «هم نظر»، «به شدت»): those
    that `apart.txt` names, by their first part (`first …`), last part (`last …`) or whole, and those of two very common words,
    are left as they are written, unless `joined.txt` has them.
    """
    firsts: set[str] = set()
    lasts: set[str] = set()
    wholes: set[str] = set()
    for line in lines("apart.txt"):
        kind, _, rest = line.partition(" ")
        if kind == "first":
            firsts.update(map(key, rest.split()))
        elif kind == "last":
            lasts.update(map(key, rest.split()))
        else:
            wholes.add(lookup_key(line))
    bound = {key(word) for name in ("bound.txt", "bound-heh.txt", "suffixes.txt") for word in words(name)}
    found = {lookup_key(word).replace(ZWNJ, " ") for word in lines("joined.txt")}
    for word in compounds:
        parts = lookup_key(replace_all(word, SAME_LETTER)).split(ZWNJ)
        free = parts[0] != "پیش" and parts[-1] not in bound and min(bands.get(part, 0) for part in parts) >= VERY_COMMON_BAND
        if not 2 <= len(parts) <= 3 or free or parts[0] in firsts or parts[-1] in lasts or " ".join(parts) in wholes:
            continue
        found.add(" ".join(parts))
    return found
