"""What is said about a number that is sent back: to who does so, and to who is asked again."""

from zoneinfo import ZoneInfo

from domain.people import Language
from handlers.actions.deciding.returned import Returned
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, catalog
from handlers.texts.items import answer_of

REASONS = 3
"""How many reasons are offered as buttons."""


def asking(told: Returned, texts: Catalog) -> Html:
    """What is sent back, and that a reason is wanted."""
    key = "return.ask_locked" if told.is_locked else "return.ask"
    return texts.say(key, **_facts(told, texts))


def reason(number: int) -> str:
    """One of the reasons that are offered; kept in the district's own language."""
    return catalog(Language.ZH).plain(f"return.reason.{number}")


def receipt(told: Returned, texts: Catalog) -> Html:
    """That it was sent back, and who was asked."""
    key = "return.done_locked" if told.is_locked else "return.done"
    people = texts.say("common.sep").join(told.reached or told.asked)
    words = texts.say(key, **_facts(told, texts) | {"people": people})
    if told.reached:
        return words
    unreached = texts.say("return.nobody", people=people)
    return Html(f"{words}\n{unreached}")


def taken_back(told: Returned, texts: Catalog) -> Html:
    """That a return was taken back, for who did so."""
    return texts.say("return.taken_back", **_facts(told, texts))


def not_any_more(told: Returned, texts: Catalog) -> Html:
    """The same for who was asked to answer again."""
    return texts.say("return.not_any_more", **_facts(told, texts))


def is_taking_back(words: str) -> bool:
    """Whether words behind a number say that its return was a mistake, in either language."""
    said = " ".join(words.lower().split())
    return any(
        said == word
        for language in Language
        for word in catalog(language).plain("return.take_back_words").split("/")
    )


def notice(told: Returned, texts: Catalog, example: str) -> Html:
    """The number with the reason, for who answers for it."""
    key = "return.notice_locked" if told.is_locked else "return.notice"
    return texts.say(key, **_facts(told, texts), example=example)


def answered(told: Returned, texts: Catalog, zone: ZoneInfo) -> Html:
    """What became of it, for who sent it back."""
    is_same = (told.now.answer, told.now.value) == (told.figure.answer, told.figure.value)
    now = answer_of(told.now, told.indicator, texts)
    at = figures.moment(told.now.reported_at, zone, texts.language)
    key = "return.kept" if is_same else "return.answered"
    words = texts.say(key, **_facts(told, texts), now=now, author=told.author, at=at)
    if not told.now.note:
        return words
    return Html(f"{words}\n{texts.say('echo.note', note=told.now.note)}")


def _facts(told: Returned, texts: Catalog) -> dict[str, object]:
    return {
        "name": told.name,
        "period": figures.period_name(told.period, texts.language),
        "value": answer_of(told.figure, told.indicator, texts),
        "people": texts.say("common.sep").join(told.asked),
        "reason": (told.decision.reason if told.decision else "") or "",
        "by": told.by,
    }
