"""Why something was refused, as facts; the words live in handlers.texts.

Refusal                 the person may read why; nothing was saved
├─ Stranger             not enrolled, or no longer
├─ Anonymous            a group's admin under the group's name, who has to show who they are
├─ NotAllowed           enrolled, but this is not theirs to do or see
├─ InviteInvalid        the code is unknown, used or expired
├─ NothingOpen          no number is asked of this person now
├─ PeriodLocked         period, locked_at
├─ NotOpenYet           the last period is locked, the next is not asked yet
├─ NotBegun             the period is still to come
├─ NotKnownYet          what is to be seen as it was known then lies ahead
├─ NotYours             the item belongs to somebody else
├─ NothingToUndo        there is no number of theirs to take back
├─ NoPrevious           "the same as last time" without a last time
├─ NotACorrection       what is wrong with the way a correction was asked for
├─ NobodyDecides        no assessor can be asked
├─ OwnRequest           nobody decides about a number of their own
├─ RequestOver          the outcome, and who decided it
├─ NotRetargeted        why targets cannot be changed, or be decided about
├─ NotDelegated         why somebody cannot stand in for somebody
├─ NotOfficial          what is not there of a published value: unit, indicator, period, value
├─ NotReturnable        why a number cannot be sent back, and who did so before
├─ ReviewOver           the period was locked before a number was confirmed
├─ NoReason             a number is sent back without a word that says why
├─ NoTimeLeft           a reminder cannot be put off past the due time
├─ NotHanded            why numbers cannot be handed over for good
├─ NotAllowance         what is lacking of an exemption or of points for effect
├─ NoScoring            no points are given by the rules of a period
├─ StaleButton          the button belongs to something that is over
├─ NotFound             what was asked for, with nearby names
├─ NotUnderstood        what a command was followed by, and which command it was
├─ WhichNumber          more numbers are meant than can be offered to choose from
├─ NotNumeric           a sticker or voice where a number is asked, or a photo of somebody
│                       who owes none
├─ NotADay              why a day cannot be taken for that of a milestone
├─ FileTooLarge         the megabytes a file may have
├─ FileUnwanted         a file of a kind that is not kept
├─ TooManyFiles         how many there may be of one number, or of one day
├─ GroupOnly            the command belongs in a group
└─ NotBound             this group is not bound
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not an error
    """The person may read why; nothing was saved."""


@dataclass(eq=False)
class Stranger(Refusal):
    """Nobody on the roster stands behind this Telegram account."""


@dataclass(eq=False)
class Anonymous(Refusal):
    """An admin of a group writes in the group's name: nobody can see who it is."""


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person is known, but this is not theirs to do or see."""


@dataclass(eq=False)
class InviteInvalid(Refusal):
    """The code is unknown, was used already, or has run out."""


@dataclass(eq=False)
class NothingOpen(Refusal):
    """No number is asked of this person now."""


@dataclass(eq=False)
class PeriodLocked(Refusal):
    """The period takes no more numbers; a correction needs an assessor."""

    period: str
    locked_at: datetime


@dataclass(eq=False)
class NotOpenYet(Refusal):
    """A plain number between the lock of one period and the prompt of the next.

    Whoever writes then means either; it is not for us to guess. `item` is the one that was
    named, where others are asked meanwhile.
    """

    last: str
    locked_at: datetime
    following: str
    opens_at: datetime
    item: str = ""


@dataclass(eq=False)
class NotBegun(Refusal):
    """A step of the cycle was asked for before the period it belongs to."""

    period: str
    begins_at: datetime


@dataclass(eq=False)
class NotKnownYet(Refusal):
    """Nobody can look back on an instant that is still to come."""


@dataclass(eq=False)
class NotYet(Refusal):
    """A period was asked about that is yet to come."""

    period: str
    begins_at: datetime


@dataclass(eq=False)
class NotYours(Refusal):
    """The item belongs to somebody else."""


@dataclass(eq=False)
class NothingToUndo(Refusal):
    """There is no number of theirs to take back."""


@dataclass(eq=False)
class NoPrevious(Refusal):
    """ "The same as last time" was said without a last time."""

    indicator: str


@dataclass(eq=False)
class NotACorrection(Refusal):
    """A correction was asked for in a way that cannot be followed; `why` names the fault."""

    why: str


@dataclass(eq=False)
class NobodyDecides(Refusal):
    """There is no assessor in reach who could decide about a correction."""


@dataclass(eq=False)
class OwnRequest(Refusal):
    """Nobody decides about their own request, or about a number they answer for."""


@dataclass(eq=False)
class RequestOver(Refusal):
    """The request was granted, refused or replaced before, or has expired."""

    outcome: str
    by: str = ""


@dataclass(eq=False)
class NotRetargeted(Refusal):
    """Targets are not changed; `why` names the reason, `name` what or whom it is about."""

    why: str
    name: str = ""


@dataclass(eq=False)
class NotDelegated(Refusal):
    """Somebody cannot stand in for somebody; `why` names the reason.

    `name` is who stands in the way, `until` when they no longer do.
    """

    why: str
    name: str = ""
    until: datetime | None = None


@dataclass(eq=False)
class NotReturnable(Refusal):
    """A number cannot be sent back: nothing · changed · returned (by whom) · older."""

    why: str
    by: str = ""


@dataclass(eq=False)
class ReviewOver(Refusal):
    """The period was locked before its numbers were confirmed; they do not count in it."""

    period: str


@dataclass(eq=False)
class NoReason(Refusal):
    """A number is sent back without a word that says why."""


@dataclass(eq=False)
class NoTimeLeft(Refusal):
    """A reminder cannot be put off: the due time is too near, or past."""

    due: datetime


@dataclass(eq=False)
class NotHanded(Refusal):
    """Numbers cannot be handed over for good; `why` names the reason, `name` who is meant."""

    why: str
    name: str = ""


@dataclass(eq=False)
class NotAllowance(Refusal):
    """`why`: exempt or credit (it is not written in full), most (more than may be given), over
    (all of that time is published), backwards (it ends before it begins), not_exempt or lifted
    (there is nothing to lift)."""

    why: str
    most: Decimal | None = None


@dataclass(eq=False)
class NoScoring(Refusal):
    """By the rules of this period no points are given."""


@dataclass(eq=False)
class StaleButton(Refusal):
    """The button belongs to something that is over."""


@dataclass(eq=False)
class NotFound(Refusal):
    """Nothing on the roster answers to this; `nearby` are names that come close."""

    asked: str
    nearby: tuple[str, ...] = field(default=())


@dataclass(eq=False)
class NotUnderstood(Refusal):
    """A command was followed by something that it does not know; nothing was done."""

    text: str
    command: str


@dataclass(eq=False)
class WhichNumber(Refusal):
    """More numbers answer to what was asked than can be offered to choose from."""


@dataclass(eq=False)
class NotNumeric(Refusal):
    """A photo, sticker or voice came where a number is asked."""


@dataclass(eq=False)
class NotOfficial(Refusal):
    """No published value: `lacking` is unit, indicator, period, since, ahead, value or growth."""

    lacking: str


@dataclass(eq=False)
class NotADay(Refusal):
    """No day of a milestone: `why` is unread, past, same as expected, or ahead of today."""

    why: str


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """A file is larger than what is kept."""

    most: int  # megabytes


@dataclass(eq=False)
class FileUnwanted(Refusal):
    """A file is of a kind that is not kept; `name` is as it was sent."""

    name: str


@dataclass(eq=False)
class TooManyFiles(Refusal):
    """There are as many files as one number may have, or one person may send in a day."""

    most: int


@dataclass(eq=False)
class GroupOnly(Refusal):
    """The command belongs in a group."""


@dataclass(eq=False)
class NotBound(Refusal):
    """This group is not bound to the bot."""
