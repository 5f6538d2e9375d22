"""One article analysed: the parts put together."""

from __future__ import annotations

from collections.abc import Callable

from jobs.analysis.catalogue import Catalogue
from jobs.analysis.letters import INVISIBLE, MARKS, SAME_LETTER, drop_all, replace_all
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.model import UNKNOWN_SPEAKER, Analysis, ArticleText, Span, Speaker, SpeakerKind, Statement
from jobs.analysis.normalise import Normalised, Normaliser
from jobs.analysis.segment import paragraphs
from jobs.analysis.speakers.cast import Member
from jobs.analysis.speakers.resolve import ANONYMOUS, Resolver, Verdict
from jobs.analysis.statements.extract import extract
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.passage import Passage

SURE = 0.6
ALERT = 0.9


class Analyser:
    """Finds statements and speakers. Safe to share between threads; one instance serves a process."""

    def __init__(self, lexicon: Lexicon, catalogue: Catalogue) -> None:
        self._normaliser = Normaliser(lexicon)
        self._catalogue = catalogue

    def analyse(self, article: ArticleText) -> Analysis:
        """Everything found in one article; any text will do."""
        normalised = self._normaliser.normalise(article.body)
        title = self._normaliser.normalise(article.title).text
        places = paragraphs(normalised.text)
        passages = [Passage(normalised.text[a:z], _speller(normalised, a)) for a, z in places]
        findings, cast = extract(passages)
        verdicts = Resolver(passages, cast).resolve_all(findings)
        statements = tuple(
            _statement(f, v, passages[f.passage], places[f.passage], normalised) for f, v in zip(findings, verdicts, strict=True)
        )
        return Analysis(title, normalised.text, statements, (), (), ())


def _speller(normalised: Normalised, base: int) -> Callable[[int, int], str]:
    """Names are shown as the article spells them: a half-space put into a name might not be its bearer's."""

    def spelt(start: int, end: int) -> str:
        first, last = normalised.to_original(base + start, base + end)
        return drop_all(replace_all(normalised.original[first:last], SAME_LETTER), MARKS + INVISIBLE)

    return spelt


def _statement(finding: Finding, verdict: Verdict, passage: Passage, place: Span, normalised: Normalised) -> Statement:
    a, z = passage.span(*finding.content)
    cue = passage.span(*finding.cue) if finding.cue[0] < finding.cue[1] else None
    start, end = place[0] + a, place[0] + z
    speaker = _speaker(verdict.member) if verdict.member is not None and verdict.sure >= SURE else None
    return Statement(
        content=(normalised.to_original(start, end),),
        text=normalised.text[start:end],
        paragraph=finding.passage,
        cue=normalised.to_original(place[0] + cue[0], place[0] + cue[1]) if cue else None,
        kind=finding.kind,
        act=finding.act,
        negated=finding.negated,
        confidence=round(verdict.sure, 2),
        alert=speaker is not None and verdict.sure >= ALERT,
        speaker=speaker,
        occasion=passage.slice(*finding.occasion) if finding.occasion else None,
        via=passage.slice(*finding.via) if finding.via else None,
        rule=finding.rule,
        why=verdict.why,
    )


def _speaker(member: Member) -> Speaker:
    if member is ANONYMOUS:
        return Speaker(UNKNOWN_SPEAKER, None, SpeakerKind.ANONYMOUS)
    kind = SpeakerKind.PERSON if member.name else SpeakerKind.BODY if member.body else SpeakerKind.ROLE
    return Speaker(member.shown or None, member.role, kind)
