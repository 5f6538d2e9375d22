"""The list of given names: what stands in it, and what it is for. All people here are invented."""

from __future__ import annotations

from collections import Counter
from importlib import resources

from jobs.analysis.analyser import Analyser
from jobs.analysis.model import ArticleText
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import key


def listed() -> list[str]:
    text = resources.files("jobs.analysis.data").joinpath("given-names.txt").read_text(encoding="utf-8")
    return [name for line in text.splitlines() if not line.startswith("#") for name in line.split()]


def test_each_name_stands_once() -> None:
    """However it is spelt, a name is in the list once."""
    assert [name for name, count in Counter(map(key, listed())).items() if count > 1] == []


def test_no_name_is_another_closed_word() -> None:
    """A word that ends a name, opens an office or is a state's cannot be a given name too."""
    words = vocabulary()
    others = words.stoppers | words.role_heads | words.body_heads | words.countries | words.titles | words.pronouns
    assert sorted(name for name in listed() if key(name) in others) == []


def test_a_guest_named_once_in_full_is_known_by_surname(analyser: Analyser) -> None:
    """Whoever is named with an office in passing («در دیدار …») is that person when the surname speaks later."""
    body = (
        "آرمان راستین‌پور، رییس اتاق نمونه، عصر امروز در دیدار یالچین کارادنیزلی، رییس هیئت بازرگانان ترکیه، گفت: مرز باز است.\n"
        "کارادنیزلی نیز گفت: کامیون‌ها در صف نمی‌مانند."
    )
    speakers = [s.speaker.name for s in analyser.analyse(ArticleText("دیدار نمونه", body)).statements if s.speaker]
    assert speakers == ["آرمان راستین‌پور", "یالچین کارادنیزلی"]
