"""The signature under the text of a message: the name of one who is told by office alone («متن پیام رئیس … : …  نام نامی»)."""

from __future__ import annotations

from collections.abc import Sequence

from jobs.analysis.speakers.boundary import strip_titles
from jobs.analysis.speakers.cast import Cast, Member, several
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.syntax import has_verb

_NAME = 6
"""Words: more are no name with its titles."""
_LINES, _LINE = 3, 16
"""Lines in which the signature stands («والسلام», office, name), and words of a line."""
_MARKS = frozenset('«»"“”()،:.!؟/-–')


def name_the_signed(findings: Sequence[Finding], told: Sequence[Member | None], cast: Cast, passages: Sequence[Passage]) -> None:
    """Gives offices whose message is printed whole the name that stands under it. `told`: who speaks in each of `findings`."""
    last: dict[int, tuple[Member, int]] = {}
    for finding, member in zip(findings, told, strict=True):
        if finding.rule == "text" and member is not None and not member.name and not member.body:
            last[id(member)] = member, finding.passage
    for member, number in last.values():
        role = next(iter(member.roles), ())
        if not role or several(role[0]) or number + 1 >= len(passages):
            continue
        n, a, z = signed(passages, number + 1)
        if a < z and not any(m is not member and m.name and role in m.roles for m in cast.members):
            cast.baptise(member, tuple(passages[n].words[a:z]), passages[n].spelt(a, z))


def signed(passages: Sequence[Passage], number: int) -> tuple[int, int, int]:
    """The passage and the tokens of the name under a text that ends before the passage `number`; an empty span where none is."""
    for n in range(number, min(number + _LINES, len(passages))):
        a, z = _signature(passages[n].words)
        if a < z:
            return n, a, z
        if len(passages[n].words) > _LINE:
            break
    return number, 0, 0


def _signature(words: list[str]) -> tuple[int, int]:
    """The name that a short line is, or an empty span."""
    v = vocabulary()
    a = strip_titles(words, 0, len(words))
    size = next((k for k in range(a, len(words)) if words[k] in _MARKS or (k > a + 1 and words[k] in v.role_heads)), len(words))
    if not 1 < size <= _NAME or len(words) > _LINE or has_verb(words, 0, len(words)):
        return 0, 0
    named = size - a > 1 and (words[a] in v.given or words[a].startswith("سید"))
    return (
        (a, size) if named and not any(word in v.role_heads or word in v.body_heads for word in words[a + 1 : size]) else (0, 0)
    )
