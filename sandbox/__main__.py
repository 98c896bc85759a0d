"""`python -m sandbox --port N --token T`: the sandbox as a process of its own."""

import argparse
import asyncio
import json
import signal
import sys

from sandbox.limits import NO_LIMITS, REAL_LIMITS
from sandbox.server import running
from sandbox.world import DEFAULT_TOKEN, World


def main() -> None:
    """Serve until SIGINT or SIGTERM; the first line on stdout says where, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8088, help="0 = any free port")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--no-limits", action="store_true", help="answer no 429")
    parser.add_argument("--uvloop", action="store_true", help="run on uvloop, for benchmarks")
    options = parser.parse_args()
    world = World(token=options.token, limits=NO_LIMITS if options.no_limits else REAL_LIMITS)
    serving = serve(world, host=options.host, port=options.port)
    if options.uvloop:
        import uvloop

        uvloop.run(serving)
    else:
        asyncio.run(serving)


async def serve(world: World, *, host: str, port: int) -> None:
    """Serve one world until a signal comes."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(world, host=host, port=port) as server:
        sys.stdout.write(json.dumps({"api_base": server.api_base, "token": world.token}) + "\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    main()
