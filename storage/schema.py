"""The tables. docs/storage.md draws them and says why they are as they are.

Uniqueness is a constraint, never a look-up before an insert; what is due is a column with an index.
"""

from storage.tables.base import metadata
from storage.tables.catalogue import audit, candidates, offices_held, people, person_aliases
from storage.tables.delivery import (
    briefed,
    chat_sources_off,
    chats,
    deliveries,
    pushes,
    questions,
    reports,
    subscription_terms,
    subscriptions,
)
from storage.tables.news import (
    article_marks,
    article_profiles,
    article_revisions,
    articles,
    hosts,
    robots,
    sources,
    statement_texts,
    statements,
    stories,
    term_counts,
)
from storage.tables.office import admins, automatic_follows, awaited, by_hand, drafts, newsrooms, troubles
from storage.tables.questions import salts, unanswered

__all__ = [
    "admins",
    "article_marks",
    "article_profiles",
    "article_revisions",
    "articles",
    "audit",
    "automatic_follows",
    "awaited",
    "briefed",
    "by_hand",
    "candidates",
    "chat_sources_off",
    "chats",
    "deliveries",
    "drafts",
    "hosts",
    "metadata",
    "newsrooms",
    "offices_held",
    "people",
    "person_aliases",
    "pushes",
    "questions",
    "reports",
    "robots",
    "salts",
    "sources",
    "statement_texts",
    "statements",
    "stories",
    "subscription_terms",
    "subscriptions",
    "term_counts",
    "troubles",
    "unanswered",
]
