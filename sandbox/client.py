"""The sandbox from outside: the control API for tests and the demo, written to be read.

li = await client.person(7, "李强")
await li.starts("CODE")
card = await li.sees("本周")
await li.presses(card, "同上期")
"""

import io
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import aiohttp

from sandbox.phone import GroupChat, Phone
from sandbox.wire import Json


class SandboxError(Exception):
    """The sandbox will not do that; the reason is its own."""


class SandboxClient:
    """One sandbox at one address."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self._session = session

    @classmethod
    @asynccontextmanager
    async def at(cls, base: str) -> AsyncIterator["SandboxClient"]:
        """A client of a sandbox in another process."""
        async with aiohttp.ClientSession() as session:
            yield cls(base.rstrip("/"), session)

    # -- who is there ------------------------------------------------------------------

    async def person(self, person_id: int, first_name: str, **described: Any) -> Phone:
        """Somebody with a phone; also changes who is already known.

        described: last_name, username, language, started, caption, start_payload.
        """
        await self.post("/people", {"id": person_id, "first_name": first_name, **described})
        return await self.phone(person_id)

    async def people(self, described: Iterable[Json]) -> list[Phone]:
        """Many at once; each as `person` takes them, with `id` and `first_name`."""
        everybody = list(described)
        await self.post("/people", {"people": everybody})
        seq = await self.seq()
        return [Phone(self, person["id"], person["id"], seq=seq) for person in everybody]

    async def phone(self, person_id: int) -> Phone:
        """The phone of somebody who is already there; it looks at what comes from now on."""
        return Phone(self, person_id, person_id, seq=await self.seq())

    async def group(
        self,
        group_id: int,
        title: str,
        *,
        members: Iterable[Phone | int] = (),
        admins: Iterable[Phone | int] = (),
        bot: str = "member",
        kind: str = "supergroup",
        caption: str = "",
    ) -> GroupChat:
        """A group; `bot` is the bot's standing: member, administrator, left, kicked."""
        body = {
            "id": group_id,
            "title": title,
            "type": kind,
            "members": [_id(member) for member in members],
            "admins": [_id(admin) for admin in admins],
            "bot": bot,
            "caption": caption,
        }
        await self.post("/groups", body)
        return GroupChat(self, group_id, seq=await self.seq())

    async def group_chat(self, group_id: int) -> GroupChat:
        """A group that is already there."""
        return GroupChat(self, group_id, seq=await self.seq())

    # -- time, limits, trouble -----------------------------------------------------------

    async def set_clock(self, moment: datetime) -> None:
        """Jump to an aware moment; time runs on from there."""
        await self.post("/clock", {"now": moment.isoformat()})

    async def clock(self) -> datetime:
        """What time it is in the sandbox."""
        return datetime.fromisoformat((await self.get("/clock"))["now"])

    async def limit(self, **limits: float) -> None:
        """Telegram's limits, with those given changed (see limits.Limits)."""
        await self.post("/limits", limits)

    async def lift_limits(self) -> None:
        """No 429 from now on."""
        await self.post("/limits", {"off": True})

    async def fault(self, kind: str, **described: Any) -> None:
        """Order trouble; see faults.Fault for kinds and fields."""
        await self.post("/faults", {"kind": kind, **described})

    async def calm(self) -> None:
        """Take all faults away."""
        await self.delete("/faults")

    async def inject(self, update: Json, *, chat_id: int | None = None) -> None:
        """Queue an update as it is, however broken; it gets an update_id if it has none."""
        await self.post("/updates", {"inject": update, "chat_id": chat_id})

    async def redeliver(self, count: int = 1) -> None:
        """Deliver the last `count` updates once more, though they were confirmed."""
        await self.post("/updates", {"redeliver": count})

    async def shuffle(self, seed: int = 0) -> None:
        """Put waiting updates in a wrong order."""
        await self.post("/updates", {"shuffle": seed})

    async def restart_ids(self, first_id: int | None = None) -> None:
        """Number updates anew, from `first_id` or from anywhere."""
        await self.post("/updates", {"restart_ids": first_id})

    async def says_all(self, messages: Iterable[tuple[Phone | int, str]]) -> None:
        """Many private messages in one call, for load."""
        body = [{"person": _id(person), "text": text} for person, text in messages]
        await self.post("/batch", {"messages": body})

    # -- what went over the wire -----------------------------------------------------------

    async def calls(self, method: str | None = None, *, after: int = 0) -> list[Json]:
        """Bot API calls so far: {number, at, method, params, status, answer, took, fault}."""
        query = f"/calls?after={after}" + (f"&method={method}" if method else "")
        calls: list[Json] = (await self.get(query))["calls"]
        return calls

    async def violations(self) -> list[str]:
        """Calls that the Bot API does not describe; a correct bot leaves this empty."""
        violations: list[str] = await self.get("/violations")
        return violations

    async def pending_updates(self) -> list[Json]:
        """What the bot has not confirmed yet."""
        updates: list[Json] = await self.get("/updates")
        return updates

    async def stats(self, *, answers: bool = False) -> Json:
        """Counts; with `answers` also the seconds from each private message to its answer."""
        stats: Json = await self.get("/stats?answers=1" if answers else "/stats")
        return stats

    async def reset_stats(self) -> None:
        """Forget calls, violations and answer times."""
        await self.delete("/stats")

    async def seq(self) -> int:
        """The number of the latest event."""
        return int((await self.get("/seq"))["seq"])

    async def next(self) -> Json:
        """Press 下一个时点."""
        label: Json = await self.post("/next", {})
        return label

    # -- plumbing ---------------------------------------------------------------------------

    async def get(self, path: str) -> Any:
        """The JSON at a control path."""
        return await self._asked("GET", path, None)

    async def post(self, path: str, body: Json) -> Any:
        """Send JSON to a control path."""
        return await self._asked("POST", path, body)

    async def delete(self, path: str) -> Any:
        """DELETE a control path."""
        return await self._asked("DELETE", path, None)

    async def file(self, file_id: str) -> bytes:
        """The bytes of a file that went through a chat."""
        async with self._session.get(f"{self.base}/sandbox/file/{file_id}") as answer:
            answer.raise_for_status()
            return await answer.read()

    async def _asked(self, method: str, path: str, body: Json | None) -> Any:
        url = f"{self.base}/sandbox{path}"
        # As a stream: a picture in the body may be large.
        data = None if body is None else io.BytesIO(json.dumps(body).encode())
        async with self._session.request(method, url, data=data) as answer:
            content = await answer.json()
            if answer.status >= 400:
                raise SandboxError(content["error"])
            return content


def _id(whose: Phone | int) -> int:
    return whose if isinstance(whose, int) else whose.id
