"""Why something was refused, in one sentence, at whichever door it was."""

from zoneinfo import ZoneInfo

from domain.errors import (
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
    NotUnderstood,
    NotYet,
    PeriodLocked,
    Refusal,
    RequestOver,
    ReviewOver,
    TooManyFiles,
)
from domain.periods import BadPeriod, Period
from domain.schedule import NotAsked
from handlers.texts import delegations, figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.corrections import ANY_EXAMPLE

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
    "NotUnderstood": "not_understood",
    "WhichNumber": "which_number",
    "NotNumeric": "not_numeric",
    "NotADay": "not_a_day",
    "NotOfficial": "not_official",
    "FileTooLarge": "file_too_large",
    "FileUnwanted": "file_unwanted",
    "TooManyFiles": "too_many_files",
    "GroupOnly": "group_only",
    "NotBound": "not_bound",
    "NotSummaries": "not_summaries",
    "BadPeriod": "bad_period",
    "NotAsked": "not_asked",
    "AccountTaken": "account_taken",
    "NotProved": "not_proved",
    "LaunchOver": "launch_over",
    "TooOften": "too_often",
    "NotOurForm": "not_our_form",
    "StillDoubtful": "still_doubtful",
}


def sentence(
    refusal: Refusal, *, zone: ZoneInfo, texts: Catalog, example: str = ANY_EXAMPLE
) -> Html:
    """Why it was refused; `example` is an item as the reader would write it after /correct."""
    facts = {"example": example, **_facts(refusal, zone, texts)}
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
        case NotAsked(period=period):
            return {"period": figures.period_name(period, texts.language)}
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
        case NotUnderstood(text=text, command=command):
            return {"text": text[:40], "usage": texts.say(f"error.usage.{command}")}
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
