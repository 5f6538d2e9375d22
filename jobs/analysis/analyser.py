"""One article analysed: the parts put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jobs.analysis.about import About
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.cleaned import Cleaned
from jobs.analysis.debris import find_debris
from jobs.analysis.entities import Entities, countries_of
from jobs.analysis.fold import squeeze
from jobs.analysis.frame import Frame, tells_of_the_past
from jobs.analysis.letters import INVISIBLE, MARKS, SAME_LETTER
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.lines import by_lines, whole_paragraphs
from jobs.analysis.model import UNKNOWN_SPEAKER, Analysis, ArticleText, Span, Speaker, SpeakerKind, Statement
from jobs.analysis.normalise import Normalised, Normaliser
from jobs.analysis.roles import HOME
from jobs.analysis.segment import paragraphs
from jobs.analysis.speakers.cast import Member
from jobs.analysis.speakers.confidence import is_alert, is_coerced, is_told
from jobs.analysis.speakers.holders import Holders
from jobs.analysis.speakers.reference import ANONYMOUS, Verdict
from jobs.analysis.speakers.resolve import Resolver
from jobs.analysis.statements.extract import extract
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.occasion import occasion_text
from jobs.analysis.statements.passage import Passage
from jobs.analysis.summary import summarise
from jobs.analysis.topics import Terms, Topics

_SPELLING = str.maketrans({**SAME_LETTER, **dict.fromkeys(MARKS + INVISIBLE)})


@dataclass(frozen=True, slots=True)
class _Text:
    """The article on its way: the body cleaned, normalised, and cut into passages that begin at `places`.

    `lines`: its paragraphs as published; a passage runs over several where a fixed width has broken them.
    """

    cleaned: Cleaned
    normalised: Normalised
    lines: list[Span]
    places: list[Span]
    passages: list[Passage]
    about: About
    terms: Terms


class Analyser:
    """Finds statements and speakers. Safe to share between threads; one instance serves a process."""

    def __init__(self, lexicon: Lexicon, catalogue: Catalogue) -> None:
        self._lexicon = lexicon
        self._normaliser = Normaliser(lexicon)
        self.catalogue = catalogue
        self._entities = Entities(catalogue)
        self._topics = Topics()

    def analyse(self, article: ArticleText) -> Analysis:
        """Everything found in one article; any text will do. Offsets point into `article.body` as given."""
        debris = find_debris(article.body)
        cleaned = Cleaned(article.body, debris)
        normalised = self._normaliser.normalise(cleaned.text)
        title = self._normaliser.normalise(article.title).text
        squeezed, squeezed_title = squeeze(normalised.text), squeeze(title)
        mentions = self._entities.find(squeezed)
        of_title = self._entities.find(squeezed_title)
        lines = paragraphs(normalised.text)
        places = whole_paragraphs(normalised.text, lines)
        passages = [Passage(normalised.text[a:z], _speller(normalised, a)) for a, z in places]
        terms = self._topics.find(squeezed)
        text = _Text(cleaned, normalised, lines, places, passages, About(normalised.text, mentions, of_title), terms)
        headline = Passage(title)
        findings, cast = extract(passages, headline)
        frame = Frame(self.catalogue, normalised.text, mentions, of_title)
        holders = Holders(self._entities, self._lexicon, frame, article.date, [*mentions, *of_title], [*passages, headline])
        verdicts = Resolver(passages, cast, headline, holders).resolve_all(findings)
        told = {id(v.member): v.member for v in verdicts if v.member is not None and is_told(v.sure)}
        homes = [(id(v.member), passages[f.home].text) for f, v in zip(findings, verdicts, strict=True)]
        speakers = {
            key: self._speaker(member, article.date, frame, (home for who, home in homes if who == key))
            for key, member in told.items()
        }
        statements = tuple(
            statement
            for f, v in zip(findings, verdicts, strict=True)
            for statement in self._statements(text, f, v, speakers.get(id(v.member)) if is_told(v.sure) else None)
        )
        found = Analysis(
            title,
            normalised.text,
            statements,
            countries_of([*of_title, *mentions]),
            self._topics.of_article(squeezed_title, terms),
            tuple(dict.fromkeys(mention.slug for mention in [*of_title, *mentions] if mention.kind == "person")),
            debris,
        )
        return summarise(found)

    def _statements(self, text: _Text, finding: Finding, verdict: Verdict, speaker: Speaker | None) -> Iterator[Statement]:
        """A finding as one statement, or as one on every line that it runs over."""
        passage, (base, _) = text.passages[finding.passage], text.places[finding.passage]
        start, end = passage.span(*finding.content)
        for line, a, z in by_lines(text.normalised.text, base + start, base + end, text.lines):
            yield self._statement(text, finding, verdict, speaker, (line, a, z))

    def _statement(
        self, text: _Text, finding: Finding, verdict: Verdict, speaker: Speaker | None, place: tuple[int, int, int]
    ) -> Statement:
        line, start, end = place
        home = text.passages[finding.home]
        occasion = occasion_text(home, finding.occasion) if finding.occasion else None
        coerced = is_coerced(occasion, speaker)
        return Statement(
            content=text.cleaned.ranges(*text.normalised.to_original(start, end)),
            text=text.normalised.text[start:end],
            paragraph=line,
            cue=_cue(text, finding),
            kind=finding.kind,
            act=finding.act,
            negated=finding.negated,
            confidence=round(verdict.sure, 2),
            alert=speaker is not None and not coerced and is_alert(finding, verdict),
            speaker=speaker,
            occasion=occasion,
            via=home.slice(*finding.via) if finding.via else None,
            coerced=coerced,
            rule=finding.rule,
            why=verdict.why,
            countries=text.about.countries(start, end, speaker.country if speaker else None),
            topics=text.terms.within(start, end),
            people=text.about.people(start, end),
        )

    def _speaker(self, member: Member, on: date | None, frame: Frame, passages: Iterable[str]) -> Speaker:
        """`passages`: the texts of those in which the member's statements begin."""
        if member is ANONYMOUS:
            return Speaker(UNKNOWN_SPEAKER, None, SpeakerKind.ANONYMOUS)
        kind = SpeakerKind.PERSON if member.name else SpeakerKind.BODY if member.body else SpeakerKind.ROLE
        name, role = member.shown or None, member.role
        reading = self._entities.read_role(role) if role else None
        home = frame.country(reading) if reading and reading.needs_country else HOME
        if not name and reading and on and tells_of_the_past(passages, frame.text, on):
            on = None
        person = self._entities.resolve(name, role, on, home)
        office = reading.office(home) if reading and reading.state in ("", "acting") else None
        country = self._entities.country_of(person or role or name or "")
        if country is None and office:
            country = self.catalogue.country_of(office)
        return Speaker(name, role, kind, person, country, office)


def _speller(normalised: Normalised, base: int) -> Callable[[int, int], str]:
    """Names are shown as the article spells them: a half-space put into a name might not be its bearer's."""

    def spelt(start: int, end: int) -> str:
        first, last = normalised.to_original(base + start, base + end)
        return normalised.original[first:last].translate(_SPELLING)

    return spelt


def _cue(text: _Text, finding: Finding) -> Span | None:
    if finding.cue[0] >= finding.cue[1]:
        return None
    passage, base = text.passages[finding.home], text.places[finding.home][0]
    start, end = passage.span(*finding.cue)
    return text.cleaned.whole(*text.normalised.to_original(base + start, base + end))
