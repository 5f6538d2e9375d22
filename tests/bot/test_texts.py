"""Where the bot's words stand, and how they are written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parent
PERSIAN = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff]")
READS = ("question/", "quotation.py", "handlers/admin/when.py", "render/house.py", "render/story.py")
"""What knows words that people type or that articles use, and says none of them."""
APART = ("texts/", "sandbox/", "cli/")
"""The texts; the local Telegram, which is no part of the bot; and the terminal, which speaks English."""
SENTENCE = re.compile(r"(?:\S+ ){5}\S+[.؟]$")


def constants(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a file with their lines, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [body for node in ast.walk(tree) if isinstance(body := getattr(node, "body", None), list)]
    told = {id(line.value) for body in bodies for line in body if isinstance(line, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def files() -> list[str]:
    found = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.py"))]
    return [name for name in found if not name.startswith(APART)]


def test_no_persian_words_outside_the_texts() -> None:
    """Whatever people read stands in bot/texts: no Persian letter in the strings of anything else that the bot is made of; what
    reads people's words has words, but no sentence."""
    found = []
    for name in files():
        for line, value in constants(ROOT / name):
            if SENTENCE.search(value) if name.startswith(READS) else PERSIAN.search(value):
                found.append(f"{name}:{line}: {value[:60]}")
    assert found == []


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "texts").glob("*.py")):
        for line, value in constants(path):
            if PERSIAN.search(value):
                yield f"{path.name}:{line}", value


@pytest.mark.parametrize("unwanted", ["!", "کاربر گرامی", "متأسف", "ببخشید", "ي", "ك", "رییس", "\u200c ", " \u200c", "بریفینگ"])
def test_plain_standard_persian(unwanted: str) -> None:
    """No exclamation marks, no apologies, Persian letters, one spelling, no stray half-space."""
    assert [place for place, value in texts() if unwanted in value] == []


def test_emphasis_and_quotation_are_closed() -> None:
    """Every tag that a text opens it closes, and every guillemet."""
    for place, value in texts():
        for tag in ("b", "i", "blockquote", "a"):
            assert len(re.findall(rf"<{tag}[ >]", value)) == value.count(f"</{tag}>"), place
        assert value.count("«") == value.count("»") or len(value) < 20 or value.endswith(" "), place
