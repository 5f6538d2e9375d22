"""/people: speakers who are not in the catalogue yet; names and offices with dates, edited."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from bot.handlers.admin.access import Args, Desk, cancel_row, number_of, tap
from bot.handlers.admin.finding import asked, statement_line
from bot.render.admin_people import candidate_html, entry_lines, entry_of
from bot.render.writing import escape, number
from bot.texts import admin as words
from jobs.analysis.fold import fold
from storage import admins, candidates, people, statements
from storage.records import Candidate, CandidateState, Held, Person

BACK = timedelta(days=90)
_EVIDENCE = 3
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,40}")
_PROPOSED = 50


async def start(desk: Desk, args: Args) -> None:
    """How many names wait, or whom to edit."""
    async with desk.parts.db.write() as session:
        await desk.office.propose(session, desk.now - BACK)
        waiting = len(await candidates.open_candidates(session, _PROPOSED))
    await desk.turn(
        words.PEOPLE_HEAD,
        [tap(words.CANDIDATES.format(count=number(waiting)), "cv", 0)],
        [tap(words.EDIT_ENTRY, "cf")],
    )


async def candidate(desk: Desk, args: Args) -> None:
    """One name with its evidence; the next is a tap away."""
    await _show(desk, max(0, number_of(args) or 0))


async def _show(desk: Desk, offset: int) -> None:
    async with desk.parts.db.read() as session:
        waiting = await candidates.open_candidates(session, _PROPOSED)
        one = waiting[offset % len(waiting)] if waiting else None
        said = await statements.by_ids(session, one.evidence[-_EVIDENCE:]) if one else ()
    if one is None:
        await desk.turn(words.CANDIDATES_NONE)
        return
    view = await desk.view()
    rows = [
        [tap(words.ACCEPT, "ca", one.id), tap(words.MERGE_PERSON, "cm", one.id)],
        [tap(words.REJECT_NAME, "cr", one.id), *([tap(words.NEXT_NAME, "cv", offset + 1)] if len(waiting) > 1 else [])],
    ]
    await desk.turn(candidate_html(one, [f"• {statement_line(s, view)}" for s in said], view), *rows)


async def ask_slug(desk: Desk, args: Args) -> None:
    await _ask(desk, args, "accept", words.ACCEPT_ASK)


async def ask_person(desk: Desk, args: Args) -> None:
    await _ask(desk, args, "merge-person", words.MERGE_PERSON_ASK)


async def _ask(desk: Desk, args: Args, what: str, text: str) -> None:
    one = await _candidate(desk, number_of(args))
    if one is None:
        await desk.old()
        return
    await desk.expect({"do": what, "id": one.id})
    await desk.turn(text.format(name=escape(one.name)), cancel_row())


async def written_slug(desk: Desk, payload: dict[str, Any]) -> None:
    """The new entry's slug."""
    message = desk.update.effective_message
    slug = ((message.text or "") if message else "").strip()
    one = await _candidate(desk, int(payload["id"]))
    if one is None:
        await desk.say(words.OVER)
        return
    async with desk.parts.db.read() as session:
        taken = await people.get(session, slug) is not None
    if taken or not _SLUG.fullmatch(slug):
        await desk.say(words.SLUG_TAKEN if taken else words.SLUG_WRONG, cancel_row())
        return
    await _decided(desk, one, "person-accept", slug)


async def written_person(desk: Desk, payload: dict[str, Any]) -> None:
    """Whose other spelling it is: by name, as readers name people, or by slug."""
    message = desk.update.effective_message
    typed = ((message.text or "") if message else "").strip()
    one = await _candidate(desk, int(payload["id"]))
    slug = await _slug(desk, typed)
    if one is None or slug is None or slug not in desk.parts.catalogue.people:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    person = desk.parts.catalogue.people[slug]
    names = {fold(name) for name in (person.name, *person.spellings, *person.short, *person.alone)}
    if typed != slug and fold(typed) not in names:  # read as somebody who may not be meant: a merge is not undone with a tap
        await desk.say(words.MERGE_SURE.format(name=escape(person.name), slug=escape(slug)), cancel_row())
        return
    await _decided(desk, one, "person-merge", slug)


async def _decided(desk: Desk, one: Candidate, action: str, slug: str) -> None:
    decide = desk.office.accept if action == "person-accept" else desk.office.merge
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        done = await decide(session, one, slug)
        if done:
            await desk.note(session, action, f"person:{slug}", {"from": one.name, "to": slug})
    if not done:
        await desk.say(words.OVER)
        return
    await desk.office.reload()
    await _card(desk, slug, words.DONE)


async def rejected(desk: Desk, args: Args) -> None:
    one = await _candidate(desk, number_of(args))
    if one is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        if await candidates.decide(session, one.id, CandidateState.REJECTED):
            await desk.note(session, "person-reject", f"candidate:{one.id}", {"from": one.name})
    await _show(desk, 0)


async def ask_entry(desk: Desk, args: Args) -> None:
    await desk.expect({"do": "entry-find"})
    await desk.turn(words.ENTRY_ASK, cancel_row())


async def written_entry(desk: Desk, payload: dict[str, Any]) -> None:
    """Who or what it is, by name or slug."""
    message = desk.update.effective_message
    slug = await _slug(desk, ((message.text or "") if message else "").strip())
    if slug is None:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    await _card(desk, slug)


async def _card(desk: Desk, slug: str, note: str = "") -> None:
    """The entry as lines that can be sent back changed."""
    entry, terms = await _entry(desk, slug)
    if entry is None:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    lines = entry_lines(entry, terms)
    await desk.expect({"do": "entry", "slug": slug, "shown": lines})
    shown = f"<pre>{escape(lines)}</pre>"
    html = words.ENTRY_CARD.format(slug=escape(slug), lines=shown)
    await desk.say(f"{note}\n{html}" if note else html, cancel_row())


async def written_lines(desk: Desk, payload: dict[str, Any]) -> None:
    """The entry as it is to be. An office must be in the catalogue; what another admin changed meanwhile is not undone unseen."""
    message = desk.update.effective_message
    before, terms = await _entry(desk, str(payload.get("slug")))
    if before and payload.get("shown") not in (None, entry_lines(before, terms)):
        await _card(desk, before.slug, words.ENTRY_CHANGED)
        return
    read = entry_of((message.text or "") if message else "", before) if before else None
    if before is None or read is None:
        await desk.say(words.ENTRY_WRONG, cancel_row())
        return
    entry, held = read
    async with desk.parts.db.write() as session:
        await people.save(session, entry, tuple(fold(alias) for alias in entry.aliases), held)
        changed = {"from": entry_lines(before, terms), "to": entry_lines(entry, held)}
        await desk.note(session, "person-edit", f"person:{entry.slug}", changed)
    await desk.office.reload()
    await _card(desk, entry.slug, words.DONE)


async def _entry(desk: Desk, slug: str) -> tuple[Person | None, list[Held]]:
    async with desk.parts.db.read() as session:
        entry = await people.get(session, slug)
        _, terms = await people.all_entries(session) if entry else ((), ())
    return entry, [held for held in terms if held.person == slug]


async def _slug(desk: Desk, typed: str) -> str | None:
    """The entry that the words name."""
    async with desk.parts.db.read() as session:
        if typed.isascii() and await people.get(session, typed) is not None:
            return typed
    query = await asked(desk, typed)
    found = [slug for slug in (*query.speakers, *query.people) if not slug.isupper() and not slug.startswith("name:")]
    return found[0] if found else None


async def _candidate(desk: Desk, number_: int | None) -> Candidate | None:
    async with desk.parts.db.read() as session:
        one = await candidates.get(session, number_) if number_ is not None else None
    return one if one is not None and one.state is CandidateState.OPEN else None
