"""What a picture shows: ready words for people, numbers only for geometry."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.lights import Light

Number = float | Decimal


class Movement(StrEnum):
    """Which way a rank moved; NONE draws nothing at all."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The band on top: what this is, and the one sentence to take away."""

    title: str
    subtitle: str = ""
    headline: str = ""
    stamp: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """One count under the head; without a light it stands in plain ink."""

    count: str
    label: str
    light: Light | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRow:
    """One unit's place. `completion` is a percentage; None draws no bar.

    `mark` is a short tag such as "2 missing"; `note` says why, in a few words.
    """

    rank: str
    name: str
    light: Light
    completion: Number | None
    completion_text: str
    gap_text: str = ""
    medal: int = 0
    movement: Movement = Movement.NONE
    movement_text: str = ""
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of comparable rows, with its own pace line if it has one."""

    rows: tuple[RankingRow, ...]
    heading: str = ""
    detail: str = ""
    pace: Number | None = None
    pace_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The percentages at the two ends of the bars, the same on every page."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingSheet:
    head: Head
    sections: tuple[Section, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardItem:
    """One indicator of a card. `completion` None is missing: grey, no bar, no made-up value.

    `history` is the completion of the last periods, oldest first.
    """

    name: str
    light: Light
    completion: Number | None
    completion_text: str
    value_text: str = ""
    target_text: str = ""
    gap_text: str = ""
    pace: Number | None = None
    note: str = ""
    mark: str = ""
    history: tuple[Number | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    items: tuple[CardItem, ...]
    heading: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet:
    """A unit, person or project: name in the head, rank and overall light among the tallies."""

    head: Head
    groups: tuple[CardGroup, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSeries:
    """One line; None leaves a gap. Alone on a sheet it has the colour of its light."""

    name: str
    values: tuple[Number | None, ...]
    last_text: str = ""
    light: Light = Light.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendMark:
    """A value from elsewhere in the period of this place, e.g. a published one."""

    place: int
    value: Number
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """Where one plan ends and another begins: `at` periods behind the first, between two values."""

    at: Number
    before: Number
    after: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSheet:
    """Values by period, beside the plan or pace if there is one (None: not yet planned).

    Where the plan was changed, it has `steps`.
    """

    head: Head
    periods: tuple[str, ...]
    series: tuple[TrendSeries, ...]
    measure: str = ""
    plan: tuple[Number | None, ...] = ()
    plan_label: str = ""
    plan_text: str = ""
    marks: tuple[TrendMark, ...] = ()
    mark_label: str = ""
    steps: tuple[PlanStep, ...] = ()
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatCell:
    light: Light
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One unit; its cells stand under the columns of the sheet, in the same order."""

    name: str
    cells: tuple[HeatCell, ...]
    rank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatSection:
    rows: tuple[HeatRow, ...]
    heading: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatSheet:
    """Unit by indicator: every cell a light with its signed gap."""

    head: Head
    columns: tuple[str, ...]
    sections: tuple[HeatSection, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BumpLine:
    """One unit's ranks by period; None is a period without a rank. The movement colours it."""

    name: str
    ranks: tuple[int | None, ...]
    movement: Movement = Movement.NONE
    movement_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BumpSection:
    """A group's lines, in the order they stand now; equal ranks keep this order.

    `first` and `shown` are the paging's: which of the lines this page names.
    """

    lines: tuple[BumpLine, ...]
    heading: str = ""
    detail: str = ""
    first: int = 0
    shown: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BumpSheet:
    head: Head
    periods: tuple[str, ...]
    sections: tuple[BumpSection, ...]
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """One unit's amount; `gained` is the part of it that is new, None if that is not known."""

    name: str
    value: Decimal
    value_text: str
    light: Light
    gained: Decimal | None = None
    share_text: str = ""
    gained_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSheet:
    """The parts of a total, the largest first; `scale` is the paging's, the same on each page."""

    head: Head
    rows: tuple[ContributionRow, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareBar:
    """How one side stands. `completion` None is missing: no bar; `mark` is a short tag."""

    light: Light
    completion: Number | None
    completion_text: str
    gap_text: str = ""
    value_text: str = ""
    pace: Number | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """Both sides in one indicator; `ahead` is 0 for the first, 1 for the second, else None."""

    name: str
    bars: tuple[CompareBar, CompareBar]
    lead_text: str = ""
    ahead: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSheet:
    """Two sides, each in a colour of its own, row by row; `scale` is the paging's."""

    head: Head
    sides: tuple[str, str]
    rows: tuple[CompareRow, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadRow:
    """One milestone: when it is planned, and when it was reached or is expected now."""

    name: str
    light: Light
    planned: date
    now: date
    now_text: str
    is_done: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSection:
    """The milestones of one project, by plan."""

    rows: tuple[RoadRow, ...]
    heading: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapSheet:
    """Milestones on one line of time; `ticks` are days with the words that stand above them."""

    head: Head
    sections: tuple[RoadSection, ...]
    first: date
    last: date
    today: date
    today_label: str = ""
    ticks: tuple[tuple[date, str], ...] = ()
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardEntry:
    """One unit among the first or the last of its group."""

    rank: str
    name: str
    light: Light
    completion_text: str
    gap_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardGroup:
    """The two ends of a group; with nobody at the last, `last_text` says why."""

    first: tuple[BoardEntry, ...]
    last: tuple[BoardEntry, ...]
    heading: str = ""
    detail: str = ""
    last_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTotal:
    """One amount of all units together; `course` and `plan` are values by period, None a gap.

    `mark` is a short tag such as "2 missing".
    """

    name: str
    light: Light
    completion: Number | None
    completion_text: str
    amount_text: str
    gap_text: str = ""
    pace: Number | None = None
    note: str = ""
    mark: str = ""
    course: tuple[Number | None, ...] = ()
    plan: tuple[Number | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardStrip:
    """One indicator's lights, group by group as the units are ranked; None is not asked.

    `count` says how many are red, `names` which: as many of them are written as there is room for.
    """

    name: str
    lights: tuple[tuple[Light | None, ...], ...]
    count: str = ""
    names: tuple[str, ...] = ()
    sep: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNote:
    """A few lines about one thing: moves, what is missing, what is odd."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSheet:
    """A period at one look. `left` and `right` stand over the two ends of the groups;
    `strip_groups` over the lights, one for each group of them."""

    head: Head
    tallies: tuple[Tally, ...] = ()
    left: str = ""
    right: str = ""
    groups: tuple[BoardGroup, ...] = ()
    totals_heading: str = ""
    totals_detail: str = ""
    totals: tuple[BoardTotal, ...] = ()
    strips_heading: str = ""
    strips_detail: str = ""
    strip_groups: tuple[str, ...] = ()
    strips: tuple[BoardStrip, ...] = ()
    notes: tuple[BoardNote, ...] = ()
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSheet:
    """The brief on paper: sentences, who stands where, the lights, and what to know about them.

    `created` is when the numbers were as they are; `headings` stand over a ranking's place,
    name, completion, gap, moves and reason.
    """

    head: Head
    created: datetime
    language: str
    paragraphs: tuple[str, ...]
    ranking_heading: str = ""
    headings: tuple[str, str, str, str, str, str] = ("", "", "", "", "", "")
    sections: tuple[Section, ...] = ()
    totals_heading: str = ""
    totals_detail: str = ""
    totals: tuple[BoardTotal, ...] = ()
    heat_heading: str = ""
    heat_detail: str = ""
    columns: tuple[str, ...] = ()
    heat: tuple[HeatSection, ...] = ()
    notes: tuple[BoardNote, ...] = ()
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One number reported and published; `gap` is what the bar shows, None without a report."""

    name: str
    gap: Number | None
    detail: str = ""
    share_text: str = ""
    gap_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSection:
    """Gaps of one kind; `below` and `above` say what left and right mean."""

    rows: tuple[GapRow, ...]
    heading: str = ""
    below: str = ""
    above: str = ""
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSheet:
    """What was reported against what was published, the largest gap first."""

    head: Head
    sections: tuple[GapSection, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()


Sheet = (
    RankingSheet
    | CardSheet
    | TrendSheet
    | HeatSheet
    | BumpSheet
    | ContributionSheet
    | CompareSheet
    | RoadmapSheet
    | BoardSheet
    | BriefSheet
    | GapSheet
)
