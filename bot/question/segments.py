"""A question cut into segments: names, subjects, words of the frame, periods, unknown words.

Also what two neighbours mean together: an office and its country, a state and its officials, an office that is only a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.question.periods import PeriodFound
from bot.question.vocabulary import Found, Lexis
from bot.question.words import Word
from jobs.analysis.catalogue import Catalogue

_KINDS = tuple(
    "person country body office subject seat nation adjective act topic title publisher this is really doubt us why who "
    "reaction outlet about by say word officials compound latest first former present difference what verb toward all "
    "drop".split()
)
"""Which of several senses of the same words counts, the first first."""

STATES = frozenset(("country", "seat", "nation", "adjective"))
_OUT_OF_CONTEXT = frozenset(
    ("مهر", "فارس", "انتخاب", "میزان", "شرق", "مشرق", "ایران", "جوان", "اعتماد", "کیهان", "جمهوری", "وطن")
)
"""Names of publishers that mean something else unless a word before says that a publisher is meant."""

_SPOKEN_THOUSANDS = 1000
_JOURNEYS = ("سفر", "سفرش", "پرواز", "ورود", "دیدار")
"""Nouns behind which a capital is where somebody went."""
_OF_TOWNS = ("نماینده", "امام")
"""Officials of a town rather than of the state whose capital it is («نماینده تهران در مجلس»)."""
_SPEAKS = frozenset(("person", "office", "former-office", "state"))
_WHEN = frozenset(("قبل", "بعد", "پیش", "پس"))
_WROTE = frozenset(("نوشته", "نوشت", "نوشتن", "گزارش", "نقل"))
_SOURCE_WORDS = frozenset(("گزارش", "خبرگزاری", "نقل", "روزنامه", "سایت", "خبر", "نوشته", "کانال"))


@dataclass(frozen=True, slots=True)
class Segment:
    """Words [first, last) of a question with one meaning. `values` are slugs, codes or canonical words; `text` as typed.

    `called`: the full name as typed, where `values` are known by only a part of it; `perhaps`: what may be one
    (bot.question.fullnames)."""

    kind: str
    first: int
    last: int
    text: str
    values: tuple[str, ...] = ()
    also: Found | None = field(default=None, compare=False)
    called: str = ""
    perhaps: str = ""


def cut(words: Sequence[Word], lexis: Lexis, periods: Sequence[PeriodFound]) -> list[Segment]:
    """The segments of a question, in order."""
    starts = {period.first: period for period in periods}
    found: list[Segment] = []
    at = 0
    while at < len(words):
        if at in starts:
            found.append(Segment("period", at, starts[at].last, _text(words, at, starts[at].last)))
            at = starts[at].last
            continue
        limit = min((start for start in starts if start > at), default=len(words))
        segment = _place(_segment(words, at, limit, lexis), found[-1] if found else None)
        if segment.kind == "unknown" and found and found[-1].kind == "unknown" and found[-1].last == at:
            before = found.pop()
            segment = replace(segment, first=before.first, text=f"{before.text} {segment.text}")
        found.append(segment)
        at = segment.last
    return found


def _place(segment: Segment, before: Segment | None) -> Segment:
    """A capital behind a noun is a town («استاندار تهران»), else it stands for its state («تهران چه گفت»)."""
    noun = before is not None and before.last == segment.first and before.kind in ("unknown", "subject", "topic", "compound")
    town = noun and segment.kind == "seat" and before is not None and not before.text.endswith(_JOURNEYS)
    return replace(segment, kind="unknown", values=()) if town else segment


def _segment(words: Sequence[Word], at: int, limit: int, lexis: Lexis) -> Segment:
    if (money := _money(words[:limit], at)) is not None:
        return money
    for found in lexis.at(words[:limit], at):
        kind = _kind(found, words, at)
        if kind is not None:
            return Segment(kind, at, found.last, _text(words, at, found.last), found.of(kind), found)
    return Segment("unknown", at, at + 1, words[at].text)


def _money(words: Sequence[Word], at: int) -> Segment | None:
    """A sum of money. Speech leaves out the thousand: «۵۰ تومن» is 50 thousand toman."""
    if at + 1 >= len(words) or not words[at].key.isdecimal():
        return None
    thousands = words[at + 1].key == "هزار"
    unit = at + 2 if thousands else at + 1
    if unit >= len(words) or words[unit].key not in ("تومن", "تومان", "تومنی", "تومانی"):
        return None
    spoken = thousands or (words[unit].key.startswith("تومن") and int(words[at].key) < _SPOKEN_THOUSANDS)
    text = f"{words[at].text} هزار تومان" if spoken else f"{words[at].text} تومان"
    return Segment("sum", at, unit + 1, text)


def _kind(found: Found, words: Sequence[Word], at: int) -> str | None:
    roles = {sense.role for sense in found.senses}
    if "publisher" in roles:
        named = (at > 0 and words[at - 1].key in _SOURCE_WORDS) or (found.last < len(words) and words[found.last].key in _WROTE)
        if named or (len(roles) == 1 and not (found.last == at + 1 and words[at].key in _OUT_OF_CONTEXT)):
            return "publisher"
        roles.discard("publisher")
    if roles & {"adjective", "subject"}:
        roles.discard("person")  # «همتای ایرانی», «کمبود معلم»
    return next((kind for kind in _KINDS if kind in roles), None)


def _text(words: Sequence[Word], first: int, last: int) -> str:
    return " ".join(word.text for word in words[first:last])


def compose(segments: Sequence[Segment], catalogue: Catalogue) -> list[Segment]:
    """Neighbours that mean one thing together made one segment.

    Kinds that are new here: «state» (a state as speaker: its officials, «موضع روسیه»); «office» with one slug left; «former».
    """
    return _passing(_states(_titles(_offices(segments, catalogue), catalogue), catalogue))


def _titles(segments: Sequence[Segment], catalogue: Catalogue) -> list[Segment]:
    """Without the office behind a name that holds or held it: it only says who is meant («مهاجرانی سخنگوی دولت»)."""
    found: list[Segment] = []
    for segment in segments:
        before = found[-1] if found else None
        if before is not None and before.kind == "person" and segment.kind == "office" and before.last == segment.first:
            holders = [slug for slug in before.values if any(h.office in segment.values for h in catalogue.people[slug].held)]
            if holders:
                found[-1] = replace(before, last=segment.last, values=tuple(holders))
                continue
        found.append(segment)
    return found


def _passing(segments: Sequence[Segment]) -> list[Segment]:
    """Unknown words that say nothing of what is asked for made so: how somebody spoke («حرف‌های تند X»), and what befell the one
    who speaks, as a time that nobody knows («قبل از مرگش»)."""
    found: list[Segment] = []
    for at, segment in enumerate(segments):
        behind = segments[at + 1].kind if at + 1 < len(segments) else ""
        before = segments[at - 1] if at else None
        one = segment.kind == "unknown" and " " not in segment.text and before is not None
        how = one and before is not None and before.kind == "word" and behind in _SPEAKS
        befell = (
            one and at > 1 and segment.text.endswith("ش") and segments[at - 1].text == "از" and segments[at - 2].text in _WHEN
        )
        found.append(replace(segment, kind="drop") if how or befell else segment)
    return found


def _offices(segments: Sequence[Segment], catalogue: Catalogue) -> list[Segment]:
    found: list[Segment] = []
    at = 0
    while at < len(segments):
        segment = segments[at]
        if segment.kind != "office":
            found.append(segment)
            at += 1
            continue
        behind, former = at + 1, False
        country: str | None = None
        while behind < len(segments):
            follower = segments[behind]
            if follower.kind == "former":
                former = True
            elif follower.kind in (*STATES, "us") and country is None:
                country = follower.values[0] if follower.values else "IR"
            elif follower.kind != "present" or follower.text in ("جدید", "الان"):
                break
            behind += 1
        if behind < len(segments) and segments[behind].kind == "person":
            at = behind  # only a title: «وزیر خارجه ترکیه هاکان …»
            continue
        found.append(_office(segment, country, former, segments[behind - 1].last, catalogue))
        at = behind
    return found


def _office(segment: Segment, country: str | None, former: bool, last: int, catalogue: Catalogue) -> Segment:
    slugs = [slug for slug in segment.values if country is None or catalogue.country_of(slug) in (country, None)]
    own = [slug for slug in slugs if catalogue.country_of(slug) == (country or "IR")]
    chosen = tuple(own[:1]) or tuple(slugs[:1] if len(slugs) == 1 else slugs)
    if not chosen and country is not None:
        return Segment("state", segment.first, last, segment.text, (country,))
    return Segment("former-office" if former else "office", segment.first, last, segment.text, chosen)


def _states(segments: Sequence[Segment], catalogue: Catalogue) -> list[Segment]:
    found: list[Segment] = []
    for segment in segments:
        before = found[-1] if found else None
        if before is not None and before.kind == "officials" and segment.kind == "body":
            found[-1] = replace(segment, first=before.first)
            continue
        if before is None or segment.kind not in STATES:
            found.append(segment)
            continue
        foreign = before.kind == "body" and catalogue.country_of(before.values[0]) != segment.values[0]
        own = before.kind == "body" and not foreign
        official = before.also is not None and bool(
            before.also.of("officials") or any(s.role == "officials" for s in before.also.senses)
        )
        if official and segment.kind == "seat" and before.text.startswith(_OF_TOWNS):
            found.append(segment)
        elif (official and before.kind != "body") or (foreign and catalogue.country_of(before.values[0]) is not None):
            found[-1] = Segment("state", before.first, segment.last, f"{before.text} {segment.text}", segment.values[:1])
        elif own:
            found[-1] = replace(before, last=segment.last)
        else:
            found.append(segment)
    return found
