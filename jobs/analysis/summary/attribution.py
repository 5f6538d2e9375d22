"""The line before a statement: who, in which office, on which occasion, and by which plain verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from jobs.analysis.model import Act


@cache
def _data() -> dict[str, Any]:
    return loads(resources.files("jobs.analysis.data").joinpath("digest.toml").read_text(encoding="utf-8"))


@cache
def act_verbs() -> dict[str, str]:
    """The closed list of plain verbs by act; an act without a verb is left unsaid."""
    return {str(act): str(verb) for act, verb in _data()["verbs"].items()}


@cache
def _several() -> frozenset[str]:
    return frozenset(_data()["several"]["first"])


_PLURAL = "ند"
_POINTS_BACK = re.compile(r"(?:^|[\s،]+)(?:این|آن|همین|همان)\s.*")
"""«دبیرکل این سازمان»: which one, the article has told before; on the screen nothing has."""
_DENIALS = (Act.DENIES, Act.REJECTS)


@dataclass(frozen=True, slots=True)
class Attribution:
    """`name` may be a person, a role or a body; the rest is empty where the article does not tell."""

    name: str
    role: str = ""
    occasion: str = ""
    verb: str = ""

    @property
    def rest(self) -> str:
        """What follows the name up to the colon: commas between the parts, none between a bare name and its verb."""
        parts = [part for part in (self.role, self.occasion) if part]
        return "".join(f"، {part}" for part in parts) + (f"{'،' if parts else ''} {self.verb}" if self.verb else "")

    def __str__(self) -> str:
        return f"{self.name}{self.rest}"


def attribution_of(
    *, name: str | None, role: str | None, occasion: str | None, act: str, negated: bool, unknown: str
) -> Attribution:
    """How a statement is introduced. `unknown` stands where nobody is named.

    A denied or rejected statement always has its verb: shown without it, it would say the opposite.
    """
    verb = act_verbs().get(act, "")
    if negated and act not in _DENIALS:
        verb = act_verbs()[Act.REJECTS.value]
    if name and role:
        role = _POINTS_BACK.sub("", role)
    shown = name or role or unknown
    if verb and shown.split(" ", 1)[0] in _several():
        verb += _PLURAL
    return Attribution(shown, role if role and role != shown else "", occasion or "", verb)
