"""One place where what went wrong becomes words.

A refusal is answered in one sentence. Trouble with Telegram and anything unexpected is kept
for whoever runs the update (the dispatcher), who tries again later or sets it aside: the
person's message is stored already, so nothing is lost.
"""

import logging
from zoneinfo import ZoneInfo

from telegram import Chat, Update
from telegram.error import Forbidden

from domain.errors import (
    Anonymous,
    FileTooLarge,
    FileUnwanted,
    NoPrevious,
    NotACorrection,
    NotADay,
    NotAllowance,
    NotBegun,
    NotDelegated,
    NotFound,
    NotHanded,
    NoTimeLeft,
    NotOfficial,
    NotOpenYet,
    NotRetargeted,
    NotReturnable,
    NotYet,
    PeriodLocked,
    Refusal,
    RequestOver,
    ReviewOver,
    StaleButton,
    Stranger,
    TooManyFiles,
)
from domain.people import Language, Person
from domain.periods import BadPeriod, Period
from domain.roster import Roster
from handlers import sending, stale
from handlers.access import is_private
from handlers.actions import reaching
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.texts import delegations, figures
from handlers.texts.catalog import Catalog, Html, catalog
from handlers.texts.corrections import example
from storage import groups

log = logging.getLogger(__name__)

KEYS = {
    "Stranger": "stranger",
    "Anonymous": "anonymous",
    "NotAllowed": "not_allowed",
    "InviteInvalid": "invite_invalid",
    "NothingOpen": "nothing_open",
    "PeriodLocked": "period_locked",
    "NotOpenYet": "not_open_yet",
    "NotBegun": "not_begun",
    "NotYet": "not_yet",
    "NotYours": "not_yours",
    "NothingToUndo": "nothing_to_undo",
    "NoPrevious": "no_previous",
    "NotACorrection": "not_a_correction",
    "NotKnownYet": "not_known_yet",
    "NobodyDecides": "nobody_decides",
    "OwnRequest": "own_request",
    "RequestOver": "request_over",
    "NotDelegated": "not_delegated",
    "NotRetargeted": "not_retargeted",
    "NotHanded": "not_handed",
    "NotReturnable": "not_returnable",
    "NoReason": "no_reason",
    "ReviewOver": "review_over",
    "NoTimeLeft": "no_time_left",
    "NotAllowance": "not_allowance",
    "NoScoring": "no_scoring",
    "StaleButton": "stale_button",
    "NotFound": "not_found",
    "WhichNumber": "which_number",
    "NotNumeric": "not_numeric",
    "NotADay": "not_a_day",
    "NotOfficial": "not_official",
    "FileTooLarge": "file_too_large",
    "FileUnwanted": "file_unwanted",
    "TooManyFiles": "too_many_files",
    "GroupOnly": "group_only",
    "NotBound": "not_bound",
    "BadPeriod": "bad_period",
    "NotAsked": "not_asked",
    "AccountTaken": "account_taken",
    "NotProved": "not_proved",
    "LaunchOver": "launch_over",
    "TooOften": "too_often",
    "NotOurForm": "not_our_form",
    "StillDoubtful": "still_doubtful",
}


class Failures:
    """What an update died of, handed from the error handler to the dispatcher."""

    def __init__(self) -> None:
        self._by_update: dict[int, BaseException] = {}

    def keep(self, update_id: int, failure: BaseException) -> None:
        """Remember the failure of an update until it is taken."""
        self._by_update[update_id] = failure

    def take(self, update_id: int) -> BaseException | None:
        """The failure of an update, once."""
        return self._by_update.pop(update_id, None)


async def on_error(update: object, context: Context) -> None:
    """Answer a refusal; hand everything else to the dispatcher."""
    if not isinstance(update, Update) or context.error is None:
        log.error("error outside an update", exc_info=context.error)
        return
    failure: BaseException = context.error
    if isinstance(failure, Refusal):
        try:
            await _refuse(update, context, failure)
        except Exception as trouble:  # noqa: BLE001 - handed on, see the module's promise
            failure = trouble
        else:
            return
    if isinstance(failure, Forbidden):
        # Handled, only the answer found nobody: no fault of ours, and no use in trying again.
        log.info("answer refused update=%s", update.update_id)
        await _lost(update, context, failure)
        return
    failures: Failures = context.application.bot_data["failures"]
    failures.keep(update.update_id, failure)


async def _lost(update: Update, context: Context, failure: Forbidden) -> None:
    """Note who cannot be reached: a person who blocked the bot, a group that put it out."""
    chat = update.effective_chat
    if chat is None:
        return
    if is_private(chat):
        reason = "deactivated" if "deactivated" in str(failure).lower() else "blocked"
        await reaching.lose_person(context.deps, chat.id, reason=reason)
    else:
        await reaching.lose_group(context.deps, chat.id, reason="kicked")


async def _refuse(update: Update, context: Context, refusal: Refusal) -> None:
    log.info("refused update=%s why=%s", update.update_id, type(refusal).__name__)
    chat = update.effective_chat
    if not isinstance(refusal, Anonymous):
        is_elsewhere = not is_private(chat) and not await _is_ours(chat, context)
        is_said = update.callback_query is None and not is_private(chat)
        if is_elsewhere or (isinstance(refusal, Stranger) and is_said):
            return  # a group that is not ours hears nothing
    if isinstance(refusal, StaleButton):
        await stale.on_stale(update, context)
        return
    words = await wording(refusal, update, context)
    if not await sending.settle_press(update, words, alert=True):
        # Typed, or pressed so long ago that no note can be shown any more.
        await sending.reply(update, context, Outgoing(words))
    if isinstance(refusal, PeriodLocked) and update.callback_query is not None:
        await stale.follow_up(update, context)


async def _is_ours(chat: Chat | None, context: Context) -> bool:
    async with context.deps.db.reading() as session:
        return chat is not None and await groups.is_bound(session, chat.id)


async def wording(refusal: Refusal, update: Update, context: Context) -> Html:
    """The sentence for a refusal, in the reader's language."""
    user = update.effective_user
    roster = await context.deps.roster.current()
    person = roster.behind(user.id) if user else None
    texts = catalog(person.language if person else Language.ZH)
    return sentence(refusal, roster, person, zone=context.deps.schedule.zone, texts=texts)


def sentence(
    refusal: Refusal,
    roster: Roster,
    person: Person | None,
    *,
    zone: ZoneInfo,
    texts: Catalog,
) -> Html:
    """The same at whichever door, for whoever stands there."""
    facts = _facts(refusal, zone, texts)
    if isinstance(refusal, PeriodLocked | NotOpenYet | NotACorrection):
        facts["example"] = example(roster, person)
    key = KEYS[type(refusal).__name__]
    if isinstance(refusal, NotOpenYet) and refusal.item:
        key = "not_asked_now"
    return texts.say(f"error.{key}", **facts)


def _facts(refusal: Refusal, zone: ZoneInfo, texts: Catalog) -> dict[str, object]:
    match refusal:
        case NotACorrection(why=why):
            return {"why": texts.say(f"correct.why.{why}")}
        case ReviewOver(period=key):
            return {"period": figures.period_name(Period.parse(key), texts.language)}
        case NotReturnable(why=why, by=by):
            return {"why": texts.say(f"return.why.{why}", name=by)}
        case RequestOver(outcome=outcome, by=by):
            return {"outcome": texts.say(f"correct.over.{outcome}", name=by)}
        case NotHanded(why=why, name=name):
            return {"why": texts.say(f"handover.why.{why}", name=name[:20])}
        case NotRetargeted(why=why, name=name):
            return {"why": texts.say(f"retarget.why.{why}", name=name[:20])}
        case NotDelegated(why=why, name=name, until=until):
            last = delegations.last_day(until, zone, texts) if until else ""
            return {"why": texts.say(f"delegate.why.{why}", name=name, until=last)}
        case PeriodLocked(period=key, locked_at=at):
            return {
                "period": figures.period_name(Period.parse(key), texts.language),
                "locked_at": figures.moment(at, zone, texts.language),
            }
        case NotOpenYet():
            return {
                "last": figures.period_name(Period.parse(refusal.last), texts.language),
                "locked_at": figures.moment(refusal.locked_at, zone, texts.language),
                "following": figures.period_name(Period.parse(refusal.following), texts.language),
                "opens_at": figures.moment(refusal.opens_at, zone, texts.language),
                "item": refusal.item,
            }
        case NotAllowance(why=why, most=most):
            return {"why": texts.say(f"allowance.why.{why}", most=most or "")}
        case NoTimeLeft(due=due):
            return {"due": figures.moment(due, zone, texts.language)}
        case NotBegun(period=key, begins_at=at) | NotYet(period=key, begins_at=at):
            return {
                "period": figures.period_name(Period.parse(key), texts.language),
                "begins_at": figures.moment(at, zone, texts.language),
            }
        case NotOfficial(lacking=lacking):
            return {"lacking": texts.say(f"official.lacking.{lacking}")}
        case NotADay(why=why):
            return {"why": texts.say(f"milestone.why.{why}")}
        case FileTooLarge(most=most) | TooManyFiles(most=most):
            return {"most": most}
        case FileUnwanted(name=name):
            return {"name": name[:40]}
        case BadPeriod(typed=typed):
            return {"text": typed[:40]}
        case NoPrevious(indicator=name):
            return {"indicator": name}
        case NotFound(asked=asked, nearby=nearby):
            hint = texts.say("error.not_found_hint")
            names = texts.say("common.sep").join(nearby)
            return {
                "asked": asked[:40],
                "nearby": texts.say("error.not_found_nearby", names=names) if nearby else hint,
            }
        case _:
            return {"text": getattr(refusal, "text", "")}
