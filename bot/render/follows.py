"""What an address follows, as a list with pages and as a page for each follow."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.callbacks import Verb
from bot.render.keyboards import button, keyboard
from bot.render.story import View
from bot.render.writing import escape, line, number
from bot.texts import following
from storage.records import Aspect, Subscription

PER_PAGE = 8
IN_ROW = 4


def list_html(kept: Sequence[Subscription], offset: int, view: View, of: str = "") -> str:
    """The page of the list that begins at `offset`: one numbered line for each follow. `of`: the group or channel whose it is."""
    lines = [following.LIST_HEAD_OF.format(chat=escape(line(of))) if of else following.LIST_HEAD]
    for place, subscription in enumerate(kept[offset : offset + PER_PAGE], offset + 1):
        name = escape(line(view.naming.choice(subscription.follow)))
        lines.append(f"{number(place, view.digits)}. {name}{_state(subscription)}")
    pages = -(-len(kept) // PER_PAGE)
    if pages > 1:
        page = following.PAGE_OF.format(page=number(offset // PER_PAGE + 1, view.digits), pages=number(pages, view.digits))
        lines += ["", page]
    return "\n".join([*lines, "", following.LIST_HINT])


def _state(subscription: Subscription) -> str:
    if subscription.muted:
        return f"{texts.LIST_COMMA}{following.LINE_MUTED}"
    return f"{texts.LIST_COMMA}{following.LINE_ALERT}" if subscription.alerts else ""


def list_keyboard(
    kept: Sequence[Subscription], offset: int, view: View, back: Sequence[InlineKeyboardButton] = ()
) -> InlineKeyboardMarkup | None:
    """A number for each follow of the page, the pages before and behind, and where it was opened from."""
    taps = [
        button(number(place, view.digits), Verb.FOLLOW_ITEM, subscription.id, offset)
        for place, subscription in enumerate(kept[offset : offset + PER_PAGE], offset + 1)
    ]
    rows = [taps[at : at + IN_ROW] for at in range(0, len(taps), IN_ROW)]
    turns = [button(following.PREVIOUS_PAGE, Verb.FOLLOWS, max(0, offset - PER_PAGE))] if offset else []
    turns += [button(following.NEXT_PAGE, Verb.FOLLOWS, offset + PER_PAGE)] if offset + PER_PAGE < len(kept) else []
    return keyboard(*rows, turns, back)


def item_html(subscription: Subscription, view: View) -> str:
    """One follow: its name and what comes of it."""
    name = escape(line(view.naming.choice(subscription.follow)))
    state = following.ITEM_ALERTS if subscription.alerts else following.ITEM_BRIEFINGS
    return f"<b>{name}</b>\n{following.ITEM_MUTED if subscription.muted else state}"


def item_keyboard(subscription: Subscription, offset: int) -> InlineKeyboardMarkup | None:
    """What can be done with one follow; `offset`: where in the list to go back to."""
    where = (subscription.id, offset)
    alerts = (
        button(texts.NO_ALERT, Verb.ALERTS_OFF, *where)
        if subscription.alerts
        else button(texts.ALERT_TOO, Verb.ALERTS_ON, *where)
    )
    mute = button(following.UNMUTE, Verb.UNMUTE, *where) if subscription.muted else button(following.MUTE, Verb.MUTE, *where)
    return keyboard(
        [] if subscription.muted else [alerts],
        _aspects(subscription, offset),
        [mute, button(following.REMOVE, Verb.UNFOLLOW, *where)],
        [button(following.BACK, Verb.FOLLOWS, offset)],
    )


def _aspects(subscription: Subscription, offset: int) -> list[InlineKeyboardButton]:
    """For a follow of one name: the two other ways to mean it. A state as `who` only speaks."""
    follow = subscription.follow
    alone = (
        follow.topic is None
        and follow.phrase is None
        and follow.about is None
        and (follow.who is None) != (follow.country is None)
    )
    if not alone or (follow.who or "").isupper():
        return []
    now = follow.who_as if follow.who else follow.country_as
    about = following.ONLY_ABOUT if follow.who and ":" not in follow.who else following.ONLY_ABOUT_IT
    labels = {Aspect.BY: following.ONLY_BY, Aspect.ABOUT: about, Aspect.ANY: following.BY_AND_ABOUT}
    return [
        button(label, Verb.ASPECT, subscription.id, aspect[:2], offset) for aspect, label in labels.items() if aspect is not now
    ]
