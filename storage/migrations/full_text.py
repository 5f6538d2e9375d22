"""The full-text index of SQLite, as the migrations make it.

One FTS5 table over `statement_texts.tokens`, tokens of our own making: the `ascii` tokenizer with every printable sign but the
quotes as a letter splits at spaces only, so nothing of SQLite's idea of Persian words takes part. No positions (`detail=none`):
a question asks which statements carry all of its terms, and a quotation is compared afterwards.
"""

CREATE_SQLITE = """
CREATE VIRTUAL TABLE statement_index USING fts5(
    tokens,
    content='statement_texts',
    content_rowid='statement_id',
    detail=none,
    columnsize=0,
    tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"
)
"""
DROP_SQLITE = "DROP TABLE statement_index"
