"""What is known of one publisher's pages, as data: where the text stands, what is not text. From publishers.toml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """XPath expressions, each "" where nothing is known. `body`, `drop` name elements; `date`, `agency` elements or attributes.

    `naive_gmt`: the feed writes local times and calls them GMT.
    """

    body: str = ""
    drop: str = ""
    date: str = ""
    agency: str = ""
    naive_gmt: bool = False


NO_HINT = Hint()
