"""What a command was followed by, where that is a period and a wish."""

import re
from dataclasses import dataclass

from domain.errors import NotUnderstood
from domain.periods import BadPeriod, Period
from handlers.actions.measuring import rhythms
from handlers.actions.measuring.rhythms import Named
from handlers.deps import Deps

_KEY = re.compile(r"(?<!\S)20[0-9]{2}(?:-?[WMQ]?[0-9]{1,2})?(?!\S)", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"所有|全部|[每各]个|各|数据|的")


@dataclass(frozen=True, slots=True)
class Followed:
    """The period, None where none was named, and whether the wish was said."""

    period: Period | None
    is_wished: bool


def by(deps: Deps, said: str, *, command: str, wish: re.Pattern[str]) -> Followed:
    """Read a period, as a key or in everyday words, and a wish.

    Raises:
        BadPeriod: the campaign has no such period.
        NotUnderstood: something was said besides; whoever said it expects more than would be done.
    """
    rest = wish.sub(" ", said)
    if key := _KEY.search(rest):
        named = Named(Period.parse(key[0]), _KEY.sub(" ", rest, count=1))
    else:
        named = rhythms.named(deps, rest)
    if named.period is not None and named.period.year < deps.campaign.year:
        raise BadPeriod(named.period.key)
    if unread := " ".join(_SAYS_NOTHING.sub(" ", named.rest).split()):
        raise NotUnderstood(unread, command)
    return Followed(named.period, bool(wish.search(said)))
