"""What is stored of an analysed article, pure: when it was said, its statements, and which story it tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import blake2b

from jobs.analysis.catalogue import Catalogue
from jobs.analysis.fold import fold, index_tokens
from jobs.analysis.model import Analysis, Speaker, SpeakerKind, Statement
from jobs.analysis.segment import sentences
from storage.records import Lookalike, Marks, NewStatement

STORY_WINDOW = timedelta(hours=48)
"""An article joins a story only if one of that story was found so short a time before."""
_FUTURE = timedelta(hours=1)  # publishers' clocks and zones go wrong; what lies further ahead is no date
_SENTENCE_LETTERS = 25  # shorter sentences are formulas that every article has
_LONE_SENTENCE_LETTERS = 60
_CONTAINED = 0.35
_BINS, _BAND_ROWS, _SHINGLE = 128, 2, 7
_SAME_BANDS = 6  # of 64: a likeness (Jaccard) of about .3


def said_at(published_at: datetime | None, now: datetime) -> tuple[datetime, bool]:
    """When an article's statements count as said, and whether that is the publisher's date (else it is `now`)."""
    if published_at is None or published_at > now + _FUTURE:
        return now, False
    return min(published_at, now), True


def new_statements(analysis: Analysis, catalogue: Catalogue, on: date | None) -> tuple[NewStatement, ...]:
    """The statements of an analysis as they are stored, those without a speaker left out. `on`: the day, where it is known."""
    kept = [statement for statement in analysis.statements if statement.speaker is not None]
    return tuple(_stored(position, statement, catalogue, on) for position, statement in enumerate(kept))


def marks_of(title: str, text: str) -> Marks:
    """The hashes by which the same news is found again, whatever its spaces, half-spaces and letters."""
    found = [_squeezed(text[start:end]) for start, end in sentences(text)]
    long = [sentence for sentence in found if len(sentence) >= _SENTENCE_LETTERS]
    if len(long) == 1 and len(long[0]) < _LONE_SENTENCE_LETTERS:
        long = []
    return Marks(frozenset(map(_hash, long)), frozenset(_bands(_squeezed(title + text))))


def same_story(mine: Marks, lookalikes: Iterable[Lookalike]) -> int | None:
    """The story that an article tells, judged by the articles that share hashes with it; None: a new one.

    Two articles tell the same when a third of the shorter one's sentences stand in the other, or when their wording as a whole
    is alike (a text in which every tenth word was changed shares no sentence).
    """
    best, found = 0.0, None
    for other in lookalikes:
        shorter = min(len(mine.sentences), other.of_sentences)
        contained = other.sentences / shorter if shorter else 0.0
        likeness = max(contained if contained >= _CONTAINED else 0.0, other.bands / 64 if other.bands >= _SAME_BANDS else 0.0)
        if likeness > best:
            best, found = likeness, other.story_id
    return found


def speaker_keys(speaker: Speaker, catalogue: Catalogue, on: date | None) -> tuple[str, ...]:
    """Under what a speaker is found beside their own slug: the office that the article names them by, the offices that they hold
    on that day, and, of somebody whom the catalogue does not know, the folded name."""
    named = (speaker.office,) if speaker.office else ()
    if speaker.person is None:
        known_by_name = speaker.name and speaker.kind in {SpeakerKind.PERSON, SpeakerKind.BODY}
        return (*((f"name:{fold(speaker.name)}",) if speaker.name and known_by_name else ()), *named)
    if on is None or speaker.person not in catalogue.people:
        return named
    return tuple(dict.fromkeys((*named, *catalogue.offices_of(speaker.person, on))))


def _stored(position: int, said: Statement, catalogue: Catalogue, on: date | None) -> NewStatement:
    speaker = said.speaker
    assert speaker is not None
    keys = speaker_keys(speaker, catalogue, on)
    offices = [key for key in keys if key.startswith("office:")]
    return NewStatement(
        position=position,
        content=said.content,
        text=said.text,
        cue=said.cue,
        kind=said.kind,
        act=said.act,
        negated=said.negated,
        confidence=said.confidence,
        alert=said.alert,
        speaker_name=speaker.name,
        speaker_role=speaker.role,
        speaker_kind=speaker.kind,
        person=speaker.person,
        speaker_country=speaker.country,
        occasion=said.occasion,
        via=said.via,
        coerced=said.coerced,
        countries=said.countries,
        topics=said.topics,
        people=said.people,
        tokens=" ".join(dict.fromkeys(index_tokens(said.text))),
        weight=said.weight,
        office=offices[0] if offices else None,
        speaker_keys=keys,
    )


def _squeezed(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _bands(letters: str) -> Iterator[int]:
    """Pairs of a MinHash over shingles of letters: two texts share about (likeness squared) x 64 of them.

    One permutation, its values dealt into bins: as good as 128 permutations where shingles are many, and a hundredth of the work.
    """
    if len(letters) < 20 * _SHINGLE:
        return
    least: list[int | None] = [None] * _BINS
    for i in range(len(letters) - _SHINGLE + 1):
        value, bin_ = divmod(_hash(letters[i : i + _SHINGLE]), _BINS)
        known = least[bin_]
        if known is None or value < known:
            least[bin_] = value
    for first in range(0, _BINS, _BAND_ROWS):
        row = least[first : first + _BAND_ROWS]
        if None not in row:
            yield _hash(f"{first}:{row}")
