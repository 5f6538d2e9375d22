"""The command line: one clear line for what a person can mend, exit code 2, and no traceback."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.compose import telegram_proxy
from bot.cli.serving import options_of
from storage.config import DEFAULTS, database_url, load, read_env_file
from storage.errors import ConfigError
from storage.records import DeliveryKind
from tests.bot.front import running_front

ROOT = Path(__file__).parents[2]


def naql(*args: str, folder: Path, stdin: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Runs `naql` in an empty folder with nothing but these settings in its environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1", **settings}
    command = [sys.executable, "-W", "ignore", "-m", "bot", *args]
    return subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, timeout=120, check=False)


class TestBadInput:
    @pytest.mark.parametrize(
        ("args", "settings", "named"),
        [
            (["run"], {"TIMEZONE": "Tehran"}, "TIMEZONE"),
            (["run"], {"ADMIN_IDS": "me"}, "ADMIN_IDS"),
            (["run"], {"TELEGRAM_API_URL": "localhost:8081"}, "TELEGRAM_API_URL"),
            (["run"], {"WEB_PORT": "99999"}, "WEB_PORT"),
            (["run"], {"FETCH_ALLOW_PRIVATE": "perhaps"}, "FETCH_ALLOW_PRIVATE"),
            (["run"], {"ROUTES": "iran"}, "ROUTES"),
            (["run"], {"TELEGRAM_PROXY": "127.0.0.1:1080"}, "TELEGRAM_PROXY"),
            (["collect"], {"FETCH_PROXY": "socks5h://127.0.0.1"}, "FETCH_PROXY"),
            (["collect", "--only", "none"], {}, "there is no source none"),
            (["collect", "--to", "-", "--only", "none"], {}, "there is no source none"),
            (["migrate"], {"DATABASE_URL": "mysql://localhost/naql"}, "DATABASE_URL"),
            (["migrate"], {"DATABASE_URL": "sqlite:////proc/none/naql.sqlite3"}, "/proc/none"),
            (["migrate"], {"DATA_DIR": "/proc/naql"}, "DATA_DIR"),
            (["deliver"], {}, "BOT_TOKEN"),
            (["digest", "missing.txt"], {}, "missing.txt"),
            (["digest", "-"], {}, "no article"),
            (["digest", "-", "--date", "yesterday"], {}, "--date"),
        ],
    )
    def test_one_line_with_the_remedy(self, tmp_path: Path, args: list[str], settings: dict[str, str], named: str) -> None:
        """What is wrong is named with its remedy; the exit code is 2; there is no traceback."""
        stdin = b"" if "--date" not in args else "عنوان نمونه\nمتن نمونه".encode()
        done = naql(*args, folder=tmp_path, stdin=stdin, **settings)
        said = done.stderr.decode()
        assert done.returncode == 2, said
        assert named in said
        assert "Traceback" not in said
        assert len(said.strip().splitlines()) == 1

    def test_a_file_that_is_no_text(self, tmp_path: Path) -> None:
        """Bytes of another encoding are named as that."""
        (tmp_path / "old.txt").write_bytes("عنوان\nمتن".encode("windows-1256", "replace"))
        done = naql("digest", "old.txt", folder=tmp_path)
        assert done.returncode == 2
        assert "not UTF-8" in done.stderr.decode()

    def test_an_unknown_option_gets_a_suggestion(self, tmp_path: Path) -> None:
        """A slip of the hand is not answered with a riddle."""
        done = naql("run", "--sandbx", folder=tmp_path)
        assert done.returncode == 2
        assert "--sandbox" in done.stderr.decode()


async def test_a_refused_token_is_one_line(tmp_path: Path) -> None:
    """Telegram's answer is told with the remedy; no connection that was left open speaks after it."""
    async with running_front() as front:
        for command in ("deliver", "run"):
            done = await asyncio.to_thread(
                naql, command, folder=tmp_path, WEB_PORT="0", BOT_TOKEN="1:wrong", TELEGRAM_API_URL=front.url
            )
            said = done.stderr.decode()
            assert done.returncode == 2, said
            assert said.strip() == "naql: Telegram refuses BOT_TOKEN. Copy the token again from @BotFather"


def test_help_shows_every_command_with_one_line(tmp_path: Path) -> None:
    """`naql --help` is the list of what it can do."""
    said = naql("--help", folder=tmp_path).stdout.decode()
    for command in (
        "digest",
        "analyse",
        "normalise",
        "explain",
        "run",
        "collect",
        "brief",
        "deliver",
        "sandbox",
        "ask",
        "sources",
    ):
        assert any(line.split()[:1] == [command] and len(line.split()) > 1 for line in said.splitlines()), command


def test_env_example_and_the_settings_are_equal() -> None:
    """Every setting stands in .env.example with its default and a comment, and nothing else does."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    written = {
        line.split("=")[0]: line.split("=", 1)[1] for line in text.splitlines() if "=" in line and not line.startswith("#")
    }
    assert written == dict(DEFAULTS)


def test_the_example_is_a_valid_env_file(tmp_path: Path) -> None:
    """Copied as it is, it configures the defaults."""
    assert load(read_env_file(ROOT / ".env.example") | {"DATA_DIR": str(tmp_path)}) == load({"DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("", "sqlite+aiosqlite:///"),
        ("sqlite:///a.sqlite3", "sqlite+aiosqlite:///a.sqlite3"),
        ("postgres://u:p@h/n", "postgresql+asyncpg://u:p@h/n"),
        ("postgresql://u:p@h/n", "postgresql+asyncpg://u:p@h/n"),
    ],
)
def test_database_addresses_are_written_as_people_write_them(given: str, driver: str, tmp_path: Path) -> None:
    """The driver is ours to add."""
    assert database_url(given, tmp_path).startswith(driver)


def test_quotes_and_comments_of_an_env_file(tmp_path: Path) -> None:
    """A dotenv file may quote, export and comment."""
    (tmp_path / ".env").write_text("# c\nexport BOT_TOKEN='a b'\nWEB_PORT=1 # c\n", encoding="utf-8")
    assert read_env_file(tmp_path / ".env") == {"BOT_TOKEN": "a b", "WEB_PORT": "1"}


def test_a_broken_env_file_is_named(tmp_path: Path) -> None:
    """What cannot be read is said, with the file's name."""
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="env"):
        read_env_file(tmp_path / ".env")


def test_telegram_is_asked_through_the_proxy_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by other programs, unless TELEGRAM_PROXY names one; a Bot API server on this machine is asked directly."""
    for name in ("http_proxy", "all_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    settings = {"DATA_DIR": str(tmp_path)}
    assert telegram_proxy(load(settings)) == "http://proxy.example:3128"
    assert telegram_proxy(load(settings | {"TELEGRAM_PROXY": "socks5h://127.0.0.1:1080"})) == "socks5h://127.0.0.1:1080"
    assert telegram_proxy(load(settings | {"TELEGRAM_API_URL": "http://127.0.0.1:8081"})) == ""


def test_only_pushes_are_paid_for_and_only_where_the_owner_says_so(tmp_path: Path) -> None:
    """ALLOW_PAID_BROADCAST is off by default: a setting that costs money is never a surprise."""
    assert options_of(load({"DATA_DIR": str(tmp_path)})).paid == frozenset()
    assert options_of(load({"DATA_DIR": str(tmp_path), "ALLOW_PAID_BROADCAST": "on"})).paid == {DeliveryKind.PUSH}
