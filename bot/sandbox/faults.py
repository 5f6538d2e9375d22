"""Faults on demand: what networks and servers do to a bot, by rule or at random with a seed."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.sandbox.errors import ApiError, flood


class Fault(StrEnum):
    """LATENCY: answered late. TOO_MANY, SERVER_ERROR, BAD_GATEWAY: 429, 500, 502, nothing was done. RESET_BEFORE: the connection
    is cut, nothing was done. RESET_AFTER: it was done, then the connection is cut. TIMEOUT: it was done and is never answered."""

    LATENCY = "latency"
    TOO_MANY = "429"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    TIMEOUT = "timeout"


REFUSALS = {
    Fault.SERVER_ERROR: ApiError(500, "Internal Server Error"),
    Fault.BAD_GATEWAY: ApiError(502, "Bad Gateway"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Which requests are hit: of one `method` (any case; empty: all) and chat, after `skip` of them, `times` times (None:
    always), each with `chance`. `seconds`: how late, or `retry_after`, or how long an unanswered request is held (0: an hour)."""

    fault: Fault
    method: str = ""
    chat_id: int | None = None
    skip: int = 0
    times: int | None = None
    chance: float = 1.0
    seconds: float = 0.0

    def shape(self) -> dict[str, object]:
        return asdict(self)

    def refusal(self) -> ApiError | None:
        """What is answered instead of doing it; None where it is done."""
        if self.fault is Fault.TOO_MANY:
            return flood(max(1, round(self.seconds)))
        return REFUSALS.get(self.fault)


class Faults:
    """The rules in force; the first that applies hits. The same seed and requests give the same faults."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._rules: list[tuple[Rule, list[int]]] = []  # [seen, hit] per rule

    def add(self, rule: Rule) -> None:
        self._rules.append((rule, [0, 0]))

    def clear(self, seed: int | None = None) -> None:
        self._rules.clear()
        if seed is not None:
            self._random = random.Random(seed)

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule, _counts in self._rules)

    def choose(self, method: str, chat_id: int | None) -> Rule | None:
        """The rule that hits this request, or None. `method` in lower case."""
        for rule, counts in self._rules:
            if rule.method and rule.method.lower() != method:
                continue
            if rule.chat_id is not None and rule.chat_id != chat_id:
                continue
            counts[0] += 1
            if counts[0] <= rule.skip or (rule.times is not None and counts[1] >= rule.times):
                continue
            if rule.chance < 1.0 and self._random.random() >= rule.chance:
                continue
            counts[1] += 1
            return rule
        return None
