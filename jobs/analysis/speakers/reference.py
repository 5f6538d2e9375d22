"""References read against the article: what a candidate's words are, which member they name, how sure that is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from jobs.analysis.model import UNKNOWN_SPEAKER
from jobs.analysis.speakers.boundary import ends_body
from jobs.analysis.speakers.cast import Cast, Member, Shown, Words
from jobs.analysis.speakers.fullname import fuller
from jobs.analysis.speakers.holders import Holders
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.posts import exclusive
from jobs.analysis.speakers.surnames import is_surname
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.stretch import subject_end
from jobs.analysis.statements.syntax import finite
from jobs.analysis.statements.wordlists import listed

NO_NAME = 0.5
"""Confidence: what is no surer to be a name issues no document, and names nobody's office."""
_BACK = 600
"""Tokens: how far back «این روزنامه» is looked for."""
_SEYYED = key("سید")
_OF_GOD = (("الله",), ("اله",))
"""«اسد الله نام»."""
_DOCUMENTS = listed("document_heads")
_SURNAME_ENDS = listed("surname_ends")
_ONCE = frozenset(("زمانی", "روزی", "وقتی", "گاهی"))
"""«زمانی گفتند …»: once, unless the article has somebody of that name in full."""
_LINE = 8
"""Words: a shorter paragraph without a full stop is a heading, not a broken line."""
_LINE_ENDS = frozenset((":", "»", '"', "”", ")", "؛", "/"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`member` is None where nobody can be told; `sure` is 0 to 1."""

    member: Member | None
    sure: float
    why: tuple[str, ...]


ANONYMOUS = Member(shown=UNKNOWN_SPEAKER)
"""Whom the article itself does not name."""


class References:
    """The passages and the cast of one article, asked about candidates."""

    def __init__(self, passages: list[Passage], cast: Cast, title: Passage, holders: Holders) -> None:
        self._passages, self._cast, self._title, self._holders = passages, cast, title, holders
        self._last: Member | None = None
        self._counts: Counter[str] = Counter()
        self._full: dict[Words, bool] = {}
        self._titled: dict[str, bool] = {}

    def _words(self, finding: Finding, span: tuple[int, int], *, office: bool = False) -> tuple[Words, Shown]:
        passage = self._passages[finding.home]
        return tuple(passage.words[span[0] : span[1]]), partial(passage.shown if office else passage.spelt, *span)

    def _learn(self, finding: Finding, candidate: Candidate) -> Member:
        assert candidate.name is not None
        name, shown = self._words(finding, self._within_cast(finding, candidate.name))
        if candidate.role is None and len(name) <= 2 and name[0] not in vocabulary().given and self._cast.named(name) is None:
            body = self._cast.body_called(name)
            if body is not None:
                return body
        role, role_shown = self._words(finding, candidate.role, office=True) if candidate.role else ((), str)
        if len(name) == 1 and role and (told := self._cast.namesake(name, role, role_shown)) is not None:
            return told
        known = self._cast.named(name)
        surname = len(name) == 1 and role and known is not None and len(known.name) > 1 and known.roles
        if surname and known is not None and all(exclusive(role, held) for held in known.roles):
            return self._cast.apart(name, shown, role, role_shown)
        return self._cast.add(name, shown, role, role_shown)

    def _within_cast(self, finding: Finding, span: tuple[int, int]) -> tuple[int, int]:
        """A name without the words behind it that belong to the object, where what is left is a name of the cast."""
        a, z = span
        words = self._passages[finding.home].words
        if z - a < 2 or self._cast.named(tuple(words[a:z])) is not None:
            return span
        for k in range(z - 1, a, -1):
            if words[k] not in _SURNAME_ENDS and words[k] not in vocabulary().given and self._cast.called(tuple(words[a:k])):
                return a, k
        return span

    def _member(self, finding: Finding, candidate: Candidate) -> Member | None:
        """The member that a candidate of any sentence names."""
        if candidate.name is not None:
            return self._learn(finding, candidate)
        if candidate.role is None or candidate.weak:
            return None
        role, shown = self._words(finding, candidate.role, office=True)
        body = candidate.reference is Reference.BODY
        held = self._holder(role, body)
        return held.member if held is not None else self._cast.add((), str, role, shown, body=body)

    def _holder(self, role: Words, body: bool) -> Verdict | None:
        holders = [m for m in self._cast.holding(role) if m.body == body or role in m.roles]
        ours = [m for m in holders if not self._cast.foreign(m, role)]
        if not ours and holders and self._last not in holders:
            return None if not body else Verdict(holders[0], 0.8, ("body",))
        fits = ours or [m for m in holders if m is self._last]
        if not fits:
            return None
        best = max(fits, key=lambda m: (role in m.roles, bool(m.name), m.last))
        if best.body and best.last < 0:
            return Verdict(best, 0.85, ("body",))
        sure = min(0.95 if len(fits) == 1 else 0.8, best.guessed.get(role, 1.0))
        return Verdict(best, sure, ("holds this office in the article",))

    def _sure_of(self, finding: Finding, candidate: Candidate) -> float:
        if self._plain(finding, candidate):
            return 0.95
        if candidate.name is None:
            return 0.85
        if finding.rule == "turn":
            return 0.8  # a label says who speaks, whatever the word
        bare = self._sure_of_bare(finding, candidate.name)
        return 0.85 if candidate.role is not None and bare > NO_NAME else bare

    def _sure_of_bare(self, finding: Finding, span: tuple[int, int]) -> float:
        """How sure it is that words beside nothing but a verb are a name: a title before them says so, and the same name in full
        elsewhere; a word of the dictionary is more likely a stray noun."""
        words, size = self._passages[finding.home].words, span[1] - span[0]
        name, shown = tuple(words[slice(*span)]), self._passages[finding.home].slice(*span)
        if span[0] and words[span[0] - 1] in vocabulary().titles:
            return 0.85
        if size > 3:
            return 0.5
        if self._holders.is_known(shown) or self._cast.body_called(name) or not vocabulary().outlets.isdisjoint(name):
            return 0.8
        if self._comes_again(name[0]) and self._in_full(name):
            return 0.8
        if is_surname(name[-1]) or name[-1] in _SURNAME_ENDS:
            return 0.8 if self._comes_again(name[0]) else 0.7
        if self._holders.is_common(shown):
            return 0.5
        if size == 1:
            return 0.8 if self._comes_again(name[0]) else 0.55
        return 0.65

    def _once(self, finding: Finding, candidate: Candidate) -> bool:
        """Whether «زمانی» is no name but «once»."""
        if candidate.name is None or candidate.role is not None or candidate.name[1] - candidate.name[0] > 1:
            return False
        name, _ = self._words(finding, candidate.name)
        return name[0] in _ONCE and not self._in_full(name) and not self._comes_titled(name[0])

    def _comes_titled(self, word: str) -> bool:
        """Whether a title of address stands before the word anywhere; looked for once a word."""
        if word not in self._titled:
            titles, whole = vocabulary().titles, (*self._passages, self._title)
            self._titled[word] = any(k and p.words[k - 1] in titles for p in whole for k in p.where({word}))
        return self._titled[word]

    def _comes_again(self, word: str) -> bool:
        """Whether a word that stands alone for a name is in the article more than once: a name is, a stray noun often is not."""
        if not self._counts:
            for passage in (*self._passages, self._title):
                self._counts.update(passage.words)
        return self._counts[word] > 1

    def _in_full(self, name: Words) -> bool:
        """Whether the article has the name with a given name before it; looked for once a name, for an article may be a book."""
        if name not in self._full:
            self._full[name] = fuller(name, [*self._passages, self._title]) is not None
        return self._full[name]

    def _plain(self, finding: Finding, candidate: Candidate) -> bool:
        """Whether more than its place says that this is a person's name."""
        if candidate.name is None:
            return True
        name, _ = self._words(finding, candidate.name)
        member, common = self._cast.named(name), self._holders.is_common(self._passages[finding.home].slice(*candidate.name))
        if name[0] in vocabulary().given or name[0].startswith(_SEYYED) or name[1:2] in _OF_GOD:
            return True
        if candidate.role is not None:  # «نام سمت»; a stray noun may stand before an office too
            titled = self._passages[finding.home].words[candidate.name[0] - 1] in vocabulary().titles
            if self._opens(finding, candidate.name, candidate.role):
                return True
            return (len(name) > 1 and not common) or (member is not None and (titled or not common))
        known = member is not None and bool(member.roles) and not ("و" in name and common)
        return known or (member is not None and len(member.name) > len(name))

    def _opens(self, finding: Finding, name: tuple[int, int], role: tuple[int, int]) -> bool:
        """«نام، سمت، …» at the head of a paragraph: even a surname that is a word is one before its office."""
        words, v = self._passages[finding.home].words, vocabulary()
        if name != (0, 1) or role[0] != 2 or words[1] != "،" or role[1] - role[0] < 2:
            return False
        return words[2] in v.role_heads - v.body_heads and words[0] not in v.role_heads and words[0] not in v.mute

    def _wrapped(self, finding: Finding, candidate: Candidate) -> bool:
        """Whether a noun begins a line that only goes on with the sentence of the line before: it is no subject."""
        sure = candidate.reference not in (Reference.NAME, Reference.BODY) or (candidate.role is not None and not candidate.weak)
        if sure or candidate.span[0] > 1 or finding.home == 0 or self._plain_or_known(finding, candidate):
            return False
        before = self._passages[finding.home - 1]
        size = len(before.words)
        return (
            size >= _LINE and not before.is_stop(size - 1) and before.words[-1] not in _LINE_ENDS and not finite(before.words[-1])
        )

    def _plain_or_known(self, finding: Finding, candidate: Candidate) -> bool:
        return candidate.name is not None and self._plain(finding, candidate)

    def _antecedent(self, finding: Finding, head: str, before: int) -> Member | None:
        """The nearest «روزنامهٔ X» before «این روزنامه», among the papers, bodies and documents of the text."""
        if head not in vocabulary().body_heads:
            return None
        for number in range(finding.passage, max(finding.passage - 4, -1), -1):
            words = self._passages[number].words
            end = before if number == finding.passage else len(words)
            for k in range(end - 1, max(end - _BACK, -1), -1):
                if words[k] == head and not (k and words[k - 1] in vocabulary().demonstratives):
                    end = subject_end(words, k, len(words))
                    end = next(
                        (
                            j
                            for j in range(k + 1, end)
                            if finite(words[j]) or ends_body(words[j]) or (j > k + 1 and words[j] == "چاپ")
                        ),
                        end,
                    )
                    if end - k >= 2 and vocabulary().demonstratives.isdisjoint(words[k + 1 : end]):  # «بیانیه مطبوعاتی این نشست»
                        span = (k + (head in _DOCUMENTS and end - k > 2), end)  # whose notice it is speaks
                        passage = self._passages[number]
                        return self._cast.add((), str, tuple(words[slice(*span)]), partial(passage.shown, *span), body=True)
        return None
