"""Quotations checked in the chat and inline mode, over HTTP on both sides."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from bot import texts as general
from bot.texts import asking as texts
from storage import search, statements
from storage.records import Query
from tests.bot.asking import Asking, open_asking

pytestmark = pytest.mark.asyncio(loop_scope="module")

NO_VERDICT = "نیافتن به معنی دروغ بودن نیست"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory, lexicon_dir: Path) -> AsyncIterator[Asking]:
    async with open_asking(tmp_path_factory.mktemp("checks"), lexicon_dir) as asking:
        yield asking


@pytest_asyncio.fixture(loop_scope="module")
async def bot(service: Asking) -> Asking:
    """A new person in a chat of their own."""
    return await service.another()


async def test_a_pasted_sentence_is_exact_near_or_not_found(bot: Asking) -> None:
    """/check with a sentence: the same, the difference, or not found with what that does not mean."""
    exact = await bot.ask("/check حقابه هیرمند امسال نرسیده است")
    assert general.CHECK_WHOLE in exact.text
    assert "پریسا کوه‌زاد" in exact.text
    near = await bot.ask("کوه‌زاد گفت: «حقابهٔ هیرمند امسال رسیده است»")
    assert general.CHECK_NEAR in near.text
    assert "«نرسیده»" in near.text
    none = await bot.ask("/check قیمت نان در شهر نمونه از فردا دو برابر خواهد شد")
    assert NO_VERDICT in none.text
    assert "۲ منبع" in none.text


async def test_check_asks_for_the_quotation_and_takes_the_reply(bot: Asking) -> None:
    """/check alone asks; what is written in reply is checked, with the one whom it names."""
    wants = await bot.ask("/check")
    assert wants.text == general.CHECK_WHAT
    sent = await bot.person.write("کوهیار گفت حقابهٔ هیرمند امسال نرسیده است", reply_to=wants.id)
    answer = await bot.person.wait_for(lambda m: True, after=sent.id)
    assert general.CHECK_WHOLE in answer.text
    assert "گویندهٔ این نقل، پریسا کوه‌زاد است" in answer.text


async def test_a_quotation_given_to_somebody_outside_the_catalogue(bot: Asking) -> None:
    """By whom the words are is told, whoever they were given to; a name that the archive does not know is not gone by."""
    other = await bot.ask("کوهیار گفت: «حقابهٔ هیرمند امسال نرسیده است»")
    assert "گویندهٔ این نقل، پریسا کوه‌زاد است" in other.text
    nobody = await bot.ask("شهروردیان گفت: «حقابهٔ هیرمند امسال نرسیده است»")
    assert general.CHECK_WHOLE in nobody.text
    assert "گویندهٔ این نقل" not in nobody.text


async def test_a_sentence_that_was_not_marked_as_a_quotation(bot: Asking) -> None:
    """Pasted as it is, with one word changed into somebody known, it is told what it differs in rather than searched for."""
    near = await bot.ask("در خبرها حقابهٔ هیرمند امسال به دولت نرسیده است و نمی‌رسد")
    assert general.CHECK_NEAR not in near.text
    near = await bot.ask("بازار مرزی با ایران از شنبه دوباره باز می‌شود")
    assert general.CHECK_NEAR in near.text
    assert "«ترکیه»" in near.text


async def test_what_differs_in_a_post_comes_first(bot: Asking) -> None:
    """A sentence that was altered stands before those that are the same, and is counted by itself."""
    channel = await bot.person.create_chat("channel", "کانال نمونه", bot=False)
    post = await bot.person.write("بازار مرزی با ترکیه از شنبه دوباره باز می‌شود. حقابهٔ هیرمند امسال رسیده است.", chat_id=channel)
    forwarded = await bot.person.forward(post)
    answer = await bot.person.wait_for(lambda m: "جمله" in m.text, after=forwarded.id)
    assert "از ۲ جمله، ۲ را یافتیم، ۱ جمله با تفاوت" in answer.text
    assert answer.text.index("پریسا کوه‌زاد") < answer.text.index("سهراب کوهیار")


async def test_a_forwarded_post_and_a_reply_that_asks(bot: Asking) -> None:
    """A post forwarded from a channel is checked sentence by sentence; «اینو گفته؟» in reply checks that message."""
    channel = await bot.person.create_chat("channel", "کانال نمونه", bot=False)
    post = await bot.person.write(
        "بازار مرزی با ترکیه از شنبه دوباره باز می‌شود. فردا در همهٔ شهرهای نمونه جشن بادبادک است.", chat_id=channel
    )
    forwarded = await bot.person.forward(post)
    answer = await bot.person.wait_for(lambda m: "جمله" in m.text, after=forwarded.id)
    assert "از ۲ جمله، ۱ را یافتیم" in answer.text
    assert "سهراب کوهیار" in answer.text
    assert NO_VERDICT in answer.text

    asked = await bot.person.write("اینو گفته؟", reply_to=forwarded.id)
    again = await bot.person.wait_for(lambda m: "جمله" in m.text, after=asked.id)
    assert "از ۲ جمله، ۱ را یافتیم" in again.text


async def test_a_message_of_ours_is_the_original_or_was_changed_since(bot: Asking) -> None:
    """Forwarded back it is the same as the archive; a statement that was taken out meanwhile is named."""
    answer = await bot.ask("کوهیار دربارهٔ سیل")
    forwarded = await bot.person.forward(answer)
    same = await bot.person.wait_for(lambda m: True, after=forwarded.id)
    assert same.text == texts.OURS_SAME
    async with bot.parts.db.read() as session:
        (said,) = await search.latest(session, Query(speakers=("sohrab-kuhyar",), topics=("disasters",)), 1)
    async with bot.parts.db.write() as writing:
        await statements.hide(writing, said.id)
    forwarded = await bot.person.forward(answer)
    changed = await bot.person.wait_for(lambda m: True, after=forwarded.id)
    async with bot.parts.db.write() as writing:
        await statements.hide(writing, said.id, False)
    assert texts.OURS_CHANGED in changed.text
    assert "سیل نمونه مهار شد" in changed.text


async def test_a_message_in_our_shape_by_another_is_not_ours(bot: Asking) -> None:
    """Somebody else's message made to look like one of ours is said not to be ours, and its words are looked for."""
    other = await bot.sandbox.newcomer("کس دیگر")
    group = await bot.person.create_chat("group", "گروه نمونه", bot=False)
    await other.join(group)
    forged = await other.write("سیل نمونه مهار نشد و بدتر شد", chat_id=group)
    forwarded = await bot.person.forward(forged)
    answer = await bot.person.wait_for(lambda m: True, after=forwarded.id)
    assert texts.OURS_SAME not in answer.text


async def test_a_link_is_read(bot: Asking) -> None:
    """A page of the archive shows its story; another is read now; what cannot be read says so."""
    known = await bot.ask("/check https://nemune.example/2")
    assert texts.LINK_KNOWN in known.text
    known = await bot.ask("https://nemune.example/2")
    assert texts.LINK_KNOWN in known.text
    assert "گمرک نمونه شبانه‌روزی" in known.text
    async with page() as url:
        read = await bot.ask(url)
    assert texts.LINK_READ in read.text
    assert "پل تازهٔ نمونه" in read.text
    gone = await bot.ask(url)
    assert gone.text == texts.LINK_UNREAD


async def test_inline_gives_statements_to_share(bot: Asking) -> None:
    """Newest first, each with speaker, words and source; nothing found leads to the bot; an empty query gives the newest."""
    query, results = await bot.person.query_inline("کوهیار ترکیه")
    assert [result["description"] for result in results] == [
        "بازار مرزی با ترکیه از شنبه دوباره باز می‌شود",
        "صادرات به ترکیه در بهار دو برابر شد",
    ]
    shared = await bot.person.choose_inline(query, results[0]["id"])
    assert shared.text.startswith("سهراب کوهیار:")
    assert "خبرگزاری نمونه" in shared.text
    _, nothing = await bot.person.query_inline("کوهیار یمن")
    assert nothing == []
    _, newest = await bot.person.query_inline("")
    assert len(newest) == 10


class page:  # noqa: N801 — used as a function: `async with page() as url`
    """A page of an invented house on loopback."""

    async def __aenter__(self) -> str:
        app = web.Application()
        app.router.add_get("/n/1", _page)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/n/1"

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()


async def _page(_request: web.Request) -> web.Response:
    return web.Response(text=_PAGE, content_type="text/html")


_PAGE = """<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>پل تازه (نمونه)</title></head>
<body><article><h1>پل تازه (نمونه)</h1>
<p>پریسا کوه‌زاد، معاون سازمان آب، در نشست خبری گفت: «پل تازهٔ نمونه تا پایان پاییز آماده می‌شود و راه روستاها کوتاه‌تر خواهد
شد.»</p><p>او گفت کارگران نمونه از بهار امسال شبانه‌روز کار کرده‌اند و هزینهٔ کار از بودجهٔ شهر نمونه پرداخت شده است.</p>
</article></body></html>"""
