"""Follows, and whom a story concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import chats, search, statements, subscriptions, terms
from storage.database import Database, WriteSession
from storage.records import Address, Aspect, ChatKind, ChatSettings, Follow, NewStatement, Query, found_by, shown_by, spelt
from tests.storage.samples import NOW, READER, SAYING, add_source, add_story

BY, ABOUT = Aspect.BY, Aspect.ABOUT


async def follow(s: WriteSession, what: Follow, address: Address = READER) -> int:
    """Follows for an address that is made where it is new."""
    await chats.ensure(s, address, ChatKind.PRIVATE, NOW)
    return (await subscriptions.follow(s, address, what, NOW))[0].id


@pytest.mark.parametrize(
    ("what", "holds"),
    [
        (Follow(who="parisa-kuhzad"), True),
        (Follow(who="parisa-kuhzad", who_as=BY), True),
        (Follow(who="parisa-kuhzad", who_as=ABOUT), False),
        (Follow(who="sohrab-kuhyar"), True),
        (Follow(who="sohrab-kuhyar", who_as=BY), False),
        (Follow(who="sohrab-kuhyar", who_as=ABOUT), True),
        (Follow(who="office:water-deputy"), True),
        (Follow(who="office:other"), False),
        (Follow(country="AF"), True),
        (Follow(country="AF", country_as=BY), False),
        (Follow(country="IR", country_as=BY), True),
        (Follow(country="IR", country_as=ABOUT), False),
        (Follow(topic="environment-water"), True),
        (Follow(topic="economy"), False),
        (Follow(phrase="آب هیرمند", phrase_tokens="حقابه هیرمند"), True),
        (Follow(phrase="آب ارس", phrase_tokens="حقابه ارس"), False),
        (Follow(phrase="هیرمند", phrase_tokens="هلمند|هیرمند"), True),
        (Follow(who="parisa-kuhzad", country="AF", topic="environment-water", phrase="ه", phrase_tokens="هیرمند"), True),
        (Follow(who="parisa-kuhzad", country="TR"), False),
        (Follow(who="parisa-kuhzad", who_as=BY, about="sohrab-kuhyar"), True),
        (Follow(who="parisa-kuhzad", who_as=BY, about="emre-denizavoglu"), False),
    ],
)
async def test_what_a_follow_means(db: Database, what: Follow, holds: bool) -> None:
    """Every part that is set must hold, by or about as asked; the story's and the briefing's way of asking agree."""
    async with db.write() as s:
        number = await follow(s, what)
        story = await add_story(s, await add_source(s), "a", SAYING)
        found = await subscriptions.matching(s, story)
        heard = await subscriptions.heard(s, READER, NOW - timedelta(hours=1), NOW)
    assert [match.subscription.id for match in found] == [number] * holds
    assert [one.subscription_id for one in heard] == [number] * holds


async def test_a_name_outside_the_catalogue_in_any_spelling(db: Database) -> None:
    """Whom only the archive knows is followed once, however spelt, is found by the folded name and keeps the published one."""
    published = spelt("name:اردلان پورشهاب", "اردلان پور‌شهاب")
    async with db.write() as s:
        number = await follow(s, Follow(who=published))
        assert await follow(s, Follow(who="name:اردلان پورشهاب")) == number
        said = replace(SAYING, person=None, speaker_name="اردلان پور‌شهاب", speaker_keys=("name:اردلان پورشهاب",))
        story = await add_story(s, await add_source(s), "a", said)
        assert [match.subscription.id for match in await subscriptions.matching(s, story)] == [number]
        ((found, count),) = await search.named(s, "پورشهاب")
        assert await search.named(s, "پور شهاب") == ((found, count),)
        assert await search.named(s, "شهاب") == ()
        assert (found, found_by(found), shown_by(found)) == (published, "name:اردلان پورشهاب", "اردلان پور‌شهاب")
        assert count == await search.count(s, Query(speakers=(found,))) == 1


async def test_parts_must_hold_for_one_statement(db: Database) -> None:
    """A story in which one says it and another names the country does not hold for the one about the country."""
    async with db.write() as s:
        await follow(s, Follow(who="parisa-kuhzad", country="TR"))
        elsewhere = replace(SAYING, person="sohrab-kuhyar", countries=("TR",))
        story = await add_story(s, await add_source(s), "a", SAYING, elsewhere)
        assert await subscriptions.matching(s, story) == ()


async def test_each_match_names_its_statements(db: Database) -> None:
    """All statements of the story for which the follow holds, hidden ones not."""
    async with db.write() as s:
        await follow(s, Follow(country="AF"))
        story = await add_story(s, await add_source(s), "a", SAYING, replace(SAYING, countries=()), SAYING, SAYING)
        [found] = await subscriptions.matching(s, story)
        assert [number % 8 for number in found.statements] == [0, 2, 3]
        await statements.hide(s, found.statements[0])
        [left] = await subscriptions.matching(s, story)
        assert left.statements == found.statements[1:]


@pytest.mark.parametrize(
    ("aspect", "holding"), [(Aspect.ANY, ["said", "named"]), (Aspect.BY, ["said"]), (Aspect.ABOUT, ["named"])]
)
async def test_somebody_whom_nobody_knew(db: Database, aspect: Aspect, holding: list[str]) -> None:
    """A follow of a full name that is not in the catalogue holds for what such a speaker says and for texts with the whole name,
    and for neither where only a part of it is there; so does the same as a phrase. The story's and the briefing's way agree."""
    bare = replace(SAYING, person=None, office=None, people=(), tokens="سخن دیگر")
    name = "name:کیوان دشتبان"
    told = {
        "said": replace(bare, speaker_keys=(name,)),
        "named": replace(bare, tokens="کیوان دشتبان رفت"),
        "half": replace(bare, tokens="دشتبان رفت"),
        "other": replace(bare, speaker_keys=("name:نیما دشتبان",)),
    }
    async with db.write() as s:
        await follow(s, Follow(who=spelt(name, "کیوان دشت‌بان"), who_as=aspect))
        story = await add_story(s, await add_source(s), "a", *told.values())
        number = {said.id: which for said, which in zip(await statements.of_story(s, story), told, strict=True)}
        [found] = await subscriptions.matching(s, story)
        heard = await subscriptions.heard(s, READER, NOW - timedelta(hours=1), NOW)
        await follow(s, Follow(phrase="کیوان دشتبان", phrase_tokens="کیوان دشتبان"), Address(9))
        phrase = next(m for m in await subscriptions.matching(s, story) if m.subscription.address == Address(9))
    assert [number[i] for i in phrase.statements] == ["said", "named"]
    assert [number[i] for i in found.statements] == holding
    assert sorted(number[one.statement_id] for one in heard) == sorted(holding)


async def test_muted_asleep_and_sources_off(db: Database) -> None:
    """A muted follow, a sleeping chat and a source that the address turned off bring nothing; another source still does."""
    off, muted, asleep, plain = Address(1), Address(2), Address(3), Address(4)
    async with db.write() as s:
        numbers = {address: await follow(s, Follow(country="AF"), address) for address in (off, muted, asleep, plain)}
        one, two = await add_source(s, "one"), await add_source(s, "two")
        await chats.set_settings(s, off, ChatSettings(sources_off=(one,)))
        await subscriptions.mute(s, numbers[muted], muted, True)
        await chats.sleep(s, 3, "blocked")
        story = await add_story(s, one, "a")
        assert [m.subscription.address for m in await subscriptions.matching(s, story)] == [plain]
        assert await subscriptions.heard(s, off, NOW - timedelta(1), NOW) == ()
        await add_story(s, two, "b", story_id=story)
        found = {m.subscription.address: len(m.statements) for m in await subscriptions.matching(s, story)}
        assert found == {off: 1, plain: 2}
        assert [h.source_id for h in await subscriptions.heard(s, off, NOW - timedelta(1), NOW)] == [two]


async def test_a_body_without_a_name_of_its_own_is_a_speaker_too(db: Database) -> None:
    """What is heard tells its speakers apart by name, else by what they are called: a briefing counts them."""
    nameless = [replace(SAYING, person=None, speaker_name=None, speaker_role=role) for role in ("کانون رانندگان نمونه", None)]
    async with db.write() as s:
        await follow(s, Follow(country="AF"))
        await add_story(s, await add_source(s), "a", *nameless)
        heard = await subscriptions.heard(s, READER, NOW - timedelta(hours=1), NOW)
    assert {one.speaker for one in heard} == {"کانون رانندگان نمونه", ""}


async def test_following_twice_and_letting_go(db: Database) -> None:
    """The same follow is one subscription, another address cannot touch it, what is let go is gone with its terms."""
    async with db.write() as s:
        first = await follow(s, Follow(country="AF"))
        again, created = await subscriptions.follow(s, READER, Follow(country="AF"), NOW, alerts=True)
        assert (again.id, created, again.alerts) == (first, False, False)
        assert not await subscriptions.unfollow(s, first, Address(9))
        assert not await subscriptions.set_alerts(s, first, Address(9), True)
        assert await subscriptions.set_alerts(s, first, READER, True)
        assert [sub.alerts for sub in await subscriptions.of(s, READER)] == [True]
        assert await subscriptions.unfollow(s, first, READER)
        assert await subscriptions.of(s, READER) == ()
        story = await add_story(s, await add_source(s), "a")
        assert await subscriptions.matching(s, story) == ()
        with pytest.raises(ValueError, match="nothing"):
            await subscriptions.follow(s, READER, Follow(), NOW)


SLUGS, COUNTRIES, TOPICS, WORDS = ("ann-a", "bob-b", "office:x"), ("IR", "TR"), ("water", "trade"), ("آب", "خاک", "باد")
some = st.sampled_from
follows = st.builds(
    Follow,
    who=st.none() | some(SLUGS),
    who_as=some(Aspect),
    country=st.none() | some(COUNTRIES),
    country_as=some(Aspect),
    topic=st.none() | some(TOPICS),
    phrase_tokens=st.none() | st.lists(some(WORDS), min_size=1, max_size=2).map(" ".join),
).filter(lambda what: bool(what.key))
sayings = st.builds(
    lambda person, office, state, countries, topics, people, tokens: replace(
        SAYING,
        person=person,
        office=office,
        speaker_country=state,
        countries=tuple(sorted(countries)),
        topics=tuple(sorted(topics)),
        people=tuple(sorted(people)),
        tokens=" ".join(tokens),
    ),
    st.none() | some(SLUGS[:2]),
    st.none() | st.just("office:x"),
    st.none() | some(COUNTRIES),
    st.sets(some(COUNTRIES)),
    st.sets(some(TOPICS)),
    st.sets(some(SLUGS[:2])),
    st.lists(some(WORDS)),
)


def means(what: Follow, said: NewStatement) -> bool:
    """What following means, said plainly."""
    speakers, country = {said.person, said.office}, what.country
    by, about = what.who in speakers, what.who in said.people
    state, named = country == said.speaker_country, country in said.countries
    ways = {Aspect.BY: (by, state), Aspect.ABOUT: (about, named), Aspect.ANY: (by or about, state or named)}
    return (
        (what.who is None or ways[what.who_as][0])
        and (country is None or ways[what.country_as][1])
        and (what.topic is None or what.topic in said.topics)
        and set((what.phrase_tokens or "").split()) <= set(said.tokens.split())
    )


@given(what=st.lists(follows, min_size=1, max_size=6, unique_by=lambda f: f.key), said=st.lists(sayings, min_size=1, max_size=3))
def test_clauses_mean_what_following_means(what: list[Follow], said: list[NewStatement]) -> None:
    """The clauses of a follow hold for a statement's terms exactly when the plain meaning does."""
    for one in said:
        carried = {*terms.of_statement(one, 1), *terms.words(one.tokens)}
        for follow_ in what:
            assert all(carried & set(clause) for clause in terms.clauses(follow_)) == means(follow_, one)
