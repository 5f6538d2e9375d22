"""Messages: who first, the article's words inside the quotation, ours outside; markup that nothing can break."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.callbacks import Verb, decode, encode
from bot.render.answer import Head, answer_html, nothing_html
from bot.render.keyboards import story_keyboard
from bot.render.naming import at_the_time
from bot.render.rendered import plain
from bot.render.story import story_html
from bot.render.writing import RLM, day, digits, flag, line, visible_length
from storage.records import Page
from tests.bot.samples import NOW, SAID, statement, story, view


class TestStory:
    def test_an_alert_as_it_is_sent(self) -> None:
        """Attribution, quotation, the second speaker, the folded rest, countries with flags, publisher and date."""
        told = story(
            statement(
                1,
                "گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند",
                "امره دنیزاوغلو",
                speaker_role="سخنگوی گمرک ترکیه",
                weight=0.9,
            ),
            statement(2, "صف کامیون‌ها کوتاه می‌شود", occasion="در دیدار همتای ترک", weight=0.8),
            statement(3, "توقف کامیون‌ها به دلیل بدهی", act="denies", negated=True, weight=0.3),
        )
        assert story_html(told, view()).html == (
            "<b>امره دنیزاوغلو</b>، سخنگوی گمرک ترکیه:\n"
            "<blockquote>گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند</blockquote>\n"
            "<b>سهراب کوهیار</b>، معاون گمرک، در دیدار همتای ترک:\n"
            "<blockquote>صف کامیون‌ها کوتاه می‌شود</blockquote>\n"
            "<blockquote expandable><b>یک نقل دیگر</b>\n"
            "<b>سهراب کوهیار تکذیب کرد:</b> توقف کامیون‌ها به دلیل بدهی</blockquote>\n"
            f"ترکیه {RLM}🇹🇷\n"
            '<a href="https://example.org/n/1">خبرگزاری نمونه</a>، دوشنبه ۱۴ مهر، ساعت ۱۹:۲۰'
        )

    def test_no_date_where_the_publisher_gave_none(self) -> None:
        """The hour of fetching is not shown as the hour of speaking."""
        assert "مهر" not in story_html(story(statement(1, "آب کم است", dated=False)), view()).html

    def test_several_publishers_are_counted(self) -> None:
        """The first is the link, the others are a number."""
        told = story(
            statement(1, "آب کم است"),
            sources=(("الف", "https://a.example"), ("ب", "https://b.example"), ("پ", "https://c.example")),
        )
        assert '<a href="https://a.example">الف</a> و ۲ منبع دیگر' in story_html(told, view()).html

    def test_a_foreign_speakers_words_are_a_translation(self) -> None:
        """Told «به روایت» the publisher: others may have it otherwise. Where Persian is spoken it is no translation."""
        foreign = story(statement(1, "آب کم است", speaker_country="TR"))
        assert "به روایت <a" in story_html(foreign, view()).html
        assert "به روایت" not in story_html(story(statement(1, "آب کم است", speaker_country="AF")), view()).html

    def test_what_is_said_in_custody_is_the_outlets(self) -> None:
        """The publisher comes first, and the name after it."""
        told = story(statement(1, "کالا از مرز آمد", coerced=True))
        assert story_html(told, view()).html.startswith("<b>به گزارش خبرگزاری نمونه</b>، سهراب کوهیار، معاون گمرک:")

    def test_what_leans_on_unseen_words_does_not_lead(self) -> None:
        """«این تهدیدات» without its occasion stands in the fold, however weighty."""
        told = story(statement(1, "این تهدیدات بی‌پاسخ نمی‌ماند", weight=1.0), statement(2, "صف کوتاه می‌شود", weight=0.1))
        assert "<blockquote>صف کوتاه می‌شود</blockquote>" in story_html(told, view()).html

    def test_an_edited_message_says_when_it_grew(self) -> None:
        """The hour of the last addition stands after the first one's."""
        html = story_html(story(statement(1, "آب کم است")), view(), SAID + timedelta(minutes=45)).html
        assert html.endswith("ساعت ۱۹:۲۰، آخرین افزوده ساعت ۲۰:۰۵")

    def test_an_anonymous_source_never_leads(self) -> None:
        """Whoever has no name is told after those who have one, with the publisher's name."""
        told = story(
            statement(1, "هیأت به کابل می‌رود", "نامشخص", speaker_kind="anonymous", weight=1.0),
            statement(2, "مذاکره ادامه دارد", weight=0.1),
        )
        html = story_html(told, view()).html
        assert html.startswith("<b>سهراب کوهیار</b>")
        assert "<b>منبع ناشناس، به نقل از خبرگزاری نمونه:</b> هیأت به کابل می‌رود" in html

    def test_nobody_in_particular_does_not_lead(self) -> None:
        """Neither «منابع خبری» nor a phrase that is no clause, while there is another; alone they are told."""
        vague = statement(1, "تظاهرات در خیابان‌ها ادامه دارد", "منابع خبری", speaker_kind="body", weight=1.0)
        phrase = statement(2, "هویت این مرد", act="announces", kind="paraphrase", weight=0.9)
        clear = statement(3, "صف کوتاه می‌شود", "لاله سپیدار", weight=0.1)
        html = story_html(story(vague, phrase, clear), view()).html
        assert html.startswith("<b>لاله سپیدار</b>")
        assert html.split("<blockquote expandable>")[0].count("<blockquote>") == 1
        assert story_html(story(vague), view()).html.startswith("<b>منابع خبری</b>")

    def test_long_stories_stay_within_the_limit(self) -> None:
        """At most 400 characters before the fold and 900 in all, whatever the articles hold."""
        long = "کار در مرز ادامه دارد و صف کوتاه می‌شود " * 30
        told = story(*(statement(n, f"{n} {long}", f"گویندهٔ {n}") for n in range(1, 12)))
        html = story_html(told, view()).html
        before = html.split("<blockquote expandable>")[0]
        assert visible_length(html) <= 900
        assert visible_length(before) <= 400 + 120

    @pytest.mark.parametrize("hostile", ["<b>", "a & b", "</blockquote><i>", "\u202eevil", "\u0000", "😀" * 50, "&lt;b&gt;"])
    def test_nothing_in_a_text_breaks_the_markup(self, hostile: str) -> None:
        """What a publisher wrote stays text: tags are escaped, characters that Telegram drops are gone."""
        html = story_html(story(statement(1, f"آب {hostile} کم است", f"نام {hostile}")), view()).html
        assert "\u202e" not in html
        assert "\u0000" not in html
        assert html.count("<b>") == html.count("</b>")
        assert html.count("<blockquote>") == html.count("</blockquote>") == 1

    def test_a_channel_gets_only_addresses(self) -> None:
        """In a channel a tap belongs to whoever taps: no callback buttons."""
        keyboard = story_keyboard(story(statement(1, "آب کم است")), "persian", callbacks=False)
        assert keyboard is not None
        assert [button.url for row in keyboard.inline_keyboard for button in row] == ["https://example.org/n/1"]

    def test_rows_are_sent_from_left_to_right(self) -> None:
        """What is read first, at the right, is sent last."""
        keyboard = story_keyboard(story(statement(1, "آب کم است")), "persian")
        assert keyboard is not None
        assert [button.text for button in keyboard.inline_keyboard[0]] == ["متن در خبرگزاری نمونه", "صفحهٔ خبر"]


_CLAUSES = st.lists(
    st.sampled_from(
        "گمرک باز شد، و صف کوتاه است. اما راه دور است و بار مانده PM2.5 ۴۰٪ این تهدیدات < & «نقل» گفت که می‌ماند؛ تا شنبه".split()
    ),
    min_size=1,
    max_size=120,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(_CLAUSES, min_size=1, max_size=8), st.sampled_from(["short", "normal", "long"]))
def test_no_word_is_new_lost_in_the_middle_or_reordered(said: list[str], length: str) -> None:
    """What stands in a quotation block, or after a label of the fold, is the beginning of one statement, letter by letter."""
    told = story(*(statement(n, text, f"گویندهٔ {n}") for n, text in enumerate(said, 1)))
    html = story_html(told, view(length=length)).html
    quoted = [text for block in re.findall(r"<blockquote>(.*?)</blockquote>", html) for text in [block]]
    quoted += re.findall(r":</b> (.*?)(?:\n<b>|</blockquote>)", html)
    assert quoted
    for text in quoted:
        shown = plain(text).removesuffix(" …").lstrip(RLM)
        assert any(one.startswith(shown) for one in said), shown


class TestAnswer:
    def test_says_how_it_understood_and_how_far_the_archive_reaches(self) -> None:
        """The head, one block per article, the range, where the archive begins."""
        page = Page((statement(1, "آب کم است"), statement(2, "باران می‌آید")), total=5, stories=2)
        html = answer_html(Head("سهراب کوهیار دربارهٔ آب", one_speaker=True), page, 0, SAID, view())
        assert html == (
            "<b>سهراب کوهیار دربارهٔ آب</b>\n"
            "همهٔ زمان‌ها، تازه‌ترین اول: ۵ نقل از ۲ خبر\n\n"
            "<b>دوشنبه ۱۴ مهر</b>، معاون گمرک:\n"
            "<blockquote>آب کم است</blockquote>\n"
            "<blockquote>باران می‌آید</blockquote>\n"
            '<a href="https://example.org/n/1">خبرگزاری نمونه</a>\n\n'
            "۱ تا ۲ از ۵. آرشیو نقل از دوشنبه ۱۴ مهر آغاز می‌شود؛ شاید همهٔ گفته‌ها این‌جا نباشد."
        )

    def test_absence_is_not_taken_for_silence(self) -> None:
        """Nothing found: what was not found, and how far the archive reaches."""
        html = nothing_html(Head("سهراب کوهیار دربارهٔ یمن"), (), SAID, view())
        assert html.startswith("سهراب کوهیار دربارهٔ یمن: نقلی نداریم.")
        assert "آرشیو نقل از دوشنبه ۱۴ مهر آغاز می‌شود" in html


class TestWriting:
    def test_the_year_only_when_it_is_not_this_year(self) -> None:
        """«دوشنبه ۱۴ مهر» this year, with ۱۴۰۳ for last year's."""
        zone = view().zone
        assert day(SAID, zone, NOW) == "دوشنبه ۱۴ مهر"
        assert day(SAID.replace(year=2024), zone, NOW) == "یکشنبه ۱۵ مهر ۱۴۰۳"

    @pytest.mark.parametrize(
        ("text", "marked"), [("IAEA: گزارش", True), ("آب", False), ("۲۰ نفر", False), ("", False), ("«IAEA»", True)]
    )
    def test_a_line_that_would_turn_gets_one_mark(self, text: str, *, marked: bool) -> None:
        """One U+200F first where the first strong character runs from left to right, and never two."""
        assert line(text).startswith(RLM) is marked
        assert line(line(text)) == line(text)

    def test_flags_stand_behind_a_mark(self) -> None:
        """Regional indicators are strong left-to-right; what is no state has no flag."""
        assert flag("TR") == RLM + "🇹🇷"
        assert flag("SU") == ""

    def test_digits_follow_the_setting(self) -> None:
        """One kind of digits in a message."""
        assert digits("12 و ۱۲", "latin") == "12 و 12"
        assert digits("12 و ۱۲") == "۱۲ و ۱۲"

    def test_plain_is_the_message_without_markup(self) -> None:
        """What is sent when Telegram refuses the markup has the same words."""
        assert plain("<b>الف &amp; ب</b>") == "الف & ب"


class TestCallbacks:
    @pytest.mark.parametrize(
        "args", [(), ("1",), ("office:ir-president", "an", "", "an", ""), ("body:irgc", "by", "TR", "ab", "drugs-smuggling")]
    )
    def test_what_is_encoded_is_decoded(self, args: tuple[str, ...]) -> None:
        """Verb and arguments come back as they were, in at most 64 bytes."""
        data = encode(Verb.FOLLOW, *args)
        action = decode(data)
        assert len(data.encode()) <= 64
        assert action is not None
        assert (action.verb, action.args) == (Verb.FOLLOW, args)

    @pytest.mark.parametrize("data", ["", "zz:1", "😀", ":", "f" * 64])
    def test_forged_data_are_of_no_version(self, data: str) -> None:
        """What we never sent is not an action."""
        assert decode(data) is None

    def test_what_does_not_fit_is_refused(self) -> None:
        """A name too long for a button is an error where it is made, not at Telegram."""
        with pytest.raises(ValueError, match="bytes"):
            encode(Verb.FOLLOW, "name:" + "ن" * 40)


def test_hidden_statements_are_not_shown() -> None:
    """What an admin hid stands in no message."""
    told = story(statement(1, "آب کم است"), replace(statement(2, "سد پر است"), hidden=True))
    assert "سد پر" not in story_html(told, view()).html


@pytest.mark.parametrize(
    ("office", "then"),
    [
        ("رئیس‌جمهور", "رئیس‌جمهور وقت"),
        ("رئیس سازمان آب", "رئیس وقت سازمان آب"),
        ("معاون اول رئیس‌جمهور", "معاون اول وقت رئیس‌جمهور"),
        ("نماینده ویژه نمونه", "نماینده ویژه وقت نمونه"),
    ],
)
def test_who_held_an_office_then(office: str, then: str) -> None:
    """«وقت» stands behind the title, before whose it is."""
    assert at_the_time(office) == then
