import json

import pytest

from domain.publishing import FORMAT, facts_of, ranking_of
from tests.domain.district import ranked

BEFORE = ranked({"A": "70", "B": "60", "C": "33.333"})
FOUND = ranked({"A": "40", "B": "60", "C": None, "D": "90.05"}, previous=BEFORE)


def test_a_ranking_is_read_back_as_it_was_published() -> None:
    stored = json.dumps(facts_of(FOUND), sort_keys=True)

    found = ranking_of(json.loads(stored))

    assert found == FOUND
    assert json.dumps(facts_of(found), sort_keys=True) == stored


def test_amounts_keep_every_digit() -> None:
    facts = facts_of(FOUND)

    assert facts["standings"][0]["completion"] == "90.1"
    assert "." in json.dumps(facts)
    assert json.loads(json.dumps(facts), parse_float=pytest.fail) == facts


def test_facts_of_a_later_program_are_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="format"):
        ranking_of(facts_of(FOUND) | {"format": FORMAT + 1})


def test_a_published_list_serves_as_the_previous_one() -> None:
    frozen = ranking_of(json.loads(json.dumps(facts_of(BEFORE))))

    assert ranked({"A": "40", "B": "60", "C": None, "D": "90.05"}, previous=frozen) == FOUND
