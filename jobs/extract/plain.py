"""HTML of a feed or page → plain text: no tags, no scripts, paragraphs by line, half-spaces kept. Pure."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.{0,2000}?-->", re.DOTALL)
_SPACES = re.compile(r"[^\S\n\u200c]+")
_LINES = re.compile(r"\s*\n\s*")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_BLOCKS = frozenset(
    "address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset("script style noscript template iframe object embed svg math form button select textarea head title".split())
MAX_TEXT = 200_000


def one_line(text: str) -> str:
    """A title: tags and entities resolved (twice-escaped ones too), on one line."""
    return " ".join(_clean(html.unescape(_TAG.sub(" ", html.unescape(text[:4000])))).split(" ")).replace("\n", " ").strip()


def paragraphs(fragment: str) -> str:
    """The readable text of a piece of HTML, one paragraph a line; "" where there is none."""
    if "<" not in fragment:
        return _clean(html.unescape(fragment[:MAX_TEXT]))
    try:
        root = lxml_html.fragment_fromstring(_INVISIBLE.sub("", fragment[:MAX_TEXT]), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return _clean(html.unescape(_TAG.sub("\n", fragment[:MAX_TEXT])))
    return _clean(text_of(root))


def text_of(root: etree._Element) -> str:
    """The text under `root` with a newline at each block's borders; what is not shown on the page left out."""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            pieces.append("" if hidden else element.tail or "")
            continue
        tag = element.tag
        if event == "start":
            hidden += tag in _UNSEEN
            if not hidden:
                pieces.append("\n" if tag in _BLOCKS else "")
                pieces.append(element.text or "")
            continue
        if not hidden and tag in _BLOCKS:
            pieces.append("\n")
        hidden -= tag in _UNSEEN
        if not hidden and element is not root:
            pieces.append(element.tail or "")
    return "".join(pieces)


def _clean(text: str) -> str:
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip(" \n\u200c")
