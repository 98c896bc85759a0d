"""Which commands somebody is offered beside the typing box; every other one works as well."""

from domain.people import Person, Role

TO_STRANGERS = ("start", "help")
IN_GROUPS = (
    "status",
    "rank",
    "missing",
    "brief",
    "trend",
    "compare",
    "history",
    "targets",
    "milestones",
)
"""What everybody in the bound group may look up; nothing else is offered there."""

ANSWERS = ("report", "mine", "undo", "correct", "delegate", "leave", "rank")
BY_ROLE = {
    Role.SUPERVISOR: ("status", "missing", "review", "return", "history", "subscribe"),
    Role.LEADER: ("status", "rank", "missing", "brief", "trend", "compare", "subscribe"),
    Role.ASSESSOR: ("status", "rank", "missing", "review", "return", "official", "export"),
    Role.ADMIN: ("status", "missing", "invite", "import", "schedule", "push", "burden", "export"),
}


def offered_to(person: Person, *, answers: bool) -> tuple[str, ...]:
    """What this person needs most days, in the order of their roles; each command once.

    `answers` is whether any number is asked of them now, their own or in somebody's place.
    """
    names = list(ANSWERS) if answers or person.writes else []
    for role, commands in BY_ROLE.items():
        if role in person.roles:
            names += commands
    return (*dict.fromkeys(names), "help")
