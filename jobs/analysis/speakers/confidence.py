"""How sure is sure enough: thresholds by the kind of evidence, and whose words are not free."""

from __future__ import annotations

from jobs.analysis.model import Speaker
from jobs.analysis.speakers.reference import Verdict
from jobs.analysis.statements.finding import Finding

_TOLD = 0.6
_ALERT = 0.9
_TRIALS = ("دادگاه", "بازداشت", "اعتراف", "بازجویی", "محاکمه", "متهم", "زندان")
_HELD = ("متهم", "محکوم", "بازداشت", "دستگیر", "زندانی", "مجرم")


def is_told(sure: float) -> bool:
    """Whether a speaker is named at all: below this the rules abstain."""
    return sure >= _TOLD


def is_alert(finding: Finding, verdict: Verdict) -> bool:
    """Whether the speaker is sure enough for a message at once."""
    return verdict.sure >= _ALERT and not finding.anonymous


def is_coerced(occasion: str | None, speaker: Speaker | None) -> bool:
    """Whether it is said in court, in detention or in a broadcast confession: then it is the outlet's claim."""
    if occasion is not None and any(word in occasion for word in ("اعتراف", "بازجویی")):
        return True
    role, name = (speaker.role or "", speaker.name or "") if speaker else ("", "")
    return (
        role.startswith(_HELD)
        or name.startswith(_HELD)
        or (occasion is not None and any(word in occasion for word in _TRIALS) and any(word in role for word in _HELD))
    )
