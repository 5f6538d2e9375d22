"""Paragraphs, sentences and tokens of a Persian text, as spans of code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jobs.analysis.model import Span

_PARAGRAPH = re.compile(r"[^\s\u200c][^\n\r\u2028\u2029]*")

_TOKEN = re.compile(
    r"""
    [ء-غف-يٱ-ۓ\u0654]{2,}(?:\u200c[ء-غف-يٱ-ۓ\u0654]+)*(?![\w\u200c\u064b-\u0655])      # nearly every word
  | (?:https?://|www\.)[^\s«»()،؛]+ | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+             # addresses
  | \d+(?:[.,٫٬/:–-]\d+)+                                                         # dates, decimals, times, scores
  | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))? | [^\W\d_]\.[^\W\d_](?!\w)               # ه.ق. and U.S.A.
  | [^\W_](?:[\w\u200c\u064b-\u0655\u0670]|(?<=[A-Za-z0-9])[.&'’-](?=[A-Za-z0-9]))*
  | \.{2,} | [^\w\s\u200c] | _+
    """,
    re.VERBOSE,
)

_END = re.compile(r"[.!?؟…]+")
_ABBREVIATION = re.compile(
    r"(?:\A|[\s«(\[\"])(?:ه\s?\.\s?(?:ق|ش)|ق\s?\.\s?م|ب\s?\.\s?ظ|ر\s?\.\s?ک|ص|ج|ش|م|ه|ق|دکتر|[آ-ی]|[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Dr|St|No|vs)\Z"
)
_CLOSERS = "»\"”)]’'"


class Token(NamedTuple):
    """A word, number, address or punctuation mark: `text` is `given[start:end]`."""

    start: int
    end: int
    text: str


def paragraphs(text: str) -> list[Span]:
    """The spans of the lines of `text` that are not blank, white space at both edges left out."""
    return [(match.start(), match.start() + len(match.group().rstrip())) for match in _PARAGRAPH.finditer(text)]


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of `text`, in order; none runs over a line's end.

    A full stop, question or exclamation mark ends a sentence, with the closing marks behind it, even where the next word is
    glued to it («شد.برای»). Decimals, dates, addresses, initials, abbreviations («ه.ق») and an ellipsis inside a clause do not.
    """
    return list(each_sentence(text))


def each_sentence(text: str) -> Iterator[Span]:
    """`sentences` one by one, for those who want the first few only."""
    for line in _PARAGRAPH.finditer(text):
        begin = start = line.start()
        end = start + len(line.group().rstrip())
        for match in _END.finditer(text, start, end):
            stop = match.end()
            if not _ends_sentence(text, match.start(), stop, end):
                continue
            while stop < end and (text[stop] in _CLOSERS or (text[stop] in ".!؟" and text[stop - 1] in _CLOSERS)):
                stop += 1
            if stop > begin:
                yield begin, stop
            while stop < end and (text[stop].isspace() or text[stop] == "\u200c"):
                stop += 1
            begin = stop
        if begin < end:
            yield begin, end


def tokens(text: str) -> list[Token]:
    """The words, numbers, addresses and punctuation marks of `text`, in order, with their spans."""
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]


def _ends_sentence(text: str, mark: int, stop: int, end: int) -> bool:
    """Whether the marks `text[mark:stop]` end a sentence of the paragraph that ends at `end`."""
    if stop >= end:
        return True
    after, before = text[stop], text[mark - 1] if mark else " "
    if not text[mark:stop].strip("….") and (stop - mark > 1 or text[mark] == "…"):
        return after in _CLOSERS
    if after.isspace() or after in _CLOSERS:
        return text[mark] != "." or _ABBREVIATION.search(text, max(0, mark - 12), mark) is None
    if text[mark] != ".":
        return True
    glued = _is_persian(before) or before in _CLOSERS
    if not glued or not (_is_persian(after) or after in '«"([' or (after.isdigit() and not before.isdigit())):
        return False
    return _ABBREVIATION.search(text, max(0, mark - 12), mark) is None


def _is_persian(character: str) -> bool:
    return "آ" <= character <= "ی" or character == "\u0654"
