"""What things are called in our own lines: the catalogue's neutral forms, whatever the article calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import texts
from bot.texts import following
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.topics import NAMES
from storage.records import NAME, Aspect, Follow, shown_by


@dataclass(frozen=True, slots=True)
class Naming:
    catalogue: Catalogue

    def country(self, code: str) -> str:
        return self.catalogue.name_of(code)

    def who(self, slug: str) -> str:
        """A person, an office, a body; `name:…` is somebody who is not in the catalogue, under the name as published."""
        return shown_by(slug) if slug.startswith(NAME) else self.catalogue.name_of(slug)

    def office(self, person: str, on: date) -> str:
        """The neutral name of the office that a person held on a day; empty where the catalogue is not sure."""
        entry = self.catalogue.people.get(person)
        held = next((term for term in entry.held if term.surely_on(on)), None) if entry else None
        return self.catalogue.name_of(held.office) if held else ""

    def office_then(self, person: str, on: date, now: date) -> str:
        """The same, marked as of that time where the person no longer holds it: «رئیس‌جمهور وقت»."""
        office, entry = self.office(person, on), self.catalogue.people.get(person)
        held = next((term for term in entry.held if term.surely_on(on)), None) if entry else None
        return at_the_time(office) if held and not held.maybe_on(now) else office

    def choice(self, follow: Follow) -> str:
        """What a button or a line says that offers the follow: an office is meant whoever holds it."""
        name = self.follow(follow)
        alone = follow.who is not None and follow.who.startswith("office:") and follow == Follow(who=follow.who)
        return following.WHOEVER.format(office=name) if alone else name

    def known_as(self, follow: Follow, on: date) -> str:
        """The name with the office of that day, to tell people of one name apart: «محمدعلی جعفری، فرمانده …»."""
        name = self.follow(follow)
        office = self.office(follow.who, on) if follow.who else ""
        return following.KNOWN_AS.format(name=name, office=office) if office else name

    def topic(self, topic: str) -> str:
        return NAMES.get(topic, topic)

    def follow(self, follow: Follow) -> str:
        """«حسن روحانی دربارهٔ ترکیه»: what a subscription follows, as its reader would say it."""
        subjects: list[str] = []
        speaker = ""
        if follow.who:
            if follow.who_as is Aspect.ABOUT:
                subjects.append(self.who(follow.who))
            elif follow.who.isupper():
                speaker = texts.BY_OFFICIALS.format(country=self.country(follow.who))
            else:
                speaker = self.who(follow.who)
                if follow == Follow(who=follow.who, who_as=Aspect.BY):
                    speaker = following.SAID_BY.format(who=speaker)
        subjects += [self.who(follow.about)] if follow.about else []
        if follow.country:
            if follow.country_as is Aspect.BY:
                speaker = texts.BY_OFFICIALS.format(country=self.country(follow.country))
            else:
                subjects.append(self.country(follow.country))
        subjects += [self.topic(follow.topic)] if follow.topic else []
        subjects += [follow.phrase] if follow.phrase else []
        return _joined(speaker, subjects, bare=follow.who_as is not Aspect.ABOUT and follow.country_as is Aspect.ANY)


def at_the_time(office: str) -> str:
    """«رئیس‌جمهور وقت»، «رئیس وقت سازمان آب»، «معاون اول وقت رئیس‌جمهور»: the word stands behind the title, before whose it is."""
    words = office.split()
    title = 2 if len(words) > 1 and words[1] in texts.OF_TITLES else 1
    return " ".join([texts.AT_THE_TIME.format(role=" ".join(words[:title])), *words[title:]])


def _joined(speaker: str, subjects: Sequence[str], *, bare: bool) -> str:
    about = texts.LIST_COMMA.join(subjects)
    if speaker and about:
        return f"{speaker} {texts.ABOUT.format(what=about)}"
    if speaker:
        return speaker
    return about if bare else texts.ABOUT.format(what=about)
