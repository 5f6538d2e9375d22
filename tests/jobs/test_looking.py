"""When pages are looked at again, and what is believed of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from jobs import looking

NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
OLD = (
    "معاون سازمان نمونه گفت از حقابهٔ امسال چهل درصد رسیده است. وی افزود همکاری‌ها ادامه دارد.\n"
    "به گفتهٔ او گزارش تازه هفتهٔ آینده منتشر می‌شود."
)


def test_looks_are_after_one_six_and_twenty_four_hours() -> None:
    """Then never again; what was published days ago is an archive and is not looked at."""
    at, looks = looking.first_look(NOW - timedelta(hours=3), NOW), []
    while at is not None:
        looks.append((at - NOW) / timedelta(hours=1))
        at = looking.next_look(len(looks), at)
    assert looks == [1, 6, 24]
    assert looking.first_look(NOW - timedelta(days=3), NOW) is None
    assert looking.first_look(None, NOW) is not None


def test_white_space_and_spellings_are_no_change() -> None:
    """Other spaces, another ye: the same text, the same fingerprint."""
    again = OLD.replace(" ", "  ").replace("ی", "ي")
    assert looking.same_text(OLD, again)
    assert looking.fingerprint(OLD) == looking.fingerprint(again)
    assert not looking.same_text(OLD, OLD + " افزوده")


def test_what_takes_away_most_of_a_text_is_surprising() -> None:
    """A sentence more or less is an edit; a login page, or nothing, is not believed at once."""
    assert not looking.is_surprising(OLD, OLD + "\nیک جملهٔ دیگر نیز به این متن افزوده شد.")
    assert not looking.is_surprising(OLD, OLD.replace("چهل", "پنجاه"))
    assert looking.is_surprising(OLD, "برای خواندن این خبر باید وارد حساب کاربری خود شوید.")
    assert not looking.is_surprising("کوتاه", "متن دیگری")


def test_a_home_page_is_no_article() -> None:
    """Where houses send those who ask for what was taken down."""
    assert [looking.is_home(f"https://news.example{path}") for path in ("", "/", "/fa/", "/404")] == [True] * 4
    assert [looking.is_home(f"https://news.example{path}") for path in ("/news/1", "/?p=17", "/fa/news/1")] == [False] * 3
