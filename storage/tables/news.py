"""Publishers, articles, stories and statements."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import Id, Utc, Words
from storage.tables.base import metadata

sources = Table(
    "sources",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slug", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("home_url", Text, nullable=False),
    Column("feed_url", Text, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("route", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("interval_s", Integer, nullable=False),
    Column("next_check_at", Utc),
    Column("lease_until", Utc),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("failing_since", Utc),
    Column("last_error", Text),
    Column("last_item_at", Utc),
    Index(None, "state", "next_check_at"),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("next_at", Utc, nullable=False),
    Column("paused_until", Utc),
)
"""When a host may be asked next, whichever process asks, and until when it wants to be left alone."""

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("until", Utc, nullable=False),
)
"""The robots.txt of an origin as it was answered ("" for none), and until when it holds."""

stories = Table(
    "stories",
    metadata,
    Column("id", Id, primary_key=True),
    Column("first_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False, index=True),
    Column("ready_at", Utc, nullable=False),
    Column("revision", Integer, nullable=False, server_default=text("0")),
    Column("matched_revision", Integer, nullable=False, server_default=text("0")),
    Column("due_at", Utc),
    Index("ix_stories_due", "due_at", sqlite_where=text("due_at IS NOT NULL"), postgresql_where=text("due_at IS NOT NULL")),
)
"""`due_at`: when the story is to be matched with the follows (null: nothing new since the last time)."""

articles = Table(
    "articles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source_id", Id, ForeignKey("sources.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False, server_default=""),
    Column("content", Text, nullable=False, server_default=""),
    Column("state", String(16), nullable=False),
    Column("published_at", Utc),
    Column("agency", Text),
    Column("found_at", Utc, nullable=False),
    Column("fetched_at", Utc),
    Column("story_id", Id, ForeignKey("stories.id"), index=True),
    Column("joined_at", Utc),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("due_at", Utc),
    Column("error", Text),
    Column("revision", Integer, nullable=False, server_default=text("0")),
    Column("summary_only", Boolean, nullable=False, server_default=false()),
    Column("body", Text, nullable=False, server_default=""),
    Column("look_at", Utc),
    Column("looks", Integer, nullable=False, server_default=text("0")),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("doubt", String(64)),
    UniqueConstraint("source_id", "key"),
    Index(
        "ix_articles_due", "state", "due_at", sqlite_where=text("due_at IS NOT NULL"), postgresql_where=text("due_at IS NOT NULL")
    ),
    Index(None, "found_at"),
    Index(
        "ix_articles_look_at", "look_at", sqlite_where=text("look_at IS NOT NULL"), postgresql_where=text("look_at IS NOT NULL")
    ),
)
"""`due_at`: when it is to be fetched or analysed next (null: nothing to do); while claimed, the end of the lease. `joined_at`:
when its statements came in first. A briefing goes by that: what was published before one and read after it is still new.

`look_at`: when its page is looked at once more for changes; `looks`: how often it was; `etag`, `last_modified`: the page's own;
`doubt`: what the last look saw, which is not believed before the next one sees it too."""

article_revisions = Table(
    "article_revisions",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("seen_at", Utc, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)
"""What an article said before its publisher changed it."""

article_marks = Table(
    "article_marks",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True),
    Column("kind", Integer, nullable=False),
)
"""Hashes by which the same news is found again (jobs.likeness makes them). Pruned after some days."""

article_profiles = Table(
    "article_profiles",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
    Column("profile", LargeBinary, nullable=False),
)
"""What an article is judged by when a story is looked for (storage.records.Profile). Pruned with the marks."""

statements = Table(
    "statements",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("source_id", Id, ForeignKey("sources.id"), nullable=False),
    Column("story_id", Id, ForeignKey("stories.id"), index=True),
    Column("position", Integer, nullable=False),
    Column("said_at", Utc, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("month", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("act", String(16), nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("coerced", Boolean, nullable=False),
    Column("alert", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    Column("confidence", Float, nullable=False),
    Column("weight", Float, nullable=False),
    Column("speaker_kind", String(16)),
    Column("person", Text),
    Column("office", Text),
    Column("speaker_country", String(2)),
    Column("countries", Words, nullable=False),
    Column("topics", Words, nullable=False),
    Column("people", Words, nullable=False),
    UniqueConstraint("article_id", "position"),
)
"""The narrow half of a statement, which counting reads. Ids rise with `said_at` (storage.statements.first_id)."""

statement_texts = Table(
    "statement_texts",
    metadata,
    Column("statement_id", BigInteger, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("cue", JSON),
    Column("speaker_name", Text),
    Column("speaker_role", Text),
    Column("occasion", Text),
    Column("via", Text),
    Column("tokens", Text, nullable=False),
)
"""The wide half, which only showing reads. `tokens`: everything it is found by (storage.terms), the full-text index's content."""

term_counts = Table(
    "term_counts",
    metadata,
    Column("term", Text, primary_key=True),
    Column("statements", Integer, nullable=False),
)
"""How many visible statements carry a term of storage.terms (words are not counted)."""
