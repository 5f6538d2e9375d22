"""The line before a statement: who, in which office, on which occasion, and by which plain verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads

from jobs.analysis.model import Act


@cache
def act_verbs() -> dict[str, str]:
    """The closed list of plain verbs by act; an act without a verb is left unsaid."""
    data = loads(resources.files("jobs.analysis.data").joinpath("digest.toml").read_text(encoding="utf-8"))
    return {str(act): str(verb) for act, verb in data["verbs"].items()}


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
    shown = name or role or unknown
    return Attribution(shown, role if role and role != shown else "", occasion or "", verb)
