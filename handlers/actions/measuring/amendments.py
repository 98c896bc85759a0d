"""Why a ranking was published anew: the number that was corrected, and who moved by it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from domain.figures import Answer, Figure, Indicator
from domain.lights import Light
from domain.moves import Move


@dataclass(frozen=True, slots=True)
class Said:
    """What stood: a number, a special answer, or nothing (`answer` is None)."""

    answer: Answer | None
    value: Decimal | None = None

    @classmethod
    def of(cls, figure: Figure | None) -> "Said":
        """What a figure says that counts."""
        if figure is None or not figure.counts:
            return cls(None)
        return cls(figure.answer, figure.value)


@dataclass(frozen=True, slots=True)
class Amendment:
    """One correction in a published ranking, told without the roster, as it was then.

    `within` names the indicator in whose list the moves are, where they are not the board's own.
    """

    name: str
    measure: str
    decimals: int
    before: Said
    after: Said
    reason: str
    moves: tuple[Move, ...] = ()
    within: str = ""

    @classmethod
    def of(
        cls, name: str, indicator: Indicator, *, before: Said, after: Said, reason: str
    ) -> "Amendment":
        """A correction of one item."""
        return cls(name, indicator.measure, indicator.decimals, before, after, reason)


def facts_of(amendment: Amendment | None) -> dict[str, Any] | None:
    """What JSON can hold of it."""
    if amendment is None:
        return None
    return {
        "name": amendment.name,
        "measure": amendment.measure,
        "decimals": amendment.decimals,
        "before": _said_facts(amendment.before),
        "after": _said_facts(amendment.after),
        "reason": amendment.reason,
        "moves": [asdict(move) for move in amendment.moves],
        "within": amendment.within,
    }


def amendment_from(facts: Mapping[str, Any] | None) -> Amendment | None:
    """The amendment that these facts were made of."""
    if facts is None:
        return None
    return Amendment(
        name=facts["name"],
        measure=facts["measure"],
        decimals=facts["decimals"],
        before=_said(facts["before"]),
        after=_said(facts["after"]),
        reason=facts["reason"],
        moves=tuple(_move(entry) for entry in facts["moves"]),
        within=facts["within"],
    )


def _said_facts(said: Said) -> dict[str, str | None]:
    return {
        "answer": said.answer.value if said.answer else None,
        "value": None if said.value is None else format(said.value, "f"),
    }


def _said(facts: Mapping[str, str | None]) -> Said:
    answer, value = facts["answer"], facts["value"]
    return Said(Answer(answer) if answer else None, Decimal(value) if value else None)


def _move(facts: Mapping[str, Any]) -> Move:
    lights = {name: Light(facts[name]) for name in ("light_before", "light_after")}
    return Move(**{**facts, **lights})
