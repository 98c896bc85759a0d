"""Telegram's limits, kept on a clock that the test holds."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.turns import Rates, TurnQueue

UNLIMITED = Rates(math.inf, 1e9, 10**9, math.inf)
GROUP = -1001


def drain(queue: TurnQueue, now: float, until: float) -> list[tuple[float, int | str, bool]]:
    """Let time pass, and write down who was granted when."""
    log = []
    while now <= until:
        granted, wait = queue.grant(now)
        log += [(now, turn.chat, turn.bulk) for turn in granted]
        if wait is None:
            break
        now += max(wait, 1e-6)
    return log


def asked(queue: TurnQueue, chats: list[int], *, bulk: bool, now: float = 0.0) -> list[float]:
    """When those were granted that did not have to wait."""
    turns = [queue.ask(chat, weight=1, bulk=bulk, now=now) for chat in chats]
    return [now for turn in turns if turn.granted]


def busiest(times: list[float], span: float) -> int:
    return max(sum(t <= other < t + span for other in times) for t in times)


def test_a_reply_after_a_rest_goes_at_once() -> None:
    queue = TurnQueue(Rates())

    turn = queue.ask(1, weight=1, bulk=False, now=0.0)

    assert turn.granted


def test_a_chat_gets_a_few_calls_at_once_then_one_a_second() -> None:
    queue = TurnQueue(Rates(chat_burst=3))

    granted = [queue.ask(1, weight=1, bulk=False, now=0.0).granted for _ in range(5)]

    assert granted == [True, True, True, False, False]
    assert [round(at, 3) for at, _, _ in drain(queue, 0.0, 10.0)] == [1.0, 2.0]


def test_pushes_leave_at_nine_tenths_of_the_limit_and_never_above_it() -> None:
    queue = TurnQueue(Rates())
    times = asked(queue, list(range(300)), bulk=True)

    times += [at for at, _, _ in drain(queue, 0.0, 60.0)]

    assert len(times) == 300
    assert 300 / times[-1] >= 27.9
    assert busiest(times, 1.0) <= 30


def test_timers_that_come_late_cost_no_throughput_and_break_no_limit() -> None:
    queue, now = TurnQueue(Rates()), 0.0
    times = asked(queue, list(range(300)), bulk=True)

    while queue.waiting:
        granted, wait = queue.grant(now)
        times += [now] * len(granted)
        now += (wait or 0.0) + 0.012

    assert 300 / times[-1] >= 27.5
    assert busiest(times, 1.0) <= 30


def test_a_burst_of_replies_stays_below_the_overall_limit() -> None:
    queue = TurnQueue(Rates())
    now_granted = [queue.ask(n, weight=1, bulk=False, now=0.0).granted for n in range(100)]

    times = [0.0] * sum(now_granted) + [at for at, _, _ in drain(queue, 0.0, 60.0)]

    assert len(times) == 100
    assert busiest(times, 1.0) <= 30


def test_a_group_gets_twenty_calls_in_any_minute() -> None:
    queue = TurnQueue(Rates())
    times = asked(queue, [GROUP] * 60, bulk=True)

    times += [at for at, _, _ in drain(queue, 0.0, 600.0)]

    assert len(times) == 60
    assert busiest(times, 60.0) == 20


def test_an_album_counts_each_of_its_pictures() -> None:
    queue = TurnQueue(Rates())

    for _ in range(3):
        queue.ask(GROUP, weight=8, bulk=True, now=0.0)
    times = [0.0] + [at for at, _, _ in drain(queue, 0.0, 600.0)]

    assert times[1] < 60 < times[2]


def test_an_album_larger_than_a_limit_passes_once_the_chat_is_at_rest() -> None:
    queue = TurnQueue(Rates(chat_burst=3))
    queue.ask(1, weight=1, bulk=False, now=0.0)

    queue.ask(1, weight=10, bulk=False, now=0.0)

    assert [round(at, 3) for at, _, _ in drain(queue, 0.0, 60.0)] == [1.0]


def test_replies_go_before_pushes_that_were_asked_first() -> None:
    queue = TurnQueue(Rates())
    asked(queue, list(range(100, 200)), bulk=True)
    asked(queue, [1], bulk=False, now=0.5)

    log = drain(queue, 0.5, 60.0)

    assert (1, False) in [(chat, bulk) for _, chat, bulk in log[:1]]


def test_pushes_are_slow_but_not_starved_by_replies() -> None:
    queue = TurnQueue(Rates())
    asked(queue, list(range(100)), bulk=False)
    asked(queue, list(range(200, 220)), bulk=True)

    log = drain(queue, 1.0, 60.0)

    assert sum(bulk for _, _, bulk in log[:50]) >= 8


def test_a_429_closes_its_own_chat_and_no_other() -> None:
    queue = TurnQueue(Rates())
    queue.hold(GROUP, 30.0, now=0.0)
    asked(queue, [GROUP], bulk=False)

    assert all(queue.ask(n, weight=1, bulk=False, now=0.0).granted is False for n in range(5))
    log = drain(queue, 0.0, 60.0)

    assert [at for at, chat, _ in log if chat != GROUP] == [0.0] * 5
    assert [round(at) for at, chat, _ in log if chat == GROUP] == [30]


def test_429s_in_several_chats_let_the_pushes_rest_but_not_the_replies() -> None:
    queue = TurnQueue(Rates())
    for chat in (1, 2, 3):
        queue.hold(chat, 7.0, now=0.0)
    asked(queue, [10], bulk=True)
    asked(queue, [11], bulk=False)

    log = drain(queue, 0.0, 60.0)

    assert log[0][1:] == (11, False)
    assert [round(at) for at, chat, _ in log if chat == 10] == [7]


def test_a_turn_given_up_is_not_granted() -> None:
    queue = TurnQueue(Rates())
    asked(queue, [1, 1, 1], bulk=False)
    turn = queue.ask(1, weight=1, bulk=False, now=0.0)

    queue.give_up(turn)

    assert queue.waiting == 0
    assert drain(queue, 0.0, 60.0) == []


def test_without_limits_everything_goes_at_once() -> None:
    queue = TurnQueue(UNLIMITED)

    granted = [queue.ask(1, weight=1, bulk=n % 2 == 0, now=0.0).granted for n in range(1000)]

    assert all(granted)


def test_chats_at_rest_are_forgotten() -> None:
    queue = TurnQueue(UNLIMITED)
    for n in range(1000):
        queue.ask(n, weight=1, bulk=False, now=float(n))

    assert len(queue._lanes) < 300


Wishes = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, GROUP]),
        st.booleans(),
        st.integers(1, 4),
        st.floats(0, 3, allow_nan=False),
    ),
    max_size=60,
)


@given(Wishes)
@settings(max_examples=150)
def test_whatever_is_wished_every_turn_comes_in_the_order_of_its_chat_within_the_limits(
    wishes: list[tuple[int, bool, int, float]],
) -> None:
    queue, now, log, turns = TurnQueue(Rates()), 0.0, [], []
    for chat, bulk, weight, pause in wishes:
        turn = queue.ask(chat, weight=weight, bulk=bulk, now=now)
        turns.append(turn)
        if turn.granted:
            log.append((now, turn))
        until = now + pause
        while now < until:
            granted, wait = queue.grant(now)
            log += [(now, one) for one in granted]
            now = min(until, now + max(1e-6, wait if wait is not None else pause))
    while queue.waiting:
        granted, wait = queue.grant(now)
        log += [(now, one) for one in granted]
        now += wait or 0.0

    assert all(turn.granted for turn in turns)
    for kind in (True, False):
        for chat in (1, 2, 3, GROUP):
            numbers = [t.number for _, t in log if t.chat == chat and t.bulk is kind]
            assert numbers == sorted(numbers)
    counted = [(at, t.chat) for at, t in log for _ in range(t.weight)]
    if counted:
        assert busiest([at for at, _ in counted], 1.0) <= 30
        in_group = [at for at, chat in counted if chat == GROUP]
        assert not in_group or busiest(in_group, 60.0) <= 20


def test_less_than_one_a_minute_is_possible() -> None:
    queue = TurnQueue(Rates(group_per_minute=0.5))
    asked(queue, [GROUP, GROUP], bulk=False)

    [(at, _, _)] = drain(queue, 0.0, 600.0)

    assert 120 <= at < 125


@pytest.mark.parametrize("weight", [1, 5])
def test_the_wait_of_a_chat_is_told_beforehand(weight: int) -> None:
    queue = TurnQueue(Rates())
    queue.hold(1, 12.0, now=0.0)

    assert queue.chat_wait(1, weight, 2.0) == 10.0
    assert queue.chat_wait(2, weight, 2.0) == 0.0
