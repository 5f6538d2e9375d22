"""What a text is about: weighted words and phrases, one readable file per topic in `data/topics/`."""

from __future__ import annotations

from jobs.analysis.fold import Squeezed

NAMES: dict[str, str] = {
    "diplomacy": "دیپلماسی",
    "military": "نظامی",
    "security-terrorism": "امنیت و تروریسم",
    "nuclear": "هسته‌ای",
    "sanctions": "تحریم",
    "elections": "انتخابات",
    "government": "دولت",
    "parliament": "مجلس",
    "judiciary": "قضایی",
    "human-rights": "حقوق بشر",
    "protests": "اعتراض‌ها",
    "economy": "اقتصاد",
    "energy": "انرژی",
    "trade": "بازرگانی",
    "labour-welfare": "کار و رفاه",
    "environment-water": "محیط زیست و آب",
    "health": "سلامت",
    "disasters": "حوادث و بلایا",
    "migration": "مهاجرت",
    "drugs-smuggling": "مواد مخدر و قاچاق",
    "religion": "دین",
    "culture-media": "فرهنگ و رسانه",
    "science-technology": "علم و فناوری",
    "education": "آموزش",
    "transport": "راه و ترابری",
    "sport": "ورزش",
    "internet-filtering": "اینترنت و فیلترینگ",
    "currency-gold": "ارز و طلا",
    "women-hijab": "زنان و حجاب",
}
"""Persian names of all topics: the 26 of the annotation guide and three that readers miss there."""


class Topics:
    """The topic lists as an index over text."""

    def of_article(self, title: str | Squeezed, text: str | Squeezed) -> tuple[str, ...]:
        """One to three topics, the main one first."""
        del title, text
        return ()

    def of_text(self, text: str | Squeezed) -> tuple[str, ...]:
        """Topics of a statement or a question; often none."""
        del text
        return ()
