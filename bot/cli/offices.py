"""What admins' handlers get of jobs, and how their pushes' progress reaches Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from bot.cli.compose import Parts, now
from bot.handlers.common import App
from bot.office import Filling, Finding, FoundSource, Office
from bot.render.deliveries import renderer
from bot.render.naming import Naming
from bot.render.rendered import Rendered
from bot.services import services_of
from jobs import candidates, examine, match
from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.entities import Entities
from jobs.analysis.model import ArticleText
from jobs.catalogue import load as load_catalogue
from jobs.collect_sources import Shop, check_sources
from jobs.extract.opml import free_slug, slug_of
from jobs.fetch import Fetcher
from jobs.fill import Step, Walk, fill
from jobs.publishers import Archive, of_source
from jobs.workers import Workers
from storage import sources
from storage.database import ReadSession
from storage.errors import InputError
from storage.records import Article, Delivery, NewSource, SourceState, Statement

_TITLES = 3


class Living:
    """The parts of a running service. An admin who edits the catalogue has them replaced; who asks gets the newest.
    `bot_url`: the bot's address, known once Telegram has said who we are."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.bot_url = ""

    async def render(self, session: ReadSession, delivery: Delivery) -> Rendered | None:
        """What a delivery says (bot.render.deliveries), in the names of this moment."""
        return await renderer(self.parts.naming, now, self.bot_url)(session, delivery)

    async def reload(self, application: App) -> None:
        """Takes up the catalogue as the database has it now."""
        async with self.parts.db.read() as session:
            catalogue = await load_catalogue(session, shipped_catalogue())
        analyser = await asyncio.to_thread(Analyser, self.parts.lexicon, catalogue)
        entities = await asyncio.to_thread(Entities, catalogue)
        naming = Naming(catalogue)
        self.parts = replace(self.parts, catalogue=catalogue, entities=entities, analyser=analyser, naming=naming)
        services = services_of(application.bot_data)
        application.bot_data["services"] = replace(services, catalogue=catalogue, naming=naming)


def office_of(living: Living, fetcher: Fetcher, application: App, last_runs: Callable[[], Mapping[str, datetime]]) -> Office:
    """The office of a running service."""
    return Office(
        correct=match.correct_story,
        render=living.render,
        find_source=partial(_find_source, living, fetcher),
        check_source=partial(_check_source, living, fetcher),
        look_now=partial(_look_now, living, fetcher),
        fill=partial(_fill, living, fetcher),
        explain=partial(explain, living),
        propose=candidates.propose_candidates,
        accept=candidates.accepted,
        merge=candidates.merged,
        last_runs=last_runs,
        reload=partial(living.reload, application),
    )


async def _find_source(living: Living, fetcher: Fetcher, url: str) -> FoundSource:
    address = url if "://" in url else f"https://{url}"
    found = await examine.find_feed(fetcher, address, "direct", living.parts.config.timezone)
    async with living.parts.db.read() as session:
        known = await sources.list_all(session, removed=True)
    double = next((source for source in known if source.feed_url == found.url), None)
    if double is not None and double.state is not SourceState.REMOVED:
        raise InputError(f"that feed is read already, as {double.slug}")
    # One that was removed comes back as itself; a new one gets no slug of a removed one, whose articles are still there.
    slug = double.slug if double is not None else free_slug(slug_of(found.url), {source.slug for source in known})
    dated = [item.published_at for item in found.feed.items if item.published_at]
    return FoundSource(
        slug,
        found.feed.title or slug,
        found.feed.home_url or found.url,
        found.url,
        len(found.feed.items),
        max(dated, default=None),
        tuple(item.title for item in found.feed.items[:_TITLES]),
    )


async def _check_source(living: Living, fetcher: Fetcher, slug: str) -> Sequence[str]:
    async with living.parts.db.read() as session:
        known = await sources.get(session, slug)
    if known is None:
        raise InputError(f"there is no source {slug}")
    new = NewSource(known.slug, known.name, known.home_url, known.feed_url, known.timezone, known.route)
    return await examine.examine(fetcher, new)


async def _look_now(living: Living, fetcher: Fetcher, slug: str) -> tuple[int, str | None]:
    """One check of the feed, due or not; its articles are then fetched as always."""
    workers = Workers()
    shop = Shop(living.parts.db, fetcher, workers, now, living.parts.config)
    try:
        reports = await check_sources(shop, [slug])
    finally:
        await asyncio.to_thread(workers.close)
    report = next((report for report in reports if report.slug == slug), None)
    return (report.found, report.error) if report else (0, None)


async def _fill(living: Living, fetcher: Fetcher, slug: str, since: date, progress: Callable[[Filling], None]) -> int:
    async with living.parts.db.read() as session:
        source = await sources.get(session, slug)
    if source is None:
        raise InputError(f"there is no source {slug}")
    publisher = of_source(slug)

    def told(step: Step) -> None:
        progress(Filling(step.found, step.done, step.total, step.at))

    walk = Walk(living.parts.db, fetcher, living.parts.config, now, told)
    return await fill(walk, source, publisher.archive if publisher else Archive(), since)


async def explain(living: Living, article: Article, statement: Statement) -> Finding | None:
    """The article is analysed again, and what the rules find at the statement's place is shown."""
    zone = living.parts.config.zone
    on = statement.said_at.astimezone(zone).date() if statement.dated else None
    text = ArticleText(article.title, article.body, on, article.agency)
    analysis = await asyncio.to_thread(living.parts.analyser.analyse, text)
    for found in analysis.statements:
        if found.content == statement.content or found.text == statement.text:
            return Finding(found.rule, found.why, found.confidence)
    return None
