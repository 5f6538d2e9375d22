"""Charts: what a bar stands for, and pictures that can be read."""

from __future__ import annotations

import struct
from datetime import date, timedelta
from io import BytesIO

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.image import imread

from bot.render.chart import Bar, Picture, Trend, chart, charted, ranking, shaped, trend

DAY = date(2025, 10, 4)  # a Saturday, ۱۲ مهر ۱۴۰۴
SAMPLE = trend("پریسا کوه‌زاد دربارهٔ آب", {DAY: 3, DAY + timedelta(days=2): 1}, DAY, DAY + timedelta(days=6))
NAMES = ranking("چه کسانی دربارهٔ آب گفتند", [("سهراب کوهیار", 2), ("پریسا کوه‌زاد", 5)])


def pixels(png: bytes) -> npt.NDArray[np.float64]:
    """The picture as height x width x colours, 0 to 1."""
    return np.asarray(imread(BytesIO(png)), dtype=np.float64)


def test_a_short_period_is_told_by_day() -> None:
    """Every day has its bar, days without a statement too, under its Jalali date."""
    assert SAMPLE.unit == "نقل در روز"
    assert SAMPLE.bars[:3] == (Bar("12 مهر", 3), Bar("13 مهر", 0), Bar("14 مهر", 1))
    assert len(SAMPLE.bars) == 7


def test_a_longer_one_by_week() -> None:
    """Weeks begin on Saturday; what lies before the period is not counted into its first week."""
    until = DAY + timedelta(days=62)
    found = trend("آب", {DAY - timedelta(days=1): 9, DAY + timedelta(days=3): 1, until: 2}, DAY + timedelta(days=3), until)
    assert (found.unit, found.bars[0], found.bars[-1].value) == ("نقل در هفته", Bar("12 مهر", 1), 2)
    assert len(found.bars) == 9


def test_a_long_one_by_month_of_the_calendar() -> None:
    """Months are Jalali and carry their year; of many years the last three are shown."""
    found = trend("آب", {DAY: 2, DAY + timedelta(days=20): 3}, date(2025, 1, 1), date(2026, 1, 1))
    assert found.unit == "نقل در ماه"
    assert (found.bars[0].label, found.bars[-1].label) == ("دی 1403", "دی 1404")
    assert Bar("مهر 1404", 2) in found.bars
    assert Bar("آبان 1404", 3) in found.bars
    assert len(trend("آب", {}, date(2010, 1, 1), date(2026, 1, 1)).bars) == 36


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    """It is told where it is made."""
    with pytest.raises(ValueError, match="period"):
        trend("آب", {}, DAY, DAY - timedelta(days=1))


def test_names_stand_by_number() -> None:
    """The greatest first, at most ten."""
    assert [bar.label for bar in NAMES.bars] == ["پریسا کوه‌زاد", "سهراب کوهیار"]
    assert len(ranking("آب", [(f"نام {n}", n) for n in range(30)]).bars) == 10


@pytest.mark.parametrize("picture", [SAMPLE, NAMES, Trend("آب", "نقل در روز", ())])
async def test_a_picture_is_a_png_of_a_phones_width(picture: Picture) -> None:
    """1024 x 704, drawn in a worker thread, light and dark; nothing touches the left or right border."""
    for dark in (False, True):
        png = await charted(picture, dark=dark)
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", png[16:24]) == (1024, 704)
        seen = pixels(png)
        assert bool(seen[0, 0, :3].mean() < 0.5) is dark
        assert np.allclose(seen[:, :4], seen[0, 0])
        assert np.allclose(seen[:, -4:], seen[0, 0])


def test_the_same_data_give_the_same_bytes() -> None:
    """A chart can be kept and compared."""
    assert chart(SAMPLE) == chart(SAMPLE)


def test_letters_are_joined_and_ordered() -> None:
    """matplotlib is given presentation forms from left to right; numbers and Latin words keep their direction."""
    assert shaped("آب") == "\ufe8f\ufe81"
    assert shaped("PM2.5 در ۱۴۰۴").endswith("PM2.5")
    assert "۱۴۰۴" in shaped("سال ۱۴۰۴")
    assert "\u0654" in shaped("دربارهٔ")
