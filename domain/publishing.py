"""A published ranking as plain facts: what is frozen, and read back just as it was."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from domain.drag import Drag, Needed
from domain.figures import Stage
from domain.lights import Light
from domain.ranking import Ranking, Standing, Status

FORMAT = 1
"""Grows when old facts need another reading; publications are never rewritten."""

_AMOUNTS = ("completion", "pace", "gap", "value", "target", "held")


def facts_of(ranking: Ranking) -> dict[str, Any]:
    """What JSON can hold without loss: amounts are exact, so they become strings."""
    return {
        "format": FORMAT,
        "period": ranking.period,
        "subject": ranking.subject,
        "standings": [_facts(standing) for standing in ranking.standings],
    }


def ranking_of(facts: Mapping[str, Any]) -> Ranking:
    """The ranking that these facts were made of.

    Raises:
        ValueError: the facts are of a later format than this program knows.
    """
    if facts["format"] > FORMAT:
        raise ValueError(f"published in format {facts['format']}, known up to {FORMAT}")
    standings = tuple(_standing(entry) for entry in facts["standings"])
    return Ranking(facts["period"], facts["subject"], standings)


def _facts(standing: Standing) -> dict[str, Any]:
    entry = {field.name: getattr(standing, field.name) for field in fields(standing)}
    entry |= {name: _text(entry[name]) for name in _AMOUNTS}
    entry["stage"] = standing.stage.value if standing.stage else None
    entry |= {"status": standing.status.value, "light": standing.light.value}
    entry |= {"carried": list(standing.carried), "drag": _drag_facts(standing.drag)}
    entry["needed"] = _needed_facts(standing.needed)
    return entry


def _standing(entry: Mapping[str, Any]) -> Standing:
    return Standing(
        **{
            **entry,
            **{name: _amount(entry.get(name)) for name in _AMOUNTS},
            "status": Status(entry["status"]),
            "light": Light(entry["light"]),
            "carried": tuple(entry["carried"]),
            "drag": _drag(entry["drag"]),
            # Publications of before there were stages say nothing of them.
            "stage": Stage(stage) if (stage := entry.get("stage")) else None,
            "needed": _needed(entry.get("needed")),  # nor of what it takes
        }
    )


def _drag_facts(drag: Drag | None) -> dict[str, str] | None:
    if drag is None:
        return None
    return {
        "indicator": drag.indicator,
        "name": drag.name,
        "gap": str(drag.gap),
        "points": str(drag.points),
    }


def _drag(entry: Mapping[str, str] | None) -> Drag | None:
    if entry is None:
        return None
    gap, points = Decimal(entry["gap"]), Decimal(entry["points"])
    return Drag(entry["indicator"], entry["name"], gap, points)


def _needed_facts(needed: Needed | None) -> dict[str, Any] | None:
    return None if needed is None else {**asdict(needed), "amount": _text(needed.amount)}


def _needed(entry: Mapping[str, Any] | None) -> Needed | None:
    return None if entry is None else Needed(**{**entry, "amount": Decimal(entry["amount"])})


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
