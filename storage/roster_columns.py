"""Values of the roster as the columns of their tables."""

from typing import Any

from domain.figures import Indicator
from domain.people import Person, Role
from domain.roster import Assignment, Milestone, Project, Unit
from domain.roster_draft import Noun, RosterDraft

Columns = dict[str, Any]


def columns_of(draft: RosterDraft, noun: Noun) -> list[Columns]:
    """Every row of one kind, none retired, those that others refer to first."""
    match noun:
        case Noun.UNIT:
            rows = [_unit(unit, at) for at, unit in enumerate(draft.units, start=1)]
            return _parents_first(rows)
        case Noun.PERSON:
            return [_person(person, at) for at, person in enumerate(draft.people, start=1)]
        case Noun.INDICATOR:
            return [_indicator(own, at) for at, own in enumerate(draft.indicators, start=1)]
        case Noun.PROJECT:
            return [_project(project, at) for at, project in enumerate(draft.projects, start=1)]
        case Noun.ASSIGNMENT:
            return [_assignment(own, at) for at, own in enumerate(draft.assignments, start=1)]
        case Noun.MILESTONE:
            return [_milestone(milestone) for milestone in draft.milestones]


def _unit(unit: Unit, position: int) -> Columns:
    return {
        "code": unit.code,
        "name": unit.name,
        "short": unit.short,
        "group_name": unit.group,
        "parent": unit.parent,
        "position": position,
        "retired_at": None,
    }


def _person(person: Person, position: int) -> Columns:
    return {
        "code": person.code,
        "name": person.name,
        "post": person.post,
        "unit": person.unit,
        "roles": ",".join(role.value for role in Role if role in person.roles),
        "language": person.language.value,
        "position": position,
        "retired_at": None,
    }


def _indicator(indicator: Indicator, position: int) -> Columns:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "aliases": "、".join(indicator.aliases),
        "measure": indicator.measure,
        "basis": indicator.basis.value,
        "direction": indicator.direction.value,
        "decimals": indicator.decimals,
        "weight": indicator.weight,
        "cadence": indicator.cadence.value,
        "lowest": indicator.lowest,
        "highest": indicator.highest,
        "stage": indicator.stage.value,
        "estimate_only": indicator.estimate_only,
        "rollup": indicator.rollup.value if indicator.rollup else None,
        "whole": indicator.whole,
        "curve": indicator.curve.value if indicator.curve else None,
        "reviewed": indicator.is_reviewed,
        "position": position,
        "retired_at": None,
    }


def _project(project: Project, position: int) -> Columns:
    return {
        "code": project.code,
        "name": project.name,
        "unit": project.unit,
        "enterprise": project.enterprise,
        "start": project.start,
        "finish": project.finish,
        "position": position,
        "retired_at": None,
    }


def _assignment(assignment: Assignment, position: int) -> Columns:
    return {
        "unit": assignment.unit,
        "indicator": assignment.indicator,
        "project": assignment.project or "",
        "person": assignment.person,
        "deputy": assignment.deputy,
        "due": assignment.due,
        "share": assignment.share,
        "position": position,
        "retired_at": None,
    }


def _milestone(milestone: Milestone) -> Columns:
    return {
        "project": milestone.project,
        "name": milestone.name,
        "due": milestone.due,
        "retired_at": None,
    }


def _parents_first(units: list[Columns]) -> list[Columns]:
    parents = {unit["code"]: unit["parent"] for unit in units}

    def depth(code: str) -> int:
        above, steps = parents.get(code), 0
        while above is not None and steps <= len(parents):
            above, steps = parents.get(above), steps + 1
        return steps

    return sorted(units, key=lambda unit: depth(unit["code"]))
