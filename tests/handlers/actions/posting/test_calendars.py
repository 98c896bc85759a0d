"""The calendar follows the admins; what is only guessed is announced."""

from datetime import UTC, date, datetime

from domain.workdays import DayKind, SpecialDay
from handlers.actions.members.enrolling import invite, join
from handlers.actions.posting import calendars
from handlers.deps import Deps
from storage import holidays, pushes
from storage.database import Database
from tests.district import deps_of

SPORTS_DAY = date(2026, 3, 19)
LATE_NOVEMBER = datetime(2026, 11, 23, 2, tzinfo=UTC)
ADMIN_ACCOUNT = 41


async def with_holidays_seeded(deps: Deps) -> None:
    async with deps.db.transaction() as session:
        await holidays.seed(session, deps.schedule.workdays.special, at=deps.now())


async def test_a_corrected_day_is_taken_over_once(district: Deps) -> None:
    await with_holidays_seeded(district)
    await calendars.refresh(district)
    async with district.db.transaction() as session:
        await holidays.set_day(
            session, SPORTS_DAY, SpecialDay(DayKind.OFF, "运动会"), at=district.now()
        )

    changed = [await calendars.refresh(district) for _ in range(2)]

    assert changed == [True, False]
    assert not district.schedule.workdays.is_workday(SPORTS_DAY)


async def test_a_year_nobody_knows_is_announced_to_admins_once_a_month(
    district_db: Database,
) -> None:
    deps = deps_of(district_db, at=LATE_NOVEMBER)
    roster = await deps.roster.current()
    admin = next(person for person in roster.people.values() if person.is_admin)
    (link,) = await invite(deps.db, [admin], username="bot", at=LATE_NOVEMBER, days=1)
    await join(deps, code=link.code, telegram_id=ADMIN_ACCOUNT, at=LATE_NOVEMBER)

    for _ in range(2):
        await calendars.announce_guesses(deps)

    async with deps.db.reading() as session:
        assert await pushes.ends_of_all(session) == {
            "notice/provisional/2027/2026-11": {"pending": 1}
        }
