"""Every request the bot made, with its time and what it was answered: what tests and people look into."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.params import JsonDict

KEPT = 200_000
observers: list[Callable[[Request], None]] = []
"""Told of every request of every record in this process: by them the test suite checks all that the bot sends."""


@dataclass(frozen=True, slots=True)
class Request:
    """`at`: seconds since 1970; `status`: the HTTP status (0: the connection was cut); `fault`: what was done to it;
    `description`: the words of a refusal."""

    at: float
    method: str
    params: JsonDict
    status: int
    fault: str = ""
    description: str = ""

    @property
    def chat_id(self) -> int | None:
        value = self.params.get("chat_id")
        try:
            return int(value) if value is not None else None
        except (TypeError, ValueError):
            return None

    def shape(self) -> dict[str, Any]:
        shaped = {"at": self.at, "method": self.method, "params": self.params, "status": self.status, "fault": self.fault}
        return shaped | ({"description": self.description} if self.description else {})


class Record:
    """The last requests, oldest first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._requests: deque[Request] = deque(maxlen=kept)
        self.heard: Callable[[Request], None] | None = None

    def add(self, request: Request) -> None:
        self._requests.append(request)
        for observer in observers:
            observer(request)
        if self.heard is not None:
            self.heard(request)

    def of(self, method: str = "", chat_id: int | None = None) -> list[Request]:
        """Requests of one method (any case) and chat; of all where these are not given."""
        name = method.lower()
        return [r for r in self._requests if (not name or r.method.lower() == name) and (chat_id is None or r.chat_id == chat_id)]

    def clear(self) -> None:
        self._requests.clear()

    def __len__(self) -> int:
        return len(self._requests)
