"""/push: what, to whom, when; a preview that is the message itself; then one progress message that the runner edits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.handlers.admin.access import Args, Desk, cancel_row, number_of, tap
from bot.handlers.admin.finding import statement_line, statements_for, stories_for, story_line
from bot.render.story import leading
from bot.render.tellings import speaker_key
from bot.render.writing import number
from bot.texts import admin as words
from bot.texts import pushing
from storage import admins, newest, pushes, stories

LONGEST = 4096
LONGEST_CAPTION = 1024
_BRIEFED = 5


async def start(desk: Desk, args: Args) -> None:
    """/push: what is it to be?"""
    await desk.turn(
        pushing.PUSH_WHAT,
        [tap(pushing.PUSH_TEXT, "pt"), tap(pushing.PUSH_STORY, "ps", "story")],
        [tap(pushing.PUSH_STATEMENT, "ps", "statement"), tap(pushing.PUSH_BRIEFING, "pb")],
        [tap(pushing.PUSH_LIST, "pl"), *cancel_row()],
    )


async def ask_text(desk: Desk, args: Args) -> None:
    await desk.expect({"do": "push-text"})
    await desk.turn(pushing.PUSH_TEXT_ASK, cancel_row())


async def written_text(desk: Desk, payload: dict[str, Any]) -> None:
    """The text of a push, as Telegram's own entities say it: what looks like markup in it is text. A picture or a document that
    the admin sends goes along, its caption being the text."""
    message = desk.update.effective_message
    carried: dict[str, Any] = {}
    if message and message.photo:
        carried["photo"] = message.photo[-1].file_id  # the largest of its sizes
    elif message and message.document:
        carried["document"] = message.document.file_id
    text = (message.text or message.caption or "") if message else ""
    if not carried and (message is None or not message.text):  # a film, a voice, a sticker: not to be lost without a word
        await desk.say(pushing.PUSH_ODD, cancel_row())
        return
    if len(text) > (LONGEST_CAPTION if carried else LONGEST):
        await desk.say(pushing.PUSH_LONG, cancel_row())
        return
    html = "" if not text or message is None else message.text_html if message.text else message.caption_html
    await _drafted(desk, {"html": html, **carried})


async def ask_which(desk: Desk, args: Args) -> None:
    """The latest stories to choose from, or words that name a statement."""
    kind = args[0] if args and args[0] in ("story", "statement") else "story"
    await desk.expect({"do": "push-find", "kind": kind})
    if kind == "statement":
        await desk.turn(pushing.PUSH_FIND_WORDS, cancel_row())
        return
    await _offer_stories(desk, "")


async def written_words(desk: Desk, payload: dict[str, Any]) -> None:
    """Words that name what is to be sent."""
    message = desk.update.effective_message
    text = (message.text or "") if message else ""
    if payload.get("kind") == "statement":
        view = await desk.view()
        found = await statements_for(desk, text)
        await _offer(desk, [statement_line(s, view) for s in found], [("statement", s.id) for s in found])
    else:
        await _offer_stories(desk, text)


async def _offer_stories(desk: Desk, text: str) -> None:
    view = await desk.view()
    found = await stories_for(desk, text)
    await _offer(desk, [story_line(story, view) for story in found], [("story", story.id) for story in found])


async def _offer(desk: Desk, lines: Sequence[str], picks: Sequence[tuple[str, int]]) -> None:
    if not lines:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    listed = [f"{number(index)}. {text}" for index, text in enumerate(lines, 1)]
    taps = [tap(number(index), "pp", kind, pick) for index, (kind, pick) in enumerate(picks, 1)]
    await desk.turn("\n\n".join([pushing.PUSH_FIND, *listed]), taps, cancel_row())


async def picked(desk: Desk, args: Args) -> None:
    """A story or statement was chosen."""
    chosen = number_of(args, 1)
    if chosen is None or args[0] not in ("story", "statement"):
        await desk.old()
        return
    await _drafted(desk, {args[0]: chosen})


async def ask_hours(desk: Desk, args: Args) -> None:
    await desk.turn(
        pushing.PUSH_HOURS, [tap(pushing.HOURS.format(count=number(hours)), "ph", hours) for hours in (6, 12, 24)], cancel_row()
    )


async def picked_hours(desk: Desk, args: Args) -> None:
    """A briefing of the last hours: the most told stories, the same for everybody."""
    hours = number_of(args)
    if hours not in (6, 12, 24):
        await desk.old()
        return
    since = desk.now - timedelta(hours=hours)
    async with desk.parts.db.read() as session:
        told = await newest.stories_since(session, since, 500)
        found = [(await stories.get(session, story_id), outlets) for story_id, outlets in told]
    kept = [(story, outlets) for story, outlets in found if story is not None and story.statements]
    if not kept:
        await desk.say(pushing.PUSH_NOTHING)
        return
    today = desk.now.astimezone(desk.parts.config.zone).date().isoformat()
    briefing = {
        "slot": "now",
        "since": since.isoformat(),
        "until": desk.now.isoformat(),
        "stories": len(kept),
        "speakers": len({speaker_key(s) for story, _ in kept for s in story.statements if speaker_key(s)}),
        "rest": max(0, len(kept) - _BRIEFED),
        "held": 0,
        "items": [
            {"story": story.id, "statement": leading(story.statements)[0].id, "follow": 0, "outlets": outlets, "day": today}
            for story, outlets in kept[:_BRIEFED]
        ],
    }
    await _drafted(desk, {"briefing": briefing})


async def _drafted(desk: Desk, payload: dict[str, Any]) -> None:
    """A draft; whom is it for?"""
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        push_id = await pushes.draft(session, desk.user_id, payload, desk.now)
    await desk.turn(
        pushing.PUSH_WHOM,
        [tap(pushing.AUDIENCE["all"], "pa", push_id, "all"), tap(pushing.AUDIENCE["followers"], "pa", push_id, "followers")],
        [tap(pushing.AUDIENCE["groups"], "pa", push_id, "groups"), tap(pushing.AUDIENCE["channels"], "pa", push_id, "channels")],
        [tap(pushing.AUDIENCE["test"], "pa", push_id, "test"), tap(words.CANCEL, "px", push_id)],
    )
