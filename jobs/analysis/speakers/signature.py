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
        under = passages[number + 1]
        a, z = _signature(under.words)
        if a < z and not any(m is not member and m.name and role in m.roles for m in cast.members):
            cast.baptise(member, tuple(under.words[a:z]), under.spelt(a, z))


def _signature(words: list[str]) -> tuple[int, int]:
    """The name that a short line is, or an empty span."""
    v, size = vocabulary(), len(words)
    if not 1 < size <= _NAME or not _MARKS.isdisjoint(words) or has_verb(words, 0, size):
        return 0, 0
    a = strip_titles(words, 0, size)
    named = size - a > 1 and (words[a] in v.given or words[a].startswith("سید"))
    return (a, size) if named and not any(word in v.role_heads or word in v.body_heads for word in words[a + 1 :]) else (0, 0)
