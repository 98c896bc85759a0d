"""A question in somebody's own words, as far as it is understood: what is asked, about what."""

import re
from dataclasses import dataclass, replace

from domain.finding import Found, Kind
from domain.inquiry import fillers, phrases, questions, spans
from domain.inquiry.spans import Span
from domain.inquiry.topics import Topic
from domain.points import POINTS
from domain.roster import Roster
from handlers.actions.lookups.meaning import root_of
from handlers.actions.lookups.mentions import (
    Options,
    called_in_short,
    mentions,
    options_of,
    shielded,
    with_lists,
)

ASKING = frozenset(
    {
        Topic.RED, Topic.YELLOW, Topic.FIRST, Topic.LAST, Topic.ENDS, Topic.RANK, Topic.MOVES,
        Topic.TREND, Topic.HEAT, Topic.COMPARISON, Topic.MEAN, Topic.GAINS, Topic.NEEDED,
        Topic.HISTORY, Topic.SHARE, Topic.BRIEF, Topic.BOARD, Topic.REASON,
        Topic.FALL, Topic.GOAL, Topic.LEFT,
    }
)  # fmt: skip
"""What nobody tells of their own numbers: to name it is to ask for it."""

QUESTION = re.compile(
    r"[?]|吗|怎|如何|什么|啥|多少|几[个家]|哪|谁|是否|有没有|没有?$|[没未](?:报|交|填)|情况$|进度$|咋"
    r"|到期的|同期(?:数|的数)?$"
    r"|\b(?:who|what|which|how|has|have|is|are|missing)\b"
)

HOW_MANY = re.compile(r"[差缺欠]了?几[个家]$")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was asked: a topic, the things it is about in their order, and the time.

    `unknown` are words that are neither a name nor a known phrase; with any of them, or with
    `is_torn`, the question is not understood. `topics` are all that were said, the question
    first; without any, `is_said` tells whether more than a name was said. `listed` is the list
    it is about, if that is another than the units'.
    """

    text: str
    topics: tuple[Topic, ...] = ()
    named: tuple[Options, ...] = ()
    unknown: tuple[str, ...] = ()
    count: int | None = None
    span: Span | None = None
    is_torn: bool = False
    is_said: bool = False
    listed: str = ""

    @property
    def topic(self) -> Topic:
        """The question."""
        return self.topics[0] if self.topics else Topic.STATE

    @property
    def is_understood(self) -> bool:
        """Whether every word of it has a meaning, and all together one."""
        return not self.unknown and not self.is_torn

    @property
    def is_question(self) -> bool:
        """Whether it asks something even where the same words may be an answer.

        A bare name is none, nor are words in which a cadre may tell why a number is as it is.
        """
        if not self.is_understood or not self.is_said:
            return False
        if self.topic in ASKING or self.listed == POINTS:
            return True
        return QUESTION.search(questions.plain(self.text, marks=True)) is not None

    @property
    def open(self) -> Options:
        """What the first name that is not certain may stand for; () when all are."""
        return next((options for options in self.named if len(options) > 1), ())

    def all_of(self, kind: Kind) -> tuple[Found, ...]:
        """The things of a kind that are certainly named."""
        found = (options[0] for options in self.named if len(options) == 1)
        return tuple(dict.fromkeys(one for one in found if one.kind is kind))

    @property
    def day_back(self) -> int | None:
        """How many days ago is the day that is named: 今天 or 昨天; None without."""
        if phrases.YESTERDAY.search(self.text.casefold()):
            return 1
        return 0 if phrases.TODAY.search(self.text.casefold()) else None

    def one_of(self, kind: Kind) -> Found | None:
        """The first of them."""
        return next(iter(self.all_of(kind)), None)

    def code_of(self, kind: Kind) -> str:
        """Its code; "" without one."""
        found = self.one_of(kind)
        return found.code if found else ""


def inquiry_of(roster: Roster, text: str, *, default: Topic = Topic.STATE) -> Inquiry:
    """Read a question. Whole names go first, then phrases, then parts of names; no text raises.

    `default` is what is asked where only something is named.
    """
    words = questions.plain(text)
    if not words:
        return Inquiry(text)
    if len(words) > questions.LONGEST:
        return Inquiry(text, unknown=(text,))
    names = roster.names
    is_name = any(name == words for name, _ in names)
    whole = called_in_short(names, words) if is_name or not fillers.is_empty(words) else ()
    if whole:
        return _about(roster, Inquiry(text, named=(options_of(whole, words),)))
    body, marks = shielded(names, words)
    is_change, body = questions.cut_change(body)
    span, body = spans.cut(body)
    asked = questions.cut(body)
    topic = Topic.CHANGE if is_change else (*asked.topics, default)[0]
    body, marks, listed = with_lists(body, marks, topic)
    asked = questions.cut(body) if listed else asked
    said = (Topic.CHANGE, *asked.topics) if is_change else asked.topics
    found = mentions(names, asked.rest, marks, listed)
    if said[:1] == (Topic.NEEDED,) and sum(_is_unit(options) for options in found.named) > 1:
        said = (Topic.COMPARISON, *said)  # 城关和望澜差多少
    if said == (Topic.MISSING,) and HOW_MANY.search(words) and any(map(_is_counted, found.named)):
        said = (Topic.NEEDED,)  # 新增规上企业还差几家
    return _about(
        roster,
        Inquiry(
            text,
            said,
            found.named,
            found.unknown,
            asked.count,
            span,
            is_torn=(asked.is_torn and not is_change) or len(found.lists) > 1,
            is_said=bool(said or span or found.is_state or found.lists),
            listed=(*found.lists, "")[0],
        ),
    )


def _is_unit(options: Options) -> bool:
    return len(options) == 1 and options[0].kind is Kind.UNIT


def _is_counted(options: Options) -> bool:
    return len(options) == 1 and options[0].kind is Kind.INDICATOR


def _about(roster: Roster, found: Inquiry) -> Inquiry:
    """Without the district itself: to name it is to ask about everything."""
    root = root_of(roster)
    named = tuple(
        options
        for options in found.named
        if all(f.code != root or f.kind is not Kind.UNIT for f in options)
    )
    return replace(found, named=named, is_said=found.is_said or named != found.named)
