"""How the sample publishers show an article: an item of an RSS feed, and a page with all that sites put around a text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.sandbox.samples import SamplePublisher

if TYPE_CHECKING:
    from bot.sandbox.newsroom import Published

_TEHRAN = ZoneInfo("Asia/Tehran")


def feed_xml(publisher: SamplePublisher, items: Sequence[Published], url: str) -> bytes:
    """The publisher's feed, newest first, in UTF-8. The link stands amid white space, as some publishers have it."""
    entries = "".join(_item(publisher, published, url) for published in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>{escape(publisher.name)}</title>\n<link>{url}/{publisher.slug}/</link>\n"
        f"<description>{escape(publisher.typed('خبرهای نمونه؛ اشخاص آن ساختگی‌اند'))}</description>\n<language>fa</language>\n"
        f"{entries}</channel></rss>\n"
    ).encode()


def _item(publisher: SamplePublisher, published: Published, url: str) -> str:
    article = published.article
    address = f"{url}/{publisher.slug}/news/{article.slug}"
    lead = publisher.typed(article.body.split("\n\n", 1)[0])
    return (
        f"<item>\n<title>{escape(publisher.typed(article.title))}</title>\n<link>\n  {address}\n</link>\n"
        f'<guid isPermaLink="false">{publisher.slug}:{article.slug}</guid>\n'
        f"<pubDate>{format_datetime(_when(published.published_at))}</pubDate>\n"
        f"<description>{escape(lead)}</description>\n</item>\n"
    )


def page_html(publisher: SamplePublisher, published: Published) -> str:
    """The article's page."""
    article = published.article
    title = escape(publisher.typed(article.title))
    text = "\n".join(
        f"<p>{escape(publisher.typed(paragraph)).replace(chr(10), '<br>')}</p>" for paragraph in article.body.split("\n\n")
    )
    when = _when(published.published_at)
    changed = _when(published.changed_at)
    return f"""<!doctype html>
<html lang="fa" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - {escape(publisher.name)}</title>
<meta property="og:type" content="article">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{escape(publisher.name)}">
<meta property="article:published_time" content="{when.isoformat(timespec="seconds")}">
<meta property="article:modified_time" content="{changed.isoformat(timespec="seconds")}">
<style>{_STYLE}</style>
</head>
<body>
<header><a href="../">{escape(publisher.name)}</a>
<nav><ul><li>سیاست</li><li>اقتصاد</li><li>جامعه</li><li>جهان</li></ul></nav></header>
<main><article>
<h1>{title}</h1>
<time datetime="{when.isoformat(timespec="seconds")}">{when:%H:%M}</time>
<div class="article-body">
{text}
</div>
</article></main>
<footer><p>{escape(publisher.name)} رسانه‌ای ساختگی و بخشی از نمونهٔ محلی نقل است.</p></footer>
</body>
</html>
"""


_STYLE = (
    "body{max-width:42rem;margin:auto;padding:1rem;font-family:Vazirmatn,Tahoma,'Noto Sans Arabic',sans-serif;line-height:2}"
    "nav ul{display:flex;gap:1rem;list-style:none;padding:0}footer{color:#667;font-size:.85rem}"
    "@media(prefers-color-scheme:dark){body{background:#17212b;color:#eee}a{color:#6ab3f3}}"
)


def _when(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, _TEHRAN)
