"""Which unknown speakers are worth an admin's look: a name that articles of at least two publishers give a speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from jobs.analysis.fold import fold
from jobs.analysis.names import widest, without_titles
from jobs.catalogue import folded_aliases
from storage import candidates, people
from storage.database import Database, WriteSession
from storage.records import Candidate, CandidateState, NewCandidate, Person, Sighting

PUBLISHERS = 2
WINDOW = timedelta(days=60)
"""How far back the service looks for somebody new: who is quoted by two publishers at all is so within weeks."""
_EVIDENCE = 10


async def propose(db: Database, clock: Callable[[], datetime]) -> int:
    """Proposes who is new, in a transaction of its own (run by the scheduler); gives how many names wait for an admin."""
    async with db.write() as session:
        return await propose_candidates(session, clock() - WINDOW)


async def propose_candidates(session: WriteSession, since: datetime) -> int:
    """Looks at the statements since then and proposes who is new; gives the number of names that wait for an admin."""
    found = candidates_among(await candidates.unknown_speakers(session, since))
    return sum([await candidates.propose(session, new) for new in found])


async def accepted(session: WriteSession, one: Candidate, slug: str) -> bool:
    """Makes an open candidate an entry of its own. False: it is not open, or the slug is taken."""
    if await people.get(session, slug) is not None or not await candidates.decide(session, one.id, CandidateState.ACCEPTED):
        return False
    data = {"short": [], "alone": [], "common": False}
    await people.save(session, Person(slug, "person", one.name, (), one.country, True, data), (), ())
    return True


async def merged(session: WriteSession, one: Candidate, slug: str) -> bool:
    """Gives an open candidate's name to a person of the catalogue as another spelling. False: not open, or no such person."""
    entry = await people.get(session, slug)
    if entry is None or entry.kind != "person":
        return False
    if not await candidates.decide(session, one.id, CandidateState.MERGED):
        return False
    known = replace(entry, aliases=tuple(dict.fromkeys((*entry.aliases, one.name))))
    _, terms = await people.all_entries(session)
    await people.save(session, known, folded_aliases(known), [held for held in terms if held.person == slug])
    return True


def candidates_among(sightings: Iterable[Sighting]) -> tuple[NewCandidate, ...]:
    """One candidate for every full name (two words or more) seen at two publishers, the most often seen first.

    Spellings of a name count together, under the one seen most; so do all its roles, for a person changes office. The evidence
    is the latest statements.
    """
    by_name: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        name = without_titles(sighting.name)
        if " " in widest(name):
            by_name[fold(widest(name)).replace(" ", "")].append(sighting)
    found = [
        _candidate(folded, seen)
        for folded, seen in by_name.items()
        if len({sighting.source_id for sighting in seen}) >= PUBLISHERS
    ]
    return tuple(sorted(found, key=lambda new: (-new.seen, new.folded)))


def _candidate(folded: str, seen: list[Sighting]) -> NewCandidate:
    seen = sorted(seen, key=lambda sighting: (sighting.said_at, sighting.statement_id))
    return NewCandidate(
        name=_usual(without_titles(sighting.name) for sighting in seen) or folded,
        folded=folded,
        role=_usual(sighting.role for sighting in seen),
        country=_usual(sighting.country for sighting in seen),
        seen=len(seen),
        first_at=seen[0].said_at,
        last_at=seen[-1].said_at,
        evidence=tuple(sighting.statement_id for sighting in seen[-_EVIDENCE:]),
    )


def _usual(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None
