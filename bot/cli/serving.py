"""The service: polling or webhook, the scheduler and the outbox, in one event loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from telegram.error import InvalidToken, NetworkError

from bot.app import build_application, set_menu
from bot.cli.caring import Caretaker
from bot.cli.compose import Parts, now, telegram_proxy
from bot.cli.offices import Living, office_of
from bot.cli.progress import teller
from bot.cli.reading import LinkReader
from bot.cli.reported import tell_reports
from bot.delivery import Courier, Options
from bot.handlers.common import App
from bot.limiter import PriorityLimiter
from bot.outcomes import DeliveryReport
from bot.polling import poll
from bot.render.deliveries import renderer
from bot.request import AiohttpRequest
from bot.services import Services, services_of
from bot.web import HOOK_PATH, start_web
from jobs import candidates, prune
from jobs.brief import brief, brief_now
from jobs.collect import collect
from jobs.fetch import Fetcher, Limits
from jobs.grouping import group_waiting
from jobs.match import match_due
from jobs.newsroom import show_drafts
from jobs.pushes import Tell, run_pushes
from jobs.scheduler import Job, Scheduler
from jobs.timing import quiet_until
from jobs.turns import DatabaseTurns
from storage import outbox
from storage.config import Config
from storage.database import Database
from storage.errors import ConfigError, NaqlError, TokenError
from storage.records import Address, DeliveryKind

log = logging.getLogger(__name__)

START_WAITS_S = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the tickers ask what is due, in seconds; what is due lives in the database."""

    collect_s: float = 15.0
    match_s: float = 5.0
    brief_s: float = 30.0
    push_s: float = 1.0
    expire_s: float = 60.0
    care_s: float = 60.0
    reports_s: float = 10.0
    prune_s: float = 3600.0
    candidates_s: float = 3600.0
    double_tap_s: float = 0.0
    """Within which a second tap on the same button was meant for the first; people need `HANDS`, programs none."""


HANDS = Pace(double_tap_s=0.7)
"""For people's fingers."""


@dataclass(frozen=True, slots=True)
class Service:
    """A started service. `part_ended` is done, with its error, when one of its parts ends that should not."""

    application: App
    courier: Courier
    part_ended: asyncio.Future[None]
    tasks: list[asyncio.Task[None]] = field(default_factory=list)


@asynccontextmanager
async def running_service(
    parts: Parts,
    *,
    web: bool = True,
    pace: Pace | None = None,
    limits: Limits | None = None,
    limiter: PriorityLimiter | None = None,
) -> AsyncIterator[Service]:
    """Starts everything, and stops it in the order in which nothing is lost: no new updates, no new jobs, then the outbox.
    `limiter` keeps Telegram's pace unless another is given (a local Telegram has none).

    Raises:
        TokenError: Telegram refuses the token.
        ConfigError: the web server's port is taken, or a webhook has no secret.
    """
    config, db = parts.config, parts.db
    stop, wake, living = asyncio.Event(), _Wake(), Living(parts)
    async with AsyncExitStack() as stack:
        application = _application(parts, wake, limiter, (pace or Pace()).double_tap_s)
        stack.push_async_callback(application.bot.shutdown)  # its connections, should Telegram never answer
        await _initialize(application)
        living.bot_url = f"https://t.me/{application.bot.username}"
        stack.push_async_callback(application.shutdown)
        courier = Courier(db, application.bot, living.render, now, options_of(config))
        wake.courier = courier
        await application.start()
        stack.push_async_callback(application.stop)
        service = Service(application, courier, asyncio.get_running_loop().create_future())
        if web or config.webhook_url:
            await stack.enter_async_context(_web(application, config, db))
        fetcher = await stack.enter_async_context(Fetcher(config, limits=limits, shared=DatabaseTurns(db, now)))
        scheduler = _scheduler(living, fetcher, service, pace or Pace())
        office = office_of(living, fetcher, application, lambda: scheduler.last_run)
        reader = LinkReader(parts.analyser, config.zone, now, fetcher)
        application.bot_data["services"] = replace(services_of(application.bot_data), office=office, read_link=reader)
        _watch(service, courier.run())
        stack.push_async_callback(courier.stop)
        await scheduler.start()
        stack.push_async_callback(scheduler.stop)
        if not config.webhook_url:
            await application.bot.delete_webhook()
            _watch(service, poll(application, stop))
        stack.callback(stop.set)
        try:
            yield service
        finally:
            stop.set()
            await scheduler.stop()
            await courier.stop()
            await asyncio.gather(*service.tasks, return_exceptions=True)


async def deliver_once(parts: Parts) -> DeliveryReport:
    """Sends what the outbox owes now and gives the numbers."""
    application = _application(parts, _Wake())
    try:
        await _initialize(application)
        render = renderer(parts.naming, now, f"https://t.me/{application.bot.username}")
        return await Courier(parts.db, application.bot, render, now, options_of(parts.config)).deliver_due()
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # where it was never initialized


def options_of(config: Config) -> Options:
    """Pushes are what thousands get at once, so they are what paid broadcast is for; at that pace many are on their way."""
    return Options(at_once=512, paid=frozenset({DeliveryKind.PUSH})) if config.allow_paid_broadcast else Options()


class _Wake:
    """Wakes the courier, which is made after the services that want to wake it."""

    courier: Courier | None = None

    def __call__(self) -> None:
        if self.courier is not None:
            self.courier.wake()


def _application(
    parts: Parts, wake: Callable[[], None], limiter: PriorityLimiter | None = None, double_tap_s: float = 0.0
) -> App:
    async def briefing_at_once(address: Address) -> bool:
        return await brief_now(parts.db, now, address)

    services = Services(
        parts.db,
        now,
        parts.config,
        parts.catalogue,
        parts.naming,
        briefing_at_once,
        wake,
        parts.lexicon,
        quiet_until,
        double_tap_s=double_tap_s,
    )
    proxy = telegram_proxy(parts.config)
    return build_application(
        services,
        parts.config.bot_token,
        request=AiohttpRequest(proxy=proxy),
        updates_request=AiohttpRequest(proxy=proxy, connections=2, read_timeout=40.0),
        limiter=limiter or PriorityLimiter(),
    )


async def _initialize(application: App) -> None:
    """Asks Telegram who we are; an unreachable Telegram is tried again for a while."""
    for wait in (*START_WAITS_S, None):
        try:
            await application.initialize()
            await set_menu(application)
        except InvalidToken as error:
            raise TokenError("Telegram refuses BOT_TOKEN", "Copy the token again from @BotFather") from error
        except NetworkError as error:
            if wait is None:
                raise NaqlError(
                    f"Telegram cannot be reached at TELEGRAM_API_URL ({error})", "Check the address, or set TELEGRAM_PROXY"
                ) from error
            log.warning("Telegram cannot be reached (%s); trying again in %.0f s", error, wait)
            await asyncio.sleep(wait)
        else:
            return


def _watch(service: Service, work: Awaitable[None]) -> None:
    """Runs a part beside the others; should it end with an error, the service hears of it."""

    async def part() -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 — handed on, whatever it is, to whoever awaits `part_ended`
            if not service.part_ended.done():
                service.part_ended.set_exception(error)

    service.tasks.append(asyncio.create_task(part()))


def _scheduler(living: Living, fetcher: Fetcher, service: Service, pace: Pace) -> Scheduler:
    """All jobs, and the one that watches them."""
    jobs = _jobs(living, fetcher, service, pace)
    caretaker = Caretaker(living.parts, jobs, service.courier.wake)
    caretaker.scheduler = Scheduler([*jobs, Job("care", pace.care_s, caretaker.look)], now)
    return caretaker.scheduler


def _jobs(living: Living, fetcher: Fetcher, service: Service, pace: Pace) -> list[Job]:
    db, config, courier = living.parts.db, living.parts.config, service.courier

    async def collecting() -> None:
        report = await collect(db, fetcher, living.parts.analyser, now, config)
        if report.owed:
            courier.wake()

    async def matching() -> None:
        if await match_due(db, now) + await show_drafts(db, now):
            courier.wake()

    async def briefing() -> None:
        if await brief(db, now):
            courier.wake()

    async def settling() -> None:
        await prune.expire(db, now)

    async def tidying() -> None:
        await group_waiting(db, now, config.story_wait_s)  # what a backfill that was killed left
        await prune.prune(db, now)

    return [
        Job("collect", pace.collect_s, collecting),
        Job("match", pace.match_s, matching),
        Job("brief", pace.brief_s, briefing),
        Job("push", pace.push_s, partial(_push, db, courier, teller(service.application))),
        Job("reports", pace.reports_s, partial(_report, living, courier)),
        Job("expire", pace.expire_s, settling),
        Job("prune", pace.prune_s, tidying),
        Job("candidates", pace.candidates_s, partial(candidates.propose, db, now)),
    ]


async def _push(db: Database, courier: Courier, tell: Tell) -> None:
    if await run_pushes(db, now, tell):
        courier.wake()


async def _report(living: Living, courier: Courier) -> None:
    if await tell_reports(living):
        courier.wake()


@asynccontextmanager
async def _web(application: App, config: Config, db: Database) -> AsyncIterator[None]:
    async def numbers() -> Mapping[str, float]:
        async with db.read() as session:
            return {f"deliveries_{state}": float(count) for state, count in (await outbox.counts(session)).items()}

    if config.webhook_url and not config.webhook_secret:
        raise ConfigError("WEBHOOK_URL is set without WEBHOOK_SECRET", "Set WEBHOOK_SECRET to a random word")
    try:
        server = await start_web(config.web_host, config.web_port, application, config.webhook_secret, numbers)
    except OSError as error:
        raise ConfigError(
            f"WEB_PORT {config.web_port} cannot be used ({error.strerror})", "Set WEB_PORT to a free port, or to 0"
        ) from error
    try:
        if config.webhook_url:
            url = f"{config.webhook_url}{HOOK_PATH}"
            await application.bot.set_webhook(url, secret_token=config.webhook_secret, allowed_updates=[])
        yield
    finally:
        await server.close()
