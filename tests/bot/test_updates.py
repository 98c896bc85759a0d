"""An update is the same whichever way it is made."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Defaults, ExtBot

from bot.updates import reader

BOT: ExtBot[None] = ExtBot("1:a", defaults=Defaults(tzinfo=ZoneInfo("Asia/Shanghai")))
READ = reader(BOT)
ASHA = {"id": 101, "is_bot": False, "first_name": "阿莎", "language_code": "zh-hans"}
CHAT = {"id": 101, "type": "private", "first_name": "阿莎"}
SAID = {"message_id": 7, "date": 1_772_700_000, "chat": CHAT, "from": ASHA, "text": "投资 13.5"}


def update(**message: Any) -> dict[str, Any]:
    return {"update_id": 5, "message": {**SAID, **message}}


@pytest.mark.parametrize(
    "raw",
    [
        update(),
        update(text=""),
        update(entities=[{"type": "bold", "offset": 0, "length": 2}]),
        update(reply_to_message={**SAID, "message_id": 6}),
        update(chat={"id": -100, "type": "supergroup", "title": "领导小组", "is_forum": True}),
        update(chat={**CHAT, "something_new": [1]}),
        update(edit_date=1_772_700_060),
        {"update_id": 6, "edited_message": {**SAID, "edit_date": 1_772_700_060}},
        {"update_id": 7},
    ],
    ids=lambda raw: "+".join({**raw, **raw.get("message", {})}),
)
def test_it_is_what_the_library_makes_of_it(raw: dict[str, Any]) -> None:
    own, theirs = READ(raw), Update.de_json(raw, BOT)

    assert own.to_dict() == theirs.to_dict()
    for part in ("effective_chat", "effective_user", "effective_message"):
        assert getattr(own, part) == getattr(theirs, part)
    if own.message:
        assert theirs.message
        assert own.message.date.isoformat() == theirs.message.date.isoformat()
        assert own.message.get_bot() is own.message.chat.get_bot() is BOT


PARTS = st.sampled_from(["message_id", "date", "chat", "from", "text"])
JUNK: st.SearchStrategy[object] = st.sampled_from(
    [None, 0, -1, "", "x", [], {}, [{}], {"id": 1}, 2**60, 1.5, True]
)


@given(PARTS, JUNK)
def test_what_no_telegram_would_send_fails_alike(part: str, junk: object) -> None:
    raw = json.loads(json.dumps(update(**{part: junk})))

    assert _outcome(READ, raw) == _outcome(lambda given: Update.de_json(given, BOT), raw)


def _outcome(read: Any, raw: dict[str, Any]) -> object:
    try:
        return str(read(raw).to_dict())
    except (TelegramError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        return type(error)
