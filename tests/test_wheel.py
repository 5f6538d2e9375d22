"""A built wheel carries all its data: it works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = "گمرک شبانه‌روزی شد\nامره دنیزاوغلو، سخنگوی وزارت بازرگانی ترکیه گفت: گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند.\n"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents in a folder of their own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"no wheel can be built here: {done.stderr.strip()[-200:]}")
    target = folder / "installed"
    with zipfile.ZipFile(next(folder.glob("naql-*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def run(unpacked: Path, folder: Path, lexicon_dir: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """`naql` from the wheel, in an empty folder, with nothing of the checkout on its path."""
    probe = (
        "import sys, bot; assert bot.__file__.startswith(sys.argv.pop(1)), bot.__file__; from bot.__main__ import main; main()"
    )
    command = [sys.executable, "-P", "-W", "ignore", "-c", probe, str(unpacked), *args]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(unpacked),
        "DATA_DIR": str(lexicon_dir),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        command, cwd=folder, env=environment, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_digest_from_the_wheel(unpacked: Path, tmp_path: Path, lexicon_dir: Path) -> None:
    """Lexicon lists, catalogue, cues and topics are in it."""
    done = run(unpacked, tmp_path, lexicon_dir, "digest", "-", stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert "امره دنیزاوغلو، سخنگوی وزارت بازرگانی ترکیه:" in done.stdout
    assert "ترکیه" in done.stdout.splitlines()[-1]


def test_the_journey_from_the_wheel(unpacked: Path, tmp_path: Path, lexicon_dir: Path) -> None:
    """Migrations, sample newsroom and local Telegram are in it."""
    done = run(unpacked, tmp_path, lexicon_dir, "run", "--sandbox", "--once")
    assert done.returncode == 0, done.stderr
    assert "2 digests delivered, one question answered." in done.stdout


def test_the_chat_page_is_in_the_wheel(unpacked: Path) -> None:
    """What a browser is served is packaged too."""
    kinds = {path.suffix for path in (unpacked / "bot" / "sandbox" / "page").rglob("*") if path.is_file()}
    assert {".html", ".js", ".css"} <= kinds
