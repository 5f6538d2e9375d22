"""The terms by which a statement is found: what it is about, who says it, and the words of its text, in one space-separated line.

A term is a letter, a colon and a value (`s:hassan-rouhani`); a word of the text stands bare. Everything that asks for statements
(a question, a follow) asks for terms, so one index answers all of it, and the line is the same on every database.
"""

from __future__ import annotations

from collections.abc import Iterable

from storage.records import NAME, ROLE, Aspect, Follow, NewStatement, found_by

SPEAKER, ABOUT, COUNTRY, TOPIC, SOURCE, ACT = "s", "p", "c", "t", "o", "a"

ALL = "*"
"""Under which all statements are counted together; no statement carries it."""

_FULL_NAME = 2
"""Words of a name: one alone («امید») may be any word."""
_LONGEST_NAME = 4
_CONTROLS = {chr(code): " " for code in range(32)}
"""Among them the one that ends a string for SQLite."""
_UNSPEAKABLE = str.maketrans({**dict.fromkeys(_CONTROLS, "_"), " ": "_", '"': "", "'": ""})
_SYNTAX = str.maketrans({**_CONTROLS, '"': " ", "'": " ", "(": " ", ")": " "})


def term(prefix: str, value: str | int) -> str:
    """One term, safe inside a line of terms and inside a full-text expression."""
    return f"{prefix}:{found_by(str(value)).lower().translate(_UNSPEAKABLE)}"


def by(speaker: str) -> tuple[str, ...]:
    """The terms of which whatever `speaker` says has at least one. Who is known by words alone («name:استاندار نمونه») is found
    by their name or by the post that the article gives the one who speaks."""
    spoken = term(SPEAKER, speaker)
    if not speaker.startswith(NAME):
        return (spoken,)
    return (spoken, term(SPEAKER, f"{ROLE}{found_by(speaker).removeprefix(NAME)}"))


def is_term(token: str) -> bool:
    """Whether a token of a line is a term rather than a word."""
    return token[1:2] == ":"


def of_statement(statement: NewStatement, source_id: int) -> tuple[str, ...]:
    """The terms of a statement, its words not among them, each once.

    What a person says under duress is about them and never by them.
    """
    speaker = ABOUT if statement.coerced else SPEAKER
    found = [term(speaker, key) for key in (statement.person, statement.office, *statement.speaker_keys) if key]
    if statement.speaker_country and not statement.coerced:
        found.append(term(SPEAKER, statement.speaker_country))
    found += [term(COUNTRY, country) for country in statement.countries]
    found += [term(TOPIC, topic) for topic in statement.topics]
    found += [term(ABOUT, person) for person in statement.people]
    found += [term(SOURCE, source_id), term(ACT, statement.act)]
    return tuple(dict.fromkeys(found))


def words(tokens: str) -> tuple[str, ...]:
    """The words of a line of folded tokens, each once; what would break an expression is taken out."""
    return tuple(dict.fromkeys(tokens.translate(_SYNTAX).split()))


def phrase(tokens: str) -> tuple[str, ...]:
    """What must hold for a line of folded tokens to be in a text: every word, or of names parted by «|» every word of one."""
    names = [found for name in tokens.split("|") if (found := words(name))]
    if len(names) < 2:
        return names[0] if names else ()
    return ("(" + " OR ".join("(" + all_of(name) + ")" for name in names) + ")",)


def all_of(terms: Iterable[str]) -> str:
    """The full-text expression for statements with every one of `terms` (each a term, a word or an expression of any_of)."""
    return " AND ".join(t if t.startswith("(") else f'"{t}"' for t in dict.fromkeys(terms))


def any_of(terms: Iterable[str]) -> str:
    """A part of `all_of`, for statements with at least one of `terms`."""
    several = list(dict.fromkeys(terms))
    return several[0] if len(several) == 1 else "(" + " OR ".join(f'"{t}"' for t in several) + ")"


def clauses(follow: Follow) -> tuple[tuple[str, ...], ...]:
    """What must hold for the follow to mean a statement: of each clause, at least one term is the statement's."""
    found = [
        *_who(follow.who, follow.who_as),
        _aspects(follow.about, Aspect.ABOUT, ABOUT),
        _aspects(follow.country, follow.country_as, COUNTRY),
        (term(TOPIC, follow.topic),) if follow.topic else (),
        *_phrase_clauses(follow.phrase_tokens or ""),
    ]
    return tuple((*clause, *_of_that_name(follow)) for clause in found if clause)


def _of_that_name(follow: Follow) -> tuple[str, ...]:
    """A phrase that is followed alone may be a full name that nobody has yet: what its bearer says is meant too."""
    names = (follow.phrase_tokens or "").split()
    alone = not (follow.who or follow.country or follow.topic or follow.about or "|" in (follow.phrase_tokens or ""))
    return (term(SPEAKER, f"{NAME}{' '.join(names)}"),) if alone and _FULL_NAME <= len(names) <= _LONGEST_NAME else ()


def _who(value: str | None, aspect: Aspect) -> list[tuple[str, ...]]:
    """Of whoever speaks or is spoken about. Nothing marks a text as being about somebody who is not in the catalogue: the words
    of a full name stand for it, each a clause of its own, and what the person says meets all of them."""
    found = _aspects(value, aspect, ABOUT)
    names = words(found_by(value).removeprefix(NAME)) if value is not None and value.startswith(NAME) else ()
    if aspect is Aspect.BY or len(names) < _FULL_NAME:
        return [found]
    return [(*found, word) for word in names]


def _phrase_clauses(tokens: str) -> list[tuple[str, ...]]:
    """Each word is a clause; several names of the same are one clause where each is one word, else the first name counts."""
    names = [words(name) for name in tokens.split("|")]
    if len(names) > 1 and all(len(name) == 1 for name in names):
        return [tuple(name[0] for name in names)]
    return [(word,) for word in names[0]]


def expression(follow: Follow) -> str:
    """`clauses` as one full-text expression."""
    return all_of(any_of(clause) if len(clause) > 1 else clause[0] for clause in clauses(follow))


def _aspects(value: str | None, aspect: Aspect, about: str) -> tuple[str, ...]:
    if value is None:
        return ()
    spoken, of = by(value), term(about, value)
    return {Aspect.BY: spoken, Aspect.ABOUT: (of,), Aspect.ANY: (*spoken, of)}[aspect]
