"""The shipped catalogue: sound, and right about who held what when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jobs.analysis.catalogue import Body, Catalogue, Held, Office, Person, first_day, last_day, shipped_catalogue
from jobs.analysis.contradictions import contradictions
from jobs.analysis.entities import Entities


@pytest.fixture(scope="module")
def entities() -> Entities:
    """The shipped catalogue's index."""
    return Entities(shipped_catalogue())


HELD = [
    ("رئیس‌جمهور", "2016-12-01", "hassan-rouhani"),
    ("رییس‌جمهور", "2022-07-01", "ebrahim-raisi"),
    ("رئیس جمهوری", "2024-10-01", "masoud-pezeshkian"),
    ("رئیس قوه مجریه", "2007-02-01", "mahmoud-ahmadinejad"),
    ("رئيس جمهور", "2003-01-01", "mohammad-khatami"),
    ("رئیس‌جمهور کشورمان", "2015-01-01", "hassan-rouhani"),
    ("رئیس جمهور جمهوری اسلامی ایران", "2012-01-01", "mahmoud-ahmadinejad"),
    ("وزیر خارجه", "2017-05-05", "mohammad-javad-zarif"),
    ("وزیر امور خارجه ایران", "2023-01-01", "hossein-amir-abdollahian"),
    ("وزیر امورخارجه کشورمان", "2025-01-01", "abbas-araghchi"),
    ("وزیر خارجه", "2008-08-08", "manouchehr-mottaki"),
    ("وزیر خارجه", "2001-08-08", "kamal-kharrazi"),
    ("سرپرست وزارت خارجه", "2024-06-15", None),
    ("سرپرست وزیر خارجه", "2024-06-15", "ali-bagheri-kani"),
    ("رئیس مجلس", "2019-01-01", "ali-larijani"),
    ("رئیس مجلس شورای اسلامی", "2021-01-01", "mohammad-bagher-ghalibaf"),
    ("رئیس مجلس شورای اسلامی", "2006-01-01", "gholam-ali-haddad-adel"),
    ("رئیس قوه قضاییه", "2020-01-01", "ebrahim-raisi"),
    ("رئیس قوه قضائیه", "2022-01-01", "gholam-hossein-mohseni-ejei"),
    ("رئیس قوه قضائیه", "2015-01-01", "sadeq-larijani"),
    ("رهبر انقلاب", "2010-01-01", "ali-khamenei"),
    ("فرمانده کل سپاه", "2018-01-01", "mohammad-ali-jafari"),
    ("فرمانده کل سپاه پاسداران", "2023-01-01", "hossein-salami"),
    ("فرمانده نیروی قدس سپاه", "2012-01-01", "qasem-soleimani"),
    ("فرمانده نیروی قدس", "2021-01-01", "esmail-qaani"),
    ("دبیر شورای عالی امنیت ملی", "2006-06-26", "ali-larijani"),
    ("دبیر شورای عالی امنیت ملی", "2010-01-01", "saeed-jalili"),
    ("دبیر شورای عالی امنیت ملی", "2019-01-01", "ali-shamkhani"),
    ("رئیس سازمان انرژی اتمی", "2019-09-08", "ali-akbar-salehi"),
    ("وزیر نفت", "2019-10-30", "bijan-zanganeh"),
    ("وزیر کشور", "2023-01-01", "ahmad-vahidi"),
    ("وزیر دفاع", "2019-01-01", "amir-hatami"),
    ("سخنگوی دولت", "2023-01-01", "ali-bahadori-jahromi"),
    ("سخنگوی وزارت خارجه", "2014-05-05", "marzieh-afkham"),
    ("سخنگوی وزارت امور خارجه کشورمان", "2021-05-05", "saeed-khatibzadeh"),
    ("معاون اول رئیس جمهور", "2018-01-01", "eshaq-jahangiri"),
    ("شهردار تهران", "2010-01-01", "mohammad-bagher-ghalibaf"),
    ("وزیر بهداشت", "2020-08-01", "saeed-namaki"),
    ("رئیس جمهور آمریکا", "2019-01-01", "donald-trump"),
    ("رییس‌جمهوری آمریکا", "2010-01-01", "barack-obama"),
    ("رئیس جمهور امریکا", "2005-01-10", "george-w-bush"),
    ("رئیس‌جمهور ایالات متحده", "2022-01-01", "joe-biden"),
    ("رئیس جمهور ایالات متحده آمریکا", "2025-03-01", "donald-trump"),
    ("وزیر خارجه آمریکا", "2006-06-01", "condoleezza-rice"),
    ("وزیر امور خارجه آمریکا", "2014-01-01", "john-kerry"),
    ("وزیر دفاع آمریکا", "2006-12-20", "robert-gates"),
    ("سخنگوی وزارت خارجه آمریکا", "2006-12-21", "sean-mccormack"),
    ("رئیس جمهور روسیه", "2010-01-01", "dmitry-medvedev"),
    ("رئیس جمهور روسیه", "2016-01-01", "vladimir-putin"),
    ("وزیر خارجه روسیه", "2019-01-01", "sergei-lavrov"),
    ("وزیر خارجه روسیه", "2003-01-01", "igor-ivanov"),
    ("رئیس‌جمهور ترکیه", "2016-04-01", "recep-tayyip-erdogan"),
    ("رئیس جمهور ترکیه", "2010-01-01", "abdullah-gul"),
    ("نخست‌وزیر ترکیه", "2009-01-30", "recep-tayyip-erdogan"),
    ("وزیر خارجه ترکیه", "2024-01-01", "hakan-fidan"),
    ("نخست وزیر رژیم صهیونیستی", "2019-09-05", "benjamin-netanyahu"),
    ("نخست‌وزیر اسرائیل", "2022-01-01", "naftali-bennett"),
    ("وزیر جنگ رژیم صهیونیستی", "2025-08-01", "israel-katz"),
    ("نخست وزیر عراق", "2013-01-01", "nouri-al-maliki"),
    ("نخست‌وزیر انگلیس", "2018-01-01", "theresa-may"),
    ("وزیر خارجه بریتانیا", "2005-01-01", "jack-straw"),
    ("رئیس‌جمهوری فرانسه", "2020-01-01", "emmanuel-macron"),
    ("صدراعظم آلمان", "2013-01-01", "angela-merkel"),
    ("رئیس جمهور پاکستان", "2003-08-07", "pervez-musharraf"),
    ("دبیرکل سازمان ملل", "2012-01-01", "ban-ki-moon"),
    ("دبیر کل سازمان ملل متحد", "2023-01-01", "antonio-guterres"),
    ("دبیرکل سازمان ملل", "2004-01-01", "kofi-annan"),
    ("مدیرکل آژانس بین‌المللی انرژی اتمی", "2007-01-01", "mohamed-elbaradei"),
    ("مدیر کل آژانس", "2022-01-01", "rafael-grossi"),
    ("مسئول سیاست خارجی اتحادیه اروپا", "2016-01-01", "federica-mogherini"),
    ("دبیرکل حزب‌الله لبنان", "2019-01-01", "hassan-nasrallah"),
    ("رئیس جمهور منتخب", "2013-07-01", "hassan-rouhani"),
    ("رئیس‌جمهور منتخب آمریکا", "2016-12-01", "donald-trump"),
    ("رئیس جمهور منتخب", "2024-07-10", "masoud-pezeshkian"),
    # understood, and not guessed
    ("رئیس جمهور سابق", "2016-12-01", None),
    ("رئیس‌جمهور پیشین آمریکا", "2019-01-01", None),
    ("وزیر خارجه اسبق", "2019-01-01", None),
    ("رئیس جمهور", "2024-05-25", None),
    ("سرپرست ریاست جمهوری", "2016-01-01", None),
    ("معاون وزیر خارجه", "2019-01-01", None),
    ("سخنگوی رئیس جمهور", "2019-01-01", None),
    ("همسر رئیس جمهور", "2019-01-01", None),
    ("رئیس جمهور این کشور", "2019-01-01", None),
    ("وزیر خارجه توگو", "2019-01-01", None),
    ("مشاور رئیس جمهور آمریکا", "2019-01-01", None),
    ("رئیس دفتر رئیس مجلس", "2019-01-01", None),
    ("نخست‌وزیر", "2019-01-01", None),
    ("رئیس جمهور", "2026-06-01", None),
]


@pytest.mark.parametrize(("role", "on", "who"), HELD)
def test_an_office_is_its_holder_on_the_day(entities: Entities, role: str, on: str, who: str | None) -> None:
    """An office named without a person is who surely held it on the article's day, and nobody where that is not sure."""
    assert entities.resolve(None, role, date.fromisoformat(on)) == who


def test_without_a_day_no_office_is_anybody(entities: Entities) -> None:
    """An article without a date never resolves an office."""
    assert entities.resolve(None, "رئیس جمهور", None) is None


def test_the_country_of_the_article_is_the_offices(entities: Entities) -> None:
    """A role that names no country is of the country that is passed."""
    assert entities.resolve(None, "رئیس جمهور", date(2016, 1, 1), "RU") == "vladimir-putin"


def test_an_article_that_names_another_holder_wins(entities: Entities) -> None:
    """A name that the catalogue does not know is nobody, though the catalogue knows who held the office."""
    assert entities.resolve("پریسا کوه‌زاد", "رئیس جمهور", date(2016, 1, 1)) is None


NAMES = [
    ("حسن روحانی", None, None, "hassan-rouhani"),
    ("محمد جواد ظریف", None, None, "mohammad-javad-zarif"),
    ("محمدجواد ظریف", None, None, "mohammad-javad-zarif"),
    ("محمد‌جواد ظريف", None, None, "mohammad-javad-zarif"),
    ("دکتر محمدجواد ظریف", None, None, "mohammad-javad-zarif"),
    ("حجت‌الاسلام والمسلمین حسن روحانی", None, None, "hassan-rouhani"),
    ("سید ابراهیم رئیسی", None, None, "ebrahim-raisi"),
    ("سیدابراهیم رییسی", None, None, "ebrahim-raisi"),
    ("آیت‌الله سید ابراهیم رئيسي", None, None, "ebrahim-raisi"),
    ("دونالد ترمپ", None, None, "donald-trump"),
    ("ترامپ", None, None, "donald-trump"),
    ("سردار قاسم سلیمانی", None, None, "qasem-soleimani"),
    ("سید حسن نصر الله", None, None, "hassan-nasrallah"),
    ("غلام علی حداد عادل", None, None, "gholam-ali-haddad-adel"),
    ("جی دی ونس", None, None, "jd-vance"),
    ("روحانی", "رئیس جمهور", "2016-01-01", "hassan-rouhani"),
    ("روحانی", None, "2016-01-01", None),
    ("روحانی", "امام جماعت", "2016-01-01", None),
    ("صالحی", "رئیس سازمان انرژی اتمی", "2019-01-01", "ali-akbar-salehi"),
    ("صالحی", "وزیر ارشاد", "2019-01-01", "abbas-salehi"),
    ("صالحی", "وزیر ارشاد سابق", "2022-01-01", "abbas-salehi"),
    ("موسوی", "سخنگوی وزارت خارجه", "2019-08-01", "abbas-mousavi"),
    ("موسوی", "نماینده مجلس", "2019-08-01", None),
    ("حسین سلامی", "دادستان شهرستان کوه‌پایه", "2019-08-01", None),
    ("محمدعلی جعفری", None, "2019-01-01", None),
    ("محمدعلی جعفری", "فرمانده کل سپاه", "2016-01-01", "mohammad-ali-jafari"),
    ("حسن روحانی", "بازیکن تیم نمونه", "2019-01-01", None),
    ("شیمون پرز", "نخست‌وزیر ترکیه", "2009-01-30", None),
]


@pytest.mark.parametrize(("name", "role", "on", "who"), NAMES)
def test_a_name_is_somebody_only_where_it_is_sure(
    entities: Entities, name: str, role: str | None, on: str | None, who: str | None
) -> None:
    """Full names however spelt; a short name beside the office that its bearer held; nothing where the role speaks against it."""
    assert entities.resolve(name, role, date.fromisoformat(on) if on else None) == who


def test_the_shipped_catalogue_has_no_contradictions() -> None:
    """Nobody holds an office with another at once, ends before beginning, or shares a full name; and it is as large as said."""
    catalogue = shipped_catalogue()
    assert contradictions(catalogue) == ()
    assert len(catalogue.people) >= 400
    assert len(catalogue.bodies) >= 120
    assert len({office.country for office in catalogue.offices.values() if office.country}) >= 60


def test_contradictions_are_found() -> None:
    """Two holders at once, an end before its beginning, an unknown office, a broken date and an alias of two people are told."""
    office = Office("office:ir-nemune", "نمونه", "IR", ("رئیس نمونه",))
    one = Person("one", "پریسا کوه‌زاد", "IR", held=(Held("office:ir-nemune", "2001", "2005"),))
    two = Person("two", "سهراب کوهیار", "IR", spellings=("پریسا کوهزاد",), held=(Held("office:ir-nemune", "2003", None),))
    three = Person("three", "بهار دشتی", "IR", held=(Held("office:none", "2005", "2003"), Held("office:ir-nemune", "2020-13")))
    catalogue = Catalogue({p.slug: p for p in (one, two, three)}, {office.slug: office}, countries=shipped_catalogue().countries)
    told = "\n".join(contradictions(catalogue))
    for word in ("at once", "before it begins", "office:none is unknown", "date that is none", "a name of one and two"):
        assert word in told


def test_an_acting_holder_may_stand_beside_another() -> None:
    """Who stands in for a while contradicts nobody."""
    office = Office("office:ir-nemune", "نمونه", "IR", ("رئیس نمونه",))
    one = Person("one", "پریسا کوه‌زاد", held=(Held(office.slug, "2001", "2005"),))
    two = Person("two", "سهراب کوهیار", held=(Held(office.slug, "2003", "2004", acting=True),))
    assert contradictions(Catalogue({"one": one, "two": two}, {office.slug: office})) == ()


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28)),
        ("2013-12", date(2013, 12, 1), date(2013, 12, 31)),
        ("2013-08-03", date(2013, 8, 3), date(2013, 8, 3)),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(when: str, first: date, last: date) -> None:
    """A year or a month stands for all its days."""
    assert (first_day(when), last_day(when)) == (first, last)


def test_what_is_not_precisely_known_is_not_sure() -> None:
    """Within the part of a date that is not known, nobody surely holds the office."""
    held = Held("office:ir-nemune", "2013", "2015-06")
    assert not held.surely_on(date(2013, 6, 1))
    assert held.maybe_on(date(2013, 6, 1))
    assert held.surely_on(date(2014, 6, 1))
    assert not held.surely_on(date(2015, 6, 10))


def test_names_and_roles_are_the_neutral_ones() -> None:
    """Our own lines take the catalogue's form: without the country for Iran, with it for others."""
    catalogue = shipped_catalogue()
    assert catalogue.role_of("hassan-rouhani", date(2016, 1, 1)) == "رئیس‌جمهور"
    assert catalogue.role_of("sergei-lavrov", date(2016, 1, 1)) == "وزیر خارجه روسیه"
    assert catalogue.role_of("hassan-rouhani", date(2023, 1, 1)) is None
    assert catalogue.name_of("IL") == "اسرائیل"
    assert catalogue.name_of("not-known") == "not-known"


def test_lookups_give_several_where_a_name_is_ambiguous_and_suggest_where_it_is_wrong(entities: Entities) -> None:
    """A typed name gives everybody who bears it; a wrong letter gives the close names."""
    assert set(entities.lookup("لاریجانی")) >= {"ali-larijani", "sadeq-larijani", "mohammad-javad-larijani"}
    assert entities.lookup("وزیر خارجه ترکیه") == ("office:tr-foreign-minister",)
    assert entities.lookup("سپاه") == ("body:irgc",)
    assert entities.lookup("عراقجی") == ()
    assert entities.suggest("عراقجی")[0] == "abbas-araghchi"
    assert entities.suggest("زخققغ") == ()


def test_countries_of_slugs_and_roles(entities: Entities) -> None:
    """A slug has its entry's country, a role the one it names."""
    assert entities.country_of("sergei-lavrov") == "RU"
    assert entities.country_of("وزیر خارجه کشورمان") == "IR"
    assert entities.country_of("سفیر فرانسه") == "FR"
    assert entities.country_of("یک کارشناس") is None


def test_a_catalogue_is_an_argument() -> None:
    """An admin's entry is found like a shipped one."""
    shipped = shipped_catalogue()
    person = Person("parisa-kuhzad", "پریسا کوه‌زاد", "IR")
    body = Body("body:nemune", "نهاد نمونه", "IR")
    own = Entities(replace(shipped, people={**shipped.people, person.slug: person}, bodies={body.slug: body}))
    assert [m.slug for m in own.find("نهاد نمونه و پریسا کوهزاد")] == ["body:nemune", "parisa-kuhzad"]
