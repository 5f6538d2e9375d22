"""What Telegram's errors mean."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.errors import FloodError, MaybeSentError, NotSentError
from bot.verdict import LAST_ATTEMPT, Again, Asleep, Done, Doubt, Failed, General, Moved, Plain, Stop, Verdict, judge
from storage.records import DeliveryKind


def verdict(error: TelegramError, kind: DeliveryKind = DeliveryKind.ALERT, attempts: int = 1, **how: int) -> Verdict:
    return judge(error, kind, attempts, plain=bool(how.get("plain")), thread_id=how.get("thread_id", 0))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (FloodError(43_837), Again),
        (NotSentError("no connection"), Again),
        (NetworkError("Internal Server Error"), Again),
        (MaybeSentError("lost"), Doubt),
        (TimedOut(), Doubt),
        (ChatMigrated(-100), Moved),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Asleep),
        (BadRequest("Bad Request: chat not found"), Asleep),
        (BadRequest("Bad Request: not enough rights to send text messages to the chat"), Asleep),
        (BadRequest("Bad Request: PEER_ID_INVALID"), Asleep),
        (BadRequest("Bad Request: can't parse entities: unclosed tag"), Plain),
        (BadRequest("Bad Request: message is not modified: the same"), Done),
        (InvalidToken("Unauthorized"), Stop),
    ],
)
def test_each_error_has_one_meaning(error: TelegramError, kind: type[Verdict]) -> None:
    """`NetworkError` is the ancestor of most of them and means none of them."""
    assert isinstance(verdict(error), kind)


def test_a_chat_that_takes_no_pictures_is_not_gone() -> None:
    """«not enough rights» to send a picture is no reason for the chat to sleep: the words may be sent."""
    refused = BadRequest("Bad Request: not enough rights to send photos to the chat")
    assert isinstance(judge(refused, DeliveryKind.PUSH, 1, plain=False, thread_id=0, carries=True), Plain)
    assert isinstance(judge(refused, DeliveryKind.PUSH, 1, plain=True, thread_id=0, carries=True), Failed)


def test_a_flood_wait_is_as_long_as_it_says() -> None:
    """Twelve hours are twelve hours."""
    assert verdict(FloodError(43_837)) == Again(43_837, "Telegram wants a wait of 43837 s")


def test_poison_fails_at_the_second_refusal() -> None:
    """And a topic that is closed falls back only from a topic."""
    poison, closed = BadRequest("Bad Request: message is too long"), BadRequest("Bad Request: TOPIC_CLOSED")
    assert isinstance(verdict(poison, plain=1), Failed)
    assert isinstance(verdict(closed, thread_id=7), General)
    assert isinstance(verdict(closed), Failed)


def test_a_message_that_breaks_the_server_is_given_up_in_the_end() -> None:
    """Waits grow; no network is nobody's fault and never the end."""
    waits = [verdict(NetworkError("Internal Server Error"), attempts=n) for n in (1, 4, 20)]
    assert [w.seconds for w in waits if isinstance(w, Again)] == [2, 16, 300]
    assert isinstance(verdict(NetworkError("Internal Server Error"), attempts=LAST_ATTEMPT), Failed)
    assert isinstance(verdict(NotSentError("no connection"), attempts=999), Again)


def test_deletions_of_what_is_gone_are_done() -> None:
    """And what cannot be deleted any more fails with the reason."""
    gone, old = BadRequest("Bad Request: message to delete not found"), BadRequest("Bad Request: message can't be deleted")
    assert isinstance(verdict(gone, DeliveryKind.DELETE), Done)
    assert isinstance(verdict(old, DeliveryKind.DELETE), Failed)
