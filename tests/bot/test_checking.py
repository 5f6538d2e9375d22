"""The answer to a quotation says what was found and where the two part, and never that it is true or false."""

from __future__ import annotations

from bot.quotation import Candidate, check
from bot.render.checking import checked_html
from bot.render.rendered import plain
from storage.records import Statement
from tests.bot.samples import NOW, statement, view

SAID = statement(7, "گمرک از هفتهٔ آینده شبانه‌روزی کار می‌کند")


def _answer(quote: str, said: Statement = SAID, speakers: tuple[str, ...] = ()) -> str:
    checked = check(quote, [Candidate(said.id, said.text, (said.person or "",))], speakers)
    return plain(checked_html(checked, said if checked.candidate else None, 22, NOW, view()))


def test_the_same_words_are_shown_with_who_and_where() -> None:
    """Exact: the statement, its speaker and its publisher."""
    shown = _answer("گمرک از هفته آینده شبانه روزی کار می‌کند")
    assert "به همین صورت یافتیم" in shown
    assert "سهراب کوهیار" in shown
    assert "خبرگزاری نمونه" in shown


def test_a_difference_is_named() -> None:
    """Near: the words in which the two part, the statement's first."""
    shown = _answer("گمرک از ماه آینده شبانه‌روزی کار می‌کند")
    assert "در نقل «هفتهٔ» است و در متن شما «ماه»" in shown
    assert "«شبانه‌روزی» در متن شما نیست" in _answer("گمرک از هفتهٔ آینده کار می‌کند")


def test_words_of_another_are_said_to_be_another_s() -> None:
    """Attributed to somebody else: the speaker is named."""
    said = statement(8, SAID.text, person="sohrab-kuhyar")
    assert "گویندهٔ این نقل" in _answer(said.text, said, ("parisa-kuhzad",))
    assert "گویندهٔ این نقل" not in _answer(said.text, said, ("sohrab-kuhyar",))


def test_not_found_is_no_verdict() -> None:
    """Not found: in how many sources and since when, and that this does not mean false."""
    shown = _answer("قیمت نان در شهر نمونه دو برابر خواهد شد")
    assert "۲۲ منبع" in shown
    assert "نیافتن به معنی دروغ بودن نیست" in shown


def test_too_little_is_asked_for_more() -> None:
    """One word cannot be checked."""
    assert "کامل‌تری" in _answer("گمرک")
