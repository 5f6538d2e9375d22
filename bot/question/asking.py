"""Who is asked for, and about what: the part that each segment of a question plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.question.model import Phrase
from bot.question.segments import STATES, Segment
from bot.question.vocabulary import subjects

_ACTORS = frozenset(("person", "office", "former-office", "body", "state", "name"))
_THINGS = frozenset(("topic", "subject", "event", "sum", "unknown"))
_FRAME = frozenset(("about", "by", "toward", "say", "what", "is", "difference", "who", "act", "verb"))
_BRING = frozenset(("بگو", "بگید", "بگین", "بیار", "بده", "بدید", "بفرست", "بفرستید", "نشون", "نشان", "نشون بده", "میخوام"))
"""What is asked of the bot, and not of anybody: «پوتینو بگو چی گفته»."""
_IN = frozenset(("در", "تو", "توی", "داخل"))
_PLURAL_SAY = ("ند", "ن")


@dataclass
class Parts:
    """The parts found so far: segments that speak, segments spoken about, and what else the frame says."""

    speakers: list[Segment] = field(default_factory=list)
    about: list[Segment] = field(default_factory=list)
    open_countries: list[Segment] = field(default_factory=list)
    open_unknown: list[Segment] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    who: bool = False
    marker: int | None = None
    acts: list[Segment] = field(default_factory=list)


def play(segments: Sequence[Segment]) -> Parts:
    """Every segment in its part.

    After «درباره» stands the subject until something else begins; after «به، با، از» too once somebody speaks; before it whoever
    is named speaks. A country speaks where nobody else does and words of saying stand («اسرائیل دیشب چی گفت», «موضع روسیه»).
    """
    parts = Parts(kinds={segment.kind for segment in segments})
    zone, joined = "open", False
    for at, segment in enumerate(segments):
        before = segments[at - 1] if at else None
        if segment.kind == "act" and " " not in segment.text and (zone in ("about", "toward") or _is_done_to(segments, at)):
            segment = replace(segment, kind="unknown")  # what was done is spoken about: «واکنش ایران به تهدید ترامپ»
        if segment.kind == "outlet" and zone in ("about", "toward") and not _is_followed_by(segments, at, "publisher"):
            segment = replace(segment, kind="unknown")  # «توقیف روزنامه‌ها»
        if segment.kind in _FRAME:
            zone = _frame(parts, segment, zone)
            joined = segment.kind in ("about", "toward") or (joined and segment.kind != "by")
            continue
        if segment.kind in _ACTORS:
            zone = _actor(parts, segments, at, zone, joined or (before is not None and before.text == "و"))
        elif segment.kind in STATES or segment.kind == "us":
            _state(parts, segment, "about" if _is_object(segments, at) else zone, before)
        elif segment.kind in _THINGS:
            _thing(parts, segment, zone, segments[at + 1].kind if at + 1 < len(segments) else "")
        else:
            continue
        joined = False
    _settle(parts)
    return parts


def _frame(parts: Parts, segment: Segment, zone: str) -> str:
    """A word of the frame: the zone behind it."""
    if segment.kind == "about":
        parts.marker = segment.first if parts.marker is None else parts.marker
        return "about"
    if segment.kind == "by":
        return "by"
    if segment.kind == "toward":
        return _toward(zone, parts, segment)
    if segment.kind == "who":
        parts.who = parts.who or zone not in ("toward", "about")
    elif segment.kind == "act":
        parts.acts.append(segment)
    elif zone in ("by", "toward") or (zone == "about" and parts.about):
        return "open"
    return zone


def _toward(zone: str, parts: Parts, segment: Segment) -> str:
    if zone == "about":
        return zone
    reacting = "reaction" in parts.kinds or "say" in parts.kinds or "act" in parts.kinds
    if segment.text in ("به", "با", "برای", "علیه") and (parts.speakers or parts.open_countries or reacting):
        return "toward"
    if segment.text in ("از", "بر") and (parts.speakers or parts.open_countries):
        return "toward"
    return zone


def _actor(parts: Parts, segments: Sequence[Segment], at: int, zone: str, joined: bool) -> str:
    """Somebody named speaks, unless the words before make them the subject; the zone behind them."""
    segment = segments[at]
    if segment.kind == "body" and (zone in ("about", "toward") or _is_claimed(segments, at, parts)):
        segment = _subject_of(segment)
    if segment.kind in ("body", "state") and at and segments[at - 1].text in _IN and parts.speakers:
        return zone  # where it was said: «قالیباف در مجلس»
    if zone == "open" and (_is_object(segments, at) or _is_claimed(segments, at, parts)):
        parts.about.append(segment)
        return zone
    if zone in ("open", "by"):
        parts.speakers.append(segment)
        return zone
    spoken_of = zone == "toward" or not parts.about or joined or bool(parts.speakers)
    if spoken_of or not _speaks_singular(segments[at + 1 :]):
        parts.about.append(segment)
        return zone
    parts.speakers.append(segment)
    return "open"


def _subject_of(segment: Segment) -> Segment:
    """A body that is spoken of: where its name is a subject too, the words are searched («داعش», «FATF»)."""
    for kind in ("subject", "topic"):
        if segment.also is not None and (values := segment.also.of(kind)):
            return replace(segment, kind=kind, values=values)
    return segment


def _is_claimed(segments: Sequence[Segment], at: int, parts: Parts) -> bool:
    """Whether somebody is named in what a speaker is asked to have said («پزشکیان گفته دولت پول نداره؟»)."""
    said = [segment for segment in segments if segment.kind == "say"]
    told = len(said) == 1 and said[0].last == segments[at].first and not any(s.kind == "what" for s in segments[:at])
    return told and bool(parts.speakers) and at + 1 < len(segments)


def _is_followed_by(segments: Sequence[Segment], at: int, kind: str) -> bool:
    return at + 1 < len(segments) and segments[at + 1].kind == kind


def _is_done_to(segments: Sequence[Segment], at: int) -> bool:
    """Whether a deed with whose it was is the object («قطر عذرخواهی نتانیاهو رو پذیرفت؟»)."""
    whose = segments[at + 1] if at + 1 < len(segments) else None
    return whose is not None and (whose.kind in _ACTORS or whose.kind in STATES) and _is_object(segments, at + 1)


def _is_object(segments: Sequence[Segment], at: int) -> bool:
    """Whether «را» follows («قالیباف را کی نقد کرد»), unless it belongs to words of saying («حرف‌های ظریف را بفرست») to which
    nobody did anything («حرف‌های ظریف را کی نقد کرد»)."""
    done = any(one.kind == "who" for one in segments) and any(one.kind == "act" for one in segments[at + 1 :])
    behind, then = (segments[at + n].text if at + n < len(segments) else "" for n in (1, 2))
    return (
        behind in ("را", "رو")
        and then not in _BRING
        and (done or not any(before.kind in ("word", "latest", "reaction") for before in segments[:at]))
    )


def _speaks_singular(behind: Sequence[Segment]) -> bool:
    """Whether «گفت» and not «گفتند» follows: «درباره تحریم ترامپ چی گفت» against «درباره دولت ترامپ چی گفتن»."""
    said = [segment.text for segment in behind if segment.kind == "say"]
    return bool(said) and not said[0].split()[-1].endswith(_PLURAL_SAY)


def _state(parts: Parts, segment: Segment, zone: str, before: Segment | None) -> None:
    if zone in ("about", "toward"):
        parts.about.append(segment)
    elif zone == "open" and before is not None and before.text == "و" and _ends_with_state(parts, segment):
        parts.speakers.append(Segment("state", segment.first, segment.last, segment.text, segment.values[:1]))
    elif zone == "by" or (before is not None and before.kind in ("word", "reaction", "latest") and segment.kind != "us"):
        if before is not None and before.kind == "latest":
            parts.open_countries.append(segment)
        elif segment.kind != "us":
            parts.speakers.append(Segment("state", segment.first, segment.last, segment.text, segment.values[:1]))
    elif segment.kind == "nation" and not parts.speakers:
        parts.speakers.append(Segment("state", segment.first, segment.last, segment.text, segment.values[:1]))
    elif segment.kind != "us":
        parts.open_countries.append(segment)


def _ends_with_state(parts: Parts, segment: Segment) -> bool:
    """Whether the speaker named last is a state, right before the «و» before the segment («موضع چین و روسیه»)."""
    last = parts.speakers[-1] if parts.speakers else None
    return last is not None and last.kind == "state" and last.last + 1 == segment.first


def _thing(parts: Parts, segment: Segment, zone: str, behind: str) -> None:
    if segment.kind == "unknown" and (zone in ("open", "by") or (zone == "toward" and behind == "verb")):
        parts.open_unknown.append(segment)
    else:
        parts.about.append(segment)


def _settle(parts: Parts) -> None:
    """Countries named with neither «درباره» nor anybody else who speaks."""
    speaks = bool(parts.kinds & {"say", "word", "reaction"} or parts.acts)
    if parts.open_countries and parts.marker is not None:
        speaks = speaks or parts.open_countries[0].first < parts.marker
    if parts.open_countries and "verb" in parts.kinds and any(s.kind in STATES or s.kind in _ACTORS for s in parts.about):
        speaks = speaks or parts.open_countries[0].first < parts.about[0].first
    if parts.open_countries and not parts.speakers and speaks and not parts.who:
        last = None
        while parts.open_countries and (last is None or (parts.open_countries[0].first == last + 1 and _before(parts, last + 1))):
            first = parts.open_countries.pop(0)
            parts.speakers.append(Segment("state", first.first, first.last, first.text, first.values[:1]))
            last = first.last
    parts.about.extend(parts.open_countries)
    parts.about.sort(key=lambda segment: segment.first)


def _before(parts: Parts, position: int) -> bool:
    """Whether a word stands before «درباره»: what «و» joins there speaks («ایران و عربستان درباره یمن»)."""
    return parts.marker is not None and position < parts.marker


def phrase_of(segment: Segment) -> Phrase:
    """The phrase of a subject, an event or words that nothing explains."""
    if segment.kind != "subject":
        return Phrase(segment.text)
    text = segment.values[0]
    topic, also = subjects()[text]
    return Phrase(text, also, () if topic == "none" else (topic,))
