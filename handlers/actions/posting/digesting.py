"""The digest: queued once a workday, and what it tells, gathered when it leaves.

Supervisors read their units' day; whoever has to decide about targets, what waits for them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.digests import A_DAY, Digest, is_told
from domain.figures import Figure, Indicator, Review
from domain.people import Person
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.deciding import reviewing
from handlers.actions.lookups import adjustments, roadmaps
from handlers.actions.lookups.adjustments import Retarget
from handlers.actions.lookups.roadmaps import Node
from handlers.actions.measuring import standing
from handlers.actions.measuring.sent_back import in_force
from handlers.actions.measuring.surveying import Missing, Survey
from handlers.actions.notices.telling import addressee
from handlers.deps import Deps
from handlers.viewers import viewer
from storage import clocks, decisions, pushes

KIND = "digest"
LOOK_BACK = timedelta(days=10)  # the longest holiday; what was missed before is nobody's business
SOON = 3
"""Days ahead that a milestone is told of."""


@dataclass(frozen=True, slots=True)
class Told:
    """A digest that went off: queued for so many, or skipped."""

    digest: Digest
    chats: int = 0
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """One number with the unit it is of."""

    unit: str
    name: str
    figure: Figure
    indicator: Indicator


@dataclass(frozen=True, slots=True)
class Open:
    """What is asked in a period and not there yet."""

    period: Period
    due: datetime
    missing: tuple[Missing, ...]
    reported: int
    expected: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What concerned a person's units between two instants.

    `came` counts numbers by unit; `open` are the periods that still lack some, `complete` those
    of which everything is there since. `returned` numbers were sent back and wait for another
    answer, `answered` ones have it; `waiting` wait for this person to confirm them. `due` are
    milestones of the next days, `overdue` those without a word. `undecided` are changes of
    targets that were put to this person before this day. `is_news`: something of it happened,
    or cannot wait until tomorrow.
    """

    day: date
    came: Mapping[str, int] = field(default_factory=dict)
    open: tuple[Open, ...] = ()
    complete: tuple[Period, ...] = ()
    odd: tuple[Given, ...] = ()
    returned: tuple[str, ...] = ()
    answered: tuple[Given, ...] = ()
    waiting: int = 0
    due: tuple[Node, ...] = ()
    overdue: tuple[Node, ...] = ()
    undecided: tuple[Retarget, ...] = ()
    is_news: bool = False


async def catch_up(deps: Deps) -> list[Told]:
    """Follow every digest whose time has passed, each once.

    One that was missed is told later the same day if people are still at work, else never: the
    next one goes back to the last that was told. Days before the first person joined are nobody's.
    """
    now = deps.now()
    since = now - LOOK_BACK
    schedule = deps.schedule
    async with deps.db.reading() as session:
        began = await clocks.began(session)
        seen = await clocks.fired(session, since=since)
    if began is None:
        return []
    due = deps.rules.digest.between(max(since, began), now, schedule.workdays, schedule.zone)
    unseen = [one for one in due if (KIND, one.day.isoformat(), 1) not in seen]
    return [told for one in unseen if (told := await _fire(deps, one)) is not None]


async def contents(deps: Deps, person: Person, *, since: datetime, digest: Digest) -> Contents:
    """What concerned a supervisor's units since an instant, as it stands now.

    Of whoever supervises nothing only what waits for them to decide.
    """
    roster = await deps.roster.current()
    waiting_long = await _undecided(deps, roster, digest.day)
    own = adjustments.to_decide(waiting_long, roster, person, at=deps.now())
    if not is_told(person):
        return Contents(digest.day, undecided=own, is_news=bool(own))
    units = roster.visible_units(person)
    async with deps.db.reading() as session:
        surveys = [
            await standing.surveyed(deps, session, roster, period)
            for period in _periods(deps, roster, digest.at)
        ]
        returned, answered, is_fresh = await _sent_back(session, surveys, units, since, digest.at)
    came = _came(surveys, units, since, digest.at)
    asked = [one for one in (_open(deps, s, units) for s in surveys) if one.expected]
    fresh = {given.figure.period for given in came}
    waiting = sum(one.total for one in await reviewing.lists_of(deps, person, deps.now()))
    due, overdue = await _milestones(deps, roster, person, digest.day)
    found = Contents(
        day=digest.day,
        came=Counter(given.unit for given in came),
        open=tuple(one for one in asked if one.missing and not one.is_over),
        complete=tuple(p.period for p in asked if not p.missing and p.period.key in fresh),
        odd=tuple(given for given in came if given.figure.odd),
        returned=returned,
        answered=answered,
        waiting=waiting,
        due=due,
        overdue=overdue,
        undecided=own,
    )
    return replace(found, is_news=is_fresh or _is_news(deps, found, since=_local(deps, since)))


def _is_news(deps: Deps, found: Contents, *, since: date) -> bool:
    """Whether anything happened, waits for this person, or is due; an old story is no news."""
    is_late = any(_local(deps, one.due) <= found.day for one in found.open)
    nodes = (*found.due, *found.overdue)
    is_fresh = any(since <= node.state.expected <= found.day for node in nodes)
    waits = found.waiting or found.undecided
    return bool(found.came or found.answered or waits or is_late or is_fresh)


async def _fire(deps: Deps, digest: Digest) -> Told | None:
    """Note that it went off, and queue it; None if somebody else was first."""
    roster = await deps.roster.current()
    now = deps.now()
    is_of_use = _local(deps, deps.leaves_at(now)) == digest.day
    undecided = await _undecided(deps, roster, digest.day) if is_of_use else ()
    chats = [
        chat
        for person in roster.people.values()
        if is_of_use
        and (is_told(person) or adjustments.to_decide(undecided, roster, person, at=now))
        and (chat := addressee(roster, person.code))
    ]

    async def work(session: AsyncSession) -> bool:
        before = await clocks.last(session, KIND)
        begun = await clocks.first(session, KIND) or digest.at
        first = await clocks.fire(
            session,
            KIND,
            digest.day.isoformat(),
            due_at=digest.at,
            at=now,
            outcome="fired" if is_of_use else "skipped",
        )
        if first and chats:
            since = before or begun - A_DAY
            await pushes.queue(
                session,
                key=f"{KIND}/{digest.day.isoformat()}",
                kind=KIND,
                period=None,
                facts={"since": since.isoformat(), "at": digest.at.isoformat()},
                chats=chats,
                at=now,
                not_before=deps.leaves_at(now),
            )
        return first

    if not await deps.db.write(work):
        return None
    if chats:
        deps.wake_outbox()
    return Told(digest, len(chats), skipped=not is_of_use)


async def _undecided(deps: Deps, roster: Roster, day: date) -> tuple[Retarget, ...]:
    """Changes of targets that were put to somebody before a day, and that nobody decided."""
    return tuple(
        one
        for one in await adjustments.undecided(deps, roster)
        if _local(deps, one.change.made_at) < day
    )


def _periods(deps: Deps, roster: Roster, at: datetime) -> list[Period]:
    """The last period of each rhythm that was asked by then: numbers come until its lock."""
    kinds = [kind for kind in deps.schedule.rules if roster.of_cadence(kind)]
    found = [standing.last_asked(deps.schedule, kind, at) for kind in kinds]
    return [period for period in found if period.year >= deps.campaign.year]


def _came(
    surveys: Sequence[Survey], units: Collection[str], since: datetime, until: datetime
) -> list[Given]:
    """What was given between two instants, and stands."""
    return [
        given
        for survey in surveys
        for given in _given(survey, units)
        if given.figure.is_answered and since <= given.figure.reported_at < until
    ]


def _given(survey: Survey, units: Collection[str]) -> list[Given]:
    """Every figure of the period in these units."""
    roster, found = survey.roster, []
    for owner, known in survey.figures.items():
        own = roster.assignments[owner]
        if own.unit in units and known and known[-1].period == survey.period.key:
            indicator = roster.indicators[own.indicator]
            unit = roster.units[own.unit].short
            found.append(Given(unit, roster.full_name(own), known[-1], indicator))
    return found


async def _sent_back(
    session: AsyncSession,
    surveys: Sequence[Survey],
    units: Collection[str],
    since: datetime,
    until: datetime,
) -> tuple[tuple[str, ...], tuple[Given, ...], bool]:
    """The names of what was sent back and is open, and what was answered again between two
    instants; whether anything open was sent back between them."""
    given = {
        (one.figure.assignment, one.figure.period): one
        for survey in surveys
        for one in _given(survey, units)
    }
    sent = in_force(await decisions.of_slots(session, given.keys()))
    is_open = [slot for slot, one in given.items() if one.figure.review is Review.RETURNED]
    answered = {
        made.slot: given[made.slot]
        for made in sent
        if given[made.slot].figure.revision > made.revision
        and given[made.slot].figure.is_answered
        and since <= given[made.slot].figure.reported_at < until
    }
    is_fresh = any(made.slot in is_open and since <= made.decided_at < until for made in sent)
    return tuple(given[slot].name for slot in is_open), tuple(answered.values()), is_fresh


def _open(deps: Deps, survey: Survey, units: Collection[str]) -> Open:
    """What these units still owe of a period."""
    scores = [score for score in survey.scores if score.unit in units]
    window = deps.schedule.window_of(survey.period)
    return Open(
        survey.period,
        window.due,
        tuple(one for one in survey.missing if one.unit in units),
        reported=sum(score.reported for score in scores),
        expected=sum(score.expected for score in scores),
        is_over=deps.now() >= window.lock,
    )


async def _milestones(
    deps: Deps, roster: Roster, person: Person, today: date
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Those of the next days, and those whose day has passed without a word."""
    if not roster.milestones:
        return (), ()
    units = roster.visible_units(person)
    seen = await roadmaps.asked(deps, viewer(roster, person, at=deps.now()), "")
    nodes = [node for node in seen.nodes if node.unit.code in units and not node.state.is_done]
    due = [node for node in nodes if 0 <= (node.state.expected - today).days <= SOON]
    overdue = [node for node in nodes if node.state.is_overdue(today)]
    return tuple(sorted(due, key=_expected)), tuple(sorted(overdue, key=_expected))


def _expected(node: Node) -> date:
    return node.state.expected


def _local(deps: Deps, at: datetime) -> date:
    return at.astimezone(deps.schedule.zone).date()
