"""Writes tests/golden/pages: one page for each oddity and beside it the article in it. `python -m tests.golden.make_pages`.

What is expected is written down here, not taken from the extractor. All texts are samples («نمونه») about invented people.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent / "pages"
TITLE = "پریسا کوه‌زاد: همکاری‌های بین‌المللی می‌توانند دو برابر شوند (نمونه)"
TEXT = [
    "پریسا کوه‌زاد، معاون سازمان آب، در نشست خبری روز سه‌شنبه گفت: «از حقابهٔ امسال چهل درصد رسیده و مذاکره ادامه دارد.»",
    "وی با اشاره به دیدار هیأت‌های کارشناسی افزود: «همکاری‌های بین‌المللی ما می‌توانند تا پایان سال دو برابر شوند.»",
    "سهراب کوهیار، رییس ستاد بازسازی، نیز خواستار توجه بیشتر به زمینه‌های مشترک شد و گفت کارها به‌طور منظم پیش می‌رود.",
    "این نشست با حضور خبرنگاران برگزار شد و به گفتهٔ برگزارکنندگان هفتهٔ آینده نیز ادامه خواهد یافت.",
]
AT = "2026-03-31T08:30:00+00:00"
NAV = '<nav><ul><li><a href="/">خانه</a></li><li><a href="/politics">سیاسی</a></li><li><a href="/sport">ورزشی</a></li></ul></nav>'
FOOT = "<footer><p>تمام حقوق مادی و معنوی این پایگاه محفوظ است و نقل مطلب با ذکر منبع آزاد است.</p></footer>"
_WRITTEN: list[str] = []


def write(
    name: str,
    page: str | bytes,
    text: Sequence[str] = TEXT,
    *,
    title: str = TITLE,
    at: str | None = AT,
    agency: str | None = None,
    encoding: str = "utf-8",
    content_type: str = "text/html",
    **hint: str,
) -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.html").write_bytes(page if isinstance(page, bytes) else page.encode(encoding))
    expected = {
        "file": f"{name}.html",
        "content_type": content_type,
        "hint": hint,
        "title": title,
        "published_at": at,
        "agency": agency,
        "text": list(text),
    }
    (FOLDER / f"{name}.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _WRITTEN.append(name)


def paragraphs(text: Sequence[str] = TEXT) -> str:
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in text)


def page(
    body: str, *, head: str = "", title: str = TITLE, heading: str = f"<h1>{TITLE}</h1>", charset: str = '<meta charset="utf-8">'
) -> str:
    date = "" if "no-date" in head else '<meta property="article:published_time" content="2026-03-31T12:00:00+03:30">'
    head = head.replace("no-date", "")
    return (
        f'<!DOCTYPE html>\n<html lang="fa" dir="rtl">\n'
        f"<head>{charset}<title>{title} | خبرگزاری نمونه</title>{date}{head}</head>\n"
        f"<body>\n{NAV}\n<main>\n{heading}\n{body}\n</main>\n{FOOT}\n</body>\n</html>\n"
    )


def article(inside: str) -> str:
    return f"<article>\n{inside}\n</article>"


def structures() -> None:
    write("article-element", page(article(paragraphs())))
    write(
        "item-text",
        page(f'<div class="item-body"><div itemprop="articleBody" class="item-text">{paragraphs()}</div></div>'),
        body="//*[@itemprop='articleBody']",
    )
    write(
        "class-body", page(f'<div class="news_content"><div class="body">{paragraphs()}</div></div>'), body="//div[@class='body']"
    )
    broken = "<br>\n<br>\n".join(TEXT)
    write("line-breaks-for-paragraphs", page(f'<div class="body">{broken}</div>'), body="//div[@class='body']")
    divs = "".join(f"<div>{paragraph}</div>" for paragraph in TEXT)
    write("divs-for-paragraphs", page(f'<div class="body">{divs}</div>'), body="//div[@class='body']")
    table = f"<table><tr><td>{NAV}</td><td><table><tr><td>{paragraphs()}</td></tr></table></td></tr></table>"
    write("layout-in-tables", page(table))
    write("tags-not-closed", page(article("".join(f"<p>{paragraph}" for paragraph in TEXT))))
    write("xhtml-with-declaration", '<?xml version="1.0" encoding="utf-8"?>\n' + page(article(paragraphs())))
    quoted = f"<p>{TEXT[0]}</p><blockquote><p>{TEXT[1]}</p></blockquote><p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    write("block-quotation", page(article(quoted)))
    write("short-article", page(article(paragraphs(TEXT[:1]))), TEXT[:1])
    amp = (
        page(article(paragraphs()))
        .replace("<html ", "<html amp ")
        .replace("<h1>", '<amp-img src="x.png" width="1" height="1"></amp-img><h1>')
    )
    write("amp-page", amp)
    inline = TEXT[0].replace("معاون سازمان آب", "<strong>معاون</strong> <a href='/tag/7'>سازمان آب</a>")
    write("links-and-bold-inside", page(article(paragraphs([inline, *TEXT[1:]]))))
    write("no-article", page("<p>ورود</p>", heading=""), [""], title=TITLE)


def half_spaces() -> None:
    for name, reference in (
        ("zwnj-named", "&zwnj;"),
        ("zwnj-decimal", "&#8204;"),
        ("zwnj-hexadecimal", "&#x200C;"),
        ("zwnj-escaped-twice", "&amp;zwnj;"),
    ):
        write(name, page(article(paragraphs()).replace("\u200c", reference)))
    write("invisible-marks", page(article(paragraphs()).replace(" وی", "\u200e وی").replace("<p>وی", "<p>\u200f\ufeffوی")))


def charsets() -> None:
    arabic = str.maketrans({"ی": "ي", "ک": "ك", "ٔ": None, "‌": "\u200c"})
    text, title = [paragraph.translate(arabic) for paragraph in TEXT], TITLE.translate(arabic)
    old = page(
        article(paragraphs()), charset='<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
    ).translate(arabic)
    write("windows-1256", old, text, title=title, encoding="cp1256")
    wrong = page(article(paragraphs())).translate(arabic)
    write("windows-1256-called-utf-8", wrong, text, title=title, encoding="cp1256", content_type="text/html; charset=utf-8")
    write("utf-8-called-windows-1256", page(article(paragraphs())), content_type="text/html; charset=windows-1256")
    write("no-charset-at-all", page(article(paragraphs()), charset=""))


def dates() -> None:
    linked = json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-03-31T12:00:00+03:30"}],
        },
        ensure_ascii=False,
    )
    write("date-in-json-ld", page(article(paragraphs()), head=f'no-date<script type="application/ld+json">{linked}</script>'))
    printed = "<div class='news_pdate'>تاریخ انتشار: ۱۱ فروردين ۱۴۰۵ - ۱۲:۰۰</div>"
    write("jalali-date-printed", page(printed + article(paragraphs()), head="no-date"))
    digits = "<span class='item-date'>۱۴۰۵/۰۱/۱۱ - ۱۲:۰۰</span>"
    write("jalali-date-in-digits", page(digits + article(paragraphs()), head="no-date"))
    write("time-element", page('<time datetime="2026-03-31T08:30:00Z">دیروز</time>' + article(paragraphs()), head="no-date"))
    write("no-date", page(article(paragraphs()), head="no-date"), at=None)
    hinted = "<b id='when'>سه‌شنبه ۱۱ فروردین ۱۴۰۵ ساعت ۱۲:۰۰</b>"
    write("date-where-the-hint-says", page(hinted + article(paragraphs()), head="no-date"), date="//*[@id='when']")


def surroundings() -> None:
    comment = "این یک دیدگاه نمونه از یک خوانندهٔ این پایگاه است و جزو خبر نیست."
    noise = f'<section class="comments"><h2>نظرات</h2><p>{comment}</p></section>'
    write("comments-below", page(article(paragraphs()) + noise))
    related = "".join(f'<li><a href="/news/{n}">خبر دیگر نمونه که خواندنش پیشنهاد می‌شود شمارهٔ {n}</a></li>' for n in range(5))
    write(
        "related-links", page(article(paragraphs()) + f'<aside class="related"><h3>بیشتر بخوانید</h3><ul>{related}</ul></aside>')
    )
    scripts = f"<p>{TEXT[0]}</p><script>var x = '<p>متن ساختگی</p>';</script><style>p {{ color: red }}</style><p>{TEXT[1]}</p>"
    write("scripts-inside", page(article(scripts + paragraphs(TEXT[2:]))))
    advert = (
        f'<p>{TEXT[0]}</p><div class="ad-box"><a href="/buy">خرید ویژهٔ نمونه با تخفیف باورنکردنی</a></div>{paragraphs(TEXT[1:])}'
    )
    write(
        "advertisement-inside",
        page(f'<div class="body">{advert}</div>'),
        body="//div[@class='body']",
        drop="//*[@class='ad-box']",
    )
    write("title-repeated", page(article(f"<p>{TITLE}</p>{paragraphs()}")))
    write("no-heading", page(article(paragraphs()), heading=""))
    write(
        "two-headings",
        page(
            article(paragraphs()),
            head=f'<meta property="og:title" content="{TITLE}">',
            heading=f"<h1>خبرگزاری نمونه</h1><h1>{TITLE}</h1>",
        ),
    )
    credited = f"به گزارش خبرگزاری نمونه، {TEXT[0]}"
    write("agency-credited", page(article(paragraphs([credited, *TEXT[1:]]))), [credited, *TEXT[1:]], agency="خبرگزاری نمونه")
    write("hidden-comments-in-html", page(article(f"<!-- <p>{TEXT[0]}</p> -->{paragraphs()}")))
    write("nested-deeply", page("<div>" * 100 + article(paragraphs()) + "</div>" * 100))


if __name__ == "__main__":
    for make in (structures, half_spaces, charsets, dates, surroundings):
        make()
    print(len(_WRITTEN), "pages")
