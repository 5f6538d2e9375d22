"""Who owns a publisher, on its page."""

from __future__ import annotations

import pytest

from bot.render.owners import owner_of
from jobs.publishers import shipped


@pytest.mark.parametrize("home", ["https://www.irna.ir/", "https://irna.ir/fa", "https://en.irna.ir"])
def test_an_owner_has_a_reference(home: str) -> None:
    """A publisher's owner is found by the domain of its home page, with an address where it can be read."""
    owner = owner_of(home)
    assert owner is not None
    assert "دولت" in owner.name
    assert owner.reference.startswith("https://")


def test_who_is_not_written_down_has_none() -> None:
    """No owner is guessed; one that a publisher names itself is referred to its home page."""
    assert owner_of("https://nemune.example") is None
    assert owner_of("https://notirna.ir") is None
    assert owner_of("") is None
    own = [(owner, one.home_url) for one in shipped() if (owner := owner_of(one.home_url)) and owner.reference == one.home_url]
    assert own
