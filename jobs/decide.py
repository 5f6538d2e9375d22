"""What is stored of an analysed article, pure: when it was said, and its statements."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jobs.analysis.catalogue import Catalogue
from jobs.analysis.fold import fold, index_tokens
from jobs.analysis.model import Analysis, Speaker, SpeakerKind, Statement
from jobs.analysis.summary.choosing import said_of, says_nothing, unnamed
from storage.records import ROLE, NewStatement

_FUTURE = timedelta(hours=1)  # publishers' clocks and zones go wrong; what lies further ahead is no date
_POST = (2, 8)  # words of a post, at least and at most


def said_at(published_at: datetime | None, now: datetime) -> tuple[datetime, bool]:
    """When an article's statements count as said, and whether that is the publisher's date (else it is `now`)."""
    if published_at is None or published_at > now + _FUTURE:
        return now, False
    return min(published_at, now), True


def new_statements(analysis: Analysis, catalogue: Catalogue, on: date | None) -> tuple[NewStatement, ...]:
    """The statements of an analysis as they are stored: without those that have no speaker or say nothing as they stand, so that
    whatever is counted can be shown. `on`: the day, where it is known."""
    kept = [said for said in analysis.statements if said.speaker is not None and not says_nothing(said_of(said))]
    return tuple(_stored(position, statement, catalogue, on) for position, statement in enumerate(kept))


def speaker_keys(speaker: Speaker, catalogue: Catalogue, on: date | None) -> tuple[str, ...]:
    """Under what a speaker is found beside their own slug: of somebody whom the catalogue does not know, the folded name; the
    office that the article names them by, the offices that they hold on that day; where there is none, the post in its words."""
    known_by_name = speaker.person is None and speaker.kind in {SpeakerKind.PERSON, SpeakerKind.BODY}
    name = (f"name:{fold(speaker.name)}",) if speaker.name and known_by_name else ()
    held = catalogue.offices_of(speaker.person, on) if on is not None and speaker.person in catalogue.people else ()
    offices = tuple(dict.fromkeys((*((speaker.office,) if speaker.office else ()), *held)))
    return (*name, *(offices or _post_of(speaker)))


def _post_of(speaker: Speaker) -> tuple[str, ...]:
    """The post that an article gives a speaker, as a key («role:استاندار نمونه»): one word («سخنگو») may be anybody's, and many
    are a description. Nothing of a source without a name."""
    role = fold(speaker.role or "")
    nobody = unnamed(speaker.kind, speaker.name, speaker.role)
    return () if nobody or not _POST[0] <= len(role.split()) <= _POST[1] else (f"{ROLE}{role}",)


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
        speaker_kind=SpeakerKind.ANONYMOUS if unnamed(speaker.kind, speaker.name, speaker.role) else speaker.kind,
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
