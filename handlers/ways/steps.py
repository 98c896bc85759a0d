"""Steps from one view to another that many views offer."""

from domain.finding import Found, Kind
from domain.ranking import Standing
from handlers.looks import Look
from handlers.outgoing import Button
from handlers.texts.catalog import Catalog
from handlers.texts.items import sign

MOST_UNITS = 24
MOST_INDICATORS = 18
MOST_OTHERS = 8
MOST_NAMED = 9
LONGEST = 24  # characters of a name on a button
KINDS = {
    Kind.UNIT: "unit",
    Kind.INDICATOR: "rank",
    Kind.PROJECT: "project",
    Kind.PERSON: "person",
    Kind.GROUP: "group",
}


def to_whole(period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.status"), Look("all", "", period).data)


def to_unit(standing: Standing, period: str, texts: Catalog) -> Button:
    """A unit with its light."""
    words = texts.plain("button.unit", sign=sign(standing.light, texts), name=standing.name)
    return Button(words, Look("unit", standing.unit, period).data)


def to_sums(kind: str, code: str, period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.how"), Look(kind, code, period).data)


def upwards(name: str, kind: str, code: str, period: str, texts: Catalog) -> Button:
    """One step up, named by where it leads."""
    return Button(texts.plain("button.up", name=name[:LONGEST]), Look(kind, code, period).data)


def backwards(kind: str, code: str, period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.back"), Look(kind, code, period).data)


def to_others(found: tuple[Found, ...], period: str) -> list[Button]:
    return [Button(f.name, Look(KINDS[f.kind], f.code, period).data) for f in found][:MOST_OTHERS]
