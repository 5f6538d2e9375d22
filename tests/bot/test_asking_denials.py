"""«… تکذیب کرد؟» in the chat: what was denied, and who had said it first."""

from __future__ import annotations

from pathlib import Path

from tests.bot.asking import EMRE, KUHYAR, Said, open_asking

DENIED = (
    Said("", "مهدی نمونه‌پور", "آب پایتخت از شنبه جیره‌بندی می‌شود", (), ("environment-water",), days=2, story="water",
         house="ruzname"),
    Said(*EMRE, "دربارهٔ آب پایتخت نظری نداریم", (), ("environment-water",), days=2, story="water", state="TR"),
    Said(*KUHYAR, "آب پایتخت از شنبه جیره‌بندی نمی‌شود", (), ("environment-water",), act="denies", days=1, story="water"),
)  # fmt: skip


async def test_who_first_said_what_was_denied(tmp_path: Path, lexicon_dir: Path) -> None:
    """The answer shows the denial, and above it who had said so before, with date and publisher."""
    async with open_asking(tmp_path, lexicon_dir, DENIED) as asking:
        answer = await asking.ask("کوهیار تکذیب کرد؟")
        assert "آب پایتخت از شنبه جیره‌بندی نمی‌شود" in answer.text
        head = answer.text.partition("جیره‌بندی نمی‌شود")[0]
        assert "مهدی نمونه‌پور" in head
        assert "روزنامهٔ نمونه" in head
        assert "«آب پایتخت از شنبه جیره‌بندی می‌شود»" in head
        plain = await asking.ask("کوهیار دربارهٔ آب چه گفت")
        assert "مهدی نمونه‌پور" not in plain.text


SEVERAL = (
    Said("", "علی نمونه‌پور", "بازی نمونه را بردیم", (), ("sport",), days=2),
    Said("", "رضا تیزران", "در بازی نمونه باختیم", (), ("sport",), days=2, house="ruzname"),
)


async def test_names_that_only_the_archive_knows(tmp_path: Path, lexicon_dir: Path) -> None:
    """Two of them compared are both asked for, a half-space typed as a space is the same name, stretched letters are one; for a
    name that nobody has, nothing is offered to be followed."""
    async with open_asking(tmp_path, lexicon_dir, SEVERAL) as asking:
        both = await asking.ask("علی نمونه پور و رضا تیزران چه فرقی دارن؟")
        assert "بازی نمونه را بردیم" in both.text
        assert "در بازی نمونه باختیم" in both.text
        for typed in ("نمونه پور چی گفت", "نمونه‌پووور چی گفت"):
            assert "علی نمونه‌پور\n" in (await asking.ask(typed)).text
        nobody = await asking.ask("کوشان چی گفت")
        assert "کوشان: نقلی نداریم" in nobody.text
        assert not any("دنبال" in label for label in nobody.buttons)
