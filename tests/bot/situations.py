"""Situations in which the bot says something, each a name and the message: invented people, invented publishers, samples all.

Alerts stand here, what else is said in `other_situations.py` and `briefing_situations.py`. `tests/bot/test_golden.py` compares
them with tests/golden/messages; `tests/bot/sandbox/test_page_messages.py` looks at them on the chat page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.render.keyboards import story_keyboard
from bot.render.naming import Naming
from bot.render.rendered import Rendered, rendered
from bot.render.story import View, story_html
from jobs.analysis.catalogue import Catalogue, Country, Held, Office, Person
from storage.records import ChatSettings, Statement, Story
from tests.bot.samples import NOW, SAID, statement, story

AGENCY, DAILY, SITE = "خبرگزاری نمونه", "روزنامهٔ نمونه", "پایگاه نمونه"
WORD = "کار در پایانه شبانه‌روزی شده است و رانندگان دیگر پشت مرز نمی‌مانند، اما سامانهٔ نوبت‌دهی هنوز به هم وصل نیست "
FORMER = Held("office:air", "2020-01-01", "2025-01-01")
CATALOGUE = Catalogue(
    people={
        "parisa-kuhzad": Person("parisa-kuhzad", "پریسا کوه‌زاد", "IR", held=(Held("office:water", "2025-01-01"),)),
        "daryush-sepanta": Person(
            "daryush-sepanta", "داریوش سپنتا", "IR", held=(Held("office:air", "2020-01-01", "2025-01-01"),)
        ),
    },
    offices={
        "office:water": Office("office:water", "معاون سازمان آب", "IR"),
        "office:air": Office("office:air", "رییس سازمان هواشناسی نمونه", "IR"),
    },
    countries={
        code: Country(code, name, (name,))
        for code, name in (
            ("TR", "ترکیه"),
            ("AF", "افغانستان"),
            ("IR", "ایران"),
            ("IQ", "عراق"),
            ("SY", "سوریه"),
            ("US", "آمریکا"),
            ("RU", "روسیه"),
        )
    },
)
SITUATIONS: dict[str, Callable[[], Rendered]] = {}


def situation(make: Callable[[], Rendered]) -> Callable[[], Rendered]:
    SITUATIONS[make.__name__.replace("_", "-")] = make
    return make


def view(**settings: Any) -> View:
    return View(Naming(CATALOGUE), ChatSettings(**settings), NOW)


def said(number: int, text: str, name: str | None = "سهراب کوهیار", outlet: str = AGENCY, **fields: Any) -> Statement:
    values = {"article_id": number, "source_name": outlet, "url": f"https://example.org/n/{number}", **fields}
    return statement(number, text, name, **values)


def alert(*statements: Statement, seen: View | None = None, added: datetime | None = None, **fields: Any) -> Rendered:
    told = of(*statements, **fields)
    seen = seen or view()
    return rendered(story_html(told, seen, added).html, story_keyboard(told, seen.digits))


def of(*statements: Statement, **fields: Any) -> Story:
    sources = tuple(dict.fromkeys((one.source_name, one.url) for one in statements))
    return story(*statements, **{"countries": (), "sources": sources, **fields})


@situation
def one_speaker() -> Rendered:
    return alert(said(1, "صف کامیون‌ها در مرز کوتاه‌تر شده است"))


@situation
def office_and_occasion() -> Rendered:
    return alert(said(1, "حقابهٔ دو کشور تا پایان مهر می‌رسد", "کوه‌زاد", person="parisa-kuhzad", occasion="در نشست شورای آب"))


@situation
def two_speakers_and_a_fold() -> Rendered:
    return alert(
        said(1, "گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند", "امره دنیزاوغلو", speaker_role="سخنگوی گمرک", weight=0.9),
        said(2, "ما هم شیفت سوم را از شنبه آغاز می‌کنیم", weight=0.8, article_id=1),
        said(3, "۴۰ کارمند تازه به پایانه فرستاده شده‌اند", "امره دنیزاوغلو", weight=0.4, article_id=1),
        said(4, "گسترش کار پایانه‌های دیگر", act="demands", weight=0.3, article_id=1),
        countries=("TR", "IR"),
    )


@situation
def a_denial() -> Rendered:
    return alert(said(1, "توقف کامیون‌ها به دلیل بدهی", act="denies", negated=True))


@situation
def a_rejection_without_its_verb() -> Rendered:
    return alert(said(1, "بسته شدن مرز در روزهای تعطیل", act="says", negated=True))


@situation
def a_warning() -> Rendered:
    return alert(said(1, "غلظت ذرات معلق تا پنجشنبه بالا می‌ماند", act="warns", speaker_role="هواشناس"))


@situation
def a_demand_and_a_promise() -> Rendered:
    return alert(
        said(1, "بازگشت نماینده‌ها به کمیسیون", "لاله سپیدار", act="demands", speaker_role="نمایندهٔ مجلس", weight=0.9),
        said(2, "رسیدگی به پرونده تا پایان هفته", act="promises", weight=0.5),
    )


@situation
def one_statement_of_three_outlets() -> Rendered:
    return alert(
        said(1, "از هفتهٔ آینده شبانه‌روزی کار می‌کنیم", "کوهیار", DAILY, speaker_role=None),
        said(2, "از هفتهٔ آینده شبانه‌روزی کار می‌کنیم و ۴۰ کارمند تازه می‌گیریم", occasion="در نشست خبری"),
        said(3, "شبانه‌روزی کار می‌کنیم، از هفتهٔ آینده", outlet=SITE),
    )


@situation
def a_foreign_speaker() -> Rendered:
    name = "امره دنیزاوغلو"
    return alert(
        said(1, "تجارت با همسایگان گسترش می‌یابد", name, speaker_role="سخنگوی وزارت بازرگانی ترکیه", speaker_country="TR"),
        countries=("TR",),
    )


@situation
def known_from_a_summary() -> Rendered:
    return alert(said(1, "آب سد به نیمه رسیده است"), summary_only=True)


@situation
def without_a_date() -> Rendered:
    return alert(said(1, "آب سد به نیمه رسیده است", dated=False))


@situation
def of_last_year_by_a_former_holder() -> Rendered:
    before = SAID.replace(year=2024)
    return alert(said(1, "باران امسال کمتر از میانگین است", "سپنتا", person="daryush-sepanta", said_at=before))


@situation
def latin_names() -> Rendered:
    return alert(said(1, "PM2.5 و NO2 در هوای شهر بالاست", "IAEA نمونه", speaker_role=None, speaker_kind="body"))


@situation
def many_countries() -> Rendered:
    return alert(said(1, "منطقه به گفت‌وگو نیاز دارد"), countries=("IR", "TR", "IQ", "SY", "US", "RU", "AF"))


@situation
def numbers_and_percent() -> Rendered:
    return alert(said(1, "از حقابهٔ امسال ۴۰٪ رسیده و ۲٫۵ درصد آن در ۱۴۰۴/۰۷/۱۵ ساعت ۱۸:۳۰ رها شد؛ نتیجه ۲ بر ۱ بود"))


@situation
def digits_in_latin() -> Rendered:
    return alert(said(1, "۴۰ کارمند تازه به پایانه فرستاده شده‌اند"), seen=view(digits="latin"))


@situation
def short_by_choice() -> Rendered:
    return alert(*_long(), seen=view(length="short"))


@situation
def long_by_choice() -> Rendered:
    return alert(*_long(), seen=view(length="long"))


@situation
def long_statements() -> Rendered:
    return alert(*_long())


def _long() -> list[Statement]:
    names = ("سهراب کوهیار", "لاله سپیدار", "سهراب کوهیار", "بهمن رودکی‌فر", "لاله سپیدار", "سهراب کوهیار")
    marks = ("در بازرگان", "در میرجاوه", "در شلمچه", "در دوغارون", "در ماهیرود", "در آستارا")
    return [
        said(n, f"{mark} {WORD * (1 + n % 3)}باید ماند", name, weight=1 - n / 10)
        for n, (name, mark) in enumerate(zip(names, marks, strict=True), 1)
    ]


@situation
def told_in_court() -> Rendered:
    return alert(said(1, "کالا را از مرز آوردیم", "بهرام نمونه‌ای", speaker_role="متهم", coerced=True, occasion="در دادگاه"))


@situation
def an_anonymous_source_last() -> Rendered:
    return alert(
        said(1, "هیأت به کابل می‌رود", "نامشخص", speaker_kind="anonymous", weight=1.0, speaker_role=None),
        said(2, "گفت‌وگو ادامه دارد", weight=0.1),
    )


@situation
def nobody_in_particular_behind() -> Rendered:
    return alert(
        said(1, "تظاهرات در خیابان‌ها ادامه دارد", "منابع خبری", speaker_kind="body", speaker_role=None, weight=1.0),
        said(2, "هویت این مرد ۴۶ ساله", act="announces", kind="paraphrase", weight=0.9),
        said(3, "صف کوتاه می‌شود", "لاله سپیدار", speaker_role="نمایندهٔ مجلس", weight=0.1),
    )


@situation
def hostile_characters() -> Rendered:
    return alert(said(1, "آب <b>کم</b> & سد \u202eخالی\u202c است", 'سهراب "کوهیار" <i>'))


@situation
def grown_within_two_hours() -> Rendered:
    later = SAID + timedelta(minutes=45)
    return alert(
        said(1, "صف کامیون‌ها کوتاه‌تر شده است"),
        said(2, "باسکول پایانه تعمیر شد", outlet=DAILY, said_at=later),
        added=later,
    )


@situation
def what_leans_on_unseen_words() -> Rendered:
    return alert(said(1, "این تهدیدات بی‌پاسخ نمی‌ماند", weight=0.9), said(2, "مرز امروز باز است", weight=0.2))
