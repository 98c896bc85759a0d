"""The questions and buttons that lead to somebody standing in, and end it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.days import Span, usual_ends
from domain.delegating import colleagues
from domain.errors import NotDelegated, StaleButton
from domain.people import Person, Role
from domain.roster import Roster
from handlers.actions.members.delegating import Cover, covers
from handlers.outgoing import Button, Keyboard, Outgoing
from handlers.texts import delegations
from handlers.texts.catalog import Catalog, Html, catalog

UNSAID, NOBODY = "-", "0"
MOST_COLLEAGUES = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """As much of a wish as was said: `who` is a tag, UNSAID, or NOBODY in particular."""

    is_leave: bool
    who: str = UNSAID
    span: Span | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to ask."""
        return self.who != UNSAID and self.span is not None

    @property
    def data(self) -> str:
        """The data of a button that says this much."""
        span = self.span
        days = f"{span.first:%Y%m%d}{span.last:%Y%m%d}" if span else UNSAID
        return f"d:{'h' if self.is_leave else 'g'}:{self.who}:{days}"

    @classmethod
    def read(cls, kind: str, who: str, days: str) -> "Draft":
        """What came back, as if forged.

        Raises:
            StaleButton: these are no days.
        """
        if days == UNSAID:
            return cls(kind == "h", who)
        try:
            first, last = (
                datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date()
                for day in (days[:8], days[8:])
            )
        except ValueError:
            raise StaleButton from None
        return cls(kind == "h", who, Span(first, last))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is asked, with the roster, the day and the words to ask in."""

    person: Person
    roster: Roster
    now: datetime
    zone: ZoneInfo

    @property
    def texts(self) -> Catalog:
        """The reader's language."""
        return catalog(self.person.language)

    @property
    def today(self) -> date:
        """The day it is in the district."""
        return self.now.astimezone(self.zone).date()


def following(reader: Reader, draft: Draft) -> Outgoing:
    """The question after what was said: of leave the day comes first, else the colleague.

    Raises:
        NotDelegated: there is nothing to entrust, or nobody to entrust it to.
    """
    if not reader.roster.owed_by(reader.person.code):
        raise NotDelegated("nothing_owed", reader.person.name)
    if draft.span is None and (draft.is_leave or draft.who != UNSAID):
        return _ask_day(reader, draft)
    return _ask_who(reader, draft)


def _ask_who(reader: Reader, draft: Draft) -> Outgoing:
    texts, roster, person = reader.texts, reader.roster, reader.person.code
    able = colleagues(roster, person, at=reader.now)[:MOST_COLLEAGUES]
    keyboard = _in_pairs(
        [
            Button(other.name, Draft(draft.is_leave, tag(other.code), draft.span).data)
            for other in able
        ]
    )
    if not draft.is_leave:
        if not able:
            raise NotDelegated("no_colleague")
        return Outgoing(texts.say("delegate.who", example=able[0].name), keyboard)
    key = "deputies" if any(own.deputy for own in roster.owed_by(person)) else "nobody"
    nobody = Button(
        texts.plain(f"delegate.button.{key}"), Draft(draft.is_leave, NOBODY, draft.span).data
    )
    return Outgoing(texts.say("delegate.who_leave"), (*keyboard, (nobody,)))


def _ask_day(reader: Reader, draft: Draft) -> Outgoing:
    texts = reader.texts
    buttons = [
        Button(
            delegations.day_name(last, texts),
            Draft(draft.is_leave, draft.who, Span(reader.today, last)).data,
        )
        for last in usual_ends(reader.today)
    ]
    deputy = behind(reader, draft.who)
    key = "delegate.until_leave" if draft.is_leave else "delegate.until"
    words = texts.say(key, name=deputy.name if deputy else "")
    return Outgoing(words, _in_pairs(buttons))


def overview(reader: Reader, *, is_leave: bool) -> Outgoing:
    """What holds already, with a way to end it; below it the way to a new one.

    Raises:
        NotDelegated: there is nothing to be told and nothing to entrust.
    """
    by, roster, texts, now = reader.person, reader.roster, reader.texts, reader.now
    known = covers(roster, now)
    own = [one for one in known if by.code in (one.person.code, one.delegation.deputy)]
    told = delegations.own_lines(known, by, texts, reader.zone, now=now)
    parts = [Html("\n".join(told))] if told else []
    ends: Keyboard = tuple((end_button(one, by, texts),) for one in own)
    if by.sees_all or Role.SUPERVISOR in by.roles:
        units = roster.visible_units(by)
        seen = [one for one in known if one.person.unit in units and one not in own]
        parts.append(delegations.listed(seen, roster, texts, reader.zone, now=now))
        if by.is_admin:
            ends += tuple((end_button(one, by, texts),) for one in seen[:MOST_COLLEAGUES])
            parts.append(texts.say("delegate.how_admin"))
    if not own and (roster.owed_by(by.code) or not parts):
        asked = following(reader, Draft(is_leave))
        parts.append(Html(asked.text))
        ends += asked.keyboard
    return Outgoing("\n\n".join(parts), ends)


def below(told: Outgoing, reader: Reader) -> Outgoing:
    """A message with who stands in for the reader, and for whom the reader does, at its foot."""
    known = covers(reader.roster, reader.now)
    own = delegations.own_lines(known, reader.person, reader.texts, reader.zone, now=reader.now)
    return replace(told, text="\n".join([told.text, "", *own])) if own else told


def done(reader: Reader, cover: Cover) -> Outgoing:
    """What holds now, with a way back."""
    words = delegations.done(
        cover, reader.person, reader.texts, reader.zone, now=reader.now, roster=reader.roster
    )
    return Outgoing(words, ((end_button(cover, reader.person, reader.texts),),))


def end_button(cover: Cover, by: Person, texts: Catalog) -> Button:
    """Take it back, give it back, or end it for others."""
    own = cover.delegation
    if by.code == cover.person.code:
        key = "leave" if own.is_leave else "back"
    else:
        key = "decline" if by.code == own.deputy else "end"
    return Button(texts.plain(f"delegate.button.{key}", person=cover.person.name), f"de:{own.id}")


def behind(reader: Reader, who: str) -> Person | None:
    """The colleague behind a tag; None when nobody in particular is meant.

    Raises:
        StaleButton: there is nobody like that any more.
    """
    if who in (UNSAID, NOBODY):
        return None
    for other in colleagues(reader.roster, reader.person.code, at=reader.now):
        if tag(other.code) == who:
            return other
    raise StaleButton


def tag(code: str) -> str:
    """A code of any length in twelve characters."""
    return hashlib.blake2s(code.encode()).hexdigest()[:12]


def _in_pairs(buttons: list[Button]) -> Keyboard:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
