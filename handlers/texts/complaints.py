"""What an admin reads of a complaint."""

from domain.people import Person
from handlers.texts.catalog import Catalog, Html


def notice(person: Person, unit: str, words: str, texts: Catalog, *, count: int) -> Html:
    """Who finds it too much, in what words if any, and how much it was this week."""
    quoted = texts.say("complaint.words", words=words) if words else ""
    return texts.say(
        "complaint.notice",
        name=person.name,
        unit=unit,
        words=Html(f"{quoted}\n" if quoted else ""),
        count=count,
    )
