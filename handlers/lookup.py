"""Looking things up: /status, /rank, /missing, /trend, /history, and the buttons below them."""

import re
from functools import partial

from telegram import Message, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from domain.inquiry.topics import Topic
from handlers import boards, exhibits, recalled, sending
from handlers.access import viewer_behind
from handlers.actions.inquiry import inquiring, pressing
from handlers.actions.inquiry.pressing import Pressed
from handlers.actions.lookups import history, official_ranks, roadmaps, targeting
from handlers.actions.measuring.sight import sees
from handlers.context import Context
from handlers.deps import Deps
from handlers.looks import Look
from handlers.outgoing import Outgoing
from handlers.texts.catalog import catalog
from handlers.viewers import Viewer
from handlers.ways.published import sums_of

IN_PLACE = ("leaf", "turn")
"""Looks that turn a page: the message stays, its words change."""


async def on_status(update: Update, context: Context) -> None:
    """How it stands: the district, or whatever is written after the command."""
    await _answer(update, context, context.said)


async def on_words(update: Update, context: Context) -> None:
    """The same without the command, in anybody's own words: 城关, 谁没报, 红灯有哪些."""
    message = update.effective_message
    await _answer(update, context, (message.text or "") if message else "")


async def on_mention(update: Update, context: Context) -> None:
    """The same in the bound group, to the bot by name or as a reply to it."""
    message = update.effective_message
    if message is None:
        return
    words = without_mention(message.text or "", context.bot.username)
    # Chatter below a picture is not for the bot, unless somebody calls it.
    if words == message.text and not await inquiring.is_asked(context.deps, words):
        return
    await _answer(update, context, words)


async def _answer(update: Update, context: Context, words: str, topic: Topic = Topic.STATE) -> None:
    await _look_up(update, context, words, partial(inquiring.answer, topic=topic))


async def _look_up(update: Update, context: Context, words: str, ask: recalled.Ask) -> None:
    """Answer as things stand, or as known on the day that the words name."""
    viewer = await viewer_behind(update, context)
    message = await recalled.answered(context.deps, viewer, words, ask)
    await sending.reply(update, context, message)


async def on_rank(update: Update, context: Context) -> None:
    """The ranking, overall or by the indicator written after the command; or one unit's place.

    With the word 公布 by what was published instead of what was reported.
    """
    if official_ranks.is_wanted(context.said):
        await _rank_officially(update, context)
        return
    await _answer(update, context, context.said, Topic.RANK)


async def _rank_officially(update: Update, context: Context) -> None:
    viewer = await viewer_behind(update, context)
    message = await recalled.told(context.deps, viewer, context.said, _official_ranking)
    await sending.reply(update, context, message)


async def _official_ranking(deps: Deps, viewer: Viewer, words: str) -> Outgoing:
    view = await official_ranks.ranking(deps, viewer, words)
    texts = catalog(viewer.language)
    message = await boards.ranking_message(deps, view.board, texts, brief=True)
    board = view.board
    told = [one.unit for one in board.ranking.standings if one.rank is not None]
    is_seen = any(sees(viewer, unit) for unit in told)
    return message.with_keyboard(sums_of(board.period, board.code, texts) if is_seen else ())


async def on_missing(update: Update, context: Context) -> None:
    """Who has not answered what, of all or of what is written after the command."""
    await _answer(update, context, context.said, Topic.MISSING)


async def on_trend(update: Update, context: Context) -> None:
    """An indicator over the weeks, of one unit or of those that lead and lag."""
    await _answer(update, context, context.said, Topic.TREND)


async def on_compare(update: Update, context: Context) -> None:
    """Two units side by side, or one and its group's mean, or two indicators of one."""
    await _answer(update, context, context.said, Topic.COMPARISON)


async def on_history(update: Update, context: Context) -> None:
    """What became of one number."""
    await _look_up(update, context, context.said, history.asked)


async def on_targets(update: Update, context: Context) -> None:
    """How far the targets are broken down, of all or of what is written after the command."""
    await _look_up(update, context, context.said, targeting.report)


async def on_milestones(update: Update, context: Context) -> None:
    """The road map, of all or of what is written after the command."""
    await _look_up(update, context, context.said, roadmaps.asked)


async def on_look(update: Update, context: Context, kind: str, code: str) -> None:
    """A button that looks at something; who may see it is decided anew."""
    look = Look.read(kind, code)
    if look.kind == "files":
        await exhibits.on_files(update, context, look)
        return
    viewer = await viewer_behind(update, context)

    async def seen(deps: Deps) -> Pressed:
        view = await pressing.behind(deps, viewer, look)
        await sending.settle_press(update)
        return view

    message = await recalled.looked(context.deps, viewer, look.day, seen)
    if kind in IN_PLACE:
        await sending.replace(update, context, message)
    else:
        await sending.reply(update, context, message)


def without_mention(words: str, username: str) -> str:
    """What is said, without the name it is said to."""
    return re.sub(rf"@{re.escape(username)}\b", " ", words, flags=re.IGNORECASE)


class _ToUs(filters.MessageFilter):
    """A reply to the bot, or a message with its name: all that privacy mode lets it hear."""

    def filter(self, message: Message) -> bool:
        bot = message.get_bot()
        replied = message.reply_to_message
        if replied is not None and replied.from_user and replied.from_user.id == bot.id:
            return True
        return without_mention(message.text or "", bot.username) != message.text


READABLE = filters.UpdateType.MESSAGE
IN_GROUPS = filters.ChatType.GROUPS & READABLE & filters.TEXT & ~filters.COMMAND

HANDLERS = [
    CommandHandler("status", on_status, READABLE),
    CommandHandler("rank", on_rank, READABLE),
    CommandHandler("missing", on_missing, READABLE),
    CommandHandler("trend", on_trend, READABLE),
    CommandHandler("compare", on_compare, READABLE),
    CommandHandler("history", on_history, READABLE),
    CommandHandler("targets", on_targets, READABLE),
    CommandHandler("milestones", on_milestones, READABLE),
    MessageHandler(IN_GROUPS & _ToUs(), on_mention),
]
