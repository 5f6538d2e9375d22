"""Every Persian sentence that the bot says. Nothing that people read stands anywhere else; a second language is one more file.

Tone: plain standard written Persian, «شما», no exclamation mark, no apology formula. Texts that carry `{…}` are filled with
`str.format`, the values already escaped for HTML where the message is HTML.
"""

from __future__ import annotations

START = (
    "نقل خبرهای فارسی را می‌خواند و نشان می‌دهد چه کسی چه گفت، با منبع. نام کسی، کشوری یا موضوعی را بنویسید، یا یکی را برگزینید:"
)
START_FOOT = "روزی دو مرور می‌فرستیم؛ خبر لحظه‌ای تا نخواهید نه."
GREETING = "نام کسی، کشوری یا موضوعی را بنویسید؛ نقل می‌گوید چه گفته‌اند."
HELP = (
    "<b>پرسیدن</b>: بنویسید «روحانی دربارهٔ ترکیه چه گفت»، «دیروز سخنگوی وزارت خارجه چه گفت» یا فقط «ترکیه».\n"
    "<b>سنجیدن نقل</b>: جمله، پست یا نشانی خبر را بفرستید، یا /check را بزنید.\n"
    "<b>دنبال کردن</b>: زیر هر پاسخ «دنبال کردن» را بزنید، یا بنویسید «دنبال کن وزیر خارجه دربارهٔ سوریه». عبارت خودتان را در «» "
    "بگذارید. در مرورها می‌آید؛ خبر لحظه‌ای را جدا روشن کنید.\n"
    "<b>فهرست</b>: /follows دنبال‌های شما، /latest تازه‌ترین نقل‌ها، /briefing مرور همین حالا.\n"
    "<b>تنظیمات</b>: /settings زمان مرور، ساعت سکوت، منبع‌ها و جز این‌ها، /pause توقف موقت.\n"
    "<b>داده‌های شما</b>: /privacy چه نگه می‌داریم، /export دریافت آن، /forget پاک کردن همهٔ آن."
)
PRIVACY = (
    "فقط شناسهٔ این گفت‌وگو، تنظیمات و دنبال‌های شما را نگه می‌داریم. نام، شماره و جای شما را نه می‌پرسیم نه نگه می‌داریم. "
    "متن پرسش‌ها با شناسه ذخیره نمی‌شود. تلگرام خود گفت‌وگو را نگه می‌دارد؛ برای پاک شدن آن، گفت‌وگو را در تلگرام حذف کنید."
)

# Attribution and digests
UNKNOWN_SPEAKER = "گویندهٔ نامشخص"
ANONYMOUS_SOURCE = "منبع ناشناس"
ANONYMOUS_OF = "به نقل از {source}"
FORMERLY = "{role} (پیشین)"
EVERYBODY = "همهٔ گویندگان"
AT_THE_TIME = "{role} وقت"
OF_TITLES = ("اول", "دوم", "کل", "عالی", "ارشد", "عامل", "عمومی", "جمهور", "موقت", "ویژه")  # «معاون اول»، «فرمانده کل»
AS_REPORTED = "به گزارش {source}"
AS_TOLD_BY = "به روایت {source}"
LAST_ADDED = "آخرین افزوده ساعت {time}"
MORE_STATEMENTS = "{count} نقل دیگر"
AND_MORE_SOURCES = "{source} و {count} منبع دیگر"
AT_HOUR = "ساعت {time}"
ELLIPSIS = "…"
LIST_COMMA = "، "

# Buttons
ALL_STATEMENTS = "همهٔ {count} نقل"
STORY_PAGE = "صفحهٔ خبر"
TEXT_AT = "متن در {source}"
SUMMARY_AT = "خلاصه در {source}"
FOLLOW = "دنبال کردن"
FOLLOW_WHAT = "دنبال کردن «{what}»"
ALERT_TOO = "خبر لحظه‌ای هم"
NO_ALERT = "بدون خبر لحظه‌ای"
CANCEL = "لغو"
REMOVE = "برداشتن"
OLDER = "قدیمی‌تر"
NEWER = "تازه‌تر"
FORGET_CONFIRM = "پاک شود"

# Following
FOLLOWED = "<b>{what}</b> دنبال شد. در مرورها می‌آید."
FOLLOWED_ALERTS = "<b>{what}</b> دنبال می‌شود. خبر لحظه‌ای هم می‌آید."
ALREADY_FOLLOWED = "<b>{what}</b> را از پیش دنبال می‌کنید."
UNFOLLOWED = "<b>{what}</b> دیگر دنبال نمی‌شود."
CHOOSE_FOLLOW = "کدام را دنبال می‌کنید؟"
FOLLOWS_HEAD = "<b>دنبال‌های شما</b>"
FOLLOWS_EMPTY = "هنوز چیزی را دنبال نمی‌کنید. نام کسی، کشوری یا موضوعی را بنویسید."
FOLLOW_LINE_ALERT = "با خبر لحظه‌ای"
ABOUT = "دربارهٔ {what}"
BY_OFFICIALS = "مقام‌های {country}"
LATEST_OF = "تازه‌ترین نقل‌ها:"

# Answers
ANSWER_ALL_TIME = "همهٔ زمان‌ها"
ANSWER_NEWEST = "تازه‌ترین اول"
ANSWER_OLDEST = "قدیمی‌ترین اول"
ANSWER_COUNT = "{count} نقل از {stories} خبر"
ANSWER_RANGE = "{first} تا {last} از {total}."
ANSWER_ONE = "{first} از {total}."
ARCHIVE_STARTS = "آرشیو نقل از {date} آغاز می‌شود؛ شاید همهٔ گفته‌ها این‌جا نباشد."
ARCHIVE_EMPTY = "آرشیو نقل هنوز خالی است."
NOTHING_FOUND = "{what}: نقلی نداریم."
NOT_UNDERSTOOD = "کسی، کشوری یا موضوعی را در «{text}» نشناختیم. نامی بنویسید، یا /help را بزنید."
CALENDAR = "تاریخ قمری را نمی‌شماریم؛ ماه شمسی یا میلادی بنویسید."
WHICH_ONE = "کدام {name}؟"

# Quotations checked
CHECK_WHOLE = "این جمله را به همین صورت یافتیم:"
CHECK_PART = "این جمله بخشی از این نقل است:"
CHECK_OMITTED = "بخش‌های این جمله به همین ترتیب در این نقل آمده است، با افتادگی:"
CHECK_NEAR = "این جمله را به همین صورت نیافتیم. نزدیک‌ترین نقل:"
CHECK_OTHER_WORD = "در نقل «{said}» است و در متن شما «{quoted}»."
CHECK_ADDED = "«{quoted}» در نقل نیست."
CHECK_MISSING = "«{said}» در متن شما نیست."
CHECK_OTHER_SPEAKER = "گویندهٔ این نقل، {name} است."
CHECK_NONE = "این جمله را در {sources} منبع و از {date} نیافتیم. نیافتن به معنی دروغ بودن نیست."
CHECK_EMPTY = "آرشیو نقل هنوز خالی است. نیافتن به معنی دروغ بودن نیست."
CHECK_SHORT = "برای سنجیدن، جملهٔ کامل‌تری بفرستید."
CHECK_WHAT = "متن نقل را بنویسید یا پست را بفرستید."

LATEST_HEAD = "<b>تازه‌ترین نقل‌ها</b>"
ONLY_TEXT = "لطفاً بنویسید."

# Briefings
BRIEFING_MORNING = "مرور صبح، {day}"
BRIEFING_EVENING = "مرور شب، {day}"
BRIEFING_OUTAGE = "مرور روزهای قطعی، {day}"
FROM_TO = "از ساعت {since} تا {until}"
BRIEFING_NOW = "مرور، {day}"
BRIEFING_COUNT = "{stories} خبر و {speakers} گوینده"
BRIEFING_STORIES = "{stories} خبر"
BRIEFING_MORE = "{count} خبر دیگر"
BRIEFING_EMPTY = "از مرور پیش خبری نبود."
BRIEFING_NOT_FOLLOWING = "برای مرور، نخست کسی، کشوری یا موضوعی را دنبال کنید."

# Charts
CHART_A_DAY = "نقل در روز"
CHART_A_WEEK = "نقل در هفته"
CHART_A_MONTH = "نقل در ماه"
CHART_STATEMENTS = "شمار نقل‌ها"
CHART_NOTHING = "در این مدت نقلی نداریم."

# Notices
CAP_REACHED = "امروز {cap} خبر لحظه‌ای فرستادیم؛ بقیه در مرور شب."
SOURCE_FAILING = "<b>{name}</b> از {since} خوانده نمی‌شود: {reason}"
SOURCE_BACK = "<b>{name}</b> دوباره خوانده می‌شود."
SOURCES_UNSEEN = "از این سرور دیده نمی‌شود: {names} ({reason})"
HELD_HEAD = "<b>در ساعت سکوت</b>"

# Housekeeping
ADMINS_ONLY = "این را تنها مدیران گروه می‌توانند."
OLD_BUTTON = "این پیام قدیمی است."
FORGET_ASK = "همهٔ داده‌های این گفت‌وگو (دنبال‌ها، تنظیمات) پاک شود؟"
FORGOTTEN = "پاک شد. از شما چیزی نگه نمی‌داریم. برای آغاز دوباره /start را بزنید."
ERROR = "این بار نشد. چند لحظهٔ دیگر دوباره بنویسید."
CORRECTION = "⚠️ اصلاح: {what}"
CHANGES = {
    "speaker": "به نوشتهٔ تازهٔ ناشر، گویندهٔ «{text}» {after} است، نه {before}.",
    "contrary": "این گفتهٔ {before} در متن تازهٔ خبر وارونه شده است: «{text}»",
    "withdrawn": "این گفتهٔ {before} دیگر در متن خبر نیست: «{text}»",
    "mended-speaker": "گویندهٔ «{text}» {before} نوشته شده بود؛ درست: {after}.",
    "mended-act": "دربارهٔ «{text}» نوشته بودیم «{before}»؛ درست: «{after}».",
    "vanished-here": "متن {before} که نقلی از آن در این پیام بود، برداشته شد.",
    "hidden": "این نقل نادرست بود و برداشته شد: «{text}»، {before}",
}
VANISHED = "⚠️ {source} این خبر را از سایت خود برداشته است."
VANISHED_OF = "⚠️ {source} خبری را که نقل {who} در آن بود، از سایت خود برداشته است."

# Words typed instead of commands, folded when compared
COMMAND_WORDS = {
    "start": ("شروع",),
    "latest": ("تازه‌ها", "چه خبر", "چی شد امروز", "تازه‌ترین نقل‌ها"),
    "briefing": ("مرور", "خلاصه"),
    "follows": ("دنبال‌ها", "لیست", "دنبال‌های من"),
    "settings": ("تنظیم", "تنظیمات"),
    "pause": ("ساکت", "نفرست", "توقف موقت"),
    "share": ("هم‌رسانی",),
    "help": ("کمک", "راهنما"),
    "privacy": ("حریم خصوصی",),
    "export": ("دریافت داده‌های من", "داده‌های من"),
    "forget": ("پاکم کن", "پاک کردن همهٔ داده‌های من"),
}

COMMAND_MENU = (
    ("start", "شروع"),
    ("latest", "تازه‌ترین نقل‌ها"),
    ("briefing", "مرور همین حالا"),
    ("follows", "دنبال‌های من"),
    ("check", "این نقل درست است؟"),
    ("settings", "تنظیمات"),
    ("pause", "توقف موقت"),
    ("share", "رساندن نقل به دیگران"),
    ("help", "راهنما"),
    ("privacy", "چه چیزی از من نگه می‌دارید"),
    ("export", "دریافت داده‌های من"),
    ("forget", "پاک کردن همهٔ داده‌های من"),
)
GROUP_MENU = (
    ("latest", "تازه‌ترین نقل‌ها"),
    ("briefing", "مرور همین حالا"),
    ("follows", "دنبال‌های گروه"),
    ("check", "این نقل درست است؟"),
    ("help", "راهنما"),
)
GROUP_ADMIN_MENU = (
    *GROUP_MENU,
    ("follow", "دنبال کردن در این گروه"),
    ("settings", "تنظیمات گروه"),
    ("pause", "توقف موقت"),
    ("forget", "پاک کردن همهٔ داده‌های گروه"),
)

WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
NUMBER_WORDS = ("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده")
