"""Speakers who are not in the catalogue yet: seen, proposed, and accepted, merged or rejected by an admin."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Row, insert, select, update

from storage.database import ReadSession, WriteSession
from storage.records import Candidate, CandidateState, NewCandidate, Sighting
from storage.schema import candidates, statement_texts, statements


async def unknown_speakers(s: ReadSession, since: datetime) -> tuple[Sighting, ...]:
    """The visible statements since then whose speaker is named, is no body and is nobody of the catalogue; oldest first."""
    columns = (
        statement_texts.c.speaker_name,
        statement_texts.c.speaker_role,
        statements.c.speaker_country,
        statements.c.source_id,
        statements.c.id,
        statements.c.said_at,
    )
    query = (
        select(*columns)
        .join(statement_texts, statement_texts.c.statement_id == statements.c.id)
        .where(
            statements.c.said_at >= since,
            statements.c.person.is_(None),
            statements.c.speaker_kind == "person",
            statements.c.hidden.is_(False),
            statements.c.coerced.is_(False),
            statement_texts.c.speaker_name.is_not(None),
        )
        .order_by(statements.c.id)
    )
    return tuple(
        Sighting(row.speaker_name, row.speaker_role, row.speaker_country, row.source_id, row.id, row.said_at)
        for row in await s.rows(query)
    )


async def propose(s: WriteSession, new: NewCandidate) -> bool:
    """Stores a candidate, or brings an open one up to date. False: an admin has decided about that name already."""
    known = await s.first(select(candidates.c.id, candidates.c.state).where(candidates.c.folded == new.folded))
    values = {
        "name": new.name,
        "role": new.role or "",
        "country": new.country,
        "seen": new.seen,
        "first_at": new.first_at,
        "last_at": new.last_at,
        "evidence": list(new.evidence),
    }
    if known is None:
        await s.run(insert(candidates).values(folded=new.folded, state=CandidateState.OPEN, **values))
        return True
    if known.state != CandidateState.OPEN:
        return False
    await s.run(update(candidates).where(candidates.c.id == known.id).values(**values))
    return True


async def open_candidates(s: ReadSession, limit: int = 50) -> tuple[Candidate, ...]:
    """What waits for an admin, the most often seen first."""
    query = select(candidates).where(candidates.c.state == CandidateState.OPEN)
    rows = await s.rows(query.order_by(candidates.c.seen.desc(), candidates.c.id).limit(limit))
    return tuple(_candidate(row) for row in rows)


async def get(s: ReadSession, candidate_id: int) -> Candidate | None:
    """The candidate, decided ones too."""
    row = await s.first(select(candidates).where(candidates.c.id == candidate_id))
    return None if row is None else _candidate(row)


async def decide(s: WriteSession, candidate_id: int, state: CandidateState) -> bool:
    """Settles an open candidate: accepted, merged or rejected. False: it is not open any more.

    The entry itself is stored with `people.save`, in the same transaction.
    """
    still_open = (candidates.c.id == candidate_id) & (candidates.c.state == CandidateState.OPEN)
    return await s.run(update(candidates).where(still_open).values(state=state)) == 1


def _candidate(row: Row[tuple[object, ...]]) -> Candidate:
    return Candidate(
        row.id,
        row.name,
        row.role or None,
        row.country,
        row.seen,
        row.first_at,
        row.last_at,
        tuple(row.evidence),
        CandidateState(row.state),
    )
