"""A quotation against statements: the same words, nearly the same, or not found."""

from __future__ import annotations

import pytest

from bot.quotation import Candidate, Difference, Match, check, probes

SAID = Candidate(1, "گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند و هیچ کامیونی در صف نمی‌ماند", ("emre-denizavoglu",))
OTHER = Candidate(2, "از حقابهٔ امسال ۴۰٪ رسیده و مذاکره ادامه دارد", ("parisa-kuhzad",))


@pytest.mark.parametrize(
    "quote",
    [
        "گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند و هیچ کامیونی در صف نمی‌ماند",
        "«گمرک بازرگان از هفته‌ی آینده شبانه روزی کار میکند و هیچ کامیونی در صف نمیماند.»",
        "گمرك بازرگان، از هفته آينده شبانه‌روزي كار مي‌كند و هيچ كاميوني در صف نمي ماند",
    ],
)
def test_spelling_is_not_wording(quote: str) -> None:
    """Other keyboards, half-spaces, punctuation and marks around the quotation make no difference: it is the whole statement."""
    checked = check(quote, [OTHER, SAID])
    assert (checked.match, checked.candidate, checked.whole, checked.differences) == (Match.EXACT, SAID, True, ())


def test_a_part_is_exact_and_said_to_be_a_part() -> None:
    """A stretch of a statement is exact, but not the whole of it."""
    checked = check("هیچ کامیونی در صف نمی‌ماند", [SAID])
    assert (checked.match, checked.whole, checked.omitted) == (Match.EXACT, False, False)


def test_an_ellipsis_may_leave_something_out() -> None:
    """Parts around «…» are exact where they stand in that order; turned round they are not."""
    checked = check("گمرک بازرگان … هیچ کامیونی در صف نمی‌ماند", [SAID])
    assert (checked.match, checked.omitted) == (Match.EXACT, True)
    assert check("هیچ کامیونی در صف نمی‌ماند … گمرک بازرگان", [SAID]).match is not Match.EXACT


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار نمی‌کند و هیچ کامیونی در صف نمی‌ماند", Difference("می‌کند", "نمی‌کند")),
        ("گمرک بازرگان از ماه آینده شبانه‌روزی کار می‌کند و هیچ کامیونی در صف نمی‌ماند", Difference("هفتهٔ", "ماه")),
        ("گمرک بازرگان از هفتهٔ آینده کار می‌کند و هیچ کامیونی در صف نمی‌ماند", Difference("شبانه‌روزی", "")),
        ("گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند و دیگر هیچ کامیونی در صف نمی‌ماند", Difference("", "دیگر")),
    ],
)
def test_one_word_other_is_near_and_the_difference_is_told(quote: str, difference: Difference) -> None:
    """A word replaced, left out or added, a negation above all, is never exact."""
    checked = check(quote, [OTHER, SAID])
    assert (checked.match, checked.candidate, checked.differences) == (Match.NEAR, SAID, (difference,))


def test_another_number_is_another_statement() -> None:
    """Digits are words: ۴۰ is not ۶۰; but ۴۰ is 40."""
    assert check("از حقابهٔ امسال ۶۰٪ رسیده و مذاکره ادامه دارد", [OTHER]).match is Match.NEAR
    assert check("از حقابه امسال 40٪ رسیده و مذاکره ادامه دارد", [OTHER]).match is Match.EXACT


def test_whose_words_they_are_is_told_apart_from_the_words() -> None:
    """The same words by another speaker are exact and not attributed; without a name nothing is said about it."""
    assert check(SAID.text, [SAID], ["parisa-kuhzad"]).attributed is False
    assert check(SAID.text, [SAID], ["emre-denizavoglu"]).attributed is True
    assert check(SAID.text, [SAID]).attributed is None


def test_the_named_speaker_is_preferred_among_equals() -> None:
    """Where two said the same, the one named counts."""
    twin = Candidate(3, SAID.text, ("parisa-kuhzad",))
    assert check(SAID.text, [SAID, twin], ["parisa-kuhzad"]).candidate == twin


@pytest.mark.parametrize(
    "quote", ["قیمت نان در شهر نمونه دو برابر خواهد شد", "از فردا همه چیز در گمرک رایگان است", "هیچ کامیونی امروز دیده نشد"]
)
def test_other_words_are_not_found(quote: str) -> None:
    """What shares a few words with a statement is not near it."""
    assert check(quote, [SAID, OTHER]).match is Match.NONE


@pytest.mark.parametrize("quote", ["", "  ", "«»", "گمرک", "کار می‌کند", "؟!"])
def test_too_little_cannot_be_checked(quote: str) -> None:
    """One or two words are everybody's: said to be too short, whatever stands in the archive."""
    checked = check(quote, [SAID])
    assert (checked.match, checked.too_short) == (Match.NONE, True)


def test_a_word_is_not_found_inside_another() -> None:
    """«… کار می» ends inside a word: no part of the statement."""
    assert check("آینده شبانه‌روزی کار می", [Candidate(4, "آینده شبانه‌روزی کار میهن", ())]).match is not Match.EXACT


def test_probes_survive_a_changed_word() -> None:
    """Of the lines that are asked for, one at least has none of a changed word."""
    lines = probes("گمرک بازرگان از ماه آینده شبانه‌روزی کار می‌کند و هیچ کامیونی در صف نمی‌ماند")
    assert any("ماه" not in line.split() for line in lines)
    assert probes("و در به") == ()
