"""Who spoke last: what «وی», a dropped subject and «این بیانیه» point back to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from jobs.analysis.model import Kind
from jobs.analysis.speakers.cast import Cast, Member, several
from jobs.analysis.speakers.holders import Holders
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.offices import role_end
from jobs.analysis.speakers.reference import NO_NAME, References, Verdict
from jobs.analysis.speakers.signature import signed
from jobs.analysis.speakers.surnames import is_surname
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.documents import issued, issuer_in_title
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.guest import guest_in_title
from jobs.analysis.statements.left import parse
from jobs.analysis.statements.passage import Passage, keys
from jobs.analysis.statements.syntax import finite, sentence_start
from jobs.analysis.statements.wordlists import listed

_GUESS = 0.7
_HEADING = 16
"""Words: a shorter paragraph without a full stop is a heading."""
_SHORT = 6  # tokens: an adjunct that hides nobody

_LINE = 16
"""Words: a longer paragraph is part of the document's text."""
_NEXT = 12
"""Tokens: from a speech to the name in the sentence right behind it."""
_FAR = 60
_GAP = 2
"""Paragraphs: «آن‌ها» reaches no further back."""
_ALSO = frozenset("نیز هم".split())
_OUTLETS = listed("papers") | frozenset(("خبرگزاری", "تلویزیون", "رادیو", "کانال"))
_BULLETS = frozenset(("*", "•", "■"))
"""They open the next piece of news."""
_MEANWHILE = tuple(
    keys(phrase) for phrase in ("در همین حال", "از سوی دیگر", "از طرف دیگر", "از سویی دیگر", "در این میان", "در همین زمینه")
)


class Recent(References):
    """The latest speaker and the latest person among the speakers, as the findings go by."""

    def __init__(self, passages: list[Passage], cast: Cast, title: Passage, holders: Holders) -> None:
        super().__init__(passages, cast, title, holders)
        self._last: Member | None = None
        self._last_passage = -9
        self._last_sure = self._person_sure = 0.0
        self._person: Member | None = None
        self._person_passage = -9
        self._last_end = 0
        self._alone = False
        """Whether the article lets one person alone speak by name."""

    def _spoke(self, verdict: Verdict, finding: Finding, order: int) -> None:
        member = verdict.member
        assert member is not None
        member.last = order
        self._last, self._last_passage, self._last_end = member, finding.passage, finding.content[1]
        self._last_sure = verdict.sure
        if not member.body:
            self._person, self._person_passage, self._person_sure = member, finding.passage, verdict.sure

    def _aside(self, finding: Finding) -> bool:
        """Whether its subject is one whom the sentence of somebody else tells of: «وی با استناد به سخنان X که گفت «…» افزود»."""
        words, subject = self._passages[finding.home].words, finding.subject
        return subject is not None and subject.span[1] + 1 == finding.cue[0] and words[subject.span[1]] == "که"

    def _headlined(self) -> Member | None:
        """Whom the headline lets speak («نام: …»)."""
        words = self._title.words
        colon = next((k for k in range(1, min(6, len(words))) if words[k] == ":"), 0)
        return self._cast.named(tuple(words[:colon])) if colon else None

    def _latest(self, finding: Finding, how: str) -> Verdict:
        member, passage = (self._person, self._person_passage) if how == "pronoun" else (self._last, self._last_passage)
        if member is None or finding.passage - passage > 2:
            near = self._nearest_subject(finding) if how == "pronoun" else None
            if near is not None:
                return Verdict(near, 0.7, ("pronoun: the subject of the sentence before",))
        if member is None:
            return Verdict(None, 0.0, (f"{how}: nobody has spoken",))
        if how == "demonstrative" and not self._same_kind(finding, member):
            return Verdict(member, 0.5, ("demonstrative: the latest speaker is of another kind",))
        if how == "dropped" and self._swallowed(finding):
            if (name := self._right_before(finding)) is not None:
                return Verdict(name, 0.85, ("the name right before the verb",))
            return Verdict(member, 0.5, ("dropped: the subject may stand in an adjunct that no comma closes",))
        gap = finding.passage - passage
        if how == "plural" and gap < _GAP and self._are_meant(finding, member):
            return Verdict(member, min(_GUESS, self._last_sure), ("plural: the latest speakers",))
        base = {"pronoun": 0.93, "dropped": 0.8, "demonstrative": 0.9 if self._alone else 0.85, "plural": 0.5}[how]
        sure = base - 0.05 * max(0, gap - 1)
        sure = min(sure, max(_GUESS, self._person_sure if how == "pronoun" else self._last_sure))  # no surer than the one before
        if how == "pronoun" and (other := self._between(finding, member)) is not None:
            if finding.continues:
                return Verdict(member, 0.8, ("pronoun: the latest speaker goes on, though another is named between",))
            return Verdict(other, 0.7, ("pronoun: the subject between the latest speech and this one",))
        return Verdict(member, sure, (f"{how}: the latest speaker",))

    def _are_meant(self, finding: Finding, member: Member) -> bool:
        """«آن‌ها» behind the speech of a body or of several; «طرفین» are others."""
        subject = finding.subject
        if subject is None or self._passages[finding.home].words[subject.span[0]] not in vocabulary().plural_pronouns:
            return False
        return member.body or any(several(role[0]) for role in member.roles)

    def _those(self, finding: Finding, head: str, before: int) -> Verdict:
        """«این نمایندگان»: the nearest «نمایندگان …» before; or the latest speakers, where they are more than one."""
        for number in range(finding.passage, max(finding.passage - _GAP, -1), -1):
            passage = self._passages[number]
            places = [k for k in passage.where({head}) if number < finding.passage or k < before]
            for k in reversed(places):
                end = role_end(passage.words, k)
                if end - k > 1 and not (k and passage.words[k - 1] in vocabulary().demonstratives):
                    member = self._cast.add((), str, tuple(passage.words[k:end]), partial(passage.shown, k, end), body=True)
                    return Verdict(member, 0.75, ("those: named by the same noun before",))
        last = self._last
        if last is not None and not (last.body or any(several(role[0]) for role in last.roles)):
            return Verdict(last, 0.5, ("those: the latest speaker is one alone",))
        return self._latest(finding, "demonstrative")

    def _second_verb(self, finding: Finding, candidate: Candidate, order: int) -> bool:
        """«X … را محکوم کرد و ادامه … را موجب … دانست»: behind a speech of the same sentence, what nothing says to be somebody is
        no subject."""
        if order == 0 or self._last is None or finding.told_in >= 0 or self._last_passage != finding.passage:
            return False
        passage, start = self._passages[finding.passage], candidate.span[0]
        if self._last_end < sentence_start(passage, start) or start + 1 < self._last_end:
            return False
        words = passage.words
        weak = candidate.weak or (candidate.reference is Reference.NAME and self._sure_of(finding, candidate) <= NO_NAME)
        verbs = words[candidate.span[1]] == "و" and all(map(finite, words[slice(*candidate.span)]))
        return weak and (words[start - 1] in ("و", "،") or words[start - 1] in vocabulary().stoppers or verbs)

    def _swallowed(self, finding: Finding) -> bool:
        """Whether a long stretch without a comma stands before the verb: «در تازه‌ترین اقدام X …»."""
        if finding.subject is not None or finding.cue[0] >= finding.cue[1]:
            return False
        passage, c = self._passages[finding.home], finding.cue[0]
        begin = sentence_start(passage, c)
        words = passage.words[begin:c]
        return len(words) > _SHORT and words[0] in vocabulary().stoppers and "،" not in words

    def _in_relative(self, finding: Finding) -> bool:
        """«X در برابر مخالفانی که جنگ را محکوم کردند …»: the clause behind «که» is the noun's before it, not the subject's."""
        subject, (start, _) = finding.subject, finding.content
        if subject is None or finding.home != finding.passage or finding.cue[0] < start or subject.span[1] >= start - 1:
            return False
        if finding.rule == "preposition" and finding.kind is Kind.REPORTED:
            return False  # «از این موضوع که Y انتقاد کرد»
        words = self._passages[finding.home].words
        if finding.rule in ("object", "label") and words[start] in vocabulary().stoppers:
            return "که" in words[start : finding.cue[0]]  # no object begins with a preposition
        between = words[subject.span[1] : start - 1]
        return words[start - 1] == "که" and words[start - 2] not in ("،", "حالی") and not any(map(finite, between))

    def _headed(self, finding: Finding) -> bool:
        """Whether a heading stands between the latest speech and this one."""
        between = self._passages[self._last_passage + 1 : finding.passage]
        return any(len(p.words) < _HEADING and not p.is_stop(len(p.words) - 1) and p.words[-1] != ":" for p in between)

    def _brings_in(self, finding: Finding, candidate: Candidate) -> bool:
        """«X نیز …», «در همین حال X …»: somebody else speaks now."""
        passage = self._passages[finding.home]
        words, (start, end) = passage.words, candidate.span
        if _ALSO & set(words[end : end + 2]):
            return True
        if start and words[0] in _BULLETS and finding.home != self._last_passage:
            return True
        begin = sentence_start(passage, start)
        return any(tuple(words[begin : begin + len(phrase)]) == phrase for phrase in _MEANWHILE)

    def _newcomer(self, finding: Finding, candidate: Candidate, member: Member | None) -> bool:
        """Whether a name that nothing introduces stands right behind an office's speech, or opens the next paragraph."""
        if self._last is None or not self._last.roles:
            return False
        opens = finding.passage == self._last_passage + 1 and candidate.span[0] == 0  # the next paragraph begins with it
        if not opens and (finding.passage != self._last_passage or candidate.span[0] - self._last_end > _NEXT):
            return False
        if not _ALSO.isdisjoint(self._passages[finding.home].words[candidate.span[1] : finding.cue[0]][:_FAR]):
            return False
        role = next(iter(self._last.roles))
        known = member is not None and (bool(member.roles) or member.last >= 0 or len(member.name) > 3)
        name, _ = self._words(finding, candidate.name) if candidate.name else ((), str)
        given = bool(name) and name[0] in vocabulary().given
        again = len(name) == 1 and self._comes_again(name[0]) and not name[0].endswith(("ها", "های"))
        surname = again or (len(name) == 1 and is_surname(name[0]))
        sure = given or (surname and self._sure_of(finding, candidate) > NO_NAME)
        return sure and not known and role[0] in vocabulary().role_heads and not several(role[0]) and role[0] != "یک"

    def _right_before(self, finding: Finding) -> Member | None:
        words, c = self._passages[finding.home].words, finding.cue[0]
        runs = (tuple(words[c - size : c]) for size in (3, 2, 1))
        found = (member for run in runs if (member := self._cast.named(run)) is not None and member.called(run))
        return next(found, None)

    def _same_kind(self, finding: Finding, member: Member) -> bool:
        """Whether «این منابع», «این روزنامه» can be the member: people are no paper, a paper is no person."""
        if finding.subject is None or finding.subject.role is None:
            return True
        head, v = self._passages[finding.home].words[finding.subject.role[0]], vocabulary()
        person, body = head in v.role_heads and head not in v.body_heads, head in v.body_heads and head not in v.role_heads
        paper = head in _OUTLETS and not member.roles and member.name[:1] and member.name[0] not in v.given
        return paper or not ((person and member.body) or (body and not member.body and bool(member.name)))

    def _between(self, finding: Finding, member: Member) -> Member | None:
        """Another person who is the subject of a sentence or clause between the latest speech of this passage and the pronoun."""
        if finding.subject is None or finding.told_in >= 0:
            return None
        passage, end = self._passages[finding.passage], finding.subject.span[0]
        spoken = self._last_end if self._last_passage == finding.passage else 0
        if spoken >= end - 4:
            return None
        stop = end
        start = max(spoken, sentence_start(passage, end))
        if end - start < 3:
            stop = start - 1
            start = max(spoken, sentence_start(passage, stop))
        candidate = parse(passage, start, stop).subject if stop - start > 2 else None
        if candidate is None or candidate.reference is not Reference.NAME or not self._plain(finding, candidate):
            return None
        other = self._learn(finding, candidate)
        return other if other is not member else None

    def _issuer(self, finding: Finding) -> Verdict | None:
        """Whose document it is, where its sentence does not say so."""
        found = issued(self._passages, finding.home, finding.cue[0])
        if found is None:
            return (self._issuer_in_title() or self._signer(finding)) if finding.rule == "text" else None
        number, candidate = found
        told = replace(finding, passage=number, told_in=-1)
        plural = candidate.reference is Reference.PLURAL  # «دو کشور بیانیه‌ای صادر کردند»
        if plural or (candidate.name is not None and self._sure_of(told, candidate) <= NO_NAME):
            return Verdict(None, 0.3, ("whose document it is cannot be told",))
        member = self._member(told, candidate)
        return Verdict(member, 0.8, ("the document's issuer",)) if member is not None else None

    def _guest(self) -> Verdict | None:
        """Who answers, where only the headline says so, or nobody else has spoken before."""
        found = self._in_title(guest_in_title(self._title), "the guest in the headline")
        if found is not None:
            return found
        spoken = [m for m in self._cast.members if m.last >= 0 and not m.body and (m.name or not several(next(iter(m.roles))[0]))]
        return Verdict(spoken[0], 0.75, ("the guest: nobody else has spoken",)) if len(spoken) == 1 else None

    def _signer(self, finding: Finding) -> Verdict | None:
        """Who has signed the document, where nothing else tells whose it is."""
        end = finding.passage + 1
        while end < len(self._passages) and len(self._passages[end].words) > _LINE:
            end += 1
        n, a, z = signed(self._passages, end)
        if a >= z:
            return None
        passage = self._passages[n]
        return Verdict(self._cast.add(tuple(passage.words[a:z]), partial(passage.spelt, a, z)), 0.75, ("the signature",))

    def _issuer_in_title(self) -> Verdict | None:
        return self._in_title(issuer_in_title(self._title), "the document's issuer in the headline")

    def _in_title(self, candidate: Candidate | None, why: str) -> Verdict | None:
        title = self._title
        if candidate is None or candidate.weak:
            return None
        if candidate.name is not None:
            member = self._cast.add(tuple(title.words[slice(*candidate.name)]), partial(title.spelt, *candidate.name))
        else:
            assert candidate.role is not None
            role, body = tuple(title.words[slice(*candidate.role)]), candidate.reference is Reference.BODY
            member = self._cast.add((), str, role, partial(title.shown, *candidate.role), body=body)
        return Verdict(member, 0.75, (why,))

    def _nearest_subject(self, finding: Finding) -> Member | None:
        """The person who is the subject of the sentence before, or of the last one of the paragraph before."""
        passage = self._passages[finding.home]
        begin = sentence_start(passage, finding.cue[0])
        number, end = (finding.passage, begin - 1) if begin > 1 else (finding.passage - 1, -1)
        if number < 0:
            return None
        before = self._passages[number]
        stop = len(before.words) - 1 if end < 0 else end
        start = max(sentence_start(before, stop), stop - 600)
        candidate = parse(before, start, stop).subject
        if candidate is None or candidate.indefinite or candidate.reference not in (Reference.NAME, Reference.ROLE):
            return None
        if candidate.reference is Reference.ROLE:  # it may have grown into the object: «سمت کشور طرح‌های … را …»
            a, z = candidate.span
            candidate = replace(candidate, role=(a, min(z, role_end(before.words, a))))
        found = replace(finding, passage=number, told_in=-1)
        if candidate.name is not None and not self._plain(found, candidate):
            return None
        if candidate.role is not None and not vocabulary().demonstratives.isdisjoint(before.words[slice(*candidate.role)]):
            return None
        return self._member(found, candidate)
