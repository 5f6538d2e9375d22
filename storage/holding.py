"""Alerts that are held through an address's quiet hours, when those hours change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from storage import outbox
from storage.database import WriteSession
from storage.records import Address, DeliveryKind, DeliveryState
from storage.schema import deliveries

_RECENT = 50
"""Of an address's latest deliveries: one night's alerts are held as one."""


async def until(s: WriteSession, address: Address, at: datetime) -> int:
    """What is held for the address is due at `at`, when its quiet hours end now. Gives the number of messages."""
    recent = await outbox.of_address(s, address, _RECENT)
    held = [
        one.id
        for one in recent
        if one.kind is DeliveryKind.ALERT and one.state is DeliveryState.PENDING and one.payload.get("held")
    ]
    waiting = update(deliveries).where(deliveries.c.id.in_(held), deliveries.c.state == DeliveryState.PENDING)
    return await s.run(waiting.values(not_before=at, due_at=at)) if held else 0
