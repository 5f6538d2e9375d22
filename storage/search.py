"""Answers: the statements that a question means, how many there are, and what narrower questions would find.

Every condition is a term (storage.terms) of one full-text index, a period is a range of ids; so each kind of question is one look
into that index, newest or oldest first, whatever it combines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, column, func, select, table, text, type_coerce

from storage import statements as statements_
from storage import terms
from storage.database import ReadSession
from storage.records import NAME, Page, Query, Statement, found_by, spelt
from storage.schema import sources, statement_texts, statements, term_counts

_INDEX = table("statement_index", column("rowid"))
COUNTED = 1_000
"""Stories and facets are counted over this many of the newest (or oldest) statements; `total` counts all of them."""
_SHOWN_FACETS = 8
NOTHING = Page((), 0, 0)


async def find(s: ReadSession, query: Query, limit: int, offset: int = 0, *, shared: bool = False) -> Page:
    """A page of the answer. `Page.facets`: country, topic, month («1404-07», Jalali), outlet (source's slug) and speaker; only
    values that narrow the question, `shared`: those too that all of its statements share."""
    source_id = await _source_id(s, query)
    if source_id == 0:
        return NOTHING
    expression = expression_of(query, source_id)
    shown = await statements_.by_ids(s, await _ids(s, query, expression, limit, offset))
    stories, facets = await _facets(s, query, expression, shared)
    return Page(shown, await _total(s, query, expression), stories, facets)


async def latest(s: ReadSession, query: Query, limit: int) -> tuple[Statement, ...]:
    """The newest statements that the question means, without counting."""
    source_id = await _source_id(s, query)
    if source_id == 0:
        return ()
    ids = await _ids(s, query, expression_of(query, source_id), limit)
    return await statements_.by_ids(s, ids)


async def nearest(s: ReadSession, query: Query) -> tuple[tuple[Query, int], ...]:
    """Wider questions that have an answer, with their totals, the nearest to the one asked first."""
    found = []
    for wider in _wider(query):
        total = (await count(s, wider)) if wider != query else 0
        if total:
            found.append((wider, total))
    return tuple(found)


async def count(s: ReadSession, query: Query) -> int:
    """How many statements the question means."""
    source_id = await _source_id(s, query)
    return 0 if source_id == 0 else await _total(s, query, expression_of(query, source_id))


async def who(s: ReadSession, query: Query, limit: int = 8) -> tuple[tuple[str, int], ...]:
    """Who speaks in the statements that the question means, over the newest `COUNTED`: slugs of the catalogue's, else names as
    published, with their numbers, the most quoted first."""
    source_id = await _source_id(s, query)
    if source_id == 0:
        return ()
    meant = _meant(query, expression_of(query, source_id), COUNTED).subquery()
    speaker = func.coalesce(statements.c.person, statement_texts.c.speaker_name).label("speaker")
    number = func.count().label("number")
    told = statement_texts.c.statement_id == statements.c.id
    columns: tuple[Any, ...] = (speaker, number)
    counted = select(*columns).join(statement_texts, told).join(meant, meant.c.id == statements.c.id)
    rows = await s.rows(counted.where(speaker.is_not(None)).group_by(speaker).order_by(number.desc(), speaker).limit(limit))
    return tuple((row.speaker, row.number) for row in rows)


async def named(s: ReadSession, name: str, limit: int = 8) -> tuple[tuple[str, int], ...]:
    """Speakers who are not in the catalogue and whose name has these folded words, each whole, however they are spaced:
    `name:…` slugs, as their newest statement spells them (`records.spelt`), with the number of their statements, the most
    quoted first."""
    wanted = terms.term(terms.SPEAKER, found_by(f"{NAME}{name}")).removeprefix(f"{terms.SPEAKER}:name:").replace("_", "")
    begins = f"{terms.SPEAKER}:name:"
    c = term_counts.c
    in_one = func.replace(c.term, "_", "").contains(wanted, autoescape=True)
    some = (c.term >= begins, c.term < begins[:-1] + ";", in_one, c.statements > 0)
    rows = await s.rows(select(c.term, c.statements).where(*some).order_by(c.statements.desc(), c.term))
    found = [(row.term.removeprefix(begins), row.statements) for row in rows]
    whole = [(known, number) for known, number in found if wanted and wanted in _runs(known)]
    return tuple([(await _spelt(s, known), number) for known, number in whole[:limit]])


def _runs(name: str) -> set[str]:
    """Every run of whole words of a name, written in one: a half-space may have been typed as a space («کوچک زاده»)."""
    words = name.split("_")
    return {"".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)}


async def _spelt(s: ReadSession, known: str) -> str:
    """The slug of a name of the index, with the spelling of its newest statement."""
    newest = select(_INDEX.c.rowid).where(text("statement_index MATCH :name")).order_by(_INDEX.c.rowid.desc()).limit(1)
    of_newest = statement_texts.c.statement_id == newest.scalar_subquery()
    name = select(statement_texts.c.speaker_name).where(of_newest)
    published = await s.scalar(name.params(name=f'"{terms.SPEAKER}:{NAME}{known}"'))
    return spelt(f"{NAME}{known.replace('_', ' ')}", str(published or ""))


async def speakers_of(s: ReadSession, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The terms (storage.terms) under which the speakers of these statements are found: person, offices, body, state, name."""
    rows = await s.rows(
        select(statement_texts.c.statement_id, statement_texts.c.tokens).where(statement_texts.c.statement_id.in_(list(ids)))
    )
    begins = f"{terms.SPEAKER}:"
    return {row.statement_id: tuple(word for word in row.tokens.split() if word.startswith(begins)) for row in rows}


def expression_of(query: Query, source_id: int | None = None) -> str:
    """The question as a full-text expression; empty where only a period is asked for.

    Any of several speakers or acts will do; every country, topic, person and phrase must hold.
    """
    parts = []
    if query.speakers:
        parts.append(terms.any_of(found for speaker in query.speakers for found in terms.by(speaker)))
    if query.acts:
        parts.append(terms.any_of(terms.term(terms.ACT, act) for act in query.acts))
    parts += [terms.term(terms.COUNTRY, country) for country in query.countries]
    parts += [terms.term(terms.TOPIC, topic) for topic in query.topics]
    parts += [terms.term(terms.ABOUT, person) for person in query.people]
    parts += [part for phrase in query.phrases for part in terms.phrase(phrase)]
    if source_id is not None:
        parts.append(terms.term(terms.SOURCE, source_id))
    return terms.all_of(parts)


async def conditions_of(s: ReadSession, query: Query) -> tuple[Any, list[Any]] | None:
    """The column of ids that the question means, and its conditions on it, for counting in other ways; None: nothing meant."""
    source_id = await _source_id(s, query)
    if source_id == 0:
        return None
    expression = expression_of(query, source_id)
    return (_INDEX.c.rowid if expression else statements.c.id), _conditions(query, expression)


async def _source_id(s: ReadSession, query: Query) -> int | None:
    """None: any source; 0: the one asked for is not known."""
    if query.source is None:
        return None
    return int(await s.scalar(select(sources.c.id).where(sources.c.slug == query.source)) or 0)


def _meant(query: Query, expression: str, limit: int, offset: int = 0) -> Select[Any]:
    """The ids that the question means, in its order."""
    number = _INDEX.c.rowid if expression else statements.c.id
    chosen = select(number.label("id")).where(*_conditions(query, expression))
    return chosen.order_by(number if query.oldest_first else number.desc()).limit(limit).offset(offset)


async def _ids(s: ReadSession, query: Query, expression: str, limit: int, offset: int = 0) -> list[int]:
    if query.best_first:
        meant = _meant(query, expression, COUNTED).subquery()
        best = select(statements.c.id).join(meant, meant.c.id == statements.c.id)
        ranked = best.order_by(statements.c.weight.desc(), statements.c.id.desc()).limit(limit).offset(offset)
        return [row.id for row in await s.rows(ranked)]
    return [row.id for row in await s.rows(_meant(query, expression, limit, offset))]


async def _total(s: ReadSession, query: Query, expression: str) -> int:
    bounded = query.since is not None or query.until is not None
    one = expression.strip('"') or terms.ALL
    if not bounded and '"' not in one and (terms.is_term(one) or not expression):
        # One term and no period, which is what large totals come from: kept up to date as statements come and go.
        return int(await s.scalar(select(term_counts.c.statements).where(term_counts.c.term == one)) or 0)
    what = _INDEX if expression else statements
    return int(await s.scalar(select(func.count()).select_from(what).where(*_conditions(query, expression))))


def _conditions(query: Query, expression: str) -> list[Any]:
    number = _INDEX.c.rowid if expression else statements.c.id
    found: list[Any] = []
    if expression:
        found.append(text("statement_index MATCH :expression").bindparams(expression=expression))
    else:
        found.append(statements.c.hidden.is_(False))
    if query.since is not None:
        found.append(number >= statements_.first_id(query.since))
    if query.until is not None:
        found.append(number < statements_.first_id(query.until))
    return found


async def _facets(
    s: ReadSession, query: Query, expression: str, shared: bool
) -> tuple[int, dict[str, tuple[tuple[str, int], ...]]]:
    """The number of stories, and for each dimension its most frequent values that narrow the question."""
    c = statements.c
    meant = _meant(query, expression, COUNTED).subquery()
    # As text, counted before it is split: there are far fewer combinations of countries than statements.
    several = [type_coerce(column, Text).label(column.name) for column in (c.countries, c.topics)]
    columns = (c.story_id, c.article_id, c.source_id, c.month, c.person, c.coerced, *several)
    rows = await s.rows(select(*columns).join(meant, meant.c.id == c.id))
    slugs = {row.id: row.slug for row in await s.rows(select(sources.c.id, sources.c.slug))}
    # Column by column: counting a thousand rows is then done in C.
    story, article, source, month, person, coerced, countries, topics = zip(*rows, strict=True) if rows else ((),) * 8
    stories = {(one, 0 if one else other) for one, other in zip(story, article, strict=True)}
    speakers = Counter(zip(person, coerced, strict=True))
    counted = {
        "country": _each(Counter(countries)),
        "topic": _each(Counter(topics)),
        "month": Counter({_month(value): number for value, number in Counter(month).items()}),
        "outlet": Counter({slugs[value]: number for value, number in Counter(source).items()}),
        "speaker": Counter({slug: number for (slug, under_duress), number in speakers.items() if slug and not under_duress}),
    }
    asked = {*query.countries, *query.topics, *query.speakers, query.source or ""}
    return len(stories), {name: _top(values, len(rows) + shared, asked) for name, values in counted.items()}


def _each(combinations: Counter[str]) -> Counter[str]:
    """How often each word occurs in counted combinations of words."""
    found: Counter[str] = Counter()
    for combination, number in combinations.items():
        for word in combination.split():
            found[word] += number
    return found


def _top(values: Counter[str], total: int, asked: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """What narrows: neither what was asked for nor what all of the statements share."""
    return tuple((v, n) for v, n in values.most_common() if v not in set(asked) and n < total)[:_SHOWN_FACETS]


def _wider(query: Query) -> list[Query]:
    """The question with one condition less at a time: first the period, then what is asked about, then who speaks; at last
    everything that they say."""
    found = [replace(query, since=None, until=None), replace(query, acts=()), replace(query, source=None)]
    found += [replace(query, phrases=()), replace(query, topics=()), replace(query, people=()), replace(query, countries=())]
    nothing: tuple[str, ...] = ()
    bare = replace(query, topics=nothing, phrases=nothing, people=nothing, countries=nothing)
    found += [bare, replace(query, speakers=()), replace(bare, since=None, until=None, acts=(), source=None)]
    return [wider for wider in dict.fromkeys(found) if wider != query and (expression_of(wider) or wider.since or wider.until)]


def _month(month: int) -> str:
    return f"{month // 100}-{month % 100:02}"


def month_key(at: datetime) -> str:
    """The key of a moment's month among the facets."""
    return _month(statements_.month_of(at))
