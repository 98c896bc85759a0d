"""The drawing process: sheets come in on stdin, pages go out on stdout, until stdin ends.

Its one argument, if any, names the theme.

It is a process of its own so that matplotlib neither slows the bot's start nor
ever holds up its event loop.
"""

import ctypes
import logging
import os
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from charts.sheets.parts import Head
from charts.sheets.ranking import RankingSheet
from charts.theme import DAY, THEMES, Theme
from charts.wire import LENGTH, Answer, Drawn, Refused, packed, unpacked

log = logging.getLogger(__name__)

GIVES_WAY = 15  # answering people comes before drawing
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def answer(sheet: object, *, theme: Theme = DAY) -> Answer:
    from charts.drawing import draw_pages

    try:
        return Drawn(tuple(draw_pages(sheet, theme=theme)))
    except Exception as error:
        # Whatever one sheet does, the next one must still be drawn.
        log.exception("drawing failed")
        return Refused(f"{type(error).__name__}: {error}")


def _read(incoming: BinaryIO) -> object | None:
    """The next message, or None when the other side is gone."""
    prefix = incoming.read(LENGTH)
    if len(prefix) < LENGTH:
        return None
    return unpacked(incoming.read(int.from_bytes(prefix, "big")))


def serve(incoming: BinaryIO, outgoing: BinaryIO, *, theme: Theme = DAY) -> None:
    # The first answer, to nobody's question, says that fonts and drawing work.
    greeting = answer(RankingSheet(head=Head(title="1", subtitle="1"), sections=()), theme=theme)
    while True:
        outgoing.write(packed(greeting))
        outgoing.flush()
        if (sheet := _read(incoming)) is None:
            return
        greeting = answer(sheet, theme=theme)


def _end_with_the_bot() -> None:
    """Not to draw on for nobody when the bot is killed; elsewhere than on Linux stdin must do."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _step_aside() -> None:
    """Ctrl-C is for the bot alone, and drawing waits while the bot has something to do.

    A group of its own keeps Ctrl-C away. Not a session of its own: to Linux those are equals,
    and however nice one is, it gets as much as the other. And idle besides being nice: since
    version 6.6, Linux lets the nicest finish its turn of some milliseconds before who wakes up.
    """
    with suppress(PermissionError):  # started by hand, it may lead a session already
        os.setpgid(0, 0)
    os.nice(GIVES_WAY)
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def main() -> None:
    _end_with_the_bot()
    _step_aside()
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break a message
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    theme = THEMES[sys.argv[1]] if len(sys.argv) > 1 else DAY
    serve(sys.stdin.buffer, outgoing, theme=theme)


if __name__ == "__main__":
    main()
