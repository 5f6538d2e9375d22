"""A small catalogue of invented people, and the moment at which the sample questions are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.question import QuestionContext
from jobs.analysis.catalogue import Body, Catalogue, Held, Office, Person, shipped_catalogue

TEHRAN = ZoneInfo("Asia/Tehran")
NOW = datetime(2025, 10, 7, 18, 0, tzinfo=TEHRAN)
"""Tuesday, 15 Mehr 1404, six in the evening."""


def invented() -> Catalogue:
    """The shipped countries with people, offices and bodies of our own making."""
    people = (
        Person(
            "sohrab-kuhyar",
            "سهراب کوهیار",
            "IR",
            short=("کوهیار",),
            held=(Held("office:ir-president", "2013-08-03", "2021-08-03"),),
        ),
        Person(
            "parisa-kuhzad",
            "پریسا کوه‌زاد",
            "IR",
            short=("کوه‌زاد",),
            held=(Held("office:water-chief", "2015-01-01", "2020-01-01"),),
        ),
        Person(
            "mahtab-rudbari",
            "مهتاب رودباری",
            "IR",
            short=("رودباری",),
            held=(Held("office:water-chief", "2010-01-01", "2015-01-01"),),
        ),
        Person("bahram-rudbari", "بهرام رودباری", "IR", short=("رودباری",)),
        Person("emre-denizavoglu", "امره دنیزاوغلو", "TR", short=("دنیزاوغلو",)),
        Person("mansur-ardalan", "منصور اردلان", "IR", short=("اردلان",)),
    )
    offices = (
        Office("office:ir-president", "رئیس‌جمهور", "IR", ("رئیس جمهور",)),
        Office("office:tr-president", "رئیس‌جمهور ترکیه", "TR", ("رئیس جمهور",)),
        Office("office:water-chief", "رئیس سازمان آب", "IR", ("رئیس سازمان آب",)),
    )
    bodies = (Body("body:water", "سازمان آب", "IR", ("سازمان آب",)),)
    return replace(
        Catalogue(),
        countries=shipped_catalogue().countries,
        people={person.slug: person for person in people},
        offices={office.slug: office for office in offices},
        bodies={body.slug: body for body in bodies},
    )


def context(**changes: object) -> QuestionContext:
    """The context of the sample questions."""
    base = QuestionContext(NOW, TEHRAN, invented(), {"مهر": "mehr", "خبرگزاری نمونه": "nemune"})
    return replace(base, **changes)  # type: ignore[arg-type]  # the names of the fields are the caller's
