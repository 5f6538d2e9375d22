"""What the bot says to those who run it. Filled with `str.format`, the values already escaped."""

from __future__ import annotations

CANCEL = "لغو"
DONE = "انجام شد."
PUT_OFF = "کنار گذاشته شد."
NOT_FOUND = "چنین چیزی نیست."
NO_MATTER = "پیدا نشد. واژه‌های دیگری بنویسید."
OVER = "پیش از این انجام شده است."
CANNOT = "نشد: {reason}"
BACK = "بازگشت"
OLDER = "قدیمی‌تر"
NEWER = "تازه‌تر"
ROLES = {"VIEWER": "بیننده", "EDITOR": "ویراستار", "OWNER": "دارنده"}
FEW = "کمتر از ده"

# The panel and the menu
PANEL = "<b>مدیریت</b>، نقش شما: {role}"
MENU = {
    "admin": "مدیریت",
    "push": "پیام همگانی",
    "reports": "گزارش نادرستی",
    "edit": "ویرایش نقل و خبر",
    "newsroom": "تحریریهٔ کانال",
    "sources": "منبع‌ها",
    "people": "نام‌ها و سمت‌ها",
    "numbers": "شمارها",
    "bans": "گفت‌وگوهای بسته",
    "audit": "چه کسی چه کرد",
    "admins": "مدیران",
}

# Admins
ADMINS_HEAD = "<b>مدیران</b>"
ADMIN_LINE = "{name} ({id})، {role}"
OWNER_LINE = "{id}، دارنده (در تنظیمات)"
APPOINT = "افزودن"
APPOINT_ASK = "شناسهٔ عددی او را بنویسید، یا پیامی از او بفرستید. شناسه را خودش با /start نمی‌بیند؛ ربات‌هایی هستند که می‌گویند."
APPOINT_ROLE = "{id} چه نقشی داشته باشد؟"
APPOINTED = "{id} از این پس {role} است."
DISMISS = "برداشتن {name}"
DISMISSED = "{name} دیگر مدیر نیست."
IS_OWNER = "او دارنده است و در تنظیمات ایستاده."
NOT_AN_ID = "این شناسه نیست. عددی مانند ۱۲۳۴۵۶۷۸۹ بنویسید."

# Pushes
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
PUSH_WHOM = "به چه کسانی برود؟"
AUDIENCE = {
    "all": "همه",
    "groups": "گروه‌ها",
    "channels": "کانال‌ها",
    "test": "فهرست آزمایشی",
    "followers": "دنبال‌کنندگان…",
}
FOLLOWERS_OF = "دنبال‌کنندگان {what}"
PUSH_WHO_ASK = "دنبال‌کنندگان چه کسی، کشوری یا موضوعی؟ نامش را بنویسید."
PUSH_WHEN = "چه وقت؟"
PUSH_NOW = "همین حالا"
PUSH_LATER = "وقت دیگر"
PUSH_WHEN_ASK = "ساعت را بنویسید: «۱۸:۳۰»، «فردا ۷:۳۰» یا «۱۴۰۴/۷/۲۰ ۱۸:۳۰»."
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
PUSH_BLOCKED = "دیگر در دسترس نیستند: {count}"
PUSH_FAILED = "نرسیده: {count}، {reason}"
PUSH_UNCERTAIN = "نامعلوم: {count}"
PUSH_DROPPED = "فرستاده نشد: {count}، {reason}"
PUSH_GONE = "در این میان همه‌چیز را پاک کردند: {count}"
PUSH_REST = "مانده: {count}"
PUSH_ENDS = "پایان: {when}"
PUSH_BEGINS = "آغاز: {when}"
PUSH_TOOK = "از {since} تا {until}"
PUSH_REPORT = "<b>گزارش پیام همگانی {id}</b>: {state}"
REASONS = {"the push was cancelled": "پیام لغو شد", "nothing to say any more": "گفت‌وگو در توقف موقت است"}
SECONDS = "{count} ثانیه"
MINUTES = "{count} دقیقه"
HOURS_MINUTES = "{hours} ساعت و {minutes} دقیقه"
PUSH_STARTED = "راه افتاد."
PUSH_PAUSED = "می‌ایستد."
PUSH_RESUMED = "ادامه می‌یابد."
PUSH_CANCELLED = "لغو شد."
PUSHES_HEAD = "<b>پیام‌های همگانی</b>"
PUSHES_NONE = "هنوز پیامی فرستاده نشده است."
PUSH_LINE = "{id}. {day}، {state}، {audience}"

# The audit
AUDIT_HEAD = "<b>چه کسی چه کرد</b>"
AUDIT_NONE = "هنوز کاری نشده است."
AUDIT_LINE = "{when}، {who}: {action} {subject}"
AUDIT_CHANGE = "از «{before}» به «{after}»"
ACTIONS = {
    "appoint": "مدیر کرد",
    "dismiss": "از مدیران برداشت",
    "push": "پیام همگانی فرستاد",
    "push-pause": "پیام همگانی را متوقف کرد",
    "push-resume": "پیام همگانی را ادامه داد",
    "push-cancel": "پیام همگانی را لغو کرد",
    "hide": "نقل را برداشت",
    "show": "نقل را بازگرداند",
    "correct": "نقل را اصلاح کرد",
    "report": "گزارش را بست",
    "merge-stories": "دو خبر را یکی کرد",
    "split-story": "خبری را از خبری جدا کرد",
    "hide-article": "متن را برداشت",
    "show-article": "متن را بازگرداند",
    "source-add": "منبع افزود",
    "source-pause": "منبع را متوقف کرد",
    "source-resume": "منبع را به کار انداخت",
    "source-remove": "منبع را برداشت",
    "source-hide": "همهٔ نقل‌های منبع را برداشت",
    "source-fill": "آرشیو منبع را خواند",
    "person-accept": "نام تازه پذیرفت",
    "person-merge": "نام را به کسی پیوست",
    "person-reject": "نام را رد کرد",
    "person-edit": "شناسنامه را ویرایش کرد",
    "newsroom": "تحریریه گذاشت",
    "newsroom-off": "تحریریه را برداشت",
    "style": "شیوه‌نامهٔ کانال را تغییر داد",
    "automatic": "انتشار خودکار را تغییر داد",
    "draft-publish": "منتشر کرد",
    "draft-reject": "رد کرد",
    "draft-schedule": "زمان‌بندی کرد",
    "draft-edit": "متن پیش‌نویس را نوشت",
    "ban": "گفت‌وگو را بست",
    "unban": "گفت‌وگو را باز کرد",
}

# Statements, stories, articles
COMMA = "، "
SAYS = "گفت"
EDIT_FIND = "چند واژه از نقل یا نام گوینده را بنویسید."
HIDE = "برداشتن نقل"
SHOW = "بازگرداندن نقل"
HIDDEN = "این برداشته شده است."
SPEAKER = "گوینده"
ACT = "فعل"
STORY = "خبر"
ARTICLE = "متن"
SPEAKER_ASK = "گویندهٔ درست کیست؟"
SPEAKER_NAME = "نام گویندهٔ درست را بنویسید."
NOBODY = "نامشخص"
ANOTHER_NAME = "نام دیگر"
ACT_ASK = "فعل درست کدام است؟"
CARD_TITLE = "عنوان: {title}"
CARD_ACT = "فعل: {act}"
CARD_RULE = "قاعده: \u200e{rule}\u200e، اطمینان {sure}٪"
CARD_NO_RULE = "قاعده‌ها امروز در این جای متن نقلی نمی‌یابند."
REPORTED = "نادرست است در: {what}"
REPORTS_HEAD = "<b>گزارش نادرستی</b>، {count} باز"
REPORTS_NONE = "گزارش بازی نیست."
RIGHT = "نقل درست است"
NEXT = "گزارش بعدی"
MERGE = "یکی کردن با خبر دیگر"
MERGE_ASK = "چند واژه از خبر دیگر را بنویسید."
MERGE_WHICH = "کدام همین خبر است؟"
SPLIT = "جدا کردن از خبر"
ALONE = "این متن در خبر خود تنهاست."
HIDE_ARTICLE = "برداشتن متن"
SHOW_ARTICLE = "بازگرداندن متن"
ARTICLE_HAS = "{count} نقل"

# Newsrooms
NEWSROOMS_HEAD = "<b>تحریریه‌ها</b>\nکانالی که تحریریه دارد، چیزی را بی ویراستار منتشر نمی‌کند."
NEWSROOMS_NONE = "ربات هنوز در کانالی مدیر نیست. نخست آن را در کانال مدیر کنید."
NEWSROOM_CARD = "<b>{title}</b>\nویراستاران: {editors}\n\n{style}"
NO_EDITORS = "ندارد؛ هر چه برسد منتشر می‌شود"
CHOOSE_EDITORS = "گروه ویراستاران"
WHICH_GROUP = "کدام گروه ویراستاران این کانال است؟ ربات باید عضو آن باشد."
STYLE = "شیوه‌نامه"
STYLE_ASK = "شیوه‌نامه را به همین شکل بنویسید؛ سطر «نام» برای هر نام یک بار، با شناسه‌اش:\n\n{style}"
STYLE_WRONG = "این شیوه‌نامه را نفهمیدیم."
STYLE_DIGITS = "ارقام"
STYLE_TAGS = "هشتگ"
STYLE_SIGNATURE = "امضا"
STYLE_NAME = "نام"
LATIN = "لاتین"
PERSIAN = "فارسی"
AS_SET = "مانند تنظیمات"
ON = "روشن"
OFF = "خاموش"
NOTHING = "هیچ"
AUTOMATIC = "انتشار خودکار"
AUTOMATIC_HEAD = "دنبال‌های این کانال؛ آنچه با ✓ است بی ویراستار منتشر می‌شود:"
AUTOMATIC_NONE = "این کانال چیزی را دنبال نمی‌کند."
CLOSE_NEWSROOM = "بستن تحریریه"
PUBLISH = "انتشار"
REWRITE = "ویرایش"
REJECT = "رد"
SCHEDULE = "زمان‌بندی"
DRAFT_HEAD = "پیش‌نویس برای {title}"
DRAFT_GONE = "چیزی برای انتشار نمانده است."
DRAFT_ASK = "متن تازه را در پاسخ به این پیام بنویسید."
DRAFT_WHEN = "ساعت انتشار را در پاسخ به این پیام بنویسید: «۱۸:۳۰» یا «فردا ۷:۳۰»."
DRAFT_STATES = {
    "published": "منتشر شد",
    "rejected": "رد شد",
    "scheduled": "زمان‌بندی شد",
}
DRAFT_FOOT = "{state}: {name}، {when}"
DRAFT_AT = "برای {when}"
