"""What can go wrong between us and Telegram's server, told apart by whether the request can have arrived.

PTB's own errors cannot say it: `BadRequest` and `TimedOut` are both `NetworkError`, and resending on either sends poison again
or doubles what arrived. These are subclasses of PTB's, so that whoever knows only PTB understands them too.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut


class NotSentError(NetworkError):
    """No byte of the request left: sending it again cannot double anything."""


class NotSentInTimeError(NotSentError, TimedOut):
    """The same, because no connection (or no turn) was to be had in time."""


class MaybeSentError(NetworkError):
    """The connection was lost after the request went out: the server may have done it or not."""


class NoAnswerInTimeError(MaybeSentError, TimedOut):
    """The same, because the answer did not come in time."""


class FloodError(RetryAfter):
    """Telegram wants us to wait `seconds`. PTB's own warns of a change of its type whenever one is made."""

    def __init__(self, seconds: float) -> None:
        self._retry_after = timedelta(seconds=seconds)
        TelegramError.__init__(self, f"Telegram wants a wait of {seconds:g} s")

    @property
    def seconds(self) -> float:
        return self._retry_after.total_seconds()


def flood_seconds(error: RetryAfter) -> float:
    """How long a flood wait is. Not by PTB's property: reading it warns, too."""
    return error._retry_after.total_seconds()
