"""The phrase matcher: one pass, any spacing, whole words only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.analysis.fold import squeeze
from jobs.analysis.matcher import Matcher, squeeze_phrase


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("محمد جواد", "محمدجواد", True),
        ("محمد جواد", "محمد‌جواد آمد", True),
        ("محمد جواد", "محمد جوادی", False),
        ("پرو", "پر و بال", False),
        ("پرو", "پرواز", False),
        ("پرو", "سرپرو", False),
        ("ترکیه", "ترکیه‌ای", True),
        ("ترکیه", "(ترکیه)", True),
        ("رئیس جمهور", "رييس‌جمهور", True),
        ("رئیس جمهور", "رئیس، جمهور", False),
        ("آمریکا", "امريكا", True),
    ],
)
def test_a_phrase_stands_only_as_whole_words_with_its_own_spaces(phrase: str, text: str, found: bool) -> None:
    """Spaces and half-spaces may be missing at a phrase's joints, and stand nowhere else in it."""
    assert bool(list(Matcher([(phrase, 1)]).hits(squeeze(text)))) is found


def test_all_values_of_a_phrase_are_told() -> None:
    """Two entries of one name are both reported, found or asked for."""
    matcher = Matcher([("کوه یار", 1), ("کوهیار", 2)])
    assert [hit.values for hit in matcher.hits(squeeze("کوهیار آمد"))] == [(1, 2)]
    assert matcher.exact("کوه‌یار") == (1, 2)
    assert matcher.exact("کوه") == ()
    assert len(matcher) == 1


def test_an_empty_matcher_finds_nothing() -> None:
    """No phrases, no hits, no error."""
    empty: Matcher[int] = Matcher([])
    assert list(empty.hits(squeeze("متن"))) == []
    assert empty.exact("متن") == ()


@given(st.text(alphabet="ابپتیکوهن \u200c،.ًآ", max_size=60), st.text(alphabet="ابپتیکوهن ", min_size=1, max_size=8))
def test_every_hit_is_the_phrase(text: str, phrase: str) -> None:
    """Whatever the text, a hit's span squeezes to the phrase that was looked for."""
    squeezed = squeeze(text)
    for hit in Matcher([(phrase, 0)]).hits(squeezed):
        start, end = squeezed.original(hit.start, hit.end)
        assert squeeze_phrase(text[start:end])[0] == squeeze_phrase(phrase)[0]
