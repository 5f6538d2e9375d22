"""Keeps the bot's token, and passwords of proxies, out of the log, whatever library writes them."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{25,}", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)[^\s/@:]+:[^\s/@]+(?=@)")
_FORMATTER = logging.Formatter()


def hide_secrets(text: str) -> str:
    """`text` with tokens and the credentials of addresses struck out; the bot's number, which is public, stays."""
    return _PASSWORD.sub("***", _TOKEN.sub(lambda found: re.split(":|%3A", found[0], flags=re.IGNORECASE)[0] + ":***", text))


class SecretsFilter(logging.Filter):
    """Strikes secrets out of records: message, traceback and stack."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = hide_secrets(message)
        if hidden != message:
            record.msg, record.args = hidden, None
        if record.exc_info and not record.exc_text:
            # The formatter takes a text that is here already instead of making its own from `exc_info`.
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = hide_secrets(record.exc_text)
        if record.stack_info:
            record.stack_info = hide_secrets(record.stack_info)
        return True


def keep_secrets_out_of(logger: logging.Logger) -> None:
    """Puts the filter on every handler of `logger` (a logger's own filters do not see what its children log); once each."""
    for handler in logger.handlers:
        if not any(isinstance(known, SecretsFilter) for known in handler.filters):
            handler.addFilter(SecretsFilter())
