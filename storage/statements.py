"""Statements: stored with everything they are found by; shown with their article's address and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from persiantools.jdatetime import JalaliDate
from sqlalchemy import Row, Select, delete, insert, select, update

from storage import terms
from storage.columns import EPOCH
from storage.database import ReadSession, WriteSession
from storage.records import NewStatement, Statement
from storage.schema import articles, sources, statement_texts, statements

_IDS_A_SECOND = 1 << 20
_TEHRAN = timedelta(hours=3, minutes=30)


def first_id(at: datetime) -> int:
    """The lowest id that a statement said at `at` or later can have.

    An id is the second in which the statement was said, times 2^20, plus a number of its own: so the order of ids is the order of
    time, every index on an id is an index on time, and a period is a range of ids.
    """
    return ((at - EPOCH) // timedelta(seconds=1)) * _IDS_A_SECOND


def month_of(at: datetime) -> int:
    """The Jalali month of a moment in Tehran, as 100 x year + month: 140407."""
    day = JalaliDate(at.astimezone(UTC) + _TEHRAN)  # type: ignore[no-untyped-call]  # the package has no types
    return int(day.year * 100 + day.month)


async def add(
    s: WriteSession, article_id: int, story_id: int | None, said_at: datetime, dated: bool, new: Sequence[NewStatement]
) -> tuple[int, ...]:
    """Stores an article's statements in place of those that it had, and gives their ids."""
    await remove_of(s, article_id)
    if not new:
        return ()
    source_id = await s.scalar(select(articles.c.source_id).where(articles.c.id == article_id))
    base = await _free_id(s, said_at)
    fixed = {
        "article_id": article_id,
        "source_id": source_id,
        "story_id": story_id,
        "said_at": said_at,
        "dated": dated,
        "month": month_of(said_at),
    }
    rows, texts = [], []
    for number, statement in enumerate(new, start=base):
        found_by = terms.of_statement(statement, source_id)
        rows.append({"id": number, **fixed, **_narrow(statement)})
        texts.append({"statement_id": number, **_wide(statement, found_by)})
    await s.run(insert(statements), rows)
    await s.run(insert(statement_texts), texts)
    await _index(s, [(row["statement_id"], row["tokens"]) for row in texts])
    await _count(s, _counted(row["tokens"] for row in texts))
    return tuple(range(base, base + len(new)))


async def remove_of(s: WriteSession, article_id: int) -> None:
    """Removes the statements of an article."""
    query = (
        select(statements.c.id, statements.c.hidden, statement_texts.c.tokens)
        .join(statement_texts, statement_texts.c.statement_id == statements.c.id)
        .where(statements.c.article_id == article_id)
    )
    old = await s.rows(query)
    await _unindex(s, [(row.id, row.tokens) for row in old if not row.hidden])
    if old:
        await s.run(delete(statements).where(statements.c.article_id == article_id))


async def hide(s: WriteSession, statement_id: int, hidden: bool = True) -> bool:
    """Takes a statement out of every answer and digest, or puts it back. False where nothing changed."""
    changed = update(statements).where(statements.c.id == statement_id, statements.c.hidden.is_(not hidden))
    if await s.run(changed.values(hidden=hidden)) != 1:
        return False
    tokens = await s.scalar(select(statement_texts.c.tokens).where(statement_texts.c.statement_id == statement_id))
    if hidden:
        await _unindex(s, [(statement_id, tokens)])
    else:
        await _index(s, [(statement_id, tokens)])
        await _count(s, _counted([tokens]))
    return True


async def get(s: ReadSession, statement_id: int) -> Statement | None:
    """The statement, hidden ones too."""
    found = await _shown(s, _query().where(statements.c.id == statement_id))
    return found[0] if found else None


async def of_article(s: ReadSession, article_id: int) -> tuple[Statement, ...]:
    """The visible statements of an article, in its order."""
    return await _shown(s, _query().where(statements.c.article_id == article_id, _visible()).order_by(statements.c.position))


async def of_story(s: ReadSession, story_id: int) -> tuple[Statement, ...]:
    """The visible statements of a story: article by article as they came, in each article's order."""
    order = (statements.c.said_at, statements.c.article_id, statements.c.position)
    return await _shown(s, _query().where(statements.c.story_id == story_id, _visible()).order_by(*order))


async def by_ids(s: ReadSession, ids: Iterable[int]) -> tuple[Statement, ...]:
    """The visible statements of these ids, in the order asked for."""
    wanted = list(ids)
    if not wanted:
        return ()
    found = {st.id: st for st in await _shown(s, _query().where(statements.c.id.in_(wanted), _visible()))}
    return tuple(found[number] for number in wanted if number in found)


async def _free_id(s: WriteSession, said_at: datetime) -> int:
    start = first_id(said_at)
    last = await s.scalar(
        select(statements.c.id)
        .where(statements.c.id >= start, statements.c.id < start + _IDS_A_SECOND)
        .order_by(statements.c.id.desc())
        .limit(1)
    )
    return start if last is None else int(last) + 1


def _narrow(new: NewStatement) -> dict[str, Any]:
    names = ("position", "kind", "act", "negated", "coerced", "alert", "confidence", "weight", "speaker_kind", "person", "office")
    return {name: getattr(new, name) for name in (*names, "speaker_country", "countries", "topics", "people")}


def _wide(new: NewStatement, found_by: tuple[str, ...]) -> dict[str, Any]:
    return {
        "text": new.text,
        "content": [list(span) for span in new.content],
        "cue": list(new.cue) if new.cue else None,
        "speaker_name": new.speaker_name,
        "speaker_role": new.speaker_role,
        "occasion": new.occasion,
        "via": new.via,
        "tokens": " ".join((*found_by, *terms.words(new.tokens))),
    }


async def indexed(s: WriteSession, rows: Sequence[tuple[int, str]]) -> None:
    """Makes statements be found by these lines of tokens, and counts them."""
    await _index(s, rows)
    await _count(s, _counted(tokens for _, tokens in rows))


async def unindexed(s: WriteSession, rows: Sequence[tuple[int, str]]) -> None:
    """Makes statements be found no more; `rows` say by what they were."""
    await _unindex(s, rows)


async def _index(s: WriteSession, rows: Sequence[tuple[int, str]]) -> None:
    if s.dialect == "sqlite":
        sql = "INSERT INTO statement_index (rowid, tokens) VALUES (:id, :tokens)"
        await s.script(sql, [{"id": number, "tokens": tokens} for number, tokens in rows])


async def _unindex(s: WriteSession, rows: Sequence[tuple[int, str]]) -> None:
    if not rows:
        return
    if s.dialect == "sqlite":
        # FTS5 keeps no text of its own here: to forget a row it must be told what the row had said.
        sql = "INSERT INTO statement_index (statement_index, rowid, tokens) VALUES ('delete', :id, :tokens)"
        await s.script(sql, [{"id": number, "tokens": tokens} for number, tokens in rows])
    gone = _counted(tokens for _, tokens in rows)
    await _count(s, Counter({token: -number for token, number in gone.items()}))


def _counted(lines: Iterable[str]) -> Counter[str]:
    """How many of these lines of tokens carry each term, and how many there are."""
    found: Counter[str] = Counter()
    for line in lines:
        found.update(token for token in line.split() if terms.is_term(token))
        found[terms.ALL] += 1
    return found


async def _count(s: WriteSession, counts: Counter[str]) -> None:
    sql = """
        INSERT INTO term_counts (term, statements) VALUES (:term, :number)
        ON CONFLICT (term) DO UPDATE SET statements = term_counts.statements + excluded.statements
    """
    if counts:
        # In one order always, so that two writers of PostgreSQL cannot wait for each other.
        await s.script(sql, [{"term": term, "number": number} for term, number in sorted(counts.items())])


def _visible() -> Any:
    return statements.c.hidden.is_(False)


_COLUMNS = (
    *(c for c in statements.c if c.name not in {"month"}),
    *(c for c in statement_texts.c if c.name not in {"statement_id", "tokens", "cue"}),
    articles.c.url,
    sources.c.name.label("source_name"),
)


def _query() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(statement_texts, statement_texts.c.statement_id == statements.c.id)
        .join(articles, articles.c.id == statements.c.article_id)
        .join(sources, sources.c.id == statements.c.source_id)
    )


async def _shown(s: ReadSession, query: Select[Any]) -> tuple[Statement, ...]:
    return tuple(_statement(row) for row in await s.rows(query))


def _statement(row: Row[Any]) -> Statement:
    values = dict(row._mapping)
    values["content"] = tuple((start, end) for start, end in values["content"])
    return Statement(**values)
