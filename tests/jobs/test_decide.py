"""What is stored of an article, and which story it tells."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jobs.analysis.catalogue import Body, Catalogue, Held, Office, Person
from jobs.analysis.model import Act, Analysis, Kind, Speaker, SpeakerKind, Statement
from jobs.decide import marks_of, new_statements, said_at, same_story
from storage.records import Lookalike, Marks

NOW = datetime(2025, 10, 7, 9, 0, tzinfo=UTC)
HELD = Held("office:water", "2024-01-01", "2025-01-01")
CATALOGUE = Catalogue(
    people={
        "parisa-kuhzad": Person("parisa-kuhzad", "پریسا کوه‌زاد", "IR", held=(Held("office:water", "2024-01-01", "2025-01-01"),))
    },
    offices={"office:water": Office("office:water", "معاون سازمان آب", "IR")},
    bodies={"body:water": Body("body:water", "سازمان آب", "IR")},
)
SAID = Statement(
    content=((0, 10),),
    text="حقابهٔ بین‌المللی هیرمند رسید",
    paragraph=0,
    cue=(11, 14),
    kind=Kind.DIRECT,
    act=Act.SAYS,
    negated=False,
    confidence=0.9,
    alert=True,
    speaker=Speaker("پریسا کوه‌زاد", "معاون سازمان آب", SpeakerKind.PERSON, "parisa-kuhzad", "IR"),
    countries=("AF",),
)
TEXT = """پریسا کوه‌زاد، معاون سازمان آب، امروز در نشست خبری گفت که حقابهٔ امسال هیرمند به سیستان رسیده است.
او افزود که مذاکره با همسایهٔ شرقی ادامه دارد و هیأت فنی تا پایان ماه به نیمروز سفر خواهد کرد.
به گفتهٔ او سد کجکی در این هفته بیش از چهل میلیون متر مکعب آب رها کرده است.
سهراب کوهیار، معاون گمرک، نیز از آمادگی مرز برای جابه‌جایی کارشناسان خبر داد.
کارشناسان نمونه پیش‌بینی می‌کنند که پاییز امسال پرباران‌تر از پارسال باشد."""
OTHER = """داریوش سپنتا، هواشناس نمونه، هشدار داد که غلظت ذرات معلق در کلان‌شهرها تا پنجشنبه بالا می‌ماند.
او از مردم خواست که از رفت‌وآمد غیرضروری بپرهیزند و کودکان و سالمندان در خانه بمانند.
مدرسه‌های نمونه‌شهر در دو روز آینده به صورت غیرحضوری برگزار می‌شوند.
به گفتهٔ این هواشناس از روز جمعه با وزش باد هوا پاک‌تر خواهد شد و دما پایین می‌آید."""


def stored(said: Statement = SAID, on: date | None = None) -> tuple[str | None, tuple[str, ...]]:
    """The office and the keys that are stored for a statement."""
    [new] = new_statements(Analysis("", "", (said,), (), (), ()), CATALOGUE, on)
    return new.office, new.speaker_keys


def test_an_office_is_held_by_date() -> None:
    """A person is found under the offices that they hold on the day, and under none without a day."""
    assert stored(on=date(2024, 6, 1)) == ("office:water", ("office:water",))
    assert stored(on=date(2025, 6, 1)) == (None, ())
    assert stored() == (None, ())


def test_somebody_who_is_not_in_the_catalogue() -> None:
    """They are found under their folded name; a role and an anonymous source under nothing."""
    nobody = Speaker("امره دنیزاوغلو", "سخنگو", SpeakerKind.PERSON)
    assert stored(replace(SAID, speaker=nobody)) == (None, ("name:امره دنیزاوغلو",))
    for kind in (SpeakerKind.ROLE, SpeakerKind.ANONYMOUS):
        assert stored(replace(SAID, speaker=replace(nobody, kind=kind))) == (None, ())


def test_statements_without_a_speaker_are_not_stored() -> None:
    """What is left is numbered through, its words are tokens."""
    found = new_statements(Analysis("", "", (replace(SAID, speaker=None), SAID), (), (), ()), CATALOGUE, None)
    assert [(new.position, new.person, new.countries) for new in found] == [(0, "parisa-kuhzad", ("AF",))]
    assert {"بینالمللی", "بین", "المللی", "هیرمند"} <= set(found[0].tokens.split())


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (NOW - timedelta(days=3), (NOW - timedelta(days=3), True)),
        (NOW + timedelta(minutes=30), (NOW, True)),
        (NOW + timedelta(days=1), (NOW, False)),
        (None, (NOW, False)),
    ],
)
def test_when_it_was_said(published: datetime | None, expected: tuple[datetime, bool]) -> None:
    """The publisher's date; one a little ahead is now, one far ahead or none is no date."""
    assert said_at(published, NOW) == expected


def compared(one: Marks, other: Marks) -> int | None:
    """The story (7) of the other article, where the first tells it."""
    shared = Lookalike(1, 7, len(one.sentences & other.sentences), len(one.bands & other.bands), len(other.sentences))
    return same_story(one, [shared])


def test_the_same_text_however_it_is_spelt() -> None:
    """Arabic letters, lost half-spaces and other spaces make no other story."""
    spelt = TEXT.replace("ی", "ي").replace("ک", "ك").replace("\u200c", "").replace(" ", "  ")
    assert compared(marks_of("نمونه", TEXT), marks_of("عنوان دیگر", spelt)) == 7


def test_half_of_the_sentences() -> None:
    """A shorter piece of the same text tells the same."""
    assert compared(marks_of("نمونه", "\n".join(TEXT.split("\n")[:2])), marks_of("نمونه", TEXT)) == 7


def test_one_word_in_ten_changed() -> None:
    """No sentence is the same, and yet it is the same news."""
    chance = random.Random(3)
    words = (TEXT + "\n" + TEXT.replace("امروز", "دیروز")).split(" ")
    changed = [word if chance.random() > 0.1 else "نمونهٔ" for word in words]
    one, other = marks_of("نمونه", " ".join(words)), marks_of("نمونه", " ".join(changed))
    assert compared(one, other) == 7


def test_other_news() -> None:
    """Two articles that only share formulas are two stories, and so are short ones."""
    formula = "به گزارش خبرگزاری نمونه.\n"
    assert compared(marks_of("نمونه", formula + TEXT), marks_of("نمونه", formula + OTHER)) is None
    assert compared(marks_of("نمونه", "خبر کوتاه نمونه."), marks_of("نمونه", "خبر کوتاه نمونه.")) is None


def test_the_most_alike_wins() -> None:
    """Of several stories the one that shares most; none where nothing is alike."""
    mine = Marks(frozenset(range(10)), frozenset())
    few, many = Lookalike(1, 7, 4, 0, 10), Lookalike(2, 8, 9, 0, 10)
    assert same_story(mine, [few, many]) == 8
    assert same_story(mine, [Lookalike(1, 7, 3, 5, 10)]) is None
    assert same_story(mine, []) is None
