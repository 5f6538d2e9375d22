"""Where the article is on a page of an unknown house: what is around it is left out, and nothing of it."""

from __future__ import annotations

import pytest

from jobs.extract import extract_page

SENTENCES = [f"این جملهٔ نمونهٔ شمارهٔ {n} است و تنها برای آزمودن نوشته شده است تا متن بلند باشد." for n in range(8)]
MENU = "<ul>" + "<li><a href='/1'>پیوند نمونه به خبری دیگر از همین پایگاه</a></li>" * 40 + "</ul>"
CARDS = "<div class='card'><h3><a href='/2'>عنوان نمونهٔ دیگر</a></h3><p>خلاصهٔ کوتاه نمونه</p></div>" * 40


def text_of(article: str) -> str:
    """What is found of a page with this article between a menu and cards of other news."""
    page = f"<html><body><div>{MENU}</div><div class='page'>{article}<div class='more'>{CARDS}</div></div></body></html>"
    return extract_page(page.encode(), "https://news.example/1").text


@pytest.mark.parametrize(
    "around", ["<div>{}</div>", "<article>{}</article>", "<main><div>{}</div></main>", "<div itemprop='articleBody'>{}</div>"]
)
def test_the_article_and_nothing_around_it(around: str) -> None:
    """Whether or not the page names its article."""
    text = text_of(around.format("".join(f"<p>{sentence}</p>" for sentence in SENTENCES)))
    assert text.split("\n") == SENTENCES


def test_an_article_in_two_parts_is_found_whole() -> None:
    """Two blocks side by side: the smallest element around both."""
    half = [f"<div>{''.join(f'<p>{sentence}</p>' for sentence in part)}</div>" for part in (SENTENCES[:4], SENTENCES[4:])]
    assert text_of(f"<div>{half[0]}{half[1]}</div>").split("\n") == SENTENCES


def test_lines_without_paragraphs_are_not_lost_beside_one() -> None:
    """A lead in <p>, the rest in a block with line breaks: both are the article."""
    lead = f"<div><p>{' '.join(SENTENCES[:4])}</p></div>"
    text = text_of(f"<div>{lead}<div>{'<br>'.join(SENTENCES[4:])}</div></div>")
    assert all(sentence in text for sentence in SENTENCES)


def test_an_element_that_calls_itself_the_article_and_is_not() -> None:
    """The one <article> of the page is another news's card: most of the paragraphs stand elsewhere, and those count."""
    card = f"<article><h3><a href='/3'>خبر نمونهٔ دیگر</a></h3><p>{SENTENCES[0].replace('0', '99')}</p></article>"
    text = text_of(f"<div>{''.join(f'<p>{sentence}</p>' for sentence in SENTENCES)}</div>{card}")
    assert all(sentence in text for sentence in SENTENCES)


def test_a_short_article_without_its_title_and_hour() -> None:
    """An article of one paragraph, where title and hour come in one line with the text."""
    said = "سهراب کوهیار، معاون گمرک نمونه، گفت: «گمرک از ماه آینده شبانه‌روزی کار می‌کند.» او افزود مرز باز می‌ماند."
    body = f"<main><article><h1>گمرک شبانه‌روزی می‌شود</h1><time>21:17</time><div><p>{said}</p></div></article></main>"
    page = f"<html><head><title>گمرک شبانه‌روزی می‌شود</title></head><body>{body}</body></html>"
    assert extract_page(page.encode(), "https://news.example/1").text == said
