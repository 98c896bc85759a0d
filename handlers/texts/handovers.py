"""What is said about numbers handed over for good."""

from domain.people import Person
from domain.roster import Roster
from handlers.actions.members.handing import Passage
from handlers.texts.catalog import Catalog, Html

MOST_NAMES = 12


def question(passage: Passage, by: Person, roster: Roster, texts: Catalog) -> Html:
    """To whoever asks: what would go to whom, before anything does."""
    key = "own" if by.code == passage.person.code else "others"
    return texts.say(f"handover.ask.{key}", **_facts(passage, roster, texts))


def confirmed(passage: Passage, roster: Roster, texts: Catalog) -> Html:
    """To whoever asked: that it was put to the successor, or is done."""
    state = "done" if passage.handover.state == "done" else "open"
    return texts.say(f"handover.confirmed.{state}", **_facts(passage, roster, texts))


def answered(passage: Passage, roster: Roster, texts: Catalog) -> Html:
    """To the successor, who has just taken the numbers, or not."""
    return texts.say(
        f"handover.answered.{passage.handover.state}", **_facts(passage, roster, texts)
    )


def moment(passage: Passage, reader: Person, roster: Roster, texts: Catalog, *, about: str) -> Html:
    """That they are asked to take over, that it is done, or that it was not agreed to."""
    who = "successor" if reader.code == passage.successor.code else "person"
    key = about if about != "done" else f"done_{who}"
    return texts.say(f"handover.{key}", **_facts(passage, roster, texts))


def _facts(passage: Passage, roster: Roster, texts: Catalog) -> dict[str, object]:
    names = list(dict.fromkeys(roster.label(own) for own in passage.owed))
    listed = texts.plain("common.sep").join(names[:MOST_NAMES])
    return {
        "person": passage.person.name,
        "successor": passage.successor.name,
        "by": passage.decided_by or passage.asked_by,
        "count": len(passage.owed),
        "items": listed + (texts.plain("common.list_end") if len(names) > MOST_NAMES else ""),
    }
