"""Why a fetch failed: one kind, one English line for the operator, and whether the publisher or the way to it is at fault."""

from __future__ import annotations

from enum import StrEnum

from storage.errors import NaqlError


class Trouble(StrEnum):
    """The kinds of failure. `NETWORK` ones say "not seen from here", which is not the publisher's fault."""

    SCHEME = "scheme"
    ADDRESS = "address"
    FILTERED = "filtered"
    DNS = "dns"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TLS = "tls"
    PROXY = "proxy"
    REDIRECTS = "redirects"
    TOO_LARGE = "too-large"
    PROTOCOL = "protocol"
    ENCODING = "encoding"
    ROBOTS = "robots"
    STATUS = "status"
    CONTENT = "content"
    ROUTE = "route"


NETWORK = frozenset({Trouble.FILTERED, Trouble.DNS, Trouble.CONNECT, Trouble.TIMEOUT, Trouble.TLS, Trouble.PROXY})
"""Troubles of the way, not of the publisher: another route may do, and an admin is told "not seen from this server"."""


class FetchError(NaqlError):
    """A fetch that brought nothing. `retry_after_s`: when the server wants to be asked again; `status`: its answer or 0."""

    def __init__(
        self, trouble: Trouble, problem: str, remedy: str = "", *, retry_after_s: float | None = None, status: int = 0
    ) -> None:
        super().__init__(problem, remedy)
        self.trouble = trouble
        self.retry_after_s = retry_after_s
        self.status = status

    @property
    def is_gone(self) -> bool:
        """True where the server says that this address is no more."""
        return self.status in {404, 410}

    @property
    def of_the_network(self) -> bool:
        """True where another route might reach what this one did not."""
        return self.trouble in NETWORK
