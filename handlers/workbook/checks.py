"""What must fit together inside a workbook."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from domain.people import Role
from domain.roster import Assignment, Milestone, Project, Unit
from domain.roster_draft import Noun, key_of
from handlers.workbook.cells import Value, folded
from handlers.workbook.columns import Kind
from handlers.workbook.drafting import Drafted, DraftedRows
from handlers.workbook.problems import Place, Problems
from handlers.workbook.references import Tables
from handlers.workbook.tables import TableRow


def check_rows(tables: Tables, problems: Problems) -> None:
    """What can be told from the cells alone: duplicates, aliases, samples left in."""
    for sheet, rows in tables.items():
        if any(column.kind is Kind.CODE for column in sheet.columns):
            _once(rows, "code", "twice_code", problems)
        if sheet.noun in (Noun.UNIT, Noun.INDICATOR, Noun.PROJECT):
            _once(rows, "name", "twice_name", problems)
    _check_aliases(tables, problems)
    _check_samples(tables, problems)


def check_drafted(rows: DraftedRows, problems: Problems) -> None:
    """What the rows mean for each other: the tree of units, who may owe, which project."""
    _check_twins(rows.assignments, problems)
    _check_twins(rows.milestones, problems)
    _check_tree(rows.units, problems)
    _check_projects(rows, problems)
    _check_bearers(rows, problems)


def _once(rows: Iterable[TableRow], key: str, why: str, problems: Problems) -> None:
    first: dict[str, Place] = {}
    for row in rows:
        text = row.values.get(key)
        if not isinstance(text, str):
            continue
        place = row.place(key)
        if (earlier := first.setdefault(folded(text), place)) != place:
            problems.add(place, why, text=text, place=earlier)


def _check_aliases(tables: Tables, problems: Problems) -> None:
    rows = [row for sheet, own in tables.items() if sheet.noun is Noun.INDICATOR for row in own]
    names = {folded(text): row.place("name") for row in rows for text in _texts(row, "name")}
    first: dict[str, Place] = {}
    for row in rows:
        for alias in _texts(row, "aliases"):
            place = row.place("aliases")
            if not any(sign.isalpha() for sign in alias):
                problems.add(place, "plain_alias", text=alias)
            earlier = first.setdefault(folded(alias), names.get(folded(alias), place))
            if earlier.row != place.row:
                problems.add(place, "twice_alias", text=alias, place=earlier)


def _texts(row: TableRow, key: str) -> tuple[str, ...]:
    value: Value = row.values.get(key)
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _check_samples(tables: Tables, problems: Problems) -> None:
    """The sample rows may be tried alone; beside real rows they were forgotten."""
    samples = [row for rows in tables.values() for row in rows if _is_sample(row)]
    if len(samples) == sum(len(rows) for rows in tables.values()):
        if samples:
            problems.warn(Place(), "only_samples")
        return
    for row in samples:
        problems.add(Place(row.sheet.title, row.number, 0), "sample_left")


def _is_sample(row: TableRow) -> bool:
    keys = [c for c in row.sheet.columns if c.kind in (Kind.CODE, Kind.REFERENCE) and c.required]
    return all(row.values.get(column.key) == column.sample for column in keys)


def _check_twins(
    rows: Iterable[Drafted[Assignment] | Drafted[Milestone]], problems: Problems
) -> None:
    first: dict[tuple[str, ...], Place] = {}
    for one in rows:
        place = Place(one.row.sheet.title, one.row.number, 0)
        if (earlier := first.setdefault(key_of(one.value), place)) != place:
            problems.add(place, "twice_row", place=earlier)


def _check_tree(rows: Iterable[Drafted[Unit]], problems: Problems) -> None:
    parents = {one.value.code: one.value.parent for one in rows}
    told: set[str] = set()
    for one in rows:
        path = list(_upwards(one.value.code, parents))
        if path[-1] == one.value.code and len(path) > 1 and one.value.code not in told:
            told.update(path)
            problems.add(one.row.place("parent"), "cycle", path=" → ".join(path))


def _upwards(code: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """The unit and those above it, until the top or the first that comes twice."""
    seen: set[str] = set()
    at: str | None = code
    while at is not None:
        yield at
        if at in seen:
            return
        seen.add(at)
        at = parents.get(at)


def _check_projects(rows: DraftedRows, problems: Problems) -> None:
    projects = {one.value.code: one.value for one in rows.projects}
    for own in rows.projects:
        if own.value.start and own.value.finish and own.value.start > own.value.finish:
            problems.add(own.row.place("finish"), "start_after_finish")
    for one in rows.assignments:
        project = projects.get(one.value.project or "")
        if project and project.unit != one.value.unit:
            facts = {"project": project.code, "owner": project.unit}
            problems.add(one.row.place("project"), "foreign_project", **facts)
    for node in rows.milestones:
        if (project := projects.get(node.value.project)) and not _is_within(project, node.value):
            span = {"start": project.start or "…", "finish": project.finish or "…"}
            problems.warn(node.row.place("due"), "outside_project", **span)


def _is_within(project: Project, milestone: Milestone) -> bool:
    first, last = project.start or date.min, project.finish or date.max
    return first <= milestone.due <= last


def _check_bearers(rows: DraftedRows, problems: Problems) -> None:
    people = {p.value.code: p.value for p in rows.people}
    for one in rows.assignments:
        cadre = people.get(one.value.person)
        deputy = people.get(one.value.deputy or "")
        if cadre and Role.CADRE not in cadre.roles:
            problems.add(one.row.place("person"), "not_cadre", name=cadre.name)
        if deputy and not deputy.roles & {Role.DEPUTY, Role.CADRE}:
            problems.add(one.row.place("deputy"), "not_deputy", name=deputy.name)
        if one.value.deputy == one.value.person:
            problems.add(one.row.place("deputy"), "own_deputy")
