from datetime import date

import pytest

from domain.errors import StaleButton
from handlers.looks import MAX_BYTES, Look, pair

LONG = "某某单位" * 12


@pytest.mark.parametrize("code", ["cg", "a@b", "乡镇街道", pair("cg", "fai"), "", LONG])
def test_what_a_button_carries_fits_and_is_found_again(code: str) -> None:
    data = Look("unit", code, "2026-W11").data

    assert len(data.encode()) <= MAX_BYTES
    verb, kind, tail = data.split(":", 2)
    found = Look.read(kind, tail)
    assert (verb, kind, found.period) == ("v", "unit", "2026-W11")
    assert found.among(["other", code]) == code


@pytest.mark.parametrize("code", ["cg", "a!b", pair("乡镇街道", "fai"), "", LONG, LONG[:11]])
def test_a_day_that_is_looked_back_on_goes_along(code: str) -> None:
    data = Look("howproject", code, "2026-W11").on(date(2026, 3, 6)).data

    assert len(data.encode()) <= MAX_BYTES
    found = Look.of(data)
    assert found is not None
    assert (found.period, found.day) == ("2026-W11", date(2026, 3, 6))
    assert found.among(["other", code]) == code


@pytest.mark.parametrize("day", ["20260230", "00000000", "2026030", "٢٠٢٦٠٣٠٦", "99991231"])
def test_a_forged_day_is_stale(day: str) -> None:
    with pytest.raises(StaleButton):
        Look.read("unit", f"cg@2026-W11!{day}")


def test_a_button_that_does_something_is_no_look() -> None:
    assert Look.of("yes:12:2026-W11:1") is None


def test_without_a_period_the_current_one_is_meant() -> None:
    found = Look.read("unit", "cg@")

    assert (found.code, found.period) == ("cg", "")


def test_a_forged_period_is_stale() -> None:
    with pytest.raises(StaleButton):
        Look.read("unit", "cg@2026-W99")


def test_a_code_that_is_gone_is_stale() -> None:
    with pytest.raises(StaleButton):
        Look("unit", "gone").among(["cg", "wl"])
