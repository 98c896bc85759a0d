from datetime import timedelta
from decimal import Decimal
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Source, Timeliness
from domain.items import part_of
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.measuring.reading import year_of
from handlers.actions.measuring.surveying import Survey, figures_since, survey
from handlers.actions.measuring.surveys import Surveys
from handlers.deps import Deps
from storage import recording
from storage import roster as rosters
from storage.entries import Entry, Origin
from tests.district import AFTER_W11
from tests.handlers.boards import W11, YARD

ANSWERS = (Answer.NUMBER, Answer.NUMBER, Answer.NOT_AVAILABLE, Answer.NOT_APPLICABLE)


async def current(surveys: Surveys, session: AsyncSession, roster: Roster) -> Survey:
    return await surveys.current(session, roster, W11, rules=YARD, at=AFTER_W11)


async def put(
    deps: Deps, roster: Roster, assignment: int, *, answer: Answer, period: str, number: int
) -> None:
    owed = roster.assignments[assignment]
    at = AFTER_W11 + timedelta(minutes=number)
    entry = Entry(
        assignment=assignment,
        period=period,
        answer=answer,
        value=Decimal(number) / 10 if answer is Answer.NUMBER else None,
        person=owed.person,
        typed_by=owed.person,
        source=Source.MESSAGE,
        timeliness=Timeliness.CORRECTED,
        reported_at=at,
        recorded_at=at,
        origin=Origin(1, number),
    )
    await deps.db.write(lambda session: recording.record(session, [entry]))


async def test_what_is_held_is_what_would_be_measured_anew(district: Deps) -> None:
    roster = await district.roster.current()
    weekly = [a.id for a in roster.of_cadence(W11.kind)]
    surveys, chance = Surveys(), Random(7)

    for number in range(1, 25):
        for _ in range(chance.randint(0, 2)):
            await put(
                district,
                roster,
                chance.choice(weekly),
                answer=chance.choice(ANSWERS),
                period=chance.choice(("2026-W11", "2026-W10", "2026-W05")),
                number=number * 10 + chance.randint(0, 9),
            )
        async with district.db.reading() as session:
            held = await current(surveys, session, roster)
            anew = await survey(session, roster, W11, rules=YARD, at=AFTER_W11)
        assert held.scores == anew.scores
        assert held.missing == anew.missing


async def test_only_the_units_that_have_changed_are_measured_again(district: Deps) -> None:
    roster = await district.roster.current()
    surveys = Surveys()
    async with district.db.reading() as session:
        before = await current(surveys, session, roster)
    owed = next(a for a in roster.of_cadence(W11.kind) if a.unit == "cg")
    await put(district, roster, owed.id, answer=Answer.NUMBER, period=W11.key, number=1)

    async with district.db.reading() as session:
        after = await current(surveys, session, roster)

    same = [unit for unit in before.units if after.units[unit] is before.units[unit]]
    assert set(before.units) - set(same) == {"cg"}


async def test_a_new_roster_is_measured_from_the_start(district: Deps) -> None:
    roster = await district.roster.current()
    surveys = Surveys()
    async with district.db.reading() as session:
        before = await current(surveys, session, roster)
    async with district.db.transaction() as session:
        await rosters.bump(session)
    async with district.db.reading() as session:
        changed = await rosters.load(session, year=2026)
        after = await current(surveys, session, changed)

    assert after.roster is changed
    assert after.units["cg"] is not before.units["cg"]


async def test_few_periods_are_held(district: Deps) -> None:
    roster = await district.roster.current()
    surveys = Surveys(kept=1)

    async with district.db.reading() as session:
        first = await current(surveys, session, roster)
        other = Period.parse("2026-W10")
        await surveys.current(session, roster, other, rules=YARD, at=AFTER_W11)
        again = await current(surveys, session, roster)

    assert again.scores == first.scores
    assert again.units["cg"] is not first.units["cg"]


async def test_the_last_figures_tell_of_each_period_what_the_whole_year_tells(
    district: Deps,
) -> None:
    roster = await district.roster.current()
    asked, chance = roster.of_cadence(W11.kind), Random(3)
    for number in range(1, 60):
        await put(
            district,
            roster,
            chance.choice(asked).id,
            answer=chance.choice((*ANSWERS, Answer.WITHDRAWN)),
            period=f"2026-W{chance.randint(3, 11):02}",
            number=number,
        )

    async with district.db.reading() as session:
        found = await survey(session, roster, W11, rules=YARD, at=AFTER_W11)
        recent = await figures_since(session, found, asked, Period.parse("2026-W09"))
        year = await year_of(session, W11, [own.id for own in asked])

    for week in ("2026-W09", "2026-W10", "2026-W11"):
        for own in asked:
            known, period = roster.indicators[own.indicator], Period.parse(week)
            parts = [part_of(own, known, f.get(own.id, ()), period=period) for f in (recent, year)]
            assert parts[0] == parts[1]
    assert sum(map(len, recent.values())) < sum(map(len, year.values()))
