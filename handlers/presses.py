"""Every inline button: its data is read as if forged, then handed to the door it names."""

import re
from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler

from domain.errors import StaleButton
from domain.subscriptions import OF_ONE, Topic
from handlers import (
    admin,
    allowing,
    binding,
    complaints,
    correct,
    delegating,
    evidence,
    handing,
    joining,
    lookup,
    milestones,
    official,
    report,
    retarget,
    returning,
    reviewing,
    snooze,
    subscribing,
)
from handlers.access import is_private
from handlers.context import Context
from handlers.looks import DATA

Door = Callable[..., Awaitable[None]]

_ROW = r"([0-9]{1,9})"  # PostgreSQL refuses to look for a row beyond its integers
_ORIGIN = r"(-?[0-9]{1,18})"  # a message, or below zero a sending of the form
_OF_ONE = "|".join(sorted(topic.value for topic in OF_ONE))
_PLAIN = "|".join(topic.value for topic in Topic if topic not in OF_ONE)
_NUMBER, _PERIOD = r"([0-9]{1,18})", r"([0-9]{4}-[WMQ][0-9]{1,2})"

# Anything that does not match to the letter is not one of our buttons.
DOORS: tuple[tuple[re.Pattern[str], Door], ...] = (
    (re.compile(rf"i:{_NUMBER}:{_PERIOD}"), report.on_ask),
    (re.compile(rf"n:{_NUMBER}:{_PERIOD}"), report.on_skip),
    (re.compile(rf"([sxw]):{_NUMBER}:{_PERIOD}"), report.on_special),
    (re.compile(rf"q:{_ROW}:([0-9]|r)"), report.on_question),
    (re.compile(rf"u:{_ORIGIN}"), report.on_undo_press),
    (re.compile(rf"g:{_ORIGIN}:(flash|verified)"), report.on_stage),
    (re.compile(rf"c:{_ROW}:(yes|no)"), correct.on_decision),
    (re.compile(rf"back:{_ROW}:{_PERIOD}:{_ROW}"), returning.on_ask),
    (re.compile(rf"back:{_ROW}:{_PERIOD}:{_ROW}:([0-9])"), returning.on_reason),
    (re.compile(rf"unback:{_ROW}"), returning.on_take_back),
    (re.compile(rf"keep:{_ROW}:{_PERIOD}:{_ROW}"), returning.on_keep),
    (re.compile(rf"e:{_ROW}:{_NUMBER}:{_PERIOD}"), evidence.on_item),
    (re.compile(rf"e:{_ROW}:(other|none)"), evidence.on_turn),
    (re.compile(rf"z:{_PERIOD}:(hour|today|morning)"), snooze.on_later),
    (re.compile(r"much"), complaints.on_complaint),
    (re.compile(r"d:([gh]):([0-9a-f]{12}|[-0]):([0-9]{16}|-)"), delegating.on_step),
    (re.compile(rf"de:{_ROW}"), delegating.on_end),
    (re.compile(rf"yes:{_PERIOD}:([0-9a-f]{{10}})"), reviewing.on_approve_all),
    (re.compile(rf"yes:{_ROW}:{_PERIOD}:{_ROW}"), reviewing.on_approve),
    (re.compile(rf"k:{_ROW}:open"), milestones.on_open),
    (re.compile(rf"k:{_ROW}:(show|done|later|redate)"), milestones.on_turn),
    (re.compile(rf"k:{_ROW}:([0-9]{{8}})"), milestones.on_day),
    (re.compile(rf"k:{_ROW}:([0-9]{{8}}):([1-6])"), milestones.on_reason),
    (re.compile(rf"k:{_ROW}:undo:{_ROW}"), milestones.on_undo),
    (re.compile(r"h:([0-9a-f]{12})"), handing.on_successor),
    (re.compile(rf"ho:{_ROW}:(go|drop|yes|no)"), handing.on_step),
    (re.compile(r"b:(week|month|quarter):([01])"), binding.on_choose),
    (re.compile(rf"t:({_PLAIN}):([01])()"), subscribing.on_wish),
    (re.compile(rf"t:({_OF_ONE}):([01]):(~[0-9a-f]{{12}})"), subscribing.on_wish),
    (re.compile(rf"tp:({_OF_ONE}|all):([0-9]{{1,5}})"), subscribing.on_page),
    (re.compile(rf"tg:{_ROW}:show"), retarget.on_show),
    (re.compile(r"tg:sure:(~[0-9a-f]{12})"), retarget.on_sure),
    (re.compile(rf"tg:{_ROW}:yes"), retarget.on_approve),
    (re.compile(rf"tg:{_ROW}:no:([0-2])"), retarget.on_refuse),
    (re.compile(rf"tg:{_ROW}:back"), retarget.on_back),
    (re.compile(rf"ex:{_ROW}:ask"), allowing.on_ask),
    (re.compile(rf"ex:{_ROW}:(yes|no)"), allowing.on_answer),
    (re.compile(r"l:(zh|en)"), joining.on_language_press),
    (re.compile(r"m:([0-9a-f]{16}):(yes|no)"), admin.on_import_press),
    (re.compile(r"of:([0-9a-f]{16}):(yes|no)"), official.on_press),
    (DATA, lookup.on_look),
)


IN_GROUPS = frozenset({lookup.on_look, binding.on_choose})
"""What hangs in a group as well: what is one person's stays with them."""


async def on_press(update: Update, context: Context) -> None:
    """Find the door for a button; data nobody of ours wrote is answered as stale."""
    query = update.callback_query
    data = query.data if query else None
    for pattern, door in DOORS:
        if data and (match := pattern.fullmatch(data)):
            if door not in IN_GROUPS and not is_private(update.effective_chat):
                break
            await door(update, context, *match.groups())
            return
    raise StaleButton


HANDLERS = [CallbackQueryHandler(on_press)]
