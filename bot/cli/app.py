"""The table of commands. Each command's module is imported only when the command runs or its help is asked for."""

from __future__ import annotations

import typer

from bot.cli import analyse, ask, collect, digest, doctor, people, sandbox, service, sources, text

app = typer.Typer(
    name="naql",
    help="Who said what, in Persian, on Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("normalise")(text.normalise)
app.command("analyse")(analyse.analyse)
app.command("explain")(analyse.explain)
app.command("ask")(ask.ask)
app.command("digest")(digest.digest)
app.command("run")(service.run)
app.command("collect")(collect.collect)
app.command("backfill")(collect.backfill)
app.add_typer(sources.app)
app.add_typer(people.app)
app.command("brief")(service.brief)
app.command("deliver")(service.deliver)
app.command("sandbox")(sandbox.sandbox)
app.command("migrate")(service.migrate)
app.command("doctor")(doctor.doctor)
