"""A look by a process that has looked before tells what one tells that has just been started."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.adjusting import Step
from domain.figures import Answer, Review, Source, Timeliness
from domain.pace import LightRules
from domain.periods import Period
from domain.roster import Assignment
from domain.verdicts import Verdict
from handlers.actions.inquiry import inquiring
from handlers.actions.measuring import ruling, standing
from handlers.deps import Deps
from handlers.viewers import everybody
from storage import decisions, figures, recording, target_changes
from storage import roster as rosters
from storage.decisions import Decision
from storage.entries import Entry, Origin
from storage.target_changes import TargetChange
from tests.district import AFTER_W11, deps_of

W12 = Period.parse("2026-W12")
ANSWERS = (*[Answer.NUMBER] * 3, Answer.NOT_AVAILABLE, Answer.NOT_APPLICABLE, Answer.WITHDRAWN)
WEEKS = ("2026-W12", "2026-W12", "2026-W11", "2026-W05")
ASKED = ("", "城关", "城关", "投资", "城关投资", "王芳")


async def test_what_is_kept_in_memory_never_shows(district: Deps) -> None:
    chance, running = Random(20260316), [deps_of(district.db) for _ in range(2)]
    changes = [change for change, times in CHANGES.items() for _ in range(times)]
    chance.shuffle(changes)

    for number, change in enumerate(changes, start=1):
        await change(district, chance, number)
        if chance.random() < 0.4:
            continue  # several changes may come between two looks
        asked, anew = chance.choice(ASKED), deps_of(district.db)
        expected = await _look(anew, district, asked)
        for deps in running:
            assert await _look(deps, district, asked) == expected, (number, asked)


async def _look(deps: Deps, changed: Deps, asked: str) -> inquiring.Answer:
    deps.rules = changed.rules
    deps.roster.forget()
    viewer = everybody(await deps.roster.current())
    return await inquiring.answer(deps, viewer, asked, period=W12)


async def _one(deps: Deps, chance: Random) -> Assignment:
    """A weekly number, mostly one of 城关."""
    weekly = (await deps.roster.current()).of_cadence(W12.kind)
    return chance.choice([a for a in weekly if a.unit == "cg" or chance.random() < 0.1])


async def _told(deps: Deps, chance: Random, number: int) -> None:
    """A number, a correction, an answer that is none, or one taken back."""
    own, answer = await _one(deps, chance), chance.choice(ANSWERS)
    at = AFTER_W11 + timedelta(minutes=number)
    entry = Entry(
        assignment=own.id,
        period=chance.choice(WEEKS),
        answer=answer,
        value=Decimal(chance.randint(0, 300)) / 10 if answer is Answer.NUMBER else None,
        person=own.person,
        typed_by=own.person,
        source=Source.MESSAGE,
        timeliness=Timeliness.CORRECTED,
        reported_at=at,
        recorded_at=at,
        origin=Origin(1, number),
        odd="falling" if chance.random() < 0.2 else None,
    )
    await deps.db.write(lambda session: recording.record(session, [entry]))


async def _judged(deps: Deps, chance: Random, number: int) -> None:
    """What stands is sent back or confirmed."""
    own, period = await _one(deps, chance), chance.choice(WEEKS)
    verdict = chance.choice((Verdict.RETURNED, Verdict.APPROVED))
    async with deps.db.transaction() as session:
        stands = (await figures.current(session, [own.id], [period])).get((own.id, period))
        if stands is None:
            return
        made = Decision(
            assignment=own.id,
            period=period,
            revision=stands.revision,
            verdict=verdict,
            reason="口径不对",
            person=own.person,
            decided_at=AFTER_W11,
            origin=Origin(2, number),
        )
        await decisions.put(session, made)
        review = Review(verdict.value)
        await decisions.mark(session, made.slot, revision=made.revision, review=review)


async def _moved(deps: Deps, chance: Random, number: int) -> None:
    """A target is raised from a day of this year on."""
    own = await _one(deps, chance)
    step = TargetChange(
        assignment=own.id,
        year=2026,
        step=Step.APPROVED,
        edits={"q1": (own.targets.get("q1"), Decimal(number))},
        since=date(2026, chance.randint(1, 3), 5),
        made_at=AFTER_W11,
    )
    async with deps.db.transaction() as session:
        await target_changes.put(session, [step])
        await rosters.bump(session)
    deps.roster.forget()


async def _published(deps: Deps, chance: Random, number: int) -> None:
    async with deps.db.transaction() as session:
        week = Period.parse(chance.choice(("2026-W10", "2026-W11")))
        await standing.publish(deps, session, week, edition=number)


async def _ruled(deps: Deps, chance: Random, number: int) -> None:
    deps.rules = replace(deps.rules, lights=LightRules(Decimal(number)))
    await ruling.adopt(deps)


CHANGES = {_told: 16, _judged: 6, _moved: 2, _published: 5, _ruled: 3}
"""How often each of them happens."""
