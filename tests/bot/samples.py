"""Sample records for tests of rendering: invented people, invented publishers."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.render.naming import Naming
from bot.render.story import View
from jobs.analysis.catalogue import Catalogue, Country
from storage.records import ChatSettings, Statement, Story

NOW = datetime(2025, 10, 7, 14, 30, tzinfo=UTC)
SAID = datetime(2025, 10, 6, 15, 50, tzinfo=UTC)

CATALOGUE = Catalogue(
    countries={
        "TR": Country("TR", "ترکیه", ("ترکیه",)),
        "AF": Country("AF", "افغانستان", ("افغانستان",)),
        "IR": Country("IR", "ایران"),
    }
)


def view(**settings: object) -> View:
    return View(Naming(CATALOGUE), ChatSettings(**settings), NOW)  # type: ignore[arg-type]  # each test names real fields


def statement(number: int, text: str, name: str | None = "سهراب کوهیار", **fields: object) -> Statement:
    values: dict[str, object] = {
        "id": number,
        "article_id": 1,
        "story_id": 1,
        "position": number,
        "text": text,
        "kind": "reported",
        "act": "says",
        "negated": False,
        "confidence": 0.9,
        "alert": True,
        "speaker_name": name,
        "speaker_role": "معاون گمرک" if name else None,
        "speaker_kind": "person" if name else None,
        "person": None,
        "speaker_country": None,
        "occasion": None,
        "via": None,
        "coerced": False,
        "said_at": SAID,
        "dated": True,
        "countries": (),
        "topics": (),
        "people": (),
        "url": "https://example.org/n/1",
        "source_id": 1,
        "source_name": "خبرگزاری نمونه",
        "weight": 0.5,
    }
    return Statement(**{**values, **fields})  # type: ignore[arg-type]  # as above


def story(*statements: Statement, **fields: object) -> Story:
    values: dict[str, object] = {
        "id": 1,
        "first_at": SAID,
        "last_at": SAID,
        "ready_at": SAID,
        "countries": ("TR",),
        "topics": ("trade",),
        "statements": statements,
        "sources": (("خبرگزاری نمونه", "https://example.org/n/1"),),
    }
    return Story(**{**values, **fields})  # type: ignore[arg-type]  # as above
