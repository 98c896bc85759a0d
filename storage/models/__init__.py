"""All tables, as rows; they never leave storage. A module not named here has no table."""

from storage.models import (
    burden,
    calendar,
    chats,
    corrections,
    decisions,
    deputies,
    evidence,
    figures,
    forms,
    milestones,
    past,
    pushes,
    roster,
    rules,
    subscriptions,
    targets,
)

__all__ = [
    "burden",
    "calendar",
    "chats",
    "corrections",
    "decisions",
    "deputies",
    "evidence",
    "figures",
    "forms",
    "milestones",
    "past",
    "pushes",
    "roster",
    "rules",
    "subscriptions",
    "targets",
]
