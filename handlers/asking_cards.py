"""The card that asks, made when it leaves: to be asked, to be reminded, or not any more."""

from datetime import datetime, time, timedelta

from domain.clocks import ClockKind, instant
from domain.people import Person
from domain.periods import Period
from handlers import replies
from handlers.actions.reporting.asking import items_of
from handlers.actions.reporting.items import Duty, Item
from handlers.actions.reporting.snoozing import choices_at
from handlers.deps import Deps
from handlers.outgoing import Outgoing, Skip
from handlers.texts.catalog import catalog
from storage import clocks, reminders
from storage.deliveries import Delivery

GONE = Skip("retired")
ANSWERED = Skip("answered")
LOCKED = Skip("locked")
OVER = Skip("over")
PUT_OFF = Skip("put off")
ENOUGH = Skip("enough this week")


async def card(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """The card of one person and period: about what is open, and only while it is of use."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None or delivery.push.period is None:
        return GONE
    period = Period.parse(delivery.push.period)
    needless = await _needless(deps, delivery, person, period)
    if needless is not None:
        return needless
    items = await _items(deps, person, period)
    if not any(item.is_open for item in items):
        return ANSWERED
    texts, now = catalog(person.language), deps.now()
    if delivery.push.kind == "prompt":
        return replies.prompt(person, items, texts, deps.schedule, form_url=deps.form_url)
    choices = choices_at(deps, period, now)
    return replies.reminder(
        person,
        items,
        texts,
        deps.schedule,
        choices=choices,
        now=now,
        form_url=deps.form_url,
    )


async def is_locked(deps: Deps, period: Period) -> bool:
    """Whether numbers of a period are refused by now; an admin may have closed it early."""
    async with deps.db.reading() as session:
        closed = await clocks.closed(session, [period.key])
    return bool(closed) or deps.now() >= deps.schedule.window_of(period).lock


async def _needless(deps: Deps, delivery: Delivery, person: Person, period: Period) -> Skip | None:
    """Why a card is too late or too much; what somebody sent by hand never is."""
    if await is_locked(deps, period):
        return LOCKED
    if delivery.push.is_at_once:
        return None
    # The same rule as for a clock that was missed: after that a card only shames.
    if deps.now() >= deps.schedule.window_of(period).grace_end:
        return OVER
    if delivery.push.kind != "remind":
        return None
    now = deps.now()
    async with deps.db.reading() as session:
        if await reminders.put_off_until(session, person.code, period.key, now=now):
            return PUT_OFF
        sent = await reminders.sent_to(session, person.code, since=week_of(deps, now)[0])
    kept = await _prompts_to_come(deps, person, now)
    return ENOUGH if sent + kept >= deps.rules.messages_per_week else None


async def _prompts_to_come(deps: Deps, person: Person, now: datetime) -> int:
    """How often this person will be asked in the rest of the week: room is kept for that."""
    roster = await deps.roster.current()
    asked = {
        roster.indicators[own.indicator].cadence for own in roster.answered_by(person.code, now)
    }
    rest = deps.schedule.clocks_between(now, week_of(deps, now)[1])
    return sum(clock.kind is ClockKind.PROMPT and clock.period.kind in asked for clock in rest)


def week_of(deps: Deps, now: datetime) -> tuple[datetime, datetime]:
    """When this local week began, and when the next one does."""
    zone = deps.schedule.zone
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    begins, ends = (instant(day, time.min, zone=zone) for day in (monday, monday + timedelta(7)))
    return begins, ends


async def _items(deps: Deps, person: Person, period: Period) -> tuple[Item, ...]:
    roster = await deps.roster.current()
    window = deps.schedule.window_of(period)
    now = deps.now()
    duties = {
        person.code: [
            Duty(assignment, window)
            for assignment in roster.answered_by(person.code, now)
            if roster.indicators[assignment.indicator].cadence is period.kind
            and roster.asked_for(assignment, now) == person.code
        ]
    }
    async with deps.db.reading() as session:
        return (await items_of(session, roster, duties))[person.code]
