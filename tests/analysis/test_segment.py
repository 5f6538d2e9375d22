"""Paragraphs, sentences and tokens."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.analysis.segment import paragraphs, sentences, tokens

ANY = st.text(alphabet='ابو هق۱2.،:؟!…»«()"\n\r\u200c\u0654Aa/@-', max_size=80) | st.text(max_size=40)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("او آمد. او رفت.", ["او آمد.", "او رفت."]),
        ("کار تمام شد.برای همین رفت", ["کار تمام شد.", "برای همین رفت"]),
        ("آیا آمد؟ نه! بله", ["آیا آمد؟", "نه!", "بله"]),
        ("سال ۱۳۰۰ ه.ق. بود. بعد", ["سال ۱۳۰۰ ه.ق. بود.", "بعد"]),
        ("بهای آن 2.5 درصد است. ساعت 12.30 رفت", ["بهای آن 2.5 درصد است.", "ساعت 12.30 رفت"]),
        ("م. نمونه گفت: «بله.» رفت.", ["م. نمونه گفت: «بله.»", "رفت."]),
        ("گفت: «نه».سپس رفت", ["گفت: «نه».", "سپس رفت"]),
        ("خب... بعد گفت… که می‌رود.", ["خب... بعد گفت… که می‌رود."]),
        ("سایت www.example.org را ببینید. بعد", ["سایت www.example.org را ببینید.", "بعد"]),
        ("سطر اول\nسطر دوم", ["سطر اول", "سطر دوم"]),
        ("", []),
        (" \n\u200c\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Full stops end sentences, glued ones too; decimals, initials, abbreviations, addresses and ellipses do not."""
    assert split(text) == expected


def test_paragraphs_are_the_lines_that_say_something() -> None:
    """Blank lines are none, and white space at the edges is left out."""
    text = "  یک \n\n\t\r\nدو\u2028سه"
    assert [text[start:end] for start, end in paragraphs(text)] == ["یک", "دو", "سه"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می‌رود، بله", ["می‌رود", "،", "بله"]),
        ("سال ۱۳۰۰ ه.ق. و ق.م", ["سال", "۱۳۰۰", "ه.ق.", "و", "ق.م"]),
        ("1403/02/12 ساعت 12:30 و 2.5", ["1403/02/12", "ساعت", "12:30", "و", "2.5"]),
        ("http://a.example/b?c=1، a.b@c.example", ["http://a.example/b?c=1", "،", "a.b@c.example"]),
        ("ذرات PM2.5 و COVID-19", ["ذرات", "PM2.5", "و", "COVID-19"]),
        ("«نامهٔ» او...", ["«", "نامهٔ", "»", "او", "..."]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    """Words with half-spaces, numbers, addresses, abbreviations and Latin terms are one token each."""
    assert [token.text for token in tokens(text)] == expected


@given(ANY)
def test_spans_are_in_order_and_say_what_they_span(text: str) -> None:
    """Every span is inside the text, after the one before; together the sentences have all that is not white space."""
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
    for spans in (sentences(text), paragraphs(text), [(token.start, token.end) for token in tokens(text)]):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(kept.replace("\u200c", "").split()) == "".join(text.replace("\u200c", "").split())
