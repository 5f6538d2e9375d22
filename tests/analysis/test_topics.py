"""Topics of articles and statements, and the guide's figures where the annotated set is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.entities import Entities
from jobs.analysis.topics import EXTRA, NAMES, Topics, shipped_terms

DEV = Path(__file__).parents[2] / "../shared/eval/dev.jsonl"


@pytest.fixture(scope="module")
def topics() -> Topics:
    """The shipped lists' index."""
    return Topics()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("غنی‌سازی اورانیوم در سایت نمونه متوقف شد", "nuclear"),
        ("زلزله‌ای به بزرگی پنج ریشتر روستای نمونه را لرزاند", "disasters"),
        ("تحریم‌های نفتی لغو می‌شود", "sanctions"),
        ("داوطلبان انتخابات ثبت نام کردند", "elections"),
        ("دانش‌آموزان مدرسه نمونه به کلاس برگشتند", "education"),
        ("بیماران کرونا در بیمارستان نمونه بستری‌اند", "health"),
        ("ریزگردها هوای شهر نمونه را آلوده کرد", "environment-water"),
        ("تیم ملی فوتبال به جام جهانی رفت", "sport"),
        ("پناهجویان در مرز نمونه مانده‌اند", "migration"),
        ("محموله مواد مخدر کشف شد", "drugs-smuggling"),
        ("رفع فیلتر تلگرام در دستور کار است", "internet-filtering"),
        ("قیمت سکه و دلار بالا رفت", "currency-gold"),
        ("لایحه عفاف و حجاب به مجلس رسید", "women-hijab"),
    ],
)
def test_a_statement_is_about_its_words(topics: Topics, text: str, topic: str) -> None:
    """A clear sentence has its topic."""
    assert topic in topics.of_text(text)


def test_a_statement_without_a_subject_has_no_topic(topics: Topics) -> None:
    """Nothing is guessed from words that say nothing."""
    assert topics.of_text("این کار درست نیست و باید بهتر شود") == ()


def test_an_article_has_one_to_three_topics_and_extras_stand_behind(topics: Topics) -> None:
    """The title counts most; at most three of the guide's topics, the readers' own ones after them."""
    body = "رئیس بانک نمونه گفت نرخ ارز و قیمت دلار و قیمت طلا در بازار ارز آرام است و تورم پایین می‌آید."
    found = topics.of_article("قیمت دلار و قیمت سکه پایین آمد", body)
    assert found[0] == "economy"
    assert "currency-gold" in found
    assert len([topic for topic in found if topic not in EXTRA]) <= 3
    assert [topic in EXTRA for topic in found] == sorted(topic in EXTRA for topic in found)


def test_a_longer_phrase_keeps_the_words_inside_it_from_counting(topics: Topics) -> None:
    """«مجلس خبرگان» is no parliament, «گاز اشک‌آور» no energy."""
    assert "parliament" not in topics.of_text("مجلس خبرگان برگزار شد")
    assert "energy" not in topics.find("گاز اشک‌آور زدند").scores()


def test_every_topic_has_a_name_and_a_list() -> None:
    """The 26 of the guide and three more, each with words."""
    assert len(NAMES) == 29
    terms = shipped_terms()
    assert set(terms) == set(NAMES)
    assert all(len(words) >= 20 for words in terms.values())


def test_the_figures_hold_on_the_annotated_set(topics: Topics) -> None:
    """Countries F1 at least 97 and topics F1 at least 78 on the development articles (the analyser's own text does as well)."""
    if not DEV.is_file():
        pytest.skip("the annotated articles are not beside the repository")
    entities = Entities(shipped_catalogue())
    hits = {"countries": [0, 0], "topics": [0, 0]}
    for line in DEV.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = {
            "countries": set(entities.countries(f"{row['title']}\n{row['body']}")),
            "topics": set(topics.of_article(row["title"], row["body"])) - EXTRA,
        }
        for key, predicted in found.items():
            gold = set(row[key])
            hits[key][0] += 2 * len(gold & predicted)
            hits[key][1] += len(gold) + len(predicted)
    assert hits["countries"][0] / hits["countries"][1] >= 0.97
    assert hits["topics"][0] / hits["topics"][1] >= 0.78


def test_a_stretch_has_the_topics_of_its_own_words(topics: Topics) -> None:
    """The topics of a statement come from the article's terms inside it, and are those of its text alone."""
    text = "وزارت نیرو از سدها گفت. تیم ملی فوتبال در جام جهانی برد و لیگ برتر فوتبال آغاز شد."
    start = text.index("تیم")
    assert topics.find(text).within(start, len(text)) == topics.of_text(text[start:]) == ("sport",)
    assert "sport" not in topics.find(text).within(0, start)
