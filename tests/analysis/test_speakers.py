"""Who speaks: names, offices, pronouns and other words for the same one, resolved inside invented articles."""

from __future__ import annotations

import pytest

from jobs.analysis.analyser import Analyser
from jobs.analysis.model import ArticleText


def _who(analyser: Analyser, body: str, title: str = "") -> list[str | None]:
    found = analyser.analyse(ArticleText(title, body)).statements
    return [(s.speaker.name or s.speaker.role) if s.speaker else None for s in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("وزیر آب نمونه‌شهر، بهرام نمونه‌ای، گفت: بله است.", ["بهرام نمونه‌ای"]),
        ("«بهرام نمونه‌ای» وزیر آب نمونه‌شهر گفت: بله است.", ["بهرام نمونه‌ای"]),
        ("دکتر بهرام نمونه‌ای گفت: بله است.", ["بهرام نمونه‌ای"]),
        ("سردار بهرام نمونه‌ای، فرمانده پلیس نمونه‌شهر، گفت: بله است.", ["بهرام نمونه‌ای"]),
    ],
)
def test_a_name_beside_an_office(analyser: Analyser, body: str, expected: list[str]) -> None:
    """Every order of name, office and title gives the bare name."""
    assert _who(analyser, body) == expected


def test_surname_office_and_pronoun_are_one(analyser: Analyser) -> None:
    """Later the same one is called by surname, by office, by «وی» and by «این مقام»."""
    body = (
        "بهرام نمونه‌ای، وزیر آب نمونه‌شهر، گفت: باران کم است.\nنمونه‌ای تأکید کرد: سدها خالی است.\n"
        "وزیر آب نمونه‌شهر افزود: باید صرفه‌جویی کرد.\nوی گفت: کار آغاز شد.\nاین وزیر تصریح کرد: کار تمام می‌شود."
    )
    assert _who(analyser, body) == ["بهرام نمونه‌ای"] * 5


def test_a_lead_names_only_the_office(analyser: Analyser) -> None:
    """The office of the lead belongs to the name that comes next."""
    body = "یک عضو شورای نمونه‌شهر گفت: پل آماده است.\nنسرین خیالی در گفت‌وگو با خبرنگاران افزود: راه هم باز می‌شود."
    assert _who(analyser, body) == ["نسرین خیالی"] * 2


def test_a_pronoun_is_the_latest_speaker_not_the_latest_name(analyser: Analyser) -> None:
    """Whom a speech mentions does not speak next."""
    body = "نسرین خیالی گفت: بهرام نمونه‌ای پل را ساخت.\nوی افزود: راه هم باز می‌شود."
    assert _who(analyser, body) == ["نسرین خیالی"] * 2


def test_a_dropped_subject_is_inherited(analyser: Analyser) -> None:
    """«V₁ و V₂: Y» has one speaker."""
    assert _who(analyser, "نسرین خیالی از باز شدن پل خبر داد و گفت: راه هم باز می‌شود.") == ["نسرین خیالی"] * 2


def test_another_office_beside_also_is_another_one(analyser: Analyser) -> None:
    """«نیز» brings a new speaker, who is not given the name of the one before."""
    body = "بهرام نمونه‌ای، وزیر آب نمونه‌شهر، گفت: باران کم است.\nرئیس شورای خیال‌آباد نیز گفت: سد ما پر است."
    assert _who(analyser, body) == ["بهرام نمونه‌ای", "رئیس شورای خیال‌آباد"]


def test_two_speakers_keep_their_pronouns(analyser: Analyser) -> None:
    """«وی» follows whoever spoke last."""
    body = (
        "بهرام نمونه‌ای، وزیر آب نمونه‌شهر، گفت: باران کم است.\nوی افزود: سدها خالی است.\n"
        "نسرین خیالی، رئیس شورای نمونه‌شهر، گفت: پل آماده است.\nوی افزود: راه هم باز می‌شود."
    )
    assert _who(analyser, body) == ["بهرام نمونه‌ای"] * 2 + ["نسرین خیالی"] * 2


def test_the_agency_does_not_speak(analyser: Analyser) -> None:
    """Byline, outlet and the one who is met are apart from the speaker."""
    body = "به گزارش خبرگزاری نمونه به نقل از رادیو فرضی، بهرام نمونه‌ای در دیدار با نسرین خیالی گفت: کار آغاز شد."
    statement = analyser.analyse(ArticleText("", body)).statements[0]
    assert statement.speaker is not None
    assert statement.speaker.name == "بهرام نمونه‌ای"
    assert statement.via is not None
    assert "خبرگزاری نمونه" in statement.via
    assert statement.occasion == "در دیدار با نسرین خیالی"


def test_nobody_is_named_where_nobody_can_be_told(analyser: Analyser) -> None:
    """A pronoun without an antecedent gives no speaker, and no alert."""
    statement = analyser.analyse(ArticleText("", "وی گفت: باران می‌آید.")).statements[0]
    assert statement.speaker is None
    assert not statement.alert


def test_a_body_speaks(analyser: Analyser) -> None:
    """A ministry, a group or a paper is its own speaker, as the article calls it."""
    assert (
        _who(analyser, "وزارت آب نمونه‌شهر اعلام کرد: سدها خالی است. این وزارتخانه افزود: باید صرفه‌جویی کرد.")
        == ["وزارت آب نمونه‌شهر"] * 2
    )


def test_what_cannot_speak_is_no_speaker(analyser: Analyser) -> None:
    """A meeting, a decision or «آنچه» at the head of a sentence is nobody."""
    assert _who(analyser, "دیدار دو شهردار در نمونه‌شهر اعلام کرد که پل باز است.") == [None]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("نمونه‌شهر- وزیر آب خیال‌آباد گفت: باران کم است.", "وزیر آب خیال‌آباد"),
        ("نمونه‌شهر-وزیر آب خیال‌آباد گفت: باران کم است.", "وزیر آب خیال‌آباد"),
        ("به گزارش خبرگزاری خیال‌نیوز نسرین خیالی رئیس شورای نمونه‌شهر گفت: پل آماده است.", "نسرین خیالی"),
        ("به گزارش خبرگزاری رسمی نمونه رئیس شورای نمونه‌شهر گفت: پل آماده است.", "رئیس شورای نمونه‌شهر"),
    ],
)
def test_place_and_agency_stay_out_of_the_name(analyser: Analyser, body: str, expected: str) -> None:
    """A dateline before an office is no name, and neither is an agency that no comma parts from who speaks."""
    assert _who(analyser, body) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("«نسرین خیالی» بلندپایه‌ترین مقام نمونه‌شهر گفت: پل آماده است.", "نسرین خیالی"),
        ("دبیر جنبش «خیزش» نمونه‌شهر گفت: پل آماده است.", "دبیر جنبش خیزش نمونه‌شهر"),
        ("یکی از مقامات سابق نمونه‌شهر گفت: پل آماده است.", "یکی از مقامات سابق نمونه‌شهر"),
        ("یکی دیگر از مقامات نمونه‌شهر نیز گفت: پل آماده است.", "یکی دیگر از مقامات نمونه‌شهر"),
        ("یک منبع دیگر گفت: پل آماده است.", "یک منبع دیگر"),
        ("نسرین خیالی و مشاوران وی گفتند که پل آماده است.", "نسرین خیالی و مشاوران وی"),
    ],
)
def test_where_a_name_ends(analyser: Analyser, body: str, expected: str) -> None:
    """Quotation marks close a name, a body's own name is none of a person, and a part of many is named whole."""
    assert _who(analyser, body) == [expected]


def test_a_paper_by_the_short_of_its_name(analyser: Analyser) -> None:
    """«روزنامه خیال» is called «خیال» later, and whoever comes next is not taken for it."""
    body = "روزنامه خیال نمونه‌شهر نوشت: پل بسته است.\nخیال افزود: راه هم بسته است.\nسخنگوی شورای نمونه‌شهر گفت: پل باز است."
    assert _who(analyser, body) == ["روزنامه خیال نمونه‌شهر"] * 2 + ["سخنگوی شورای نمونه‌شهر"]


def test_the_full_name_stands_elsewhere(analyser: Analyser) -> None:
    """A surname is completed from the headline or from a sentence without an office, unless two people bear it."""
    said = "خیالی گفت: پل آماده است."
    assert _who(analyser, said, "سفر محمد خیالی به نمونه‌شهر") == ["محمد خیالی"]
    assert _who(analyser, said + " دیروز محمد خیالی و علی خیالی به روستا رفتند.") == ["خیالی"]


def test_a_pronoun_after_a_sentence_about_somebody_else(analyser: Analyser) -> None:
    """«وی» is the subject of the sentence just before, where that one is a person brought in anew."""
    body = (
        "بهرام نمونه‌ای، وزیر آب نمونه‌شهر، گفت: باران کم است.\n"
        "«علی خیالی» رئیس شورای نمونه‌شهر دیروز از پل بازدید کرد. وی در پیامی نوشت: راه باز می‌شود."
    )
    assert _who(analyser, body) == ["بهرام نمونه‌ای", "علی خیالی"]


def test_meanwhile_brings_in_another(analyser: Analyser) -> None:
    """Behind «در همین حال» an office is another one, not another word for the latest speaker."""
    body = "بهرام نمونه‌ای گفت: باران کم است.\nدر همین حال رئیس شورای خیال‌آباد گفت: سد پر است."
    assert _who(analyser, body) == ["بهرام نمونه‌ای", "رئیس شورای خیال‌آباد"]


def test_a_name_behind_an_adjunct_without_a_comma(analyser: Analyser) -> None:
    """«در این گفت‌وگوی تلفنی آقای نام سمت نیز …»: the name belongs to the office."""
    body = "در این مکالمه تلفنی آقای خیالی سرمربی تیم نمونه‌شهر نیز با بیان اینکه تیم آماده است، گفت: می‌بریم."
    assert _who(analyser, body) == ["خیالی"] * 2


def test_who_goes_on_has_spoken_before(analyser: Analyser) -> None:
    """«X افزود» with an X that nothing calls a name is the latest speaker under another word."""
    body = "محمد خیالی گفت: پل آماده است.\nنمیامده مردم نمونه‌شهر افزود: راه هم باز است."
    assert _who(analyser, body) == ["محمد خیالی"] * 2


def test_a_relative_clause_has_its_own_speaker(analyser: Analyser) -> None:
    """«X درباره آمار مرکز Y که اعلام کرده بود A، گفت: B»: A is Y's."""
    body = "محمد خیالی درباره آمار مرکز آب نمونه‌شهر که اعلام کرده بود سدها خالی است، گفت: باران کم بود."
    assert _who(analyser, body) == ["مرکز آب نمونه‌شهر", "محمد خیالی"]


def test_a_forgotten_full_stop(analyser: Analyser) -> None:
    """A name with its office right behind a verb begins a new sentence."""
    body = "ناظران آب نمونه‌شهر گفتند که باران کم است.\nمردم روستا حاضر شدند محمد خیالی رئیس شورای خیال‌آباد گفت: پل باز است."
    assert _who(analyser, body) == ["ناظران آب نمونه‌شهر", "محمد خیالی"]


def test_the_highest_office_is_no_other_word_behind_a_heading(analyser: Analyser) -> None:
    """In a bulletin an office under a new heading is not the one who spoke under the heading before."""
    body = "محمد خیالی گفت: پل آماده است.\nخبری از جای دیگر\nرئیس قوه راه نمونه‌شهر گفت: راه بسته است."
    assert _who(analyser, body) == ["محمد خیالی", "رئیس قوه راه نمونه‌شهر"]


def test_a_word_that_comes_once_is_no_sure_name(analyser: Analyser) -> None:
    """A stray noun before a verb of saying is left out rather than taken for a surname."""
    assert _who(analyser, "خیالستان گفت که پل باز است.") == [None]


def test_a_nested_clause_leaves_the_main_subject_alone(analyser: Analyser) -> None:
    """«X پس از آنکه Y گفت A، روز شنبه گفت که B»: A is Y's and ends there, B is X's."""
    body = "محمد خیالی، دبیر شورای نمونه‌شهر، پس از آنکه شهردار خیال‌آباد گفت پل بسته است، روز شنبه گفت که راه باز است."
    assert _who(analyser, body) == ["شهردار خیال‌آباد", "محمد خیالی"]


@pytest.mark.parametrize(
    "aside",
    ["به یاد امام علی خیالی(ع) جشنی برپا شد.", "وکیل علی خیالی در جلسه نبود.", "همسر علی خیالی در جلسه نبود."],
)
def test_titles_and_relatives_hold_no_office(analyser: Analyser, aside: str) -> None:
    """«امام X», «وکیل X», «همسر X» give nobody an office that a later «امام جمعه», «وکیل مدافع» could be taken for."""
    for office in ("امام جمعه نمونه‌شهر", "وکیل مدافع شهرداری"):
        assert _who(analyser, f"{aside}\n{office} گفت: پل باز است.") == [office]


def test_a_broken_line_begins_with_no_subject(analyser: Analyser) -> None:
    """In texts broken at a column's width a noun at a line's beginning goes on with the sentence before."""
    body = "محمد خیالی گفت: پل باز است. او در دیدار با مردم روستا به کمبود آب و\nزمین‌های خشک هم اشاره کرد و گفت: باران کم بود."
    assert _who(analyser, body) == ["محمد خیالی"] * 2


def test_both_objects_have_one_subject(analyser: Analyser) -> None:
    """«X A را رد کرده و Y را به B متهم کرد»: Y is accused and says nothing."""
    body = "کره شمالی گزارش‌های تازه را رد کرده و آمریکا را به دروغ‌گویی متهم کرد."
    assert _who(analyser, body) == ["کره شمالی"] * 2


def test_an_adjunct_that_may_hide_the_subject(analyser: Analyser) -> None:
    """Where no comma closes a long adjunct, nobody is named, unless a known name stands right before the verb."""
    said = "محمد خیالی، دبیر شورای نمونه‌شهر، گفت: پل آماده است.\n"
    assert _who(analyser, said + "در تازه‌ترین اقدام برای کار پل ساخته‌شده اعلام کرد که راه بسته است.")[1:] == [None]
    assert _who(analyser, said + "درباره ساختن راه تازه در روستا نیز خیالی گفت: راه باز است.")[1:] == ["محمد خیالی"]


def test_a_spokesman_in_the_lead_is_not_the_minister_named_next(analyser: Analyser) -> None:
    """Both offices are told exactly and differ, though they share their ministry and country."""
    body = "سخنگوی وزارت خارجه نمونه‌شهر گفت: راه باز است.\nهمچنین علی خیالی وزیر خارجه نمونه‌شهر گفت: پل باز است."
    assert _who(analyser, body) == ["سخنگوی وزارت خارجه نمونه‌شهر", "علی خیالی"]


def test_one_official_is_not_the_officials(analyser: Analyser) -> None:
    """«این مقام» is one: the latest speaker, and not «مقامات X» who spoke before."""
    body = (
        "مقامات نمونه‌شهر گفته‌اند که پل باز است.\nعلی خیالی، معاون شهردار خیال‌آباد، گفت: راه بسته است.\n"
        "این مقام افزود: راه باز می‌شود."
    )
    assert _who(analyser, body)[2] == "علی خیالی"


def test_whose_child_somebody_is_stays_out_of_the_name(analyser: Analyser) -> None:
    """«علی یکی از کارگران پل گفت»: the name ends before «یکی از»."""
    assert _who(analyser, "علی یکی از کارگران پل گفت: کار تمام شد.") == ["علی"]


def test_but_brings_in_another_subject(analyser: Analyser) -> None:
    """«X کاری کرد اما Y آن را رد کرد»: Y rejects it; where Y cannot be told, nobody does."""
    body = "محمد خیالی، دبیر شورای نمونه‌شهر، طرح را ارائه کرد اما شهردار هرگونه تغییر را رد کرد."
    assert _who(analyser, body) == ["شهردار"]


def test_a_saint_says_nothing_new(analyser: Analyser) -> None:
    """Who is told of with a blessing is no speaker of today's news."""
    for name in ("امام رضا خیالی علیه‌السلام", "محمد خیالی(ع)"):
        assert _who(analyser, f"{name} گفته است که راه راست یکی است.") == [None]


def test_an_office_ends_with_its_parliament(analyser: Analyser) -> None:
    """«عضو گروه راه در مجلس | کار پل را … دانست»: the office ends behind «در مجلس»."""
    body = "علی خیالی عضو گروه راه در مجلس ساختن پل را کار همه دانست."
    statement = analyser.analyse(ArticleText("", body)).statements[0]
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.role) == ("علی خیالی", "عضو گروه راه در مجلس")
    assert statement.text == "ساختن پل را کار همه"


def test_a_document_alone_is_its_issuer(analyser: Analyser) -> None:
    """«بیانیه تأکید می‌کند»: who issued it speaks."""
    body = "شورای نمونه‌شهر با انتشار بیانیه‌ای اعلام کرد که پل باز است.\nبیانیه تأکید می‌کند: راه هم باز می‌شود."
    assert _who(analyser, body) == ["شورای نمونه‌شهر"] * 2


def test_a_label_is_nobody_else(analyser: Analyser) -> None:
    """«امام جمعه X: …» in a bulletin is not another word for who spoke above."""
    body = "محمد خیالی، امام جمعه نمونه‌شهر، گفت: باران کم است.\nامام جمعه خیال‌آباد: راه روستا باید باز شود."
    assert _who(analyser, body) == ["محمد خیالی", "امام جمعه خیال‌آباد"]


def test_a_given_name_in_the_name_of_a_body(analyser: Analyser) -> None:
    """«فرمانده سازمان پیمان X»: a body's name that begins like a person's is none."""
    assert _who(analyser, "فرمانده سازمان پیمان نمونه شمالی گفت که راه بسته است.") == ["فرمانده سازمان پیمان نمونه شمالی"]


def test_the_lead_told_before_a_pronoun_is_named_later(analyser: Analyser) -> None:
    """The office that opens the article belongs to the one person who speaks by name."""
    body = (
        "سخنگوی سازمان آب نمونه‌شهر به خبرنگاران پاسخ داد. وی تأکید کرد که باران کم است.\n"
        "محمد خیالی در این نشست گفت: سدها خالی است.\nسخنگوی سازمان آب نمونه‌شهر افزود: باید صرفه‌جویی کرد."
    )
    assert _who(analyser, body) == ["محمد خیالی"] * 3


def test_a_noun_behind_an_office_and_a_comma_is_no_name(analyser: Analyser) -> None:
    """«رئیس شورا، تنظیم کارها را وظیفه همه دانست»: the comma parts the object."""
    body = "رئیس شورای نمونه‌شهر، تنظیم کارها را وظیفه همه دانست و گفت: کار زیاد است."
    assert _who(analyser, body) == ["رئیس شورای نمونه‌شهر"] * 2


def test_an_agency_called_after_a_state_is_no_other_agency(analyser: Analyser) -> None:
    """«خبرگزاری فرانسه» is not «خبرگزاری نمونه‌نیوز»: the state is what tells them apart."""
    body = (
        "خبرگزاری فرانسه نوشت که پل بسته است.\nخبرگزاری نمونه‌نیوز نوشت که پل باز است.\nخبرگزاری فرانسه افزود که راه هم بسته است."
    )
    assert _who(analyser, body) == ["خبرگزاری فرانسه", "خبرگزاری نمونه‌نیوز", "خبرگزاری فرانسه"]


def test_several_are_not_the_one_who_is_named_next(analyser: Analyser) -> None:
    """«دیپلمات‌ها گفتند» and then «محمد خیالی گفت»: two speakers."""
    body = "دیپلمات‌های نمونه‌شهر گفتند که راه باز است.\nمحمد خیالی گفت که باران کم است."
    assert "محمد خیالی" not in str(_who(analyser, body)[0])


def test_a_body_called_after_a_person_ends_behind_the_name(analyser: Analyser) -> None:
    """«دولت علی خیالی رئیس‌جمهوری X»: the office is the person's, no part of the body's name."""
    assert _who(analyser, "دولت علی خیالی رئیس‌جمهوری ترکیه وعده داد که راه‌ها باز شود.") == ["دولت علی خیالی"]


def test_a_number_of_people_is_not_one_of_them(analyser: Analyser) -> None:
    """«115 نماینده خواستند» and then «خیالی نماینده X گفت»: the many are nobody's name."""
    body = "115 نماینده از دولت خواستند تا راه را باز کند.\nخیالی نماینده نمونه‌شهر گفت که راه بسته است."
    assert _who(analyser, body) == ["115 نماینده", "خیالی"]


def test_a_reporter_is_no_office_of_the_speaker(analyser: Analyser) -> None:
    """«به گزارش خبرنگار X نام گفت»: who reports and who speaks stand side by side."""
    body = "به گزارش خبرنگار پارلمانی نمونه‌نامه غلامعلی خیالی با اشاره به راه گفت: کار تمام شد."
    speaker = analyser.analyse(ArticleText("", body)).statements[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("غلامعلی خیالی", None)


def test_an_office_is_not_named_over_a_heading(analyser: Analyser) -> None:
    """Behind a heading, the next name is not the office that spoke above it."""
    body = (
        "احمد خیالی، شهردار، گفت: کار زیاد است.\nرئیس مجلس تصریح کرد: راه باز شد.\nطرح راه نمونه‌شهر\n"
        "داریوش نمونه با اعلام این خبر افزود: راه بسته است."
    )
    assert _who(analyser, body) == ["احمد خیالی", "رئیس مجلس", "داریوش نمونه"]


def test_a_document_is_of_whom_it_is_called_after(analyser: Analyser) -> None:
    """«این یادداشت» is the note told of above, not the declaration in its text."""
    body = (
        "روزنامه نمونه لبنان در یادداشتی نوشت: کار پایان یافت.\nکاخ سفید راهی جز صادر کردن بیانیه نداشت.\n"
        "در بخش دیگری از این یادداشت آمده است: راه بسته است."
    )
    assert _who(analyser, body) == ["روزنامه نمونه لبنان"] * 2


def test_an_office_ends_before_what_its_holder_does(analyser: Analyser) -> None:
    """«با X رئیس مجلس شورای اسلامی دیدار کرد»: the meeting is no part of the office."""
    body = "علی نمونه‌ای با محمد خیالی رئیس مجلس شورای اسلامی دیدار و گفت‌وگو کرد.\nخیالی در این دیدار گفت: راه باز است."
    speaker = analyser.analyse(ArticleText("", body)).statements[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("محمد خیالی", "رئیس مجلس شورای اسلامی")


def test_the_leader_is_nobody_else(analyser: Analyser) -> None:
    """«مقام معظم رهبری» is no other word for who spoke before, as «این مقام» would be."""
    body = (
        "بهرام نمونه‌ای گفت: باران کم است.\nمقام معظم رهبری تأکید کردند: باید صرفه‌جویی کرد.\nرهبر معظم انقلاب فرمودند: آب مهم است."
    )
    assert _who(analyser, body) == ["بهرام نمونه‌ای", "مقام معظم رهبری", "رهبر معظم انقلاب"]


def test_who_is_quoted_on_the_way_does_not_go_on(analyser: Analyser) -> None:
    """The pronoun and the verb behind «X که گفت «…»» are of the one whose sentence it is."""
    body = (
        "بهرام نمونه‌ای گفت: باران کم است.\nوی با استناد به بیانات اخیر رهبر معظم انقلاب که فرمودند «هر کس باید صرفه‌جویی کند "
        "و مصرف آب را کم کند» تأکید کرد: سدها خالی است.\nوی افزود: باید کمک کرد."
    )
    assert _who(analyser, body) == ["بهرام نمونه‌ای", "رهبر معظم انقلاب", "بهرام نمونه‌ای", "بهرام نمونه‌ای"]


def test_two_posts_of_which_nobody_holds_two(analyser: Analyser) -> None:
    """A governor is no minister, though only one name stands in the article."""
    body = "بهرام نمونه‌ای فرماندار نمونه‌شهر گفت: باران کم است.\nوزیر آب نمونه‌شهر گفت: سدها خالی است."
    assert _who(analyser, body) == ["بهرام نمونه‌ای", "وزیر آب نمونه‌شهر"]
