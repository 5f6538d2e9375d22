"""What is known beside the article: who held an office on its day, as far as the article names that person somewhere
(«رئیس‌جمهور» of a text that has «روحانی» in its title only); which surnames are somebody's; which words are common nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jobs.analysis.catalogue import Person
from jobs.analysis.entities import Entities, Mention
from jobs.analysis.frame import Frame, tells_of_the_past
from jobs.analysis.letters import ZWNJ
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.roles import HOME
from jobs.analysis.statements.passage import Passage, keys

_NEVER_BEFORE = frozenset(("یک", "این", "آن", "هر"))
"""«یک روحانی» is a cleric and nobody's name."""

_COMMON = 12
"""Frequency band: a tagged word that is rarer may well be a foreign name."""


@dataclass(slots=True)
class Holders:
    """The catalogue and the lexicon asked for one article; without a day nobody holds an office."""

    entities: Entities
    lexicon: Lexicon
    frame: Frame
    on: date | None
    mentions: Sequence[Mention]
    passages: Sequence[Passage]
    """The article's paragraphs and its title, which may have the name."""
    _names: dict[str, str | None] = field(default_factory=dict)

    def slug(self, role: str) -> str | None:
        """The catalogue's slug of the one who held the office of `role` on the article's day, None where that is not sure."""
        if self.on is None or (reading := self.entities.read_role(role)) is None:
            return None
        home = self.frame.country(reading) if reading.needs_country else HOME
        found = self.entities.resolve(None, role, self.on, home)
        return None if found is None or tells_of_the_past((), self.frame.text, self.on) else found

    def named(self, role: str) -> str | None:
        """The fullest name that the article gives the holder of `role`."""
        slug = self.slug(role)
        if slug is None:
            return None
        if slug not in self._names:
            self._names[slug] = self._name(slug)
        return self._names[slug]

    def is_known(self, name: str) -> bool:
        """Whether the catalogue has a person, a body or a state of that name."""
        return bool(self.entities.lookup(name))

    def is_common(self, words: str) -> bool:
        """Whether every word is a common noun, adjective or adverb of the dictionary, which a surname seldom is."""
        known = (self.lexicon.word(word.replace(ZWNJ, "")) for word in words.split())
        return all(word is not None and word.tagged and word.band >= _COMMON for word in known)

    def _name(self, slug: str) -> str | None:
        whole = [mention.surface for mention in self.mentions if mention.kind == "person" and mention.slug == slug]
        short = [] if whole else self._short(self.entities.catalogue.people[slug])
        return max(whole or short, key=len, default=None)

    def _short(self, person: Person) -> list[str]:
        """Surnames that stand in the text without ever a given name before them."""
        found = []
        for form in (*person.alone, *person.short):
            words = keys(form)
            for passage in self.passages:
                at = next((k for k in passage.where({words[0]}) if tuple(passage.words[k : k + len(words)]) == words), -1)
                if at >= 0 and (at == 0 or passage.words[at - 1] not in _NEVER_BEFORE):
                    found.append(passage.spelt(at, at + len(words)))
        return found
