"""APScheduler at work: one job for every clock of the cycle, on the district's workdays.

The scheduler holds no state that matters. Which clocks went off is in the database, where
the first to note one wins; a job that fires late, twice or in two processes does no harm.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Clock as WallClock
from domain.clocks import Clock, ClockKind
from domain.periods import PeriodKind
from domain.schedule import Schedule
from handlers.actions.posting import calendars, digesting, pushing
from handlers.deps import Deps

log = logging.getLogger(__name__)

SWEEP = timedelta(minutes=5)
SWEEP_JOB, DIGEST_JOB = "sweep", "digest"


class ClockTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 carries no types
    """Fires whenever one configured clock goes off, workdays and holidays considered.

    `schedule` is asked each time, so that a corrected holiday moves the next firing. Times
    go through the process's clock, which the demo may set ahead of the machine's.
    """

    def __init__(
        self,
        schedule: Callable[[], Schedule],
        wall: WallClock,
        *,
        kind: PeriodKind,
        clock: ClockKind,
        number: int,
    ) -> None:
        self._schedule = schedule
        self._wall = wall
        self._what = (kind, clock, number)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The machine's time at which the clock goes off next, strictly after both."""
        after = max(now, previous) if previous else now
        return self._wall.to_machine(self.next_clock(self._wall.from_machine(after)).at)

    def next_clock(self, after: datetime) -> Clock:
        """The clock that goes off next after an instant of the process's own time."""
        kind, clock, number = self._what
        return self._schedule().next_clock(kind, clock=clock, number=number, after=after)


class DigestTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 carries no types
    """Fires on every workday at the supervisors' hour."""

    def __init__(self, deps: Deps, wall: WallClock) -> None:
        self._deps = deps
        self._wall = wall

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The machine's time of the next digest, strictly after both."""
        after = self._wall.from_machine(max(now, previous) if previous else now)
        schedule = self._deps.schedule
        return self._wall.to_machine(
            next(self._deps.rules.digest.after(after, schedule.workdays, schedule.zone)).at
        )


class CycleScheduler:
    """Runs the cycle: clocks as they come, and what was missed at start and every few minutes."""

    def __init__(
        self,
        deps: Deps,
        wall: WallClock,
        *,
        on_fired: Callable[[Sequence[pushing.Fired]], None],
    ) -> None:
        self._deps = deps
        self._wall = wall
        self._on_fired = on_fired
        self._scheduler = AsyncIOScheduler(
            timezone=deps.schedule.zone,
            # The default grace of one second would drop a clock for ever when the loop is busy.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    async def start(self) -> None:
        """Catch up with what was missed, then keep time."""
        await self.sweep()
        for kind, rules in self._deps.schedule.rules.items():
            # A period that began with more reminders than there are now has the sweep for them.
            for clock, number in _clocks(len(rules.reminders)):
                trigger = ClockTrigger(
                    lambda: self._deps.schedule, self._wall, kind=kind, clock=clock, number=number
                )
                name = f"{kind.value}/{clock.value}/{number}"
                self._scheduler.add_job(self.run_due, trigger, id=name, name=name)
        if self._deps.rules.digest.at is not None:
            self._scheduler.add_job(
                self.run_due, DigestTrigger(self._deps, self._wall), id=DIGEST_JOB, name=DIGEST_JOB
            )
        # A database that was away when a clock went off is found again here.
        self._scheduler.add_job(
            self.sweep, "interval", seconds=SWEEP.total_seconds(), id=SWEEP_JOB, name=SWEEP_JOB
        )
        self._scheduler.start()

    async def run_due(self) -> None:
        """Follow every clock that is due and has not gone off."""
        try:
            fired = await pushing.catch_up(self._deps)
            told = await digesting.catch_up(self._deps)
        except Exception:
            # The clocks' rows were not written, so the next sweep finds them due again.
            log.exception("clocks could not be followed")
            return
        for one in fired:
            log.info(
                "clock kind=%s period=%s number=%s first=%s skipped=%s chats=%s",
                one.clock.kind.value,
                one.clock.period.key,
                one.clock.number,
                one.first,
                one.skipped,
                one.chats,
            )
        for digest in told:
            log.info(
                "digest day=%s skipped=%s chats=%s",
                digest.digest.day,
                digest.skipped,
                digest.chats,
            )
        if fired:
            self._on_fired(fired)

    async def sweep(self) -> None:
        """What the clocks alone do not see: a corrected calendar, and what was missed."""
        try:
            if await calendars.refresh(self._deps):
                self._set_anew()
            await calendars.announce_guesses(self._deps)
        except Exception:
            # The calendar at hand still holds; the next sweep looks again.
            log.exception("calendar could not be looked at")
        await self.run_due()

    async def jump(self) -> None:
        """The process's clock was set ahead: set jobs anew, and follow what that passed."""
        # First the jobs: what comes due in between is then found by the look at what is due.
        self._set_anew()
        await self.run_due()

    def _set_anew(self) -> None:
        for job in self._scheduler.get_jobs():
            if job.id != SWEEP_JOB:
                self._scheduler.reschedule_job(job.id, trigger=job.trigger)

    def stop(self) -> None:
        """Keep time no longer; what is under way ends with the loop."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def _clocks(reminders: int) -> list[tuple[ClockKind, int]]:
    """Every clock of a kind of period: one each, reminders as many as configured."""
    single = [(kind, 1) for kind in ClockKind if kind is not ClockKind.REMIND]
    return single + [(ClockKind.REMIND, number) for number in range(1, reminders + 1)]
