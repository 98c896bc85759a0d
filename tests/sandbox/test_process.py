"""The sandbox as a process of its own."""

import asyncio
import json
import signal
import subprocess
import sys

from sandbox.client import SandboxClient


async def test_it_says_where_it_is_serves_and_stops_on_sigterm() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", "--no-limits", stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    told = json.loads(await asyncio.wait_for(process.stdout.readline(), 60))

    async with SandboxClient.at(told["api_base"]) as client:
        asha = await client.person(101, "Asha")
        await asha.says("13.5")
        pending = await client.pending_updates()
    process.send_signal(signal.SIGTERM)

    assert pending[0]["message"]["text"] == "13.5"
    assert ":" in told["token"]
    assert await asyncio.wait_for(process.wait(), 30) == 0
