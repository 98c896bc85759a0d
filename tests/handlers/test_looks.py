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


def test_without_a_period_the_current_one_is_meant() -> None:
    found = Look.read("unit", "cg@")

    assert (found.code, found.period) == ("cg", "")


def test_a_forged_period_is_stale() -> None:
    with pytest.raises(StaleButton):
        Look.read("unit", "cg@2026-W99")


def test_a_code_that_is_gone_is_stale() -> None:
    with pytest.raises(StaleButton):
        Look("unit", "gone").among(["cg", "wl"])
