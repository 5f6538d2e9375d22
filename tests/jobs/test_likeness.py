"""Which story an article tells: wording, figures, speakers and the day; and a whole wire of composed news."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jobs.analysis.analyser import Analyser
from jobs.likeness import SAME, likeness, marks_of, profile_of, story_of
from storage.records import NewStatement, Profile
from tests.jobs.grouping import group, pairwise
from tests.jobs.newswire import wire
from tests.storage.samples import SAYING

NOW = datetime(2025, 10, 7, 9, 0, tzinfo=UTC)
TEXT = """پریسا کوه‌زاد، معاون سازمان آب، امروز در نشست خبری گفت که حقابهٔ امسال هیرمند به سیستان رسیده است.
او افزود که مذاکره با همسایهٔ شرقی ادامه دارد و هیأت فنی تا پایان ماه به نیمروز سفر خواهد کرد.
به گفتهٔ او سد کجکی در این هفته بیش از چهل میلیون متر مکعب آب رها کرده است.
سهراب کوهیار، معاون گمرک، نیز از آمادگی مرز برای جابه‌جایی کارشناسان خبر داد.
کارشناسان نمونه پیش‌بینی می‌کنند که پاییز امسال پرباران‌تر از پارسال باشد."""
OTHER = """داریوش سپنتا، هواشناس نمونه، هشدار داد که غلظت ذرات معلق در کلان‌شهرها تا پنجشنبه بالا می‌ماند.
او از مردم خواست که از رفت‌وآمد غیرضروری بپرهیزند و کودکان و سالمندان در خانه بمانند.
مدرسه‌های نمونه‌شهر در دو روز آینده به صورت غیرحضوری برگزار می‌شوند.
به گفتهٔ این هواشناس از روز جمعه با وزش باد هوا پاک‌تر خواهد شد و دما پایین می‌آید."""


def said(name: str = "پریسا کوه‌زاد") -> tuple[NewStatement, ...]:
    return (replace(SAYING, person=None, speaker_name=name),)


def profile(text: str = TEXT, title: str = "نمونه", who: str = "پریسا کوه‌زاد", later: timedelta = timedelta()) -> Profile:
    return profile_of(title, text, said(who), NOW + later)


def same(one: Profile, *story: Profile) -> bool:
    return likeness(one, story) > SAME


def test_the_same_text_however_it_is_spelt() -> None:
    """Arabic letters, lost half-spaces and other spaces make no other story, nor does another title."""
    spelt = TEXT.replace("ی", "ي").replace("ک", "ك").replace("\u200c", "").replace(" ", "  ")
    assert same(profile(spelt, "عنوان دیگر"), profile())


def test_half_of_the_sentences() -> None:
    """A shorter piece of the same text tells the same."""
    assert same(profile("\n".join(TEXT.split("\n")[:2])), profile())


def test_one_word_in_ten_changed() -> None:
    """No sentence is the same, and yet it is the same news."""
    chance = random.Random(3)
    changed = " ".join(word if chance.random() > 0.1 else "نمونهٔ" for word in TEXT.split(" "))
    assert same(profile(changed), profile())


def test_a_story_is_all_of_its_articles() -> None:
    """Two short pieces without a sentence in common are one story once a third article has both."""
    first, second = TEXT.split("\n")[:2], TEXT.split("\n")[2:]
    one, other = profile("\n".join(first), "آب رسید"), profile("\n".join(second), "آمادگی مرز", "سهراب کوهیار")
    assert not same(other, one)
    assert same(other, one, profile())


def test_other_news() -> None:
    """Two articles that share formulas are two stories."""
    formula = "به گزارش خبرگزاری نمونه.\n"
    assert not same(profile(formula + TEXT), profile(formula + OTHER, "هوا", "داریوش سپنتا"))


def test_the_same_words_with_other_figures() -> None:
    """A daily figure in yesterday's words is another event, and so is the same accident in another city."""
    told = "داریوش سپنتا گفت که {n} کشته و {m} زخمی داریم و {k} خودرو در جادهٔ {city} مانده است. امداد به {city} رسیده است."
    here = profile(told.format(n=12, m=40, k=31, city="بافت"), "تصادف بافت", "داریوش سپنتا")
    there = profile(told.format(n=7, m=15, k=52, city="سقز"), "تصادف سقز", "نگار آذرمهر")
    tomorrow = profile(told.format(n=9, m=22, k=18, city="بافت"), "تصادف بافت", "داریوش سپنتا", timedelta(hours=24))
    assert not same(there, here)
    assert not same(tomorrow, here)
    assert same(profile(told.format(n=12, m=40, k=31, city="بافت"), "جادهٔ بافت بسته شد", "سپنتا", timedelta(hours=2)), here)


def test_days_apart_is_never_the_same() -> None:
    """Even a copy: what is told again days later is told again."""
    assert same(profile(later=timedelta(hours=30)), profile())
    assert not same(profile(later=timedelta(hours=49)), profile())


def test_the_most_alike_story_wins() -> None:
    """Of several the likeliest; none where nothing is alike, or there is no story."""
    stories = {7: [profile(OTHER, "هوا", "داریوش سپنتا")], 8: [profile()], 9: []}
    assert story_of(profile(title="دیگر"), stories) == 8
    assert story_of(profile(title="دیگر"), {7: stories[7]}) is None
    assert story_of(profile(), {}) is None


def test_marks_are_few_and_tell_the_day() -> None:
    """However long the text, a hundred of each kind at most; a speaker of the next day still shares a mark, of the third none."""
    long = marks_of(" ".join(f"این جملهٔ شمارهٔ {n} از متنی بسیار بلند است." for n in range(2000)), said(), NOW)
    assert len(long.shingles) <= 96
    assert len(long.sentences) <= 96
    first, second, third = (marks_of(TEXT, said(), NOW + timedelta(days=n)).speakers for n in range(3))
    assert first & second
    assert not first & third


async def test_a_wire_of_several_outlets(analyser: Analyser, tmp_path: Path) -> None:
    """Sixty events in more than 300 articles, look-alikes among them: pairwise F1 of at least 95, as they come in."""
    pieces = wire(11)
    assert len(pieces) >= 300
    assert len({piece.event for piece in pieces}) == 60
    found = await group(pieces, analyser, tmp_path)
    told = [(piece.event, story) for piece, story in zip(pieces, found.stories, strict=True) if story is not None]
    assert len(told) >= 300
    assert pairwise([event for event, _ in told], [story for _, story in told]).f1 >= 0.95
