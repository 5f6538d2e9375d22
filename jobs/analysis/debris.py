"""What stands in an article's body but is not its text: bylines, related links, reporters' codes, advertisements, glosses."""

from __future__ import annotations

import re

from jobs.analysis.model import Debris
from jobs.analysis.segment import paragraphs

_LINE_RULES = (
    ("related", re.compile(r"(?:بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط|همچنین بخوانید|بخوانید)\b")),
    ("ending", re.compile(r"(?:انتهای|پایان) (?:پیام|خبر)")),
    ("advertisement", re.compile(r".{0,80}کانال (?:تلگرام|تلگرامی).{0,80}(?:کلیک|بپیوندید|عضو)")),
    ("page", re.compile(r"(?:نسخه چاپی|ارسال به دوستان|نظر شما|ایمیل)\s*[:.]?\Z")),
)


def find_debris(text: str) -> tuple[Debris, ...]:
    """The stretches of `text` (a body as published) that are not the article's own, in order, none overlapping another."""
    found = []
    for start, end in paragraphs(text):
        line = text[start:end].replace("ي", "ی").replace("ك", "ک").replace("\u00a0", " ")
        for reason, rule in _LINE_RULES:
            if rule.match(line):
                found.append(Debris((start, end), reason))
                break
    return tuple(found)
