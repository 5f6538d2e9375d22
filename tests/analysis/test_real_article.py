"""The article that the product starts from, where the shared material is present; none of its sentences stands here."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobs.analysis.analyser import Analyser
from jobs.analysis.model import Analysis, ArticleText

REAL = Path(__file__).parents[2] / ".." / "shared" / "real" / "rokna_rouhani_akar.txt"


@pytest.fixture(scope="module")
def analysis(analyser: Analyser) -> Analysis:
    if not REAL.is_file():
        pytest.skip("../shared/real is not present")
    title, _, body = REAL.read_text(encoding="utf-8").partition("\n")
    return analyser.analyse(ArticleText(title, body))


def test_its_two_speakers_with_their_offices(analysis: Analysis) -> None:
    """Full names without titles, offices in their repaired spelling, key statements of each."""
    lines = analysis.digest.text.split("\n")
    assert lines[0].startswith("حسن روحانی، رییس‌جمهور")
    assert any(line.startswith("خلوصی آکار، رییس ستاد ارتش ترکیه") for line in lines)
    assert lines[1].startswith("┃ ")


def test_all_statements_have_one_of_the_two(analysis: Analysis) -> None:
    """Fourteen statements by the annotation guide, nine and five."""
    names = [s.speaker.name if s.speaker else None for s in analysis.statements]
    assert (names.count("حسن روحانی"), names.count("خلوصی آکار")) == (9, 5)


def test_its_countries(analysis: Analysis) -> None:
    assert set(analysis.countries) == {"IR", "TR", "IQ", "SY"}


@pytest.mark.parametrize("word", ["همکاری‌های", "بین‌المللی"])
def test_half_spaces_are_repaired(analysis: Analysis, word: str) -> None:
    assert word in analysis.text
    assert word.replace("\u200c", "") not in analysis.text


@pytest.mark.parametrize("debris", ["Contraband", "Drugs", "کانال تلگرام", "کلیک"])
def test_debris_is_in_no_message(analysis: Analysis, debris: str) -> None:
    """Neither in the text nor in a statement nor in the digest."""
    shown = [analysis.text, analysis.digest.text, analysis.digest.line, *(s.text for s in analysis.statements)]
    assert not any(debris in text for text in shown)
