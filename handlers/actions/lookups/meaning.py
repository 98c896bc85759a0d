"""What a typed question is about: 城关, 投资, 城关投资怎么样, 王芳, 老街区."""

from dataclasses import dataclass
from unicodedata import normalize

from domain.errors import NotFound
from domain.finding import FILLERS, Found, Kind, Search, folded, search
from domain.roster import Roster

SHORTEST = 2
"""Characters of a name that still tell which one is meant."""

LONGEST = 200
"""Characters of a text that may be a name: in pages one looks long, and finds none."""

# Where a text stands for several things, a unit is meant rather than its projects.
PREFERRED = (Kind.UNIT, Kind.INDICATOR, Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The one thing that is meant, a unit and an indicator together, or several to choose from.

    `others` also answer to the text and may be offered besides.
    """

    asked: str
    found: tuple[Found, ...] = ()
    indicator: Found | None = None
    others: tuple[Found, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Nothing in particular: the whole district."""
        return not self.found

    @property
    def is_open(self) -> bool:
        """Several things answer, none of them better than the others."""
        return len(self.found) > 1


def meaning_of(roster: Roster, text: str) -> Meaning:
    """Find what is meant by a text.

    Raises:
        NotFound: nothing on the roster answers to it; with names that come close.
    """
    # Full-width marks become plain ones first, so that they are known as fillers.
    plain = normalize("NFKC", text)
    asked = folded(FILLERS.sub("", plain))
    if not asked or asked == folded(_root_name(roster)):
        return Meaning(text)
    if len(asked) > LONGEST:
        raise NotFound(text)
    result = search(roster.names, plain)
    is_name = any(asked in folded(found.name) for found in result.found)
    pair = _pair(roster, asked, result) or (None if is_name else _parted(roster, asked))
    if pair:
        return Meaning(text, pair[:1], pair[1])
    if not result.found:
        raise NotFound(text, result.nearby)
    best = best_of(result.found, asked)
    if best is None:
        return Meaning(text, result.found)
    return Meaning(text, (best,), others=tuple(f for f in result.found if f != best))


def root_of(roster: Roster) -> str:
    """The code of the district itself, when it is on the roster as the unit above all; else ""."""
    above = {unit.parent for unit in roster.units.values()}
    roots = [u for u in roster.units.values() if not u.parent and not u.group and u.code in above]
    return roots[0].code if len(roots) == 1 else ""


def _root_name(roster: Roster) -> str:
    root = root_of(roster)
    return roster.units[root].short if root else ""


def best_of(found: tuple[Found, ...], asked: str) -> Found | None:
    """The only one; the only one that begins so; the only one of the kind people mean first."""
    if len(found) == 1:
        return found[0]
    for kind in PREFERRED:
        own = [f for f in found if f.kind is kind]
        begins = [f for f in own if folded(f.name).startswith(asked)]
        if len(begins) == 1:
            return begins[0]
        if len(own) == 1:
            return own[0]
        if own:
            return None
    return None


def _pair(roster: Roster, asked: str, result: Search) -> tuple[Found, Found] | None:
    """A unit and an indicator in one text, each by its name or by the beginning of it."""
    for indicator in result.of(Kind.INDICATOR):
        name = _name_within(roster.indicators[indicator.code].names, asked)
        unit = _unit(roster, asked.replace(name, "", 1)) if name else None
        if unit is not None:
            return unit, indicator
    return None


def _parted(roster: Roster, asked: str) -> tuple[Found, Found] | None:
    """A text that is no name at all, cut in two so that each half is a part of one."""
    for cut in range(SHORTEST, len(asked) - SHORTEST + 1):
        for first, second in ((asked[:cut], asked[cut:]), (asked[cut:], asked[:cut])):
            indicators = search(roster.names, second).of(Kind.INDICATOR)
            unit = _unit(roster, first) if indicators else None
            indicator = best_of(indicators, second) if unit else None
            if unit is not None and indicator is not None:
                return unit, indicator
    return None


def _name_within(names: tuple[str, ...], asked: str) -> str:
    """The longest name that stands inside the text with something beside it."""
    inside = [n for name in names if (n := folded(name)) in asked and n != asked]
    return max(inside, key=len, default="")


def _unit(roster: Roster, rest: str) -> Found | None:
    found = search(roster.names, rest).of(Kind.UNIT)
    return best_of(found, folded(rest)) if found else None
