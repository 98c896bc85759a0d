"""The ten reported weeks of the sample district, as its cadres typed them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from sandbox.district.chance import seeded
from sandbox.district.courses import Course
from sandbox.district.habits import plain, typed
from sandbox.district.incidents import (
    LATE,
    LEFT_OUT,
    NOT_APPLICABLE,
    NOTES,
    OVERSTATED,
    SILENT,
    SLIPS,
    SPECIAL,
    STAND_INS,
    Moment,
)
from sandbox.district.roster import Assignment, District, Key
from sandbox.district.weeks import REPORTED, Week

NUMBER = "number"
_AT_ONCE = 0.6  # share of messages that hold all numbers; the others go one by one
_HABITUAL = 0.75  # share of weeks in which a person answers at the usual time of day
_HOURS = (  # days after the prompt, from, to
    (0, "09:05", "09:50"),
    (0, "09:05", "09:50"),
    (0, "10:00", "17:20"),
    (0, "10:00", "17:20"),
    (1, "08:40", "11:40"),
    (1, "13:30", "15:35"),
)
_SUNDAY_HOURS = (0, "09:05", "15:35")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was typed; a second one to the same week and number replaces the first.

    `person` owes the number, `typed_by` is the deputy where one stood in. `typed` is the text
    for this number alone; `value` what it means in the indicator's measure, `note` the words
    behind it. `kind` is number, not_applicable or not_available. `at` is local ISO time;
    `late` when it came after the grace.
    """

    week: str
    person: str
    typed_by: str
    unit: str
    indicator: str
    project: str | None
    typed: str
    value: Decimal | None
    kind: str
    at: str
    note: str | None = None
    estimate: bool = False
    late: bool = False

    @property
    def key(self) -> Key:
        """Which number this is an answer for."""
        return (self.unit, self.indicator, self.project)


@dataclass(frozen=True, slots=True)
class _Word:
    """What is said for one number, before it is known when."""

    text: str
    value: Decimal | None
    kind: str = NUMBER
    note: str | None = None
    estimate: bool = False


def told(district: District, courses: Mapping[Key, Course]) -> tuple[Answer, ...]:
    """Every answer of the reported weeks, in the order in which they were sent."""
    said: dict[Key, Decimal] = {}
    answers: list[Answer] = []
    cadres = dict.fromkeys(a.person for a in district.weekly())
    for week in REPORTED:
        this_week = [
            answer
            for person in cadres
            if (week.code, person) not in SILENT
            for answer in _message(week, person, district, courses=courses, said=said)
        ]
        answers += sorted(this_week, key=lambda answer: answer.at)
        said |= {a.key: a.value for a in answers if a.week == week.code and a.value is not None}
    return tuple(answers)


def _message(
    week: Week,
    person: str,
    district: District,
    *,
    courses: Mapping[Key, Course],
    said: Mapping[Key, Decimal],
) -> Iterator[Answer]:
    """All that one person says in one week; `said` are the last numbers of the week before."""
    owed = district.owed_weekly_by(person)
    sent = _sent(week, person, owed)
    dice = seeded("pause", week.code, person)
    at_once = dice.random() < _AT_ONCE
    for a in owed:
        if (week.code, a.key) in LEFT_OUT:
            continue
        word = _word(week, a, district, truth=courses[a.key][week.code], previous=said.get(a.key))
        if (slip := SLIPS.get((week.code, a.key))) is not None:
            yield _answer(week, a, _Word(slip.typed, Decimal(slip.typed)), sent)
            yield _answer(week, a, word, _moment(week, slip.righted))
        else:
            yield _answer(week, a, word, sent)
        sent += timedelta(seconds=0 if at_once else dice.randint(15, 70))


def _word(
    week: Week, a: Assignment, district: District, *, truth: Decimal, previous: Decimal | None
) -> _Word:
    if (kind := SPECIAL.get((week.code, a.key))) is not None:
        return _Word("不涉及" if kind == NOT_APPLICABLE else "暂无", None, kind)
    value = OVERSTATED.get((week.code, a.key), truth)
    note = NOTES.get((week.code, a.key))
    if note is not None or (week.code, a.key) in SLIPS:
        return _Word(f"{plain(value)} {note}" if note else plain(value), value, note=note)
    indicator = district.indicator(a.indicator)
    words = typed(value, indicator, previous=previous, person=a.person, week=week.code)
    return _Word(words.text, value, note=words.note, estimate=words.estimate)


def _answer(week: Week, a: Assignment, word: _Word, at: datetime) -> Answer:
    return Answer(
        week=week.code,
        person=a.person,
        typed_by=STAND_INS.get((week.code, a.person), a.person),
        unit=a.unit,
        indicator=a.indicator,
        project=a.project,
        typed=word.text,
        value=word.value,
        kind=word.kind,
        at=at.isoformat(),
        note=word.note,
        estimate=word.estimate,
        late=at > week.grace_end,
    )


def _sent(week: Week, person: str, owed: tuple[Assignment, ...]) -> datetime:
    for a in owed:
        if (slip := SLIPS.get((week.code, a.key))) is not None:
            return _moment(week, slip.sent)
    if (late := LATE.get((week.code, person))) is not None:
        return _moment(week, late)
    usual = seeded("hours", person).choice(_HOURS)
    dice = seeded("sent", week.code, person)
    hours = usual if dice.random() < _HABITUAL else dice.choice(_HOURS)
    days, first, last = hours if week.closed > week.asked else _SUNDAY_HOURS
    begin, end = _moment(week, (days, first)), _moment(week, (days, last))
    return begin + timedelta(seconds=dice.randint(0, int((end - begin).total_seconds())))


def _moment(week: Week, moment: Moment) -> datetime:
    days, clock = moment
    at = time.fromisoformat(clock)
    return datetime.combine(week.asked + timedelta(days=days), at, week.prompt.tzinfo)
