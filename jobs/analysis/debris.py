"""What stands in an article's body but is not its text: bylines, related links, codes, advertisements, players, glosses.

Every rule is narrow on purpose. What is taken for debris can carry no statement, so a rule that is not sure leaves the text
alone: Latin names and terms («PM2.5»، «FATF») stay, «به گزارش رویترز» stays, «در پایان پیام خود» stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobs.analysis.glosses import find_glosses
from jobs.analysis.letters import SAME_LETTER, ZWNJ, replace_all
from jobs.analysis.model import Debris, Span
from jobs.analysis.segment import paragraphs, sentences

_HOUSES = (
    "ایسنا|ایرنا|مهر|فارس|تسنیم|ایلنا|برنا|پانا|شبستان|شفقنا|ایکنا|رکنا|خانه ملت|دفاع پرس|کرد ?پرس|مشرق|تابناک|فرارو"
    "|خبر ?آنلاین|همشهری آنلاین|عصر ایران|باشگاه خبرنگاران جوان|صدا و سیما|واحد مرکزی خبر|خبرگزاری دانشجو"
)
_HOUSES_LIKE_WORDS = "میزان|حوزه|انتخاب|موج|آنا"
_BYLINE = re.compile(
    rf"(?:به گزارش (?:[آ-ی]+ ){{0,5}}?«?(?:{_HOUSES}|{_HOUSES_LIKE_WORDS})»?(?: از [آ-ی]+)?\s?[،؛:]"
    rf"|(?:[آ-ی]+ ?[-–/(] ?)?(?:{_HOUSES})(?: (?:سیاسی|اجتماعی|اقتصادی|بین ?الملل|ورزشی|حوادث))?\)? ?[-–:]+"
    r"|پایگاه خبری تحلیلی [آ-ی ]{2,30}\([\w.]{4,30}\) ?:)\s*"
)

_ENDING = re.compile(r"(?:(?<=[\s.»!؟])|\A)(?:انتهای|پایان) پیام\s*(?:/[\s/\d\w.]{0,16})?\Z")
_CODE = re.compile(r"کد ?(?:خبر|خبرنگار|مطلب) ?:? ?\d+\Z|[\d\s/]{4,}\Z|\d+ / \d+\Z")
_PLAYER = re.compile(r"(?:Play|Mute|Settings|PIP|Download|% buffered|Enter fullscreen|-?\d\d:\d\d|\d+ seconds of \d+ seconds)\Z")
_PAGE = re.compile(
    r"(?:ایمیل|نسخه چاپی|نظر|نظرات|نظر شما|ارسال نظر|ارسال به دوستان|چاپ|لینک کوتاه|اشتراک گذاری|برچسب ها|[.…*_=\-–—]{3,})\s*:?\Z"
)
_SOURCE = re.compile(r"(?:منبع|عکس|عکاس|مترجم|گزارش از) ?: ?[^.:]{2,30}\Z")
_PUBLISHED = re.compile(r"تاریخ انتشار: [\d:]+ - [\w ]{6,24}- کد خبر: \d+\Z")
_RELATED = re.compile(r"(?:بیشتر|همچنین) بخوانید(?: ?:|\Z|\.\.\.)|(?:مطالب|اخبار) مرتبط ?:?\Z")
_NAME = re.compile(r"[آ-ی]+(?: [آ-ی]+){1,3}\Z")
_ADVERTISEMENT = re.compile(
    r"(?:کانال|صفحه|پیج|گروه)\S* [^.!؟]{0,20}?(?:تلگرام|اینستاگرام|واتساپ|ایتا|سروش|روبیکا)"
    r"[^.!؟]{0,60}(?:کلیک|بپیوندید|عضو شوید|دنبال کنید)"
)
_LINE_RULES = (("ending", _ENDING), ("code", _CODE), ("player", _PLAYER), ("page", _PAGE), ("source", _SOURCE))
_TAIL_RULES = (
    ("ending", _ENDING, ("پیام",)),
    ("code", _PUBLISHED, ("تاریخ انتشار",)),
    ("source", _SOURCE, ("منبع", "عکس", "عکاس", "مترجم", "گزارش از")),
)
"""What a line may end with, and words one of which the text must have for it."""

_SPREADSHEET = re.compile(r"(?:\s*_x000[Dd]_)+")
_LONGEST_HEADLINE = 110
_MOST_HEADLINES = 6
_LONGEST_TAIL = 600
"""What stands behind the last «انتهای پیام» are headlines, as long as it is no longer than this many code points."""


def find_debris(text: str) -> tuple[Debris, ...]:
    """The stretches of `text` (a body as published) that are not the article's own, in order, none overlapping another.

    Reasons: `byline`, `ending`, `after-ending`, `code`, `reporter`, `player`, `page`, `source`, `related`, `advertisement`,
    `gloss`, `encoding`.
    """
    readable = replace_all(text, {**SAME_LETTER, "\u00a0": " ", ZWNJ: " "})
    found: list[Debris] = []
    if "_x000" in readable:
        found.extend(Debris(match.span(), "encoding") for match in _SPREADSHEET.finditer(readable))
        readable = _SPREADSHEET.sub(lambda match: " " * len(match.group()), readable)
    lines = paragraphs(readable)
    found.extend(_of_lines(readable, lines))
    found.extend(Debris(span, "gloss") for span in find_glosses(readable))
    return _without_overlaps(found)


def _of_lines(text: str, lines: list[Span]) -> Iterator[Debris]:
    headlines = 0
    before = ""
    tails = [(reason, rule) for reason, rule, words in _TAIL_RULES if any(word in text for word in words)]
    for start, end in lines:
        line = text[start:end]
        reason = _whole_line(line, before, headlines)
        if reason == "related":
            headlines = headlines - 1 if headlines else _MOST_HEADLINES
        elif reason != "encoding":
            headlines = 0
        if reason:
            yield Debris((start, end), reason)
        else:
            yield from _within_line(text, start, end, tails)
        before = reason
        if reason == "ending" and end < lines[-1][1] <= end + _LONGEST_TAIL:
            yield from (Debris(line, "after-ending") for line in lines if line[0] > end)
            return


def _whole_line(line: str, before: str, headlines: int) -> str:
    """Why the whole line is debris, given why the one before was; empty where it is not."""
    if len(line) <= 60:
        for reason, rule in _LINE_RULES:
            if rule.match(line):
                return reason
        if before in ("code", "ending") and _NAME.match(line):
            return "reporter"
    if _RELATED.match(line) or (headlines and len(line) <= _LONGEST_HEADLINE and line[-1] not in ".:،"):
        return "related"
    return ""


def _within_line(text: str, start: int, end: int, tails: list[tuple[str, re.Pattern[str]]]) -> Iterator[Debris]:
    """Debris at a line's beginning or end, or one sentence of it."""
    byline = _BYLINE.match(text, start, end)
    if byline and byline.end() < end:
        yield Debris((start, byline.end()), "byline")
    for reason, rule in tails:
        tail = rule.search(text, max(start, end - 70), end)
        if tail and tail.start() > start:
            yield Debris((tail.start(), end), reason)
            break
    if "کانال" in text[start:end] or "صفحه" in text[start:end]:
        for first, last in sentences(text[start:end]):
            if _ADVERTISEMENT.search(text, start + first, start + last):
                yield Debris((start + first, start + last), "advertisement")


def _without_overlaps(found: list[Debris]) -> tuple[Debris, ...]:
    kept: list[Debris] = []
    for debris in sorted(found, key=lambda each: (each.span[0], -each.span[1])):
        if not kept or debris.span[0] >= kept[-1].span[1]:
            kept.append(debris)
    return tuple(kept)
