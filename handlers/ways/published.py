"""Where published values lead to: how they and their gaps came about, one by one."""

from domain.official import Compared
from domain.periods import Period, PeriodKind
from domain.roster import Roster
from handlers.actions.lookups.beside import OfficialView
from handlers.actions.lookups.published import LOOK, Published
from handlers.looks import Look, pair
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts.catalog import Catalog
from handlers.ways.steps import LONGEST, MOST_NAMED, to_sums, to_whole


def from_official(view: OfficialView, texts: Catalog) -> Keyboard:
    """Below published values beside the reports: how they came about."""
    if view.period is None or not view.entries:
        return ()
    units = {entry.official.unit for entry in view.entries}
    indicators = {entry.indicator.code for entry in view.entries}
    code = ""
    if view.about and len(units) == 1:
        (code,) = units
        code = pair(code, *indicators) if len(indicators) == 1 else code
    elif view.about and len(indicators) == 1:
        (code,) = indicators
    return sums_of(view.period, code, texts)


def sums_of(period: Period, code: str, texts: Catalog) -> Keyboard:
    """The button that leads to the sums; a year is no period that buttons carry."""
    if period.kind is PeriodKind.YEAR:
        return ()
    return ((to_sums(LOOK, code, period.key, texts),),)


def from_published(view: Published, texts: Catalog) -> Keyboard:
    """The others one by one; of a single one all that the unit reports of it."""
    period = view.period.key
    if len(view.entries) > 1:
        named = [
            Button(_name(entry, view.roster)[:LONGEST], _sums(entry).data)
            for entry in view.entries[:MOST_NAMED]
        ]
        return (*in_rows(named), (to_whole("", texts),))
    own = view.entries[0]
    code = pair(own.official.unit, own.indicator.code)
    past = Button(texts.plain("official.sums.reports"), Look("pasts", code).data)
    item = Button(_name(own, view.roster)[:LONGEST], Look("item", code).data)
    return ((item, past), (Button(texts.plain("official.sums.all"), Look(LOOK, "", period).data),))


def _sums(entry: Compared) -> Look:
    one = entry.official
    return Look(LOOK, pair(one.unit, one.indicator), one.period)


def _name(entry: Compared, roster: Roster) -> str:
    return f"{roster.units[entry.official.unit].short} {min(entry.indicator.names, key=len)}"
