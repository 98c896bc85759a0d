"""How the cadres of the sample district type a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sandbox.district.chance import seeded
from sandbox.district.roster import Indicator

_PLAIN = "plain"
_HABITS = (
    _PLAIN,
    "exact",
    "measure",
    "short measure",
    "grouped",
    "wide",
    "smaller measure",
    "characters",
    "change",
    "about",
)
_OWN_HABIT = 0.4  # share of numbers a person types in the own way; the others are plain
_WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
_SHORT: Mapping[str, str] = {"亿元": "亿", "万元": "万"}
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and what it says of itself besides the number."""

    text: str
    note: str | None = None
    estimate: bool = False


def habit_of(person: str) -> str:
    """The way of typing that somebody has."""
    return seeded("habit", person).choice(_HABITS)


def typed(
    value: Decimal, indicator: Indicator, *, previous: Decimal | None, person: str, week: str
) -> Typed:
    """The value in one of the forms that the bot promises to read."""
    dice = seeded("typed", person, week, indicator.code, value)
    if previous == value and dice.random() < 0.5:
        return Typed(dice.choice(["同上", "不变"]))
    habit = habit_of(person) if dice.random() < _OWN_HABIT else _PLAIN
    text = _written(value, indicator, habit=habit, previous=previous)
    _, gap, note = text.partition(" ")
    return Typed(text, note if gap else None, estimate=text.startswith("约"))


def plain(value: Decimal) -> str:
    """Digits without trailing zeros: 13.50 is typed 13.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _written(value: Decimal, indicator: Indicator, *, habit: str, previous: Decimal | None) -> str:
    match habit:
        case "exact":
            return f"{value:f}"
        case "measure":
            return f"{value:f}{indicator.measure}"
        case "short measure":
            return f"{plain(value)}{_SHORT.get(indicator.measure, indicator.measure)}"
        case "grouped" if value >= 1000:
            return f"{value:,f}"
        case "wide":
            return plain(value).translate(_WIDE)
        case "smaller measure" if indicator.measure == "亿元" and value >= 1:
            return f"{plain(value * 10_000)}万"
        case "characters" if abs(value) < 100:
            return in_characters(value)
        case "change" if previous is not None and value > previous:
            return f"{plain(value)} 较上周增加{plain(value - previous)}"
        case "about" if value:
            return f"约{plain(value)}"
        case _:
            return plain(value)


def in_characters(value: Decimal) -> str:
    """A number below 100 as it is spoken: 十二点零五, 负一点八."""
    whole, _, places = plain(abs(value)).partition(".")
    spoken = ("负" if value < 0 else "") + _below_hundred(int(whole))
    return spoken + ("点" + "".join(_DIGITS[int(d)] for d in places) if places else "")


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
