"""/follows: the list, its pages, and the page of each follow: alerts, silence, by or about, removal; all in place."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers.common import (
    Context,
    acting_for,
    address_of,
    edit,
    edit_keyboard,
    number_in,
    reply,
    say_old,
    services,
    title_of,
    view_of,
)
from bot.handlers.follow import ASPECTS, follow_button, own_subscription
from bot.render.follows import item_html, item_keyboard, list_html, list_keyboard
from bot.render.keyboards import button, followed_keyboard, keyboard
from bot.render.writing import escape
from bot.texts import following
from storage import subscriptions
from storage.records import Address


async def follows(update: Update, context: Context) -> None:
    """/follows: everything that this address follows."""
    address = address_of(update)
    if address is not None:
        await reply(update, *await list_page(update, context, address, 0))


async def tapped_follows(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Another page of the list, in place."""
    address = address_of(update)
    if address is not None:
        await edit(update, *await list_page(update, context, address, number_in(args) or 0))


async def list_page(update: Update, context: Context, address: Address, offset: int) -> tuple[str, InlineKeyboardMarkup | None]:
    """The list from `offset` on; from its beginning where there is less by now. A channel's leads back to its desk."""
    async with services(context).db.read() as session:
        kept = await subscriptions.of(session, address)
        view = await view_of(session, address, context)
    of = await title_of(update, context, address)
    back = [button(following.BACK, Verb.CONNECT)] if acting_for.get() is not None else []
    if not kept:
        return (following.FOLLOWS_EMPTY_HERE if of else texts.FOLLOWS_EMPTY), keyboard(back)
    offset = offset if offset < len(kept) else 0
    return list_html(kept, offset, view, of), list_keyboard(kept, offset, view, back)


async def tapped_item(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The page of one follow, in place of the list."""
    address, number = address_of(update), number_in(args)
    if address is None or number is None:
        await say_old(update)
        return
    await edit(update, *await item_page(update, context, number, address, number_in(args, 1) or 0))


async def item_page(
    update: Update, context: Context, subscription_id: int, address: Address, offset: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    """One follow with what can be done with it; the list where it is gone by now."""
    async with services(context).db.read() as session:
        found = await subscriptions.get(session, subscription_id, address)
        view = await view_of(session, address, context)
    if found is None:
        return await list_page(update, context, address, offset)
    return item_html(found, view), item_keyboard(found, offset)


async def tapped_alerts(update: Update, context: Context, args: tuple[str, ...], *, on: bool) -> str:
    """Alerts for one follow on or off; the buttons turn in place. Gives what the tap is answered with."""
    found = await own_subscription(update, context, args)
    if found is None:
        await say_old(update)
        return ""
    async with services(context).db.write() as session:
        await subscriptions.set_alerts(session, found.id, found.address, on)
    offset = number_in(args, 1)
    if offset is None:  # under the word that it is followed
        await edit_keyboard(update, followed_keyboard(replace(found, alerts=on)))
    else:
        await edit(update, *await item_page(update, context, found.id, found.address, offset))
    return following.TOLD_ALERTS_ON if on else following.TOLD_ALERTS_OFF


async def tapped_mute(update: Update, context: Context, args: tuple[str, ...], *, on: bool) -> str:
    """A follow is silent, or speaks again; it stays in the list."""
    found = await own_subscription(update, context, args)
    if found is None:
        await say_old(update)
        return ""
    async with services(context).db.write() as session:
        await subscriptions.mute(session, found.id, found.address, on)
    await edit(update, *await item_page(update, context, found.id, found.address, number_in(args, 1) or 0))
    return following.TOLD_MUTED if on else following.TOLD_UNMUTED


async def tapped_aspect(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """What a name means in a follow: what it says, what is said about it, or both; taken up anew under its new key."""
    found = await own_subscription(update, context, args)
    if found is None or len(args) < 2 or args[1] not in ASPECTS:
        await say_old(update)
        return
    aspect = ASPECTS[args[1]]
    follow = replace(found.follow, who_as=aspect) if found.follow.who else replace(found.follow, country_as=aspect)
    async with services(context).db.write() as session:
        await subscriptions.unfollow(session, found.id, found.address)
        changed, _ = await subscriptions.follow(session, found.address, follow, found.created_at, alerts=found.alerts)
        if found.muted:
            await subscriptions.mute(session, changed.id, found.address, True)
    await edit(update, *await item_page(update, context, changed.id, found.address, number_in(args, 2) or 0))


async def tapped_unfollow(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Removes one follow and offers to take it up again; where it was removed from the list, the way back too."""
    found = await own_subscription(update, context, args)
    if found is None:
        await say_old(update)
        return
    naming = services(context).naming
    name = naming.choice(found.follow)
    async with services(context).db.write() as session:
        await subscriptions.unfollow(session, found.id, found.address)
        again = await follow_button(session, found.address, found.follow, texts.FOLLOW_WHAT.format(what=name), context)
    offset = number_in(args, 1)
    back = [button(following.BACK, Verb.FOLLOWS, offset)] if offset is not None else []
    await edit(update, texts.UNFOLLOWED.format(what=escape(name)), keyboard([again], back))
