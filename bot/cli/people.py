"""`naql people …`: the catalogue of people, offices and bodies: shown, searched, checked, and candidates decided."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from storage.errors import InputError

if TYPE_CHECKING:
    from jobs.analysis.catalogue import Catalogue, Held

app = typer.Typer(
    name="people",
    help="The catalogue: show, find, check; candidates: list, accept, merge, reject.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Slug = Annotated[str, typer.Argument(metavar="SLUG", help="hassan-rouhani, office:ir-president, body:irgc")]
Number = Annotated[int, typer.Argument(metavar="ID", help="as `naql people candidates` shows it")]


@app.command()
def show(slug: Slug) -> None:
    """An entry: its names, what it held or who held it."""
    print("\n".join(entry_lines(asyncio.run(_catalogue()), slug)))


@app.command()
def find(typed: Annotated[list[str], typer.Argument(metavar="NAME", help="a name or an office, however it is spelt")]) -> None:
    """Who or what is called that; close names where nobody is."""
    from jobs.analysis.entities import Entities

    catalogue = asyncio.run(_catalogue())
    entities, name = Entities(catalogue), " ".join(typed)
    found = entities.lookup(name)
    for slug in found or entities.suggest(name):
        print(f"{'' if found else '? '}{slug}  {catalogue.name_of(slug)}")


@app.command()
def check() -> None:
    """Contradictions: two holders at once, an end before its beginning, a name of two people. Exit code 1 if any."""
    from jobs.analysis.contradictions import contradictions

    catalogue = asyncio.run(_catalogue())
    found = contradictions(catalogue)
    for line in found:
        print(line)
    print(f"{len(catalogue.people)} people, {len(catalogue.bodies)} bodies: {len(found) or 'no'} contradictions")
    if found:
        raise typer.Exit(1)


@app.command()
def candidates() -> None:
    """Speakers who are not in the catalogue, named by at least two publishers."""
    asyncio.run(_candidates())


@app.command()
def accept(
    number: Number, slug: Annotated[str, typer.Argument(help="the new entry's slug: small Latin letters and hyphens")]
) -> None:
    """Make a candidate an entry of its own."""
    asyncio.run(_accept(number, slug))


@app.command()
def merge(number: Number, slug: Slug) -> None:
    """A candidate is somebody who is in the catalogue: their name becomes another spelling."""
    asyncio.run(_merge(number, slug))


@app.command()
def reject(number: Number) -> None:
    """A candidate is nobody to be known; it is not proposed again."""
    asyncio.run(_reject(number))


def entry_lines(catalogue: Catalogue, slug: str) -> list[str]:
    """What is known about an entry, a line for each thing.

    Raises:
        InputError: there is no such entry.
    """
    if person := catalogue.people.get(slug):
        names = "، ".join(dict.fromkeys((*person.spellings, *person.short, *person.alone)))
        terms = [f"  {catalogue.name_of(held.office)} ({held.office}) {_when(held)}" for held in person.held]
        return [f"{person.name}  {person.country or ''}".rstrip(), *([f"  {names}"] if names else []), *terms]
    if office := catalogue.offices.get(slug):
        terms = [f"  {catalogue.name_of(who)} ({who}) {_when(held)}" for who, held in catalogue.terms_of(slug)]
        return [f"{office.name}  {office.country or ''}".rstrip(), f"  {'، '.join(office.forms)}", *terms]
    if body := catalogue.bodies.get(slug):
        return [f"{body.name}  {body.country or ''}".rstrip(), *([f"  {'، '.join(body.forms)}"] if body.forms else [])]
    raise InputError(f"there is no entry {slug}", "`naql people find NAME` looks for one")


def _when(held: Held) -> str:
    return f"{held.since or '…'} – {held.until or '…'}{' سرپرست' * held.acting}"


async def _catalogue() -> Catalogue:
    """The database's catalogue, seeded with the shipped one."""
    from bot.cli.compose import configuration, open_database
    from jobs.analysis.catalogue import shipped_catalogue
    from jobs.catalogue import load, seed

    shipped = shipped_catalogue()
    async with open_database(configuration()) as db:
        async with db.write() as s:
            await seed(s, shipped)
        async with db.read() as r:
            return await load(r, shipped)


async def _candidates() -> None:
    from datetime import timedelta

    from bot.cli.compose import configuration, now, open_database
    from jobs.candidates import propose_candidates
    from storage.candidates import open_candidates

    async with open_database(configuration()) as db:
        async with db.write() as s:
            await propose_candidates(s, now() - timedelta(days=90))
        async with db.read() as r:
            found = await open_candidates(r)
    for one in found:
        print(f"{one.id:>5}  {one.name}  {one.role or ''}  {one.country or ''}  ×{one.seen}  {one.last_at:%Y-%m-%d}")
    print(f"{len(found)} waiting")


async def _accept(number: int, slug: str) -> None:
    from bot.cli.compose import configuration, open_database
    from jobs.candidates import accepted
    from storage import candidates

    async with open_database(configuration()) as db, db.write() as s:
        one = await candidates.get(s, number)
        if one is None or not await accepted(s, one, slug):
            raise InputError(f"there is no open candidate {number}", "`naql people candidates` lists them")
    print(f"{slug}  {one.name}")


async def _merge(number: int, slug: str) -> None:
    from bot.cli.compose import configuration, open_database
    from jobs.candidates import merged
    from storage import candidates

    async with open_database(configuration()) as db, db.write() as s:
        one = await candidates.get(s, number)
        if one is None or not await merged(s, one, slug):
            raise InputError(f"there is no open candidate {number}, or no person {slug}", "`naql people candidates` lists them")
    print(f"{slug}  + {one.name}")


async def _reject(number: int) -> None:
    from bot.cli.compose import configuration, open_database
    from storage.candidates import decide
    from storage.records import CandidateState

    async with open_database(configuration()) as db, db.write() as s:
        if not await decide(s, number, CandidateState.REJECTED):
            raise InputError(f"there is no open candidate {number}", "`naql people candidates` lists them")
    print(f"{number} rejected")
