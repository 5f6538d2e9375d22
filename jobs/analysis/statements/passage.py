"""A paragraph as the rules see it: folded words with their offsets, sentences, and quotation marks paired."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import accumulate, compress, count
from sys import intern

from jobs.analysis.fold import fold
from jobs.analysis.model import Span

_TOKEN = re.compile(
    (
        "((?:"
        + "|".join(
            (
                "نخست +وزیر(?:ی|ان)?",
                "ر[ئی]یس +جمهوری?",
                "مدیر +کل",
                "دبیر +کل",
                "قا[ئی]م +مقام",
                "صدر +اعظم",
                "هفته +نامه",
                "کره +(?:شمالی|جنوبی)",
                "عربستان +سعودی",
                "امارات +متحده?(?: +عربی)?",
                "ایالات +متحده(?: +(?:آمریکا|امریکا))?",
                "آفریقای +جنوبی",
                "تل +آویو",
                "علی +رغم",
                "اسلام +آباد(?= )",
                "این +که",
                "بی[ .]*بی[ .]*سی",
                "سی[ .]*ان[ .]*ان",
                "(?:حجت[ \u200c]*الاسلام|ثق[ةه][ \u200c]*الاسلام)(?:[ \u200c]*و *ال?مسلمین)?",
                "آیت[ \u200c]*الل?ه",
                "(?:اسد|روح|نصر|نصرت|فتح|حبیب|سیف|عین|عزت|ذبیح|نعمت|قدرت|لطف|فضل|ولی|شکر|نجیب|حسیب|فیض|خلیل|حشمت|هدایت|عطاء?|امان|امر|کرامت"
                "|فرج|نقیب|عنایت|حجت|رحمت|عبد|ید|صبغت|همت|هیبت|سعد|حزب|انصار) +الله",
                "(?:علاء?|صلاح|نظام|شمس|ضیاء?|جلال|جمال|کمال|سیف|عماد|حسام|نجم|نور|محی|شهاب|صدر|فخر|شرف|زین|معین) +الدین",
            )
        )
        + r")(?![\w\u200c])|\w[\w\u200c\u064b-\u0655\u0670]*|[^\w\s\u200c])"
    )
    .replace(" +", "[ \xa0]+")
    .replace("[ ", "[ \xa0")
)
"""Words; the commonest compounds that are written with a space, a half-space or none are one word."""
_OPENERS = {"«": "»", "“": "”", "‘": "’", "\u201e": "”", "‹": "›"}
_CLOSERS = frozenset(_OPENERS.values())
_QUOTES = frozenset(_OPENERS) | _CLOSERS | {'"', "'"}
_STOPS = frozenset(".!?؟…")
_MARKED = _QUOTES | _STOPS
_INITIALS = frozenset("اچ آی اس ان سی بی ان جی تی ای پی دی ام ال اف آر کی یو دبلیو".split())
"""Names of Latin letters, as in «سی. ان. ان»."""
_MARKS = re.compile('[«»"“”()ˈ]')
_BETWEEN = re.compile(r"(?<=\w)[«»“”](?=\w)")
"""A mark that parts two words which nothing else parts: «سید«نام نام»»."""
_TURNED = re.compile(r"(?:^|[\s(:])”(?=\w)")
"""A closing mark that opens: the pair stands the wrong way round."""
_GLUED = ("گفت", "افزود")
"""Verbs that lose the space before them: «دیدارگفت:»."""
_CACHE_LIMIT = 80_000


_HATTED = (
    "آمد آمده آمدند آورد آورده آوردند آنها آنان آقای آیتالله آمریکا آمریکایی آلمان آلمانی آژانس آموزش آینده آماده آغاز آگاه آگاهی"
)
_HATLESS = {"ا" + word[1:]: word for word in _HATTED.split()} | {"یاداوری": "یادآوری", "یاداور": "یادآور"}
"""Words that are often typed without the hat and are no others then: «امده است»."""


class _Folded(dict[int, str]):
    """`fold` of single characters, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        made = fold(chr(code)).replace(" ", "")
        self[code] = made
        return made


_FOLDED = _Folded()


class _Keys(dict[str, str]):
    """The folded form of a token, remembered: news repeats its words."""

    def __missing__(self, token: str) -> str:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        made = token.translate(_FOLDED) or token
        if len(made) > 1 and "." in made:
            made = made.replace(".", "")  # «بی.بی.سی»
        made = _HATLESS.get(made, made)
        made = self[token] = intern(made)
        return made


_KEYS = _Keys()


def key(text: str) -> str:
    """The folded form of one token, as `Passage.words` holds it."""
    return _KEYS[text]


def keys(text: str) -> tuple[str, ...]:
    """The folded tokens of a phrase of the data files."""
    return tuple(_KEYS[token] for token in _TOKEN.findall(text))


class Passage:
    """One paragraph. Positions named `i`, `a`, `z` are token indices; `span` turns them into offsets of `text`.

    `words`: folded tokens; `stops`: indices of tokens that end a sentence; `quotes`: (opening, closing) token indices of the
    outermost quotations, the closing one `len(words)` where the quotation stays open; `inside[i]`: whether a token stands within
    a quotation long enough to be speech.
    """

    __slots__ = ("_closing", "_offsets", "_parts", "_plain", "_spelt", "_stopped", "inside", "quotes", "stops", "text", "words")

    def __init__(self, text: str, spelt: Callable[[int, int], str] | None = None) -> None:
        self.text = text
        self._spelt = spelt
        self._plain = text.replace("ˈ", '"')
        if "_" in text:  # «_سمت_» in dashes' stead, and a carriage return that some archive wrote out
            self._plain = self._plain.replace("_x000D_", " " * len("_x000D_")).replace("_", "–")
        self._plain = _turned(self._plain)
        parts = _TOKEN.split(self._plain)
        # what stands between two tokens and the tokens, by turns
        self._parts = _unglued(parts, self._plain.count(":")) if ":" in self._plain else parts
        self.words = list(map(_KEYS.__getitem__, self._parts[1::2]))
        if _BUT in self.words:
            _guardians(self.words)
        self._offsets: list[int] | None = None
        marked = self.where(_MARKED)
        self.quotes = _quotes(self.words, marked)
        self.inside = _inside(self.words, self.quotes)
        self._closing = dict(self.quotes)
        self.stops = self._stops(marked)
        self._stopped = frozenset(self.stops)

    def __len__(self) -> int:
        return len(self.words)

    def where(self, wanted: Collection[str]) -> list[int]:
        """The tokens whose folded word is among `wanted`, in order."""
        return list(compress(count(), map(wanted.__contains__, self.words)))

    def span(self, a: int, z: int) -> Span:
        """Offsets of the tokens `a` up to but not including `z`; a < z."""
        offsets = self._offsets or self._all_offsets()
        return offsets[2 * a], offsets[2 * z - 1]

    def slice(self, a: int, z: int) -> str:
        """The text of the tokens `a` up to but not including `z`."""
        if a >= z:
            return ""
        start, end = self.span(a, z)
        return self.text[start:end]

    def closing(self, i: int) -> int:
        """The token that closes the outermost quotation opened at `i`; -1 where none is."""
        return self._closing.get(i, -1)

    def is_closing(self, i: int) -> bool:
        """Whether the mark at `i` closes a quotation of this passage."""
        return any(opened < i <= closed for opened, closed in self.quotes[-8:]) or i in self._closing.values()

    def is_stop(self, i: int) -> bool:
        """Whether token `i` ends a sentence."""
        return i in self._stopped

    def spelt(self, a: int, z: int) -> str:
        """The tokens `a` up to `z` as the article spells them (before half-spaces were repaired), without quotation marks."""
        if a >= z:
            return ""
        start, end = self.span(a, z)
        text = self._spelt(start, end) if self._spelt is not None else self.text[start:end]
        return " ".join(_MARKS.sub("", _BETWEEN.sub(" ", text)).split())

    def shown(self, a: int, z: int) -> str:
        """The tokens `a` up to `z` repaired, without quotation marks: how an office is shown."""
        if any(word.isdigit() for word in self.words[a:z]):
            return self.spelt(a, z)
        return " ".join(_MARKS.sub("", self.slice(a, z)).split())

    def glued(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a space."""
        return i > 0 and not self._parts[2 * i]

    def _all_offsets(self) -> list[int]:
        """Where each part ends, so where tokens begin and end; found when first asked for: many passages never are."""
        self._offsets = list(accumulate(map(len, self._parts)))
        return self._offsets

    def _stops(self, marked: list[int]) -> list[int]:
        """Marks that end a sentence outside quotations; a quotation that ends with one ends it too, at its closing mark."""
        words, inside = self.words, self.inside
        stops = [i for i in marked if words[i] in _STOPS and not inside[i] and self._ends_sentence(i)]
        closed = [
            z for a, z in self.quotes if z < len(self.words) and z - a > 1 and self.words[z - 1] in _STOPS and self.inside[z - 1]
        ]
        return sorted({*stops, *closed}) if closed else stops

    def _ends_sentence(self, i: int) -> bool:
        if self.words[i] != ".":
            return True
        words = self.words
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        if after == "." or not after:
            return True
        if before[-1:].isdigit() and after[0].isdigit() and self.glued(i) and self.glued(i + 1):
            return False
        spelt = i > 2 and words[i - 2] == "." and words[i - 3] in _INITIALS and self.glued(i - 1)  # «سی.تی.وی.»
        if before.isalpha() and (len(before) == 1 or before in _INITIALS or spelt) and self.glued(i):
            return False
        return not (before.isascii() and after.isascii() and self.glued(i + 1))


def _turned(text: str) -> str:
    """The text with ”…“ the right way round, where the first of the marks already stands wrongly."""
    last = text.find("”")
    if last >= 0 and text.find("“") > last and _TURNED.match(text, max(last - 1, 0)):
        return text.translate({ord("”"): "“", ord("“"): "”"})
    return text


def _unglued(parts: list[str], colons: int) -> list[str]:
    """The parts, `colons` of which are colons, with «دیدارگفت:» as two words."""
    made: list[str] = []
    at = done = 0
    for _ in range(colons):
        at = parts.index(":", at) + 1
        glued = parts[at - 3] if at > 3 else ""
        verb = next((verb for verb in _GLUED if glued.endswith(verb)), "")
        rest = glued.removesuffix(verb)
        if verb and len(rest) > _PREFIX and rest[-1] != "\u200c" and rest not in _NEVER_APART:
            made += [*parts[done : at - 3], rest, "", verb]
            done = at - 2
    return made + parts[done:] if made else parts


def _guardians(words: list[str]) -> None:
    """Tells «ولی» of «ولی زاده» and «ولی فقیه» from the conjunction: it is no adverb there and ends nobody's name."""
    for i, word in enumerate(words[:-1]):
        if word == _BUT and words[i + 1] in _GUARDED:
            words[i] = _GUARDIAN


_BUT, _GUARDIAN = _KEYS["ولی"], "ولی‌"
_GUARDED = frozenset(map(_KEYS.__getitem__, ("زاده", "پور", "نژاد", "نیا", "فقیه", "عصر", "یاری", "خانی", "اللهی")))
_PREFIX = 2
"""Letters: what is shorter before a verb is no word of its own («شگفت»)."""
_NEVER_APART = frozenset(("نمی", "نمي"))


def _quotes(words: list[str], marked: list[int]) -> list[Span]:
    """The outermost quotations as pairs of token indices; every mark is among the tokens `marked`."""
    found: list[Span] = []
    depth, opened, closer = 0, -1, ""
    for i in marked:
        word = words[i]
        if opened < 0:
            if word in _OPENERS:
                opened, closer, depth = i, _OPENERS[word], 1
            elif word in ('"', "'"):
                opened, closer, depth = i, word, 1
        elif word == closer:
            depth -= 1
            if depth == 0:
                found.append((opened, i))
                opened = -1
        elif _OPENERS.get(word) == closer:
            depth += 1
    if opened >= 0 and (closer not in ('"', "'") or (opened and words[opened - 1] == ":")):
        found.append((opened, len(words)))
    return found


_SPEECH = 6
"""A quotation of fewer words is a name or a scare quote, and the rules look through it."""


def _inside(words: list[str], quotes: list[Span]) -> bytearray:
    inside = bytearray(len(words))
    for opened, closed in quotes:
        if closed - opened - 1 >= _SPEECH:
            inside[opened + 1 : closed] = b"\x01" * (closed - opened - 1)
    return inside
