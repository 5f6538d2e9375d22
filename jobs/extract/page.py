"""An article's page → its title, text, time and agency. Pure.

trafilatura drops what `str.isprintable()` refuses, and with it every half-space: a printable stand-in takes its place before
and gives it back after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from jobs.extract import page_meta
from jobs.extract.charset import decode, without_declaration
from jobs.extract.dates import TEHRAN
from jobs.extract.hints import NO_HINT, Hint
from jobs.extract.plain import paragraphs, text_of
from jobs.extract.tree import tree_of

ZWNJ = "\u200c"
_PLACEHOLDER = "\u2e4f"
"""A printable character (CORNISH VERSE DIVIDER) that no Persian page has; where one does, its own is lost with it."""
_ZWNJ_REFERENCE = re.compile(r"&zwnj;|&#8204;|&#x200c;|&amp;zwnj;", re.IGNORECASE)
_NOISE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
MAX_CHARS = 3_000_000
SHORTEST = 80
LEAST = 20
"""Fewer characters are a button, not an article."""
_ARTICLE = ("//*[@itemprop='articleBody']", "//article", "//main")
_PARTS = frozenset({"body", "table", "tbody", "tr", "td", "ul", "ol", "li"})
"""What means nothing, or something else, without what is around it."""
_SHELL, _ARTICLE_SHELL = "<html><body></body></html>", "<html><body><article></article></body></html>"
"""What is not called an article is called so, that the extractor takes lines and blocks in it for text, not only paragraphs."""
ENOUGH, MOST = 250, 0.6
"""So many letters of paragraphs, and this share of all, are the article."""
SENTENCE = 40
"""Fewer characters in a paragraph are a caption, a time, a button."""
LINKS, LINKED = 5, 0.7
"""A list of at least so many links, that make at least this share of its letters, is a menu."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says. `text`: one paragraph a line, "" where nothing was found. `agency`: whom the page credits.

    `published_at` is UTC; `updated_at` where the page names a later change. `canonical_url` where it names its own address.
    """

    title: str
    text: str
    published_at: datetime | None = None
    agency: str | None = None
    updated_at: datetime | None = None
    canonical_url: str = ""


def extract_page(data: bytes, url: str, content_type: str = "", zone: ZoneInfo = TEHRAN, hint: Hint = NO_HINT) -> PageText:
    """The article in `data`, fetched from `url`. Never fails: a page without an article has an empty text."""
    source = _ZWNJ_REFERENCE.sub(ZWNJ, _NOISE.sub("", without_declaration(decode(data[:MAX_CHARS], content_type))))
    tree = tree_of(source.replace(_PLACEHOLDER, " ").replace(ZWNJ, _PLACEHOLDER))
    if tree is None:
        return PageText("", "")
    meta = page_meta.read(tree, url, zone, hint)
    title = _restored(meta.title)
    text = _restored(_body(tree, hint))
    return PageText(
        title, _without_title(text, title), meta.published_at, _restored(meta.agency or "") or None, meta.updated_at, meta.url
    )


def _body(tree: lxml_html.HtmlElement, hint: Hint) -> str:
    """The author's text: from the element that the hint names, else what trafilatura finds, else the page's paragraphs."""
    _drop(tree, hint)
    hinted = paragraphs_of(tree, hint.body)
    if len(hinted) >= SHORTEST:
        return hinted
    plain = _fallback(tree)
    within = _narrowed(tree, len(plain))
    _drop_link_lists(within)
    found = ""
    try:
        found = trafilatura.extract(within, fast=True, include_comments=False, include_tables=False, deduplicate=False) or ""
    except Exception:  # noqa: BLE001 - hostile HTML: whatever the extractor raises, the page's paragraphs stand in
        found = ""
    best = found if len(found) >= SHORTEST or len(found) >= len(plain) else plain
    return best if len(best) >= LEAST else ""


def paragraphs_of(tree: lxml_html.HtmlElement, xpath: str) -> str:
    """The text of the elements that `xpath` names; "" where it names none."""
    found = tree.xpath(xpath) if xpath else []
    texts = [paragraphs(text_of(element)) for element in found if isinstance(element, etree._Element)]
    return "\n".join(filter(None, texts))


def _drop(tree: lxml_html.HtmlElement, hint: Hint) -> None:
    """Take out what is never the author's text, and what the hint says is not."""
    around = "//nav | //footer | //form | //dialog"
    for element in tree.xpath(f"{around} | {hint.drop}" if hint.drop else around):
        if isinstance(element, lxml_html.HtmlElement) and element.getparent() is not None:
            element.drop_tree()


def _narrowed(tree: lxml_html.HtmlElement, length: int) -> lxml_html.HtmlElement:
    """The part of the page that is the article, as a document of its own; the whole page where that cannot be told. The extractor
    takes ten times as long for what is around it.

    It is the one element that the page itself calls so, where it holds most of the paragraphs (`length` letters in all); else the
    smallest one that holds everything that looks like a sentence.
    """
    if length < ENOUGH:
        return tree
    named = (tree.xpath(place) for place in _ARTICLE)
    chosen = next((found[0] for found in named if len(found) == 1 and len(_fallback(found[0])) >= MOST * length), None)
    shell = _SHELL
    if chosen is None:
        blocks = tree.iter("p", "div", "td", "section", "blockquote")
        chosen = _around([element for element in blocks if _says_something(element)])
        shell = _ARTICLE_SHELL
    if chosen is None or chosen.getparent() is None or chosen.tag in _PARTS:
        return tree
    document = lxml_html.document_fromstring(shell)
    document.xpath("//*[not(*)]")[0].append(chosen)
    chosen.tail = None
    return document


def _around(elements: list[lxml_html.HtmlElement]) -> lxml_html.HtmlElement | None:
    """The smallest element around all of these; None where there are none."""
    common: list[lxml_html.HtmlElement] | None = None
    for element in elements:
        path = list(element.iterancestors())[::-1]
        kept = path if common is None else [ours for ours, theirs in zip(common, path, strict=False) if ours is theirs]
        common = kept
    return common[-1] if common else None


def _drop_link_lists(tree: lxml_html.HtmlElement) -> None:
    """Take out lists that are links and little else (menus, other news): the extractor would look at each item many times."""
    for element in list(tree.iter("ul", "ol")):
        links = element.findall(".//a")
        if len(links) < LINKS or element.getparent() is None:
            continue
        linked = sum(len(link.text_content()) for link in links)
        if linked >= LINKED * len(element.text_content()):
            element.drop_tree()


def _fallback(tree: lxml_html.HtmlElement) -> str:
    """The paragraphs of the page that look like sentences: for pages so short or odd that no extractor trusts them."""
    kept = []
    for element in tree.iter("p"):
        text = paragraphs(text_of(element))
        if len(text) >= SENTENCE:
            kept.append(text)
    return "\n".join(kept[:400])


def _says_something(element: lxml_html.HtmlElement) -> bool:
    """A paragraph, or text that stands in a block by itself (houses that write no paragraphs but line breaks)."""
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    text = element.text_content() if element.tag == "p" else own
    return len(" ".join(text.split())) >= SENTENCE


def _restored(text: str) -> str:
    return text.replace(_PLACEHOLDER, ZWNJ)


_HOUR = re.compile(r"\s+\d{1,2}:\d{2}\s+(?=\S)")


def _without_title(text: str, title: str) -> str:
    """The text without the title repeated as its first line, or with the hour at the head of it («عنوان ۲۱:۱۷ متن»)."""
    first, newline, rest = text.partition("\n")
    if title and text.startswith(title) and (hour := _HOUR.match(text, len(title))):
        return text[hour.end() :]
    return rest.lstrip("\n") if newline and title and " ".join(first.split()) == " ".join(title.split()) else text
