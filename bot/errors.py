"""What can go wrong between us and Telegram's server, told apart by whether the request can have arrived.

PTB's own errors cannot say it: `BadRequest` and `TimedOut` are both `NetworkError`, and resending on either sends poison again
or doubles what arrived. These are subclasses of PTB's, so that whoever knows only PTB understands them too.
"""

from __future__ import annotations

from telegram.error import NetworkError, TimedOut


class NotSentError(NetworkError):
    """No byte of the request left: sending it again cannot double anything."""


class NotSentInTimeError(NotSentError, TimedOut):
    """The same, because no connection (or no turn) was to be had in time."""


class MaybeSentError(NetworkError):
    """The connection was lost after the request went out: the server may have done it or not."""


class NoAnswerInTimeError(MaybeSentError, TimedOut):
    """The same, because the answer did not come in time."""
