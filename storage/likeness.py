"""How the story of an article is found again: marks that the database compares, profiles that jobs.likeness judges."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate, chain, pairwise
from typing import Any

from sqlalchemy import BigInteger, Text, bindparam, case, cast, delete, func, insert, literal, select

from storage.database import ReadSession, WriteSession
from storage.expressions import words_of
from storage.records import Marks, Profile
from storage.schema import article_marks, article_profiles, articles

SENTENCE, SHINGLE, SPEAKER = 0, 1, 2
FORMULA = 120
"""A mark that more articles than this have is a formula or somebody who speaks all day: it finds nothing."""
OF_A_STORY = 5
"""So many of a story's articles are judged, the latest."""
_SETS = ("sentences", "words", "head", "shingles", "people")


async def remember(s: WriteSession, article_id: int, marks: Marks, profile: Profile) -> None:
    """Stores what the article is found by and judged by, in place of what it had."""
    kinds = ((SENTENCE, marks.sentences), (SHINGLE, marks.shingles), (SPEAKER, marks.speakers))
    by_mark = {value: kind for kind, values in reversed(kinds) for value in values}
    rows = [{"mark": value, "article_id": article_id, "kind": kind} for value, kind in sorted(by_mark.items())]
    await s.run(delete(article_marks).where(article_marks.c.article_id == article_id))
    await s.run(delete(article_profiles).where(article_profiles.c.article_id == article_id))
    if rows:
        await s.run(insert(article_marks), rows)
    await s.run(insert(article_profiles).values(article_id=article_id, at=profile.at, profile=_packed(profile)))


async def alike(s: ReadSession, marks: Marks, at: datetime, within: timedelta, limit: int = 6) -> tuple[int, ...]:
    """The stories with an article told within so long of `at` that shares most with `marks`, the most promising first.

    One statement: marks that are formulas are left out before anything is joined, so its work does not grow with the archive.
    """
    wanted = sorted(marks.sentences | marks.shingles | marks.speakers)
    if not wanted:
        return ()
    statement = _ALIKE.limit(limit)
    given = {"marks": " ".join(map(str, wanted)), "since": at - within, "until": at + within}
    return tuple(row.story_id for row in await s.rows(statement, given))


def _alike() -> Any:
    word = words_of(bindparam("marks", type_=Text()))
    mine = select(cast(word.c.value, BigInteger).label("mark")).select_from(word).cte("mine")
    held = article_marks.alias("held")
    formula = select(literal(1)).where(held.c.mark == mine.c.mark).limit(1).offset(FORMULA).exists()
    rare = select(mine.c.mark).where(~formula).cte("rare")
    worth = case((article_marks.c.kind == SENTENCE, 4), (article_marks.c.kind == SPEAKER, 8), else_=1)
    shared = (
        select(article_marks.c.article_id, func.sum(worth).label("worth"))
        .select_from(rare)
        .join(article_marks, article_marks.c.mark == rare.c.mark)
        .group_by(article_marks.c.article_id)
        .cte("shared")
    )
    at = article_profiles.c.at
    return (
        select(articles.c.story_id)
        .select_from(shared)
        .join(article_profiles, article_profiles.c.article_id == shared.c.article_id)
        .join(articles, articles.c.id == shared.c.article_id)
        .where(articles.c.story_id.is_not(None), at.between(bindparam("since", type_=at.type), bindparam("until", type_=at.type)))
        .group_by(articles.c.story_id)
        .order_by(func.max(shared.c.worth).desc(), articles.c.story_id.desc())
    )


_ALIKE = _alike()


async def profiles(s: ReadSession, story_ids: Sequence[int]) -> Mapping[int, tuple[Profile, ...]]:
    """The profiles of the latest articles of each of these stories."""
    place = func.row_number().over(partition_by=articles.c.story_id, order_by=article_profiles.c.at.desc()).label("place")
    told = (
        select(articles.c.story_id, article_profiles.c.at, article_profiles.c.profile, place)
        .join(article_profiles, article_profiles.c.article_id == articles.c.id)
        .where(articles.c.story_id.in_(story_ids))
        .subquery()
    )
    found: defaultdict[int, list[Profile]] = defaultdict(list)
    for row in await s.rows(select(told).where(told.c.place <= OF_A_STORY)):
        found[row.story_id].append(unpacked(row.profile, row.at))
    return {story_id: tuple(found[story_id]) for story_id in story_ids if story_id in found}


async def prune(s: WriteSession, before: datetime) -> int:
    """Forgets what is known of articles found before that moment: no story is joined so late. Those that have none yet wait for
    theirs (storage.grouping). Gives the number of marks."""
    old = select(articles.c.id).where(articles.c.found_at < before, articles.c.story_id.is_not(None))
    await s.run(delete(article_profiles).where(article_profiles.c.article_id.in_(old)))
    return await s.run(delete(article_marks).where(article_marks.c.article_id.in_(old)))


def _packed(profile: Profile) -> bytes:
    """The sizes of the sets, then their numbers, all as 64-bit integers of little end: a quarter of what JSON takes to read."""
    sets = [sorted(getattr(profile, name)) for name in _SETS]
    flat = [number for figure in sorted(profile.figures) for number in figure]
    numbers = array("q", [*map(len, sets), *chain.from_iterable(sets), *flat])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(packed: bytes, at: datetime) -> Profile:
    """A stored profile."""
    numbers = array("q", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    ends = list(accumulate(numbers[: len(_SETS)], initial=len(_SETS)))
    found = [frozenset(numbers[start:end]) for start, end in pairwise(ends)]
    flat = numbers[ends[-1] :]
    figures = frozenset(zip(flat[::2], flat[1::2], strict=True))
    return Profile(at, **dict(zip(_SETS, found, strict=True)), figures=figures)
