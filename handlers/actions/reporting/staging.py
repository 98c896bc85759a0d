"""The stage of numbers changed by a tap: 快报 or 核定 instead of 预计."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import StaleButton
from domain.figures import Figure, Source, Stage
from domain.stages import stage_reached, takes_stages
from handlers.actions.reporting.asking import duties_of, items_of
from handlers.actions.reporting.entries import said_again
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome, Saved
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import clocks, recording
from storage.entries import Entry, Origin
from storage.origins import Trace, traces

OFFERED = (Stage.FLASH, Stage.VERIFIED)


def offered_for(saved: Sequence[Saved]) -> tuple[Stage, ...]:
    """The stages worth a button below an echo: later than what was just saved."""
    reached = [
        stage
        for one in saved
        if takes_stages(one.item.indicator) and (stage := stage_reached(one.item.figure))
    ]
    return tuple(s for s in OFFERED if any(s.is_above(stage) for stage in reached))


async def restage(deps: Deps, press: Press, *, message: int, stage: Stage) -> Outcome:
    """Put the numbers that a message gave on record again, as of another stage.

    The same press again changes nothing.

    Raises:
        StaleButton: none of them stands any more, or their period is locked.
    """
    roster = await deps.roster.current()
    person = press.person.code

    async def work(session: AsyncSession) -> Outcome:
        duties = {person: duties_of(roster, deps.schedule, person, press.sent_at)}
        items = (await items_of(session, roster, duties))[person]
        place = (press.chat_id, message)
        given = (await traces(session, [place])).get(place, ())
        closed = await clocks.closed(session, {item.window.period.key for item in items})
        meant = [i for i in items if i.window.period.key not in closed and _gave(given, i, person)]
        if not meant:
            raise StaleButton
        saved = await _recorded(session, deps, press, meant, stage)
        fresh = {one.item.assignment.id: one.item for one in saved}
        after = tuple(fresh.get(item.assignment.id, item) for item in items)
        return Outcome(press.person, Origin(press.chat_id, message), after, saved=saved)

    return await deps.db.write(work)


async def _recorded(
    session: AsyncSession, deps: Deps, press: Press, meant: Sequence[Item], stage: Stage
) -> tuple[Saved, ...]:
    """Those of another stage anew, the others as they are."""
    standing = [(item, figure) for item in meant if (figure := item.figure) is not None]
    changed = [(item, figure) for item, figure in standing if figure.stage is not stage]
    entries = [_entry(item, figure, deps, press, stage) for item, figure in changed]
    recorded = iter(await recording.record(session, entries))
    return tuple(
        Saved(replace(item, figure=result.figure), result.previous)
        if figure.stage is not stage and (result := next(recorded))
        else Saved(item)
        for item, figure in standing
    )


def _gave(given: Sequence[Trace], item: Item, person: str) -> bool:
    """Whether what stands for an item is the number that the message gave, of whatever stage."""
    figure = item.figure
    if figure is None or figure.value is None or not takes_stages(item.indicator):
        return False
    slot = (figure.assignment, figure.period)
    said = [t.figure for t in given if (t.figure.assignment, t.figure.period) == slot]
    mine = [f for f in said if f.typed_by == person]
    return bool(mine) and mine[-1].value == figure.value


def _entry(item: Item, standing: Figure, deps: Deps, press: Press, stage: Stage) -> Entry:
    entry = said_again(item, standing, said=press, source=Source.BUTTON, at=deps.now())
    return replace(entry, stage=stage, estimate=entry.estimate and stage is Stage.ESTIMATE)
