"""Which statements are shown, and in which order: the one place that decides it, for the bot's messages and for `naql digest`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, islice
from tomllib import loads
from typing import NamedTuple, TypeVar

from jobs.analysis.letters import ZWNJ
from jobs.analysis.model import UNKNOWN_SPEAKER, Act, Kind, SpeakerKind, Statement
from jobs.analysis.summary.clauses import ends_clause
from jobs.analysis.summary.keys import points_outside, stems, stems_of

MOST_LEADING, MOST_BEHIND = 2, 4
_TOLD = frozenset({Act.SAYS, Act.ANNOUNCES, Act.LABELS})
"""Acts whose content is a clause; a demand or a hope may be a noun («گسترش روابط»)."""
_UNSAID = frozenset({Act.SAYS, Act.PRAISES, Act.REGRETS, Act.ASKS})
"""Acts without a verb of ours, of which a mere phrase does not tell what was said («تلاش آتش‌نشانان»); of what is announced,
confirmed or foreseen it does («ساخت دو بیمارستان»)."""
_ENOUGH = 3  # words that carry meaning, before a pronoun: so many have what it stands for among them
_NAME = 3  # words of a context that may be a name without an office
_RELATIVE = 4  # words after «آن …ی» within which a «که» tells which is meant
_MARKS = "«»\"'()،؛:.!؟?…"
_POINTS_BACK = re.compile(r"\b(?:این|آن|همین|همان)\b")
_TODAY = re.compile(r"\s*\b(?:(?:صبح|ظهر|عصر|شب|شامگاه|بعدازظهر|بامداد)\s+)?(?:امروز|دیروز|امشب|دیشب|فردا)\b،?")
"""A message is read on another day; its date stands below."""
_PREPOSITION = re.compile(r"\s+(?:از|به|با|بر|برای|دربارهٔ?|در)\s*$")
_UNNAMED = re.compile(
    r"(?:یک |یکی از )?(?:منبعی?|منابع)(?![\w\u200c])|(?:یک |برخی )?(?:مقام|فرد|شخص|چهره|منبع)\S*\b.*\b(?:آگاه|مطلع|ناشناس)\b"
)

_OF_ONESELF = re.compile(
    r"(?:[^\s،؛.]+ ){1,5}را (?:[^\s،؛.]+ )*?خود(?:ش)? (?:[^\s،؛.]+ )*?ن?می\u200c?(?:داند|شمارد|خواند|بیند|نامد)[.،]?"
)
"""«تبریز را شهر دوم خود می‌داند»: told about the speaker by somebody else, who is not in the words."""

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Said:
    """What choosing needs to know of a statement, wherever it is kept. `who`: the same for the same speaker; `place`: its place
    among its equals."""

    text: str
    who: str
    name: str | None = None
    role: str | None = None
    speaker_kind: str | None = None
    person: str | None = None
    occasion: str | None = None
    kind: str = Kind.REPORTED
    act: str = Act.SAYS
    negated: bool = False
    weight: float = 0.0
    place: int = 0


def who_of(statement: Statement) -> str:
    """The same for the same speaker, empty where nobody is sure."""
    speaker = statement.speaker
    return (speaker.person or speaker.name or speaker.role or "") if speaker else ""


def said_of(statement: Statement) -> Said:
    """A statement of an analysis as it is looked at here."""
    speaker = statement.speaker
    return Said(
        text=statement.text,
        who=who_of(statement),
        name=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        person=speaker.person if speaker else None,
        occasion=statement.occasion,
        kind=statement.kind,
        act=statement.act,
        negated=statement.negated,
        weight=statement.weight,
        place=statement.content[0][0] if statement.content else 0,
    )


class _Words(NamedTuple):
    nobody: frozenset[str]
    pronouns: frozenset[str]
    pointing: frozenset[str]
    set_phrases: frozenset[str]
    particles: frozenset[str]
    own: frozenset[str]
    summing: frozenset[str]


@cache
def _words() -> _Words:
    data = loads(resources.files("jobs.analysis.data").joinpath("digest.toml").read_text(encoding="utf-8"))["choosing"]
    return _Words(*(frozenset(data[name]) for name in _Words._fields))


def says_nothing(said: Said) -> bool:
    """A phrase without a verb, of ours or of the article: «کوهیار: روند همکاری‌ها» from «با ابراز خرسندی از روند همکاری‌ها گفت»,
    or half a judgement, whose verb no attribution can put where it belongs: «این طرح را نسنجیده» from «… نسنجیده خواند»."""
    if said.kind != Kind.PARAPHRASE or said.negated:
        return False
    return said.act == Act.LABELS or (said.act in _UNSAID and not any(ends_clause(word) for word in said.text.split()))


def behind(said: Said) -> int:
    """0 for what may lead; more for what leans on words that are not shown, is no clause or is told about the speaker, for voices
    that are nobody's in particular, for anonymous sources, for nobody at all."""
    if not said.name and not said.role:
        return 4
    if unnamed(said.speaker_kind, said.name, said.role):
        return 3
    first = (said.name or said.role or "").split(" ")[0]
    if said.person is None and first in _words().nobody:
        return 2
    if said.kind != Kind.DIRECT and _OF_ONESELF.fullmatch(said.text):
        return 1
    told = said.kind == Kind.PARAPHRASE and said.act in _TOLD and not said.negated and not ends_clause(said.text)
    return int(told or (leans(said.text, f"{said.name or ''}، {said.role or ''}") and not placing(said.occasion)))


def order(statements: Iterable[Shown], said: Callable[[Shown], Said]) -> list[Shown]:
    """The weightiest first; see `behind` for what stands behind all others, however weighty."""
    return list(_in_order(statements, said))


def _in_order(statements: Iterable[Shown], said: Callable[[Shown], Said]) -> Iterator[Shown]:
    """The same one by one: what stands behind is found out only as far as it is asked for."""

    def weightiest(one: Shown) -> tuple[float, int]:
        told = said(one)
        return -told.weight, told.place

    later: list[list[Shown]] = [[] for _ in range(MOST_BEHIND)]
    for one in sorted(statements, key=weightiest):
        place = behind(said(one))
        if place:
            later[place - 1].append(one)
        else:
            yield one
    yield from chain.from_iterable(later)


def leading(statements: Sequence[Shown], said: Callable[[Shown], Said]) -> list[Shown]:
    """The key statement of the first speaker, and of a second one where that may lead too."""
    several = min(MOST_LEADING, len({said(one).who for one in statements}))
    best: dict[str, Shown] = {}
    for one in _in_order(statements, said):
        best.setdefault(said(one).who, one)
        if len(best) == several:
            break
    found = list(best.values())
    return found[:1] + [one for one in found[1:] if behind(said(one)) == 0]


def first_of(count: int, statements: Iterable[Shown], said: Callable[[Shown], Said]) -> list[Shown]:
    """So many of `order`."""
    return list(islice(_in_order(statements, said), count))


def placing(occasion: str | None, text: str = "") -> str:
    """An occasion that tells where it was said; «در این دیدار» by itself does not, and is empty here. Without «امروز», and
    without what was said itself, `text` («در بیانیه‌ای از بسته شدن مرز»)."""
    if occasion and text and text in occasion:
        occasion = _PREPOSITION.sub("", occasion.partition(text)[0])
    return _TODAY.sub("", occasion).strip(" ،") if occasion and not _POINTS_BACK.search(occasion) else ""


def unnamed(kind: str | None, name: str | None, role: str | None) -> bool:
    """A source that is not to be known: «یک منبع آگاه»، or one of whom the article tells nothing."""
    return kind == SpeakerKind.ANONYMOUS or name == UNKNOWN_SPEAKER or bool(not name and role and _UNNAMED.match(role))


@lru_cache(maxsize=4096)
def leans(text: str, context: str = "") -> bool:
    """Whether a statement, anywhere in it, means something that it does not name: «دو کشور»، «این تهدیدات»، «به آن پایبندیم».

    `context` is what stands before it on the screen, name, office and occasion: «این استان» of whose official speaks is told.
    Not what it has named before («طرح تازهٔ شهرداری و پیامدهای آن»، «پل … این پل»), nor what «که» goes on to tell («آن کشورهایی
    که …»), nor set phrases («از این رو»، «این هفته»).
    """
    if points_outside(text):
        return True
    words = text.split()
    bare = [word.strip(_MARKS) for word in words]
    pronouns = _words().pronouns
    if pronouns.isdisjoint(bare):
        return False
    return any(word in pronouns and _leans_at(k, words, bare, context) for k, word in enumerate(bare))


def _leans_at(k: int, words: Sequence[str], bare: Sequence[str], context: str) -> bool:
    """Whether the pronoun at that place stands for what is not in the text before it."""
    last = k + 1 == len(words) or words[k][-1] in _MARKS
    following = "" if last else bare[k + 1]
    if following in _words().set_phrases:
        return False
    named = stems_of(words[:k])
    owned = bare[k] == "آن" and k > 0 and bare[k - 1] not in _words().particles and not ends_clause(bare[k - 1])
    alone = bare[k] not in _words().pointing or not following or following in _words().particles or ends_clause(following)
    if owned or alone:  # «پیامدهای آن»، «به آن»
        return len(named) < _ENOUGH
    told = "که" in bare[k + 2 : k + 2 + _RELATIVE] or "یعنی" in bare[k + 2 : k + 4]
    if following in _words().summing:  # «همین مسئله» is what was said before it, «این نتیجه که» what comes behind it
        return not told and (len(named) < _ENOUGH or not any(ends_clause(word) for word in bare[:k]))
    if told and ("یعنی" in bare[k + 2 : k + 4] or following.replace(ZWNJ, "").endswith("ی")):
        return False
    if following in _words().own and len(context.split()) > _NAME:
        return False
    return not set(stems(following)) <= {*named, *stems(context)}
