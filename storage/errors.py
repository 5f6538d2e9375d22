"""The errors that people see: each names what is wrong and what to do about it."""

from __future__ import annotations


class NaqlError(Exception):
    """Something a person can mend. `remedy` says how; the command line prints both on one line, exit code 2."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem}. {remedy}" if remedy else problem)
        self.problem = problem
        self.remedy = remedy


class ConfigError(NaqlError):
    """A setting is missing, malformed or contradicts another."""


class DatabaseError(NaqlError):
    """The database cannot be reached, or its schema is not the one this version expects."""


class InputError(NaqlError):
    """A file or an argument cannot be read as what it should be."""


class TokenError(NaqlError):
    """Telegram refuses the bot's token."""
