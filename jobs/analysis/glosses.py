"""English glosses that a publisher's software puts behind Persian words: «قاچاق Contraband انسان»."""

from __future__ import annotations

import re

from jobs.analysis.model import Span

_ENGLISH = re.compile(r"[A-Z][a-z]{2}")
_GLOSS = re.compile(r"(?<=[آ-ی])\s+([A-Z][a-z]{2,})(?=\s+[آ-ی])")

_TRANSLATIONS = {
    "Accident": "تصادف حادثه سانحه",
    "Accused": "متهم متهمان",
    "Addict": "معتاد",
    "Addiction": "اعتیاد",
    "Airport": "فرودگاه",
    "Ambulance": "آمبولانس",
    "Army": "ارتش",
    "Arrest": "دستگیری بازداشت",
    "Arrested": "دستگیر بازداشت",
    "Attack": "حمله",
    "Bank": "بانک",
    "Blood": "خون",
    "Bomb": "بمب",
    "Border": "مرز",
    "Budget": "بودجه",
    "Building": "ساختمان",
    "Cancer": "سرطان",
    "Child": "کودک",
    "Children": "کودکان",
    "Clash": "درگیری",
    "Contraband": "قاچاق",
    "Corona": "کرونا",
    "Corruption": "فساد",
    "Court": "دادگاه",
    "Crime": "جرم جنایت",
    "Crisis": "بحران",
    "Death": "مرگ فوت",
    "Disease": "بیماری",
    "Divorce": "طلاق",
    "Doctor": "پزشک دکتر",
    "Dollar": "دلار",
    "Drug": "دارو مخدر",
    "Drugs": "دارو مخدر",
    "Earthquake": "زلزله",
    "Economy": "اقتصاد",
    "Election": "انتخابات",
    "Elections": "انتخابات",
    "Employment": "اشتغال استخدام",
    "Energy": "انرژی",
    "Execution": "اعدام",
    "Explosion": "انفجار",
    "Export": "صادرات",
    "Father": "پدر",
    "Fire": "آتش سوزی",
    "Flood": "سیل",
    "Fraud": "کلاهبرداری",
    "Gas": "گاز",
    "Gasoline": "بنزین",
    "Girl": "دختر",
    "Gold": "طلا",
    "Government": "دولت",
    "Gun": "اسلحه",
    "Health": "سلامت بهداشت",
    "Hospital": "بیمارستان",
    "Housing": "مسکن",
    "Import": "واردات",
    "Inflation": "تورم",
    "Internet": "اینترنت",
    "Investigation": "تحقیقات بازجویی",
    "Investment": "گذاری",
    "Judge": "قاضی",
    "Judiciary": "قضاییه قضائیه",
    "Justice": "عدالت دادگستری",
    "Kidnapping": "ربایی",
    "Law": "قانون",
    "Lawyer": "وکیل",
    "Marriage": "ازدواج",
    "Market": "بازار",
    "Medicine": "دارو پزشکی",
    "Minister": "وزیر",
    "Missile": "موشک",
    "Money": "پول",
    "Mother": "مادر",
    "Murder": "قتل",
    "Murderer": "قاتل",
    "Negotiation": "مذاکره",
    "Negotiations": "مذاکرات",
    "Nuclear": "هسته‌ای",
    "Oil": "نفت",
    "Parliament": "مجلس پارلمان",
    "Peace": "صلح",
    "Police": "پلیس انتظامی",
    "Pollution": "آلودگی",
    "Poverty": "فقر",
    "President": "جمهور جمهوری",
    "Price": "قیمت",
    "Prison": "زندان",
    "Prisoner": "زندانی",
    "Rain": "باران بارش",
    "Robbery": "سرقت",
    "Sanction": "تحریم",
    "Sanctions": "تحریم تحریم‌ها",
    "School": "مدرسه",
    "Security": "امنیت",
    "Snow": "برف",
    "Soldier": "سرباز",
    "Student": "دانشجو آموز",
    "Suicide": "خودکشی",
    "Tax": "مالیات",
    "Teacher": "معلم",
    "Terror": "ترور",
    "Terrorism": "تروریسم",
    "Terrorist": "تروریست تروریستی",
    "Thief": "سارق دزد",
    "Train": "قطار",
    "Unemployment": "بیکاری",
    "University": "دانشگاه",
    "Vaccine": "واکسن",
    "Victim": "قربانی",
    "Violence": "خشونت",
    "War": "جنگ",
    "Water": "آب",
    "Weapon": "سلاح اسلحه",
    "Weapons": "سلاح سلاح‌ها",
    "Weather": "هوا",
    "Woman": "زن",
    "Women": "زنان",
    "Worker": "کارگر",
    "Workers": "کارگران",
}
"""The English words such software links, and the Persian words (the last one before it) that each translates."""


def find_glosses(text: str) -> list[Span]:
    """The spans of the glosses in `text`, the white space before each included.

    A gloss is one capitalised English common noun, directly behind a Persian word that it translates, without marks, inside a
    Persian clause. Anything else in Latin letters (a name, a term, an abbreviation, a quotation) carries meaning.
    """
    spans: list[Span] = []
    if _ENGLISH.search(text) is None:
        return spans
    for match in _GLOSS.finditer(text):
        word = text[max(0, match.start() - 20) : match.start()].rsplit(maxsplit=1)[-1]
        if word in _TRANSLATIONS.get(match.group(1), "").split():
            spans.append(match.span())
    return spans
