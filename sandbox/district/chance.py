"""Chance that comes out the same every time."""

from random import Random


def seeded(*names: object) -> Random:
    """Dice of their own for whatever the names name."""
    return Random("/".join(map(str, names)))  # noqa: S311 (sample data, no secret)
