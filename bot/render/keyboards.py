"""The keyboards under messages. Telegram lays a row out from left to right, so every row is sent reversed."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.callbacks import Verb, encode, fits, for_channel
from bot.render.naming import Naming
from bot.render.tellings import once
from bot.render.writing import number
from bot.texts import following
from storage.records import Follow, Story, Subscription, found_by

A_ROW, MOST_HELD = 5, 40
COPY_LIMIT = 256
"""Characters that a copy button carries."""

Row = Sequence[InlineKeyboardButton]


def keyboard(*rows: Row) -> InlineKeyboardMarkup | None:
    """Rows as they are read, from right to left; empty rows are left out, None where nothing remains."""
    kept = [list(reversed(row)) for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def button(text: str, verb: Verb, *args: str | int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=encode(verb, *args))


def of_channel(markup: InlineKeyboardMarkup, chat_id: int) -> InlineKeyboardMarkup | None:
    """The same buttons, to act for a channel; one whose data would not fit is left out."""
    rows = []
    for row in markup.inline_keyboard:
        kept = []
        for one in row:
            data = for_channel(str(one.callback_data), chat_id) if one.callback_data else None
            if data is not None:
                kept.append(InlineKeyboardButton(one.text, callback_data=data))
            elif not one.callback_data:
                kept.append(one)
        rows += [kept] if kept else []
    return InlineKeyboardMarkup(rows) if rows else None


def story_keyboard(story: Story, digits: str, *, callbacks: bool = True, link: str = "") -> InlineKeyboardMarkup | None:
    """Under an alert: all its statements, the text at the publisher, more, follow. A channel's post has only addresses: the
    publisher's, and `link`, which opens the story in the private chat."""
    name, url = story.sources[0] if story.sources else ("", "")
    at = texts.SUMMARY_AT if story.summary_only else texts.TEXT_AT
    source = [InlineKeyboardButton(at.format(source=name), url=url)] if url.startswith(("http://", "https://")) else []
    if not callbacks:
        whole_story = [InlineKeyboardButton(following.CHANNEL_ALL_STATEMENTS, url=link)] if link else []
        return keyboard(whole_story, source)
    told = len(once(story.statements))
    label = texts.ALL_STATEMENTS.format(count=number(told, digits)) if told > 1 else texts.STORY_PAGE
    whole = button(label, Verb.STORY, story.id)
    follow = button(texts.FOLLOW, Verb.FOLLOW_FROM_STORY, story.id)
    return keyboard([whole, *source], [follow, button(following.MORE, Verb.MORE, story.id)])


def held_keyboard(told: Sequence[Story], digits: str) -> InlineKeyboardMarkup | None:
    """Under what was held through the quiet hours: each of its stories, by its number."""
    taps = [button(number(place, digits), Verb.BRIEFING, "story", story.id) for place, story in enumerate(told[:MOST_HELD], 1)]
    return keyboard(*(taps[first : first + A_ROW] for first in range(0, len(taps), A_ROW)))


def more_keyboard(story: Story, citation: str, link: str) -> InlineKeyboardMarkup | None:
    """Behind «بیشتر…»: share (`link`), copy (`citation`), less of this, this is wrong, and back."""
    words = quote(following.SHARED_STORY, safe="")
    share = InlineKeyboardButton(following.SHARE, url=f"https://t.me/share/url?url={quote(link, safe='')}&text={words}")
    return keyboard(
        [share, copy_button(citation, story.id)],
        [button(following.LESS, Verb.LESS_ASK, story.id), button(following.WRONG, Verb.REPORT, story.id)],
        [button(following.BACK, Verb.BACK, story.id)],
    )


def copy_button(citation: str, *source: int) -> InlineKeyboardButton:
    """Telegram's own copy button; what is too long for it is asked for as a message, by its story (and statement)."""
    if citation and len(citation.encode("utf-16-le")) // 2 <= COPY_LIMIT:
        return InlineKeyboardButton(following.COPY, copy_text=CopyTextButton(citation))
    return button(following.COPY, Verb.COPY, *source)


def less_keyboard(story: Story) -> InlineKeyboardMarkup | None:
    """«کمتر از این»: of what."""
    topic = [button(following.LESS_TOPIC, Verb.LESS, story.id, "t")] if story.topics else []
    return keyboard(
        [button(following.LESS_SPEAKER, Verb.LESS, story.id, "w"), button(following.LESS_SOURCE, Verb.LESS, story.id, "s")],
        [*topic, button(following.LESS_BRIEFING, Verb.LESS, story.id, "b")],
        [button(following.BACK, Verb.MORE, story.id)],
    )


def follow_code(follow: Follow) -> tuple[str, ...] | None:
    """A follow as callback arguments; None where it does not fit into a button."""
    args = (found_by(follow.who or ""), follow.who_as[:2], follow.country or "", follow.country_as[:2], follow.topic or "")
    return args if not (follow.phrase or follow.about) and fits(Verb.FOLLOW, *args) else None


def follow_buttons(follows: Sequence[Follow], naming: Naming) -> list[Row]:
    """A row for each thing that can be followed, in the order given."""
    return [[button(naming.choice(follow), Verb.FOLLOW, *args)] for follow in follows if (args := follow_code(follow))]


def followed_keyboard(subscription: Subscription, others: Sequence[Row] = ()) -> InlineKeyboardMarkup | None:
    """Under the word that something is followed: alerts too, undo; and `others` of the same name."""
    alerts = (
        button(texts.NO_ALERT, Verb.ALERTS_OFF, subscription.id)
        if subscription.alerts
        else button(texts.ALERT_TOO, Verb.ALERTS_ON, subscription.id)
    )
    return keyboard([alerts, button(texts.CANCEL, Verb.UNFOLLOW, subscription.id)], *others)
