"""What the page sends is read as if anybody had written it."""

import json

import pytest

from handlers.actions.reporting.outcomes import Blank
from handlers.form.rates import Rates, TooOften
from handlers.form.requests import MOST_FILLS, NotOurForm, fills_of, json_of, key_of

BLANK = {"blank": "12:2026-W10", "text": "13.5"}


def test_a_blank_names_its_item_its_period_and_what_was_written() -> None:
    sent = {"blanks": [BLANK | {"text": " 13.5 ", "note": "雨\n停工", "chosen": "number|1|"}]}

    (fill,) = fills_of(sent)

    assert fill.text == "13.5"
    assert fill.blank == Blank(12, "2026-W10", note="雨 停工", chosen="number|1|")


@pytest.mark.parametrize(
    "blanks",
    [
        None,
        [],
        {},
        ["13.5"],
        [BLANK] * 2,
        [BLANK | {"blank": f"{n}:2026-W10"} for n in range(MOST_FILLS + 1)],
        [BLANK | {"blank": "12"}],
        [BLANK | {"blank": "12:2026-W60"}],
        [BLANK | {"blank": "12:2026-W10\n"}],
        [BLANK | {"blank": "１２:2026-W10"}],
        [BLANK | {"blank": 12}],
        [BLANK | {"text": "  "}],
        [BLANK | {"text": 13.5}],
        [BLANK | {"text": "1" * 501}],
        [BLANK | {"text": "1\0"}],
        [BLANK | {"text": "1\ud800"}],
        [BLANK | {"note": ["x"]}],
        [BLANK | {"note": "x" * 301}],
        [BLANK | {"chosen": 1}],
    ],
)
def test_blanks_our_page_would_not_send_are_refused(blanks: object) -> None:
    with pytest.raises(NotOurForm):
        fills_of({"blanks": blanks})


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"13.5", b"[" * 20_000, b'{"a":'])
def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(NotOurForm):
        json_of(body)


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "with space", "ключ-ключ", 12345678])
def test_a_key_is_a_plain_word(key: object) -> None:
    with pytest.raises(NotOurForm):
        key_of({"key": key})
    assert key_of(json.loads('{"key":"0b0f7a7e-1c1a-4b7e-9f6e-000000000001"}'))


def test_an_account_that_never_rests_has_to_wait_and_no_other_with_it() -> None:
    rates = Rates(per_second=2, burst=3)
    for _ in range(3):
        rates.take(7, now=0.0)

    with pytest.raises(TooOften) as refused:
        rates.take(7, now=0.1)

    assert refused.value.seconds == pytest.approx(0.4)
    rates.take(8, now=0.1)
    rates.take(7, now=0.5)
