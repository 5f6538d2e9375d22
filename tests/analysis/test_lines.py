"""Lines broken at a fixed width are read as one paragraph and told line by line."""

from __future__ import annotations

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import Catalogue
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.lines import by_lines, whole_paragraphs
from jobs.analysis.model import ArticleText
from jobs.analysis.segment import paragraphs

BROKEN = """گزارش از شهر
نسرین خیالی، شهردار نمونه‌شهر در نشست دیروز شورای این شهر گفت: پل تازه برای همه
مردم این شهر ساخته می‌شود و شهرداری از هیچ کمکی به روستاهای همسایه در این کار
دریغ نمی‌کند.
وی افزود: راه روستا هم تا پایان سال آینده با کمک کارگران شهرداری و مردم روستا ساخته
خواهد شد. پس از این نشست چند تن از ساکنان شهر از محل ساختن پل تازه بازدید
کردند.
"""
LIST = """دستور کار نشست
بررسی طرح ساختن پل تازه با شهردار
نشست با کارگران کارخانه شهر درباره دستمزد و بیمه آنان در سال آینده و بررسی درخواست‌های آنان درباره ساعت کار
گفت‌وگو با مردم روستا
"""


def _read(body: str) -> list[str]:
    return [body[a:z] for a, z in whole_paragraphs(body, paragraphs(body))]


def test_broken_lines_are_put_together_up_to_the_full_stop() -> None:
    """The heading stays alone, and every paragraph ends where its last line does."""
    read = _read(BROKEN)
    assert [text.split()[0] for text in read] == ["گزارش", "نسرین", "وی"]
    assert read[1].endswith("دریغ نمی‌کند.")


def test_lists_and_paragraphs_stay_as_they_are() -> None:
    """Lines of every length without a full stop are items, and long ones whole paragraphs."""
    for body in (LIST, "الف ب\nپ ت", " ".join(["واژه"] * 60) + "\n" + " ".join(["سخن"] * 60)):
        assert _read(body) == body.strip("\n").split("\n")


def test_a_statement_is_told_line_by_line(lexicon: Lexicon) -> None:
    """Content, paragraph and speaker of each line."""
    found = Analyser(lexicon, Catalogue()).analyse(ArticleText("", BROKEN)).statements
    lines = BROKEN.split("\n")
    assert [s.paragraph for s in found[:4]] == [1, 2, 3, 4]
    assert [BROKEN[s.content[0][0] : s.content[-1][1]] for s in found[:3]] == [
        "پل تازه برای همه",
        lines[2],
        "دریغ نمی‌کند",
    ]
    assert {s.speaker.name for s in found if s.speaker is not None} == {"نسرین خیالی"}


def test_a_single_word_on_the_last_line_is_left_out() -> None:
    """«کرد» alone says nothing; where nothing else stands it is kept."""
    text = "پل را باز\nکرد"
    lines = [(0, 9), (10, 13)]
    assert by_lines(text, 0, 13, lines) == [(0, 0, 9)]
    assert by_lines(text, 10, 13, lines) == [(1, 10, 13)]
