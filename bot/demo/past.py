"""The sample district's ten weeks put on record, each with its published ranking."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import cycle

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from domain.figures import Answer, Basis, Source, Timeliness
from domain.official import Official
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.measuring import standing
from handlers.deps import Deps
from sandbox import district
from storage import clocks, figures, officials, recording
from storage.entries import Entry, Origin

LAST_OF_FEBRUARY = "2026-W09"
PUBLISHED = {
    "fai": (2, [Decimal(one) for one in ("0", "2.4", "-0.8", "0.6", "6.5", "0", "1.1")]),
    "fig": (1, [Decimal(one) for one in ("0.3", "0", "-0.2", "0")]),
}
"""By indicator its decimals, and how far the reports lie above what was published: in percent
of the report, or in points of a rate."""

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
            await recording.record(session, entries)
        await _publish(deps, clock, Period.parse(week.code))
    told = list(_published(answers, roster))
    await deps.db.write(lambda session: officials.put(session, told, at=clock.now()))


def _published(answers: Sequence[district.Answer], roster: Roster) -> Iterator[Official]:
    """What the statistics bureau made of January and February, a little off the reports."""
    root = next(unit.code for unit in roster.units.values() if unit.parent is None)
    reports = {
        (answer.indicator, answer.unit): Decimal(answer.value)
        for answer in answers
        if answer.week == LAST_OF_FEBRUARY and answer.project is None and answer.value is not None
    }
    for code, (places, off) in PUBLISHED.items():
        is_rate = roster.indicators[code].basis is Basis.RATE
        total = Decimal(0)
        own = [(unit, value) for (indicator, unit), value in reports.items() if indicator == code]
        for (unit, reported), share in zip(own, cycle(off)):
            value = reported - share if is_rate else reported * (1 - share / 100)
            value = value.quantize(Decimal(1).scaleb(-places))
            total += value if roster.units[unit].parent == root else 0
            yield _of_february(unit, code, value)
        if not is_rate:
            yield _of_february(root, code, total, growth=Decimal("5.2"))


def _of_february(
    unit: str, indicator: str, value: Decimal, *, growth: Decimal | None = None
) -> Official:
    return Official(
        unit=unit,
        indicator=indicator,
        period="2026-M02",
        value=value,
        growth=growth,
        published_on=date(2026, 3, 13),
        source="云统快报〔2026〕2号",
    )


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
