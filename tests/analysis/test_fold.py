"""Folding, search tokens and the squeezed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.analysis.fold import fold, index_tokens, query_tokens, squeeze

SPELLINGS = [
    ("بین‌المللی", "بینالمللی", "بین المللی"),
    ("می‌رود", "میرود", "می رود"),
    ("کتاب‌های", "کتابهای", "کتاب های"),
    ("هسته‌ای", "هستهای", "هسته ای"),
]

PERSIAN = st.text(alphabet="آابپتجحخدرزسشعغفقکگلمنوهیيكةأئـ \u200c\u200f\u064b\u0654ABz۰۱2٣.،\n\x00\ud800İ", max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رئيس", "رییس"),
        ("تأكيد", "تاکید"),
        ("۱۲٣", "123"),
        ("مُحَمَّد", "محمد"),
        ("بـــله", "بله"),
        ("نامهٔ", "نامه"),
        ("FATF", "fatf"),
    ],
)
def test_spellings_fold_to_the_same(one: str, other: str) -> None:
    """Letters, digits, harakat, tatweel and case never keep two spellings apart."""
    assert fold(one) == fold(other)


def test_alef_with_madda_stays_itself() -> None:
    """«آن» and «ان» are different words, folded or not."""
    assert fold("آن") != fold("ان")


@pytest.mark.parametrize("forms", SPELLINGS)
def test_repaired_text_is_found_by_every_spelling(forms: tuple[str, str, str]) -> None:
    """What is indexed is repaired text: each way of typing the word finds it."""
    indexed = set(index_tokens(forms[0]))
    assert all(set(query_tokens(form)) <= indexed for form in forms)


@pytest.mark.parametrize("forms", SPELLINGS[1:])
def test_words_apart_are_found_by_the_joined_form(forms: tuple[str, str, str]) -> None:
    """A text that was not repaired is still found: bare endings and prefixes join their neighbour in the index."""
    indexed = set(index_tokens(forms[2]))
    assert all(set(query_tokens(form)) <= indexed for form in forms)


def test_index_tokens_leave_bare_endings_out() -> None:
    """«های» and «می» would find every text, so they are no tokens of their own."""
    assert index_tokens("همکاری‌های بین‌المللی") == ["همکاریهای", "همکاری", "بینالمللی", "بین", "المللی"]


def test_a_query_of_endings_only_is_asked_as_it_is() -> None:
    """Where nothing else was typed, the ending itself is the question."""
    assert query_tokens("ها") == ["ها"]


def test_numbers_keep_their_points() -> None:
    """Decimals and dates are one token."""
    assert index_tokens("۲.۵ درصد در ۱۴۰۳/۰۲/۱۲") == ["2.5", "درصد", "در", "1403/02/12"]


def test_squeezed_text_leads_back() -> None:
    """A match in the squeezed text comes back as the span of the given text, boundaries included."""
    given = "آقای علی‌ اكبرِ صالحی،گفت"
    squeezed = squeeze(given)
    start = squeezed.text.index("اکبرصالحی")
    first, last = squeezed.original(start, start + len("اکبرصالحی"))
    assert given[first:last] == "اكبرِ صالحی"
    assert squeezed.is_boundary(start)
    assert squeezed.is_boundary(start + len("اکبرصالحی"))


def test_a_half_space_is_a_joint_but_no_boundary() -> None:
    """Names are not found inside words: «علی» in «علی‌اکبر» stands at a joint, «ران» in «ایران» at none."""
    squeezed = squeeze("علی‌اکبر ایران")
    assert not squeezed.is_boundary(3)
    assert squeezed.is_joint(3)
    assert not squeezed.is_joint(squeezed.text.index("ران"))


@given(PERSIAN)
def test_squeezed_characters_pair_off(text: str) -> None:
    """Every squeezed character comes from exactly one of the given text, in order, and folds to it."""
    squeezed = squeeze(text)
    places = [squeezed.original(at, at + 1) for at in range(len(squeezed.text))]
    assert all(end == start + 1 for start, end in places)
    assert places == sorted(set(places))
    assert "".join(fold(text[start:end]) for start, end in places) == squeezed.text


@given(PERSIAN)
def test_fold_is_idempotent_and_tokens_are_folded(text: str) -> None:
    """Folding twice is folding once, and a query token of a text is never changed by folding."""
    assert fold(fold(text)) == fold(text)
    assert all(fold(token) == token for token in query_tokens(text))


@given(st.text(alphabet="ابپتیکوهن \u200c،.ًآ\n", max_size=60), st.data())
def test_a_place_of_the_given_text_is_found_in_the_squeezed(text: str, data: st.DataObject) -> None:
    """What stands before a position of the given text, squeezed, is what stands before its place."""
    squeezed = squeeze(text)
    position = data.draw(st.integers(0, len(text)))
    assert squeezed.text[: squeezed.place(position)] == squeeze(text[:position]).text
