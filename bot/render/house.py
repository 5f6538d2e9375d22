"""A channel's house style: what is ours is worded its way, statements are untouched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.render.naming import Naming
from bot.render.rendered import Rendered, rendered
from bot.render.story import View, order
from bot.render.writing import escape, line
from bot.texts import admin as words
from storage.office_records import HouseStyle
from storage.records import Story

MOST_TAGS = 6


@dataclass(frozen=True, slots=True)
class HouseNaming(Naming):
    """Some people, offices and bodies are called otherwise here."""

    names: Mapping[str, str] = field(default_factory=dict)

    def who(self, slug: str) -> str:
        return self.names.get(slug) or Naming.who(self, slug)

    def country(self, code: str) -> str:
        return self.names.get(code) or Naming.country(self, code)


def house_view(view: View, style: HouseStyle) -> View:
    """The reader that this channel is."""
    settings = replace(view.settings, digits=style.digits) if style.digits else view.settings
    return replace(view, naming=HouseNaming(view.naming.catalogue, style.names), settings=settings)


def in_house_style(message: Rendered, told: Story | None, view: View, style: HouseStyle) -> Rendered:
    """The message with the channel's tags (where it tells one story) and signature below."""
    lines = [message.html]
    if style.hashtags and told is not None and (tags := hashtags(told, view)):
        lines.append(line(escape(" ".join(tags))))
    if style.signature:
        lines.append(line(escape(style.signature)))
    return replace(message, html="\n".join(lines), plain=rendered("\n".join(lines), None).plain)


def hashtags(told: Story, view: View) -> list[str]:
    """The story's speakers and countries: «#حسن_نمونه»."""
    names = [view.naming.who(s.person) if s.person else s.speaker_name or "" for s in order(told.statements)]
    names += [view.naming.country(code) for code in told.countries]
    tags = [f"#{re.sub(r'[^0-9A-Za-zآ-یۀأإؤئء]+', '_', name).strip('_')}" for name in names if name]
    return list(dict.fromkeys(tag for tag in tags if len(tag) > 1))[:MOST_TAGS]


def style_lines(style: HouseStyle) -> str:
    """The style as an owner reads and writes it."""
    digits = {"latin": words.LATIN, "persian": words.PERSIAN}.get(style.digits or "", words.AS_SET)
    lines = [f"{words.STYLE_DIGITS}: {digits}", f"{words.STYLE_TAGS}: {words.ON if style.hashtags else words.OFF}"]
    lines.append(f"{words.STYLE_SIGNATURE}: {style.signature or words.NOTHING}")
    lines += [f"{words.STYLE_NAME} {slug}: {name}" for slug, name in style.names.items()]
    return "\n".join(lines)


def style_of(typed: str) -> HouseStyle | None:
    """The style that lines of that form say; None where one is not understood."""
    names: dict[str, str] = {}
    values: dict[str, object] = {}
    for entry in filter(None, (part.strip() for part in typed.splitlines())):
        label, colon, value = entry.partition(":")
        label, value = label.strip(), value.strip()
        if not colon or len(entry) > 200:
            return None
        if label == words.STYLE_DIGITS and value in (words.LATIN, words.PERSIAN, words.AS_SET):
            values["digits"] = {words.LATIN: "latin", words.PERSIAN: "persian"}.get(value)
        elif label == words.STYLE_TAGS and value in (words.ON, words.OFF):
            values["hashtags"] = value == words.ON
        elif label == words.STYLE_SIGNATURE:
            values["signature"] = "" if value == words.NOTHING else value
        elif label.startswith(f"{words.STYLE_NAME} ") and value:
            names[label.removeprefix(f"{words.STYLE_NAME} ").strip()] = value
        else:
            return None
    return HouseStyle(names=names, **values)  # type: ignore[arg-type]  # built above by field
