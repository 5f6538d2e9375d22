"""HTML text → a tree. Pure."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from jobs.extract.charset import decode, without_declaration


def html_tree(data: bytes, content_type: str = "") -> lxml_html.HtmlElement | None:
    """The page in `data`, however broken; None where there is none."""
    return tree_of(without_declaration(decode(data, content_type)))


def tree_of(text: str) -> lxml_html.HtmlElement | None:
    """The same of text. Its characters are given as UTF-8 and called so: lxml would guess Latin letters."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, lxml_html.HtmlElement) else None
