"""What is stored of an article, and which story it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jobs.analysis.catalogue import Body, Catalogue, Held, Office, Person
from jobs.analysis.fold import fold
from jobs.analysis.model import Act, Analysis, Kind, Speaker, SpeakerKind, Statement
from jobs.decide import new_statements, said_at

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


def stored(said: Statement = SAID, on: date | None = None) -> tuple[str | None, tuple[str, ...]]:
    """The office and the keys that are stored for a statement."""
    [new] = new_statements(Analysis("", "", (said,), (), (), ()), CATALOGUE, on)
    return new.office, new.speaker_keys


def test_an_office_is_held_by_date() -> None:
    """A person is found under the offices that they hold on the day; on another, or without one, under the article's words."""
    words = ("role:" + fold("معاون سازمان آب"),)
    assert stored(on=date(2024, 6, 1)) == ("office:water", ("office:water",))
    assert stored(on=date(2025, 6, 1)) == (None, words)
    assert stored() == (None, words)


def test_somebody_who_is_not_in_the_catalogue() -> None:
    """They are found under their folded name; a role and an anonymous source under nothing."""
    nobody = Speaker("امره دنیزاوغلو", "سخنگو", SpeakerKind.PERSON)
    assert stored(replace(SAID, speaker=nobody)) == (None, ("name:امره دنیزاوغلو",))
    for kind in (SpeakerKind.ROLE, SpeakerKind.ANONYMOUS):
        assert stored(replace(SAID, speaker=replace(nobody, kind=kind))) == (None, ())


def test_a_post_that_the_catalogue_has_not() -> None:
    """Who holds it is found under its folded words, named or not; under no mere «سخنگو», no office twice, no description, and
    no unnamed source."""
    named = Speaker("آرمان کوه‌زاد", "رئیس اتاق صنف‌های نمونه", SpeakerKind.PERSON)
    post = "role:" + fold("رئیس اتاق صنف‌های نمونه")
    assert stored(replace(SAID, speaker=named))[1] == ("name:" + fold("آرمان کوه‌زاد"), post)
    assert stored(replace(SAID, speaker=Speaker(None, named.role, SpeakerKind.ROLE)))[1] == (post,)
    for role in ("سخنگو", " ".join(["مدیر"] * 9)):
        assert stored(replace(SAID, speaker=replace(named, role=role)))[1] == ("name:" + fold("آرمان کوه‌زاد"),)
    assert stored(replace(SAID, speaker=replace(named, office="office:water")))[1][1:] == ("office:water",)
    assert stored(replace(SAID, speaker=Speaker(None, "یک مقام آگاه", SpeakerKind.ROLE)))[1] == ()


def test_a_source_without_a_name_is_anonymous() -> None:
    """«یک منبع آگاه» is kept as what it is: never an alert, never first."""
    source = Speaker(None, "یک منبع آگاه", SpeakerKind.ROLE)
    [new] = new_statements(Analysis("", "", (replace(SAID, speaker=source),), (), (), ()), CATALOGUE, None)
    assert new.speaker_kind == SpeakerKind.ANONYMOUS


def test_what_says_nothing_is_not_stored() -> None:
    """A mere phrase behind «گفت» or half a judgement is neither counted nor shown anywhere."""
    phrase = replace(SAID, text="روند همکاری‌ها", kind=Kind.PARAPHRASE)
    judgement = replace(SAID, text="این طرح را نسنجیده", kind=Kind.PARAPHRASE, act=Act.LABELS)
    new = new_statements(Analysis("", "", (phrase, SAID, judgement), (), (), ()), CATALOGUE, None)
    assert [(one.position, one.text) for one in new] == [(0, SAID.text)]


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
