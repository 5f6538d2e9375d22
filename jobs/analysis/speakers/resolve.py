"""Who speaks in each finding: references resolved in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass

from jobs.analysis.speakers.cast import Cast, Member
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.passage import Passage


@dataclass(frozen=True, slots=True)
class Verdict:
    """`member` is None where nobody can be told; `sure` is 0 to 1."""

    member: Member | None
    sure: float
    why: tuple[str, ...]


class Resolver:
    """Keeps who spoke last while the findings of an article go by."""

    def __init__(self, passages: list[Passage], cast: Cast) -> None:
        self._passages, self._cast = passages, cast
        self._last: Member | None = None
        self._last_passage = -9

    def resolve(self, finding: Finding, order: int) -> Verdict:
        verdict = self._verdict(finding)
        if verdict.member is not None:
            verdict.member.last = order
            self._last, self._last_passage = verdict.member, finding.passage
        return verdict

    def _verdict(self, finding: Finding) -> Verdict:
        candidate = finding.subject
        if candidate is None or candidate.reference in (Reference.PRONOUN,):
            return self._latest(finding, "pronoun" if candidate else "dropped")
        if candidate.reference is Reference.NAME:
            return self._by_name(finding, candidate)
        if candidate.reference is Reference.DEMONSTRATIVE:
            return self._latest(finding, "demonstrative")
        if candidate.reference is Reference.PLURAL:
            return self._latest(finding, "plural")
        return self._by_role(finding, candidate)

    def _latest(self, finding: Finding, how: str) -> Verdict:
        if self._last is None:
            return Verdict(None, 0.0, (f"{how}: nobody has spoken",))
        gap = finding.passage - self._last_passage
        sure = {"pronoun": 0.93, "dropped": 0.8, "demonstrative": 0.85, "plural": 0.5}[how] - 0.05 * max(0, gap - 1)
        return Verdict(self._last, sure, (f"{how}: the latest speaker",))

    def _by_name(self, finding: Finding, candidate: Candidate) -> Verdict:
        assert candidate.name is not None
        name, shown = self._words(finding, candidate.name)
        role, role_shown = self._words(finding, candidate.role) if candidate.role else ((), "")
        member = self._cast.add(name, shown, role, role_shown)
        return Verdict(member, 0.95, ("name",))

    def _by_role(self, finding: Finding, candidate: Candidate) -> Verdict:
        assert candidate.role is not None
        role, shown = self._words(finding, candidate.role)
        body = candidate.reference is Reference.BODY
        if not candidate.indefinite:
            holders = [m for m in self._cast.holding(role) if not body or m.body]
            if holders:
                best = max(holders, key=lambda m: (role in m.roles, m.last))
                return Verdict(best, 0.95 if len(holders) == 1 else 0.8, ("role",))
            if self._last is not None and self._last.name and not body and finding.continues:
                self._last.roles.setdefault(role, shown)
                return Verdict(self._last, 0.75, ("another word for the latest speaker",))
        member = self._cast.add((), "", role, shown, body=body)
        return Verdict(member, 0.85, ("role only" if not body else "body",))

    def _words(self, finding: Finding, span: tuple[int, int]) -> tuple[tuple[str, ...], str]:
        passage = self._passages[finding.passage]
        return tuple(passage.words[span[0] : span[1]]), passage.slice(*span)
