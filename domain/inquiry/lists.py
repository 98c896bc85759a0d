"""The lists that a question may be about instead of that of units: 得分, 项目, 责任人."""

import re
from typing import Final

from domain.bearers import PEOPLE, PROJECTS
from domain.inquiry.topics import Topic
from domain.points import POINTS

_PHRASES: Final = (
    (
        POINTS,
        r"(?:考核|综合)?(?:得分|评分|积分|分数)|考核分|(?:得|打|拿|考)(?:了)?(?:多少|几)分|多少分"
        r"|\b(?:points?|scores?|scored)\b",
    ),
    (PROJECTS, r"项目|\bprojects?\b"),
    (PEOPLE, r"(?:责任|负责)人(?:员)?|\b(?:people|persons?|cadres?)\b"),
)
PHRASES: Final = tuple((code, re.compile(pattern)) for code, pattern in _PHRASES)

_LIGHTS: Final = (Topic.RED, Topic.YELLOW, Topic.BEHIND, Topic.GREEN)
_PLACES: Final = (Topic.RANK, Topic.MOVES, Topic.FIRST, Topic.LAST, Topic.ENDS)
ABOUT: Final = {
    POINTS: frozenset({Topic.STATE, Topic.REASON, *_PLACES}),
    PROJECTS: frozenset({Topic.STATE, *_PLACES, *_LIGHTS}),
    PEOPLE: frozenset({Topic.STATE, *_PLACES, *_LIGHTS}),
}
"""What can be asked of a list; with any other question the word does not name it."""


def list_of(words: str) -> str:
    """The list that words name as a whole; "" if none."""
    return next((code for code, phrase in PHRASES if phrase.fullmatch(words)), "")
