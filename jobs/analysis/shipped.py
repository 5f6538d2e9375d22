"""Reads the catalogue that comes with naql from `data/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from jobs.analysis.catalogue import Body, Catalogue, Country, Event, Held, Office, Person


@cache
def load_catalogue() -> Catalogue:
    """The shipped catalogue; parsed once in a process."""
    homographs = _table("homographs")
    countries = {code: _country(code, row, homographs["weak"]) for code, row in _rows("countries")}
    return Catalogue(
        people={slug: _person(slug, row) for slug, row in _rows("people")},
        offices={office.slug: office for office in _offices(countries)},
        bodies={f"body:{slug}": _body(f"body:{slug}", row) for slug, row in _rows("bodies")},
        countries=countries,
        events={f"event:{slug}": _event(f"event:{slug}", row) for slug, row in _rows("events")},
        names_nothing=(*homographs["nothing"]["words"], *homographs["news"]["words"]),
        known_until=date.fromisoformat(_table("offices")["known_until"]),
    )


def _files(prefix: str) -> list[str]:
    folder = resources.files("jobs.analysis") / "data"
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return sorted(name for name in names if name.removesuffix(".toml").split("-")[0] == prefix)


def _table(prefix: str) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name in _files(prefix):
        table |= tomllib.loads((resources.files("jobs.analysis") / "data" / name).read_text(encoding="utf-8"))
    return table


def _rows(prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, row in _table(prefix).items():
        if isinstance(row, dict):
            yield key, row


def _country(code: str, row: dict[str, Any], weak: dict[str, Any]) -> Country:
    names, adjectives, seats = (tuple(row.get(key, ())) for key in ("names", "adjectives", "seats"))
    homographs = tuple((word, tuple(weak["only"].get(word, weak["before"]))) for word in row.get("weak", ()))
    return Country(code, row["name"], names, adjectives, seats, homographs)


def _person(slug: str, row: dict[str, Any]) -> Person:
    return Person(
        slug,
        row["name"],
        row.get("country"),
        tuple(row.get("spellings", ())),
        tuple(row.get("short", ())),
        tuple(row.get("alone", ())),
        tuple(_held(*term) for term in row.get("held", ())),
        row.get("common", False),
    )


def _held(office: str, since: str = "", until: str = "", note: str = "") -> Held:
    return Held(f"office:{office}", since or None, until or None, acting=note == "acting")


def _body(slug: str, row: dict[str, Any]) -> Body:
    return Body(slug, row["name"], row.get("country"), tuple(row.get("forms", ())), row.get("seat", False))


def _event(slug: str, row: dict[str, Any]) -> Event:
    return Event(slug, row["name"], row["since"], row.get("until"), tuple(row.get("forms", ())))


def _offices(countries: dict[str, Country]) -> Iterator[Office]:
    """The offices written out, and the regular ones (a kind of office in every country that the kind lists)."""
    table = _table("offices")
    for slug, row in table["offices"].items():
        yield Office(f"office:{slug}", row["name"], row.get("country"), tuple(row.get("forms", ())))
    for kind, row in table["kinds"].items():
        codes = [code for code in countries if code not in row.get("not_in", ())] if row["in"] == "all" else row["in"].split()
        for code in codes:
            name = row["name"] if code == "IR" else f"{row['name']} {countries[code].name}"
            yield Office(f"office:{code.lower()}-{kind}", name, code, tuple(row["forms"]))
