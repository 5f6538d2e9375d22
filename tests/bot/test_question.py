"""A typed question is understood: who, about what, when; what is no question; where the bot asks back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.question import AskBack, Note, Phrase, QuestionKind, to_query, understand
from tests.bot.questions import context

CONTEXT = context()


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("کوهیار امروز چه گفت", "2025-10-07", "2025-10-07 18:00"),
        ("کوهیار پریروز چه گفت", "2025-10-05", "2025-10-06"),
        ("کوهیار دیشب چه گفت", "2025-10-06 18:00", "2025-10-07 04:00"),
        ("کوهیار پریشب چه گفت", "2025-10-05 18:00", "2025-10-06 04:00"),
        ("کوهیار هفتهٔ گذشته", "2025-09-27", "2025-10-04"),
        ("کوهیار هفته پیش", "2025-09-27", "2025-10-04"),
        ("کوهیار دو هفته پیش", "2025-09-20", "2025-09-27"),
        ("کوهیار این هفته", "2025-10-04", "2025-10-07 18:00"),
        ("کوهیار در یک هفتهٔ اخیر", "2025-09-30 18:00", "2025-10-07 18:00"),
        ("کوهیار این روزا چی میگه", "2025-09-30 18:00", "2025-10-07 18:00"),
        ("کوهیار ماه گذشته", "2025-08-23", "2025-09-23"),
        ("کوهیار در یک ماه اخیر", "2025-09-07 18:00", "2025-10-07 18:00"),
        ("کوهیار دو روز پیش", "2025-10-05", "2025-10-06"),
        ("کوهیار در ۲۴ ساعت گذشته", "2025-10-06 18:00", "2025-10-07 18:00"),
        ("کوهیار پارسال", "2024-03-20", "2025-03-21"),
        ("کوهیار سال ۹۸", "2019-03-21", "2020-03-20"),
        ("کوهیار سال ۱۴۰۱", "2022-03-21", "2023-03-21"),
        ("کوهیار در شهریور ۴۰۱", "2022-08-23", "2022-09-23"),
        ("کوهیار مهر", "2025-09-23", "2025-10-07 18:00"),
        ("کوهیار آذر ماه", "2024-11-21", "2024-12-21"),
        ("کوهیار مهرماه پارسال", "2024-09-22", "2024-10-22"),
        ("کوهیار تابستان ۱۴۰۳", "2024-06-21", "2024-09-22"),
        ("کوهیار نیمهٔ دوم شهریور", "2025-09-07", "2025-09-23"),
        ("کوهیار دههٔ هشتاد", "2001-03-21", "2011-03-21"),
        ("کوهیار شنبه", "2025-10-04", "2025-10-05"),
        ("کوهیار سه‌شنبه گذشته", "2025-09-30", "2025-10-01"),
        ("کوهیار آخر هفته", "2025-10-02", "2025-10-04"),
        ("کوهیار از ۲۰ خرداد تا ۳ تیر", "2025-06-10", "2025-06-25"),
        ("کوهیار ۲۰ تا ۲۵ خرداد", "2025-06-10", "2025-06-16"),
        ("کوهیار از دوشنبه تا امروز", "2025-10-06", "2025-10-07 18:00"),
        ("کوهیار ۳ تیر ۱۴۰۲ به بعد", "2023-06-24", "2025-10-07 18:00"),
        ("کوهیار ۹۸/۵/۳", "2019-07-25", "2019-07-26"),
        ("کوهیار 2025-06-13", "2025-06-13", "2025-06-14"),
        ("کوهیار ۱۳ ژوئن", "2025-06-13", "2025-06-14"),
        ("کوهیار در ژوئن ۲۰۲۴", "2024-06-01", "2024-07-01"),
        ("قبل از برجام کوهیار چه گفت", None, "2015-07-14"),
        ("بعد از برجام کوهیار چه گفت", "2015-07-14", "2025-10-07 18:00"),
        ("در جنگ ۱۲روزه کوهیار چه گفت", "2025-06-13", "2025-06-25"),
        ("زمان کوهیار دربارهٔ آب چه گفتند", "2013-08-03", "2021-08-03"),
        ("در دولت اول کوهیار کوه‌زاد چه گفت", "2013-08-03", "2017-08-03"),
    ],
)
def test_a_period_is_reckoned_as_people_reckon(question: str, since: str | None, until: str) -> None:
    """Weeks are Saturday to Friday, a night is 18:00 to 04:00, a bare month its last occurrence, «تا» includes its day."""
    understood = understand(question, CONTEXT)
    assert (_wall(understood.since), _wall(understood.until)) == (since, until)


def _wall(moment: datetime | None) -> str | None:
    return None if moment is None else moment.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")


@pytest.mark.parametrize("question", ["دربارهٔ بودجه ۱۴۰۵ چه گفتند", "پنجاه تومن", "قطعنامه ۵۹۸", "کوهیار دربارهٔ جنگ ۱۲روزه"])
def test_a_number_is_not_always_a_date(question: str) -> None:
    """What lies ahead, sums and names with numbers are subjects."""
    understood = understand(question, CONTEXT)
    assert (understood.since, understood.until) == (None, None)
    assert understood.about.phrases


@pytest.mark.parametrize(
    "question",
    [
        "کوهیار دربارهٔ ترکیه چه گفت؟",
        "دربارهٔ ترکیه کوهیار چه گفت",
        "چی گفت کوهیار راجب ترکیه",
        "کوهيار درباره ي تركيه چي گفته",
        "نظر کوهیار سر ترکیه چیه",
        "لطفا بگو سهراب کوهیار در مورد ترکیه چی میگه",
        "kuhyar chi goft darbare torkie",
    ],
)
def test_the_same_question_in_other_words(question: str) -> None:
    """Order, spelling, slang and Latin letters do not matter."""
    understood = understand(question, CONTEXT)
    assert (understood.speakers, understood.about.countries) == (("sohrab-kuhyar",), ("TR",))
    assert understood.understood == "سهراب کوهیار دربارهٔ ترکیه"


@pytest.mark.parametrize(
    ("question", "speakers", "people"),
    [
        ("این چند روز دربارهٔ کوهیار چی گفتن", (), ("sohrab-kuhyar",)),
        ("واکنش کوهیار به کوه‌زاد", ("sohrab-kuhyar",), ("parisa-kuhzad",)),
        ("کوهیار خطاب به کوه‌زاد چه گفت", ("sohrab-kuhyar",), ("parisa-kuhzad",)),
        ("کوهیار و کوه‌زاد چه گفتند", ("sohrab-kuhyar", "parisa-kuhzad"), ()),
        ("کوهیارو کی نقد کرد", (), ("sohrab-kuhyar",)),
        ("سازمان آب دربارهٔ کوهیار", ("body:water",), ("sohrab-kuhyar",)),
        ("رئیس‌جمهور کوهیار چه گفت", ("sohrab-kuhyar",), ()),
        ("رئیس‌جمهور چه گفت", ("office:ir-president",), ()),
        ("رئیس جمهور ترکیه چه گفت", ("office:tr-president",), ()),
        ("سمیرا نورآبادی چه گفت", ("name:سمیرا نورآبادی",), ()),
    ],
)
def test_by_and_about_are_told_apart(question: str, speakers: Sequence[str], people: Sequence[str]) -> None:
    """Who speaks and who is spoken of, from the words around the names."""
    understood = understand(question, CONTEXT)
    assert (understood.speakers, understood.about.people) == (tuple(speakers), tuple(people))


def test_several_of_one_name_are_asked_about_unless_the_archive_knows() -> None:
    """«کدام رودباری؟»; whom the archive quotes most is taken, the other is offered."""
    unsure = understand("رودباری چی گفت", CONTEXT)
    assert (unsure.ask_back, set(unsure.candidates)) == (AskBack.WHICH, {"mahtab-rudbari", "bahram-rudbari"})
    sure = understand("رودباری چی گفت", context(most_quoted=lambda slugs: slugs[0]))
    assert (sure.ask_back, sure.speakers, sure.alternatives) == (None, ("mahtab-rudbari",), ("bahram-rudbari",))


def test_a_slip_is_asked_about() -> None:
    """«منظورتان سهراب کوهیار است؟»: the guess is in its place already, and the typed word is told."""
    understood = understand("کوهبار دیروز چی گفت", CONTEXT)
    assert (understood.ask_back, understood.candidates, understood.unsure) == (AskBack.MEANT, ("sohrab-kuhyar",), "کوهبار")
    assert understood.speakers == ("sohrab-kuhyar",)


def test_a_former_holder_is_asked_about() -> None:
    """«رئیس سابق»: several held the office, the last first."""
    understood = understand("رئیس سازمان آب سابق دربارهٔ سد", CONTEXT)
    assert (understood.former, understood.candidates) == (True, ("parisa-kuhzad", "mahtab-rudbari"))


def test_a_lunar_date_is_asked_about() -> None:
    """naql does not reckon lunar months."""
    assert understand("کوهیار در ماه رمضان چه گفت", CONTEXT).ask_back is AskBack.CALENDAR


def test_a_month_is_no_publisher_and_a_publisher_no_month() -> None:
    """«به گزارش مهر» names the agency, «مهر» alone the month."""
    assert understand("به گزارش مهر کوهیار چه گفت", CONTEXT).source == "mehr"
    assert understand("کوهیار مهر چه گفت", CONTEXT).source is None


def test_a_country_alone_is_both_and_of_the_last_days() -> None:
    """«ترکیه»: what its officials say and what is said about it, of the last seven days."""
    understood = understand("ترکیه", CONTEXT)
    assert (understood.either, understood.speakers, understood.about.countries) == (True, ("TR",), ("TR",))
    query = to_query(understood)
    assert (query.speakers, query.countries) == ((), ("TR",))
    assert query.since == datetime(2025, 9, 30, 14, 30, tzinfo=UTC)


def test_a_phrase_stands_for_its_topic_and_brings_its_other_names() -> None:
    """The search asks for the words under all their names, and not for the topic besides."""
    understood = understand("دربارهٔ مکانیزم ماشه چه گفتند", CONTEXT)
    assert (understood.about.topics, understood.about.phrases[0].text) == (("sanctions",), "مکانیسم ماشه")
    query = to_query(understood)
    assert query.topics == ()
    assert "مکانیسم ماشه" in query.phrases[0].split("|")
    assert "اسنپ بک" in query.phrases[0].split("|")


def test_an_act_is_what_is_asked_for() -> None:
    """«تکذیب کرد؟» asks for denials and rejections, never for a yes or no."""
    query = to_query(understand("سازمان آب تکذیب کرد؟", CONTEXT))
    assert (query.speakers, query.acts) == (("body:water",), ("denies", "rejects"))


def test_who_first_said_it_is_asked_oldest_first() -> None:
    """«کی گفته بود»: the oldest first, and slang money is written out."""
    understood = understand("کی گفته بود دلار میشه ۵۰ تومن؟", CONTEXT)
    assert (understood.oldest_first, understood.who) == (True, True)
    assert [phrase.text for phrase in understood.about.phrases] == ["دلار", "۵۰ هزار تومان"]


def test_a_card_and_a_cause() -> None:
    """«کیه؟» wants the card of an office; «چرا» gets what was said and a note that statements give no cause."""
    assert understand("رئیس‌جمهور ترکیه کیه؟", CONTEXT).card == "office:tr-president"
    assert understand("چرا دلار گران شد؟", CONTEXT).note is Note.CAUSE


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        ("کوهیار واقعا گفته «پل‌های رودخانه را تا پاییز می‌سازیم»؟", "پل‌های رودخانه را تا پاییز می‌سازیم"),
        (
            "مردم روستا حق دارند از هزینهٔ پل‌های نوساز رودخانه باخبر باشند",
            "مردم روستا حق دارند از هزینهٔ پل‌های نوساز رودخانه باخبر باشند",
        ),
        ("کوهیار گفت: تا پایان پاییز همهٔ پل‌های رودخانه ساخته می‌شود", "تا پایان پاییز همهٔ پل‌های رودخانه ساخته می‌شود"),
    ],
)
def test_a_quotation_is_to_be_checked(message: str, quote: str) -> None:
    """A pasted sentence, words in quotation marks or behind «گفت:» are checked, attributed to whom the message names."""
    understood = understand(message, CONTEXT)
    assert (understood.kind, understood.quote) == (QuestionKind.CHECK, quote)
    assert understood.speakers == (("sohrab-kuhyar",) if "کوهیار" in message else ())
    assert understood.about.phrases == (Phrase(quote),)


def test_a_private_story_is_nothing() -> None:
    """What somebody tells of themselves is neither searched nor checked."""
    story = "دیشب با مامانم دعوام شد و من نمیدونم چیکار کنم چون دلم گرفته و هیچکس درکم نمیکنه"
    assert understand(story, CONTEXT).kind is QuestionKind.NONE
    assert understand("من میخوام بدونم کوهیار چی گفته", CONTEXT).speakers == ("sohrab-kuhyar",)


@pytest.mark.parametrize("message", ["مرسی", "👍", "خخخخخ", "۰۹۱۲ ۳۴۵ ۶۷ ۸۹", "احمق", "...", "", "   ", "\u200c\u200f"])
def test_no_question_asks_for_nothing(message: str) -> None:
    """Thanks, laughter, numbers, insults and noise."""
    understood = understand(message, CONTEXT)
    assert (understood.kind, understood.speakers, bool(understood.about)) == (QuestionKind.NONE, (), False)


def test_a_link_is_handed_on() -> None:
    """An address is no question; who reads pages gets it."""
    understood = understand("https://nemune.example/n/1", CONTEXT)
    assert (understood.kind, understood.link) == (QuestionKind.NONE, "https://nemune.example/n/1")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "کوهیار",
                    "ترکیه",
                    "درباره",
                    "از",
                    "تا",
                    "مهر",
                    "۲۰",
                    "۱۴۰۳",
                    "گفت",
                    "«",
                    "»",
                    ":",
                    "هفته",
                    "گذشته",
                    "نیمه",
                    "دهه",
                    "اول",
                    "رودباری",
                    "کی",
                    "سابق",
                    "0",
                    "99999999",
                ]
            ),
            st.text(max_size=6),
        ),
        max_size=12,
    )
)
def test_whatever_is_typed_is_answered(parts: list[str]) -> None:
    """No text makes understanding fail, and its query has its period the right way round."""
    understood = understand(" ".join(parts), CONTEXT)
    query = to_query(understood)
    assert query.since is None or query.until is None or query.since <= query.until
