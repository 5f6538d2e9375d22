"""Reading a news page that somebody sent: fetched, taken apart and analysed now, kept nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jobs import decide
from jobs.analysis.analyser import Analyser
from jobs.analysis.model import ArticleText
from jobs.extract import extract_page
from jobs.fetch import Fetcher, FetchError
from storage.records import NewStatement, Statement

_SHORTEST = 80
"""Characters: what is shorter is no article."""
_CHAT_HOSTS = frozenset(("t.me", "telegram.me", "telegram.dog"))


class LinkReader:
    """Reads pages with the service's own fetcher, so with its checks, its manners and its turns."""

    def __init__(self, analyser: Analyser, zone: ZoneInfo, clock: Callable[[], datetime], fetcher: Fetcher) -> None:
        self._analyser, self._zone, self._clock = analyser, zone, clock
        self._fetcher = fetcher

    async def __call__(self, url: str) -> tuple[Statement, ...] | None:
        """The statements of the page; None where it cannot be read or is no article."""
        host = (urlsplit(url).hostname or "").lower()
        if host in _CHAT_HOSTS:
            return None
        try:
            response = await self._fetcher.get(url, route="direct")
        except FetchError:
            return None
        return await asyncio.to_thread(self._read, response.body, response.url, response.content_type)

    def _read(self, body: bytes, url: str, content_type: str) -> tuple[Statement, ...] | None:
        page = extract_page(body, url, content_type, self._zone)
        if len(page.text) < _SHORTEST:
            return None
        said_at, dated = decide.said_at(page.published_at, self._clock())
        on = said_at.astimezone(self._zone).date() if dated else None
        analysis = self._analyser.analyse(ArticleText(page.title, page.text, on, page.agency))
        found = decide.new_statements(analysis, self._analyser.catalogue, on)
        host = urlsplit(url).hostname or url
        return tuple(_shown(statement, number, url, host, said_at, dated) for number, statement in enumerate(found))


def _shown(new: NewStatement, number: int, url: str, host: str, said_at: datetime, dated: bool) -> Statement:
    """A statement that is shown without having been stored: it has no id and no story."""
    names = {field.name for field in fields(Statement)}
    shared = {field.name: getattr(new, field.name) for field in fields(new) if field.name in names}
    return Statement(
        **shared,
        id=number,
        article_id=0,
        story_id=None,
        said_at=said_at,
        dated=dated,
        url=url,
        source_id=0,
        source_name=host.removeprefix("www."),
    )
