"""Bytes → text, when what the headers, the document and the bytes say do not agree. Pure."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_INSIDE = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_XML_ENCODING = re.compile(r"(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_ALIASES = {
    "windows1256": "cp1256",
    "arabic": "cp1256",
    "iso-8859-6": "iso8859_6",
    "utf8mb4": "utf-8",
    "unicode": "utf-8",
    "x-user-defined": "cp1252",
}
_PERSIAN = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]")
_MOJIBAKE = re.compile("[\u00d8\u00d9\u00da\u00db][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]")


def decode(data: bytes, content_type: str = "") -> str:
    """The text of `data`. Never fails: what no charset explains is replaced by U+FFFD.

    A byte-order mark decides; then UTF-8 where the bytes are valid UTF-8, whatever is declared (wrong labels are common and
    valid UTF-8 with Persian letters is no accident); then the header's charset, the document's own, windows-1256.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _mended(data.decode(name, "replace").lstrip("\ufeff"))
    if data[:4].count(0) >= 1 and b"<" in data[:4]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return max((data.decode(name, "replace") for name in _candidates(data, content_type)), key=_quality)


def without_declaration(text: str) -> str:
    """`text` without the encoding in its XML declaration: it is text already, and the label would mislead a parser."""
    return _XML_ENCODING.sub(r"\1", text[:500], count=1) + text[500:]


def _candidates(data: bytes, content_type: str) -> list[str]:
    inside = _INSIDE.search(data[:4096])
    named = [
        match.group(1) if isinstance(match.group(1), str) else "" for match in [_HEADER.search(content_type)] if match is not None
    ]
    if inside:
        named.append((inside.group(1) or inside.group(2)).decode("ascii", "replace"))
    found = [name for name in map(_known, named) if name]
    return list(dict.fromkeys([*found, "utf-8", "cp1256"]))


def _known(name: str) -> str:
    alias = _ALIASES.get(name.lower(), name)
    try:
        return codecs.lookup(alias).name
    except LookupError:
        return ""


def _quality(text: str) -> int:
    """Persian letters speak for a reading, replacement characters and control characters against it."""
    sample = text[:20000]
    return len(_PERSIAN.findall(sample)) - 20 * sample.count("\ufffd") - 20 * sum(1 for c in sample if "\x7f" <= c <= "\x9f")


def _mended(text: str) -> str:
    """UTF-8 that was once read as Latin letters and written again («Ø§ÛŒ…») put right, where it can be without loss."""
    if len(_MOJIBAKE.findall(text[:20000])) < 20:
        return text
    for name in ("cp1252", "latin-1"):
        try:
            repaired = text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
        if _quality(repaired) > _quality(text):
            return repaired
    return text
