"""What a typed answer or message may turn out to be, and what was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.figures import Stage
from domain.measures import Measure, measure_of
from domain.typed.folding import fold


class Why(StrEnum):
    """Why a text is asked back."""

    NO_NUMBER = "no_number"  # nothing like a number in it
    UNKNOWN_WORDS = "unknown_words"  # a number among words that may change its meaning
    AMBIGUOUS = "ambiguous"  # 13万2, 三万五
    VAGUE = "vague"  # 十几, 两三千
    RANGE = "range"  # 12-15
    ALTERNATIVES = "alternatives"  # 13.5或14
    ARITHMETIC = "arithmetic"  # 13.5+1.2, 3/5
    SPLIT = "split"  # 13 .5
    MALFORMED = "malformed"  # 1e5, 1.2.3
    SIGN = "sign"  # (13.5), - 13.5, 下降-1.3
    BOUND = "bound"  # 超过13.5
    OTHER_SPAN = "other_span"  # 本周1.2 where 累计 is asked, 上周13.5, 目标45
    CHANGE_ONLY = "change_only"  # 增加1.2 where the level is asked
    WRONG_UNIT = "wrong_unit"  # 5个 where 亿元 is asked
    TOO_FINE = "too_fine"  # more decimals than any number asked for
    TOO_LONG = "too_long"  # more digits than any number asked for
    PHONE = "phone"
    DATE = "date"
    MORE_NUMBERS = "more_numbers"  # a second number nobody explained
    QUERIED = "queried"  # 13.5? · 13.5吧还是14
    TOO_MUCH_TEXT = "too_much_text"
    ZERO_OR_NOTHING = "zero_or_nothing"  # 无: zero, or not available?
    WHICH_ITEM = "which_item"  # fits several items, or no item was named
    TOO_MANY = "too_many"  # more numbers than open items
    TOO_FEW = "too_few"  # several numbers, but fewer than open items
    TWICE = "twice"  # one item got two different answers


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the measure asked for.

    `converted_from` is the amount as typed when its unit was another one; `note` is what was
    written beside the number; `stage` what was said of its stage, None if nothing was.
    """

    value: Decimal
    estimate: bool = False
    converted_from: str | None = None
    note: str = ""
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """The same as last time (同上, 不变)."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Does not concern this unit (不涉及)."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """Not known yet (暂无)."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class ZeroOrNothing:
    """A word like 无, which may mean zero or not available: to be asked."""

    note: str = ""


Answer = Amount | Same | NotApplicable | NotAvailable
"""What can be stored."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A text to be asked back; `readings` are offered as buttons."""

    why: Why
    typed: str
    readings: tuple[Answer, ...] = ()


Outcome = Amount | Same | NotApplicable | NotAvailable | ZeroOrNothing | Unclear


@dataclass(frozen=True, slots=True)
class Wanted:
    """The number that is asked for: its measure, and the words that name it.

    `is_rate` marks growth rates, where 增长 and 下降 are signs. `is_cumulative` tells which span
    the number covers, so that 本周 or 累计 before it can contradict; None: not known.
    """

    measure: Measure
    is_rate: bool = False
    is_cumulative: bool | None = None
    names: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        measure: str,
        *,
        is_rate: bool = False,
        is_cumulative: bool | None = None,
        names: Iterable[str] = (),
    ) -> "Wanted":
        """The question for a measure as written on the roster."""
        folded = sorted({fold(name).strip() for name in names} - {""}, key=len, reverse=True)
        return cls(measure_of(measure), is_rate, is_cumulative, tuple(folded))


class Kind(StrEnum):
    """What a message is as a whole."""

    ANSWER = "answer"  # it answers something, or has to be asked back
    SMALL_TALK = "small_talk"
    QUESTION = "question"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer for one item, with the words it was read from."""

    key: str
    answer: Answer
    typed: str


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A part of the message nobody could read in one way only.

    `keys` are the items it may be for, `choices` what can be offered as buttons.
    """

    why: Why
    typed: str
    keys: tuple[str, ...]
    choices: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message says. `leftover` are words that belong to no item."""

    kind: Kind
    answers: tuple[Given, ...] = ()
    unclear: tuple[AskedBack, ...] = ()
    leftover: str = ""
    correction: bool = False
