"""What leans on words that are not shown, what says nothing as it stands, and who stands first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs.analysis.model import UNKNOWN_SPEAKER, Act, Kind, SpeakerKind
from jobs.analysis.summary.choosing import Said, behind, leading, leans, order, placing, says_nothing, unnamed

CLEAR = Said("گمرک بازرگان شبانه‌روزی کار می‌کند", "کوهیار", "سهراب کوهیار", "معاون گمرک", weight=0.5)


@pytest.mark.parametrize(
    "text",
    [
        "ما همواره به آن پایبند بوده‌ایم",
        "باید از این تهدیدات عبور کنیم",
        "گمرک در این زمینه همکاری می‌کند",
        "به او گفته‌ایم که مرز باز است",
        "باید به آن توافق برگشت",
        "پیامدهای آن بررسی می‌شود",
        "مناسبات سیاسی دو کشور خوب است",
        "این تهدیدات پایان می‌یابد",
    ],
)
def test_what_leans(text: str) -> None:
    """Pronouns at the start and in the middle, nouns that were named before and «دو کشور»."""
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        CLEAR.text,
        "طرح تازهٔ شهرداری و پیامدهای آن بررسی می‌شود",
        "پل بازرگان بسته شد و این پل تا شنبه بسته می‌ماند",
        "باید با آن همسایگانی که مرز دارند کار کنیم",
        "گمرک از این رو شبانه‌روزی شد",
        "گمرک این هفته باز است",
        "مهم آن است که رانندگان پشت مرز نمانند",
        "مرز بسته ماند و همین مسئله صف را دراز کرد",
        "به این نتیجه رسیده‌ایم که مرز باز بماند",
        "برای رسیدگی به این موضوع، یعنی صف کامیون‌ها، کار می‌کنیم",
        "",
    ],
)
def test_what_stands_alone(text: str) -> None:
    """What it stands for was named before it, or «که» tells it; and set phrases."""
    assert not leans(text)


def test_an_official_may_point_at_what_their_office_names() -> None:
    """«این استان» is told by the office before it, not by a name alone."""
    said = "هیچ روستایی در این استان بی گاز نمی‌ماند"
    assert not leans(said, "سهراب کوهیار، استاندار نمونه‌شهر")
    assert leans(said, "سهراب کوهیار")
    assert leans(said)


def test_what_leans_needs_its_occasion() -> None:
    """Without one it does not lead; an occasion that itself points back is none."""
    leaning = replace(CLEAR, text="ما همواره به آن پایبند بوده‌ایم")
    assert behind(CLEAR) == 0
    assert behind(leaning) == 1
    assert behind(replace(leaning, occasion="در نشست گمرک")) == 0
    assert behind(replace(leaning, occasion="در این دیدار")) == 1
    assert [placing(given) for given in ("در نشست گمرک", "در این دیدار", None)] == ["در نشست گمرک", "", ""]


def test_an_occasion_is_read_on_another_day() -> None:
    """«امروز» does not stand in it."""
    given = ("در نشست خبری امروز", "عصر امروز در دیدار فرماندار", "در نشست خبری صبح امروز خود")
    assert [placing(one) for one in given] == ["در نشست خبری", "در دیدار فرماندار", "در نشست خبری خود"]


def test_who_is_not_to_be_known() -> None:
    """Sources without a name, however the article words them; a ministry's official is somebody."""
    assert all(unnamed("role", None, role) for role in ("یک منبع آگاه", "منابع محلی", "یک مقام آگاه", "منبعی در گمرک"))
    assert unnamed("anonymous", None, None)
    assert unnamed(None, UNKNOWN_SPEAKER, None)
    assert not any(unnamed("role", None, role) for role in ("یک مقام وزارت نیرو", "منبع‌شناس گمرک", "سخنگوی گمرک", None))
    assert not unnamed("person", "سهراب کوهیار", "منبع آگاه")


def test_a_second_speaker_whose_words_lean_does_not_lead() -> None:
    """However weighty; the first is shown whatever it is, if there is no other."""
    other = Said("ما به آن پایبندیم", "کوه‌زاد", "پریسا کوه‌زاد", weight=0.9)
    assert leading([other, CLEAR], lambda one: one) == [CLEAR]
    assert leading([other], lambda one: one) == [other]
    assert leading([CLEAR, replace(other, occasion="در نشست آب")], lambda one: one)[0].who == "کوه‌زاد"


def test_the_order() -> None:
    """Somebody, then nobody in particular, then the anonymous, then nobody at all; equals by their place."""
    crowd = replace(CLEAR, name="منابع محلی", role=None, who="منابع")
    hidden = replace(CLEAR, name=UNKNOWN_SPEAKER, weight=1.0)
    unnamed = replace(CLEAR, speaker_kind=SpeakerKind.ANONYMOUS, place=1)
    nobody = replace(CLEAR, name=None, role=None, weight=1.0)
    assert order([nobody, unnamed, hidden, crowd, CLEAR], lambda one: one) == [CLEAR, crowd, hidden, unnamed, nobody]


@pytest.mark.parametrize(
    ("text", "act", "nothing"),
    [
        ("روند همکاری‌ها", Act.SAYS, True),
        ("تلاش آتش‌نشانان", Act.PRAISES, True),
        ("این طرح را نسنجیده", Act.LABELS, True),
        ("ساخت دو بیمارستان", Act.ANNOUNCES, False),
        ("گسترش روابط", Act.DEMANDS, False),
        ("گمرک باز است و روند همکاری‌ها", Act.SAYS, False),
    ],
)
def test_what_says_nothing(text: str, act: Act, nothing: bool) -> None:
    """A paraphrase of a mere phrase whose verb is not told; never a quotation, never what is denied."""
    said = replace(CLEAR, text=text, act=act, kind=Kind.PARAPHRASE)
    assert says_nothing(said) is nothing
    assert not says_nothing(replace(said, kind=Kind.DIRECT))
    assert not says_nothing(replace(said, negated=True))


def test_what_is_told_about_the_speaker_does_not_lead() -> None:
    """«تبریز را شهر دوم خود می‌داند» is somebody's word about the speaker; in the speaker's own mouth it is about another, and
    with who does it in it, it is a clause like any."""
    told = replace(CLEAR, text="بازرگان را شهر دوم خود می‌داند")
    assert behind(told) > behind(CLEAR)
    assert behind(replace(told, kind=Kind.DIRECT)) == behind(CLEAR)
    assert behind(replace(told, text="دولت بازرگان را باز می‌داند")) == behind(CLEAR)
    assert leading([replace(told, who="سپیدار", name="لاله سپیدار"), CLEAR], lambda one: one) == [CLEAR]


def test_an_occasion_does_not_hold_what_was_said() -> None:
    """«در بیانیه‌ای از بسته شدن مرز»: what was said stands under the line, not in it."""
    assert placing("در بیانیه‌ای از بسته شدن مرز", "بسته شدن مرز") == "در بیانیه‌ای"
    assert placing("در نشست خبری", "مرز باز است") == "در نشست خبری"
