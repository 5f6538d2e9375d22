"""A seeded archive of sample statements by invented people, and the ways in which a quotation of one goes wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass

SPEAKERS = (
    ("parisa-kuhzad", "پریسا کوه‌زاد"),
    ("sohrab-kuhyar", "سهراب کوهیار"),
    ("emre-denizavoglu", "امره دنیزاوغلو"),
    ("dariush-sepanta", "داریوش سپنتا"),
    ("mahtab-rudbari", "مهتاب رودباری"),
    ("bahman-tizpar", "بهمن تیزپر"),
)
_WHO = (
    "سازمان آب", "گمرک شمال", "شورای شهر نمونه", "ستاد سیلاب", "انجمن هواشناسان", "شرکت راه‌های کوهستانی", "بنیاد کتاب",
    "اتاق کشاورزان",    "بندر ساختگی", "باغ‌داران دره", "کارگاه‌های نساجی", "دبیرخانهٔ همایش",
)  # fmt: skip
_DID = (
    "برنامهٔ تازه‌ای برای بازسازی پل‌ها آماده کرده است", "از هفتهٔ آینده شبانه‌روزی کار می‌کند",
    "هیچ درخواستی برای افزایش قیمت نداده است",
    "نیمی از بودجهٔ سال را هزینه نکرده است", "بیش از ۴۰ درصد آب‌بها را بخشیده است", "با همسایه‌ها بر سر نرخ ترانزیت گفت‌وگو می‌کند",
    "گزارش نادرست دربارهٔ تعطیلی را نمی‌پذیرد", "سه انبار بزرگ در حاشیهٔ رود ساخته است", "آمار صادرات پسته را منتشر خواهد کرد",
    "برای رفتن به مرحلهٔ بعد نیازمند همکاری دانشگاه‌هاست", "سامانهٔ هشدار سیل را در ۱۲ روستا نصب کرد",
    "کامیون‌ها را در صف نگه نمی‌دارد",
    "وام کم‌بهره به نانوایان محلی می‌دهد", "قرارداد لایروبی قنات‌ها را بسته است", "پروژهٔ گرمخانه‌ها را به بخش خصوصی سپرده است",
    "میزبان نمایشگاه صنایع دستی خواهد بود",
)  # fmt: skip
_LINK = ("و به همین دلیل", "در حالی که", "زیرا", "هرچند", "تا زمانی که", "و از سوی دیگر", "با این همه")
_WHAT = (
    "مردم حق دارند از هزینه‌ها خبردار باشند", "زمستان امسال برف کمتری باریده است", "جاده‌های قدیمی توان این همه بار را ندارند",
    "دستمزد کارگران فصلی هنوز پرداخت نشده است", "کیفیت هوای شهر به مرز خطر رسیده", "مدرسه‌های روستایی به معلم بیشتری نیاز دارند",
    "ماهی‌گیران از آلودگی دریاچه شکایت کرده‌اند", "مسیر راه‌آهن از میان تالاب نمی‌گذرد", "سهم هر استان در آیین‌نامه روشن است",
    "داوران مسابقه را بی‌طرف می‌دانیم", "هیچ‌کس پاسخگوی خسارت باغ‌ها نیست", "بهای گندم در بازار جهانی پایین آمده است",
    "مذاکره با سرمایه‌گذاران به نتیجه نزدیک شده", "قطعی برق چاه‌ها را از کار انداخته است", "موزهٔ تازه پیش از نوروز گشوده می‌شود",
    "دانش‌آموزان کتاب‌های نو را دریافت کرده‌اند",
)  # fmt: skip
_WHEN = (
    "",
    "در سال آینده",
    "از امروز",
    "به گفتهٔ کارشناسان",
    "بنا بر قانون",
    "تا پایان پاییز",
    "در هر سه استان",
    "با وجود تحریم",
    "پس از بارندگی",
    "بدون وقفه",
)
_OTHER = ("هرگز", "شاید", "سرانجام", "ناچار", "دوباره", "تنها", "همیشه", "بسیار")


@dataclass(frozen=True, slots=True)
class Sample:
    """A statement of the archive."""

    person: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation to check. `match` is the right answer; `attributed` whether the one named said it."""

    how: str
    quote: str
    speakers: tuple[str, ...]
    match: str
    attributed: bool | None
    original: str


def sentence(rng: random.Random) -> str:
    """A made-up statement."""
    parts = [rng.choice(_WHEN), rng.choice(_WHO), rng.choice(_DID), rng.choice(_LINK), rng.choice(_WHEN), rng.choice(_WHAT)]
    return " ".join(part for part in parts if part)


def archive(rng: random.Random, size: int) -> list[Sample]:
    """`size` different statements, each by one of the speakers."""
    texts: dict[str, Sample] = {}
    while len(texts) < size:
        text = sentence(rng)
        texts[text] = Sample(*rng.choice(SPEAKERS), text)
    return list(texts.values())


def cases(rng: random.Random, samples: list[Sample], each: int) -> list[Case]:
    """`each` quotations for every way of quoting."""
    known = {sample.text for sample in samples}

    def chosen() -> list[Sample]:
        return rng.sample(samples, each)

    made = [Case("one word", _altered(rng, said.text), (said.person,), "near", True, said.text) for said in chosen()]
    made += [Case("cut", _cut(rng, said.text), (said.person,), "exact", True, said.text) for said in chosen()]
    made += [Case("spelt otherwise", respelt(rng, said.text), (said.person,), "exact", True, said.text) for said in chosen()]
    made += [Case("to another", said.text, (_another(rng, said.person),), "exact", False, said.text) for said in chosen()]
    invented = [text for text in (sentence(rng) for _ in range(3 * each)) if text not in known][:each]
    return made + [Case("invented", text, (rng.choice(SPEAKERS)[0],), "none", None, text) for text in invented]


def _another(rng: random.Random, person: str) -> str:
    return rng.choice([slug for slug, _ in SPEAKERS if slug != person])


def _altered(rng: random.Random, text: str) -> str:
    """One word replaced, left out or added: the least that makes another statement of it."""
    words = text.split()
    at = rng.randrange(1, len(words) - 1)
    kind = rng.choice(("replaced", "left out", "added"))
    if kind == "replaced":
        words[at] = rng.choice(_OTHER)
    elif kind == "left out":
        del words[at]
    else:
        words.insert(at, rng.choice(_OTHER))
    return " ".join(words)


def _cut(rng: random.Random, text: str) -> str:
    """The beginning or the end taken away."""
    words = text.split()
    keep = rng.randrange(max(5, len(words) // 2), len(words))
    return " ".join(words[:keep] if rng.random() < 0.5 else words[-keep:])


def respelt(rng: random.Random, text: str) -> str:
    """The same words as other keyboards and programs write them."""
    text = text.replace("\u200c", rng.choice((" ", "", "\u200c"))).replace("ٔ", "")
    if rng.random() < 0.7:
        text = text.replace("ی", "ي").replace("ک", "ك")
    if rng.random() < 0.5:
        text = text.replace(" و ", "، و ").replace("است", "است.", 1)
    return f"«{text}»" if rng.random() < 0.5 else text
