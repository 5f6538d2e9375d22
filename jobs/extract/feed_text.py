"""What is done to a feed's text before a parser sees it: dates said in one way, entities that expand taken out. Pure, linear."""

from __future__ import annotations

import html
import re
from zoneinfo import ZoneInfo

from jobs.extract.charset import without_declaration
from jobs.extract.dates import parse_date
from jobs.fetch.url import canonical

_ROOT = re.compile(r"<(?:[\w-]+:)?(rss|feed|rdf|channel|item|entry|html|body|!doctype\s+html)\b", re.IGNORECASE)
_KINDS = {"rss": "rss", "rdf": "rdf", "channel": "rss", "item": "bare", "feed": "atom", "entry": "bare"}
_DATE = re.compile(
    r"(<(pubDate|(?:dc|dcterms):(?:date|created|modified)|(?:[a-z]+:)?(?:published|updated|issued|modified|created)|date)\b[^<>]{0,200}>)"
    r"(?:\s{0,80}<!\[CDATA\[)?([^<\]]{0,160})(?:\]\]>\s{0,80})?(</\2\s{0,20}>)",
    re.IGNORECASE,
)
_CUT_DATE = re.compile(r"<(?:pubDate|dc:date|published|updated)\b[^<>]{0,200}>[^<]{0,60}$", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BAD_REFERENCE = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BASE = re.compile(r"<(?:[\w-]+:)?(?:feed|rss|channel|RDF)\b[^<>]{0,2000}?\bxml:base\s*=\s*[\"']([^\"'<>]{1,2000})[\"']")
_TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_ITEM = re.compile(r"<(?:[\w-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
}
_UNSAFE_FOR_XML = str.maketrans({"<": "&lt;", "&": "&amp;", ">": "&gt;"})
_DOCTYPE_LIMIT = 100_000


def kind_of(text: str) -> str:
    """ "rss", "rdf", "atom", "bare" (items without a feed around them), "html", or "" for none of them."""
    match = _ROOT.search(text, 0, 20_000)
    return _KINDS.get(match.group(1).lower(), "html") if match else ""


def count_items(text: str) -> int:
    """How many items the text seems to have."""
    return len(_ITEM.findall(text))


def mend(text: str, zone: ZoneInfo) -> str:
    """`text` as a parser can read it: no DOCTYPE (so no entity of its own can expand), no characters that XML forbids, HTML's
    named characters resolved, dates in RFC 3339, a feed around bare items, prefixes declared."""
    text = _without_doctype(without_declaration(text.lstrip("\ufeff \t\r\n")))
    text = _BAD_REFERENCE.sub("", _CONTROL.sub("", text))
    text = _NAMED.sub(_character, text)
    text = _DATE.sub(lambda match: f"{match[1]}{_said(match[3], zone)}{match[4]}", text)
    text = _CUT_DATE.sub("", text)
    if kind_of(text) == "bare":
        text = f"<rss version='2.0'><channel>{_without_xml_declaration(text)}</channel></rss>"
    return _declared(text)


def base_of(text: str, url: str) -> str:
    """The feed's own xml:base, absolute; "" where it has none."""
    match = _BASE.search(text, 0, 10_000)
    return canonical(html.unescape(match.group(1)), url) if match else ""


def ttl_s(text: str) -> int | None:
    """The channel's <ttl>, which is in minutes, as seconds."""
    match = _TTL.search(text, 0, 20_000)
    return int(match.group(1)) * 60 if match else None


def _said(date: str, zone: ZoneInfo) -> str:
    found = parse_date(html.unescape(date), zone)
    return found.isoformat() if found else ""


def _character(match: re.Match[str]) -> str:
    """&zwnj; and the like as the character they name; the five of XML stay; unknown ones are text."""
    name = match.group(1)
    if name in _XML_NAMES:
        return match.group()
    character = html.unescape(f"&{name};")
    return character.translate(_UNSAFE_FOR_XML) if character != f"&{name};" else f"&amp;{name};"


def _without_doctype(text: str) -> str:
    start = re.search(r"<!DOCTYPE", text[:20_000], re.IGNORECASE)
    if start is None:
        return text
    depth, quote = 0, ""
    for at in range(start.end(), min(len(text), start.end() + _DOCTYPE_LIMIT)):
        character = text[at]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif character == ">" and depth <= 0:
            return text[: start.start()] + text[at + 1 :]
    root = _ROOT.search(text, start.end())
    return text[root.start() :] if root else ""


def _without_xml_declaration(text: str) -> str:
    return re.sub(r"^<\?xml.{0,200}?\?>", "", text, count=1, flags=re.DOTALL)


def _declared(text: str) -> str:
    """Prefixes that are used and not declared, declared on the root: publishers forget them."""
    missing = [
        f'xmlns:{prefix}="{address}"'
        for prefix, address in _PREFIXES.items()
        if f"<{prefix}:" in text and f"xmlns:{prefix}" not in text[:5000]
    ]
    if not missing:
        return text
    root = _ROOT.search(text, 0, 20_000)
    return f"{text[: root.end()]} {' '.join(missing)}{text[root.end() :]}" if root else text
