"""Whose office an article means where it names no country; people and texts are invented samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import Catalogue, Held, Person, shipped_catalogue
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.model import ArticleText, Speaker

_ON = date(2024, 5, 1)
_KNOWN_UNTIL = date(2025, 1, 1)


def _catalogue() -> Catalogue:
    """The shipped countries and offices with invented holders."""
    people = (
        Person("sample-ir", "پریسا کوه‌زاد", "IR", held=(Held("office:ir-president", "2020-01-01", None),)),
        Person("sample-af", "سهراب کوهیار", "AF", held=(Held("office:af-president", "2020-01-01", "2028-01-01"),)),
        Person(
            "sample-tr", "امره دنیزاوغلو", "TR", short=("دنیزاوغلو",), held=(Held("office:tr-president", "2020-01-01", None),)
        ),
    )
    return replace(shipped_catalogue(), people={person.slug: person for person in people}, known_until=_KNOWN_UNTIL)


@pytest.fixture(scope="module")
def analyser(lexicon: Lexicon) -> Analyser:
    """An analyser with invented holders of offices."""
    return Analyser(lexicon, _catalogue())


_SAYS = "رئیس جمهور گفت: این سد تا پایان سال آماده می‌شود و آب آن به همه روستاهای پایین‌دست خواهد رسید."
CASES = [
    ("at home, where no state is named", "", _SAYS, "sample-ir"),
    ("at home, where Iran is named", "", f"سد نمونه در ایران ساخته می‌شود. {_SAYS}", "sample-ir"),
    (
        "a foreign state alone is the frame",
        "سد تازه در افغانستان",
        f"سد نمونه در شمال افغانستان ساخته می‌شود. کارگران افغان در کابل آموزش دیده‌اند. {_SAYS}",
        "sample-af",
    ),
    ("a foreign state that is named once is not enough", "", f"مهندسان افغانستان و ترکیه آمده‌اند. {_SAYS}", None),
    (
        "the same office of another state makes it unclear",
        "",
        f"رئیس جمهور ترکیه به ایران آمد. ترکیه در آنکارا نیز سدی می‌سازد. {_SAYS}",
        None,
    ),
    (
        "a passage of another time",
        "",
        "سد نمونه در ایران است. در سال ۱۳۶۰ رئیس جمهور گفت: این سد تا پایان سال آماده می‌شود.",
        None,
    ),
    (
        "a chronicle of many years, one of them lunar",
        "برگی از تاریخ نمونه",
        f"در مهر ۱۳۴۱ سد نمونه آغاز شد.\nدر رمضان ۱۳۹۳ ق، برابر با مهر ۱۳۵۲، سیل آمد.\n{_SAYS}",
        None,
    ),
    ("the country beside the office wins", "", "رئیس جمهور ترکیه گفت: این سد تا پایان سال آماده می‌شود.", "sample-tr"),
]


def _speaker(analyser: Analyser, title: str, body: str, on: date) -> Speaker:
    """The one who speaks last in an invented article."""
    speaker = analyser.analyse(ArticleText(title, body, on)).statements[-1].speaker
    assert speaker is not None
    return speaker


@pytest.mark.parametrize(("what", "title", "body", "who"), CASES, ids=[case[0] for case in CASES])
def test_a_bare_office_is_of_the_state_that_the_article_is_about(
    analyser: Analyser, what: str, title: str, body: str, who: str | None
) -> None:
    """«رئیس جمهور» alone is the holder in the state that the article speaks of, and nobody where that is not clear."""
    assert _speaker(analyser, title, body, _ON).person == who


def test_a_name_tells_the_country_of_its_office(analyser: Analyser) -> None:
    """A person named beside a bare office is that person, whatever state the article is about."""
    body = "این دیدار در ایران بود. «سهراب کوهیار» رئیس جمهور گفت: این سد تا پایان سال آماده می‌شود."
    assert _speaker(analyser, "", body, _ON).person == "sample-af"


def test_an_open_term_is_not_claimed_after_the_catalogue_s_day(analyser: Analyser) -> None:
    """After the day up to which the catalogue is known an office alone is nobody, while its office and full names still are."""
    later = date(2026, 11, 25)
    alone = _speaker(analyser, "", f"سد نمونه در ایران ساخته می‌شود. {_SAYS}", later)
    assert (alone.person, alone.office) == (None, "office:ir-president")
    named = _speaker(analyser, "", "پریسا کوه‌زاد رئیس جمهور گفت: این سد تا پایان سال آماده می‌شود.", later)
    assert named.person == "sample-ir"


def test_a_new_holder_contradicts_nobody_after_that_day(analyser: Analyser) -> None:
    """A known person in an office that the catalogue gives to another is believed once the catalogue is out of date."""
    body = "امره دنیزاوغلو رئیس جمهور ایران گفت: این سد تا پایان سال آماده می‌شود."
    assert _speaker(analyser, "", body, date(2026, 11, 25)).person == "sample-tr"
    assert _speaker(analyser, "", body, _ON).person is None


def test_a_term_added_later_is_sure() -> None:
    """An open term that begins after the day was added by somebody who knows."""
    added = Person("sample-new", "بهار دشتی", "IR", held=(Held("office:ir-president", "2026-06-01", None),))
    shipped = _catalogue()
    known = replace(shipped, people={**shipped.people, added.slug: added})
    assert known.holders("office:ir-president", date(2026, 11, 25)) == ("sample-new",)
    assert known.offices_of("sample-ir", date(2026, 11, 25)) == ()
