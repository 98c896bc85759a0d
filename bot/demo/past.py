"""The sample district's ten weeks put on record, each with its published ranking."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from domain.figures import Answer, Source, Timeliness
from domain.periods import Period
from domain.roster import Roster
from handlers.actions import standing
from handlers.deps import Deps
from sandbox import district
from storage import clocks, figures
from storage.recording import Entry, Origin

Key = tuple[str, str, str | None]


async def fill(deps: Deps, clock: Clock) -> None:
    """Record every answer of the past, week by week, and publish as each week ended.

    The clock is taken along, so that everything bears the time it would have had.
    """
    roster = await deps.roster.current()
    ids = {(a.unit, a.indicator, a.project): a.id for a in roster.assignments.values()}
    answers = district.history()
    for week in district.REPORTED:
        entries = [
            _entry(answer, number, roster, ids)
            for number, answer in enumerate(answers, start=1)
            if answer.week == week.code
        ]
        async with deps.db.transaction() as session:
            await figures.record(session, entries)
        await _publish(deps, clock, Period.parse(week.code))


def _entry(answer: district.Answer, number: int, roster: Roster, ids: dict[Key, int]) -> Entry:
    at = datetime.fromisoformat(answer.at)
    assignment = ids[answer.unit, answer.indicator, answer.project]
    return Entry(
        assignment=assignment,
        period=answer.week,
        answer=Answer(answer.kind),
        value=Decimal(answer.value) if answer.value is not None else None,
        estimate=answer.estimate,
        note=answer.note,
        person=roster.assignments[assignment].person,
        typed_by=answer.typed_by,
        source=Source.IMPORT,
        timeliness=Timeliness.LATE if answer.late else Timeliness.ON_TIME,
        reported_at=at,
        recorded_at=at,
        origin=Origin(figures.IMPORT_CHAT, number),
    )


async def _publish(deps: Deps, clock: Clock, period: Period) -> None:
    last = deps.schedule.clocks_of(period)[-1]
    clock.advance_to(max(last.at, clock.now()))

    async def work(session: AsyncSession) -> None:
        await standing.publish(deps, session, period, edition=1)
        for one in deps.schedule.clocks_of(period):
            await clocks.fire(
                session,
                one.kind,
                period.key,
                number=one.number,
                due_at=one.at,
                at=one.at,
                outcome="fired",
            )

    await deps.db.write(work)
