"""`naql ask` in the terminal: one row a question, understood without a database, errors in one line."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from storage import people
from storage.config import database_url
from storage.database import Database, migrate
from storage.errors import NaqlError
from storage.records import Person

NOW = "2025-10-07T18:00:00+03:30"


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_one_row_for_each_line_of_standard_input() -> None:
    """`-` reads one question a line, blank ones left out, and keeps their order."""
    asked = ["ترکیه", "", "روحانی دیروز چه گفت", "سلام"]
    result = CliRunner().invoke(app, ["ask", "-", "--json", "--now", NOW], input="\n".join(asked))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [row["question"] for row in rows] == [question for question in asked if question]
    assert [row["kind"] for row in rows] == ["ask", "ask", "greeting"]
    assert (rows[1]["from"], rows[1]["to"]) == ("2025-10-06T00:00:00+03:30", "2025-10-07T00:00:00+03:30")
    assert all(row["answers"] == 0 for row in rows)


def test_words_make_one_question_and_are_shown() -> None:
    """The words of the command line are one question; without --json the answer's first line is printed."""
    result = CliRunner().invoke(app, ["ask", "روحانی", "دربارهٔ", "ترکیه", "--now", NOW])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "حسن روحانی دربارهٔ ترکیه"


def test_a_moment_that_is_none_is_named_with_the_remedy() -> None:
    """--now takes an ISO time and says so."""
    result = CliRunner().invoke(app, ["ask", "ترکیه", "--now", "yesterday"])
    assert isinstance(result.exception, NaqlError)
    assert "2025-10-07T18:00" in str(result.exception)


def test_names_are_those_of_the_database(tmp_path: Path) -> None:
    """Where a database is at hand its catalogue counts: somebody whom an admin added is understood."""

    async def add() -> None:
        url = database_url("", tmp_path)
        await migrate(url)
        db = await Database.open(url)
        async with db.write() as session:
            await people.save(session, Person("parisa-kuhzad", "person", "پریسا کوه‌زاد", (), "IR", True, {}), (), ())
        await db.close()

    question = ["ask", "پریسا کوه‌زاد درباره ترکیه چه گفت؟", "--json", "--now", NOW]
    assert json.loads(CliRunner().invoke(app, question).stdout)["speakers"] != ["parisa-kuhzad"]
    asyncio.run(add())
    assert json.loads(CliRunner().invoke(app, question).stdout)["speakers"] == ["parisa-kuhzad"]
