"""The sample articles and publishers, read from the text files beside this one.

All people in them are invented, and every article says so. An article's file: a few `name: value` lines, an empty line, the
body; after a line `== correction` the body that the publisher puts in its place.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

SAMPLE_NOTE = "این خبر نمونه است و اشخاص آن ساختگی‌اند."
_CORRECTION = "\n== correction\n"
_ARABIC = str.maketrans("یک", "يك")
_ZWNJ = "\u200c"


@dataclass(frozen=True, slots=True)
class SamplePublisher:
    """A sample house and its typists' habits."""

    slug: str
    name: str
    letters: str
    half_spaces: str

    def typed(self, text: str) -> str:
        """A text as this house types it."""
        if self.letters == "arabic":
            text = text.translate(_ARABIC)
        return text.replace(_ZWNJ, "") if self.half_spaces == "deleted" else text


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article as it was written; `correction` replaces `body` when its publisher corrects it (empty: none written)."""

    slug: str
    publisher: str
    title: str
    body: str
    correction: str = ""


def sample_publishers() -> tuple[SamplePublisher, ...]:
    table = tomllib.loads(_folder().joinpath("publishers.toml").read_text("utf-8"))
    return tuple(SamplePublisher(p["slug"], p["name"], p["letters"], p["half_spaces"]) for p in table["publisher"])


def sample_articles() -> tuple[SampleArticle, ...]:
    """All of them in the order of their files' names; the slug is the name without number and ending."""
    files = sorted((f for f in _folder().iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    return tuple(_article(f.name.removesuffix(".txt").split("-", 1)[1], f.read_text("utf-8")) for f in files)


def _folder() -> Traversable:
    return resources.files("bot.sandbox") / "articles"


def _article(slug: str, text: str) -> SampleArticle:
    head, _, rest = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    body, _, correction = rest.partition(_CORRECTION)
    return SampleArticle(slug, fields["publisher"], fields["title"], body.strip(), correction.strip())
