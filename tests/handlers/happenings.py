"""What can happen in the small district: everything that a later look could be misled by."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.config import Config
from bot.sections.campaign import CalendarSection
from bot.sections.cycle import CycleSection, WeekSection
from domain.days import Span
from domain.figures import Curve
from domain.marking_rules import Family, MarkingRules
from domain.pace import LightRules
from domain.periods import Period
from domain.workdays import DayKind, SpecialDay
from handlers.actions.deciding import allowing, approving, bureau, retargeting, returning
from handlers.actions.deciding.allowing import Said
from handlers.actions.lookups.adjustments import Retarget
from handlers.actions.measuring import cycles, recalling, ruling, standing
from handlers.actions.members import delegating, enrolling, handing, reaching
from handlers.actions.posting import calendars
from handlers.actions.reporting import undoing
from storage import holidays
from storage.database import Database
from tests.endtoend import town
from tests.endtoend.cast import SIX_LINES
from tests.endtoend.desk import Desk, seated
from tests.handlers.actions.rosters import reimport
from tests.handlers.workbook.books import Sheets

W10 = Period.parse("2026-W10")
SATURDAY = date(2026, 3, 14)

Event = Callable[[Desk], Awaitable[None]]


def at(day: int, hour: int = 2) -> datetime:
    """March, local time less eight hours."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


async def settled(db: Database) -> Desk:
    """The small district on the Tuesday of the tenth week, with the settings it begins with."""
    await town.settle(db)
    await town.enrol(db, at=at(3))
    desk = await seated(db, at=at(3))
    await started(desk)
    return desk


async def started(desk: Desk) -> None:
    """The bot starts, and notices its settings."""
    await recalling.keep_settings(desk.deps)
    await cycles.adopt(desk.deps)
    await ruling.adopt(desk.deps)


async def reported(desk: Desk) -> None:
    await desk.says("asha", SIX_LINES)
    await desk.says("chidi", "4.6")


async def corrected(desk: Desk) -> None:
    await desk.says("asha", "投资 13.9")


async def questioned(desk: Desk) -> None:
    """A number that nobody believes, and its author stands by."""
    outcome = await desk.says("asha", "投资 79")
    for doubtful in outcome.doubtful:
        await desk.answers("asha", doubtful, 0)


async def undone(desk: Desk) -> None:
    await undoing.undo(desk.deps, await desk.recall("asha"))


async def returned(desk: Desk) -> None:
    """Bela does not believe one of Asha's numbers."""
    wish = returning.Wish(
        await desk.person("bela"),
        await desk.owed("asha", "ind"),
        W10.key,
        1,
        "口径不对",
        desk.origin("bela"),
        desk.now,
    )
    await returning.give_back(desk.deps, wish)


async def published(desk: Desk) -> None:
    async with desk.deps.db.transaction() as session:
        await standing.publish(desk.deps, session, W10)


async def renamed(desk: Desk) -> None:
    """Another short name, another group, another weight, another order."""

    def change(sheets: Sheets) -> None:
        sheets["单位"][2][2:4] = ["城关新区", "一组"]
        sheets["指标"][0].append("权重")
        sheets["指标"][1].append(3.0)
        for row in sheets["指标"][2:]:
            row.append(1.0)
        sheets["指标"][2], sheets["指标"][3] = sheets["指标"][3], sheets["指标"][2]

    await reimport(desk, change)


async def imported_targets(desk: Desk) -> None:
    def change(sheets: Sheets) -> None:
        sheets["任务"][1][4] = 19.5

    await reimport(desk, change)


async def raised(desk: Desk) -> None:
    """城关 has to invest more in the first quarter, from the day after on."""
    day = (desk.now + timedelta(days=1)).strftime("%-m月%-d日")
    text = f"城关 投资 一季度 21 {day}起 因任务调整"
    person = await desk.person("enzo")
    wish = retargeting.Wish(person, text, desk.origin("enzo"), desk.now)
    told = await retargeting.ask(desk.deps, wish, is_sure=True)
    assert isinstance(told, Retarget)
    press = await desk.press("diana")
    await approving.settle(desk.deps, press, change=told.change.id, agreed=True)


async def handed(desk: Desk) -> None:
    """Asha takes over what Chidi owes."""
    enzo, chidi = await desk.person("enzo"), await desk.person("chidi")
    desk.deps.roster.forget()
    owed = (await desk.deps.roster.current()).owed_by("chidi")
    asha = await desk.person("asha")
    wish = handing.Wish(enzo, chidi, asha, owed, desk.origin("enzo"), desk.now)
    passage = await handing.draft(desk.deps, wish)
    await handing.confirm(desk.deps, passage.handover.id, by=enzo, at=desk.now)


async def closed(desk: Desk) -> None:
    """A Saturday on which everybody works, where the plan counts workdays."""
    async with desk.deps.db.transaction() as session:
        await holidays.set_day(session, SATURDAY, SpecialDay(DayKind.WORK, "补班"), at=desk.now)
    await calendars.refresh(desk.deps)


async def ruled(desk: Desk) -> None:
    """Other lights, another curve, points, and another name of the district."""
    deps = desk.deps
    lights = LightRules(Decimal(3), Decimal(1))
    marking = MarkingRules(family=Family.COMPLETION)
    deps.rules = replace(deps.rules, lights=lights, curve=Curve.WORKDAYS, marking=marking)
    deps.campaign = replace(deps.campaign, district="云岭新区")
    await started(desk)


async def moved(desk: Desk) -> None:
    """Other moments of the week, in another zone, and pictures by night."""
    week = WeekSection(prompt="wed 09:00", reminders=("thu 09:00",), lock="next mon 08:30")
    config = Config(calendar=CalendarSection(timezone="Asia/Urumqi"), cycle=CycleSection(week=week))
    desk.deps.schedule = config.schedule(desk.deps.schedule.workdays)
    desk.deps.theme = "night"
    await started(desk)


async def exempted(desk: Desk) -> None:
    """Diana lifts an item of 城关 out of its points."""
    said = Said(
        await desk.person("diana"), "W10 城关 投资 洪涝停工", desk.origin("diana"), desk.now
    )
    await allowing.exempt(desk.deps, said)


async def told_officially(desk: Desk) -> None:
    """The statistics bureau has published what 城关 invested."""
    diana = await desk.person("diana")
    await bureau.tell(desk.deps, diana, "城关 投资 1-2月 11.9", desk.origin("diana"))


async def stopped(desk: Desk) -> None:
    """Chidi wants to hear no more."""
    await reaching.lose_person(desk.deps, desk.accounts["chidi"], reason="blocked")


async def resumed(desk: Desk) -> None:
    """Chidi is back."""
    await enrolling.resume(desk.deps, await desk.person("chidi"), at=desk.now)


async def away(desk: Desk) -> None:
    """Chidi is on leave for two days, and nobody stands in."""
    day = desk.now.date()
    enzo, chidi = await desk.person("enzo"), await desk.person("chidi")
    wish = delegating.Wish(
        by=enzo,
        person=chidi,
        deputy=None,
        span=Span(day, day + timedelta(days=1)),
        is_leave=True,
        origin=desk.origin("enzo"),
        at=desk.now,
    )
    await delegating.delegate(desk.deps, wish)


EVENTS: tuple[tuple[int, Event], ...] = (
    (4, ruled),
    (5, reported),
    (6, corrected),
    (7, returned),
    (9, published),
    (10, renamed),
    (11, raised),
    (12, reported),
    (13, imported_targets),
    (14, handed),
    (16, closed),
)
"""Two weeks in which everything changes that changes a look."""
