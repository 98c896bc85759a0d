"""What can be asked."""

from enum import StrEnum


class Topic(StrEnum):
    """What is asked about something, or about everything."""

    STATE = "state"  # how it stands
    RANK = "rank"
    FIRST = "first"
    LAST = "last"
    ENDS = "ends"  # the first and the last
    MISSING = "missing"
    RED = "red"
    YELLOW = "yellow"
    BEHIND = "behind"  # yellow or red
    GREEN = "green"
    NEEDED = "needed"
    GAINS = "gains"
    LOSSES = "losses"
    CHANGE = "change"  # against the period before
    MOVES = "moves"  # of ranks
    TREND = "trend"
    COMPARISON = "comparison"
    MEAN = "mean"  # compared with the mean of the group
    ODD = "odd"
    OVERDUE = "overdue"  # milestones
    ROADMAP = "roadmap"
    TARGETS = "targets"
    HISTORY = "history"
    HEAT = "heat"
    SHARE = "share"
    BLOCKERS = "blockers"
    BRIEF = "brief"
    BOARD = "board"  # the week on one page
    REASON = "reason"  # how a number came about
