"""Answers as a group gets them: six lines until they are opened."""

from __future__ import annotations

import re

import pytest

from bot.render.answer import Head, answer_html
from bot.render.group import LINES, folded
from storage.records import Page
from tests.bot.samples import statement, view

QUOTED = "<blockquote>{}</blockquote>"
LONG = "واژه " * 60


def shown(html: str) -> int:
    """Lines of a phone until the fold is opened."""
    outside = re.sub(r"<blockquote expandable>.*?</blockquote>", "\n" * 2, html, flags=re.DOTALL)
    return sum(max(1, -(-len(re.sub("<[^>]+>", "", line)) // 40)) for line in outside.split("\n"))


@pytest.mark.parametrize("several", [1, 3, 8])
@pytest.mark.parametrize("foot", ["", "\n\n۱ تا ۳ از ۷.", f"\n\n{LONG}"])
@pytest.mark.parametrize("head", ["", "<b>سهراب کوهیار</b>\nهمهٔ زمان‌ها: ۷ نقل\n\n", f"<b>{LONG}</b>\n"])
def test_six_lines(several: int, foot: str, head: str) -> None:
    """However many quotations and however long the head and the foot: six lines, nothing lost, no fold in a fold."""
    block = f"<b>سهراب کوهیار</b>:\n{QUOTED.format(LONG.strip())}\n<a href='https://a.example'>خبرگزاری نمونه</a>"
    html = head + "\n\n".join([block] * several) + foot
    short = folded(html)
    assert shown(short) <= LINES
    assert short.count("<blockquote expandable>") == short.count("</blockquote>") == 1
    assert words(short) == words(html)


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]+>", " ", html).split()


def test_what_is_short_stays_as_it_is() -> None:
    """Only its quotations are folded."""
    assert folded("سلام") == "سلام"
    assert folded(f"الف:\n{QUOTED.format('ب')}\nج") == "الف:\n<blockquote expandable>ب</blockquote>\nج"


def test_an_answer_of_several_statements() -> None:
    """Its head stays above the fold; below it how far the archive reaches, where there is room."""
    said = [statement(number, LONG.strip(), article_id=number) for number in range(1, 4)]
    html = folded(answer_html(Head("سهراب کوهیار"), Page(tuple(said), 3, 3), 0, None, view()))
    assert html.startswith("<b>سهراب کوهیار</b>\nهمهٔ زمان‌ها")
    assert shown(html) <= LINES


def test_a_publisher_stands_below_the_fold_only_where_it_is_the_only_one() -> None:
    """The last quotation's publisher is not that of all."""
    block = f"<b>سهراب کوهیار</b>:\n{QUOTED.format(LONG.strip())}\nخبرگزاری نمونه"
    assert folded(f"{block}\n{LONG.strip()}\n\n{block}").endswith("</blockquote>")
    assert folded(f"{LONG.strip()}\n\n{block}").endswith("</blockquote>\nخبرگزاری نمونه")
