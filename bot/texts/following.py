"""What the bot says about following, about a digest's buttons, and about groups and channels."""

from __future__ import annotations

# Following by typing
WHICH_ONE = "کدام {name}؟"
MEANT = "کسی به نام «{typed}» نمی‌شناسیم. منظورتان {name} است؟"
LIST_BUTTON = "دنبال‌ها"
MEANT_OFFICE = "منظورتان از «{typed}»، {name} است؟"
YES = "بله"
NO_THE_PHRASE = "نه، همین عبارت"
FOLLOW_WHAT = "بنویسید چه کسی، کشوری، موضوعی یا عبارتی را دنبال کنیم؛ برای نمونه «دنبال کن وزیر خارجه دربارهٔ سوریه»."
UNFOLLOW_WHAT = "بنویسید کدام را دیگر دنبال نکنیم؛ برای نمونه «دنبال نکن ترکیه». /follows فهرست دنبال‌هاست."
UNFOLLOW_WHICH = "کدام را برداریم؟"
UNFOLLOW_NONE = "«{typed}» در دنبال‌های شما نیست. /follows فهرست آن‌هاست."
NOT_FOLLOWABLE = "در «{typed}» چیزی برای دنبال کردن نیافتیم. نام کسی، کشوری، موضوعی یا عبارتی را بنویسید."
WHOEVER = "{office} (هر که باشد)"
KNOWN_AS = "{name}، {office}"
ABOUT_PHRASE = "«{phrase}»"
FOLLOWED_SEVERAL = "{what} دنبال شد. در مرورها می‌آید."
TOO_MANY = "تا {most} دنبال می‌پذیریم. نخست یکی را در /follows بردارید."

FOLLOW_WORDS = ("دنبال کن", "دنبال کنید", "دنبال کردن", "دنبال")
"""What a message to follow something begins with."""
FOLLOW_ENDINGS = ("را دنبال کن", "رو دنبال کن", "را دنبال کنید", "رو دنبال کنید", "دنبال کن", "دنبال شود")
"""What it may end with instead."""
UNFOLLOW_WORDS = ("دنبال نکن", "دنبال نکنید", "دنبال نکردن")
UNFOLLOW_ENDINGS = ("را دنبال نکن", "رو دنبال نکن", "را دنبال نکنید", "دنبال نکن")
AND = "و"
"""Between several that are followed each by itself."""
BY_WORDS = ("گفته‌های", "گفته های", "حرف‌های", "حرف های", "سخنان", "نقل‌های", "نقل های", "از")
"""Before a name: only what is said by whoever has it."""

# /follows
LIST_HEAD = "<b>دنبال‌های شما</b>"
LIST_HEAD_OF = "<b>دنبال‌های {chat}</b>"
FOLLOWS_EMPTY_HERE = "هنوز چیزی این‌جا دنبال نمی‌شود. در پاسخ به همین پیام بنویسید، برای نمونه «دنبال کن ترکیه»."
LIST_HINT = "برای تغییر، شمارهٔ آن را بزنید."
LINE_ALERT = "با خبر لحظه‌ای"
LINE_MUTED = "بی‌صدا"
PAGE_OF = "برگ {page} از {pages}"
NEXT_PAGE = "بعدی"
PREVIOUS_PAGE = "قبلی"
MUTE = "ساکت کردن"
UNMUTE = "از سر گرفتن"
REMOVE = "برداشتن"
BACK = "بازگشت"
ITEM_BRIEFINGS = "در مرورها می‌آید."
ITEM_ALERTS = "در مرورها می‌آید، و خبر لحظه‌ای هم."
ITEM_MUTED = "ساکت است: چیزی از آن نمی‌آید تا از سر بگیرید."
ONLY_BY = "فقط گفته‌ها"
ONLY_ABOUT = "فقط دربارهٔ او"
ONLY_ABOUT_IT = "فقط دربارهٔ آن"
BY_AND_ABOUT = "گفته‌ها و دربارهٔ"
SAID_BY = "گفته‌های {who}"

# What a tap is answered with
TOLD_ALERTS_ON = "خبر لحظه‌ای هم می‌آید."
TOLD_ALERTS_OFF = "دیگر خبر لحظه‌ای نمی‌آید؛ در مرورها می‌آید."
TOLD_MUTED = "ساکت شد."
TOLD_UNMUTED = "از سر گرفته شد."

# A digest's buttons
MORE = "بیشتر…"
SHARE = "هم‌رسانی"
COPY = "رونوشت"
LESS = "کمتر از این"
WRONG = "نقل نادرست است"
LESS_SPEAKER = "از این گوینده"
LESS_SOURCE = "از این منبع"
LESS_TOPIC = "از این موضوع"
LESS_BRIEFING = "فقط در مرور"
TOLD_LESS_SPEAKER = "از {what} دیگر خبر لحظه‌ای نمی‌آید و در مرور زیر «خبر دیگر» می‌رود. در تنظیمات برمی‌گردد."
TOLD_LESS_TOPIC = "در موضوع {what} دیگر خبر لحظه‌ای نمی‌آید و در مرور زیر «خبر دیگر» می‌رود. در تنظیمات برمی‌گردد."
TOLD_LESS_SOURCE = "از {what} دیگر چیزی نمی‌آید. در تنظیمات، «منبع‌ها»، برمی‌گردد."
TOLD_LESS_BRIEFING = "این‌ها فقط در مرور می‌آید: {what}"
TOLD_NOTHING_BRINGS = "این خبر از دنبال‌های شما نیامده است."
CITATION = "{who}: {text} ({source})"
CITATION_DATED = "{who}: {text} ({source}، {date})"
SHARED_STORY = "نقل‌های این خبر:"

# «نقل نادرست است»
REPORT_WHICH = "کدام نقل نادرست است؟"
REPORT_ASK = "نقل نادرست است؟"
REPORT_SPEAKER = "گوینده"
REPORT_TEXT = "متن"
REPORT_SUBJECT = "کشور یا موضوع"
REPORT_OLD = "خبر قدیمی است"
REPORT_TAKEN = "رسید. اگر اصلاح شود همین پیام را درست می‌کنیم و خبر می‌دهیم."
REPORT_KNOWN = "این را پیش‌تر گفته‌اید؛ هنوز بررسی نشده است."
REPORT_SETTLED = "این را پیش‌تر گفته‌اید و بررسی شده است."
REPORT_MENDED = "نقلی که نادرست خوانده بودید اصلاح شد:"
REPORT_KEPT = "نقلی که نادرست خوانده بودید بررسی شد؛ با متن خبر یکی است:"
REPORT_GONE = "نقلی که نادرست خوانده بودید برداشته شد."

# Old buttons
OLD = "این پیام قدیمی است."
RENEW = "نو کن"

# Deep links
CARD_NOTHING = "هنوز نقلی نداریم."
LINK_UNKNOWN = "این پیوند دیگر به جایی نمی‌رسد."

# Sharing, data
SHARE_BOT = "نقل را به دیگران برسانید:\n{link}"
SHARE_WORDS = "نقل: چه کسی چه گفت، با منبع"
SHARE_HINT = "پیوند آنچه دنبال می‌کنید هم باز می‌شود:"
EXPORT_CAPTION = "همهٔ آنچه از این گفت‌وگو نگه می‌داریم."
EXPORT_FILE = "naql-{chat}.json"
FORGOTTEN_BUT_BAN = "پاک شد. تنها این می‌ماند که این گفت‌وگو بسته است."
EXPORT_NOTHING = "از این گفت‌وگو چیزی نگه نمی‌داریم."
ONLY_PRIVATE = "این را در گفت‌وگوی خصوصی می‌گوییم."
OPEN_PRIVATE = "گفت‌وگوی خصوصی"

# Groups and channels
REMOVE_ANSWER = "پاک کن"
NOT_YOURS = "این را پرسنده یا مدیران گروه می‌توانند."
GROUP_HELLO = (
    "نقل این‌جاست. مدیران با /settings و /follows برمی‌گزینند چه بیاید؛ روزی یک مرور، خبر لحظه‌ای تا نخواهید نه. "
    "برای پرسیدن، نام ربات را در پیام بیاورید یا به پیامش پاسخ دهید."
)
CHANNEL_ADDED = "نقل به کانال «{chat}» افزوده شد. برای فرستادن مرورها به آن، وصلش کنید."
CHANNEL_CONNECT = "وصل کردن"
CHANNEL_CONNECTED = (
    "کانال «{chat}» وصل شد. برای دنبال کردن در کانال، یکی را برگزینید یا نام کسی، کشوری، موضوعی یا عبارتی را در پاسخ به همین "
    "پیام بنویسید."
)
CHANNEL_FOLLOWS = "دنبال‌های کانال"
CHANNEL_LEAVE = "جدا کردن کانال"
CHANNEL_LEAVE_ASK = "کانال جدا و همهٔ داده‌هایش (دنبال‌ها، تنظیمات) پاک شود؟"
CHANNEL_SETTINGS = "تنظیمات کانال"
CHANNEL_NOT_YOURS = "این را تنها مدیران آن کانال می‌توانند."
CHANNEL_GONE = "ربات در آن کانال مدیر نیست. آن را با اجازهٔ فرستادن پیام مدیر کنید و دوباره بزنید."
CHANNEL_ALL_STATEMENTS = "همهٔ نقل‌های این خبر"
