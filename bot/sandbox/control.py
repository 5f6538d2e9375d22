"""The switches over HTTP: `/sandbox/…` (requests, faults, clock) for tests, `/newsroom/…` for the page's newsroom panel."""

from __future__ import annotations

import json
from collections.abc import Callable

from aiohttp import web

from bot.sandbox.errors import bad_request
from bot.sandbox.faults import Fault, Faults, Rule
from bot.sandbox.hub import Hub
from bot.sandbox.newsroom import Newsroom, NewsroomError, Published
from bot.sandbox.params import JsonDict
from bot.sandbox.record import Record


class SandboxClock:
    """The clock of the world: the real one, and what it was put forward by."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._ahead = 0.0

    def __call__(self) -> float:
        return self._clock() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds


def answer(value: object, status: int = 200) -> web.Response:
    return web.Response(text=json.dumps(value, ensure_ascii=False), status=status, content_type="application/json")


class Control:
    """Routes under `/sandbox`."""

    def __init__(self, record: Record, faults: Faults, clock: SandboxClock) -> None:
        self._record = record
        self._faults = faults
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/requests", self.requests),
            web.delete("/sandbox/requests", self.forget_requests),
            web.get("/sandbox/faults", self.list_faults),
            web.post("/sandbox/faults", self.add_fault),
            web.delete("/sandbox/faults", self.clear_faults),
            web.post("/sandbox/clock", self.advance),
        ]

    async def requests(self, request: web.Request) -> web.Response:
        chat = request.query.get("chat_id")
        found = self._record.of(request.query.get("method", ""), int(chat) if chat else None)
        return answer([r.shape() for r in found])

    async def forget_requests(self, _request: web.Request) -> web.Response:
        self._record.clear()
        return answer(True)

    async def list_faults(self, _request: web.Request) -> web.Response:
        return answer([rule.shape() for rule in self._faults.rules])

    async def add_fault(self, request: web.Request) -> web.Response:
        """One rule: the fields of `faults.Rule`, `fault` by its value."""
        body = await request.json()
        try:
            self._faults.add(Rule(**{**body, "fault": Fault(body["fault"])}))
        except (KeyError, TypeError, ValueError) as error:
            raise bad_request(f"not a rule: {error}") from None
        return answer(True)

    async def clear_faults(self, request: web.Request) -> web.Response:
        seed = request.query.get("seed")
        self._faults.clear(int(seed) if seed else None)
        return answer(True)

    async def advance(self, request: web.Request) -> web.Response:
        self._clock.advance(float((await request.json())["advance"]))
        return answer(self._clock())


class NewsroomPanel:
    """Routes under `/newsroom`: what the page's newsroom panel shows and presses."""

    def __init__(self, newsroom: Newsroom, hub: Hub) -> None:
        self._newsroom = newsroom
        self._hub = hub

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/newsroom", self.everything), web.post("/newsroom/{slug}/{act}", self.act)]

    async def everything(self, _request: web.Request) -> web.Response:
        rows = [self._row(slug, self._newsroom.find(slug)) for slug in self._newsroom.articles]
        return answer({"articles": rows})

    async def act(self, request: web.Request) -> web.Response:
        slug, act = request.match_info["slug"], request.match_info["act"]
        body = await request.json()
        try:
            if act == "edit":
                published = await self._newsroom.edit(slug, str(body.get("body", "")), str(body.get("title", "")))
            elif act in ("publish", "correct", "withdraw"):
                published = await getattr(self._newsroom, act)(slug)
            else:
                raise bad_request("no such act")
        except NewsroomError as error:
            raise bad_request(str(error)) from None
        self._hub.tell(0, {"event": "newsroom"})
        return answer(self._row(slug, published))

    def _row(self, slug: str, published: Published | None) -> JsonDict:
        article = published.article if published else self._newsroom.articles[slug]
        state = "waiting" if published is None else ("withdrawn" if published.withdrawn else "published")
        if published is not None and state == "published" and published.changed_at > published.published_at:
            state = "changed"
        house = self._newsroom.publishers[article.publisher].name
        url = self._newsroom.page_url(slug) if published else ""
        return {"slug": slug, "title": article.title, "publisher": house, "state": state, "url": url, "body": article.body}
