"""Half-spaces against the gold sentences, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobs.analysis.letters import ZWNJ
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.normalise import Normaliser

GOLD = Path(__file__).parents[2] / "../shared/eval/zwnj_dev.txt"


@pytest.mark.parametrize("damage", ["", " "])
def test_half_spaces_on_gold(lexicon: Lexicon, damage: str) -> None:
    """F1 of restored half-spaces is at least 93 and at most 10 of 10,000 gaps that were right are wrong, deleted or spaced."""
    if not GOLD.is_file():
        pytest.skip("the gold sentences are not on this machine")
    normaliser = Normaliser(lexicon)
    right = wrong = missed = harm = total = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        given = line.replace(ZWNJ, damage)
        gold, before, after = (_gaps(text) for text in (line, given, normaliser.normalise(given).text))
        assert len(gold) == len(before) == len(after)
        total += len(gold)
        for should, was, now in zip(gold, before, after, strict=True):
            right += should == now == ZWNJ
            wrong += now == ZWNJ != should
            missed += should == ZWNJ != now
            harm += was == should != now
    assert 2 * right / (2 * right + wrong + missed) >= 0.93
    assert harm / total <= 10 / 10_000


def _gaps(line: str) -> list[str]:
    """What stands before each letter but the first: nothing, a space or a half-space."""
    gaps, pending = [], ""
    for character in line.strip():
        if character == ZWNJ:
            pending = pending or ZWNJ
        elif character.isspace():
            pending = " "
        elif character not in "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670\u0640":
            gaps.append(pending)
            pending = ""
    return gaps[1:]
