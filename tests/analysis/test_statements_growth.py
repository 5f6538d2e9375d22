"""The rules that find statements take time in proportion to the text, whatever is said again and again in it."""

from __future__ import annotations

from time import process_time

import pytest

from jobs.analysis.statements.extract import extract
from jobs.analysis.statements.passage import Passage

_SAID = (
    "در این دیدارگفت: پل باز است. ",
    "به گفته خیالی پل باز شد و ",
    "وی خواست و گفت ",
    "پس از آنکه شورا اعلام کرد پل بست، مردم رفتند، ",
    "وی در سفر خود همچنین پل را راه را رد کرد و ",
    "این خبر را داد که پل ”باز“ است، ",
)


@pytest.mark.parametrize("said", _SAID)
def test_one_sentence_without_end(said: str) -> None:
    """Eight times as long a paragraph takes no more than thirty times the work."""
    assert _spent([Passage(said * 2400)]) <= 30 * _spent([Passage(said * 300)])


def test_a_conversation_without_end() -> None:
    """So do eight times as many questions and answers."""
    asked = [Passage("آیا پل تازه باز می‌شود؟"), Passage("بله، پل تازه باز می‌شود.")]
    assert _spent(asked * 2400) <= 30 * _spent(asked * 300)


def _spent(passages: list[Passage]) -> float:
    """Seconds of work for the passages, the least of three."""
    best = float("inf")
    for _ in range(3):
        begin = process_time()
        extract(passages)
        best = min(best, process_time() - begin)
    return best
