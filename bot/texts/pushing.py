"""What the bot says to an admin about a push. Filled with `str.format`, the values already escaped."""

from __future__ import annotations

PUSH_WHAT = "<b>پیام همگانی</b>\nچه چیزی فرستاده شود؟"
PUSH_TEXT = "متن"
PUSH_STORY = "خبر"
PUSH_STATEMENT = "نقل"
PUSH_BRIEFING = "مرور"
PUSH_LIST = "پیام‌های پیشین"
PUSH_TEXT_ASK = "متن پیام را بنویسید، یا عکس یا پرونده‌ای با زیرنویس بفرستید. پررنگ، کج، پیوند و نقل‌قولِ تلگرام می‌ماند."
PUSH_FIND = "یکی را برگزینید، یا چند واژه از آن بنویسید:"
PUSH_FIND_WORDS = "چند واژه از نقل یا نام گوینده را بنویسید."
PUSH_HOURS = "مرور چند ساعت؟"
HOURS = "{count} ساعت"
PUSH_NOTHING = "در این مدت خبری نبود."
PUSH_LONG = "این متن بلندتر از آن است که در یک پیام جا شود."
PUSH_ODD = "تنها متن، عکس یا پرونده فرستاده می‌شود. یکی از این‌ها را بفرستید."
PUSH_WHOM = "به چه کسانی برود؟"
AUDIENCE = {
    "all": "همه",
    "groups": "گروه‌ها",
    "channels": "کانال‌ها",
    "test": "فهرست آزمایشی",
    "followers": "دنبال‌کنندگان…",
}
FOLLOWERS_OF = "دنبال‌کنندگان {what}"
PUSH_WHO_ASK = "دنبال‌کنندگان چه کسی، کشوری یا موضوعی؟ نام یکی را بنویسید."
PUSH_WHEN = "چه وقت؟"
PUSH_NOW = "همین حالا"
PUSH_LATER = "وقت دیگر"
PUSH_WHEN_ASK = "ساعت را بنویسید: «۱۸:۳۰»، «فردا ۷:۳۰»، «شنبه ۱۸:۳۰» یا «۱۴۰۴/۷/۲۰ ۱۸:۳۰»."
PUSH_WHEN_WRONG = "این زمان را نفهمیدیم، یا گذشته است."
PUSH_SUMMARY = "پیش‌نمایش بالا همان است که می‌رود.\nبه: {audience}، {count} گفت‌وگو\nزمان: {when}\nمدت: حدود {time}"
PUSH_EMPTY = "در این گروه گفت‌وگویی نیست."
PUSH_SEND = "فرستادن"
AT_ONCE = "همین حالا"
PAUSE = "توقف"
RESUME = "ادامه"
PUSH_STATES = {
    "running": "در حال فرستادن",
    "scheduled": "در انتظار زمان",
    "paused": "متوقف",
    "cancelled": "لغو شد",
    "done": "پایان یافت",
}
PUSH_HEAD = "<b>پیام همگانی {id}</b>: {state}"
PUSH_SENT = "رسیده: {sent} از {total}"
PUSH_SENT_FEW = "به {total} گفت‌وگو"
PUSH_TWICE = "شاید دو بار رسیده: {count}"
PUSH_BLOCKED = "دیگر در دسترس نیستند: {count}"
PUSH_FAILED = "نرسیده: {count}، {reason}"
PUSH_UNCERTAIN = "نامعلوم: {count}"
PUSH_DROPPED = "فرستاده نشد: {count}، {reason}"
PUSH_GONE = "در این میان همه‌چیز را پاک کردند: {count}"
PUSH_HELD = "نزد ویراستاران کانال: {count}"
PUSH_REST = "مانده: {count}"
PUSH_ENDS = "پایان: {when}"
PUSH_BEGINS = "آغاز: {when}"
PUSH_TOOK = "از {since} تا {until}"
PUSH_REPORT = "<b>گزارش پیام همگانی {id}</b>: {state}"
REASONS = {
    "the push was cancelled": "پیام لغو شد",
    "nothing to say any more": "گفت‌وگو در توقف موقت است",
    "the chat is banned": "گفت‌وگو بسته شد",
    "the newsroom was closed": "تحریریهٔ کانال بسته شد",
    "rejected by": "ویراستاران کانال رد کردند",
}
"""What the outbox's reasons begin with; Telegram's own are shown as they are."""
SECONDS = "{count} ثانیه"
MINUTES = "{count} دقیقه"
HOURS_MINUTES = "{hours} ساعت و {minutes} دقیقه"
PUSH_STARTED = "راه افتاد."
PUSH_PAUSED = "می‌ایستد."
PUSH_RESUMED = "ادامه می‌یابد."
PUSH_CANCELLED = "لغو شد."
PUSHES_HEAD = "<b>پیام‌های همگانی</b>"
PUSHES_NONE = "هنوز پیامی فرستاده نشده است."
TURN = "{what} {id}"
PUSH_LINE = "{id}. {day}، {state}، {audience}"
