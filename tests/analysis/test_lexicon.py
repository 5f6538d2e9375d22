"""The lexicon: the same on every Python, compiled once, safe when two compile at once."""

from __future__ import annotations

import hashlib
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from jobs.analysis.lexicon import Lexicon, ensure_lexicon, lexicon_path
from jobs.analysis.lexicon.build import entries

DIGEST = "d71cfd1e17e11d2a77591466bc33c17db626989d86f31d5b9e8f36863d465ede"
"""Of all entries. Whoever changes the lists or the rules changes it here; Python 3.11, 3.12 and 3.13 must agree on it."""


def test_the_same_on_every_python() -> None:
    """hazm's two releases carry the same data, and nothing depends on the order of sets: one digest for all."""
    digest = hashlib.sha256()
    for key, value in entries():
        digest.update(key.encode() + b"\0" + value + b"\n")
    assert digest.hexdigest() == DIGEST


def test_half_spaces_of_known_words(lexicon: Lexicon) -> None:
    """Verbs, compounds and our own words come back with their half-spaces, in the letters they were asked with."""
    assert lexicon.half_spaced("میگویند") == "می‌گویند"
    assert lexicon.half_spaced("رئیسجمهور") == "رئیس‌جمهور"
    assert lexicon.half_spaced("رییسجمهور") == "رییس‌جمهور"
    assert lexicon.half_spaced("میدان") is None
    assert lexicon.half_spaced("") is None


def test_words_and_what_is_known_of_them(lexicon: Lexicon) -> None:
    """A common noun is tagged and frequent; an adjective and a verb's form say so; an unknown string is nothing."""
    assert lexicon.word("کتاب") is not None
    assert lexicon.word("بزرگ") is not None
    big, went = lexicon.word("بزرگ"), lexicon.word("رفتند")
    assert big is not None
    assert big.adjective
    assert went is not None
    assert went.verb
    assert lexicon.word("غغغغ") is None
    assert lexicon.knows("می‌رود")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("می‌روم", "رفت#رو"), ("گفته‌اند", "گفت#گو"), ("نمی‌گویند", "گفت#گو"), ("بیفتد", "افتاد#افت"), ("کتاب", "کتاب")],
)
def test_lemmas(lexicon: Lexicon, form: str, lemma: str) -> None:
    """A verb's form has its stems as lemma; other words are their own."""
    assert lexicon.lemma(form) == lemma


def test_phrases(lexicon: Lexicon) -> None:
    """Words that are one though a space stands in them, and ordinary phrases."""
    assert lexicon.is_phrase("بین المللی")
    assert lexicon.is_phrase("گفت و گو")
    assert lexicon.begins_phrase("گفت")
    assert lexicon.continues_phrase("المللی")
    assert not lexicon.is_phrase("هم نظر")
    assert not lexicon.is_phrase("به شدت")


def test_two_processes_compile_at_once(tmp_path: Path) -> None:
    """Both get a whole lexicon, and one file is left."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        loaded = pool.map(_ask, [str(tmp_path)] * 2)
    assert loaded == ["می‌رود"] * 2
    assert list(tmp_path.iterdir()) == [lexicon_path(tmp_path)]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Where `DATA_DIR` is a file, the failure is an OSError that names it."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OSError, match="file"):
        ensure_lexicon(blocked / "data")


def test_hazm_stays_out(lexicon_dir: Path) -> None:
    """Once the lexicon is compiled, repairing text imports neither hazm nor numpy."""
    program = (
        "import sys; from pathlib import Path\n"
        "from jobs.analysis.lexicon import ensure_lexicon\n"
        "from jobs.analysis.normalise import Normaliser\n"
        "print(Normaliser(ensure_lexicon(Path(sys.argv[1]))).normalise('x').text, {'hazm', 'numpy', 'typer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(lexicon_dir)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "x set()"


def _ask(folder: str) -> str | None:
    return ensure_lexicon(Path(folder)).half_spaced("میرود")
