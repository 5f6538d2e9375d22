"""/edit: a statement is hidden or corrected (speaker, act), and whoever was sent it hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.handlers.admin.access import Args, Desk, cancel_row, cut, number_of, packed, tap
from bot.handlers.admin.finding import asked, statement_line, statements_for
from bot.render.admin_cards import act_word, shown_word, statement_card, statement_rows
from bot.render.story import View, attribution
from bot.render.writing import escape, line, number
from bot.texts import admin as words
from jobs.analysis.fold import fold
from jobs.analysis.model import Act
from jobs.analysis.summary import shorten
from storage import admins, articles, mending, reports, statements
from storage.database import WriteSession
from storage.mending import Speaker
from storage.records import ReportState, Statement

LONGEST_NAME = 60
_SHOWN = 120
_CHOICES = 6


async def start(desk: Desk, args: Args) -> None:
    """/edit: by which words?"""
    await desk.expect({"do": "edit-find"})
    await desk.turn(words.EDIT_FIND, cancel_row())


async def written_words(desk: Desk, payload: dict[str, Any]) -> None:
    message = desk.update.effective_message
    view = await desk.view()
    found = await statements_for(desk, (message.text or "") if message else "")
    if not found:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    lines = [f"{number(index)}. {statement_line(said, view)}" for index, said in enumerate(found, 1)]
    taps = [tap(number(index), "ev", said.id) for index, said in enumerate(found, 1)]
    await desk.say("\n\n".join(lines), taps, cancel_row())


async def viewed(desk: Desk, args: Args) -> None:
    """The card of one statement."""
    statement = await _statement(desk, args)
    if statement is None:
        await desk.old()
        return
    await show(desk, statement)


async def show(desk: Desk, statement: Statement, note: str = "") -> None:
    """The card with what can be done; `note` stands above it."""
    view = await desk.view()
    async with desk.parts.db.read() as session:
        article = await articles.get(session, statement.article_id)
    card = statement_card(statement, article, view)
    await desk.turn(f"{note}\n\n{card}" if note else card, *statement_rows(statement))


async def hidden(desk: Desk, args: Args) -> None:
    """Out of every answer and digest, or back; those who were sent it hear that it is gone."""
    statement = await _statement(desk, args)
    hide = number_of(args, 1)
    if statement is None or hide not in (0, 1):
        await desk.old()
        return
    view = await desk.view()
    async with desk.parts.db.write() as session:
        done = await mending.hide(session, statement.id, bool(hide))
        if done:
            told = {"change": "hidden", **_said(statement, view)} if hide else None
            await _mended(desk, session, statement, "hide" if hide else "show", {}, told)
    await _shown_again(desk, statement.id, words.DONE if done else words.OVER)


async def ask_speaker(desk: Desk, args: Args) -> None:
    """The other speakers of the article, nobody, or a name to be typed."""
    statement = await _statement(desk, args)
    if statement is None:
        await desk.old()
        return
    async with desk.parts.db.read() as session:
        siblings = await statements.of_article(session, statement.article_id)
    view = await desk.view()
    others: dict[str, Statement] = {}
    for said in siblings:
        name = attribution(said, view, occasion=False).name
        if said.speaker_name and (said.person, said.speaker_name) != (statement.person, statement.speaker_name):
            others.setdefault(name, said)
    rows = [[tap(cut(name), "es", statement.id, said.id)] for name, said in list(others.items())[:_CHOICES]]
    await desk.turn(
        words.SPEAKER_ASK,
        *rows,
        [tap(words.NOBODY, "es", statement.id, 0), tap(words.ANOTHER_NAME, "en", statement.id)],
        [tap(words.BACK, "ev", statement.id)],
    )


async def picked_speaker(desk: Desk, args: Args) -> None:
    """The speaker of another statement of the same article, or nobody."""
    statement, other_id = await _statement(desk, args), number_of(args, 1)
    if statement is None or other_id is None:
        await desk.old()
        return
    if other_id == 0:
        await _set_speaker(desk, statement, Speaker(None, None, None, ()))
        return
    async with desk.parts.db.read() as session:
        other = await statements.get(session, other_id)
    if other is None or other.article_id != statement.article_id or not other.speaker_name:
        await desk.old()
        return
    key = other.person or f"name:{fold(other.speaker_name)}"
    await _set_speaker(desk, statement, Speaker(other.speaker_name, other.person, other.speaker_country, (key,)))


async def ask_name(desk: Desk, args: Args) -> None:
    statement = await _statement(desk, args)
    if statement is None:
        await desk.old()
        return
    await desk.expect({"do": "speaker", "id": statement.id})
    await desk.turn(words.SPEAKER_NAME, [tap(words.BACK, "ev", statement.id)])


async def written_name(desk: Desk, payload: dict[str, Any]) -> None:
    """A name: somebody of the catalogue where it is one, else as typed. What was recognised is shown before it is so: whoever was
    sent the statement is told of the change."""
    message = desk.update.effective_message
    typed = " ".join(((message.text or "") if message else "").split())
    statement = await _statement(desk, (str(payload.get("id")),))
    if statement is None or not 2 <= len(typed) <= LONGEST_NAME:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    query = await asked(desk, typed)
    slug = next((slug for slug in (*query.speakers, *query.people) if slug in desk.parts.catalogue.people), None)
    await desk.expect({"do": "speaker", "id": statement.id, "typed": typed, "slug": slug})
    name = (await desk.view()).naming.who(slug) if slug else typed
    known = words.SPEAKER_KNOWN if slug else words.SPEAKER_UNKNOWN
    choice = [tap(words.SPEAKER_YES, "ey", statement.id)]
    if slug and fold(name) != fold(typed):  # «محمد رضایی» may be read as somebody better known who is not meant
        choice.append(tap(words.SPEAKER_TYPED, "ey", statement.id, 1))
    html = f"{words.SPEAKER_SURE.format(name=escape(line(name)))}\n{known}"
    await desk.say(html, choice, [tap(words.BACK, "ev", statement.id)])


async def named(desk: Desk, args: Args) -> None:
    """The name that was typed last is the speaker's: whom it was read as, or with a second argument as it stands."""
    statement = await _statement(desk, args)
    async with desk.parts.db.write() as session:
        typed = await admins.expected(session, desk.user_id, desk.address.chat_id, desk.now) or {}
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
    name, slug = typed.get("typed"), typed.get("slug")
    if statement is None or typed.get("id") != statement.id or not isinstance(name, str):
        await desk.old()
        return
    as_read = isinstance(slug, str) and number_of(args, 1) is None
    person = desk.parts.catalogue.people.get(str(slug)) if as_read else None
    if person is None:
        await _set_speaker(desk, statement, Speaker(name, None, None, (f"name:{fold(name)}",)))
    else:
        await _set_speaker(desk, statement, Speaker(person.name, person.slug, person.country, (person.slug,)))


async def _set_speaker(desk: Desk, seen: Statement, speaker: Speaker) -> None:
    view = await desk.view()
    after = speaker.name or words.NOBODY
    async with desk.parts.db.write() as session:
        statement = await statements.get(session, seen.id)
        changes = statement is not None and (statement.speaker_name, statement.person) != (speaker.name, speaker.person)
        if statement is not None and changes:  # else somebody was faster, or it was so: nobody is told of a change that is none
            before = attribution(statement, view, occasion=False).name
            await mending.set_speaker(session, statement.id, speaker)
            told = {"change": "mended-speaker", **_said(statement, view), "before": before, "after": after}
            await _mended(desk, session, statement, "correct", {"from": before, "to": after}, told)
    await _shown_again(desk, seen.id, words.DONE if changes else words.ALREADY)


async def ask_act(desk: Desk, args: Args) -> None:
    statement = await _statement(desk, args)
    if statement is None:
        await desk.old()
        return
    taps = [tap(act_word(act), "ea", statement.id, act.value) for act in Act if act is Act.SAYS or act_word(act) != words.SAYS]
    await desk.turn(words.ACT_ASK, *packed(taps), [tap(words.BACK, "ev", statement.id)])


async def picked_act(desk: Desk, args: Args) -> None:
    """Another verb. What is denied or rejected stands under a denial, so that it is never shown bare."""
    statement = await _statement(desk, args)
    if statement is None or len(args) < 2 or args[1] not in set(Act):
        await desk.old()
        return
    act = Act(args[1])
    view = await desk.view()
    async with desk.parts.db.write() as session:
        fresh = await statements.get(session, statement.id)
        changes = fresh is not None and fresh.act != act
        if fresh is not None and changes:
            before, after = act_word(fresh.act), act_word(act)
            await mending.set_act(session, fresh.id, act, negated=act in (Act.DENIES, Act.REJECTS))
            shown = {"before": shown_word(fresh.act), "after": shown_word(act)}
            told = {"change": "mended-act", **_said(fresh, view), **shown} if shown["before"] != shown["after"] else None
            await _mended(desk, session, fresh, "correct", {"from": before, "to": after}, told)
    await _shown_again(desk, statement.id, words.DONE if changes else words.ALREADY)


async def _mended(
    desk: Desk,
    session: WriteSession,
    statement: Statement,
    action: str,
    detail: Mapping[str, object],
    told: Mapping[str, object] | None,
) -> None:
    """What follows every change, in its transaction: the audit, the corrections, the reports settled."""
    await desk.note(session, action, f"statement:{statement.id}", detail)
    if told is not None and statement.story_id is not None:
        await desk.office.correct(session, statement.story_id, told, desk.now)
    if told is not None:
        await reports.resolve(session, statement.id, ReportState.MENDED, desk.now)


async def _shown_again(desk: Desk, statement_id: int, note: str) -> None:
    desk.parts.wake_delivery()
    async with desk.parts.db.read() as session:
        statement = await statements.get(session, statement_id)
    if statement is not None:
        await show(desk, statement, note)


def _said(statement: Statement, view: View) -> dict[str, object]:
    """What a correction repeats of the statement."""
    piece = shorten(statement.text, _SHOWN)
    return {"text": f"{piece.text} …" if piece.cut else piece.text, "before": attribution(statement, view, occasion=False).name}


async def _statement(desk: Desk, args: Args) -> Statement | None:
    statement_id = number_of(args)
    if statement_id is None:
        return None
    async with desk.parts.db.read() as session:
        return await statements.get(session, statement_id)
