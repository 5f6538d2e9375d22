"""A statement that several outlets tell is one statement; what differs in speaker, day, denial or number is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.render.answer import statements_html
from bot.render.keyboards import story_keyboard
from bot.render.story import story_html
from bot.render.story_page import story_page_html
from bot.render.tellings import once, telling_of, tellings
from jobs.analysis.analyser import Analyser
from jobs.analysis.model import ArticleText
from jobs.decide import new_statements
from storage.records import Statement
from tests.bot.samples import SAID, statement, story, view
from tests.jobs.newswire import wire

FULL = "گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند و ۴۰ کارمند تازه می‌گیرد"
CUT = "گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند"
OTHER = "از هفتهٔ آینده گمرک بازرگان به صورت شبانه‌روزی کار می‌کند"


def of(number: int, text: str, outlet: str = "خبرگزاری نمونه", **fields: Any) -> Statement:
    values = {"article_id": number, "source_name": outlet, "url": f"https://example.org/n/{number}", **fields}
    return statement(number, text, values.pop("name", "سهراب کوهیار"), **values)


def test_the_fullest_wording_is_shown_and_the_others_are_kept() -> None:
    """With the fullest name, office and occasion that anybody gives, and each publisher once."""
    told = tellings(
        [
            of(1, CUT, "روزنامهٔ نمونه", name="کوهیار", speaker_role=None, occasion="در نشست خبری"),
            of(2, FULL, "خبرگزاری نمونه"),
            of(3, OTHER, "پایگاه نمونه"),
        ]
    )
    assert len(told) == 1
    shown = told[0].shown
    assert (shown.id, shown.text, shown.speaker_name, shown.occasion) == (2, FULL, "سهراب کوهیار", "در نشست خبری")
    assert [one.id for one in told[0].others] == [1, 3]
    assert [name for name, _ in told[0].outlets] == ["خبرگزاری نمونه", "روزنامهٔ نمونه", "پایگاه نمونه"]
    assert [one.id for one in told[0].worded_otherwise] == [3]
    assert telling_of(3, told) is told[0]
    assert telling_of(9, told) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "پریسا کوه‌زاد"},
        {"said_at": SAID + timedelta(hours=22)},
        {"said_at": SAID + timedelta(hours=8)},  # the next day already
        {"act": "denies", "negated": True},
        {"coerced": True},
        {"speaker_kind": "anonymous", "name": "نامشخص"},
        {"name": None, "speaker_role": "سخنگوی گمرک"},
    ],
)
def test_what_is_never_one(fields: dict[str, Any]) -> None:
    """Another speaker, another day's speech, a denial, what is said in custody, an anonymous source."""
    assert len(tellings([of(1, FULL), of(2, FULL, **fields)])) == 2


def test_a_helping_verb_more_is_no_other_statement() -> None:
    """«فرستاده شده‌اند» says nothing that «فرستاده‌ایم» does not."""
    full = "برای این کار ۴۰ کارمند تازه به پایانه فرستاده‌ایم و سامانهٔ نوبت‌دهی به هم وصل شده است"
    assert len(tellings([of(1, full), of(2, "۴۰ کارمند تازه به پایانه فرستاده شده‌اند")])) == 1


def test_a_speaker_keeps_the_role_that_the_story_gives() -> None:
    """Said once in the article, it stands at each of their statements; not in another story."""
    first, second = of(1, FULL), of(2, "آب سد به نیمه رسیده است", speaker_role=None)
    elsewhere = of(3, "باران تازه‌ای در راه نیست", speaker_role=None, story_id=99)
    assert [one.shown.speaker_role for one in tellings([first, second, elsewhere])] == ["معاون گمرک", "معاون گمرک", None]


def test_other_numbers_are_another_statement() -> None:
    """Even in the same words."""
    assert len(tellings([of(1, FULL), of(2, FULL.replace("۴۰", "۶۰"))])) == 2


def test_another_place_is_another_statement() -> None:
    """However long the words around it are the same."""
    there = FULL.replace("بازرگان", "میرجاوه")
    assert len(tellings([of(1, FULL), of(2, there)])) == 2


def test_over_midnight_it_is_still_the_same_speech() -> None:
    """Told at eleven in the evening by one outlet and at one by another."""
    evening = SAID + timedelta(hours=3)
    assert len(tellings([of(1, FULL, said_at=evening), of(2, CUT, said_at=evening + timedelta(hours=2))])) == 1


def test_what_an_article_says_twice_is_said_once() -> None:
    """The lead and the body; hidden statements are left out."""
    assert [one.text for one in once([of(1, CUT), of(2, FULL), replace(of(3, FULL), hidden=True)])] == [FULL]


def test_a_digest_says_it_once() -> None:
    """In the message, in its button's number, on the story's page with the publishers and the other wording, in an answer."""
    told = story(
        of(1, CUT, "روزنامهٔ نمونه"),
        of(2, FULL),
        of(3, OTHER, "پایگاه نمونه"),
        sources=(("روزنامهٔ نمونه", "https://a.example"), ("خبرگزاری نمونه", "https://b.example")),
    )
    html = story_html(told, view())
    assert (html.shown, html.total) == (1, 1)
    assert html.html.count("گمرک بازرگان") == 1
    keys = story_keyboard(told, "persian")
    assert keys is not None
    assert "صفحهٔ خبر" in [key.text for key in keys.inline_keyboard[0]]
    page = story_page_html(told, 0, view())
    assert page.count(f"<blockquote>{FULL}</blockquote>") == 1
    assert "و ۲ منبع دیگر" in page
    assert f"<blockquote expandable><b>به روایت پایگاه نمونه:</b> {OTHER}</blockquote>" in page
    assert statements_html("<b>نمونه</b>", told.statements, view()).count("<blockquote>") == 1


def test_nothing_is_merged_across_speakers_or_days(analyser: Analyser) -> None:
    """All statements of a whole composed wire at once, look-alikes among them, as though they were one story."""
    pieces = wire(12)
    speakers: dict[int, str] = {}
    said: list[Statement] = []
    for number, piece in enumerate(pieces):
        found = _said(analyser, piece.title, piece.body, piece.at, number)
        own = [one for one in found if one.speaker_name and piece.speaker.endswith(one.speaker_name)]
        speakers |= {one.id: piece.speaker for one in own}
        said += own
    told = tellings(said)
    assert len(told) < 0.7 * len(said)
    for telling in told:
        assert len({speakers[one.id] for one in telling.all}) == 1
        assert max(one.said_at for one in telling.all) - min(one.said_at for one in telling.all) <= timedelta(hours=24)


def _said(analyser: Analyser, title: str, body: str, at: datetime, article: int) -> Iterator[Statement]:
    found = analyser.analyse(ArticleText(title, body, at.date()))
    for new in new_statements(found, analyser.catalogue, None):
        yield replace(
            of(article * 100 + new.position, new.text, f"نمونه {article}", name=new.speaker_name, said_at=at, act=new.act),
            speaker_role=new.speaker_role,
            speaker_kind=new.speaker_kind,
            person=new.person,
            negated=new.negated,
        )


def test_a_phrase_without_a_verb_is_not_shown_beside_what_says_something() -> None:
    """«با ابراز خرسندی از روند همکاری‌ها گفت» leaves «کوهیار: روند همکاری‌ها»; a verb of ours or the article's own saves it."""
    bare = of(2, "روند همکاری‌ها", kind="paraphrase")
    kept = [
        of(1, FULL),
        of(3, "گسترش روابط", kind="paraphrase", act="demands"),
        of(4, "ادعای تعطیلی", kind="paraphrase", act="says", negated=True),
        of(5, "بار در مرز نمی‌ماند", kind="paraphrase"),
    ]
    assert [one.id for one in once([*kept, bare])] == [1, 3, 4, 5]
    shown = story_html(story(*kept, bare), view())
    assert "روند همکاری‌ها" not in shown.html
    assert shown.total == len(kept)
    assert [one.id for one in once([bare])] == [2]  # asked for alone, it stands
