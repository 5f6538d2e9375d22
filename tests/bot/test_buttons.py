"""What stands in buttons and links: it fits, comes back as it went, and what is forged means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import LIMIT, Verb, decode, encode, for_channel
from bot.links import LIMIT as LINK_LIMIT
from bot.links import opened, payload_of, story_payload
from bot.render.keyboards import follow_code
from bot.texts.settings import ZONES
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.topics import NAMES
from storage.records import Aspect, Follow


def followable() -> list[Follow]:
    """Everything that has a button of its own: people, offices, bodies, countries, topics of the shipped catalogue."""
    catalogue = shipped_catalogue()
    slugs = [*catalogue.people, *catalogue.offices, *catalogue.bodies]
    return [
        *(Follow(who=slug) for slug in slugs),
        *(Follow(country=code) for code in catalogue.countries),
        *(Follow(topic=topic) for topic in NAMES),
    ]


def test_every_follow_fits_into_a_button_and_a_link() -> None:
    """Also for a channel; its link opens what it was made for."""
    for follow in followable():
        args = follow_code(follow)
        assert args is not None, follow
        data = encode(Verb.FOLLOW, *args)
        assert len(data.encode()) <= LIMIT
        payload = payload_of(follow)
        assert payload is not None, follow
        assert len(payload) <= LINK_LIMIT
        found = opened(payload)
        assert found is not None
        assert found.follow == follow


def test_settings_fit_for_a_channel() -> None:
    """The longest value of /settings, for the longest number that a channel can have."""
    for zone in ZONES:
        assert for_channel(encode(Verb.SETTINGS, "tz", zone), -1_000_000_000_000 - 2**42) is not None


@pytest.mark.parametrize("chat", [-1_001_500_000_001, -4_000_001, -1])
def test_a_channels_button_comes_back(chat: int) -> None:
    """With the channel, the verb and the arguments, whichever separator they need."""
    for args in (("office:tr-foreign-minister", "an", "", "an", ""), ("5",)):
        data = for_channel(encode(Verb.FOLLOW, *args), chat)
        assert data is not None
        action = decode(data)
        assert action is not None
        assert (action.target, action.verb, action.args) == (chat, Verb.FOLLOW, args)


@given(st.text(max_size=70))
def test_forged_data_and_links(text: str) -> None:
    """Whatever comes back from a button or a link is read or means nothing; it never fails."""
    decode(text)
    decode(f"@{text}")
    opened(text)


def test_links() -> None:
    """A story opens by its number; combinations and phrases have no link; numbers too long are none."""
    found = opened(story_payload(17))
    assert found is not None
    assert found.story == 17
    assert payload_of(Follow(who="a-b", country="TR", country_as=Aspect.ABOUT)) is None
    assert payload_of(Follow(phrase="آب", phrase_tokens="آب")) is None
    assert payload_of(Follow(who="name:آب")) is None
    assert opened("s_" + "9" * 30) is None
