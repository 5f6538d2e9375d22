"""What an edited article takes back: only what is certain is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from jobs.changes import correction
from storage.records import NewStatement, Statement

TEXT = "مذاکره دربارهٔ آب ادامه دارد"
NEW = NewStatement(
    position=0,
    content=((0, 5),),
    text=TEXT,
    cue=None,
    kind="direct",
    act="says",
    negated=False,
    confidence=1.0,
    alert=True,
    speaker_name="پریسا کوه‌زاد",
    speaker_role=None,
    speaker_kind="person",
    person=None,
    speaker_country=None,
    occasion=None,
    via=None,
    coerced=False,
)
OLD = Statement(
    id=1,
    article_id=1,
    story_id=1,
    position=0,
    text=TEXT,
    kind="direct",
    act="says",
    negated=False,
    confidence=1.0,
    alert=True,
    speaker_name="پریسا کوه‌زاد",
    speaker_role=None,
    speaker_kind="person",
    person=None,
    speaker_country=None,
    occasion=None,
    via=None,
    coerced=False,
    said_at=datetime(2026, 4, 1, tzinfo=UTC),
    dated=True,
    countries=(),
    topics=(),
    people=(),
    url="https://news.example/1",
    source_id=1,
    source_name="نمونه",
)


def test_nothing_is_taken_back_by_letters_spaces_or_a_fuller_name() -> None:
    """Other spaces, a fuller name, a sentence more: no correction."""
    edited = replace(NEW, text=TEXT.replace(" ", "\u200c"), speaker_name="پریسا کوه‌زاد دانا")
    assert correction([OLD], [edited, replace(NEW, text="جملهٔ دیگر")], TEXT) is None
    assert correction([], [NEW], TEXT) is None


def test_words_that_only_the_analysis_lost_are_not_withdrawn() -> None:
    """They still stand in the article: nobody is told anything."""
    assert correction([OLD], [], f"او گفت: «{TEXT}»") is None


def test_another_speaker_a_contrary_and_a_withdrawal_are_told() -> None:
    """Each with the words as they were sent and who was said to have said them."""
    other = correction([OLD], [replace(NEW, speaker_name="سهراب کوهیار")], TEXT)
    assert other == {"change": "speaker", "text": TEXT, "before": "پریسا کوه‌زاد", "after": "سهراب کوهیار"}
    denied = correction([OLD], [replace(NEW, act="denies")], TEXT)
    assert denied is not None
    assert denied["change"] == "contrary"
    gone = correction([OLD], [], "متن دیگری")
    assert gone is not None
    assert gone["change"] == "withdrawn"


def test_what_was_sent_as_one_statement_is_taken_back_in_the_words_that_were_sent() -> None:
    """A lead that sums a sentence up weighs most, but the sentence was shown: where both are gone the sentence is told. Of what
    the article still says, or another said, nothing is."""
    lead = replace(OLD, id=2, text="ادامهٔ مذاکره دربارهٔ آب", weight=0.9)
    whole = replace(OLD, id=3, text="مذاکره دربارهٔ آب هیرمند تا پایان مهر ادامه دارد", weight=0.5)
    told = correction([lead, whole], [], "متن دیگر")
    assert told is not None
    assert told["text"] == whole.text
    for others in (replace(whole, speaker_name="لاله سپیدار"), replace(whole, text="حقابه رسیده است و مرز تا پایان مهر باز است")):
        told = correction([lead, others], [], "متن دیگر")
        assert told is not None
        assert told["text"] == lead.text
    told = correction([lead, whole], [], f"متن دیگر. {whole.text}.")
    assert told is not None
    assert told["text"] == lead.text
