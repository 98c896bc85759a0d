"""The four lights: how one stands to the pace, and the one that is off."""

from enum import StrEnum


class Light(StrEnum):
    """NONE is not a judgement: there is no number to judge."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"
