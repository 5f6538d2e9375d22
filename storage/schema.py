"""The tables. docs/storage.md draws them and says why they are as they are.

Uniqueness is a constraint, never a look-up before an insert; what is due is a column with an index.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import Id, Utc, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
    UniqueConstraint("source_id", "key"),
    Index(
        "ix_articles_due", "state", "due_at", sqlite_where=text("due_at IS NOT NULL"), postgresql_where=text("due_at IS NOT NULL")
    ),
    Index(None, "found_at"),
)
"""`due_at`: when it is to be fetched or analysed next (null: nothing to do); while claimed, the end of the lease. `joined_at`:
when its statements came in first. A briefing goes by that: what was published before one and read after it is still new."""

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
"""Hashes by which the same news is found again (jobs.decide makes them). Pruned after some days."""

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

people = Table(
    "people",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String(2)),
    Column("edited", Boolean, nullable=False, server_default=false()),
    Column("data", JSON, nullable=False),
)
"""The catalogue: people, offices and bodies. `edited`: an operator changed it, seeding leaves it alone."""

person_aliases = Table(
    "person_aliases",
    metadata,
    Column("slug", Text, ForeignKey("people.slug", ondelete="CASCADE", onupdate="CASCADE"), primary_key=True),
    Column("alias", Text, primary_key=True),
    Column("folded", Text, nullable=False, index=True),
)

offices_held = Table(
    "offices_held",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Text, ForeignKey("people.slug", ondelete="CASCADE", onupdate="CASCADE"), nullable=False, index=True),
    Column("office", Text, ForeignKey("people.slug", ondelete="CASCADE", onupdate="CASCADE"), nullable=False, index=True),
    Column("since", String(10)),
    Column("until", String(10)),
    Column("edited", Boolean, nullable=False, server_default=false()),
)

candidates = Table(
    "candidates",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("role", Text),
    Column("country", String(2)),
    Column("seen", Integer, nullable=False, server_default=text("0")),
    Column("first_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    UniqueConstraint("folded", "role"),
)
"""Speakers who are not in the catalogue yet, with the statements that speak for them (`evidence`: statement ids)."""

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("state_reason", Text),
    Column("settings", JSON, nullable=False),
    Column("delete_after_h", Integer),
    Column("created_at", Utc, nullable=False),
    Column("last_briefing_at", Utc),
    Column("next_briefing_at", Utc),
    Index(None, "state", "next_briefing_at"),
)
"""`next_briefing_at` null: to be worked out (new, or the settings changed)."""


def _address() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["chat_id", "thread_id"], ["chats.chat_id", "chats.thread_id"], ondelete="CASCADE", onupdate="CASCADE"
    )


chat_sources_off = Table(
    "chat_sources_off",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_id", Id, ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _address(),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("key", Text, nullable=False),
    Column("who", Text),
    Column("who_as", String(8), nullable=False),
    Column("country", String(2)),
    Column("country_as", String(8), nullable=False),
    Column("topic", Text),
    Column("phrase", Text),
    Column("phrase_tokens", Text),
    Column("clauses", Integer, nullable=False),
    Column("match", Text, nullable=False),
    Column("alerts", Boolean, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("chat_id", "thread_id", "key"),
    _address(),
)
"""`match`: the follow as a full-text expression, `clauses`: how many must hold (storage.terms.clauses, kept below)."""

subscription_terms = Table(
    "subscription_terms",
    metadata,
    Column("subscription_id", Id, ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("clause", Integer, primary_key=True, autoincrement=False),
    Column("term", Text, primary_key=True),
    Index(None, "term", "subscription_id", "clause"),
)
"""A follow holds for a statement when each of its clauses shares a term with it: relational division, one statement for all."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("story_id", Id, index=True),
    Column("priority", Integer, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("state", String(16), nullable=False),
    Column("due_at", Utc),
    Column("sending", Boolean, nullable=False, server_default=false()),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("doubts", Integer, nullable=False, server_default=text("0")),
    Column("worker", Text),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    UniqueConstraint("chat_id", "thread_id", "key"),
    _address(),
    Index(
        "ix_deliveries_open",
        "priority",
        "not_before",
        "id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "ix_deliveries_chat_open",
        "chat_id",
        "priority",
        "not_before",
        "id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(None, "chat_id", "kind", "not_before"),
    Index(None, "sent_at"),
)
"""The outbox (docs/delivery.md draws the states). `due_at`: when it may be claimed next, while claimed the end of the lease,
null once settled. `doubts`: sends whose outcome nobody knows."""

pushes = Table(
    "pushes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("admin_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("audience", JSON, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("settled_at", Utc),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("statement_id", BigInteger, ForeignKey("statements.id", ondelete="CASCADE"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("what", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("statement_id", "chat_id", "what"),
    _address(),
)
"""«نقل نادرست است»: which statement a reader says is wrong, and in what."""

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("admin_id", BigInteger, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)
"""What an admin changed, when."""

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("asked_at", Utc, nullable=False, index=True),
)
"""What the buttons under an answer refer to: the question as it was understood, never as it was typed. Pruned after a month."""
