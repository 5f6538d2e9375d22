"""The finite forms of verbs that say nothing by themselves in a question («کنن», «بشه», «نمی‌رسه»)."""

from __future__ import annotations

from collections.abc import Iterator

_PAST_ENDINGS = ("", "م", "ی", "یم", "ید", "ین", "ند", "ن")
_PRESENT_ENDINGS = ("م", "ی", "ه", "د", "یم", "ید", "ین", "ن", "ند")
_SHORTEST_FORM = 4
_NOUNS = frozenset(
    (
        "میان",
        "باند",
        "نمونه",
        "بتونه",
        "ندیم",
        "برون",
        "بدهی",
        "نبرد",
        "بیان",
        "برده",
        "میانه",
        "بدین",
        "شدید",
        "نگین",
        "بافته",
        "نشین",
    )
)
"""Words that look like such forms."""


def verb_forms(stem: str, *, past: bool) -> Iterator[str]:
    """The finite forms and the participle that speech and writing make of a stem, without those too short to be told."""
    if past:
        forms = [*(f"{start}{stem}{end}" for start in ("می", "نمی", "ن") for end in _PAST_ENDINGS)]
        forms += [*(f"{stem}{end}" for end in ("م", "ند", "ن", "یم", "ید", "ه")), f"ن{stem}ه"]
    else:
        forms = [*(f"{start}{stem}{end}" for start in ("می", "نمی", "ب", "ن") for end in _PRESENT_ENDINGS)]
    yield from (form for form in forms if len(form) >= _SHORTEST_FORM and form not in _NOUNS)
