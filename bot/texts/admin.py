"""What the bot says to those who run it. Filled with `str.format`, the values already escaped."""

from __future__ import annotations

CANCEL = "لغو"
DONE = "انجام شد."
PUT_OFF = "کنار گذاشته شد."
NOT_FOUND = "چنین چیزی نیست."
NO_MATTER = "پیدا نشد. واژه‌های دیگری بنویسید."
OVER = "پیش از این انجام شده است."
ALREADY = "همین بود؛ چیزی تغییر نکرد."
CANNOT = "نشد: {reason}"
BACK = "بازگشت"
OLDER = "قدیمی‌تر"
NEWER = "تازه‌تر"
PREVIOUS = "پیشین"
FURTHER = "بعدی"
ROLES = {"VIEWER": "بیننده", "EDITOR": "ویراستار", "OWNER": "دارنده"}
FEW = "کمتر از ده"

# The panel and the menu
PANEL = "<b>مدیریت</b>، نقش شما: {role}"
MENU = {
    "admin": "مدیریت",
    "push": "پیام همگانی",
    "reports": "گزارش نادرستی",
    "edit": "ویرایش نقل‌ها",
    "newsroom": "تحریریهٔ کانال",
    "sources": "منبع‌ها",
    "people": "نام و سمت",
    "numbers": "شمارها",
    "bans": "بسته‌ها",
    "audit": "چه کسی چه کرد",
    "admins": "مدیران",
}

# Admins
ADMINS_HEAD = "<b>مدیران</b>"
ADMIN_LINE = "{name} ({id})، {role}"
OWNER_LINE = "{id}، دارنده (در تنظیمات)"
APPOINT = "افزودن"
APPOINT_ASK = "شناسهٔ عددی او را بنویسید، یا پیامی از او را به این‌جا بازارسال کنید. ربات‌هایی هستند که به هر کس شناسه‌اش را می‌گویند."
APPOINT_ROLE = "{id} چه نقشی داشته باشد؟"
APPOINTED = "{id} از این پس {role} است."
DISMISS = "برداشتن {name}"
DISMISSED = "{name} دیگر مدیر نیست."
IS_OWNER = "او دارنده است و در تنظیمات ایستاده."
NOT_AN_ID = "این شناسه نیست. عددی مانند ۱۲۳۴۵۶۷۸۹ بنویسید."

# The audit
AUDIT_HEAD = "<b>چه کسی چه کرد</b>"
AUDIT_NONE = "هنوز کاری نشده است."
AUDIT_LINE = "{when}، {who}: {action} {subject}"
AUDIT_CHANGE = "از «{before}» به «{after}»"
NONE = "—"
VALUES = {
    "STRANGER": "بی‌نقش",
    **ROLES,
    "draft": "پیش‌نویس",
    "running": "در حال فرستادن",
    "paused": "متوقف",
    "done": "پایان یافته",
    "cancelled": "لغوشده",
    "waiting": "در انتظار ویراستار",
    "scheduled": "زمان‌بندی‌شده",
    "published": "منتشرشده",
    "rejected": "ردشده",
    "active": "خوانده می‌شود",
    "removed": "برداشته",
    "kept": "درست",
    "mended": "اصلاح‌شده",
    "True": "خودکار",
    "False": "با ویراستار",
}
"""What stands in the audit as a word of the storage."""
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
ACTS = {
    "demands": "خواستار شد",
    "warns": "هشدار داد",
    "denies": "تکذیب کرد",
    "rejects": "رد کرد",
    "condemns": "محکوم کرد",
    "criticises": "انتقاد کرد",
    "accuses": "متهم کرد",
    "praises": "ستود",
    "promises": "وعده داد",
    "threatens": "تهدید کرد",
    "hopes": "ابراز امیدواری کرد",
    "worries": "ابراز نگرانی کرد",
    "regrets": "ابراز تأسف کرد",
    "proposes": "پیشنهاد داد",
    "predicts": "پیش‌بینی کرد",
    "confirms": "تأیید کرد",
    "asks": "پرسید",
}
"""What editors choose from; readers are shown the few verbs of digests (jobs/analysis/data/digest.toml)."""
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
SPEAKER_SURE = "گوینده <b>{name}</b> شود؟"
SPEAKER_KNOWN = "در فهرست نام‌ها هست."
SPEAKER_UNKNOWN = "در فهرست نام‌ها نیست؛ همین‌گونه نوشته می‌شود."
SPEAKER_YES = "همین است"
SPEAKER_TYPED = "همان که نوشتم"
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
DRAFT_CUT = "این‌جا بریده است؛ همه‌اش منتشر می‌شود."
DRAFT_CARRIES = {"photo": "با یک عکس", "document": "با یک پرونده", "copy": "با آنچه آن پیام دارد"}
DRAFT_ASK = "متن تازه را در پاسخ به این پیام بنویسید."
DRAFT_WHEN = "ساعت انتشار را در پاسخ به این پیام بنویسید: «۱۸:۳۰» یا «فردا ۷:۳۰»."
DRAFT_STATES = {
    "published": "منتشر شد",
    "rejected": "رد شد",
    "scheduled": "زمان‌بندی شد",
}
DRAFT_FOOT = "{state}: {name}، {when}"
DRAFT_AT = "برای {when}"

# Numbers
NUMBERS_HEAD = "<b>شمارها</b>"
KINDS = {"private": "شخصی", "group": "گروه", "channel": "کانال"}
CHAT_STATES = {"asleep": "خاموش", "banned": "بسته"}
FOLLOW_KINDS = {"all": "همه", "who": "گوینده", "country": "کشور", "topic": "موضوع", "phrase": "عبارت"}
DELIVERY_STATES = {
    "sent": "رسیده",
    "pending": "در انتظار",
    "claimed": "در راه",
    "failed": "نرسیده",
    "uncertain": "نامعلوم",
    "cancelled": "لغوشده",
    "expired": "دیرشده",
    "held": "نزد ویراستار",
}
N_CHATS = "گفت‌وگوهای فعال: {what}"
N_AWAY = "دیگر گفت‌وگوها: {what}"
N_FRESH = "تازه: {week} در هفته، {month} در ماه"
N_FOLLOWS = "دنبال‌ها: {what}"
N_DELIVERIES = "پیام‌های یک روز: {what}"
N_LAG = "از منبع تا گفت‌وگو: میانه {median}، ۹۵٪ زیر {p95}"
N_LAG_NONE = "از منبع تا گفت‌وگو: در یک روز گذشته خبر لحظه‌ای نبود"
N_STATEMENTS = "نقل در روز: {count}"
N_FAILING = "منبع‌هایی که خوانده نمی‌شوند: {count}"
N_STORAGE = "پایگاه داده: {size}، جای خالی دیسک: {free}"
N_UNANSWERED = "پرسش‌های بی‌پاسخ (دست‌کم سه گفت‌وگو پرسیده‌اند):"
MEGABYTES = "{count} مگابایت"
CHART_STATEMENTS = "نقل در روز"
CHART_CHATS = "گفت‌وگوی تازه در روز"
CHART_ARTICLES = "خبر در روز"
CHART_UNIT = "در {count} روز گذشته"
CHART_EMPTY = "{caption}\nدر این مدت چیزی برای نشان دادن نیست."
CHART_FEW = "{title}\nروزی که کمتر از ده گفت‌وگو آمد ستونی ندارد."

# People
PEOPLE_HEAD = "<b>نام‌ها و سمت‌ها</b>"
CANDIDATES = "نام‌های تازه ({count})"
CANDIDATES_NONE = "نام تازه‌ای نیست."
CANDIDATE_SEEN = "{count} بار، آخرین بار {when}"
EDIT_ENTRY = "ویرایش"
ACCEPT = "پذیرفتن"
ACCEPT_ASK = "شناسهٔ لاتین {name} را بنویسید، مانند parisa-kuhzad."
SLUG_TAKEN = "این شناسه گرفته است. شناسهٔ دیگری بنویسید."
SLUG_WRONG = "شناسه با حرف کوچک لاتین آغاز می‌شود: حرف، رقم و خط تیره."
MERGE_PERSON = "همان است که…"
MERGE_PERSON_ASK = "{name} نام دیگر کیست؟ نام یا شناسه‌اش را بنویسید."
MERGE_SURE = "{name} را می‌گویید؟ اگر همان است شناسه‌اش را بفرستید: <code>{slug}</code>"
REJECT_NAME = "رد"
NEXT_NAME = "بعدی"
ENTRY_ASK = "نام یا شناسهٔ کسی، سمتی یا نهادی را بنویسید."
ENTRY_CARD = "<b>{slug}</b>\nهمین سطرها را ویراسته بفرستید:\n{lines}"
ENTRY_CHANGED = "در این میان کس دیگری این را ویرایش کرد. اکنون چنین است؛ سطرهایتان را بر پایهٔ این بفرستید."
ENTRY_WRONG = "این سطرها را نفهمیدیم. به همان شکل بفرستید."
P_NAME = "نام"
P_COUNTRY = "کشور"
P_SPELLINGS = "املاها"
P_SHORT = "کوتاه"
P_ALONE = "تنها"
P_OFFICE = "سمت"
P_UNTIL = "تا"
P_ACTING = "سرپرست"

# Bans
BANS_HEAD = "<b>گفت‌وگوهای بسته</b>"
BAN = "بستن"
UNBAN = "باز کردن {id}"
BAN_ASK = "شناسهٔ گفت‌وگو و دلیل را بنویسید: «۱۲۳۴۵۶۷۸۹ پیام‌های آزارنده»."
BAN_ADMIN = "او مدیر است. نخست از مدیران بردارید."

# Care
TROUBLES = {
    "outbox": "پیام‌ها بیش از ۱۰ دقیقه در صف مانده‌اند (از {since}).",
    "disk": "دیسک نزدیک به پر شدن است: {detail} مگابایت مانده است.",
    "job": "کار «{detail}» از {since} اجرا نشده است.",
}
TROUBLE_OVER = "برطرف شد: {what}"
TROUBLE_NAMES = {"outbox": "صف پیام‌ها دیگر عقب نیست.", "disk": "دیسک باز جا دارد.", "job": "کار «{detail}» باز اجرا می‌شود."}
