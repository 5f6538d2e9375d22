"""What editors mend by hand: a statement's speaker or act, an article taken out, two stories made one, one made two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage import articles as articles_
from storage import briefed, by_hand, stories, terms
from storage import statements as statements_
from storage.database import ReadSession, WriteSession
from storage.records import ArticleState, Statement
from storage.schema import articles, deliveries, statement_texts, statements


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it. `keys`: slugs and `name:…` under which it is found as theirs; nobody: all empty."""

    name: str | None
    person: str | None
    country: str | None
    keys: tuple[str, ...]


async def set_speaker(s: WriteSession, statement_id: int, speaker: Speaker) -> Statement | None:
    """Another speaker for a statement, which is from now on found as theirs. Gives it as it was; None where it is not there."""
    before = await statements_.get(s, statement_id)
    if before is None:
        return None
    narrow = {"person": speaker.person, "office": None, "speaker_country": speaker.country}
    kind = "person" if speaker.name else None
    await s.run(update(statements).where(statements.c.id == statement_id).values(**narrow, speaker_kind=kind))
    wide = update(statement_texts).where(statement_texts.c.statement_id == statement_id)
    await s.run(wide.values(speaker_name=speaker.name, speaker_role=None))
    new = [terms.term(terms.SPEAKER, key) for key in (*speaker.keys, *((speaker.country,) if speaker.country else ()))]
    await _retell(s, before, {terms.SPEAKER: new})
    kept = {"name": speaker.name, "person": speaker.person, "country": speaker.country, "keys": list(speaker.keys)}
    await by_hand.remember(s, before.article_id, before.text, {"speaker": kept})
    return before


async def set_act(s: WriteSession, statement_id: int, act: str, *, negated: bool) -> Statement | None:
    """Another act; `negated` where the content stands under a denial. Gives the statement as it was."""
    before = await statements_.get(s, statement_id)
    if before is None:
        return None
    await s.run(update(statements).where(statements.c.id == statement_id).values(act=act, negated=negated))
    await _retell(s, before, {terms.ACT: [terms.term(terms.ACT, act)]})
    await by_hand.remember(s, before.article_id, before.text, {"act": act, "negated": negated})
    return before


async def hide(s: WriteSession, statement_id: int, hidden: bool) -> bool:
    """Takes a statement out of every answer and digest, or puts it back, also when its article is analysed again. False where
    nothing changed."""
    if not await statements_.hide(s, statement_id, hidden):
        return False
    statement = await statements_.get(s, statement_id)
    assert statement is not None
    await by_hand.remember(s, statement.article_id, statement.text, {"hidden": hidden})
    return True


async def _retell(s: WriteSession, statement: Statement, changed: dict[str, Iterable[str]]) -> None:
    """Brings a statement's terms to what they are now; what of them is words stays."""
    line = await s.scalar(select(statement_texts.c.tokens).where(statement_texts.c.statement_id == statement.id))
    kept = [token for token in str(line).split() if not (terms.is_term(token) and token[0] in changed)]
    new = " ".join(dict.fromkeys([*(term for found in changed.values() for term in found), *kept]))
    if not statement.hidden:
        await statements_.unindexed(s, [(statement.id, str(line))])
    await s.run(update(statement_texts).where(statement_texts.c.statement_id == statement.id).values(tokens=new))
    if not statement.hidden:
        await statements_.indexed(s, [(statement.id, new)])


async def hide_article(s: WriteSession, article_id: int, hidden: bool) -> int | None:
    """Takes an article with all its statements out of everything, or puts it back, but for statements that were taken out by
    themselves. Gives its story; None: nothing changed."""
    article = await articles_.get(s, article_id)
    wanted = ArticleState.HIDDEN if hidden else ArticleState.ANALYSED
    if article is None or article.state is wanted or article.story_id is None:
        return None
    await articles_.set_state(s, article_id, wanted)
    changes = await by_hand.of_article(s, article_id)
    text = statement_texts.c.text
    query = select(statements.c.id, text).join(statement_texts, statement_texts.c.statement_id == statements.c.id)
    for row in await s.rows(query.where(statements.c.article_id == article_id)):
        if hidden or not by_hand.taken_out(row.text, changes):
            await statements_.hide(s, row.id, hidden)
    return article.story_id


async def hide_some_of_source(s: WriteSession, source_id: int, limit: int = 300) -> int:
    """Hides so many of a source's visible statements at most; gives how many. To be called until it gives 0."""
    query = select(statements.c.id).where(statements.c.source_id == source_id, statements.c.hidden.is_(False)).limit(limit)
    found = [row.id for row in await s.rows(query)]
    for statement_id in found:
        await statements_.hide(s, statement_id)
    return len(found)


async def merge(s: WriteSession, into: int, story_id: int, now: datetime) -> bool:
    """The articles of a story tell `into`. Who was told the one is taken as told the other. False: nothing to move."""
    moved = update(articles).where(articles.c.story_id == story_id).values(story_id=into)
    if into == story_id or await stories.get(s, into) is None or await s.run(moved) == 0:
        return False
    await s.run(update(statements).where(statements.c.story_id == story_id).values(story_id=into))
    for row in await s.rows(select(deliveries.c.id, deliveries.c.payload).where(deliveries.c.story_id == story_id)):
        values = {"story_id": into, "payload": _retold(row.payload, story_id, into)}
        await s.run(update(deliveries).where(deliveries.c.id == row.id).values(**values))
    for briefing in await briefed.retold(s, story_id, into):
        payload = _retold(briefing.payload, story_id, into)
        await s.run(update(deliveries).where(deliveries.c.id == briefing.id).values(payload=payload))
    await stories.touch(s, into, now)
    await stories.touch(s, story_id, now)
    return True


def _retold(payload: Mapping[str, Any], old: int, new: int) -> dict[str, Any]:
    """A delivery's payload with another story in the place of the old one."""
    found = dict(payload)
    if isinstance(listed := payload.get("stories"), list):
        found["stories"] = list(dict.fromkeys(new if number == old else number for number in listed))
    if payload.get("story_id") == old:
        found["story_id"] = new
    for name in ("items", "further"):
        if isinstance(listed := payload.get(name), list):
            found[name] = [item | {"story": new} if item["story"] == old else item for item in listed]
    return found


async def split(s: WriteSession, article_id: int, now: datetime) -> int | None:
    """An article tells a story of its own from now on; gives it. None: it is alone in its story, or has none."""
    article = await articles_.get(s, article_id)
    if article is None or article.story_id is None:
        return None
    others = select(articles.c.id).where(articles.c.story_id == article.story_id, articles.c.id != article_id).limit(1)
    if await s.scalar(others) is None:
        return None
    at = article.published_at or article.fetched_at or now
    made = await stories.create(s, at, now)
    await stories.join(s, made, article_id, at, now)
    await stories.touch(s, article.story_id, now)
    return made


async def articles_of(s: ReadSession, story_id: int) -> tuple[tuple[int, str, int], ...]:
    """(article, its title, its source) of a story, hidden ones too, in the order in which they came."""
    query = select(articles.c.id, articles.c.title, articles.c.source_id).where(articles.c.story_id == story_id)
    return tuple((row.id, row.title, row.source_id) for row in await s.rows(query.order_by(articles.c.id)))
