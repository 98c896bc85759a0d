"""The road map: every milestone a reader may see, beside its plan."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotAllowed
from domain.finding import Found, Kind
from domain.milestones import State, asked_for, bearers, may_answer
from domain.roster import Milestone, Project, Roster, Unit
from handlers.actions.lookups.meaning import meaning_of
from handlers.actions.measuring.sight import sees
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import milestones

SOON = 30
"""Days ahead that are told in words; the picture shows all of them."""


@dataclass(frozen=True, slots=True)
class Node:
    """One milestone on the map. `person` is who is asked about it, by name."""

    state: State
    project: Project
    unit: Unit
    person: str = ""
    is_own: bool = False  # the reader may say what became of it


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """Milestones by project, in roster order and by plan. `name` is "" for all there are.

    `kind` says what `name` and `code` are of; None for all.
    """

    nodes: tuple[Node, ...]
    today: date
    as_of: datetime
    kind: Kind | None = None
    name: str = ""
    code: str = ""
    is_whole: bool = False  # everything there is, for a reader who sees all
    between: tuple[date, date] | None = None  # only what is to be reached from day to day

    @property
    def done(self) -> int:
        """How many were reached."""
        return sum(node.state.is_done for node in self.nodes)

    @property
    def overdue(self) -> tuple[Node, ...]:
        """Those of which nobody has said what became of them, the longest over first."""
        found = [node for node in self.nodes if node.state.is_overdue(self.today)]
        return tuple(sorted(found, key=lambda node: node.state.expected))

    @property
    def slipping(self) -> tuple[Node, ...]:
        """Those that are put off behind their plan, the farthest first."""
        found = [
            node
            for node in self.nodes
            if not node.state.is_done and node.state.slip > 0 and node not in self.overdue
        ]
        return tuple(sorted(found, key=lambda node: -node.state.slip))

    @property
    def coming(self) -> tuple[Node, ...]:
        """Those of the next weeks that go by their plan."""
        told = (*self.overdue, *self.slipping)
        found = [
            node
            for node in self.nodes
            if node.state.is_near(self.today, days=SOON) and node not in told
        ]
        return tuple(sorted(found, key=lambda node: node.state.expected))


async def asked(deps: Deps, viewer: Viewer, text: str) -> RoadmapView:
    """The milestones of what a text means: a unit, a group, a project, a person; or all.

    Without any where what is meant has none.

    Raises:
        NotFound: the text means nothing.
        NotAllowed: what it means is not for this reader.
    """
    roster = await deps.roster.current()
    meaning = meaning_of(roster, text)
    if meaning.is_whole:
        return await _view(deps, viewer, roster, roster.milestones)
    for found in (*meaning.found, *meaning.others):
        meant = tuple(one for one in roster.milestones if _is_of(roster, one, found))
        if meant:
            return await _view(deps, viewer, roster, meant, found)
    now = deps.now()
    return RoadmapView((), _local(deps, now), now, meaning.found[0].kind, text)


async def of_code(deps: Deps, viewer: Viewer, kind: Kind, code: str) -> RoadmapView:
    """The milestones of one unit or project; of all without a code.

    Raises:
        NotAllowed: not for this reader.
    """
    roster = await deps.roster.current()
    if not code:
        return await _view(deps, viewer, roster, roster.milestones)
    unit, project = roster.units.get(code), roster.projects.get(code)
    name = unit.short if kind is Kind.UNIT and unit else project.name if project else code
    found = Found(kind, code, name)
    meant = tuple(one for one in roster.milestones if _is_of(roster, one, found))
    return await _view(deps, viewer, roster, meant, found)


async def overdue(deps: Deps, viewer: Viewer) -> tuple[Node, ...]:
    """What a reader may see of milestones that nobody has answered about, the oldest first."""
    roster = await deps.roster.current()
    if not roster.milestones:
        return ()
    async with deps.db.reading() as session:
        nodes = await _nodes(session, deps, viewer, roster, roster.milestones)
    now = deps.now()
    return RoadmapView(nodes, _local(deps, now), now).overdue


async def states_of(
    session: AsyncSession, roster: Roster, project: str, *, as_of: datetime | None = None
) -> tuple[State, ...]:
    """How the milestones of one project stand, or were known to stand at an instant."""
    own = [one for one in roster.milestones if one.project == project]
    return await milestones.states(session, own, as_of=as_of) if own else ()


async def _view(
    deps: Deps,
    viewer: Viewer,
    roster: Roster,
    meant: Collection[Milestone],
    found: Found | None = None,
) -> RoadmapView:
    async with deps.db.reading() as session:
        nodes = await _nodes(session, deps, viewer, roster, meant)
    now = deps.now()
    today = _local(deps, now)
    if found is None:
        return RoadmapView(nodes, today, now, is_whole=viewer.sees_all)
    if meant and not nodes and not viewer.sees_all:
        raise NotAllowed
    return RoadmapView(nodes, today, now, found.kind, found.name, found.code)


async def _nodes(
    session: AsyncSession,
    deps: Deps,
    viewer: Viewer,
    roster: Roster,
    meant: Iterable[Milestone],
) -> tuple[Node, ...]:
    now = deps.now()
    own = _own(roster, viewer, meant, now)
    seen = [one for one in meant if own[one.id] or sees(viewer, roster.projects[one.project].unit)]
    return tuple(
        Node(
            state,
            project := roster.projects[state.milestone.project],
            roster.units[project.unit],
            _asked(roster, state.milestone, now),
            own[state.milestone.id],
        )
        for state in await milestones.states(session, seen, as_of=deps.known_at)
    )


def _own(
    roster: Roster, viewer: Viewer, meant: Iterable[Milestone], at: datetime
) -> Mapping[int, bool]:
    person = viewer.person
    return {
        one.id: person is not None and may_answer(roster, person.code, one, at) for one in meant
    }


def _asked(roster: Roster, milestone: Milestone, at: datetime) -> str:
    """Who is asked, or who would be if they were there."""
    code = asked_for(roster, milestone, at)
    owed = bearers(roster, milestone)
    person = roster.people.get(code or (owed[0].person if owed else ""))
    return person.name if person else ""


def _is_of(roster: Roster, milestone: Milestone, found: Found) -> bool:
    project = roster.projects[milestone.project]
    match found.kind:
        case Kind.PROJECT:
            return project.code == found.code
        case Kind.UNIT:
            return project.unit in roster.subtree(found.code)
        case Kind.GROUP:
            return roster.units[project.unit].group == found.code
        case Kind.PERSON:
            return any(a.is_borne_by(found.code) for a in bearers(roster, milestone))
        case Kind.INDICATOR:
            return False


def _local(deps: Deps, at: datetime) -> date:
    return at.astimezone(deps.schedule.zone).date()
