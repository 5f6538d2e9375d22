"""Pages: a person, an office with its holders, a body, a country, a topic, a source. What the catalogue and the archive know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from persiantools.jdatetime import JalaliDate

from bot import texts
from bot.render.answer import counted, statements_html
from bot.render.owners import owner_of
from bot.render.story import View
from bot.render.writing import day, digits, escape, line, number
from bot.texts import asking
from jobs.analysis.catalogue import Catalogue, Held, first_day
from storage.records import Page, Query, Source

HOLDERS = 12
NAMED = 5
_NOTHING = Page((), 0, 0)


@dataclass(frozen=True, slots=True)
class Profile:
    """A page's facts. `slug`: a person's, office's, body's or country's, `topic:…` or `source:…`.

    `by` is what it says (of a topic or a source: all of it), `about` what is said about it.
    """

    slug: str
    name: str
    by: Page = _NOTHING
    about: Page = _NOTHING
    source: Source | None = None


def kind_of(slug: str, catalogue: Catalogue) -> str:
    """person, office, body, country, topic, source; name for somebody not in the catalogue; empty for what nobody knows."""
    prefix = slug.partition(":")[0]
    if prefix in ("topic", "source", "name"):
        return prefix
    if slug in catalogue.people:
        return "person"
    if slug in catalogue.offices:
        return "office"
    if slug in catalogue.bodies:
        return "body"
    return "country" if slug in catalogue.countries else ""


def queries_of(slug: str, kind: str) -> tuple[Query, Query | None]:
    """What is asked for a page: what it says, and what is said about it (None for a topic, a source, a mere name)."""
    value = slug.partition(":")[2]
    match kind:
        case "topic":
            return Query(topics=(value,)), None
        case "source":
            return Query(source=value), None
        case "name":
            return Query(speakers=(slug,)), None
        case "country":
            return Query(speakers=(slug,)), Query(countries=(slug,))
        case _:
            return Query(speakers=(slug,)), Query(people=(slug,))


def profile_html(profile: Profile, kind: str, catalogue: Catalogue, view: View, names: dict[str, str]) -> str:
    """The page: what it is, how much the archive has, about what, and the newest statement. `names`: publishers by slug."""
    lines = [f"<b>{escape(line(profile.name))}</b>"]
    lines += [escape(line(text)) for text in _known(profile.slug, kind, catalogue, view)]
    owner = owner_of(profile.source.home_url) if profile.source else None
    if owner is not None:
        lines.append(asking.OWNER.format(owner=escape(line(owner.name)), reference=escape(owner.reference)))
    lines += [escape(line(text)) for text in _archive(profile, kind, view, names)]
    if kind == "office":
        lines += _holders(profile.slug, catalogue, view)
    newest = profile.by.statements[:1]
    head = "\n".join(lines)
    return statements_html(f"{head}\n\n{asking.LATEST}", newest, view) if newest else head


def office_line(slug: str, catalogue: Catalogue) -> str:
    """The office that a person holds now, else the last; a body's or an office's country; empty where nothing is known."""
    entry = catalogue.people.get(slug)
    if entry is None:
        country = catalogue.country_of(slug)
        return catalogue.name_of(country) if country and country != slug else ""
    held = [term for term in entry.held if term.until is None] or list(entry.held)
    if not held:
        return catalogue.name_of(entry.country) if entry.country else ""
    name = catalogue.name_of(held[0].office)
    return name if held[0].until is None else texts.FORMERLY.format(role=name)


def when(known: str, view: View) -> str:
    """An ISO date of the catalogue as it is sure in the Jalali calendar: month and year of a day, the year of a month."""
    parts = known.split("-")
    if len(parts) == 1:
        return digits(asking.GREGORIAN.format(year=known), view.digits)
    on = first_day(known) if len(parts) == 3 else date(int(parts[0]), int(parts[1]), 15)
    jalali = JalaliDate(on)  # type: ignore[no-untyped-call]  # the package has no types
    month = f"{texts.MONTHS[jalali.month - 1]} " if len(parts) == 3 else ""
    return digits(f"{month}{jalali.year}", view.digits)


def term_line(held: Held, name: str, view: View) -> str:
    """«نام، سرپرست (مرداد ۱۳۹۲ تا مرداد ۱۴۰۰)»: a term under the name of its office or of its holder."""
    if held.acting:
        name = f"{name}{texts.LIST_COMMA}{asking.ACTING}"
    since = when(held.since, view) if held.since else ""
    until = when(held.until, view) if held.until else ""
    if since and until:
        return asking.TERM.format(name=name, since=since, until=until)
    if since:
        return asking.TERM_OPEN.format(name=name, since=since)
    return asking.TERM_ENDED.format(name=name, until=until) if until else name


def _known(slug: str, kind: str, catalogue: Catalogue, view: View) -> list[str]:
    """What the catalogue says beside the name."""
    if kind == "person":
        held = catalogue.people[slug].held
        now = [term_line(term, catalogue.name_of(term.office), view) for term in held if term.until is None]
        before = [term_line(term, catalogue.name_of(term.office), view) for term in reversed(held) if term.until is not None]
        lines = [asking.IN_OFFICE.format(offices=texts.LIST_COMMA.join(now))] if now else []
        return [*lines, asking.FORMER_OFFICES.format(offices=texts.LIST_COMMA.join(before[:NAMED]))] if before else lines
    if kind in ("body", "office"):
        country = catalogue.country_of(slug)
        return [catalogue.name_of(country)] if country else []
    return []


def _holders(slug: str, catalogue: Catalogue, view: View) -> list[str]:
    """Everybody who held the office, the newest first, and up to when the catalogue knows."""
    terms = catalogue.terms_of(slug)
    if not terms:
        return []
    lines = [term_line(held, catalogue.name_of(person), view) for person, held in reversed(terms)]
    known = catalogue.known_until
    until = [asking.KNOWN_UNTIL.format(date=when(known.isoformat(), view))] if known else []
    return ["", asking.HOLDERS, *(escape(line(text)) for text in [*lines[:HOLDERS], *until])]


def _archive(profile: Profile, kind: str, view: View, names: dict[str, str]) -> list[str]:
    """What the archive has, in a few lines."""
    by, about = number(profile.by.total, view.digits), number(profile.about.total, view.digits)
    match kind:
        case "topic" | "name":
            head = asking.TOPIC_COUNT.format(count=by)
        case "source":
            head = _span(profile, view)
        case "office" | "body":
            head = asking.SAYS_AND_SAID_OF_IT.format(by=by, about=about)
        case "country":
            head = asking.SPEAKS_AND_SPOKEN_OF.format(by=by, about=about)
        case _:
            head = asking.SAYS_AND_SAID_OF.format(by=by, about=about)
    if not profile.by.total and not profile.about.total:
        return [asking.NONE_HERE]
    return [head, *_most(profile, kind, view, names)]


def _most(profile: Profile, kind: str, view: View, names: dict[str, str]) -> list[str]:
    """About what most, who speaks most, who publishes most."""
    facets = profile.by.facets
    subjects = [*_named(facets.get("topic", ()), view.naming.topic), *_named(facets.get("country", ()), view.naming.country)]
    subjects.sort(key=lambda subject: -subject[1])
    speakers = _named(facets.get("speaker", ()), view.naming.who)
    spoken = _named(profile.about.facets.get("speaker", ()), view.naming.who)
    outlets = [(names.get(slug, slug), count) for slug, count in facets.get("outlet", ())]
    told = [
        (asking.MOST_ABOUT, subjects),
        (asking.WHO_SPEAKS, speakers if kind not in ("person", "name") else []),
        (asking.SPOKEN_BY, spoken),
        (asking.OUTLETS, outlets if kind == "topic" else []),
    ]
    return [template.format(names=counted(found[:NAMED], view)) for template, found in told if found]


def _named(values: Sequence[tuple[str, int]], name: Callable[[str], str]) -> list[tuple[str, int]]:
    return [(name(value), count) for value, count in values]


def _span(profile: Profile, view: View) -> str:
    total = asking.TOPIC_COUNT.format(count=number(profile.by.total, view.digits))
    newest = next(iter(profile.by.statements), None)
    if newest is None:
        return total
    until = day(newest.said_at, view.zone, view.now, view.digits)
    return f"{total}{texts.LIST_COMMA}{asking.LAST_QUOTED.format(date=until)}"
