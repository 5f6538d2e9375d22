"""Damaged text made whole: the hard cases, what is left alone, and what holds for any text at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.analysis.letters import (
    ARABIC_DIGITS,
    HALF_SPACES,
    INVISIBLE,
    JOINER,
    MARKS,
    SAME_LETTER,
    SPACES,
    ZWNJ,
    drop_all,
    plain_forms,
    replace_all,
)
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.normalise import Normaliser

WHOLE = """
همکاری‌های بین‌المللی حجت‌الاسلام آیت‌الله می‌توانند نمی‌شود منطقه‌ای هسته‌ای زمینه‌های گروه‌های دولت‌های بی‌ثباتی فی‌مابین
هم‌تراز مهم‌ترین رییس‌جمهور سیاست‌هایشان گفته‌اند داده‌ایم به‌طور گفت‌وگو پیش‌بینی شش‌جانبه قانون‌گذاری نخست‌وزیر
برنامه‌ریزی هفته‌نامهٔ می‌گویند نمی‌گوییم برمی‌گردد دریافته‌اند رسانه‌ها سرمایه‌گذاران می‌بایست
""".split()
ALONE = "میدان میانه میزان تنها بها مرزهای کشورهای آنها بیشتر دکتر دفتر انتهای نهایی بیمارستان همکاری نهادهای روزهای".split()
APART = """
می‌شود سلاح‌های هسته‌ای گفته‌اند بین‌المللی حجت‌الاسلام سرمایه‌گذاری بی‌ثباتی قوی‌تر مهم‌ترین نمی‌توان برمی‌دارد اصلاح‌طلبان
""".split()

LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
ANY = (
    st.text(
        alphabet="آابپتمینوهدرگفشسکيكىئأۀ \u200c\u00a0\u064bـ\u200f.،:؟!«»()[]…\n\r123٤۵aZ/-\x00\ud800\u00ad\u2028", max_size=80
    )
    | st.text(max_size=60)
    | st.lists(st.sampled_from([*WHOLE, *ALONE, "می", "ها", "و", "گفت", "،", "(", "»", "2.5", "ﻻ", "\n"]), max_size=20).map(
        " ".join
    )
)


@pytest.fixture(scope="module")
def normaliser(lexicon: Lexicon) -> Normaliser:
    return Normaliser(lexicon)


def letters(text: str) -> str:
    """`text` without spaces and half-spaces, as the letter table writes it: what no repair may change."""
    made = replace_all(plain_forms(text), {**SAME_LETTER, **ARABIC_DIGITS, ",": "،", ";": "؛", "?": "؟"})
    made = drop_all(made, MARKS + INVISIBLE + JOINER + HALF_SPACES + SPACES + ZWNJ + " \n\r\u2028\u2029")
    return made.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


@pytest.mark.parametrize("word", WHOLE)
def test_lost_half_spaces_come_back(normaliser: Normaliser, word: str) -> None:
    """A word whose half-spaces were deleted gets them back; a whole one stays whole."""
    assert normaliser.normalise(word.replace(ZWNJ, "")).text == word
    assert normaliser.normalise(word).text == word


@pytest.mark.parametrize("word", APART)
def test_spaces_in_a_word_become_half_spaces(normaliser: Normaliser, word: str) -> None:
    """A word written with spaces for its half-spaces becomes one word."""
    assert normaliser.normalise(f"گفت {word.replace(ZWNJ, ' ')}.").text == f"گفت {word}."


@pytest.mark.parametrize("word", ALONE)
def test_words_that_only_look_damaged_stay(normaliser: Normaliser, word: str) -> None:
    """«میدان» is no verb, «تنها» no plural, and after a letter that joins nothing there was no half-space."""
    assert normaliser.normalise(word).text == word


@pytest.mark.parametrize(
    "text",
    [
        "توسعه یافته و تقویت شود",
        "هم نظر",
        "ماه می سال",
        "تاریخ ۱۴۰۳/۰۲/۱۲ ساعت ۱۲:۳۰",
        "رقم ۲.۵ درصد",
        "نشانی https://example.org/a/12?b=3,4 و www.example.org",
        "نامه به someone@example.org",
        "سال ۱۴۰۰ ه.ق و ق.م.",
        "ذرات PM2.5 و COVID-19",
        "تهران",
        "به شدت افزود",
        "بند «الف» ماده (۳)",
        "¬p و soft\u00adhyphen و 👨\u200d👩",
    ],
)
def test_sound_text_is_not_touched(normaliser: Normaliser, text: str) -> None:
    """Phrases, dates, decimals, times, addresses, abbreviations and Latin terms stay as they are."""
    assert normaliser.normalise(text).text == text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("كتاب يكي", "کتاب یکی"),
        ("عدد 1403/02/12 و 2.5 و ٣", "عدد ۱۴۰۳/۰۲/۱۲ و ۲.۵ و ۳"),
        ("مُحَمَّد بـــله", "محمد بله"),
        ("کار تمام شد.برای آن", "کار تمام شد. برای آن"),
        ("سوریه،گفت", "سوریه، گفت"),
        ("گفت :  بله ،نه", "گفت: بله، نه"),
        ("( سلام ) گفت", "(سلام) گفت"),
        ("گفت«بله»و رفت", "گفت «بله» و رفت"),
        ("آیا آمد?", "آیا آمد؟"),
        ("سلاح\u00a0هاي هسته\u00a0اي", "سلاح‌های هسته‌ای"),
        ("می¬شود می\u00adرود", "می‌شود می‌رود"),
        ("می\u200c شود", "می‌شود"),
        ("نام\u200fه \ufeffاو", "نامه او"),
        ("گفت و گوهای تازه", "گفت‌وگوهای تازه"),
        ("کشور های دیگر", "کشورهای دیگر"),
        ("سطر یک \n\n سطر دو\r\n", "سطر یک\n\nسطر دو\r\n"),
    ],
)
def test_letters_digits_spaces_and_marks(normaliser: Normaliser, given: str, expected: str) -> None:
    """Arabic letters and digits, harakat, glued and floating marks, odd spaces and old half-spaces are repaired; lines stay."""
    assert normaliser.normalise(given).text == expected


@pytest.mark.parametrize("given", ["", " ", "\n\n", "\x00", "\ud800\udfff", "\u200c", "\u200c\n\u200c", "ً", "ﷺ"])
def test_odd_text_goes_through(normaliser: Normaliser, given: str) -> None:
    """Empty text, NULs, lone surrogates and marks alone neither fail nor get lost."""
    assert letters(normaliser.normalise(given).text) == letters(given)


def test_a_long_line_and_a_long_word(normaliser: Normaliser) -> None:
    """Ten megabytes in one line, or in one word, take time in proportion to their length."""
    line = "همکاریهای بینالمللی می شود " * 400_000
    word = "ا" * 1_000_000 + "@" + "a" * 1_000_000
    assert normaliser.normalise(line).text == ("همکاری‌های بین‌المللی می‌شود " * 400_000).rstrip()
    assert normaliser.normalise(word).text == word


@given(text=ANY)
def test_only_spaces_half_spaces_and_the_letter_table(normaliser: Normaliser, text: str) -> None:
    """Without spaces and half-spaces, output and input differ by the letter table only."""
    assert letters(normaliser.normalise(text).text) == letters(text)


@given(text=ANY)
def test_line_ends_are_kept(normaliser: Normaliser, text: str) -> None:
    """Every line's end stays, in its kind and order."""
    assert LINE_END.findall(normaliser.normalise(text).text) == LINE_END.findall(text)


@given(text=ANY)
def test_white_space_inside_a_line_is_single(normaliser: Normaliser, text: str) -> None:
    """No line begins or ends with a space, and none has two in a row."""
    for line in LINE_END.split(normaliser.normalise(text).text):
        assert line == " ".join(line.split())


@given(text=ANY, data=st.data())
def test_every_character_leads_back_to_its_own(normaliser: Normaliser, text: str, data: st.DataObject) -> None:
    """Each repaired character comes from one of the original that is the same letter; spans come back in order."""
    made = normaliser.normalise(text)
    assert made.original == text
    for at, character in enumerate(made.text):
        if not letters(character):
            continue
        start, end = made.to_original(at, at + 1)
        assert end == start + 1
        assert letters(character) in letters(text[start:end])
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(made.text))] * 2)))
    first, last = made.to_original(start, end)
    assert 0 <= first <= last <= len(text)
    assert letters(text[first:last]) == letters(made.text[start:end]) or plain_forms(text) != text


def test_what_was_remembered_changes_nothing(lexicon: Lexicon) -> None:
    """A line is repaired the same before and after more chunks than are remembered have gone by."""
    normaliser = Normaliser(lexicon)
    line = "سلاح های هسته ای می شود"
    before = normaliser.normalise(line).text
    normaliser.normalise(" ".join(f"x{number}" for number in range(200_001)))
    assert normaliser.normalise(line).text == before == "سلاح‌های هسته‌ای می‌شود"
