"""The token and passwords never get into the log."""

from __future__ import annotations

import io
import logging

import pytest
from telegram.error import NetworkError

from bot.secrets import SecretsFilter, hide_secrets, keep_secrets_out_of
from tests.bot.sockets import TOKEN, Answer, a_bot, fine, free_port, half, reset, running, silence


@pytest.mark.parametrize("answer", [reset, silence, half, None])
async def test_the_token_is_never_logged(answer: Answer | None, caplog: pytest.LogCaptureFixture) -> None:
    """Not at DEBUG, where PTB writes it, nor in the traceback of an error with all its causes."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(SecretsFilter())
    async with running(answer or fine) as server:
        url = server.url if answer else f"http://127.0.0.1:{free_port()}"
        async with a_bot(url) as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(5, "نمونه")
    logging.getLogger("sample").error("could not be sent", exc_info=caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "could not be sent" in caplog.text
    assert TOKEN not in caplog.text


def test_secrets_are_struck_out_of_what_others_log() -> None:
    """In the message, in its arguments, in tracebacks; the bot's number stays, it is public."""
    stream = io.StringIO()
    logger = logging.Logger("sample")
    logger.addHandler(logging.StreamHandler(stream))
    keep_secrets_out_of(logger)
    keep_secrets_out_of(logger)
    logger.warning("POST %s", f"https://api.telegram.org/bot{TOKEN}/sendMessage")
    logger.warning("through socks5://user:pass-word@127.0.0.1:1080")
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logger.exception("failed", stack_info=True)
    text = stream.getvalue()
    assert TOKEN.partition(":")[2] not in text
    assert "pass-word" not in text
    assert "1234567890:***" in text
    assert "ValueError" in text
    assert sum(isinstance(known, SecretsFilter) for known in logger.handlers[0].filters) == 1


def test_plain_text_is_left_alone() -> None:
    """Times, numbers and addresses without credentials."""
    text = "12:30 https://nemune.example/a:b 1234567890: done"
    assert hide_secrets(text) == text
