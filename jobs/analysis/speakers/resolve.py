"""Who speaks in each finding: references resolved in the order in which they are read."""

from __future__ import annotations

from dataclasses import replace

from jobs.analysis.model import Span
from jobs.analysis.speakers.another_word import COMMON, another_names, of_another_state, other_office, shares
from jobs.analysis.speakers.cast import Cast, Member, Shown, Words, several, singular
from jobs.analysis.speakers.fullname import complete, name_the_bodies, name_the_lead
from jobs.analysis.speakers.holders import Holders
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.posts import exclusive
from jobs.analysis.speakers.recent import Recent
from jobs.analysis.speakers.reference import ANONYMOUS, NO_NAME, Verdict
from jobs.analysis.speakers.signature import name_the_signed
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.nouns import noun_table
from jobs.analysis.statements.passage import Passage, keys
from jobs.analysis.statements.wordlists import listed

_HIGHEST = listed("highest")
_HIGHEST_TWO = (("رییس", "قوه"), ("رییس", "مجلس"), ("رییس", "دولت"))
_ON = listed("goes_on")
_A_NAME = 0.8
"""Confidence: what is as sure to be a name is nobody's but its bearer's."""
_HIS = frozenset(("او", "وی", "آنها", "آنان", "ایشان"))


def _plural(word: str) -> bool:
    return several(word) and word != "منبع"


class Resolver(Recent):
    """Keeps who spoke last while the findings of an article go by."""

    def __init__(self, passages: list[Passage], cast: Cast, title: Passage, holders: Holders) -> None:
        super().__init__(passages, cast, title, holders)
        self._findings: list[Finding] = []
        self._named: list[Member] = []

    def resolve_all(self, findings: list[Finding]) -> list[Verdict]:
        """A verdict for each finding, in order. Names are learnt first: an office in the lead is named only later."""
        for finding in findings:
            self._meet(finding)
        self._alone = len({id(member) for member in self._named}) == 1
        self._findings = findings
        verdicts: list[Verdict] = []
        for order, finding in enumerate(findings):
            verdict = self._verdict(finding, order)
            if verdict.member is not None and verdict.member is not ANONYMOUS:
                verdict = self._trusted(verdict)
                if not self._aside(finding):
                    self._spoke(verdict, finding, order)
            elif finding.unclear:
                self._last = self._person = None
            verdicts.append(verdict)
        name_the_signed(findings, [v.member for v in verdicts], self._cast, self._passages)
        told = [v.member for v in verdicts if v.member is not None and v.member is not ANONYMOUS]
        whole = [*self._passages, self._title]
        complete(told, self._cast, whole)
        name_the_bodies(told, whole)
        if self._alone and not self._introduced_too(findings):
            name_the_lead(told, self._cast)
        return verdicts

    def _introduced_too(self, findings: list[Finding]) -> bool:
        """Whether the first one named comes in with «نیز»: then the office before is somebody else's."""
        first = next((f for f in findings if f.subject is not None and f.subject.name is not None), None)
        return first is not None and first.subject is not None and self._brings_in(first, first.subject)

    def _meet(self, finding: Finding) -> None:
        """Learns the name or the body that a finding has for its subject."""
        candidate = finding.subject
        if candidate is None or self._wrapped(finding, candidate) or self._once(finding, candidate):
            return
        if candidate.name is not None:
            member = self._learn(finding, candidate)
            if not member.body:
                self._named.append(member)
        elif candidate.reference is Reference.ROLE and candidate.role and not candidate.indefinite:
            self._hold(finding, candidate.role)
        elif candidate.reference is Reference.BODY and candidate.role and not (candidate.weak or candidate.indefinite):
            role, shown = self._words(finding, candidate.role, office=True)
            if self._holder(role, True) is None:
                self._cast.add((), str, role, shown, body=True)

    def _hold(self, finding: Finding, span: Span) -> None:
        """Gives an office the name that the article has for its holder elsewhere, where nobody else is said to hold it."""
        role, shown = self._words(finding, span, office=True)
        if any(m.name for m in self._cast.holding(role)) or (name := self._holders.named(shown())) is None:
            return
        self._named.append(self._cast.add(keys(name), lambda: name, role, shown))

    @staticmethod
    def _trusted(verdict: Verdict) -> Verdict:
        """A pronoun is no surer than what it stands for."""
        member = verdict.member
        assert member is not None
        if verdict.why[0] == "name" or member.trust == 0.0:
            member.trust = max(member.trust, verdict.sure)
        return replace(verdict, sure=min(verdict.sure, member.trust)) if verdict.sure > member.trust else verdict

    def _verdict(self, finding: Finding, order: int) -> Verdict:
        candidate = finding.subject
        if finding.anonymous:
            return Verdict(ANONYMOUS, 0.8, ("the text names nobody",))
        if candidate is None and finding.rule == "answer" and (guest := self._guest()) is not None:
            return guest
        if finding.unclear or self._in_relative(finding):
            return Verdict(None, 0.3, ("subject and object could not be parted",))
        if candidate is None and finding.rule in ("document", "text") and (found := self._issuer(finding)) is not None:
            return found
        if candidate is not None and (self._wrapped(finding, candidate) or self._second_verb(finding, candidate, order)):
            return self._latest(finding, "dropped")
        if candidate is None or candidate.reference is Reference.PRONOUN:
            return self._latest(finding, "pronoun" if candidate else "dropped")
        if candidate.reference is Reference.NAME:
            return self._by_name(finding, candidate)
        if candidate.reference is Reference.DEMONSTRATIVE:
            return self._this(finding, candidate)
        if candidate.reference is Reference.PLURAL:
            return self._latest(finding, "plural")
        return self._by_role(finding, candidate, order)

    def _by_name(self, finding: Finding, candidate: Candidate) -> Verdict:
        if self._once(finding, candidate):
            if self._passages[finding.home].words[candidate.span[1] :][:1] == ["که"]:  # «زمانی که آن هنرمند … گفت»
                self._last = self._person = None
            return Verdict(None, 0.3, ("once, and nobody's name",))
        known = self._named_late(finding, candidate) or self._still(finding, candidate)
        return known or Verdict(self._learn(finding, candidate), self._sure_of(finding, candidate), ("name",))

    def _still(self, finding: Finding, candidate: Candidate) -> Verdict | None:
        """«X افزود» where nothing says that X is a name: who goes on has spoken before."""
        assert candidate.name is not None
        if not finding.continues or self._person is None or finding.passage - self._person_passage > 1:
            return None
        if candidate.role is not None or self._plain(finding, candidate):
            return None
        if self._comes_again(self._words(finding, candidate.name)[0][0]) and self._sure_of(finding, candidate) >= _A_NAME:
            return None
        member = self._learn(finding, candidate)
        return Verdict(self._person, 0.7, ("goes on: the latest speaker",)) if member.last < 0 and not member.body else None

    def _named_late(self, finding: Finding, candidate: Candidate) -> Verdict | None:
        """«وزیر X … گفت. نام همچنین گفت»: the surname of one who was only an office so far."""
        last = self._last
        if last is None or last.name or last.body or candidate.role is not None or candidate.name is None:
            return None
        name, shown = self._words(finding, candidate.name)
        if another_names(next(iter(last.roles), ()), name):
            return None
        member = self._cast.named(name)
        if len(name) > (3 if name[0] in vocabulary().given else 2) or (member is not None and (member.roles or member.last >= 0)):
            return None
        if any(another_names(role, name) or self._somebody_else_holds(role, last) for role in last.roles):
            return None
        here = self._newcomer(finding, candidate, member)
        if not (here or finding.continues or self._goes_on(finding)) or self._headed(finding):
            return None
        if member is not None:
            self._cast.members.remove(member)
        self._cast.baptise(last, name, shown())
        return Verdict(last, 0.85, ("the name of the latest speaker, an office so far",))

    def _this(self, finding: Finding, candidate: Candidate) -> Verdict:
        """«این رسانه‌ها»: the latest member that is called by the same noun, or else the latest speaker."""
        assert candidate.role is not None
        role, _ = self._words(finding, candidate.role)
        if role[0] in noun_table().documents and (found := self._issuer(finding)) is not None:
            return found
        head = singular(role[0])
        one = not _plural(role[0])
        fits = [
            m
            for m in self._cast.members
            if m.last >= 0 and any(singular(w) == head for r in m.roles if _plural(r[0]) != one or m.body > one for w in r[:3])
        ]
        if fits:
            return Verdict(max(fits, key=lambda m: m.last), 0.9, ("this: called by the same noun",))
        earlier = self._antecedent(finding, head, candidate.span[0])
        if earlier is not None:
            return Verdict(earlier, 0.8, ("this: named by the same noun before",))
        if not one:
            return self._those(finding, role[0], candidate.span[0])
        return self._latest(finding, "demonstrative")

    def _by_role(self, finding: Finding, candidate: Candidate, order: int) -> Verdict:
        assert candidate.role is not None
        role, shown = self._words(finding, candidate.role, office=True)
        body = candidate.reference is Reference.BODY
        if body and len(role) == 2 and role[1] in _HIS:  # «دولت او»
            return Verdict(None, 0.3, ("whose body it is, only a pronoun says",))
        if len(role) == 1 and role[0] in noun_table().documents and not candidate.indefinite:
            return self._issuer(finding) or self._latest(finding, "demonstrative")
        if candidate.weak and (member := self._cast.named(role)) is not None:
            return Verdict(member, 0.9, ("name",))
        if candidate.weak:
            return Verdict(self._cast.add((), str, role, shown, body=True), 0.4, ("nothing says that this is somebody",))
        if not candidate.indefinite or order < 3:
            found = self._holder(role, body)
            if found is not None:
                return found
        if not body:
            same = self._same_person(finding, candidate, role, shown, order)
            if same is not None:
                return same
        member = self._cast.add((), str, role, shown, body=body)
        return Verdict(member, 0.85, ("role only" if not body else "body",))

    def _same_person(self, finding: Finding, candidate: Candidate, role: Words, shown: Shown, order: int) -> Verdict | None:
        """Another word for the one who has just spoken, or for the one whom the text names next (a lead)."""
        also = self._brings_in(finding, candidate) or finding.rule == "turn"  # a label says in full who speaks
        last = self._last if self._last is None or not self._last.body or self._last_sure > NO_NAME else self._person
        if last is not None and last.name and not also and not candidate.indefinite and self._may_be(last, role, finding):
            near = (not last.roles or shares(last, role)) and not other_office(role, last)
            sure = 0.9 if self._alone and near else 0.85 if self._alone or finding.continues else 0.7
            if role not in last.roles:
                last.roles[role], last.guessed[role] = shown(), sure
            return Verdict(last, sure, ("another word for the latest speaker",))
        if last is None or (order and not last.name and self._last_passage == 0):
            following = self._next_named(order, role)
            if following is not None:
                sure = 0.9 if self._alone else 0.75
                if role not in following.roles:
                    following.roles[role], following.guessed[role] = shown(), sure
                return Verdict(following, sure, ("the lead's office: the name comes next",))
        return None

    def _may_be(self, member: Member, role: Words, finding: Finding) -> bool:
        """Whether one who is known under other offices may be meant by `role` too."""
        if len(member.name) == 1 and not member.roles and member.name[0] not in vocabulary().given:
            return self._alone
        if (
            another_names(role, member.name)
            or several(role[0])
            or of_another_state(member, role)
            or any(exclusive(role, known) for known in member.roles)
        ):
            return False
        if role[0] in _HIGHEST or role[:2] in _HIGHEST_TWO:
            return finding.continues or (not member.roles and self._only_without_office(member, finding))
        if not member.roles or finding.continues or self._goes_on(finding):
            return True
        return self._alone or shares(member, role)

    def _only_without_office(self, member: Member, finding: Finding) -> bool:
        """Whether everybody else who is named has an office, and no heading parts the two speeches."""
        if any(m is not member and m.name and not m.roles and m.last >= 0 for m in self._named):
            return False
        return not self._headed(finding)

    def _goes_on(self, finding: Finding) -> bool:
        """«X در ادامه …»، «X همچنین …»: the words between subject and verb say that the same one goes on."""
        if finding.subject is None:
            return False
        words = self._passages[finding.home].words
        return bool(_ON & set(words[finding.subject.span[1] : finding.subject.span[1] + 4]))

    def _somebody_else_holds(self, role: Words, member: Member | None) -> bool:
        """«سردبیر یک روزنامه» is the editor whom the text names elsewhere, not `member`."""
        return "یک" in role and any(m is not member and m.name and role[0] in {r[0] for r in m.roles} for m in self._named)

    def _next_named(self, order: int, role: Words) -> Member | None:
        if several(role[0]) or not vocabulary().plural_pronouns.isdisjoint(role):  # «یکی از آنها»
            return None
        for finding in self._findings[order + 1 : order + 4]:
            if finding.rule == "turn":
                return None  # a label says in full who speaks
            if finding.subject is not None and finding.subject.name is not None:
                if self._sure_of(finding, finding.subject) <= NO_NAME or self._brings_in(finding, finding.subject):
                    return None
                member = self._learn(finding, finding.subject)
                if another_names(role, member.name) or self._somebody_else_holds(role, member):
                    return None
                free = finding.subject.role is None and (self._alone or not member.roles)
                known = {word for held in member.roles for word in held}
                same = not other_office(role, member)
                near = (same and len(known & set(role) - COMMON) > (order > 0)) or member is self._headlined()
                return member if free or near else None
            if finding.subject is not None and finding.subject.reference not in (Reference.PRONOUN, Reference.ROLE):
                return None
        return None
