"""Launch data is believed only as Telegram signed it for this very bot, and not for ever."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.form.launches import LaunchOver, NotProved, Seal
from sandbox.chats import Person
from sandbox.mini_apps import init_data, signed
from sandbox.world import World

# Published by another library with its own tests, made with a token of its own.
PUBLISHED = (
    "auth_date=1650385342"
    "&user=%7B%22id%22%3A42%2C%22first_name%22%3A%22Test%22%7D"
    "&query_id=test"
    "&hash=46d2ea5e32911ec8d30999b56247654460c0d20949b6277af519e76271182803"
)
THEN = datetime.fromtimestamp(1650385342, UTC)
HALF_A_DAY = timedelta(hours=12)
SEAL = Seal("42:TEST", lasts=HALF_A_DAY)


def made(user: str, *, token: str = "42:TEST", **more: str) -> str:
    fields = {"user": user, "auth_date": "1650385342", **more}
    return urlencode(fields | {"hash": signed(fields, token)})


def test_a_published_example_is_believed() -> None:
    launch = SEAL.opened(PUBLISHED, now=THEN)

    assert (launch.account, launch.at) == (42, THEN)


def test_every_field_but_the_hash_is_covered_by_it_the_newer_signature_too() -> None:
    world = World(token="42:TEST", seed=1)
    data = init_data(world, Person(7, "王 芳&=+", language="en"), at=THEN.timestamp())

    launch = SEAL.opened(data, now=THEN)

    assert (launch.account, launch.language) == (7, "en")
    assert "signature" in dict(parse_qsl(data))
    for name, value in parse_qsl(data):
        other = "f" * 64 if name == "hash" else f"{value}1"
        with pytest.raises(NotProved):
            SEAL.opened(urlencode(dict(parse_qsl(data)) | {name: other}), now=THEN)


def test_two_openings_have_two_keys_and_neither_shows_the_hash() -> None:
    first, again = made('{"id":7}'), made('{"id":7}')
    other = made('{"id":7}', query_id="x")

    keys = [SEAL.opened(data, now=THEN).key for data in (first, again, other)]

    assert keys[0] == keys[1] != keys[2]
    assert keys[0] not in first


def test_data_for_another_bot_proves_nothing_here() -> None:
    with pytest.raises(NotProved):
        SEAL.opened(made('{"id":7}', token="43:OTHER"), now=THEN)


@pytest.mark.parametrize(
    ("age", "is_over"),
    [
        (timedelta(0), False),
        (HALF_A_DAY, False),
        (HALF_A_DAY + timedelta(seconds=1), True),
        (timedelta(seconds=-60), False),
        (timedelta(seconds=-61), True),
    ],
)
def test_an_opening_lasts_for_so_long_and_none_comes_from_the_future(
    age: timedelta, is_over: bool
) -> None:
    if is_over:
        with pytest.raises(LaunchOver):
            SEAL.opened(PUBLISHED, now=THEN + age)
    else:
        SEAL.opened(PUBLISHED, now=THEN + age)


@pytest.mark.parametrize(
    "user",
    [
        "",
        "null",
        "[]",
        "7",
        "{}",
        '{"id":"7"}',
        '{"id":true}',
        '{"id":-7}',
        '{"id":7,"is_bot":true}',
    ],
)
def test_signed_data_that_names_no_person_is_not_believed(user: str) -> None:
    with pytest.raises(NotProved):
        SEAL.opened(made(user), now=THEN)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "hash=",
        "hash=é",
        "user",
        PUBLISHED.replace("hash=46d2", "hash=46D2"),
        PUBLISHED + "&query_id=test",
        PUBLISHED + "&hash=" + "0" * 64,
        PUBLISHED + "&more=" + "x" * 4096,
        "%ff=%ff&" + PUBLISHED,
        made('{"id":7}', auth_date="9" * 40),
        made('{"id":7}', auth_date="x"),
    ],
)
def test_what_is_not_whole_proves_nothing(data: str) -> None:
    with pytest.raises(NotProved):
        SEAL.opened(data, now=THEN)


@given(st.text(max_size=300))
def test_nothing_anybody_writes_is_believed_or_breaks_it(data: str) -> None:
    with pytest.raises(NotProved):
        SEAL.opened(data, now=THEN)
