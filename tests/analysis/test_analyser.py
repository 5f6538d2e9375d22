"""The whole analysis of an article: offsets, debris, countries, digest, and that no text breaks it."""

from __future__ import annotations

import random
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobs.analysis.analyser import Analyser
from jobs.analysis.cleaned import Cleaned
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.model import ArticleText, Debris
from jobs.analysis.normalise import Normaliser

_WORDS = (
    'گفت افزود که : ، . « » " و وی بهرام نمونه‌ای وزیر آب نمونه‌شهر با بیان اینکه از خبر داد را رد کرد دانست خواستار شد به گفته'
    " در این بیانیه آمده است گفته می‌شود ما امیدواریم ( ) ؟ … این روزنامه نوشت تأکید کرد بر لزوم \n \u200c ي ك ۱۲ 3.5 - ـ"
).split(" ")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join))
@example("گفت گفت گفت گفت دانست")
def test_content_is_exactly_what_is_shown(analyser: Analyser, lexicon: Lexicon, body: str) -> None:
    """The shown text of a statement is the normalised text of exactly the stored offsets: no word is ever changed."""
    normaliser = Normaliser(lexicon)
    for statement in analyser.analyse(ArticleText("", body)).statements:
        stored = " ".join(body[start:end] for start, end in statement.content)
        assert _letters(normaliser.normalise(stored).text) == _letters(statement.text)
        assert all(0 <= start < end <= len(body) for start, end in statement.content)
        assert list(statement.content) == sorted(statement.content)


def _letters(text: str) -> str:
    return "".join(text.replace("\u200c", "").split())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_analysed(analyser: Analyser, body: str) -> None:
    """No string at all makes the analysis fail, as title or as body."""
    analyser.analyse(ArticleText(body[:40], body))


@pytest.mark.parametrize(
    "hostile",
    ["«", "»", '"', "«" * 1000 + "»" * 1000, ":", "گفت", "گفت: ", "که ", "، ", "با بیان اینکه ", "(" * 500, "را رد کرد "],
)
def test_repetition_is_analysed(analyser: Analyser, hostile: str) -> None:
    """A text of one sign or phrase repeated thousands of times ends."""
    analyser.analyse(ArticleText("", hostile * (4000 // len(hostile) + 1)))


def test_time_grows_with_length(analyser: Analyser) -> None:
    """Eight times the text takes no more than thirty times the work: nothing is quadratic in the length."""
    chooser = random.Random(7)
    text = " ".join(chooser.choice(_WORDS) for _ in range(2000)).replace("\n", " ")
    analyser.analyse(ArticleText("", text))

    def spent(body: str) -> float:
        best = float("inf")
        for _ in range(3):
            begin = process_time()
            analyser.analyse(ArticleText("", body))
            best = min(best, process_time() - begin)
        return best

    assert spent(text * 8) <= 30 * spent(text)


def test_debris_interrupts_a_statement(analyser: Analyser) -> None:
    """A stray line between two paragraphs is not in the text, and offsets behind it still point into the body."""
    body = "بهرام نمونه‌ای گفت: پل آماده است.\n_x000D_\nوی افزود: راه هم باز می‌شود."
    found = analyser.analyse(ArticleText("", body)).statements
    assert [body[a:z] for s in found for a, z in s.content] == ["پل آماده است", "راه هم باز می‌شود"]


def test_ranges_around_debris() -> None:
    """A stretch that debris interrupts comes back as the ranges around it."""
    cleaned = Cleaned("قاچاق Contraband انسان", [Debris((6, 17), "foreign")])
    assert cleaned.text == "قاچاق انسان"
    assert cleaned.ranges(0, 11) == ((0, 6), (17, 22))
    assert cleaned.whole(0, 11) == (0, 22)
    assert cleaned.ranges(7, 11) == ((18, 22),)


def test_this_country_is_the_one_named_last(analyser: Analyser) -> None:
    """«این کشور»، «دو کشور» and «کشورمان» stand for countries of a statement that does not name them."""
    body = "بهرام نمونه‌ای، وزیر خارجه ترکیه، گفت: ما دوست این کشور هستیم. سخن از عراق بود."
    this = "بهرام نمونه‌ای درباره عراق گفت: ما دوست این کشور هستیم."
    both = "بهرام نمونه‌ای، وزیر خارجه ترکیه، در دیدار با وزیر خارجه ایران گفت: روابط دو کشور خوب است."
    ours = "بهرام نمونه‌ای گفت: مردم کشورمان آماده‌اند."
    assert analyser.analyse(ArticleText("", this)).statements[0].countries == ("IQ",)
    assert set(analyser.analyse(ArticleText("", both)).statements[0].countries) == {"TR", "IR"}
    assert analyser.analyse(ArticleText("", ours)).statements[0].countries == ("IR",)
    assert analyser.analyse(ArticleText("", body)).statements


def test_words_of_the_accused_are_no_free_speech(analyser: Analyser) -> None:
    """What an accused says in court is marked and never sent as an alert."""
    found = analyser.analyse(ArticleText("", "متهم نمونه‌ای در دادگاه گفت: من پول را برداشتم.")).statements
    assert [(s.coerced, s.alert) for s in found] == [(True, False)]


def test_the_same_text_gives_the_same_analysis(analyser: Analyser) -> None:
    """One analyser keeps nothing of an article: the second time is as the first."""
    article = ArticleText("نمونه", "وی گفت: باران می‌آید. بهرام نمونه‌ای، وزیر آب نمونه‌شهر، افزود: برف هم می‌آید.")
    assert analyser.analyse(article) == analyser.analyse(article)


@pytest.mark.parametrize(
    "body",
    ["به گفته", "بهرام نمونه‌ای گفت: باران کم است.\nبه گفتهٔ", "به نقل از", "بر اساس گزارش", "متن بیانیه", "رئیس ستاد مبارزه با"],
)
def test_a_text_that_ends_in_a_phrase_of_saying(analyser: Analyser, body: str) -> None:
    """Nobody is named behind it and nothing is said: no statement from there, and no error."""
    assert len(analyser.analyse(ArticleText("", body)).statements) == body.count("گفت:")
