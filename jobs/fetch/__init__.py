"""The network: polite, bounded, guarded GETs. docs/security.md says what is checked where."""

from jobs.fetch.errors import FetchError, Trouble
from jobs.fetch.fetcher import Fetcher, Limits, Response

__all__ = ["FetchError", "Fetcher", "Limits", "Response", "Trouble"]
