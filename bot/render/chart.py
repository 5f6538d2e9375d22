"""Charts as PNG pictures, with Persian labels shaped and ordered from right to left. Pure: data in, bytes out.

`Trend` is a number over time (statements a day, week or Jalali month), `Ranking` a number for each of several names (who speaks
about something). matplotlib is imported late, in the thread that draws: `await charted(…)` is what handlers call.

    picture = trend("حسن نمونه دربارهٔ آب", {date(2025, 10, 6): 3}, since, until)
    png = await charted(picture, dark=True)
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from persiantools.jdatetime import JalaliDate

from bot import texts
from bot.render.writing import digits as in_digits

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_DAYS = 31
"""Up to so many days each has a bar of its own; up to `MOST_WEEKS` weeks each week has, beyond that each month."""
MOST_WEEKS = 26
MOST_MONTHS = 36
MOST_NAMES = 10
WIDTH, HEIGHT, DPI = 6.4, 4.4, 160
"""Inches, and dots an inch: 1024 x 704 pixels, which a phone shows at about a third of that size."""
_TICKS = 7
_LEAST_COLUMNS = 5
_TITLE_LETTERS, _NAME_LETTERS = 46, 30
_drawing = Lock()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is called and how high it is."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A number over time, the oldest first. `unit` says what a bar stands for («نقل در روز»)."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A number for each name, the greatest first."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


Picture = Trend | Ranking


@dataclass(frozen=True, slots=True)
class _Colours:
    ground: str
    ink: str
    faint: str
    bar: str


_LIGHT = _Colours("#ffffff", "#1c1c1e", "#d9dce1", "#2f7fb5")
_DARK = _Colours("#17212b", "#e9eef3", "#33414f", "#5fb2e6")


def trend(title: str, counts: Mapping[date, int], since: date, until: date) -> Trend:
    """Daily counts as bars over [since, until], by day, by week (from Saturday) or by Jalali month, as the span asks for.

    Days that `counts` does not name count nothing; what lies before the last three years is left out.

    Raises:
        ValueError: the period ends before it begins.
    """
    if until < since:
        raise ValueError(f"a period from {since} to {until}")
    days = (until - since).days + 1
    if days <= MOST_DAYS:
        starts, unit = [since + timedelta(days=number) for number in range(days)], texts.CHART_A_DAY
    elif days <= MOST_WEEKS * 7:
        first = since - timedelta(days=(since.weekday() + 2) % 7)
        starts, unit = [first + timedelta(days=7 * n) for n in range(((until - first).days // 7) + 1)], texts.CHART_A_WEEK
    else:
        starts, unit = _months(since, until), texts.CHART_A_MONTH
    ends = [*starts[1:], until + timedelta(days=1)]
    monthly = unit is texts.CHART_A_MONTH
    bars = tuple(
        Bar(_label(start, monthly), sum(n for day, n in counts.items() if max(start, since) <= day < end))
        for start, end in zip(starts, ends, strict=True)
    )
    return Trend(title, unit, bars)


def ranking(title: str, counts: Sequence[tuple[str, int]], unit: str = texts.CHART_STATEMENTS) -> Ranking:
    """The greatest of these counts by name, at most ten."""
    most = sorted(counts, key=lambda one: -one[1])[:MOST_NAMES]
    return Ranking(title, unit, tuple(Bar(name, value) for name, value in most))


async def charted(picture: Picture, *, dark: bool = False, digits: str = "persian") -> bytes:
    """`chart` in a worker thread: drawing takes a good part of a second the first time."""
    return await asyncio.to_thread(partial(chart, picture, dark=dark, digits=digits))


def chart(picture: Picture, *, dark: bool = False, digits: str = "persian") -> bytes:
    """The picture as PNG, 1024 x 704 pixels. `digits`: `persian` or `latin`. A picture without bars says so."""
    colours = _DARK if dark else _LIGHT
    with _drawing:  # matplotlib's caches of fonts are no business of two threads at once
        figure, axes = _sheet(picture, colours, digits)
        if not any(bar.value for bar in picture.bars):
            _nothing(axes, colours)
        elif isinstance(picture, Trend):
            _columns(axes, picture, colours, digits)
        else:
            _rows(axes, picture, colours, digits)
        written = BytesIO()
        figure.savefig(written, format="png", metadata={"Software": None})
        return written.getvalue()


def shaped(text: str) -> str:
    """A line in the order and the forms in which matplotlib must be given it: it neither joins letters nor turns lines."""
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    # Marks stay (the hamza of «دربارهٔ»): in visual order each stands before its letter, where the font draws it.
    return str(get_display(ArabicReshaper({"delete_harakat": False}).reshape(text), base_dir="R"))


def _sheet(picture: Picture, colours: _Colours, digits: str) -> tuple[Figure, Axes]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure = Figure(
        figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=colours.ground, layout=ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1)
    )
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=colours.ground)
    style: dict[str, Any] = {"fontfamily": "DejaVu Sans", "color": colours.ink, "loc": "right"}
    axes.set_title(
        shaped(in_digits(_cut(picture.title, _TITLE_LETTERS), digits)), fontsize=15, fontweight="bold", pad=22, **style
    )
    axes.text(
        1.0, 1.02, shaped(in_digits(picture.unit, digits)), transform=axes.transAxes, ha="right", fontsize=11, color=colours.ink
    )
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(colours.faint)
    axes.tick_params(colors=colours.ink, labelsize=11, length=0)
    axes.set_axisbelow(True)
    return figure, axes


def _columns(axes: Axes, picture: Trend, colours: _Colours, digits: str) -> None:
    """Columns over time, from left to right as clocks and calendars of charts run in Persian print too."""
    from matplotlib.ticker import MaxNLocator

    values = [bar.value for bar in picture.bars]
    places = range(len(values))
    drawn = axes.bar(places, values, color=colours.bar, width=0.72)
    step = -(-len(values) // _TICKS)
    ticks = [place for place in places if (len(values) - 1 - place) % step == 0]
    axes.set_xticks(ticks, [shaped(in_digits(picture.bars[place].label, digits)) for place in ticks])
    spare = max(0, _LEAST_COLUMNS - len(values)) / 2  # one day alone is a column, not a wall
    axes.set_xlim(-0.6 - spare, len(values) - 0.4 + spare)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))
    axes.yaxis.set_major_formatter(lambda value, _: in_digits(str(int(value)), digits))
    axes.grid(axis="y", color=colours.faint, linewidth=0.8)
    if len(values) <= 2 * _TICKS:
        shown = [in_digits(str(value), digits) if value else "" for value in values]
        axes.bar_label(drawn, shown, color=colours.ink, fontsize=11, padding=2)


def _rows(axes: Axes, picture: Ranking, colours: _Colours, digits: str) -> None:
    """Rows that begin at the right, where reading begins: the name at the right, the number at the bar's end."""
    values = [bar.value for bar in picture.bars]
    places = range(len(values))
    drawn = axes.barh(places, values, color=colours.bar, height=0.66)
    axes.set_yticks(places, [shaped(in_digits(_cut(bar.label, _NAME_LETTERS), digits)) for bar in picture.bars])
    axes.yaxis.tick_right()
    axes.tick_params(axis="y", labelsize=12, length=0, labelcolor=colours.ink)
    axes.set_xlim(max(values) * 1.12, 0)
    axes.set_ylim(len(values) - 0.4, -0.6 if len(values) > 3 else -1.2)
    axes.set_xticks([])
    axes.bar_label(drawn, [in_digits(str(value), digits) for value in values], color=colours.ink, fontsize=12, padding=4)


def _nothing(axes: Axes, colours: _Colours) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, shaped(texts.CHART_NOTHING), transform=axes.transAxes, ha="center", fontsize=14, color=colours.ink)


def _months(since: date, until: date) -> list[date]:
    """The first days of the Jalali months in the period, of the last `MOST_MONTHS` of them."""
    first, last = _jalali(since), _jalali(until)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [_gregorian(number // 12, number % 12 + 1) for number in numbers[-MOST_MONTHS:]]


def _label(day: date, monthly: bool) -> str:
    """«۱۴ مهر» for a day or a week's first day, «مهر ۱۴۰۴» for a month."""
    when = _jalali(day)
    month = texts.MONTHS[when.month - 1]
    return f"{month} {when.year}" if monthly else f"{when.day} {month}"


def _jalali(day: date) -> JalaliDate:
    return JalaliDate(day)  # type: ignore[no-untyped-call]  # persiantools has no types here


def _gregorian(year: int, month: int) -> date:
    found = JalaliDate(year, month, 1).to_gregorian()  # type: ignore[no-untyped-call]  # as above
    return date(found.year, found.month, found.day)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rsplit(" ", 1)[0] + texts.ELLIPSIS
