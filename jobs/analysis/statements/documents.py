"""What documents say, and what is said by nobody: «در این بیانیه آمده است: Y»، «گفته می‌شود Y»."""

from __future__ import annotations

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.cast import Cast
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.speakers.vocabulary import phrase_end, vocabulary
from jobs.analysis.statements.cues import Later
from jobs.analysis.statements.extent import marker, speech_end, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.hearsay import hearsay
from jobs.analysis.statements.left import parse, plain_subject
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.stretch import subject_end
from jobs.analysis.statements.syntax import has_verb, sentence_end, sentence_start
from jobs.analysis.statements.wordlists import listed

_REACH = 120
"""Tokens: how far a clause is looked into."""
_BACK = 600
"""Tokens: how far back a document's first mention is looked for."""
_THAT = key("اینکه")
_BEFORE = frozenset("و ، ؛ که اما ولی : - – )".split())
_CONJUNCTIONS = listed("before_that")
_INTO = frozenset(("در", "براساس", "طبق"))


def document(passage: Passage, number: int, i: int, floor: int, later: Later, cast: Cast) -> Finding | None:
    """«در بیانیهٔ X آمده است: Y»: the verb begins at `i`. X speaks; where only «این بیانیه» stands, its issuer does."""
    table, words = noun_table(), passage.words
    verb = table.written.at(words, i)
    if verb is None:
        return None
    begin = max(floor, sentence_start(passage, i))
    noun = next((k for k in range(i - 1, max(begin, i - 25) - 1, -1) if words[k] in table.documents), None)
    follows = not _AS_FOLLOWS.isdisjoint(verb.words)
    if follows and _ISSUED.isdisjoint(words[begin:i]):
        return None
    if noun is None or not (follows or any(_into(words, begin, k) for k in range(begin, i) if words[k] in table.documents)):
        return None
    end = i + len(verb.words)
    if follows and marker(passage, end)[0] != ":":
        return None
    how, start = marker(passage, end)
    if how not in (":", "که", "«", ""):
        return None
    if how == "" and not has_verb(words, start, min(start + _REACH, sentence_end(passage, start))):
        return None
    content = trim(passage, start, speech_end(passage, start, "document" if how == ":" else how, later, cast))
    if content is None or table.written.at(words, content[0]) is not None:
        return None  # «یادداشتی که … نوشته شده آمده است:»
    first = next((k for k in range(begin, i) if words[k] in table.documents), noun)
    return Finding(
        number,
        content,
        (i, end),
        Kind.DIRECT if follows and words[start] == "«" and content[0] == start + 1 else Kind.REPORTED,
        Act.SAYS,
        "text" if follows else "document",
        subject=_issuer(passage, first, i),
        marked=how in (":", "«"),
    )


def _into(words: list[str], begin: int, noun: int) -> bool:
    """«در این بیانیه», «در بخشی از نامه»: whether the document is what something stands in, and not «برای مقابله با فراخوان»."""
    stoppers = vocabulary().stoppers
    nearest = next((words[k] for k in range(noun - 1, begin - 1, -1) if words[k] in stoppers), "")
    return (nearest in _INTO or nearest == "از") and not _INTO.isdisjoint(words[begin:noun])


def _issuer(passage: Passage, noun: int, i: int) -> Candidate | None:
    words = passage.words
    if words[noun] in ("ادامه", "پایان", "بخشی", "متن") or (noun and words[noun - 1] in ("این", "همین")):
        later = next((k for k in range(noun + 1, i) if words[k] in noun_table().documents), None)
        if later is None or words[later - 1] in ("این", "همین") or words[noun] not in ("ادامه", "پایان", "بخشی", "متن"):
            return None
        noun = later
    by = next((k + 2 for k in range(noun + 1, i - 2) if words[k : k + 2] == ["از", "سوی"]), 0)
    start = by or next((k for k in range(noun + 1, i) if words[k] not in _PLURAL), i)  # «پیام های X»
    candidate = read(passage, start, subject_end(words, start, i))
    if candidate is None or candidate.reference is Reference.DEMONSTRATIVE:
        return None
    if candidate.reference is Reference.PRONOUN and words[noun] == "حکم":
        return None  # «متن حکم وی»: the decree that names him
    a, z = candidate.span
    known = candidate.reference is not Reference.NAME or z - a < _LONG_NAME or plain_subject(passage, candidate)
    return candidate if known or not vocabulary().titles.isdisjoint(words[a:z]) else None


_PLURAL = frozenset(("ها", "های", "هایی"))
_LONG_NAME = 3
"""Words: a longer run that neither a given name nor a title makes a name is what the document is about."""


def announced(passage: Passage, number: int) -> tuple[tuple[int, int], Candidate | None, int] | None:
    """«متن بیانیه X به شرح زیر است:» at a passage's end: its colon, X where it is told, and the passage's number."""
    words, size = passage.words, len(passage.words)
    if size < 4 or words[-1] not in (":", "؛"):
        return None
    begin = max(sentence_start(passage, size - 1), size - _HEADING)
    whole = opened_with_came(passage) and not _PRINTED.isdisjoint(words[begin:])
    if not whole and _AS_FOLLOWS.isdisjoint(words[-8:]) and not ("متن" in words[begin:] and _COMES & set(words[-4:])):
        return None
    nouns = [k for k in range(begin, size) if words[k] in _ISSUED]
    if not nouns:
        return None
    noun = next((k for k in nouns if "متن" in words[max(k - 2, 0) : k]), nouns[-1])
    end = next((k for k in range(noun + 1, size) if words[k] in _WRITTEN), size - 1)
    issuer = _issuer(passage, noun, subject_end(words, noun + 1, end))
    if issuer is None and whole:
        issuer = parse(passage, begin, noun).subject  # «X در این یادداشت آورده است:»
    return (size - 1, size), issuer, number


def opened_with_came(passage: Passage) -> bool:
    """«… آمده است:» at a passage's end."""
    return not _WRITTEN.isdisjoint(passage.words[-4:])


_AS_FOLLOWS = frozenset(("شرح", "زیر", "ذیل", "متن", "بدینشرح"))
_CAME = key("آمده")
_COMES = frozenset((_CAME, key("می‌آید"), key("می‌خوانید"), "پی", "ادامه"))
_WRITTEN = frozenset((_CAME, key("آورده")))
_PRINTED = listed("issued") | frozenset(map(key, ("مقاله", "سرمقاله", "متن")))
"""What is printed behind «در این یادداشت آمده است:» and a new line."""
_ONLY = 14
"""Words, at most, with which a text is announced."""


def only_announces(passage: Passage, finding: Finding) -> bool:
    """«X تسلیت گفت که متن این پیام به شرح زیر است:»: what follows is said, not this."""
    words, (a, z) = passage.words, finding.content
    return words[a] == "متن" and z - a <= _ONLY and z >= len(words) - 1 and not _AS_FOLLOWS.isdisjoint(words[a + 1 : z])


_HEADING = 60
"""Tokens: how far before its colon the document is named."""
_ISSUED = listed("issued")


def issued(passages: list[Passage], number: int, before: int) -> tuple[int, Candidate] | None:
    """Whose document «این بیانیه» is: the subject of the sentence that first tells of it, with the number of its passage.

    Of a document that is called otherwise only where none is called the same.
    """
    documents = noun_table().documents
    words = passages[number].words
    called = next((word for word in words[before - 1 : max(before - _NEAR, 0) : -1] if word in documents), "")
    same = frozenset((called, called + "ای", called + "ی"))
    found = _told_of(passages, number, before, same) if called else None
    return found or _told_of(passages, number, before, documents)


_NEAR = 10


def _of_it(words: list[str], k: int) -> bool:
    """«این بیانیه», «متن کامل پیام»: told of before."""
    return words[k - 1] in ("این", "همین", "متن") or words[k - 2 : k - 1] == ["متن"]


def _told_of(passages: list[Passage], number: int, before: int, documents: frozenset[str]) -> tuple[int, Candidate] | None:
    for n in range(number, max(number - 4, -1), -1):
        passage = passages[n]
        end = before if n == number else len(passage.words)
        for k in range(end - 1, max(end - _BACK, 0), -1):
            if passage.words[k] in documents and not _of_it(passage.words, k):
                subject = parse(passage, sentence_start(passage, k), k).subject
                if subject is not None and subject.reference is not Reference.DEMONSTRATIVE:
                    return None if passage.words[subject.span[0]] in documents else (n, subject)
    return None


def issuer_in_title(title: Passage) -> Candidate | None:
    """«بیانیه X به مناسبت …» as a headline."""
    words = title.words
    noun = next((k for k in range(len(words) - 1) if words[k] in _ISSUED), None)
    return _issuer(title, noun, subject_end(words, noun + 1, len(words))) if noun is not None else None


def anonymous(passage: Passage, number: int, i: int, later: Later, cast: Cast) -> Finding | None:
    """«گفته می‌شود Y»: nobody is named."""
    if (
        not passage.is_stop(i - 1)
        and i
        and passage.words[i - 1] not in _BEFORE
        and passage.words[i - 1] not in vocabulary().adverbs
        and phrase_end(passage.words, sentence_start(passage, i)) != i
    ):
        return None  # «به آن X گفته می‌شود»
    if i > 1 and passage.words[i - 1] == "که" and passage.words[i - 2] not in _CONJUNCTIONS:
        return None  # «مناطقی که گمان می‌رود …»
    end = hearsay().end(passage.words, i)
    if end == i or (i and (passage.words[i - 1] == _THAT or passage.words[i - 3 : i - 2] == ["این"])):
        return None  # «با بیان این موضوع که گفته می‌شود Y»: somebody tells of it
    how, start = marker(passage, end)
    if how not in (":", "که", "", "،", "«") or not has_verb(
        passage.words, start, min(start + _REACH, sentence_end(passage, start))
    ):
        return None
    content = trim(passage, start, speech_end(passage, start, "که", later, cast))
    if content is None:
        return None
    return Finding(number, content, (i, end), Kind.REPORTED, Act.SAYS, "anonymous", anonymous=True)
