"""Digests: nothing is said that the article does not say, and what matters comes first. All people here are invented."""

from __future__ import annotations

from dataclasses import replace
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.analysis.analyser import Analyser
from jobs.analysis.model import Act, Analysis, ArticleText, Kind, Speaker, SpeakerKind, Statement
from jobs.analysis.summary import Piece, attribution_of, rank, shorten, summarise
from jobs.analysis.summary.attribution import act_verbs
from jobs.analysis.summary.clauses import Clauses
from jobs.analysis.summary.digest import introductions
from jobs.analysis.summary.line import best_standing, lines, looked_at
from jobs.analysis.summary.weighing import weights

MINISTER = Speaker("سهراب کوهیار", "معاون گمرک", SpeakerKind.PERSON)
SPOKESMAN = Speaker("امره دنیزاوغلو", "سخنگوی وزارت بازرگانی ترکیه", SpeakerKind.PERSON)

CLAUSES = [
    "گمرک بازرگان شبانه‌روزی کار می‌کند",
    "این مرز دیگر بسته نیست",
    "صف کامیون‌ها کوتاه شده",
    "کار در دو کشور",
    "نان ارزان‌تر خواهد شد",
]


def statement(
    text: str, speaker: Speaker | None = MINISTER, act: Act = Act.SAYS, *, negated: bool = False, paragraph: int = 0
) -> Statement:
    return Statement(
        content=((0, len(text)),),
        text=text,
        paragraph=paragraph,
        cue=None,
        kind=Kind.REPORTED,
        act=act,
        negated=negated,
        confidence=0.9,
        alert=True,
        speaker=speaker,
    )


def analysis(*statements: Statement, title: str = "") -> Analysis:
    return Analysis(title, "متن نمونه است.", statements, (), (), ())


class TestShorten:
    def test_short_text_stays_whole(self) -> None:
        """What fits is not cut, and its final mark is not part of it."""
        assert shorten("گمرک شبانه‌روزی کار می‌کند.", 100).text == "گمرک شبانه‌روزی کار می‌کند"
        assert not shorten("گمرک شبانه‌روزی کار می‌کند.", 100).cut

    def test_cuts_where_a_clause_ends(self) -> None:
        """A conjunction after a finite verb is where a Persian clause ends."""
        text = "ترکیه به تمامیت ارضی همهٔ همسایگان احترام می‌گذارد و آمادگی دارد همکاری خود را در همهٔ زمینه‌ها گسترش دهد"
        assert shorten(text, 75).text == "ترکیه به تمامیت ارضی همهٔ همسایگان احترام می‌گذارد"

    def test_prefers_a_sentence_end(self) -> None:
        """A whole sentence is better than half of two."""
        text = "آب سد به نیمه رسیده است. باران پاییز کم بود و ذخیرهٔ امسال از پارسال کمتر است و نگرانی داریم"
        assert shorten(text, 70).text == "آب سد به نیمه رسیده است"

    def test_never_leaves_a_phrase_hanging(self) -> None:
        """Without any clause end in reach it stops before a preposition or conjunction."""
        text = "افزایش چشمگیر بهای نان و شیر و برنج در شهرهای بزرگ و کوچک"
        assert shorten(text, 30).text.split()[-1] not in {"و", "در", "از"}

    @given(st.text(alphabet="ابپ یمکرشد،.؛ و\u200c", max_size=200), st.integers(min_value=1, max_value=120))
    def test_is_always_a_beginning(self, text: str, limit: int) -> None:
        """No word is new, lost in the middle or reordered: the cut is a prefix, and it fits."""
        cut = shorten(text, limit)
        assert text.startswith(cut.text)
        assert len(cut.text) <= limit


class TestAttribution:
    def test_saying_is_left_unsaid(self) -> None:
        """«گفت» is not written; the office and the occasion are."""
        who = attribution_of(
            name="پریسا کوه‌زاد", role="معاون سازمان آب", occasion="در دیدار نمونه", act="says", negated=False, unknown="؟"
        )
        assert str(who) == "پریسا کوه‌زاد، معاون سازمان آب، در دیدار نمونه"

    @pytest.mark.parametrize(
        ("act", "verb"), [("denies", "تکذیب کرد"), ("rejects", "رد کرد"), ("says", "رد کرد"), ("warns", "رد کرد")]
    )
    def test_a_denied_thing_never_stands_bare(self, act: str, verb: str) -> None:
        """Whatever the act, a negated statement has a verb of denial on its line."""
        who = attribution_of(name="سهراب کوهیار", role=None, occasion=None, act=act, negated=True, unknown="؟")
        assert str(who).endswith(verb)

    def test_verbs_are_a_closed_list(self) -> None:
        """Ten plain verbs, whatever the house wrote."""
        plain = "خواستار شد، هشدار داد، تکذیب کرد، رد کرد، محکوم کرد، انتقاد کرد، وعده داد، ابراز امیدواری کرد، ابراز نگرانی کرد"
        assert set(act_verbs().values()) == {*plain.split("، "), "پیشنهاد داد"}
        assert set(act_verbs()) <= set(Act)

    def test_a_bare_name_has_no_comma_before_its_verb(self) -> None:
        """«سپنتا هشدار داد:»، but «سپنتا، هواشناس، هشدار داد:»."""
        told = {"name": "داریوش سپنتا", "occasion": None, "act": "warns", "negated": False, "unknown": "؟"}
        assert str(attribution_of(role=None, **told)) == "داریوش سپنتا هشدار داد"  # type: ignore[arg-type]  # as named
        assert str(attribution_of(role="هواشناس", **told)) == "داریوش سپنتا، هواشناس، هشدار داد"  # type: ignore[arg-type]  # as named

    def test_a_role_alone_is_the_name(self) -> None:
        """An office without a person stands in the name's place, once."""
        who = attribution_of(name=None, role="سخنگوی گمرک", occasion=None, act="says", negated=False, unknown="؟")
        assert (who.name, who.role) == ("سخنگوی گمرک", "")


class TestRank:
    def test_agreement_with_the_headline_leads(self) -> None:
        """The statement that the headline is about outweighs those around it."""
        pieces = [
            Piece("هوا در هفتهٔ آینده سردتر می‌شود و مردم باید آماده باشند", "الف", 0),
            Piece("گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند", "ب", 1),
        ]
        weights = rank(pieces, "گمرک بازرگان شبانه‌روزی شد")
        assert weights[1] > weights[0]

    def test_a_statement_that_points_outside_loses(self) -> None:
        """«این تهدیدات…» means nothing without what came before."""
        pieces = [
            Piece("این تهدیدات باید با همکاری همهٔ همسایگان رفع شود", "الف", 0),
            Piece("مرز باید با همکاری همهٔ همسایگان امن شود", "الف", 0),
        ]
        weights = rank(pieces, "")
        assert weights[0] < weights[1] + 0.1


class TestDigest:
    def test_two_speakers_lead_and_the_rest_follows(self) -> None:
        """Each of two speakers has their key statement; the others are counted and listed."""
        done = summarise(
            analysis(
                statement("گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند", SPOKESMAN),
                statement("کامیون‌ها در صف نمی‌مانند و ترخیص سریع‌تر می‌شود", MINISTER, paragraph=1),
                statement("توقف کامیون‌ها به دلیل بدهی", MINISTER, Act.DENIES, negated=True, paragraph=2),
                title="گمرک بازرگان شبانه‌روزی شد",
            )
        )
        lines = done.digest.text.split("\n")
        assert lines[0] == "امره دنیزاوغلو، سخنگوی وزارت بازرگانی ترکیه:"
        assert lines[1] == "┃ گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند"
        assert "سهراب کوهیار، معاون گمرک" in lines[2]
        assert any("تکذیب کرد: توقف کامیون‌ها" in line for line in lines)

    def test_it_is_chosen_as_the_messages_are(self) -> None:
        """What says nothing is not shown, a second speaker whose words lean does not lead, the others are counted as shown."""
        clear = statement("گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند", SPOKESMAN)
        leaning = statement("ما همواره به آن پایبند بوده‌ایم", MINISTER, Act.WARNS, paragraph=1)
        nothing = replace(statement("روند همکاری‌ها", MINISTER, paragraph=2), kind=Kind.PARAPHRASE)
        lines = summarise(analysis(clear, leaning, nothing)).digest.text.split("\n")
        assert lines[2:] == ["(۱ نقل دیگر)", "سهراب کوهیار هشدار داد: ما همواره به آن پایبند بوده‌ایم"]

    def test_one_line_has_at_most_35_words(self) -> None:
        """The line is cut by words and never carries the headline."""
        long = " ".join(["همکاری می‌شود و"] * 40)
        line = summarise(analysis(statement(long), title="عنوان نمونه")).digest.line
        assert len(line.split()) <= 35
        assert line.partition(": همکاری")[0] in {"سهراب کوهیار، معاون گمرک", "معاون گمرک"}
        assert "عنوان" not in line

    def test_the_line_leans_on_nothing(self) -> None:
        """«ما همواره به آن پایبند بوده‌ایم» is passed over for what can be understood, however well it fits the headline."""
        leaning = statement("ما همواره به آن پایبند بوده‌ایم و به آن پایبند می‌مانیم", MINISTER)
        clear = statement("گمرک بازرگان از هفتهٔ آینده شبانه‌روزی کار می‌کند", SPOKESMAN, paragraph=1)
        line = summarise(analysis(leaning, clear, title="پایبند می‌مانیم")).digest.line
        assert line.endswith(clear.text)

    def test_the_line_stops_where_a_clause_ends(self) -> None:
        """A statement of more than 35 words is cut after a finite verb, not in the middle of a phrase."""
        text = (
            "مرز بازرگان از هفتهٔ آینده شبانه‌روزی باز است و کامیون‌های ایرانی و ترک بدون نوبت می‌گذرند و برای رانندگان "
            "استراحتگاهی با خوابگاه و غذاخوری و پارکینگ بزرگ و سرپوشیده در کنار گمرک تازهٔ شهر با کمک بخش خصوصی ساخته خواهد شد"
        )
        line = summarise(analysis(statement(text), title="مرز بازرگان شبانه‌روزی شد")).digest.line
        assert line.endswith("بدون نوبت می‌گذرند")

    def test_the_line_may_leave_off_a_first_clause(self) -> None:
        """What the headline is about can stand behind a clause that it is not about."""
        cold = "هوا در هفتهٔ گذشته در همهٔ شهرهای شمالی و کوهستانی و بیشتر روستاهای دورافتادهٔ مرزی بسیار سردتر از سال‌های پیش بود"
        flood = "سیلاب در دشت نمونه به کشتزارهای گندم و جو آسیب زد"
        customs = "گمرک بازرگان از شنبه شبانه‌روزی کار می‌کند و ترخیص کامیون‌ها سریع‌تر می‌شود"
        text = f"{cold} و {flood} و {customs}"
        line = summarise(analysis(statement(text), title="گمرک بازرگان شبانه‌روزی کار می‌کند")).digest.line
        assert line.endswith(customs)
        assert cold not in line

    def test_the_line_does_not_lean_on_what_is_not_shown(self) -> None:
        """«این تهدیدات…» is not the line where another statement stands alone."""
        line = summarise(
            analysis(
                statement("این تهدیدات در بازرگان باید با همکاری همهٔ همسایگان رفع شود"),
                statement("پاسگاه‌های تازه تا پایان سال ساخته می‌شود و مرزبانان بیشتر می‌شوند", paragraph=1),
                title="تهدیدات بازرگان با همکاری همسایگان رفع شود",
            )
        ).digest.line
        assert "این تهدیدات" not in line

    def test_a_denied_thing_has_its_verb_on_the_line(self) -> None:
        """However the line is introduced, the verb of denial stays."""
        line = summarise(analysis(statement("توقف کامیون‌ها به دلیل بدهی", MINISTER, Act.DENIES, negated=True))).digest.line
        assert "تکذیب کرد: " in line

    @given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=9), st.sampled_from(CLAUSES))
    def test_the_line_is_a_stretch(self, clauses: list[str], title: str) -> None:
        """Behind the introduction stands one stretch of the statement: no word is new, lost in the middle or reordered."""
        text = " و ".join(clauses)
        line = summarise(analysis(statement(text), title=title)).digest.line
        assert line.partition(": ")[2] in text

    def test_without_statements_the_first_sentence_stands(self) -> None:
        """An article in which nobody speaks still has its line."""
        assert summarise(analysis()).digest.line == "متن نمونه است"

    def test_an_unknown_speaker_is_said_to_be_unknown(self) -> None:
        """Abstaining is shown, never filled with somebody near."""
        assert summarise(analysis(statement("بهای نان بالا می‌رود", None))).digest.text.startswith("گویندهٔ نامشخص")


@given(st.text(alphabet="ابکردشو ،؛.!", max_size=80), st.integers(0, 20))
def test_clauses_cut_as_shorten_does(text: str, words: int) -> None:
    """Clauses found once are cut, from each of their starts, exactly as `shorten` cuts what stands from there on."""
    text = " ".join(text.split()).replace("کرد", "کرد، و ")
    clauses = Clauses(text)
    for start in clauses.starts:
        rest = text[start:]
        limit = len(" ".join(rest.split(" ")[:words])) if words else -1
        assert clauses.cut(start, words) == shorten(rest, limit)


BODY = "سهراب کوهیار، معاون گمرک نمونه، گفت: «گمرک شبانه‌روزی کار می‌کند و صف کوتاه شده است، اما راه بسته است».\nباران آمد."


def test_the_weight_is_the_product_of_weights_and_numbers(analyser: Analyser) -> None:
    """The quick way to weigh a line and the one that the fitting uses give the same."""
    analysis = analyser.analyse(ArticleText("گمرک نمونه شبانه‌روزی کار می‌کند", BODY))
    weigher, behinds = looked_at(analysis, introductions(analysis))
    found = lines(behinds)
    assert found
    for line in found:
        assert weigher.weight(*line) == pytest.approx(sum(map(mul, weights(), weigher.features(*line))))


@given(
    st.lists(
        st.lists(st.sampled_from([*CLAUSES, "و", "«", "،", "کوهیار", "باران ناگهانی"]), min_size=1, max_size=25), max_size=5
    ),
    st.lists(st.sampled_from([*CLAUSES, "کوهیار", "باران"]), max_size=3),
)
def test_what_is_not_cut_is_no_better(texts: list[list[str]], title: list[str]) -> None:
    """The line found without weighing them all is the best of them all, and nothing weighs more than it promised."""
    said = [" ".join(text) for text in texts]
    found = replace(analysis(*map(statement, said), title=" ".join(title)), text="\n".join(said))
    weigher, behinds = looked_at(found, introductions(found))
    for behind, stretch in lines(behinds):
        assert (
            weigher.weight(behind, stretch) <= weigher.most(behind, stretch) <= weigher.most(behind, behind.source.all()) + 1e-6
        )
    standing = [line for line in lines(behinds) if line[1].whole and line[0].source.stands(line[0].name, line[1].text)]
    assert best_standing(weigher, behinds) == max(standing, key=lambda line: weigher.weight(*line), default=None)


@pytest.mark.parametrize(
    ("name", "role", "line"),
    [
        (None, "مقام‌های گمرک نمونه", "مقام‌های گمرک نمونه هشدار دادند"),
        ("اعضای شورای نمونه", None, "اعضای شورای نمونه هشدار دادند"),
        (None, "یکی از مقام‌های گمرک نمونه", "یکی از مقام‌های گمرک نمونه هشدار داد"),
        ("سهراب کوهیار", "سخنگوی رانندگان نمونه", "سهراب کوهیار، سخنگوی رانندگان نمونه، هشدار داد"),
        ("کانون رانندگان نمونه", None, "کانون رانندگان نمونه هشدار داد"),
    ],
)
def test_the_verb_of_several_is_plural(name: str | None, role: str | None, line: str) -> None:
    """Whoever speaks as several has a plural verb; one of them, a body, or who speaks for several has not."""
    assert str(attribution_of(name=name, role=role, occasion=None, act="warns", negated=False, unknown="")) == line


def test_an_office_of_what_is_not_on_the_screen() -> None:
    """«دبیرکل این سازمان» behind a name is «دبیرکل»; alone, it is all that is known of who speaks."""
    told = {"occasion": None, "act": "says", "negated": False, "unknown": ""}
    named = attribution_of(name="پریسا کوه‌زاد", role="دبیرکل این سازمان", **told)  # type: ignore[arg-type]  # as named
    assert str(named) == "پریسا کوه‌زاد، دبیرکل"
    alone = attribution_of(name=None, role="دبیرکل این سازمان", **told)  # type: ignore[arg-type]  # as named
    assert str(alone) == "دبیرکل این سازمان"
