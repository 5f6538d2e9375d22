"""Stories and articles under an editor's hand: merged, split, hidden."""

from __future__ import annotations

from typing import Any

from bot.handlers.admin.access import Args, Desk, cancel_row, number_of, tap
from bot.handlers.admin.finding import stories_for, story_line
from bot.render.story import story_html
from bot.render.writing import escape, line, number
from bot.texts import admin as words
from storage import admins, articles, mending, reports, statements, stories
from storage.records import ArticleState, ReportState

_MOST = 12


async def viewed(desk: Desk, args: Args) -> None:
    """A story with its articles."""
    story_id = number_of(args)
    async with desk.parts.db.read() as session:
        story = await stories.get(session, story_id) if story_id is not None else None
        listed = await mending.articles_of(session, story.id) if story else ()
    if story is None:
        await desk.old()
        return
    view = await desk.view()
    titles = [f"{number(index)}. {escape(line(title))}" for index, (_, title, _) in enumerate(listed[:_MOST], 1)]
    taps = [tap(number(index), "eq", article_id) for index, (article_id, _, _) in enumerate(listed[:_MOST], 1)]
    body = story_html(story, view).html if story.statements else words.HIDDEN
    await desk.turn("\n".join([body, "", *titles]), taps, [tap(words.MERGE, "em", story.id)])


async def ask_other(desk: Desk, args: Args) -> None:
    story_id = number_of(args)
    if story_id is None:
        await desk.old()
        return
    await desk.expect({"do": "merge", "into": story_id})
    await desk.turn(words.MERGE_ASK, [tap(words.BACK, "et", story_id)])


async def written_other(desk: Desk, payload: dict[str, Any]) -> None:
    """Words of the story that tells the same."""
    message = desk.update.effective_message
    into = int(payload["into"])
    found = [story for story in await stories_for(desk, (message.text or "") if message else "") if story.id != into]
    if not found:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    view = await desk.view()
    lines = [f"{number(index)}. {story_line(story, view)}" for index, story in enumerate(found, 1)]
    taps = [tap(number(index), "e+", into, story.id) for index, story in enumerate(found, 1)]
    await desk.say("\n\n".join([words.MERGE_WHICH, *lines]), taps, cancel_row())


async def merged(desk: Desk, args: Args) -> None:
    """Two stories are one; who was told the one is not told the other."""
    into, other = number_of(args), number_of(args, 1)
    if into is None or other is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        done = await mending.merge(session, into, other, desk.now)
        if done:
            await desk.note(session, "merge-stories", f"story:{into}", {"from": f"story:{other}", "to": f"story:{into}"})
    await (viewed(desk, (str(into),)) if done else desk.old())


async def article(desk: Desk, args: Args) -> None:
    """An article with what can be done to it."""
    article_id = number_of(args)
    async with desk.parts.db.read() as session:
        found = await articles.get(session, article_id) if article_id is not None else None
        said = await statements.of_article(session, found.id) if found else ()
    if found is None:
        await desk.old()
        return
    hidden = found.state is ArticleState.HIDDEN
    lines = [f"<b>{escape(line(found.title))}</b>", escape(found.url)]
    lines.append(words.HIDDEN if hidden else words.ARTICLE_HAS.format(count=number(len(said))))
    rows: list[list[Any]] = [[tap(words.SHOW_ARTICLE if hidden else words.HIDE_ARTICLE, "eg", found.id, int(not hidden))]]
    if found.story_id is not None:
        rows += [[tap(words.SPLIT, "ex", found.id)], [tap(words.STORY, "et", found.story_id)]]
    await desk.turn("\n".join(lines), *rows)


async def hidden_article(desk: Desk, args: Args) -> None:
    """With all its statements, and whoever was sent them hears of it."""
    article_id, hide = number_of(args), number_of(args, 1)
    if article_id is None or hide not in (0, 1):
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        said = await statements.of_article(session, article_id)
        story_id = await mending.hide_article(session, article_id, bool(hide))
        if story_id is not None:
            await desk.note(session, "hide-article" if hide else "show-article", f"article:{article_id}")
            if hide and said:
                told = {"change": "vanished-here", "before": said[0].source_name}
                await desk.office.correct(session, story_id, told, desk.now)
            for one in said if hide else ():  # what was reported about them is settled with them
                await reports.resolve(session, one.id, ReportState.MENDED, desk.now)
    if story_id is None:
        await desk.old()
        return
    desk.parts.wake_delivery()
    await article(desk, (str(article_id),))


async def divided(desk: Desk, args: Args) -> None:
    """The article tells a story of its own."""
    article_id = number_of(args)
    if article_id is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        made = await mending.split(session, article_id, desk.now)
        if made is not None:
            await desk.note(session, "split-story", f"article:{article_id}", {"to": f"story:{made}"})
    if made is None:
        await desk.say(words.ALONE)
        return
    await viewed(desk, (str(made),))
