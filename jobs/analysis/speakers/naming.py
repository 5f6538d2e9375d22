"""The name in a phrase: where it begins behind an office, which words may stand in it, what stands before it."""

from __future__ import annotations

from jobs.analysis.model import Span
from jobs.analysis.speakers.boundary import CALLED_AFTER, namelike, strip_titles, whose
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.wordlists import listed

MARKS = frozenset("«»\"'“”‘’()[]")
LINKS = frozenset("،-–ـ")
NAME_LIMIT = 6
_ABAD = key("آباد")
"""Behind a given name it makes a place («علی آباد»)."""
_DOCUMENTS = listed("document_heads")


def name_after(passage: Passage, head: int, z: int) -> Span | None:
    """The name that follows a role: «نام», behind a comma, behind a title, or from a given name on to the end."""
    v, words = vocabulary(), passage.words
    for k in range(head + 1, z):
        word = words[k]
        if words[k - 1] == "به" and (word in v.given or word in v.titles or word in MARKS):
            return None  # «مقام نزدیک به نام»
        if word in ("«", '"', "“", "'") and k + 1 < z:
            close = next((j for j in range(k + 1, z) if words[j] in ("»", '"', "”", "'")), z)
            if words[k - 1] in v.body_heads or (k == head + 1 and close == k + 2 and words[k + 1] not in v.given):
                continue  # «جنبش «X» عراق»: a body's name
            inside = words[k + 1 : close]
            told = any(w in v.role_heads or w in v.acts or w in v.pronouns or w in (":", "و") for w in inside)
            return (k, min(close + 1, z)) if len(inside) <= NAME_LIMIT and not told and not inside[-1].endswith("ها") else None
        if word in LINKS and word != "و" and 0 < z - k - 1 <= NAME_LIMIT and namelike(words, k + 1, z):
            first = words[k + 1]
            closed = words[z : z + 1] == ["،"] or z - k > 3
            return (k + 1, z) if closed or first in v.given or first in v.titles or first in MARKS else None
        if (
            word in v.titles
            and word != "دوم"
            and k + 1 < z
            and 0 < z - k - 1 <= NAME_LIMIT
            and namelike(words, strip_titles(words, k, z), z)
        ):
            return None if whose(words, head, k) else (strip_titles(words, k, z), z)
        if word in _DOCUMENTS:
            return None  # «X پیام نام را خواند»
        if word in v.given and (words[k - 1] in v.body_heads or words[k - 1] in CALLED_AFTER):
            continue  # «سازمان پیمان X», «دانشگاه ابن سینا»: the body's name
        if word in v.given and 2 <= z - k <= 4 and namelike(words, k, z) and words[k + 1] != _ABAD:
            return None if whose(words, head, k) else (k, z)
    return None


def bare(words: list[str], a: int, z: int) -> Span:
    while a < z and (words[a] in LINKS or words[a] in MARKS):
        a += 1
    bracket = next((k for k in range(a, z) if words[k] == "("), z)
    z = z if "و" in words[bracket:z] else bracket  # «X (الف) و Y (ب)» is kept whole
    while z > a and (words[z - 1] in LINKS or words[z - 1] in MARKS or words[z - 1] == ":"):
        z -= 1
    return a, z
