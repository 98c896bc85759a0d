"""Who stands where besides units: projects inside their indicator, people inside their group.

By what was reached alone: never by speed of reply or use of the bot.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from domain.arrears import NOTHING_OWED, WHOLE, Arrears, Hold, owed_share
from domain.items import Item, Part, held_item, item_of
from domain.lights import Light
from domain.needs import with_needed
from domain.pace import shown
from domain.periods import Period
from domain.ranking import Ranking, Standing, Status, ranked_in_groups, single, standing_by
from domain.roster import Assignment, Roster
from domain.scoring import Score, averaged_score, held_whole
from domain.yardstick import Yardstick

PROJECTS: Final = "@projects"
PEOPLE: Final = "@people"
"""What such a ranking is about, in place of an indicator's code."""

BEARERS = (PROJECTS, PEOPLE)
A_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Number:
    """One number by itself, measured: its light may hold like that of its project."""

    assignment: Assignment
    item: Item


@dataclass(frozen=True, slots=True)
class Bearers:
    """A period's numbers one by one, and every person's mean of the own ones, by code."""

    roster: Roster
    period: Period
    rules: Yardstick
    numbers: tuple[Number, ...]
    people: Mapping[str, Score]

    def ranking(self, subject: str, previous: Ranking | None = None) -> Ranking:
        """The ranking of projects or of people; `previous` is the list published last."""
        standings = self._projects() if subject == PROJECTS else self._people()
        asked = [standing for standing in standings if standing.expected]
        return ranked_in_groups(asked, self.period, subject, previous)

    def _projects(self) -> Iterator[Standing]:
        """Each by the completion of its number, a rate by its gap; a group each indicator.

        Without the amounts, for which the list has no one measure: what is lacking until a
        red light is lifted is told in points.
        """
        for code, indicator in self.roster.indicators.items():
            for number in self.numbers:
                own = number.assignment
                if own.indicator != code or own.project is None:
                    continue
                name = self.roster.projects[own.project].name
                made = single(own.project, name, indicator.name, number.item)
                held = _points_of(number.item, self.period) if made.held else None
                bare = replace(made, value=None, target=None, stage=None, held=held)
                yield self._with_needed(bare, [number.item], code)

    def _people(self) -> Iterator[Standing]:
        """Everybody who owes numbers, by the weighted mean of what these have reached.

        People are compared inside the group of their unit.
        """
        for code, score in self.people.items():
            person = self.roster.people[code]
            status = Status.UNRANKED if score.reported else Status.NOT_REPORTED
            group = self.roster.units[person.unit].group
            bare = Standing(code, person.name, group, status, score.reported, score.expected)
            made = standing_by(bare, score, rules=self.rules.lights)
            yield self._with_needed(made, score.items)

    def _with_needed(
        self, standing: Standing, items: Iterable[Item], subject: str = ""
    ) -> Standing:
        day = self.period.last_day_of_year
        return with_needed(standing, items, day=day, rules=self.rules, subject=subject)

    def reds(self) -> Iterator[tuple[str, str, date]]:
        """Who is red and since when: project and indicator, person and WHOLE.

        A light that only holds keeps the day of before; one that is red by its gap has a new one.
        """
        day = self.period.last_day_of_year
        for number in self.numbers:
            own, item = number.assignment, number.item
            if own.project and item.progress.light is Light.RED:
                yield own.project, own.indicator, _since(item.held, day)
        for standing in self._people():
            if standing.light is Light.RED:
                yield standing.unit, WHOLE, _since(self.people[standing.unit].held, day)


def numbers_of(
    score: Score, *, period: Period, rules: Yardstick, arrears: Arrears = NOTHING_OWED
) -> Iterator[Number]:
    """Every number of a unit by itself."""
    for item in score.items:
        for part in item.parts:
            own = alone(item, part, period=period, rules=rules, arrears=arrears)
            yield Number(part.assignment, own)


def alone(
    item: Item, part: Part, *, period: Period, rules: Yardstick, arrears: Arrears = NOTHING_OWED
) -> Item:
    """One part of an item by itself; what is all there is of an item is that very item."""
    if len(item.parts) == 1:
        return item
    own, day = part.assignment, period.last_day_of_year
    found = item_of(item.indicator, [part], period=period, day=day, rules=rules)
    return held_item(found, arrears.day(own.project or "", own.indicator, period.key), day)


def bearers_of(
    roster: Roster,
    numbers: Iterable[Number],
    *,
    period: Period,
    rules: Yardstick,
    arrears: Arrears = NOTHING_OWED,
) -> Bearers:
    """Everybody who bears some of these numbers, which come in roster order."""
    known = tuple(numbers)
    owed: dict[str, list[Item]] = {code: [] for code in roster.people}
    for number in known:
        owed[number.assignment.person].append(number.item)
    day = period.last_day_of_year
    people = {}
    for code, items in owed.items():
        if items:
            held = held_whole(items, arrears.day(code, WHOLE, period.key), day)
            people[code] = averaged_score(code, items, held=held)
    return Bearers(roster, period, rules, known, people)


def _since(held: Hold | None, day: date) -> date:
    return held.since if held else day


def _points_of(item: Item, period: Period) -> Decimal | None:
    """What a light that holds still lacks, in percent of the target; never told as nothing."""
    if item.held is None or item.progress.completion is None:
        return None
    day = period.last_day_of_year
    owed = owed_share(item.indicator, item.plan, since=item.held.since, day=day)
    return None if owed is None else max(shown(owed) - shown(item.progress.completion), A_TENTH)
