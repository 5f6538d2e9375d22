"""Names in a text: people by any spelling, bodies, countries and what only looks like them."""

from __future__ import annotations

import pytest

from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.entities import Entities, countries_of


@pytest.fixture(scope="module")
def entities() -> Entities:
    """The shipped catalogue's index."""
    return Entities(shipped_catalogue())


HOMOGRAPHS = [
    ("دولت چین اعلام کرد", "CN"),
    ("چینی‌ها آمدند", "CN"),
    ("چین‌خوردگی لایه‌های زمین", ""),
    ("چین خوردگی زاگرس", ""),
    ("چین و چروک پوست", ""),
    ("برای این کار زمینه‌چینی کردند", ""),
    ("مقدمه چینی بس است", ""),
    ("سخن‌چین را دوست ندارند", ""),
    ("وزارت امور مالی", ""),
    ("کمک مالی و نظامی", ""),
    ("منابع مالی پروژه", ""),
    ("کشور مالی در آفریقا", "ML"),
    ("دولت مالی استعفا داد", "ML"),
    ("سنگال، مالی و نیجر", "SN ML NE"),
    ("پادشاه اردن آمد", "JO"),
    ("رود اردن خشک است", ""),
    ("کشور توگو", "TG"),
    ("گفت‌وگو کردند", ""),
    ("گفت و گو کردند", ""),
    ("گفت‌وگوی دو طرف", ""),
    ("سلطنت عمان میانجی شد", "OM"),
    ("در دریای عمان", ""),
    ("در خلیج عمان", ""),
    ("نخست‌وزیر هند", "IN"),
    ("درس هندسه", ""),
    ("در اقیانوس هند", ""),
    ("هندوانه شیرین", ""),
    ("کشور پرو", "PE"),
    ("پرواز تهران", "IR"),
    ("شکم پر و خالی", ""),
    ("اتاق پرو لباس", ""),
    ("مردم لیبی", "LY"),
    ("شهر ایرانشهر", ""),
    ("ایران‌خودرو خودرو ساخت", ""),
    ("نان و کره و پنیر", ""),
    ("کره زمین گرم شد", ""),
    ("شبه جزیره کره", "KR"),
    ("کره شمالی موشک آزمود", "KP"),
    ("کره‌جنوبی و کره‌شمالی", "KR KP"),
    ("رومانی و بلغارستان", "RO BG"),
    ("داستان رمانی تازه", ""),
    ("کانال پاناما", "PA"),
    ("در آستانه انتخابات", ""),
    ("مذاکرات آستانه", "KZ"),
    ("نامه‌ای به آستان قدس", ""),
    ("کیف چرمی", ""),
    ("سفر به کیف", "UA"),
    ("حمله به کی‌یف", "UA"),
    ("مردم اوکراین", "UA"),
    ("چک بانکی", ""),
    ("رئیس جمهور چک", "CZ"),
    ("جمهوری چک", "CZ"),
    ("ترک کردن خانه", ""),
    ("اعتیاد را ترک کرد", ""),
    ("نظامیان ترک", "TR"),
    ("ترکیه‌ای‌ها", "TR"),
    ("غنا و فقر", ""),
    ("بازار قطر", "QA"),
    ("قطر لوله زیاد است", ""),
    ("بر این سخن مصر است", ""),
    ("دولت مصر", "EG"),
    ("کابل برق قطع شد", ""),
    ("در کابل پایتخت افغانستان", "AF"),
    ("دوشنبه آینده", ""),
    ("استان آذربایجان شرقی", ""),
    ("جمهوری آذربایجان", "AZ"),
    ("چهارشنبه‌سوری", ""),
    ("یک شهروند سوری", "SY"),
    ("علی سوری نماینده", ""),
    ("زبان انگلیسی", ""),
    ("دولت انگلیس", "GB"),
    ("جان و مال و امان", ""),
    ("نماز مغرب", ""),
    ("پادشاه مغرب", "MA"),
    ("دانشگاه کلمبیا", ""),
    ("دولت کلمبیا", "CO"),
    ("مجمع الجزایر", ""),
    ("دولت الجزایر", "DZ"),
    ("آلمان و آلمانی‌ها", "DE"),
    ("المان‌های شهری", ""),
    ("واشنگتن پست نوشت", ""),
    ("خبرگزاری فرانسه", ""),
    ("خبرگزاری جمهوری اسلامی (ایرنا)", ""),
    ("پرس‌تی‌وی و ایرنا", ""),
    ("خبرگزاری دانشجویان ایران، ایسنا", ""),
    ("صدای آمریکا گفت", ""),
    ("شبکه ایران اینترنشنال", ""),
    ("کاخ سفید و کرملین", "US RU"),
    ("الیزه و آنکارا", "FR TR"),
    ("رژیم صهیونیستی", "IL"),
    ("تل‌آویو و ریاض", "IL SA"),
    ("مردم غزه", "PS"),
    ("اتحادیه اروپا", "EU"),
    ("اروپا سرد است", ""),
    ("امريكا و آمريكا", "US"),
    ("آمریکاییها رفتند", "US"),
    ("شوروی سابق", "SU"),
    ("بروکسل و اتحادیه اروپا", "EU"),
    ("بروکسل پایتخت بلژیک", "BE"),
    ("رئیس‌جمهور کشورمان", ""),
    ("طالبان و حماس", ""),
]


@pytest.mark.parametrize(("text", "codes"), HOMOGRAPHS)
def test_countries_are_told_from_what_only_looks_like_them(entities: Entities, text: str, codes: str) -> None:
    """A country counts by name, adjective, capital or seat; a homograph, an agency's name and «کشورمان» count for none."""
    assert sorted(entities.countries(text)) == sorted(codes.split())


PEOPLE = [
    ("محمد جواد ظریف آمد", ["mohammad-javad-zarif"]),
    ("محمدجواد ظریف آمد", ["mohammad-javad-zarif"]),
    ("محمّدجواد ظریف آمد", ["mohammad-javad-zarif"]),
    ("ترمپ و ترامپ آمدند", ["donald-trump", "donald-trump"]),
    ("روحانی محل آمد", []),
    ("حسن روحانی آمد. روحانی رفت", ["hassan-rouhani", "hassan-rouhani"]),
    ("سخنی ظریف و زیبا", []),
    ("رییس رفت و رئیسی دیگر آمد", []),
    ("سپاه پاسداران و طالبان", ["body:irgc", "body:taliban"]),
    ("حزب الله و حزب‌الله لبنان", ["body:hezbollah", "body:hezbollah"]),
    ("دیوید کامرون از کشور کامرون نبود", ["david-cameron"]),
]


@pytest.mark.parametrize(("text", "slugs"), PEOPLE)
def test_people_and_bodies_are_found_however_spelt(entities: Entities, text: str, slugs: list[str]) -> None:
    """Full names and names that mean one person alone count; a short name only beside its full one."""
    assert [m.slug for m in entities.find(text) if m.kind in ("person", "body")][: len(slugs) or None] == slugs


def test_offsets_point_into_the_text_as_given(entities: Entities) -> None:
    """A mention's span cut from the text is its surface, marks and half-spaces included."""
    text = "«مُحمد‌جواد  ظریف»، آمريكا‌یی‌ها و ايران"
    for mention in entities.find(text):
        assert text[mention.start : mention.end] == mention.surface


def test_a_short_name_counts_where_the_article_knows_its_bearer(entities: Entities) -> None:
    """What stands around a statement can say whom its short names mean."""
    assert entities.find("روحانی گفت") == []
    assert [m.slug for m in entities.find("روحانی گفت", known=["hassan-rouhani"])] == ["hassan-rouhani"]


def test_every_country_of_the_standard_has_a_name_and_is_found(entities: Entities) -> None:
    """All of ISO 3166-1 stand in the catalogue, and each is found by its own name."""
    countries = entities.catalogue.countries
    assert len(countries) >= 249
    weak = {code for code, country in countries.items() if country.name in {word for word, _ in country.weak}}
    for code, country in countries.items():
        if code not in weak:
            assert countries_of(entities.find(f"دولت {country.name}،"))[:1] == (code,), code


@pytest.mark.parametrize("text", ["", " ", "،", "\n\n", "…", "abc", "🇮🇷"])
def test_any_text_will_do(entities: Entities, text: str) -> None:
    """Nothing is found in nothing, and nothing breaks."""
    assert entities.find(text) == []
