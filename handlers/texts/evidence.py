"""What is said about files sent along with numbers."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from domain.attachments import suffix_of
from domain.periods import Period
from handlers.actions.reporting.attaching import Attached
from handlers.actions.reporting.collecting import Fault
from handlers.actions.reporting.exhibits import Exhibits
from handlers.actions.reporting.homes import Home
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.statuses import minute
from storage.evidence import Piece

MOST_NAMES = 4
MEGABYTE = 1024 * 1024


def receipt(told: Attached, texts: Catalog) -> Html:
    """To which number a file was put, or the question to which it belongs."""
    if not told.homes:
        return texts.say("evidence.which")
    is_open = len(told.homes) == 1 and not told.homes[0].is_answered
    key = "evidence.received_open" if is_open else "evidence.received"
    return texts.say(key, homes=homes(told.homes, texts))


def beside(texts: Catalog) -> Html:
    """Below the echo of a number that came with a file."""
    return texts.say("evidence.beside")


def moved(told: Attached, texts: Catalog) -> Html:
    """To which number a file was put by a tap."""
    return texts.say("evidence.moved", homes=homes(told.homes, texts))


def dropped(texts: Catalog) -> Html:
    """That a file is to belong to nothing."""
    return texts.say("evidence.dropped")


def choose(texts: Catalog) -> Html:
    """The question to which other number a file belongs."""
    return texts.say("evidence.choose")


def homes(found: Sequence[Home], texts: Catalog) -> str:
    """The numbers by period and name: 第12周固定资产投资."""
    names = (f"{_period(home, texts)}{texts.plain('evidence.gap')}{home.label}" for home in found)
    return texts.plain("common.sep").join(names)


def not_kept(piece: Piece, fault: Fault, texts: Catalog, *, most: int, zone: ZoneInfo) -> Html:
    """Why a file was not kept, for who sent it."""
    return texts.say(
        f"evidence.not_kept.{fault.value}",
        name=name_of(piece, texts),
        at=minute(piece.sent_at, zone, texts.language),
        most=most // MEGABYTE,
    )


def name_of(piece: Piece, texts: Catalog) -> str:
    """What a file is called; a photo has no name of its own."""
    return piece.name or texts.plain(f"evidence.{piece.form}")


def title(found: Exhibits, texts: Catalog, zone: ZoneInfo) -> Html:
    """Of which number and period the files are, and who sent them."""
    period = figures.period_name(found.period, texts.language)
    head = texts.say("evidence.title", name=found.name, period=period, count=len(found.pieces))
    return Html("\n".join([head, *dict.fromkeys(_senders(found, texts, zone))]))


def _senders(found: Exhibits, texts: Catalog, zone: ZoneInfo) -> Iterator[Html]:
    for piece in found.pieces:
        yield by(piece, found.names, texts, zone)


def by(piece: Piece, names: Mapping[str, str], texts: Catalog, zone: ZoneInfo) -> Html:
    """Who sent a file, and when."""
    at = minute(piece.sent_at, zone, texts.language)
    return texts.say("evidence.by", name=names.get(piece.person, piece.person), at=at)


def file_name(piece: Piece, texts: Catalog) -> str:
    """The name it is saved under: as it was sent, with the ending of what it is."""
    return f"{name_of(piece, texts)}{suffix_of(piece.mime)}"


def listed(pieces: Sequence[Piece], texts: Catalog) -> str:
    """The names of a few files; photos counted together."""
    names = [piece.name for piece in pieces if piece.name]
    bare = len(pieces) - len(names)
    if bare:
        names.append(texts.plain("evidence.photos", count=bare))
    if len(names) > MOST_NAMES:
        names = [*names[:MOST_NAMES], texts.plain("common.list_end")]
    return texts.plain("common.sep").join(names)


def _period(home: Home, texts: Catalog) -> str:
    return figures.period_name(Period.parse(home.slot[1]), texts.language)
