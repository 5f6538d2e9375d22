"""Writes tests/golden/feeds: a feed for each oddity and what must be read from it. `python -m tests.golden.make_feeds`.

What is expected is written down here, not taken from the parser. All texts are samples («نمونه») about invented people.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parent / "feeds"
HOST = "https://news.example"
ZWNJ = "\u200c"


@dataclass(frozen=True)
class Item:
    title: str
    url: str
    published_at: str | None
    summary: str = ""
    content: str = ""


ONE = Item("پریسا کوه‌زاد: همکاری‌های تازه آغاز می‌شود (نمونه)", f"{HOST}/news/101", "2026-03-31T08:30:00+00:00", "خلاصهٔ نمونهٔ یکم")
TWO = Item("سهراب کوهیار توقف کامیون‌ها را تکذیب کرد (نمونه)", f"{HOST}/news/102", "2026-03-31T06:15:00+00:00", "خلاصهٔ نمونهٔ دوم")
DATES = {ONE.url: "Tue, 31 Mar 2026 12:00:00 +0330", TWO.url: "Tue, 31 Mar 2026 09:45:00 +0330"}
TITLE = "خبرگزاری نمونه"
_WRITTEN: list[str] = []


def write(
    name: str,
    data: str | bytes,
    *items: Item,
    encoding: str = "utf-8",
    suffix: str = "xml",
    content_type: str = "",
    title: str = TITLE,
) -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.{suffix}").write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    expected = {
        "file": f"{name}.{suffix}",
        "content_type": content_type,
        "title": title,
        "items": [asdict(item) for item in items],
    }
    (FOLDER / f"{name}.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _WRITTEN.append(name)


def entry(
    item: Item,
    *,
    guid: str | None = "",
    date: str | None = None,
    link: str | None = None,
    extra: str = "",
    title: str | None = None,
) -> str:
    lines = [f"<title>{escape(item.title) if title is None else title}</title>"]
    if link != "":
        lines.append(f"<link>{escape(link or item.url)}</link>")
    if item.summary:
        lines.append(f"<description>{escape(item.summary)}</description>")
    if guid is not None:
        lines.append(f'<guid isPermaLink="false">{guid or item.url[-3:]}</guid>')
    if date != "":
        lines.append(f"<pubDate>{date or DATES[item.url]}</pubDate>")
    return "    <item>\n      " + "\n      ".join([*lines, *([extra] if extra else [])]) + "\n    </item>\n"


def rss(
    *entries: str,
    head: str = '<?xml version="1.0" encoding="utf-8"?>\n',
    version: str = "2.0",
    attributes: str = "",
    channel: str = "",
) -> str:
    about = f"    <title>{TITLE}</title>\n    <link>{HOST}/</link>\n    <description>نمونه</description>\n{channel}"
    return f'{head}<rss version="{version}"{attributes}>\n  <channel>\n{about}{"".join(entries)}  </channel>\n</rss>\n'


def versions() -> None:
    write("rss-2.0", rss(entry(ONE), entry(TWO)), ONE, TWO)
    write("rss-0.91", rss(entry(ONE, guid=None), entry(TWO, guid=None), version="0.91"), ONE, TWO)
    write("rss-0.92-no-dates", rss(entry(ONE, date=""), version="0.92"), replace(ONE, published_at=None))
    bare = [f"<item><title>{i.title}</title><link>{i.url}</link></item>\n" for i in (ONE, TWO)]
    write(
        "rss-0.90",
        '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">\n'
        f"<channel><title>{TITLE}</title><link>{HOST}/</link></channel>\n{''.join(bare)}</rdf:RDF>\n",
        *(replace(i, published_at=None, summary="") for i in (ONE, TWO)),
    )
    body = "".join(
        f'<item rdf:about="{i.url}"><title>{i.title}</title><link>{i.url}</link><description>{i.summary}</description>'
        f"<dc:date>{d}</dc:date></item>\n"
        for i, d in ((ONE, "2026-03-31T12:00:00+03:30"), (TWO, "2026-03-31T09:45+03:30"))
    )
    write(
        "rdf-1.0",
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{HOST}/"><title>{TITLE}</title><link>{HOST}/</link></channel>\n{body}</rdf:RDF>\n',
        ONE,
        TWO,
    )
    atom = "".join(
        f'<entry><id>tag:news.example,2026:{i.url[-3:]}</id><title>{i.title}</title><link rel="alternate" href="{i.url}"/>'
        f"<updated>2026-04-01T00:00:00Z</updated><published>{i.published_at}</published><summary>{i.summary}</summary></entry>\n"
        for i in (ONE, TWO)
    )
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fa"><title>{TITLE}</title><link href="{HOST}/"/>'
    write("atom-1.0", f"{start}\n{atom}</feed>\n", ONE, TWO)
    write(
        "atom-0.3",
        f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>{TITLE}</title>\n<entry><id>1</id><title>{ONE.title}</title>'
        f'<link rel="alternate" href="{ONE.url}"/><issued>2026-03-31T12:00:00+03:30</issued>'
        f"<summary>{ONE.summary}</summary></entry></feed>\n",
        ONE,
    )
    write(
        "atom-xml-base",
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{HOST}/news/"><title>{TITLE}</title>\n'
        f"<entry><id>x1</id><title>{ONE.title}</title>"
        f'<link href="101"/><published>{ONE.published_at}</published><summary>{ONE.summary}</summary></entry></feed>\n',
        ONE,
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "home_page_url": f"{HOST}/",
        "items": [
            {
                "id": 101,
                "url": "/news/101",
                "title": ONE.title,
                "date_published": "2026-03-31T12:00:00+03:30",
                "summary": ONE.summary,
            },
            {
                "id": "102",
                "url": TWO.url,
                "title": TWO.title,
                "date_published": TWO.published_at,
                "content_html": "<p>متن نمونه</p><p>بند دوم</p>",
            },
        ],
    }
    text = json.dumps(feed, ensure_ascii=False, indent=1)
    write("json-feed", text, ONE, replace(TWO, summary="", content="متن نمونه\nبند دوم"), suffix="feed.json")


def charsets() -> None:
    # windows-1256 has neither the Persian yeh nor keheh, so its users write the Arabic ones.
    items = [replace(i, title=_arabic(i.title), summary=_arabic(i.summary)) for i in (ONE, TWO)]
    both, title = entry(ONE) + entry(TWO), _arabic(TITLE)
    legacy = '<?xml version="1.0" encoding="windows-1256"?>\n'
    write("windows-1256", _arabic(rss(both, head=legacy)), *items, encoding="cp1256", title=title)
    header = "text/xml; charset=utf-8"
    write("windows-1256-called-utf-8", _arabic(rss(both)), *items, encoding="cp1256", content_type=header, title=title)
    write("utf-8-called-windows-1256", rss(entry(ONE), head=legacy), ONE, content_type="text/xml; charset=windows-1256")
    write("utf-8-called-iso-8859-1", rss(entry(ONE), head=legacy.replace("windows-1256", "iso-8859-1")), ONE)
    write("utf-16", rss(entry(ONE), head='<?xml version="1.0" encoding="utf-16"?>\n').encode("utf-16"), ONE)
    write("utf-8-with-bom", b"\xef\xbb\xbf" + rss(entry(ONE)).encode(), ONE)
    # UTF-8 read as Latin letters once and written again.
    simple = replace(ONE, title="نمونه نمونه نمونه نمونه نمونه", summary="نمونه نمونه نمونه")
    write("mojibake", rss(entry(simple)).encode().decode("latin-1"), simple)


def _arabic(text: str) -> str:
    return text.replace("ی", "ي").replace("ک", "ك").replace("ٔ", "")


def broken() -> None:
    write(
        "cut-off-in-the-middle",
        rss(entry(ONE), entry(TWO))[: -len("  </channel>\n</rss>\n") - 25],
        ONE,
        replace(TWO, published_at=None),
    )
    write(
        "bare-ampersands",
        rss(entry(ONE, link=f"{ONE.url}?a=1&amp;b=2").replace("&amp;", "&"), entry(TWO)),
        replace(ONE, url=f"{ONE.url}?a=1&b=2"),
        TWO,
    )
    named = entry(ONE, title=ONE.title.replace(ZWNJ, "&zwnj;").replace(" آغاز", "&nbsp;آغاز"))
    write("undeclared-entities", rss(named, entry(TWO)), ONE, TWO)
    write(
        "control-characters",
        rss(entry(ONE, title=ONE.title.replace(" تازه", "\x0b تازه\x08")), entry(TWO, title=f"&#8;{TWO.title}&#0;")),
        ONE,
        TWO,
    )
    write("junk-before-the-declaration", "\n\n<!-- cached -->\n" + rss(entry(ONE)), ONE)
    write(
        "bare-items",
        '<?xml version="1.0" encoding="utf-8"?>\n' + entry(ONE, extra="<content:encoded/>").strip() + "\n",
        ONE,
        title="",
    )
    write(
        "undeclared-prefix",
        rss(entry(ONE, extra="<content:encoded><![CDATA[<p>متن نمونه</p><p>بند دوم</p>]]></content:encoded>")),
        replace(ONE, content="متن نمونه\nبند دوم"),
    )
    ten_a, ten_b = "&a;" * 10, "&b;" * 10
    bomb = f'<!DOCTYPE rss [<!ENTITY a "نمونه"><!ENTITY b "{ten_a}"><!ENTITY c "{ten_b}">]>\n'
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    write("entities-of-its-own", rss(entry(ONE), entry(TWO), head=head + bomb), ONE, TWO)
    write("items-that-are-not-closed", rss(entry(ONE), entry(TWO)).replace("    </item>\n", ""), ONE, TWO)


def dates() -> None:
    for name, first, second in (
        ("jalali-digits", "1405/01/11 12:00", "1405-01-11 09:45:00"),
        ("jalali-persian-digits", "۱۴۰۵/۰۱/۱۱ - ۱۲:۰۰", "۱۴۰۵/۱/۱۱ ۰۹:۴۵"),
        ("jalali-words", "سه‌شنبه ۱۱ فروردین ۱۴۰۵ ساعت ۱۲:۰۰", "۱۱ فروردين ۱۴۰۵ - ۰۹:۴۵"),
        ("dates-without-zone", "2026-03-31 12:00:00", "31 Mar 2026 09:45:00"),
        ("dates-in-cdata", "<![CDATA[Tue, 31 Mar 2026 12:00:00 +0330]]>", "<![CDATA[ 2026-03-31T09:45:00+03:30 ]]>"),
        ("dates-with-wrong-weekday", "Sun, 31 Mar 2026 12:00:00 +0330", "Tue, 31 Mar 2026 06:15:00 UT"),
    ):
        write(name, rss(entry(ONE, date=first), entry(TWO, date=second)), ONE, TWO)
    nothing = [replace(i, published_at=None) for i in (ONE, TWO)]
    write("absurd-dates", rss(entry(ONE, date="Thu, 01 Jan 1970 00:00:00 GMT"), entry(TWO, date="0000-00-00 00:00:00")), *nothing)
    write("dates-that-are-words", rss(entry(ONE, date="دیروز"), entry(TWO, date="tomorrow")), *nothing)


def links() -> None:
    write("relative-links", rss(entry(ONE, link="/news/101"), entry(TWO, link="news/102")), ONE, TWO)
    iri = f"{HOST}/news/101/خبر-نمونه‌ای"
    encoded = f"{HOST}/news/101/%D8%AE%D8%A8%D8%B1-%D9%86%D9%85%D9%88%D9%86%D9%87%E2%80%8C%D8%A7%DB%8C"
    write("persian-letters-in-links", rss(entry(ONE, link=iri)), replace(ONE, url=encoded))
    write(
        "white-space-in-links", rss(entry(ONE, link=f"\n        {ONE.url}\n      "), entry(TWO, link=f"\t{TWO.url} ")), ONE, TWO
    )
    write(
        "tracking-in-links",
        rss(entry(ONE, link=f"{ONE.url}?utm_source=rss&utm_medium=feed"), entry(TWO, link=f"{TWO.url}#top")),
        ONE,
        TWO,
    )
    write("link-only-as-guid", rss(entry(ONE, link="", guid=ONE.url)), ONE)
    write("script-as-link", rss(entry(ONE, link="javascript:alert(1)", guid=None)), replace(ONE, url=f"{HOST}/"))


def identities() -> None:
    write("no-guids", rss(entry(ONE, guid=None), entry(TWO, guid=None)), ONE, TWO)
    write("one-guid-for-all", rss(entry(ONE, guid="0"), entry(TWO, guid="0")), ONE, TWO)
    write("the-same-item-twice", rss(entry(ONE), entry(ONE), entry(TWO)), ONE, TWO)
    write("neither-link-nor-text", rss(entry(ONE), "<item><guid>9</guid></item>\n"), ONE)
    third = Item("نمونهٔ بی‌نشانی", f"{HOST}/", None, "متنی که نشانی ندارد")
    write("no-link-at-all", rss(entry(third, link="", guid=None, date="")), third)


def contents() -> None:
    write("only-titles", rss(entry(replace(ONE, summary=""))), replace(ONE, summary=""))
    full = "<![CDATA[<p>بند یکم نمونه با می&zwnj;رود.</p><script>alert(1)</script><p>بند <b>دوم</b><br>سطر سوم</p>]]>"
    write(
        "content-in-the-feed",
        rss(
            entry(ONE, extra=f"<content:encoded>{full}</content:encoded>"),
            attributes=' xmlns:content="http://purl.org/rss/1.0/modules/content/"',
        ),
        replace(ONE, content="بند یکم نمونه با می‌رود.\nبند دوم\nسطر سوم"),
    )
    write(
        "html-in-titles",
        rss(entry(ONE, title=f"&lt;b&gt;{ONE.title}&lt;/b&gt;"), entry(TWO, title=f"<![CDATA[{TWO.title}]]>")),
        ONE,
        TWO,
    )
    twice = escape(escape(ONE.title.replace(ZWNJ, "&zwnj;"))).replace("&amp;amp;", "&amp;")
    write("escaped-twice", rss(entry(ONE, title=twice)), ONE)
    image = replace(ONE, summary='<img src="http://news.example/x.png" onerror="alert(1)"><p>خلاصهٔ نمونهٔ یکم</p>')
    write("pictures-in-descriptions", rss(entry(image)), ONE)


if __name__ == "__main__":
    for make in (versions, charsets, broken, dates, links, identities, contents):
        make()
    print(len(_WRITTEN), "feeds")
