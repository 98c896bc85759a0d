from tests.bot.cli.shell import Shell


def test_rules_lists_what_was_adopted_and_what_is_only_configured(office: Shell) -> None:
    before = office.types("rules").out
    first = office.types("rules", "adopt").out
    office.environ["BOT__LIGHTS__YELLOW_POINTS"] = "5"
    changed = office.types("rules").out
    second = office.types("rules", "adopt").out

    assert before.startswith("还没有启用过规则")
    assert first.startswith("第 1 版")
    assert "一直有效" in first
    assert "设置已改" in changed
    assert "第 2 版" in second
    assert "灯：落后 5 点内为黄" in second
    assert "周、" in second.splitlines()[4]  # from which week, month and quarter on


def test_versions_are_told_as_objects(office: Shell) -> None:
    office.types("rules", "adopt")

    (version,) = office.types("rules", "--json").objects

    assert (version["version"], version["since"]["week"]) == (1, None)
    assert version["rules"]["lights"]["yellow_points"] == "10"


def test_check_names_codes_in_the_scoring_that_no_indicator_has(office: Shell) -> None:
    office.environ["BOT__SCORING__FAMILIES"] = '{"fay": "place"}'

    answer = office.types("check")

    assert "! scoring: no indicator has the code fay" in answer.out
