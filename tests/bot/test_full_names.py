"""A full name of which the catalogue knows one word: whose it is, and when nobody is taken for its bearer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.handlers.understanding import in_full
from bot.question import AskBack, Phrase, understand
from bot.question.choices import chosen
from jobs.analysis.lexicon import Lexicon
from tests.bot.questions import context


@pytest.mark.parametrize(
    ("question", "taken", "called"),
    [
        ("اردلان پورشهاب چه گفت", "mansur-ardalan", "اردلان پورشهاب"),
        ("نیما کوهیار درباره ترکیه چه گفت", "sohrab-kuhyar", "نیما کوهیار"),
        ("سید نیما کوهیار چه گفت", "sohrab-kuhyar", "نیما کوهیار"),
        ("اردلان کوهیار چه گفت", "sohrab-kuhyar", "اردلان کوهیار"),
    ],
)
def test_a_part_of_the_name_is_asked_back_about(question: str, taken: str, called: str) -> None:
    """A given name before a last name, and a last name that is a given name before a word that is none, make a name of their own;
    no word of it is searched for as a phrase."""
    found = understand(question, context())
    assert (found.ask_back, found.candidates, found.unsure) == (AskBack.MEANT, (taken,), called)
    assert (found.speakers, found.about.phrases) == ((taken,), ())


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("سید سهراب کوهیار چه گفت", "sohrab-kuhyar"),
        ("سید کوهیار چه گفت", "sohrab-kuhyar"),
        ("سهراب کوهیار چه گفت", "sohrab-kuhyar"),
        ("اردلان چه گفت", "mansur-ardalan"),
        ("منصور اردلان چه گفت", "mansur-ardalan"),
    ],
)
def test_the_whole_name_is_its_bearer(question: str, who: str) -> None:
    """However much of it is typed, and with a title before it."""
    found = understand(question, context())
    assert (found.speakers, found.ask_back, found.about.phrases) == ((who,), None, ())


@pytest.mark.parametrize(
    ("question", "speakers", "period"),
    [
        ("بهمن دشتبان چه گفت", ("name:بهمن دشتبان",), False),
        ("بهمن دشتبان درباره ترکیه چه گفت", ("name:بهمن دشتبان",), False),
        ("در بهمن دشتبان چه گفت", ("name:دشتبان",), True),
        ("۲۲ بهمن دشتبان چه گفت", ("name:دشتبان",), True),
        ("بهمن ماه دشتبان چه گفت", ("name:دشتبان",), True),
        ("بهمن کوهیار چه گفت", ("sohrab-kuhyar",), True),
        ("مهر دشتبان چه گفت", ("name:دشتبان",), True),
    ],
)
def test_a_month_that_is_a_given_name(question: str, speakers: tuple[str, ...], period: bool, lexicon: Lexicon) -> None:
    """Before a word that nothing explains it is one, unless something says that a time is meant."""
    found = understand(question, replace(context(), lexicon=lexicon))
    assert (found.speakers, bool(found.period)) == (speakers, period)


def test_subjects_beside_a_name_stay_subjects(lexicon: Lexicon) -> None:
    """A country, a topic, a word of the language: what somebody speaks about; the last may still be a name."""
    known = replace(context(), lexicon=lexicon)
    assert understand("تحریم ایران", known).ask_back is None
    assert understand("اردلان بنزین چی گفت", known).about.phrases[0].text == "بنزین"
    assert understand("اردلان ترکیه", known).about.countries == ("TR",)
    perhaps = understand("اردلان دهقان چه گفت", known)
    assert (perhaps.speakers, perhaps.ask_back, perhaps.unsure) == (("mansur-ardalan",), None, "اردلان دهقان")
    told = in_full(perhaps, ["name:اردلان دهقان"])
    assert (told.speakers, told.about.phrases) == (("name:اردلان دهقان",), ())


def test_the_archive_settles_it() -> None:
    """Who speaks is its bearer; who is spoken about is searched for by the name; several bearers are offered."""
    speaks = in_full(understand("اردلان پورشهاب چه گفت", context()), ["name:اردلان پورشهاب", "name:اردلان پورشهاب نو"])
    assert (speaks.speakers, speaks.alternatives) == (("name:اردلان پورشهاب",), ("name:اردلان پورشهاب نو",))
    assert (speaks.ask_back, speaks.candidates) == (None, ())
    about = in_full(understand("درباره اردلان پورشهاب", context()), ["name:اردلان پورشهاب"])
    assert (about.speakers, about.about.people) == ((), ())
    assert about.about.phrases == (Phrase("اردلان پورشهاب"),)
    asked = understand("درباره نیما رودباری", context())
    assert (asked.ask_back, asked.spoken_of, len(asked.candidates)) == (AskBack.WHICH, True, 2)
    of_one = in_full(asked, ["name:نیما رودباری"])
    assert (of_one.speakers, of_one.about.phrases, of_one.ask_back) == ((), (Phrase("نیما رودباری"),), None)
    assert chosen(asked, asked.candidates[0]).query.people == asked.candidates[:1]
    beside = understand("درباره رودباری و ترکیه", context())
    assert (beside.spoken_of, beside.about.countries) == (True, ("TR",))
    which = in_full(understand("نیما رودباری چه گفت", context()), ["name:نیما رودباری"])
    assert which.speakers == ("name:نیما رودباری",)
