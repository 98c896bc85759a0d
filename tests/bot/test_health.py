"""Whoever watches the bot sees when it is unwell, and never a secret."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.health import Check, Finding, Pulse, health_app, inbox_check, outbox_check, serving
from bot.metrics import Metrics
from storage import pushes
from storage.database import Database
from storage.pushes import Addressee
from tests.bot.inbox_stand import Doors, Stand, message

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


async def asked(
    checks: Mapping[str, Check], metrics: Metrics | None = None, *, path: str = "/healthz"
) -> tuple[int, str]:
    app = health_app(checks, metrics or Metrics())
    async with (
        serving(app, host="127.0.0.1", port=0) as port,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def well() -> Finding:
    return Finding(True, {"age": 1})


async def unwell() -> Finding:
    return Finding(False)


async def broken() -> Finding:
    raise RuntimeError("7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")


async def test_all_well_is_200_and_anything_unwell_is_503() -> None:
    green, body = await asked({"a": well, "b": well})
    red, _ = await asked({"a": well, "b": unwell})

    assert (green, red) == (200, 503)
    assert json.loads(body) == {
        "ok": True,
        "a": {"ok": True, "age": 1},
        "b": {"ok": True, "age": 1},
    }


async def test_a_check_that_breaks_is_unwell_and_shows_no_more_than_its_kind() -> None:
    status, body = await asked({"a": broken})

    assert status == 503
    assert json.loads(body)["a"] == {"ok": False, "error": "RuntimeError"}


async def test_a_pulse_is_well_after_a_beat_that_was_not_long_ago() -> None:
    pulse, strict = Pulse(stale_after=60), Pulse(stale_after=0)

    pulse.beat()
    fresh = await pulse.check()
    pulse.fail("TimedOut")
    failing = await pulse.check()
    strict.beat()
    await asyncio.sleep(0.001)
    stale = await strict.check()

    assert [f.ok for f in (fresh, failing, stale)] == [True, False, False]
    assert failing.facts["failing"] == "TimedOut"
    assert not stale.facts["starting"]


async def test_before_the_first_beat_a_pulse_is_starting_but_not_for_ever() -> None:
    pulse, strict = (Pulse(stale_after=1e9, start_within=within) for within in (60, 0))

    early = await pulse.check()
    await asyncio.sleep(0.001)
    overdue = await strict.check()
    pulse.fail("TimedOut")
    refused = await pulse.check()

    assert [f.ok for f in (early, overdue, refused)] == [True, False, False]
    assert json.dumps(dict(early.facts)) == (
        '{"starting": true, "seconds_since_last": null, "failing": null}'
    )


async def test_the_inbox_is_unwell_when_memory_is_full(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())
    stand.dispatcher._patience = type(stand.dispatcher._patience)(most_waiting=2)
    stand.doors.gate.clear()
    check = inbox_check(sqlite_db, stand.dispatcher)

    calm = await check()
    await stand.inbox.take_in([message(1), message(2)])
    full = await check()
    await stand.dispatcher.stop(grace=0)

    assert (calm.ok, full.ok) == (True, False)
    assert full.facts["waiting"] == 2


@pytest.mark.parametrize(
    ("late", "ok"), [(timedelta(minutes=1), True), (timedelta(hours=1), False)]
)
async def test_the_outbox_is_unwell_when_what_is_due_does_not_leave(
    sqlite_db: Database, late: timedelta, ok: bool
) -> None:
    async with sqlite_db.transaction() as session:
        await pushes.queue(
            session,
            key="k",
            kind="prompt",
            period=None,
            facts={},
            chats=[Addressee(1)],
            at=NOON,
        )

    found = await outbox_check(sqlite_db, lambda: NOON + late)()

    assert found.ok is ok
    assert found.facts["due"] == 1


async def test_metrics_show_counters_gauges_and_latencies() -> None:
    metrics = Metrics()
    metrics.handled.labels("done").inc(3)
    metrics.acknowledged.observe(0.02)
    metrics.watch("inbox_waiting", "updates in memory", lambda: 7)

    status, body = await asked({}, metrics, path="/metrics")

    assert status == 200
    assert 'bot_handled_total{outcome="done"} 3.0' in body
    assert "bot_inbox_waiting 7.0" in body
    assert 'bot_acknowledged_seconds_bucket{le="0.025"} 1.0' in body
