"""All statements of one article, before anybody asks who spoke."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from jobs.analysis.model import Span
from jobs.analysis.speakers.cast import Cast, Words
from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.offices import scan
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.adjuncts import Adjunct, find_adjuncts
from jobs.analysis.statements.continued import Continuation, lead, resumptions
from jobs.analysis.statements.cues import Cue, Later, find_cues
from jobs.analysis.statements.documents import anonymous, document, only_announces
from jobs.analysis.statements.extent import marker
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.hearsay import hearsay
from jobs.analysis.statements.interview import answer, find_interview
from jobs.analysis.statements.left import Left, can_speak, parse
from jobs.analysis.statements.lone import lone_adjuncts
from jobs.analysis.statements.nouns import TO_THE_EFFECT, noun_table
from jobs.analysis.statements.objects import label, object_
from jobs.analysis.statements.outlets import passes_on
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.rules import RULES, preposition
from jobs.analysis.statements.sentence import Sentence
from jobs.analysis.statements.sources import source
from jobs.analysis.statements.syntax import finite, sentence_end, sentence_start
from jobs.analysis.statements.told_words import main_subject, told_words
from jobs.analysis.statements.turns import is_conversation, is_question, labels, turn


def extract(passages: list[Passage], title: Passage | None = None) -> tuple[list[Finding], Cast]:
    """The findings of an article's paragraphs in their order, and its cast as far as names stand beside offices.

    `title`: the headline, where there is one; its «X: Y» tells whose the first paragraph may be.
    """
    cast = Cast()
    for passage in passages:
        for name, role in scan(passage):  # names beside offices
            cast.add(
                tuple(passage.words[name[0] : name[1]]),
                partial(passage.spelt, *name),
                tuple(passage.words[role[0] : role[1]]),
                partial(passage.shown, *role),
            )
    walks = [_Walk(passage, number, cast) for number, passage in enumerate(passages)]
    cast.listen(partial(_heard, walks))
    found: list[Finding] = []
    known = labels(passages)
    talk = is_conversation(passages, known)
    continuation = Continuation(passages, talk=talk)
    if known and not talk:
        known = Counter(dict.fromkeys(known, 1))  # a label that comes again is an agency's, not somebody's who takes part
    interview = None if talk else find_interview(passages)
    resumed = resumptions(passages, [walk.cues for walk in walks])
    for number, walk in enumerate(walks):
        if interview is not None and (number in interview.questions or number in interview.answers):
            replied = answer(walk.passage, number, interview) if number in interview.answers else None
            found += [replied] if replied is not None else []
            continue
        said = turn(walk.passage, number, cast, known)
        here = [said] if said is not None else [] if talk and is_question(walk.passage) else walk.run()
        here = [finding for finding in here if not only_announces(walk.passage, finding)]
        whole = continuation.of(number, here, resumed=resumed[number])
        continuation.seen(number, here, walk.cues, whole is not None)
        found += here if whole is None else [whole]
    opening = lead(passages, title, found) if title is not None else None
    return ([opening] if opening is not None else []) + found, cast


def _heard(walks: Sequence[_Walk]) -> set[Words]:
    """Subjects that stand clear of an object: what a fused «subject object را» is parted by elsewhere."""
    heard: set[Words] = set()
    for walk in walks:
        passage, words = walk.passage, walk.passage.words
        for cue in walk.cues:
            if marker(passage, cue.end)[0] not in (":", "که"):
                continue
            left = parse(passage, max(sentence_start(passage, cue.start), cue.start - _CLAUSE), cue.start)
            subject = left.subject
            if subject is not None and subject.reference is not Reference.PRONOUN and "را" not in words[left.cut : cue.start]:
                heard.add(tuple(words[subject.span[0] : subject.span[1]]))
                if subject.name is not None and words[subject.name[0]] in vocabulary().given:
                    heard.add(tuple(words[subject.name[0] + 1 : subject.name[1]]))  # the surname
    return heard


def _told_of(passage: Passage, cue: Cue, left: Left) -> Left:
    """«X از Y نقل کرد»: Y speaks."""
    words = passage.words
    if not cue.verb.name.startswith("نقل") or left.subject is None or "از" not in words[left.cut : cue.start]:
        return left
    start = max(k for k in range(left.cut, cue.start) if words[k] == "از") + 1
    told = parse(passage, start, cue.start).subject
    return replace(left, subject=told) if told is not None else left


_CLAUSE = 150
"""Tokens: how far before its verb a clause can begin."""


def _inside(passage: Passage, begin: int, cue: Cue, adjuncts: Sequence[Adjunct], later: Later) -> bool:
    """Whether a verb only stands inside what the main one's subject says or was asked: «X با بیان اینکه Y می‌خواهد …، گفت: Z»."""
    words = passage.words
    open_ = bool(adjuncts) and adjuncts[-1].rule == "with-that" and adjuncts[-1].end >= cue.start - 1
    first = max(begin, cue.start - _CLAUSE)
    asked = any(words[k] in _QUESTIONS and words[k + 1] in ("که", "مبنی") for k in range(first, cue.start - 1))
    if not open_ and not asked:
        return False
    end = min(sentence_end(passage, cue.end), cue.end + 2 * _CLAUSE)
    for main in later.before(end):
        how = marker(passage, main.end)[0]
        if how in (":", "که") and any(words[k] == "،" for k in range(cue.end, main.start)):
            return True
        if how == ":" and main.start > cue.end + 1 and finite(words[main.start - 1]):
            return True  # «در پاسخ به این سوال که برخی می‌گویند Y است گفت: Z»
    return False


_QUESTIONS = frozenset("پرسش سوال سوالی پرسشی سئوال سئوالی".split())


class _Walk:
    """One paragraph from left to right. `floor` is the first token that no statement has taken."""

    def __init__(self, passage: Passage, number: int, cast: Cast) -> None:
        self.passage, self.number, self.cast = passage, number, cast
        self.cues = find_cues(passage)
        self._starts = [cue.start for cue in self.cues]
        self.found: list[Finding] = []
        self.floor = 0
        self.subject: Candidate | None = None
        self.sentence = -1
        self._passed: tuple[int, Span] | None = None
        """Where the sentence begins that an outlet only passes on, and the outlet."""

    def run(self) -> list[Finding]:
        openers, inside = noun_table().openers | hearsay().firsts, self.passage.inside
        nouns = [i for i in self.passage.where(openers) if not inside[i]]
        events: list[tuple[int, int, Cue | None]] = [(cue.start, 1, cue) for cue in self.cues]
        events += [(i, 0, None) for i in nouns]
        for at, _, cue in sorted(events, key=lambda event: event[:2]):
            if at < self.floor:
                continue
            finding = self._noun(at) if cue is None else None
            if finding is not None:
                self._take(finding)
                self.sentence = sentence_start(self.passage, at)
                self.subject = finding.subject if finding.rule != "told-words" else main_subject(self.passage, at)
            elif cue is not None:
                self._cue(cue)
        more = lone_adjuncts(self.passage, self.number, self.found)
        return sorted([*self.found, *more], key=lambda finding: finding.content) if more else self.found

    def _noun(self, at: int) -> Finding | None:
        """The first rule that fits, of those whose phrases may begin with the word at `at`."""
        passage, number, later, cast, table = self.passage, self.number, self._later(at), self.cast, noun_table()
        word = passage.words[at]
        return (
            (told_words(passage, number, at, later) if word == TO_THE_EFFECT else None)
            or (document(passage, number, at, self.floor, later, cast) if table.written.starts(word) else None)
            or (anonymous(passage, number, at, later, cast) if word in hearsay().firsts else None)
            or (source(passage, number, at, later, cast) if table.source.starts(word) else None)
        )

    def _later(self, at: int) -> Later:
        return Later(self.cues, bisect_right(self._starts, at))

    def _cue(self, cue: Cue) -> None:
        passage = self.passage
        begin = self._begin(cue)
        a = max(self.floor, begin, cue.start - _CLAUSE)
        of = cue.verb.of[0][0] if cue.verb.of else ""
        adjuncts = find_adjuncts(passage, a, cue.start, of) if cue.start - a > 2 else []
        left = self._whose(begin, a, cue, adjuncts)
        if passes_on(passage, self.number, cue, left.subject, self._later(cue.start)):
            assert left.subject is not None
            self.floor, self._passed = cue.end, (begin, left.subject.span)
            return
        left = _told_of(passage, cue, left)
        sentence = Sentence(passage, self.number, a, left, self._later(cue.start), self.cast)
        if _inside(passage, begin, cue, adjuncts, self._later(cue.start)):
            return
        finding = self._apply(sentence, cue)
        if finding is None and not adjuncts:
            if marker(passage, cue.end)[0] in ("و", "اما") and left.subject is not None:
                self.subject = left.subject
            return
        if finding is None and self._main_follows(cue):
            return
        subject = finding.subject if finding else left.subject
        for adjunct in adjuncts:
            if adjunct.content is not None and (
                finding is None or adjunct.content[1] <= finding.content[0] or adjunct.content[0] >= finding.content[1]
            ):
                self._take(self._of_adjunct(adjunct, left, subject))
        if finding is not None:
            self._take(finding)
            self.floor = max(self.floor, cue.closed[1] if cue.closed else 0)
            self.subject = subject if left.nested < 0 else parse(passage, begin, left.nested).subject
        else:
            self.floor = max(self.floor, cue.end)

    def _main_follows(self, cue: Cue) -> bool:
        """Whether a verb with a colon follows in the sentence: what a verb without content stands in is its adjunct."""
        end = min(sentence_end(self.passage, cue.end), cue.end + _CLAUSE)
        return any(marker(self.passage, main.end)[0] == ":" for main in self._later(cue.start).before(end))

    def _apply(self, sentence: Sentence, cue: Cue) -> Finding | None:
        """The first rule that fits; of two verbs that share their light one, the first may have content of its own."""
        if cue.before is not None:
            first = replace(cue, verb=cue.before, before=None)
            earlier = next((f for rule in (label, object_, preposition) if (f := rule(sentence, first, coordinated=True))), None)
            main = next((f for rule in RULES if (f := rule(sentence, cue)) is not None), None)
            if earlier is not None and (main is None or main.content != earlier.content):
                self._take(earlier)
            return main
        return next((f for rule in RULES if (f := rule(sentence, cue)) is not None), None)

    def _begin(self, cue: Cue) -> int:
        """Where the cue's sentence begins; «با طرح این سؤال که …؟ گفت» is one sentence."""
        words = self.passage.words
        begin = sentence_start(self.passage, cue.start)
        if begin > 0 and cue.start - begin <= 1 and words[begin - 1] in ("؟", "?"):
            return sentence_start(self.passage, begin - 1)
        return begin

    def _whose(self, begin: int, a: int, cue: Cue, adjuncts: list[Adjunct]) -> Left:
        """What stands before the cue, with the subject of the sentence's verb before where it has none of its own."""
        left = self._left(a, cue, adjuncts)
        inherited = left.subject is None or self._joined(begin, a, cue, left.subject)
        if begin != self.sentence:
            self.sentence, self.subject = begin, None
        if inherited and self.subject is not None:
            left = replace(left, subject=self.subject)
        if inherited and not left.dropped:
            left = replace(left, cut=a)
        if left.via is None and self._passed is not None and self._passed[0] == begin:
            left = replace(left, via=self._passed[1])
        return left

    def _joined(self, begin: int, a: int, cue: Cue, subject: Candidate) -> bool:
        """«X Y را محکوم کرد و | ادامه Z را … دانست»: behind «و» a noun phrase that cannot speak is the object of the same X."""
        words = self.passage.words
        return (
            self.subject is not None
            and begin == self.sentence
            and words[a] == "و"
            and subject.span[0] == a + 1
            and "را" in words[subject.span[1] : cue.start]
            and not can_speak(self.passage, subject)
            and not self.cast.exact(tuple(words[slice(*subject.span)]))
        )

    def _left(self, a: int, cue: Cue, adjuncts: list[Adjunct]) -> Left:
        if not adjuncts:
            return parse(self.passage, a, cue.start)
        left = parse(self.passage, a, adjuncts[0].start)
        end = adjuncts[-1].end
        if left.subject is None:
            after = parse(self.passage, end, cue.start)
            return replace(after, occasion=left.occasion or after.occasion, via=left.via or after.via)
        return replace(left, cut=end, dropped=False)

    def _of_adjunct(self, adjunct: Adjunct, left: Left, subject: Candidate | None) -> Finding:
        assert adjunct.content is not None
        return Finding(
            self.number,
            adjunct.content,
            (adjunct.start, adjunct.content[0]),
            adjunct.kind,
            adjunct.act,
            adjunct.rule,
            negated=adjunct.negates,
            subject=subject,
            marked=True,
            occasion=left.occasion,
            via=left.via,
        )

    def _take(self, finding: Finding) -> None:
        self.found.append(finding)
        self.floor = max(self.floor, finding.content[1], finding.cue[1])
