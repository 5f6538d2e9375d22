"""A page that lists articles (an archive, a home page) → the articles that it links to. Pure."""

from __future__ import annotations

import re

from jobs.extract.plain import one_line, text_of
from jobs.extract.tree import html_tree
from jobs.fetch.url import canonical, host_of
from storage.records import FeedItem

MAX_LINKS = 5000
_ARTICLE = r"/(?:news|fa/news|a|content)/\d{4,}|/\d{6,}(?:/|$)"


def items_of_list(data: bytes, url: str, item: str = "", content_type: str = "") -> tuple[FeedItem, ...]:
    """The articles that the page at `url` links to on its own site, in its order, each once.

    `item` is a regular expression that an article's address contains; without one, what the addresses of most newsrooms have.
    The longest text that links to an article is its title.
    """
    tree = html_tree(data, content_type)
    if tree is None:
        return ()
    looks = re.compile(item or _ARTICLE)
    home = host_of(url).removeprefix("www.")
    titles: dict[str, str] = {}
    for link in tree.xpath("//a[@href]")[:MAX_LINKS]:
        address = canonical(link.get("href"), url)
        if not address or host_of(address).removeprefix("www.") != home or not looks.search(address):
            continue
        words = one_line(link.get("title") or "") or one_line(text_of(link))
        if len(words) >= len(titles.get(address, "")):
            titles[address] = words
    return tuple(FeedItem(address.partition(":")[2], address, title, None) for address, title in titles.items())
