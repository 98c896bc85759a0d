"""A board: a ranking with everything its picture and its words need, live or frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from domain.figures import Basis, Indicator
from domain.highlights import Highlights, highlights_of
from domain.pace import LightRules
from domain.periods import Period
from domain.publishing import facts_of, ranking_of
from domain.ranking import Ranking
from handlers.actions.measuring import amendments, marks
from handlers.actions.measuring.amendments import Amendment
from handlers.actions.measuring.marks import Odd, Stages
from handlers.actions.measuring.surveying import Lack, Missing
from storage.publications import OVERALL, Publication


@dataclass(frozen=True, slots=True)
class Subject:
    """The one indicator a board is about, as it was called at that time; or the points (得分).

    The lists of projects and people are of several indicators: they have no measure.
    """

    code: str
    name: str
    measure: str
    decimals: int
    is_rate: bool
    is_points: bool = False

    @property
    def has_amounts(self) -> bool:
        """Whether the list tells amounts in a measure, not percentages or points alone."""
        return bool(self.measure) and not self.is_points

    @classmethod
    def of(cls, indicator: Indicator) -> "Subject":
        """What a board keeps of an indicator."""
        is_rate = indicator.basis is Basis.RATE
        return cls(indicator.code, indicator.name, indicator.measure, indicator.decimals, is_rate)


@dataclass(frozen=True, slots=True)
class Board:
    """Who stands where in a period. `subject` is None overall.

    `reported` of `expected` items were answered; `missing` tells whose were not, `odd` which
    numbers were questioned and stood by, `stages` how many are of which. A frozen board says
    by itself what it was made of, so that it is drawn again byte for byte; `amendment` says why
    it followed another, `version` by which rules it was made (0: by none on record);
    `has_points` if these rules give points as well. One that `is_official` ranks by what was
    published instead of what was reported.
    """

    campaign: str
    district: str
    period: Period
    subject: Subject | None
    ranking: Ranking
    reported: int
    expected: int
    missing: tuple[Missing, ...]
    rules: LightRules
    as_of: datetime
    edition: int = 1
    is_published: bool = False
    odd: tuple[Odd, ...] = ()
    stages: Stages = ()
    amendment: Amendment | None = None
    version: int = 0
    has_points: bool = False
    is_official: bool = False

    @property
    def code(self) -> str:
        """The indicator's code; OVERALL without one."""
        return self.subject.code if self.subject else OVERALL

    @property
    def returned(self) -> int:
        """How many numbers were sent back and wait for another answer."""
        return sum(len(missing.returned) for missing in self.missing)

    @property
    def is_by_points(self) -> bool:
        """Whether units are compared by points rather than by completion."""
        return self.subject is not None and self.subject.is_points

    @property
    def highlights(self) -> Highlights:
        """What matters in it."""
        return highlights_of(self.ranking)


def publication_of(board: Board, *, edition: int, at: datetime) -> Publication:
    """The board as plain facts, to be frozen."""
    facts = {
        "campaign": board.campaign,
        "district": board.district,
        "subject": _subject_facts(board.subject),
        "ranking": facts_of(board.ranking),
        "reported": board.reported,
        "expected": board.expected,
        "missing": [_missing_facts(missing) for missing in board.missing],
        "odd": [marks.facts_of(odd) for odd in board.odd],
        "stages": {stage.value: count for stage, count in board.stages},
        "amendment": amendments.facts_of(board.amendment),
        "holds": board.rules.holds,
        "yellow_points": str(board.rules.yellow_points),
        "version": board.version,
        "has_points": board.has_points,
        "rate_yellow_points": str(board.rules.rate_yellow_points),
    }
    return Publication(
        period=board.period.key,
        subject=board.code,
        edition=edition,
        as_of=board.as_of,
        published_at=at,
        standings=facts,
    )


def board_from(publication: Publication) -> Board:
    """The board that was frozen, just as it was."""
    facts = publication.standings
    return Board(
        campaign=facts["campaign"],
        district=facts["district"],
        period=Period.parse(publication.period),
        subject=Subject(**facts["subject"]) if facts["subject"] else None,
        ranking=ranking_in(publication),
        reported=facts["reported"],
        expected=facts["expected"],
        missing=tuple(_missing(entry) for entry in facts["missing"]),
        rules=LightRules(
            Decimal(facts["yellow_points"]),
            Decimal(facts["rate_yellow_points"]),
            facts.get("holds", False),
        ),
        as_of=publication.as_of,
        edition=publication.edition,
        is_published=True,
        odd=tuple(marks.odd_from(entry) for entry in facts.get("odd", ())),
        stages=marks.stages_from(facts.get("stages", {})),
        amendment=amendments.amendment_from(facts.get("amendment")),
        version=facts.get("version", 0),
        has_points=facts.get("has_points", False),
    )


def ranking_in(publication: Publication) -> Ranking:
    """The ranking alone that was frozen."""
    return ranking_of(publication.standings["ranking"])


def _subject_facts(subject: Subject | None) -> dict[str, Any] | None:
    if subject is None:
        return None
    return {
        "code": subject.code,
        "name": subject.name,
        "measure": subject.measure,
        "decimals": subject.decimals,
        "is_rate": subject.is_rate,
        "is_points": subject.is_points,
    }


def _missing_facts(missing: Missing) -> dict[str, Any]:
    return {
        "unit": missing.unit,
        "unit_name": missing.unit_name,
        "person": missing.person,
        "person_name": missing.person_name,
        "items": [lack.name for lack in missing.never],
        "indicators": [lack.indicator for lack in missing.never],
        "assignments": [lack.assignment for lack in missing.never],
        "returned": [[lack.name, lack.indicator, lack.assignment] for lack in missing.returned],
        "is_reachable": missing.is_reachable,
    }


def _missing(entry: Mapping[str, Any]) -> Missing:
    names, indicators = entry["items"], entry["indicators"]
    never = zip(names, indicators, entry.get("assignments", [0] * len(names)), strict=True)
    return Missing(
        entry["unit"],
        entry["unit_name"],
        entry["person"],
        entry["person_name"],
        never=tuple(Lack(*one) for one in never),
        returned=tuple(Lack(*one) for one in entry.get("returned", ())),
        is_reachable=entry["is_reachable"],
    )
