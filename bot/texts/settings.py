"""What the bot says about an address's choices."""

from __future__ import annotations

HEAD = "<b>تنظیمات</b>"
HEAD_OF_CHANNEL = "<b>تنظیمات کانال</b>"
LINE = "{name}: {value}"
CHOSEN = "✓ {label}"

# Names of the choices: lines of the main page and buttons
ALERTS = "خبر لحظه‌ای"
TIMES = "زمان مرور"
DAYS = "روزها"
ZONE = "منطقهٔ زمانی"
QUIET = "ساعت سکوت"
CAP = "سقف روزانه"
LENGTH = "اندازه"
DIGITS = "رقم‌ها"
SOURCES = "منبع‌ها"
DELETION = "پاک شدن خودکار"
PAUSE = "توقف موقت"
LESS = "کمتر از این‌ها"
BACK = "بازگشت"
CLOSE = "بستن"

# Values
ALERTS_OF = "برای {on} از {all} دنبال"
NO_FOLLOWS = "هنوز دنبالی نیست"
NONE = "هیچ‌کدام"
EVERY_DAY = "هر روز"
OFF = "خاموش"
FROM_TO = "{since} تا {until}"
A_DAY = "روزی {count}"
SHORT, NORMAL, LONG = "کوتاه", "معمول", "کامل"
PERSIAN, LATIN = "فارسی ۱۲۳", "لاتین 123"
ALL_SOURCES = "همه"
ALL_BUT = "همه جز {count}"
HOURS = "پس از {count} ساعت"
UNTIL = "تا {day}، ساعت {hour}"
UNTIL_RESUMED = "تا از سر بگیرید"
NOT_PAUSED = "در کار است"
LIST_AND = "، "

# What stands above each page
ASK_ALERTS = "<b>خبر لحظه‌ای</b>\nخبر لحظه‌ای برای هر دنبال جداست: {value}. برای یکی‌یکی، فهرست را باز کنید."
ASK_TIMES = "<b>زمان مرور</b>\nتا {most} زمان. بی هیچ زمانی، مروری نمی‌آید. جمعه فقط آخرین آن‌ها."
ASK_DAYS = "<b>روزهای مرور</b>"
ASK_ZONE = "<b>منطقهٔ زمانی</b>\nشهری را برگزینید که ساعتش ساعت شماست. اکنون آن‌جا {hour} است."
ASK_QUIET = "<b>ساعت سکوت</b>\nدر این ساعت‌ها خبر لحظه‌ای نمی‌آید؛ پس از آن، یک‌جا."
ASK_CAP = "<b>سقف روزانهٔ خبر لحظه‌ای</b>\nبقیه در مرور می‌آید."
ASK_LENGTH = "<b>اندازهٔ پیام‌ها</b>"
ASK_DIGITS = "<b>رقم‌ها</b>"
ASK_SOURCES = "<b>منبع‌ها</b>\nاز منبعی که خاموش است در این گفت‌وگو خبر و مروری نمی‌آید. برای خاموش و روشن کردن، بزنید."
ASK_DELETION = "<b>پاک شدن خودکار</b>\nپیام‌های نقل پس از این زمان از این گفت‌وگو پاک می‌شود."
ASK_PAUSE = "<b>توقف موقت</b>\nتا آن هنگام نه مروری می‌آید نه خبر لحظه‌ای. دنبال‌ها می‌ماند. اکنون: {value}."
ASK_LESS = "<b>کمتر از این‌ها</b>\nاز این‌ها خبر لحظه‌ای نمی‌آید و در مرور زیر «خبر دیگر» می‌رود. برای برگرداندن، بزنید."

# Buttons of the pages
ALERTS_ALL_ON = "برای همه روشن"
ALERTS_ALL_OFF = "برای همه خاموش"
OPEN_LIST = "فهرست دنبال‌ها"
EMPTY_BRIEFINGS = "مرور خالی هم"
QUIET_FROM = "از {hour}"
QUIET_TO = "تا {hour}"
CAP_DEFAULT = "پیش‌فرض ({count})"
PAUSE_DAY, PAUSE_THREE, PAUSE_WEEK, PAUSE_OPEN = "یک روز", "سه روز", "یک هفته", "تا بگویم"
RESUME = "از سر گرفتن"
NEXT = "بعدی"
PREVIOUS = "قبلی"

# What a tap is answered with
TOLD_TOO_MANY_TIMES = "تا {most} زمان. نخست یکی را بردارید."
TOLD_LAST_SOURCE = "دست‌کم یک منبع بماند."

ZONES = {
    "Asia/Tehran": "تهران",
    "Asia/Kabul": "کابل",
    "Asia/Dushanbe": "دوشنبه",
    "Asia/Baghdad": "بغداد",
    "Europe/Istanbul": "استانبول",
    "Asia/Dubai": "دبی",
    "Asia/Baku": "باکو",
    "Asia/Yerevan": "ایروان",
    "Asia/Karachi": "کراچی",
    "Asia/Kolkata": "دهلی",
    "Europe/Moscow": "مسکو",
    "Europe/Berlin": "برلین، پاریس",
    "Europe/London": "لندن",
    "Europe/Athens": "آتن",
    "America/New_York": "نیویورک، تورنتو",
    "America/Los_Angeles": "لس‌آنجلس",
    "Asia/Tokyo": "توکیو",
    "Australia/Sydney": "سیدنی",
}
"""The zones to choose from, by cities in which readers live."""

DAY_NAMES = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
"""By ISO weekday minus one."""
