from domain.arrears import Arrears
from domain.figures import Answer
from domain.periods import Period
from handlers.actions.measuring import ruling, standing
from handlers.actions.measuring.frozen import Frozen
from handlers.deps import Deps
from storage import publications
from storage.database import Database
from storage.publications import OVERALL, Publication
from tests.district import AFTER_W11, deps_of
from tests.handlers.actions.measuring.test_surveys import put

W10, W11 = Period.parse("2026-W10"), Period.parse("2026-W11")


async def publish(db: Database, period: str, *, edition: int = 1, subject: str = OVERALL) -> None:
    said = {"said": f"{period} {subject} {edition}"}
    made = Publication(period, subject, edition, AFTER_W11, AFTER_W11, said)
    async with db.transaction() as session:
        await publications.publish(session, made)


def noted(read: list[str], said: str) -> str:
    read.append(said)
    return said


async def test_what_was_published_is_read_once_and_what_is_new_at_once(db: Database) -> None:
    read: list[str] = []
    lists = Frozen(lambda publication: noted(read, publication.standings["said"]))

    async def before(period: str, subject: str = OVERALL) -> str | None:
        async with db.reading() as session:
            return await lists.before(session, period, subject=subject)

    assert await before("2026-W10") is None
    await publish(db, "2026-W08")
    assert [await before(week) for week in ("2026-W10", "2026-W09")] == ["2026-W08  1"] * 2
    await publish(db, "2026-W08", edition=2)
    await publish(db, "2026-W08", subject="fai")
    assert await before("2026-W10") == "2026-W08  2"
    assert await before("2026-W10", "fai") == "2026-W08 fai 1"
    assert read == ["2026-W08  1", "2026-W08  2", "2026-W08 fai 1"]


async def test_few_lists_are_kept(db: Database) -> None:
    read: list[str] = []
    lists = Frozen(lambda publication: noted(read, publication.period), kept=1)
    for week in ("2026-W07", "2026-W08"):
        await publish(db, week)

    async with db.reading() as session:
        for week in ("2026-W08", "2026-W09", "2026-W08"):
            await lists.before(session, week)

    assert read == ["2026-W07", "2026-W08", "2026-W07"]


async def test_lights_hold_by_the_last_edition_whoever_published_it(district: Deps) -> None:
    other = deps_of(district.db)
    before = await arrears(other)
    roster = await district.roster.current()
    own = next(a for a in roster.assignments.values() if (a.unit, a.indicator) == ("wl", "fai"))
    await put(district, roster, own.id, answer=Answer.NUMBER, period=W10.key, number=1)
    async with district.db.transaction() as session:
        await standing.publish(district, session, W10, edition=2)

    after = await arrears(other)

    assert ("wl", "fai") in after.since.keys() - before.since.keys()


async def arrears(deps: Deps) -> Arrears:
    async with deps.db.reading() as session:
        return (await ruling.in_force(deps, session, W11)).arrears
