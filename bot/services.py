"""What handlers are given by the composition root: nothing here is read from the environment or a global."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.office import Office
from bot.render.naming import Naming
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.lexicon import Lexicon
from storage.config import Config
from storage.database import Database
from storage.records import Address, ChatSettings, Statement

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Services:
    """`brief_now` owes a briefing to an address at once and tells whether there was anything to say."""

    db: Database
    clock: Clock
    config: Config
    catalogue: Catalogue
    naming: Naming
    brief_now: Callable[[Address], Awaitable[bool]]
    wake_delivery: Callable[[], None]
    """Asks the outbox to look at once instead of at its next tick."""
    lexicon: Lexicon | None = None
    """Tells ordinary words of a question from misspelt names."""
    quiet_until: Callable[[ChatSettings, datetime], datetime | None] = lambda _settings, _now: None
    """When the quiet hours in which a moment falls are over; None outside of them."""
    read_link: Callable[[str], Awaitable[tuple[Statement, ...] | None]] | None = None
    """What a news page says by whom, read now and kept nowhere; None: it cannot be read, (): nobody says anything there."""
    double_tap_s: float = 0.0
    """Within which a second tap on the same button of the same message was meant for the first."""
    office: Office | None = None
    """What admins' handlers need of jobs; None where there are none to serve (`naql deliver`)."""


def services_of(bot_data: dict[Any, Any]) -> Services:
    """The services of an application, put there by `bot.app.build_application`."""
    services = bot_data["services"]
    assert isinstance(services, Services)
    return services
