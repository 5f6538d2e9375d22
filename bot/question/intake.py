"""What kind of message it is, before names are looked up: a greeting, noise, a link, a quotation, or words to understand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.question.vocabulary import Phrases, Sense, data
from bot.question.words import Word, key_of, words_of

LONGEST_QUESTION = 40
"""Words; longer messages are a quotation, a story, or nothing that can be asked."""
_QUOTED_WORDS = 3
_SHORTEST_DATE = 4
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?:^|(?<=\s))[@/][A-Za-z_]\w*")
"""The bot's name or a command before the question."""
_PHONE = re.compile(
    r"(?:\+|00)?[\d\u06f0-\u06f9\u0660-\u0669][\d\u06f0-\u06f9\u0660-\u0669\s()-]{6,18}[\d\u06f0-\u06f9\u0660-\u0669]"
)
_QUOTED = re.compile(r"«([^«»]+)»|\"([^\"]+)\"|“([^“”]+)”|'([^']{12,})'")
_LAUGHTER = re.compile(r"(?:خ{2,}|(?:ه){3,}|(?:ها){2,}|ه(?:ا?ه){2,}|(?:ha){2,}|l+o+l+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Intake:
    """`social`: «greeting», «noise» or "" . `quote`: a quotation in the message, `rest` the message without it and its links."""

    social: str
    rest: str
    quote: str | None = None
    link: str | None = None


def look(message: str) -> Intake:
    """The message taken apart."""
    link = _LINK.search(message)
    rest = _ADDRESSED.sub(" ", _LINK.sub(" ", message))
    if not _PHONE.sub("", rest).strip(" .،؟!") and rest.strip():
        return Intake("noise", "", None, link.group() if link else None)
    quote = None
    for match in _QUOTED.finditer(rest):
        text = next(group for group in match.groups() if group)
        if len(words_of(text)) >= _QUOTED_WORDS:
            quote = text.strip()
            rest = rest[: match.start()] + " " + rest[match.end() :]
            break
    else:
        quote = _behind_colon(rest)
    return Intake(_social(words_of(rest)) if quote is None else "", rest, quote, link.group() if link else None)


def _behind_colon(text: str) -> str | None:
    """A pasted statement: «X گفت: …», at least six words behind the colon."""
    head, colon, tail = text.partition(":")
    return tail.strip() if colon and len(words_of(tail)) >= 6 and 1 <= len(words_of(head)) <= 25 else None


def _social(words: Sequence[Word]) -> str:
    if all(word.key.isdecimal() and len(word.key) < _SHORTEST_DATE for word in words):
        return "noise"
    kinds: set[str] = set()
    at = 0
    while at < len(words):
        found = next(iter(_phrases().at(words, at)), None)
        if found is None:
            if not is_laughter(words[at].text):
                return ""
            kinds.add("noise")
            at += 1
            continue
        kinds.update(sense.role for sense in found.senses)
        at = found.last
    return "greeting" if "greeting" in kinds else "noise"


def is_laughter(word: str) -> bool:
    """«خخخ», «هاها»."""
    return _LAUGHTER.fullmatch(word) is not None


def is_private(words: Sequence[Word]) -> bool:
    """Whether a message tells of its writer: several words of «I» and «mine»."""
    return sum(word.key in _private() for word in words) >= 2


@cache
def _phrases() -> Phrases:
    phrases = Phrases()
    for role in ("greeting", "polite", "noise"):
        phrases.update((word, Sense(role)) for word in data("social.toml")[role])
    return phrases


@cache
def _private() -> frozenset[str]:
    return frozenset(map(key_of, data("social.toml")["private"]))
