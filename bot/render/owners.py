"""Who owns a publisher, with where that can be read (owners.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner's Persian name, and the address of the page that says so."""

    name: str
    reference: str


def owner_of(home_url: str) -> Owner | None:
    """Whose the publisher of this home page is; None where that is not written down. A subdomain is its domain's."""
    host = (urlsplit(home_url).hostname or "").removeprefix("www.")
    found = next((owners for domain, owners in _owners().items() if host == domain or host.endswith(f".{domain}")), None)
    return Owner(found.name, found.reference or home_url) if found else None


@cache
def _owners() -> dict[str, Owner]:
    table = tomllib.loads(resources.files("bot.render").joinpath("owners.toml").read_text(encoding="utf-8"))
    return {
        domain: Owner(name, str(group.get("reference", "")))
        for group in table.values()
        for domain, name in group["owners"].items()
    }
