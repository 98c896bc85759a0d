"""Who stands where besides units: projects inside their indicator, people inside their group.

By what was reached alone: never by speed of reply or use of the bot.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from domain.periods import Period
from domain.ranking import Ranking, Standing, Status, ranked_in_groups, single, standing_by
from domain.roster import Assignment, Roster
from domain.scoring import Figures, Item, averaged_score, item_of, part_of
from domain.yardstick import Yardstick

PROJECTS: Final = "@projects"
PEOPLE: Final = "@people"
"""What such a ranking is about, in place of an indicator's code."""

BEARERS = (PROJECTS, PEOPLE)


def by_project(roster: Roster, figures: Figures, *, period: Period, rules: Yardstick) -> Ranking:
    """Every project by the completion of its number, a rate by its gap; a group each indicator.

    Without the amounts: the list has no one measure for them.
    """
    asked = [a for a in roster.of_cadence(period.kind) if a.project]
    standings = []
    for code, indicator in roster.indicators.items():
        for own in asked:
            if own.indicator != code or own.project is None:
                continue
            item = _item(roster, figures, own, period, rules)
            name = roster.projects[own.project].name
            made = single(own.project, name, indicator.name, item)
            standings.append(replace(made, value=None, target=None, stage=None))
    return ranked_in_groups([s for s in standings if s.expected], period, PROJECTS)


def by_person(roster: Roster, figures: Figures, *, period: Period, rules: Yardstick) -> Ranking:
    """Everybody who owes numbers, by the weighted mean of what these have reached.

    People are compared inside the group of their unit; their lights go by the gap alone.
    """
    owed: dict[str, list[Assignment]] = {code: [] for code in roster.people}
    for own in roster.of_cadence(period.kind):
        owed[own.person].append(own)
    standings = []
    for code, mine in owed.items():
        if mine:
            items = [_item(roster, figures, own, period, rules) for own in mine]
            standings.append(_person(roster, code, items, rules))
    return ranked_in_groups([s for s in standings if s.expected], period, PEOPLE)


def only(ranking: Ranking, codes: Iterable[str]) -> Ranking:
    """Some of them, with the places they have among all."""
    kept = frozenset(codes)
    return replace(ranking, standings=tuple(s for s in ranking.standings if s.unit in kept))


def _person(roster: Roster, code: str, items: list[Item], rules: Yardstick) -> Standing:
    person = roster.people[code]
    score = averaged_score(code, items)
    status = Status.UNRANKED if score.reported else Status.NOT_REPORTED
    group = roster.units[person.unit].group
    bare = Standing(code, person.name, group, status, score.reported, score.expected)
    return standing_by(bare, score, rules=rules.lights)


def _item(
    roster: Roster, figures: Figures, own: Assignment, period: Period, rules: Yardstick
) -> Item:
    indicator, day = roster.indicators[own.indicator], period.last_day_of_year
    part = part_of(own, indicator, figures.get(own.id, ()), period=period)
    return item_of(indicator, [part], period=period, day=day, rules=rules)
