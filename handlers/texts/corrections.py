"""What is said about corrections after the lock: to who asks, and to who decides."""

from zoneinfo import ZoneInfo

from domain.figures import Answer, Stage
from domain.people import Person
from domain.periods import Period
from domain.roster import Assignment, Roster
from handlers.actions.deciding.correcting import Correction
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import answer_of

ANY_EXAMPLE = "投资 13.6"


def receipt(told: Correction, texts: Catalog, zone: ZoneInfo) -> Html:
    """That the request was handed in, and until when it stands."""
    until = figures.moment(told.lapses_at, zone, texts.language)
    return texts.say("correct.receipt", **_facts(told, texts), until=until)


def request(told: Correction, texts: Catalog) -> Html:
    """Who asks for what and why; a doubt about the number below it."""
    facts = _facts(told, texts)
    words = texts.say("correct.request", person=told.asked_by, **facts)
    return Html(f"{words}\n{texts.say('correct.odd')}") if told.request.odd else words


def settled(told: Correction, texts: Catalog) -> Html:
    """The request again with what was decided, for who decided it."""
    mark = texts.say(f"correct.{_outcome(told)}_mark", by=told.decided_by)
    return Html(f"{request(told, texts)}\n\n{mark}")


def decided(told: Correction, texts: Catalog) -> Html:
    """What was decided, for who asked."""
    words = texts.say(f"correct.{told.request.state}", **_facts(told, texts), by=told.decided_by)
    if told.reissue is None:
        return words
    key = "correct.reissued" if told.reissue.is_shown else "correct.reissued_unshown"
    return Html(f"{words}{texts.say(key)}")


def _outcome(told: Correction) -> str:
    """What became of it, and of a ranking that was published before."""
    state = told.request.state
    if state != "granted" or not told.is_published:
        return state
    if told.reissue is None:
        return "granted_same"
    return "granted_reissued" if told.reissue.is_shown else "granted_unshown"


def example(roster: Roster, person: Person | None, own: Assignment | None = None) -> str:
    """An item of the reader's, by default the first, as it is written after /correct."""
    owed = roster.owed_by(person.code) or roster.borne_by(person.code) if person else ()
    if not owed:
        return ANY_EXAMPLE
    own = own or owed[0]
    indicator = roster.indicators[own.indicator]
    alike = [a for a in owed if a.indicator == own.indicator]
    name = roster.label(own) if own.project else min(indicator.names, key=len)
    if len({a.unit for a in alike}) > 1:
        name = f"{roster.units[own.unit].short}{name}"
    return f"{name} {'13' if indicator.decimals == 0 else '13.6'}"


def _facts(told: Correction, texts: Catalog) -> dict[str, object]:
    period = Period.parse(told.request.period)
    return {
        "period": figures.period_name(period, texts.language),
        "name": told.label,
        "before": answer_of(told.before, told.indicator, texts),
        "value": _asked(told, texts),
        "reason": told.request.reason,
    }


def _asked(told: Correction, texts: Catalog) -> str:
    value = told.request.value
    if told.request.answer is not Answer.NUMBER or value is None:
        return texts.say(f"echo.{told.request.answer.value}")
    words = figures.amount(value, told.indicator)  # a measure may hold anything: not Html
    if told.request.stage is not Stage.REVISED:
        words += texts.plain("stage.mark", stage=texts.plain(f"stage.{told.request.stage.value}"))
    return f"{words} {texts.plain('correct.estimate')}" if told.request.estimate else words
