"""Situations beside alerts: messages of the quiet hours, posts of channels, corrections, a story's page, answers."""

from __future__ import annotations

from bot.render.answer import Head, answer_html, nothing_html
from bot.render.correction import correction_html
from bot.render.keyboards import held_keyboard, story_keyboard
from bot.render.rendered import Rendered, rendered
from bot.render.story import held_html, story_html
from bot.render.story_page import statement_html, story_page_html, story_page_keyboard
from bot.render.writing import number
from storage.records import Page, Story
from tests.bot.samples import SAID
from tests.bot.situations import AGENCY, DAILY, SITE, SITUATIONS, WORD, of, said, situation, view

__all__ = ["SITUATIONS"]


@situation
def held_through_the_night() -> Rendered:
    told = [of(said(n, text, name)) for n, (name, text) in enumerate(_HELD, 1)]
    return rendered(held_html(told, view()), held_keyboard(told, "persian"))


@situation
def more_held_than_has_room() -> Rendered:
    told = [of(said(n, f"{text}، نوبت {number(n)}، {WORD * 2}", name)) for n, (name, text) in enumerate(_HELD * 5, 1)]
    return rendered(held_html(told, view()), held_keyboard(told, "persian"))


_HELD = (
    ("سهراب کوهیار", "صف کامیون‌ها کوتاه‌تر شده است"),
    ("لاله سپیدار", "طرح اجاره فردا به صحن می‌رود"),
    ("بهمن رودکی‌فر", "هیچ بیمار دیالیزی بی‌دارو نمانده است"),
)


@situation
def a_channels_post() -> Rendered:
    told = of(said(1, "صف کامیون‌ها کوتاه‌تر شده است"), countries=("TR",))
    keys = story_keyboard(told, "persian", callbacks=False, link="https://t.me/nemune_bot?start=s1")
    return rendered(story_html(told, view()).html, keys)


def _correction(change: str, **fields: str) -> Rendered:
    html = correction_html({"change": change, "text": "صف کامیون‌ها کوتاه‌تر شده است", **fields})
    assert html is not None
    return rendered(html, None)


@situation
def corrected_speaker() -> Rendered:
    return _correction("speaker", before="سهراب کوهیار", after="لاله سپیدار")


@situation
def corrected_contrary() -> Rendered:
    return _correction("contrary", before="سهراب کوهیار")


@situation
def corrected_withdrawn() -> Rendered:
    return _correction("withdrawn", before="سهراب کوهیار")


@situation
def the_article_vanished() -> Rendered:
    return _correction("vanished", before=AGENCY)


@situation
def an_article_of_a_briefing_vanished() -> Rendered:
    return _correction("vanished", before=AGENCY, who="سهراب کوهیار")


def _story() -> Story:
    return of(
        said(1, "از هفتهٔ آینده شبانه‌روزی کار می‌کنیم", outlet=DAILY),
        said(2, "از هفتهٔ آینده شبانه‌روزی کار می‌کنیم و ۴۰ کارمند تازه می‌گیریم"),
        said(3, "شبانه‌روزی کار می‌کنیم، از هفتهٔ آینده", outlet=SITE),
        said(4, "توقف کامیون‌ها به دلیل بدهی", "لاله سپیدار", act="denies", negated=True, article_id=2),
        said(5, "توقف کامیون‌ها به دلیل بدهی است", "بهمن رودکی‌فر", article_id=1, outlet=DAILY),
        said(6, "باسکول پایانه تعمیر شد", article_id=2),
    )


@situation
def the_page_of_a_story() -> Rendered:
    return rendered(story_page_html(_story(), 0, view()), story_page_keyboard(_story(), 0, view()))


@situation
def one_statement_in_full() -> Rendered:
    return rendered(statement_html(said(1, WORD * 4, occasion="در نشست خبری"), view()), None)


@situation
def an_answer() -> Rendered:
    page = Page((said(1, "آب کم است"), said(2, "باران می‌آید", article_id=1), said(3, "سد پر است", outlet=DAILY)), 5, 3)
    return rendered(answer_html(Head("سهراب کوهیار دربارهٔ آب", one_speaker=True), page, 0, SAID, view()), None)


@situation
def an_answer_that_three_outlets_tell() -> Rendered:
    page = Page(tuple(said(n, "آب سد به نیمه رسیده است", outlet=name) for n, name in enumerate((AGENCY, DAILY, SITE), 1)), 3, 1)
    return rendered(answer_html(Head("آب"), page, 0, SAID, view()), None)


@situation
def a_page_on_which_two_outlets_tell_the_same() -> Rendered:
    told = [said(n, "آب سد به نیمه رسیده است", outlet=name) for n, name in enumerate((AGENCY, DAILY), 1)]
    page = Page((*told, said(3, "باران تازه‌ای در راه نیست")), 7, 4)
    return rendered(answer_html(Head("آب"), page, 0, SAID, view()), None)


@situation
def nothing_found() -> Rendered:
    return rendered(nothing_html(Head("سهراب کوهیار دربارهٔ یمن"), (("سهراب کوهیار", 3),), SAID, view()), None)
