"""Long polling that loses no update: a batch is confirmed (by the next poll's offset) only after its handlers have finished.

PTB's own updater confirms updates once they are in memory, so a crash loses what people tapped. Here a crash makes Telegram
send the batch again; every handler can be repeated without harm.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.handlers.common import App
from storage.errors import TokenError

log = logging.getLogger(__name__)

POLL_S = 25
BATCH_S = 20.0
"""How long one batch may hold up the next poll: a handler that waits for Telegram's limits does not stop everybody else."""
BACK_OFF_S = (1.0, 2.0, 5.0, 10.0, 30.0)


async def poll(application: App, stop: asyncio.Event) -> None:
    """Polls until `stop` is set.

    Raises:
        TokenError: Telegram does not know the token.
    """
    offset, failures = 0, 0
    stopping = asyncio.ensure_future(stop.wait())
    try:
        while not stop.is_set():
            polling = asyncio.ensure_future(_updates(application, offset))
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not polling.done():
                polling.cancel()
                await asyncio.wait({polling})
                return
            try:
                updates = polling.result()
            except InvalidToken as error:
                raise TokenError("Telegram refuses BOT_TOKEN", "Copy the token again from @BotFather") from error
            except TelegramError as error:
                failures += 1
                await _pause(_wait_after(error, failures), stop)
                continue
            failures = 0
            if updates:
                await _handle(application, updates)
                offset = updates[-1].update_id + 1
    finally:
        stopping.cancel()


async def _updates(application: App, offset: int) -> Sequence[Update]:
    return await application.bot.get_updates(offset=offset, timeout=POLL_S, allowed_updates=Update.ALL_TYPES)


async def _handle(application: App, updates: Sequence[Update]) -> None:
    """Chats side by side, the updates of one chat in order."""
    chats: dict[int, list[Update]] = {}
    for update in updates:
        chats.setdefault(update.effective_chat.id if update.effective_chat else 0, []).append(update)
    tasks = {asyncio.ensure_future(_in_order(application, mine)) for mine in chats.values()}
    _, late = await asyncio.wait(tasks, timeout=BATCH_S)
    if late:
        log.warning("%d chats of a batch take longer than %.0f s; polling goes on", len(late), BATCH_S)


async def _in_order(application: App, updates: Sequence[Update]) -> None:
    for update in updates:
        await application.process_update(update)


def _wait_after(error: TelegramError, failures: int) -> float:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return float(wait if isinstance(wait, int) else wait.total_seconds())
    if isinstance(error, Conflict):
        log.error("another process polls with this token, or a webhook is set: stop it, or run with WEBHOOK_URL (%s)", error)
    elif isinstance(error, NetworkError):
        log.warning("Telegram cannot be reached (%s); trying again", error)
    else:
        log.error("Telegram answers a poll with: %s", error)
    return BACK_OFF_S[min(failures, len(BACK_OFF_S)) - 1]


async def _pause(seconds: float, stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
