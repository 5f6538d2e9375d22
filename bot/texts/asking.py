"""What answers, pages and checked quotations say. Never a verdict, never a yes or a no."""

from __future__ import annotations

from bot.question.model import Note

# Questions that are not answered with statements
MEANT = "«{text}» را نمی‌شناسیم. منظورتان {name} است؟"
MEANT_OFFICE = "منظورتان از «{text}» {name} است؟"
YES = "بله"
NO_AS_PHRASE = "نه، همین عبارت"
CANDIDATE = "{name}{office}{last}"
LAST_QUOTED = "آخرین نقل {date}"
NEVER_QUOTED = "بی‌نقل در آرشیو"
ONLY_NEWS = "نقل فقط دربارهٔ گفته‌های خبری پاسخ می‌دهد."
VOICE = "لطفاً بنویسید؛ صدا را نمی‌شنویم."
PICTURE = "نوشتهٔ تصویر را نمی‌خوانیم. متن را بنویسید یا بفرستید."
FILE = "فایل را نمی‌خوانیم. لطفاً متن را بنویسید."
TOO_FAST = "پرسش‌ها تند می‌آیند. {seconds} ثانیهٔ دیگر بپرسید."

# Answers
NOTES = {
    Note.CAUSE: "نقل علت را نمی‌گوید؛ گفته‌ها را نشان می‌دهد.",
    Note.VERDICT: "نقل درستی و نادرستی را داوری نمی‌کند؛ گفته‌ها را نشان می‌دهد.",
    Note.COMPARISON: "گفته‌های همه، به ترتیب زمان و بی‌داوری.",
}
WHO_SAID = "گویندگان: {names}."
COUNTED = "{name} ({count})"
FIRST_SAID = "پیش از آن {name}، {date}، به روایت {source}: «{text}»"
NONE_OF = "از {names} نقلی نداریم."
LEFT_OUT = "با «{words}» نقلی نداریم؛ این‌ها بی آن است."
BEST = "نقل اصلی خبرها اول"
NOTHING = "{what}: نقلی نداریم."
SHOWN_ONCE = "آنچه چند منبع گفته‌اند یک بار آمده است."
NOTHING_IN = "{what}، {period}: نقلی نداریم."
NEAREST = "نزدیک‌ترین‌ها که داریم:"
NEAREST_LINE = "{what}: {count} نقل"

# Buttons under answers
NARROW = "باریک‌تر"
BACK = "بازگشت"
BEST_FIRST = "اصلی‌ها اول"
NEWEST_FIRST = "تازه‌ها اول"
ALL_TIMES = "همهٔ زمان‌ها"
ANY_ACT = "هر گفته‌ای"
ANY_SOURCE = "همهٔ منبع‌ها"
ALL_SAID = "همهٔ گفته‌هایش"
AS_WORDS = "با این واژه"
EVER_SAID = "هر چه گفته است"
ANYBODY = "همهٔ گویندگان"
ANY_PHRASE = "بی این عبارت"
ANY_TOPIC = "همهٔ موضوع‌ها"
ANY_PERSON = "بی این نام"
ANY_COUNTRY = "همهٔ کشورها"
ABOUT_THEM = "دربارهٔ {name}"
SAID_BY = "گفته‌های {name}"
STATEMENT_NUMBER = "نقل {number}"
FILE_OF_RESULTS = "فایل CSV"
DIMENSIONS = {"topic": "موضوع", "country": "کشور", "month": "ماه", "outlet": "منبع", "speaker": "گوینده"}
CHOOSE_FACET = "با کدام باریک‌تر شود؟"
NO_FACETS = "باریک‌تر از این نمی‌شود."

# Files
CSV_NAME = "naql-{date}.csv"
CSV_CAPTION = "{what}: {count} نقل"
CSV_CUT = "{what}: {count} نقل تازه از {total}"
CSV_COLUMNS = ("تاریخ", "روز", "گوینده", "سمت", "کنش", "نوع", "نقل", "رویداد", "کشورها", "موضوع‌ها", "منبع", "نشانی")
CSV_KINDS = {"direct": "عین سخن", "reported": "نقل غیرمستقیم", "paraphrase": "به بیان خبر"}
"""How the words stand in the article."""

# Pages
PAGE = "صفحهٔ {name}"
IN_OFFICE = "سمت: {offices}"
FORMER_OFFICES = "پیش‌تر: {offices}"
TERM = "{name} ({since} تا {until})"
TERM_OPEN = "{name} (از {since})"
TERM_ENDED = "{name} (تا {until})"
ACTING = "سرپرست"
HOLDER = "اکنون: {names}"
NO_HOLDER = "دارندهٔ کنونی را نمی‌دانیم."
KNOWN_UNTIL = "دانستهٔ ما از سمت‌ها تا {date} است."
HOLDERS = "<b>دارندگان</b>"
SAYS_AND_SAID_OF = "{by} نقل از او، {about} نقل دربارهٔ او"
SAYS_AND_SAID_OF_IT = "{by} نقل از آن، {about} نقل دربارهٔ آن"
NONE_HERE = "در آرشیو نقلی نداریم."
SPEAKS_AND_SPOKEN_OF = "{by} نقل از مقام‌هایش، {about} نقل درباره‌اش"
TOPIC_COUNT = "{count} نقل"
MOST_ABOUT = "بیشتر دربارهٔ: {names}"
WHO_SPEAKS = "بیشترین گویندگان: {names}"
SPOKEN_BY = "بیشتر از زبان: {names}"
LATEST = "<b>تازه‌ترین</b>"
OUTLETS = "بیشترین منبع‌ها: {names}"
SOURCE_SINCE = "از {since} در آرشیو؛ آخرین نقل {until}"
OWNER = 'مالک: {owner} (<a href="{reference}">مأخذ</a>)'
SOURCE_HOME = "سایت ناشر"
SAID = "گفته‌ها"
CHART = "نمودار"
CHART_WORDS = ("روند", "نمودار")  # «روند عراق» asks for the chart
NO_CHART = "برای نمودار نقلی نداریم."
STATEMENTS_OF_STORY = "{count} نقل از {sources} منبع"
ANSWERED = "پاسخ‌ها"
BOTH_SIDES = "<b>دو سوی خبر</b>"
BEFORE = "پیش‌تر چه گفته بود؟"
BEFORE_HEAD = "{name} پیش از این دربارهٔ {what}"
BEFORE_ANY = "{name} پیش از این"
BEFORE_NONE = "از {name} پیش از این نقلی دربارهٔ همین نداریم."
BEFORE_UNKNOWN = "گویندهٔ این نقل را نمی‌شناسیم."
TEXT_AT = "متن در {source}"
WHOLE_STORY = "همهٔ این خبر"

# Quotations
OURS_SAME = "این پیام از نقل است و با آرشیو یکی است."
OURS_CHANGED = "این پیام از نقل است و از آن پس این‌ها دگرگون شده است:"
OURS_GONE = "«{text}» دیگر در آرشیو نیست."
OURS_NOW = "«{text}» اکنون با {name} است."
NOT_OURS = "این پیام را نقل نفرستاده است؛ نقل‌های آن را در آرشیو جستیم:"
LINK_KNOWN = "این خبر در آرشیو است:"
LINK_READ = "این خبر در آرشیو نیست؛ گفته‌هایی که در آن یافتیم:"
LINK_NOTHING = "در این نشانی گفته‌ای نیافتیم."
LINK_UNREAD = "این نشانی را نتوانستیم بخوانیم. متن را بفرستید."
CHECKED_SEVERAL = "از {total} جمله، {found} را یافتیم:"
CHECKED_SEVERAL_NEAR = "از {total} جمله، {found} را یافتیم، {near} جمله با تفاوت:"
NEAREST_OF_THEM = "نزدیک‌ترین نقل از او:"

# Inline mode
INLINE_NOTHING = "نقلی نیافتیم؛ در نقل بپرسید"
INLINE_HINT = "نام، کشور یا موضوعی بنویسید"
GREGORIAN = "{year} میلادی"
HIM = "او"
NEXT_PAGE = "بعدی"
FORMER_PAGE = "قبلی"
ONE_STATEMENT = "یک نقل"
ALL_BEFORE = "همهٔ آن‌ها"
BEFORE_PERIOD = "پیش از این نقل"
OURS_NOTHING = "این پیام از نقل است؛ نقلی در آن نیست که سنجیده شود."
CHECK_WORDS = (
    "راسته", "این راسته", "اینو گفته", "این را گفته", "اینو کی گفته", "این را کی گفته", "کی گفته", "کی گفته اینو",
    "درسته", "این درسته", "واقعا گفته", "واقعا اینو گفته", "چک کن", "بررسی کن", "این نقل درست است", "صحت داره",
)  # fmt: skip
"""What is written in reply to a message whose words are to be checked; folded, without the question mark, when compared."""
NOT_FALSE = "نیافتن به معنی دروغ بودن نیست."
PLACEHOLDER = "متن نقل"
