"""What a typed question is understood as: plain values.

`Understood` says what is asked for; `to_query` turns it into what the storage is asked. Nothing here reads a clock or a database:
the moment of asking comes with `QuestionContext`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from jobs.analysis.catalogue import Catalogue
from jobs.analysis.lexicon import Lexicon


class QuestionKind(StrEnum):
    """ask: statements are asked for; check: a quotation is to be checked; greeting; none: no question for naql."""

    ASK = "ask"
    CHECK = "check"
    GREETING = "greeting"
    NONE = "none"


class AskBack(StrEnum):
    """Why the bot asks back before it answers.

    which: several people have this name, or held this office («کدام جعفری؟»); meant: a word was not known and something close is,
    or a word may mean somebody («منظورتان … است؟»); calendar: a lunar date, which naql does not reckon.
    """

    WHICH = "which"
    MEANT = "meant"
    CALENDAR = "calendar"


class Note(StrEnum):
    """A sentence that the answer begins with, because the question asks for what statements cannot tell."""

    CAUSE = "cause"
    VERDICT = "verdict"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a statement must contain: `text` as shown; `also` are other names of the same thing, any of which will do.

    `topics` are the topics that the phrase implies: a search by the phrase need not ask for them too.
    """

    text: str
    also: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The subject asked for: ISO country codes, topic ids, slugs of people and bodies, phrases. All must hold."""

    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.countries or self.topics or self.people or self.phrases)


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """What understanding needs besides the question.

    `now` is aware; `zone` is where «دیروز» begins and ends. `publishers` maps Persian names of publishers to their slugs.
    `most_quoted` picks, from slugs that share a name, the one whom the archive quotes most lately; None where it cannot tell.
    `lexicon` tells ordinary words from names; without it only long words are taken for misspelt names.
    """

    now: datetime
    zone: ZoneInfo
    catalogue: Catalogue
    publishers: Mapping[str, str] = field(default_factory=dict)
    most_quoted: Callable[[Sequence[str]], str | None] | None = None
    lexicon: Lexicon | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A question understood.

    `speakers` are slugs of people, offices and bodies, ISO codes (the state speaks), or `name:…` of somebody who is not in
    the catalogue. `by_date`: an office is meant by its holder at each statement's date. `since` and `until` are aware, in the
    reader's zone, [since, until). `either`: the one country named alone is wanted as speaker and as subject. `card`: the slug
    whose card is asked for («… کیه؟»). `who`: the question asks who said it. `candidates`: the slugs to choose from where
    `ask_back` is set (`spoken_of`: which of them is spoken about, nobody of them speaks); `unsure` the words they stand for, as
    typed; without `ask_back`, a name that only the archive may know
    («عباس کشاورز»), taken for somebody called by one word of it and for a phrase. `alternatives`: others of the same name, for
    buttons, where one was taken. `quote`: the sentence to check. `link`: an address in the message. `understood` is the line that
    the answer begins with, `period` the Persian words for its period, empty for all time.
    """

    question: str
    kind: QuestionKind = QuestionKind.NONE
    ask_back: AskBack | None = None
    candidates: tuple[str, ...] = ()
    spoken_of: bool = False
    unsure: str = ""
    alternatives: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    by_date: bool = False
    former: bool = False
    about: About = field(default_factory=About)
    since: datetime | None = None
    until: datetime | None = None
    newest: bool = False
    source: str | None = None
    act: str | None = None
    acts: tuple[str, ...] = ()
    oldest_first: bool = False
    either: bool = False
    who: bool = False
    card: str | None = None
    quote: str | None = None
    link: str | None = None
    note: Note | None = None
    understood: str = ""
    period: str = ""
