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
    DUE = "due"  # milestones, in a time
    TARGETS = "targets"
    GOAL = "goal"  # what the target of a year, quarter or month is
    LEFT = "left"  # of the target of the year
    YEAR_AGO = "year_ago"
    SHRINKING = "shrinking"  # rates below zero
    FALL = "fall"  # why a unit lost places
    LATE = "late"  # numbers that came too late
    CAME = "came"  # numbers of a day
    REVISED = "revised"  # numbers that were changed
    HISTORY = "history"
    HEAT = "heat"
    SHARE = "share"
    BLOCKERS = "blockers"
    BRIEF = "brief"
    BOARD = "board"  # the week on one page
    REASON = "reason"  # how a number came about
