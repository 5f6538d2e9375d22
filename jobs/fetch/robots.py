"""robots.txt as RFC 9309 says: the group for our agent, else for everybody; the longest rule that fits decides. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

AGENT = "naql"
MAX_BYTES = 500_000
_MAX_DELAY_S = 30.0


@dataclass(frozen=True, slots=True)
class Robots:
    """`rules`: (path pattern, allowed). `delay_s`: Crawl-delay, bounded. `sitemaps`: the addresses that it names."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay_s: float | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """May `url` be fetched?"""
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        best, allowed = -1, True
        for pattern, permit in self.rules:
            if _fits(pattern, path) and (len(pattern) > best or (len(pattern) == best and permit)):
                best, allowed = len(pattern), permit
        return allowed


EVERYTHING = Robots()


def parse_robots(text: str) -> Robots:
    """The rules of `text` that concern this reader. Lines that cannot be read are left out, as the RFC wants."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    sitemaps: list[str] = []
    agents: list[str] = []
    in_agents = False
    for line in text[:MAX_BYTES].splitlines()[:5000]:
        name, colon, value = line.partition("#")[0].partition(":")
        key, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            agents = [*agents, value.lower()] if in_agents else [value.lower()]
            in_agents = True
            groups.setdefault(agents[-1], [])
            continue
        if key == "sitemap" and value:
            sitemaps.append(value)
            continue
        in_agents = False
        if key in {"allow", "disallow"} and (value or key == "allow"):
            for agent in agents:
                groups[agent].append((unquote(value), key == "allow"))
        elif key == "crawl-delay":
            delays.update(dict.fromkeys(agents, _delay(value)))
    ours = AGENT if AGENT in groups else "*"
    rules = tuple(rule for rule in groups.get(ours, ()) if rule[0])
    return Robots(rules[:1000], delays.get(ours) or None, tuple(sitemaps[:50]))


def _delay(value: str) -> float:
    try:
        return min(max(float(value), 0.0), _MAX_DELAY_S)
    except ValueError:
        return 0.0


def _fits(pattern: str, path: str) -> bool:
    """Prefix match with * (anything) and a closing $ (end), without regular expressions: linear, whatever the pattern."""
    anchored = pattern.endswith("$")
    first, *rest = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for index, piece in enumerate(rest):
        if anchored and index == len(rest) - 1:
            return len(path) - len(piece) >= at and path.endswith(piece)
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not anchored or at == len(path)
