"""Who speaks in each finding: references resolved in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from jobs.analysis.model import UNKNOWN_SPEAKER
from jobs.analysis.speakers.cast import Cast, Member, Shown, Words
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.passage import Passage, key

_MANY = frozenset(
    key(w)
    for w in "مقامات مقام‌های مسئولان مسوولان نمایندگان اعضای منابع محققان کارشناسان تحلیلگران وزرای وزیران رهبران فرماندهان رؤسای روسای مشاوران معاونان شاهدان منبع".split()
)
_HIGHEST = frozenset(key(w) for w in "رئیس‌جمهور رئیس‌جمهوری رهبر نخست‌وزیر پادشاه ولیعهد صدراعظم".split())
_COMMON = frozenset("و امور کل این ایران کشور کشورمان".split())
_ALSO = frozenset("نیز هم".split())


def _stem(word: str) -> str:
    for ending in ("های", "ها", "ان", "ات"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word


@dataclass(frozen=True, slots=True)
class Verdict:
    """`member` is None where nobody can be told; `sure` is 0 to 1."""

    member: Member | None
    sure: float
    why: tuple[str, ...]


ANONYMOUS = Member(shown=UNKNOWN_SPEAKER)


class Resolver:
    """Keeps who spoke last while the findings of an article go by."""

    def __init__(self, passages: list[Passage], cast: Cast) -> None:
        self._passages, self._cast = passages, cast
        self._last: Member | None = None
        self._last_passage = -9

    def resolve_all(self, findings: list[Finding]) -> list[Verdict]:
        """A verdict for each finding, in order. Names are learnt first: an office in the lead is named only later."""
        for finding in findings:
            candidate = finding.subject
            if candidate is not None and candidate.name is not None:
                self._learn(finding, candidate)
        self._findings = findings
        verdicts: list[Verdict] = []
        for order, finding in enumerate(findings):
            verdict = self._verdict(finding, order)
            if verdict.member is not None and verdict.member is not ANONYMOUS:
                verdict.member.last = order
                self._last, self._last_passage = verdict.member, finding.passage
            elif finding.unclear:
                self._last = None
            verdicts.append(verdict)
        return verdicts

    def _verdict(self, finding: Finding, order: int) -> Verdict:
        candidate = finding.subject
        if finding.anonymous:
            return Verdict(ANONYMOUS, 0.8, ("the text names nobody",))
        if finding.unclear:
            return Verdict(None, 0.3, ("subject and object could not be parted",))
        if candidate is None or candidate.reference is Reference.PRONOUN:
            return self._latest(finding, "pronoun" if candidate else "dropped")
        if candidate.reference is Reference.NAME:
            return Verdict(self._learn(finding, candidate), 0.95 if self._plain(finding, candidate) else 0.8, ("name",))
        if candidate.reference is Reference.DEMONSTRATIVE:
            return self._this(finding, candidate)
        if candidate.reference is Reference.PLURAL:
            return self._latest(finding, "plural")
        return self._by_role(finding, candidate, order)

    def _plain(self, finding: Finding, candidate: Candidate) -> bool:
        """Whether more than its place says that this is a person's name."""
        if candidate.role is not None or candidate.name is None:
            return True
        name, _ = self._words(finding, candidate.name)
        member = self._cast.named(name)
        return name[0] in vocabulary().given or (member is not None and (len(member.name) > len(name) or bool(member.roles)))

    def _latest(self, finding: Finding, how: str) -> Verdict:
        if self._last is None:
            return Verdict(None, 0.0, (f"{how}: nobody has spoken",))
        gap = finding.passage - self._last_passage
        sure = {"pronoun": 0.93, "dropped": 0.8, "demonstrative": 0.85, "plural": 0.5}[how] - 0.05 * max(0, gap - 1)
        return Verdict(self._last, sure, (f"{how}: the latest speaker",))

    def _this(self, finding: Finding, candidate: Candidate) -> Verdict:
        """«این رسانه‌ها»: the latest member that is called by the same noun, or else the latest speaker."""
        assert candidate.role is not None
        role, _ = self._words(finding, candidate.role)
        head = _stem(role[0])
        fits = [m for m in self._cast.members if m.last >= 0 and any(_stem(w) == head for r in m.roles for w in r[:3])]
        if fits:
            return Verdict(max(fits, key=lambda m: m.last), 0.9, ("this: called by the same noun",))
        return self._latest(finding, "demonstrative")

    def _learn(self, finding: Finding, candidate: Candidate) -> Member:
        assert candidate.name is not None
        name, shown = self._words(finding, candidate.name)
        role, role_shown = self._words(finding, candidate.role) if candidate.role else ((), str)
        return self._cast.add(name, shown, role, role_shown)

    def _by_role(self, finding: Finding, candidate: Candidate, order: int) -> Verdict:
        assert candidate.role is not None
        role, shown = self._words(finding, candidate.role)
        body = candidate.reference is Reference.BODY
        if candidate.weak:
            return Verdict(self._cast.add((), str, role, shown, body=True), 0.4, ("nothing says that this is somebody",))
        if not candidate.indefinite:
            found = self._holder(role, body)
            if found is not None:
                return found
        if not body:
            same = self._same_person(finding, candidate, role, shown, order)
            if same is not None:
                return same
        member = self._cast.add((), str, role, shown, body=body)
        return Verdict(member, 0.85, ("role only" if not body else "body",))

    def _holder(self, role: Words, body: bool) -> Verdict | None:
        holders = [m for m in self._cast.holding(role) if m.body == body or role in m.roles]
        ours = [m for m in holders if not self._cast.foreign(m, role)]
        if not ours and holders and self._last not in holders:
            return None if not body else Verdict(holders[0], 0.8, ("body",))
        fits = ours or [m for m in holders if m is self._last]
        if not fits:
            return None
        best = max(fits, key=lambda m: (role in m.roles, bool(m.name), m.last))
        return Verdict(best, 0.95 if len(fits) == 1 else 0.8, ("holds this office in the article",))

    def _same_person(self, finding: Finding, candidate: Candidate, role: Words, shown: Shown, order: int) -> Verdict | None:
        """Another word for the one who has just spoken, or for the one whom the text names next (a lead)."""
        words = self._passages[finding.passage].words
        also = _ALSO & set(words[candidate.span[1] : candidate.span[1] + 2])
        last = self._last
        if last is not None and last.name and not also and not candidate.indefinite and self._may_be(last, role, finding):
            last.roles.setdefault(role, shown())
            alone = len([m for m in self._cast.members if m.name and m.last >= 0]) == 1
            return Verdict(last, 0.85 if alone or finding.continues else 0.7, ("another word for the latest speaker",))
        if last is None or (order and not last.name and self._last_passage == 0):
            following = self._next_named(order)
            if following is not None:
                following.roles.setdefault(role, shown())
                return Verdict(following, 0.8, ("the lead's office: the name comes next",))
        return None

    def _may_be(self, member: Member, role: Words, finding: Finding) -> bool:
        """Whether one who is known under other offices may be meant by `role` too."""
        if role[0] in _MANY or role[0] in _HIGHEST:
            return not member.roles and role[0] not in _MANY
        if not member.roles or finding.continues:
            return True
        known = {word for held in member.roles for word in held[1:]}
        alone = len([m for m in self._cast.members if m.name and m.last >= 0]) == 1
        return alone or bool(known & set(role[1:]) - _COMMON)

    def _next_named(self, order: int) -> Member | None:
        for finding in self._findings[order + 1 : order + 4]:
            if finding.subject is not None and finding.subject.name is not None:
                member = self._learn(finding, finding.subject)
                return member if finding.subject.role is None and not member.roles else None
            if finding.subject is not None and finding.subject.reference not in (Reference.PRONOUN, Reference.ROLE):
                return None
        return None

    def _words(self, finding: Finding, span: tuple[int, int]) -> tuple[Words, Shown]:
        passage = self._passages[finding.passage]
        return tuple(passage.words[span[0] : span[1]]), partial(passage.spelt, *span)
