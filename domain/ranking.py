"""Who stands where inside each group, overall and by one indicator."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Final, Literal

from domain.drag import Drag, Needed, drag_of
from domain.figures import Basis, Stage
from domain.items import Item
from domain.lights import Light
from domain.pace import LightRules, shown
from domain.periods import Period
from domain.roster import Roster
from domain.scoring import Score
from domain.stages import is_worth_telling

NEW: Final = "new"
Movement = int | Literal["new"] | None
"""Places won since the list published before (lost: negative); NEW for one without a rank in
it; None without such a list, or without a rank now."""


class Status(StrEnum):
    """Why a unit has a rank or none."""

    RANKED = "ranked"
    UNRANKED = "unranked"  # answered, but nothing that can be measured: 暂无, or no target
    NOT_REPORTED = "not_reported"  # 未报: no answer at all in this period


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's place, with every percentage as it is shown.

    Without a rank there is no completion, gap or light: no value is made up. `value` and
    `target` are told only in the ranking of one indicator, in its measure; a rate there has a
    gap in percentage points and no completion; `stage` is that of the value, where it does
    not go without saying. `carried` names the indicators that stand on an earlier value,
    `pending` counts answers that somebody has to confirm first; `held` is what is still
    lacking until a red light is lifted, in points, of one indicator in its measure. `needed` is
    what it takes in the drag, or in the one indicator, where that was worked out.
    """

    unit: str
    name: str
    group: str
    status: Status
    reported: int
    expected: int
    completion: Decimal | None = None
    pace: Decimal | None = None
    gap: Decimal | None = None
    light: Light = Light.NONE
    drag: Drag | None = None
    carried: tuple[str, ...] = ()
    value: Decimal | None = None
    target: Decimal | None = None
    stage: Stage | None = None
    pending: int = 0
    held: Decimal | None = None
    needed: Needed | None = None
    rank: int | None = None
    movement: Movement = None


_MEASURED = attrgetter(*(each.name for each in fields(Standing)[:-2]))
"""All of a standing but its place."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The standings of a period, group after group; `subject` is "" or an indicator's code.

    Inside a group: by rank, then by gap, then as on the roster; below them those without
    a rank, and last those that did not report. Groups come in the order of the roster.
    """

    period: str
    subject: str
    standings: tuple[Standing, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in order."""
        return tuple(dict.fromkeys(standing.group for standing in self.standings))

    def of_group(self, group: str) -> tuple[Standing, ...]:
        """One group's standings, in order."""
        return tuple(s for s in self.standings if s.group == group)

    def of_unit(self, unit: str) -> Standing | None:
        """One unit's standing; None for a unit that was not asked."""
        return next((s for s in self.standings if s.unit == unit), None)


def overall(
    scores: Iterable[Score],
    *,
    roster: Roster,
    period: Period,
    rules: LightRules,
    previous: Ranking | None = None,
) -> Ranking:
    """Rank units by the weighted mean of their items. `previous` is the list published last."""
    standings = [standing_of(score, roster=roster, rules=rules) for score in scores]
    return in_order(standings, period=period, previous=previous)


def in_order(
    standings: Iterable[Standing], *, period: Period, previous: Ranking | None = None
) -> Ranking:
    """The overall ranking of units whose standings are known already, by `standing_of`."""
    asked = [standing for standing in standings if standing.expected]
    return _ranked(asked, _by_completion, period, "", previous)


def by_indicator(
    scores: Iterable[Score],
    indicator: str,
    *,
    roster: Roster,
    period: Period,
    previous: Ranking | None = None,
) -> Ranking:
    """Rank units by one indicator: by completion, or by gap if it is a rate."""
    standings = [
        _single(score.unit, item, roster=roster)
        for score in scores
        for item in score.items
        if item.indicator.code == indicator and item.is_asked
    ]
    is_rate = roster.indicators[indicator].basis is Basis.RATE
    key = _by_gap if is_rate else _by_completion
    return _ranked(standings, key, period, indicator, previous)


def ranked_by_completion(
    standings: Sequence[Standing], period: Period, subject: str, previous: Ranking | None = None
) -> Ranking:
    """Rank what was measured already; standings come in the order that decides among equals."""
    return _ranked(standings, _by_completion, period, subject, previous)


def ranked_in_groups(
    standings: Sequence[Standing], period: Period, subject: str, previous: Ranking | None = None
) -> Ranking:
    """Rank by completion, and in a group of rates by the gap."""
    return _ranked(standings, _by_either, period, subject, previous)


def standing_of(score: Score, *, roster: Roster, rules: LightRules) -> Standing:
    """One unit's standing by the weighted mean of its items, without a rank yet."""
    bare = _bare(score.unit, score.reported, score.expected, roster=roster)
    return standing_by(bare, score, rules=rules)


def standing_by(bare: Standing, score: Score, *, rules: LightRules) -> Standing:
    """The same for whoever has a name and a group already."""
    standing = replace(bare, carried=score.carried, pending=score.pending)
    if score.completion is None or score.pace is None or not score.numbers:
        return standing
    completion, pace = shown(score.completion), shown(score.pace)
    light = rules.light_of(completion - pace)
    held = score.held if light is Light.YELLOW else None
    return replace(
        standing,
        status=Status.RANKED,
        completion=completion,
        pace=pace,
        gap=completion - pace,
        light=Light.RED if held else light,
        held=held.lacking if held else None,
        drag=drag_of(score.items),
    )


def _single(unit: str, item: Item, *, roster: Roster) -> Standing:
    place = roster.units[unit]
    return single(unit, place.short or place.name, place.group, item)


def single(code: str, name: str, group: str, item: Item) -> Standing:
    """One bearer's standing by one number, without a rank yet."""
    asked = [part for part in item.parts if part.is_expected]
    known, reported = item.progress, sum(part.is_answered for part in asked)
    has_number = any(part.has_number for part in asked)
    is_ranked = has_number and known.gap is not None
    return Standing(
        code,
        name,
        group,
        Status.RANKED if is_ranked else _unranked(reported),
        reported,
        len(asked),
        completion=_shown(known.completion) if is_ranked else None,
        pace=_shown(known.pace) if is_ranked else None,
        gap=known.gap if is_ranked else None,
        light=known.light if is_ranked else Light.NONE,
        held=item.held.lacking if is_ranked and item.held else None,
        carried=(item.indicator.code,) if item.is_carried else (),
        value=known.value if has_number else None,
        target=known.target,
        stage=_told(item) if has_number else None,
        pending=sum(part.is_pending for part in asked),
    )


def _shown(share: Decimal | None) -> Decimal | None:
    return None if share is None else shown(share)


def _told(item: Item) -> Stage | None:
    stage = item.stage
    return stage if stage and is_worth_telling(stage, item.indicator) else None


def _bare(unit: str, reported: int, expected: int, *, roster: Roster) -> Standing:
    known = roster.units[unit]
    name = known.short or known.name
    return Standing(unit, name, known.group, _unranked(reported), reported, expected)


def _unranked(reported: int) -> Status:
    return Status.UNRANKED if reported else Status.NOT_REPORTED


def _by_completion(standing: Standing) -> Decimal:
    return standing.completion or Decimal(0)


def _by_either(standing: Standing) -> Decimal:
    return _by_gap(standing) if standing.completion is None else standing.completion


def _by_gap(standing: Standing) -> Decimal:
    return shown(standing.gap or Decimal(0))


def _ranked(
    standings: Sequence[Standing],
    key: Callable[[Standing], Decimal],
    period: Period,
    subject: str,
    previous: Ranking | None,
) -> Ranking:
    found: list[Standing] = []
    before = {(s.unit, s.group): s for s in previous.standings} if previous else None
    for group in dict.fromkeys(standing.group for standing in standings):
        own = [s for s in standings if s.group == group]
        # sorted() is stable: what is equal here stays as on the roster.
        ranked = sorted(
            (s for s in own if s.status is Status.RANKED),
            key=lambda s: (-key(s), -(s.gap or Decimal(0))),
        )
        ranks: dict[Decimal, int] = {}
        for place, standing in enumerate(ranked, start=1):
            rank = ranks.setdefault(key(standing), place)  # 1, 1, 3
            moved = _moved(standing, rank, before)
            found.append(Standing(*(*_MEASURED(standing), rank, moved)))  # `replace` is slow
        found += [s for s in own if s.status is Status.UNRANKED]
        found += [s for s in own if s.status is Status.NOT_REPORTED]
    return Ranking(period.key, subject, tuple(found))


def _moved(
    standing: Standing, rank: int, previous: Mapping[tuple[str, str], Standing] | None
) -> Movement:
    """Places won in the own group: a project may stand in those of several indicators."""
    if previous is None:
        return None
    before = previous.get((standing.unit, standing.group))
    if before is None or before.rank is None:
        return NEW
    return before.rank - rank
