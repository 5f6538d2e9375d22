"""Who somebody is to this installation, and what every admin handler works with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import ChatMember, Update
from telegram.error import TelegramError

from bot import texts
from bot.callbacks import Verb
from bot.handlers.common import Context, address_of, edit, reply, services, view_of
from bot.office import Office
from bot.render.keyboards import button, keyboard
from bot.render.story import View
from bot.services import Services
from bot.texts import admin as words
from storage import admins, audit
from storage.database import WriteSession
from storage.office_records import Role
from storage.records import Address

Args = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One act of one admin: where and who. Handlers get it in place of PTB's pair, which it carries."""

    update: Update
    context: Context
    user_id: int
    role: Role
    address: Address

    @property
    def parts(self) -> Services:
        return services(self.context)

    @property
    def office(self) -> Office:
        """What the composition root gave for admins' work."""
        office = self.parts.office
        assert office is not None, "the service gives an office"
        return office

    @property
    def now(self) -> datetime:
        return self.parts.clock()

    @property
    def name(self) -> str:
        """How the person calls themselves, for «who did it»."""
        user = self.update.effective_user
        return user.full_name if user else str(self.user_id)

    async def view(self) -> View:
        async with self.parts.db.read() as session:
            return await view_of(session, self.address, self.context)

    async def say(self, html: str, *rows: Any) -> Any:
        """Answers with these rows of buttons."""
        return await reply(self.update, html, keyboard(*rows))

    async def turn(self, html: str, *rows: Any) -> None:
        """Changes the message whose button was tapped; without one, answers."""
        if self.update.callback_query is None:
            await self.say(html, *rows)
        else:
            await edit(self.update, html, keyboard(*rows))

    async def toast(self, text: str = "") -> None:
        """Stops the button's waiting sign, with a word or without. Telegram refuses it for a tap that came too late."""
        query = self.update.callback_query
        if query is not None:
            try:
                await query.answer(text or None)
            except TelegramError:
                return

    async def old(self) -> None:
        """The button is of a message whose matter is settled."""
        await self.say(texts.OLD_BUTTON)

    async def note(self, session: WriteSession, action: str, subject: str, detail: Mapping[str, object] | None = None) -> None:
        """Writes down what this admin did, in the transaction of the deed."""
        await audit.note(session, self.user_id, action, subject, self.now, {"name": self.name, **(detail or {})})

    async def expect(self, payload: dict[str, Any]) -> None:
        """Their next message here answers this."""
        async with self.parts.db.write() as session:
            await admins.expect(session, self.user_id, self.address.chat_id, payload, self.now)


Act = Callable[[Desk, Args], Awaitable[None]]


async def desk_of(update: Update, context: Context) -> Desk | None:
    """Who acts and where; None where nobody does (a channel's post)."""
    user, address = update.effective_user, address_of(update)
    if user is None or address is None or user.is_bot:
        return None
    return Desk(update, context, user.id, await role_of(context, user.id), address)


async def role_of(context: Context, user_id: int) -> Role:
    """Owners stand in the settings, the others in the database."""
    if user_id in services(context).config.admin_ids:
        return Role.OWNER
    async with services(context).db.read() as session:
        return await admins.role_of(session, user_id)


async def leads(desk: Desk, chat_id: int) -> bool:
    """Whether the person is an administrator of that Telegram group or channel, asked now."""
    try:
        member = await desk.context.bot.get_chat_member(chat_id, desk.user_id)
    except TelegramError:
        return False
    return member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


def tap(text: str, name: str, *args: str | int) -> Any:
    """A button of the admins: `name` is a row of `bot.handlers.admin.table.BUTTONS`."""
    return button(text, Verb.ADMIN, name, *args)


IN_A_ROW, ALONE = 14, 20
"""Letters of a button that shares its row, and of one that has it to itself."""


def packed(taps: Sequence[Any]) -> list[list[Any]]:
    """Buttons two in a row where both are short, in their order."""
    rows: list[list[Any]] = []
    for one in taps:
        fits = rows and len(rows[-1]) == 1 and len(rows[-1][0].text) <= IN_A_ROW and len(one.text) <= IN_A_ROW
        rows[-1].append(one) if fits else rows.append([one])
    return rows


def cut(label: str) -> str:
    """A name as a button's label."""
    return label if len(label) <= ALONE else f"{label[: ALONE - 1].rstrip()}…"


def cancel_row() -> list[Any]:
    """[ لغو ], which also forgets what was awaited."""
    return [tap(words.CANCEL, "off")]


def number_of(args: Args, place: int = 0) -> int | None:
    """The argument as a number, None where it is none: buttons can be forged. Minus signs are for chat ids."""
    if len(args) <= place:
        return None
    text = args[place]
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None
