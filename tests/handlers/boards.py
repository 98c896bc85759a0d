"""Boards made up for tests: any number of units, in any state."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from domain.drag import Drag
from domain.lights import Light
from domain.pace import LightRules
from domain.periods import Period
from domain.ranking import Ranking, Standing, Status
from domain.yardstick import Yardstick
from handlers.actions.measuring.board import Board, Subject
from handlers.actions.measuring.marks import Odd
from handlers.actions.measuring.surveying import Lack, Missing

AS_OF = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)
W11 = Period.parse("2026-W11")
RULES = LightRules()
KINDS = ("falling", "below_lowest")
YARD = Yardstick(RULES)
RATE = Subject("fig", "固定资产投资增速", "%", 1, is_rate=True)


def ranked(
    rank: int, name: str, completion: str, *, pace: str = "82.2", **more: object
) -> Standing:
    """One unit with a place; the light follows from the numbers."""
    gap = Decimal(completion) - Decimal(pace)
    facts: dict[str, object] = {"group": "乡镇", "drag": None, "movement": None} | more
    return Standing(
        unit=str(facts.get("unit", name)),
        name=name,
        group=str(facts["group"]),
        status=Status.RANKED,
        reported=5,
        expected=5,
        rank=rank,
        completion=Decimal(completion),
        pace=Decimal(pace),
        gap=gap,
        light=RULES.light_of(gap),
        movement=facts["movement"],  # type: ignore[arg-type]  # made up per test
        drag=facts["drag"] if isinstance(facts["drag"], Drag) else None,
    )


def silent(name: str, group: str = "乡镇") -> Standing:
    """One unit that said nothing."""
    return Standing(name, name, group, Status.NOT_REPORTED, 0, 3)


def board(
    *standings: Standing,
    missing: tuple[Missing, ...] = (),
    subject: Subject | None = None,
    edition: int = 1,
) -> Board:
    """A board of these standings."""
    return Board(
        campaign="2026 一季度开门红",
        district="云岭区",
        period=W11,
        subject=subject,
        ranking=Ranking(W11.key, subject.code if subject else "", standings),
        reported=sum(s.reported for s in standings),
        expected=sum(s.expected for s in standings),
        missing=missing,
        rules=RULES,
        as_of=AS_OF,
        edition=edition,
    )


def crowd(count: int, *, longest: int = 40) -> Board:
    """Many units with the longest names there can be, all behind, all moved."""
    standings = [
        ranked(
            n,
            f"{n:03d}" + "某某" * (longest // 2),
            str(60 - n * 60 // count),
            group=f"组{n % 20}",
            drag=Drag("fai", "固定资产投资" * 5, Decimal(-60), Decimal(-9)),
            movement=-n,
        )
        for n in range(1, count + 1)
    ]
    owed = tuple(
        Missing(
            s.unit,
            s.name,
            s.name,
            "某" * 40,
            (Lack("项目", "prj"),) * 9,
            (Lack("项目", "prj"),) * 9,
        )
        for s in standings
    )
    odd = tuple(
        Odd(
            s.unit,
            s.name,
            "固定资产投资" * 5,
            "fai",
            Decimal(10**14),
            "万千瓦时",
            2,
            KINDS,
            "因" * 200,
        )
        for s in standings
    )
    return replace(board(*standings, missing=owed), odd=odd)


__all__ = ["AS_OF", "RATE", "RULES", "W11", "Light", "board", "crowd", "ranked", "silent"]
