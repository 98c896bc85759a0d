"""Every update handled twice, out of order, under new numbers: the record stays as it was."""

import json
from typing import Any

from sqlalchemy import select, update

from storage.models.base import Table, core
from storage.models.chats import DialogRow, GroupRow, InboxRow, QuestionRow
from storage.models.figures import FigureRow, RevisionRow
from storage.models.pushes import ClockRow, DeliveryRow, PublicationRow, PushRow
from storage.models.roster import PersonRow
from tests.endtoend import cast
from tests.endtoend.town import MONDAY_PUSH, Town

ON_RECORD: tuple[type[Table], ...] = (
    RevisionRow,
    FigureRow,
    PersonRow,
    GroupRow,
    ClockRow,
    PushRow,
    DeliveryRow,
    PublicationRow,
    QuestionRow,
    DialogRow,
)
PASSING = {"answered_at", "updated_at", "settled_at", "attempts", "bound_at"}
"""Columns that tell when something was last touched, not what stands."""


async def test_after_a_crash_every_update_may_be_handled_again(town: Town) -> None:
    await everything_happens(town)
    before = await record(town)

    await forget_that_they_were_handled(town)
    await town.quiet()
    await town.stop()

    assert await record(town) == before
    assert await unhandled(town) == 0


async def test_a_crash_right_after_joining_or_blocking_repeats_nothing(town: Town) -> None:
    invitation = await town.answered(town.enzo, "/invite femi")
    await town.femi.starts(invitation.text.rsplit("?start=", 1)[1].split()[0])
    await town.femi.sees("费米")
    await town.chidi.blocks()
    await town.enzo.sees("齐迪")
    told = len(await town.new_messages(town.enzo))

    await forget_that_they_were_handled(town, last=2)
    await town.quiet()

    assert len(await town.new_messages(town.enzo)) == told
    assert "还没有登记" not in await town.answered(town.femi, "/mine")
    assert "齐迪" in (await town.answered(town.diana, "/missing")).text.split("联系不上")[1]


async def test_every_update_delivered_twice_by_telegram_changes_nothing(town: Town) -> None:
    await everything_happens(town)
    before, said = await record(town), len(await town.asha.bot_messages())

    await town.sandbox.client.redeliver(1000)
    await town.sandbox.client.shuffle(seed=7)
    await town.quiet()

    assert await record(town) == before
    assert len(await town.asha.bot_messages()) == said


async def test_the_same_messages_under_new_and_lower_numbers_change_nothing(town: Town) -> None:
    await numbers_are_sent(town)
    before = await record(town)
    bodies = await payloads(town)

    await town.sandbox.client.restart_ids(5)
    for body in reversed(bodies):
        body.pop("update_id")
        await town.sandbox.client.inject(body)
    await town.quiet()

    assert await record(town) == before


async def test_messages_that_come_in_a_wrong_order_end_as_they_were_meant(town: Town) -> None:
    await town.stop()
    for text in ("14.2", "14.4", "14.6"):
        await town.chidi.says(text)
    await town.asha.says(cast.SIX_LINES)
    await town.sandbox.client.shuffle(seed=3)

    await town.start()
    await town.chidi.sees("14.60")
    await town.quiet()

    assert await town.all_stand() == cast.SIX_VALUES
    assert len(await town.revisions()) == 9


async def everything_happens(town: Town) -> None:
    """All that people do in a week, one of each."""
    await numbers_are_sent(town)
    echo = await town.answered(town.asha, "投资 13.9")
    await town.asha.presses(echo, "撤回")
    await town.asha.sees("已撤回")
    await town.answered(town.asha, "工业 5.9")
    await town.answered(town.asha, "/undo")
    question = await town.answered(town.asha, "零售 82000")
    await town.asha.presses(question, "是 8.20")
    await town.asha.sees("8.20")
    card = await town.answered(town.chidi, "/report")
    await town.chidi.forges(card, f"w:{await item_of_chidi(town)}:2026-W10")
    await town.chidi.sees("暂无")
    await town.answered(town.bela, "/stop")
    await town.live_until(MONDAY_PUSH)
    await town.answered(town.enzo, "/push 2026-W10")
    await town.enzo.at(town.board).says("/bind")
    await town.enzo.at(town.board).sees("已绑定")
    await town.quiet()


async def numbers_are_sent(town: Town) -> None:
    said = await town.asha.says(cast.SIX_LINES)
    await town.asha.sees("6 项")
    await town.asha.edits(said, cast.SIX_LINES.replace("13.5", "13.7"))
    await town.asha.sees("13.70")
    await town.answered(town.chidi, "14.2")
    await town.answered(town.chidi, "14.4")
    await town.answered(town.chidi, "十几")


async def item_of_chidi(town: Town) -> int:
    roster = await town.parts.deps.roster.current()
    return next(own.id for own in roster.assignments.values() if own.person == "chidi")


async def record(town: Town) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands, by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    async with town.db.reading() as session:
        for one in ON_RECORD:
            table = core(one)
            kept = [column for column in table.c if column.name not in PASSING]
            rows = await session.execute(select(*kept).order_by(*table.primary_key.columns))
            found[table.name] = [dict(row._mapping) for row in rows]
    return found


async def payloads(town: Town) -> list[dict[str, Any]]:
    """Every update that came, as it came."""
    table = core(InboxRow)
    async with town.db.reading() as session:
        rows = await session.execute(select(table.c.payload).order_by(table.c.id))
        return [json.loads(payload) for payload in rows.scalars()]


async def forget_that_they_were_handled(town: Town, *, last: int = 1000) -> None:
    """As if the process had been killed before it could note so many updates as done."""
    await town.stop()
    table = core(InboxRow)
    newest = select(table.c.id).order_by(table.c.id.desc()).limit(last)
    async with town.db.transaction() as session:
        await session.execute(
            update(table).where(table.c.id.in_(newest)).values(state="new", done_at=None)
        )
    await town.start()


async def unhandled(town: Town) -> int:
    table = core(InboxRow)
    async with town.db.reading() as session:
        rows = await session.execute(select(table.c.id).where(table.c.state != "done"))
        return len(rows.all())
