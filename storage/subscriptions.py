"""What each address follows, and whom a story concerns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Text, cast, column, delete, distinct, func, insert, select, table, text, update

from storage import terms
from storage.database import ReadSession, WriteSession
from storage.expressions import words_of
from storage.records import Address, Aspect, ChatState, Follow, Heard, Match, Subscription
from storage.schema import articles, chat_sources_off, chats, statement_texts, statements, subscription_terms, subscriptions
from storage.statements import first_id


async def follow(
    s: WriteSession, address: Address, what: Follow, now: datetime, alerts: bool = False
) -> tuple[Subscription, bool]:
    """Follows something for an address that `chats.ensure` made. The second value is False where it was followed already (then
    nothing changes).

    Raises:
        ValueError: nothing is set in `what`.
    """
    clauses = terms.clauses(what)
    if not clauses:
        raise ValueError("a follow of nothing")
    known = await _by_key(s, address, what.key)
    if known is not None:
        return known, False
    values = {
        **_at_values(address),
        "key": what.key,
        **{name: getattr(what, name) for name in _WHAT},
        "clauses": len(clauses),
        "match": terms.expression(what),
        "alerts": alerts,
        "muted": False,
        "created_at": now,
    }
    number = await s.insert(insert(subscriptions).values(**values))
    rows = [{"subscription_id": number, "clause": clause, "term": term} for clause, found in enumerate(clauses) for term in found]
    await s.run(insert(subscription_terms), rows)
    made = await _by_key(s, address, what.key)
    assert made is not None
    return made, True


_WHAT = ("who", "who_as", "country", "country_as", "topic", "phrase", "phrase_tokens", "about")


async def unfollow(s: WriteSession, subscription_id: int, address: Address) -> bool:
    """False where the address has no such subscription."""
    return await s.run(delete(subscriptions).where(subscriptions.c.id == subscription_id, _at(address))) == 1


async def of(s: ReadSession, address: Address) -> tuple[Subscription, ...]:
    """Everything that the address follows, in the order of following."""
    query = select(subscriptions).where(_at(address)).order_by(subscriptions.c.created_at, subscriptions.c.id)
    return tuple(subscription(row) for row in await s.rows(query))


async def get(s: ReadSession, subscription_id: int, address: Address) -> Subscription | None:
    row = await s.first(select(subscriptions).where(subscriptions.c.id == subscription_id, _at(address)))
    return None if row is None else subscription(row)


async def set_alerts(s: WriteSession, subscription_id: int, address: Address, alerts: bool) -> bool:
    """False where the address has no such subscription."""
    return await s.run(_one(subscription_id, address).values(alerts=alerts)) == 1


async def mute(s: WriteSession, subscription_id: int, address: Address, muted: bool) -> bool:
    """A muted subscription is kept and brings nothing. False where the address has no such subscription."""
    return await s.run(_one(subscription_id, address).values(muted=muted)) == 1


async def matching(s: ReadSession, story_id: int) -> tuple[Match, ...]:
    """Whom the story concerns: each subscription of an active chat that holds for one of its visible statements, with those
    statements. Muted ones and statements of sources that the address turned off do not count.

    One statement, however many follow: the story's terms are joined with the terms of the follows, and a follow holds for a
    statement when every clause of it was met (relational division).
    """
    told = (
        select(statements.c.id, statements.c.source_id, statement_texts.c.tokens)
        .join(statement_texts, statement_texts.c.statement_id == statements.c.id)
        .where(statements.c.story_id == story_id, statements.c.hidden.is_(False))
        .cte("told")
    )
    word = words_of(told.c.tokens)
    held = (
        select(subscription_terms.c.subscription_id, told.c.id.label("statement_id"), told.c.source_id)
        .select_from(told)
        .join(word, word.c.value != "")
        .join(subscription_terms, subscription_terms.c.term == word.c.value)
        .join(subscriptions, subscriptions.c.id == subscription_terms.c.subscription_id)
        .group_by(subscription_terms.c.subscription_id, told.c.id, told.c.source_id, subscriptions.c.clauses)
        .having(func.count(distinct(subscription_terms.c.clause)) == subscriptions.c.clauses)
        .cte("held")
    )
    ids = func.aggregate_strings(cast(held.c.statement_id, Text), ",").label("statement_ids")
    here = (chats.c.chat_id == subscriptions.c.chat_id) & (chats.c.thread_id == subscriptions.c.thread_id)
    off = (
        select(chat_sources_off.c.source_id)
        .where(
            chat_sources_off.c.chat_id == subscriptions.c.chat_id,
            chat_sources_off.c.thread_id == subscriptions.c.thread_id,
            chat_sources_off.c.source_id == held.c.source_id,
        )
        .exists()
    )
    query = (
        select(subscriptions, ids)
        .join(held, held.c.subscription_id == subscriptions.c.id)
        .join(chats, here)
        .where(subscriptions.c.muted.is_(False), chats.c.state == ChatState.ACTIVE, ~off)
        .group_by(subscriptions.c.id)
        .order_by(subscriptions.c.chat_id, subscriptions.c.thread_id, subscriptions.c.id)
    )
    rows = await s.rows(query)
    return tuple(Match(subscription(row), tuple(sorted(map(int, row.statement_ids.split(","))))) for row in rows)


async def heard(s: ReadSession, address: Address, after: datetime, until: datetime, limit: int = 3000) -> tuple[Heard, ...]:
    """What came in for an address in (after, until]: each of its follows' statements, the newest first, at most `limit`.

    One statement: every follow keeps its full-text expression, and the index is asked for each, over the ids of the period.
    """
    articles_in = (articles.c.joined_at > after) & (articles.c.joined_at <= until)
    index = table("statement_index", column("rowid"))
    off = select(chat_sources_off.c.source_id).where(
        chat_sources_off.c.chat_id == address.chat_id,
        chat_sources_off.c.thread_id == address.thread_id,
        chat_sources_off.c.source_id == statements.c.source_id,
    )
    columns = (statements.c.story_id, statements.c.source_id, statements.c.weight, statements.c.topics, articles.c.joined_at)
    query = (
        select(
            subscriptions.c.id.label("subscription_id"),
            statements.c.id.label("statement_id"),
            *columns,
            func.coalesce(statements.c.person, statement_texts.c.speaker_name, statement_texts.c.speaker_role, "").label(
                "speaker"
            ),
            (statements.c.speaker_kind == "anonymous").label("anonymous"),
            (statements.c.negated | statements.c.act.in_(_DENIALS)).label("denial"),
        )
        .select_from(subscriptions)
        .join(index, text("statement_index MATCH subscriptions.match"))
        .join(statements, statements.c.id == index.c.rowid)
        .join(statement_texts, statement_texts.c.statement_id == statements.c.id)
        .join(articles, articles.c.id == statements.c.article_id)
        .where(_at(address), subscriptions.c.muted.is_(False), statements.c.story_id.is_not(None))
        .where(index.c.rowid >= first_id(after - _TOLD_LATE), articles_in, ~off.exists())
        .order_by(statements.c.id.desc(), subscriptions.c.id)
        .limit(limit)
    )
    flags = ("anonymous", "denial")
    rows = [dict(row._mapping) for row in await s.rows(query)]
    return tuple(Heard(**row | {name: bool(row[name]) for name in flags} | {"topics": tuple(row["topics"])}) for row in rows)


_DENIALS = ("denies", "rejects")
_TOLD_LATE = timedelta(days=3)
"""News older than this when it comes in is in no briefing."""


async def _by_key(s: ReadSession, address: Address, key: str) -> Subscription | None:
    row = await s.first(select(subscriptions).where(_at(address), subscriptions.c.key == key))
    return None if row is None else subscription(row)


def _one(subscription_id: int, address: Address) -> Any:
    return update(subscriptions).where(subscriptions.c.id == subscription_id, _at(address))


def _at(address: Address) -> Any:
    return (subscriptions.c.chat_id == address.chat_id) & (subscriptions.c.thread_id == address.thread_id)


def _at_values(address: Address) -> dict[str, int]:
    return {"chat_id": address.chat_id, "thread_id": address.thread_id}


def subscription(row: Row[Any]) -> Subscription:
    """The subscription of a row of that table."""
    what = Follow(
        who=row.who,
        who_as=Aspect(row.who_as),
        country=row.country,
        country_as=Aspect(row.country_as),
        topic=row.topic,
        phrase=row.phrase,
        phrase_tokens=row.phrase_tokens,
        about=row.about,
    )
    return Subscription(row.id, Address(row.chat_id, row.thread_id), what, row.alerts, row.muted, row.created_at)
