"""`naql ask`: how a question is understood and what the bot would answer, in the terminal."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storage.errors import NaqlError
from storage.records import NAME, shown_by

if TYPE_CHECKING:
    from bot.question import QuestionContext, Understood
    from storage.config import Config
    from storage.database import Database
    from storage.records import Page

SHOWN = 3
"""Statements that the terminal shows of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question understood, and the first page of its answer; `page` None where there is no database yet."""

    understood: Understood
    page: Page | None


def ask(
    question: Annotated[list[str], typer.Argument(help="The question; - reads one question a line from standard input.")],
    now: Annotated[str, typer.Option("--now", help="The moment of asking, ISO; without it the present.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON row for each question.")] = False,
) -> None:
    """How a question is understood, and what would be answered."""
    from storage import config

    settings = config.from_environment()
    asked = [line.strip() for line in sys.stdin if line.strip()] if question == ["-"] else [" ".join(question)]
    for answer in asyncio.run(_answers(asked, _context(settings, now), settings)):
        print(json.dumps(row_of(answer), ensure_ascii=False) if as_json else _shown(answer))


def _context(settings: Config, now: str) -> QuestionContext:
    from bot.question import QuestionContext
    from jobs.analysis.catalogue import shipped_catalogue
    from jobs.analysis.lexicon import Lexicon, lexicon_path
    from jobs.publishers import shipped

    publishers = {publisher.name: publisher.slug for publisher in shipped()}
    compiled = lexicon_path(settings.data_dir)
    lexicon = Lexicon.load(compiled) if compiled.exists() else None
    return QuestionContext(_moment(now, settings), settings.zone, shipped_catalogue(), publishers, lexicon=lexicon)


def _moment(now: str, settings: Config) -> datetime:
    if not now:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError as error:
        raise NaqlError(f"--now {now!r} is no ISO time: write it as 2025-10-07T18:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=settings.zone)


async def _answers(asked: Iterable[str], context: QuestionContext, settings: Config) -> list[Answer]:
    """Each question understood; with its catalogue, answered from the database where that is there and migrated."""
    from bot.question import to_query, understand
    from jobs.catalogue import load as load_catalogue
    from storage import search

    database = await _database(settings)
    if database is None:
        return [Answer(understand(question, context), None) for question in asked]
    try:
        async with database.read() as session:
            context = replace(context, catalogue=await load_catalogue(session, context.catalogue))
            understood = [understand(question, context) for question in asked]
            return [
                Answer(one, await search.find(session, to_query(one), SHOWN) if _answers_to(one) else None) for one in understood
            ]
    finally:
        await database.close()


def _answers_to(understood: Understood) -> bool:
    return understood.kind.value == "ask" and understood.ask_back is None and understood.card is None


async def _database(settings: Config) -> Database | None:
    """The database of this installation; None where there is none, for understanding needs none."""
    from storage.database import Database

    try:
        return await Database.open(settings.database_url)
    except NaqlError:
        return None


def row_of(answer: Answer) -> dict[str, Any]:
    """The JSON row of a question (docs/questions.md)."""
    one = answer.understood
    return {
        "question": one.question,
        "kind": one.kind.value,
        "ask_back": one.ask_back is not None,
        "candidates": list(one.candidates),
        "speakers": [f"{NAME}{shown_by(slug)}" if slug.startswith(NAME) else slug for slug in one.speakers],
        "by_date": one.by_date,
        "about": {
            "countries": list(one.about.countries),
            "topics": list(one.about.topics),
            "people": list(one.about.people),
            "phrases": [phrase.text for phrase in one.about.phrases],
        },
        "from": one.since.isoformat() if one.since else None,
        "to": one.until.isoformat() if one.until else None,
        "source": one.source,
        "act": one.act,
        "oldest_first": one.oldest_first,
        "card": one.card,
        "understood": one.understood,
        "answers": answer.page.total if answer.page else 0,
    }


def _shown(answer: Answer) -> str:
    one = answer.understood
    head = [
        one.understood or one.kind.value,
        " · ".join(part for part in (one.period, one.ask_back and str(one.ask_back)) if part),
    ]
    lines = [line for line in head if line] + [f"  {slug}" for slug in one.candidates]
    if answer.page is not None:
        lines.append(f"{answer.page.total} statements, {answer.page.stories} stories")
        lines += [f"  {found.speaker_name or ''}: {found.text} ({found.source_name})" for found in answer.page.statements]
    return "\n".join(lines)
