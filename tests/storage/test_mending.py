"""What editors mend: found as somebody else's, hidden, merged, split."""

from __future__ import annotations

from dataclasses import replace

from storage import articles, briefed, by_hand, chats, mending, outbox, search, statements, stories
from storage.database import Database, WriteSession
from storage.mending import Speaker
from storage.records import Address, ArticleState, ChatKind, DeliveryKind, NewDelivery, Query
from tests.storage.samples import NOW, SAYING, add_source, add_story


async def count(s: WriteSession, **asked: object) -> int:
    return await search.count(s, Query(**asked))  # type: ignore[arg-type]  # each test names real fields


async def the_statement(s: WriteSession, story_id: int) -> int:
    (said,) = await statements.of_story(s, story_id)
    return said.id


async def test_another_speaker(db: Database) -> None:
    """The statement is found as the new speaker's and no more as the old one's, and shown so; its words stay."""
    async with db.write() as s:
        story = await add_story(s, await add_source(s), "a")
        number = await the_statement(s, story)
        new = Speaker("سهراب کوهیار", "sohrab-kuhyar", "IR", ("sohrab-kuhyar",))
        before = await mending.set_speaker(s, number, new)
        after = await statements.get(s, number)
        assert before is not None
        assert after is not None
        assert (before.person, after.person, after.speaker_name) == ("parisa-kuhzad", "sohrab-kuhyar", "سهراب کوهیار")
        assert after.text == before.text
        assert await count(s, speakers=("parisa-kuhzad",)) == 0
        assert await count(s, speakers=("sohrab-kuhyar",)) == 1
        assert await count(s, countries=("AF",)) == 1


async def test_nobody_and_another_act(db: Database) -> None:
    """A statement without a speaker is nobody's; a denial is found as one."""
    async with db.write() as s:
        story = await add_story(s, await add_source(s), "a")
        number = await the_statement(s, story)
        await mending.set_speaker(s, number, Speaker(None, None, None, ()))
        assert await count(s, speakers=("parisa-kuhzad",)) == 0
        assert await count(s, speakers=("IR",)) == 0
        await mending.set_act(s, number, "denies", negated=True)
        assert await count(s, acts=("denies",)) == 1
        assert await count(s, acts=("says",)) == 0


async def test_an_article_is_hidden_and_shown(db: Database) -> None:
    """With its article a statement goes and comes back; a second time nothing changes."""
    async with db.write() as s:
        story = await add_story(s, await add_source(s), "a")
        (said,) = await statements.of_story(s, story)
        assert await mending.hide_article(s, said.article_id, True) == story
        assert await mending.hide_article(s, said.article_id, True) is None
        assert await count(s, countries=("AF",)) == 0
        assert await mending.hide_article(s, said.article_id, False) == story
        assert await count(s, countries=("AF",)) == 1
        article = await articles.get(s, said.article_id)
        assert article is not None
        assert article.state is ArticleState.ANALYSED


async def test_what_was_hidden_by_itself_stays_hidden(db: Database) -> None:
    """An article that is put back brings back what went with it, not the statement that an editor took out before."""
    async with db.write() as s:
        other = replace(SAYING, text="بارش امسال کمتر بود")
        story = await add_story(s, await add_source(s), "a", SAYING, other)
        (wrong, right) = await statements.of_story(s, story)
        assert await mending.hide(s, wrong.id, True)
        await mending.hide_article(s, wrong.article_id, True)
        assert await statements.of_story(s, story) == ()
        await mending.hide_article(s, wrong.article_id, False)
        assert [said.id for said in await statements.of_story(s, story)] == [right.id]


async def test_all_of_a_source_is_hidden(db: Database) -> None:
    """Part by part, until nothing of it is visible."""
    async with db.write() as s:
        source = await add_source(s)
        said = [replace(SAYING, position=n) for n in range(5)]
        await add_story(s, source, "a", *said)
        assert [await mending.hide_some_of_source(s, source, 2) for _ in range(4)] == [2, 2, 1, 0]
        assert await count(s, countries=("AF",)) == 0


async def test_two_stories_become_one_and_one_two(db: Database) -> None:
    """Merged, the articles tell one story and whoever was told the one is told of the other no more; split, one leaves."""
    async with db.write() as s:
        first = await add_story(s, await add_source(s), "a")
        second = await add_story(s, await add_source(s, "digar"), "b", replace(SAYING, text="نمونهٔ دوم"))
        await chats.ensure(s, Address(5), ChatKind.PRIVATE, NOW)
        new = NewDelivery(Address(5), DeliveryKind.ALERT, f"alert:{second}", {"stories": [second]}, NOW, 20, second)
        await outbox.owe(s, new, NOW)
        payload: dict[str, object] = {"items": [{"story": second}, {"story": 0}], "further": []}
        number = await outbox.owe(s, replace(new, kind=DeliveryKind.BRIEFING, key="b", payload=payload, story_id=None), NOW)
        assert number is not None
        await briefed.remember(s, number, {second: 1})
        assert await mending.merge(s, first, second, NOW)
        assert not await mending.merge(s, first, second, NOW)
        whole = await stories.get(s, first)
        assert whole is not None
        assert len(whole.statements) == len(whole.sources) == 2
        (told,) = await outbox.of_story(s, first)
        assert told.payload["stories"] == [first]
        ((briefing, _),) = await briefed.showing(s, first)
        assert briefing.payload["items"] == [{"story": first}, {"story": 0}]
        parts = await mending.articles_of(s, first)
        made = await mending.split(s, parts[1][0], NOW)
        assert made is not None
        assert await mending.split(s, parts[1][0], NOW) is None
        assert len(await statements.of_story(s, made)) == len(await statements.of_story(s, first)) == 1


async def test_changes_by_hand_hold_when_the_article_is_analysed_again(db: Database) -> None:
    """The analysis brings the same words with its own speaker and act: the editors' stand, and what they hid stays hidden."""
    async with db.write() as s:
        other = replace(SAYING, text="نمونهٔ دوم", position=1)
        story = await add_story(s, await add_source(s), "a", SAYING, other)
        first, second = await statements.of_story(s, story)
        await mending.set_speaker(s, first.id, Speaker("سهراب کوهیار", "sohrab-kuhyar", "IR", ("sohrab-kuhyar",)))
        await mending.set_act(s, first.id, "denies", negated=True)
        assert await mending.hide(s, second.id, True)
        assert not await mending.hide(s, second.id, True)
        changes = await by_hand.of_article(s, first.article_id)
    again = by_hand.applied(SAYING, changes)
    assert (again.person, again.speaker_role, again.act, again.negated) == ("sohrab-kuhyar", None, "denies", True)
    assert again.text == SAYING.text
    assert by_hand.is_hidden(other, changes)
    assert not by_hand.is_hidden(SAYING, changes)
    assert by_hand.applied(replace(SAYING, text="دیگر"), changes).person == SAYING.person
