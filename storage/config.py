"""The settings, read once from the environment by the composition root and passed on as a frozen value.

Every field has its line in `.env.example`; a test holds the two equal.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. Field names are the environment's names in lower case."""

    bot_token: str
    telegram_api_url: str
    database_url: str
    admin_ids: tuple[int, ...]
    data_dir: Path
    timezone: str
    webhook_url: str
    webhook_secret: str
    web_host: str
    web_port: int
    fetch_allow_private: bool
    allow_paid_broadcast: bool
    telegram_proxy: str
    fetch_proxy: str
    routes: tuple[tuple[str, str], ...]
    story_wait_s: int
    keep_pages: bool
    log_level: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


DEFAULTS: Mapping[str, str] = {
    "BOT_TOKEN": "",
    "TELEGRAM_API_URL": "https://api.telegram.org",
    "DATABASE_URL": "",
    "ADMIN_IDS": "",
    "DATA_DIR": "",
    "TIMEZONE": "Asia/Tehran",
    "WEBHOOK_URL": "",
    "WEBHOOK_SECRET": "",
    "WEB_HOST": "127.0.0.1",
    "WEB_PORT": "8080",
    "FETCH_ALLOW_PRIVATE": "off",
    "ALLOW_PAID_BROADCAST": "off",
    "TELEGRAM_PROXY": "",
    "FETCH_PROXY": "",
    "ROUTES": "",
    "STORY_WAIT_S": "180",
    "KEEP_PAGES": "off",
    "LOG_LEVEL": "info",
}

_TRUE, _FALSE = {"1", "on", "yes", "true"}, {"0", "off", "no", "false", ""}


def load(environ: Mapping[str, str]) -> Config:
    """The configuration that `environ` describes.

    Raises:
        ConfigError: naming the setting, what is wrong with its value, and what it should look like.
    """
    value = {name: environ.get(name, default).strip() for name, default in DEFAULTS.items()}
    data_dir = Path(value["DATA_DIR"]).expanduser() if value["DATA_DIR"] else _default_data_dir(environ)
    config = Config(
        bot_token=value["BOT_TOKEN"],
        telegram_api_url=_http_url("TELEGRAM_API_URL", value["TELEGRAM_API_URL"] or DEFAULTS["TELEGRAM_API_URL"]),
        database_url=database_url(value["DATABASE_URL"], data_dir),
        admin_ids=_ids(value["ADMIN_IDS"]),
        data_dir=data_dir,
        timezone=_timezone(value["TIMEZONE"] or DEFAULTS["TIMEZONE"]),
        webhook_url=_http_url("WEBHOOK_URL", value["WEBHOOK_URL"]) if value["WEBHOOK_URL"] else "",
        webhook_secret=value["WEBHOOK_SECRET"],
        web_host=value["WEB_HOST"] or DEFAULTS["WEB_HOST"],
        web_port=_integer("WEB_PORT", value["WEB_PORT"] or DEFAULTS["WEB_PORT"], 0, 65535),
        fetch_allow_private=_flag("FETCH_ALLOW_PRIVATE", value["FETCH_ALLOW_PRIVATE"]),
        allow_paid_broadcast=_flag("ALLOW_PAID_BROADCAST", value["ALLOW_PAID_BROADCAST"]),
        telegram_proxy=_proxy("TELEGRAM_PROXY", value["TELEGRAM_PROXY"]),
        fetch_proxy=_proxy("FETCH_PROXY", value["FETCH_PROXY"]),
        routes=_routes(value["ROUTES"]),
        story_wait_s=_integer("STORY_WAIT_S", value["STORY_WAIT_S"] or DEFAULTS["STORY_WAIT_S"], 0, 3600),
        keep_pages=_flag("KEEP_PAGES", value["KEEP_PAGES"]),
        log_level=_level(value["LOG_LEVEL"] or DEFAULTS["LOG_LEVEL"]),
    )
    assert {f.name.upper() for f in fields(Config)} == set(DEFAULTS)
    return config


def from_environment() -> Config:
    """`load` of the process's environment, a `.env` file in the working directory filling what is not set."""
    return load({**read_env_file(Path(".env")), **os.environ})


def read_env_file(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a dotenv file, `#` comments and quotes dropped; empty where there is no such file."""
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({error})", "Make it a readable UTF-8 file of NAME=value lines") from error
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            found[name.strip()] = value.strip().strip("'\"") if value.strip()[:1] in "'\"" else value.split(" #")[0].strip()
    return found


def database_url(given: str, data_dir: Path) -> str:
    """The address as SQLAlchemy's async engine wants it; SQLite in `data_dir` where none is given."""
    if not given:
        return f"sqlite+aiosqlite:///{data_dir / 'naql.sqlite3'}"
    scheme, separator, rest = given.partition("://")
    drivers = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql+asyncpg", "postgresql": "postgresql+asyncpg"}
    if not separator or scheme.partition("+")[0] not in drivers:
        raise ConfigError(
            "DATABASE_URL is not a database address", "Write sqlite:///path/to/file or postgresql://user:password@host/name"
        )
    return f"{drivers.get(scheme, scheme)}://{rest}"


def _default_data_dir(environ: Mapping[str, str]) -> Path:
    base = environ.get("XDG_DATA_HOME") or str(Path(environ.get("HOME") or "~").expanduser() / ".local" / "share")
    return Path(base) / "naql"


def _http_url(name: str, value: str) -> str:
    if not value.startswith(("http://", "https://")) or len(value) < len("http://x"):
        raise ConfigError(f"{name} is {value!r}", "It must begin with http:// or https://")
    return value.rstrip("/")


def _ids(value: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in value.replace(",", " ").split())
    except ValueError:
        raise ConfigError(f"ADMIN_IDS is {value!r}", "Write Telegram user ids, numbers separated by commas") from None


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f"TIMEZONE is {value!r}", "Write a name of the IANA list, such as Asia/Tehran") from None
    return value


def _integer(name: str, value: str, low: int, high: int) -> int:
    try:
        number = int(value)
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise ConfigError(f"{name} is {value!r}", f"Write a whole number from {low} to {high}")
    return number


def _flag(name: str, value: str) -> bool:
    if value.lower() not in _TRUE | _FALSE:
        raise ConfigError(f"{name} is {value!r}", "Write on or off")
    return value.lower() in _TRUE


def _proxy(name: str, value: str) -> str:
    """The address of a proxy, or nothing. What is wrong with it is told without the address, which may hold a password."""
    try:
        parts = urlsplit(value)
        fits = parts.scheme in {"socks4", "socks5", "socks5h", "http", "https"} and parts.hostname and parts.port
    except ValueError:
        fits = False
    if value and not fits:
        raise ConfigError(f"{name} is no address of a proxy", "Write socks5h://host:port or http://host:port")
    return value


def _routes(value: str) -> tuple[tuple[str, str], ...]:
    routes = []
    for part in filter(None, (part.strip() for part in value.split(","))):
        name, equals, address = part.partition("=")
        if not equals or not address.startswith(("socks5://", "socks5h://", "http://", "https://")):
            raise ConfigError(f"ROUTES has {part!r}", "Write name=socks5h://host:port or name=http://host:port, comma-separated")
        routes.append((name.strip(), address.strip()))
    return tuple(routes)


def _level(value: str) -> str:
    if value.lower() not in {"debug", "info", "warning", "error"}:
        raise ConfigError(f"LOG_LEVEL is {value!r}", "Write debug, info, warning or error")
    return value.lower()
