"""Paragraphs, sentences and tokens of a Persian text, as spans of code points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobs.analysis.model import Span

_PARAGRAPH = re.compile(r"[^\s\u200c][^\n\r\u2028\u2029]*")

_TOKEN = re.compile(
    r"""
    https?://[^\s«»()،؛]+ | www\.[^\s«»()،؛]+ | [\w.+-]+@[\w-]+\.[\w.-]+   # addresses
  | \d+(?:[.,٫٬/:–-]\d+)+                                                # dates, decimals, times, scores
  | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?                                # ه.ق. and U.S.A.
  | [^\W_](?:[\w\u200c\u064b-\u0655\u0670]|(?<=[A-Za-z])[.&'’-](?=[A-Za-z0-9]))*
  | \.{2,} | [^\w\s\u200c] | _+
    """,
    re.VERBOSE,
)

_END = re.compile(r"[.!?؟…؛]+")
_ABBREVIATION = re.compile(
    r"(?:\A|[\s«(\[\"])(?:ه\s?\.\s?(?:ق|ش)|ق\s?\.\s?م|ب\s?\.\s?ظ|ر\s?\.\s?ک|ص|ج|ش|م|ه|ق|دکتر|[آ-ی]|[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Dr|St|No|vs)\Z"
)
_CLOSERS = "»\"”)]’'"


@dataclass(frozen=True, slots=True)
class Token:
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
    spans = []
    for start, end in paragraphs(text):
        begin = start
        for match in _END.finditer(text, start, end):
            stop = match.end()
            if not _ends_sentence(text, match.start(), stop, end):
                continue
            while stop < end and text[stop] in _CLOSERS:
                stop += 1
            if stop > begin:
                spans.append((begin, stop))
            while stop < end and (text[stop].isspace() or text[stop] == "\u200c"):
                stop += 1
            begin = stop
        if begin < end:
            spans.append((begin, end))
    return spans


def tokens(text: str) -> list[Token]:
    """The words, numbers, addresses and punctuation marks of `text`, in order, with their spans."""
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]


def _ends_sentence(text: str, mark: int, stop: int, end: int) -> bool:
    if text[mark] == "؛":
        return False
    if stop >= end:
        return True
    if text[mark] != "." or stop - mark > 1:
        return text[stop].isspace() or text[stop] in _CLOSERS or text[stop].isalpha()
    before, after = text[mark - 1 : mark], text[stop]
    if after.isdigit() and before.isdigit():
        return False
    if after in _CLOSERS or after.isspace() or ("آ" <= after <= "ی" and "آ" <= before <= "ی"):
        return _ABBREVIATION.search(text, max(0, mark - 12), mark) is None
    return False
