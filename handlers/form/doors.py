"""The form's doors: who opened it, what they want done, what they are told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from domain.errors import NothingOpen, Refusal, StaleButton, Stranger
from domain.people import Language, Person
from handlers.actions.reporting import filling
from handlers.actions.reporting.blanks import StillDoubtful
from handlers.actions.reporting.filling import Fill, Result, Sending
from handlers.deps import Deps
from handlers.form import answers
from handlers.form.answers import Json
from handlers.form.launches import Launch, LaunchOver, NotProved, Seal
from handlers.form.rates import Rates, TooOften
from handlers.form.requests import NotOurForm, fills_of, json_of, key_of, others_of
from handlers.texts.catalog import Catalog, bare, catalog
from handlers.texts.corrections import example
from handlers.texts.refusals import KEYS, sentence

log = logging.getLogger(__name__)

SCHEME = "tma "
READ_SECONDS = 10.0
NO_STORE = {"Cache-Control": "no-store"}

# Everything else a person may be refused is a conflict with how things stand.
STATUS: dict[type[Refusal], int] = {
    NotProved: 401,
    LaunchOver: 401,
    Stranger: 403,
    NothingOpen: 404,
    NotOurForm: 400,
    TooOften: 429,
}

Tell = Callable[[Person, int, str], None]
"""Have the chat told of what was sent: person, chat, launch."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the door, known for sure."""

    person: Person
    launch: Launch

    @property
    def texts(self) -> Catalog:
        return catalog(self.person.language)

    def sending(self, key: str) -> Sending:
        """A private chat has the number of the account."""
        return Sending(self.person, self.launch.account, key, self.launch.key)


Do = Callable[[Visitor, Json], Awaitable[Json]]


class Doors:
    """Each request alone: nothing is remembered of a visitor between two of them."""

    def __init__(self, deps: Deps, seal: Seal, rates: Rates, *, tell: Tell) -> None:
        self._deps = deps
        self._seal = seal
        self._rates = rates
        self._tell = tell

    def add_routes(self, app: web.Application, base: str) -> None:
        """Put the doors below `base`, which ends without a slash."""
        for verb, name, do in (
            ("GET", "blanks", self.blanks),
            ("POST", "check", self.check),
            ("POST", "save", self.save),
            ("POST", "undo", self.undo),
        ):
            app.router.add_route(verb, f"{base}/api/{name}", self._door(do))

    async def blanks(self, visitor: Visitor, _: Json) -> Json:
        """Everything asked of this person now."""
        deps = self._deps
        items = await filling.blanks_of(deps, visitor.person)
        return answers.whole(
            visitor.person, items, visitor.texts, schedule=deps.schedule, rules=deps.yardstick
        )

    async def check(self, visitor: Visitor, sent: Json) -> Json:
        """What the blanks would mean; nothing is saved."""
        fills = fills_of(sent)
        sending = visitor.sending("")
        results = await filling.look_over(self._deps, sending, fills, others_of(sent))
        return {"blanks": await self._told(visitor, fills, results)}

    async def save(self, visitor: Visitor, sent: Json) -> Json:
        """Save each blank that is plain; the others come back with their questions."""
        fills, sending = fills_of(sent), visitor.sending(key_of(sent))
        done = await filling.send(self._deps, sending, fills)
        log.info("form sent submission=%s blanks=%s", done.submission.id, len(fills))
        self._tell(visitor.person, sending.chat_id, sending.launch)
        rules = self._deps.yardstick
        return {
            "blanks": await self._told(visitor, fills, done.results),
            "standing": [answers.blank(item, visitor.texts, rules) for item in done.items],
        }

    async def undo(self, visitor: Visitor, sent: Json) -> Json:
        """Take back what one sending saved."""
        sending = visitor.sending(key_of(sent))
        undone = await filling.take_back(self._deps, sending, key=key_of(sent, "of"))
        log.info("form taken back blanks=%s", len(undone.saved))
        self._tell(visitor.person, sending.chat_id, sending.launch)
        rules = self._deps.yardstick
        return {
            "undone": len(undone.saved),
            "standing": [answers.blank(item, visitor.texts, rules) for item in undone.items],
        }

    async def _told(
        self, visitor: Visitor, fills: list[Fill], results: "list[Result] | tuple[Result, ...]"
    ) -> list[Json]:
        return [
            {"blank": answers.name_of(fill.blank), **await self._result(visitor, fill, result)}
            for fill, result in zip(fills, results, strict=True)
        ]

    async def _result(self, visitor: Visitor, fill: Fill, result: Result) -> Json:
        if isinstance(result, StillDoubtful):
            return answers.doubted(result, visitor.texts)
        if isinstance(result, Refusal):
            return {"state": "refused", "words": await self._words(result, visitor.person, "")}
        return answers.meant(result, fill.blank, visitor.texts, self._deps.yardstick)

    # Who, and what is told of trouble

    def _door(self, do: Do) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def door(request: web.Request) -> web.Response:
            person, language = None, ""
            try:
                launch = self._launch(request)
                language = launch.language
                person = await self._behind(launch)
                sent = json_of(await _body(request)) if request.method == "POST" else {}
                told = await do(Visitor(person, launch), sent)
            except Refusal as refusal:
                log.info("form refused why=%s", type(refusal).__name__)
                return await self._refused(refusal, person, language)
            except Exception:
                # Whatever it was, the page must say so and keep what was typed.
                log.exception("form request not answered")
                words = _catalog(person, language).plain("form.broken")
                return _json({"error": "broken", "words": words}, status=500)
            return _json(told)

        return door

    def _launch(self, request: web.Request) -> Launch:
        given = request.headers.get("Authorization", "")
        if not given.startswith(SCHEME):
            raise NotProved
        launch = self._seal.opened(given.removeprefix(SCHEME), now=self._deps.now())
        self._rates.take(launch.account, now=asyncio.get_running_loop().time())
        return launch

    async def _behind(self, launch: Launch) -> Person:
        person = (await self._deps.roster.current()).behind(launch.account)
        if person is None:
            raise Stranger
        return person

    async def _refused(
        self, refusal: Refusal, person: Person | None, language: str
    ) -> web.Response:
        headers = {}
        if isinstance(refusal, TooOften):
            headers["Retry-After"] = str(int(refusal.seconds) + 1)
        words = await self._words(refusal, person, language)
        told = {"error": KEYS[type(refusal).__name__], "words": words}
        return _json(told, status=STATUS.get(type(refusal), 409), headers=headers)

    async def _words(self, refusal: Refusal, person: Person | None, language: str) -> str:
        texts = _catalog(person, language)
        if isinstance(refusal, StaleButton):
            return texts.plain("form.stale")  # there is no button here, and no card to look at
        roster = await self._deps.roster.current()
        zone = self._deps.schedule.zone
        item = example(roster, person)
        return bare(sentence(refusal, zone=zone, texts=texts, example=item))


async def _body(request: web.Request) -> bytes:
    """What was sent, if it is of a size our page sends and comes without dawdling."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await request.read()
    except (web.HTTPRequestEntityTooLarge, TimeoutError, ConnectionError):
        raise NotOurForm from None


def _catalog(person: Person | None, language: str) -> Catalog:
    """The person's language; of who is not known, the phone's, where it is English."""
    if person is not None:
        return catalog(person.language)
    return catalog(Language.EN if language.startswith("en") else Language.ZH)


def _json(body: Json, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response(body, status=status, headers={**NO_STORE, **(headers or {})})
