"""What a newcomer is offered to follow: countries and topics that every day's news speaks of, and people whom it quotes."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from bot.render.keyboards import follow_buttons
from bot.render.naming import Naming
from storage.records import Follow

STARTERS = (
    Follow(country="TR"),
    Follow(country="AF"),
    Follow(country="US"),
    Follow(topic="nuclear"),
    Follow(topic="economy"),
    Follow(topic="environment-water"),
)
PEOPLE = ("office:ir-president", "office:ir-foreign-minister")
"""By office: whoever holds it."""


def starters(naming: Naming) -> list[list[InlineKeyboardButton]]:
    """Rows of buttons: three countries, three topics, two offices where the catalogue has them."""
    buttons = [row[0] for row in follow_buttons(STARTERS, naming)]  # «محیط زیست و آب» has no room in a row of three
    offices = [Follow(who=slug) for slug in PEOPLE if slug in naming.catalogue.offices]
    people = [row[0] for row in follow_buttons(offices, naming)]
    return [buttons[:3], buttons[3:5], buttons[5:], *([one] for one in people)]
