"""What is taken for debris, and what is not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.analysis.debris import find_debris

SENTENCE = "وزیر نمونه گفت: «این متن فقط برای آزمایش است»."


def found(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*debris.span)], debris.reason) for debris in find_debris(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"به گزارش ایسنا، {SENTENCE}", [("به گزارش ایسنا، ", "byline")]),
        (f"به گزارش خبرنگار سياسي ايرنا، {SENTENCE}", [("به گزارش خبرنگار سياسي ايرنا، ", "byline")]),
        (f"مشهد- ایرنا- {SENTENCE}", [("مشهد- ایرنا- ", "byline")]),
        (f"{SENTENCE}\nانتهای پیام", [("انتهای پیام", "ending")]),
        (f"{SENTENCE}\nپایان پیام/ 167", [("پایان پیام/ 167", "ending")]),
        (f"{SENTENCE} پایان پیام/", [("پایان پیام/", "ending")]),
        (f"{SENTENCE}\nانتهای پیام/م\nتیتر دیگر", [("انتهای پیام/م", "ending"), ("تیتر دیگر", "after-ending")]),
        (f"{SENTENCE}\nکد خبر 6012800\nنمونه نمونه‌ای", [("کد خبر 6012800", "code"), ("نمونه نمونه‌ای", "reporter")]),
        (f"{SENTENCE}\n156 / 156", [("156 / 156", "code")]),
        (f"{SENTENCE}\nایمیل\nنسخه چاپی\nنظر", [("ایمیل", "page"), ("نسخه چاپی", "page"), ("نظر", "page")]),
        (f"{SENTENCE}\nمنبع: ایرنا", [("منبع: ایرنا", "source")]),
        (f"Play\n% buffered\n00:45\n{SENTENCE}", [("Play", "player"), ("% buffered", "player"), ("00:45", "player")]),
        (f"بیشتر بخوانید:\nیک تیتر +عکس\n{SENTENCE}", [("بیشتر بخوانید:", "related"), ("یک تیتر +عکس", "related")]),
        (
            "کار تمام شد.برای ورود به کانال تلگرام ما کلیک کنید.",
            [("برای ورود به کانال تلگرام ما کلیک کنید.", "advertisement")],
        ),
        ("مبارزه با قاچاق Contraband انسان", [(" Contraband", "gloss")]),
        ("قاچاق\u00a0مواد مخدر\u00a0Drugs\u00a0و امنیت", [("\u00a0Drugs", "gloss")]),
        (f"{SENTENCE}_x000D_\n_x000D_\nبعد", [("_x000D_\n_x000D_", "encoding")]),
    ],
)
def test_debris_is_found_with_its_reason(text: str, expected: list[tuple[str, str]]) -> None:
    """Bylines, endings, codes, page furniture, related links, advertisements and glosses, and nothing beside them."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        SENTENCE,
        "به گزارش رویترز، دولت نمونه این خبر را رد کرد.",
        "به گزارش ایسنا به نقل از روزنامه‌ای در نمونه‌شهر، او رفت.",
        "سردار نمونه در پایان پیام خود تأکید کرده بود: این آزمایش است.",
        "غلظت PM2.5 در هوا بالا رفت و FATF بیانیه داد.",
        "شرکت Example نسخهٔ تازهٔ Windows را آورد.",
        "او در کانال تلگرامی خود نوشت: این آزمایش است.",
        "واژهٔ «Drugs» در متن آمده است.",
        "پلیس Example شهر نمونه",
        "کد خبرنگاران روشن است و نظر او مهم است.",
        "میزان: بالاتر از دیروز است.",
    ],
)
def test_the_article_itself_is_left_alone(text: str) -> None:
    """A foreign agency is a source, a Latin name carries meaning, and words like «پیام» and «نظر» have other uses."""
    assert found(text) == []


@given(st.text(alphabet="انتهایپم خبر\n:/.x0D_۱2«»Plاگزشس،", max_size=120) | st.text(max_size=60))
def test_spans_are_ordered_and_inside(text: str) -> None:
    """Whatever the text, spans are not empty, do not overlap and lie inside it."""
    spans = [debris.span for debris in find_debris(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
