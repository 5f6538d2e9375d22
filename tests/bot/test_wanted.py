"""What a typed wish to follow means, without a bot around it."""

from __future__ import annotations

from functools import partial

import pytest

from bot.question import Understood, understand
from bot.wanted import MOST, Wanted, by_name, in_person, wanted, wish_of
from storage.records import Aspect, Follow
from tests.bot.questions import context


def read(typed: str) -> Wanted:
    def reader(text: str) -> Understood:
        return understand(text, context())

    return wanted(typed, reader)


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("دنبال کن کوهیار", ("کوهیار", True)),
        ("دنبال کن: کوهیار", ("کوهیار", True)),
        ("کوهیار را دنبال کن", ("کوهیار", True)),
        ("دنبال کردن «آب هیرمند»", ("«آب هیرمند»", True)),
        ("دنبال نکن کوهیار", ("کوهیار", False)),
        ("کوهیار رو دنبال نکن", ("کوهیار", False)),
        ("دنبال", ("", True)),
        ("دنبال‌های من", None),
        ("کوهیار چه گفت", None),
        ("دنبال کن " + "آ" * 300, None),
    ],
)
def test_wishes_to_follow(said: str, wish: tuple[str, bool] | None) -> None:
    """Before or behind the name; everything else is no wish to follow."""
    assert wish_of(said) == wish


@pytest.mark.parametrize(
    ("typed", "follow"),
    [
        ("کوهیار", Follow("sohrab-kuhyar")),
        ("گفته‌های کوهیار", Follow("sohrab-kuhyar", Aspect.BY)),
        ("دربارهٔ کوهیار", Follow("sohrab-kuhyar", Aspect.ABOUT)),
        ("کوهیار درباره ترکیه", Follow("sohrab-kuhyar", Aspect.BY, "TR", Aspect.ABOUT)),
        ("«کوهیار» دربارهٔ «ترکیه»", Follow("sohrab-kuhyar", Aspect.BY, "TR", Aspect.ABOUT)),
        ("کوهیار درباره اقتصاد", Follow("sohrab-kuhyar", Aspect.BY, topic="economy")),
        ("ترکیه", Follow(country="TR")),
        ("مقام‌های ترکیه", Follow(country="TR", country_as=Aspect.BY)),
        ("مقام‌های ترکیه دربارهٔ سوریه", Follow("TR", Aspect.BY, "SY", Aspect.ABOUT)),
        ("دربارهٔ ترکیه", Follow(country="TR", country_as=Aspect.ABOUT)),
        ("اقتصاد", Follow(topic="economy")),
        ("رئیس‌جمهور ترکیه", Follow("office:tr-president")),
        ("سازمان آب", Follow("body:water")),
        ("«آب سد نمونه»", Follow(phrase="آب سد نمونه", phrase_tokens="آب سد نمونه")),
        (
            "کوهیار دربارهٔ «آب سد نمونه»",
            Follow("sohrab-kuhyar", Aspect.BY, phrase="آب سد نمونه", phrase_tokens="آب سد نمونه"),
        ),
        (
            "کوهیار دربارهٔ کوه‌زاد",
            Follow("sohrab-kuhyar", Aspect.BY, about="parisa-kuhzad"),
        ),
    ],
)
def test_what_is_followed(typed: str, follow: Follow) -> None:
    """Names, offices, bodies, countries, topics, phrases, alone or together, by or about."""
    assert read(typed).follows == (follow,)


@pytest.mark.parametrize(
    ("typed", "follows"),
    [
        ("ترکیه و سوریه", [Follow(country="TR"), Follow(country="SY")]),
        (
            "دربارهٔ ترکیه و سوریه",
            [Follow(country="TR", country_as=Aspect.ABOUT), Follow(country="SY", country_as=Aspect.ABOUT)],
        ),
        (
            "دربارهٔ کوهیار و کوه‌زاد",
            [Follow("sohrab-kuhyar", Aspect.ABOUT), Follow("parisa-kuhzad", Aspect.ABOUT)],
        ),
        (
            "دنیزاوغلو دربارهٔ کوهیار و کوه‌زاد",
            [
                Follow("emre-denizavoglu", Aspect.BY, about="sohrab-kuhyar"),
                Follow("emre-denizavoglu", Aspect.BY, about="parisa-kuhzad"),
            ],
        ),
        ("اقتصاد و ورزش", [Follow(topic="economy"), Follow(topic="sport")]),
    ],
)
def test_each_of_several(typed: str, follows: list[Follow]) -> None:
    """Whatever «و» joins is followed each by itself."""
    assert list(read(typed).follows) == follows


def test_several_speakers_and_unsure_names() -> None:
    """«و» makes several follows, never too many; an ambiguous name gives candidates, a misspelt one the nearest."""
    both = read("کوهیار و کوه‌زاد دربارهٔ ترکیه")
    assert [follow.who for follow in both.follows] == ["sohrab-kuhyar", "parisa-kuhzad"]
    which = read("رودباری دربارهٔ ترکیه")
    assert {follow.who for follow in which.candidates} == {"mahtab-rudbari", "bahram-rudbari"}
    assert all(follow.country == "TR" for follow in which.candidates)
    assert (which.unsure, which.misspelt, which.follows) == ("رودباری", False, ())
    meant = read("دنیزاوقلی")
    assert meant.misspelt
    assert [follow.who for follow in meant.candidates] == ["emre-denizavoglu"]
    assert meant.phrase is not None
    assert meant.phrase.phrase == "دنیزاوقلی"
    assert len(both.follows) <= MOST
    assert both.others == ()


def test_one_of_several_is_not_sure() -> None:
    """The others are followed, that one is asked about; about something, nobody is followed before it is clear who is meant."""
    found = read("رودباری و کوهیار")
    assert found.follows == (Follow("sohrab-kuhyar"),)
    assert {follow.who for follow in found.candidates} == {"mahtab-rudbari", "bahram-rudbari"}
    assert read("رودباری و کوهیار دربارهٔ ترکیه").follows == ()


@pytest.mark.parametrize("typed", ["", "؟؟", "«»", "!!", "   "])
def test_nothing_to_follow(typed: str) -> None:
    """Signs without words are nothing to follow, and nothing fails."""
    found = read(typed)
    assert (found.follows, found.candidates) == ((), ())


def test_a_name_that_only_the_archive_knows() -> None:
    """One to four words may be somebody's name; a long phrase or a combination is none."""
    named = partial(Follow, phrase_tokens="x")
    assert by_name(named(phrase="بهار نیک‌سرشت")) == Follow(who="name:بهار نیکسرشت")
    assert by_name(named(phrase="نیک‌سرشت")) == Follow(who="name:نیکسرشت")
    assert by_name(named(phrase="یک دو سه چهار پنج")) is None
    assert by_name(named(phrase="بهار نیک‌سرشت", country="TR")) is None


WORDS = frozenset(("امید", "آب", "دریا"))


@pytest.mark.parametrize(
    ("phrase", "who"),
    [
        ("کیوان دشت‌بان", "name:کیوان دشتبان|کیوان دشت‌بان"),
        ("سید کیوان دشتبان", "name:سید کیوان دشتبان"),
        ("ورنر هایدن", "name:ورنر هایدن"),
        ("آب دشتبان", None),
        ("کیوان دریا", "name:کیوان دریا"),
        ("امید آب دریا", None),
        ("دریا دشتبان", None),
        ("دشتبان", None),
        ("کیوان دشتبان و نیما دشتبان", None),
        ("کیوان 12", None),
    ],
)
def test_a_full_name_that_nobody_has_yet(phrase: str, who: str | None) -> None:
    """A given name before another word, or words of which none means anything, are somebody; all else is a phrase."""
    typed = Follow(phrase=phrase, phrase_tokens=phrase)
    assert in_person(typed, WORDS.__contains__) == (Follow(who=who) if who else typed)
    assert in_person(typed, WORDS.__contains__, Aspect.ABOUT) == (Follow(who, Aspect.ABOUT) if who else typed)


def test_of_two_of_one_name_what_is_said_about_them() -> None:
    """«دربارهٔ رودباری» asks which of them and follows what is said about that one."""
    found = read("دربارهٔ رودباری")
    assert [(one.who_as, bool(one.who)) for one in found.candidates] == [(Aspect.ABOUT, True)] * 2
