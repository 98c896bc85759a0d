"""prompt, remind, close, push: one step of the cycle now, by hand."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Coroutine

from bot.cli.desk import CannotDo, Command, Desk
from bot.cli.running import dependencies_on
from bot.cli.times import period_of
from domain.clocks import Clock as CycleClock
from domain.clocks import ClockKind
from domain.errors import NotBegun
from domain.periods import Period, PeriodKind
from domain.schedule import Schedule
from handlers.actions.posting import pushing

STEPS = {
    "prompt": ClockKind.PROMPT,
    "remind": ClockKind.REMIND,
    "close": ClockKind.LOCK,
    "push": ClockKind.PUSH,
}


def step(kind: ClockKind) -> Callable[[Namespace, Desk], Coroutine[None, None, None]]:
    """The verb that queues this step at once; a running bot sends it within seconds."""

    async def run(options: Namespace, desk: Desk) -> None:
        async with desk.database() as db:
            deps = await dependencies_on(db, desk)
            period = _period(options.period, desk, deps.schedule, kind)
            clock = _clock(deps.schedule, period, kind, desk)
            try:
                fired = await pushing.fire(deps, clock, by_hand=True, again=options.again)
            except NotBegun as early:
                begins = early.begins_at.astimezone(deps.schedule.zone)
                raise CannotDo(f"{period.key} begins only at {begins:%Y-%m-%d %H:%M}") from None
        if not fired.first:
            desk.say(f"{kind.value} {period.key} was done already; --again repeats it")
        elif kind is ClockKind.LOCK:
            desk.say(f"{period.key} is closed")
        else:
            desk.say(f"{kind.value} {period.key} queued for {fired.chats} chats")
            if not fired.chats and kind is ClockKind.PUSH:
                desk.say("no bound group gets these summaries: an admin sends /bind there")

    return run


def _period(named: Period | None, desk: Desk, schedule: Schedule, kind: ClockKind) -> Period:
    """The period named; else the open week, or for a push the last one that is complete."""
    if named:
        return named
    window = schedule.open_window(PeriodKind.WEEK, desk.now)
    if kind is ClockKind.PUSH and desk.now < window.due:
        return schedule.previous_asked(window.period)
    return window.period


def _clock(schedule: Schedule, period: Period, kind: ClockKind, desk: Desk) -> CycleClock:
    """The clock this step stands for: of several reminders the last one due, else the first."""
    clocks = [clock for clock in schedule.clocks_of(period) if clock.kind is kind]
    if not clocks:
        raise CannotDo(f"{period.key} has no {kind.value}: it is not asked")
    due = [clock for clock in clocks if clock.at <= desk.now]
    return due[-1] if due else clocks[0]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--period", type=period_of, metavar="2026-W10", help="the period (the open week)"
    )
    parser.add_argument("--again", action="store_true", help="repeat a step that was done")


COMMANDS = {name: Command(_arguments, step(kind)) for name, kind in STEPS.items()}
