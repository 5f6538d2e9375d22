"""What a newcomer is offered to follow: countries and topics that every day's news speaks of, and people whom it quotes."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from bot.render.keyboards import follow_buttons
from bot.render.naming import Naming
from storage.records import Follow

STARTERS = (
    Follow(country="TR"),
    Follow(country="US"),
    Follow(topic="nuclear"),
    Follow(topic="economy"),
)
PEOPLE = ("office:ir-president", "office:ir-foreign-minister")
"""By office: whoever holds it."""


def starters(naming: Naming) -> list[list[InlineKeyboardButton]]:
    """Rows of six buttons: two countries, two topics, two offices where the catalogue has them."""
    buttons = [row[0] for row in follow_buttons(STARTERS, naming)]
    offices = [Follow(who=slug) for slug in PEOPLE if slug in naming.catalogue.offices]
    people = [row[0] for row in follow_buttons(offices, naming)]
    return [buttons[:2], buttons[2:], *([one] for one in people)]
