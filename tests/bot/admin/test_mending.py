"""Conversations of /reports and /edit over HTTP: mended in two taps, corrections out, the reporter told."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.office import Finding
from bot.render.admin_cards import statement_card
from bot.sandbox.people import Message
from bot.texts import admin as words
from bot.texts import following
from storage import outbox, reports, search, statements, stories
from storage.records import Address, DeliveryKind, NewDelivery, Query, Report, ReportState, ReportWhat, Statement
from tests.bot import samples
from tests.bot.admin.hall import Hall, saying

WRONG = saying("سطح آب سد نمونه پایین آمده است", person="parisa-kuhzad")
OTHER = saying("بارش امسال کمتر بود", person="sohrab-kuhyar", speaker_name="سهراب کوهیار", speaker_role=None, office=None)


async def told(hall: Hall) -> tuple[Statement, Message]:
    """A story that the stranger was sent as an alert and reported as having a wrong speaker."""
    story_id = await hall.story(WRONG, OTHER)
    address, now = Address(hall.stranger.id), datetime.now(UTC)
    async with hall.parts.db.write() as session:
        new = NewDelivery(address, DeliveryKind.ALERT, f"alert:{story_id}", {"stories": [story_id]}, now, 20, story_id)
        await outbox.owe(session, new, now)
        story = await stories.get(session, story_id)
        assert story is not None
        wrong = next(s for s in story.statements if s.text == WRONG.text)
        await reports.add(session, address, wrong.id, ReportWhat.SPEAKER, now)
    hall.service.courier.wake()
    alert = await hall.stranger.wait_for(lambda m: WRONG.text in m.text)
    for _ in range(100):  # the outbox's row follows Telegram's answer
        async with hall.parts.db.read() as session:
            (row,) = await outbox.of_story(session, story_id)
        if row.message_id == alert.id:
            break
    return wrong, alert


async def test_a_wrong_speaker_is_mended_in_two_taps(hall: Hall) -> None:
    """The report comes with its statement, article and rules; two taps give it to the right speaker of the article; the reader
    gets a correction, the edited alert and an answer to the report."""
    _, alert = await told(hall)
    report = await hall.answer(hall.editor, "/reports", lambda m: words.SPEAKER in m.buttons)
    assert WRONG.text in report.text
    assert words.CARD_TITLE.format(title="نمونه") in report.text
    assert words.CARD_NO_RULE in report.text
    await hall.editor.tap(report, words.SPEAKER)
    choice = await hall.editor.wait_for(lambda m: m.id == report.id and "سهراب کوهیار" in m.buttons)
    await hall.editor.tap(choice, "سهراب کوهیار")
    await hall.editor.wait_for(lambda m: m.id == report.id and words.DONE in m.text)

    correction = await hall.stranger.wait_for(lambda m: "⚠️" in m.text)
    assert "درست: سهراب کوهیار" in correction.text
    assert correction.raw["reply_to_message"]["message_id"] == alert.id
    await hall.stranger.wait_for(lambda m: m.id == alert.id and m.edited and "پریسا" not in m.text)
    await hall.stranger.wait_for(lambda m: m.id not in (alert.id, correction.id) and WRONG.text in m.text)
    async with hall.parts.db.read() as session:
        assert await reports.count_open(session) == 0
        assert await search.count(session, Query(speakers=("sohrab-kuhyar",))) == 2
    (entry, *_) = await hall.audit()
    assert (entry.action, entry.detail["from"], entry.detail["to"]) == ("correct", "پریسا کوه‌زاد", "سهراب کوهیار")


async def test_a_report_arrives_once_at_those_who_can_mend_it(hall: Hall) -> None:
    """Owner and editor get the statement with its article, the rules and the buttons, the viewer nothing; a later report of the
    same arrives again, once the first is settled."""
    wrong, _ = await told(hall)
    for person in (hall.owner, hall.editor):
        card = await person.wait_for(lambda m: words.RIGHT in m.buttons)
        assert WRONG.text in card.text
        assert words.CARD_NO_RULE in card.text
    assert [m for m in await hall.viewer.messages() if m.from_bot] == []
    own = await hall.owner.wait_for(lambda m: words.RIGHT in m.buttons)
    await hall.owner.tap(own, words.RIGHT)
    await hall.told(hall.owner, words.REPORTS_NONE)
    async with hall.parts.db.write() as session:
        await reports.add(session, Address(hall.stranger.id), wrong.id, ReportWhat.TEXT, datetime.now(UTC))
    await hall.editor.wait_for(lambda m: words.RIGHT in m.buttons, after=card.id)
    assert len([m for m in await hall.editor.messages() if m.from_bot and WRONG.text in m.text]) == 2


async def test_what_is_right_is_kept_and_hiding_takes_away(hall: Hall) -> None:
    """«نقل درست است» closes the report and the reporter hears; a hidden statement is in no answer and its alert says so."""
    _, alert = await told(hall)
    viewer = await hall.answer(hall.viewer, "/reports")
    assert words.RIGHT not in viewer.buttons
    report = await hall.answer(hall.editor, "/reports", lambda m: words.RIGHT in m.buttons)
    await hall.editor.tap(report, words.RIGHT)
    await hall.editor.wait_for(lambda m: m.id == report.id and words.REPORTS_NONE in m.text)
    await hall.stranger.wait_for(lambda m: m.id > alert.id and WRONG.text in m.text)

    await hall.answer(hall.editor, "/edit", lambda m: words.EDIT_FIND in m.text)
    found = await hall.answer(hall.editor, "سطح آب سد", lambda m: "۱" in m.buttons)
    await hall.editor.tap(found, "۱")
    card = await hall.editor.wait_for(lambda m: words.HIDE in m.buttons, after=found.id - 1)
    await hall.editor.tap(card, words.HIDE)
    await hall.told(hall.stranger, "برداشته شد")
    hidden = await hall.editor.wait_for(lambda m: m.id == card.id and words.SHOW in m.buttons)
    async with hall.parts.db.read() as session:
        assert await search.count(session, Query(countries=("AF",))) == 1
    await hall.editor.tap(hidden, words.SHOW)
    await hall.editor.wait_for(lambda m: m.id == card.id and words.HIDE in m.buttons)
    assert [e.action for e in await hall.audit()] == ["show", "hide", "report"]


async def test_a_typed_name_and_another_act(hall: Hall) -> None:
    """A name of nobody in the catalogue stands as typed, markup and all; a denial stands with its verb."""
    wrong, _ = await told(hall)
    card = await hall.forge_and_wait(hall.editor, "ev", wrong.id)
    await hall.editor.tap(card, words.SPEAKER)
    choice = await hall.editor.wait_for(lambda m: words.ANOTHER_NAME in m.buttons, after=card.id - 1)
    await hall.editor.tap(choice, words.ANOTHER_NAME)
    await hall.told(hall.editor, words.SPEAKER_NAME)
    sure = await hall.answer(hall.editor, "<i>کیوان</i> & دیلم", lambda m: words.SPEAKER_UNKNOWN in m.text)
    await hall.editor.tap(sure, words.SPEAKER_YES)
    shown = await hall.editor.wait_for(lambda m: m.id == sure.id and words.DONE in m.text)
    assert "<i>کیوان</i> & دیلم:" in shown.text
    await hall.editor.tap(shown, words.ACT)
    verbs = await hall.editor.wait_for(lambda m: "تکذیب کرد" in m.buttons, after=shown.id - 1)
    await hall.editor.tap(verbs, "تکذیب کرد")
    await hall.editor.wait_for(lambda m: "تکذیب کرد:" in m.text, after=shown.id - 1)
    async with hall.parts.db.read() as session:
        after = await statements.get(session, wrong.id)
    assert after is not None
    assert (after.act, after.negated, after.person) == ("denies", True, None)


async def test_what_is_so_already_is_no_correction(hall: Hall) -> None:
    """The same act or speaker again (a second editor's tap, or a slip) changes nothing: nobody is told, nothing is written down,
    and the report waits on."""
    wrong, _ = await told(hall)
    card = await hall.forge_and_wait(hall.editor, "ea", wrong.id, wrong.act)
    assert words.ALREADY in card.text
    card = await hall.forge_and_wait(hall.editor, "es", wrong.id, wrong.id)
    assert words.ALREADY in card.text
    assert await hall.audit() == ()
    async with hall.parts.db.read() as session:
        assert await reports.count_open(session) == 1
        assert [d for d in await outbox.of_address(session, Address(hall.stranger.id), 20) if "change" in d.payload] == []


async def test_back_forgets_the_question(hall: Hall) -> None:
    """After [ بازگشت ], or after any command, what is written is a question as everybody's and becomes nobody's name."""
    wrong, _ = await told(hall)
    for leave in (words.BACK, "/help"):
        card = await hall.forge_and_wait(hall.editor, "en", wrong.id)
        assert words.SPEAKER_NAME in card.text
        if leave.startswith("/"):
            await hall.answer(hall.editor, leave)
        else:
            await hall.editor.tap(card, leave)
            await hall.told(hall.editor, WRONG.text, card.id - 1)
        said = await hall.answer(hall.editor, "سهراب کوهیار")
        assert words.SPEAKER_YES not in said.buttons
    assert await hall.audit() == ()


async def test_with_an_article_its_reports_are_settled(hall: Hall) -> None:
    """Who reported a statement hears that it is gone, and the report waits no more, when its whole article is taken out."""
    wrong, alert = await told(hall)
    card = await hall.forge_and_wait(hall.editor, "eq", wrong.article_id)
    await hall.editor.tap(card, words.HIDE_ARTICLE)
    await hall.editor.wait_for(lambda m: m.id == card.id and words.SHOW_ARTICLE in m.buttons)
    await hall.stranger.wait_for(lambda m: m.text == following.REPORT_GONE, after=alert.id)
    async with hall.parts.db.read() as session:
        assert await reports.count_open(session) == 0


async def test_a_name_that_reads_as_somebody_elses(hall: Hall) -> None:
    """Words that are read as somebody of the catalogue can still stand as they were typed."""
    wrong, _ = await told(hall)
    ways = ((words.SPEAKER_YES, "sohrab-kuhyar", "سهراب کوهیار"), (words.SPEAKER_TYPED, None, "دکتر سهراب کوهیار"))
    for button, person, name in ways:
        await hall.forge_and_wait(hall.editor, "en", wrong.id)
        sure = await hall.answer(hall.editor, "دکتر سهراب کوهیار", lambda m: words.SPEAKER_TYPED in m.buttons)
        assert words.SPEAKER_KNOWN in sure.text
        await hall.editor.tap(sure, button)
        await hall.told(hall.editor, words.DONE, sure.id - 1)
        async with hall.parts.db.read() as session:
            after = await statements.get(session, wrong.id)
        assert after is not None
        assert (after.person, after.speaker_name) == (person, name)


async def test_stories_merged_split_and_an_article_hidden(hall: Hall) -> None:
    """Two stories of one event become one, an article leaves it again, and one is taken out with its statements."""
    first = await hall.story(WRONG)
    async with hall.parts.db.write() as session:
        other = await hall.another_story(session, OTHER)
    card = await hall.forge_and_wait(hall.editor, "et", first)
    await hall.editor.tap(card, words.MERGE)
    await hall.told(hall.editor, words.MERGE_ASK)
    which = await hall.answer(hall.editor, "بارش امسال", lambda m: words.MERGE_WHICH in m.text)
    await hall.editor.tap(which, "۱")
    whole = await hall.editor.wait_for(lambda m: "۲" in m.buttons, after=which.id - 1)
    assert OTHER.text in whole.text
    await hall.editor.tap(whole, "۲")
    article = await hall.editor.wait_for(lambda m: words.SPLIT in m.buttons, after=which.id - 1)
    await hall.editor.tap(article, words.SPLIT)
    alone = await hall.editor.wait_for(lambda m: "۱" in m.buttons and "۲" not in m.buttons, after=which.id - 1)
    assert WRONG.text not in alone.text
    await hall.editor.tap(alone, "۱")
    article = await hall.editor.wait_for(lambda m: words.HIDE_ARTICLE in m.buttons, after=which.id - 1)
    await hall.editor.tap(article, words.HIDE_ARTICLE)
    await hall.editor.wait_for(lambda m: words.SHOW_ARTICLE in m.buttons, after=which.id - 1)
    assert [e.action for e in await hall.audit()] == ["hide-article", "split-story", "merge-stories"]
    assert other != first


def test_a_card_says_what_the_rules_found() -> None:
    """The rule, how sure it is and the steps to the speaker, as text whatever they hold."""
    finding = Finding("colon-left", ("name <b> before the colon",), 0.93)
    report = Report(1, 1, Address(5), ReportWhat.SPEAKER, ReportState.OPEN, samples.NOW)
    card = statement_card(samples.statement(1, "نمونه"), None, samples.view(), finding, (report, report))
    assert "قاعده: \u200ecolon-left\u200e، اطمینان ۹۳٪" in card
    assert "name &lt;b&gt; before" in card
    assert "نادرست است در: گوینده (۲)" in card
