"""What the weeks cost people, gathered from what is kept anyway."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.burden import Burden, Load, time_taken
from domain.clocks import instant
from domain.people import Person
from domain.periods import Period, PeriodKind
from domain.roster import Roster
from handlers.actions.measuring.standing import last_asked
from handlers.deps import Deps
from storage import burden, complaints, traffic

WEEKS = 6  # shown in the course

Slot = tuple[str, Period]
"""A person and a week."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The last weeks of everybody, the oldest first, and what was complained of in the last.

    `at_most` is the number of messages that reminders keep to; `full` people had so many.
    """

    burdens: tuple[Burden, ...]
    complaints: int
    unanswered: int
    at_most: int

    @property
    def last(self) -> Burden:
        """The week in question."""
        return self.burdens[-1]

    @property
    def full(self) -> int:
        """How many people got as many messages as anybody may get."""
        return sum(load.received >= self.at_most for load in self.last.loads)


async def weeks_until(deps: Deps, week: Period | None = None) -> Weeks:
    """The last weeks up to this one; by default up to the last that was asked."""
    last = week or last_asked(deps.schedule, PeriodKind.WEEK, deps.now())
    weeks = [last]
    while len(weeks) < WEEKS:
        weeks.insert(0, weeks[0].previous())
    roster = await deps.roster.current()
    begins, ends = _instant(deps, weeks[0].start), _instant(deps, _after(last))
    async with deps.db.reading() as session:
        counts = await _counts(session, deps, roster, weeks, begins, ends)
        taken = {w: await _times(session, roster, w) for w in weeks}
        made, unanswered = await complaints.count(
            session, since=_instant(deps, last.start), until=ends
        )
    people = _asked(roster)
    burdens = tuple(
        Burden(w, tuple(_load(person, w, counts, taken[w]) for person in people)) for w in weeks
    )
    return Weeks(burdens, made, unanswered, deps.rules.messages_per_week)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often what happened to whom in which week."""

    received: Counter[Slot]
    questions: Counter[Slot]
    typed: Counter[Slot]
    tapped: Counter[Slot]


async def _counts(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    weeks: Sequence[Period],
    since: datetime,
    until: datetime,
) -> _Counts:
    zone = deps.schedule.zone
    people = [person.code for person in _asked(roster)]
    received = await burden.received(session, people, since=since, until=until)
    asked = await burden.questions(session, since=since, until=until)
    heard = await traffic.heard(session, since=since, until=until, zone=zone)
    typed: Counter[Slot] = Counter()
    tapped: Counter[Slot] = Counter()
    for one in heard:
        person = roster.behind(one.chat_id)
        if person is not None:
            slot = person.code, _week(weeks, one.day)
            typed[slot] += one.typed
            tapped[slot] += one.tapped
    return _Counts(_by_week(received, weeks, deps), _by_week(asked, weeks, deps), typed, tapped)


def _by_week(
    moments: Iterable[tuple[str, datetime]], weeks: Sequence[Period], deps: Deps
) -> Counter[Slot]:
    zone = deps.schedule.zone
    return Counter((person, _week(weeks, at.astimezone(zone).date())) for person, at in moments)


def _week(weeks: Sequence[Period], day: date) -> Period:
    return next(week for week in weeks if day in week)


async def _times(session: AsyncSession, roster: Roster, week: Period) -> dict[str, timedelta]:
    """How long each person took from being asked to the last of their numbers."""
    asked = await burden.prompted(session, week.key)
    if not asked:
        return {}
    owed = {
        code: [a.id for a in roster.owed_by(code) if _is_weekly(roster, a.indicator)]
        for code in asked
    }
    every = [number for own in owed.values() for number in own]
    given = await burden.first_answers(session, week.key, every)
    times = {
        code: time_taken(asked[code], [given.get(number) for number in own])
        for code, own in owed.items()
    }
    return {code: took for code, took in times.items() if took is not None}


def _is_weekly(roster: Roster, indicator: str) -> bool:
    return roster.indicators[indicator].cadence is PeriodKind.WEEK


def _asked(roster: Roster) -> list[Person]:
    """Everybody who has joined and is asked for numbers."""
    return [p for p in roster.people.values() if p.telegram_id and roster.owed_by(p.code)]


def _load(person: Person, week: Period, counts: _Counts, taken: dict[str, timedelta]) -> Load:
    slot = person.code, week
    return Load(
        person.code,
        person.unit,
        received=counts.received[slot],
        typed=counts.typed[slot],
        tapped=counts.tapped[slot],
        questions=counts.questions[slot],
        took=taken.get(person.code),
    )


def _after(week: Period) -> date:
    return week.end + timedelta(days=1)


def _instant(deps: Deps, day: date) -> datetime:
    return instant(day, time.min, zone=deps.schedule.zone)
