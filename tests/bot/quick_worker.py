"""A drawing process that loads no pencil: every sheet is answered with the same page at once."""

import sys
from typing import BinaryIO

from charts.wire import LENGTH, Drawn, packed, unpacked

PAGE = b"\x89PNG of nothing"


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Greet, and answer until nobody asks any more."""
    while True:
        outgoing.write(packed(Drawn((PAGE,))))
        outgoing.flush()
        prefix = incoming.read(LENGTH)
        if len(prefix) < LENGTH:
            return
        unpacked(incoming.read(int.from_bytes(prefix, "big")))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
